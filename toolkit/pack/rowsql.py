"""The SQL that writes a table's rows as <row> elements, as simple as what they hold allows."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from toolkit.database import literal, quoted
from toolkit.ooxml.address import letters_of
from toolkit.ooxml.references import copied_down
from toolkit.ooxml.rows import (
    BLANKS,
    FIRST,
    FORMULA_LIKE,
    LONGEST,
    TRIGGERS,
    Column,
    Looks,
    serial,
)
from toolkit.ooxml.spans import escape

_LARGEST = "1e24"  # a number from here on is written by hand
_STARTS = re.findall(f"[{BLANKS}{TRIGGERS}]", "".join(map(chr, range(0xD800))) + "\ufeff＝＋－＠")
_SHORT_IN_JSON = "\b\f\r"  # control characters that JSON does not write as \u00XX
_BROKEN = "\ufffe\uffff"
_KINDS = {
    "text": re.compile("VARCHAR"),
    "list": re.compile(r"VARCHAR\[\]"),
    "number": re.compile(r"DECIMAL\(\d+,\d+\)|U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)"),
    "date": re.compile("DATE"),
    "boolean": re.compile("BOOLEAN"),
}


@dataclass(frozen=True, slots=True)
class Held:
    """What a column of texts holds anywhere: what XML marks, blanks at an edge, what looks like
    a formula, what must be written by hand."""

    marked: bool = False
    spaced: bool = False
    risky: bool = False
    unusual: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """The table's columns by name and DuckDB type; `Column.value` and `.unit` count in them."""

    names: Sequence[str]
    types: Sequence[str]

    def text(self, column: Column) -> str:
        """A column's text as SQL: of a list its parts, NULL where there are none."""
        name = self.name(column)
        if column.kind == "text":
            return name
        return f"if(len({name}) > 0, coalesce(array_to_string({name}, '; '), ''), null)"

    def name(self, column: Column) -> str:
        return quoted(self.names[column.value])


def known(column: Column, source: Source) -> bool:
    """Whether SQL can write this column."""
    if column.kind == "formula":
        return copied_down(column.formula, 1) == column.formula
    return column.value < 0 or bool(_KINDS[column.kind].fullmatch(source.types[column.value]))


def looked_for(column: Column, source: Source) -> tuple[str, ...]:
    """The tests that tell what a column holds, in the order of `Held`; none for a number."""
    if column.kind not in ("text", "list") or column.value < 0:
        return ()
    text = source.text(column)
    tests = (_holds(text, "&<>"), _spaced(text), _perhaps_risky(text), _unusual(text))
    return tuple(f"coalesce(bool_or({test}), false)" for test in tests)


# A regular expression costs DuckDB ten times what these plain searches do, so they go first; each
# may say yes too often, and what it says yes to is then looked at closely or written by hand.


def _holds(text: str, characters: str) -> str:
    return "(" + " or ".join(f"contains({text}, {_char(each)})" for each in characters) + ")"


def _char(character: str) -> str:
    return f"chr({ord(character)})"


def _spaced(text: str) -> str:
    """Blanks at an edge, or a line's end: what XML keeps only when asked to."""
    return f"(ord({text}) <= 32 or suffix({text}, ' ') or {_holds(text, chr(9) + chr(10))})"


def _perhaps_risky(text: str) -> str:
    return f"ord({text}) in ({', '.join(str(ord(each)) for each in _STARTS)})"


def _risky(text: str) -> str:
    return f"({_perhaps_risky(text)} and regexp_matches({text}, {literal('^' + FORMULA_LIKE)}))"


def _unusual(text: str) -> str:
    """Near the longest, an escape or what may look like one, what XML cannot hold."""
    return (
        f"(strlen({text}) > {LONGEST // 2} or contains({text}, '_x')"
        f" or contains(to_json({text})::varchar, '\\u00')"
        f" or {_holds(text, _SHORT_IN_JSON + _BROKEN)})"
    )


class RowSQL(NamedTuple):
    """`row` is a row's element; `unusual` tells the rows that it cannot write, empty for none."""

    row: str
    unusual: str


