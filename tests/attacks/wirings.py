"""Packages whose wiring is the attack: content types, relationships, sheets listed, names."""

from __future__ import annotations

from attacks.base import (
    ARROWS,
    BOOK,
    BOOK_ARROWS,
    BOOK_RELS,
    CONTENT_TYPES,
    LISTED,
    MAIN,
    OFFICE,
    SECOND,
    SHEET,
    SPREADSHEET,
    STRINGS,
    STYLES,
    TEXTS,
    Made,
    Read,
    Refused,
    arrow,
    book,
    but,
    case,
    packed,
    relationships,
    shared,
    sheet,
    sound,
    types,
    with_cell,
)

PURL = "http://purl.oclc.org/ooxml"


# -- content types ------------------------------------------------------------------------------


@case
def no_content_types() -> Made:
    """The part that every package has is missing."""
    return but({CONTENT_TYPES: None}), Refused("zip without")


@case
def content_types_of_nothing() -> Made:
    """The part is there and empty."""
    return but({CONTENT_TYPES: b""}), Refused("Content_Types")


@case
def content_types_that_say_nothing() -> Made:
    """No part has a type."""
    data = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    return but({CONTENT_TYPES: data}), Refused("type 'unknown'|unknown")


@case
def workbook_that_says_document() -> Made:
    """The workbook is said to be a Word document."""
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return but({CONTENT_TYPES: types({BOOK: word})}), Refused("Word document")


@case
def workbook_that_says_presentation() -> Made:
    """The workbook is said to be a presentation."""
    slides = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
    return but({CONTENT_TYPES: types({BOOK: slides})}), Refused("PowerPoint presentation")


@case
def workbook_that_says_binary() -> Made:
    """An .xlsb under the name of an .xlsx."""
    binary = "application/vnd.ms-excel.sheet.binary.macroEnabled.main"
    return but({CONTENT_TYPES: types({BOOK: binary})}), Refused("binary workbook")


@case
def type_twice() -> Made:
    """Two types for one part."""
    more = f'<Override PartName="/{SHEET}" ContentType="application/vnd.ms-excel.macrosheet+xml"/>'
    return but({CONTENT_TYPES: types(more=more)}), Refused("two types")


@case
def sheet_of_a_wrong_type() -> Made:
    """A worksheet by its relationship, a picture by its type: what it holds decides."""
    return but({CONTENT_TYPES: types({SHEET: "image/png"})}), Read()


@case
def macros_by_type() -> Made:
    """Macros in an .xlsx: read for its values, its macros never run."""
    kind = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    more = {
        CONTENT_TYPES: types(
            {BOOK: kind, "xl/vbaProject.bin": "application/vnd.ms-office.vbaProject"}
        ),
        "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0" + b"\0" * 2_000,
    }
    return but(more), Read()


@case
def macro_workbook() -> Made:
    """The same under its right name."""
    kind = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    vba = {BOOK: kind, "xl/vbaProject.bin": "application/vnd.ms-office.vbaProject"}
    more = {CONTENT_TYPES: types(vba), "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0" + b"\0" * 2_000}
    return but(more), Read(), "facts.xlsm"


# -- relationships ------------------------------------------------------------------------------


@case
def no_relationships() -> Made:
    """Nothing says which part is the workbook."""
    return but({"_rels/.rels": None}), Refused("no main part")


@case
def two_workbooks() -> Made:
    """Two parts are said to be the workbook."""
    data = relationships(
        arrow("rId1", "officeDocument", "xl/workbook.xml"),
        arrow("rId2", "officeDocument", "xl/workbook2.xml"),
    )
    return but({"_rels/.rels": data, "xl/workbook2.xml": book()}), Refused("2 main parts")


@case
def workbook_elsewhere() -> Made:
    """The workbook is on the web."""
    data = relationships(
        arrow("rId1", "officeDocument", "http://127.0.0.1:9/x", ' TargetMode="External"')
    )
    return but({"_rels/.rels": data}), Refused("no main part")


