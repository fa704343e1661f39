"""A workbook brought up to date, and files carried over: nothing typed is lost, all is told."""

from __future__ import annotations

import io
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from made.dossiers import CLEAN, make_dossier
from made.records import SCHEMAS
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.filters import FilterColumn, Filters

from toolkit import open_dossier
from toolkit.authoring.base import keep_base, load_base, records_of
from toolkit.authoring.book import make_workbook
from toolkit.authoring.carried import of_values
from toolkit.authoring.making import workbook_of
from toolkit.authoring.stamp import Stamp, parse_stamp, read_stamp
from toolkit.authoring.writing import upgraded, written
from toolkit.dossier import find_dossier
from toolkit.errors import FactpackError
from toolkit.merge.files import merge_files
from toolkit.ooxml.container.package import Package
from toolkit.readers import read
from toolkit.schemas import Schemas


def analysts_workbook(path: Path) -> Path:
    """A workbook made by hand: headings in row 3, a column and a sheet of their own, a note."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Facts"
    sheet["A1"] = "Our facts, confidential"
    headings = ["Status", "My own", "Fact", "Value", "Entity", "Concept", "Source", "Kind", "Value"]
    sheet.append([])
    sheet.append(headings)
    sheet.append(["draft", "007", "s-001", "12,5", "e", "c", "s", "actual", 3])
    sheet.append(["draft", None, "s-002", "=2*42", "e", "c", "s", "actual", None, None, "stray"])
    sheet["D4"].comment = Comment("see page 3", "anna")
    scratch = book.create_sheet("Scratch")
    scratch["B2"] = "=SUM(1,2)"
    scratch["C3"] = "mine"
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    tables = {name: records for name, records in CLEAN.items() if name != "facts"}
    root = make_dossier(tmp_path / "d", tables)
    analysts_workbook(root / "facts" / "facts.xlsx")
    return root


def cells(path: Path) -> dict[str, dict[str, str]]:
    """The facts by id: what stands in each filled cell."""
    records = records_of(read(path, path.name), SCHEMAS)
    return {
        one.cells["id"].raw: {name: cell.raw for name, cell in one.cells.items()}
        for one in records
        if one.type == "facts"
    }


def test_all_that_was_typed_is_in_the_new_workbook(dossier: Path) -> None:
    told = upgraded(dossier / "facts" / "facts.xlsx", dossier / "new.xlsx", in_place=False)
    made = cells(dossier / "new.xlsx")
    assert made["s-001"] == {
        "status": "draft",
        "My own": "007",
        "id": "s-001",
        "value": "12,5",
        "entity": "e",
        "concept": "c",
        "source": "s",
        "kind": "actual",
        "Value (2)": "3",
    }
    assert made["s-002"]["value"] == "=2*42" and made["s-002"]["No heading (K)"] == "stray"
    book = openpyxl.load_workbook(dossier / "new.xlsx")
    assert book["Scratch"]["C3"].value == "mine"
    notes = [c.comment.text for row in book["Facts"]["2:3"] for c in row if c.comment]
    assert notes == ["see page 3"]
    kept = {tuple(cell.value for cell in row) for row in book["Kept"].iter_rows(min_row=2)}
    file = "facts/facts.xlsx"
    assert (file, "Facts", "A1", "above the headings", "Our facts, confidential") in kept
    assert (file, "Facts", "D5", "formula", "=2*42") in kept
    assert (file, "Scratch", "B2", "formula", "=SUM(1,2)") in kept
    said = "\n".join(told)
    assert "Facts: kept at the right, not checked: My own, Value (2), No heading (K)" in said
    assert "sheet 'Scratch' is carried over as values" in said and "new columns Quote" in said


def test_what_is_kept_is_kept_again(dossier: Path) -> None:
    upgraded(dossier / "facts" / "facts.xlsx", dossier / "one.xlsx", in_place=False)
    upgraded(dossier / "one.xlsx", dossier / "two.xlsx", in_place=False)
    one, two = (openpyxl.load_workbook(dossier / f"{n}.xlsx") for n in ("one", "two"))
    assert list(one["Kept"].values) == list(two["Kept"].values)
    assert cells(dossier / "one.xlsx") == cells(dossier / "two.xlsx")
    assert one.sheetnames == two.sheetnames


def test_in_place_keeps_a_backup_and_the_base_and_then_there_is_nothing_to_do(
    dossier: Path,
) -> None:
    path = dossier / "facts" / "facts.xlsx"
    before, was = path.read_bytes(), cells(path)
    upgraded(path, None, in_place=True)
    assert path.with_name("facts.xlsx.bak").read_bytes() == before
    now = cells(path)
    assert all(set(one.values()) <= set(now[id].values()) for id, one in was.items())
    stamp = read_stamp(Package.open(path))
    assert stamp is not None
    kept = load_base(find_dossier(dossier), stamp.base)
    assert kept is not None and kept.records == records_of(read(path, "f"), SCHEMAS)
    assert upgraded(path, None, in_place=True) == [f"{path} is up to date"]


def test_nothing_is_written_where_nobody_said_where(dossier: Path) -> None:
    before = sorted((p, p.stat().st_mtime_ns) for p in dossier.rglob("*"))
    told = upgraded(dossier / "facts" / "facts.xlsx", None, in_place=False)
    assert told[-1] == "Nothing is written without -o FILE or --in-place."
    assert before == sorted((p, p.stat().st_mtime_ns) for p in dossier.rglob("*"))


def test_an_open_or_standing_file_is_left_alone(dossier: Path) -> None:
    path = dossier / "facts" / "facts.xlsx"
    with pytest.raises(FactpackError, match="is there already"):
        upgraded(path, path, in_place=False)
    path.with_name("~$facts.xlsx").write_bytes(b"")
    before = path.read_bytes()
    with pytest.raises(FactpackError, match="open in Excel"):
        upgraded(path, None, in_place=True)
    assert path.read_bytes() == before


def test_facts_of_several_files_come_together(tmp_path: Path) -> None:
    root = make_dossier(tmp_path, CLEAN)
    (root / "facts" / "facts-b.csv").write_text(
        "id,value,unit,period_end,entity,concept,source,kind,status,tags\n"
        'f2,1.234,USD,2025-09-12,e,c,s,actual,draft,"a;b"\n',
        encoding="utf-8",
    )
    before = open_dossier(root).sql("select * exclude (_row) from facts order by id").rows
    told = written(find_dossier(root), None, in_place=False)
    assert "in place of facts/concepts.jsonl" in told[-1]
    made = root / "facts.xlsx"
    for path in (root / "facts").iterdir():
        path.unlink()
    made.rename(root / "facts" / "facts.xlsx")
    assert open_dossier(root).sql("select * exclude (_row) from facts order by id").rows == before
    assert open_dossier(root).findings() == []


def test_a_dossier_without_facts_gets_its_first_workbook(tmp_path: Path) -> None:
    root = make_dossier(tmp_path, {})
    written(find_dossier(root), None, in_place=False)
    assert [path.name for path in (root / "facts").iterdir()] == ["facts.xlsx"]


def stamped(data: bytes, stamp: Stamp) -> bytes:
    """The same workbook with another stamp."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    book.custom_doc_props["factpack"].value = str(stamp)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("version", "schemas", "says"),
    [(2, None, None), (1, None, "earlier"), (2, "0" * 12, "earlier"), (3, None, "newer")],
)
def test_the_check_says_when_a_workbook_is_of_another_time(
    version: int, schemas: str | None, says: str | None, tmp_path: Path
) -> None:
    root = make_dossier(tmp_path, {name: CLEAN[name] for name in CLEAN if name != "facts"})
    data = make_workbook(SCHEMAS, of_values({"facts": CLEAN["facts"]}, SCHEMAS), {})
    stamp = read_stamp(Package.open(data))
    assert stamp is not None
    path = root / "facts" / "facts.xlsx"
    path.write_bytes(stamped(data, Stamp(version, schemas or stamp.schemas, stamp.base)))
    found = [one for one in open_dossier(root).findings() if one.code == "SHT010"]
    assert [(one.severity, one.file) for one in found] == (
        [("note", "facts/facts.xlsx")] if says else []
    )
    assert all(says and says in one.message for one in found)


