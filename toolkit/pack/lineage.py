"""Which query, word or formula made each cell of a finished workbook, and the facts behind it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, NamedTuple

from toolkit.ooxml.filling.words import words_in
from toolkit.ooxml.sheets.address import Area, area_of, letters_of
from toolkit.ooxml.sheets.moves import Moves
from toolkit.pack.formulas.precedents import Place, Surroundings, precedents
from toolkit.pack.result import Result
from toolkit.pack.rows.longrows import LONGEST
from toolkit.pack.standing import Book, Cell, StandingSheet

Origin = Literal["query", "word", "formula", "template"]
_MOST_FACTS = 500  # of one formula; past that its precedents are followed when it is asked about

COLUMNS: dict[str, tuple[str, str]] = {  # of the table written_cells: type, and what it holds
    "sheet": ("VARCHAR", "The sheet"),
    "cell": ("VARCHAR", "The cell, as D5"),
    "row": ("BIGINT", "Its row"),
    "col": ("BIGINT", "Its column; A is 1"),
    "kind": ("VARCHAR", "number, date, text, boolean, error; blank: Excel computes it on opening"),
    "value": ("VARCHAR", "What it holds: a number's decimal text, a date's serial, a text"),
    "shown": ("VARCHAR", "What its format makes of that, of percentages and dates"),
    "look": (
        "VARCHAR",
        "How its format writes the number: USD0.00, 0.0%, 0.0,, for millions, date; no colours",
    ),
    "hidden": ("BOOLEAN", "Whether its sheet, row or column is hidden"),
    "origin": ("VARCHAR", "query, word, formula, or template: the template's own"),
    "query": ("VARCHAR", "The query that gave it"),
    "query_row": ("BIGINT", "Which of the query's rows, from 1"),
    "heading": ("VARCHAR", "Which of the query's columns"),
    "unit": ("VARCHAR", "The unit beside it in the query's row"),
    "words": ("VARCHAR[]", "The {{words}} that it holds"),
    "formula": ("VARCHAR", "Its formula"),
    "precedents": ("VARCHAR[]", "The places that the formula looks at"),
    "unknown": ("VARCHAR[]", "What the formula's text alone does not tell of where it looks"),
    "facts": (
        "VARCHAR[]",
        "The facts behind it; of a formula, those behind its precedents, or null if over 500",
    ),
    "records": ("VARCHAR[]", "Where its row rests on no fact: the records that it names"),
}
Records = Mapping[str, str]  # of a record's id: its type


class Line(NamedTuple):
    """A row of written_cells, in the order of COLUMNS."""

    sheet: str
    cell: str
    row: int
    col: int
    kind: str
    value: str | None
    shown: str | None
    look: str | None
    hidden: bool
    origin: Origin
    query: str | None = None
    query_row: int | None = None
    heading: str | None = None
    unit: str | None = None
    words: tuple[str, ...] = ()
    formula: str | None = None
    precedents: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    facts: tuple[str, ...] | None = ()
    records: tuple[str, ...] = ()

    @classmethod
    def of(cls, row: Iterable[Any]) -> Line:
        """A line from what a database gave for its columns."""
        return cls._make(tuple(value) if isinstance(value, list) else value for value in row)


@dataclass(frozen=True)
class Made:
    """What a pack's workbook was made from: all that lineage joins."""

    template: Book
    book: Book
    results: Sequence[Result]
    places: Mapping[str, tuple[str, str]]  # of each query's Table: sheet, range with headings
    units: Mapping[str, str]  # of a number's heading: that of its unit
    counted: Callable[[], Mapping[str, Sequence[str]]]  # of a word that counts facts: which
    unlisted: Collection[str]  # sheets that are not read: see `long_sheets`
    named: Callable[[], Records]
    moves: Moves  # from a template's cell to the pack's

    @cached_property
    def around(self) -> Surroundings:
        return surroundings(self.book)

    @cached_property
    def word_facts(self) -> Mapping[str, Sequence[str]]:
        return self.counted()  # of many facts only where a word asks for them

    @cached_property
    def records(self) -> Records:
        return self.named()

    def behind(self, word: str) -> Iterable[str]:
        """The facts that a word counts: those behind a query's rows, for its NAME_rows."""
        for result in self.results:
            if word == f"{result.query.name}_rows":
                return (id for row in result.facts for id in row)
        return self.word_facts.get(word, ())