@case
def workbook_by_a_file_url() -> Made:
    """The workbook is a file of this machine, without saying that it is external."""
    data = relationships(arrow("rId1", "officeDocument", "file:///etc/passwd"))
    return but({"_rels/.rels": data}), Refused("no main part")


@case
def workbook_outside() -> Made:
    """The workbook lies above the package."""
    data = relationships(arrow("rId1", "officeDocument", "../../etc/passwd"))
    return but({"_rels/.rels": data}), Refused("no main part")


@case
def workbook_in_another_place() -> Made:
    """The workbook has an unusual name: legal, and found by its relationship."""
    parts = sound()
    parts["elsewhere/buch.xml"] = parts.pop(BOOK)
    arrows = "".join(BOOK_ARROWS).replace('Target="', 'Target="../xl/')
    parts["elsewhere/_rels/buch.xml.rels"] = relationships(arrows)
    del parts[BOOK_RELS]
    parts["_rels/.rels"] = relationships(arrow("rId1", "officeDocument", "/elsewhere/buch.xml"))
    parts[CONTENT_TYPES] = types({BOOK: "", "elsewhere/buch.xml": f"{SPREADSHEET}.sheet.main+xml"})
    return packed(parts), Read()


@case
def sheet_missing() -> Made:
    """A listed sheet whose part is not there, which libraries leave out in silence."""
    return but({SECOND: None}), Refused("'Entities' is listed, but its part.*is missing")


@case
def sheet_without_relationship() -> Made:
    """A listed sheet whose relationship is not there."""
    data = relationships(*BOOK_ARROWS[:1], *BOOK_ARROWS[2:])
    return but({BOOK_RELS: data}), Refused("'Entities' is listed")


@case
def workbook_without_relationships() -> Made:
    """No sheet can be found."""
    return but({BOOK_RELS: None}), Refused("'Facts' is listed")


@case
def sheet_elsewhere() -> Made:
    """A sheet on the web."""
    data = relationships(
        arrow("rId1", "worksheet", "http://127.0.0.1:9/s.xml", ' TargetMode="External"'),
        *BOOK_ARROWS[1:],
    )
    return but({BOOK_RELS: data}), Refused("'Facts' is listed, but its part")


@case
def sheet_outside() -> Made:
    """A sheet above the package."""
    data = relationships(
        arrow("rId1", "worksheet", "../../../../etc/passwd"),
        *BOOK_ARROWS[1:],
    )
    return but({BOOK_RELS: data}), Refused("'Facts' is listed, but its part")


@case
def sheet_by_backslashes() -> Made:
    """A target with backslashes."""
    data = relationships(arrow("rId1", "worksheet", r"worksheets\sheet1.xml"), *BOOK_ARROWS[1:])
    return but({BOOK_RELS: data}), Refused("'Facts' is listed, but its part")


@case
def sheet_in_another_case() -> Made:
    """WORKSHEETS/Sheet1.XML is the same part (ECMA-376 Part 2, 6.2.2): read."""
    data = relationships(arrow("rId1", "worksheet", "WORKSHEETS/Sheet1.XML"), *BOOK_ARROWS[1:])
    return but({BOOK_RELS: data}), Read()


@case
def sheet_by_percent() -> Made:
    """worksheets/%73heet1.xml is the same part: read."""
    data = relationships(arrow("rId1", "worksheet", "worksheets/%73heet1.xml"), *BOOK_ARROWS[1:])
    return but({BOOK_RELS: data}), Read()


@case
def relationship_twice() -> Made:
    """Two relationships of one id."""
    other = arrow("rId1", "worksheet", "worksheets/sheet2.xml")
    return but({BOOK_RELS: relationships(*BOOK_ARROWS, other)}), Refused("'rId1' twice")


@case
def two_sheets_one_part() -> Made:
    """Two sheets that are the same part."""
    data = relationships(
        BOOK_ARROWS[0],
        arrow("rId2", "worksheet", "worksheets/sheet1.xml"),
        *BOOK_ARROWS[2:],
    )
    return but({BOOK_RELS: data}), Refused("one and the same part")


