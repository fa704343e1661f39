"""The predicate never lets a record pass that jsonschema would not: by random schemas and records,
by the JSON-Schema-Test-Suite, and by factpack's own schemas."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal, localcontext
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from toolkit.dossier import data_folder
from toolkit.records.judging import Judge, _is_date
from toolkit.records.predicate import Kind, suspects
from toolkit.schemas import load_schemas

SUITE = Path(__file__).parent / "suite"
KINDS: dict[str, Kind] = {"text": "string", "amount": "number", "count": "integer", "list": "array"}


def reference(schema: Any, record: Mapping[str, Any]) -> bool:
    checker = FormatChecker(formats=())
    checker.checks("date")(_is_date)
    with localcontext(prec=400):
        return bool(Draft202012Validator(schema, format_checker=checker).is_valid(dict(record)))


def passed(
    schema: Any, kinds: Mapping[str, Kind], records: Sequence[Mapping[str, Any]]
) -> list[bool]:
    values = {key: [record.get(key) for record in records] for key in kinds}
    held = set(suspects(schema, kinds, {}, values))
    return [index not in held for index in range(len(records))]


# -- random schemas and records --------------------------------------------------------------------

texts = st.text("ab Z0é\U0001f600\n\u00a0-.", max_size=6) | st.sampled_from(
    ["2025-02-30", "2025-01-31", "0000-01-01", "2024-02-29", "a\n", "\u3000", "x" * 40, "\ufeff"]
)
amounts = st.decimals(allow_nan=False, allow_infinity=False, places=3) | st.sampled_from(
    [Decimal("1e28"), Decimal("-1e29"), Decimal("0.0000000001"), Decimal("NaN"), Decimal("2.0")]
)
counts = st.integers(-30, 30) | st.sampled_from([10**17, -(10**18)])
limits = st.integers(-20, 20) | st.decimals(-20, 20, places=2) | st.just(Decimal("1e29"))
lengths = st.integers(0, 8)
patterns = st.sampled_from(
    ["^a", "b$", "^[ab]+$", "^[^\\s]+$", "\\d", "^\\w+$", "(?=a)", "a.b", "^(?:a|b){1,3}$", "\\bZ"]
)
keywords = {
    "type": st.sampled_from(
        ["string", "number", "integer", "array", ["string", "null"], ["number", "array"], "object"]
    ),
    "enum": st.lists(texts | counts | amounts, max_size=4),
    "const": texts | counts,
    "minimum": limits,
    "maximum": limits,
    "exclusiveMinimum": limits,
    "exclusiveMaximum": limits,
    "multipleOf": st.sampled_from([1, 2, 7, Decimal("0.01"), Decimal("1e-9"), Decimal("0.5")]),
    "minLength": lengths,
    "maxLength": lengths,
    "pattern": patterns,
    "format": st.sampled_from(["date", "uri", "email"]),
    "minItems": lengths,
    "maxItems": lengths,
    "uniqueItems": st.booleans(),
    "title": st.just("said of it"),
}


def schemas_of(of: Mapping[str, st.SearchStrategy[Any]], depth: int) -> st.SearchStrategy[Any]:
    known = dict(of)
    if depth:
        inner = schemas_of(of, depth - 1)
        known |= {word: st.lists(inner, min_size=1, max_size=3) for word in ("anyOf", "allOf")}
        known |= {"not": inner, "items": inner, "oneOf": st.lists(inner, min_size=1, max_size=2)}
    some = st.dictionaries(st.sampled_from(sorted(known)), st.just(None), max_size=3)
    chosen = some.flatmap(lambda keys: st.fixed_dictionaries({key: known[key] for key in keys}))
    return chosen | st.booleans()


names = st.sampled_from([*KINDS, "absent"])
of_value = schemas_of(keywords, 1)
of_record = st.fixed_dictionaries(
    {"properties": st.dictionaries(names, of_value, min_size=1, max_size=4)},
    optional={
        "type": st.sampled_from(["object", "string", ["object", "null"]]),
        "required": st.lists(names, max_size=2, unique=True),
        "dependentRequired": st.dictionaries(names, st.lists(names, max_size=2, unique=True)),
        "anyOf": st.lists(st.builds(lambda key: {"required": [key]}, names), min_size=1),
        "additionalProperties": st.booleans(),
        "minProperties": st.integers(0, 3),
        "if": st.builds(
            lambda key, said, needed: {"properties": {key: said}, "required": needed},
            names,
            st.builds(lambda some: {"enum": some}, st.lists(texts, min_size=1)) | of_value,
            st.lists(names, max_size=1),
        ),
        "then": st.builds(lambda key: {"required": [key]}, names),
        "else": st.builds(lambda key: {"required": [key]}, names),
    },
)
records = st.fixed_dictionaries(
    {}, optional={"text": texts, "amount": amounts, "count": counts, "list": st.lists(texts)}
)


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(of_record, st.lists(records, min_size=1, max_size=12))
@example({"properties": {"text": {"format": "date"}}}, [{"text": "0000-01-01"}])
@example({"properties": {"amount": {"multipleOf": 2}}}, [{"amount": Decimal("2.5")}])
@example({"properties": {"text": {"pattern": "^[^\\s]+$"}}}, [{"text": "\u00a0"}])
@example({"properties": {"text": {"maxLength": 1}}}, [{"text": "\U0001f600"}, {"text": "é\n"}])
def test_no_invalid_record_passes(schema: Any, given_records: list[dict[str, Any]]) -> None:
    for record, through in zip(given_records, passed(schema, KINDS, given_records), strict=True):
        assert not through or reference(schema, record), (schema, record)


@pytest.mark.parametrize("pattern", ["^[^\\s]+$", "^[\\s]+$"])
@pytest.mark.parametrize("text", ["\x1c", "\x1f", "\x85", "\ufeff"])
def test_what_python_or_ecma_262_alone_takes_for_blank_is_held(pattern: str, text: str) -> None:
    schema = {"properties": {"text": {"pattern": pattern}}}
    assert passed(schema, {"text": "string"}, [{"text": text}]) == [False]


CODES = [f"C{n}" for n in range(40)]


@pytest.mark.parametrize(
    ("text", "valid"),
    [
        *(("C0", True), ("C39", True), ("a.b", True), ("", True), (None, True)),
        *(("C40", False), ("C", False), ("C0\n", False), ("axb", False), ("C1|C2", False)),
    ],
)
def test_a_long_list_says_the_same_as_a_short_one(text: str | None, valid: bool) -> None:
    schema = {"properties": {"text": {"enum": [*CODES, "a.b", ""]}}}
    record = {} if text is None else {"text": text}
    assert passed(schema, {"text": "string"}, [record]) == [valid]
    told = {"if": schema | {"required": ["text"]}, "then": {"required": ["absent"]}}
    assert passed(told, {"text": "string"}, [record]) == [not valid or text is None]


# -- the JSON-Schema-Test-Suite --------------------------------------------------------------------


def suite_cases() -> Iterator[Any]:
    for path in sorted(SUITE.glob("*.json")):
        for group in json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal):
            yield pytest.param(
                group["schema"], group["tests"], id=f"{path.stem}: {group['description']}"
            )


def kind_of(value: Any) -> Kind | None:
    """The column that a value would stand in; None where no column holds such a value."""
    if isinstance(value, str):
        return "string"
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return "integer" if abs(value) < 10**18 else None
    if isinstance(value, Decimal):
        return "number"
    return "array" if isinstance(value, list) and all(isinstance(v, str) for v in value) else None


@pytest.mark.parametrize(("schema", "cases"), list(suite_cases()))
def test_the_suite_finds_no_invalid_value_that_passes(
    schema: Any, cases: list[dict[str, Any]]
) -> None:
    for case in cases:
        data, valid = case["data"], case["valid"]
        if kind := kind_of(data):
            wrapped = {"properties": {"it": schema}}
            (through,) = passed(wrapped, {"it": kind}, [{"it": data}])
            assert valid or not through, case
        if isinstance(data, dict) and data and all(kind_of(value) for value in data.values()):
            kinds: Any = {key: kind_of(value) for key, value in data.items()}
            (through,) = passed(schema, kinds, [data])
            assert valid or not through, case


def test_the_suite_is_not_held_back_altogether() -> None:
    """Of the values that are valid and have a column, most pass: the predicate knows something."""
    valid = through = 0
    for param in suite_cases():
        schema, cases = param.values
        for case in cases:
            kind = kind_of(case["data"])
            if kind and case["valid"]:
                valid += 1
                wrapped = {"properties": {"it": schema}}
                through += passed(wrapped, {"it": kind}, [{"it": case["data"]}])[0]
    assert through > valid * 0.6


# -- factpack's own schemas ------------------------------------------------------------------------

FACT = {
    "id": "wire-001",
    "entity": "alibaba",
    "concept": "capex_plan",
    "source": "wire",
    "kind": "plan",
    "status": "reviewed",
    "value": Decimal("380000000000"),
    "unit": "CNY",
    "decimals": -9,
    "period_start": date(2025, 2, 1),
    "quote": "380 Milliarden Yuan",
    "language": "de",
    "tags": ["ai", "capex"],
}


@pytest.mark.parametrize(
    ("change", "passes"),
    [
        ({}, True),
        ({"unit": "companies", "value": Decimal("-2.02")}, True),
        ({"value": None, "value_text": "a first data centre"}, True),
        ({"id": None, "status": "draft"}, True),
        ({"id": None}, False),
        ({"kind": "hearsay"}, False),
        ({"entity": "ali\u00a0baba"}, False),
        ({"unit": "cny "}, True),
        ({"unit": "Stück"}, False),
        ({"value": Decimal("1e29")}, False),
        ({"value": Decimal("0.1234567891")}, False),
        ({"value": None}, False),
        ({"value": None, "value_high": Decimal(3), "value_text": "words"}, False),
        ({"decimals": 10}, False),
        ({"language": "deutsch!"}, False),
        ({"tags": ["ai", ""]}, False),
        ({"quote": "x" * 32768}, False),
    ],
)
def test_a_fact_passes_exactly_where_jsonschema_finds_no_error(
    change: dict[str, Any], passes: bool
) -> None:
    schemas = load_schemas(data_folder("schemas"))
    facts = schemas.types["facts"]
    kinds: Any = {field.key: field.type for field in facts.fields}
    record = {key: value for key, value in (FACT | change).items() if value is not None}
    values = {key: [record.get(key)] for key in kinds}
    assert (suspects(facts.schema, kinds, schemas.documents, values) == []) is passes
    spoken = {k: v.isoformat() if isinstance(v, date) else v for k, v in record.items()}
    assert (not Judge(facts, schemas).errors(spoken)) is passes
