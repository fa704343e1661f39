"""A record has the errors that jsonschema finds of it, whatever was judged before it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from toolkit.records.judging import Judge, _is_date, _is_uri
from toolkit.schemas import RecordType, Schemas

BASE = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "https://example.com/schemas/case.schema.json",
    "type": "object",
}
SHARED = "https://example.com/schemas/shared.schema.json"
SHORT = {"type": "string", "maxLength": 3, "description": "A short text."}
REF = "shared.schema.json#/$defs/"
DOCUMENTS = {
    SHARED: {
        "$id": SHARED,
        "$defs": {
            "short": SHORT,
            "led": {"$ref": "#/$defs/short"},
        },
    }
}


def judge(said: dict[str, Any]) -> Judge:
    made = RecordType("case", "Case", "A case.", ("id",), (), BASE | said)
    return Judge(made, Schemas({"case": made}, DOCUMENTS))


def found_by_jsonschema(said: dict[str, Any], record: Any) -> list[Any]:
    resources = [(i, DRAFT202012.create_resource(d)) for i, d in DOCUMENTS.items()]
    registry: Any = Registry().with_resources(resources)
    errors = Draft202012Validator(BASE | said, registry=registry).iter_errors(record)
    return [told(error) for error in sorted(errors, key=_by_place)]


def _by_place(error: Any) -> list[str]:
    return [str(part) for part in error.absolute_path]


def told(error: Any) -> Any:
    return list(error.absolute_path), error.validator, error.validator_value, error.message


SCHEMAS: list[dict[str, Any]] = [
    {"properties": {"a": {"type": "string", "minLength": 2}, "b": {"minimum": 3}}},
    {"properties": {"a": {"enum": [1, "x"]}, "b": {"type": ["string", "null"]}, "c": False}},
    {"properties": {"a": True, "b": {"type": "array", "items": {"maxLength": 1}, "maxItems": 1}}},
    {"properties": {"a": {"anyOf": [{"type": "string"}, {"minimum": 2}]}}, "required": ["a", "b"]},
    {"required": ["a"], "dependentRequired": {"b": ["c", "a"]}},
    {"anyOf": [{"required": ["a"]}, {"required": ["b"]}]},
    {"if": {"properties": {"a": {"const": 1}}}, "then": {"required": ["b"]}},
    {"if": {"required": ["a"]}, "then": {"properties": {"b": {"minimum": 5}}}},
    {
        "properties": {"b": {"minimum": 1}},
        "if": {"properties": {"a": {"enum": ["x", 1]}}, "required": ["a"]},
        "then": {"properties": {"b": {"minimum": 5}}},
        "else": {"required": ["c"]},
    },
    {"allOf": [{"if": {"properties": {"a": {"const": "x"}}}, "then": {"required": ["c"]}}]},
    {"anyOf": [{"properties": {"a": {"const": 1}}}, {"required": ["b"]}]},
    {"const": {"a": False}},
    {"enum": [{"a": False}, {"a": "x", "b": 5}]},
    {"not": {"required": ["a"]}},
    {"oneOf": [{"required": ["a"]}, {"required": ["b"]}]},
    {"minProperties": 2, "maxProperties": 2},
    {"properties": {"a": True}, "additionalProperties": False},
    {"properties": {"a": True}, "unevaluatedProperties": False},
    {"patternProperties": {"^a$": {"type": "string"}}},
    {"additionalProperties": {"type": "string"}},
    {"propertyNames": {"enum": ["a", "b"]}},
    {"properties": {"a": {"$ref": "shared.schema.json#/$defs/short"}}},
    {"properties": {"a": {"$ref": "shared.schema.json#/$defs/short", "maxLength": 1}}},
    {"properties": {"a": {"$ref": "shared.schema.json#/$defs/short", "minLength": 2}}},
    {"properties": {"a": {"$ref": "shared.schema.json#/$defs/led"}}},
    {"properties": {"a": {"$ref": "#/$defs/own"}}, "$defs": {"own": {"type": "string"}}},
    {"allOf": [{"$ref": "#/$defs/own"}], "$defs": {"own": {"required": ["c"]}}},
    {"$ref": "#/$defs/own", "$defs": {"own": {"properties": {"a": {"type": "string"}}}}},
    {"type": ["object", "null"], "dependentSchemas": {"a": {"required": ["b"]}}},
]
RECORDS: list[Any] = [
    {},
    {"a": "x"},
    {"a": 1},
    {"a": "long", "b": 5},
    {"a": False},
    {"a": 0},
    {"b": 2, "c": True},
    {"a": 1, "b": 2},
    {"a": "x", "b": 5},
    {"a": "x", "c": None},
    {"a": "xy", "b": ["one", "2"]},
    {"a": "x", "b": "y", "c": "z", "d": "w"},
    "no record",
]


@pytest.mark.parametrize("said", SCHEMAS, ids=str)
def test_a_record_has_the_errors_that_jsonschema_finds(said: dict[str, Any]) -> None:
    one = judge(said)
    for record in [*RECORDS, *reversed(RECORDS)]:  # what is remembered changes nothing
        expected = found_by_jsonschema(said, record)
        assert [told(error) for error in one.errors(record)] == expected, record
        assert one.passes(record) is not bool(expected), record


def test_what_is_remembered_does_not_grow_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("toolkit.records.judging._KEPT", 10)
    one = judge({"properties": {"a": {"maximum": 5}}})
    for number in range(40):
        assert bool(one.errors({"a": number})) is (number > 5)
        assert len(one._found) <= 12


def test_a_fault_of_many_records_is_looked_for_once() -> None:
    one = judge({"properties": {"a": {"maximum": 5}}, "required": ["b"]})
    first, again = (one.errors({"a": 9, "c": n}) for n in range(2))
    assert len(first) == 2 and all(x is y for x, y in zip(first, again, strict=True))


@pytest.mark.parametrize(
    ("own", "stands"),
    [
        ({"$ref": f"{REF}short"}, SHORT),
        (
            {"$ref": f"{REF}short", "title": "T", "minLength": 2},
            SHORT | {"title": "T", "minLength": 2},
        ),
        ({"$ref": f"{REF}short", "description": "Mine."}, SHORT | {"description": "Mine."}),
        ({"$ref": f"{REF}short", "maxLength": 1}, None),  # both say it
        ({"$ref": f"{REF}led"}, None),  # leads on
        ({"$ref": f"{REF}gone"}, None),
        ({"$ref": "#/$defs/short"}, None),
        ({"type": "string"}, {"type": "string"}),
        (True, True),
    ],
)
def test_what_a_property_refers_to_stands_in_its_place(own: Any, stands: Any) -> None:
    """To look a reference up costs more than all else about a record."""
    properties = judge({"properties": {"a": own}})._reference.schema["properties"]
    assert properties == {"a": own if stands is None else stands}


@pytest.mark.parametrize(
    ("value", "valid"),
    [
        *(("2025-01-31", True), ("2025-02-30", False), ("2025-1-31", False), ("20250131", False)),
        *(("2025-01-31T00:00", False), ("", False), (5, True), (None, True), ("0000-01-01", False)),
    ],
)
def test_a_date_is_a_day_of_the_calendar(value: Any, valid: bool) -> None:
    assert _is_date(value) is valid
    said = judge({"properties": {"a": {"format": "date"}}})
    assert (said.passes({"a": value}), not said.errors({"a": value})) == (valid, valid)


@pytest.mark.parametrize(
    ("value", "valid"),
    [
        *(
            ("https://e.com/a?b#c", True),
            ("ftp://e.com", True),
            ("https://", False),
            ("e.com", False),
        ),
        *(("//e.com/a", False), ("https://é.com", False), ("https://e.com/a b", False), (7, True)),
        *((f"https://e.com/{c}", False) for c in ' <>"{}|\\^`\n\x00'),
        *(("http://[::1", False), ("mailto:a@b.c", False), ("", False)),
    ],
)
def test_a_uri_names_a_host_and_is_written_as_it_is_sent(value: Any, valid: bool) -> None:
    assert _is_uri(value) is valid
    said = judge({"properties": {"a": {"format": "uri"}}})
    assert (said.passes({"a": value}), not said.errors({"a": value})) == (valid, valid)


@pytest.mark.parametrize(
    ("value", "whole"),
    [
        *((3, True), (True, False), (Decimal("3.0"), True), (Decimal("3.5"), False)),
        *((Decimal("1E+400"), True), ("3", False), (Decimal("NaN"), False)),
    ],
)
def test_a_number_without_a_fraction_is_whole_however_it_is_written(
    value: Any, whole: bool
) -> None:
    said = judge({"properties": {"a": {"type": "integer"}}})
    assert (not said.errors({"a": value})) is whole


def test_an_amount_is_divided_exactly() -> None:
    said = judge({"properties": {"a": {"multipleOf": Decimal("1E-9")}}})
    assert said.errors({"a": Decimal("9" * 60 + ".123456789")}) == []
    assert said.errors({"a": Decimal("9" * 60 + ".1234567891")})


def test_a_pattern_that_would_take_years_does_not_match() -> None:
    said = judge({"properties": {"a": {"pattern": "^(a|a)*$"}}})
    for text, valid in (("aaa", True), ("a" * 60 + "b", False), (5, True)):
        assert said.passes({"a": text}) is valid
        assert (not said.errors({"a": text})) is valid
