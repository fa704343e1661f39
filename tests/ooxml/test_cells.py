"""Blank cells filled in: where they stand, what stays as it was, and what is refused."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from made.templates import png, rich
from ooxml.build import MAIN, STRICT, STRICT_OFFICE, packed, parts, sheet

from toolkit.errors import FactpackError, UnreadableFile
from toolkit.ooxml.container.package import Package
from toolkit.ooxml.container.workbook import read_workbook_part
from toolkit.ooxml.editing.cells import SheetCells
from toolkit.ooxml.sheets.address import letters_of
from toolkit.ooxml.sheets.formats import read_formats
from toolkit.ooxml.sheets.written import Value


def filled(
    source: Path | bytes, values: Mapping[str, Value], which: int = 0
) -> tuple[bytes, bytes]:
    """The workbook with `values` on one of its sheets, and that sheet's part."""
    package = Package.open(source)
    workbook = read_workbook_part(package)
    listed = workbook.sheets[which]
    formats = read_formats(package, workbook.part)
    part = SheetCells(package, listed, formats).filled(values)
    made = package.to_bytes({listed.part: part})
    after = Package.open(made)
    assert after.names == package.names
    for name in package.names:
        if name != listed.part:
            assert after.read(name) == package.read(name), name
    return made, part


def in_sheet(cells: str, values: Mapping[str, Value], **around: str) -> str:
    """What becomes of a sheet part that holds `cells`."""
    before = sheet(cells, **around)
    _, part = filled(packed(parts(before)), values)
    return part.decode()


def number(address: str, value: object) -> str:
    return f'<c r="{address}"><v>{value}</v></c>'


SEVEN = "<row r='1'><c r='A1'><v>7</v></c></row>"


@pytest.mark.parametrize(
    ("cells", "values", "expected"),
    [
        ("<row r='1'><c r='A1' s='0'/></row>", {"A1": 7},
         "<row r='1'><c r='A1' s='0'><v>7</v></c></row>"),
        ("<row r='1'><c r='A1'/></row>", {"A1": 7}, SEVEN),
        ("<row><c/></row>", {"A1": 7}, "<row><c><v>7</v></c></row>"),
        ("<row><c/><c/></row>", {"B1": 7}, "<row><c/><c><v>7</v></c></row>"),
        ("<row><c/><c/></row>", {"C2": 7},
         f'<row><c/><c/></row><row r="2">{number("C2", 7)}</row>'),
        ("<row><c><v>1</v></c></row>", {"C1": 7}, f"<row><c><v>1</v></c>{number('C1', 7)}</row>"),
        ("<row r='1'><c r='A1' t='s'/></row>", {"A1": 7}, SEVEN),
        ("<row r='1'><c r='A1' t='s'><v/></c></row>", {"A1": 7}, SEVEN),
        ("<row r='1'><c r='A1' t='inlineStr'><is><t/></is></c></row>", {"A1": 7},
         SEVEN),
        ("<row r='1'><c r='A1'></c></row>", {"A1": "x"},
         "<row r='1'><c t=\"inlineStr\" r='A1'><is><t>x</t></is></c></row>"),
        ("<row r='1'><c r='A1'><extLst/></c></row>", {"A1": 7},
         "<row r='1'><c r='A1'><v>7</v><extLst/></c></row>"),
        ("<row r='2' ht='20'/>", {"B2": 7}, f"<row r='2' ht='20'>{number('B2', 7)}</row>"),
        ("<row r='2'></row>", {"B2": 7, "A2": 6},
         f"<row r='2'>{number('A2', 6)}{number('B2', 7)}</row>"),
        ("<row r='2'/>", {"B1": 7, "A3": 6},
         f'<row r="1">{number("B1", 7)}</row><row r=\'2\'/><row r="3">{number("A3", 6)}</row>'),
        ("<row r='1'><c r='A1'><v>1</v></c> <c r='D1'><v>2</v></c></row>",
         {"B1": 7, "C1": 8, "E1": 9},
         f"<row r='1'><c r='A1'><v>1</v></c>{number('B1', 7)}{number('C1', 8)} "
         f"<c r='D1'><v>2</v></c>{number('E1', 9)}</row>"),
        ("<row r='1' spans='1:2'><c r='A1'/></row>", {"D1": 7},
         f"<row r='1' spans=\"1:4\"><c r='A1'/>{number('D1', 7)}</row>"),
        ("<row r='1' s='1' customFormat='1'/>", {"A1": 7},
         "<row r='1' s='1' customFormat='1'><c r=\"A1\" s=\"1\"><v>7</v></c></row>"),
        ("<row r='5'><c r='A5'/></row>", {"C3": 7, "B3": 6, "A4": 5},
         f'<row r="3">{number("B3", 6)}{number("C3", 7)}</row><row r="4">{number("A4", 5)}</row>'
         "<row r='5'><c r='A5'/></row>"),
        ("", {"B2": Decimal("1.50")}, f'<row r="2">{number("B2", "1.5")}</row>'),
        ("<row r='1'/>", {"A1": " <&ü\r"},
         "<row r='1'><c r=\"A1\" t=\"inlineStr\"><is><t xml:space=\"preserve\">"
         " &lt;&amp;&#252;_x000D_</t></is></c></row>"),
    ],
)  # fmt: skip
def test_a_value_is_put_in_where_it_belongs(
    cells: str, values: Mapping[str, Value], expected: str
) -> None:
    assert in_sheet(cells, values) == sheet(expected)


