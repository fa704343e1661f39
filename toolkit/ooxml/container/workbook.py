"""A workbook's own part: its sheets as listed, its date system, its defined names."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Literal, NamedTuple, NoReturn, get_args

from toolkit.errors import UnreadableFile
from toolkit.ooxml.container import markup, names
from toolkit.ooxml.container.package import Package, Relationship
from toolkit.ooxml.container.text import decode

State = Literal["visible", "hidden", "veryHidden"]
SheetKind = Literal["worksheet", "chartsheet", "dialogsheet", "macrosheet"]
# "exact" is strict's third system: serials count from 1899-12-30 without the leap day of 1900
# that never was (ECMA-376 Part 1, 18.17.4.1); it differs from "1900" below serial 61 alone.
Dates = Literal["1900", "1904", "exact"]

_KINDS: dict[str, SheetKind] = {
    "worksheet": "worksheet",
    "chartsheet": "chartsheet",
    "dialogsheet": "dialogsheet",
    "xlMacrosheet": "macrosheet",
    "xlIntlMacrosheet": "macrosheet",
}
_STATES: dict[str, State] = {each: each for each in get_args(State)}
_BINARY = "application/vnd.ms-excel.sheet.binary"
_MAIN_TYPES = (
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml",
    "application/vnd.ms-excel.sheet.macroenabled.main+xml",
    "application/vnd.ms-excel.template.macroenabled.main+xml",
    "application/vnd.ms-excel.addin.macroenabled.main+xml",
)
_LONGEST_NAME = 255  # Excel allows 31, other programs write more
# Controls, and the marks that turn a line's direction round (CVE-2021-42574): such a name shows
# as another than it is.
_DISGUISED = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufffe\uffff]")
_SAVE_AS = "open it in Excel and save it as Excel Workbook (.xlsx)"


class Sheet(NamedTuple):
    """One sheet as the workbook lists it (ECMA-376 Part 1, 18.2.19)."""

    name: str
    part: str
    state: State
    kind: SheetKind


class DefinedName(NamedTuple):
    """A name for a place or formula (ECMA-376 Part 1, 18.2.5)."""

    name: str
    refers_to: str
    sheet: int | None  # index into the sheets where the name is one sheet's own
    hidden: bool


class Workbook(NamedTuple):
    """What the workbook part says, in its order; every listed sheet's part exists."""

    part: str
    sheets: tuple[Sheet, ...]
    dates: Dates
    defined_names: tuple[DefinedName, ...]
    strict: bool
    to_be_calculated: bool  # fullCalcOnLoad: saved by a program that did not calculate


def read_workbook_part(package: Package) -> Workbook:
    """Find the package's workbook and read it.

    Raises UnreadableFile where the package holds no workbook (a document, an .xlsb), where a
    listed sheet has no part, or where two sheets have one name.
    """
    part = _main_part(package)
    relationships = {each.id: each for each in package.relationships(part)}
    path: list[str] = []
    namespaces: set[str] = set()
    sheets: list[Sheet] = []
    found_names: list[DefinedName] = []
    said: dict[str, str] = {}
    text: list[str] = []
    name_attributes: markup.Attributes = {}

    def refuse(problem: str) -> NoReturn:
        raise UnreadableFile(
            f"{package.shown}: {problem}",
            hint="open it in Excel, let it repair the file, and save it anew",
        )

    def start(tag: str, attributes: markup.Attributes) -> None:
        nonlocal name_attributes
        path.append(names.local(tag))
        if len(path) == 1:
            namespaces.add(tag.rpartition(" ")[0])
            if path[0] != "workbook":
                refuse(f"its part {part} is no workbook: it begins with {tag.strip()!r}")
        elif path == ["workbook", "workbookPr"] or path == ["workbook", "calcPr"]:
            said.update(attributes)
        elif path == ["workbook", "sheets", "sheet"]:
            sheets.append(_listed(attributes, package, relationships, refuse))
        elif path == ["workbook", "definedNames", "definedName"]:
            text.clear()
            name_attributes = attributes

    def end(tag: str) -> None:
        if path == ["workbook", "definedNames", "definedName"]:
            found_names.append(
                DefinedName(
                    decode(name_attributes.get("name", "")),
                    decode("".join(text)),
                    names.whole(name_attributes.get("localSheetId")),
                    names.yes(name_attributes.get("hidden")),
                )
            )
        path.pop()

    markup.parse(package.chunks(part), package.shown, part, start=start, end=end, text=text.append)
    _check(sheets, refuse)
    return Workbook(
        part,
        tuple(sheets),
        _dates(said),
        tuple(found_names),
        names.STRICT in namespaces,
        names.yes(said.get("fullCalcOnLoad")),
    )


