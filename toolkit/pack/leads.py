"""Where the cells of a pack lead, and the names that template.toml gives to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

from toolkit.errors import UnusableTemplate
from toolkit.ooxml.filling.links import MOST, Link
from toolkit.ooxml.filling.slots import Template
from toolkit.ooxml.sheets.address import letters_of, link_location
from toolkit.pack.result import Bound
from toolkit.pack.template import PackTemplate

_HOVER = 255  # UTF-16 units of a hover note, of which a sign may take two


def links(bound: Bound, others: Mapping[str, Bound], template: PackTemplate) -> tuple[Link, ...]:
    """As many of a Table's links as a sheet may have."""
    return tuple(islice(_links(bound, others, template), MOST))


def _links(bound: Bound, others: Mapping[str, Bound], template: PackTemplate) -> Iterable[Link]:
    """Jumps to the row of another Table where the same value stands, and web addresses."""
    settings = template.settings
    leads = {heading.casefold(): target for heading, target in settings.jumps.items()}
    addresses = {heading.casefold() for heading in settings.addresses}
    notes = {heading.casefold(): note.casefold() for heading, note in settings.hovers.items()}
    at = {name.casefold(): n for n, name in enumerate(bound.result.columns)}
    for column in bound.columns:
        heading = column.heading.casefold()
        targets: dict[Any, str] = {}
        if heading in leads:
            name, _, target_heading = leads[heading].partition(".")
            target = others.get(name)
            if target is not None and target is not bound:
                targets = _places(target, target_heading)
        if not targets and heading not in addresses:
            continue
        note = at.get(notes.get(heading, ""))
        for number, row in enumerate(bound.result.rows, bound.slot.first):
            value = row[column.value]
            cell = f"{letters_of(column.number)}{number}"
            hover = _hover(row[note]) if note is not None else ""
            if value in targets:
                yield Link(cell, location=targets[value], hover=hover)
            elif heading in addresses and str(value).startswith(("http://", "https://")):
                yield Link(cell, address=str(value), hover=hover)


def _hover(said: object) -> str:
    """A hover note, cut where Excel would refuse it."""
    text = str(said or "")
    room = _HOVER - sum(character > "\uffff" for character in text)
    return text if len(text) <= room else text[: room - 1] + "…"


def _places(target: Bound, heading: str) -> dict[Any, str]:
    """Where each value of a column stands, as a link names it; the first of several."""
    found: dict[Any, str] = {}
    for column in target.columns:
        if column.heading.casefold() != heading.casefold() or column.value < 0:
            continue
        for number, row in enumerate(target.result.rows, target.slot.first):
            if isinstance(row[column.value], str):
                cell = f"{letters_of(column.number)}{number}"
                found.setdefault(row[column.value], link_location(target.slot.sheet.name, cell))
    return found


def new_names(
    bound: Mapping[str, Bound], parts: Template, template: PackTemplate
) -> dict[str, str]:
    """The names of cells that template.toml asks for: NAME_1, NAME_2 down a column."""
    made: dict[str, str] = {}
    for name, target in template.settings.names.items():
        table, _, heading = target.partition(".")
        for column in bound[table].columns if table in bound else ():
            if column.heading.casefold() == heading.casefold():
                slot, rows = bound[table].slot, bound[table].result.rows
                for nth, row in enumerate(range(slot.first, slot.first + len(rows)), 1):
                    cell = f"${letters_of(column.number)}${row}"
                    made[f"{name}_{nth}"] = link_location(slot.sheet.name, cell)
    taken = {each.name.casefold() for each in parts.workbook.defined_names}
    twice = sorted(each for each in made if each.casefold() in taken)
    if twice:
        raise UnusableTemplate(
            f"{template.workbook} has a name {twice[0]}, which template.toml gives to a cell too",
            hint="give one of them another name",
        )
    return made
