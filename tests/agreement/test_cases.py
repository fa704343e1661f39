"""Facts in, verdicts out: every case of cases/*.toml is one sentence that holds."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from toolkit.agreement import Agreement, agreement

Case = dict[str, Any]

CASES = {
    f"{path.stem}: {case['says']}": case
    for path in sorted((Path(__file__).parent / "cases").glob("*.toml"))
    for case in tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)["case"]
}
FACT = {"entity": "e", "concept": "c", "source": "s", "kind": "actual", "status": "draft"}
FACT |= {"unit": "USD", "period_end": "2025-12-31"}
INPUTS = ("concepts", "sources", "fx_rates", "sums", "rulings")


def facts_of(case: Case) -> list[dict[str, Any]]:
    return [{"_row": 100 + n} | FACT | fact for n, fact in enumerate(case["facts"])]


def derived(case: Case) -> Agreement:
    return agreement(facts_of(case), **{key: case.get(key, ()) for key in INPUTS})


def names(case: Case) -> dict[int, str]:
    return {fact["_row"]: fact.get("id", f"row {fact['_row']}") for fact in facts_of(case)}


def interval(low: Decimal | None, high: Decimal | None, low_open: bool, high_open: bool) -> str:
    ends = ["~" if end is None else plain(end) for end in (low, high)]
    return f"{'(' if low_open else '['}{', '.join(ends)}{')' if high_open else ']'}"


def plain(number: Decimal) -> str:
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def one_set(case: Case, name: str) -> Any:
    (found,) = derived(case).duplicate_sets
    return getattr(found, name)


FOUND: dict[str, Callable[[Case], Any]] = {
    "intervals": lambda case: {
        names(case)[row]: interval(*ends) for row, *ends, _ in derived(case).rows("intervals")
    },
    "basis": lambda case: {names(case)[one.row]: one.basis for one in derived(case).intervals},
    "classes": lambda case: {
        f"{pair.a} {pair.b}": pair.class_ for pair in derived(case).duplicate_pairs
    },
    "why": lambda case: (
        derived(case).sums_check[0].why if "sums" in case else derived(case).duplicate_pairs[0].why
    ),
    "set_class": lambda case: one_set(case, "class_"),
    "superseded": lambda case: list(one_set(case, "superseded")),
    "periods": lambda case: one_set(case, "periods"),
    "witnesses": lambda case: one_set(case, "witnesses"),
    "primary": lambda case: one_set(case, "has_primary"),
    "ruling": lambda case: one_set(case, "ruling"),
    "names": lambda case: [one.name for one in derived(case).duplicate_sets],
    "slips": lambda case: {f"{one.a} {one.b}": one.factor for one in derived(case).scale_slips},
    "why_slip": lambda case: derived(case).scale_slips[0].why,
    "conversions": lambda case: {
        names(case)[one.row]: f"{one.base}/{one.quote} {one.implied_low}..{one.implied_high}"
        for one in derived(case).conversions
    },
    "fits": lambda case: {
        names(case)[one.row]: "" if one.holds is None else one.holds
        for one in derived(case).conversions
    },
    "reference": lambda case: {
        names(case)[one.row]: one.reference for one in derived(case).conversions
    },
    "holds": lambda case: {
        one.total: "" if one.holds is None else one.holds for one in derived(case).sums_check
    },
    "implied": lambda case: [
        f"{names(case)[one.price_row]} {names(case)[one.change_row]} {one.base_date} "
        f"{plain(one.implied_low)}..{plain(one.implied_high)}"
        for one in derived(case).level_changes
    ],
    "contradictions": lambda case: [
        " ".join(names(case)[row] for row in rows if row is not None)
        for *rows, _, _ in derived(case).rows("level_contradictions")
    ],
    "why_level": lambda case: derived(case).level_contradictions[0].why,
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_what_the_case_says_holds(case: Case) -> None:
    expected = {key: case[key] for key in case if key not in ("says", "facts", *INPUTS)}
    assert expected
    assert {key: FOUND[key](case) for key in expected} == expected


def test_no_two_cases_say_the_same() -> None:
    sentences = [name.partition(": ")[2] for name in CASES]
    assert len(set(sentences)) == len(sentences) > 80
