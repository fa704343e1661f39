"""A marked workbook: the marks are there, all else is as it was, and the marks come out again.

python tests/marking/test_book.py     writes marked.txt anew, for a look at it
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from marking import workbooks
from marking.workbooks import finding
from ooxml.build import MAIN, STRICT, STRICT_OFFICE, changes, packed, parts, sheet
from python_calamine import CalamineWorkbook

from toolkit.findings import Finding
from toolkit.marking import signs
from toolkit.marking.book import mark
from toolkit.marking.unmark import pristine, unmarked
from toolkit.ooxml.container.package import Package

FOUND = (
    finding("B2"),
    finding("A2", severity="warning", code="ID003"),
    finding("C2", severity="note"),
    finding("B1"),
    finding("D4"),  # blank, and in a row that is not there
    finding("L2"),  # blank, in a column with a format
    finding("B7"),  # inside merged cells
    finding("3:5", severity="note"),
    finding(None),
    finding(None, sheet=None),
    finding("A1", sheet="Plain"),
    finding("B3"),  # by hand, a row that does not say its number
    finding("D9"),  # by hand, a row written empty, beyond its spans
)
# The parts that may carry marks, whoever wrote the file.
CARRIERS = re.compile(
    r"\[Content_Types\]\.xml|(xl/)?workbook\.xml|(xl/)?_rels/workbook\.xml\.rels|xl/styles\.xml"
    r"|docProps/app\.xml|xl/worksheets/sheet[12]\.xml|xl/worksheets/_rels/sheet[12]\.xml\.rels"
    r"|xl/comments\d*\.xml|xl/comments/comment1\.xml|xl/drawings/vmlDrawing1\.vml"
    r"|xl/drawings/commentsDrawing1\.vml"
)


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def by_hand(prefix: str = "", main: str = MAIN, office: str = "") -> bytes:
    rows = '<row r="2"><c r="A2" s="1"><v>1</v></c><c r="C2"/></row><row/><row r="9" spans="1:2"/>'
    said = {"main": main} | ({"office": office} if office else {})
    made = parts(
        sheet(rows, before='<dimension ref="A2:C9"/>', main=main), formats=["0.00"], **said
    )
    made["xl/workbook.xml"] = str(made["xl/workbook.xml"]).replace('name="S1"', 'name="Facts"')
    if prefix:
        for name in ("xl/workbook.xml", "xl/styles.xml", "xl/worksheets/sheet1.xml"):
            text = re.sub(r"<\?xml[^>]*>", "", str(made[name]))
            text = re.sub(r"<(/?)(?=\w)", rf"<\1{prefix}:", text)
            made[name] = text.replace(f'xmlns="{main}"', f'xmlns:{prefix}="{main}"')
    return packed(made)


@pytest.fixture(
    params=[
        *("rich", "macros", "pivot and slicer", "threaded", "by hand", "prefixed", "strict"),
        "noted",
    ]
)
def original(request: pytest.FixtureRequest, tmp_path: Path) -> bytes:
    match request.param:
        case "rich":
            return workbooks.rich(tmp_path)
        case "macros":
            return workbooks.rich(tmp_path, macros=True)
        case "pivot and slicer":
            return workbooks.pivoted(tmp_path)
        case "threaded":
            return workbooks.threaded()
        case "prefixed":
            return by_hand("x")
        case "noted":
            return workbooks.noted()
        case "strict":
            return by_hand(main=STRICT, office=STRICT_OFFICE)
    return by_hand()


def marked(data: bytes, findings: tuple[Finding, ...] = FOUND) -> bytes:
    return mark(Package.open(data), findings).data


def same_parts(one: bytes, other: bytes) -> None:
    these, those = Package.open(one), Package.open(other)
    assert these.names == those.names
    for name in these.names:
        assert these.read(name) == those.read(name), name


LISTED = Path(__file__).with_name("marked.txt")
BY_HAND = {"by hand": by_hand, "noted": workbooks.noted}


def written(name: str) -> str:
    """What marking writes into a workbook."""
    data = BY_HAND[name]()
    return f"== {name} ==\n{changes(data, marked(data))}"


@pytest.mark.parametrize("name", BY_HAND)
def test_all_that_marking_writes_is_as_it_is_listed(name: str) -> None:
    listed = LISTED.read_text(encoding="utf-8").split("\n\n== ")
    (expected,) = (each for each in listed if each.removeprefix("== ").startswith(f"{name} ==\n"))
    assert written(name).strip() == f"== {expected.removeprefix('== ')}".strip()


def test_a_note_on_the_very_last_cell_has_its_box_within_the_sheet() -> None:
    made = Package.open(marked(by_hand(), (finding("XFD1048576"),)))
    (box,) = re.findall(r"<x:Anchor>([^<]*)<", made.read("xl/drawings/vmlDrawing1.vml").decode())
    left, _, top, _, right, across, bottom, down = map(int, box.split(","))
    assert (left, top, right, bottom) == (16_383, 1_048_574, 16_383, 1_048_575)
    assert (across, down) == (64, 20)  # their whole width and height


def test_only_the_parts_that_carry_marks_change(original: bytes) -> None:
    before, after = Package.open(original), Package.open(marked(original))
    for name in before.names:
        if not CARRIERS.fullmatch(name):
            assert after.read(name) == before.read(name), name
    added = set(after.names) - set(before.names)
    assert all(
        re.fullmatch(
            r"xl/(worksheets/(_rels/)?sheet\d\.xml(\.rels)?|comments\d\.xml|styles\.xml"
            r"|drawings/vmlDrawing\d\.vml)|factpack/marks\.json",
            name,
        )
        for name in added
    ), added


def test_every_value_reads_as_before(original: bytes) -> None:
    before = CalamineWorkbook.from_filelike(io.BytesIO(original))
    after = CalamineWorkbook.from_filelike(io.BytesIO(marked(original)))
    assert after.sheet_names == [*before.sheet_names, "Findings"]
    for name in before.sheet_names:
        same = after.get_sheet_by_name(name).to_python()
        assert same == before.get_sheet_by_name(name).to_python()


def test_marking_a_marked_copy_gives_the_same_file(original: bytes) -> None:
    once = marked(original)
    assert marked(once) == once
    assert marked(marked(original, (finding("C9"),))) == once


def test_unmarking_gives_every_part_back_byte_for_byte(original: bytes) -> None:
    copy = marked(original)
    assert pristine(Package.open(copy)) and not pristine(Package.open(original))
    back = unmarked(Package.open(copy))
    assert back is not None and unmarked(Package.open(back)) is None
    same_parts(back, original)


def test_a_marked_cell_keeps_its_looks_but_for_the_fill(tmp_path: Path) -> None:
    data = workbooks.rich(tmp_path)
    before = openpyxl.load_workbook(io.BytesIO(data))["Facts"]
    after = openpyxl.load_workbook(io.BytesIO(marked(data)))["Facts"]
    for address in ("A2", "B1", "B2", "C2"):
        was, now = before[address], after[address]
        for part in ("number_format", "font", "border", "alignment", "protection"):
            assert repr(getattr(now, part)) == repr(getattr(was, part)), (address, part)
    assert after["L2"].number_format == "0.0%"  # of its column
    fills = {address: after[address].fill.fgColor.rgb for address in ("A2", "B2", "C2", "B1")}
    assert fills["B2"] == "FFF8C0C0" and fills["A2"] == "FFF8E898"
    assert fills["C2"][:3] == "FFC" and fills["C2"] != "FFC0E0F8"  # its own fill is numbered
    assert fills["B1"][:4] == "FFA8"  # dark, since its font is white
    assert after["A6"].fill.fgColor.rgb == "FFF8C0C0"  # of merged cells, the one that shows


def test_each_finding_is_said_in_a_note_and_ones_own_notes_stay(tmp_path: Path) -> None:
    after = openpyxl.load_workbook(io.BytesIO(marked(workbooks.rich(tmp_path))))["Facts"]
    note = after["B2"].comment
    assert note.author == "factpack"
    assert "error SCH003\nKind is 'rumor'" in note.text and "→ did you mean 'rumour'?" in note.text
    own = after["A2"].comment
    assert own.author == "Anna" and own.text.startswith(
        "Anna: checked against page 4\n\n— factpack"
    )
    assert "warning ID003" in own.text
    assert after["D4"].comment and after["A6"].comment and not after["B7"].comment


def test_blank_cells_are_put_in_where_they_belong() -> None:
    data = Package.open(marked(by_hand())).read("xl/worksheets/sheet1.xml").decode()
    rows = re.findall(r"<row\b([^>]*)>(.*?)</row>", data)
    found = [(said.strip(), re.findall(r'<c\b[^>]*?\br="(\w+)"', cells)) for said, cells in rows]
    assert found == [
        ('r="1"', ["B1"]),
        ('r="2"', ["A2", "B2", "C2", "L2"]),
        ("", ["B3"]),
        ('r="4"', ["D4"]),
        ('r="7"', ["B7"]),
        ('r="9"', ["D9"]),
    ]
    assert '<dimension ref="A1:L9"/>' in data


def test_several_findings_of_one_cell_share_a_note_the_worst_first() -> None:
    found = (finding("A2", severity="note", code="X1"), finding("A2", code="X2"))
    after = openpyxl.load_workbook(io.BytesIO(marked(by_hand(), found)))["Facts"]
    text = after["A2"].comment.text
    assert text.index("error X2") < text.index("note X1")
    assert after["A2"].fill.fgColor.rgb == "FFF8C0C0"


def test_the_sheet_of_findings_lists_all_and_leads_to_the_cells(tmp_path: Path) -> None:
    listed = openpyxl.load_workbook(io.BytesIO(marked(workbooks.rich(tmp_path))))["Findings"]
    rows = list(listed.iter_rows(min_row=2, values_only=True))
    assert len(rows) == len(FOUND)
    assert rows[0] == (
        "error", "SCH003", "Facts!B2", "f1", "Kind", "rumor", FOUND[0].message, FOUND[0].fix,
    )  # fmt: skip
    assert listed["C2"].hyperlink.location == "'Facts'!B2"
    assert listed["C9"].hyperlink.location == "'Facts'!3:5"
    assert listed["C10"].hyperlink.location == "'Facts'!A1"
    assert listed["C11"].hyperlink is None and rows[9][2] == "facts.xlsx"


def test_a_threaded_comment_is_left_alone_and_told() -> None:
    data = workbooks.threaded()
    told = mark(Package.open(data), FOUND)
    assert told.threaded == ("Facts!B2",)
    after = openpyxl.load_workbook(io.BytesIO(told.data))["Facts"]
    assert after["B2"].comment.text == "[Threaded comment] Why?"
    assert after["B2"].fill.fgColor.rgb == "FFF8C0C0"
    assert after["A2"].comment.text.startswith("my own\n\n— factpack")


def test_a_workbook_without_findings_gets_a_sheet_that_says_so() -> None:
    told = mark(Package.open(by_hand()), ())
    assert (told.cells, told.unplaced) == (0, 0)
    rows = openpyxl.load_workbook(io.BytesIO(told.data))["Findings"]
    assert rows["G2"].value == "nothing to mend in this file"


def test_a_sheet_that_somebody_called_findings_stays() -> None:
    own = openpyxl.load_workbook(io.BytesIO(by_hand()))
    own.create_sheet("FINDINGS")["A1"] = "mine"
    out = io.BytesIO()
    own.save(out)
    book = openpyxl.load_workbook(io.BytesIO(marked(out.getvalue())))
    assert book.sheetnames == ["Facts", "FINDINGS", "Findings (2)"]
    assert book["FINDINGS"]["A1"].value == "mine"


# -- after another program has saved the copy ----------------------------------------------------


def resaved(data: bytes) -> bytes:
    """As openpyxl saves it: every part written anew, the record of factpack's gone."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_marks_are_known_by_their_signs_after_another_program_saved(tmp_path: Path) -> None:
    before = openpyxl.load_workbook(io.BytesIO(resaved(workbooks.rich(tmp_path))))
    copy = resaved(marked(workbooks.rich(tmp_path)))
    assert not pristine(Package.open(copy))
    back = unmarked(Package.open(copy))
    assert back is not None and unmarked(Package.open(back)) is None
    after = openpyxl.load_workbook(io.BytesIO(back))
    assert after.sheetnames == before.sheetnames
    assert list(after.defined_names) == list(before.defined_names)
    for sheet_ in before.worksheets:
        for row in sheet_.iter_rows(max_row=9, max_col=9):
            for cell in row:
                now = after[sheet_.title][cell.coordinate]
                assert now.value == cell.value
                assert (now.comment and now.comment.text) == (cell.comment and cell.comment.text)
                assert now.fill.fill_type == cell.fill.fill_type, cell.coordinate
                if cell.fill.fill_type:
                    assert now.fill.fgColor == cell.fill.fgColor


