"""Offsets and hashes filled in in place: in which files, what stays, and when nothing is done."""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
import json
import re
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from made.command import run
from made.dossiers import make_dossier

from toolkit import open_dossier
from toolkit.annotating import locking
from toolkit.annotating.fills import Fill
from toolkit.blanks import fill_csv, fill_jsonl
from toolkit.disk import inplace
from toolkit.errors import FactpackError, UnreadableDossier
from toolkit.ooxml.container.package import Package
from toolkit.readers import read

TEXT = "Am Freitag stieg Alibaba um 5,9 %.\nBaidu stieg um 8,5 %, so der Text.\n"
HASH = hashlib.sha256(TEXT.encode()).hexdigest()
SOURCE = {"id": "s", "title": "A note", "language": "de", "file": "s.md"}
HEADINGS = ("Fact", "Quote", "Source", "Starts at", "Ends at", "Note")
ROWS: Sequence[tuple[Any, ...]] = (
    ("f1", "stieg Alibaba um 5,9 %", "s", None, None, "one"),
    ("f2", "stieg", "s", None, None, "in two places"),
    ("f3", "Baidu", "s", 35, None, "half given"),
    ("f4", "Baidu", "s", 35, 40, "given"),
    ("f5", "fiel", "s", None, None, "not there"),
)
FILLED = {("f1", "Starts at"): 11, ("f1", "Ends at"): 33, ("f3", "Ends at"): 40}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A dossier without facts, its source given with its hash."""
    made = make_dossier(tmp_path / "d", {"sources": [SOURCE | {"sha256": HASH}]})
    (made / "sources" / "s.md").write_text(TEXT, encoding="utf-8", newline="")
    return made


def lock(path: Path) -> locking.Outcome:
    return locking.lock_in_place(open_dossier(path))


def files(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def records(path: Path) -> dict[tuple[str, str], str]:
    """Every cell that is not blank, by the record's first cell and the heading."""
    found = {}
    for grid in read(path, path.name):
        head, *rows = grid.rows
        for row in rows:
            for number, cell in row.cells.items():
                found[row.cells[1].raw, head.cells[number].raw] = cell.raw
    return found


def with_filled(before: Mapping[tuple[str, str], str]) -> dict[tuple[str, str], str]:
    return {**before, **{at: str(value) for at, value in FILLED.items()}}


# -- workbooks -------------------------------------------------------------------------------------


def by_openpyxl(path: Path) -> None:
    from openpyxl.chart import BarChart, Reference
    from openpyxl.comments import Comment

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Facts"
    for row in (HEADINGS, *ROWS):
        sheet.append(row)
    sheet["D2"].comment = Comment("to be filled in", "Anna")
    sheet["E2"].fill = openpyxl.styles.PatternFill("solid", fgColor="FFFF00")
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=4, min_row=1, max_row=6))
    sheet.add_chart(chart, "H1")
    book.create_sheet("Guide")["A1"] = "=Facts!D2"
    book.save(path)


def by_xlsxwriter(path: Path) -> None:
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Facts")
    yellow = book.add_format({"bg_color": "yellow"})
    for number, row in enumerate((HEADINGS, *ROWS)):
        for column, value in enumerate(row):
            sheet.write(number, column, value, yellow if value is None and number < 3 else None)
    sheet.add_table(0, 0, 5, 5, {"columns": [{"header": name} for name in HEADINGS]})
    sheet.write_comment("D2", "to be filled in")
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "=Facts!$D$2:$D$6"})
    sheet.insert_chart("H1", chart)
    book.close()


@pytest.mark.parametrize("make", [by_openpyxl, by_xlsxwriter])
def test_a_workbook_is_filled_in_and_keeps_all_else(
    make: Callable[[Path], None], root: Path
) -> None:
    path = root / "facts" / "facts.xlsx"
    make(path)
    before, old = records(path), Package.open(path.read_bytes())
    bytes_before = path.read_bytes()
    outcome = lock(root)
    assert [(one.file, one.backup) for one in outcome.written] == [
        ("facts/facts.xlsx", "facts/facts.xlsx.bak")
    ]
    assert not outcome.unfilled and not outcome.untouched
    assert outcome.left_alone == 2
    assert outcome.written[0].recalculate == (make is by_openpyxl)
    assert records(path) == with_filled(before)
    new = Package.open(path)
    changed = [name for name in old.names if old.read(name) != new.read(name)]
    assert new.names == old.names
    assert changed == ["xl/worksheets/sheet1.xml"]
    assert path.with_name("facts.xlsx.bak").read_bytes() == bytes_before
    for cell, value in (("D2", 11), ("E2", 33), ("E4", 40)):
        assert openpyxl.load_workbook(path)["Facts"][cell].value == value
    styled = openpyxl.load_workbook(path)["Facts"]["E2"]
    assert styled.fill.fgColor.rgb == "00FFFF00" or styled.fill.fgColor.rgb == "FFFFFF00"


