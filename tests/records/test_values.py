"""A cell is read as its field wants it: exactly, or not at all, with the reason."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.decimals import in_full
from toolkit.dossier import data_folder
from toolkit.readers.grid import Cell
from toolkit.records.values import Doubt, read_amount, read_cell, trim
from toolkit.schemas import Field, load_schemas

FACTS = load_schemas(data_folder("schemas")).types["facts"]


def field(key: str) -> Field:
    return FACTS.field(key)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1.234,5", "1234.5"),
        ("1.234.567", "1234567"),
        ("1.234.567,89", "1234567.89"),
        ("1,234,567.89", "1234567.89"),
        ("1,234.5", "1234.5"),
        ("1\u00a0234,5", "1234.5"),
        ("1\u202f234\u202f567", "1234567"),
        ("1'234.50", "1234.50"),
        ("1’234’567", "1234567"),
        ("12,5", "12.5"),
        ("-2,02", "-2.02"),
        ("−2.02", "-2.02"),
        ("+84", "84"),
        ("84 %", "84"),
        ("84%", "84"),
        ("0.123", "0.123"),
        ("0,123", "0.123"),
        ("1234.567", "1234.567"),
        ("380000000000", "380000000000"),
        (" 7 ", "7"),
    ],
)
def test_a_number_typed_as_text_is_read_where_only_one_reading_makes_sense(
    typed: str, value: str
) -> None:
    assert read_cell(Cell("text", typed), field("value"), decimal_point=False) == Decimal(value)


@pytest.mark.parametrize(
    ("typed", "first", "second"),
    [("1.234", "1234", "1.234"), ("1,234", "1234", "1.234"), ("-380,000", "-380000", "-380.000")],
)
def test_a_number_with_two_readings_is_never_guessed(typed: str, first: str, second: str) -> None:
    doubt = read_cell(Cell("text", typed), field("value"), decimal_point=False)
    assert (doubt.code, doubt.says["first"], doubt.says["second"]) == ("SCH006", first, second)


def test_a_lone_point_is_a_decimal_point_where_the_file_says_so() -> None:
    point = read_cell(Cell("text", "1.234"), field("value"), decimal_point=True)
    comma = read_cell(Cell("text", "1,234"), field("value"), decimal_point=True)
    assert (point, comma.code) == (Decimal("1.234"), "SCH006")


@pytest.mark.parametrize(
    "typed",
    ["380 bn", "1.2.3", "12,34,56", "1.234,567.8", "3.8E+11", "NaN", "inf", "٣", "--1", "1e9"],
)
def test_what_is_no_number_is_doubted(typed: str) -> None:
    assert read_cell(Cell("text", typed), field("value"), decimal_point=False).code == "SCH002"


def test_a_percent_cell_holds_hundredths_of_the_value() -> None:
    cell = Cell("percent", "0.84")
    assert read_cell(cell, field("value"), decimal_point=False) == 84
    assert read_cell(cell, field("as_printed"), decimal_point=False) == "84%"


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        (Cell("date", "2025-09-12"), date(2025, 9, 12)),
        (Cell("text", "2025-09-12"), date(2025, 9, 12)),
        (Cell("text", "12.09.2025"), date(2025, 9, 12)),
        (Cell("text", "2. 9. 2025"), date(2025, 9, 2)),
        (Cell("text", "13/09/2025"), date(2025, 9, 13)),
        (Cell("text", "09/13/2025"), date(2025, 9, 13)),
        (Cell("text", "12/12/2025"), date(2025, 12, 12)),
        (Cell("text", "2025-09-12T00:00:00"), date(2025, 9, 12)),
    ],
)
def test_a_date_is_read_where_only_one_day_can_be_meant(cell: Cell, day: date) -> None:
    assert read_cell(cell, field("period_end"), decimal_point=False) == day


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (Cell("text", "12/09/2025"), "SCH006"),
        (Cell("text", "30.02.2025"), "SCH005"),
        (Cell("text", "12.09.25"), "SCH005"),
        (Cell("text", "September"), "SCH005"),
        (Cell("number", "45912"), "SCH005"),
        (Cell("date", "2025-09-12T13:17:00"), "SCH005"),
        (Cell("undatable", "60"), "CEL003"),
        (Cell("error", "#REF!"), "CEL001"),
        (Cell("uncached", "=A1"), "CEL002"),
    ],
)
def test_what_is_no_day_is_doubted(cell: Cell, code: str) -> None:
    assert read_cell(cell, field("period_end"), decimal_point=False).code == code


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("31-Dec-2025", "2025-12-31"),
        ("December 31, 2025", "2025-12-31"),
        ("31. Dezember 2025", "2025-12-31"),
        ("31 de diciembre de 2025", "2025-12-31"),
        ("2025年12月31日", "2025-12-31"),
        ("31-Nov-2025", "2025-09-12"),
        ("September", "2025-09-12"),
    ],
)
def test_a_day_with_its_month_in_words_is_proposed_as_it_should_be_typed(
    typed: str, day: str
) -> None:
    doubt = read_cell(Cell("text", typed), field("period_end"), decimal_point=False)
    assert (doubt.code, doubt.says["advice"]) == ("SCH005", f"type it as {day}")


@pytest.mark.parametrize(
    ("key", "typed", "value"),
    [
        ("decimals", "billion", -9),
        ("decimals", "nearest Billion", -9),
        ("decimals", "0.01", 2),
        ("decimals", "-9", -9),
        ("kind", "Actual", "actual"),
        ("qualifier", "at least", "at_least"),
        ("qualifier", "At-Least", "at_least"),
        ("tags", "ai; capex;", ["ai", "capex"]),
        ("entity", "\u00a0alibaba ", "alibaba"),
        ("quote", "   ", None),
    ],
)
def test_texts_are_read_as_the_field_has_them(key: str, typed: str, value: Any) -> None:
    assert read_cell(Cell("text", typed), field(key), decimal_point=False) == value


def test_a_step_of_the_drop_down_that_excel_made_a_number_is_still_that_step() -> None:
    cells = {raw: Cell("number", raw) for raw in ("0.01", "0.10", "-9", "0.5")}
    read = {k: read_cell(c, field("decimals"), decimal_point=False) for k, c in cells.items()}
    assert (read["0.01"], read["0.10"], read["-9"]) == (2, 1, -9)
    assert read["0.5"].code == "SCH002"


def test_a_date_that_excel_made_of_a_number_is_said() -> None:
    doubt = read_cell(Cell("date", "2025-02-03"), field("as_printed"), decimal_point=False)
    assert doubt.code == "SCH002"
    assert "Excel has made a date of it" in doubt.says["advice"]


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=9, min_value=-(10**20), max_value=10**20
    )
)
def test_every_number_survives_being_typed_in_full(number: Decimal) -> None:
    typed = in_full(number)
    assert read_cell(Cell("text", typed), field("value"), decimal_point=True) == number


@given(st.text())
def test_any_text_gives_a_value_or_a_doubt(text: str) -> None:
    for key in ("value", "period_end", "decimals", "quote", "tags", "kind"):
        value = read_cell(Cell("text", text), field(key), decimal_point=False)
        assert value is None or isinstance(value, (Decimal, date, int, str, list, Doubt))


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        *((" a b ", "a b"), ("\u00a0\u200b a\ufeff\u2060\n", "a"), ("XaX", "XaX"), ("", "")),
        *((" \u200b ", ""), ("a\u200bb", "a\u200bb"), ("-0-", "-0-")),
    ],
)
def test_blanks_of_every_sort_are_taken_off_the_ends(typed: str, text: str) -> None:
    assert trim(typed) == text


def test_a_text_of_more_than_two_hundred_letters_is_no_number() -> None:
    longest = "1" * 200
    assert read_cell(Cell("text", longest), field("value"), decimal_point=False) == int(longest)
    for kind in ("text", "number"):
        doubt = read_cell(Cell(kind, longest + "1"), field("value"), decimal_point=False)
        assert doubt.code == "SCH002"
    assert read_amount(f"{'0' * 197} bn", field("value"), ["en"], None) is not None
    assert read_amount(f"{'0' * 198} bn", field("value"), ["en"], None) is None


@pytest.mark.parametrize(
    ("typed", "languages", "unit", "value"),
    [
        ("380 bn", ["en"], None, "380000000000"),
        (" 3,2 Mrd. ", ["de-AT"], None, "3200000000"),
        ("380 bn", [], "USD", "380000000000"),
        ("$380 bn", ["en"], "USD", "380000000000"),
        ("84 percent", ["en"], None, "84"),
        ("84 percent", ["en"], "percent", "84"),
        ("380", ["en"], None, None),  # no letter: read_cell has said all
        ("about 380 bn", ["en"], None, None),
        ("380 to 390 bn", ["en"], None, None),
        ("it was 380 bn", ["en"], None, None),
        ("380 bn or so", ["en"], None, None),
        ("much", ["xx"], None, None),
        ("$380 bn", ["en"], None, "and USD in Unit"),
        ("$380 bn", ["en"], "EUR", "and USD in Unit"),
        ("84 percent", ["en"], "USD", "and percent in Unit"),
        ("1.234 bn", ["en"], None, "1234000000000 or 1234000000"),
        ("1,234 bn", ["en"], None, "1234000000000 or 1234000000"),
        ("1.234 Mrd.", ["de"], None, "1234000000000 or 1234000000"),
        ("1.234.567 bn", ["de"], None, "1234567000000000"),
        ("0.234 bn", ["en"], None, "234000000"),
        ("1 billion", ["en", "fr"], None, "1000000000"),
        ("1 billion", ["en", "de"], None, "1000000000"),
    ],
)
def test_an_amount_in_words_is_read_where_nobody_would_read_another(
    typed: str, languages: list[str], unit: str | None, value: str | None
) -> None:
    read = read_amount(typed, field("value"), languages, unit)
    if isinstance(read, Doubt):
        assert value is not None and value in read.says["advice"]
        return
    assert read == (None if value is None else Decimal(value))
