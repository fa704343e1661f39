"""Where a cell of a pack comes from: query, word or formula, and the facts with their sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from toolkit.errors import FactpackError
from toolkit.ooxml.container.limits import FILLED
from toolkit.ooxml.sheets.address import cell_of, letters_of
from toolkit.pack.afterwards.likeness import same_value
from toolkit.pack.data import CELLS, CONTEXTS, QUERY
from toolkit.pack.folder import PackFolder
from toolkit.pack.formulas.precedents import area_named, sheet_named
from toolkit.pack.lineage import Line
from toolkit.pack.standing import Book, Cell, read_book
from toolkit.pack.words import MEANINGS

if TYPE_CHECKING:
    from toolkit.database import Database

_CELL = re.compile(
    r"(?:(?P<sheet>'(?:[^']|'')+'|[^!]+)!)?\$?(?P<column>[A-Za-z]{1,3})\$?(?P<row>\d{1,7})"
)
_DEEPEST, _MOST_SHOWN = 6, 40  # steps of precedents that are shown, and cells of one area

TABLES = (
    *(CELLS, CONTEXTS, "facts", "sources", "findings", "waived_findings", "conversions"),
    *(
        "duplicate_pairs",
        "duplicate_sets",
        "rulings",
        "fx_rates",
        "assumptions",
        "claims",
        "key_figures",
        "waivers",
    ),
)


@dataclass(frozen=True, slots=True)
class Behind:
    """One fact as a trace tells it: its record, its words in their sentence, what was found."""

    id: str
    fact: Mapping[str, Any]
    source: Mapping[str, Any]
    context: Mapping[str, Any] | None  # None where the source lets nobody pass its words on
    findings: tuple[Mapping[str, Any], ...]
    pairs: Mapping[str, tuple[str, ...]]  # of a relation, as "conflicts": the facts that it is to
    sets: tuple[Mapping[str, Any], ...]
    conversions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A place that a formula looks at: what its cells hold, and the formulas among them."""

    place: str
    cells: int
    numbers: int
    lines: tuple[Line, ...]  # as many as are shown
    formulas: tuple[Traced, ...]
    more: bool  # formulas among them that are not followed further here


@dataclass(frozen=True, slots=True)
class Traced:
    """A cell and where it comes from."""

    line: Line
    now: Cell | None  # what the workbook holds now, where that is not what was written
    differs: bool
    query: Mapping[str, Any] | None = None
    row: Mapping[str, Any] = field(default_factory=dict)  # the query's row, by heading
    steps: tuple[Step, ...] = ()
    facts: tuple[str, ...] = ()
    answered: bool = True
    why_not: str = ""

    @property
    def place(self) -> str:
        return f"{sheet_named(self.line.sheet)}!{self.line.cell}"


