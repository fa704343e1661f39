"""What a schema may say: JSON Schema draft 2020-12, less what reaches outside or never ends.

A keyword that is misspelt, or a format that nobody asserts, would let every record pass without a
word; so what is not known here is a fault.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

DRAFT = "https://json-schema.org/draft/2020-12/schema"
FORMATS = ("date", "uri")  # what is asserted; see `judging`
_DEEP = 40  # schemas within schemas
_UNFOLDED = 20_000  # schemas, once every reference is followed
_TYPES = ("array", "boolean", "integer", "null", "number", "object", "string")

_OF_ONE = frozenset(
    {
        *("additionalProperties", "contains", "contentSchema", "else", "if", "items", "not"),
        *("propertyNames", "then", "unevaluatedItems", "unevaluatedProperties"),
    }
)
_OF_SEVERAL = frozenset(("allOf", "anyOf", "oneOf", "prefixItems"))
_OF_NAMED = frozenset(("properties", "patternProperties", "dependentSchemas", "$defs"))


class Fault(NamedTuple):
    """What is wrong in a schema, where (a JSON Pointer, RFC 6901), and the next step."""

    at: str
    what: str
    hint: str


def faults(schema: Any, documents: Mapping[str, Mapping[str, Any]], base: str = "") -> list[Fault]:
    """Everything that is wrong with a schema; `documents` are what it may refer to, by $id."""
    found = list(_Reading(documents, base).walk(schema, "", 0))
    return found or list(_unending(schema, documents, base))


class _Reading:
    """One document, schema by schema."""

    def __init__(self, documents: Mapping[str, Mapping[str, Any]], base: str) -> None:
        self._documents, self._base = documents, base

    def walk(self, schema: Any, at: str, depth: int) -> Iterator[Fault]:
        if isinstance(schema, bool):
            return
        if not isinstance(schema, Mapping):
            yield Fault(at, f"{_shown(schema)} is no schema", "write an object, true or false")
        elif depth > _DEEP:
            yield Fault(at, f"schemas stand more than {_DEEP} deep in one another", "lay it flat")
        else:
            for keyword, said in schema.items():
                yield from self._keyword(keyword, said, f"{at}/{_escaped(keyword)}", depth)

    def _keyword(self, keyword: str, said: Any, at: str, depth: int) -> Iterator[Fault]:
        if keyword in _OF_ONE:
            yield from self.walk(said, at, depth + 1)
        elif keyword in _OF_SEVERAL:
            if not isinstance(said, list) or not said:
                yield Fault(at, f"{keyword} is {_shown(said)}", "write a list of schemas")
                return
            for number, one in enumerate(said):
                yield from self.walk(one, f"{at}/{number}", depth + 1)
        elif keyword in _OF_NAMED:
            if not isinstance(said, Mapping):
                yield Fault(at, f"{keyword} is {_shown(said)}", "write an object of schemas")
                return
            for name, one in said.items():
                if keyword == "patternProperties" and (reason := _key_pattern(name)):
                    yield Fault(at, f"{_shown(name)}{reason[0]}", reason[1])
                yield from self.walk(one, f"{at}/{_escaped(name)}", depth + 1)
        elif keyword == "$ref":
            if (reason := self._reference(said)) is not None:
                yield Fault(at, *reason)
        elif keyword == "$schema":
            if said != DRAFT:
                yield Fault(at, f"$schema is {_shown(said)}", f"write {DRAFT}")
        elif keyword == "$id":
            if depth or not isinstance(said, str):
                yield Fault(at, f"$id is {_shown(said)}", "only a whole document has one")
        elif expected := _EXPECTED.get(keyword):
            if reason := expected(said):
                yield Fault(at, f"{keyword} is {_shown(said)}{reason[0]}", reason[1])
        elif not keyword.startswith("x-"):
            yield Fault(at, f"{keyword} is no keyword that is heeded here", _meant(keyword))

    def _reference(self, said: Any) -> tuple[str, str] | None:
        if not isinstance(said, str):
            return f"$ref is {_shown(said)}", "write '#/$defs/NAME'"
        if target(said, self._documents, self._base) is None:
            return (
                f"$ref leads to {_shown(said)}, and there is no such definition here",
                "write '#/$defs/NAME', or 'OTHER.schema.json#/$defs/NAME' of a schema in the"
                " same folder; nothing is fetched from elsewhere",
            )
        return None


def target(
    ref: str, documents: Mapping[str, Mapping[str, Any]], base: str
) -> tuple[Any, str] | None:
    """The definition that a reference leads to, and the $id of its document."""
    name, _, pointer = ref.partition("#")
    where = f"{base.rpartition('/')[0]}/{name}" if name else base
    found = re.fullmatch(r"/\$defs/([A-Za-z0-9_-]+)", pointer)
    held = documents.get(where, {}).get("$defs", {})
    return (held[found[1]], where) if found and found[1] in held else None


def _unending(
    schema: Any, documents: Mapping[str, Mapping[str, Any]], base: str
) -> Iterator[Fault]:
    """References that lead back to themselves, or that unfold without measure."""
    sizes: dict[str, int] = {}
    within: list[str] = []

    def size(schema: Any, base: str) -> int:
        count = 1
        waiting = [schema]
        while waiting:
            part = waiting.pop()
            if isinstance(part, list):
                waiting += part
            elif isinstance(part, Mapping):
                count += 1
                waiting += [said for word, said in part.items() if word != "$defs"]
                if isinstance(part.get("$ref"), str):
                    count += followed(part["$ref"], base)
        return count

    def followed(ref: str, base: str) -> int:
        found = target(ref, documents, base)
        if found is None:
            return 0
        name = f"{found[1]}#{ref.partition('#')[2]}"
        if name in within:
            raise _Circle(ref)
        if name not in sizes:
            within.append(name)
            sizes[name] = size(*found)
            within.pop()
        return sizes[name]

    try:
        if size(schema, base) > _UNFOLDED:
            what = f"its references unfold into more than {_UNFOLDED:,} schemas"
            yield Fault("", what, "refer to less, or say it once")
    except _Circle as circle:
        what = f"{_shown(circle.ref)} leads back to itself"
        yield Fault("", what, "a record is flat: write what it holds in its place")


class _Circle(Exception):
    def __init__(self, ref: str) -> None:
        super().__init__(ref)
        self.ref = ref


# -- what a keyword expects ------------------------------------------------------------------------

_Wrong = tuple[str, str] | None


def _is(kind: type | tuple[type, ...], hint: str) -> Callable[[Any], _Wrong]:
    return lambda said: None if isinstance(said, kind) and _plain(said, kind) else ("", hint)


def _plain(said: Any, kind: Any) -> bool:
    return not isinstance(said, bool) or kind is bool


def _count(said: Any) -> _Wrong:
    whole = isinstance(said, int | Decimal | float) and not isinstance(said, bool)
    return None if whole and said >= 0 and said == int(said) else ("", "write a whole number")


def _multiple(said: Any) -> _Wrong:
    number = isinstance(said, int | Decimal | float) and not isinstance(said, bool)
    return None if number and said > 0 else ("", "write a number above 0")


def _texts(said: Any) -> _Wrong:
    fits = isinstance(said, list) and all(isinstance(one, str) for one in said)
    return (
        None if fits and len(set(said)) == len(said) else ("", "write a list of names, each once")
    )


def _needed(said: Any) -> _Wrong:
    fits = isinstance(said, Mapping) and not any(map(_texts, said.values()))
    return None if fits else ("", "write an object of lists of names")


def _type(said: Any) -> _Wrong:
    types = said if isinstance(said, list) else [said]
    fits = types and all(isinstance(one, str) and one in _TYPES for one in types)
    return None if fits else ("", f"types: {', '.join(_TYPES)}")


def _format(said: Any) -> _Wrong:
    return None if said in FORMATS else (", which is not asserted here", f"formats: {FORMATS}")


def _pattern(said: Any) -> _Wrong:
    if not isinstance(said, str):
        return "", "write a regular expression"
    return None if (wrong := _key_pattern(said)) is None or _as_ecma(said) else wrong


def _key_pattern(said: str) -> _Wrong:
    """A pattern of properties' names is left to jsonschema, and so to Python."""
    try:
        re.compile(said)
    except (re.error, OverflowError, RecursionError) as error:
        return f", which is no regular expression: {error}", "mend it"
    return None


