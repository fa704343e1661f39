"""The records of the house's shared lists, as drop-downs offer them."""

from __future__ import annotations

from typing import Any

from toolkit.authoring.book import House
from toolkit.dossier import find_house
from toolkit.readers import read
from toolkit.records.sheets import recognise
from toolkit.records.validate import validate
from toolkit.schemas import Schemas


def house_lists(schemas: Schemas) -> House:
    """The records of the house's shared lists, by record type."""
    lists: dict[str, list[dict[str, Any]]] = {}
    for path in find_house():
        for grid in read(path, path.name):
            sheet = recognise(grid, schemas)
            if sheet is not None:
                values = validate(sheet, schemas).values
                lists.setdefault(sheet.type.name, []).extend(
                    {key: column[n] for key, column in values.items()}
                    for n in range(len(sheet.lines))
                )
    return lists