@pytest.mark.parametrize("make", [by_openpyxl, by_xlsxwriter])
def test_a_second_run_fills_in_nothing(make: Callable[[Path], None], root: Path) -> None:
    make(root / "facts" / "facts.xlsx")
    lock(root)
    after = files(root)
    again = lock(root)
    assert (again.written, again.unfilled, again.untouched) == ((), (), ())
    assert files(root) == after


def test_the_example_with_its_offsets_taken_out_gets_the_same_ones_back(tmp_path: Path) -> None:
    example = Path(__file__).parents[2] / "examples" / "alibaba-ai"
    root = tmp_path / "d"
    shutil.copytree(example, root)
    path = root / "facts" / "facts.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book["Facts"]
    taken = {}
    columns = [c.column for c in sheet[1] if c.value in ("Starts at", "Ends at")]
    assert len(columns) == 2
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            if cell.column in columns and cell.value is not None:
                taken[cell.coordinate] = cell.value
                cell.value = None
    book.save(path)
    outcome = lock(root)
    filled = {fill.cell: fill.value for one in outcome.written for fill in one.fills}
    assert len(filled) > 200
    assert filled == {cell: taken[cell] for cell in filled}


def test_a_missing_column_is_asked_for(root: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Facts"
    for row in (HEADINGS, *ROWS):
        book.active.append([*row[:3], *row[4:]])
    book.save(root / "facts" / "facts.xlsx")
    done = run("lock-quotes", root, "--in-place")
    assert done.returncode == 0
    asked = "not filled in: add a column headed 'Starts at' first\n"
    assert f"facts/facts.xlsx Facts: 3 blank cells {asked}" in done.stdout
    assert {one.fill.field for one in lock(root).unfilled} == {"char_start"}


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda s: setattr(s["D2"], "number_format", "yyyy-mm-dd"), "D2 is formatted to show"),
        (lambda s: s.merge_cells("C2:D2"), "D2 is part of the merged cells C2:D2"),
        (lambda s: setattr(s["D2"], "value", " "), "D2 is not blank: it holds a"),
    ],
)
def test_a_cell_that_is_in_the_way_is_told_and_the_others_are_filled_in(
    spoil: Callable[[Any], None], says: str, root: Path
) -> None:
    path = root / "facts" / "facts.xlsx"
    by_openpyxl(path)
    book = openpyxl.load_workbook(path)
    spoil(book["Facts"])
    book.save(path)
    outcome = lock(root)
    assert [one.why.startswith(says) for one in outcome.unfilled] == [True]
    assert [fill.cell for fill in outcome.written[0].fills] == ["E2", "E4"]


# -- CSV -------------------------------------------------------------------------------------------


def as_csv(separator: str, end: str, quote: Callable[[str], str] = str) -> str:
    def field(value: object) -> str:
        text = "" if value is None else str(value)
        if separator in text:
            return f'"{text}"'
        return quote(text)

    return "".join(separator.join(map(field, row)) + end for row in (HEADINGS, *ROWS))


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("codec", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("cp1252", b""),
    ],
)
@pytest.mark.parametrize("quoted", [False, True])
def test_a_csv_keeps_every_other_byte(
    separator: str, end: str, codec: str, mark: bytes, quoted: bool, root: Path
) -> None:
    quote = (lambda text: f'"{text}"') if quoted else str
    text = as_csv(separator, end, quote).replace("in two places", "für zwei\u20ac")
    path = root / "facts" / "facts.csv"
    path.write_bytes(mark + text.encode(codec))
    lock(root)
    expected = text
    for old, new in (
        (("s", "", "", "one"), ("s", "11", "33", "one")),
        (("35", "", "half given"), ("35", "40", "half given")),
    ):
        there = separator.join(map(quote, old))
        assert there in text
        expected = expected.replace(there, separator.join(map(quote, new)))
    assert path.read_bytes() == mark + expected.encode(codec)
    assert path.with_name("facts.csv.bak").read_bytes() == mark + text.encode(codec)


def test_a_first_line_that_names_the_separator_stays(root: Path) -> None:
    path = root / "facts" / "facts.csv"
    path.write_text("sep=;\n" + as_csv(";", "\n"), encoding="utf-8", newline="")
    lock(root)
    assert path.read_text(encoding="utf-8").startswith("sep=;\nFact;Quote;")
    assert records(path)["f1", "Starts at"] == "11"