class Trace:
    """A pack's cells, asked one by one or all at once."""

    def __init__(self, pack: PackFolder) -> None:
        self.pack = pack
        self._facts: dict[str, Behind] = {}

    @cached_property
    def database(self) -> Database:
        return self.pack.tables(*TABLES)

    @cached_property
    def lines(self) -> Mapping[tuple[str, int, int], Line]:
        """Every written cell, by sheet in lower case, row and column."""
        _, rows = self.database.fetch(
            f"select {', '.join(Line._fields)} from {CELLS} order by rowid"
        )
        made = map(Line.of, rows)
        return {(line.sheet.casefold(), line.row, line.col): line for line in made}

    @cached_property
    def sheets(self) -> Mapping[str, str]:
        """The sheets that hold something, by their name in lower case."""
        named = [*(line.sheet for line in self.lines.values())]
        named += [str(each["sheet"]) for each in self.pack.unlisted.values()]
        return {sheet.casefold(): sheet for sheet in named}

    @cached_property
    def book(self) -> Book:
        """The workbook as it stands now, maybe saved anew by Excel."""
        path = self.pack.workbook
        if not path.is_file():
            raise FactpackError(
                f"the pack in {self.pack.folder} has no {path.name}",
                hint="put the workbook back into its folder, or export the pack anew",
            )
        long = [str(each["sheet"]) for each in self.pack.unlisted.values()]
        return read_book(path, path.name, without=long, limits=FILLED)

    # -- one cell -------------------------------------------------------------------------------

    def cell(self, named: str) -> Traced:
        """What is behind the cell that a person names: Summary!C7, 'It''s here'!$A$1.

        Raises FactpackError where the name is none, or where the pack has nothing in that cell.
        """
        sheet, row, column = self._place(named)
        if sheet.casefold() in self.pack.unlisted:
            return self._by_place(self.pack.unlisted[sheet.casefold()], row, column)
        line = self.lines.get((sheet.casefold(), row, column))
        now = self._now(sheet, row, column)
        if line is None:
            where = f"{sheet_named(sheet)}!{letters_of(column)}{row}"
            if now is not None:
                held = f"={now.formula}" if now.formula is not None else repr(now.value)
                raise FactpackError(
                    f"{where} was blank when the pack was made, and now holds {held}",
                    hint="factpack verify lists all that was changed since",
                )
            raise FactpackError(f"{where} is blank", hint=self._hint(sheet))
        return self._traced(line, now)

    def _by_place(self, long: Mapping[str, Any], row: int, column: int) -> Traced:
        """A cell of a Table that is too long to be listed: its place tells its row."""
        left, top, right, bottom = area_named(str(long["range"]))
        place = f"{sheet_named(long['sheet'])}!{letters_of(column)}{row}"
        if not (left <= column <= right and top < row <= bottom):
            raise FactpackError(
                f"{place} is not listed: the sheet's Table, {long['range']}, is too long for that",
                hint="cells of the Table itself are answered",
            )
        heading, query = str(long["headings"][column - left]), str(long["query"])
        values = self._row(query, row - top)
        held = next((v for k, v in values.items() if k.casefold() == heading.casefold()), None)
        shown = None if held is None else str(held)
        kind = "number" if isinstance(held, Decimal | int) else "text"
        line = Line(
            *(long["sheet"], f"{letters_of(column)}{row}", row, column, kind, shown),
            *(None, None, False),
            "query",
            query=query,
            query_row=row - top,
            heading=heading,
            facts=tuple(values.get("facts") or ()),
        )
        now = Cell(line.kind, line.value)  # type: ignore[arg-type]  # not read: it is too long
        return self._traced(line, now)

    def _hint(self, sheet: str) -> str:
        mine = [line for line in self.lines.values() if line.sheet == sheet]
        last = letters_of(max(line.col for line in mine))
        return f"{sheet_named(sheet)} holds something from A1 to {last}{mine[-1].row}"

    def _place(self, named: str) -> tuple[str, int, int]:
        found = _CELL.fullmatch(named.strip().removeprefix("="))
        place = cell_of(f"{found['column']}{found['row']}") if found else None
        sheet = found["sheet"] if found else None
        if found is None or (place is None and not sheet):
            raise FactpackError(
                f"{named!r} names no cell", hint="name it as Summary!C7 or 'Two words'!C7"
            )
        if place is None:
            raise FactpackError(
                f"{named!r} lies beyond the last cell of a sheet, XFD1048576",
                hint="name a cell as Summary!C7",
            )
        if sheet is None and len(self.sheets) == 1:
            (sheet,) = self.sheets.values()
        elif sheet is None:
            raise FactpackError(
                f"{named!r} names no sheet", hint=f"sheets: {', '.join(self.sheets.values())}"
            )
        elif sheet.startswith("'"):
            sheet = sheet[1:-1].replace("''", "'")
        known = self.sheets.get(sheet.strip().casefold())
        if known is None:
            raise FactpackError(
                f"the pack has no sheet '{sheet}'",
                hint=f"sheets: {', '.join(self.sheets.values())}",
            )
        return known, place[1], place[0]

    def _now(self, sheet: str, row: int, column: int) -> Cell | None:
        standing = self.book.by_sheet.get(sheet.casefold())
        return standing.rows.get(row, {}).get(column) if standing is not None else None

    def _traced(self, line: Line, now: Cell | None, *, depth: int = 0) -> Traced:
        differs = not same_value(line, now)
        query: Mapping[str, Any] | None = None
        row: Mapping[str, Any] = {}
        if line.query is not None:
            query = self.pack.query(line.query)
            row = self._row(line.query, line.query_row) if line.query_row else {}
        steps = tuple(self._steps(line, depth)) if line.formula is not None else ()
        answered, why = self._answers(line)
        facts = self._facts_of(line)
        said = [value for value in row.values() if isinstance(value, str)]
        facts = tuple(sorted(facts, key=lambda id: id not in said))  # its own before the others
        return Traced(line, now, differs, query, row, steps, facts, answered, why)

    def _row(self, query: str, number: int) -> Mapping[str, Any]:
        table = QUERY + query
        columns, rows = self._query_rows(table)
        if not 1 <= number <= len(rows):
            return {}
        return dict(zip(columns, rows[number - 1], strict=True))

    def _query_rows(self, table: str) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
        if table not in self._asked:
            self._asked[table] = self.pack.tables(table).fetch(f"from {table} order by rowid")
        return self._asked[table]

    @cached_property
    def _asked(self) -> dict[str, tuple[tuple[str, ...], list[tuple[Any, ...]]]]:
        return {}

    # -- formulas -------------------------------------------------------------------------------

    @cached_property
    def _rows_of(self) -> Mapping[str, Mapping[int, Mapping[int, Line]]]:
        """The written cells by sheet in lower case, row, column."""
        found: dict[str, dict[int, dict[int, Line]]] = {}
        for (sheet, row, column), line in self.lines.items():
            found.setdefault(sheet, {}).setdefault(row, {})[column] = line
        return found

    def _within(self, place: str) -> Iterator[Line]:
        sheet, _, area = place.rpartition("!")
        if sheet.startswith("'"):
            sheet = sheet[1:-1].replace("''", "'")
        left, top, right, bottom = area_named(area)
        rows = self._rows_of.get(sheet.casefold(), {})
        numbers: Iterable[int] = (
            range(top, bottom + 1) if bottom - top < len(rows) else sorted(rows)
        )
        for number in numbers:
            if top <= number <= bottom:
                for column, line in rows.get(number, {}).items():
                    if left <= column <= right:
                        yield line

    def _steps(self, line: Line, depth: int) -> Iterator[Step]:
        for place in line.precedents:
            inside = list(self._within(place))
            formulas = [each for each in inside if each.formula is not None]
            followed = formulas[:_MOST_SHOWN] if depth < _DEEPEST else []
            yield Step(
                place,
                len(inside),
                sum(each.kind in ("number", "date") for each in inside),
                tuple(inside[:_MOST_SHOWN]),
                tuple(
                    self._traced(each, self._now(each.sheet, each.row, each.col), depth=depth + 1)
                    for each in followed
                ),
                len(followed) < len(formulas),
            )

    def _facts_of(self, line: Line) -> tuple[str, ...]:
        """The facts behind a cell; of a formula that rests on very many, by following it."""
        if line.facts is not None:
            return line.facts
        found: dict[str, None] = {}
        for each in self._reached(line):
            found |= dict.fromkeys(each.facts or ())
        return tuple(found)

    def _reached(self, line: Line) -> Iterator[Line]:
        """Every cell that a formula rests on, each once, itself left out."""
        seen = {(line.sheet, line.row, line.col)}
        places: set[str] = set()
        waiting = [line]
        while waiting:
            for place in waiting.pop().precedents:
                if place in places:
                    continue
                places.add(place)
                for each in self._within(place):
                    if (key := (each.sheet, each.row, each.col)) not in seen:
                        seen.add(key)
                        yield each
                        if each.formula is not None:
                            waiting.append(each)

    # -- all cells ------------------------------------------------------------------------------

    def numeric(self) -> list[Line]:
        """Every cell that shows a number or a date, and every formula, text results left out."""
        return [
            line
            for line in self.lines.values()
            if line.kind in ("number", "date", "error")
            or (line.kind == "blank" and line.formula is not None)
        ]

    def unanswered(self) -> list[tuple[Line, str]]:
        """The numeric cells whose origin is not known to the end, each with the reason."""
        found = []
        for line in self.numeric():
            answered, why = self._answers(line)
            if not answered:
                found.append((line, why))
        return found

    @cached_property
    def _known(self) -> dict[tuple[str, int, int], tuple[bool, str]]:
        return {}

    def _answers(self, line: Line) -> tuple[bool, str]:
        """Whether the cell's origin is known to the end, and why not."""
        key = (line.sheet, line.row, line.col)
        if key not in self._known:
            self._known[key] = self._own_answer(line)
            if self._known[key][0] and line.formula is not None:
                for each in self._reached(line):
                    answered, why = self._own_answer(each)
                    if not answered and each.kind in ("number", "date", "blank"):
                        place = f"{sheet_named(each.sheet)}!{each.cell}"
                        self._known[key] = (False, f"it rests on {place}: {why}")
                        break
        return self._known[key]

    def _own_answer(self, line: Line) -> tuple[bool, str]:
        if line.origin == "query" and not line.facts and not line.records:
            return False, f"row {line.query_row} of {line.query}.sql names no fact and no record"
        if line.unknown:
            return False, f"its formula looks where its text does not tell: {line.unknown[0]}"
        return True, ""

    # -- facts ----------------------------------------------------------------------------------

    def behind(self, ids: Iterable[str]) -> list[Behind]:
        """The facts of these ids, as far as the pack has them, in the order asked for."""
        wanted = [id for id in dict.fromkeys(ids) if id not in self._facts]
        if wanted:
            self._facts |= {each.id: each for each in _behind(self.database, wanted)}
        return [self._facts[id] for id in dict.fromkeys(ids) if id in self._facts]

    def records(self, line: Line) -> list[tuple[str, Mapping[str, Any]]]:
        """The records that a row without facts names, as (type/id, its fields)."""
        found: list[tuple[str, Mapping[str, Any]]] = []
        for name in line.records:
            kind, _, id = name.partition("/")
            if kind in TABLES:
                key = "name" if kind == "assumptions" else "id"
                columns, rows = self.database.fetch(f"from {kind}")
                for row in rows:
                    record = dict(zip(columns, row, strict=True))
                    if record.get(key) == id:
                        found.append((name, record))
                        break
        return found

    def word(self, name: str) -> tuple[Any, str]:
        """What a word says in this pack, and what it means."""
        value = self.pack.told.get("words", {}).get(name)
        query = name.removesuffix("_rows")
        if name in MEANINGS:
            return value, MEANINGS[name]
        if self.pack.query(query) is not None:
            return value, f"how many rows {query}.sql gave"
        return value, "a word of template.toml"


