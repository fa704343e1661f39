"""Which row and column is which, once some came or went, against sheets changed on purpose."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

import pytest

from toolkit.ooxml.sheets.address import Area
from toolkit.pack.afterwards.align import Pairing, Signs, pair

ROWS, COLUMNS = range(1, 9), range(1, 6)
WAS: Signs = {row: {column: f"{row}/{column}" for column in COLUMNS} for row in ROWS}


def changed(
    *,
    without: Iterable[int] = (),
    before: Iterable[int] = (),
    dropped: Iterable[int] = (),
    beside: Iterable[int] = (),
) -> tuple[Signs, dict[int, int], dict[int, int]]:
    """WAS without rows and columns, with new ones before others; where each of the old is now."""
    made: dict[int, dict[int, str]] = {}
    columns: dict[int, int] = {}
    at = 0
    for column in COLUMNS:
        at += column in beside
        if column not in dropped:
            at += 1
            columns[column] = at
    rows: dict[int, int] = {}
    at = 0
    for row in ROWS:
        if row in before:
            at += 1
            made[at] = {column: f"new {row}/{column}" for column in columns.values()}
        if row not in without:
            at += 1
            rows[row] = at
            made[at] = {columns[column]: WAS[row][column] for column in columns}
            for column in beside:
                made[at][columns[column] - 1] = f"new {row}|{column}"
    return made, rows, columns


def missing(all_of_them: Iterable[int], kept: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted(set(all_of_them) - set(kept)))


TWO = [*[(n,) for n in ROWS], *combinations(ROWS, 2)]


@pytest.mark.parametrize("which", TWO, ids=str)
def test_rows_that_went_are_told_and_the_others_found(which: tuple[int, ...]) -> None:
    now, rows, columns = changed(without=which)
    found = pair(WAS, now)
    assert found == Pairing(rows, columns, which, (), (), ())


@pytest.mark.parametrize("which", TWO, ids=str)
def test_rows_that_came_are_told_and_the_others_found(which: tuple[int, ...]) -> None:
    now, rows, columns = changed(before=which)
    found = pair(WAS, now)
    assert found == Pairing(rows, columns, (), missing(now, rows.values()), (), ())


@pytest.mark.parametrize("column", COLUMNS[:-1])
def test_a_column_that_went_is_told(column: int) -> None:
    now, rows, columns = changed(dropped=[column])
    assert pair(WAS, now) == Pairing(rows, columns, (), (), (column,), ())


@pytest.mark.parametrize("column", COLUMNS)
def test_a_column_that_came_is_told(column: int) -> None:
    now, rows, columns = changed(beside=[column])
    assert pair(WAS, now) == Pairing(rows, columns, (), (), (), (columns[column] - 1,))


@pytest.mark.parametrize("column", COLUMNS[:-1])
def test_a_row_that_went_and_one_that_came_beside_a_column_that_went(column: int) -> None:
    now, rows, columns = changed(without=[3], before=[7], dropped=[column])
    new = missing(now, rows.values())
    assert pair(WAS, now) == Pairing(rows, columns, (3,), new, (column,), ())


@pytest.mark.parametrize("row", ROWS)
def test_cells_that_changed_in_place_leave_rows_and_columns_where_they_were(row: int) -> None:
    still = Pairing(dict(zip(ROWS, ROWS, strict=True)), dict(zip(COLUMNS, COLUMNS, strict=True)),
                    (), (), (), ())  # fmt: skip
    for column in COLUMNS:
        now = {r: dict(cells) for r, cells in WAS.items()}
        now[row][column] = "other"
        assert pair(WAS, now) == still
        del now[row][column]
        assert pair(WAS, now) == still
    assert pair(WAS, WAS) == still
    shorter = {r: {c: cells[c] for c in COLUMNS[:-1]} for r, cells in WAS.items()}
    assert pair(WAS, shorter) == still  # what stood last is told cell by cell
    beside = {r: {**cells, 9: "beside"} for r, cells in WAS.items()}
    assert pair(WAS, beside) == still


def test_a_row_that_changed_is_found_among_rows_that_came() -> None:
    now, rows, columns = changed(before=[4, 5])
    now = {row: dict(cells) for row, cells in now.items()}
    now[rows[4]] = {**now[rows[4]], 1: "other"}  # between the two that came
    assert pair(WAS, now) == Pairing(rows, columns, (), missing(now, rows.values()), (), ())


@pytest.mark.parametrize("which", TWO[:20], ids=str)
def test_an_area_shrinks_by_the_rows_that_went(which: tuple[int, ...]) -> None:
    now, rows, _ = changed(without=which)
    found = pair(WAS, now)
    for top, bottom in combinations(ROWS, 2):
        kept = [rows[row] for row in range(top, bottom + 1) if row in rows]
        if kept:
            assert found.forwards((1, top, 5, bottom)) == (1, kept[0], 5, kept[-1])
            assert found.backwards((1, kept[0], 5, kept[-1]))[1::2] == (
                min(row for row in range(top, bottom + 1) if row in rows),
                max(row for row in range(top, bottom + 1) if row in rows),
            )


@pytest.mark.parametrize("which", TWO[:20], ids=str)
def test_an_area_grows_by_the_rows_that_came_inside(which: tuple[int, ...]) -> None:
    now, rows, _ = changed(before=which)
    found = pair(WAS, now)
    for top, bottom in combinations(ROWS, 2):
        assert found.forwards((2, top, 3, bottom)) == (2, rows[top], 3, rows[bottom])
        assert found.backwards((2, rows[top], 3, rows[bottom])) == (2, top, 3, bottom)


def test_an_area_follows_columns_too_and_what_lies_beyond_the_last() -> None:
    now, _, _ = changed(dropped=[2], without=[1])
    found = pair(WAS, now)
    assert found.forwards((1, 2, 5, 8)) == (1, 1, 4, 7)
    assert found.forwards((2, 2, 3, 8)) == (2, 1, 2, 7)
    assert found.backwards((2, 1, 4, 7)) == (3, 2, 5, 8)
    assert found.forwards((5, 8, 9, 20)) == (4, 7, 8, 19)
    assert found.backwards((4, 7, 8, 19)) == (5, 8, 9, 20)


AREAS = [  # rows 5 to 9 without the 7th: an area as written, and where it is now
    ((2, 5, 2, 9), (2, 5, 2, 8)),
    ((1, 1, 1, 3), (1, 1, 1, 3)),  # above all that is known
    ((2, 4, 2, 8), (2, 4, 2, 7)),
    ((2, 7, 2, 9), (2, 7, 2, 8)),
    ((2, 5, 2, 7), (2, 5, 2, 6)),
    ((2, 7, 2, 7), (2, 6, 2, 6)),  # gone: what stood before it
    ((2, 8, 2, 20), (2, 7, 2, 19)),  # beneath all that is known
    ((9, 9, 12, 9), (9, 8, 12, 8)),
]


@pytest.mark.parametrize(("was", "now"), AREAS)
def test_an_area_is_found_again(was: Area, now: Area) -> None:
    old = {row: {2: f"{row}", 3: f"x{row}"} for row in range(5, 10)}
    new = {row - (row > 7): cells for row, cells in old.items() if row != 7}
    pairing = pair(old, new)
    assert pairing.forwards(was) == now
    if 7 not in (was[1], was[3]):
        assert pairing.backwards(now) == was


def test_very_many_changed_rows_are_paired_in_their_order() -> None:
    def rows(count: int, name: str) -> Signs:
        return {1: {1: "head"}} | {n: {1: f"{name} {n}"} for n in range(2, count + 2)}

    found = pair(rows(401, "old"), rows(404, "new"))
    assert {row: found.rows[row] for row in (1, 2, 150)} == {1: 1, 2: 2, 150: 150}