def test_separators_that_excel_left_out_are_written_for_the_whole_block(root: Path) -> None:
    head = "Fact,Quote,Source,Starts at,Ends at\n"
    first = "".join(f"a{n},fiel,s,,\n" for n in range(15))
    second = "f1,Baidu,s\n" + "".join(f"b{n},fiel,s\n" for n in range(15))
    third = "c1,fiel,s\nc2,fiel,s\n"
    path = root / "facts" / "facts.csv"
    path.write_text(head + first + second + third, encoding="utf-8", newline="")
    outcome = lock(root)
    assert not outcome.unfilled and not outcome.untouched
    full = "f1,Baidu,s,35,40\n" + "".join(f"b{n},fiel,s,,\n" for n in range(15))
    assert path.read_text(encoding="utf-8") == head + first + full + third
    assert not [f for f in open_dossier(root).findings() if f.code == "CSV001"]


def test_a_row_that_lost_a_separator_is_not_filled_in(root: Path) -> None:
    path = root / "facts" / "facts.csv"
    text = as_csv(",", "\n").replace("s,,,one", "s,,one")
    path.write_text(text, encoding="utf-8", newline="")
    outcome = lock(root)
    assert {one.why for one in outcome.unfilled} <= {
        "line 2 has not as many cells as the headings",
    }
    assert [fill.record for one in outcome.written for fill in one.fills] == ["f3"]


def test_a_csv_field_over_several_lines_moves_no_other(root: Path) -> None:
    path = root / "facts" / "facts.csv"
    text = as_csv(",", "\r\n").replace("in two places", '"in\r\ntwo, ""places""\n"')
    path.write_text(text, encoding="utf-8", newline="")
    before = records(path)
    lock(root)
    assert records(path) == with_filled(before)


def test_a_lone_quote_is_no_blank() -> None:
    made = fill_csv(b'a,b\n1,""""\n', "x.csv", 1, {"b": 2}, {(2, "b"): 5})
    assert made.data == b'a,b\n1,""""\n'
    assert made.refused == {(2, "b"): "its cell is not blank: it holds '\"'"}


def test_what_an_encoding_cannot_hold_is_refused() -> None:
    with pytest.raises(FactpackError, match="CP1252"):
        fill_csv("a;b\nf\xfcr;\n".encode("cp1252"), "x.csv", 1, {"b": 2}, {(2, "b"): "元"})


_FIELDS = st.text(st.sampled_from('a;," \r\n\u00fc\u5143'), max_size=6)


@settings(max_examples=200, deadline=None)
@given(rows=st.lists(st.lists(_FIELDS, min_size=3, max_size=3), min_size=1, max_size=6),
       end=st.sampled_from(["\n", "\r\n"]), value=st.integers(0, 10**6))  # fmt: skip
def test_any_blank_csv_field_reads_back_as_filled_in(
    rows: list[list[str]], end: str, value: int
) -> None:
    def written(field: str) -> str:
        bare = re.search('[,"\r\n]', field) is None
        return field if bare else '"' + field.replace('"', '""') + '"'

    lines, line = [], 2
    for row in rows:
        lines.append(line)
        line += sum(len(re.findall("\r\n|\r|\n", field)) for field in row) + 1
    table = [["a", "b", "c"], *rows]
    data = "".join(",".join(map(written, row)) + end for row in table).encode()
    wanted = {
        (lines[n], "abc"[c]): value
        for n, row in enumerate(rows)
        for c, field in enumerate(row)
        if not field.strip()
    }
    made = fill_csv(data, "x.csv", 1, {"a": 1, "b": 2, "c": 3}, wanted)
    assert not made.refused
    found = list(csv.reader(io.StringIO(made.data.decode(), newline="")))
    expected = [[field if field.strip() else str(value) for field in row] for row in rows]
    assert found == [["a", "b", "c"], *expected]


# -- JSON lines ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('{"id": "f"}', '{"id": "f", "n": 7}'),
        ('{"id":"f"}', '{"id":"f","n":7}'),
        ('{"id" : "f" , "x" : [1, {"n": 2}] }', '{"id" : "f" , "x" : [1, {"n": 2}] , "n" : 7 }'),
        ('{"n": null, "id": "f"}', '{"n": 7, "id": "f"}'),
        ('{"id": "f", "n": ""}\r', '{"id": "f", "n": 7}\r'),
        ('  {"id": "} \\" {", "n": "  "}  ', '  {"id": "} \\" {", "n": 7}  '),
        ("{}", '{"n": 7}'),
        ('{"id": "für 元"}', '{"id": "für 元", "n": 7}'),
        ('{"v": 1.50e3}', '{"v": 1.50e3, "n": 7}'),
    ],
)
def test_a_key_is_filled_in_or_added_at_the_end(line: str, expected: str) -> None:
    data = codecs.BOM_UTF8 + f'{{"a": 1}}\n\n{line}\n{{"b": 2}}'.encode()
    made = fill_jsonl(data, {"n": "n"}, {(3, "n"): 7})
    assert not made.refused
    assert made.data == codecs.BOM_UTF8 + f'{{"a": 1}}\n\n{expected}\n{{"b": 2}}'.encode()


