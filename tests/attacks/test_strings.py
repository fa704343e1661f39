"""Naughty strings come out as they went in, whichever way they go, or are refused by their cell."""

from __future__ import annotations

from pathlib import Path

import pytest
from attacks import ways
from attacks.base import packed
from attacks.naughty import strings

from toolkit.errors import FactpackError
from toolkit.records.values import trim

KEPT = [one.text for one in strings() if one.fate == "kept"]
REFUSED = [one.text for one in strings() if one.fate == "refused"]


def differing(got: ways.Texts, wanted: list[str]) -> dict[str, str | None]:
    return {
        text[:60]: got.get(f"f{number:03}")
        for number, text in enumerate(wanted)
        if got.get(f"f{number:03}") != text
    }


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "book.xlsx"
    path.write_bytes(packed())
    return path


def test_there_are_enough_of_them() -> None:
    assert len(strings()) >= 300
    assert len({one.text for one in strings()}) == len(strings())


def test_texts_put_into_cells_are_read_back_to_the_letter(book: Path, tmp_path: Path) -> None:
    assert differing(ways.by_cells(book, tmp_path, KEPT), KEPT) == {}


def test_texts_carried_into_a_workbook_are_read_back_to_the_letter(tmp_path: Path) -> None:
    assert differing(ways.by_workbook(tmp_path, KEPT), KEPT) == {}


@pytest.mark.filterwarnings("ignore::UserWarning")
def test_texts_of_a_pack_are_the_same_for_every_reader(tmp_path: Path) -> None:
    wanted = [trim(text) for text in KEPT]
    for reader, got in ways.by_pack(tmp_path, KEPT).items():
        assert (reader, differing(got, wanted)) == (reader, {})


@pytest.mark.parametrize("text", REFUSED, ids=range(len(REFUSED)))
def test_what_no_cell_can_hold_is_refused_by_cell(text: str, book: Path, tmp_path: Path) -> None:
    with pytest.raises(FactpackError, match="AN500") as refusal:
        ways.by_cells(book, tmp_path, [text])
    assert refusal.value.hint


@pytest.mark.parametrize("text", ["a\uffffb", "x" * 32_768])
def test_what_no_cell_can_hold_stops_a_pack_with_its_cell(text: str, tmp_path: Path) -> None:
    with pytest.raises(FactpackError, match=r"figures!|'figures'|Facts!|![A-Z]+\d+"):
        ways.by_pack(tmp_path, [text])
