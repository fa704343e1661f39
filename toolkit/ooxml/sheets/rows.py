"""Rows of values as ready XML: text is text, a number is its decimal text, a date its serial."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Context, Decimal
from typing import Any, Literal, NamedTuple

from toolkit.errors import FactpackError
from toolkit.ooxml.container.spans import escape
from toolkit.ooxml.container.text import encode
from toolkit.ooxml.container.workbook import Dates
from toolkit.ooxml.sheets.address import letters_of
from toolkit.ooxml.sheets.formulatokens import copied

Kind = Literal["text", "number", "date", "boolean", "list", "formula"]
LONGEST = 32_767  # UTF-16 units that one cell holds (Microsoft: Excel specifications and limits)
_CHUNK = 512
_EXACT = Context(prec=60)  # a DECIMAL of DuckDB has 38 digits, Python's own context keeps 28

# What a spreadsheet takes for a formula, also after blanks and marks that do not show
# (OWASP: CSV Injection; the full-width forms are what East Asian keyboards type).
BLANKS = " \u00a0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u2064\u3000\ufeff"
TRIGGERS = "=+\\-@\uff1d\uff0b\uff0d\uff20\t\r"
FORMULA_LIKE = f"[{BLANKS}]*[{TRIGGERS}]"
LOOKS_LIKE_FORMULA = re.compile(FORMULA_LIKE)

# Days from serial 0 to 1970-01-01 (ECMA-376 Part 1, 18.17.4.1; from 1 March 1900 on).
_EPOCH = {"1900": 25_569, "exact": 25_569, "1904": 24_107}
FIRST = {"1900": date(1900, 3, 1), "exact": date(1900, 3, 1), "1904": date(1904, 1, 1)}


class Column(NamedTuple):
    """How one column of a Table is written.

    `unit` is the place, in a row of values, of the unit that scales and styles this column's
    number; a figure that was `reckoned` looks otherwise than one that a source states.
    A formula column takes no value of the row. An `array` formula is one in each of its cells, and
    of a `dynamic` one (Excel 365) that is what the cell says of it, its `cm`.
    """

    number: int
    heading: str
    kind: Kind
    style: int
    value: int = -1
    unit: int | None = None
    formula: str = ""
    reckoned: bool = False
    array: bool = False
    dynamic: str = ""


@dataclass(frozen=True, slots=True)
class Looks:
    """What the cells take from the workbook: its formats, its day zero, its row's attributes."""

    dates: Dates
    quoted: Callable[[int], int]
    of_unit: Mapping[str | None, int]
    row_attributes: str = ""
    height: Callable[[Sequence[Any]], float] | None = None  # in points; None: as the template has
    of_reckoned: Mapping[str | None, int] = field(default_factory=dict)

    def formats(self, column: Column) -> Mapping[str | None, int]:
        """The format of each unit in a column."""
        return self.of_reckoned if column.reckoned else self.of_unit


def row_chunks(
    columns: Sequence[Column],
    rows: Iterable[Sequence[Any]],
    first: int,
    looks: Looks,
    where: Callable[[int, int], str],
) -> Iterator[bytes]:
    """`rows` as <row> elements from row number `first` on, some hundred a chunk.

    Values are str, Decimal, int, date, bool, list of str, or None for a blank cell. `where` names
    a cell, by column and row, for the refusal of what no cell can hold.
    """
    made: list[str] = []
    letters = [letters_of(column.number) for column in columns]
    for number, row in enumerate(rows, first):
        cells = [
            _cell(column, f"{letter}{number}", row, number - first, looks, where, number)
            for column, letter in zip(columns, letters, strict=True)
        ]
        high = f' ht="{looks.height(row):g}"' if looks.height is not None else ""
        made.append(f'<row r="{number}"{looks.row_attributes}{high}>{"".join(cells)}</row>')
        if len(made) == _CHUNK:
            yield "".join(made).encode()
            made.clear()
    if made:
        yield "".join(made).encode()


