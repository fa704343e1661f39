"""Where areas stand after a Table took more or fewer rows, against rows moved one by one."""

from __future__ import annotations

from itertools import product

import pytest

from toolkit.ooxml.sheets.moves import Growth, Moves, Torn, Vanished

FIRST, LAST = 5, 8
SIZES = range(FIRST, 13)  # where the Table's rows may end afterwards
AREAS = [(top, bottom) for top in range(1, 13) for bottom in range(top, 13)]


def moved(row: int, after: int) -> int | None:
    """The new place of one row; None for one of the Table's that is no more."""
    if row > LAST:
        return row + after - LAST
    return row if row <= after else None


@pytest.mark.parametrize("after", SIZES)
def test_an_area_holds_the_rows_that_its_own_rows_become(after: int) -> None:
    moves = Moves([Growth("Data", 2, 4, FIRST, LAST, after)])
    for top, bottom in AREAS:
        left = [row for each in range(top, bottom + 1) if (row := moved(each, after)) is not None]
        if top <= FIRST and bottom == LAST:  # all of the Table's rows, and so those that it gains
            expected = (top, after)
        elif left:
            expected = (left[0], left[-1])
        else:
            with pytest.raises(Vanished) as told:
                moves.area("data", (2, top, 4, bottom))
            assert told.value.growth.after == after
            continue
        assert moves.area("data", (2, top, 4, bottom)) == (2, expected[0], 4, expected[1])


@pytest.mark.parametrize("after", SIZES)
def test_cells_and_whole_rows_beneath_move_alike(after: int) -> None:
    moves = Moves([Growth("Data", 2, 4, FIRST, LAST, after)])
    for row in range(LAST + 1, 20):
        assert moves.row("DATA", 3, row) == moves.whole_row("Data", row) == row + after - LAST
    for row in range(1, LAST + 1):
        assert moves.row("Data", 3, row) == moves.whole_row("Data", row) == row
    assert moves.row("Other", 3, 99) == moves.whole_row("Other", 99) == 99


BESIDE = Growth("Data", 2, 4, FIRST, LAST, 11, beside=((6, 3, 7, 10),))  # F3:G10 stays


@pytest.mark.parametrize(
    ("area", "after"),
    [
        ((1, 9, 5, 9), (1, 12, 5, 12)),  # beneath the Table, left of what stays
        ((6, 9, 7, 9), (6, 9, 7, 9)),  # in what stays
        ((6, 10, 7, 11), (6, 10, 7, 14)),  # from it down to what is beneath it
        ((6, 11, 7, 11), (6, 14, 7, 14)),
        ((8, 9, 9, 9), (8, 12, 9, 12)),  # right of it
        ((1, 1, 9, 4), (1, 1, 9, 4)),
        ((1, 11, 9, 11), (1, 14, 9, 14)),
    ],
)
def test_what_stands_beside_a_table_stays(
    area: tuple[int, int, int, int], after: tuple[int, int, int, int]
) -> None:
    assert Moves([BESIDE]).area("Data", area) == after


@pytest.mark.parametrize(
    ("area", "pieces", "widest"),
    [
        (
            (1, 9, 9, 9),
            ((1, 12, 5, 12), (6, 9, 7, 9), (8, 12, 9, 12)),
            (1, 9, 9, 12),
        ),
        ((3, 10, 6, 10), ((3, 13, 5, 13), (6, 10, 6, 10)), (3, 10, 6, 13)),
        ((7, 9, 8, 9), ((7, 9, 7, 9), (8, 12, 8, 12)), (7, 9, 8, 12)),
    ],
)
def test_an_area_of_which_a_part_stays_falls_into_pieces(
    area: tuple[int, int, int, int],
    pieces: tuple[tuple[int, int, int, int], ...],
    widest: tuple[int, int, int, int],
) -> None:
    moves = Moves([BESIDE])
    with pytest.raises(Torn):
        moves.area("Data", area)
    assert moves.pieces("Data", area) == pieces
    assert moves.widest("Data", area) == widest


FLOATS = [  # what floats over a Table's columns moves once it begins beneath the Table
    ((2, 8, 3, 9), 0),
    ((2, 9, 3, 20), 3),
    ((4, 9, 6, 10), 3),
    ((6, 10, 7, 12), 0),
    ((6, 11, 7, 12), 3),
    ((5, 9, 5, 9), 3),
    ((3, 9, 1, 9), 3),
    ((20_000, 9, 20_001, 9), 3),
]


@pytest.mark.parametrize(("area", "by"), FLOATS)
def test_a_picture_moves_as_a_whole(area: tuple[int, int, int, int], by: int) -> None:
    assert Moves([BESIDE]).floating("Data", area) == by


def test_a_held_table_moves_nothing_beneath_it() -> None:
    held = Moves([Growth("Data", 2, 4, FIRST, LAST, 6, held=True)])
    assert held.row("Data", 3, 9) == 9
    assert held.area("Data", (2, 7, 4, 8)) == (2, 7, 4, 8)
    assert held.area("Data", (2, 7, 4, 12)) == (2, 7, 4, 12)
    assert held.area("Data", (2, 3, 4, 7)) == (2, 3, 4, 7)


def test_growths_of_one_sheet_add_up() -> None:
    two = Moves([Growth("A", 1, 2, 2, 3, 5), Growth("a", 1, 2, 10, 11, 15)])
    assert [two.row("A", 1, row) for row in (3, 4, 11, 12)] == [3, 6, 13, 18]
    assert two.area("A", (1, 4, 2, 12)) == (1, 6, 2, 18)


SHEETS = ("Jan", "Feb", "Mar", "Dec")


@pytest.mark.parametrize(
    ("ends", "named"),
    [
        (("Jan", "Mar"), ("feb", "mar")),
        (("mar", "JAN"), ("feb", "mar")),
        (("Dec", "Dec"), ()),
        (("Jan", "Gone"), ()),
    ],
)
def test_sheets_between_two_are_those_with_growths(
    ends: tuple[str, str], named: tuple[str, ...]
) -> None:
    moves = Moves([Growth(sheet, 1, 1, 2, 2, 3) for sheet in ("Feb", "Mar")], SHEETS)
    assert moves.between(*ends) == named


def test_one_cell_is_a_whole_column_where_it_may_grow() -> None:
    one = Moves([Growth("A", 2, 4, 5, 5, 9)])
    assert one.area("A", (3, 5, 3, 5)) == (3, 5, 3, 5)
    assert one.area("A", (3, 5, 3, 5), one_cell_grows=True) == (3, 5, 3, 9)
    assert one.area("A", (2, 5, 3, 5), grows=False) == (2, 5, 3, 5)
    empty = Moves([Growth("A", 2, 4, 5, 4, 7)])  # a Table without rows yet
    assert empty.area("A", (2, 3, 3, 4)) == (2, 3, 3, 4)


@pytest.mark.parametrize(("left", "right"), product((1, 2, 4, 5), repeat=2))
def test_an_area_beside_the_columns_of_a_table_does_not_grow(left: int, right: int) -> None:
    if left > right:
        return
    touches = left <= 4 and right >= 2
    grown = Moves([Growth("A", 2, 4, FIRST, LAST, 10)]).area("A", (left, FIRST, right, LAST))
    assert grown[3] == (10 if touches else LAST)
