"""Whether sources agree: intervals, duplicate sets, conversions, sums, scale slips, levels.

Pure functions over records, in exact decimals. Nothing is corrected, averaged or left out silently:
every verdict names both values. Facts that are rejected take no part.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from toolkit.agreement.conversions import Conversion, conversions
from toolkit.agreement.intervals import IntervalRow, interval_rows
from toolkit.agreement.levels import (
    LevelChange,
    LevelContradiction,
    level_changes,
)
from toolkit.agreement.records import (
    Record,
    facts_of,
    items_of,
    parents_of,
    rates_of,
    rulings_of,
    sources_of,
)
from toolkit.agreement.sets import DuplicatePair, DuplicateSet, duplicates, successors
from toolkit.agreement.slips import ScaleSlip, sibling_slips
from toolkit.agreement.sums import SumCheck, sums_check
from toolkit.agreement.tables import TABLES, as_row

__all__ = ["TABLES", "Agreement", "agreement"]


class Agreement(NamedTuple):
    """All that is derived, a field a table; `TABLES` says what each column holds."""

    intervals: tuple[IntervalRow, ...]
    duplicate_sets: tuple[DuplicateSet, ...]
    duplicate_pairs: tuple[DuplicatePair, ...]
    scale_slips: tuple[ScaleSlip, ...]
    conversions: tuple[Conversion, ...]
    sums_check: tuple[SumCheck, ...]
    level_changes: tuple[LevelChange, ...]
    level_contradictions: tuple[LevelContradiction, ...]

    def rows(self, table: str) -> list[tuple[Any, ...]]:
        """The rows of a table, their cells in the order of its columns in `TABLES`."""
        return [as_row(row) for row in getattr(self, table)]


def agreement(
    facts: Iterable[Record],
    *,
    concepts: Iterable[Record] = (),
    sources: Iterable[Record] = (),
    fx_rates: Iterable[Record] = (),
    sums: Iterable[Record] = (),
    rulings: Iterable[Record] = (),
) -> Agreement:
    """What the records of a dossier say of one another.

    A record is a mapping by field key, or a value with such attributes, as the schemas name them,
    with its `_row` (without it, its place counted from 1). Amounts are Decimal or int, dates are
    dates or ISO texts; a float is a TypeError. The order of the records does not matter.
    """
    said = facts_of(facts)
    known = sources_of(sources)
    found = duplicates(said, known, rulings_of(rulings))
    slips = (*found.slips, *sibling_slips(said, parents_of(concepts), successors(said)))
    implied, contradictions = level_changes(said)
    return Agreement(
        intervals=interval_rows(said),
        duplicate_sets=found.sets,
        duplicate_pairs=found.pairs,
        scale_slips=slips,
        conversions=conversions(said, known, rates_of(fx_rates)),
        sums_check=sums_check(said, items_of(sums)),
        level_changes=implied,
        level_contradictions=contradictions,
    )
