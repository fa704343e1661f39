"""The analysts' workbook as Excel and LibreOffice see it: tables, drop-downs, checks, formats."""

from __future__ import annotations

import io
import re
from datetime import date
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from made.records import SCHEMAS
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from toolkit.authoring import as_read
from toolkit.authoring.book import make_workbook
from toolkit.authoring.carried import of_values
from toolkit.authoring.house import house_lists
from toolkit.authoring.layout import LISTS, SHEETS, WORK, places
from toolkit.readers.grid import Cell
from toolkit.records.validate import RULES
from toolkit.records.values import read_amount

FACTS = SCHEMAS.types["facts"]
TITLES = [SCHEMAS.types[name].title for name in SHEETS]
MADE = {
    "facts": [
        {
            "id": "s-001",
            "value": Decimal(84),
            "unit": "percent",
            "status": "approved",
            "source": "s",
        },
        {"id": "s-002", "quote": "=1+1", "period_end": date(2025, 9, 12), "language": "de"},
    ],
    "sources": [{"id": "s", "language": "it"}],
}


@pytest.fixture(scope="module")
def data() -> bytes:
    return make_workbook(SCHEMAS, of_values(MADE, SCHEMAS), house_lists(SCHEMAS))


@pytest.fixture(scope="module")
def book(data: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def column(sheet: Worksheet, title: str) -> str:
    return next(c.column_letter for c in sheet[1] if str(c.value).strip(" *") == title)


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_is_one_table_under_frozen_headings(name: str, book: Workbook) -> None:
    sheet = book[SCHEMAS.types[name].title]
    (table,) = sheet.tables.values()
    headings = [cell.value for cell in sheet[1]]
    assert [column.name for column in table.tableColumns] == headings
    assert table.ref.startswith("A1:") and sheet.freeze_panes == "B2"
    for field in SCHEMAS.types[name].fields:
        cell = sheet[f"{column(sheet, field.title)}1"]
        assert cell.value == field.heading and cell.comment.text.startswith(field.description)
        assert cell.font.bold == field.required


def test_the_columns_stand_in_the_order_of_the_work_and_the_rest_is_folded_away(
    book: Workbook,
) -> None:
    sheet = book["Facts"]
    keys = [place.name for place in places(FACTS) if place.field]
    assert keys[: len(WORK["facts"])] == list(WORK["facts"])
    folded = {
        letter
        for letter, one in sheet.column_dimensions.items()
        if one.outlineLevel == 1 and one.hidden
    }
    assert folded
    for place in places(FACTS):
        if place.field is not None and place.field.required:
            assert place.letter not in folded
    key = sheet.column_dimensions[column(sheet, "_key")]
    assert key.hidden and not key.outlineLevel


@pytest.mark.parametrize("title", ["Quote", "Printed number", "Fact", "Note"])
def test_texts_stay_texts_in_rows_to_come(title: str, book: Workbook) -> None:
    sheet = book["Facts"]
    letter = column(sheet, title)
    (table,) = sheet.tables.values()
    assert sheet.column_dimensions[letter].number_format == "@"
    last = int(re.sub(r".*\D", "", table.ref))
    assert {sheet[f"{letter}{row}"].number_format for row in range(2, last + 1)} == {"@"}
    index = next(c.dataDxfId for c in table.tableColumns if c.name.strip(" *") == title)
    assert book._differential_styles.styles[index].numFmt.formatCode == "@"


def test_every_drop_down_and_name_leads_to_cells_that_are_there(book: Workbook) -> None:
    for name, defined in book.defined_names.items():
        for quoted, plain in re.findall(r"(?:'([^']+)'|(\w+))!", defined.attr_text):
            assert (quoted or plain) in book.sheetnames, name
    used = set()
    for title in TITLES:
        for rule in book[title].data_validations.dataValidation:
            assert len(rule.prompt) <= 255 and len(rule.promptTitle) <= 32
            assert rule.error is None or 0 < len(rule.error) <= 255
            assert len((rule.formula1 or "").strip('"')) <= 255  # more, and Excel repairs the file
            if rule.type == "list" and not rule.formula1.startswith('"'):
                used.add(rule.formula1)
    assert used <= book.defined_names.keys()
    assert {"ids_facts", "ids_sources", "ids_entities", "ids_concepts", "list_units"} <= used


def test_references_are_drop_downs_of_the_column_that_holds_the_ids(book: Workbook) -> None:
    for name in ("facts", "sources", "entities"):
        title = SCHEMAS.types[name].title
        letter = column(book[title], SCHEMAS.types[name].field("id").title)
        assert f"{title}'!${letter}$2:" in book.defined_names[f"ids_{name}"].attr_text
    offered = [cell.value for cell in book[LISTS]["G"][1:3]]
    assert book[LISTS]["G1"].value == "Concepts to choose from" and all(offered)


def rules(book: Workbook, title: str) -> dict[str, Any]:
    """Each column's rule by its letter."""
    found = {}
    for rule in book[title].data_validations.dataValidation:
        found[re.sub(r"\d.*", "", str(rule.sqref))] = rule
    return found


@pytest.mark.parametrize(
    ("title", "kind", "code", "says"),
    [
        ("Kind", "list", "SCH003", "Kind is what you typed, which is not one of actual, plan"),
        ("Value", "custom", "SCH002", "Value is what you typed, which is not a number"),
        ("Period to", "date", "SCH005", "does not read as a date. Type it as 2025-09-12"),
        ("Entity", "list", None, "no record of the sheet Entities has that id"),
        ("Speaker", "textLength", "SCH004", "which is longer than 200 characters. Shorten it"),
        ("Starts at", "whole", "SCH004", "which is less than 0 or more than"),
    ],
)
def test_what_may_be_typed_is_told_in_the_words_of_the_check(
    title: str, kind: str, code: str | None, says: str, book: Workbook
) -> None:
    rule = rules(book, "Facts")[column(book["Facts"], title)]
    field = next(field for field in FACTS.fields if field.title == title)
    assert (rule.type, says in rule.error) == (kind, True)
    assert rule.prompt.startswith(field.description[:100])
    if code:
        start = RULES[code].says.partition("{value")[0].format(title=title)
        assert rule.error.startswith(start)


def test_a_text_is_no_formula_and_every_formula_has_its_result(data: bytes) -> None:
    shown = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    formulas = openpyxl.load_workbook(io.BytesIO(data))
    for title in formulas.sheetnames:
        for row in formulas[title].iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    assert cell.coordinate[0] == "E" or title == LISTS
                    result = shown[title][cell.coordinate].value
                    assert result is not None or "v></v" not in str(result)
    quote = formulas["Facts"]["B3"]
    assert (quote.value, quote.data_type) == ("=1+1", "s")
    assert shown["Facts"]["E2"].value == 84


@pytest.mark.parametrize(
    ("typed", "language", "shown"),
    [
        ("380 bn", "en", "380000000000"),
        ("3,2 Mrd.", "de", "3200000000"),
        ("3.2 Mrd.", "de-CH", "3200000000"),
        ("380 miliardi", "it", "380000000000"),
        ("84 %", None, "84"),
        ("−2,02", "de", "-2.02"),
        ("1.234 Mrd.", "de", None),
        ("$380 bn", "en", None),
        ("a lot", "en", None),
    ],
)
def test_what_is_shown_beside_a_value(typed: str, language: str | None, shown: str | None) -> None:
    found = as_read.shown(Cell("text", typed), language)
    assert found == (as_read.UNSURE if shown is None else Decimal(shown))


@pytest.mark.parametrize("scale", as_read.scales(), ids=lambda one: f"{one.language}-{one.word}")
def test_what_is_shown_is_what_the_check_reads(scale: as_read.Scale) -> None:
    if scale.word:
        text = f"3,2 {scale.word}"
        read = read_amount(text, FACTS.field("value"), (scale.language,), None)
        assert as_read.shown(Cell("text", text), scale.language) == read


def test_a_status_and_a_blank_that_is_needed_stand_out(book: Workbook) -> None:
    formulas = [
        formula
        for _, found in book["Facts"].conditional_formatting._cf_rules.items()
        for rule in found
        for formula in rule.formula
    ]
    status = column(book["Facts"], "Status")
    assert f'${status}2="approved"' in formulas
    assert sum("LEN(" in formula for formula in formulas) == sum(f.required for f in FACTS.fields)


def test_the_guide_names_every_field(book: Workbook) -> None:
    told = {(row[1].value, row[2].value) for row in book["Guide"].iter_rows()}
    for record_type in SCHEMAS.types.values():
        assert {(f.heading, f.description) for f in record_type.fields} <= told
