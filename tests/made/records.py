"""Records as hostile as people and programs make them, for round trips."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from toolkit.dossier import data_folder
from toolkit.records.values import trim
from toolkit.schemas import Field, load_schemas

SCHEMAS = load_schemas(data_folder("schemas"))
FACTS = SCHEMAS.types["facts"]
HOSTILE = (
    "=1+1",
    "+84%",
    "-2,02",
    "@SUM(A1)",
    "3.2",
    "3-4",
    "1e5",
    "007",
    "1.234",
    "12.09.2025",
    "TRUE",
    "#REF!",
    "_x0041_",
    "_x005F_x0041_",
    "_x000D_",
    "a\u00a0b\u202fc",
    "one\ntwo",
    "one\r\ntwo",
    "tab\there",
    "\u2028line\u2029",
    "'quoted'",
    "<b>&amp;</b>",
    "]]>",
    "e\u0301 and é",
    "מגדל ١٢",
    "\U0001f4c8 up",
    "\x07bell",
    "-",
    "=",
    "nan",
)
texts = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(
        st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff\0"), max_size=20
    ),
).filter(lambda text: trim(text) == text != "")
amounts = st.decimals(
    min_value=Decimal("-1e20"), max_value=Decimal("1e20"), places=9, allow_nan=False
).map(lambda number: number.normalize() + 0) | st.integers(-(10**15), 10**15).map(Decimal)
days = st.dates(date(1800, 1, 1), date(9999, 12, 31)) | st.integers(0, 20_000).map(
    lambda number: date(1990, 1, 1) + timedelta(number)
)


def values(field: Field) -> st.SearchStrategy[Any]:
    """Values that a field can hold once read."""
    if field.format == "date":
        return days
    if field.type == "number":
        return amounts
    if field.type == "integer":
        return st.integers(-(10**9), 10**9)
    if field.type == "array":
        return st.lists(texts, min_size=1, max_size=3)
    return st.sampled_from(field.enum) if field.enum else texts


def records(name: str, most: int = 3) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Records of a type, each with any of its fields."""
    fields = {field.key: values(field) for field in SCHEMAS.types[name].fields}
    one = st.fixed_dictionaries({}, optional=fields).filter(bool)
    return st.lists(one, max_size=most)
