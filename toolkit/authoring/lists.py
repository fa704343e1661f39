"""The sheet Lists: what drop-downs offer, and the names by which other sheets find it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from toolkit.authoring import as_read
from toolkit.authoring.layout import LISTS, Place
from toolkit.authoring.looks import FACE, SIZE
from toolkit.readers.grid import column_letter
from toolkit.schemas import Schemas

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_ROOM = 500  # records of a dossier's own that a list shared with the house's has room for
_MOST_LITERAL = 255  # characters of a list that can stand in a rule itself


@dataclass(slots=True)
class Lists:
    """The names to define, the list of each field or record type, and formulas' first results."""

    names: dict[str, str] = field(default_factory=dict)
    by_field: dict[str, str] = field(default_factory=dict)
    results: dict[str, Any] = field(default_factory=dict)


def build(
    sheet: Worksheet,
    schemas: Schemas,
    layout: Mapping[str, Sequence[Place]],
    ids: Mapping[str, Sequence[str | None]],
    house: Mapping[str, Sequence[Mapping[str, Any]]],
    last: int,
) -> Lists:
    """Fills the sheet. `ids` are each record type's, a row each; `last` is the lowest row named."""
    made = Lists()
    writer = _Columns(sheet)
    _house(writer, house)
    targets = {f.references for each in schemas.types.values() for f in each.fields if f.references}
    for name in sorted(targets):
        _references(writer, made, name, schemas, layout, ids, house, last)
    currencies = _currencies(schemas)
    units = ["percent", "percentage_point", "basis_point", "multiple", *currencies]
    from toolkit.figures import LANGUAGES

    made.by_field["unit"] = writer.listed(made, "Unit", "list_units", units)
    made.by_field["language"] = writer.listed(made, "Language", "list_languages", LANGUAGES)
    listed = writer.listed(made, "Currency", "list_currencies", currencies)
    for record_type in schemas.types.values():
        for each in record_type.fields:
            if len(",".join(each.enum)) > _MOST_LITERAL:
                made.by_field[each.key] = listed
    _scales(writer, made)
    places = {place.name: place.letter for place in layout["sources"]}
    title = schemas.types["sources"].title
    for called, key in ((as_read.SOURCE_IDS, "id"), (as_read.SOURCE_LANGUAGES, "language")):
        made.names[called] = f"'{title}'!${places[key]}$2:${places[key]}${last}"
    sheet.freeze_panes = "A2"
    return made


class _Columns:
    """Writes one column after the other, each under a bold heading."""

    def __init__(self, sheet: Worksheet) -> None:
        self.sheet, self.number = sheet, 0

    def write(self, heading: str, entries: Sequence[Any], width: float = 18) -> str:
        """The letter of the column that now holds these."""
        from openpyxl.styles import Font

        self.number += 1
        letter = column_letter(self.number)
        self.sheet.cell(1, self.number, heading).font = Font(FACE, SIZE, bold=True)
        self.sheet.column_dimensions[letter].width = width
        for row, entry in enumerate(entries, 2):
            made = self.sheet.cell(row, self.number, entry)
            if isinstance(entry, str) and not entry.startswith("=IF"):
                made.data_type = "s"
        return letter

    def listed(self, made: Lists, heading: str, name: str, entries: Sequence[str]) -> str:
        """The name of a list of these entries."""
        letter = self.write(heading, entries)
        made.names[name] = f"'{LISTS}'!${letter}$2:${letter}${len(entries) + 1}"
        return name


def _house(writer: _Columns, house: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
    """The house's concepts as people read them."""
    concepts = house.get("concepts", ())
    for heading, key, width in (
        ("House concept", "id", 28),
        ("Label", "label", 36),
        ("Unit kind", "unit_kind", 14),
        ("Definition", "definition", 60),
    ):
        writer.write(heading, [concept.get(key) for concept in concepts], width)


def _references(
    writer: _Columns,
    made: Lists,
    name: str,
    schemas: Schemas,
    layout: Mapping[str, Sequence[Place]],
    ids: Mapping[str, Sequence[str | None]],
    house: Mapping[str, Sequence[Mapping[str, Any]]],
    last: int,
) -> None:
    """The ids of a record type, as many as there are at any time; the house's after its own."""
    title = schemas.types[name].title
    key = next(place.letter for place in layout[name] if place.name == "id")
    column = f"'{title}'!${key}$2:${key}${last}"
    own = [one or "" for one in ids.get(name, ())]
    count = f'=IFERROR(LOOKUP(2,1/({column}<>""),ROW({column}))-1,0)'
    letter = writer.write(f"{title}: rows", [count])
    writer.sheet[f"{letter}2"].data_type = "f"
    made.results[f"{letter}2"] = max((n for n, one in enumerate(own, 1) if one), default=0)
    rows = f"'{LISTS}'!${letter}$2"
    offered = column
    theirs = [str(one["id"]) for one in house.get(name, ()) if one.get("id") not in own]
    if theirs:
        extra = writer.write(f"{title} of the house", theirs, 24)
        extra = f"${extra}$2:${extra}${len(theirs) + 1}"
        formula = (
            f'=IF(ROW()-1<=${letter}$2,INDEX({column},ROW()-1)&"",'
            f'IF(ROW()-1-${letter}$2<={len(theirs)},INDEX({extra},ROW()-1-${letter}$2),""))'
        )
        room = len(theirs) + max(_ROOM, 2 * len(own))
        chosen = writer.write(f"{title} to choose from", [formula] * room, 24)
        both = [*own[: made.results[f"{letter}2"]], *theirs]
        for row in range(2, room + 2):
            made.results[f"{chosen}{row}"] = both[row - 2] if row - 2 < len(both) else ""
        offered = f"'{LISTS}'!${chosen}$2:${chosen}${room + 1}"
        rows = f"{rows}+{len(theirs)}"
    first = offered.partition(":")[0]
    made.names[f"ids_{name}"] = f"{first}:INDEX({offered},MAX(1,{rows}))"
    made.by_field[name] = f"ids_{name}"


def _currencies(schemas: Schemas) -> list[str]:
    shared = next(d for i, d in schemas.documents.items() if i.endswith("/shared.schema.json"))
    return list(shared["$defs"]["currency"]["enum"])


def _scales(writer: _Columns, made: Lists) -> None:
    """What the column Value as read knows of scale words."""
    scales = as_read.scales()
    for heading, name, column in (
        ("Scale word in", as_read.LANGUAGE, [one.language for one in scales]),
        ("Scale word", as_read.WORD, [one.word for one in scales]),
        ("Zeros", as_read.POWER, [one.power for one in scales]),
    ):
        letter = writer.write(heading, column)
        made.names[name] = f"'{LISTS}'!${letter}$2:${letter}${len(scales) + 1}"