@case
def two_shared_strings() -> Made:
    """Two parts of shared texts: readers take the first, or the last."""
    other = shared([text[::-1] for text in TEXTS])
    data = relationships(*BOOK_ARROWS, arrow("rId9", "sharedStrings", "strings2.xml"))
    return but({BOOK_RELS: data, "xl/strings2.xml": other}), Refused("two|2")


@case
def two_styles() -> Made:
    """Two parts of styles: what is a date in one is none in the other."""
    data = relationships(*BOOK_ARROWS, arrow("rId9", "styles", "styles2.xml"))
    return but({BOOK_RELS: data, "xl/styles2.xml": sound()[STYLES]}), Refused("two|2")


@case
def relationships_in_a_circle() -> Made:
    """A sheet that points at the workbook, which points at the sheet."""
    data = relationships(arrow("rId1", "officeDocument", "../workbook.xml"))
    return but({"xl/worksheets/_rels/sheet1.xml.rels": data}), Read()


@case
def sheet_that_is_the_workbook() -> Made:
    """A sheet whose part is the workbook itself."""
    data = relationships(arrow("rId1", "worksheet", "workbook.xml"), *BOOK_ARROWS[1:])
    return but({BOOK_RELS: data}), Refused("workbook.xml.*begins with 'workbook'")


@case
def sheet_that_is_the_strings() -> Made:
    """A sheet whose part is that of the texts."""
    data = relationships(arrow("rId1", "worksheet", "sharedStrings.xml"), *BOOK_ARROWS[1:])
    return but({BOOK_RELS: data}), Refused("begins with 'sst'")


@case
def links_to_anywhere() -> Made:
    """Links by odd schemes and to a network share: read, never followed."""
    targets = ("javascript:alert(1)", "file://host/share/x", "\\\\host\\share", "http://[bad")
    data = relationships(
        *(
            arrow(f"rId{n}", "hyperlink", target, ' TargetMode="External"')
            for n, target in enumerate(targets, 1)
        )
    )
    return but({"xl/worksheets/_rels/sheet1.xml.rels": data}), Read()


@case
def relationships_by_the_thousand() -> Made:
    """Ten thousand relationships of one part."""
    many = (arrow(f"rIdx{n}", "hyperlink", f"urn:{n * 7919}") for n in range(10_000))
    return but({BOOK_RELS: relationships(*BOOK_ARROWS, *many)}), Read()


@case
def relationship_of_no_address() -> Made:
    """A target that no URL is."""
    data = relationships(*BOOK_ARROWS, arrow("rId9", "theme", "http://[::1"))
    return but({BOOK_RELS: data}), Read()


@case
def strings_missing() -> Made:
    """Cells point at shared texts that are not there."""
    found = [f"{c}{r}" for r in range(1, 5) for c in "ABCDEFGHI" if not (c == "G" and r > 1)]
    gone = {f"Facts!{each}": None for each in found}
    return but({STRINGS: None}), Read(gone, tuple(("SHT009", each) for each in found))


@case
def styles_missing() -> Made:
    """No styles: numbers are numbers."""
    return but({STYLES: None}), Read()


# -- the list of sheets -------------------------------------------------------------------------


@case
def no_sheets() -> Made:
    """A workbook that lists none."""
    return but({BOOK: book("")}), Refused("lists no sheet")


@case
def sheet_name_twice() -> Made:
    """Two sheets of one name."""
    listed = LISTED.replace("Entities", "Facts")
    return but({BOOK: book(listed)}), Refused("two sheets named 'Facts'")


@case
def sheet_name_twice_but_for_case() -> Made:
    """Facts and FACTS."""
    return but({BOOK: book(LISTED.replace("Entities", "FACTS"))}), Refused("two sheets named")


@case
def sheet_without_a_name() -> Made:
    """A sheet whose name is blank: its cells are read, and told as those of an unknown sheet."""
    listed = LISTED.replace('name="Entities"', 'name=""')
    return but({BOOK: book(listed)}), Refused("name")


