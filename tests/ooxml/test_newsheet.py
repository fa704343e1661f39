"""A worksheet added part by part: readers find it, and every other part is as it was."""

from __future__ import annotations

import io
import warnings
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
import xlsxwriter
from ooxml.build import MAIN, OFFICE, STRICT, STRICT_OFFICE, packed, parts, sheet
from python_calamine import CalamineWorkbook

from toolkit.errors import FactpackError
from toolkit.ooxml.container.package import Package
from toolkit.ooxml.editing.newsheet import Linked, NewColumn, NewSheet, free_sheet_name, with_sheet

NEW = NewSheet(
    "Choices",
    (
        NewColumn("Field"),
        NewColumn("Place", width=30),
        NewColumn("Ours"),
        NewColumn("When"),
        NewColumn("Choice", choices=("base", "ours", "theirs"), fill="FFFFF2CC"),
        NewColumn("Key", hidden=True),
    ),
    (
        ("=cmd()", Linked("S1!A1", "'S1'!A1"), Decimal("-3.20"), date(2025, 9, 26), None, "k1"),
        (" kept ", None, True, date(1850, 1, 1), "ours", "\ud800"),
    ),
    colour="FFC00000",
)
PLAIN = parts(sheet('<row r="1"><c r="A1" s="1"><v>1</v></c></row>'), formats=["0.00"])


def added(data: bytes, new: NewSheet = NEW) -> tuple[Package, dict[str, bytes | None], bytes]:
    package = Package.open(data)
    replaced = with_sheet(package, new)
    return package, replaced, package.to_bytes(replaced)


def by_xlsxwriter() -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    facts = book.add_worksheet("Facts")
    facts.write_row("A1", ["a", 2, 3])
    facts.add_sparkline("D1", {"range": "Facts!A1:C1"})
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "=Facts!$A$1:$C$1"})
    facts.insert_chart("F2", chart)
    drawn = book.add_chart({"type": "bar"})
    drawn.add_series({"values": "=Facts!$A$1:$C$1"})
    book.add_chartsheet("Drawn").set_chart(drawn)
    book.define_name("Area", "=Facts!$A$1:$C$1")
    book.close()
    return out.getvalue()


def by_openpyxl() -> bytes:
    out = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.append([1, 2])
    book.save(out)
    return out.getvalue()


def prefixed() -> bytes:
    made = dict(PLAIN)
    for name in ("xl/workbook.xml", "xl/styles.xml", "xl/worksheets/sheet1.xml"):
        text = str(made[name]).replace('<?xml version="1.0" encoding="UTF-8"?>', "")
        text = text.replace("</", "\0").replace("<", "<x:").replace("\0", "</x:")
        made[name] = text.replace(f'xmlns="{MAIN}"', f'xmlns:x="{MAIN}"')
    types = str(made["[Content_Types].xml"]).replace("</", "\0").replace("<", "<t:")
    made["[Content_Types].xml"] = types.replace("\0", "</t:").replace("xmlns=", "xmlns:t=")
    return packed(made)


def without_styles() -> bytes:
    made = {name: part for name, part in PLAIN.items() if name != "xl/styles.xml"}
    arrows = str(made["xl/_rels/workbook.xml.rels"])
    made["xl/_rels/workbook.xml.rels"] = arrows.replace(
        f'<Relationship Id="rId3" Type="{OFFICE}/styles" Target="styles.xml"/>', ""
    )
    made["xl/worksheets/sheet1.xml"] = sheet('<row r="1"><c r="A1"><v>1</v></c></row>')
    return packed(made)


FILES = {
    "by hand": packed(PLAIN),
    "prefixes": prefixed(),
    "without styles": without_styles(),
    "strict": packed(parts(sheet("", main=STRICT), main=STRICT, office=STRICT_OFFICE)),
    "XlsxWriter": by_xlsxwriter(),
    "openpyxl": by_openpyxl(),
}


@pytest.mark.parametrize("name", FILES)
def test_an_independent_reader_finds_the_sheet_and_its_values(name: str) -> None:
    before = CalamineWorkbook.from_filelike(io.BytesIO(FILES[name])).sheet_names
    book = CalamineWorkbook.from_filelike(io.BytesIO(added(FILES[name])[2]))
    assert book.sheet_names == [*before, "Choices"]
    rows = book.get_sheet_by_name("Choices").to_python()
    assert rows[0] == ["Field", "Place", "Ours", "When", "Choice", "Key"]
    assert rows[1] == ["=cmd()", "S1!A1", -3.2, date(2025, 9, 26), "", "k1"]
    assert rows[2] == [" kept ", "", True, "1850-01-01", "ours", "\ufffd"]