def test_a_key_that_holds_something_is_never_overwritten() -> None:
    data = b'{"n": 0}\n{"n": "x"}\n{"n": []}\n{"n": false}'
    made = fill_jsonl(data, {"n": "n"}, {(line, "n"): 7 for line in (1, 2, 3, 4)})
    assert made.data == data
    assert next(iter(made.refused.values())) == "'n' is not blank: it holds 0"
    assert len(made.refused) == 4


def test_json_lines_get_offsets_and_hashes_under_the_names_they_use(root: Path) -> None:
    facts = root / "facts" / "facts.jsonl"
    text = (
        '{"id": "f1", "source": "s", "quote": "Baidu", "Starts at": null}\n'
        '{"id": "f2", "source": "s", "quote": "5,9 %", "note": "ü"}\n'
    )
    facts.write_text(text, encoding="utf-8", newline="")
    sources = root / "facts" / "sources.jsonl"
    sources.write_text(json.dumps(SOURCE) + "\n", encoding="utf-8", newline="")
    outcome = lock(root)
    assert not outcome.unfilled and not outcome.untouched
    assert facts.read_text(encoding="utf-8") == (
        '{"id": "f1", "source": "s", "quote": "Baidu", "Starts at": 35, "char_end": 40}\n'
        '{"id": "f2", "source": "s", "quote": "5,9 %", "note": "ü", "Starts at": 28,'
        ' "char_end": 33}\n'
    )
    assert json.loads(sources.read_text(encoding="utf-8")) == SOURCE | {"sha256": HASH}
    assert not lock(root).written


# -- files that are left as they were --------------------------------------------------------------


@pytest.fixture
def ready(root: Path) -> Path:
    by_openpyxl(root / "facts" / "facts.xlsx")
    return root


@pytest.mark.parametrize(
    ("lock_name", "program"),
    [("~$facts.xlsx", "Excel"), ("~$FACTS.XLSX", "Excel"), (".~lock.facts.xlsx#", "LibreOffice")],
)
def test_a_file_that_is_open_is_left_as_it_was(ready: Path, lock_name: str, program: str) -> None:
    (ready / "facts" / lock_name).write_bytes(b"Anna")
    before = files(ready)
    done = run("lock-quotes", ready, "--in-place")
    assert done.returncode == 2
    assert f"facts/facts.xlsx left as it was: it is open in {program}" in done.stdout
    assert f"delete {lock_name}" in done.stdout
    assert files(ready) == before


