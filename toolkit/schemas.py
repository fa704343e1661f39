"""The schemas as lists of fields: one source for headings, drop-downs, types, messages and docs."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from toolkit.errors import FactpackError, next_step
from toolkit.wellformed import DRAFT, Fault, faults, target

SHARED = "shared"


@dataclass(frozen=True, slots=True)
class Field:
    """One property of a record type, as its schema gives it.

    `type` is a JSON type; `labels` are words that stand for an integer ("billion" for -9);
    `percent` says that a percent-formatted cell holds hundredths of the value; `formerly` are
    titles that it had, by which older workbooks still call it.
    """

    key: str
    title: str
    description: str
    type: str
    format: str
    enum: tuple[str, ...]
    examples: tuple[Any, ...]
    required: bool
    references: str | None
    percent: bool
    labels: Mapping[str, int]
    formerly: tuple[str, ...] = ()

    @property
    def heading(self) -> str:
        """Its title; a required one carries a star, so that no colour is needed to see it."""
        return f"{self.title} *" if self.required else self.title

    @property
    def example(self) -> str:
        """Its first example as one would type it."""
        return _as_typed(self.examples[0]) if self.examples else ""


@dataclass(frozen=True, slots=True)
class RecordType:
    """One kind of record: the sheet it stands in, its fields in order, and what identifies it.

    `headings` are the fields by each `plain` heading that means one.
    """

    name: str
    title: str
    description: str
    key: tuple[str, ...]
    fields: tuple[Field, ...]
    schema: Mapping[str, Any]
    headings: Mapping[str, Field] = dataclasses.field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "headings", _headings(self.fields))

    def field(self, key: str) -> Field:
        return next(field for field in self.fields if field.key == key)

    def field_for(self, heading: str) -> Field | None:
        """The field whose key or title the heading is, in any case; else whose title it was."""
        return self.headings.get(plain(heading))


@dataclass(frozen=True, slots=True)
class Schemas:
    """Every record type, and the documents they refer to."""

    types: Mapping[str, RecordType]
    documents: Mapping[str, Mapping[str, Any]]  # by $id

    def type_for(self, name: str) -> RecordType | None:
        """The record type that a sheet of this name holds."""
        wanted = plain(name)
        for record_type in self.types.values():
            if wanted in (plain(record_type.name), plain(record_type.title)):
                return record_type
        return None


@lru_cache(maxsize=4096)
def plain(heading: str) -> str:
    """A heading without what people vary: case, spaces, underscores, the mark of a required one."""
    return re.sub(r"[\s_]+", " ", heading).strip(" *").casefold()


@cache
def load_schemas(folder: Path) -> Schemas:
    """The record types of every NAME.schema.json in `folder`; numbers are read as Decimal."""
    documents: dict[str, Mapping[str, Any]] = {}
    records: dict[str, Mapping[str, Any]] = {}
    for path in sorted(folder.glob("*.schema.json")):
        document = _document(path)
        if document["$id"] in documents:
            raise FactpackError(
                f"{path.name} has the $id of another schema", hint="give each its own"
            )
        documents[document["$id"]] = document
        name = path.name.removesuffix(".schema.json")
        if name != SHARED:
            records[name] = document
    if not records:
        raise FactpackError(f"no schemas in {folder}", hint="install factpack anew")
    for id, schema in documents.items():
        if found := faults(schema, documents, id):
            raise _unusable(id.rpartition("/")[2], found)
    return Schemas({n: _record_type(n, d, documents) for n, d in records.items()}, documents)


def _document(path: Path) -> dict[str, Any]:
    """A schema's JSON. Raises FactpackError for what is none, or has no name of its own."""
    try:
        document = json.loads(
            path.read_text(encoding="utf-8"),
            parse_float=Decimal,
            parse_constant=_refused,
            object_pairs_hook=_once,
        )
    except OSError as error:
        raise FactpackError(
            f"{path.name} cannot be read: {error.strerror or error}", hint=next_step(error)
        ) from error
    except (ValueError, RecursionError) as error:
        what = "it is nested too deep" if isinstance(error, RecursionError) else str(error)
        raise FactpackError(
            f"{path.name} is not JSON: {what}", hint="mend the schema, or install factpack anew"
        ) from error
    for key, where in (("$schema", document), ("$id", document)):
        if not isinstance(where, dict) or not isinstance(where.get(key), str):
            raise FactpackError(
                f"{path.name} has no {key}", hint=f"a schema opens with its $schema: {DRAFT}"
            )
    told: dict[str, Any] = document
    return told


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"{twice!r} stands twice in one object")
    return made


def _refused(constant: str) -> None:
    raise ValueError(f"{constant} is no number of JSON")


def _unusable(name: str, found: Sequence[Fault]) -> FactpackError:
    more = f"; and {len(found) - 1} more" if len(found) > 1 else ""
    return FactpackError(f"{name}{found[0].at}: {found[0].what}{more}", hint=found[0].hint)


def _record_type(
    name: str, schema: Mapping[str, Any], documents: Mapping[str, Mapping[str, Any]]
) -> RecordType:
    required = set(schema.get("required", ()))
    fields = []
    _must_have(schema, ("title", "description", "x-key", "properties"), f"{name}.schema.json")
    for key, own in schema["properties"].items():
        given = {**_referred(own, schema, documents), **own}
        _must_have(given, ("title", "description", "type"), f"{name}.schema.json, {key}")
        fields.append(
            Field(
                key=key,
                title=given["title"],
                description=given["description"],
                type=given["type"],
                format=given.get("format", ""),
                enum=tuple(given.get("enum", ())),
                examples=tuple(given.get("examples", ())),
                required=key in required,
                references=given.get("x-references"),
                percent=given.get("x-percent", False),
                labels=given.get("x-labels", {}),
                formerly=tuple(given.get("x-formerly", ())),
            )
        )
    return RecordType(
        name=name,
        title=schema["title"],
        description=schema["description"],
        key=tuple(schema["x-key"]),
        fields=tuple(fields),
        schema=schema,
    )


def _must_have(said: Mapping[str, Any], keys: Sequence[str], where: str) -> None:
    for key in keys:
        if key not in said:
            raise FactpackError(f"{where} has no {key}", hint="every field is told to people")


def _headings(fields: Sequence[Field]) -> Mapping[str, Field]:
    found: dict[str, Field] = {}
    for field in fields:
        for name in (field.key, field.title):
            found.setdefault(plain(name), field)
    for field in fields:
        for name in field.formerly:
            found.setdefault(plain(name), field)
    return found


def constraints(record_type: RecordType, field: Field, schemas: Schemas) -> Mapping[str, Any]:
    """The keywords of JSON Schema that bind a field, those of its shared definition among them."""
    own: Mapping[str, Any] = record_type.schema["properties"][field.key]
    return {**_referred(own, record_type.schema, schemas.documents), **own}


def _referred(
    own: Mapping[str, Any], schema: Mapping[str, Any], documents: Mapping[str, Mapping[str, Any]]
) -> Mapping[str, Any]:
    """What a field's schema refers to; nothing where it refers to nothing."""
    found = target(str(own.get("$ref", "")), documents, schema["$id"])
    return found[0] if found and isinstance(found[0], Mapping) else {}


def _as_typed(example: Any) -> str:
    return "; ".join(map(str, example)) if isinstance(example, list) else str(example)
