"""All that two more records change in a workbook by hand, line by line.

PYTHONPATH=.:tests python tests/ooxml/test_appended.py     writes appended.txt anew, for a look
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from ooxml.bare_template import bare
from ooxml.build import MAIN, changes, packed, parts, sheet

from toolkit.ooxml.container.package import Package
from toolkit.ooxml.container.workbook import read_workbook_part
from toolkit.ooxml.editing.append import Records, append_rows
from toolkit.ooxml.sheets.formats import read_formats
from toolkit.ooxml.sheets.written import Value

AROUND = (
    '<autoFilter ref="B2:C4"/>'
    '<protectedRanges><protectedRange sqref="B3:B4" name="p"/></protectedRanges>'
    '<conditionalFormatting sqref="B3:C4 C9"><cfRule><formula>C3&gt;1</formula></cfRule>'
    "</conditionalFormatting>"
    '<conditionalFormatting sqref="B3:B4 B5:B9"/><conditionalFormatting sqref="E3:E4"/>'
    '<dataValidations><dataValidation sqref="C3:C4"><formula1>$B$3:$B$4</formula1>'
    "<formula2>$B$3:$B$9</formula2></dataValidation></dataValidations>"
    '<ignoredErrors><ignoredError sqref="C4"/></ignoredErrors>'
    '<extLst><x:v xmlns:x="x"><x:dataValidation><x:formula1><x:f>S1!$C$3:$C$4</x:f></x:formula1>'
    "<x:sqref>B3:B4</x:sqref></x:dataValidation></x:v></extLst>"
)
HELD = (
    '<row r="2"><c r="B2" t="inlineStr"><is><t>Name</t></is></c>'
    '<c r="C2" t="inlineStr"><is><t>Value</t></is></c></row>'
    '<row r="3" ht="15"><c r="B3" s="2" t="inlineStr"><is><t>first</t></is></c>'
    '<c r="C3" s="1"><v>-2500000.5</v></c></row>'
    '<row r="4"><c r="B4" s="2" t="inlineStr"><is><t>second</t></is></c>'
    '<c r="C4"><v>12</v></c></row>'
)
LIST = (
    '<dataValidations><dataValidation sqref="A1:A9"><formula1>S1!$B$3:$B$4</formula1>'
    "</dataValidation></dataValidations>"
)
NAMED = (
    '<definedNames><definedName name="_xlnm._FilterDatabase" localSheetId="0">S1!$B$2:$C$4'
    '</definedName><definedName name="ids">S1!$B$3:$B$4</definedName><definedName name="first">'
    "S1!$B$3</definedName></definedNames>"
)
WRAPPED = (
    '<fonts><font><sz val="11"/></font><font><sz val="20"/></font></fonts><cellXfs>'
    '<xf numFmtId="0"/><xf numFmtId="3"/><xf numFmtId="0" fontId="1"><alignment wrapText="1"/></xf>'
    "</cellXfs>"
)
GIVEN: list[Mapping[int, Value]] = [
    {2: "a text of several words that takes lines", 3: Decimal(3_000_000)},
    {2: "short", 3: 7},
]
TOTALS = (
    '<row r="5"><c r="B5" t="inlineStr"><is><t>Total</t></is></c>'
    '<c r="C5"><f>SUBTOTAL(109,figures[Value])</f><v>5</v></c></row>'
    '<row r="7"><c r="B7"><v>1</v></c></row>'
)


def by_hand(kind: str) -> bytes:
    """Records in B3:C4 of S1: in a Table, in one with a total row, or in none."""
    styles = f'<styleSheet xmlns="{MAIN}">{WRAPPED}</styleSheet>'
    if kind == "no table":
        made = parts(sheet(HELD, after=AROUND), sheet("", after=LIST), workbook=NAMED)
        return packed(made | {"xl/styles.xml": styles})
    data = bare(
        rows=HELD + (TOTALS if kind == "totals" else ""),
        before='<cols><col min="2" max="2" width="12"/></cols>',
        after=AROUND.partition("/>")[2],
        workbook=NAMED,
        table='<autoFilter ref="B2:C4"/>',
        kind=' totalsRowCount="1"' if kind == "totals" else "",
        **{"xl/styles.xml": styles},
    )
    package = Package.open(data)
    last = 5 if kind == "totals" else 4
    table = package.read("xl/tables/table1.xml").decode().replace("B2:C3", f"B2:C{last}")
    return package.to_bytes({"xl/tables/table1.xml": table.encode()})


LISTED = Path(__file__).with_name("appended.txt")
KINDS = ("table", "totals", "no table")


def appended(data: bytes, rows: list[Mapping[int, Value]]) -> bytes:
    package = Package.open(data)
    workbook = read_workbook_part(package)
    formats = read_formats(package, workbook.part)
    records = Records(2, 4, (2, 3))
    done = append_rows(package, workbook, workbook.sheets[0], records, rows, formats)
    return package.to_bytes(done.replaced)


def written(kind: str) -> str:
    """What two more records change in a workbook by hand."""
    data = by_hand(kind)
    return f"== {kind} ==\n{changes(data, appended(data, GIVEN))}"


@pytest.mark.parametrize("kind", KINDS)
def test_all_that_two_more_records_change_is_as_it_is_listed(kind: str) -> None:
    listed = LISTED.read_text(encoding="utf-8").split("\n\n== ")
    (expected,) = (each for each in listed if each.removeprefix("== ").startswith(f"{kind} ==\n"))
    assert written(kind).strip() == f"== {expected.removeprefix('== ')}".strip()


def test_nothing_to_append_changes_nothing() -> None:
    data = by_hand("table")
    assert changes(data, appended(data, [])).strip() == ""


if __name__ == "__main__":
    LISTED.write_text("\n".join(map(written, KINDS)), encoding="utf-8")