@case
def sheet_name_of_controls() -> Made:
    """A name that would write to a terminal: shown without its controls."""
    listed = LISTED.replace("Entities", "_x001B_]0;evil_x0007_")
    return but({BOOK: book(listed)}), Refused("sheet.*name.*x1b")


@case
def sheet_name_that_turns_round() -> Made:
    """A name with bidi controls reads as another."""
    listed = LISTED.replace("Entities", "‮stcaF")
    return but({BOOK: book(listed)}), Refused("name.*u202e")


@case
def sheet_name_of_a_megabyte() -> Made:
    """A name that fills the screen."""
    import random

    noise = random.Random(7).randbytes(20_000).hex()
    listed = LISTED.replace("Entities", noise + "a" * 500_000)
    return but({BOOK: book(listed)}), Refused("name")


@case
def sheets_by_the_thousand() -> Made:
    """Three thousand sheets: bounded work."""
    parts = sound()
    listed, arrows = [LISTED], [*BOOK_ARROWS]
    for n in range(10, 3_010):
        listed.append(f'<sheet name="S{n}" sheetId="{n}" r:id="x{n}"/>')
        arrows.append(arrow(f"x{n}", "worksheet", f"worksheets/s{n}.xml"))
        parts[f"xl/worksheets/s{n}.xml"] = sheet([])
    parts |= {BOOK: book("".join(listed)), BOOK_RELS: relationships(*arrows)}
    names = ("Facts", "Entities", *(f"S{n}" for n in range(10, 3_010)))
    return packed(parts), Read(sheets=names)


@case
def sheets_of_one_part_by_the_thousand() -> Made:
    """Two thousand sheets that share a part: a bomb that no ratio tells."""
    listed = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="rId1"/>' for n in range(1, 2_000))
    return but({BOOK: book(listed)}), Refused("one and the same part")


@case
def sheet_very_hidden() -> Made:
    """A sheet that only a program can show: read, and said."""
    listed = LISTED.replace('sheetId="2"', 'sheetId="2" state="veryHidden"')
    return but({BOOK: book(listed)}), Read(told=(("SHT002", None),))


@case
def sheet_hidden() -> Made:
    """A hidden sheet: read, and said."""
    listed = LISTED.replace('sheetId="1"', 'sheetId="1" state="hidden"')
    return but({BOOK: book(listed)}), Read(told=(("SHT002", None),))


@case
def sheet_of_no_known_state() -> Made:
    """A state that nobody knows may hide it or not."""
    listed = LISTED.replace('sheetId="1"', 'sheetId="1" state="gone"')
    return but({BOOK: book(listed)}), Refused("neither visible nor hidden")


@case
def sheet_of_no_known_kind() -> Made:
    """A relationship of a kind that nobody knows."""
    data = relationships(arrow("rId1", "futureSheet", "worksheets/sheet1.xml"), *BOOK_ARROWS[1:])
    return but({BOOK_RELS: data}), Refused("kind that is not known")


@case
def macro_sheet() -> Made:
    """An XLM sheet beside the facts: never run, read for what stands in it."""
    listed = LISTED + '<sheet name="Macro1" sheetId="3" r:id="rId7" state="veryHidden"/>'
    kind = "http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet"
    more = f'<Relationship Id="rId7" Type="{kind}" Target="macrosheets/sheet1.xml"/>'
    xm = "http://schemas.microsoft.com/office/excel/2006/main"
    data = (
        f'<xm:macrosheet xmlns="{MAIN}" xmlns:xm="{xm}"><sheetData><row r="1">'
        '<c r="A1" t="str"><f>EXEC("calc.exe")</f><v>x</v></c></row></sheetData></xm:macrosheet>'
    ).encode()
    return (
        but(
            {
                BOOK: book(listed),
                BOOK_RELS: relationships(*BOOK_ARROWS, more),
                "xl/macrosheets/sheet1.xml": data,
            }
        ),
        Read({"Macro1!A1": "x"}, (("SHT002", None),), ("Facts", "Entities", "Macro1")),
    )


