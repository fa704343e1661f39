"""What a workbook holds beside the values of its cells: formulas and notes, in parts by hand."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest

from toolkit.errors import FactpackError
from toolkit.merge.beside import comments, formula_places
from toolkit.merge.side import Loose
from toolkit.ooxml.container.package import Package

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
PREFIXED = 'xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
THREADED = 'xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"'
RELATED = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'


def package(rows: str = "", *, prefix: str = "", parts: dict[str, str] | None = None) -> Package:
    """A workbook of two sheets, the first of which has these rows."""
    book = openpyxl.Workbook()
    book.active.title = "Facts"
    book.create_sheet("Plain")["A1"] = "f of x"
    held = io.BytesIO()
    book.save(held)
    made = io.BytesIO()
    data = f"<{prefix}sheetData>{rows}</{prefix}sheetData>"
    of = PREFIXED if prefix else MAIN
    new = {"xl/worksheets/sheet1.xml": f"<{prefix}worksheet {of}>{data}</{prefix}worksheet>"}
    new |= parts or {}
    with zipfile.ZipFile(held) as old, zipfile.ZipFile(made, "w") as file:
        for name in old.namelist():
            file.writestr(name, new.pop(name, None) or old.read(name))
        for name, text in new.items():
            file.writestr(name, text)
    return Package.open(made.getvalue(), shown="book.xlsx")


@pytest.mark.parametrize(
    ("rows", "prefix", "places"),
    [
        ('<row r="3"><c r="B3"><f>1+1</f><v>2</v></c></row>', "", {(3, 2)}),
        ('<x:row r="3"><x:c r="B3"><x:f>1+1</x:f></x:c></x:row>', "x:", {(3, 2)}),
        ('<x:row r="1"><x:c r="A1"><x:f t="shared" si="0"/></x:c></x:row>', "x:", {(1, 1)}),
        (
            "<row><c><v>1</v></c><c><f>1</f></c></row><row><c/><c/><c><f>2</f></c></row>",
            "",
            {(1, 2), (2, 3)},
        ),
        ('<row r="5"/><row><c r="C6"/><c><f>1</f></c></row>', "", {(6, 4)}),
        ('<row r="2"><c r="A2"><f>1</f></c><c r="B2"><v>1</v></c></row>', "", {(2, 1)}),
        ('<row r="2"><c r="A2"><v>1</v></c></row>', "", set()),
    ],
)
def test_a_formula_is_found_where_its_cell_stands(
    rows: str, prefix: str, places: set[tuple[int, int]]
) -> None:
    found = formula_places(package(rows, prefix=prefix))
    assert found.get("Facts", frozenset()) == places
    assert set(found) <= {"Facts"} or found["Plain"] == frozenset()


OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
LATER = "http://schemas.microsoft.com/office/2017/10/relationships/"


def noted(**parts: tuple[str, str]) -> Package:
    """A workbook whose first sheet has these parts, each of a type and with its text."""
    said = "".join(
        f'<Relationship Id="{name}" Type="{type_}" Target="../{name}.xml"/>'
        for name, (type_, _) in parts.items()
    )
    given = {f"xl/{name}.xml": text for name, (_, text) in parts.items()}
    rels = {
        "xl/worksheets/_rels/sheet1.xml.rels": f"<Relationships {RELATED}>{said}</Relationships>"
    }
    return package(parts=rels | given)


def test_every_note_that_says_something_is_told_with_its_cell() -> None:
    old = (
        f"<comments {MAIN}><authors><author>eva</author></authors><commentList>"
        '<comment ref="B2"><text><r><t>is </t></r><r><rPr/><t>this _x0041_ gross?</t></r></text>'
        '</comment><comment ref="C3"><text><t> </t></text></comment>'
        '<comment ref="D4"><text>bare</text></comment><comment><text>lost</text></comment>'
        "</commentList></comments>"
    )
    assert comments(noted(c1=(f"{OFFICE}comments", old))) == (
        Loose("Facts (note)", "B2", "is this A gross?"),
        Loose("Facts (note)", "D4", "bare"),
        Loose("Facts (note)", "", "lost"),
    )
    assert comments(noted(c1=(f"{OFFICE}drawing", old))) == ()
    assert comments(package()) == ()


def test_a_thread_is_told_in_its_own_words_alone() -> None:
    stands = "[Threaded comment]\n\nYour version of Excel allows you to read this.\n\nComment: why?"
    old = "".join(
        f'<comment ref="{at}"><text><t>{text}</t></text></comment>'
        for at, text in (("B2", stands), ("B3", stands), ("B4", "mine"))
    )
    old = f"<comments {MAIN}><authors/><commentList>{old}</commentList></comments>"
    new = "".join(
        f'<threadedComment ref="{at}" id="{at}"><text>{text}</text></threadedComment>'
        for at, text in (("B2", "why?"), ("B2", "so"), ("B4", "and this"))
    )
    new = f"<ThreadedComments {THREADED}>{new}</ThreadedComments>"
    book = noted(c1=(f"{OFFICE}comments", old), t1=(f"{LATER}threadedComment", new))
    assert [(one.place, one.text) for one in comments(book)] == [
        *(("B3", stands), ("B4", "mine"), ("B2", "why?"), ("B2", "so"), ("B4", "and this")),
    ]


def test_a_part_that_cannot_be_read_is_told_by_its_name() -> None:
    broken = noted(c1=(f"{OFFICE}comments", "<a><b"))
    with pytest.raises(FactpackError, match=r"^book\.xlsx.*xl/c1\.xml"):
        comments(broken)
    with pytest.raises(FactpackError, match=r"^book\.xlsx.*xl/worksheets/sheet1\.xml"):
        formula_places(package("<row><f>"))
