"""What has changed since an earlier pack, as people read it and as machines take it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from toolkit.decimals import grouped, in_full
from toolkit.pack.changes import Touched


def as_text(found: Iterable[Touched], old: str, new: str) -> str:
    """For people: grouped by what changed, each with old → new and its cells."""
    groups: dict[str, list[Touched]] = {}
    for each in found:
        groups.setdefault(each.change.what, []).append(each)
    if not groups:
        return f"nothing has changed from {old} to {new}\n"
    lines = [f"from {old} to {new}"]
    for what, members in groups.items():
        lines += ["", f"{what} ({len(members):,})"]
        for each in members:
            lines += list(_told(each))
    return "\n".join(lines) + "\n"


def _told(each: Touched) -> Iterator[str]:
    change = each.change
    name = change.record + (f", {change.field}" if change.field not in (None, "status") else "")
    said = f"{change.before or 'nothing'} → {change.after or 'nothing'}"
    if change.difference:
        sign = "+" if change.difference > 0 else ""
        said += f" ({sign}{grouped(change.difference)}"
        if change.value_before:
            share = change.difference / abs(change.value_before) * 100
            said += f", {sign}{grouped(share.quantize(Decimal('0.1')))} %"
        said += ")"
    yield f"  {name}: {said}"
    if each.cells:
        shown = ", ".join(each.cells[:8])
        yield f"    {shown}" + (f" and {len(each.cells) - 8:,} more" if len(each.cells) > 8 else "")


def as_json(found: Iterable[Touched]) -> list[dict[str, Any]]:
    """One object a change; decimals as text in full."""
    return [
        {key: _shown(value) for key, value in each.change._asdict().items()}
        | {"cells": list(each.cells)}
        for each in found
    ]


def _shown(value: Any) -> Any:
    if isinstance(value, Decimal):
        return in_full(value)
    return list(value) if isinstance(value, tuple) else value