def test_what_a_person_wrote_into_a_note_of_factpacks_stays() -> None:
    book = openpyxl.load_workbook(io.BytesIO(marked(by_hand(), (finding("A2"), finding("C2")))))
    for address, more in (("A2", "\nI have checked: it is right"), ("C2", "")):
        text = book["Facts"][address].comment.text
        text = text + more if more else text.replace("rumor", "RUMOUR, says Anna")
        book["Facts"][address].comment = openpyxl.comments.Comment(text, "factpack")
    out = io.BytesIO()
    book.save(out)
    back = unmarked(Package.open(out.getvalue()))
    assert back is not None
    after = openpyxl.load_workbook(io.BytesIO(back))["Facts"]
    assert after["A2"].comment.text.strip() == "I have checked: it is right"
    assert "RUMOUR, says Anna" in after["C2"].comment.text


def test_rows_that_were_sorted_lose_their_fills_all_the_same(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(marked(workbooks.rich(tmp_path))))
    book["Facts"].insert_rows(2, 3)
    out = io.BytesIO()
    book.save(out)
    back = unmarked(Package.open(out.getvalue()))
    assert back is not None
    after = openpyxl.load_workbook(io.BytesIO(back))["Facts"]
    assert after["B5"].value == "rumor" and after["B5"].fill.fill_type is None
    assert after["C5"].fill.fgColor.rgb == "FFFFFF00"


