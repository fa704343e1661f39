"""What the predicate knows of each keyword: which values it lets pass, and which it holds back."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import duckdb
import pytest

from toolkit.records.predicate import Kind, predicate

COLUMNS: dict[Kind, str] = {
    "string": "VARCHAR",
    "number": "VARCHAR",
    "integer": "VARCHAR",
    "array": "VARCHAR[]",
    "amount": "DECIMAL(38,9)",
    "whole": "BIGINT",
    "day": "DATE",
}
CODES = [f"C{n}" for n in range(16)]
FINE = Decimal("0.000000001")
MOST, BEYOND = 10**28, 10**29  # more than a text, a column that is an amount may hold


@pytest.fixture(scope="module")
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(":memory:") as made:
        yield made


Case = tuple[dict[str, Any] | bool, list[Any], list[Any]]  # a schema, what passes, what is held
TEXTS: list[Case] = [
    (True, ["", "a"], []),
    (False, [], ["", "a"]),
    ({}, ["a"], []),
    ({"title": "T", "x-own": 1, "$comment": "c", "default": 2, "examples": [3]}, ["a"], []),
    ({"own": 1}, [], ["a"]),
    ({"minLength": 0}, ["", "a"], []),
    ({"minLength": 1}, ["a", "é"], [""]),
    ({"minLength": 2}, ["ab", "éé"], ["a", "é", ""]),
    ({"maxLength": 2}, ["", "ab", "éé", "\U0001f600\U0001f600"], ["abc", "ééé"]),
    ({"maxLength": 10**18 - 1}, ["a"], []),
    ({"maxLength": 10**18}, [], ["a"]),
    ({"minLength": True}, [], ["a"]),
    ({"minLength": Decimal("1.0")}, [], ["a"]),
    ({"pattern": "^[ab]+$"}, ["a", "ab"], ["", "c", "ab\n"]),
    ({"pattern": "^[^\\s]+$"}, ["a-b"], ["a b", "\u3000"]),
    ({"pattern": "^a\\.b\\d{2,3}$"}, ["a.b12"], ["axb12", "a.b1"]),
    ({"pattern": "a(?:b|c)?"}, ["xac"], ["b"]),
    ({"pattern": "(?=a)"}, [], ["a"]),
    ({"pattern": "\\w"}, [], ["a"]),
    ({"pattern": "a++"}, [], ["aa"]),
    ({"pattern": "[+*]+"}, ["+"], ["a"]),
    ({"pattern": "\\++"}, ["+"], ["a"]),
    ({"pattern": 5}, [], ["5"]),
    ({"format": "date"}, ["2025-01-31", "2024-02-29"], ["2025-02-30", "0000-01-01", "2025-1-31"]),
    ({"format": "uri"}, [], ["https://example.com"]),
    ({"enum": ["a", "b c"]}, ["a", "b c"], ["c", ""]),
    ({"enum": [*CODES, "b c", ""]}, ["C0", "C15", "b c", ""], ["C16", "C", "C0\n", "C0|C1"]),
    ({"enum": CODES}, ["C0", "C15"], ["C16", "b c"]),
    ({"enum": [1, "a"]}, ["a"], ["1"]),
    ({"enum": []}, [], ["a"]),
    ({"const": "it's"}, ["it's"], ["its"]),
    ({"const": 1}, [], ["1"]),
    ({"type": "string"}, ["a"], []),
    ({"type": ["null", "string"]}, ["a"], []),
    ({"type": ["number", "array"]}, [], ["1"]),
    ({"minimum": 5, "multipleOf": 7, "maxItems": 0, "required": ["x"]}, ["a"], []),
    ({"minItems": 1, "items": False, "properties": {"a": False}, "minProperties": 3}, ["a"], []),
    ({"allOf": [{"minLength": 1}, {"maxLength": 2}]}, ["a"], ["", "abc"]),
    ({"anyOf": [{"const": "a"}, {"minLength": 3}]}, ["a", "abc"], ["b"]),
    ({"anyOf": [{"own": 1}, {"const": "a"}, {"const": "b"}]}, ["a", "b"], ["c"]),
    ({"anyOf": [{"own": 1}, True]}, ["a"], []),
    ({"anyOf": [{"own": 1}, {"not": {}}]}, [], ["a"]),
    ({"not": {"const": "a"}}, [], ["b"]),
    ({"oneOf": [{"const": "a"}]}, [], ["a"]),
    ({"$id": "https://example.com/own", "type": "string"}, [], ["a"]),
    ({"$ref": "#/$defs/absent"}, [], ["a"]),
]
NUMBERS: list[Case] = [
    ({"minimum": 5}, ["5", "5.0", "6"], ["4.999999999", "-6"]),
    ({"maximum": 5}, ["5", "5.000", "-6"], ["5.000000001", "6"]),
    ({"exclusiveMinimum": 5}, ["5.000000001"], ["5", "5.0", "4"]),
    ({"exclusiveMaximum": 5}, ["4.999999999"], ["5", "5.0", "6"]),
    ({"minimum": Decimal("0.5")}, ["0.5"], ["0.499999999"]),
    ({"minimum": FINE}, ["1"], ["0"]),
    ({"minimum": Decimal("0.0000000001")}, [], ["1"]),
    ({"minimum": 0}, ["9" * 28], ["9" * 29, "0.0000000001"]),
    ({"minimum": MOST}, [], ["9" * 28]),
    ({"maximum": MOST}, ["9" * 28, "-1"], ["1" + "0" * 28]),
    ({"minimum": -MOST}, ["-" + "9" * 28], ["-1" + "0" * 28]),
    ({"maximum": -MOST}, [], ["-" + "9" * 28]),
    ({"exclusiveMinimum": -BEYOND}, ["1"], ["9" * 29]),
    ({"exclusiveMaximum": BEYOND}, ["1"], ["9" * 29]),
    ({"maximum": MOST - 1}, ["9" * 28], []),
    ({"minimum": True}, [], ["5"]),
    ({"minimum": "5"}, [], ["6"]),
    ({"multipleOf": 1}, ["3", "3.000", "-3"], ["3.5"]),
    ({"multipleOf": Decimal("0.01")}, ["1.25", "1.250", "1", "-0.01"], ["1.255", "0.001"]),
    ({"multipleOf": FINE}, ["0.000000001"], ["0.0000000001"]),
    ({"multipleOf": 7}, ["14", "-21", "0"], ["15", "14.0"]),
    ({"multipleOf": 10}, ["20"], ["21"]),
    ({"multipleOf": Decimal("0.5")}, [], ["1"]),
    ({"multipleOf": Decimal("2.5")}, [], ["5"]),
    ({"multipleOf": 0}, [], ["0"]),
    ({"multipleOf": -1}, [], ["1"]),
    ({"multipleOf": 10**18}, [], ["0"]),
    ({"multipleOf": 10**18 - 1}, ["0"], ["1"]),
    ({"const": 5}, ["5", "5.0"], ["6"]),
    ({"const": "5"}, [], ["5"]),
    ({"const": True}, [], ["1"]),
    ({"enum": [1, Decimal("2.5")]}, ["1", "2.50"], ["2"]),
    ({"type": "number"}, ["1"], []),
    ({"type": "string"}, [], ["1"]),
    ({"minLength": 9, "pattern": "x", "format": "date", "maxItems": 0}, ["1"], []),
]
AMOUNTS: list[Case] = [
    ({"minimum": 5}, [5, Decimal("5.000000001")], [Decimal("4.999999999")]),
    ({"maximum": 5}, [5], [Decimal("5.000000001")]),
    ({"exclusiveMinimum": 5}, [6], [5]),
    ({"exclusiveMaximum": 5}, [4], [5]),
    ({"minimum": Decimal("0.5")}, [Decimal("0.5")], [Decimal("0.4")]),
    ({"minimum": 10**9}, [10**9], [10**9 - 1]),
    ({"maximum": -(10**9)}, [-(10**9)], [1 - 10**9]),
    ({"minimum": -BEYOND}, [-(10**28), 5], []),
    ({"maximum": BEYOND}, [10**28, 5], []),
    ({"exclusiveMaximum": Decimal(BEYOND)}, [5], []),
    ({"minimum": BEYOND}, [], [5]),
    ({"maximum": -BEYOND}, [], [5]),
    ({"maximum": BEYOND - 1}, [], [5]),
    ({"minimum": True}, [], [5]),
    ({"multipleOf": FINE}, [FINE], []),
    ({"multipleOf": Decimal("0.01")}, [Decimal("1.25")], [Decimal("1.255")]),
    ({"const": 5}, [5], [6]),
    ({"const": "5"}, [], [5]),
    ({"enum": [1, Decimal("2.5")]}, [1, Decimal("2.5")], [2]),
    ({"type": "number"}, [1], []),
    ({"type": "integer"}, [], [1]),
    ({"minLength": 99, "minItems": 3}, [1], []),
]
WHOLE: list[Case] = [
    ({"minimum": 5, "maximum": 7}, [5, 7], [4, 8]),
    ({"exclusiveMinimum": 5, "exclusiveMaximum": 7}, [6], [5, 7]),
    ({"multipleOf": 3}, [9, -3], [10]),
    ({"type": "integer"}, [1], []),
    ({"type": ["number"]}, [1], []),
    ({"type": "string"}, [], [1]),
    ({"const": 5}, [5], [6]),
    ({"pattern": "x", "maxItems": 0}, [1], []),
]
DAYS: list[Case] = [
    ({"format": "date"}, ["2025-01-31"], []),
    ({"format": "date-time"}, [], ["2025-01-31"]),
    ({"minLength": 10, "maxLength": 10}, ["2025-01-31"], []),
    ({"maxLength": 9}, [], ["2025-01-31"]),
    ({"pattern": "^2025-"}, ["2025-01-31"], ["2024-01-31"]),
    ({"const": "2025-01-31"}, ["2025-01-31"], ["2025-01-30"]),
    ({"enum": ["2025-01-31", "x"]}, ["2025-01-31"], ["2025-01-30"]),
    ({"const": 5}, [], ["2025-01-31"]),
    ({"type": "string"}, ["2025-01-31"], []),
    ({"type": "number"}, [], ["2025-01-31"]),
    ({"minimum": 5, "maxItems": 0}, ["2025-01-31"], []),
]
LISTS: list[Case] = [
    ({"minItems": 1}, [["a"]], [[]]),
    ({"maxItems": 1}, [[], ["a"]], [["a", "b"]]),
    ({"items": {"minLength": 2}}, [[], ["ab"]], [["ab", "c"]]),
    ({"items": False}, [[]], [["a"]]),
    ({"items": {"minLength": 2}, "prefixItems": [True]}, [], [["ab"]]),
    ({"uniqueItems": True}, [], [["a"]]),
    ({"const": ["a"]}, [], [["a"]]),
    ({"type": "array"}, [["a"]], []),
    ({"type": "string"}, [], [["a"]]),
    ({"minLength": 9, "minimum": 3, "required": ["x"]}, [["a"]], []),
]
CASES: dict[Kind, list[Case]] = {
    "string": TEXTS,
    "number": NUMBERS,
    "integer": [case for case in NUMBERS if case[0] != {"type": "number"}],
    "amount": AMOUNTS,
    "whole": WHOLE,
    "day": DAYS,
    "array": LISTS,
}


@pytest.mark.parametrize(
    ("kind", "case"),
    [(kind, case) for kind, cases in CASES.items() for case in cases],
    ids=str,
)
def test_a_keyword_lets_pass_what_it_surely_allows_and_no_other(
    kind: Kind, case: Case, connection: duckdb.DuckDBPyConnection
) -> None:
    said, passing, held = case
    asked = predicate({"properties": {"it": said}}, {"it": kind}, {})
    for value, passes in [*((v, True) for v in passing), *((v, False) for v in held)]:
        (found,) = connection.execute(
            f"select ({asked}) is true from (select $1::{COLUMNS[kind]} as it)", [value]
        ).fetchall()
        assert found == (passes,), (value, asked)


OF_OBJECTS = {
    "properties": {"it": False},
    "required": ["x"],
    "dependentRequired": {"it": ["x"]},
    "dependentSchemas": {"it": False},
    "additionalProperties": False,
    "patternProperties": {".": False},
    "propertyNames": False,
    "minProperties": 5,
    "maxProperties": 0,
    "unevaluatedProperties": False,
}
OF_LISTS = {
    "items": False,
    "prefixItems": [False],
    "contains": False,
    "minContains": 5,
    "maxContains": 0,
    "minItems": 5,
    "maxItems": 0,
    "uniqueItems": True,
    "unevaluatedItems": False,
}
OF_TEXTS = {"minLength": 99, "maxLength": 0, "pattern": "(?=x)", "format": "uri"}
OF_NUMBERS = {
    "minimum": 10**40,
    "maximum": -(10**40),
    "exclusiveMinimum": 10**40,
    "exclusiveMaximum": -(10**40),
    "multipleOf": Decimal("1.7"),
}
OF_NOTHING = {
    "$schema": "s",
    "$id": "i",
    "$defs": {},
    "$comment": "c",
    "title": "t",
    "description": "d",
    "examples": [],
    "default": 1,
    "deprecated": True,
    "readOnly": True,
    "writeOnly": True,
    "x-own": 1,
}
OTHERS: dict[str, dict[str, Any]] = {
    "string": OF_NUMBERS | OF_LISTS | OF_OBJECTS,
    "day": OF_NUMBERS | OF_LISTS | OF_OBJECTS,
    **dict.fromkeys(("number", "integer", "amount", "whole"), OF_TEXTS | OF_LISTS | OF_OBJECTS),
    "array": OF_NUMBERS | OF_TEXTS | OF_OBJECTS,
}


@pytest.mark.parametrize("kind", OTHERS)
def test_a_keyword_says_nothing_of_values_that_it_is_not_about(kind: Kind) -> None:
    for keyword, said in (OTHERS[kind] | OF_NOTHING).items():
        if keyword != "$id":  # it would be another document
            told = predicate({"properties": {"it": {keyword: said}}}, {"it": kind}, {})
            assert told == "true", keyword
    for keyword, said in (OF_NUMBERS | OF_LISTS | OF_TEXTS | OF_NOTHING).items():
        assert predicate({keyword: said}, {"it": kind}, {}) == "true", keyword


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("amount", {"multipleOf": FINE}),
        ("day", {"format": "date"}),
        ("whole", {"minimum": -BEYOND, "exclusiveMaximum": BEYOND}),
    ],
)
def test_what_a_column_is_by_its_type_is_not_asked_of_each_value(
    kind: Kind, said: dict[str, Any]
) -> None:
    assert predicate({"properties": {"it": said}}, {"it": kind}, {}) == "true"


def test_an_integer_is_a_number_and_a_number_need_not_be_one() -> None:
    told = [
        predicate({"properties": {"it": {"type": said}}}, {"it": kind}, {})
        for kind in ("integer", "number")
        for said in ("integer", "number")
    ]
    assert [one == "true" for one in told] == [True, True, False, True]
