"""The cells that an export wrote: what each rests on, and whether that is known to the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from toolkit.ooxml.sheets.address import NOWHERE, bare_name, sheet_named
from toolkit.ooxml.sheets.formulatokens import area_named
from toolkit.pack.lineage import Line


class WrittenCells:
    """A pack's written cells, found by their place."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self.lines = tuple(lines)
        self._why: dict[tuple[str, int, int], str] = {}

    @cached_property
    def _rows(self) -> Mapping[str, Mapping[int, Mapping[int, Line]]]:
        """By sheet in lower case, row, column."""
        found: dict[str, dict[int, dict[int, Line]]] = {}
        for line in self.lines:
            found.setdefault(line.sheet.casefold(), {}).setdefault(line.row, {})[line.col] = line
        return found

    def at(self, sheet: str, row: int, column: int) -> Line | None:
        """The cell of a place, None where nothing was written."""
        return self._rows.get(sheet.casefold(), {}).get(row, {}).get(column)

    def within(self, place: str) -> Iterator[Line]:
        """The cells of a place that a formula looks at, as 'It''s here'!C5:C8, row by row."""
        sheet, _, area = place.rpartition("!")
        left, top, right, bottom = area_named(area) or NOWHERE
        rows = self._rows.get(bare_name(sheet).casefold(), {})
        few = bottom - top < len(rows)
        numbers: Iterable[int] = range(top, bottom + 1) if few else sorted(rows)
        for number in numbers:
            if top <= number <= bottom:
                for column, line in rows.get(number, {}).items():
                    if left <= column <= right:
                        yield line

    def facts_of(self, line: Line) -> tuple[str, ...]:
        """The facts behind a cell; of a formula that rests on very many, by following it."""
        if line.facts is not None:
            return line.facts
        return tuple(dict.fromkeys(id for each in self._reached(line) for id in each.facts or ()))

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
                for each in self.within(place):
                    if (key := (each.sheet, each.row, each.col)) not in seen:
                        seen.add(key)
                        yield each
                        if each.formula is not None:
                            waiting.append(each)

    # -- what is not known ----------------------------------------------------------------------

    def numeric(self) -> list[Line]:
        """Every cell that shows a number or a date, and every formula, text results left out."""
        return [
            line
            for line in self.lines
            if line.kind in ("number", "date", "error")
            or (line.kind == "blank" and line.formula is not None)
        ]

    def unanswered(self) -> list[tuple[Line, str]]:
        """The numeric cells whose origin is not known to the end, each with the reason."""
        return [(line, why) for line in self.numeric() if (why := self.why_not(line))]

    def why_not(self, line: Line) -> str:
        """Why a cell's origin is not known to the end; "" where it is."""
        key = (line.sheet, line.row, line.col)
        if key not in self._why:
            self._why[key] = _own_gap(line) or self._gap_beneath(line)
        return self._why[key]

    def _gap_beneath(self, line: Line) -> str:
        for each in self._reached(line):
            why = _own_gap(each)
            if why and each.kind in ("number", "date", "blank"):
                return f"it rests on {sheet_named(each.sheet)}!{each.cell}: {why}"
        return ""


def _own_gap(line: Line) -> str:
    if line.origin == "query" and not line.facts and not line.records:
        return f"row {line.query_row} of {line.query}.sql names no fact and no record"
    if line.unknown:
        return f"its formula looks where its text does not tell: {line.unknown[0]}"
    return ""
