"""One thing that was looked at: what was found, whether it is wrong, what to do."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

State = Literal["ok", "note", "wrong"]
_SIGNS: dict[State, str] = {"ok": "ok   ", "note": "note ", "wrong": "WRONG"}


class Told(NamedTuple):
    """`about` groups what belongs together; a hint says the next step where one is needed."""

    about: str
    name: str
    state: State
    what: str
    hint: str = ""


def is_wrong(found: Sequence[Told]) -> bool:
    """Whether something has to be mended."""
    return any(one.state == "wrong" for one in found)


def as_text(found: Sequence[Told], style: Callable[[str, str], str]) -> str:
    """By group, in the order they were looked at; what is wrong with its hint beneath."""
    lines: list[str] = []
    about = ""
    widest = max((len(one.name) for one in found), default=0)
    for one in found:
        if one.about != about:
            about = one.about
            lines += ["", about] if lines else [about]
        colour = {"wrong": "error", "note": "note"}.get(one.state)
        sign = style(_SIGNS[one.state], colour) if colour else _SIGNS[one.state]
        lines.append(f"  {sign} {one.name:<{widest}}  {one.what}")
        if one.hint:
            lines.append(f"        {'':<{widest}}  → {one.hint}")
    wrong = sum(one.state == "wrong" for one in found)
    lines += ["", f"{wrong} thing{'s' * (wrong != 1)} wrong" if wrong else "nothing is wrong"]
    return "\n".join(lines) + "\n"


def as_json(found: Sequence[Told]) -> str:
    told = {"found": [one._asdict() for one in found], "wrong": is_wrong(found)}
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"
