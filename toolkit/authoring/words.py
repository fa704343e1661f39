"""What a workbook says to whom fills it in: notes, prompts, and the validator's own error texts."""

from __future__ import annotations

from typing import Any

from toolkit.codes import SCHEMA
from toolkit.records.faults import form_of, limit_of
from toolkit.records.values import AS_A_DATE, expected
from toolkit.rules.rulebook import own_rules
from toolkit.schemas import Field, RecordType, Schemas

MOST_TITLE, MOST_PROMPT, MOST_ERROR = 32, 255, 255  # characters (MS-XLS 2.5.75 and Excel's own)
_FULL = 20  # entries of a list that a note names


class _Entry:
    """What is typed, in a message that is written before anybody has typed."""

    def __repr__(self) -> str:
        return "what you typed"

    __str__ = __repr__


def note(field: Field, *, annotator: str = "") -> str:
    """The note on a heading: what belongs there, and an example."""
    lines = [field.description]
    if field.required:
        lines.append("Every record needs it.")
    if field.key == "annotator" and annotator:
        lines.append(f"Blank means {annotator}, as factpack.toml says.")
    if field.enum and len(field.enum) <= _FULL:
        lines.append("One of: " + ", ".join(field.enum))
    elif field.examples:
        lines.append("For example: " + " or ".join(str(_as_typed(e)) for e in field.examples[:3]))
    return "\n".join(lines)


def prompt(field: Field) -> str:
    """What shows beside a cell that is chosen."""
    example = f" For example {field.example}." if field.example and not field.enum else ""
    text = field.description + example
    return text if len(text) <= MOST_PROMPT else field.description[:MOST_PROMPT]


def not_in_list(field: Field) -> str:
    entries = ", ".join(field.enum or tuple(field.labels)) or "the allowed values"
    return _said("SCH003", field, expected=entries, advice="choose one of them")


def no_number(field: Field) -> str:
    advice = f"type it in full, as {field.example}" if field.example else "clear the cell"
    return _said("SCH002", field, expected=expected(field), advice=advice)


def no_date(field: Field) -> str:
    return _said("SCH005", field, **AS_A_DATE)


def malformed(field: Field) -> str:
    advice = f"type it as {field.example}" if field.example else field.description
    return _said("SCH005", field, expected=form_of(field), advice=advice)


def too_long(field: Field, most: int) -> str:
    return _said("SCH004", field, problem=limit_of("maxLength", most), advice="shorten it")


def out_of_range(field: Field, limits: dict[str, Any]) -> str:
    problem = " or ".join(limit_of(name, value) for name, value in limits.items())
    advice = f"type it as {field.example}" if field.example else field.description
    return _said("SCH004", field, problem=problem, advice=advice)


def unknown_reference(field: Field, schemas: Schemas) -> str:
    rule = own_rules()["REF001"]
    sheet = schemas.types[field.references or ""].title
    says = {"title": field.title, "value": _Entry(), "sheet": sheet, "nearest": ""}
    return _cut(f"{rule.says.format_map(says)}.", f"{_upper(rule.fix.format_map(says))}.")


def same_id_twice(field: Field, record_type: RecordType) -> str:
    rule = own_rules()["ID001"]
    places = f"the sheet {record_type.title}"
    says = {"title": field.title, "key": _Entry(), "count": 2, "elsewhere": places}
    return _cut(f"{rule.says.format_map(says)}.", f"{_upper(rule.fix.format_map(says))}.")


def _said(code: str, field: Field, **says: Any) -> str:
    rule = SCHEMA[code]
    filled = {"title": field.title, "value": _Entry()} | says
    return _cut(f"{rule.says.format_map(filled)}.", f"{_upper(rule.fix.format_map(filled))}.")


def _cut(says: str, fix: str) -> str:
    """As much of both as fits; the fix goes first, then the end of a long list."""
    says = says.replace(f"'{_Entry()}'", str(_Entry()))
    whole = f"{says} {fix}"
    if len(whole) <= MOST_ERROR:
        return whole
    return says if len(says) <= MOST_ERROR else says[: MOST_ERROR - 1] + "…"


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:].rstrip(".")


def _as_typed(example: Any) -> Any:
    return "; ".join(map(str, example)) if isinstance(example, list) else example
