"""One thing that a workbook carries, and the groups such things come in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Group = Literal["hidden", "code", "links", "people", "values", "rules", "parts"]
GROUPS: tuple[Group, ...] = get_args(Group)
TITLES: dict[Group, str] = {
    "hidden": "Hidden",
    "code": "Code and foreign objects",
    "links": "Leads out of the workbook",
    "people": "People, machines and paths",
    "values": "Values that are not what they seem",
    "rules": "Rules, protection and notes",
    "parts": "Further parts",
}
MOST_CELLS = 10_000  # addresses kept of one thing; the count goes on


@dataclass(frozen=True, slots=True)
class Carried:
    """One thing, or many alike: what it is in a word, where, and a sentence on it.

    `kind` is a fixed word for machines; `cells` are its addresses, of which `count` may be more.
    """

    group: Group
    kind: str
    what: str
    sheet: str | None = None
    part: str | None = None
    cells: tuple[str, ...] = ()
    count: int = 1


@dataclass(frozen=True, slots=True)
class SheetSeen:
    """One sheet in numbers."""

    name: str
    state: str
    kind: str
    cells: int
    formulas: int


@dataclass(frozen=True, slots=True)
class Inspected:
    """A workbook, looked through."""

    file: str
    program: str  # that saved it last, "" where it does not say
    sheets: tuple[SheetSeen, ...]
    carried: tuple[Carried, ...]
