"""A schema that reaches outside, never ends or slips is refused when it is loaded."""

from __future__ import annotations

import errno
import json
from pathlib import Path
from typing import Any

import pytest

from toolkit.dossier import data_folder
from toolkit.errors import FactpackError
from toolkit.records.judging import Judge
from toolkit.schemas import load_schemas
from toolkit.wellformed import DRAFT, faults

ID = "https://factpack.invalid/schemas/things.schema.json"
FIELD = {"title": "Name", "description": "What it is called.", "type": "string"}
GOOD: dict[str, Any] = {
    "$schema": DRAFT,
    "$id": ID,
    "title": "Things",
    "description": "Things.",
    "x-key": ["id"],
    "type": "object",
    "properties": {"id": FIELD, "name": FIELD},
    "$defs": {"loop": {"allOf": [{"$ref": "#/$defs/back"}]}, "back": {"$ref": "#/$defs/loop"}}
    | {f"d{n}": {"allOf": [{"$ref": f"#/$defs/d{n + 1}"}] * 2} for n in range(40)}
    | {"d40": {"type": "string"}, "name": {"maxLength": 9}},
}
DEEP: dict[str, Any] = {}
for _ in range(60):
    DEEP = {"not": DEEP}

CASES = [
    ({"$ref": "https://example.com/a.schema.json"}, "leads to 'https://example.com/a.schema.json'"),
    ({"$ref": "https://example.com/a.json#/$defs/name"}, "no such definition here"),
    ({"$ref": "file:///etc/passwd"}, "no such definition here"),
    ({"$ref": "../../etc/passwd#/$defs/a"}, "no such definition here"),
    ({"$ref": "//host/share/a#/$defs/a"}, "no such definition here"),
    ({"$ref": "other.schema.json#/$defs/name"}, "no such definition here"),
    ({"$ref": "#"}, "no such definition here"),
    ({"$ref": "#/properties/id"}, "no such definition here"),
    ({"$ref": "#/$defs/nam"}, "no such definition here"),
    ({"$ref": 7}, "$ref is 7"),
    ({"$ref": "#/$defs/loop"}, "leads back to itself"),
    ({"$ref": "#/$defs/d0"}, "unfold into more than 20,000 schemas"),
    ({"$dynamicRef": "#a"}, "$dynamicRef is no keyword that is heeded here"),
    ({"$recursiveRef": "#"}, "no keyword"),
    ({"$anchor": "a"}, "no keyword"),
    ({"$id": "https://example.com/"}, "$id is 'https://example.com/'"),
    ({"$schema": "http://json-schema.org/draft-07/schema#"}, "$schema is 'http://json-schema.org"),
    ({"not": DEEP}, "more than 40 deep"),
    ({"maxLenght": 3}, "maxLenght is no keyword that is heeded here\nperhaps maxLength"),
    ({"MaxLength": 3}, "perhaps maxLength"),
    ({"dependencies": {}}, "no keyword"),
    ({"definitions": {}}, "no keyword"),
    ({"requierd": ["id"]}, "perhaps required"),
    ({"Pattern": "a"}, "perhaps pattern"),
    ({"pattern": "("}, "which is no regular expression"),
    ({"pattern": "a{3,1}"}, "which is no regular expression"),
    ({"pattern": "(?<=a"}, "which is no regular expression"),
    ({"pattern": ["a"]}, "pattern is ['a']"),
    ({"patternProperties": {"[": {}}}, "which is no regular expression"),
    ({"format": "email"}, "format is 'email', which is not asserted here"),
    ({"format": "dates"}, "not asserted here"),
    ({"type": "text"}, "type is 'text'"),
    ({"type": ["string", "nul"]}, "type is ['string', 'nul']"),
    ({"type": []}, "type is []"),
    ({"minLength": -1}, "minLength is -1"),
    ({"minLength": "3"}, "minLength is '3'"),
    ({"maxItems": 1.5}, "maxItems is"),
    ({"minimum": "0"}, "minimum is '0'"),
    ({"maximum": True}, "maximum is True"),
    ({"multipleOf": 0}, "multipleOf is 0"),
    ({"uniqueItems": "yes"}, "uniqueItems is 'yes'"),
    ({"required": "id"}, "required is 'id'"),
    ({"required": ["id", "id"]}, "required is ['id', 'id']"),
    ({"dependentRequired": {"id": "name"}}, "dependentRequired is"),
    ({"enum": "a"}, "enum is 'a'"),
    ({"allOf": {}}, "allOf is {}"),
    ({"anyOf": []}, "anyOf is []"),
    ({"properties": []}, "properties is []"),
    ({"items": "string"}, "'string' is no schema"),
    ({"if": None}, "None is no schema"),
]


