"""Choices carried out in what waits: which record is meant, and which file a refusal names."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest
from merge.merged_files import BASE, choose, put, run, three, write

from toolkit.dossier import data_folder
from toolkit.errors import FactpackError
from toolkit.merge.conflicts import Chosen, fingerprint
from toolkit.merge.resolving import _Choices
from toolkit.merge.side import Column, Record, Side, Table, Typed
from toolkit.readers.grid import Cell
from toolkit.schemas import load_schemas

SCHEMAS = load_schemas(data_folder("schemas"))


def record(sheet: str, line: int, text: str = "same") -> Record:
    return Record({"note": Typed(Cell("text", text), f"t {text}")}, "", sheet, line)


@pytest.mark.parametrize(
    ("places", "found"),
    [
        ([("Facts", 3), ("Facts", 7), ("Facts 2", 3)], 0),
        ([("Facts 2", 3), ("Facts", 3), ("Facts", 7)], 1),
        ([("Facts", 9)], 0),
        ([("Facts", 4), ("Facts 2", 3)], None),  # either may be it
        ([("Facts 2", 3), ("Facts 3", 3)], None),
        ([], None),
    ],
)
def test_of_records_that_say_the_same_the_one_that_stands_there_is_meant(
    places: list[tuple[str, int]], found: int | None
) -> None:
    records = [record(*place) for place in places]
    other = record("Facts", 3, "other")
    column = Column("note", "Note", SCHEMAS.types["facts"].field_for("Note"))
    table = Table("facts", "Facts", ("id",), (column,), (other, *records))
    data: dict[str, Any] = {
        "kind": "deleted in theirs",
        "type": "facts",
        "label": "",
        "heading": "",
    }
    data |= {"sheet": "Facts", "line": 3, "says": fingerprint(record("", 0))}
    choices = _Choices(Side("facts.xlsx", {"facts": table}), SCHEMAS)
    one = Chosen(2, data, "theirs", None)
    if found is None:
        with pytest.raises(FactpackError, match="facts row 3: the record is no longer as it was"):
            choices.merged([one])
        return
    (merged,) = choices.merged([one]).tables.values()
    assert [id(gone) for gone in merged.deleted] == [id(records[found])]
    assert [id(each.ours) for each in merged.records] == [
        id(each) for each in table.records if each is not records[found]
    ]


def test_a_refusal_names_the_file_that_waits(tmp_path: Path) -> None:
    ours, other, base = three(tmp_path, put(F2="mine"), put(F2="theirs"))
    assert run(ours, other, "--base", base, "-o", tmp_path / "out.xlsx").exit_code == 1
    waiting = tmp_path / "out.conflicts.xlsx"
    choose(waiting, "theirs")
    with zipfile.ZipFile(waiting, "a") as package:
        package.writestr("_xmlsignatures/origin.sigs", b"")
    told = run("--resolve", waiting)
    assert str(told.exception).startswith("out.conflicts.xlsx is digitally signed")

    (tmp_path / "texts").mkdir()
    texts = {"ours": BASE.replace("n1", "mine"), "theirs": BASE.replace("n1", "theirs")}
    mine, other, base = write(tmp_path / "texts", **texts, base=BASE)
    assert run(mine, other, "--base", base).exit_code == 1
    listed = mine.with_name("facts.conflicts.csv")
    text = listed.read_text(encoding="utf-8-sig")
    listed.write_text(text.replace('""kind"": ', '""kind"" '), encoding="utf-8")
    told = run("--resolve", listed)
    assert str(told.exception).startswith("facts.conflicts.csv: row 2 of its Conflicts")


def test_a_workbook_without_conflicts_is_not_taken_for_one_that_waits(tmp_path: Path) -> None:
    ours, *_ = three(tmp_path, put(), put())
    told = run("--resolve", ours)
    assert told.exit_code == 2 and f"{ours} has no sheet Conflicts" in str(told.exception)