def _listed(
    attributes: markup.Attributes,
    package: Package,
    relationships: Mapping[str, Relationship],
    refuse: Callable[[str], NoReturn],
) -> Sheet:
    """One sheet of the list (ECMA-376 Part 1, 18.2.19), its part found."""
    name = decode(attributes.get("name", ""))
    if not name.strip() or len(name) > _LONGEST_NAME or _DISGUISED.search(name):
        refuse(f"it has a sheet with the name {name[:60]!r}, which no sheet can have")
    key = next((attributes[each] for each in names.ID_ATTRIBUTES if each in attributes), "")
    to = relationships.get(key)
    kind = _KINDS.get(names.kind(to.type)) if to is not None else None
    if to is None or to.external or to.target not in package:
        where = f", {to.target}," if to is not None and to.target else ""
        refuse(f"its sheet '{name}' is listed, but its part{where} is missing")
    if kind is None:
        refuse(f"its sheet '{name}' is of a kind that is not known: {to.type}")
    state = _STATES.get(attributes.get("state", "visible"))
    if state is None:
        refuse(f"its sheet '{name}' is neither visible nor hidden: {attributes['state']!r}")
    return Sheet(name, to.target, state, kind)


def _dates(said: Mapping[str, str]) -> Dates:
    if names.yes(said.get("date1904")):
        return "1904"
    return "exact" if said.get("dateCompatibility") in ("0", "false") else "1900"


def _check(sheets: list[Sheet], refuse: Callable[[str], NoReturn]) -> None:
    """There is a sheet; none shares its name (ECMA-376 Part 1, 18.2.19) or part with another."""
    if not sheets:
        refuse("its workbook lists no sheet")
    by_name: dict[str, Sheet] = {}
    by_part: dict[str, Sheet] = {}
    for sheet in sheets:
        if by_name.setdefault(sheet.name.casefold(), sheet) is not sheet:
            refuse(f"its workbook lists two sheets named '{sheet.name}'")
        other = by_part.setdefault(sheet.part, sheet)
        if other is not sheet:
            refuse(f"its sheets '{other.name}' and '{sheet.name}' are one and the same part")


def _main_part(package: Package) -> str:
    """The workbook's part (ECMA-376 Part 1, 12.3.23), or a refusal that says what is there."""
    targets = [
        each.target
        for each in package.relationships()
        if names.kind(each.type) == "officeDocument" and not each.external
    ]
    if len(set(targets)) != 1 or targets[0] not in package:
        raise UnreadableFile(
            f"{package.shown} is no .xlsx workbook: its package names "
            + ("no main part" if len(set(targets)) < 2 else f"{len(set(targets))} main parts"),
            hint=_SAVE_AS,
        )
    kind = package.content_types.of(targets[0]).casefold()
    if kind in _MAIN_TYPES:
        return targets[0]
    if kind.startswith(_BINARY):
        what = "a binary workbook (.xlsb), which is not read"
    elif "wordprocessingml" in kind or "ms-word" in kind:
        what = "a Word document"
    elif "presentationml" in kind or "ms-powerpoint" in kind:
        what = "a PowerPoint presentation"
    else:
        what = f"a package of type {kind or 'unknown'!r}"
    raise UnreadableFile(f"{package.shown} is no .xlsx workbook: it is {what}", hint=_SAVE_AS)
