"""Which whole records the predicate lets pass, and which it holds back."""

from __future__ import annotations

from typing import Any

import pytest

from toolkit.records.predicate import Kind, suspects

ID = "https://example.com/s/case.json"
DOCUMENTS = {
    ID: {"$defs": {"own": {"minLength": 2}}},
    "https://example.com/s/other.json": {
        "$defs": {
            "short": {"maxLength": 2},
            "led": {"$ref": "#/$defs/short"},
            "yes": True,
        }
    },
}


@pytest.mark.parametrize(
    ("said", "passing", "held"),
    [
        ({"required": ["a"]}, ["a", "ab"], ["", "b"]),
        ({"required": ["absent"]}, [], ["ab"]),
        ({"dependentRequired": {"a": ["b"]}}, ["", "b", "ab"], ["a"]),
        ({"dependentRequired": {"absent": ["b"]}}, ["", "a"], []),
        ({"dependentRequired": {"a": ["absent"]}}, ["", "b"], ["a"]),
        ({"properties": {"a": {"const": "a"}}}, ["", "a", "b"], ["A"]),
        ({"properties": {"absent": False}}, ["a"], []),
        ({"properties": {"a": True}, "additionalProperties": False}, ["", "a"], ["b", "ab"]),
        ({"properties": {"a": True}, "additionalProperties": True}, ["b"], []),
        ({"properties": {"a": True}, "additionalProperties": {"const": "b"}}, ["a"], ["b"]),
        ({"additionalProperties": False}, [""], ["a"]),
        ({"additionalProperties": False, "patternProperties": {}}, [], ["", "a"]),
        ({"type": "object"}, ["a"], []),
        ({"type": ["string"]}, [], ["a"]),
        ({"minLength": 9, "minimum": 3, "maxItems": 0}, ["a"], []),
        ({"minProperties": 1}, [], ["a"]),
        (
            {"if": {"properties": {"a": {"const": "a"}}}, "then": {"required": ["b"]}},
            ["A", "ab", "b"],
            ["", "a"],
        ),
        (
            {
                "if": {"properties": {"a": {"const": "a"}}, "required": ["a"]},
                "then": {"required": ["b"]},
            },
            ["", "A", "ab", "b"],
            ["a"],
        ),
        (
            {"if": {"properties": {"a": {"enum": ["a", "x"]}}}, "else": {"required": ["b"]}},
            ["", "a", "Ab"],
            ["A"],
        ),
        (
            {"if": {"required": ["a"]}, "then": {"required": ["b"]}, "else": False},
            ["ab"],
            ["a", "", "b"],
        ),
        ({"if": {"required": ["absent"]}, "then": False}, ["", "a"], []),
        # what cannot be told exactly: then both must hold
        ({"if": {"minProperties": 1}, "then": {"required": ["a"]}}, ["a", "ab"], ["", "b"]),
        (
            {"if": True, "then": {"required": ["a"]}, "else": {"required": ["b"]}},
            ["ab"],
            ["a", "b"],
        ),
        (
            {"if": {"properties": {"a": {"minLength": 1}}}, "then": {"required": ["b"]}},
            ["ab"],
            ["A"],
        ),
        ({"if": {"properties": {"a": True}}, "then": {"required": ["b"]}}, ["ab"], ["a"]),
        ({"if": {"properties": {"a": {"const": 1}}}, "then": {"required": ["b"]}}, ["ab"], ["a"]),
        (
            {
                "if": {"properties": {"a": {"const": "a", "enum": ["x"]}}},
                "then": {"required": ["b"]},
            },
            ["ab"],
            ["a"],
        ),
        ({"if": {"properties": {"n": {"const": "a"}}}, "then": {"required": ["b"]}}, ["ab"], ["a"]),
        ({"properties": {"a": {"$ref": "#/$defs/own"}}}, ["", "b"], ["a"]),
        ({"properties": {"a": {"$ref": "other.json#/$defs/short"}}}, ["a"], ["aaa"]),
        (
            {"properties": {"a": {"$ref": "https://example.com/s/other.json#/$defs/short"}}},
            ["a"],
            ["aaa"],
        ),
        ({"properties": {"a": {"$ref": "other.json#/$defs/led"}}}, ["a"], ["aaa"]),
        ({"properties": {"a": {"$ref": "other.json#/$defs/yes"}}}, ["a"], []),
        ({"properties": {"a": {"$ref": "other.json#/$defs/absent"}}}, [""], ["a"]),
        ({"properties": {"a": {"$ref": "absent.json#/$defs/short"}}}, [""], ["a"]),
        ({"properties": {"a": {"$ref": "other.json#/properties/short"}}}, [""], ["a"]),
        ({"properties": {"a": {"$ref": 5}}}, [""], ["a"]),
    ],
    ids=str,
)
def test_a_record_passes_where_it_is_surely_valid(
    said: dict[str, Any], passing: list[str], held: list[str]
) -> None:
    """A record is written "ab": a text for each; "A" is another text of a, "aaa" a long one."""
    records = [
        {"a": "A" if "A" in one else one if one == "aaa" else "a"} if "a" in one.lower() else {}
        for one in (*passing, *held)
    ]
    values: dict[str, list[Any]] = {
        "a": [record.get("a") for record in records],
        "b": ["b" if "b" in one else None for one in (*passing, *held)],
        "n": [None] * len(records),
    }
    kinds: dict[str, Kind] = {"a": "string", "b": "string", "n": "number"}
    found = suspects({"$id": ID} | said, kinds, DOCUMENTS, values)
    assert found == list(range(len(passing), len(records)))


@pytest.mark.parametrize(("levels", "held"), [(11, []), (12, [0])])
def test_schemas_within_schemas_are_read_so_deep(levels: int, held: list[int]) -> None:
    said: dict[str, Any] = {"const": "a"}
    for _ in range(levels):
        said = {"allOf": [said]}
    assert suspects({"properties": {"a": said}}, {"a": "string"}, {}, {"a": ["a"]}) == held


def test_a_pattern_that_is_too_much_for_sql_holds_all_back() -> None:
    said = {"properties": {"_": {"pattern": "^((a{500}){500}){500}$"}}}
    assert suspects(said, {"_": "string"}, {}, {"_": ["a", None]}) == [0, 1]
