"""The SQL that writes a table's rows as <row> elements, as simple as what they hold allows."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from toolkit.ooxml.container.spans import escape
from toolkit.ooxml.sheets.address import letters_of
from toolkit.ooxml.sheets.formulatokens import copied
from toolkit.ooxml.sheets.rows import FIRST, Column, Looks, serial
from toolkit.pack.rows.textsql import Held, element, risky, unusual
from toolkit.sqltext import literal, quoted

_LARGEST = "1e24"  # a number from here on is written by hand
_KINDS = {
    "text": re.compile("VARCHAR"),
    "list": re.compile(r"VARCHAR\[\]"),
    "number": re.compile(r"DECIMAL\(\d+,\d+\)|U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)"),
    "date": re.compile("DATE"),
    "boolean": re.compile("BOOLEAN"),
}
ROWS = "_r"  # what a query calls the table whose rows it writes


class Source(NamedTuple):
    """The table's columns by name and DuckDB type; `Column.value` and `.unit` count in them."""

    names: Sequence[str]
    types: Sequence[str]

    def text(self, column: Column) -> str:
        """A column's text as SQL: of a list its parts, NULL where there are none."""
        name = self.name(column.value)
        if column.kind == "text":
            return name
        return f"if(len({name}) > 0, coalesce(array_to_string({name}, '; '), ''), null)"

    def name(self, at: int) -> str:
        return f"{ROWS}.{quoted(self.names[at])}"


def known(column: Column, source: Source) -> bool:
    """Whether SQL can write this column."""
    if column.kind == "formula":
        return not column.array and copied(column.formula, 1) == column.formula
    return column.value < 0 or bool(_KINDS[column.kind].fullmatch(source.types[column.value]))


def is_text(column: Column) -> bool:
    """Whether a column takes texts of the query."""
    return column.kind in ("text", "list") and column.value >= 0


class Seen(NamedTuple):
    """What is known of a column before it is written: blanks in it, values to be written by hand.

    Of texts also how many different ones there are, about, and their bytes all in all.
    """

    blanks: bool = True
    unusual: bool = False
    different: int = 0
    bytes: int = 0


def seen_anywhere(column: Column, source: Source, looks: Looks) -> tuple[str, ...]:
    """The aggregates that tell of a column what `Seen` holds, in its order."""
    if column.value < 0:
        return ()
    if is_text(column):
        text = source.text(column)
        return (
            f"count(*) > count({text})",
            "false",
            f"approx_count_distinct({text})",
            f"coalesce(sum(strlen({text})), 0)::bigint",
        )
    test = _out_of_reach(column, source, looks)
    blanks = f"count(*) > count({source.name(column.value)})"
    return blanks, f"coalesce(bool_or({test}), false)" if test else "false", "0", "0"


def _out_of_reach(column: Column, source: Source, looks: Looks) -> str:
    """The test for a value that SQL cannot write; empty where there can be none."""
    name, kind = source.name(column.value), source.types[column.value]
    if column.kind == "date":
        return f"{name} < date '{FIRST[looks.dates].isoformat()}'"
    if column.kind == "number" and kind.startswith(("DECIMAL", "HUGE", "UHUGE")):
        return f"abs({name}) >= {_LARGEST}"
    return ""


class Lookup(NamedTuple):
    """How a row finds the cell of a shared text: as SQL, NULL where there is none; what to join."""

    cell: str
    join: str = ""


class RowSQL(NamedTuple):
    """`row` is a row's element; `unusual` tells the rows that it cannot write, empty for none.

    `tables` are what both read: the rows, and what is joined to each of them.
    """

    row: str
    unusual: str
    tables: str


def row_sql(
    table: str,
    columns: Sequence[Column],
    source: Source,
    first: int,
    looks: Looks,
    *,
    seen: Mapping[int, Seen],
    held: Mapping[int, Held],
    shared: Mapping[int, Lookup],
) -> RowSQL:
    """What writes the rows of `table`, whose rowid 0 stands in the sheet's row `first`.

    By the number of a column: what is `seen` of it, what is `held` by texts that are written out,
    and how the cells of texts that are `shared` are found.
    """
    cells = _Cells(source, looks, seen, held, shared)
    number = f"({ROWS}.rowid + {first})"
    # The first cell says its place; each of the others is the next (18.3.1.4).
    row = [
        *(literal('<row r="'), number, literal(f'"{looks.row_attributes}>')),
        *(literal(f'<c r="{letters_of(columns[0].number)}'), number, literal('"')),
    ]
    for nth, column in enumerate(columns):
        row += cells.cell(column, "<c" if nth else "")
    row.append("'</row>'")
    tests = " or ".join(f"coalesce({test}, false)" for test in cells.unusual)
    tables = " ".join([f"{quoted(table)} {ROWS}", *(one.join for one in shared.values())])
    return RowSQL(f"concat({', '.join(_merged(row))})", tests, tables)


