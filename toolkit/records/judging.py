"""Whether a record is valid by its JSON Schema: a quick sieve first, then the reference's meaning.

jsonschema (draft 2020-12, formats asserted) decides. jsonschema-rs goes before it, so that clean
records need not wait for it; a test holds that it never passes what jsonschema would not.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Mapping
from datetime import date
from decimal import Decimal, localcontext
from functools import cache, cached_property
from typing import Any

from toolkit.schemas import RecordType, Schemas

_FULL_DATE = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TRIES = 200_000  # of a pattern at one text
_KEPT = 100_000  # values and shapes of records whose errors are remembered
# Keywords that speak of values without naming the properties that have them, or lead elsewhere.
_OF_OTHERS = frozenset(
    {
        *("additionalProperties", "patternProperties", "unevaluatedProperties", "propertyNames"),
        *("$ref", "$dynamicRef", "allOf", "oneOf", "not"),
    }
)
_OF_WHOLE = frozenset({"const", "enum"})  # said of a record, not of a property
_OF_SHAPE = frozenset({"required", "dependentRequired", "anyOf"})
_WIDE = 400  # digits, so that dividing any amount by 0.000000001 is exact


class Judge:
    """Judges records of one type; no schema is ever fetched from outside."""

    def __init__(self, record_type: RecordType, schemas: Schemas) -> None:
        self._schema = record_type.schema
        self._documents = schemas.documents

    def passes(self, record: Mapping[str, Any]) -> bool:
        """Whether the sieve lets the record pass."""
        return bool(self._sieve.is_valid(record))

    def errors(self, record: Mapping[str, Any]) -> list[Any]:
        """Every error that jsonschema finds, in the order of the fields' names.

        What it finds of one value is the same wherever that value stands, and is looked for once;
        so is what it finds of a record as a whole, by all that this can depend on.
        """
        with localcontext(prec=_WIDE):
            parted = self._parted and isinstance(record, Mapping)
            found = self._by_parts(record) if parted else self._reference.iter_errors(record)
            return sorted(found, key=lambda error: [str(part) for part in error.absolute_path])

    def _by_parts(self, record: Mapping[str, Any]) -> Iterator[Any]:
        yield from self._of_whole(record)
        properties = self._reference.schema.get("properties", {})
        at_fault = {path[0] for e in self._sieve.iter_errors(record) if (path := e.instance_path)}
        for key, value in record.items():
            if key in at_fault and key in properties:
                yield from self._of_value(key, value)

    def _of_value(self, key: str, value: Any) -> list[Any]:
        known = (key, repr(value))
        if known not in self._found:
            properties = self._reference.schema["properties"]
            found = self._reference.descend(value, properties[key], path=key, schema_path=key)
            self._keep(known, list(found))
        return self._found[known]

    def _of_whole(self, record: Mapping[str, Any]) -> list[Any]:
        told = (key if key not in self._named else (key, repr(record[key])) for key in record)
        known = (None, *told)  # no field is called so
        if known not in self._found:
            found = list(self._whole.iter_errors(record))
            if any(error.validator not in _OF_SHAPE for error in found):
                return found  # its message may tell the record
            self._keep(known, found)
        return self._found[known]

    def _keep(self, known: Hashable, found: list[Any]) -> None:
        if len(self._found) > _KEPT:
            self._found.clear()
        self._found[known] = found

    @cached_property
    def _found(self) -> dict[Hashable, list[Any]]:
        return {}

    @cached_property
    def _whole(self) -> Any:
        """The reference without what is said of each property's own value."""
        schema = {k: said for k, said in self._reference.schema.items() if k != "properties"}
        return self._reference.evolve(schema=schema)

    @cached_property
    def _named(self) -> set[str]:
        return _properties(self._whole.schema)

    @cached_property
    def _parted(self) -> bool:
        """Whether a record has the errors of its values and those of its shape, and no others."""
        said = self._whole.schema
        return not (_OF_OTHERS & _keywords(said) or _OF_WHOLE & _keywords(said, within=False))

    @cached_property
    def _sieve(self) -> Any:
        import jsonschema_rs

        return jsonschema_rs.Draft202012Validator(
            dict(self._schema),
            registry=jsonschema_rs.Registry([(i, dict(d)) for i, d in self._documents.items()]),
            validate_formats=True,
            pattern_options=_bounded(),
            formats={"date": _is_date, "uri": _is_uri},
        )

    @cached_property
    def _reference(self) -> Any:
        from referencing import Registry
        from referencing.jsonschema import DRAFT202012

        resources = [(i, DRAFT202012.create_resource(d)) for i, d in self._documents.items()]
        registry: Registry[Any] = Registry().with_resources(resources)
        schema = _in_place(self._schema, self._documents)
        validator, formats = _reference()
        return validator(schema, registry=registry, format_checker=formats)


