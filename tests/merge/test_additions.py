"""Which new rows of two sides are one record that both added.

A row is its id and its other cells, "." a blank; `pairs` gives for each row of OURS the number of
that of THEIRS, "-" for none.
"""

from __future__ import annotations

import pytest

from toolkit.dossier import data_folder
from toolkit.merge.additions import same_additions
from toolkit.merge.reading import side_of
from toolkit.merge.side import Table
from toolkit.readers.grid import Cell, Grid, Row
from toolkit.schemas import load_schemas

SCHEMAS = load_schemas(data_folder("schemas"))
HEADINGS = {
    "facts": ["id", "quote", "note", "unit", "entity"],
    "fx_rates": ["date", "base", "quote", "rate", "rate_source"],
    "sums": ["total", "item", "weight"],
}


def table(rows: list[str], type_: str) -> Table:
    """Records of which each row is given as its cells with spaces between."""
    lines = [HEADINGS[type_], *(row.split() for row in rows)]
    grid = Grid(
        f"{type_}.csv",
        None,
        tuple(
            Row(number, {n: Cell("text", text) for n, text in enumerate(line, 1) if text != "."})
            for number, line in enumerate(lines, 1)
        ),
    )
    return side_of([grid], "x.csv", SCHEMAS).tables[type_]


@pytest.mark.parametrize(
    ("why", "ours", "theirs", "pairs"),
    [
        ("they say the same", ["1 a b", "2 c d"], ["2 c d", "1 a b"], "1 0"),
        ("one has no id yet", [". a b", "2 c d"], ["1 a b", ". c d"], "0 1"),
        ("neither has an id", [". a b"], [". a b"], "0"),
        ("each has its own id", ["1 a b"], ["2 a b"], "-"),
        ("each is taken once", [". a b", ". a b", ". a b"], [". a b", "1 a b"], "0 1 -"),
        ("its own id before none", ["1 a b"], [". a b", "1 a b"], "1"),
        ("of two ids the one that fits", [". a b"], ["1 a b", "2 a b"], "0"),
        ("one id, and half alike", ["1 a b"], ["1 a c"], "0"),
        ("one id, and less alike", ["1 a b c"], ["1 a d e"], "-"),
        ("one id, and nothing alike", ["1 a b"], ["1 c d"], "-"),
        ("one id twice in ours", ["1 a b", "1 a c"], ["1 a d"], "- -"),
        ("one id twice in theirs", ["1 a d"], ["1 a b", "1 a c"], "-"),
        ("one id, of which one is paired", ["1 a b", "1 c d"], ["1 a b", "1 c e"], "0 1"),
        ("no ids, and not the same", [". a b"], [". a c"], "-"),
    ],
)
def test_new_rows_are_one_where_nothing_tells_them_apart(
    why: str, ours: list[str], theirs: list[str], pairs: str
) -> None:
    assert paired(ours, theirs, "facts") == pairs, why


def test_of_a_longer_identity_all_its_parts_are_enough() -> None:
    ours = ["2025-01-31 EUR USD 1.1 ecb", "2025-01-31 EUR GBP 2 ecb", ". EUR CHF 1 x"]
    theirs = ["2025-01-31 EUR GBP 3 boe", "2025-01-31 EUR USD 1.2 fed", ". EUR CHF 2 y"]
    assert paired(ours, theirs, "fx_rates") == "1 0 -"
    ours = ["a c 1", "a b 3", "a z 7", "x c 4"]
    assert paired(ours, ["a c 2", "a d 5", "y c 6"], "sums") == "0 - - -"


def paired(ours: list[str], theirs: list[str], type_: str) -> str:
    mine, others = table(ours, type_), table(theirs, type_)
    found = same_additions(mine, others, mine.records, others.records)
    numbers = {id(record): str(n) for n, record in enumerate(others.records)}
    told = [found.get(id(record)) for record in mine.records]
    assert same_additions(None, others, (), others.records) == {}
    assert same_additions(mine, None, mine.records, ()) == {}
    return " ".join("-" if other is None else numbers[id(other)] for other in told)
