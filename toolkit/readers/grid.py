"""What a reader hands on: cells as typed, row by row, before any schema says what they mean."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple, Protocol

STAMP = "factpack"  # the custom property by which factpack knows a workbook that it made

Kind = Literal[
    "text",  # characters, as typed
    "number",  # raw is plain decimal text of the stored double: "3200000000", "0.84"
    "percent",  # a number under a percent format; raw is the stored number: "0.84" for 84 %
    "date",  # raw is ISO 8601: "2025-09-12", or "2025-09-12T13:17:00" where a time is stored
    "undatable",  # a number under a date format that names no day (60, -1, past 9999); raw is it
    "boolean",  # raw is "true" or "false"
    "error",  # a spreadsheet error; raw is "#REF!"
    "uncached",  # a formula saved without its value; raw is "=A1*2"
    "list",  # a JSON array of texts; raw is the JSON text
    "other",  # a JSON object, or an array of anything else; raw is the JSON text
]


class Cell(NamedTuple):
    """One cell that is not blank: what kind of thing stands there, and its text."""

    kind: Kind
    raw: str


def text_cell(text: str) -> Cell | None:
    """A cell of this text; None where it is blank: white space alone."""
    return Cell("text", text) if text.strip() else None


class Remark(NamedTuple):
    """Something a reader noticed: a rule's code, where it is, what the message needs."""

    code: str
    cell: str | None  # "F12", "A1:C1", "F:F", "12:12"; None for the whole sheet
    line: int | None
    says: dict[str, str]


class Row(NamedTuple):
    """One row of a sheet or one record of a file: its number and its cells that are not blank.

    `number` counts from 1: the row of a sheet, the first line of a CSV or JSON-lines record.
    """

    number: int
    cells: dict[int, Cell]  # by column, counted from 1


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet of a workbook, one CSV, or one JSON-lines file (there row 0 holds the keys)."""

    file: str  # as shown to people: relative to the dossier, "/" between folders
    sheet: str | None  # None outside workbooks
    rows: tuple[Row, ...]  # in order, blank rows left out
    remarks: tuple[Remark, ...] = ()
    decimal_point: bool = False  # machine-written: "1.234" is 1.234 here, by the file's convention
    totals: frozenset[int] = frozenset()  # the rows of a sheet that are its Tables' total rows
    stamp: str = ""  # what factpack wrote into a workbook that it made; "" in any other file
    staged: Staged | None = None  # where the rows under the headings are; `rows` then only opens


class Rereader(Protocol):
    """Reads with care the lines that a swift reader was not sure of."""

    def cells(self, line: int) -> Mapping[int, Cell] | Remark:
        """The cells of one line's record, or why it is none; lines are asked for in order."""

    def header(self) -> Row:
        """The headings, those that first stand in such lines among them."""


class Proof(NamedTuple):
    """A column of whole numbers whose sum shows that nothing of the file was dropped."""

    column: str
    total: int


@dataclass(frozen=True, slots=True)
class Staged:
    """A table with every row under a sheet's headings that has a cell at all, in their order.

    Its columns: `line` BIGINT, the row's number as in Row; for each n of `columns` `c<n>` VARCHAR,
    the raw text of the cell, NULL where there is none; and `k<n>` VARCHAR, the cell's kind, where
    the column holds several kinds. rowid counts from 0 without a gap.

    A reader that can cut the file within the query gives that in place of a table. `line` is then
    the first row's where each takes one line, and there is no such column; where `rereader` is
    given, a column `odd` says which lines it must look at. The query must give `count`
    rows and the total of `proof`; if it does not, or fails, `otherwise` reads the sheet with care.
    """

    table: str
    count: int
    columns: Mapping[
        int, Kind | None
    ]  # of each that has a cell: its one kind, None where k<n> says
    line: int | None = None
    plain: bool = False  # whether no blank stands in any cell but spaces (survey.is_plain)
    rereader: Rereader | None = None
    proof: Proof | None = None
    still: Callable[[], bool] | None = None  # whether the file is what it was
    otherwise: Callable[[], Grid] | None = None


def column_letter(number: int) -> str:
    """Column 1 is A, 27 is AA, 16384 is XFD (ECMA-376 Part 1, 18.3.1.4)."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """A is 1, AA is 27: the inverse of `column_letter`."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