def load(folder: Path, schema: Any) -> None:
    text = schema if isinstance(schema, str) else json.dumps(schema)
    (folder / "things.schema.json").write_text(text, encoding="utf-8", newline="")
    load_schemas(folder)


@pytest.mark.parametrize(("said", "told"), CASES, ids=lambda one: str(one)[:40])
def test_a_slip_or_a_way_out_is_named_with_its_place(
    tmp_path: Path, said: dict[str, Any], told: str
) -> None:
    schema = {**GOOD, "properties": {**GOOD["properties"], "name": {**FIELD, **said}}}
    with pytest.raises(FactpackError) as fault:
        load(tmp_path, schema)
    assert told in str(fault.value)
    assert fault.value.what.startswith("things.schema.json") and fault.value.hint


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", "is not JSON"),
        ("[" * 100_000, "nested too deep"),
        ('{"a": 1, "a": 2}', "'a' stands twice"),
        ('{"minimum": NaN}', "NaN is no number"),
        ('{"minimum": ' + "9" * 5000 + "}", "is not JSON"),
        ("[]", "has no $schema"),
        ('{"$id": "a"}', "has no $schema"),
        (json.dumps({"$schema": DRAFT}), "has no $id"),
        (json.dumps({**GOOD, "properties": {"id": {"type": "string"}}}), "id has no title"),
        (json.dumps({k: v for k, v in GOOD.items() if k != "x-key"}), "has no x-key"),
        (b"\xff\xfe\x00".decode("latin-1"), "is not JSON"),
    ],
)
def test_what_is_no_schema_at_all_is_said(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(FactpackError, match=told.replace("$", "\\$")):
        load(tmp_path, text)


def test_a_schema_that_the_system_does_not_give_is_not_taken_for_faulty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> str:
        raise OSError(errno.EMFILE, "Too many open files")

    monkeypatch.setattr(Path, "read_text", refused)
    with pytest.raises(FactpackError, match="cannot be read: Too many open files") as fault:
        load(tmp_path, GOOD)
    assert "close other programs" in fault.value.hint


def test_what_holds_is_loaded(tmp_path: Path) -> None:
    named = {**FIELD, "$ref": "#/$defs/name", "pattern": "^a", "format": "date", "x-mine": 1}
    load(tmp_path, {**GOOD, "properties": {**GOOD["properties"], "name": named}})


def test_the_schemas_of_factpack_hold() -> None:
    schemas = load_schemas(data_folder("schemas"))
    assert [faults(each, schemas.documents, id) for id, each in schemas.documents.items()] == [
        []
    ] * len(schemas.documents)


@pytest.mark.parametrize(
    "pattern",
    ["^(a+)+$", "^(a|a)*$", "^(a*)*b", "(?=(a+)+b)a", "^(a|aa)+$", "(.*)*x", r"^(\w+\s?)*$"],
)
def test_no_pattern_is_tried_without_end(  # Python's own engine would never come back
    tmp_path: Path, pattern: str
) -> None:
    named = {**FIELD, "pattern": pattern}
    load(tmp_path, {**GOOD, "properties": {**GOOD["properties"], "name": named}})
    schemas = load_schemas(tmp_path)
    judge = Judge(schemas.types["things"], schemas)
    assert judge.errors({"id": "a", "name": "a" * 5_000 + "!"})
    assert not judge.passes({"id": "a", "name": "a" * 5_000 + "!"})
