"""The workbook part, its texts and its tables."""

from __future__ import annotations

import pytest
from ooxml import build

from toolkit.errors import UnreadableFile
from toolkit.ooxml.container.package import Package
from toolkit.ooxml.container.workbook import DefinedName, Sheet, Workbook, read_workbook_part
from toolkit.ooxml.sheets.strings import read_strings
from toolkit.ooxml.sheets.tables import Table, read_tables

EMPTY = build.sheet("")


def opened(parts: dict[str, str | bytes]) -> tuple[Package, Workbook]:
    package = Package.open(build.packed(parts), shown="a.xlsx")
    return package, read_workbook_part(package)


def replaced(part: str, old: str, new: str) -> dict[str, str | bytes]:
    parts = build.parts(EMPTY, EMPTY)
    assert old in str(parts[part])
    return {**parts, part: str(parts[part]).replace(old, new)}


def test_sheets_come_as_listed_with_their_states() -> None:
    _, workbook = opened(build.parts(EMPTY, EMPTY, EMPTY, states={2: "hidden", 3: "veryHidden"}))
    assert workbook.sheets == (
        Sheet("S1", "xl/worksheets/sheet1.xml", "visible", "worksheet"),
        Sheet("S2", "xl/worksheets/sheet2.xml", "hidden", "worksheet"),
        Sheet("S3", "xl/worksheets/sheet3.xml", "veryHidden", "worksheet"),
    )
    assert (workbook.dates, workbook.strict, workbook.to_be_calculated) == ("1900", False, False)


def test_a_strict_workbook_lists_its_sheets_too() -> None:
    parts = build.parts(EMPTY, main=build.STRICT, office=build.STRICT_OFFICE)
    _, workbook = opened(parts)
    assert workbook.strict
    assert [sheet.name for sheet in workbook.sheets] == ["S1"]


@pytest.mark.parametrize(
    ("said", "dates"),
    [
        ('<workbookPr date1904="1"/>', "1904"),
        ('<workbookPr date1904="true"/>', "1904"),
        ('<workbookPr date1904="0"/>', "1900"),
        ('<workbookPr dateCompatibility="0"/>', "exact"),
    ],
)
def test_the_date_system_is_the_workbooks_own(said: str, dates: str) -> None:
    assert opened(build.parts(EMPTY, workbook=said))[1].dates == dates


def test_names_are_read_with_their_sheets() -> None:
    said = (
        '<definedNames><definedName name="rate">S1!$A$1</definedName>'
        '<definedName name="_xlnm.Print_Area" localSheetId="0" hidden="1">S1!A:B</definedName>'
        "</definedNames>"
    )
    assert opened(build.parts(EMPTY, workbook=said))[1].defined_names == (
        DefinedName("rate", "S1!$A$1", None, hidden=False),
        DefinedName("_xlnm.Print_Area", "S1!A:B", 0, hidden=True),
    )


REFUSED = {
    "a sheet without a part": (
        {k: v for k, v in build.parts(EMPTY, EMPTY).items() if "sheet2" not in k},
        "its sheet 'S2' is listed, but its part, xl/worksheets/sheet2.xml, is missing",
    ),
    "a sheet without an arrow": (
        replaced("xl/workbook.xml", "rId2", "rId9"),
        "its sheet 'S2' is listed, but its part is missing",
    ),
    "a sheet outside": (
        replaced("xl/_rels/workbook.xml.rels", "worksheets/sheet2.xml", "../../sheet2.xml"),
        "its sheet 'S2' is listed, but its part is missing",
    ),
    "a sheet that is none": (
        replaced("xl/workbook.xml", "rId2", "rId4"),
        "its sheet 'S2' is of a kind that is not known",
    ),
    "two of one name": (replaced("xl/workbook.xml", '"S2"', '"s1"'), "two sheets named 's1'"),
    "two of one part": (
        replaced("xl/workbook.xml", "rId2", "rId1"),
        "its sheets 'S1' and 'S2' are one and the same part",
    ),
    "an odd state": (
        replaced("xl/workbook.xml", 'r:id="rId2" state="visible"', 'r:id="rId2" state="gone"'),
        "its sheet 'S2' is neither visible nor hidden: 'gone'",
    ),
    "no sheet": (build.parts(), "lists no sheet"),
    "another root": (
        {**build.parts(EMPTY), "xl/workbook.xml": f'<other xmlns="{build.MAIN}"/>'},
        f"begins with '{build.MAIN} other'",
    ),
    "another namespace": (
        replaced("xl/workbook.xml", build.MAIN, "urn:other"),
        "xl/workbook.xml is no workbook",
    ),
    "malformed": (
        {**build.parts(EMPTY), "xl/workbook.xml": f'<workbook xmlns="{build.MAIN}">'},
        "xl/workbook.xml is no well-formed XML",
    ),
    "a binary workbook": (
        replaced(
            "[Content_Types].xml",
            f"{build.SPREADSHEET}.sheet.main+xml",
            "application/vnd.ms-excel.sheet.binary.macroEnabled.main",
        ),
        r"a binary workbook \(\.xlsb\)",
    ),
    "a document": (
        replaced("[Content_Types].xml", "spreadsheetml.sheet", "wordprocessingml.document"),
        "a Word document",
    ),
    "no main part": (
        replaced("_rels/.rels", "officeDocument/2006", "other/2006"),
        "its package names no main part",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_workbook_that_hides_or_doubles_sheets_is_refused(name: str) -> None:
    parts, said = REFUSED[name]
    with pytest.raises(UnreadableFile, match=said) as refusal:
        opened(parts)
    assert "a.xlsx" in refusal.value.what


def test_shared_texts_are_joined_without_phonetic_hints() -> None:
    strings = [
        "<si><t>plain</t></si>",
        '<si><t xml:space="preserve"> kept </t></si>',
        "<si><r><rPr><b/></rPr><t>rich </t></r><r><t>text</t></r></si>",
        "<si><t>課</t><rPh sb='0' eb='1'><t>か</t></rPh><phoneticPr fontId='1'/></si>",
        "<si><t>_x0041_ &amp; _x005F_x0041_</t></si>",
        "<si/>",
    ]
    package, workbook = opened(build.parts(EMPTY, strings=strings))
    assert read_strings(package, workbook.part) == [
        "plain",
        " kept ",
        "rich text",
        "課",
        "A & _x0041_",
        "",
    ]


def test_tables_are_read_with_their_columns() -> None:
    xml = (
        f'<table xmlns="{build.MAIN}" id="1" name="facts" displayName="facts" ref="A3:B9" '
        'totalsRowCount="1"><tableColumns count="2"><tableColumn id="1" name="Id"/>'
        '<tableColumn id="2" name="Two_x000a_lines"/></tableColumns></table>'
    )
    parts = build.parts(EMPTY) | {
        "xl/tables/table1.xml": xml,
        "xl/worksheets/_rels/sheet1.xml.rels": build.relationships(
            ("table", "../tables/table1.xml")
        ),
    }
    package, workbook = opened(parts)
    assert read_tables(package, workbook.sheets[0].part) == (
        Table("xl/tables/table1.xml", "facts", "A3:B9", ("Id", "Two\nlines"), 1, 1),
    )
