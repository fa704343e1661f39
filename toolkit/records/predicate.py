"""What SQL can say exactly of a JSON Schema, as one predicate over many records at once.

A record for which it is true is surely valid; of any other nothing is said, and jsonschema judges
it. So whatever is not known here (a keyword, a pattern that RE2 reads otherwise than Python) makes
it false and never true: it may hold back, and must not let pass.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from toolkit.records.keywords import (
    HELD,
    SURELY,
    all_of,
    any_in_turn,
    any_of,
    check_of,
    equal,
    one_of,
)
from toolkit.sqltext import quoted

# Of columns that are typed: an amount is DECIMAL(38,9), whole a BIGINT, a day a DATE (a text).
Kind = Literal["string", "number", "integer", "array", "amount", "whole", "day"]
Kinds = Mapping[str, Kind]  # of the values that each property of a record has, where it has one
Documents = Mapping[str, Mapping[str, Any]]  # schemas that may be referred to, by $id

# Annotations, and where definitions stand.
_SAYS_NOTHING = frozenset(
    {
        *("$schema", "$id", "$defs", "$comment", "title", "description", "examples", "default"),
        *("deprecated", "readOnly", "writeOnly"),
    }
)
_OF_NUMBERS = frozenset(
    ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf")
)
_OF_TEXTS = frozenset(("minLength", "maxLength", "pattern", "format"))
_OF_LISTS = frozenset(
    {
        *("items", "prefixItems", "contains", "minContains", "maxContains", "minItems", "maxItems"),
        *("uniqueItems", "unevaluatedItems"),
    }
)
_OF_OBJECTS = frozenset(
    {
        *(
            "properties",
            "required",
            "dependentRequired",
            "dependentSchemas",
            "additionalProperties",
        ),
        *("patternProperties", "propertyNames", "minProperties", "maxProperties"),
        *("unevaluatedProperties",),
    }
)
_BEYOND_REACH: Mapping[str, frozenset[str]] = {  # keywords that say nothing of such a value
    "string": _OF_NUMBERS | _OF_LISTS | _OF_OBJECTS,
    "number": _OF_TEXTS | _OF_LISTS | _OF_OBJECTS,
    "integer": _OF_TEXTS | _OF_LISTS | _OF_OBJECTS,
    "amount": _OF_TEXTS | _OF_LISTS | _OF_OBJECTS,
    "whole": _OF_TEXTS | _OF_LISTS | _OF_OBJECTS,
    "day": _OF_NUMBERS | _OF_LISTS | _OF_OBJECTS,
    "array": _OF_NUMBERS | _OF_TEXTS | _OF_OBJECTS,
    "object": _OF_NUMBERS | _OF_TEXTS | _OF_LISTS,
}
_TYPES: Mapping[str, tuple[str, ...]] = {  # an amount that is Decimal is no integer to jsonschema
    "string": ("string",),
    "number": ("number",),
    "integer": ("integer", "number"),
    "amount": ("number",),
    "whole": ("integer", "number"),
    "day": ("string",),
    "array": ("array",),
    "object": ("object",),
}
_DEEP = 12  # schemas within schemas


def predicate(schema: Any, kinds: Kinds, documents: Documents) -> str:
    """SQL over columns named as the properties: true where a record is surely valid.

    A column is VARCHAR with a text, a number in plain digits, or a day in ISO 8601, VARCHAR[] for
    lists of texts, or typed as its kind says; NULL where the record has no such property.
    """
    return _Reading(kinds, documents).of(schema, "object", "", _base(schema))


def suspects(
    schema: Any, kinds: Kinds, documents: Documents, values: Mapping[str, Sequence[Any]]
) -> list[int]:
    """The numbers of the records that the predicate does not let pass, of columns of one length.

    Values are as `kinds` says: str, Decimal, int, date (a text to the schema) or list of str.
    """
    import duckdb

    from toolkit.arrow.columns import Columns
    from toolkit.engine import connect

    count = len(next(iter(values.values())))
    number = "_" * (1 + max(map(len, kinds), default=0))  # longer than any property's name
    columns: dict[str, tuple[str, Sequence[Any]]] = {number: ("BIGINT", range(count))}
    for key, kind in kinds.items():
        columns[key] = ("VARCHAR[]" if kind == "array" else "VARCHAR", values[key])
    given = Columns(columns)
    stream = given.stream()  # found by name in the query below
    passes = predicate(schema, kinds, documents)
    try:
        with connect() as connection:
            connection.execute(f"create table records as select {given.select} from stream")
            found = connection.execute(
                f"select {number} from records where ({passes}) is not true order by 1"
            ).fetchall()
    except duckdb.Error:  # a pattern that RE2 refuses
        return list(range(count))
    finally:
        del stream
        given.close()
    return [one for (one,) in found]


class _Reading:
    """One schema read as SQL, keyword by keyword."""

    def __init__(self, kinds: Kinds, documents: Documents) -> None:
        self._kinds = kinds
        self._documents = documents

    def of(self, schema: Any, kind: str, value: str, base: str, depth: int = 0) -> str:
        """What is true where `value`, which is of a kind and not NULL, is surely valid."""
        if schema is True or schema is False:
            return SURELY if schema else HELD
        if not isinstance(schema, Mapping) or depth > _DEEP or (depth and "$id" in schema):
            return HELD
        parts = [
            self._keyword(keyword, said, schema, kind, value, base, depth + 1)
            for keyword, said in schema.items()
            if keyword not in _SAYS_NOTHING
            and not keyword.startswith("x-")
            and keyword not in _BEYOND_REACH[kind]
        ]
        return all_of(parts)

    def _keyword(
        self,
        keyword: str,
        said: Any,
        schema: Mapping[str, Any],
        kind: str,
        value: str,
        base: str,
        depth: int,
    ) -> str:
        def of(one: Any) -> str:
            return self.of(one, kind, value, base, depth)

        match keyword:
            case "$ref":
                found, where = self._referred(said, base)
                return self.of(found, kind, value, where, depth)
            case "allOf":
                return all_of([of(one) for one in said])
            case "anyOf":
                return any_in_turn([of(one) for one in said])
            case "type":
                types = said if isinstance(said, list) else [said]
                return SURELY if set(types) & set(_TYPES[kind]) else HELD
            case "enum":
                return one_of(said, kind, value)
            case "const":
                return equal(said, kind, value)
            case "required":
                return all_of([self._there(key) for key in said])
            case "dependentRequired":
                return all_of([self._with(key, needed) for key, needed in said.items()])
            case "properties":
                return all_of([self._property(key, one, base, depth) for key, one in said.items()])
            case "if":
                return self._where(said, of(schema.get("then", True)), of(schema.get("else", True)))
            case "then" | "else":
                return SURELY  # said with the condition
            case "items" if "prefixItems" not in schema:
                of_each = self.of(said, "string", "_item", base, depth)
                held = f"list_filter({value}, lambda _item: ({of_each}) is not true)"
                return f"len({held}) = 0"
            case "additionalProperties":
                return self._no_others(said, schema)
        return check_of(keyword, said, kind, value)

    def _referred(self, ref: str, base: str) -> tuple[Any, str]:
        """The schema that is referred to, and its document; False where it is not found."""
        if not isinstance(ref, str):
            return False, base
        name, _, pointer = ref.partition("#")
        here = base.rpartition("/")[0] + f"/{name}" if name and "://" not in name else name or base
        document = self._documents.get(here)
        definition = re.fullmatch(r"/\$defs/([A-Za-z0-9_]+)", pointer)
        if document is None or definition is None:
            return False, base
        found = document.get("$defs", {}).get(definition[1], False)
        return found, here

    def _there(self, key: str) -> str:
        return f"{quoted(key)} is not null" if key in self._kinds else HELD

    def _with(self, key: str, needed: Sequence[str]) -> str:
        if key not in self._kinds:
            return SURELY
        return any_of([f"{quoted(key)} is null", all_of([self._there(one) for one in needed])])

    def _property(self, key: str, schema: Any, base: str, depth: int) -> str:
        if key not in self._kinds:
            return SURELY
        column = quoted(key)
        return any_of([f"{column} is null", self.of(schema, self._kinds[key], column, base, depth)])

    def _where(self, condition: Any, then: str, otherwise: str) -> str:
        """A condition must be told exactly, both ways: that texts are there, and one of a list."""
        if not isinstance(condition, Mapping) or condition.keys() - {"properties", "required"}:
            return all_of([then, otherwise])  # valid whichever it is
        told = [self._there(key) for key in condition.get("required", ())]
        for key, said in condition.get("properties", {}).items():
            known = self._kinds.get(key) == "string" and isinstance(said, Mapping)
            if not known or said.keys() - {"enum", "const"}:
                return all_of([then, otherwise])
            column = quoted(key)
            listed = [*said.get("enum", ()), *([said["const"]] if "const" in said else ())]
            if not all(isinstance(one, str) for one in listed) or {"enum", "const"} <= said.keys():
                return all_of([then, otherwise])
            equal = one_of(listed, "string", column)
            told.append(any_of([f"{column} is null", equal]))
        holds = f"coalesce({all_of(told)}, false)"
        return all_of([any_of([f"not {holds}", then]), any_of([holds, otherwise])])

    def _no_others(self, said: Any, schema: Mapping[str, Any]) -> str:
        if said is True:
            return SURELY
        others = [key for key in self._kinds if key not in schema.get("properties", {})]
        if "patternProperties" in schema and others:
            return HELD
        return all_of([f"{quoted(key)} is null" for key in others])


def _base(schema: Any) -> str:
    return str(schema.get("$id", "")) if isinstance(schema, Mapping) else ""
