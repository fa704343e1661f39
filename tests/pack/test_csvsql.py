"""CSV that DuckDB writes is, byte for byte, the CSV that `csvfile` writes."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.database import Database
from toolkit.pack.rows import csvsql
from toolkit.pack.rows.csvfile import as_csv
from toolkit.pack.rows.csvsql import write_long_csv

NAMES = ("Text", "=List", "Value", "Day", "Yes", "Count, all")
TYPES = ("VARCHAR", "VARCHAR[]", "DECIMAL(38,9)", "DATE", "BOOLEAN", "BIGINT")
HOSTILE = [
    *(
        "",
        " ",
        "a",
        "a,b",
        'say "a"',
        '"',
        "a\nb",
        "a\rb",
        "\r",
        "=1",
        " =1",
        "'=1",
        "''",
        "-2,02 %",
    ),
    *(
        "-5 Mrd.",
        "+84%",
        "@a",
        "\t=1",
        "a;=1",
        "a; b",
        "a;\u200b＝1",
        "\ufeff=1",
        "'tis",
        "ü,𝔘",
        "a\t-b",
    ),
    *("\u00a0", "a = b", "\x01", "-", "+1", "\n-1", "1;-1", "\u2028=1", "\\", ";'+"),
]
TEXTS = st.sampled_from(HOSTILE) | st.text("=+-@'; \t\r\n\ufeff＝a1,.%\"", max_size=6)
ROWS = st.lists(
    st.tuples(
        st.none() | TEXTS,
        st.none() | st.lists(st.none() | TEXTS, max_size=3),
        st.none() | st.decimals(-(10**28), 10**28, places=9),
        st.none() | st.dates(),
        st.none() | st.booleans(),
        st.none() | st.integers(-(2**63), 2**63 - 1),
    ),
    min_size=1,
    max_size=12,
)


@cache
def opened() -> Database:
    return Database(threads=1)


def loaded(rows: Sequence[Sequence[Any]]) -> Database:
    database = opened()
    database.execute("drop table if exists held")
    columns = [
        [f"{one:f}" if isinstance(one, Decimal) else one for one in column]
        for column in zip(*rows, strict=True)
    ]
    given = zip(NAMES, TYPES, columns, strict=True)
    database.load("held", {name: (kind, column) for name, kind, column in given})
    return database


def long_csv(database: Database, columns: list[str], types: list[str], *, bom: bool) -> Any:
    out = io.BytesIO()
    guarded = write_long_csv(out, database, "held", columns, types, bom=bom)
    return None if guarded is None else (out.getvalue(), guarded)


@settings(max_examples=200, deadline=None)
@given(ROWS, st.sampled_from([1, 1, 30]), st.booleans())
def test_both_ways_give_the_same_bytes(rows: list[Any], times: int, bom: bool) -> None:
    made = long_csv(loaded(rows * times), NAMES, TYPES, bom=bom)
    assert made == as_csv(NAMES, rows * times, bom=bom)


def test_every_hostile_text_is_written_as_by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csvsql, "_CHUNK", 7)  # so that unusual rows stand at every edge
    rows: list[Any] = [(text, [text, "a"], Decimal("0.5"), None, True, 1) for text in HOSTILE]
    assert long_csv(loaded(rows), NAMES, TYPES, bom=False) == as_csv(NAMES, rows)


def test_plain_rows_need_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    row = ("380, a", ["a", "b"], Decimal("-2.020"), date(2025, 9, 12), False, 3)
    expected = as_csv(NAMES, [row] * 3)
    monkeypatch.setattr(csvsql.csvfile, "fields", None)
    assert long_csv(loaded([row] * 3), NAMES, TYPES, bom=False) == expected


def test_what_sql_may_write_otherwise_is_known_before() -> None:
    database = loaded([("a", ["a"], Decimal(1), None, True, 1)])
    assert long_csv(database, ["Text"], ["VARCHAR"], bom=False) is None
    assert long_csv(database, ["Text", "Count"], ["VARCHAR", "DOUBLE"], bom=False) is None
