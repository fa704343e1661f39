"""Rows that DuckDB writes read the same as those that `row_chunks` writes, cell by cell."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.arrow.texts import Texts
from toolkit.database import Database
from toolkit.errors import FactpackError
from toolkit.ooxml.container.streamed import Streamed
from toolkit.ooxml.sheets.address import cell_of
from toolkit.ooxml.sheets.rows import Column, Looks, row_chunks
from toolkit.pack.rows import bulk, sharing
from toolkit.pack.rows.bulk import BulkRows, bulk_rows, in_order
from toolkit.pack.rows.rowsql import Source
from toolkit.pack.rows.sharing import SharedTexts

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


BEFORE = 7  # texts that the workbook has already


@cache
def opened() -> Database:
    return Database(threads=1)


def filled(
    rows: Sequence[Sequence[Any]], types: Sequence[str] = TYPES, shared: SharedTexts | None = None
) -> BulkRows | None:
    database = opened()
    database.execute("drop table if exists held")
    columns = list(zip(*rows, strict=True))
    given = zip(NAMES, TYPES, columns, strict=True)
    database.load("held", {name: (kind, _plain(column)) for name, kind, column in given})
    source = Source(NAMES, types)
    shared = SharedTexts(BEFORE) if shared is None else shared
    where = "{}/{}".format
    return bulk_rows(database, "held", source, COLUMNS, FIRST, LOOKS, where, shared)


def written(rows: Sequence[Sequence[Any]]) -> dict[tuple[int, int], tuple[Any, ...]]:
    """Every cell of `rows` as SQL writes them, texts that are shared among them."""
    shared = SharedTexts(BEFORE)
    made = filled(rows, shared=shared)
    assert made is not None
    texts = ElementTree.fromstring(b"<x>" + b"".join(Streamed(1, shared)) + b"</x>")
    found = cells(Streamed(0, made))
    shared.close()
    for place, (attributes, inside) in found.items():
        if ("t", "s") in attributes:
            item = texts[int(inside[0][1]) - BEFORE]
            told = [(each.tag, each.text or "", each.attrib) for each in item]
            attributes = [("t", "inlineStr") if one == ("t", "s") else one for one in attributes]
            found[place] = attributes, [("is", ""), *without_space(told)]
    return found


def by_hand(rows: Sequence[Sequence[Any]]) -> dict[tuple[int, int], tuple[Any, ...]]:
    return cells(row_chunks(COLUMNS, rows, FIRST, LOOKS, lambda c, r: ""))


def _plain(column: Sequence[Any]) -> list[Any]:
    """Decimals as text, which DuckDB converts exactly."""
    return [f"{one:f}" if isinstance(one, Decimal) else one for one in column]


def cells(chunks: Iterable[bytes]) -> dict[tuple[int, int], tuple[Any, ...]]:
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
@given(ROWS, st.sampled_from([1, 1, 5]))
def test_both_ways_of_writing_give_the_same_cells(rows: list[tuple[Any, ...]], times: int) -> None:
    assert written(rows * times) == by_hand(rows * times)  # texts are shared from four times on


def test_a_text_is_shared_once_it_repeats(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [(f"text {n // 4}", [], None, f"unit {n}", None, None, None) for n in range(40)]
    shared = SharedTexts(BEFORE)
    made = filled(rows, shared=shared)
    assert made is not None
    assert b"".join(Streamed(1, shared)) == b"".join(
        b"<si><t>text %d</t></si>" % n for n in range(10)
    )
    assert b'<c r="C5" s="1" t="s"><v>7</v></c>' in b"".join(Streamed(0, made))
    shared.close()
    monkeypatch.setattr(sharing, "_LARGEST", 5)
    assert filled(rows, shared=(none := SharedTexts(BEFORE))) is not None
    assert not none


def test_every_hostile_text_is_written_as_by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "_CHUNK_ROWS", 7)  # so that unusual rows stand at every edge
    rows = [
        (text, [text[:9], None], Decimal("0.100"), "percent", date(2025, 9, 12), True, number)
        for number, text in enumerate(HOSTILE)
    ]
    assert written(rows) == by_hand(rows)
    assert written(rows * 5) == by_hand(rows * 5)


def test_a_text_that_no_sql_can_say_is_written_by_hand() -> None:
    rows = [("a\0b", [], None, None, None, None, None)] * 5
    assert written(rows) == by_hand(rows)


def test_plain_rows_need_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [("380 Milliarden <Yuan>", ["a"], Decimal(1), None, date(2025, 1, 1), False, 1)] * 3
    expected = by_hand(rows)
    monkeypatch.setattr(bulk, "row_chunks", None)
    assert written(rows) == expected


def test_rows_that_come_in_another_order_are_put_in_theirs() -> None:
    def batch(numbers: Sequence[int]) -> Texts:
        data = "".join(map(str, numbers)).encode()
        return Texts(memoryview(array("q", numbers)), memoryview(data), range(len(numbers) + 1))

    batches = [batch([1, 2]), batch([4, 3]), batch([6, 5, 7])]
    made = b"".join(in_order(iter(batches), range(1, 8), {2: b"two", 5: b"five"}))
    assert made == b"1two34five67"


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
        written([plain, row, plain])


def test_what_sql_cannot_write_is_known_before() -> None:
    assert filled([("a", *[None] * 6)], (*TYPES[:2], "DOUBLE", *TYPES[3:])) is None