def renamed(schemas: Schemas, key: str, title: str) -> Schemas:
    """Schemas in which a field of the facts is called otherwise, and once was what it is now."""
    facts = schemas.types["facts"]
    fields = tuple(
        replace(f, title=title, formerly=(f.title,)) if f.key == key else f for f in facts.fields
    )
    return replace(schemas, types=dict(schemas.types) | {"facts": replace(facts, fields=fields)})


def test_a_field_that_has_a_new_name_is_known_by_its_old_one(tmp_path: Path) -> None:
    made: list[dict[str, Any]] = [{"id": "f1", "attributed_to": "Eddie Wu"}]
    path = tmp_path / "facts.xlsx"
    path.write_bytes(make_workbook(SCHEMAS, of_values({"facts": made}, SCHEMAS), {}))
    now = renamed(SCHEMAS, "attributed_to", "Said by")
    book = workbook_of(find_dossier(path), [path], now)
    assert "Facts: 'Speaker' is now called 'Said by'" in book.told and not book.current
    assert book.records[0].cells["attributed_to"].raw == "Eddie Wu"


def test_a_stamp_is_read_as_it_is_written_and_nothing_else_is() -> None:
    stamp = Stamp(2, "abc", "0123")
    assert parse_stamp(str(stamp)) == stamp
    assert [parse_stamp(text) for text in ("", "layout=2", f"{stamp} more")] == [None] * 3
    later = stamp
    for number in range(40):
        later = later.renewed(f"{number:016x}")
        assert parse_stamp(str(later)) == later
    assert later.base == f"{39:016x}" and later.earlier[:2] == (f"{38:016x}", f"{37:016x}")
    assert later.earlier[-1] == "0123" and len(str(later)) < 255


