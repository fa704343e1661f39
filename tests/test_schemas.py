"""The schemas are JSON Schema, and say of every field what people need to hear."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from jsonschema import Draft202012Validator

from toolkit.authoring.layout import SHEETS
from toolkit.dossier import data_folder
from toolkit.records.judging import Judge
from toolkit.schemas import load_schemas

FOLDER = data_folder("schemas")
SCHEMAS = load_schemas(FOLDER)
FIELDS = [
    pytest.param(record_type, field, id=f"{record_type.name}.{field.key}")
    for record_type in SCHEMAS.types.values()
    for field in record_type.fields
]


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.json")), ids=lambda path: path.name)
def test_a_schema_is_of_draft_2020_12(path) -> None:
    schema = json.loads(path.read_text(encoding="utf-8"))
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(schema)


def test_every_record_type_of_the_design_has_a_schema_and_a_sheet() -> None:
    assert set(SCHEMAS.types) == set(SHEETS)


@pytest.mark.parametrize(("record_type", "field"), FIELDS)
def test_a_field_has_title_description_and_examples_that_are_valid(record_type, field) -> None:
    assert field.title and field.description.endswith(".") and field.examples
    validator = Judge(record_type, SCHEMAS)
    for example in field.examples:
        typed = Decimal(str(example)) if isinstance(example, float) else example
        at_fault = {
            str(e.absolute_path[0]) for e in validator.errors({field.key: typed}) if e.absolute_path
        }
        assert field.key not in at_fault


@pytest.mark.parametrize("record_type", SCHEMAS.types.values(), ids=lambda t: t.name)
def test_no_heading_of_a_sheet_can_be_taken_for_another(record_type) -> None:
    for field in record_type.fields:
        assert record_type.field_for(field.title) is field
        assert record_type.field_for(field.key) is field


@pytest.mark.parametrize(("record_type", "field"), FIELDS)
def test_a_reference_names_a_record_type_that_has_ids(record_type, field) -> None:
    if field.references:
        assert SCHEMAS.types[field.references].key == ("id",)
