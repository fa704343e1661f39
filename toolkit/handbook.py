"""The record types as a page to read: made from the schemas, so that it cannot differ from them."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.schemas import Field, RecordType


def as_markdown(record_types: Sequence[RecordType]) -> str:
    """A page with a table a record type: heading, key, what belongs there, an example."""
    lines = [
        "# Records",
        "",
        "Made by `factpack fields --format markdown` from the schemas in `schemas/`.",
        "A heading may be the title or the key, in any case; a field with * is needed.",
    ]
    for record_type in record_types:
        lines += ["", f"## {record_type.title}", "", record_type.description, ""]
        lines += ["| heading | key | what belongs there | for example |", "|---|---|---|---|"]
        for field in record_type.fields:
            cells = (field.heading, f"`{field.key}`", _says(field), f"`{field.example}`")
            lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(lines) + "\n"


def as_text(record_types: Sequence[RecordType]) -> str:
    """The same for a terminal."""
    lines: list[str] = []
    for record_type in record_types:
        lines += [f"{record_type.title}: {record_type.description}"]
        for field in record_type.fields:
            lines.append(f"  {field.heading} ({field.key})")
            lines.append(f"      {_says(field)} For example: {field.example}")
        lines.append("")
    return "\n".join(lines)


def _says(field: Field) -> str:
    if field.enum and len(field.enum) <= 20:
        return f"{field.description} One of: {', '.join(field.enum)}."
    return field.description
