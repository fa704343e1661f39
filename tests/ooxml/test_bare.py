"""A template by hand, with parts and elements that may be left out, or that few programs write."""

from __future__ import annotations

import re

import pytest
from made.filled import filled
from ooxml.bare_template import ROWS, bare
from ooxml.build import OFFICE

from toolkit.errors import UnusableTemplate

SHEET = "xl/worksheets/sheet1.xml"


def rows_of(part: str) -> list[str]:
    """Each row, without namespaces."""
    return re.findall(r"<row.*?</row>|<row[^>]*/>", part)


def test_a_template_without_places_dimension_names_or_properties_is_filled() -> None:
    done = filled(bare(), {"figures": 3})
    assert rows_of(done.part(SHEET)) == [
        '<row><c r="A1" t="inlineStr"><is><t>A title</t></is></c></row>',
        '<row r="2"><c r="B2" t="inlineStr"><is><t>Name</t></is></c>'
        '<c t="inlineStr"><is><t>Value</t></is></c></row>',
        *(
            f'<row r="{n + 3}" s="1" customFormat="1"><c r="B{n + 3}" s="0" t="inlineStr">'
            f'<is><t>n{n}</t></is></c><c r="C{n + 3}" s="0"><v>{n + 1}0</v></c></row>'
            for n in range(3)
        ),
        '<row r="7"><c r="C7"><f>SUM(C3:C5)</f></c></row>',
    ]
    assert done.told.uncalculated == ("S1!C7", "S2!A1")
    assert done.told.followed == ("xl/worksheets/sheet2.xml",)
    assert done.part("xl/workbook.xml").endswith('</sheets><calcPr fullCalcOnLoad="1"/></workbook>')
    assert 'ref="B2:C5"' in done.part("xl/tables/table1.xml")
    kind = "application/vnd.openxmlformats-package.core-properties+xml"
    assert f'<Override PartName="/docProps/core.xml" ContentType="{kind}"/></Types>' in done.part(
        "[Content_Types].xml"
    )
    assert done.part("_rels/.rels").endswith(
        '/metadata/core-properties" Target="docProps/core.xml"/></Relationships>'
    )
    assert "<dc:title>T</dc:title><dc:creator>factpack</dc:creator>" in done.part(
        "docProps/core.xml"
    )


def test_a_row_of_a_fixed_height_gives_it_to_every_row() -> None:
    rows = ROWS.replace(' ht="20"', ' ht="20" customHeight="1"')
    first, second = rows_of(filled(bare(rows=rows), {"figures": 2}).part(SHEET))[2:4]
    for row in (first, second):
        assert ' s="1" customFormat="1" ht="20" customHeight="1">' in row


STYLES = [  # of the sample cell, of its row, of its column: the first that is said holds
    ('<row r="3"><c r="B3" s="1"/></row>', "1", "0"),
    ('<row r="3" s="1"><c r="B3" s="0"/></row>', "0", "1"),
    ('<row r="3"><c r="C3"/></row>', "1", "0"),
    ('<row r="3" ht="9"/>', "1", "0"),
    ("", "1", "0"),
]


@pytest.mark.parametrize(("sample", "name", "value"), STYLES)
def test_a_filled_cell_has_the_format_that_excel_would_give_it(
    sample: str, name: str, value: str
) -> None:
    rows = ROWS[: ROWS.index('<row r="3"')] + sample
    columns = '<cols><col min="2" max="2" width="9" style="1"/></cols>'
    done = filled(bare(rows=rows, before=columns), {"figures": 1})
    assert re.findall(r'<c r="[BC]3" s="(\d)"', done.part(SHEET)) == [name, value]