@pytest.mark.parametrize("what", ["facts/facts.xlsx", "sources/s.md"])
def test_nothing_is_written_once_a_file_changed_since_it_was_read(
    ready: Path, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    given_fills = locking.fills

    def meanwhile(database: Any) -> list[Fill]:
        with (ready / what).open("ab") as file:
            file.write(b" ")
        return given_fills(database)

    monkeypatch.setattr(locking, "fills", meanwhile)
    before = (ready / "facts" / "facts.xlsx").read_bytes()
    outcome = lock(ready)
    assert not outcome.written
    assert "has changed since it was read" in outcome.untouched[0].why
    assert (ready / "facts" / "facts.xlsx").read_bytes().startswith(before)
    assert not list(ready.rglob("*.bak"))


def test_a_file_that_changed_before_the_fills_were_asked_for_is_seen_by_its_cells(
    ready: Path,
) -> None:
    opened = open_dossier(ready)
    assert opened.findings() is not None
    book = openpyxl.load_workbook(ready / "facts" / "facts.xlsx")
    book["Facts"].delete_rows(2)
    book.save(ready / "facts" / "facts.xlsx")
    before = files(ready)
    assert "has changed since" in locking.lock_in_place(opened).untouched[0].why
    assert files(ready) == before


def test_a_save_at_the_last_moment_is_not_overwritten(
    ready: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = ready / "facts" / "facts.xlsx"
    backed_up = inplace._backed_up

    def meanwhile(path: Path, data: bytes) -> Path:
        made = backed_up(path, data)
        path.write_bytes(b"saved by someone else")
        return made

    monkeypatch.setattr(inplace, "_backed_up", meanwhile)
    assert "has changed since" in lock(ready).untouched[0].why
    assert path.read_bytes() == b"saved by someone else"
    assert sorted(p.name for p in path.parent.iterdir()) == ["facts.xlsx", "sources.jsonl"]


def test_bytes_that_do_not_read_back_as_meant_are_not_kept(
    ready: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from toolkit.ooxml.editing.cells import SheetCells

    filled = SheetCells.filled
    monkeypatch.setattr(
        SheetCells, "filled", lambda self, values: filled(self, {**values, "Z40": 1})
    )
    before = files(ready)
    outcome = lock(ready)
    assert "1 of its cells would not read back as meant" in outcome.untouched[0].why
    assert files(ready) == before


def test_a_program_that_holds_the_file_leaves_no_backup_behind(
    ready: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def held(self: Path, target: object) -> None:
        raise PermissionError(13, "held")

    monkeypatch.setattr(Path, "replace", held)
    before = files(ready)
    assert "another program holds it open" in lock(ready).untouched[0].why
    assert files(ready) == before


def test_a_read_only_file_and_a_link_are_left_alone(ready: Path) -> None:
    path = ready / "facts" / "facts.xlsx"
    path.chmod(0o444)
    assert "read-only" in lock(ready).untouched[0].why
    path.chmod(0o644)
    path.rename(ready / "elsewhere.xlsx")
    path.symlink_to(ready / "elsewhere.xlsx")
    before = files(ready)
    with pytest.raises(UnreadableDossier, match="it is a link"):
        lock(ready)
    assert files(ready) == before


def test_an_older_backup_is_never_written_over(ready: Path) -> None:
    facts = ready / "facts"
    (facts / "facts.xlsx.bak").write_bytes(b"older")
    (facts / "facts.xlsx.bak2").write_bytes(b"old")
    before = (facts / "facts.xlsx").read_bytes()
    assert lock(ready).written[0].backup == "facts/facts.xlsx.bak3"
    assert (facts / "facts.xlsx.bak").read_bytes() == b"older"
    assert (facts / "facts.xlsx.bak2").read_bytes() == b"old"
    assert (facts / "facts.xlsx.bak3").read_bytes() == before


def test_a_signed_workbook_is_left_alone(ready: Path) -> None:
    path = ready / "facts" / "facts.xlsx"
    package = Package.open(path.read_bytes())
    path.write_bytes(package.to_bytes({"_xmlsignatures/sig1.xml": b"<Signature/>"}))
    assert "digitally signed" in lock(ready).untouched[0].why


def test_one_file_asked_about_is_the_only_one_written(ready: Path) -> None:
    sources = ready / "facts" / "sources.jsonl"
    sources.write_text(json.dumps(SOURCE) + "\n", encoding="utf-8", newline="")
    before = sources.read_bytes()
    outcome = lock(ready / "facts" / "facts.xlsx")
    assert [one.file for one in outcome.written] == ["facts/facts.xlsx"]
    assert sources.read_bytes() == before


def test_a_locked_file_does_not_keep_another_from_being_filled_in(ready: Path) -> None:
    (ready / "facts" / "~$facts.xlsx").write_bytes(b"Anna")
    sources = ready / "facts" / "sources.jsonl"
    sources.write_text(json.dumps(SOURCE) + "\n", encoding="utf-8", newline="")
    done = run("lock-quotes", ready, "--in-place", "--format", "json")
    told = json.loads(done.stdout)
    assert done.returncode == 2
    assert [one["file"] for one in told["written"]] == ["facts/sources.jsonl"]
    assert [one["file"] for one in told["untouched"]] == ["facts/facts.xlsx"]


def test_the_command_tells_what_it_filled_in(ready: Path) -> None:
    done = run("lock-quotes", ready, "--in-place")
    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        "facts/facts.xlsx Facts!D2  f1  char_start = 11",
        "facts/facts.xlsx Facts!E2  f1  char_end = 33",
        "facts/facts.xlsx Facts!E4  f3  char_end = 40",
        "facts/facts.xlsx: 3 blank cells filled in; before: facts/facts.xlsx.bak",
        "facts/facts.xlsx: press Ctrl+Alt+F9 once in Excel, and its formulas see what is new",
        "2 quotes left alone: not found in one place; factpack check says why",
    ]
    again = run("lock-quotes", ready, "--in-place")
    assert again.returncode == 0
    assert again.stdout.startswith("no blank cell to fill in; nothing was written\n")
