"""A whole workbook looked through: its names, its parts, what nothing points at, every sheet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from toolkit.inspection.carried import GROUPS, Carried, Inspected
from toolkit.inspection.links import links, pivots
from toolkit.inspection.people import people, program_of
from toolkit.inspection.reading import parts_like, pieces
from toolkit.inspection.sheets import inspect_sheet
from toolkit.inspection.styles import concealing
from toolkit.ooxml.container import names
from toolkit.ooxml.container.package import CONTENT_TYPES, Package
from toolkit.ooxml.container.workbook import Workbook, read_workbook_part

_AUTOMATIC = ("auto_open", "auto_close", "auto_activate", "auto_deactivate", "auto_exec")
_OFFERED = ("_xlnm.print_area", "_xlnm.print_titles", "_xlnm._filterdatabase", "_xlnm.criteria")
# What a part's type or name holds, its kind, and what it is, of parts that run or embed.
_CODE = (
    ("vbaproject", "macros", "macros (VBA)"),
    ("activex", "activex", "an ActiveX control"),
    ("oleobject", "embedded_object", "an embedded object (OLE)"),
    ("embeddings/", "embedded_object", "an embedded file"),
    ("ctrlprop", "form_control", "a form control"),
    ("customui", "ribbon", "a ribbon of its own, which macros answer"),
    ("attachedtoolbars", "toolbar", "an attached toolbar"),
)
_FURTHER = (
    ("customxml/item", "custom_xml", "custom XML"),
    ("xmlmaps", "xml_map", "an XML map"),
    ("_xmlsignatures/", "signature", "a digital signature"),
    ("docmetadata", "label", "a sensitivity label"),
    ("docprops/thumbnail", "thumbnail", "a picture of the first sheet as it once was"),
)
# Types and names of what every workbook may have; of the rest it is said that they are there.
_KNOWN = (
    *(
        "spreadsheetml.",
        "ms-excel",
        "drawing",
        "embeddings/",
        "package.",
        "extended-properties",
        "theme",
    ),
    *("core-properties", "custom-properties", "vmldrawing", "image/", "printersettings"),
    *("ms-office.", "oleobject", "customxmlproperties", "docprops/", "customxml/"),
)


def inspect_workbook(path: Path) -> Inspected:
    """Everything that the workbook at `path` carries besides what it shows.

    Raises UnreadableFile where it is no workbook that every reader reads the same way.
    """
    package = Package.open(path)
    workbook = read_workbook_part(package)
    styles = concealing(package, workbook)
    seen, found, left = [], [], package.limits.cells
    for sheet in workbook.sheets:
        one, carried, count = inspect_sheet(package, workbook, sheet, styles, left)
        left -= count
        seen.append(one)
        found += carried
    found += _names(workbook)
    found += _workbook_part(package, workbook)
    found += _like(package, "code", _CODE)
    found += links(package)
    found += pivots(package)
    found += people(package, frozenset(sheet.part for sheet in workbook.sheets))
    found += _like(package, "parts", _FURTHER)
    found += _strays(package)
    package.unchanged()
    order = {group: at for at, group in enumerate(GROUPS)}
    found.sort(key=lambda one: order[one.group])
    return Inspected(path.name, program_of(package), tuple(seen), tuple(found))


def _names(workbook: Workbook) -> Iterator[Carried]:
    for each in workbook.defined_names:
        low = each.name.casefold().removeprefix("_xlnm.")
        where = workbook.sheets[each.sheet].name if _is_of(workbook, each.sheet) else None  # type: ignore[index]
        said = f"the name {each.name[:80]} (={each.refers_to[:120]})"
        if low.startswith(_AUTOMATIC):
            yield Carried("code", "automatic_name", f"{said} runs when the file opens", where)
        elif each.hidden and not each.name.casefold().startswith(_OFFERED):
            yield Carried("hidden", "hidden_name", f"{said} is hidden", where)
        if "#REF!" in each.refers_to:
            yield Carried("values", "broken_name", f"{said} points at nothing", where)
        if "[" in each.refers_to and "]" in each.refers_to and "!" in each.refers_to:
            yield Carried("links", "external_name", f"{said} looks outside", where)


def _is_of(workbook: Workbook, sheet: int | None) -> bool:
    return sheet is not None and sheet < len(workbook.sheets)


def _workbook_part(package: Package, workbook: Workbook) -> Iterator[Carried]:
    for piece in pieces(package, workbook.part):
        given = piece.attributes
        match piece.name:
            case "workbookProtection":
                locked = [
                    what for what in ("Structure", "Windows") if names.yes(given.get(f"lock{what}"))
                ]
                if locked:
                    what = f"the workbook is protected ({', '.join(locked)} locked)"
                    yield Carried("rules", "protected_workbook", what, part=workbook.part)
            case "fileSharing":
                if who := given.get("userName"):
                    what = f"reserved for writing by {who}"
                    yield Carried("people", "reserved", what, part=workbook.part)
                if names.yes(given.get("readOnlyRecommended")):
                    what = "to be opened for reading only"
                    yield Carried("rules", "read_only", what, part=workbook.part)
            case "absPath":
                what = f"where it was saved: {given.get('url', '')[:200]}"
                yield Carried("people", "saved_at", what, part=workbook.part)
            case "calcPr" if given.get("calcMode") == "manual":
                what = "calculates only when asked, so that results may be old"
                yield Carried("values", "manual_calculation", what, part=workbook.part)
            case _:
                pass
    if workbook.to_be_calculated:
        what = "its formulas are to be calculated when it is opened; the results here may be none"
        yield Carried("values", "to_be_calculated", what, part=workbook.part)


def _like(
    package: Package, group: str, signs: tuple[tuple[str, str, str], ...]
) -> Iterator[Carried]:
    told: set[str] = set()
    for sign, kind, what in signs:
        for part in parts_like(package, sign):
            if part not in told:
                told.add(part)
                yield Carried(group, kind, what, part=part)  # type: ignore[arg-type]


def _strays(package: Package) -> Iterator[Carried]:
    """Parts of no known kind, and parts that nothing points at."""
    reached, ahead = {CONTENT_TYPES}, [""]
    while ahead:
        for each in package.relationships(ahead.pop()):
            if not each.external and each.target in package and each.target not in reached:
                reached.add(each.target)
                ahead.append(each.target)
    for part in package.names:
        if part.endswith(".rels") or part == CONTENT_TYPES:
            continue
        kind = package.content_types.of(part)
        if part not in reached:
            yield Carried("parts", "stray_part", "a part that nothing points at", part=part)
        elif not any(sign in f"{kind} {part}".casefold() for sign in _KNOWN):
            what = f"a part of a kind that is not known ({kind or 'no type'})"
            yield Carried("parts", "unknown_part", what, part=part)
