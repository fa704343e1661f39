"""What stands beside a Table, and so stays while it grows; and where drawings end."""

from __future__ import annotations

import pytest
from ooxml.bare_template import bare
from ooxml.build import MAIN, relationships

from toolkit.ooxml.container.package import Package
from toolkit.ooxml.container.workbook import read_workbook_part
from toolkit.ooxml.filling.around import beneath, beside, floating
from toolkit.ooxml.filling.slots import Template
from toolkit.ooxml.sheets.address import cell_of, letters_of


def template(cells: str = "", *, after: str = "", rows: str = "", drawing: str = "") -> Template:
    """A Table at B2:C3, numbers in these cells, and a drawing with these anchors."""
    held: dict[int, dict[int, str]] = {2: {2: "B2", 3: "C2"}}
    for name in cells.split():
        column, row = cell_of(name) or (0, 0)
        held.setdefault(row, {})[column] = name
    made = "".join(
        f'<row r="{row}" ht="{30 if row == 2 else 15}">'
        + "".join(f'<c r="{said[column]}"><v>1</v></c>' for column in sorted(said))
        + "</row>"
        for row, said in sorted(held.items())
    )
    more: dict[str, str | bytes] = {}
    if drawing:
        more["xl/worksheets/_rels/sheet1.xml.rels"] = relationships(
            ("table", "../tables/table1.xml"), ("drawing", "../drawings/drawing1.xml"),
            ("pivotTable", "../pivotTables/p1.xml"),
        )  # fmt: skip
        more["xl/drawings/drawing1.xml"] = f"<d>{drawing}</d>"
        more["xl/pivotTables/p1.xml"] = f'<p xmlns="{MAIN}" name="P"><location ref="H2:I4"/></p>'
    package = Package.open(bare(rows=made + rows, after=after, **more))
    return Template(package, read_workbook_part(package))


STAY: list[tuple[str, str, str]] = [  # cells, what stands after the rows, and the areas that stay
    ("", "", ""),
    ("A2", "", "A2:A2"),
    ("E2 F2 G2", "", "E2:G2"),
    ("E2 F2 H2", "", "E2:F2 H2:H2"),
    ("E3 E4 E5", "", "E3:E5"),
    ("E2 F3", "", "E2:F3"),  # they touch at a corner
    ("E2 G3", "", "E2:E2 G3:G3"),
    ("E3 E5 E7", "", "E3:E7"),  # one blank row, to the right of the Table
    ("E3 E6", "", "E3:E3"),
    ("A3 A4", "", "A3:A4"),
    ("A3 A5", "", "A3:A3"),  # to its left none
    ("E1", "", ""),  # above
    ("E5", "", ""),  # beneath
    ("B5 C5", "", ""),
    ("E3 B5 C5 D5", "", "E3:E3"),
    ("E3 E4 D4", "", "D3:E4"),
    ("E2", '<mergeCells><mergeCell ref="F2:G6"/></mergeCells>', "E2:G6"),
    ("", '<mergeCells><mergeCell ref="E3:G9"/></mergeCells>', "E3:G9"),
    ("", '<mergeCells><mergeCell ref="A3:C9"/></mergeCells>', ""),
    (
        "",
        '<extLst><ext><x:sparklines xmlns:x="x"><x:sparkline><x:sqref>E3</x:sqref></x:sparkline>'
        "<x:sparkline/></x:sparklines></ext></extLst>",
        "E3:E3",
    ),
]


@pytest.mark.parametrize(("cells", "after", "areas"), STAY)
def test_what_stands_beside_stays(cells: str, after: str, areas: str) -> None:
    made = template(cells, after=after)
    slot = made.slots()["figures"]
    found = beside(made, slot, [slot])
    assert " ".join(map(_shown, found)) == areas


def _shown(area: tuple[int, int, int, int]) -> str:
    left, top, right, bottom = area
    return f"{letters_of(left)}{top}:{letters_of(right)}{bottom}"


def test_an_array_stays_with_all_of_its_cells() -> None:
    made = template(
        rows='<row r="4"><c r="E4"><f t="array" ref="E4:F9">A1</f></c></row>', cells="E3"
    )
    slot = made.slots()["figures"]
    assert [_shown(each) for each in beside(made, slot, [slot])] == ["E3:F9"]


@pytest.mark.parametrize(("cells", "is_beneath"), [("", False), ("E3", False), ("E4", True)])
def test_what_stands_lower_than_the_table_is_beneath(cells: str, is_beneath: bool) -> None:
    made = template(cells)
    assert beneath(made, made.slots()["figures"]) is is_beneath


def corner(name: str, column: int, row: int, off: int | None = None) -> str:
    offset = "" if off is None else f"<rowOff>{off}</rowOff>"
    return f"<{name}><col>{column}</col><row>{row}</row>{offset}</{name}>"


TALL = 12_700 * 40  # 40 points
ANCHORS: list[tuple[str, list[tuple[str, str]]]] = [
    (
        f'<twoCellAnchor>{corner("from", 4, 1)}{corner("to", 6, 5, 9)}<sp>'
        '<cNvPr name="Box 1"/></sp></twoCellAnchor>',
        [("E2:G6", "Box 1")],
    ),
    (  # it ends where row 6 begins
        f'<twoCellAnchor>{corner("from", 4, 1)}{corner("to", 6, 5, 0)}</twoCellAnchor>',
        [("E2:G5", "a drawing")],
    ),
    (f'<twoCellAnchor>{corner("from", 4, 1)}{corner("to", 6, 5)}<cNvPr name=""/></twoCellAnchor>',
     [("E2:G5", "a drawing")]),
    (f'<twoCellAnchor>{corner("from", 4, 0)}{corner("to", 6, 0)}</twoCellAnchor>',
     [("E1:G1", "a drawing")]),
    (f'<oneCellAnchor>{corner("from", 4, 1)}<ext cy="{TALL}"/></oneCellAnchor>',
     [("E2:E3", "a drawing")]),  # rows of 30 and 15 points
    (f'<oneCellAnchor>{corner("from", 4, 1)}<ext cy="{12_700 * 45}"/></oneCellAnchor>',
     [("E2:E3", "a drawing")]),
    (f'<oneCellAnchor>{corner("from", 4, 1)}<ext cy="{12_700 * 45 + 1}"/></oneCellAnchor>',
     [("E2:E4", "a drawing")]),
    (f'<oneCellAnchor>{corner("from", 4, 1)}<ext cy="tall"/></oneCellAnchor>',
     [("E2:E2", "a drawing")]),
    ("<oneCellAnchor/>", []),
    ("<absoluteAnchor/>", []),
]  # fmt: skip


@pytest.mark.parametrize(("drawing", "items"), ANCHORS)
def test_a_drawing_takes_the_cells_that_it_covers(
    drawing: str, items: list[tuple[str, str]]
) -> None:
    made = template(drawing=drawing)
    sheet = made.slots()["figures"].sheet
    assert [(_shown(each.area), each.what) for each in floating(made, sheet)] == items


def test_a_pivot_and_a_drawing_beside_the_table_stay() -> None:
    made = template(drawing=f'<oneCellAnchor>{corner("from", 4, 1)}<ext cy="1"/></oneCellAnchor>')
    slot = made.slots()["figures"]
    assert [_shown(each) for each in beside(made, slot, [slot])] == ["E2:E2", "H2:I4"]
