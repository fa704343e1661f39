"""What must hold of agreement whatever the facts are."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import permutations
from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from toolkit.agreement import TABLES, agreement
from toolkit.agreement.intervals import Interval, interval_of
from toolkit.agreement.pairs import CLASSES, RELATIONS, Context, compare
from toolkit.agreement.records import facts_of
from toolkit.agreement.sets import NAME_LIMIT, PAIR_LIMIT

QUALIFIERS = (
    "exact about nearly at_least at_most more_than less_than up_to between".split()  # noqa: SIM905
)
KINDS = "actual plan guidance forecast estimate opinion rumour".split()  # noqa: SIM905

amounts = st.one_of(
    st.sampled_from([5, 53, 530, 5300, 52, 0, -53]).map(Decimal),
    st.decimals(min_value=-(10**28), max_value=10**28, places=9, allow_nan=False),
)
numbers = st.fixed_dictionaries(
    {
        "value": amounts,
        "value_high": st.none() | amounts,
        "qualifier": st.none() | st.sampled_from(QUALIFIERS),
        "decimals": st.none() | st.integers(-15, 9),
    }
)
words = st.fixed_dictionaries({"value_text": st.sampled_from(["one", "two", "ONE "])})
about = st.fixed_dictionaries(
    {
        "entity": st.sampled_from("ef"),
        "concept": st.sampled_from("cd"),
        "scope": st.sampled_from(["", "x", "X "]),
        "event": st.sampled_from(["", "E", "F"]),
        "unit": st.sampled_from(["USD", "CNY", "percent"]),
        "kind": st.sampled_from(KINDS),
        "source": st.sampled_from("st"),
        "attributed_to": st.sampled_from(["", "A", "B"]),
        "period_end": st.sampled_from([None, date(2025, 6, 30), date(2025, 12, 31)]),
        "status": st.sampled_from(["draft", "approved", "rejected"]),
        "converted_from": st.none() | st.sampled_from(["f0", "f1", "f2"]),
        "supersedes": st.none() | st.sampled_from(["f0", "f1", "f2"]),
    }
)
records = st.tuples(about, numbers | words).map(lambda parts: parts[0] | parts[1])
CONCEPTS = [{"id": "c", "parent": "p"}, {"id": "d", "parent": "p"}]


def numbered(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [record | {"id": f"f{n}", "_row": n} for n, record in enumerate(found)]


dossiers = st.lists(records, max_size=8).map(numbered)


@given(dossiers, st.randoms())
def test_the_order_of_the_records_changes_nothing(facts: list[Any], random: Any) -> None:
    shuffled = random.sample(facts, len(facts))
    assert agreement(facts, concepts=CONCEPTS) == agreement(shuffled, concepts=CONCEPTS)


@given(dossiers, records)
def test_a_fact_about_somebody_else_changes_no_verdict(facts: list[Any], other: Any) -> None:
    unrelated = other | {"id": "z", "_row": 99, "entity": "other", "supersedes": None}
    before, after = agreement(facts), agreement([*facts, unrelated])
    assert without_numbers(before.duplicate_pairs) == without_numbers(after.duplicate_pairs)
    assert without_numbers(before.duplicate_sets) == without_numbers(after.duplicate_sets)
    assert set(before.intervals) <= set(after.intervals)


def without_numbers(rows: Any) -> list[Any]:
    return [row._replace(set=0) for row in rows]


@given(dossiers)
def test_a_pair_has_one_class_whichever_comes_first(facts: list[Any]) -> None:
    said = facts_of(facts)
    context = Context({}, {})
    for a, b in permutations(said, 2):
        same_sort = (a.value is None) == (b.value is None)
        if same_sort and a.unit == b.unit:
            assert compare(a, b, context)[0] == compare(b, a, context)[0]


@given(dossiers)
def test_conversions_and_words_never_conflict(facts: list[Any]) -> None:
    by_id = {fact.id: fact for fact in facts_of(facts)}
    for pair in agreement(facts).duplicate_pairs:
        a, b = by_id[pair.a], by_id[pair.b]
        if a.converted_from or b.converted_from or a.value is None:
            assert pair.class_ != "inconsistent"


@given(dossiers)
def test_every_pair_lies_in_one_set_and_the_set_has_its_worst_class(facts: list[Any]) -> None:
    found = agreement(facts)
    for one in found.duplicate_sets:
        pairs = [pair for pair in found.duplicate_pairs if pair.set == one.set]
        assert one.class_ == min((pair.class_ for pair in pairs), key=CLASSES.index)
        assert all({pair.a, pair.b} <= set(one.facts) and pair.a < pair.b for pair in pairs)
        assert len(set(one.facts)) == len(one.facts) > 1
        assert one.relation == RELATIONS[one.class_]
        assert 1 <= one.witnesses <= len(one.sources)
    names = [one.name for one in found.duplicate_sets]
    assert len(set(names)) == len(names)


@given(numbers)
@example({"value": Decimal(0), "value_high": None, "qualifier": "nearly", "decimals": None})
def test_an_interval_holds_its_value_or_ends_at_it(number: dict[str, Any]) -> None:
    (fact,) = facts_of([number])
    interval = interval_of(fact)
    assert interval is not None
    for value in filter(None, (fact.value, fact.value_high)):
        assert interval.low is None or interval.low <= value
        assert interval.high is None or value <= interval.high
    if fact.value_high is None and fact.qualifier not in ("more_than", "less_than", "nearly"):
        assert not interval.low_open
        assert not interval.high_open


@given(numbers)
def test_the_stored_interval_holds_the_exact_one(number: dict[str, Any]) -> None:
    (row,) = agreement([number]).intervals
    exact = interval_of(facts_of([number])[0])
    assert exact is not None
    assert row.low is None or (exact.low is not None and row.low <= exact.low)
    assert row.high is None or (exact.high is not None and exact.high <= row.high)
    for end in (row.low, row.high):
        assert end is None or (int(end.as_tuple().exponent) >= -9 and abs(end) < 10**29)


@given(numbers, numbers)
def test_what_agrees_within_rounding_overlaps(one: dict[str, Any], other: dict[str, Any]) -> None:
    a, b = facts_of([one | {"id": "a"}, other | {"id": "b"}])
    first, second = interval_of(a), interval_of(b)
    assert first is not None and second is not None
    found, _ = compare(a, b, Context({}, {}))
    if found in ("complete", "consistent") and a.qualifier == b.qualifier:
        assert first.overlaps(second) and second.overlaps(first)
    if found == "within_bound":
        assert first.overlaps(second) or a.value == b.value
    if not first.overlaps(second) and a.value != b.value:
        assert found == "inconsistent"


@given(st.lists(amounts, min_size=2, max_size=6), st.data())
def test_a_sum_of_what_its_items_are_holds(values: list[Decimal], data: Any) -> None:
    weights = [data.draw(st.sampled_from([1, -1, 2])) for _ in values]
    accuracy = st.none() | st.integers(-6, 9)
    facts = [
        {"id": f"f{n}", "value": value, "decimals": data.draw(accuracy)}
        for n, value in enumerate(values)
    ]
    total = sum(map(lambda value, weight: value * weight, values, weights), Decimal(0))
    assume(abs(total) < 10**29)
    facts.append({"id": "t", "value": total})
    sums = [{"total": "t", "item": f"f{n}", "weight": weight} for n, weight in enumerate(weights)]
    (check,) = agreement(facts, sums=sums).sums_check
    exact = all(len(value.as_tuple().digits) < 20 for value in (*values, total))
    assert check.holds or not exact


@given(dossiers)
def test_every_row_has_a_cell_a_column(facts: list[Any]) -> None:
    found = agreement(facts, concepts=CONCEPTS)
    for name, table in TABLES.items():
        assert all(len(row) == len(table.columns) for row in found.rows(name))


def test_columns_are_named_as_the_fields_are() -> None:
    renamed = {"_row": "row", "class": "class_"}
    found = agreement([{"value": 1, "id": "a"}, {"value": 1, "id": "b", "converted_from": "a"}])
    for name, table in TABLES.items():
        for row in getattr(found, name):
            assert [renamed.get(column, column) for column in table.columns] == list(row._fields)


def test_a_float_is_refused() -> None:
    with pytest.raises(TypeError, match=r"5\.3 is a float: amounts are Decimal"):
        agreement([{"value": 5.3}])


def test_a_giant_set_is_compared_by_what_is_said_and_says_how_much_is_left_out() -> None:
    size = 2000
    facts = [
        {"id": f"f{n:04}", "source": f"s{n}", "value": 53, "kind": "actual"} for n in range(size)
    ]
    facts[700]["value"] = 530
    found = agreement([fact | {"event": "E", "unit": "USD"} for fact in facts])
    (one,) = found.duplicate_sets
    assert one.class_ == "inconsistent"
    assert one.scale_slip == 10
    assert len(found.duplicate_pairs) == size - 1  # each with the first that says the same, and one
    assert one.pairs_left_out == size * (size - 1) // 2 - (size - 1)


def test_a_giant_set_of_differing_values_keeps_neighbours_and_ends() -> None:
    size = 3 * PAIR_LIMIT
    facts = [{"id": f"f{n:04}", "event": "E", "value": 10 + n} for n in range(size)]
    found = agreement(facts)
    pairs = {(pair.a, pair.b) for pair in found.duplicate_pairs}
    assert ("f0000", f"f{size - 1:04}") in pairs
    assert ("f0005", "f0006") in pairs
    assert len(pairs) < 3 * size
    assert found.duplicate_sets[0].pairs_left_out == size * (size - 1) // 2 - len(pairs)


def test_a_name_that_is_too_long_for_a_ruling_is_cut_and_stays_its_own() -> None:
    facts = [
        {"id": f"{n}{twin}", "value": 1, "entity": "e" * 100, "concept": "c" * 100, "unit": "USD",
         "event": f"{'v' * 199}{n}", "scope": "s" * 200}
        for n in (1, 2) for twin in "ab"
    ]  # fmt: skip
    first, second = (one.name for one in agreement(facts).duplicate_sets)
    assert len(first) <= NAME_LIMIT >= len(second)
    assert first != second


def test_intervals_that_share_only_an_open_end_do_not_overlap() -> None:
    below, above = Interval(None, Decimal(6), high_open=True), Interval(Decimal(6), None)
    assert not below.overlaps(above)
    assert not above.overlaps(below)
    assert above.overlaps(Interval(Decimal(5), Decimal(6)))
