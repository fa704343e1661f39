"""What SQL asks of a text, and how it writes one, on its way into a cell."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from toolkit.ooxml.sheets.rows import BLANKS, FORMULA_LIKE, LONGEST, TRIGGERS
from toolkit.sqltext import literal

_SHORT_IN_JSON = "\b\f\r"  # control characters that JSON does not write as \u00XX
_BROKEN = "\ufffe\uffff"


class Held(NamedTuple):
    """What texts hold anywhere: what XML marks, blanks at an edge, what looks like a formula, what
    must be written by hand."""

    marked: bool = False
    spaced: bool = False
    risky: bool = False
    unusual: bool = False


def held_anywhere(text: str) -> tuple[str, ...]:
    """The aggregates that tell what a column of texts holds, in the order of `Held`."""
    tests = (holds(text, "&<>"), spaced(text), perhaps_risky(text), unusual(text))
    return tuple(f"coalesce(bool_or({test}), false)" for test in tests)


# A regular expression costs DuckDB ten times what these plain searches do, so they go first; each
# may say yes too often, and what it says yes to is then looked at closely or written by hand.


def holds(text: str, characters: str) -> str:
    return "(" + " or ".join(f"contains({text}, chr({ord(each)}))" for each in characters) + ")"


def spaced(text: str) -> str:
    """Blanks at an edge, or a line's end: what XML keeps only when asked to."""
    return f"(ord({text}) <= 32 or suffix({text}, ' ') or {holds(text, chr(9) + chr(10))})"


def perhaps_risky(text: str) -> str:
    return f"ord({text}) in ({', '.join(map(str, _starts()))})"


@cache
def _starts() -> tuple[int, ...]:
    """The characters with which a formula may begin."""
    every = "".join(map(chr, (*range(0xD800), *range(0xE000, 0x10000))))
    return tuple(map(ord, re.findall(f"[{BLANKS}{TRIGGERS}]", every)))


def risky(text: str) -> str:
    """What a spreadsheet takes for a formula."""
    return f"({perhaps_risky(text)} and regexp_matches({text}, {literal('^' + FORMULA_LIKE)}))"


def unusual(text: str) -> str:
    """Near the longest, an escape or what may look like one, what XML cannot hold."""
    return (
        f"(strlen({text}) > {LONGEST // 2} or contains({text}, '_x')"
        f" or contains(to_json({text})::varchar, '\\u00')"
        f" or {holds(text, _SHORT_IN_JSON + _BROKEN)})"
    )


def element(text: str, held: Held) -> list[str]:
    """The <t> of a text that is not unusual, as pieces of SQL put end to end."""
    written = text
    if held.marked:
        for mark, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
            written = f"replace({written}, '{mark}', '{entity}')"
    opening = "'<t>'"
    if held.spaced:
        opening = f"if({spaced(text)}, '<t xml:space=\"preserve\">', '<t>')"
    return [opening, written, "'</t>'"]