@pytest.mark.parametrize("had", [0, 1, 63, 64, 511])
@pytest.mark.parametrize("dark", [False, True])
def test_a_colour_tells_which_fill_the_cell_had(had: int, dark: bool) -> None:
    for severity in ("error", "warning", "note"):
        assert signs.had(signs.colour(severity, had, dark=dark)) == had


def test_a_colour_of_ones_own_is_no_mark() -> None:
    assert [signs.had(each) for each in ("FFFFFF00", "FFF0C0C0", "", "FFF8C0", "theme")] == [
        None
    ] * 5


def test_many_notes_have_shape_ids_of_their_own(tmp_path: Path) -> None:
    found = tuple(finding(f"{'ABC'[n % 3]}{n // 3 + 1}") for n in range(3000))
    after = Package.open(marked(workbooks.rich(tmp_path), found))
    shapes = after.read("xl/drawings/vmlDrawing1.vml")
    ids = re.findall(rb'id="_x0000_s(\d+)"', shapes)
    assert len(ids) == len(set(ids)) > 2990
    blocks = re.search(rb'idmap v:ext="edit" data="([\d,]+)"', shapes)
    assert blocks is not None
    assert {int(each) // 1024 for each in ids} == {int(each) for each in blocks[1].split(b",")}


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not here")
def test_libreoffice_opens_a_marked_copy_and_its_copy_can_be_unmarked(tmp_path: Path) -> None:
    source = tmp_path / "facts.xlsx"
    source.write_bytes(marked(workbooks.rich(tmp_path)))
    profile = (tmp_path / "profile").as_uri()
    command = ["soffice", "--headless", f"-env:UserInstallation={profile}", "--convert-to", "xlsx"]
    subprocess.run(
        [*command, "--outdir", tmp_path / "saved", source], check=True, capture_output=True
    )
    saved = (tmp_path / "saved" / "facts.xlsx").read_bytes()
    book = openpyxl.load_workbook(io.BytesIO(saved))
    assert book.sheetnames == ["Facts", "Plain", "Findings"]
    assert "SCH003" in book["Facts"]["B2"].comment.text
    back = unmarked(Package.open(saved))
    assert back is not None
    after = openpyxl.load_workbook(io.BytesIO(back))
    assert after.sheetnames == ["Facts", "Plain"]
    assert after["Facts"]["B2"].comment is None and after["Facts"]["B2"].fill.fill_type is None
    assert after["Facts"]["A2"].comment.text.strip() == "Anna: checked against page 4"
    assert after["Facts"]["C2"].fill.fgColor.rgb == "FFFFFF00"


if __name__ == "__main__":
    LISTED.write_text("\n".join(map(written, BY_HAND)), encoding="utf-8")
