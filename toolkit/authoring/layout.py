"""How the analysts' workbook is laid out: sheets and columns in the order of the work."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from toolkit.readers.grid import column_letter
from toolkit.records.sheets import AS_READ_HEADING, KEY_HEADING
from toolkit.schemas import Field, RecordType, plain

SHEETS = (  # in the order of the work
    "facts",
    "sources",
    "entities",
    "concepts",
    "key_figures",
    "claims",
    "assumptions",
    "fx_rates",
    "sums",
    "rulings",
    "waivers",
)
GUIDE, LISTS, KEPT = "Guide", "Lists", "Kept"
READY = 25  # blank rows that a table has below its records
LAST_ROW = 10_000  # validations, colours and drop-downs reach at least this far

# What an analyst fills in, from left to right; the other columns are folded away behind a +.
# A required field is never folded away.
WORK: dict[str, tuple[str, ...]] = {
    "facts": (
        "id",
        "quote",
        "as_printed",
        "value",
        "unit",
        "value_text",  # of value and statement a fact needs one
        "entity",
        "concept",
        "period_start",
        "period_end",
        "kind",
        "attributed_to",
        "source",
        "status",
    ),
    "sources": ("id", "title", "publisher", "published", "language", "file", "type"),
    "entities": ("id", "name", "kind", "ticker"),
    "waivers": ("rule", "type", "record", "field", "by", "why", "until"),
}
_LONG = {"quote", "value_text", "text", "definition", "note", "why"}
_WIDE = {"file", "name", "label", "as_printed", "attributed_to", "event", "scope", "id", "url"}
_MOST_HEADING = 250  # characters; a table's column has at most 255

Kind = Literal["field", "as_read", "theirs", "key"]


@dataclass(frozen=True, slots=True)
class Place:
    """One column: `name` is its field's key or its heading, `folded` whether a + hides it."""

    number: int
    name: str
    heading: str
    kind: Kind
    field: Field | None = None
    folded: bool = False

    @property
    def letter(self) -> str:
        return column_letter(self.number)

    @property
    def width(self) -> int:
        if self.kind == "theirs":
            return 24
        if self.name in _LONG:
            return 56
        if self.name == "title":
            return 48
        return 24 if self.name in _WIDE else 16


def places(record_type: RecordType, theirs: Sequence[str] = ()) -> tuple[Place, ...]:
    """Every column of a sheet; `theirs` are headings of the analysts' own."""
    work = WORK.get(record_type.name, tuple(field.key for field in record_type.fields))
    fields = {field.key: field for field in record_type.fields}
    first = [fields[key] for key in work if key in fields]
    first += [field for field in record_type.fields if field.required and field not in first]
    rest = [field for field in record_type.fields if field not in first]
    made: list[Place] = []
    for field in (*first, *rest):
        folded = field in rest
        made.append(Place(len(made) + 1, field.key, field.heading, "field", field, folded))
        if record_type.name == "facts" and field.key == "value":
            made.append(Place(len(made) + 1, "", AS_READ_HEADING, "as_read"))
    for heading in theirs:
        made.append(Place(len(made) + 1, heading, heading, "theirs"))
    made.append(Place(len(made) + 1, KEY_HEADING, KEY_HEADING, "key"))
    return tuple(made)


def their_heading(heading: str, record_type: RecordType, taken: Sequence[str]) -> str:
    """A heading as a table can have it: one line, not too long, unlike any other."""
    text = re.sub(r"[\s\x00-\x1f\ufffe\uffff]+", " ", heading).strip()[:_MOST_HEADING]
    known = {plain(one) for one in (*taken, AS_READ_HEADING, KEY_HEADING)}
    made, number = text or "No heading", 1
    while plain(made) in known or record_type.field_for(made) is not None or not plain(made):
        number += 1
        made = f"{text or 'No heading'} ({number})"
    return made


def table_name(record_type: RecordType) -> str:
    """What formulas call the sheet's table."""
    return re.sub(r"\W", "_", record_type.title)
