"""What a workbook was made from is kept, found again by its id, and refused where it is damaged."""

from __future__ import annotations

from pathlib import Path

from toolkit.authoring.base import (
    BaseRecord,
    base_id,
    fact_ids,
    keep_base,
    load_base,
    with_keys,
)
from toolkit.dossier import Dossier, Settings
from toolkit.readers.grid import Cell

RECORDS = (
    BaseRecord("facts", "", {"id": Cell("text", "f1"), "value": Cell("number", "84")}),
    BaseRecord(
        "facts", "", {"id": Cell("text", "f2"), "my own": Cell("text", "=1\u00a0\n\u2028é")}
    ),
    BaseRecord("sources", "", {}),
)


def dossier(root: Path) -> Dossier:
    return Dossier(root, Settings(), ())


def test_a_base_is_found_by_the_id_under_which_it_was_kept(tmp_path: Path) -> None:
    name = keep_base(dossier(tmp_path), RECORDS)
    assert load_base(dossier(tmp_path), name) == (with_keys(RECORDS), ())
    assert load_base(dossier(tmp_path), "0" * 16) is None


def test_the_same_records_are_the_same_file_and_other_records_are_another(tmp_path: Path) -> None:
    one, two = dossier(tmp_path / "one"), dossier(tmp_path / "two")
    name = keep_base(one, RECORDS)
    assert keep_base(two, with_keys(RECORDS)) == name
    assert one.base_file(name).read_bytes() == two.base_file(name).read_bytes()
    assert base_id(RECORDS[:2]) != name and base_id(RECORDS[::-1]) != name


def test_a_damaged_base_is_none(tmp_path: Path) -> None:
    name = keep_base(dossier(tmp_path), RECORDS)
    path = dossier(tmp_path).base_file(name)
    whole = path.read_bytes()
    other = keep_base(dossier(tmp_path), RECORDS[:1])
    for data in (b"", whole[:-9], whole[: len(whole) // 2], b"{}\n"):
        path.write_bytes(data)
        assert load_base(dossier(tmp_path), name) is None
    path.write_bytes(dossier(tmp_path).base_file(other).read_bytes())
    assert load_base(dossier(tmp_path), name) is None


def test_keys_differ_within_a_base_and_between_bases() -> None:
    keys = [one.key for records in (RECORDS, RECORDS[:1]) for one in with_keys(records)]
    assert len(set(keys)) == len(keys)
    assert keys[:3] == [one.key for one in with_keys(with_keys(RECORDS))]


def test_a_later_base_keeps_the_keys_that_stand_in_the_rows_and_says_what_was_before(
    tmp_path: Path,
) -> None:
    first = keep_base(dossier(tmp_path), RECORDS)
    rows = (*with_keys(RECORDS), BaseRecord("facts", "", {"id": Cell("text", "by hand")}))
    name = keep_base(dossier(tmp_path), rows, [first])
    assert load_base(dossier(tmp_path), name) == (rows, (first,))
    assert name not in (base_id(rows), base_id(RECORDS, [first]), base_id(rows, ["0" * 16]))


def test_the_ids_of_facts_are_read_without_the_rest(tmp_path: Path) -> None:
    odd = 'a"b\\\n\u2028é'
    records = (
        *RECORDS,
        BaseRecord("facts", "", {"id": Cell("text", odd), "quote": Cell("text", '{"id":["text"')}),
        BaseRecord("facts", "", {"quote": Cell("text", '"id":["text","not-001"]')}),
        BaseRecord("sources", "", {"id": Cell("text", "s")}),
    )
    path = dossier(tmp_path).base_file(keep_base(dossier(tmp_path), records, ["0" * 16]))
    assert fact_ids(path) == {"f1", "f2", odd}
    path.write_bytes(path.read_bytes()[:-9])
    assert fact_ids(path) == frozenset() == fact_ids(path.with_name("none"))