def test_a_sheet_without_rows_takes_some() -> None:
    bare = sheet("").replace("<sheetData></sheetData>", "<sheetData/>")
    _, part = filled(packed(parts(bare)), {"A2": 1, "A1": 2})
    rows = f'<row r="1">{number("A1", 2)}</row><row r="2">{number("A2", 1)}</row>'
    assert part.decode() == sheet(rows)


def test_the_dimension_takes_the_new_cell_in_and_stays_where_it_did() -> None:
    area = '<dimension ref="B2:C3"/>'
    cells = "<row r='2'><c r='B2'><v>1</v></c></row>"
    assert '<dimension ref="B2:C3"/>' in in_sheet(cells, {"C3": 1}, before=area)
    assert '<dimension ref="A2:C9"/>' in in_sheet(cells, {"A9": 1}, before=area)


def test_a_new_cell_has_the_style_of_its_column() -> None:
    cols = '<cols><col min="2" max="3" style="1" width="9"/></cols>'
    assert '<c r="C1" s="1"><v>1</v></c>' in in_sheet("", {"C1": 1}, before=cols)
    assert '<c r="D1"><v>1</v></c>' in in_sheet("", {"D1": 1}, before=cols)


def test_prefixed_elements_get_prefixed_cells() -> None:
    text = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1"/></x:row>'
        "</x:sheetData></x:worksheet>"
    )
    made, part = filled(packed(parts(text)), {"A1": 1, "B1": "two", "A2": 3})
    assert part.decode() == text.replace(
        '<x:c r="A1"/></x:row>',
        '<x:c r="A1"><x:v>1</x:v></x:c><x:c r="B1" t="inlineStr"><x:is><x:t>two</x:t></x:is></x:c>'
        '</x:row><x:row r="2"><x:c r="A2"><x:v>3</x:v></x:c></x:row>',
    )
    assert read(made) == {"S1": {"A1": 1, "B1": "two", "A2": 3}}


def test_a_strict_workbook_is_filled_in() -> None:
    cells = sheet("<row r='1'><c r='A1'/></row>", main=STRICT)
    source = packed(parts(cells, main=STRICT, office=STRICT_OFFICE))
    _, part = filled(source, {"A1": 1})
    assert part.decode() == cells.replace("<c r='A1'/>", "<c r='A1'><v>1</v></c>")