def long_sheets(
    results: Iterable[Result], places: Mapping[str, tuple[str, str]]
) -> dict[str, tuple[str, str]]:
    """Sheets whose Table is too long to list each cell: of each, the query and the Table's range.

    There a cell's place tells its row of the query, and that its facts.
    """
    found = {}
    for result in results:
        place = places.get(result.query.name.casefold())
        if place is not None and len(result.rows) > LONGEST:
            found[place[0]] = (result.query.name, place[1])
    return found


def surroundings(book: Book) -> Surroundings:
    """What the references of a workbook's formulas mean."""
    return Surroundings([sheet.name for sheet in book.sheets], book.by_table, book.names)


def written_cells(made: Made) -> list[Line]:
    """Every cell that holds something, in the order of sheets, rows and columns."""
    slots = list(_slots(made))
    words = dict(_words(made))
    lines: list[Line] = []
    for sheet in made.book.sheets:
        here = [slot for slot in slots if slot.sheet == sheet.name]
        for row, cells in sheet.rows.items():
            beside = [one for one in here if one.area[1] < row <= one.area[3]]
            for column, cell in cells.items():
                slot = next((one for one in beside if one.area[0] <= column <= one.area[2]), None)
                lines.append(_line(made, sheet, row, column, cell, slot, words))
    return _with_facts(made, lines)


class _Slot(NamedTuple):
    """Where a query's rows stand."""

    sheet: str
    area: Area
    result: Result
    headings: Mapping[int, int]  # of a column of the sheet: the column of the result
    units: Mapping[int, int]  # of a column of the sheet: the result's column of its unit
    records: tuple[tuple[str, ...], ...]  # of each row


def _slots(made: Made) -> Iterator[_Slot]:
    unit_of = {heading.casefold(): unit.casefold() for heading, unit in made.units.items()}
    for result in made.results:
        sheet, reference = made.places.get(result.query.name.casefold(), ("", ""))
        area = area_of(reference)
        if area is None or sheet in made.unlisted or sheet.casefold() not in made.book.by_sheet:
            continue
        at = {name.casefold(): n for n, name in enumerate(result.columns)}
        heads = made.book.by_sheet[sheet.casefold()].rows.get(area[1], {})
        said = {column: (cell.value or "").casefold() for column, cell in heads.items()}
        said = {column: name for column, name in said.items() if area[0] <= column <= area[2]}
        headings = {column: at[name] for column, name in said.items() if name in at}
        units = {
            column: at[unit_of[name]]
            for column, name in said.items()
            if name in unit_of and unit_of[name] in at
        }
        records = tuple(
            () if facts else _named(row, made.records)
            for row, facts in zip(result.rows, result.facts, strict=True)
        )
        yield _Slot(sheet, area, result, headings, units, records)


def _named(row: Iterable[object], records: Records) -> tuple[str, ...]:
    """The records that a row names, as sources/abmedia."""
    return tuple(
        f"{records[value]}/{value}" for value in row if isinstance(value, str) and value in records
    )


def _line(
    made: Made,
    sheet: StandingSheet,
    row: int,
    column: int,
    cell: Cell,
    slot: _Slot | None,
    words: Mapping[tuple[str, int, int], tuple[str, ...]],
) -> Line:
    hidden = not sheet.visible or row in sheet.hidden_rows or column in sheet.hidden_columns
    address = f"{letters_of(column)}{row}"
    held = (cell.kind, cell.value, cell.shown, cell.look)
    what = (sheet.name, address, row, column, *held, hidden)
    if cell.formula is not None:
        found = precedents(cell.formula, sheet.name, (column, row), made.around)
        in_query = slot is not None and slot.area[0] <= column <= slot.area[2]
        nth = row - slot.area[1] if slot is not None and in_query else None
        return Line(
            *what,
            "formula",
            query=slot.result.query.name if slot is not None and in_query else None,
            query_row=nth if slot is not None and nth and nth <= len(slot.result.rows) else None,
            formula=cell.formula,
            precedents=tuple(map(str, found.places)),
            unknown=found.unknown,
        )
    if slot is not None and column in slot.headings:
        nth = row - slot.area[1]
        if nth <= len(slot.result.rows):
            values = slot.result.rows[nth - 1]
            unit = values[slot.units[column]] if column in slot.units else None
            return Line(
                *what,
                "query",
                query=slot.result.query.name,
                query_row=nth,
                heading=slot.result.columns[slot.headings[column]],
                unit=unit,
                facts=tuple(dict.fromkeys(slot.result.facts[nth - 1])),
                records=slot.records[nth - 1],
            )
    said = words.get((sheet.name, row, column))
    if said:
        facts = dict.fromkeys(id for word in said for id in made.behind(word))
        return Line(*what, "word", words=said, facts=tuple(facts))
    return Line(*what, "template")


