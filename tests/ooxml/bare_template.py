"""A template by hand with a Table and nothing that could be left out, as few programs write it."""

from __future__ import annotations

from ooxml.build import MAIN, OFFICE, SPREADSHEET, packed, parts, relationships, sheet

HEADINGS = ("Name", "Value")


def bare(
    *,
    rows: str | None = None,
    before: str = "",
    after: str = "",
    workbook: str = "",
    table: str = "",
    kind: str = "",
    **more: str | bytes,
) -> bytes:
    """A Table `figures` at B2:C3 of S1; `rows` are the sheet's, `table` is said of the Table.

    `before` and `after` stand around the rows, `workbook` before its sheets, `more` are parts by
    their names.
    """
    headings = "".join(f'<tableColumn id="{n}" name="{h}"/>' for n, h in enumerate(HEADINGS, 1))
    given = rows if rows is not None else ROWS
    here = sheet(
        given, before=before, after=after + '<tableParts><tablePart r:id="rId1"/></tableParts>'
    )
    here = here.replace("<worksheet ", f'<worksheet xmlns:r="{OFFICE}" ')
    made = parts(
        here,
        sheet('<row r="1"><c r="A1"><f>SUM(figures[Value])</f><v>1</v></c></row>'),
        workbook=workbook,
        formats=["0.0"],
    )
    types = str(made["[Content_Types].xml"])
    override = f'<Override PartName="/xl/tables/table1.xml" ContentType="{SPREADSHEET}.table+xml"/>'
    made["[Content_Types].xml"] = types.replace("</Types>", f"{override}</Types>")
    made["xl/worksheets/_rels/sheet1.xml.rels"] = relationships(("table", "../tables/table1.xml"))
    made["xl/tables/table1.xml"] = (
        f'<table xmlns="{MAIN}" id="1" name="figures" displayName="figures" ref="B2:C3"{kind}>'
        f'{table}<tableColumns count="2">{headings}</tableColumns></table>'
    )
    return packed(made | more)


ROWS = (
    '<row><c r="A1" t="inlineStr"><is><t>{{title}}</t></is></c></row>'
    '<row r="2"><c r="B2" t="inlineStr"><is><t>Name</t></is></c>'
    '<c t="inlineStr"><is><t>Value</t></is></c></row>'
    '<row r="3" s="1" customFormat="1" ht="20" spans="1:3"><c r="B3"/><c><v>1</v></c></row>'
    '<row r="5"><c r="C5"><f>SUM(C3:C3)</f><v>1</v></c></row>'
)
