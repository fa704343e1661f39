"""Records of a schema that says all a schema can say, beside what is read in them and told.

python tests/records/validation/test_things.py     writes anew what is told, to be seen in the diff
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from toolkit.readers.grid import Cell, Grid, Row
from toolkit.records.sheets import recognise
from toolkit.records.validate import validate
from toolkit.schemas import Schemas, load_schemas

THINGS = Path(__file__).parent / "things.txt"
SAYS = " ⇒ "
TITLED = {
    "id": {"title": "Thing", "pattern": "^[a-z]+-[0-9]+$", "examples": ["t-1"]},
    "name": {"minLength": 2, "maxLength": 8, "not": {"const": "none"}},
    "size": {"type": "number", "minimum": 1, "exclusiveMaximum": 1000000, "multipleOf": 0.01},
    "share": {"type": "number", "exclusiveMinimum": 0, "maximum": 100, "x-percent": True},
    "rank": {"type": "integer", "minimum": -3, "x-labels": {"first": 1, "0.5": 2, "-7": 3}},
    "whole": {"type": "integer", "examples": [5]},
    "colour": {"enum": ["red", "dark_blue", "Grün"]},
    "code": {"anyOf": [{"pattern": "^[A-Z]+$"}, {"const": "own"}], "examples": ["ABC", "own"]},
    "day": {"format": "date", "examples": ["2025-09-12"]},
    "link": {"format": "uri"},
    "parts": {"type": "array", "minItems": 1, "uniqueItems": True, "items": {"maxLength": 3}},
    "others": {"type": "array", "x-references": "things", "examples": [["t-1", "t-2"]]},
    "state": {"enum": ["open", "dropped"]},
    "both": {"allOf": [{"type": "number"}]},
}
SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "https://example.com/schemas/things.schema.json",
    "title": "Things",
    "description": "Things of every sort.",
    "type": "object",
    "x-key": ["id", "name"],
    "x-may-lack-fields": {"state": "dropped"},
    "properties": {
        key: {"title": key.capitalize(), "description": f"The {key}.", "type": "string"} | said
        for key, said in TITLED.items()
    },
    "required": ["id", "name"],
    "dependentRequired": {"size": ["code"]},
    "anyOf": [{"required": ["size"]}, {"required": ["whole", "link"]}],
    "if": {"properties": {"colour": {"const": "red"}}, "required": ["colour"]},
    "then": {"maxProperties": 4},
}


def schemas(folder: Path) -> Schemas:
    path = folder / "things.schema.json"
    path.write_text(json.dumps(SCHEMA), encoding="utf-8")
    return load_schemas(folder)


def seen(line: str, known: Schemas) -> str:
    """A line "field=cell | field:kind=cell ⇒ …" with what is read and told of that record."""
    if not line or line.startswith("#"):
        return line
    given = line.partition(SAYS)[0]
    cells = {}
    for part in given.split(" | "):
        where, _, raw = part.partition("=")
        key, _, kind = where.partition(":")
        cells[key] = Cell(kind or "text", raw.replace("␣", "\u00a0"))  # type: ignore[arg-type]
    rows = (
        Row(1, {n: Cell("text", key) for n, key in enumerate(cells, 1)}),
        Row(2, dict(enumerate(cells.values(), 1))),
    )
    sheet = recognise(Grid("things.xlsx", "Things", rows), known)
    assert sheet is not None
    typed = validate(sheet, known)
    values = {key: found[0] for key, found in typed.values.items() if found[0] is not None}
    told = [
        f"{one.cell} {one.record} {one.field} {one.value!r} {one.code} {one.message} → {one.fix}"
        for one in typed.findings
    ]
    return SAYS.join([given, str(values), *told])


def test_every_record_is_read_and_told_as_it_is_listed(tmp_path: Path) -> None:
    known = schemas(tmp_path)
    for line in THINGS.read_text(encoding="utf-8").splitlines():
        assert seen(line, known) == line


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        found = schemas(Path(place))
        lines = THINGS.read_text(encoding="utf-8").splitlines()
        THINGS.write_text("".join(f"{seen(line, found)}\n" for line in lines), encoding="utf-8")
