"""Many facts are compared as few are: SQL tells what it can, and tells the same."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from itertools import combinations_with_replacement
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from toolkit.agreement import TABLES
from toolkit.database import Database
from toolkit.derive import compare
from toolkit.dossier import data_folder
from toolkit.manyfacts import rest
from toolkit.rules.yardsticks import MACROS
from toolkit.schemas import load_schemas
from toolkit.tables import sql_type

SCHEMAS = load_schemas(data_folder("schemas"))
NEVER = 10**9
_QUICK = (Phase.explicit, Phase.generate)  # a failing dossier is slow to shrink
QUALIFIERS = (
    "exact about nearly at_least at_most more_than less_than up_to between odd".split()  # noqa: SIM905
)
# Few values of each field, so that facts meet: in one set, or nearly; said alike; converted.
_few = {
    "id": st.sampled_from(["f1", "f2", "f3", "f4", "f5", "f6", "ü", None]),
    "entity": st.sampled_from(["e", "e", "e", "é"]),
    "concept": st.sampled_from(["c", "c", "d", "share_price", "price_change"]),
    "source": st.sampled_from(["s", "t", "u"]),
    "kind": st.sampled_from(["actual", "actual", "plan", "estimate", "opinion", "rumour"]),
    "status": st.sampled_from(["draft", "draft", "approved", "rejected"]),
    "unit": st.sampled_from(["USD", "USD", "CNY", "percent", "square_metre", None]),
    "scope": st.sampled_from([None, None, "x", "X", "Straße", "STRASSE"]),
    "event": st.sampled_from([None, None, None, "E", "e", "ﬁ"]),
    "attributed_to": st.sampled_from([None, None, "A", "a", "İ"]),
    "via": st.sampled_from([None, None, "V", "A"]),
    "period_start": st.sampled_from([None, None, date(2025, 1, 1), date(2025, 2, 1)]),
    "period_end": st.sampled_from([None, date(2025, 6, 30), date(2025, 6, 30), date(2025, 12, 31)]),
    "converted_from": st.sampled_from([None] * 8 + ["f1", "f2", "f3"]),
    "supersedes": st.sampled_from([None] * 8 + ["f1", "f2", "f3"]),
}
_amounts = st.sampled_from([5, 5, 5, 53, 530, 0, -53, "5.3", "0.1"]).map(Decimal) | st.decimals(
    min_value=-(10**28), max_value=10**28, places=9, allow_nan=False
)
_number = {
    "value": _amounts,
    "value_high": st.sampled_from([None, None, None, Decimal(7), Decimal("-1e28"), Decimal(530)]),
    "qualifier": st.sampled_from([None, "exact", "at_least", *QUALIFIERS]),
    "decimals": st.sampled_from([None, 0, -9, -9, 8, 9, 12, -30]) | st.integers(-40, 20),
}
_text = {"value_text": st.sampled_from(["one", "one", "two", "One", "o  e", "o" * 150, "zwölf"])}
_facts = st.one_of(
    st.fixed_dictionaries(_few | _number),
    st.fixed_dictionaries(_few | _text),
)
# Copies that differ in little: most of what a house holds of one thing.
_copies = st.tuples(
    _facts,
    st.lists(
        st.fixed_dictionaries(
            {},
            optional={
                name: _few[name]
                for name in ("id", "source", "kind", "attributed_to", "via", "scope", "event")
            }
            | {"decimals": st.sampled_from([None, -9, 3])},
        ),
        max_size=4,
    ),
).map(lambda parts: [parts[0], *(parts[0] | change for change in parts[1])])
dossiers = st.lists(_copies, max_size=25).map(lambda some: [one for each in some for one in each])
_rulings = st.lists(
    st.fixed_dictionaries(
        {
            "set": st.sampled_from(
                [
                    "e / c / 2025-06-30 / USD",
                    "E / C / e / USD",
                    "é / c / 2025-06-30 / CNY",
                    "e / c / 2025-06-30 / USD (2)",
                ]
            ),
            "decision": st.just("fact"),
            "fact": st.sampled_from(["f1", None]),
            "date": st.sampled_from([date(2025, 7, 1), date(2025, 8, 1)]),
        }
    ),
    max_size=2,
)
OTHERS = {
    "concepts": [{"id": "c", "parent": "p"}, {"id": "d", "parent": "p"}],
    "sources": [
        {"id": "s", "type": "filing", "publisher": "P", "published": date(2025, 7, 1)},
        {"id": "t", "type": "news", "publisher": "p"},
        {"id": "t", "type": "wire"},
    ],
    "fx_rates": [{"date": date(2025, 6, 30), "base": "USD", "quote": "CNY", "rate": Decimal(7)}],
    "sums": [{"total": "f1", "item": "f2"}, {"total": "f1", "item": "f3", "weight": Decimal(2)}],
}


def made(records: Mapping[str, list[Mapping[str, Any]]]) -> Database:
    """A database of these records and no others."""
    database = Database(threads=1)
    database.execute(MACROS)
    for name, kind in SCHEMAS.types.items():
        rows = records.get(name, [])
        columns: dict[str, Any] = {"_row": ("BIGINT", list(range(1, len(rows) + 1)))}
        for field in kind.fields:
            values = [row.get(field.key) for row in rows]
            columns[field.key] = (sql_type(field), [_plain(value) for value in values])
        database.load(name, columns)
    return database


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, date) else value


def compared(records: Mapping[str, Any], least: int) -> dict[str, Any]:
    with made(records) as database:
        before = database.names()
        compare.build(database, least)
        assert set(database.names()) - set(before) == set(TABLES)
        assert not database.views()
        return {name: database.fetch(f"from {name} order by all") for name in TABLES}


def same(facts: list[Any], **others: Any) -> dict[str, Any]:
    records = {**OTHERS, **others, "facts": facts}
    many, few = compared(records, 0), compared(records, NEVER)
    for name in TABLES:
        assert many[name] == few[name], name
    return many


@settings(
    phases=_QUICK, max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
@given(dossiers, _rulings)
def test_the_tables_are_the_same(facts: list[Any], rulings: list[Any]) -> None:
    same(facts, rulings=rulings)


@settings(
    phases=_QUICK,
    max_examples=4,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(dossiers)
def test_they_are_the_same_piece_by_piece(
    monkeypatch: pytest.MonkeyPatch, facts: list[Any]
) -> None:
    monkeypatch.setattr(rest, "AT_ONCE", 9)
    same(facts)


_ONE = {
    "entity": "e", "concept": "c", "source": "s", "kind": "actual", "status": "draft",
    "unit": "USD", "value": Decimal(5), "period_end": date(2025, 6, 30),
}  # fmt: skip


def test_what_all_say_is_told_by_sql_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    facts = [_ONE | {"id": f"f{n}", "source": s} for n, s in enumerate("stust")]
    expected = compared(OTHERS | {"facts": facts}, NEVER)
    monkeypatch.setattr(rest, "judged", None)
    assert compared(OTHERS | {"facts": facts}, 0) == expected
    assert len(expected["duplicate_pairs"][1]) == 10


def test_sets_of_one_name_are_counted_and_long_names_cut_alike() -> None:
    twins = [{"scope": "x"}, {"scope": "x"}, {"scope": "y", "event": "2025-06-30"}]
    facts = [_ONE | {"id": f"f{n}"} | twin for n, twin in enumerate(twins)]
    other = _ONE | {"scope": "x", "period_end": None, "event": "2025-06-30"}
    facts += [other | {"id": f"g{n}"} for n in range(2)]
    facts += [_ONE | {"id": f"h{n}", "scope": "ü" * 600} for n in range(2)]
    names = [row[1] for row in same(facts)["duplicate_sets"][1]]
    assert any(name.endswith("(2)") for name in names) and any(len(name) == 500 for name in names)


def test_a_set_past_the_limit_of_pairs_is_the_same() -> None:
    facts = [_ONE | {"id": f"f{n:03}", "decimals": n % 3} for n in range(70)]
    assert same(facts)["duplicate_sets"][1][0][-1] > 0


def test_an_amount_is_converted_from_the_first_of_its_id() -> None:
    """Even where that is about something else, so that the two are in no set."""
    facts = [
        _ONE | {"id": "f1", "concept": "d"},
        _ONE | {"id": "f1", "source": "t"},
        _ONE | {"id": "f2", "unit": "CNY", "converted_from": "f1"},
        _ONE | {"id": "f3", "unit": "CNY", "value": Decimal(36), "source": "t"},
    ]
    assert [row[10] for row in same(facts)["duplicate_sets"][1]] == [["f2", "f3"]]


_SPOKEN = (
    {"source": "s", "attributed_to": "A"},
    {"source": "s"},
    {"source": "t"},
    {"source": "u"},
    {"source": "u", "attributed_to": "p"},
    {"source": "u", "attributed_to": "B"},
    {"source": "t", "attributed_to": "A", "via": "V"},
    {"source": "s", "via": "V"},
    {"source": "t", "via": "a"},
)


def test_witnesses_are_counted_alike_whoever_speaks() -> None:
    facts = [
        _ONE | spoken | {"id": f"f{n}-{m}", "scope": str(n)}
        for n, voices in enumerate(combinations_with_replacement(_SPOKEN, 3))
        for m, spoken in enumerate(voices)
    ]
    assert {row[16] for row in same(facts)["duplicate_sets"][1]} == {1, 2, 3}
