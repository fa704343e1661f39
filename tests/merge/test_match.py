"""Which row of an edited table is which of its base: rows as one reads them, and the pairs.

A row is its hidden key, its id and its other cells, "." a blank; `pairs` gives for each row of the
side the number of the base's, "-" for a new one and "?" for one that could be several.
"""

from __future__ import annotations

import pytest

from toolkit.dossier import data_folder
from toolkit.merge.match import aligned, match
from toolkit.merge.reading import side_of
from toolkit.merge.side import Table
from toolkit.readers.grid import Cell, Grid, Row
from toolkit.schemas import load_schemas

SCHEMAS = load_schemas(data_folder("schemas"))
HEADINGS = ["_key", "id", "quote", "note", "source", "entity", "concept", "unit"]


def table(rows: list[str]) -> Table:
    """Facts of which each row is given as its cells with spaces between."""
    lines = [HEADINGS[: len(rows[0].split())], *(row.split() for row in rows)]
    grid = Grid(
        "facts.csv",
        None,
        tuple(
            Row(number, {n: Cell("text", text) for n, text in enumerate(line, 1) if text != "."})
            for number, line in enumerate(lines, 1)
        ),
    )
    return side_of([grid], "facts.csv", SCHEMAS).tables["facts"]


@pytest.mark.parametrize(
    ("why", "base", "side", "pairs"),
    [
        (
            "order is nothing",
            [". 1 a b", ". 2 c d", ". 3 e f"],
            [". 3 e f", ". 1 a b", ". 2 c d"],
            "2 0 1",
        ),
        ("a blank row of the base's has no id to share", [". 1 a b"], [". . c d"], "-"),
        (
            "an id says more than all other cells",
            [". 1 a b c d", ". 2 e f g h"],
            [". 1 e f g d"],
            "0",
        ),
        ("a key says more than an id", ["k1 1 a b c d", "k2 2 e f g h"], ["k1 2 a b c d"], "0"),
        ("a quarter alike is itself", ["k1 1 a b c d", "k2 2 e f g h"], ["k1 2 a x y z"], "0"),
        (
            "less alike it is a record typed over",
            ["k1 1 a b c d", "k2 2 e f g h"],
            ["k1 2 w x y z"],
            "1",
        ),
        ("key and id may be all that stays", ["k1 1 a b c d"], ["k1 1 w x y z"], "0"),
        (
            "of two with one key the one with the id is itself",
            ["k1 1 a b c d"],
            ["k1 9 a b c w", "k1 1 a b y z"],
            "- 0",
        ),
        (
            "of two copies of it one is itself",
            ["k1 1 a b c d"],
            ["k1 8 a b c d", "k1 9 a b c d"],
            "0 -",
        ),
        (
            "unless the other is much more alike",
            ["k1 1 a b c d"],
            ["k1 1 w x y z", "k1 9 a b c d"],
            "- 0",
        ),
        (
            "of two with one id the more alike is itself",
            [". 1 a b c"],
            [". 1 a x y", ". 1 a b z"],
            "- 0",
        ),
        (
            "an id retyped into that of another row, which is alike",
            [". 1 a b c", ". 2 a b e"],
            [". 1 a b e", ". 1 a b c"],
            "1 0",
        ),
        (
            "a row that is half like its own is not looked for elsewhere",
            [". 1 a b c", ". 2 a x y"],
            [". 1 a x c"],
            "0",
        ),
        ("a retyped id is seen through", [". 1 a b c d e"], [". 9 a b c y z"], "0"),
        ("where too little is alike it is not", [". 1 a b c d e"], [". 9 a b x y z"], "-"),
        ("a blank id is seen through as well", [". 1 a b c d"], [". . a b c x"], "0"),
        (
            "what many rows say tells little",
            [". 1 a u u u", ". 2 b u u u", ". 3 c u u u", ". 4 d u u u"],
            [". 9 x u u u"],
            "-",
        ),
        (
            "what one row says tells much",
            [". 1 a u u u", ". 2 b u u u", ". 3 c u u u", ". 4 d u u u"],
            [". 9 c u u v"],
            "2",
        ),
        (
            "a row like two is neither",
            [". 1 a b c d x", ". 2 a b c d y"],
            [". 9 a b c d z"],
            "?",
        ),
        (
            "a row clearly more like one is that one",
            [". 1 a b c d e x", ". 2 a b c d y ."],
            [". 9 a b c d e x"],
            "0",
        ),
        ("of rows that say the same any will do", [". . a b", ". . a b"], [". . a b"] * 2, "0 1"),
        (
            "of rows alike but for their ids nobody knows which",
            [". 1 a b", ". 2 a b"],
            [". 8 a b", ". 9 a b"],
            "? ?",
        ),
        (
            "two rows like one are neither",
            [". 1 a b c d x"],
            [". 8 a b c d y", ". 9 a b c d z"],
            "? ?",
        ),
        (
            "a row that has found its own is no rival",
            [". 1 a b c d x", ". 2 a b c d y"],
            [". 2 a b c d y", ". 9 a b c d z"],
            "1 0",
        ),
        ("cells that one side has no column for tell nothing", [". 1 a b"], [". 9 a b ."], "0"),
        (
            "a row that says nothing but its id is no other",
            [". 1 . .", ". 2 a b"],
            [". 9 . ."],
            "-",
        ),
    ],
)
def test_a_row_is_known_by_its_key_its_id_and_what_it_says(
    why: str, base: list[str], side: list[str], pairs: str
) -> None:
    found = match(table(base), table(side))
    told = ["?" if n in found.unsure else str(found.of.get(n, "-")) for n in range(len(side))]
    assert " ".join(told) == pairs, why


@pytest.mark.parametrize(("count", "told"), [(32, (0,)), (33, ())])
def test_values_on_more_than_thirty_two_rows_are_not_looked_up(
    count: int, told: tuple[int, ...]
) -> None:
    base = table([f". {n} a b c" for n in range(count)])
    found = match(base, table([". x a . c"]))
    assert (found.of, found.unsure) == ({}, told)


def test_rows_of_values_on_many_rows_are_known_by_all_they_say() -> None:
    rows = [". . a b"] * 33
    assert match(table(rows), table(rows)).of == {n: n for n in range(33)}


def named(*lines: str) -> Table:
    rows = (
        Row(number, {n: Cell("text", text) for n, text in enumerate(line.split(), 1)})
        for number, line in enumerate(lines, 1)
    )
    return side_of([Grid("facts.csv", None, tuple(rows))], "facts.csv", SCHEMAS).tables["facts"]


@pytest.mark.parametrize(
    ("why", "headings", "rows", "names"),
    [
        ("each is what most of its cells are", "X Y", ["a b", "c d", "g f"], "~a ~b"),
        ("of two alike the more alike", "X Y", ["a a", "c c", "e f"], "~a ~y"),
        ("in whatever order they stand", "Y X", ["b a", "d c", "f c"], "~b ~a"),
        ("of two that are equal nobody knows which", "X Y", ["a a", "c c", "e e"], "~x ~y"),
    ],
)
def test_a_heading_is_known_by_the_cells_below_it(
    why: str, headings: str, rows: list[str], names: str
) -> None:
    base = named("id quote A B", "1 q a b", "2 r c d", "3 s e f")
    side = named(f"id quote {headings}", *(f"{n} {q} {row}" for n, q, row in zip(
        "123", "qrs", rows, strict=True)))  # fmt: skip
    assert [column.name for column in aligned(base, side).columns[2:]] == names.split(), why
