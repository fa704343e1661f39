"""How many lines a wrapped text takes, and how high its row is."""

from __future__ import annotations

import pytest

from toolkit.ooxml.filling.heights import Wrapped, height, lines

# A column of 10 characters is 65 pixels, which are 48.75 points: room for 4,875 thousandths of a
# 10-point font. An i takes 222 of them, a W 944, a space 278, a hyphen 333, a CJK sign 1,000.
COLUMN = Wrapped(0, 10, 10)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 1),
        ("i", 1),
        ("i" * 21, 1),
        ("i" * 22, 2),  # a word that is too long is broken within
        ("i" * 43, 2),
        ("i" * 44, 3),
        ("W" * 5, 1),
        ("W" * 6, 2),
        ("WW WW", 1),  # 4 * 944 + 278
        ("WWW WW", 2),  # the second word goes to a line of its own
        ("WW WW WW", 2),
        ("WWWWW WWWWW", 2),
        ("WW-WWW", 2),  # a hyphen ends a piece
        ("WW-WW", 1),
        ("WW- WWW", 2),
        ("iii\niii", 2),
        ("\n\n", 3),
        ("WWW WW\nWWW WW", 4),
        ("北京北京", 1),
        ("北京北京北", 2),
        ("é" * 8, 1),  # 556 each
        ("é" * 9, 2),
        ("WWWWW ", 1),  # a space at the end needs no room
        ("WWWWW WW", 2),
        ("iiii iiii iiii iiii", 1),
    ],
)
def test_a_text_takes_so_many_lines(text: str, count: int) -> None:
    assert lines(text, COLUMN) == count


@pytest.mark.parametrize(
    ("column", "count"),
    [
        (Wrapped(0, 10, 10), 2),
        (Wrapped(0, 10, 9), 1),  # a smaller font: 5,416
        (Wrapped(0, 11, 10), 1),  # a wider column: 5,400
        (Wrapped(0, 11, 10, bold=True), 1),  # 5,000
        (Wrapped(0, 10.5, 10, bold=True), 2),
        (Wrapped(0, 11, 10, indent=1), 2),  # 4,650
        (Wrapped(0, 12, 10, indent=1), 1),  # 5,175
        (Wrapped(0, 0, 10), 66),  # no room: a pixel, so that nothing is divided by nothing
    ],
)
def test_width_font_and_indent_make_the_room(column: Wrapped, count: int) -> None:
    assert lines("W" * 5 + "i", column) == count


@pytest.mark.parametrize(
    ("row", "points"),
    [
        (("i",), 14.5),  # 12.5 and two for the edges
        (("i" * 22,), 27.0),
        ((7,), 14.5),
        ((None,), 14.5),
        (("i\n" * 40,), 409.0),
    ],
)
def test_a_row_is_as_high_as_its_longest_text_needs(row: tuple[object, ...], points: float) -> None:
    assert height(row, [COLUMN]) == points


def test_the_highest_of_several_columns_counts() -> None:
    columns = [COLUMN, Wrapped(1, 10, 20), Wrapped(2, 10, 11)]
    assert height(("i", "i", "i"), columns) == 27.0
    assert height(("i" * 44, "i", "i"), columns) == 39.5
    assert height(("i", "i", "i"), columns[2:]) == 15.75
