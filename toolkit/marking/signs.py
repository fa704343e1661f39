"""The signs by which factpack's marks are known again: colours, words of notes, names, a record."""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import sha256

from toolkit.codes import Severity
from toolkit.findings import Finding
from toolkit.ooxml.container.spans import Element
from toolkit.ooxml.editing.noteboxes import Note

RECORD = "factpack/marks.json"  # the part that holds what takes the marks away
SHEET = "Findings"
NAME = "_factpack_marks"  # a hidden defined name: where the sheet of findings stands
_MOST_WORDS = 2_000  # characters of one note; the sheet of findings has the rest

# A mark's colour says how severe it is. The last three bits of red, green and blue, which no eye
# tells apart, number the fill that the cell had, so that it is found again after Excel or
# LibreOffice has saved the file, sorted its rows or copied its cells.
_LIGHT: dict[Severity, int] = {"error": 0xF8C0C0, "warning": 0xF8E898, "note": 0xC0E0F8}
_DARK: dict[Severity, int] = {"error": 0xA81818, "warning": 0x785000, "note": 0x184880}
_MASK = 0x070707
MOST_FILLS = 511
_BEGIN = "— factpack —"
_BLOCK = re.compile(rf"\s*{_BEGIN}(.*?)— ([0-9a-f]{{6}}) —", re.DOTALL)


def colour(severity: Severity, had: int, *, dark: bool) -> str:
    """The fill of a mark; `had` numbers the cell's own fill, 0 for none. Dark under light text."""
    base = (_DARK if dark else _LIGHT)[severity]
    bits = (had >> 6 & 7) << 16 | (had >> 3 & 7) << 8 | (had & 7)
    return f"FF{base | bits:06X}"


def had(argb: str) -> int | None:
    """The number of the fill that a marked cell had; None where the colour is no mark's."""
    if not re.fullmatch("[0-9A-Fa-f]{8}", argb):
        return None
    rgb = int(argb[2:], 16)
    if rgb & ~_MASK not in {*_LIGHT.values(), *_DARK.values()}:
        return None
    return (rgb >> 16 & 7) << 6 | (rgb >> 8 & 7) << 3 | (rgb & 7)


def mark_of(fill: Element) -> int | None:
    """`had` of a styles part's fill, where it is a mark's."""
    pattern = fill.child("patternFill")
    shade = pattern.child("fgColor") if pattern is not None else None
    if pattern is None or shade is None or pattern.attributes.get("patternType") != "solid":
        return None
    return had(shade.attributes.get("rgb", ""))


def described(fill: Element | None) -> str:
    """A pattern's fill in short, as "solid fg:theme=4 bg:indexed=64"; "" for none, a gradient."""
    pattern = fill.child("patternFill") if fill is not None else None
    kind = pattern.attributes.get("patternType", "none") if pattern is not None else "none"
    if pattern is None or kind == "none":
        return ""
    words = [kind]
    for each in pattern.children:
        said = ",".join(f"{key}={value}" for key, value in sorted(each.attributes.items()))
        words.append(f"{each.local[:2]}:{said}")
    return " ".join(words)


def fill_xml(text: str, prefix: str) -> str:
    """The inverse of `described`; no fill where the text is none of its."""
    kind, *shades = text.split()
    if not re.fullmatch("[A-Za-z0-9]+", kind):
        kind, shades = "none", []
    made = ""
    for shade in shades:
        found = re.fullmatch(r"(fg|bg):((?:\w+=[-+.\w]+,?)*)", shade)
        if found is not None:
            said = "".join(f' {k}="{v}"' for k, v in re.findall(r"(\w+)=([-+.\w]+)", found[2]))
            made += f"<{prefix}{found[1]}Color{said}/>"
    return (
        f'<{prefix}fill><{prefix}patternFill patternType="{kind}">{made}'
        f"</{prefix}patternFill></{prefix}fill>"
    )


def note(findings: Sequence[Finding]) -> Note:
    """What the note on a cell says: each finding with its severity, code, message and mending.

    It ends with a checksum of its words: a note that a person has written into is left to them.
    """
    said: list[str] = []
    length = 0
    for number, one in enumerate(findings):
        words = f"{one.severity} {one.code}\n{one.message}\n→ {one.fix}"
        if said and length + len(words) > _MOST_WORDS:
            said.append(f"… and {len(findings) - number} more on the sheet {SHEET}")
            break
        said.append(words if len(words) <= _MOST_WORDS else words[: _MOST_WORDS - 1] + "…")
        length += len(words)
    text = "\n\n".join(said)
    return Note(_BEGIN, f"{text}\n— {_checksum(text)} —")


def without_mark(text: str) -> str | None:
    """A note's text without factpack's words; None where it has none that are as written."""
    found = _BLOCK.search(text)
    if found is None or _checksum(found[1]) != found[2]:
        return None
    return text[: found.start()] + text[found.end() :]


def _checksum(text: str) -> str:
    """Of the words alone: programs change white space as they save."""
    return sha256(" ".join(text.split()).encode("utf-8", "replace")).hexdigest()[:6]