# What a sheet says of B3:C3, which is filled with three rows, and of what stands beneath, and how
# it reads then. Column A and what stands above stay.
BEFORE = [
    (
        '<sheetViews><sheetView topLeftCell="B5"><pane topLeftCell="C7" ySplit="2"/>'
        '<selection activeCell="C5" sqref="C5 A1"/></sheetView></sheetViews>',
        '<sheetViews><sheetView topLeftCell="B7"><pane topLeftCell="C9" ySplit="2"/>'
        '<selection activeCell="C7" sqref="C7 A1"/></sheetView></sheetViews>',
    ),
    ('<dimension ref="A1:C5"/>', '<dimension ref="A1:C7"/>'),
    ('<dimension ref="A1:F2"/>', '<dimension ref="A1:F7"/>'),
    ('<dimension ref="none"/>', '<dimension ref="B2:C7"/>'),
]
AFTER = [
    (
        '<scenarios sqref="C5"><scenario name="s"><inputCells r="C6" val="1"/></scenario>'
        "</scenarios>",
        '<scenarios sqref="C7"><scenario name="s"><inputCells r="C8" val="1"/></scenario>'
        "</scenarios>",
    ),
    (
        '<protectedRanges><protectedRange sqref="B3:C3 C6" name="p"/></protectedRanges>',
        '<protectedRanges><protectedRange sqref="B3:C5 C8" name="p"/></protectedRanges>',
    ),
    ('<autoFilter ref="B7:C9"/>', '<autoFilter ref="B9:C11"/>'),
    (
        '<sortState ref="B7:C9"><sortCondition ref="C7:C9"/></sortState>',
        '<sortState ref="B9:C11"><sortCondition ref="C9:C11"/></sortState>',
    ),
    (
        '<dataConsolidate><dataRefs><dataRef ref="B7:C9"/><dataRef ref="B7:C9" sheet="S1"/>'
        '<dataRef ref="B7:C9" sheet="S2"/></dataRefs></dataConsolidate>',
        '<dataConsolidate><dataRefs><dataRef ref="B9:C11"/><dataRef ref="B9:C11" sheet="S1"/>'
        '<dataRef ref="B7:C9" sheet="S2"/></dataRefs></dataConsolidate>',
    ),
    (
        '<customSheetViews><customSheetView topLeftCell="C6"/></customSheetViews>',
        '<customSheetViews><customSheetView topLeftCell="C8"/></customSheetViews>',
    ),
    (
        '<mergeCells><mergeCell ref="B7:C8"/></mergeCells>',
        '<mergeCells><mergeCell ref="B9:C10"/></mergeCells>',
    ),
    (
        '<conditionalFormatting sqref="C3 C8"><cfRule><formula>C3&gt;$C$9</formula></cfRule>'
        "</conditionalFormatting>",
        '<conditionalFormatting sqref="C3:C5 C10"><cfRule><formula>C3&gt;$C$11</formula></cfRule>'
        "</conditionalFormatting>",
    ),
    (
        '<conditionalFormatting sqref="C8"><cfRule><colorScale><cfvo type="formula" val="$C$9"/>'
        '<cfvo type="num" val="$C$9"/><cfvo type="formula"/></colorScale></cfRule>'
        "</conditionalFormatting>",
        '<conditionalFormatting sqref="C10"><cfRule><colorScale><cfvo type="formula" val="$C$11"/>'
        '<cfvo type="num" val="$C$9"/><cfvo type="formula"/></colorScale></cfRule>'
        "</conditionalFormatting>",
    ),
    (
        '<dataValidations count="1"><dataValidation sqref="C9"><formula1>$B$7:$B$8</formula1>'
        "<formula2>C8+S2!C8</formula2></dataValidation></dataValidations>",
        '<dataValidations count="1"><dataValidation sqref="C11"><formula1>$B$9:$B$10</formula1>'
        "<formula2>C10+S2!C8</formula2></dataValidation></dataValidations>",
    ),
    (
        '<rowBreaks><brk id="6" man="1"/><brk id="1"/></rowBreaks><colBreaks><brk id="6"/>'
        "</colBreaks>",
        '<rowBreaks><brk id="8" man="1"/><brk id="1"/></rowBreaks><colBreaks><brk id="6"/>'
        "</colBreaks>",
    ),
    (
        '<customSheetViews><customSheetView><rowBreaks><brk id="6"/></rowBreaks><colBreaks>'
        '<brk id="6"/></colBreaks></customSheetView></customSheetViews>',
        '<customSheetViews><customSheetView><rowBreaks><brk id="8"/></rowBreaks><colBreaks>'
        '<brk id="6"/></colBreaks></customSheetView></customSheetViews>',
    ),
    (
        '<cellWatches><cellWatch r="C5"/><cellWatch r="A1"/></cellWatches>',
        '<cellWatches><cellWatch r="C7"/><cellWatch r="A1"/></cellWatches>',
    ),
    (
        '<ignoredErrors><ignoredError sqref="B3:C3 B9"/></ignoredErrors>',
        '<ignoredErrors><ignoredError sqref="B3:C5 B11"/></ignoredErrors>',
    ),
    (
        '<controls><control><controlPr linkedCell="$C$5" listFillRange="S1!$B$3:$B$3"><anchor>'
        "<from><col>1</col><row>4</row></from><to><col>2</col><row>6</row></to></anchor>"
        "</controlPr></control></controls>",
        '<controls><control><controlPr linkedCell="$C$7" listFillRange="S1!$B$3:$B$5"><anchor>'
        "<from><col>1</col><row>6</row></from><to><col>2</col><row>8</row></to></anchor>"
        "</controlPr></control></controls>",
    ),
    (
        "<oleObjects><oleObject><objectPr><anchor><to><col>1</col><row>6</row></to></anchor>"
        "</objectPr></oleObject></oleObjects>",
        "<oleObjects><oleObject><objectPr><anchor><to><col>1</col><row>6</row></to></anchor>"
        "</objectPr></oleObject></oleObjects>",
    ),
    (
        '<extLst><ext><x:group xmlns:x="x"><f>S1!C3</f><sqref>C6</sqref></x:group></ext></extLst>',
        '<extLst><ext><x:group xmlns:x="x"><f>S1!C3:C5</f><sqref>C8</sqref></x:group></ext>'
        "</extLst>",
    ),
    (
        '<hyperlinks><hyperlink ref="C5" location="S1!C6"/><hyperlink ref="A1" location="S2!C6"/>'
        "</hyperlinks>",
        '<hyperlinks><hyperlink ref="C7" location="S1!C8"/><hyperlink ref="A1" location="S2!C6"/>'
        "</hyperlinks>",
    ),
    (  # one in the sample row goes with it
        '<hyperlinks><hyperlink ref="C3" location="S2!A1"/><hyperlink ref="C5"/></hyperlinks>',
        '<hyperlinks><hyperlink ref="C7"/></hyperlinks>',
    ),
]