@pytest.mark.parametrize(
    ("cells", "after", "address", "value", "says"),
    [
        ("<row r='1'><c r='A1'><v>0</v></c></row>", "", "A1", 1,
         "A1 is not blank: it holds a value"),
        ("<row r='1'><c r='A1' t='inlineStr'><is><t> </t></is></c></row>", "", "A1", 1,
         "A1 is not blank: it holds a text, even if it does not show"),
        ("<row r='1'><c r='A1'><f>1+1</f></c></row>", "", "A1", 1,
         "A1 is not blank: it holds a formula"),
        ("<row r='1'><c r='A1' vm='1'/></row>", "", "A1", 1, "a value of a newer kind"),
        ("<row r='1'><c r='A1' cm='1'/></row>", "", "A1", 1, "a value of a newer kind"),
        ("<row r='1'><c r='A1'><f t='array' ref='A1:A3'>B1:B3</f></c></row>", "", "A2", 1,
         "A2 belongs to the formula of A1:A3"),
        ("", "<mergeCells><mergeCell ref='A1:B2'/></mergeCells>", "B1", 1,
         "B1 is part of the merged cells A1:B2"),
        ("", "<sheetProtection sheet='1'/>", "A1", 1, "A1 stands on a protected sheet"),
        ("", "", "XFE1", 1, "XFE1 lies beyond the last cell, XFD1048576"),
        ("", "", "A0", 1, "A0 lies beyond the last cell"),
        ("", "", "A1", "", "A1 would stay blank"),
        ("", "", "A1", "x" * 32768, "A1 would hold a text of 32,768 characters"),
        ("", "", "A1", "\ufffe", "A1 cannot be filled in: the text"),
        ("", "", "A1", Decimal("NaN"), "A1 would hold NaN"),
        ("", "", "A1", 12345678901234567891, "which has more digits than a cell keeps"),
    ],
)  # fmt: skip
def test_what_is_not_blank_or_not_writable_is_refused(
    cells: str, after: str, address: str, value: Value, says: str
) -> None:
    with pytest.raises(FactpackError, match=re.escape(says)):
        in_sheet(cells, {address: value, "Z9": 1}, after=after)


def test_the_first_of_merged_cells_is_filled_in() -> None:
    merged = "<mergeCells><mergeCell ref='A1:B2'/></mergeCells>"
    assert number("A1", 1) in in_sheet("", {"A1": 1}, after=merged)


@pytest.mark.parametrize(("code", "kind"), [("yyyy-mm-dd", "date"), ("0.0%", "percentage")])
def test_a_number_is_not_put_where_it_would_show_as_something_else(code: str, kind: str) -> None:
    source = packed(parts(sheet("<row r='1'><c r='A1' s='1'/></row>"), formats=[code]))
    with pytest.raises(FactpackError, match=f"A1 is formatted to show a number as a {kind}"):
        filled(source, {"A1": 1})
    assert filled(source, {"A1": "as text"})


@pytest.mark.parametrize(
    "cells",
    [
        "<row r='2'/><row r='1'/>",
        "<row r='1'/><row r='1'/>",
        "<row r='1'><c r='B1'/><c r='A1'/></row>",
        "<row r='1'><c r='A2'/></row>",
        "<row r='x'/>",
    ],
)
def test_cells_out_of_order_are_refused_as_a_whole(cells: str) -> None:
    with pytest.raises(UnreadableFile):
        in_sheet(cells, {"C1": 1})


def test_every_refused_cell_is_named_at_once() -> None:
    cells = "<row r='1'><c r='A1'><v>0</v></c><c r='B1'><f>1</f></c></row>"
    with pytest.raises(FactpackError, match=r"A1 is not blank.*B1 is not blank"):
        in_sheet(cells, {"A1": 1, "B1": 1})


# -- real workbooks --------------------------------------------------------------------------------


def read(source: bytes) -> dict[str, dict[str, Any]]:
    book = openpyxl.load_workbook(io.BytesIO(source))
    return {
        each.title: {
            cell.coordinate: cell.value
            for row in each.iter_rows()
            for cell in row
            if cell.value is not None
        }
        for each in book.worksheets
    }


def by_openpyxl(path: Path) -> Path:
    from openpyxl.chart import BarChart, Reference
    from openpyxl.comments import Comment
    from openpyxl.drawing.image import Image

    book = openpyxl.Workbook()
    here = book.active
    here.append(["Fact", "Starts at", "Ends at"])
    here.append(["f1"])
    here["A1"].comment = Comment("mind this", "Anna")
    here["B2"].number_format = "0"
    here["C2"].font = openpyxl.styles.Font(bold=True)
    chart = BarChart()
    chart.add_data(Reference(here, min_col=2, min_row=1, max_row=2))
    here.add_chart(chart, "F1")
    here.add_image(Image(io.BytesIO(png())), "F20")
    book.create_sheet("Other")["A1"] = "=Sheet!B2"
    book.save(path)
    return path


def by_xlsxwriter(path: Path) -> Path:
    def more(book: xlsxwriter.Workbook, here: Any, _: Any) -> None:
        here.write_comment("B5", "mind this")
        here.insert_image("H9", "dot.png", {"image_data": io.BytesIO(png())})
        here.write_blank("C9", None, book.add_format({"bold": True}))

    return rich(path, more=more)