def test_a_cloned_row_and_a_new_one_have_no_key(tmp_path: Path) -> None:
    path = tmp_path / "facts.xlsx"
    path.write_bytes(make_workbook(SCHEMAS, of_values({"facts": CLEAN["facts"]}, SCHEMAS), {}))
    book = openpyxl.load_workbook(path)
    sheet = book["Facts"]
    for column in range(1, sheet.max_column + 1):
        sheet.cell(3, column, sheet.cell(2, column).value)
    sheet["A4"] = "new"
    book.save(path)
    keys = [one.key for one in records_of(read(path, "f"), SCHEMAS)]
    assert keys[0] and keys[1:] == ["", ""]


def test_the_command_says_what_it_did(dossier: Path) -> None:
    def run(*words: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "toolkit", "workbook", *map(str, words)]
        return subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60)

    done = run(dossier, "-o", dossier / "new.xlsx")
    assert done.returncode == 0 and "new.xlsx holds 2 Facts, 1 Sources" in done.stdout
    assert run(dossier, "-o", dossier / "new.xlsx").returncode == 2
    assert run(dossier, "-o", dossier / "x.xlsx", "--in-place").returncode == 2


def restyled(path: Path) -> None:
    """What an analyst does to the look of a workbook of factpack's, as openpyxl saves it."""
    book = openpyxl.load_workbook(path)
    sheet = book["Facts"]
    columns = {cell.value.rstrip(" *"): cell.column_letter for cell in sheet[1]}
    value, quote = columns["Value"], columns["Quote"]
    sheet[f"{value}2"].number_format = "#,##0.00"
    sheet[f"{quote}2"].fill = PatternFill("solid", fgColor="FFFFC000")
    sheet[f"{quote}3"].font = Font(b=True, color="FFC00000")
    sheet[f"{value}3"].number_format = "0.0%"  # typed so, 0.84 is 84 percent
    sheet[f"{value}3"] = 0.84
    sheet.column_dimensions[quote].width = 91
    sheet.column_dimensions[columns["Note"]].hidden = False
    sheet.freeze_panes = f"{columns['Value']}2"
    only = FilterColumn(colId=sheet[f"{columns['Unit']}1"].column - 1)
    only.filters = Filters(filter=["USD"])
    sheet.tables["Facts"].autoFilter.filterColumn.append(only)
    sheet.row_dimensions[3].hidden = True
    book.save(path)