def _as_ecma(pattern: str) -> bool:
    """Whether the engine that judges takes a pattern (ECMA-262) that Python does not."""
    import jsonschema_rs

    try:
        jsonschema_rs.Draft202012Validator({"pattern": pattern})
    except (jsonschema_rs.ValidationError, ValueError):
        return False
    return True


_EXPECTED: Mapping[str, Callable[[Any], _Wrong]] = {
    **dict.fromkeys(("title", "description", "$comment"), _is(str, "write a text")),
    **dict.fromkeys(("contentEncoding", "contentMediaType"), _is(str, "write a text")),
    **dict.fromkeys(("minLength", "maxLength", "minItems", "maxItems"), _count),
    **dict.fromkeys(("minProperties", "maxProperties", "minContains", "maxContains"), _count),
    **dict.fromkeys(
        ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"),
        _is((int, Decimal, float), "write a number"),
    ),
    **dict.fromkeys(
        ("uniqueItems", "deprecated", "readOnly", "writeOnly"), _is(bool, "write true or false")
    ),
    **dict.fromkeys(("enum", "examples"), _is(list, "write a list")),
    **dict.fromkeys(("const", "default"), lambda _: None),
    "multipleOf": _multiple,
    "required": _texts,
    "dependentRequired": _needed,
    "type": _type,
    "format": _format,
    "pattern": _pattern,
}


def _meant(keyword: str) -> str:
    from difflib import get_close_matches

    known = {*_EXPECTED, *_OF_ONE, *_OF_SEVERAL, *_OF_NAMED, "$ref"}
    folded = {each.casefold(): each for each in known}
    close = get_close_matches(keyword.casefold(), folded, n=1, cutoff=0.6)
    return f"perhaps {folded[close[0]]}" if close else "a note of your own begins with x-"


def _shown(said: Any) -> str:
    text = repr(said)
    return text if len(text) <= 80 else f"{text[:79]}…"


def _escaped(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")