def row_sql(
    columns: Sequence[Column],
    source: Source,
    held: Mapping[int, Held],
    first: int,
    looks: Looks,
) -> RowSQL:
    """What writes the rows of a table of `source`, whose rowid 0 stands in the sheet's `first`.

    `held` is by the number of a column.
    """
    cells = _Cells(source, held, looks)
    made = [cells.cell(column) for column in columns]
    number = f"(rowid + {first})"
    row = "'<row r=\"' || " + number + " || " + literal(f'"{looks.row_attributes}>')
    # The first cell says its place; each of the others is the next (18.3.1.4).
    place = literal(f'<c r="{letters_of(columns[0].number)}') + " || " + number + " || '\"'"
    following = ", '<c', ".join(made)
    tests = " or ".join(f"coalesce({test}, false)" for test in cells.unusual)
    return RowSQL(f"concat({row}, {place}, {following}, '</row>')", tests)


@dataclass(frozen=True, slots=True)
class _Cells:
    """Writes cells of one table, and gathers the tests for what SQL cannot write."""

    source: Source
    held: Mapping[int, Held]
    looks: Looks
    unusual: list[str] = field(default_factory=list)

    def cell(self, column: Column) -> str:
        """A cell without its first two characters, <c."""
        style = f' s="{column.style}"'
        blank = literal(f"{style}/>")
        if column.kind == "formula":
            return literal(f"{style}><f>{escape(column.formula)}</f></c>")
        if column.value < 0:
            return blank
        if column.kind in ("text", "list"):
            shown = self._text(column)
        elif column.kind == "boolean":
            opening = literal(f'{style} t="b"><v>')
            shown = f"{opening} || {self.source.name(column)}::integer || '</v></c>'"
        elif column.kind == "date":
            shown = f"{literal(f'{style}><v>')} || {self._day(column)} || '</v></c>'"
        else:
            shown = self._number(column)
        return f"coalesce({shown}, {blank})"

    def _text(self, column: Column) -> str:
        held = self.held.get(column.number, Held())
        text = self.source.text(column)
        if held.unusual:
            self.unusual.append(_unusual(text))
        written = text
        if held.marked:
            for mark, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
                written = f"replace({written}, '{mark}', '{entity}')"
        kind = '" t="inlineStr"><is><t'
        opening = literal(f' s="{column.style}{kind}')
        if held.risky:
            other = literal(f' s="{self.looks.quoted(column.style)}{kind}')
            opening = f"if({_risky(text)}, {other}, {opening})"
        closing = "'>'"
        if held.spaced:
            closing = f"if({_spaced(text)}, ' xml:space=\"preserve\">', '>')"
        return f"{opening} || {closing} || {written} || '</t></is></c>'"

    def _day(self, column: Column) -> str:
        """The serial of a day (18.17.4.1)."""
        name, known_day = self.source.name(column), date(2000, 1, 1)
        self.unusual.append(f"{name} < date '{FIRST[self.looks.dates].isoformat()}'")
        zero = serial(known_day, self.looks.dates, "")
        return f"({name} - date '{known_day.isoformat()}' + {zero})"

    def _number(self, column: Column) -> str:
        name, kind = self.source.name(column), self.source.types[column.value]
        if kind.startswith(("DECIMAL", "HUGE", "UHUGE")):
            self.unusual.append(f"abs({name}) >= {_LARGEST}")
        value = _in_full(name, kind.startswith("DECIMAL") and not kind.endswith(",0)"))
        style = f"'{column.style}'"
        if column.unit is not None:
            unit = quoted(self.source.names[column.unit])
            formats = self.looks.formats(column)
            units = [(u, s) for u, s in formats.items() if u is not None]
            cases = " ".join(f"when {literal(u)} then '{s}'" for u, s in sorted(units))
            none = formats.get(None, column.style)
            if cases:
                style = f"case coalesce({unit}, '') {cases} else '{none}' end"
            hundredth = _in_full(f"({name} * 0.01::decimal(2,2))", True)
            value = f"if({unit} = 'percent', {hundredth}, {value})"
        return f"' s=\"' || {style} || '\"><v>' || {value} || '</v></c>'"


def _in_full(value: str, fraction: bool) -> str:
    """A number's digits without zeros that say nothing."""
    text = f"{value}::varchar"
    return f"rtrim(rtrim({text}, '0'), '.')" if fraction else text
