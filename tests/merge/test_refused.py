"""What a merge cannot do, or must not: refused or rescued, and said, with nothing half done."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from merge.merged_files import BASE, cells, choose, put, run, three, workbook, write

from toolkit.disk.inplace import SEES_WHAT_IS_NEW

NEW = "found no place in OURS, and"


def rescue(path: Path) -> list[list[Any]]:
    return cells(path, "Rescue")[1:]


def protected(book: Any) -> None:
    book["Facts"].protection.sheet = True


def test_a_choice_that_has_no_place_is_refused_with_the_reason(tmp_path: Path) -> None:
    ours, other, base = three(tmp_path, put(C2="=500000*2"), put(C2=22, F3="n9"))
    workbook(base, put(C2="=500000*2"))
    out, waiting = tmp_path / "out.xlsx", tmp_path / "out.conflicts.xlsx"
    assert run(ours, other, "--base", base, "-o", out).exit_code == 1
    choose(waiting, "theirs")
    done = run("--resolve", waiting)
    assert done.exit_code == 2
    said = str(done.exception)
    assert "a choice cannot be carried out: S-001: Value: 22; S-001: Value: not written" in said
    assert "C2 holds a formula" in said and not out.exists()


def test_a_protected_sheet_takes_nothing_and_all_is_rescued(tmp_path: Path) -> None:
    def theirs(book: Any) -> None:
        put(F2="n9", H1="Owner", H3="eva", A5="S-004", B5="new", C5=0.5)(book)
        book["Facts"]["F3"] = None
        book["Facts"].delete_rows(4)

    ours, other, base = three(tmp_path, protected, theirs)
    out = tmp_path / "out.xlsx"
    result = run(ours, other, "--base", base, "-o", out)
    assert result.exit_code == 0, result.output
    assert "0 cells taken from THEIRS, 0 records added, 0 records deleted" in result.output
    assert f"5 changes of THEIRS {NEW} are rescued" in result.output
    assert [row[:6] for row in cells(out)] == [row[:6] for row in cells(ours)]
    told = rescue(out)
    assert ["Facts", "S-001: Note", "n9"] in told
    assert ["Facts", "S-002: Note", "(cleared)"] in told
    assert ["Facts", "S-002: Owner", "eva"] in told
    assert ["Facts", "S-002: Owner", "not written, because its column found no place"] in told
    assert any("F2 stands on a protected sheet" in row[2] for row in told)
    (deleted,) = [row for row in told if row[1] == "S-003"]
    assert deleted[2].startswith(
        "THEIRS deleted this record; it stands, because A4 stands on a pro"
    )
    assert ["Facts", "S-004: Value", "0.5"] in told
    assert any(row[1] == "S-004" and row[2].startswith("not put in, because") for row in told)
    widths = openpyxl.load_workbook(out)["Rescue"].column_dimensions
    assert [widths[column].width for column in "ABC"] == [18, 28, 80]


def test_one_change_without_a_place_is_one(tmp_path: Path) -> None:
    ours, other, base = three(tmp_path, protected, put(F2="n9"))
    result = run(ours, other, "--base", base, "-o", tmp_path / "out.xlsx")
    assert f"1 change of THEIRS {NEW} is rescued" in result.output


def test_a_row_that_holds_a_formula_is_not_half_blanked(tmp_path: Path) -> None:
    ours, other, base = three(
        tmp_path, put(C3="=2*3"), lambda book: book["Facts"].delete_rows(3, 2)
    )
    workbook(base, put(C3="=2*3"))
    out = tmp_path / "out.xlsx"
    result = run(ours, other, "--base", base, "-o", out)
    assert result.exit_code == 0, result.output
    assert "1 record deleted" in result.output and f"1 change of THEIRS {NEW}" in result.output
    assert [row[0] for row in cells(out)] == ["Fact", "S-001", "S-002", None]
    assert rescue(out) == [
        ["Facts", "S-002", "THEIRS deleted this record; it stands, because C3 holds a formula"]
    ]


@pytest.mark.parametrize(
    ("ours", "told"), [(put(), False), (put(G2="=1+1"), True), (put(C3="=2*3"), True)]
)
def test_formulas_of_ours_are_told_to_be_renewed(tmp_path: Path, ours: Any, told: bool) -> None:
    mine, other, base = three(tmp_path, ours, put(F2="n9"))
    workbook(base, ours)
    workbook(other, lambda book: (ours(book), put(F2="n9")(book)))
    result = run(mine, other, "--base", base, "-o", tmp_path / "out.xlsx")
    assert (SEES_WHAT_IS_NEW in result.output) is told, result.output
    again = run(mine, mine, "--base", base, "--in-place")
    assert "nothing to write" in again.output and SEES_WHAT_IS_NEW not in again.output


@pytest.mark.parametrize(
    ("options", "said", "hint"),
    [
        (["-o", "{0}/other.csv", "--in-place"], "--in-place changes OURS, and -o names", "one of"),
        (
            ["-o", "{0}/out.jsonl"],
            "the result is of OURS' kind, .csv, and out.jsonl is not",
            "out.csv",
        ),
        (["-o", "{0}/base/facts.csv"], "is there already, and is not written over", "--in-place"),
        (["--base", "{0}/gone.csv"], "there is no {0}/gone.csv", "both began from"),
    ],
)
def test_a_target_or_base_that_cannot_be_is_refused(
    tmp_path: Path, options: list[str], said: str, hint: str
) -> None:
    _, ours, theirs = write(tmp_path, base=BASE, ours=BASE, theirs=BASE.replace("n1", "n9"))
    before = sorted(tmp_path.rglob("*"))
    result = run(ours, theirs, *(each.format(tmp_path) for each in options))
    assert result.exit_code == 2 and said.format(tmp_path) in str(result.exception)
    assert hint in result.exception.hint  # type: ignore[union-attr]
    assert sorted(tmp_path.rglob("*")) == before


def test_ours_is_named_as_the_result_of_a_merge_in_place(tmp_path: Path) -> None:
    base, ours, theirs = write(tmp_path, base=BASE, ours=BASE, theirs=BASE.replace("n1", "n9"))
    assert run(ours, theirs, "--base", base, "-o", ours, "--in-place").exit_code == 0
    assert ours.read_text(encoding="utf-8") == BASE.replace("n1", "n9").replace("\r\n", "\n")
    assert ours.with_name("facts.csv.bak").is_file()


def conflicting(tmp_path: Path, *options: object) -> Path:
    base, ours, theirs = write(
        tmp_path, base=BASE, ours=BASE.replace("n1", "mine"), theirs=BASE.replace("n1", "theirs")
    )
    assert run(ours, theirs, "--base", base, *options).exit_code == 1
    return ours.with_name("facts.conflicts.csv")


def chosen(listed: Path, old: str = ',,,"Both', new: str = ',ours,,"Both') -> None:
    text = listed.read_text(encoding="utf-8-sig")
    assert old in text
    listed.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda at: at.write_text("", encoding="utf-8"), "its Conflicts are empty"),
        (lambda at: chosen(at, ",Choice,", ",Chosen,"), "have lost a column that finishing needs"),
        (lambda at: chosen(at, ",Other,", ",Another,"), "have lost a column that finishing needs"),
        (lambda at: chosen(at, ",_data", ",_date"), "have lost a column that finishing needs"),
        (lambda at: chosen(at, '""kind"": ', '""kind"" '), "row 2 of its Conflicts has lost what"),
        (lambda at: at.with_name("facts.unfinished.csv").unlink(), "or the NAME.unfinished beside"),
        (lambda at: at.rename(at.with_name("facts.listed.csv")), "is no list of conflicts, or"),
        (
            lambda at: None,
            "1 conflict waits for a choice:\n  S-001 Note (row 2): nothing is chosen",
        ),
        (
            lambda at: chosen(at, ',,,"Both', ',mine,,"Both'),
            "'mine' is none of ours, theirs, base, oth",
        ),
        (lambda at: chosen(at, ',,,"Both', ',other,,"Both'), "other is chosen, and Other is blank"),
    ],
)
def test_choices_that_cannot_be_read_or_carried_out_are_told(
    tmp_path: Path, spoil: Callable[[Path], object], said: str
) -> None:
    listed = conflicting(tmp_path)
    spoil(listed)
    there = listed if listed.exists() else listed.with_name("facts.listed.csv")
    result = run("--resolve", there)
    assert result.exit_code in (1, 2)
    assert said in (
        str(result.exception) if result.exit_code == 2 else result.output + result.stderr
    )
    assert not there.with_name("facts.merged.csv").exists()


def test_a_result_is_not_put_over_what_is_there_or_has_changed(tmp_path: Path) -> None:
    listed = conflicting(tmp_path)
    chosen(listed)
    free = listed.with_name("facts.merged.csv")
    free.write_text("x", encoding="utf-8")
    told = run("--resolve", listed)
    assert told.exit_code == 2 and "facts.merged.csv is there already" in str(told.exception)
    ours = listed.with_name("facts.csv")
    lock = ours.with_name(".~lock.facts.csv#")
    lock.write_text(",anna,pc,", encoding="utf-8")
    told = run("--resolve", listed, "--in-place")
    assert told.exit_code == 2 and "it is open in LibreOffice" in str(told.exception)
    lock.unlink()
    before = ours.read_bytes()
    ours.write_bytes(before + b"S-9,q,9,plan,,\r\n")
    told = run("--resolve", listed, "--in-place")
    assert told.exit_code == 2 and "facts.csv has changed since the merge began" in str(
        told.exception
    )
    ours.write_bytes(before)
    done = run("--resolve", listed, "--in-place")
    assert done.exit_code == 0 and f"{ours.with_name('facts.csv.bak')}" in done.output
    assert ours.with_name("facts.csv.bak").read_bytes() == before


def test_the_record_of_a_choice_is_found_where_rows_have_moved_and_not_where_it_changed(
    tmp_path: Path,
) -> None:
    listed = conflicting(tmp_path)
    chosen(listed, ',,,"Both', ',theirs,,"Both')
    unfinished = listed.with_name("facts.unfinished.csv")
    head, *rows = unfinished.read_bytes().splitlines(keepends=True)
    unfinished.write_bytes(head + b"".join(reversed(rows)))
    out = tmp_path / "out.csv"
    assert run("--resolve", listed, "-o", out).exit_code == 0
    assert out.read_bytes() == (head + b"".join(reversed(rows))).replace(b"mine", b"theirs")
    for changed in (b"", rows[0].replace(b"mine", b"again"), rows[0] + b"\r\n" + rows[0]):
        unfinished.write_bytes(head + b"\r\n" + changed + b"".join(rows[1:]))
        told = run("--resolve", listed, "-o", tmp_path / "other.csv")
        assert told.exit_code == 2, changed
        assert "S-001 Note: the record is no longer as it was" in str(told.exception)


def test_a_signed_workbook_is_left_as_it_is(tmp_path: Path) -> None:
    import zipfile

    ours, other, base = three(tmp_path, put(), put(F2="n9"))
    with zipfile.ZipFile(ours, "a") as package:
        package.writestr("_xmlsignatures/origin.sigs", b"")
    result = run(ours, other, "--base", base, "-o", tmp_path / "out.xlsx")
    assert result.exit_code == 2
    assert "facts.xlsx is digitally signed, and a change would void that" in str(result.exception)
