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
from toolkit.ooxml.sheets.address import NOWHERE, bare_name, cell_of, letters_of, sheet_named
from toolkit.ooxml.sheets.formulatokens import area_named
from toolkit.pack.afterwards.behind import Behind, facts_behind
from toolkit.pack.afterwards.likeness import same_value
from toolkit.pack.afterwards.writtencells import WrittenCells
from toolkit.pack.data import CELLS, CONTEXTS, QUERY
from toolkit.pack.folder import PackFolder
from toolkit.pack.lineage import Line
from toolkit.pack.standing import Book, Cell, Kind, read_book
from toolkit.pack.words import MEANINGS

if TYPE_CHECKING:
    from toolkit.database import Database

_CELL = re.compile(
    r"(?:(?P<sheet>'(?:[^']|'')+'|[^!]+)!)?\$?(?P<column>[A-Za-z]{1,3})\$?(?P<row>\d{1,7})"
)
_DEEPEST, _MOST_SHOWN = 6, 40  # steps of precedents that are shown, and cells of one area

TABLES = (
    *(CELLS, CONTEXTS, "facts", "sources", "findings", "waived_findings", "conversions"),
    *("duplicate_pairs", "duplicate_sets", "rulings", "fx_rates", "assumptions", "claims"),
    *("key_figures", "waivers"),
)


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
    why_not: str = ""  # why its origin is not known to the end

    @property
    def answered(self) -> bool:
        return not self.why_not

    @property
    def place(self) -> str:
        return f"{sheet_named(self.line.sheet)}!{self.line.cell}"


class Trace:
    """A pack's cells, asked one by one or all at once."""

    def __init__(self, pack: PackFolder) -> None:
        self.pack = pack
        self._facts: dict[str, Behind] = {}
        self._queries: dict[str, tuple[tuple[str, ...], list[tuple[Any, ...]]]] = {}

    @cached_property
    def database(self) -> Database:
        return self.pack.tables(*TABLES)

    @cached_property
    def written(self) -> WrittenCells:
        """Every cell that the export wrote."""
        _, rows = self.database.fetch(
            f"select {', '.join(Line._fields)} from {CELLS} order by rowid"
        )
        return WrittenCells(map(Line.of, rows))

    @cached_property
    def sheets(self) -> Mapping[str, str]:
        """The sheets that hold something, by their name in lower case."""
        named = [line.sheet for line in self.written.lines]
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
        line = self.written.at(sheet, row, column)
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
        left, top, right, bottom = area_named(str(long["range"])) or NOWHERE
        place = f"{sheet_named(long['sheet'])}!{letters_of(column)}{row}"
        if not (left <= column <= right and top < row <= bottom):
            raise FactpackError(
                f"{place} is not listed: the sheet's Table, {long['range']}, is too long for that",
                hint="cells of the Table itself are answered",
            )
        heading, query = str(long["headings"][column - left]), str(long["query"])
        values = self._row(query, row - top)
        held = next((v for k, v in values.items() if k.casefold() == heading.casefold()), None)
        kind: Kind = "number" if isinstance(held, Decimal | int) else "text"
        line = Line(
            sheet=long["sheet"],
            cell=f"{letters_of(column)}{row}",
            row=row,
            col=column,
            kind=kind,
            value=None if held is None else str(held),
            shown=None,
            look=None,
            hidden=False,
            origin="query",
            query=query,
            query_row=row - top,
            heading=heading,
            facts=tuple(values.get("facts") or ()),
        )
        return self._traced(line, Cell(kind, line.value))  # as written: too long to be read again

    def _hint(self, sheet: str) -> str:
        mine = [line for line in self.written.lines if line.sheet == sheet]
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
        else:
            sheet = bare_name(sheet)
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
        facts = self.written.facts_of(line)
        said = [value for value in row.values() if isinstance(value, str)]
        facts = tuple(sorted(facts, key=lambda id: id not in said))  # its own before the others
        return Traced(line, now, differs, query, row, steps, facts, self.written.why_not(line))

    def _row(self, query: str, number: int) -> Mapping[str, Any]:
        """A row of a query, from 1, by its headings."""
        if query not in self._queries:
            table = QUERY + query
            self._queries[query] = self.pack.tables(table).fetch(f"from {table} order by rowid")
        columns, rows = self._queries[query]
        return dict(zip(columns, rows[number - 1], strict=True)) if 1 <= number <= len(rows) else {}

    def _steps(self, line: Line, depth: int) -> Iterator[Step]:
        for place in line.precedents:
            inside = list(self.written.within(place))
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

    # -- facts ----------------------------------------------------------------------------------

    def behind(self, ids: Iterable[str]) -> list[Behind]:
        """The facts of these ids, as far as the pack has them, in the order asked for."""
        wanted = [id for id in dict.fromkeys(ids) if id not in self._facts]
        if wanted:
            self._facts |= {each.id: each for each in facts_behind(self.database, wanted)}
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