@pytest.mark.parametrize(("given", "made"), BEFORE)
def test_what_stands_before_the_rows_follows(given: str, made: str) -> None:
    assert f"{made}<sheetData>" in filled(bare(before=given), {"figures": 3}).part(SHEET)


@pytest.mark.parametrize(("given", "made"), AFTER)
def test_what_stands_after_the_rows_follows(given: str, made: str) -> None:
    assert f"</sheetData>{made}<tableParts>" in filled(bare(after=given), {"figures": 3}).part(
        SHEET
    )


WORKBOOKS = [
    (
        '<fileSharing userName="anna"/><workbookPr/>',
        "<workbookPr/>",
    ),
    ("<bookViews><workbookView/></bookViews>", "<bookViews><workbookView/></bookViews>"),
]


@pytest.mark.parametrize(("given", "made"), WORKBOOKS)
def test_the_workbook_says_nothing_of_who_saved_it(given: str, made: str) -> None:
    part = filled(bare(workbook=given), {"figures": 3}).part("xl/workbook.xml")
    assert part.partition(f'xmlns:r="{OFFICE}">')[2].startswith(f"{made}<sheets>")


TABLES = [
    (
        '<autoFilter ref="B2:C3"/><sortState ref="B3:C3"><sortCondition ref="C3:C3"/></sortState>',
        '<autoFilter ref="B2:C5"/><sortState ref="B3:C5"><sortCondition ref="C3:C5"/></sortState>',
    ),
    (
        '<autoFilter ref="B2:C3"><filterColumn colId="0" hiddenButton="1"/></autoFilter>',
        '<autoFilter ref="B2:C5"><filterColumn colId="0" hiddenButton="1"/></autoFilter>',
    ),
]


@pytest.mark.parametrize(("given", "made"), TABLES)
def test_what_the_table_says_of_itself_follows(given: str, made: str) -> None:
    part = filled(bare(table=given), {"figures": 3}).part("xl/tables/table1.xml")
    assert f'ref="B2:C5">{made}<tableColumns' in part


def test_a_table_that_was_empty_is_so_no_more() -> None:
    part = filled(bare(kind=' insertRow="1"'), {"figures": 3}).part("xl/tables/table1.xml")
    assert "insertRow" not in part


REFUSED = [
    (
        bare(rows='<row r="2"/><row r="2"/>'),
        "the rows of sheet 'S1' are out of order",
    ),
    (bare(rows=""), "the Table 'figures' has no heading cells on sheet 'S1'"),
    (bare(kind=' headerRowCount="0"'), "the Table 'figures' on sheet 'S1' has no heading row"),
    (
        bare(table='<autoFilter ref="B2:C3"><filterColumn><filters/></filterColumn></autoFilter>'),
        "the Table 'figures' is filtered, so rows would hide",
    ),
    (
        bare(after='<mergeCells><mergeCell ref="C3:D9"/></mergeCells>'),
        "the Table 'figures' on sheet 'S1' stands in merged cells, C3:D9",
    ),
    (
        bare(rows=ROWS.replace("<v>1</v></c></row>", '<f t="dataTable" ref="C3"/></c></row>', 1)),
        "the Table 'figures' on sheet 'S1' holds a formula that fills several cells, at S1!C3",
    ),
    (
        bare(rows=ROWS + '<row r="1048575"><c r="C1048575"><v>1</v></c></row>'),
        "S1!C1048575 would move to row 1,048,577; a sheet has 1,048,576",
    ),
]


@pytest.mark.parametrize(("template", "says"), REFUSED)
def test_a_template_that_cannot_be_filled_is_refused(template: bytes, says: str) -> None:
    with pytest.raises(UnusableTemplate) as refused:
        filled(template, {"figures": 3})
    assert refused.value.what.endswith(says)
    assert refused.value.hint


def test_a_mere_format_at_the_sheets_end_gives_way() -> None:
    rows = ROWS + '<row r="1048575"><c r="C1048575" s="1"/></row><row r="1048576"/>'
    assert rows_of(filled(bare(rows=rows), {"figures": 3}).part(SHEET))[-1].startswith('<row r="7"')