# -- words -----------------------------------------------------------------------------------------


def _words(made: Made) -> Iterator[tuple[tuple[str, int, int], tuple[str, ...]]]:
    """The {{words}} of each cell of the pack: those of the template's, moved as Tables grew."""
    for sheet in made.template.sheets:
        for row, cells in sheet.rows.items():
            for column, cell in cells.items():
                text = cell.value or ""
                found = words_in(text) if cell.kind == "text" and "{{" in text else ()
                if not found:
                    continue
                yield (sheet.name, made.moves.row(sheet.name, column, row), column), found


# -- formulas --------------------------------------------------------------------------------------


def _with_facts(made: Made, lines: list[Line]) -> list[Line]:
    """Formulas take the facts behind every cell that they look at, however many steps away."""
    if not any(line.formula is not None for line in lines):
        return lines
    behind = _Behind(made.book, made.around, lines, made.unlisted)
    return [
        line._replace(facts=behind.of_line(line)) if line.formula is not None else line
        for line in lines
    ]


_Facts = Mapping[str, None]  # a set that keeps its order
_MANY: _Facts = {"": None}  # more than are listed


class _Behind:
    """The facts behind cells and areas, each worked out once."""

    def __init__(
        self, book: Book, around: Surroundings, lines: Iterable[Line], unlisted: Collection[str]
    ) -> None:
        self.unlisted = unlisted
        self.book, self.around = book, around
        self.lines = {(line.sheet, line.row, line.col): line for line in lines}
        self.known: dict[tuple[str, int, int], _Facts | None] = {}
        self.areas: dict[Place, _Facts] = {}

    def of_line(self, line: Line) -> tuple[str, ...] | None:
        """None where they are more than are listed."""
        found = self._of_cell((line.sheet, line.row, line.col))
        return None if found is _MANY else tuple(found)

    def _of_cell(self, key: tuple[str, int, int]) -> _Facts:
        """Formulas are followed on a stack of our own: a chain may be thousands of cells long."""
        waiting = [key]
        while waiting:
            one = waiting[-1]
            if self.known.get(one) is not None:
                waiting.pop()
                continue
            places = self._places(self.lines[one])
            if one not in self.known:
                self.known[one] = None  # open: a circle ends here
                formulas = (each for place in places for each in self._formulas(place))
                if more := [each for each in formulas if each not in self.known]:
                    waiting += more
                    continue
            self.known[one] = _joined(self._of_area(place) for place in places)
            waiting.pop()
        return self.known[key] or {}

    def _places(self, line: Line) -> tuple[Place, ...]:
        at = (line.col, line.row)
        return precedents(line.formula or "", line.sheet, at, self.around).places

    def _formulas(self, place: Place) -> Iterator[tuple[str, int, int]]:
        sheet = self.book.by_sheet[place.sheet.casefold()]
        for row, column, cell in sheet.within(place.area):
            if cell.formula is not None:
                yield sheet.name, row, column

    def _of_area(self, place: Place) -> _Facts:
        if place.sheet in self.unlisted:
            return _MANY
        if place in self.areas:
            return self.areas[place]
        sheet = self.book.by_sheet[place.sheet.casefold()]
        parts, whole = [], True
        for row, column, cell in sheet.within(place.area):
            key = (sheet.name, row, column)
            if cell.formula is None:
                parts.append(dict.fromkeys(self.lines[key].facts or ()))
            else:
                known = self.known.get(key)
                whole &= known is not None
                parts.append(known or {})  # type: ignore[arg-type]
        found = _joined(parts)
        if whole:  # no circle leads back here
            self.areas[place] = found
        return found


def _joined(parts: Iterable[_Facts]) -> _Facts:
    found: dict[str, None] = {}
    for part in parts:
        found |= part
        if part is _MANY or len(found) > _MOST_FACTS:
            return _MANY
    return found
