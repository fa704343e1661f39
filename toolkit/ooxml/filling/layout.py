"""Where the Tables of a template stand once each has its rows, before any row is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from toolkit.errors import UnusableTemplate
from toolkit.ooxml.filling.around import abreast, beneath, beside, check, in_the_way
from toolkit.ooxml.filling.following import Follower
from toolkit.ooxml.filling.slots import Slot, Template
from toolkit.ooxml.sheets.address import MAX_ROW, Area, place
from toolkit.ooxml.sheets.moves import Growth, Moves


class Layout:
    """The moves of one filling, and each slot as it stands in the pack."""

    def __init__(
        self, template: Template, rows: Mapping[str, int], held: frozenset[str] = frozenset()
    ) -> None:
        """`rows`: how many rows each Table takes, by its name in lower case.

        What stands beneath a `held` Table does not move up. Raises UnusableTemplate where a Table
        cannot be filled without losing or overwriting something.
        """
        self.template = template
        self.rows = rows
        self.held = held
        slots = template.slots()
        self.before: tuple[Slot, ...] = tuple(slots[name] for name in sorted(rows))
        check(template, self.before)
        sheets = [sheet.name for sheet in template.workbook.sheets]
        growths = {
            slot.name.casefold(): growth
            for band in abreast(template, self.before)
            for slot, growth in self._growths(band)
        }
        self.moves = Moves(growths.values(), sheets)
        self.growth_of: Mapping[str, Growth] = growths
        self.after = {slot.name.casefold(): self._placed(slot) for slot in self.before}

    def _growths(self, band: Sequence[Slot]) -> Iterator[tuple[Slot, Growth]]:
        """Of Tables side by side the one that grows most moves what is beneath them all."""
        most = max(band, key=lambda slot: self._end(slot) - slot.last)
        for slot in band:
            others = [each.area for each in band if each is not slot]
            stays = tuple(sorted((*beside(self.template, slot, self.before), *others)))
            if slot is most:
                in_the_way(self.template, band, slot, stays)
            yield slot, self._growth(slot, stays, follows=slot is not most)

    def _end(self, slot: Slot) -> int:
        """The last row of data, were the Table to stay where it is."""
        count = self.rows[slot.name.casefold()]
        after = slot.bottom(count)
        if after + slot.table.totals_rows > MAX_ROW:
            raise _too_many(slot, count)
        return after

    def _growth(self, slot: Slot, stays: tuple[Area, ...], *, follows: bool) -> Growth:
        left, _, right, _ = slot.area
        after = self._end(slot)
        # Rows move up only where nothing beside the Table could be in their way.
        held = (
            follows
            or slot.name.casefold() in self.held
            or (after < slot.last and any(area[3] > slot.last for area in stays))
        )
        totals = slot.table.totals_rows
        return Growth(
            slot.sheet.name, left, right, slot.first, slot.last, after, stays, held, totals
        )

    def _placed(self, slot: Slot) -> Slot:
        """The slot where it stands in the pack, its columns' formulas for its first row there."""
        follower = Follower(self.moves, self.template.package.shown)
        left, top, right, _ = slot.area
        first = self.moves.row(slot.sheet.name, left, top)
        by = first - top
        growth = self.growth_of[slot.name.casefold()]
        count = self.rows[slot.name.casefold()]
        end = slot.bottom(count) + by + slot.table.totals_rows
        if end > MAX_ROW:
            raise _too_many(slot, count)
        columns = []
        for column in slot.columns:
            where = f"the formula at {place(slot.sheet.name, column.number, slot.first)}"
            formula = follower.formula(column.formula, slot.sheet.name, where, row=growth)
            columns.append(replace(column, formula=formula))
        return replace(
            slot,
            area=(left, first, right, end),
            first=slot.first + by,
            last=slot.last + by,
            columns=tuple(columns),
        )

    def moved(self) -> tuple[str, ...]:
        """What a person should know of the moves: per Table, how far all beneath it went."""
        told = []
        for slot in self.before:
            by = self.growth_of[slot.name.casefold()].by
            if by and beneath(self.template, slot):
                way = "down" if by > 0 else "up"
                told.append(
                    f"what stands beneath the Table '{slot.name}' on sheet '{slot.sheet.name}' "
                    f"moved {way} by {abs(by):,} rows"
                )
        return tuple(told)


def _too_many(slot: Slot, rows: int) -> UnusableTemplate:
    """The refusal of more rows than a sheet has beneath the Table's heading."""
    return UnusableTemplate(
        f"the Table '{slot.name}' would need {rows:,} rows from "
        f"{place(slot.sheet.name, slot.area[0], slot.first)} on; a sheet has {MAX_ROW:,}",
        hint="narrow the query, or split it into several",
    )
