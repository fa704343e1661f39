"""A sheet taken out of a workbook: what pointed at it goes, and the others keep their places."""

from __future__ import annotations

import re

import pytest
from ooxml.build import packed, parts, sheet

from toolkit.ooxml.container.package import Package
from toolkit.ooxml.container.workbook import read_workbook_part
from toolkit.ooxml.editing.dropsheet import without_sheet

NAMES = (
    '<definedNames><definedName name="a" localSheetId="0">S1!$A$1</definedName>'
    '<definedName name="b" localSheetId="1">S2!$A$1</definedName>'
    '<definedName name="c" localSheetId="2">S3!$A$1</definedName>'
    '<definedName name="d">S3!$A$1</definedName></definedNames>'
)


def dropped(number: int, view: str) -> str:
    """The workbook's part without one of its three sheets."""
    views = f"<bookViews><workbookView{view}/></bookViews>"
    data = packed(parts(*[sheet("")] * 3, workbook=views))
    package = Package.open(data)
    book = package.read("xl/workbook.xml").replace(b"</sheets>", f"</sheets>{NAMES}".encode())
    package = Package.open(package.to_bytes({"xl/workbook.xml": book}))
    gone = read_workbook_part(package).sheets[number]
    made = Package.open(package.to_bytes(without_sheet(package, gone)))
    assert gone.part not in made
    return made.read("xl/workbook.xml").decode()


VIEWS = [  # the sheet that goes, what the view says of sheets by number, and says then
    (0, ' activeTab="2" firstSheet="1"', ' activeTab="1" firstSheet="0"'),
    (1, ' activeTab="2" firstSheet="1"', ' activeTab="1" firstSheet="0"'),
    (2, ' activeTab="1" firstSheet="0"', ' activeTab="1" firstSheet="0"'),
    (2, ' activeTab="0"', ' activeTab="0"'),
]


@pytest.mark.parametrize(("number", "view", "then"), VIEWS)
def test_the_sheet_that_is_open_stays_open(number: int, view: str, then: str) -> None:
    made = dropped(number, view)
    assert re.findall(r"<workbookView([^>]*)/>", made) == [then]


def test_names_of_the_sheet_go_and_those_of_later_sheets_follow() -> None:
    made = dropped(1, "")
    assert re.findall(r'<sheet name="(\w+)"', made) == ["S1", "S3"]
    assert re.findall(r'<definedName name="(\w)"(?: localSheetId="(\d)")?', made) == [
        ("a", "0"),
        ("c", "1"),
        ("d", ""),
    ]
