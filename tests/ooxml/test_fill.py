"""Filling a template: what grows, what follows, what stays, and what is refused."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from made.templates import rich, with_named_styles

from toolkit.errors import FactpackError, UnusableTemplate
from toolkit.ooxml.container.package import Package
from toolkit.ooxml.container.workbook import read_workbook_part
from toolkit.ooxml.filling.fill import Block, Filled, fill, lay_out
from toolkit.ooxml.filling.finish import Properties, finish
from toolkit.ooxml.filling.links import Link
from toolkit.ooxml.filling.slots import Template
from toolkit.ooxml.filling.styles import Styles
from toolkit.ooxml.sheets.rows import Column, Kind, Looks, row_chunks

KINDS: tuple[Kind, ...] = ("text", "number", "text", "date", "text")
WORDS = {"title": "A & B <plan>", "facts": 7, "day": date(2025, 9, 26)}
ROW = ("f1", Decimal("380000000000.000000000"), "CNY", date(2025, 9, 12), "at least")


class Made:
    """A filled template: its bytes, its parts, and what filling told."""

    def __init__(self, template: Template, filled: Filled, parts: Mapping[str, bytes | None]):
        self.told = filled
        self.changed = set(parts)
        self.bytes = template.package.to_bytes(parts)
        self.package = Package.open(self.bytes)
        self.before = template.package

    def part(self, name: str) -> str:
        return self.package.read(name).decode()

    def book(self) -> openpyxl.Workbook:
        return openpyxl.load_workbook(io.BytesIO(self.bytes))


def made(
    path: Path,
    rows: Sequence[Sequence[Any]],
    *,
    words: Mapping[str, Any] = WORDS,
    links: tuple[Link, ...] = (),
    kinds: tuple[Kind, ...] = KINDS,
) -> Made:
    package = Package.open(path)
    template = Template(package, read_workbook_part(package))
    styles = Styles(package, template.workbook.part)
    layout = lay_out(template, {"figures": len(rows)})
    slot = layout.after["figures"]
    columns = [
        Column(each.number, each.heading, kind, each.style, n, formula=each.formula)
        for n, (each, kind) in enumerate(zip(slot.columns, kinds, strict=True))
    ]
    looks = Looks(template.workbook.dates, styles.quoted, {}, slot.row_attributes)
    chunks = tuple(row_chunks(columns, rows, slot.first, looks, lambda c, r: f"cell {c},{r}"))
    block = Block(slot, len(rows), chunks, links)
    filled = fill(layout, [block], words, "en")
    parts = dict(filled.replaced)
    if (edited := styles.edited()) is not None:
        parts[styles.part] = edited
    told = Properties("T", "factpack", "en", date(2025, 9, 26))
    parts = finish(template, parts, layout.moves, calculate=True, properties=told)
    return Made(template, filled, parts)


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    return rich(tmp_path / "template.xlsx")


@pytest.mark.parametrize("count", [0, 1, 2, 5000])
def test_a_table_has_as_many_rows_as_the_query_and_one_where_it_gave_none(
    plain: Path, count: int
) -> None:
    done = made(plain, [ROW] * count)
    sheet = done.book()["It's here"]
    last = 4 + max(count, 1)
    assert f'<dimension ref="A1:F{last}"/>' in done.part("xl/worksheets/sheet1.xml")
    assert sheet.tables["figures"].ref == f"B4:F{last}"
    assert sheet.tables["figures"].autoFilter.ref == f"B4:F{last}"
    assert sheet.max_row == last
    values = [sheet.cell(last, column).value for column in range(2, 7)]
    assert values[1] == (380_000_000_000 if count else None)


def test_what_points_at_the_table_follows(plain: Path) -> None:
    done = made(plain, [ROW] * 10)
    sheet = done.book()["It's here"]
    assert [str(area.sqref) for area in sheet.conditional_formatting] == ["B5:F14"]
    assert [str(each.sqref) for each in sheet.data_validations.dataValidation] == ["D5:D14"]
    assert done.book().defined_names["amounts"].attr_text == "'It''s here'!$C$5:$C$14"
    assert done.book().defined_names["first_amount"].attr_text == "'It''s here'!$C$5"
    assert sheet.print_area == "'It''s here'!$A$1:$F$14"
    assert sheet.print_title_rows == "$4:$4"
    assert "'It''s here'!$C$5:$C$14" in done.part("xl/charts/chart1.xml")
    assert done.told.followed == ("xl/worksheets/sheet2.xml", "xl/charts/chart1.xml")
    other = done.book()["Other"]
    assert other["A1"].value == "=SUM('It''s here'!C5:C14)"
    assert other["A2"].value == "=SUM(figures[Value])+LOG10(1)"
    assert "'It''s here'!C5:C14</xm:f>" in done.part("xl/worksheets/sheet2.xml")


def test_every_other_part_is_the_templates_byte_for_byte(plain: Path) -> None:
    done = made(plain, [ROW] * 3)
    ours = {"docProps/core.xml", "docProps/app.xml", "[Content_Types].xml", "xl/workbook.xml"}
    filled = {
        "xl/worksheets/sheet1.xml",
        "xl/worksheets/sheet2.xml",
        "xl/tables/table1.xml",
        "xl/charts/chart1.xml",
        "xl/sharedStrings.xml",
    }
    assert set(done.package.names) == set(done.before.names)
    for name in done.package.names:
        if name not in ours | filled:
            assert done.package.read(name) == done.before.read(name), name
            assert name not in done.changed, name
    assert "xl/media/image1.png" in done.package.names
    assert "xl/charts/chart2.xml" not in done.changed


def test_a_totals_row_is_pushed_down_and_its_old_value_taken_away(tmp_path: Path) -> None:
    done = made(rich(tmp_path / "t.xlsx", totals=True), [ROW] * 4)
    sheet = done.book()["It's here"]
    assert sheet.tables["figures"].ref == "B4:F9"
    assert sheet.tables["figures"].autoFilter.ref == "B4:F8"
    assert [cell.value for cell in sheet[9]][1:3] == ["All", "=SUBTOTAL(109,[Value])"]
    assert "It's here!C9" in done.told.uncalculated


def test_a_formula_never_keeps_a_value_from_before(plain: Path) -> None:
    done = made(plain, [ROW] * 2)
    values = openpyxl.load_workbook(io.BytesIO(done.bytes), data_only=True)["Other"]
    assert (values["A1"].value, values["A2"].value) == (None, None)
    assert done.told.uncalculated == ("Other!A1", "Other!A2")
    assert 'fullCalcOnLoad="1"' in done.part("xl/workbook.xml")


def test_a_column_of_formulas_is_copied_down(tmp_path: Path) -> None:
    def more(_book: Any, sheet: Any, _date: Any) -> None:
        sheet.write_formula("F5", "=C5*2+$C$5+'It''s here'!C4", None, 2)

    path = rich(tmp_path / "t.xlsx", more=more)
    sheet = made(path, [ROW] * 2, kinds=(*KINDS[:4], "formula")).book()["It's here"]
    assert sheet["F5"].value == "=C5*2+$C$5+'It''s here'!C4"
    assert sheet["F6"].value == "=C6*2+$C$5+'It''s here'!C5"


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-2,02 %", "@SUM(A1)", "\t=1", "＝1", "\u200b=1", " =1", "=cmd|' /C'!A0"]
)
def test_text_is_never_a_formula_and_reads_back_as_it_was(plain: Path, text: str) -> None:
    done = made(plain, [(text, None, None, None, "")])
    sheet = done.book()["It's here"]
    assert sheet["B5"].data_type == "s"
    assert sheet["B5"].value == text
    assert sheet["B5"].quotePrefix
    assert sheet["B5"].font.b  # the template's format, otherwise unchanged
    assert "<f>" not in done.part("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("text", ["_x0041_", "a\rb", "a\nb ", " a", "<&>\"'", "汉字 🙂", "\x07"])
def test_odd_characters_read_back_as_they_were(plain: Path, text: str) -> None:
    from python_calamine import CalamineWorkbook

    done = made(plain, [(text, None, None, None, "end")])
    rows = CalamineWorkbook.from_filelike(io.BytesIO(done.bytes)).get_sheet_by_index(0).to_python()
    assert rows[4][1] == text


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Decimal("-2.020000000"), "-2.02"),
        (Decimal("0E-9"), "0"),
        (Decimal("12345678901234567890.123456789"), "12345678901234567890.123456789"),
        (Decimal("1E+3"), "1000"),
        (10**20, "100000000000000000000"),
        (0.1 + 0.2, "0.3"),  # what a query divided is a double
        (380_000_000_000 / 3, "126666666666.667"),
        (1e22, "10000000000000000000000"),
    ],
)
def test_a_number_is_its_exact_decimal_text(plain: Path, value: Any, written: str) -> None:
    part = made(plain, [("f", value, None, None, None)]).part("xl/worksheets/sheet1.xml")
    assert f"<v>{written}</v>" in part


def test_dates_are_serials_in_the_templates_format(plain: Path) -> None:
    sheet = made(plain, [ROW]).book()["It's here"]
    assert sheet["E5"].value.date() == date(2025, 9, 12)
    assert sheet["E5"].number_format == "yyyy-mm-dd"


def test_words_are_replaced_in_cells_and_headers(plain: Path) -> None:
    sheet = made(plain, [ROW]).book()["It's here"]
    assert sheet["A1"].value == "About A & B <plan>"
    assert sheet["B2"].value == 7  # a word alone in its cell is a number, not text
    assert sheet.oddHeader.left.text == "A && B <plan>"


def test_a_word_of_the_data_is_no_word_of_the_template(plain: Path) -> None:
    row = ("{{title}}", None, None, None, "{{no such word}}")
    sheet = made(plain, [row]).book()["It's here"]
    assert (sheet["B5"].value, sheet["F5"].value) == ("{{title}}", "{{no such word}}")


def test_an_unknown_word_is_refused_with_its_cell(plain: Path) -> None:
    with pytest.raises(UnusableTemplate, match=r"It's here!A1 holds \{\{title\}\}") as refused:
        made(plain, [ROW], words={"facts": 1})
    assert refused.value.hint == "words: facts"


@pytest.mark.parametrize(
    ("text", "said"),
    [("a" * 32_768, "cell 2,5 would hold a text of 32768 characters"), ("\ufffe", "cell 2,5")],
)
def test_what_no_cell_holds_is_refused_by_its_cell(plain: Path, text: str, said: str) -> None:
    with pytest.raises(FactpackError) as refused:
        made(plain, [(text, None, None, None, None)])
    assert refused.value.what.startswith(said)


def test_too_many_rows_are_refused(plain: Path) -> None:
    package = Package.open(plain)
    template = Template(package, read_workbook_part(package))
    with pytest.raises(UnusableTemplate, match="would need 1,048,573 rows from It's here!B5"):
        lay_out(template, {"figures": 1_048_573})


def test_links_lead_within_the_workbook_and_out(plain: Path) -> None:
    links = (Link("B5", location="'Other'!A1"), Link("B6", address="https://example.org/?a=1&b"))
    sheet = made(plain, [ROW] * 2, links=links).book()["It's here"]
    assert sheet["B5"].hyperlink.location == "'Other'!A1"
    assert sheet["B6"].hyperlink.target == "https://example.org/?a=1&b"


def test_a_named_style_is_found_by_its_name_and_not_by_its_looks(tmp_path: Path) -> None:
    package = Package.open(with_named_styles(plain_book(tmp_path), ["Count", "Yuan"]))
    before = package.read("xl/styles.xml")
    alike = before.replace(b'formatCode="&quot;CNY&quot; #,##0"', b'formatCode="#,##0"')
    alike = alike.replace(b'numFmtId="301" fontId', b'numFmtId="300" fontId')
    package = Package.open(package.to_bytes({"xl/styles.xml": alike}))
    styles = Styles(package, "xl/workbook.xml")
    first, second = styles.named("count"), styles.named("Yuan")
    assert first is not None and second is not None and first != second
    assert styles.named("Renminbi") is None
    again = Package.open(package.to_bytes({"xl/styles.xml": styles.edited()}))
    kept = Styles(again, "xl/workbook.xml")
    assert (kept.named("Count"), kept.named("Yuan"), kept.edited()) == (first, second, None)


def plain_book(folder: Path) -> Path:
    return rich(folder / "styled.xlsx")


def test_two_fillings_give_the_same_bytes(plain: Path) -> None:
    assert made(plain, [ROW] * 7).bytes == made(plain, [ROW] * 7).bytes


def test_a_prefix_for_the_namespace_is_followed(plain: Path) -> None:
    """The Open XML SDK writes <x:worksheet>; rows come without a prefix and mean the same."""
    package = Package.open(plain)
    name = "xl/worksheets/sheet1.xml"
    root = package.read(name).decode().replace("xmlns=", "xmlns:x=")
    prefixed = root.replace("</", "<//").replace("<", "<x:").replace("<x:?xml", "<?xml")
    prefixed = prefixed.replace("<x://", "</x:")
    plain.write_bytes(package.to_bytes({name: prefixed.encode()}))
    sheet = made(plain, [ROW] * 3).book()["It's here"]
    assert sheet.tables["figures"].ref == "B4:F7"
    assert [sheet.cell(row, 3).value for row in (5, 6, 7)] == [380_000_000_000] * 3
