"""What a workbook says outside its cells: read from parts by hand, and held against another's."""

from __future__ import annotations

import pytest
from ooxml.build import MAIN, OFFICE, packed, parts, relationships, sheet

from toolkit.pack.besides import Beside, Moved, Unlike, read_besides, unlike

R = f'xmlns:r="{OFFICE}"'
NAMES = (
    '<definedNames><definedName name="rate">S1!$A$1</definedName>'
    '<definedName name="own" localSheetId="1">S2!$A$1</definedName>'
    '<definedName name="lost" localSheetId="7">S2!$A$2</definedName>'
    '<definedName name="secret" hidden="1">S1!$A$2</definedName>'
    '<definedName name="_xlnm._FilterDatabase" localSheetId="0">S1!$A$1</definedName>'
    '<definedName name="_xlnm.Print_Area" localSheetId="0">S1!$A$1:$B$2</definedName>'
    "</definedNames>"
)
AFTER = (
    f'<hyperlinks {R}><hyperlink ref="A1" r:id="rId9"/><hyperlink ref="A2" location="S2!A1"/>'
    '<hyperlink ref="A3" r:id="rId9" location="part_x0041_"/></hyperlinks>'
    '<headerFooter{}><oddHeader>&amp;L&amp;"Arial,Bold"&amp;12Left&amp;C&amp;KFF0000A &amp;&amp; B'
    "&amp;RPage &amp;P&amp;</oddHeader><oddFooter>&amp;D</oddFooter><evenHeader>Even</evenHeader>"
    "<firstFooter>First</firstFooter></headerFooter>"
)
COMMENTS = (
    f'<comments xmlns="{MAIN}"><commentList><comment ref="B2"><text><r><t>two </t></r><r><t>'
    'lines\nof_x0041_</t></r></text></comment><comment ref="B3"/></commentList></comments>'
)
DRAWING = (
    '<d xmlns:a="a" xmlns:mc="mc"><sp><p><a:r><a:t>two </a:t></a:r><a:r><a:t>runs</a:t></a:r></p>'
    "<p><a:r><a:t>more</a:t></a:r></p></sp><sp><p/></sp><mc:AlternateContent><mc:Choice><sp><p>"
    "<a:r><a:t>new</a:t></a:r></p></sp></mc:Choice><mc:Fallback><sp><p><a:r><a:t>old</a:t></a:r>"
    "</p></sp></mc:Fallback></mc:AlternateContent></d>"
)
CHART = (
    "<c><title><p><r><t>The </t></r><r><t>title</t></r></p></title><title><p/></title>"
    '<ser><tx><v>A "name"</v></tx><cat><f>S1!$A$1</f></cat><val><f>S1!$B$1</f></val></ser>'
    "<ser><tx><f>S1!$C$1</f></tx><val><f>S1!$C$2</f></val></ser></c>"
)
VML = (
    '<xml xmlns:v="v" xmlns:x="x"><v:shape><v:textbox><div>Press <b>here</b></div></v:textbox>'
    '<x:ClientData ObjectType="Button"/></v:shape><v:shape><v:textbox>a note</v:textbox>'
    '<x:ClientData ObjectType="Note"/></v:shape></xml>'
)
PIVOT = (
    f'<pivotTableDefinition xmlns="{MAIN}" name="P"><location ref="D4:E9"/></pivotTableDefinition>'
)


def book(flags: str = "", vml: str = VML) -> bytes:
    made = parts(sheet("", after=AFTER.replace("{}", flags)), sheet(""), workbook=NAMES)
    arrows = relationships(
        *(("comments", "../comments1.xml"), ("drawing", "../drawings/drawing1.xml")),
        *(("vmlDrawing", "../drawings/vml1.vml"), ("pivotTable", "../pivotTables/p1.xml")),
        ("comments", "../comments9.xml"),
    )
    link = f'<Relationship Id="rId9" Type="{OFFICE}/hyperlink" Target="https://example.com/a" '
    made["xl/worksheets/_rels/sheet1.xml.rels"] = arrows.replace(
        "</Relationships>", f'{link}TargetMode="External"/></Relationships>'
    )
    made["xl/drawings/_rels/drawing1.xml.rels"] = relationships(
        ("chart", "../charts/chart1.xml"), ("image", "../media/i.png"), ("chart", "none.xml")
    )
    return packed(
        made
        | {"xl/comments1.xml": COMMENTS, "xl/drawings/drawing1.xml": DRAWING}
        | {
            "xl/drawings/vml1.vml": vml,
            "xl/pivotTables/p1.xml": PIVOT,
            "xl/charts/chart1.xml": CHART,
        }
    )


HEADERS = [Beside("header", "S1", "oddHeader", "Left A & B Page")]
LINKS = [
    Beside("link", "S1", "A1", "https://example.com/a"),
    Beside("link", "S1", "A2", "#S2!A1"),
    Beside("link", "S1", "A3", "https://example.com/a#partA"),
]
LISTED = [
    Beside("name", "", "rate", "S1!$A$1"),
    Beside("name", "S2", "own", "S2!$A$1"),
    Beside("name", "", "lost", "S2!$A$2"),
    Beside("name", "S1", "_xlnm.Print_Area", "S1!$A$1:$B$2"),
    *LINKS,
    *HEADERS,
    Beside("note", "S1", "B2", "two lines ofA"),
    Beside("text box", "S1", "", "two runs more"),
    Beside("text box", "S1", "", "new"),
    Beside(
        *("chart", "S1", "chart 1"),
        'title: The title\ntx: "A ""name"""\ntx: S1!$C$1\ncat: S1!$A$1\nval: S1!$B$1\nval: S1!$C$2',
    ),
    Beside("text box", "S1", "", "Press here"),
    Beside("pivot", "S1", "D4:E9", "P"),
]


