"""Small dossiers for tests, made of a few records."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

Tables = Mapping[str, Sequence[Mapping[str, Any]]]

FACT = {"entity": "e", "concept": "c", "source": "s", "kind": "actual", "status": "draft"}
SOURCE = {"id": "s", "title": "A note", "language": "en", "file": "s.md"}
ENTITY = {"id": "e", "name": "Example AG"}
CONCEPT = {"id": "c", "label": "A concept", "unit_kind": "currency"}
CLEAN: Tables = {
    "facts": [FACT | {"id": "f1", "value": 1, "unit": "USD"}],
    "sources": [SOURCE],
    "entities": [ENTITY],
    "concepts": [CONCEPT],
}


def make_dossier(root: Path, tables: Tables, settings: str = 'title = "Test"\n') -> Path:
    """A dossier whose record types are JSON-lines files; every source has a file with some text."""
    (root / "facts").mkdir(parents=True, exist_ok=True)
    (root / "sources").mkdir(exist_ok=True)
    (root / "factpack.toml").write_text(settings, encoding="utf-8")
    for name, records in tables.items():
        lines = "".join(as_json(record) + "\n" for record in records)
        (root / "facts" / f"{name}.jsonl").write_text(lines, encoding="utf-8", newline="")
    for source in tables.get("sources", ()):
        name = str(source.get("file", ""))
        if re.fullmatch(r"[\w-]+\.md", name) and not (root / "sources" / name).exists():
            (root / "sources" / name).write_text("A note.\n", encoding="utf-8", newline="")
    return root


def as_json(record: Mapping[str, Any]) -> str:
    """One line; decimals in full, dates as ISO text."""
    pairs = (f"{json.dumps(key)}: {_value(value)}" for key, value in record.items())
    return "{" + ", ".join(pairs) + "}"


def _value(value: Any) -> str:
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return json.dumps(value.isoformat())
    return json.dumps(value, ensure_ascii=False)
