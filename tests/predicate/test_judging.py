"""What jsonschema finds of a record as a whole is remembered by all that it can depend on."""

from __future__ import annotations

from typing import Any

import pytest

from toolkit.records.judging import Judge
from toolkit.schemas import RecordType, Schemas

BASE = {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object"}


def judge(said: dict[str, Any]) -> Judge:
    made = RecordType("case", "Case", "A case.", ("id",), (), BASE | said)
    return Judge(made, Schemas({"case": made}, {}))


@pytest.mark.parametrize("said", [{"const": {"a": False}}, {"enum": [{"a": False}]}])
def test_records_of_one_shape_are_told_apart_by_what_they_equal(said: dict[str, Any]) -> None:
    one = judge(said)
    assert [bool(one.errors({"a": value})) for value in (False, 0, 0.0, False)] == [
        False,
        True,
        True,
        False,
    ]