def test_all_that_people_read_outside_the_cells_is_told() -> None:
    assert list(read_besides(book(), "book.xlsx")) == LISTED


def test_headers_count_where_the_sheet_uses_them() -> None:
    flags = ' differentOddEven="1" differentFirst="1"'
    found = [each[2:] for each in read_besides(book(flags), "b.xlsx") if each.kind == "header"]
    assert found == [
        ("oddHeader", "Left A & B Page"),
        ("evenHeader", "Even"),
        ("firstFooter", "First"),
    ]


def test_a_sheet_that_is_left_out_gives_no_links_and_no_headers() -> None:
    left = [each for each in LISTED if each not in (*LINKS, *HEADERS)]
    assert list(read_besides(book(), "book.xlsx", without=["S1"])) == left


def test_a_drawing_of_controls_that_is_no_xml_is_passed_over() -> None:
    found = read_besides(book(vml="<xml><br></xml>"), "book.xlsx")
    assert [each.text for each in found if each.kind == "text box"] == ["two runs more", "new"]


MOVED = Moved(  # sheet Old is New now, Gone is gone; row 2 is row 5 now, row 3 was taken out
    lambda sheet: {"Old": "New", "Gone": None}.get(sheet, sheet),
    lambda sheet, cell: {"A2": "A5", "A3": None}.get(cell, cell),
    lambda formula, sheet: formula.replace("Old!A2", "New!A5").upper(),
    lambda formula, sheet: formula.upper(),
)
CASES: list[tuple[list[Beside], list[Beside], list[Unlike]]] = [
    ([], [], []),
    (
        [Beside("note", "Old", "A2", "words")],
        [Beside("note", "New", "A5", "words")],
        [],
    ),
    (
        [Beside("note", "Old", "A2", "words")],
        [Beside("note", "New", "A2", "words")],
        [
            Unlike("note", "New", "A5", "words", None),
            Unlike("note", "New", "A2", None, "words"),
        ],
    ),
    ([Beside("note", "Old", "A3", "words"), Beside("link", "Gone", "A1", "x")], [], []),
    (
        [Beside("note", "S", "A1", "words")],
        [Beside("note", "s", "a1", "others")],
        [Unlike("note", "S", "A1", "words", "others")],
    ),
    ([Beside("name", "", "Rate", "Old!A2")], [Beside("name", "", "rate", "new!a5")], []),
    (
        [Beside("name", "", "rate", "Old!A2")],
        [Beside("name", "", "rate", "New!A6")],
        [Unlike("name", "", "rate", "Old!A2", "New!A6")],
    ),
    (
        [Beside("name", "", "rate", "S!A1")],
        [Beside("name", "S", "rate", "S!A1")],
        [
            Unlike("name", "", "rate", "S!A1", None),
            Unlike("name", "S", "rate", None, "S!A1"),
        ],
    ),
    (  # a link that a program writes otherwise is the same
        [
            Beside("link", "S", "A1:B2", "#Old!A2"),
            Beside("link", "S", "C1", "https://example.com/a%20b/#x%20y"),
        ],
        [
            Beside("link", "S", "A1", "#new!a5"),
            Beside("link", "S", "C1", "https://example.com/a b#x y"),
        ],
        [],
    ),
    (
        [Beside("link", "S", "C1", "https://example.com/a#x")],
        [Beside("link", "S", "C1", "https://example.com/a")],
        [Unlike("link", "S", "C1", "https://example.com/a#x", "https://example.com/a")],
    ),
    (  # boxes and charts have no name that stays
        [Beside("text box", "S", "", "one"), Beside("text box", "S", "", "two")],
        [Beside("text box", "S", "", "two"), Beside("text box", "S", "", "three")],
        [Unlike("text box", "S", "", "one", "three")],
    ),
    (
        [Beside("chart", "S", "chart 1", "title: A B\nval: Old!A2\n")],
        [Beside("chart", "S", "chart 2", "val: new!a5\ntitle: AB")],
        [],
    ),
    (
        [Beside("chart", "S", "chart 1", "val: S!A1")],
        [Beside("chart", "S", "chart 1", "cat: S!A1")],
        [Unlike("chart", "S", "chart 1", "val: S!A1", "cat: S!A1")],
    ),
    (  # a pivot is as large as its values make it
        [Beside("pivot", "S", "A1:B9", "P")],
        [Beside("pivot", "S", "A1:B2", "P")],
        [],
    ),
    (
        [Beside("pivot", "S", "A1:B9", "P")],
        [Beside("pivot", "S", "A1:B9", "Q")],
        [Unlike("pivot", "S", "A1:B9", "P", None), Unlike("pivot", "S", "A1:B9", None, "Q")],
    ),
    (
        [Beside("header", "S", "oddHeader", "Draft")],
        [],
        [Unlike("header", "S", "oddHeader", "Draft", None)],
    ),
]


@pytest.mark.parametrize(("written", "there", "said"), CASES)
def test_what_is_not_as_written_is_told_and_no_more(
    written: list[Beside], there: list[Beside], said: list[Unlike]
) -> None:
    assert list(unlike(written, there, MOVED)) == said