@cache
def _reference() -> tuple[Any, Any]:
    """jsonschema's class of validators as it is meant here, and its formats."""
    from jsonschema import Draft202012Validator, FormatChecker
    from jsonschema.validators import extend

    formats = FormatChecker(formats=())
    formats.checks("date")(_is_date)
    formats.checks("uri")(_is_uri)
    whole = Draft202012Validator.TYPE_CHECKER.redefine("integer", _is_whole)
    validator = extend(Draft202012Validator, {"pattern": _pattern}, type_checker=whole)  # type: ignore[no-untyped-call]
    return validator, formats


def _bounded() -> Any:
    """How both judges read patterns (ECMA-262): a text that takes too many tries does not match."""
    import jsonschema_rs

    return jsonschema_rs.FancyRegexOptions(backtrack_limit=_TRIES)


@cache
def _engine(pattern: str) -> Any:
    import jsonschema_rs

    return jsonschema_rs.Draft202012Validator({"pattern": pattern}, pattern_options=_bounded())


def _pattern(_: Any, pattern: str, value: object, __: Any) -> Iterator[Any]:
    """Python's own engine would try some patterns for years."""
    from jsonschema.exceptions import ValidationError

    if isinstance(value, str) and not _engine(pattern).is_valid(value):
        yield ValidationError(f"{value!r} does not match {pattern!r}")


def _properties(schema: Any) -> set[str]:
    """Every property of which a schema says something, at whatever depth."""
    if not isinstance(schema, Mapping):
        return set().union(*map(_properties, schema)) if isinstance(schema, list) else set()
    return set(schema.get("properties", ())).union(*map(_properties, schema.values()))


def _keywords(schema: Any, *, within: bool = True) -> set[str]:
    """Every keyword of a schema, at whatever depth, names of properties among them.

    Unless `within`, what is said of properties' own values is left out.
    """
    if isinstance(schema, list):
        return set().union(*(_keywords(each, within=within) for each in schema))
    if not isinstance(schema, Mapping):
        return set()
    inner = (said for key, said in schema.items() if within or key != "properties")
    return set(schema).union(*(_keywords(each, within=within) for each in inner))


def _in_place(schema: Mapping[str, Any], documents: Mapping[str, Any]) -> Mapping[str, Any]:
    """The schema with what its properties refer to written in their place.

    Looking a reference up costs jsonschema more than all else about a record. Where a property
    says something of its own under a keyword of what it refers to, it is left as it is.
    """
    base = str(schema.get("$id", "")).rpartition("/")[0]
    properties: dict[str, Any] = {}
    for key, own in schema.get("properties", {}).items():
        if isinstance(own, bool):
            properties[key] = own
            continue
        name, _, pointer = own.get("$ref", "").partition("#/$defs/")
        found = documents.get(f"{base}/{name}", {}).get("$defs", {}).get(pointer)
        rest = {keyword: said for keyword, said in own.items() if keyword != "$ref"}
        simple = found is not None and "$ref" not in repr(found)  # one of its own leads elsewhere
        if simple and not (rest.keys() & found.keys()) - {"title", "description", "examples"}:
            own = {**found, **rest}
        properties[key] = own
    return {**schema, "properties": properties}


def _is_whole(_: Any, value: object) -> bool:
    """A number without a fraction, however it is written (JSON Schema core, 4.2.3)."""
    if isinstance(value, Decimal):
        return value.is_finite() and value == value.to_integral_value()
    return isinstance(value, int) and not isinstance(value, bool)


def _is_date(value: object) -> bool:
    """A full-date of RFC 3339, section 5.6."""
    if not isinstance(value, str):
        return True
    try:
        return bool(_FULL_DATE.fullmatch(value)) and bool(date.fromisoformat(value))
    except ValueError:
        return False


def _is_uri(value: object) -> bool:
    """A URI of RFC 3986 that names a host."""
    from urllib.parse import urlsplit

    if not isinstance(value, str):
        return True
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    allowed = value.isascii() and value.isprintable() and not set(value) & set(' <>"{}|\\^`')
    return bool(allowed and parts.scheme and parts.netloc)