def test_what_analysts_set_on_their_workbook_is_set_on_the_new_one(tmp_path: Path) -> None:
    facts = [
        {"id": "f1", "quote": "one", "value": 1250, "unit": "USD"},
        {"id": "f2", "quote": "two", "value": 2, "unit": "percent"},
    ]
    path = tmp_path / "facts.xlsx"
    path.write_bytes(make_workbook(SCHEMAS, of_values({"facts": facts}, SCHEMAS), {}))
    restyled(path)
    made = workbook_of(find_dossier(path), [path], renamed(SCHEMAS, "attributed_to", "Said by"))
    sheet = openpyxl.load_workbook(io.BytesIO(made.data))["Facts"]
    columns = {cell.value.rstrip(" *"): cell.column_letter for cell in sheet[1]}
    value, quote = columns["Value"], columns["Quote"]
    assert sheet[f"{value}2"].number_format == "#,##0.00"
    assert (
        sheet[f"{quote}2"].fill.fgColor.rgb == "FFFFC000" and not sheet[f"{quote}3"].fill.fill_type
    )
    assert sheet[f"{quote}3"].font.b and sheet[f"{quote}3"].font.color.rgb == "FFC00000"
    assert (sheet[f"{value}3"].value, sheet[f"{value}3"].number_format[:4]) == (84, "[>=1")
    widths = sheet.column_dimensions
    assert widths[quote].width == 91 and not widths[columns["Note"]].hidden
    assert widths[columns["Tags"]].hidden
    assert sheet.freeze_panes == f"{value}2"
    (kept,) = sheet.tables["Facts"].autoFilter.filterColumn
    assert kept.filters.filter == ["USD"]
    assert sheet.cell(1, kept.colId + 1).value.rstrip(" *") == "Unit"
    assert [sheet.row_dimensions[row].hidden for row in (2, 3, 4)] == [False, True, False]
    assert any(
        line.startswith("taken along: fills, fonts and number formats of 3") for line in made.told
    )


def test_an_upgraded_workbook_still_shares_its_bases_with_the_copies_made_before(
    tmp_path: Path,
) -> None:
    """One person's copy is of before; what either did since is merged, and nothing comes twice."""
    root = make_dossier(tmp_path / "d", {name: CLEAN[name] for name in CLEAN if name != "facts"})
    facts = [{"id": "f1", "quote": "one", "value": 1}, {"id": "f2", "quote": "two", "value": 2}]
    mine, other = root / "facts" / "facts.xlsx", tmp_path / "other.xlsx"
    data = make_workbook(SCHEMAS, of_values({"facts": facts}, SCHEMAS), {})
    stamp = read_stamp(Package.open(data))
    assert stamp is not None
    mine.write_bytes(data)
    dossier = find_dossier(root)
    assert keep_base(dossier, records_of(read(mine, "f"), SCHEMAS)) == stamp.base
    other.write_bytes(data)
    typed(other, "Note", 2, "theirs")
    typed(mine, "Unit", 2, "EUR")
    typed(mine, "Fact", 3, "f2-renamed")
    mine.write_bytes(stamped(mine.read_bytes(), stamp._replace(schemas="0" * 12)))
    keys = [one.key for one in records_of(read(mine, "f"), SCHEMAS)]

    upgraded(mine, None, in_place=True)
    later = read_stamp(Package.open(mine))
    assert later is not None and later.earlier == (stamp.base,) and later.base != stamp.base
    assert [one.key for one in records_of(read(mine, "f"), SCHEMAS)] == keys
    kept = load_base(dossier, later.base)
    assert kept is not None and kept.records == records_of(read(mine, "f"), SCHEMAS)

    done = merge_files(mine, other, None, in_place=True)
    assert done.base.how == "base: what the workbooks were made from"
    assert not done.merge.conflicts
    assert cells(mine) == {
        "f1": {"id": "f1", "quote": "one", "value": "1", "unit": "EUR", "note": "theirs"},
        "f2-renamed": {"id": "f2-renamed", "quote": "two", "value": "2"},
    }


def typed(path: Path, heading: str, row: int, text: str) -> None:
    """Put a text into a cell of the facts."""
    book = openpyxl.load_workbook(path)
    sheet = book["Facts"]
    column = next(cell.column for cell in sheet[1] if cell.value.rstrip(" *") == heading)
    sheet.cell(row, column, text)
    book.save(path)
