"""Records added to files of facts: at their end, in their own way of writing, and read back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made.dossiers import FACT, make_dossier
from openpyxl.worksheet.table import Table

from toolkit import open_dossier
from toolkit.annotating.appending import Added, add_in_place, targets
from toolkit.annotating.lines import with_csv_rows, with_jsonl_records
from toolkit.errors import FactpackError
from toolkit.readers.delimited import read_csv


def add(root: Path, *records: dict[str, Any]) -> Added:
    opened = open_dossier(root)
    sheets = [one.sheet for one in opened.typed]
    (target, *_) = targets(opened.dossier, sheets, opened.schemas.types["facts"])
    return add_in_place(target, records, opened.schemas)


NEW = FACT | {
    "id": "n1", "quote": 'says "a; b",\nand more', "value": Decimal("1.234"), "unit": "percent",
    "period_end": date(2025, 9, 12), "tags": ["x", "y"], "decimals": -9,
}  # fmt: skip


@pytest.mark.parametrize(
    ("old", "ends"),
    [
        ("id,quote,value,unit,period_end,tags,decimals\n", "1.2340,percent,2025-09-12,x; y,-9\n"),
        ("id;quote;value;unit;period_end;tags;decimals\r\nä;;1,5;;;;\r\n",
         "1,2340;percent;2025-09-12;x; y;-9\r\n"),
        ("sep=;\r\nid;quote;value;unit;period_end;tags;decimals",
         '1,2340;percent;2025-09-12;"x; y";-9\r\n'),
    ],
)  # fmt: skip
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_csv_gets_rows_in_its_own_way_of_writing(
    tmp_path: Path, old: str, ends: str, codec: str
) -> None:
    root = make_dossier(tmp_path, {})
    path = root / "facts" / "facts.csv"
    path.write_bytes(old.encode(codec))
    added = add(root, NEW)
    assert path.read_bytes().startswith(old.encode(codec))
    text = path.read_bytes().decode(codec)
    assert text.replace('"x; y"', "x; y").endswith(ends.replace('"x; y"', "x; y"))
    assert (root / added.backup).read_bytes() == old.encode(codec)
    assert added.without_column == ("Entity", "Concept", "Kind", "Source", "Status")
    values = open_dossier(root).typed[0].values
    assert (values["value"][-1], values["tags"][-1]) == (NEW["value"], NEW["tags"])


def test_a_workbook_gets_what_an_analyst_would_type(tmp_path: Path) -> None:
    root = make_dossier(tmp_path, {})
    book = openpyxl.Workbook()
    book.active.title = "Facts"
    book.active.append(["Fact", "Value", "Unit", "Known to nearest", "Period to", "Mine"])
    book.active.append(["a", 0.5, "percent", "million", date(2025, 1, 1), "=B2*2"])
    book.active["B2"].number_format = "0.0%"
    book.save(root / "facts" / "facts.xlsx")
    added = add(root, NEW)
    assert added.rows == (3,)
    assert added.recalculate
    sheet = openpyxl.load_workbook(root / "facts" / "facts.xlsx").active
    assert [cell.value for cell in sheet[3]][:4] == ["n1", 0.01234, "percent", "billion"]
    assert sheet["B3"].number_format == "0.0%"


def test_rows_go_above_a_total_row_and_the_notes_beneath_it_stay_whole(tmp_path: Path) -> None:
    root = make_dossier(tmp_path, {})
    book = openpyxl.Workbook()
    book.active.title = "Facts"
    for row in (["Fact", "Value", "Unit"], ["a", 1, "USD"], ["b", 2, "USD"], ["Total", "=B2+B3"]):
        book.active.append(row)
    table = Table(displayName="Facts", ref="A1:C4", totalsRowCount=1)
    table._initialise_columns()  # type: ignore[attr-defined]
    for column, heading in zip(table.tableColumns, ("Fact", "Value", "Unit"), strict=True):
        column.name = heading
    table.tableColumns[0].totalsRowLabel = "Total"
    table.tableColumns[1].totalsRowFunction = "custom"
    book.active.add_table(table)
    book.active["A7"] = "as of Monday"
    book.active["E4"] = "beside it"
    book.save(root / "facts" / "facts.xlsx")
    assert add(root, NEW, NEW | {"id": "n2"}).rows == (4, 5)
    sheet = openpyxl.load_workbook(root / "facts" / "facts.xlsx").active
    assert [sheet[f"A{row}"].value for row in range(2, 10)] == [
        "a", "b", "n1", "n2", "Total", None, None, "as of Monday",
    ]  # fmt: skip
    assert sheet.tables["Facts"].ref == "A1:C6"
    assert sheet["E6"].value == "beside it"
    typed = open_dossier(root).typed[0]
    assert typed.values["id"] == ("a", "b", "n1", "n2", "as of Monday")


def test_a_file_that_changed_or_is_open_is_left_alone(tmp_path: Path) -> None:
    root = make_dossier(tmp_path, {"facts": [FACT]})
    opened = open_dossier(root)
    sheets = [one.sheet for one in opened.typed]
    (target, *_) = targets(opened.dossier, sheets, opened.schemas.types["facts"])
    path = root / "facts" / "facts.jsonl"
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(FactpackError, match="has changed since it was read"):
        add_in_place(target, [NEW], opened.schemas)
    assert path.read_bytes() == before
    assert not list(path.parent.glob("*.bak"))


def test_without_a_file_of_the_type_there_is_a_new_one(tmp_path: Path) -> None:
    root = make_dossier(tmp_path, {})
    assert add(root, NEW).rows == (2,)
    assert open_dossier(root).typed[0].values["quote"] == (NEW["quote"],)


_TEXT = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1)


@settings(max_examples=150, deadline=None)
@given(
    rows=st.lists(
        st.dictionaries(
            st.integers(1, 4),
            st.one_of(_TEXT, st.decimals(-(10**9), 10**9, places=3), st.integers()),
            min_size=1,
        ),
        min_size=1,
        max_size=4,
    ),
    separator=st.sampled_from(",;\t"),
    ending=st.sampled_from(["\n", "\r\n", ""]),
)
def test_rows_added_to_a_csv_read_back_and_its_bytes_stay(
    rows: list[dict[int, Any]],
    separator: str,
    ending: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    head = separator.join(("id", "quote", "unit", "scope")) + "\n"
    old = (head + separator.join(("a", "b", "c", "ä")) + ending).encode()
    new = with_csv_rows(old, "facts.csv", 4, rows)
    assert new.startswith(old)
    path = tmp_path_factory.mktemp("csv") / "facts.csv"
    path.write_bytes(new)
    read = read_csv(path, "facts.csv").rows[2:]
    assert len(read) == len(rows)
    for row, wanted in zip(read, rows, strict=True):
        found = {at: cell.raw for at, cell in row.cells.items()}
        assert found.keys() == wanted.keys()
        for at, value in wanted.items():
            if isinstance(value, str):
                assert found[at] == value
            else:
                assert Decimal(found[at].replace(",", ".")) == value


def test_json_lines_keep_their_mark_and_line_ends() -> None:
    old = b'\xef\xbb\xbf{"id": "a"}\r\n'
    new = with_jsonl_records(old, [{"id": "b", "value": Decimal("1.50"), "tags": ["x"]}])
    assert new == old + b'{"id": "b", "value": 1.50, "tags": ["x"]}\r\n'
    assert with_jsonl_records(b"", [{"id": "b"}]) == b'{"id": "b"}\n'
