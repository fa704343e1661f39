"""CSV: exact, and nothing in it that a spreadsheet would run."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.guarding import guarded, unguarded
from toolkit.pack.rows.csvfile import as_csv


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        (" =1", " '=1"),
        ("\ufeff=1", "\ufeff'=1"),
        ("＝1", "'＝1"),
        ("\t=1", "'\t'=1"),
        ("a\n=1", "a\n'=1"),
        ("a;=1", "a;'=1"),
        ("'=1", "''=1"),
        ("-5 Mrd. USD", "'-5 Mrd. USD"),
        ("-2,02 %", "-2,02 %"),
        ("+84%", "+84%"),
        ("-2.02", "-2.02"),
        ("'tis", "'tis"),
        ("a = b", "a = b"),
        ("a, -b", "a, -b"),
        ("", ""),
    ],
)
def test_what_looks_like_a_formula_gets_an_apostrophe(text: str, safe: str) -> None:
    assert guarded(text) == safe
    assert unguarded(safe) == text


@given(st.text(alphabet="=+-@'; \t\r\n\ufeff＝a1,.%"))
def test_guarding_can_be_undone(text: str) -> None:
    assert unguarded(guarded(text)) == text


@given(st.text(alphabet="=+-@'; \t\n1%a"))
def test_no_field_begins_with_a_trigger_but_a_number(text: str) -> None:
    safe = guarded(text)
    for field in safe.replace("\n", ";").split(";"):
        assert not field.strip(" ").startswith(("=", "@")), safe


def test_decimals_are_exact_and_dates_iso_and_blanks_blank() -> None:
    rows = [(Decimal("-2.020000000"), Decimal("380000000000"), date(2025, 9, 12), None, ["a", "b"])]
    data, changed = as_csv(["A", "B", "C", "D", "E"], rows)
    assert data == b"A,B,C,D,E\n-2.02,380000000000,2025-09-12,,a; b\n"
    assert changed == ()


def test_what_was_guarded_is_told() -> None:
    data, changed = as_csv(["A", "Quote"], [("x", "fine"), ("y", '=HYPERLINK("h")')])
    assert changed == ((2, "Quote"),)
    assert data.decode().splitlines()[2] == 'y,"\'=HYPERLINK(""h"")"'