def _rows(database: Database, query: str, **parameters: object) -> list[dict[str, Any]]:
    columns, rows = database.fetch(query, parameters or None)
    return [dict(zip(columns, row, strict=True)) for row in rows]


def _behind(database: Database, wanted: list[str]) -> Iterator[Behind]:
    facts = {
        row["id"]: row
        for row in _rows(
            database, "from facts where list_contains($ids, id) order by _row desc", ids=wanted
        )
    }
    sources = {row["id"]: row for row in _rows(database, "from sources order by _row desc")}
    contexts = {row["_row"]: row for row in _rows(database, f"from {CONTEXTS}")}
    findings: dict[str, list[Mapping[str, Any]]] = {}
    told = (
        "select code, severity, record, message, null as accepted from findings "
        "where type = 'facts'"
    )
    waived = (
        "select code, severity, record, message, concat(\"by\", ': ', why) from waived_findings "
        "where type = 'facts'"
    )
    for each in _rows(database, f"{told} union all {waived} order by 3, 1, 4"):
        findings.setdefault(each["record"], []).append(each)
    sets: dict[str, list[Mapping[str, Any]]] = {}
    for each in _rows(
        database,
        "select s.name, s.relation, s.facts, r.decision, r.fact as ruled, r.by, r.why "
        "from duplicate_sets s left join rulings r on r._row = s.ruling_row order by s.name",
    ):
        for id in each["facts"] or ():
            sets.setdefault(id, []).append(each)
    pairs: dict[str, dict[str, list[str]]] = {}
    for a, b, relation in database.fetch("select a, b, relation from duplicate_pairs order by all")[
        1
    ]:
        for one, other in ((a, b), (b, a)):
            pairs.setdefault(one, {}).setdefault(relation, []).append(other)
    conversions: dict[int, list[str]] = {}
    for each in _rows(database, "from conversions order by _row"):
        conversions.setdefault(each["_row"], []).append(each["why"])
    for id in wanted:
        fact = facts.get(id)
        if fact is None:
            continue
        yield Behind(
            id,
            fact,
            sources.get(fact["source"], {}),
            contexts.get(fact["_row"]),
            tuple(findings.get(id, ())),
            {relation: tuple(ids) for relation, ids in sorted(pairs.get(id, {}).items())},
            tuple(sets.get(id, ())),
            tuple(conversions.get(fact["_row"], ())),
        )