def plain_cell(style: int, rest: str, *, first: bool) -> str:
    """A cell's opening, style and `rest`; the first of a row comes with its opening and place."""
    return f'{"" if first else "<c"} s="{style}"{rest}'


def shared_cell(column: Column, looks: Looks, held: Held, *, first: bool) -> str:
    """The cell that points at a shared text: columns are `text`, and `number` in the workbook."""
    rest = ' t="s"><v>'
    opening = literal(plain_cell(column.style, rest, first=first))
    if held.risky:
        other = literal(plain_cell(looks.quoted(column.style), rest, first=first))
        opening = f"if({risky('text')}, {other}, {opening})"
    blank = literal(plain_cell(column.style, "/>", first=first))
    return f"if(text is null, {blank}, {opening} || number || '</v></c>')"


def _merged(pieces: Sequence[str]) -> list[str]:
    """The pieces with neighbours made one where both are mere literals."""
    merged: list[str] = []
    for piece in pieces:
        if merged and _is_literal(merged[-1]) and _is_literal(piece):
            merged[-1] = merged[-1][:-1] + piece[1:]
        else:
            merged.append(piece)
    return merged


def _is_literal(piece: str) -> bool:
    return re.fullmatch(r"'(?:[^']|'')*'", piece) is not None


@dataclass(frozen=True, slots=True)
class _Cells:
    """Writes cells of one table, and gathers the tests for what SQL cannot write."""

    source: Source
    looks: Looks
    seen: Mapping[int, Seen]
    held: Mapping[int, Held]
    shared: Mapping[int, Lookup]
    unusual: list[str] = field(default_factory=list)

    def cell(self, column: Column, opening: str) -> list[str]:
        """A cell as pieces of SQL put end to end; `opening` is its <c, or empty."""
        style = f'{opening} s="{column.style}"'
        blank = literal(f"{style}/>")
        if column.kind == "formula":
            return [literal(f"{style}><f>{escape(column.formula)}</f></c>")]
        if column.value < 0:
            return [blank]
        seen = self.seen.get(column.number, Seen())
        if column.number in self.shared:
            cell = self.shared[column.number].cell
            if seen.unusual:
                self.unusual.append(f"{cell} is null")
            return [cell]
        if seen.unusual:
            self.unusual.append(_out_of_reach(column, self.source, self.looks))
        if column.kind in ("text", "list"):
            shown = self._text(column, style)
        elif column.kind == "boolean":
            value = f"{self.source.name(column.value)}::integer"
            shown = [literal(f'{style} t="b"><v>'), value, "'</v></c>'"]
        elif column.kind == "date":
            shown = [literal(f"{style}><v>"), self._day(column), "'</v></c>'"]
        else:
            shown = self._number(column, opening)
        return [f"coalesce({' || '.join(shown)}, {blank})"] if seen.blanks else shown

    def _text(self, column: Column, style: str) -> list[str]:
        held = self.held.get(column.number, Held())
        text = self.source.text(column)
        if held.unusual:
            self.unusual.append(unusual(text))
        kind = ' t="inlineStr"><is>'
        opening = literal(f"{style}{kind}")
        if held.risky:
            plain = f'"{column.style}"'
            other = style.replace(plain, f'"{self.looks.quoted(column.style)}"')
            opening = f"if({risky(text)}, {literal(f'{other}{kind}')}, {opening})"
        return [opening, *element(text, held), "'</is></c>'"]

    def _day(self, column: Column) -> str:
        """The serial of a day (18.17.4.1)."""
        known_day = date(2000, 1, 1)
        zero = serial(known_day, self.looks.dates, "")
        name = self.source.name(column.value)
        return f"({name} - date '{known_day.isoformat()}' + {zero})"

    def _number(self, column: Column, opening: str) -> list[str]:
        name, kind = self.source.name(column.value), self.source.types[column.value]
        value = in_full(name, kind)
        style = f"'{column.style}'"
        if column.unit is not None:
            unit = self.source.name(column.unit)
            formats = self.looks.formats(column)
            units = [(u, s) for u, s in formats.items() if u is not None]
            cases = " ".join(f"when {literal(u)} then '{s}'" for u, s in sorted(units))
            none = formats.get(None, column.style)
            if cases:
                style = f"case coalesce({unit}, '') {cases} else '{none}' end"
            hundredth = f"({name} * 0.01::decimal(2,2))::varchar"
            value = f"if({unit} = 'percent', rtrim(rtrim({hundredth}, '0'), '.'), {value})"
        return [literal(f'{opening} s="'), style, "'\"><v>'", value, "'</v></c>'"]


def in_full(value: str, kind: str) -> str:
    """A number's digits without zeros that say nothing."""
    text = f"{value}::varchar"
    scale = re.fullmatch(r"DECIMAL\(\d+,(\d+)\)", kind)
    if scale is None or scale[1] == "0":
        return text
    whole = "." + int(scale[1]) * "0"
    short = f"left({text}, {-len(whole)})"
    return f"case when suffix({text}, '{whole}') then {short} else rtrim({text}, '0') end"