@pytest.mark.parametrize("make", [by_openpyxl, by_xlsxwriter])
def test_a_workbook_keeps_its_charts_pictures_and_comments(make: Any, tmp_path: Path) -> None:
    path = make(tmp_path / "made.xlsx")
    before = read(path.read_bytes())
    name = next(iter(before))
    values: dict[str, Value] = {"C9": 12, "A9": "a text", "B30": Decimal("0.25"), "H2": 3}
    styles = {cell: openpyxl.load_workbook(path)[name][cell].font.b for cell in values}
    made, part = filled(path, values)
    numbers = {cell: float(v) if isinstance(v, Decimal) else v for cell, v in values.items()}
    assert read(made) == before | {name: before[name] | numbers}
    after = openpyxl.load_workbook(io.BytesIO(made))[name]
    assert {cell: after[cell].font.b for cell in values} == styles
    assert after._charts or after._images
    old = Package.open(path).read(read_workbook_part(Package.open(path)).sheets[0].part)
    head, tail = old[: old.index(b"<sheetData")], old[old.index(b"</sheetData>") :]
    assert part.endswith(tail)
    assert re.sub(b'<dimension ref="[^"]*"', b"", part).startswith(
        re.sub(b'<dimension ref="[^"]*"', b"", head)
    )


_KINDS = st.sampled_from(["none", "none", "styled", "number", "text", "formula"])
_TEXTS = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff"), min_size=1
).filter(lambda text: bool(text.strip()))
_VALUES: st.SearchStrategy[Value] = st.one_of(
    st.integers(-(10**15), 10**15),
    st.floats(allow_nan=False, allow_infinity=False, min_value=-1e9, max_value=1e9)
    .map(lambda value: round(value, 4))
    .map(lambda value: Decimal(repr(value))),
    _TEXTS,
)


@settings(max_examples=150, deadline=None)
@given(
    kinds=st.lists(st.lists(_KINDS, min_size=1, max_size=6), max_size=6),
    wanted=st.dictionaries(
        st.tuples(st.integers(1, 8), st.integers(1, 8)), _VALUES, min_size=1, max_size=12
    ),
    places=st.booleans(),
)
def test_blank_cells_read_back_as_filled_in_and_nothing_else_changes(
    kinds: list[list[str]], wanted: dict[tuple[int, int], Value], places: bool
) -> None:
    from toolkit.ooxml.sheets.strings import read_strings
    from toolkit.ooxml.sheets.worksheet import read_sheet
    from toolkit.readers.xlsx import converter

    def cells(source: bytes) -> dict[tuple[int, int], object]:
        package = Package.open(source)
        workbook = read_workbook_part(package)
        make = converter(
            read_strings(package, workbook.part), read_formats(package, workbook.part), workbook
        )
        content = read_sheet(package, workbook.sheets[0], make, 10_000)
        assert not content.faults
        return {(r, c): cell for r, row in content.rows.items() for c, cell in row.items()}

    rows = ""
    for row, line in enumerate(kinds, 1):
        made = ""
        for column, kind in enumerate(line, 1):
            if kind == "none" and places:
                continue
            at = f' r="{letters_of(column)}{row}"' if places else ""
            inside = {
                "number": "<v>5</v>",
                "text": "<is><t>x</t></is>",
                "formula": "<f>1</f><v>1</v>",
            }
            type_ = ' t="inlineStr"' if kind == "text" else ""
            made += f'<c{at} s="0"{type_}>{inside.get(kind, "")}</c>'
        if made or not places:
            rows += f'<row r="{row}">{made}</row>' if places else f"<row>{made}</row>"
    source = packed(parts(sheet(rows)))
    before = cells(source)
    blank = {at: value for at, value in wanted.items() if at not in before}
    values = {f"{letters_of(column)}{row}": value for (row, column), value in blank.items()}
    after, part = filled(source, values)
    found = cells(after)
    assert {at: cell for at, cell in found.items() if at not in blank} == before
    for at, value in blank.items():
        kind, raw = found[at]  # type: ignore[misc]
        assert kind == ("text" if isinstance(value, str) else "number")
        assert (raw == value) if isinstance(value, str) else (Decimal(raw) == Decimal(value))
    assert in_order(sheet(rows).encode(), part)
    if blank:
        with pytest.raises(FactpackError):
            filled(after, values)


def in_order(old: bytes, new: bytes) -> bool:
    """Whether every byte of a part, attributes of empty cells aside, stands in the new one."""
    left = iter(new)
    old = re.sub(rb"></c>", b"", re.sub(rb"<c([^>]*)", b"<c", old))
    return all(byte in left for byte in old)