@case
def names_of_garbage() -> Made:
    """Defined names that refer to nothing, to other workbooks, to themselves."""
    garbage = (
        '<definedNames><definedName name="_xlnm.Print_Area">#REF!</definedName>'
        '<definedName name="a">a+a</definedName><definedName name=""/>'
        "<definedName name=\"b\">'[1]\\\\host\\x.xlsx'!A1</definedName>"
        '<definedName name="c" localSheetId="999999">Facts!$A$1</definedName>'
        '<definedName name="d" localSheetId="-1">((((((</definedName>'
        '<definedName name="_xlnm.Auto_Open" hidden="1">cmd|\' /c calc\'!A0</definedName>'
        "</definedNames>"
    )
    return but({BOOK: book(after=garbage)}), Read()


@case
def names_by_the_thousand() -> Made:
    """Fifty thousand defined names."""
    many = "".join(
        f'<definedName name="n{n}">Facts!$A${n * 7 % 999 + 1}</definedName>' for n in range(50_000)
    )
    return but({BOOK: book(after=f"<definedNames>{many}</definedNames>")}), Read()


@case
def external_link_with_its_values() -> Made:
    """The values of another workbook, kept in this one: no reader takes them for facts."""
    data = relationships(*BOOK_ARROWS, arrow("rId9", "externalLink", "externalLinks/l1.xml"))
    link = (
        f'<externalLink xmlns="{MAIN}"><externalBook><sheetNames><sheetName val="Facts"/>'
        '</sheetNames><sheetDataSet><sheetData sheetId="0"><row r="2"><cell r="G2"><v>9</v></cell>'
        "</row></sheetData></sheetDataSet></externalBook></externalLink>"
    ).encode()
    return but({BOOK_RELS: data, "xl/externalLinks/l1.xml": link}), Read()


@case
def table_broken() -> Made:
    """A Table that reaches past the grid and names columns that are not there."""
    table = (
        f'<table xmlns="{MAIN}" id="1" name="T" displayName="T" ref="A1:XFE9999999" '
        'headerRowCount="99"><tableColumns count="9999"><tableColumn id="1" name="zzz"/>'
        "</tableColumns></table>"
    ).encode()
    more = {
        SHEET: sheet(after='<tableParts count="1"><tablePart r:id="rId1"/></tableParts>'),
        "xl/worksheets/_rels/sheet1.xml.rels": relationships(
            arrow("rId1", "table", "../tables/table1.xml")
        ),
        "xl/tables/table1.xml": table,
    }
    return but(more), Read()


# -- strict, and other dialects -----------------------------------------------------------------


def _strict(text: bytes) -> bytes:
    return (
        text.replace(MAIN.encode(), f"{PURL}/spreadsheetml/main".encode())
        .replace(OFFICE.encode(), f"{PURL}/officeDocument/relationships".encode())
    )  # fmt: skip


@case
def strict() -> Made:
    """Strict Open XML: what a common library opens with no sheets at all is read."""
    parts = {name: _strict(data) for name, data in sound().items()}
    return packed(parts), Read()


@case
def strict_sheet_in_a_transitional_workbook() -> Made:
    """One part strict, the others not."""
    return but({SHEET: _strict(sheet())}), Read()


@case
def strict_date() -> Made:
    """A date as text, as strict workbooks store it."""
    parts = {name: _strict(data) for name, data in sound().items()}
    parts[SHEET] = _strict(with_cell("G2", '<c r="G2" s="1" t="d"><v>2025-09-12</v></c>'))
    return packed(parts), Read({"Facts!G2": "2025-09-12"})


@case
def strict_package_relationships() -> Made:
    """A namespace of relationships that no standard has."""
    data = sound()["_rels/.rels"].replace(ARROWS.encode(), f"{PURL}/package/relationships".encode())
    return but({"_rels/.rels": data}), Refused("no main part")
