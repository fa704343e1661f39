"""What an error of JSON Schema says in the words of the field that is at fault."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

from toolkit.records.values import as_typed, expected, shortened
from toolkit.schemas import Field, RecordType

_BEYOND = {
    "minimum": "less than",
    "exclusiveMinimum": "not more than",
    "maximum": "more than",
    "exclusiveMaximum": "not less than",
}


def said(
    error: Any, record_type: RecordType, record: Mapping[str, Any]
) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """What one error of jsonschema's says, as (field, code, what the message needs)."""
    key = str(error.absolute_path[0]) if error.absolute_path else ""
    if not key:
        yield from _said_of_record(error, record_type, record)
        return
    field = record_type.field(key)
    value = error.instance
    says = {
        "title": field.title,
        "value": shortened(as_typed(value)),
        "advice": f"type it as {field.example}" if field.example else field.description,
    }
    match error.validator:
        case "enum":
            says |= {"expected": ", ".join(field.enum) or "the allowed values"}
            says["advice"] = _choose(str(value), field.enum)
            yield key, "SCH003", says
        case "type":
            yield key, "SCH002", says | {"expected": expected(field)}
        case "multipleOf" | "minimum" | "exclusiveMinimum" | "maximum" | "exclusiveMaximum":
            problem = limit_of(error.validator, error.validator_value)
            yield key, "SCH004", says | {"problem": problem}
        case "maxLength" | "minLength":
            problem = limit_of(error.validator, error.validator_value)
            if error.validator == "maxLength":
                says["advice"] = "shorten it"
            yield key, "SCH004", says | {"problem": problem}
        case "format" | "pattern" | "anyOf":
            if error.validator == "anyOf":
                says["advice"] = _one_of_forms(str(value), field, error.validator_value)
            yield key, "SCH005", says | {"expected": form_of(field)}
        case _:
            yield key, "SCH008", says | {"problem": error.message}


def _said_of_record(
    error: Any, record_type: RecordType, record: Mapping[str, Any]
) -> Iterator[tuple[str, str, dict[str, Any]]]:
    fields = {field.key: field for field in record_type.fields}
    needed: list[str] = []
    if error.validator == "required":
        needed = error.validator_value
    elif error.validator == "dependentRequired":
        needed = [key for keys in error.validator_value.values() for key in keys]
    elif error.validator == "anyOf":
        keys = [key for option in error.validator_value for key in option.get("required", ())]
        yield keys[0], "SCH007", {"expected": " or ".join(fields[key].title for key in keys)}
    else:
        first = record_type.fields[0]
        says = {"title": first.title, "value": record.get(first.key), "problem": error.message}
        yield first.key, "SCH008", says | {"advice": "see the schema"}
    for key in needed:
        if key not in record:
            says = {"title": fields[key].title, "description": fields[key].description}
            yield key, "SCH001", says


@lru_cache(maxsize=1024)  # one slip is made in many records
def _choose(value: str, enum: tuple[str, ...]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(value.casefold(), enum)
    return f"did you mean {close[0]!r}?" if close else "choose one of them"


def limit_of(validator: str, limit: Any) -> str:
    """What a value is that breaks this limit of JSON Schema: "longer than 200 characters"."""
    if validator in ("maxLength", "minLength"):
        return f"{'longer' if validator == 'maxLength' else 'shorter'} than {limit:,} characters"
    number = Decimal(str(limit))
    if validator == "multipleOf":
        return f"finer than {-number.adjusted()} decimals"
    return f"{_BEYOND[validator]} {number:g}"


def _one_of_forms(value: str, field: Field, forms: Sequence[Mapping[str, Any]]) -> str:
    """GWh is a unit once it is typed in small letters; of USX nobody knows what was meant."""
    small = value.lower()
    if any(re.search(form["pattern"], small) for form in forms if "pattern" in form) and not (
        len(value) == 3 and value.isupper()
    ):
        return f"type it in small letters: {small}"
    return f"type it as {' or '.join(map(str, field.examples))}"


def form_of(field: Field) -> str:
    """What a text of this field looks like: "Unit (for example USD or percent)"."""
    examples = " or ".join(str(e) for e in field.examples[:2])
    return f"{field.title} (for example {examples})" if examples else field.title