def _cell(
    column: Column,
    address: str,
    row: Sequence[Any],
    nth: int,
    looks: Looks,
    where: Callable[[int, int], str],
    number: int,
) -> str:
    if column.kind == "formula":
        formula = escape(copied(column.formula, nth))
        if not column.array:
            return f'<c r="{address}" s="{column.style}"><f>{formula}</f></c>'
        spills = f' cm="{column.dynamic}"' if column.dynamic else ""
        opening = f'<c r="{address}" s="{column.style}"{spills}>'
        return f'{opening}<f t="array" ref="{address}">{formula}</f></c>'
    value = row[column.value] if column.value >= 0 else None
    style = column.style
    if value is None or value == []:
        return f'<c r="{address}" s="{style}"/>'
    if column.kind == "text" or column.kind == "list":
        text = "; ".join(str(one) for one in value if one is not None) if column.kind == "list" \
            else str(value)  # fmt: skip
        if LOOKS_LIKE_FORMULA.match(text):
            style = looks.quoted(style)
        return text_cell(address, style, text, where(column.number, number))
    if column.kind == "boolean":
        return f'<c r="{address}" s="{style}" t="b"><v>{int(value)}</v></c>'
    if column.kind == "date":
        shown = serial(value, looks.dates, where(column.number, number))
        return f'<c r="{address}" s="{style}"><v>{shown}</v></c>'
    if column.unit is not None:
        unit = row[column.unit]
        style = looks.formats(column)[unit]
        if unit == "percent":
            value = _decimal(value).scaleb(-2, _EXACT)
    try:
        return f'<c r="{address}" s="{style}"><v>{plain(value)}</v></c>'
    except FactpackError as error:
        place = where(column.number, number)
        raise FactpackError(f"{place}: {error.what}", hint=error.hint) from error


def text_cell(address: str, style: int | str, text: str, where: str) -> str:
    """A cell of text: inline, so that it never is a formula (ECMA-376 Part 1, 18.18.11)."""
    inside = text_element(text, where)
    return f'<c r="{address}" s="{style}" t="inlineStr"><is>{inside}</is></c>'


def text_element(text: str, where: str) -> str:
    """The <t> of a text; `where` names its cell for a refusal."""
    if (
        len(text) > LONGEST // 2
        and (units := len(text.encode("utf-16-le", "surrogatepass")) // 2) > LONGEST
    ):
        raise FactpackError(
            f"{where} would hold a text of {units} characters; a cell holds {LONGEST}",
            hint="shorten the text, or cut it in the template's query",
        )
    try:
        stored = escape(encode(text))
    except FactpackError as error:
        raise FactpackError(f"{where}: {error.what}", hint=error.hint) from error
    kept = ' xml:space="preserve"' if text != text.strip() or "\n" in text else ""
    return f"<t{kept}>{stored}</t>"


def plain(value: Decimal | int | float) -> str:
    """A number in full, without exponent and without zeros that say nothing."""
    exact = _decimal(value)
    if not exact.is_finite():
        raise FactpackError(f"a query gives {value}, which is no number", hint="mend the query")
    text = f"{exact:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def _decimal(value: Decimal | int | float) -> Decimal:
    """A fact's number exactly as it is; of what a query divided, the digits that count.

    A division gives a double, whose last digits are noise: 0.30000000000000004. At 15 digits, which
    is what a spreadsheet keeps (Microsoft KB269370), the cell and the CSV say the same.
    """
    return Decimal(f"{value:.15g}") if isinstance(value, float) else Decimal(value)


def serial(value: date, dates: Dates, where: str) -> int:
    """The number that stands for a day."""
    if not isinstance(value, date):  # DuckDB tells a day of the year 10000, or BC, as text
        raise FactpackError(
            f"{where} would hold {value}, a day that no workbook has",
            hint="let the query give that date as text",
        )
    day = date(value.year, value.month, value.day)
    if day < FIRST[dates]:
        raise FactpackError(
            f"{where} would hold {day.isoformat()}; the days of this workbook begin on "
            f"{FIRST[dates].isoformat()}",
            hint="let the query give that date as text",
        )
    return day.toordinal() - date(1970, 1, 1).toordinal() + _EPOCH[dates]
