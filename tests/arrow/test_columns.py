"""Columns handed over as a stream hold what they hold when handed over as parameters."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit import database
from toolkit.database import Database

KINDS = {
    "VARCHAR": st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
    "BIGINT": st.integers(-(2**63), 2**63 - 1),
    "DECIMAL(38,9)": st.decimals(-(10**20), 10**20, places=9),
    "DATE": st.dates(),
    "BOOLEAN": st.booleans(),
    "VARCHAR[]": st.lists(st.text("aé;\U0001f600", max_size=3), max_size=3),
}


def column(kind: str, count: int) -> st.SearchStrategy[list[Any]]:
    return st.lists(st.none() | KINDS[kind], min_size=count, max_size=count)


columns = st.integers(0, 30).flatmap(
    lambda count: st.fixed_dictionaries({kind: column(kind, count) for kind in KINDS})
)


def loaded(monkeypatch: pytest.MonkeyPatch, many: int, values: dict[str, list[Any]]) -> Any:
    monkeypatch.setattr(database, "MANY", many)
    with Database() as made:
        made.load("t", {kind: (kind, each) for kind, each in values.items()})
        return made.fetch("from t")[1], made.fetch("select column_type from (describe t)")[1]


@settings(max_examples=60, deadline=None)
@given(columns)
def test_a_stream_holds_what_parameters_hold(values: dict[str, list[Any]]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        assert loaded(patch, 0, values) == loaded(patch, 10**9, values)


def test_columns_longer_than_a_batch_keep_their_order(monkeypatch: pytest.MonkeyPatch) -> None:
    count = 300_000
    values = {
        "BIGINT": list(range(count)),
        "VARCHAR": [None if n % 3 else f"é{n}" for n in range(count)],
        "DATE": [date(2025, 1, 1)] * count,
        "DECIMAL(38,9)": [Decimal(n) / 1000 for n in range(count)],
    }
    rows, _ = loaded(monkeypatch, 0, values)
    assert [row[0] for row in rows] == values["BIGINT"]
    assert [row[1] for row in rows] == values["VARCHAR"]
    assert rows[-1][3] == Decimal("299.999")
