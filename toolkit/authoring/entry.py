"""What a cell lets one type: drop-downs and checks, in the field's and the validator's words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from toolkit.authoring import words
from toolkit.authoring.cells import MOST_CHARACTERS
from toolkit.authoring.layout import Place
from toolkit.schemas import Field, RecordType, Schemas, constraints

if TYPE_CHECKING:
    from openpyxl.worksheet.datavalidation import DataValidation


def validation(
    place: Place, record_type: RecordType, schemas: Schemas, lists: Mapping[str, str], last: int
) -> DataValidation | None:
    """The rule for a column's cells down to row `last`; None where anything may be typed.

    `lists` names the lists of the workbook: by field key, or by record type for references.
    """
    from openpyxl.worksheet.datavalidation import DataValidation

    field = place.field
    if field is None:
        return None
    said = _rule(place, field, record_type, schemas, lists)
    rule = DataValidation(**said, allow_blank=True)
    rule.promptTitle = rule.errorTitle = field.title[: words.MOST_TITLE]
    rule.prompt = words.prompt(field)
    rule.showInputMessage = True
    rule.showErrorMessage = rule.error is not None
    rule.add(f"{place.letter}2:{place.letter}{last}")
    return rule


def _rule(
    place: Place,
    field: Field,
    record_type: RecordType,
    schemas: Schemas,
    lists: Mapping[str, str],
) -> dict[str, Any]:
    first = f"{place.letter}2"
    limits = constraints(record_type, field, schemas)
    if field.enum or field.labels:
        entries = ",".join(field.enum or field.labels)
        formula = lists.get(field.key) or f'"{entries}"'
        style = "warning" if field.labels else "stop"
        return _list(formula, style, words.not_in_list(field))
    if field.references and field.type == "string":
        return _list(lists[field.references], "warning", words.unknown_reference(field, schemas))
    if field.type == "string" and field.key in lists:
        return _list(lists[field.key], None, None)
    if field.format == "date":
        return {
            "type": "date",
            "operator": "between",
            "formula1": "61",  # 1 March 1900: before it programs differ by a day
            "formula2": "2958465",
            "errorStyle": "warning",
            "error": words.no_date(field),
        }
    if field.type == "number":
        return _custom(_has_a_digit(first), words.no_number(field))
    if field.type == "integer":
        return _whole(field, limits)
    if record_type.key == (field.key,) and field.key == "id":
        letter = place.letter
        formula = f"COUNTIF(${letter}:${letter},{first})<2"
        return _custom(formula, words.same_id_twice(field, record_type), "warning")
    most = int(limits.get("maxLength", MOST_CHARACTERS))
    if most < MOST_CHARACTERS:
        return {
            "type": "textLength",
            "operator": "lessThanOrEqual",
            "formula1": str(most),
            "errorStyle": "stop",
            "error": words.too_long(field, most),
        }
    return {"type": None, "error": None}


def _list(formula: str, style: str | None, error: str | None) -> dict[str, Any]:
    return {"type": "list", "formula1": formula, "errorStyle": style, "error": error}


def _custom(formula: str, error: str, style: str = "stop") -> dict[str, Any]:
    return {"type": "custom", "formula1": formula, "errorStyle": style, "error": error}


def _whole(field: Field, limits: Mapping[str, Any]) -> dict[str, Any]:
    bounds = {name: limits[name] for name in ("minimum", "maximum") if name in limits}
    return {
        "type": "whole",
        "operator": "between",
        "formula1": str(bounds.get("minimum", -999_999_999)),
        "formula2": str(bounds.get("maximum", 999_999_999)),
        "errorStyle": "stop",
        "error": words.out_of_range(field, bounds) if bounds else words.no_number(field),
    }


def _has_a_digit(cell: str) -> str:
    """A number, or a text with a digit in it: "380 bn", "3,2 Mrd.", "84 %"."""
    return f"SUMPRODUCT(--ISNUMBER(FIND(ROW($1:$10)-1,{cell})))>0"
