"""Which ids a merge takes for given out, referred to and free."""

from __future__ import annotations

import pytest

from toolkit.dossier import data_folder
from toolkit.merge.ids import Ids
from toolkit.merge.reading import side_of
from toolkit.merge.side import Side
from toolkit.readers.grid import Cell, Grid, Row
from toolkit.schemas import load_schemas

SCHEMAS = load_schemas(data_folder("schemas"))


def side(*ids: str, refers: str = "") -> Side:
    """Facts of these ids, the first of which refers to others."""
    lines = [["id", "supersedes", "tags"], *([each, "", "t"] for each in ids)]
    lines[1][1] = refers
    rows = (
        Row(number, {n: Cell("text", text) for n, text in enumerate(line, 1) if text})
        for number, line in enumerate(lines, 1)
    )
    return side_of([Grid("facts.csv", None, tuple(rows))], "facts.csv", SCHEMAS)


@pytest.mark.parametrize(
    ("taken", "asked", "free"),
    [
        (["S-001", "S-002"], ["S-001"], ["S-003"]),
        (["S-001", "S-007"], ["S-001"], ["S-008"]),
        (["S-001", "s-009"], [" S-001 "], ["S-010"]),
        (["S-099"], ["S-099"], ["S-100"]),
        (["S-001"], ["S-001", "S-001"], ["S-002", "S-003"]),  # one that was given out is taken
        (["S-001", "T-050", "S-050x"], ["S-001"], ["S-002"]),
        (["wire 9"], ["wire 9"], ["wire 10"]),
        (["a\n1"], ["a\n1"], ["a\n2"]),
        (["x1y01"], ["x1y01"], ["x1y02"]),
        (["S-999999999"], ["S-999999999"], ["S-1000000000"]),
        (["words"], ["words"], [""]),
        (["17"], ["17"], [""]),
    ],
)
def test_the_next_free_id_is_beyond_all_of_its_row_on_any_side(
    taken: list[str], asked: list[str], free: list[str]
) -> None:
    sides = [side(each) for each in taken]
    ids = Ids(sides, since=None, theirs=sides[-1])
    assert [ids.next_free("facts", one) for one in asked] == free


@pytest.mark.parametrize("refers", ["S-002", "s-002 ", "S-009; S-002", "S-002,S-009", "x\nS-002"])
def test_an_id_is_referred_to_where_theirs_names_it_in_any_list(refers: str) -> None:
    theirs = side("S-001", "S-002", refers=refers)
    ids = Ids([theirs], since=side("S-001"), theirs=theirs)
    assert ids.referred_to("facts", " S-002")
    assert not ids.referred_to("facts", "S-003") and not ids.referred_to("sources", "S-002")
    assert not ids.referred_to("facts", "t")  # tags name no records
    known = Ids([theirs], since=theirs, theirs=theirs)
    assert not known.referred_to("facts", "S-002")  # the base says so already
