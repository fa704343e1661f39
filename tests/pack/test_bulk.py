"""Rows that DuckDB writes read the same as those that `row_chunks` writes, cell by cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.database import Database
from toolkit.errors import FactpackError
from toolkit.ooxml.address import cell_of
from toolkit.ooxml.rows import Column, Looks, row_chunks
from toolkit.pack import bulk
from toolkit.pack.bulk import BulkRows, bulk_rows
from toolkit.pack.rowsql import Source

NAMES = ("text", "list", "value", "unit", "day", "yes", "count")
TYPES = ("VARCHAR", "VARCHAR[]", "DECIMAL(38,9)", "VARCHAR", "DATE", "BOOLEAN", "BIGINT")
LOOKS = Looks("1900", lambda style: style + 100, {None: 3, "percent": 8, "USD": 9}, ' ht="15"')
FORMULA = 'SUM(figures[Value])&"<"'
COLUMNS = (
    Column(3, "Text", "text", 1, 0),
    Column(4, "List", "list", 2, 1),
    Column(5, "Value", "number", 3, 2, unit=3),
    Column(6, "Day", "date", 4, 4),
    Column(7, "Yes", "boolean", 5, 5),
    Column(8, "Count", "number", 6, 6),
    Column(9, "Free", "text", 7),
    Column(10, "Formula", "formula", 7, formula=FORMULA),
)
FIRST = 5
HOSTILE = [
    *("", " ", "a ", "\ta", "a\nb", "a\rb", "\x01", "\x08", "\x7f", "_x0041_", "_x", "a_xb"),
    *("=1+1", " =1", "\u200b@x", "＝1", "-2.02", "+84%", "<b>&amp;</b>", "&", ">", '"', "'"),
    *("\u00a0x", "𝔘", "é", "\\u0001", "\\", "null", "x" * 16_383, "ü" * 16_384, "𝔘" * 16_383),
]
TEXTS = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.characters(codec="utf-8", exclude_characters="\0\ufffe\uffff"), max_size=12),
)
ROWS = st.lists(
    st.tuples(
        st.none() | TEXTS,
        st.none() | st.lists(st.none() | st.sampled_from(HOSTILE[:20]), max_size=3),
        st.none() | st.decimals(-(10**28), 10**28, places=9),
        st.sampled_from([None, "percent", "USD"]),
        st.none() | st.dates(date(1900, 3, 1), date(9999, 12, 31)),
        st.none() | st.booleans(),
        st.none() | st.integers(-(2**63), 2**63 - 1),
    ),
    min_size=1,
    max_size=12,
)


def filled(rows: Sequence[Sequence[Any]], types: Sequence[str] = TYPES) -> BulkRows | None:
    database = Database()
    columns = list(zip(*rows, strict=True))
    given = zip(NAMES, TYPES, columns, strict=True)
    database.load("held", {name: (kind, _plain(column)) for name, kind, column in given})
    source = Source(NAMES, types)
    return bulk_rows(database, "held", source, COLUMNS, FIRST, LOOKS, lambda c, r: f"{c}/{r}")


def written(rows: Sequence[Sequence[Any]]) -> Iterator[bytes]:
    made = filled(rows)
    assert made is not None
    return iter(made)


def _plain(column: Sequence[Any]) -> list[Any]:
    """Decimals as text, which DuckDB converts exactly."""
    return [f"{one:f}" if isinstance(one, Decimal) else one for one in column]


def cells(chunks: Iterator[bytes]) -> dict[tuple[int, int], tuple[Any, ...]]:
    """Every cell by its place: attributes, then what stands in it."""
    found: dict[tuple[int, int], tuple[Any, ...]] = {}
    root = ElementTree.fromstring(b"<x>" + b"".join(chunks) + b"</x>")
    for row in root:
        assert row.attrib.pop("ht") == "15"
        number, column = int(row.attrib.pop("r")), 0
        assert not row.attrib
        for cell in row:
            place = cell.attrib.pop("r", None)
            at = cell_of(place) if place else (column + 1, number)
            assert at is not None and at[1] == number
            column = at[0]
            inside = [(each.tag, each.text or "", each.attrib) for each in cell.iter()][1:]
            found[number, column] = (sorted(cell.attrib.items()), without_space(inside))
    return found


def without_space(inside: list[tuple[str, str, dict[str, str]]]) -> list[tuple[str, str]]:
    """What stands in a cell; where blanks would go lost, they are asked to be kept."""
    for tag, text, said in inside:
        if tag == "t" and (text != text.strip(" \t\n") or "\n" in text):
            assert "{http://www.w3.org/XML/1998/namespace}space" in said
    return [(tag, text) for tag, text, _ in inside]


@settings(max_examples=150, deadline=None)
@given(ROWS)
def test_both_ways_of_writing_give_the_same_cells(rows: list[tuple[Any, ...]]) -> None:
    made = filled(rows)
    assert made is not None
    by_hand = row_chunks(COLUMNS, rows, FIRST, LOOKS, lambda c, r: "")
    assert cells(iter(made)) == cells(by_hand)


def test_every_hostile_text_is_written_as_by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "CHUNK", 7)  # so that unusual rows stand at every edge
    rows = [
        (text, [text[:9], None], Decimal("0.100"), "percent", date(2025, 9, 12), True, number)
        for number, text in enumerate(HOSTILE)
    ]
    by_hand = row_chunks(COLUMNS, rows, FIRST, LOOKS, lambda c, r: "")
    assert cells(written(rows)) == cells(by_hand)


def test_plain_rows_need_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [("380 Milliarden <Yuan>", ["a"], Decimal(1), None, date(2025, 1, 1), False, 1)] * 3
    expected = cells(row_chunks(COLUMNS, rows, FIRST, LOOKS, lambda c, r: ""))
    monkeypatch.setattr(bulk, "row_chunks", None)
    assert cells(written(rows)) == expected


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (("x" * 32_768, None, None, None, None, None, None), "3/6 would hold a text of 32768"),
        ((None, None, None, None, date(1900, 2, 28), None, None), "6/6 would hold 1900-02-28"),
        (("a\uffff", None, None, None, None, None, None), "3/6: the text"),
    ],
)
def test_what_no_cell_can_hold_is_refused_by_its_place(row: tuple[Any, ...], says: str) -> None:
    plain = ("a", None, None, None, None, None, None)
    with pytest.raises(FactpackError, match=re.escape(says)):
        list(written([plain, row, plain]))


def test_what_sql_cannot_write_is_known_before() -> None:
    assert filled([("a", *[None] * 6)], (*TYPES[:2], "DOUBLE", *TYPES[3:])) is None
