"""What is written of a merge into OURS' file, and what is told of the file where it cannot be."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from merge.merged_files import BASE, ROWS, cells, choose, put, run, three, workbook, write

from toolkit.dossier import data_folder
from toolkit.errors import FactpackError
from toolkit.merge.merging import merge
from toolkit.merge.plan import plan_of
from toolkit.merge.reading import read_side
from toolkit.merge.workbook import Written, write_workbook
from toolkit.schemas import load_schemas


def written(paths: Sequence[Path], parts: Mapping[str, str] | None) -> Written:
    """The merge of workbooks into OURS with these parts instead; None: OURS is no workbook."""
    schemas = load_schemas(data_folder("schemas"))
    ours, theirs, base = (read_side(p, p.name, schemas, "workbook") for p in paths)
    plan = plan_of(merge(base, ours, theirs))
    made = io.BytesIO(b"no zip")
    if parts is not None:
        with zipfile.ZipFile(paths[0]) as old, zipfile.ZipFile(made, "w") as new:
            for name in old.namelist():
                new.writestr(name, parts.get(name) or old.read(name))
    return write_workbook(made.getvalue(), "mine.xlsx", plan)


@pytest.mark.parametrize("spoilt", ["", "[Content_Types].xml", "xl/worksheets/sheet1.xml"])
def test_a_part_that_cannot_be_read_is_told_with_the_file(tmp_path: Path, spoilt: str) -> None:
    with pytest.raises(FactpackError, match=r"^mine\.xlsx"):
        written(three(tmp_path, put(), put(F2="n9")), {spoilt: "<a><b"} if spoilt else None)


@pytest.mark.parametrize(
    ("ours", "becomes"),
    [
        ("FACTS.CSV", "FACTS.merged.CSV"),
        ("FACTS.Csv", "FACTS.merged.Csv"),
        ("facts", "facts.merged.csv"),
    ],
)
def test_a_result_ends_as_ours_does(tmp_path: Path, ours: str, becomes: str) -> None:
    base, mine, theirs = write(tmp_path, base=BASE, ours=BASE, theirs=BASE.replace("n1", "n9"))
    mine = mine.rename(mine.with_name(ours))
    assert run(mine, theirs, "--base", base).exit_code == 0
    assert [path.name for path in mine.parent.iterdir() if path != mine] == [becomes]
    mine.write_bytes(BASE.replace("n1", "n8").encode())
    assert run(mine, theirs, "--base", base).exit_code == 1
    waits = becomes.replace("merged", "unfinished")
    assert (mine.parent / waits).is_file()


def test_hundredths_are_written_where_a_cell_shows_percents(tmp_path: Path) -> None:
    def shares(**values: float) -> Any:
        def edit(book: Any) -> None:
            for at, value in (values | {"C2": 0.1, "C3": 0.2} | values).items():
                book["Facts"][at] = value
                book["Facts"][at].number_format = "0%"

        return edit

    def theirs(book: Any) -> None:
        shares(C3=0.25, C5=0.5)(book)
        put(A5="S-004", B5="new", H1="Value to", H5=0.4, H3=0.15)(book)
        for at in ("H3", "H5"):
            book["Facts"][at].number_format = "0%"

    def protected(book: Any) -> None:
        shares()(book)
        book["Facts"].protection.sheet = True

    mine, other, base = three(tmp_path, shares(), theirs)
    workbook(base, shares())
    out = tmp_path / "out.xlsx"
    assert run(mine, other, "--base", base, "-o", out).exit_code == 0
    rows = [(row[2], row[7]) for row in cells(out)[1:]]
    assert rows == [(0.1, None), (0.25, 15), (0.84, None), (0.5, 40)]
    table = openpyxl.load_workbook(out)["Facts"].tables["Facts"]
    assert (table.ref, table.autoFilter.ref) == ("A1:H5", "A1:H5")

    workbook(mine, protected)
    out = tmp_path / "protected.xlsx"
    assert run(mine, other, "--base", base, "-o", out).exit_code == 0
    assert ["Facts", "S-004: Value to", "0.4"] in cells(out, "Rescue")


MAIN = 'xmlns{0}="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
NAMES = [
    f'id="{id}" name="{heading}"'
    for id, heading in zip((1, 2, 3, 9, 5, 6, 7), ROWS[0], strict=True)
]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            '<autoFilter ref="A1:G4"/><tableColumns count="7">',
            '<autoFilter ref="A1:H4"/><tableColumns count="8">',
        ),
        (
            '<autoFilter ref="A1:F4"/><tableColumns count="7">',
            '<autoFilter ref="A1:F4"/><tableColumns count="8">',
        ),
        ('<autoFilter/><tableColumns count="7">', '<autoFilter/><tableColumns count="8">'),
        ('<tableColumns count="7">', '<tableColumns count="8">'),
        (
            '<x:sortState ref="A1:G4"/><x:tableColumns count="7">',
            '<x:sortState ref="A1:G4"/><x:tableColumns count="8">',
        ),
    ],
)
def test_a_table_grows_by_a_column_with_a_number_of_its_own(
    tmp_path: Path, before: str, after: str
) -> None:
    x = "x:" if "x:" in before else ""

    def table(ref: str, inner: str, names: Sequence[str]) -> str:
        columns = "".join(f"<{x}tableColumn {each}/>" for each in names)
        of = MAIN.format(":x" if x else "")
        held = f"{inner}{columns}</{x}tableColumns>"
        return f'<{x}table {of} id="1" displayName="Facts" ref="{ref}">{held}</{x}table>'

    part = "xl/tables/table1.xml"
    paths = three(tmp_path, put(), put(H1='Owner "at\ndesk" & co', H2="eva"))
    made = written(paths, {part: table("A1:G4", before, NAMES)})
    new = 'id="10" name="Owner &quot;at_x000a_desk&quot; &amp; co"'
    with zipfile.ZipFile(io.BytesIO(made.data)) as package:
        assert package.read(part).decode() == table("A1:H4", after, [*NAMES, new])


@pytest.mark.parametrize("declared", ["sep=^\r\n", '"sep=^"\r\n', "SEP=^\n"])
def test_a_separator_that_only_the_first_line_tells_is_kept(tmp_path: Path, declared: str) -> None:
    text = declared + BASE.replace('"one, two"', "one").replace(",", "^")
    theirs = BASE.replace("n2", "a^b") + "S-009,nine,9,plan,,rates\r\n"
    base, mine, other = write(tmp_path, base=text, ours=text, theirs=theirs)
    out = tmp_path / "out.csv"
    done = run(mine, other, "--base", base, "-o", out)
    assert done.exit_code == 0, done.output
    assert out.read_bytes().decode() == declared + (
        "Fact^Quote^Value^Kind^Note^Desk\r\n"
        "S-001^one, two^1000000^actual^n1^equities\r\n"
        'S-002^three^2000000^plan^"a^b"^credit\r\n'
        "S-003^four^3000000^plan^^credit\r\n"
        "S-009^nine^9^plan^^rates\r\n"
    )


def refusing(*_: object, **__: object) -> Any:
    raise FactpackError("reads otherwise", hint="none")


@pytest.mark.parametrize(
    "where", ["beside", "in place", "waiting", "resolved", "resolved in place"]
)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_reads_otherwise_than_meant_is_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str, kind: str
) -> None:
    waits = where in ("waiting", "resolved", "resolved in place")
    if kind == "csv":
        texts = {"base": BASE, "ours": BASE, "theirs": BASE.replace("n1", "n9")}
        texts["ours"] = BASE.replace("n1", "n8") if waits else BASE.replace("n2", "n8")
        base, mine, other = write(tmp_path, **texts)
    else:
        mine, other, base = three(tmp_path, put(F2="n8") if waits else put(F3="n8"), put(F2="n9"))
    place = ["--in-place"] if where.endswith("in place") else []
    given: list[object] = [mine, other, "--base", base, *place]
    if where.startswith("resolved"):
        assert run(*given).exit_code == 1
        listed = mine.with_name(f"facts.conflicts.{kind}")
        if kind == "csv":
            text = listed.read_text(encoding="utf-8-sig")
            listed.write_text(text.replace("n9,,,", "n9,theirs,,"), encoding="utf-8")
        else:
            choose(listed, "theirs")
        given = ["--resolve", listed, *place]
    there = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    for module in ("files", "resolving"):
        monkeypatch.setattr(f"toolkit.merge.{module}.verified", refusing)
    done = run(*given)
    assert done.exit_code == 2 and "reads otherwise" in str(done.exception)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == there


@pytest.mark.parametrize("left", [False, True])
def test_what_a_stopped_merge_left_stays_and_nothing_else_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, left: bool
) -> None:
    texts = {"ours": BASE.replace("n1", "n8"), "theirs": BASE.replace("n1", "n9")}
    base, mine, other = write(tmp_path, base=BASE, **texts)
    if left:
        mine.with_name("facts.unfinished.csv").write_bytes(mine.read_bytes())
    there = sorted(mine.parent.iterdir())
    monkeypatch.setattr("toolkit.merge.files.conflicts.as_texts", refusing)
    assert run(mine, other, "--base", base).exit_code == 2
    assert sorted(mine.parent.iterdir()) == there


def test_git_gets_the_result_in_the_place_of_ours_alone(tmp_path: Path) -> None:
    texts = {"base": BASE, "ours": BASE.replace("n1", "n8"), "theirs": BASE.replace("n2", "n9")}
    for name, text in texts.items():
        (tmp_path / name).write_bytes(text.encode())
    copies = [tmp_path / name for name in texts]
    assert run("--driver", *copies, tmp_path / "facts.csv").exit_code == 0
    both = BASE.replace("n1", "n8").replace("n2", "n9").encode()
    assert (tmp_path / "ours").read_bytes() == both
    assert sorted(tmp_path.iterdir()) == sorted(copies)


def test_lines_of_another_type_are_rescued(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "facts.jsonl", tmp_path / "sources.jsonl"
    ours.write_text('{"id": "S-1", "value": 1}\n', encoding="utf-8")
    theirs.write_text('{"id": "nyt", "title": "Paper"}\n', encoding="utf-8")
    out = tmp_path / "out.jsonl"
    done = run(ours, theirs, "-o", out)
    assert done.exit_code == 0, done.output
    assert out.read_bytes() == ours.read_bytes()
    rescued = (tmp_path / "out.rescue.csv").read_text("utf-8-sig")
    assert "nyt: title,Paper" in rescued and "this file holds other records" in rescued
