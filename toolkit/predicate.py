"""What SQL can say exactly of a JSON Schema, as one predicate over many records at once.

A record for which it is true is surely valid; of any other nothing is said, and jsonschema judges
it. So whatever is not known here (a keyword, a pattern that RE2 reads otherwise than Python) makes
it false and never true: it may hold back, and must not let pass.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Literal

# Of columns that are typed: an amount is DECIMAL(38,9), whole a BIGINT, a day a DATE (a text).
Kind = Literal["string", "number", "integer", "array", "amount", "whole", "day"]
Kinds = Mapping[str, Kind]  # of the values that each property of a record has, where it has one
Documents = Mapping[str, Mapping[str, Any]]  # schemas that may be referred to, by $id

_SURELY = "true"
_HELD = "false"
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
# Patterns of which RE2 and Python's re agree, or RE2 takes fewer texts ("$" before a last newline,
# "\d" of other scripts): plain characters, classes, groups, counts, alternatives.
_CLASS = r"\[\^?(?:[A-Za-z0-9_ :;,/#%&@!<>=~+*?.(){}|$'\"-]|[^\x00-\x7f]|\\[-.\]\[/^]|\\s)+\]"
_TOKEN = (
    rf"(?:[A-Za-z0-9_ :;,/#%&@!<>=~'\"-]|\\[-.+*?()\[\]{{}}|^$\\/]|\\d|\(\?:|[()|^$]|{_CLASS}"
    r"|[*+?]|\{[0-9]{1,3}(?:,(?:[0-9]{1,3})?)?\})"
)
_KNOWN_PATTERN = re.compile(f"{_TOKEN}*")
_REPEATED_TWICE = re.compile(r"[*+?}][*+{]")  # possessive in Python, refused or otherwise in RE2
_SPACES = (  # what Python takes for \s, as RE2 writes it
    r"\t\n\x0b\f\r\x1c-\x1f \x{85}\x{a0}\x{1680}\x{2000}-\x{200a}"
    r"\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}"
)
_DISPUTED = r"[\x1c-\x1f\x{85}\x{feff}]"  # blanks to Python or to ECMA-262, not to both
_EXACT = "'-?[0-9]{1,28}([.][0-9]{1,9})?'"
_FINEST = Decimal("0.000000001")  # every DECIMAL(38,9) is a multiple of it
_BEYOND = 10**29  # more than any DECIMAL(38,9)
_MOST = 10**28  # more than any number of _EXACT
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

    from toolkit.columns import Columns

    count = len(next(iter(values.values())))
    number = "_" * (1 + max(map(len, kinds), default=0))  # longer than any property's name
    columns: dict[str, tuple[str, Sequence[Any]]] = {number: ("BIGINT", range(count))}
    for key, kind in kinds.items():
        columns[key] = ("VARCHAR[]" if kind == "array" else "VARCHAR", values[key])
    given = Columns(columns)
    stream = given.stream()  # found by name in the query below
    passes = predicate(schema, kinds, documents)
    try:
        with duckdb.connect(":memory:") as connection:
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
            return _SURELY if schema else _HELD
        if not isinstance(schema, Mapping) or depth > _DEEP or (depth and "$id" in schema):
            return _HELD
        parts = [
            self._keyword(keyword, said, schema, kind, value, base, depth + 1)
            for keyword, said in schema.items()
            if keyword not in _SAYS_NOTHING
            and not keyword.startswith("x-")
            and keyword not in _BEYOND_REACH[kind]
        ]
        return _all(parts)

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
                return _all([of(one) for one in said])
            case "anyOf":
                return _any([of(one) for one in said])
            case "type":
                types = said if isinstance(said, list) else [said]
                return _SURELY if set(types) & set(_TYPES[kind]) else _HELD
            case "enum":
                return _any([_equal(one, kind, value) for one in said])
            case "const":
                return _equal(said, kind, value)
            case "required":
                return _all([self._there(key) for key in said])
            case "dependentRequired":
                return _all([self._with(key, needed) for key, needed in said.items()])
            case "properties":
                return _all([self._property(key, one, base, depth) for key, one in said.items()])
            case "if":
                return self._where(said, of(schema.get("then", True)), of(schema.get("else", True)))
            case "then" | "else":
                return _SURELY  # said with the condition
            case "format" if kind == "day" and said == "date":
                return _SURELY
            case "multipleOf" if kind == "amount" and said == _FINEST:
                return _SURELY
            case "items" if "prefixItems" not in schema:
                of_each = self.of(said, "string", "_item", base, depth)
                held = f"list_filter({value}, lambda _item: ({of_each}) is not true)"
                return f"len({held}) = 0"
            case "additionalProperties":
                return self._no_others(said, schema)
            case _ if kind in ("amount", "whole") and keyword in _SIGNS:
                return _compared_typed(_SIGNS[keyword], said, value)
            case _ if check := _CHECKS.get(keyword):
                typed = kind in ("amount", "whole", "day")
                return check(said, f"{value}::varchar" if typed else value)
        return _HELD

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
        return f"{_quoted(key)} is not null" if key in self._kinds else _HELD

    def _with(self, key: str, needed: Sequence[str]) -> str:
        if key not in self._kinds:
            return _SURELY
        return _any([f"{_quoted(key)} is null", _all([self._there(one) for one in needed])])

    def _property(self, key: str, schema: Any, base: str, depth: int) -> str:
        if key not in self._kinds:
            return _SURELY
        column = _quoted(key)
        return _any([f"{column} is null", self.of(schema, self._kinds[key], column, base, depth)])

    def _where(self, condition: Any, then: str, otherwise: str) -> str:
        """A condition must be told exactly, both ways: that texts are there, and one of a list."""
        if not isinstance(condition, Mapping) or condition.keys() - {"properties", "required"}:
            return _all([then, otherwise])  # valid whichever it is
        told = [self._there(key) for key in condition.get("required", ())]
        for key, said in condition.get("properties", {}).items():
            known = self._kinds.get(key) == "string" and isinstance(said, Mapping)
            if not known or said.keys() - {"enum", "const"}:
                return _all([then, otherwise])
            column = _quoted(key)
            listed = [*said.get("enum", ()), *([said["const"]] if "const" in said else ())]
            if not all(isinstance(one, str) for one in listed) or {"enum", "const"} <= said.keys():
                return _all([then, otherwise])
            equal = _any([_equal(one, "string", column) for one in listed])
            told.append(_any([f"{column} is null", equal]))
        holds = f"coalesce({_all(told)}, false)"
        return _all([_any([f"not {holds}", then]), _any([holds, otherwise])])

    def _no_others(self, said: Any, schema: Mapping[str, Any]) -> str:
        if said is True:
            return _SURELY
        others = [key for key in self._kinds if key not in schema.get("properties", {})]
        if "patternProperties" in schema and others:
            return _HELD
        return _all([f"{_quoted(key)} is null" for key in others])


# -- keywords of one value -------------------------------------------------------------------------


def _amount(value: str) -> str:
    """A number as DuckDB holds it exactly; NULL, so that nothing holds of it, where it does not."""
    digits = f"case when regexp_full_match({value}, {_EXACT}) then {value} end"
    return f"({digits})::decimal(38,9)"


def _limit(said: Any) -> str | None:
    """A number of a schema as SQL; None where DuckDB would not hold it exactly."""
    if isinstance(said, bool) or not isinstance(said, int | Decimal):
        return None
    number = Decimal(said)
    if not number.is_finite() or abs(number) >= _MOST:
        return None
    text = format(number, "f")
    if len(text.partition(".")[2].rstrip("0")) > 9:
        return None
    return f"'{text}'::decimal(38,9)"


def _equal(said: Any, kind: str, value: str) -> str:
    if kind == "string":
        return f"{value} = {_literal(said)}" if isinstance(said, str) else _HELD
    if kind in ("number", "integer") and (limit := _limit(said)):
        return f"{_amount(value)} = {limit}"
    if kind in ("amount", "whole") and (limit := _limit(said)):
        return f"{value} = {limit}"
    if kind == "day" and isinstance(said, str):
        return f"{value}::varchar = {_literal(said)}"
    return _HELD


def _compared(sign: str) -> Callable[[Any, str], str]:
    def check(said: Any, value: str) -> str:
        if isinstance(said, Decimal | int) and abs(Decimal(said)) >= _MOST:
            within = (said < 0) == (sign[0] == ">")  # every number that is held exactly is
            return f"regexp_full_match({value}, {_EXACT})" if within else _HELD
        limit = _limit(said)
        return f"{_amount(value)} {sign} {limit}" if limit else _HELD

    return check


def _multiple(said: Any, value: str) -> str:
    """Of a power of ten by the digits, of a whole number by whole numbers: never by division."""
    limit = _limit(said)
    if limit is None or Decimal(said) <= 0:
        return _HELD
    number = Decimal(said).normalize()
    if number == 1 or (number < 1 and number.as_tuple().digits == (1,)):
        places = -number.adjusted()
        return f"regexp_full_match({value}, '-?[0-9]+([.][0-9]{{0,{places}}}0*)?')"
    if number == number.to_integral_value() and number < 10**18:
        whole = f"(case when regexp_full_match({value}, '-?[0-9]{{1,28}}') then {value} end)"
        return f"{whole}::hugeint % {int(number)} = 0"
    return _HELD


def _counted(function: str, sign: str) -> Callable[[Any, str], str]:
    def check(said: Any, value: str) -> str:
        if isinstance(said, bool) or not isinstance(said, int) or abs(said) >= 10**18:
            return _HELD
        return f"{function}({value}) {sign} {said}"

    return check


def _pattern(said: Any, value: str) -> str:
    if not isinstance(said, str) or not _KNOWN_PATTERN.fullmatch(said):
        return _HELD
    if _REPEATED_TWICE.search(re.sub(_CLASS + r"|\\.", "a", said)):
        return _HELD
    spelled = re.sub(_CLASS, lambda one: one[0].replace(r"\s", _SPACES), said)
    matches = f"regexp_matches({value}, {_literal(spelled)})"
    if spelled == said:
        return matches
    return f"({matches} and not regexp_matches({value}, {_literal(_DISPUTED)}))"


def _format(said: Any, value: str) -> str:
    """Only full-date of RFC 3339; the year 0000 is none to Python."""
    if said != "date":
        return _HELD
    digits = f"regexp_full_match({value}, '[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}')"
    return f"({digits} and {value} > '0001' and try_cast({value} as date) is not null)"


def _compared_typed(sign: str, said: Any, value: str) -> str:
    """The same of a column that is a number: it is less than _BEYOND by its type."""
    if isinstance(said, Decimal | int) and abs(Decimal(said)) >= _BEYOND:
        return _SURELY if (said < 0) == (sign[0] == ">") else _HELD
    limit = _limit(said)
    return f"{value} {sign} {limit}" if limit else _HELD


_SIGNS: Mapping[str, str] = {
    "minimum": ">=",
    "maximum": "<=",
    "exclusiveMinimum": ">",
    "exclusiveMaximum": "<",
}
_CHECKS: Mapping[str, Callable[[Any, str], str]] = {
    **{keyword: _compared(sign) for keyword, sign in _SIGNS.items()},
    "multipleOf": _multiple,
    "minLength": _counted("length", ">="),
    "maxLength": _counted("length", "<="),
    "minItems": _counted("len", ">="),
    "maxItems": _counted("len", "<="),
    "pattern": _pattern,
    "format": _format,
}


# -- SQL -------------------------------------------------------------------------------------------


def _all(parts: Sequence[str]) -> str:
    if _HELD in parts:
        return _HELD
    said = [part for part in parts if part != _SURELY]
    return f"({' and '.join(said)})" if said else _SURELY


def _any(parts: Sequence[str]) -> str:
    if _SURELY in parts:
        return _SURELY
    said = [part for part in parts if part != _HELD]
    return f"({' or '.join(said)})" if said else _HELD


def _base(schema: Any) -> str:
    return str(schema.get("$id", "")) if isinstance(schema, Mapping) else ""


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
