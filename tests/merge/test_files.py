"""Merging files as two analysts have them: CSV, JSON lines and workbooks, in and out."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import subprocess
import sys
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from merge.merged_files import BASE, ROWS, cells, choose, put, run, three, workbook, write

import toolkit
from toolkit.cli.diff import command as diff_command


def test_edits_of_different_fields_of_one_record_merge_and_all_else_stays(tmp_path: Path) -> None:
    base, ours, theirs = write(
        tmp_path,
        base=BASE,
        ours=BASE.replace("actual,n1", "forecast,n1"),
        theirs=BASE.replace("1000000", "1.0e6".replace("1.0e6", "1500000")).replace("n2", ""),
    )
    out = tmp_path / "facts.csv"
    assert run(ours, theirs, "--base", base, "-o", out).exit_code == 0
    expected = BASE.replace("actual,n1", "forecast,n1").replace("1000000", "1500000")
    assert out.read_bytes().decode() == expected.replace("n2", "")


def test_rows_are_deleted_added_and_columns_inserted_in_the_dialect_of_ours(tmp_path: Path) -> None:
    base, ours, theirs = write(
        tmp_path,
        base=BASE,
        ours=BASE.replace(",", ";").replace('"one; two"', '"one, two"'),
        theirs=(
            "Desk,Owner,Fact,Quote,Value,Kind,Note\r\n"
            + 'equities,eva,S-001,"one, two",1000000,actual,n1\r\n'
            + "credit,,S-003,four,3000000,plan,\r\n"
            + 'rates,,S-004,"five; six",0.5,plan,new\r\n'
        ),
    )
    out = tmp_path / "facts.csv"
    result = run(ours, theirs, "--base", base, "-o", out)
    assert result.exit_code == 0, result.output
    assert out.read_bytes().decode() == (
        "Fact;Quote;Value;Kind;Note;Desk;Owner\r\n"
        'S-001;"one, two";1000000;actual;n1;equities;eva\r\n'
        "S-003;four;3000000;plan;;credit;\r\n"
        'S-004;"five; six";0,5;plan;new;rates;\r\n'
    )


def test_a_conflict_leaves_every_file_as_it_was_and_waits_for_a_choice(tmp_path: Path) -> None:
    base, ours, theirs = write(
        tmp_path,
        base=BASE,
        ours=BASE.replace("2000000", "2100000"),
        theirs=BASE.replace("2000000", "2200000").replace("n1", "better"),
    )
    out = tmp_path / "facts.csv"
    result = run(ours, theirs, "--base", base, "-o", out)
    assert result.exit_code == 1
    assert "S-002 Value: OURS '2100000', THEIRS '2200000' (it was '2000000')" in result.output
    assert not out.exists()
    listed = tmp_path / "facts.conflicts.csv"
    assert run("--resolve", listed).exit_code == 1  # nothing is chosen
    assert not out.exists()
    text = listed.read_text(encoding="utf-8-sig")
    listed.write_text(text.replace('2200000,,,"', '2200000,theirs,,"'), encoding="utf-8")
    assert run("--resolve", listed).exit_code == 0
    expected = BASE.replace("2000000", "2200000").replace("n1", "better")
    assert out.read_bytes().decode() == expected


@pytest.mark.skipif(os.name == "nt", reason="long paths are a setting there")
def test_a_very_long_name_is_shortened_in_the_names_made_of_it(tmp_path: Path) -> None:
    name = "facts-" + "Ü" * 100 + "x" * 40
    theirs, base = write(tmp_path, theirs=BASE.replace("n1", "n8"), base=BASE)
    ours = tmp_path / f"{name}.csv"
    ours.write_bytes(BASE.encode())
    assert run(ours, theirs, "--base", base).exit_code == 0
    ours.write_bytes(BASE.replace("n1", "n7").encode())
    assert run(ours, theirs, "--base", base).exit_code == 1
    (listed,) = tmp_path.glob("*.conflicts.csv")
    assert listed.name.startswith(name[:100])
    text = listed.read_text(encoding="utf-8-sig")
    listed.write_text(text.replace("n8,,,", "n8,theirs,,"), encoding="utf-8")
    assert run("--resolve", listed).exit_code == 0
    merged = {path.read_bytes() for path in tmp_path.glob("*.merged*.csv")}
    assert merged == {theirs.read_bytes()}


def test_without_a_base_only_what_is_beyond_doubt_is_merged(tmp_path: Path) -> None:
    ours, theirs = write(
        tmp_path,
        ours=BASE,
        theirs=BASE.replace("1000000", '"1,000,000.0"').replace("n2", "n3") + "S-9,q,9,plan,,\r\n",
    )
    result = run(ours, theirs, "-o", tmp_path / "facts.csv")
    assert result.exit_code == 1
    assert "no base is given" in result.output
    assert "S-002 Note: OURS 'n2', THEIRS 'n3'" in result.output
    assert result.output.count("conflict: ") == 1
    waiting = (tmp_path / "facts.unfinished.csv").read_text(encoding="utf-8")
    assert waiting == BASE.replace("\r\n", "\n") + "S-9,q,9,plan,,\n"


def test_a_base_that_is_older_than_a_record_of_both_is_told(tmp_path: Path) -> None:
    new = "S-004,five,4000000,plan,n4,credit\r\n"
    base, ours, theirs = write(
        tmp_path, base=BASE, ours=BASE + new.replace("n4", ""), theirs=BASE + new
    )
    done = run(ours, theirs, "--base", base, "-o", tmp_path / "facts.csv")
    assert done.exit_code == 0
    assert "Facts S-004: the base has no such record, so it cannot be told who" in done.output
    again = run(theirs, ours, "--base", base, "-o", tmp_path / "other.csv")
    assert "the base has no such record" not in again.output


@pytest.mark.parametrize(
    ("count", "told"), [(1, "S-10: the"), (5, "S-14: the"), (6, "S-14 and 1 more: the")]
)
def test_of_records_that_were_filled_five_are_named(tmp_path: Path, count: int, told: str) -> None:
    new = [f"S-1{n},q{n},{n},plan,n,credit\r\n" for n in range(count)]
    base, ours, theirs = write(
        tmp_path,
        base=BASE,
        ours=BASE + "".join(new).replace("credit", ""),
        theirs=BASE + "".join(new),
    )
    done = run(ours, theirs, "--base", base, "-o", tmp_path / "facts.csv")
    assert done.exit_code == 0 and f"{told} base has no such record" in done.output


def test_json_lines_keep_their_spacing_and_get_their_new_values(tmp_path: Path) -> None:
    base = '{"id":"S-1","value":1.0,"tags":["a"]}\n{"id":"S-2","value":2}\n'
    sides = {
        "base": base,
        "ours": base.replace('"value":2', '"value":2,"note":"mine"'),
        "theirs": base.replace("1.0", "1.50").replace("]}", '],"kind":"plan"}')
        + '{"id":"S-3","value":3,"tags":["b","c"]}\n',
    }
    for name, text in sides.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "facts.jsonl").write_text(text, encoding="utf-8", newline="")
    files = [tmp_path / name / "facts.jsonl" for name in ("ours", "theirs", "base")]
    out = tmp_path / "facts.jsonl"
    assert run(*files[:2], "--base", files[2], "-o", out).exit_code == 0
    assert out.read_text(encoding="utf-8") == (
        '{"id":"S-1","value":1.50,"tags":["a"],"kind":"plan"}\n'
        '{"id":"S-2","value":2,"note":"mine"}\n'
        '{"id": "S-3", "value": 3, "tags": ["b", "c"]}\n'
    )


# -- workbooks -------------------------------------------------------------------------------------


def test_a_workbook_keeps_its_order_and_formats_and_grows_its_table(tmp_path: Path) -> None:
    def ours(book: Any) -> None:
        rows = [[cell.value for cell in row] for row in book["Facts"]["A2:G4"]]
        for number, row in enumerate(reversed(rows), 2):
            for column, value in enumerate(row, 1):
                book["Facts"].cell(number, column).value = value
        book["Facts"]["C2"].number_format, book["Facts"]["C4"].number_format = "0%", "General"

    def theirs(book: Any) -> None:
        book["Facts"]["D2"], book["Facts"]["F3"] = "plan", None
        book["Facts"].append(["S-004", "=1+1 said he", 4, "plan", None, "new", "rates"])
        book["Facts"]["A5"].data_type = "s"
        book["Facts"]["H1"], book["Facts"]["H4"] = "Owner", "eva"
        book.create_sheet("Scratch")["C7"] = "ask the desk"

    mine, other, base = three(tmp_path, ours, theirs)
    out = tmp_path / "out.xlsx"
    result = run(mine, other, "--base", base, "-o", out)
    assert result.exit_code == 0, result.output
    held = cells(out)
    assert [row[0] for row in held] == ["Fact", "S-003", "S-002", "S-001", "S-004"]
    assert held[3][3] == "plan" and held[2][5] is None
    assert held[0][7] == "Owner" and held[1][7] == "eva"
    book = openpyxl.load_workbook(out)
    assert book["Facts"].tables["Facts"].ref == "A1:H5"
    assert book["Facts"]["B2"].font.bold  # OURS' formats stay where they were
    assert ["Scratch", "C7", "ask the desk"] in cells(out, "Rescue")
    assert run(out, out, command=diff_command).exit_code == 0


def with_total_row(book: Any) -> None:
    """The Table ends with a total row, and a stray note stands beneath it."""
    sheet = book["Facts"]
    table = sheet.tables["Facts"]
    table.ref, table.totalsRowCount = "A1:G5", 1
    table._initialise_columns()
    for column, heading in zip(table.tableColumns, ROWS[0], strict=True):
        column.name = heading
    table.tableColumns[0].totalsRowLabel = "Total"
    table.tableColumns[2].totalsRowFunction = "sum"
    sheet["A5"], sheet["C5"] = "Total", "=SUBTOTAL(109,Facts[Value])"
    sheet["B8"] = "a quote typed beneath"


def test_added_rows_go_above_the_total_row_of_ours(tmp_path: Path) -> None:
    def ours(book: Any) -> None:
        with_total_row(book)
        book["Facts"]["F4"] = "mine"

    def theirs(book: Any) -> None:
        for row in (["S-004", "four", 4, "plan"], ["S-005", "five", 5, "plan"]):
            book["Facts"].append(row)
        book["Facts"]["F4"] = "theirs"

    mine, other, base = three(tmp_path, ours, theirs)
    out = tmp_path / "out.xlsx"
    assert run(mine, other, "--base", base, "-o", out).exit_code == 1
    choose(tmp_path / "out.conflicts.xlsx", "theirs")
    result = run("--resolve", tmp_path / "out.conflicts.xlsx")
    assert result.exit_code == 0, result.output
    held = cells(out)
    assert [row[0] for row in held[:7]] == [
        "Fact", "S-001", "S-002", "S-003", "S-004", "S-005", "Total",
    ]  # fmt: skip
    assert (held[3][5], held[6][2]) == ("theirs", "=SUBTOTAL(109,Facts[Value])")
    assert held[9][1] == "a quote typed beneath"
    assert openpyxl.load_workbook(out)["Facts"].tables["Facts"].ref == "A1:G7"
    assert "Rescue" not in openpyxl.load_workbook(out).sheetnames


def test_a_new_column_stands_right_of_all_that_is_typed(tmp_path: Path) -> None:
    mine, other, base = three(tmp_path, put(K3="aside"), put(H1="Owner", H2="eva"))
    out = tmp_path / "out.xlsx"
    assert run(mine, other, "--base", base, "-o", out).exit_code == 0
    assert [row[7:] for row in cells(out)[:3]] == [
        *([None] * 4 + ["Owner"], [None] * 4 + ["eva"], [None] * 3 + ["aside", None]),
    ]


def test_a_deleted_row_is_blanked_and_what_ours_changed_there_is_a_conflict(tmp_path: Path) -> None:
    mine, other, base = three(
        tmp_path, put(F3="mine"), lambda book: (book["Facts"].delete_rows(2, 2), None)[1]
    )
    result = run(mine, other, "--base", base, "-o", tmp_path / "out.xlsx")
    assert result.exit_code == 1
    assert "S-002: THEIRS deleted what OURS changed" in result.output
    waiting = tmp_path / "out.conflicts.xlsx"
    assert cells(waiting)[1] == [None] * 7
    assert cells(waiting)[2][5] == "mine"
    choose(waiting, "theirs")
    assert run("--resolve", waiting).exit_code == 0
    assert [row[0] for row in cells(tmp_path / "out.xlsx")] == ["Fact", None, None, "S-003"]


@pytest.mark.parametrize(
    ("choice", "other", "value"),
    [("ours", None, 11), ("theirs", None, 22), ("base", None, 1000000), ("other", "33", 33)],
)
def test_each_choice_is_carried_out_and_the_sheet_goes(
    tmp_path: Path, choice: str, other: str | None, value: int
) -> None:
    mine, other_file, base = three(tmp_path, put(C2=11), put(C2=22, F2="n9"))
    before = mine.read_bytes()
    assert run(mine, other_file, "--base", base, "--in-place").exit_code == 1
    assert mine.read_bytes() == before
    waiting = mine.with_name("facts.conflicts.xlsx")
    book = openpyxl.load_workbook(waiting)
    told = [cell.value for cell in book["Conflicts"][2]][:6]
    assert told == ["Facts", "S-001", "Value", 1000000, 11, 22]
    assert [cell.number_format for cell in book["Conflicts"][2]][3:6] == ["#,##0"] * 3
    result = run("--resolve", waiting, "--in-place")
    assert result.exit_code == 1 and "S-001 Value" in result.output + (result.stderr or "")
    choose(waiting, choice, other=other)
    assert run("--resolve", waiting, "--in-place").exit_code == 0
    assert cells(mine)[1][2] in (value, str(value)) and cells(mine)[1][5] == "n9"
    assert openpyxl.load_workbook(mine).sheetnames == ["Facts"]
    assert mine.with_name("facts.xlsx.bak").read_bytes() == before


def test_what_waits_opens_on_its_conflicts_and_the_result_on_what_ours_opens_on(
    tmp_path: Path,
) -> None:
    def ours(book: Any) -> None:
        book.create_sheet("Notes")["A1"] = "mine"
        book.create_sheet("Last")
        book.active = 1
        put(C2=1234567.5, E3=date(2025, 9, 12), C4=0.845)(book)
        book["Facts"].sheet_view.tabSelected = False

    mine, other, base = three(tmp_path, ours, put(C2=0.25, E3=date(2025, 9, 13), C4=0.9))
    for path in (mine, other):
        zoomed = openpyxl.load_workbook(path)
        zoomed["Facts"]["C4"].number_format = "0.0%"
        zoomed.save(path)
    result = run(mine, other, "--base", base, "-o", tmp_path / "out.xlsx")
    assert "OURS '1,234,567.5', THEIRS '0.25' (it was '1,000,000')" in result.output
    assert "OURS '84.5 %', THEIRS '90 %' (it was '84 %')" in result.output
    waiting = tmp_path / "out.conflicts.xlsx"
    assert _opens_on(waiting) == ("Conflicts", ["Conflicts"])
    shown = [
        [(cell.value, cell.number_format) for cell in row[3:6]]
        for row in openpyxl.load_workbook(waiting)["Conflicts"].iter_rows(min_row=2)
    ]
    assert ([(1000000, "#,##0"), (1234567.5, "#,##0.0"), (0.25, "#,##0.00")]) in shown
    assert ([(0.84, "0%"), (0.845, "0.0%"), (0.9, "0%")]) in shown
    days = [("(blank)", "General"), *((datetime(2025, 9, day), "yyyy-mm-dd") for day in (12, 13))]
    assert days in shown
    choose(waiting, "theirs", "theirs", "theirs")
    assert run("--resolve", waiting).exit_code == 0
    assert _opens_on(tmp_path / "out.xlsx") == ("Notes", ["Notes"])


def _opens_on(path: Path) -> tuple[str, list[str]]:
    """The sheet that is shown, and those that are selected: what is typed goes to all of them."""
    book = openpyxl.load_workbook(path)
    selected = [sheet.title for sheet in book if sheet.sheet_view.tabSelected]
    return book.active.title, selected


def test_choices_are_refused_where_the_file_changed_since(tmp_path: Path) -> None:
    mine, other, base = three(tmp_path, put(C2=11), put(C2=22))
    run(mine, other, "--base", base, "--in-place")
    choose(mine.with_name("facts.conflicts.xlsx"), "theirs")
    workbook(mine, put(C2=12))
    result = run("--resolve", mine.with_name("facts.conflicts.xlsx"), "--in-place")
    assert result.exit_code == 2 and cells(mine)[1][2] == 12


def test_new_rows_of_one_id_are_told_apart(tmp_path: Path) -> None:
    mine, other, base = three(
        tmp_path,
        put(A5="S-004", B5="my words", C5=5),
        put(A5="S-004", B5="other words", C5=6),
    )
    out = tmp_path / "out.xlsx"
    result = run(mine, other, "--base", base, "-o", out)
    assert result.exit_code == 0, result.output
    assert "that of THEIRS is now S-005" in result.output
    assert [row[:3] for row in cells(out)[4:]] == [
        ["S-004", "my words", 5],
        ["S-005", "other words", 6],
    ]


def test_a_new_row_that_others_refer_to_waits_for_an_id(tmp_path: Path) -> None:
    mine, other, base = three(
        tmp_path,
        put(A5="S-004", B5="my words", C5=5),
        put(A5="S-004", B5="other words", C5=6, H1="Supersedes", H2="S-004"),
    )
    assert run(mine, other, "--base", base, "-o", tmp_path / "o.xlsx").exit_code == 1
    waiting = tmp_path / "o.conflicts.xlsx"
    choose(waiting, "both", other="S-040")
    assert run("--resolve", waiting).exit_code == 0
    assert [row[0] for row in cells(tmp_path / "o.xlsx")][4:] == ["S-004", "S-040"]


def test_a_value_never_takes_the_place_of_a_formula(tmp_path: Path) -> None:
    def formula(book: Any) -> None:
        book["Facts"]["C2"] = "=500000*2"

    mine, other, base = three(tmp_path, formula, put(C2=22))
    workbook(base, formula)
    result = run(mine, other, "--base", base, "-o", tmp_path / "o.xlsx")
    assert result.exit_code == 1
    assert cells(tmp_path / "o.conflicts.xlsx")[1][2] == "=500000*2"


def test_notes_pinned_to_cells_are_rescued(tmp_path: Path) -> None:
    def noted(book: Any) -> None:
        from openpyxl.comments import Comment

        book["Facts"]["C2"].comment = Comment("is this gross?", "ben")

    mine, other, base = three(tmp_path, put(F2="n9"), noted)
    assert run(mine, other, "--base", base, "-o", tmp_path / "o.xlsx").exit_code == 0
    assert ["Facts (note)", "C2", "is this gross?"] in cells(tmp_path / "o.xlsx", "Rescue")


def test_parts_that_a_merge_does_not_touch_are_the_same_bytes(tmp_path: Path) -> None:
    def two_sheets(book: Any) -> None:
        chart = openpyxl.chart.BarChart()
        chart.add_data(openpyxl.chart.Reference(book["Facts"], min_col=3, min_row=1, max_row=4))
        book.create_sheet("Charts").add_chart(chart)

    mine, other, base = three(tmp_path, two_sheets, put(F2="n9"))
    out = tmp_path / "out.xlsx"
    assert run(mine, other, "--base", base, "-o", out).exit_code == 0
    before, after = (zipfile.ZipFile(io.BytesIO(path.read_bytes())) for path in (mine, out))
    changed = [n for n in before.namelist() if before.read(n) != after.read(n)]
    assert changed == ["xl/worksheets/sheet1.xml"]
    assert before.namelist() == after.namelist()


def test_a_file_that_excel_holds_open_is_left_alone(tmp_path: Path) -> None:
    mine, other, base = three(tmp_path, put(F2="n8"), put(F3="n9"))
    mine.with_name("~$facts.xlsx").write_bytes(b"")
    before = mine.read_bytes()
    result = run(mine, other, "--base", base, "--in-place")
    assert result.exit_code == 2 and "open in Excel" in str(result.exception)
    assert mine.read_bytes() == before


def test_what_is_there_is_not_written_over(tmp_path: Path) -> None:
    mine, other, base = three(tmp_path, put(F2="n8"), put(F3="n9"))
    for _ in range(2):
        assert run(mine, other, "--base", base).exit_code == 0
    assert cells(mine.with_name("facts.merged-2.xlsx"))[2][5] == "n9"
    assert run(mine, other, "--base", base, "-o", base).exit_code == 2


def three_dossiers(tmp_path: Path) -> list[Path]:
    """OURS, THEIRS and what both began from: each changed a fact and something else."""
    for name in ("base", "ours", "theirs"):
        (tmp_path / name / "facts").mkdir(parents=True)
        (tmp_path / name / "sources").mkdir()
        (tmp_path / name / "factpack.toml").write_text('title = "T"\n', encoding="utf-8")
        (tmp_path / name / "sources" / "a.md").write_text("Text.\n", encoding="utf-8")
        text = BASE.replace("n1", {"ours": "mine"}.get(name, "n1"))
        text = text.replace("n2", {"theirs": "other"}.get(name, "n2"))
        (tmp_path / name / "facts" / "facts.csv").write_bytes(text.encode())
    (tmp_path / "theirs" / "sources" / "b.md").write_text("More.\n", encoding="utf-8")
    (tmp_path / "ours" / "factpack.toml").write_text('title = "O"\n', encoding="utf-8")
    return [tmp_path / "ours", tmp_path / "theirs", tmp_path / "base"]


@pytest.mark.parametrize("in_place", [False, True])
def test_dossiers_are_merged_file_by_file(tmp_path: Path, in_place: bool) -> None:
    ours, theirs, base = three_dossiers(tmp_path)
    out = ours if in_place else tmp_path / "out"
    result = run(ours, theirs, "--base", base, *(["--in-place"] if in_place else ["-o", out]))
    assert result.exit_code == 0, result.output
    text = (out / "facts" / "facts.csv").read_bytes().decode()
    assert text == BASE.replace("n1", "mine").replace("n2", "other")
    assert (out / "sources" / "b.md").exists()
    assert (out / "factpack.toml").read_text(encoding="utf-8") == 'title = "O"\n'
    backup = (ours / "facts" / "facts.csv.bak").is_file()
    assert backup == in_place and not (ours / "factpack.toml.bak").exists()


def test_a_folder_merged_in_place_keeps_what_waits_and_what_goes(tmp_path: Path) -> None:
    ours, theirs, base = three_dossiers(tmp_path)
    text = BASE.replace("n1", "theirs as well")
    (theirs / "facts" / "facts.csv").write_bytes(text.encode())
    (theirs / "sources" / "a.md").unlink()
    (ours / ".git").mkdir()
    (ours / ".git" / "HEAD").write_text("ref\n", encoding="utf-8")
    before = (ours / "facts" / "facts.csv").read_bytes()
    lock = ours / "facts" / ".~lock.facts.csv#"
    lock.write_text(",anna,pc,", encoding="utf-8")
    (theirs / "facts" / "facts.csv").write_bytes(BASE.replace("n2", "other").encode())
    told = run(ours, theirs, "--base", base, "--in-place")
    assert "facts/facts.csv: it is open in LibreOffice" in str(told.exception)
    assert not (ours / "sources" / "b.md").exists()  # nothing is half merged
    lock.unlink()

    (theirs / "facts" / "facts.csv").write_bytes(text.encode())
    told = run(ours, theirs, "--base", base, "--in-place")
    assert told.exit_code == 1, told.output
    assert f"choose in {ours / 'facts' / 'facts.conflicts.csv'}" in told.output
    assert (ours / "facts" / "facts.csv").read_bytes() == before
    assert (ours / "sources" / "b.md").exists() and (ours / ".git" / "HEAD").exists()
    assert not (ours / "sources" / "a.md").exists()
    assert (ours / "sources" / "a.md.bak").read_text(encoding="utf-8") == "Text.\n"
    assert run(ours, theirs, "-o", tmp_path / "x", "--in-place").exit_code == 2


# -- git -------------------------------------------------------------------------------------------


def test_git_merges_workbooks_with_the_driver_and_shows_their_changes(tmp_path: Path) -> None:
    if shutil.which("git") is None:
        pytest.skip("git is not here")

    def git(*arguments: str, check: bool = True) -> str:
        done = subprocess.run(
            ["git", "-C", str(repo), *arguments],
            capture_output=True,
            text=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONPATH": str(Path(toolkit.__file__).parents[1])},
        )
        assert not check or done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    repo = tmp_path / "repo"
    repo.mkdir()
    git("init", "-q", "-b", "main")
    factpack = f'"{sys.executable}" -m toolkit'
    for key, value in (
        ("user.name", "Test"),
        ("user.email", "test@example.com"),
        ("merge.factpack.name", "factpack"),
        ("merge.factpack.driver", f"{factpack} merge --driver %O %A %B %P"),
        ("diff.factpack.textconv", f"{factpack} diff --textconv"),
    ):
        git("config", key, value)
    (repo / ".gitattributes").write_text("*.xlsx merge=factpack diff=factpack\n", encoding="utf-8")
    workbook(repo / "facts.xlsx")
    git("add", ".")
    git("commit", "-qm", "base")
    git("checkout", "-qb", "theirs")
    workbook(repo / "facts.xlsx", put(C2=22))
    git("commit", "-qam", "theirs")
    git("checkout", "-q", "main")
    workbook(repo / "facts.xlsx", put(F3="mine"))
    git("commit", "-qam", "ours")
    git("merge", "-q", "--no-edit", "theirs")
    assert cells(repo / "facts.xlsx")[1][2] == 22 and cells(repo / "facts.xlsx")[2][5] == "mine"
    shown = git("diff", "HEAD~1", "HEAD", "--", "facts.xlsx")
    assert "-Facts S-001 Value: 1000000" in shown and "+Facts S-001 Value: 22" in shown

    git("checkout", "-q", "theirs")
    workbook(repo / "facts.xlsx", put(C2=22, F3="theirs"))
    git("commit", "-qam", "theirs again")
    git("checkout", "-q", "main")
    git("merge", "-q", "--no-edit", "theirs", check=False)
    assert "UU facts.xlsx" in git("status", "--porcelain")
    assert cells(repo / "facts.xlsx")[2][5] == "mine"
    choose(repo / "facts.conflicts.xlsx", "theirs")
    assert run("--resolve", repo / "facts.conflicts.xlsx", "--in-place").exit_code == 0
    assert cells(repo / "facts.xlsx")[2][5] == "theirs"


@pytest.mark.parametrize(
    ("place", "typed", "said"),
    [
        ("C2", "about 33", "33"),
        ("C2", "1.234", "1.234"),
        ("C2", "33", ""),
    ],
)
def test_what_check_would_refuse_is_no_choice(
    tmp_path: Path, place: str, typed: str, said: str
) -> None:
    mine, other, base = three(tmp_path, put(**{place: 11}), put(**{place: 22}))
    assert run(mine, other, "--base", base, "--in-place").exit_code == 1
    waiting = mine.with_name("facts.conflicts.xlsx")
    book = openpyxl.load_workbook(waiting)
    headings = {cell.value: cell.column for cell in book["Conflicts"][1]}
    book["Conflicts"].cell(2, headings["Choice"]).value = "other"
    book["Conflicts"].cell(2, headings["Other"]).value = typed
    book.save(waiting)
    before = mine.read_bytes()
    result = run("--resolve", waiting, "--in-place")
    assert result.exit_code == bool(said), result.output
    assert (mine.read_bytes() == before) == bool(said)
    if said:
        assert "1 conflict waits for a choice" in result.output
        assert "S-001 Value (row 2)" in result.output and said in result.output


def test_ctrl_c_once_ours_is_changed_leaves_what_found_no_place_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ctrl_c(path: Path, before: bytes, after: bytes, **_: Any) -> Path:
        path.write_bytes(after)
        raise KeyboardInterrupt

    base = BASE.replace("\r\n", ",\r\n")  # a column without a heading
    theirs = base.replace("n2,credit,", "n9,credit,seen by ben")
    ours, theirs, base = write(tmp_path, ours=base, theirs=theirs, base=base)
    monkeypatch.setattr("toolkit.merge.files.replace_in_place", ctrl_c)
    with contextlib.suppress(KeyboardInterrupt):
        run(ours, theirs, "--base", base, "--in-place")
    assert "seen by ben" in (ours.parent / "facts.rescue.csv").read_text("utf-8")
