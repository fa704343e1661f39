"""Serial numbers and stored doubles."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.ooxml.container.workbook import Dates
from toolkit.ooxml.sheets.formats import Shown
from toolkit.ooxml.sheets.serials import iso_of, plain


@pytest.mark.parametrize(
    ("value", "shown", "dates", "iso"),
    [
        (1, "date", "1900", "1900-01-01"),
        (59, "date", "1900", "1900-02-28"),
        (60, "date", "1900", None),
        (60.5, "date", "1900", None),
        (59.9999999, "date", "1900", None),
        (61, "date", "1900", "1900-03-01"),
        (45912, "date", "1900", "2025-09-12"),
        (45912.5535, "date", "1900", "2025-09-12T13:17:02"),
        (45912.999999999, "date", "1900", "2025-09-13"),
        (2958465, "date", "1900", "9999-12-31"),
        (2958465.9999999, "date", "1900", None),
        (2958466, "date", "1900", None),
        (0, "date", "1900", None),
        (0.5, "date", "1900", None),
        (-1, "date", "1900", None),
        (1e300, "date", "1900", None),
        (0, "date", "1904", "1904-01-01"),
        (60, "date", "1904", "1904-03-01"),
        (44450, "date", "1904", "2025-09-12"),
        (2957003, "date", "1904", "9999-12-31"),
        (2957004, "date", "1904", None),
        (-1, "date", "1904", None),
        (60, "date", "exact", None),
        (61, "date", "exact", "1900-03-01"),
        (0.5, "time", "1904", None),
        (45912.5, "time", "1900", "2025-09-12T12:00:00"),
        (1.5, "elapsed", "1900", None),
    ],
)
def test_a_serial_names_its_day_or_none(
    value: float, shown: Shown, dates: Dates, iso: str | None
) -> None:
    assert iso_of(value, shown, dates) == iso


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (274.65999999999997, "274.66"),
        (0.1 + 0.2, "0.3"),
        (3.2e9, "3200000000"),
        (1e15, "1000000000000000"),
        (123456789012345.6, "123456789012346"),
        (1234567890123456.0, "1234567890123456"),
        (1.2345678901234e20, "123456789012340000000"),
        (1e-7, "0.0000001"),
        (-0.84, "-0.84"),
        (-0.0, "0"),
        (1 / 3, "0.333333333333333"),
    ],
)
def test_a_double_is_written_plainly(value: float, text: str) -> None:
    assert plain(value) == text


@given(st.decimals(-(10**12), 10**12, places=3))
def test_what_has_fifteen_digits_comes_back_exactly(typed: Decimal) -> None:
    assert Decimal(plain(float(typed))) == typed