@pytest.mark.parametrize("name", FILES)
def test_only_the_workbooks_own_parts_change(name: str) -> None:
    package, replaced, data = added(FILES[name])
    changed = {part for part in replaced if part in package.names}
    assert changed <= {
        "[Content_Types].xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        "docProps/app.xml",
    }
    after = Package.open(data)
    for part in set(package.names) - changed:
        assert after.read(part) == package.read(part), part
    assert added(FILES[name])[2] == data


@pytest.mark.parametrize("name", [name for name in FILES if name != "strict"])
def test_the_sheet_has_its_looks_links_and_drop_downs(name: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(added(FILES[name])[2]))
    made = book["Choices"]
    assert made["A1"].font.b and made["A1"].fill.fgColor.rgb == "FFD9E1F2"
    assert made["B2"].hyperlink.location == "'S1'!A1" and made["B2"].font.u
    assert made["D2"].number_format == "yyyy-mm-dd"
    assert made["E2"].fill.fgColor.rgb == "FFFFF2CC" and made["A2"].quotePrefix
    assert (made.freeze_panes, made.sheet_properties.tabColor.rgb) == ("A2", "FFC00000")
    assert made.column_dimensions["B"].width == 30 and made.column_dimensions["F"].hidden
    (rule,) = made.data_validations.dataValidation
    assert (str(rule.sqref), rule.formula1) == ("E2:E3", '"base,ours,theirs"')


@pytest.mark.parametrize("name", ["XlsxWriter", "openpyxl"])
def test_every_format_that_was_there_keeps_its_number(name: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        before = openpyxl.load_workbook(io.BytesIO(FILES[name]))
        after = openpyxl.load_workbook(io.BytesIO(added(FILES[name])[2]))
    for sheet_ in before.worksheets:
        for row in sheet_.iter_rows():
            for cell in row:
                same = after[sheet_.title][cell.coordinate]
                assert same.number_format == cell.number_format
                assert repr((same.font, same.fill)) == repr((cell.font, cell.fill))


def test_the_list_of_sheets_in_the_properties_names_the_new_one() -> None:
    _, replaced, _ = added(FILES["XlsxWriter"])
    told = replaced["docProps/app.xml"]
    assert told is not None
    assert b"<vt:i4>2</vt:i4>" in told and b'<vt:vector size="4" baseType="lpstr">' in told
    order = [b"<vt:lpstr>Facts</vt:lpstr>", b"<vt:lpstr>Choices</vt:lpstr>"]
    assert b"".join([*order, b"<vt:lpstr>Drawn</vt:lpstr><vt:lpstr>Area</vt:lpstr>"]) in told


@pytest.mark.parametrize(
    ("wanted", "taken", "given"),
    [
        ("Findings", [], "Findings"),
        ("Findings", ["findings"], "Findings (2)"),
        ("Findings", ["FINDINGS", "Findings (2)"], "Findings (3)"),
        ("A" * 40, ["a" * 31], "A" * 27 + " (2)"),
        ("a/b[c]:d", [], "a b c  d"),
        ("'History'", [], "History (2)"),
        ("", [], "Sheet"),
        ("𝄞" * 20, [], "𝄞" * 15),
    ],
)
def test_a_sheets_name_is_one_that_excel_takes(wanted: str, taken: list[str], given: str) -> None:
    assert free_sheet_name(wanted, taken) == given


def test_choices_that_excel_cannot_offer_are_refused() -> None:
    for choices in (("x" * 256,), ("a,b",)):
        with pytest.raises(FactpackError, match="drop-down"):
            added(FILES["by hand"], NewSheet("S", (NewColumn("C", choices=choices),), ()))


def test_a_text_longer_than_a_cell_holds_is_cut_with_an_ellipsis() -> None:
    data = added(FILES["by hand"], NewSheet("S", (NewColumn("C"),), (("x" * 40_000,),)))[2]
    cell = openpyxl.load_workbook(io.BytesIO(data))["S"]["A2"].value
    assert len(cell) == 32_767 and cell.endswith("x…")
