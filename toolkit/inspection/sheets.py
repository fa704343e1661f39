"""What one sheet carries: hidden rows and columns, errors, formulas, links, rules, notes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from toolkit.inspection.carried import MOST_CELLS, Carried, SheetSeen
from toolkit.inspection.links import odd_address
from toolkit.inspection.reading import arrows, pieces
from toolkit.ooxml.container import markup, names
from toolkit.ooxml.container.package import Package
from toolkit.ooxml.container.text import decode
from toolkit.ooxml.container.workbook import Sheet, Workbook
from toolkit.ooxml.sheets.address import letters_of, reference_of
from toolkit.ooxml.sheets.content import Content, runs
from toolkit.ooxml.sheets.worksheet import read_sheet

_CELLS = frozenset(("c", "v", "f", "row", "is", "t", "r", "rPr"))
_REACHING = re.compile(
    r"\b(WEBSERVICE|RTD|CALL|REGISTER(?:\.ID)?|EXEC|FILTERXML|IMPORT\w+|CUBE\w+|STOCKHISTORY)\s*\(",
    re.IGNORECASE,
)
_TEXT = re.compile(r'"[^"]*"')
_ELSEWHERE = re.compile(r"\[\d+\]|\|\s*'?[^'!]*'?!")  # another workbook by number; a DDE item
_LINKING = re.compile(r"\bHYPERLINK\s*\(", re.IGNORECASE)


class Seen(NamedTuple):
    """What is said of one cell: a kind, and the text that belongs to it."""

    kind: str
    text: str = ""


Note = tuple[Seen, ...]
_VALUE: Note = ()  # a cell of which nothing is to be said


def inspect_sheet(
    package: Package, workbook: Workbook, sheet: Sheet, concealing: dict[str, str], left: int
) -> tuple[SheetSeen, list[Carried], int]:
    """The sheet in numbers, what it carries, and how many cells were read of it."""
    formulas = 0

    def look(kind: str, raw: str | None, style: str | None, formula: str | None) -> Note:
        nonlocal formulas
        seen: list[Seen] = []
        if formula is not None:
            formulas += 1
            seen += _of_formula(decode(formula))
            placeholder = workbook.to_be_calculated and kind == "n" and raw in ("0", None)
            if placeholder or (raw in (None, "") and kind != "str"):
                seen.append(Seen("uncached_formula"))
        if kind == "e":
            seen.append(Seen("error_value", raw or ""))
        if style in concealing and raw:
            seen.append(Seen("concealed_value", concealing[style]))
        return tuple(seen) if seen else _VALUE

    convert: Callable[[str, str | None, str | None, str | None], Note | None] = look
    content = read_sheet(package, sheet, convert, left)
    found = [*_of_state(sheet), *_of_rows(sheet, content), *_of_cells(sheet, content)]
    found += _outside(package, sheet)
    found += _notes(package, sheet)
    seen = SheetSeen(sheet.name, sheet.state, sheet.kind, content.count, formulas)
    return seen, found, content.count


def _of_formula(formula: str) -> Iterator[Seen]:
    bare = _TEXT.sub('""', formula)
    if reaching := _REACHING.search(bare):
        yield Seen("reaching_formula", reaching[1].upper())
    if _ELSEWHERE.search(bare):
        yield Seen("external_formula", formula[:200])
    if _LINKING.search(bare):
        yield Seen("hyperlink_formula", formula[:200])


def _of_state(sheet: Sheet) -> Iterator[Carried]:
    if sheet.state == "veryHidden":
        what = "the sheet is very hidden: Excel's own menu does not list it"
        yield Carried("hidden", "very_hidden_sheet", what, sheet.name)
    elif sheet.state == "hidden":
        yield Carried("hidden", "hidden_sheet", "the sheet is hidden", sheet.name)
    if sheet.kind == "macrosheet":
        what = "the sheet holds macros of Excel 4, which run as formulas"
        yield Carried("code", "macro_sheet", what, sheet.name)
    elif sheet.kind == "dialogsheet":
        yield Carried("code", "dialog_sheet", "the sheet is a dialog of Excel 5", sheet.name)


def _of_rows(sheet: Sheet, content: Content[Note]) -> Iterator[Carried]:
    for first, last in runs(content.hidden_rows):
        held = sum(len(content.rows.get(row, ())) for row in range(first, last + 1))
        what = _hidden("row", str(first), str(last), held)
        yield Carried("hidden", "hidden_rows", what, sheet.name, cells=(f"{first}:{last}",))
    for first, last in runs(content.hidden_columns):
        held = sum(first <= at <= last for cells in content.rows.values() for at in cells)
        one, other = letters_of(first), letters_of(last)
        what = _hidden("column", one, other, held)
        yield Carried("hidden", "hidden_columns", what, sheet.name, cells=(f"{one}:{other}",))
    if content.merged:
        where = tuple(reference_of(area) for area in content.merged)
        yield _many("values", "merged_cells", "merged cells", sheet.name, where)
    for fault in content.faults:
        cells = (fault.cell,) if fault.cell else ()
        yield Carried("values", "misplaced_cell", fault.problem, sheet.name, cells=cells)


def _hidden(one: str, first: str, last: str, held: int) -> str:
    which = f"{one} {first} is" if first == last else f"{one}s {first} to {last} are"
    values = "no values" if not held else f"{held} value{'s' * (held != 1)}"
    return f"{which} hidden, with {values}"


_OF_CELLS: dict[str, tuple[str, str]] = {  # kind: group, sentence
    "uncached_formula": ("values", "formulas saved without their results"),
    "error_value": ("values", "cells that show {text}"),
    "concealed_value": ("hidden", "values in cells whose text {text}"),
    "reaching_formula": ("links", "formulas that call {text}"),
    "external_formula": ("links", "formulas that look outside of the workbook, as ={text}"),
    "hyperlink_formula": ("links", "formulas that make a link, as ={text}"),
}


def _of_cells(sheet: Sheet, content: Content[Note]) -> Iterator[Carried]:
    found: dict[tuple[str, str], list[str]] = {}
    counts: dict[tuple[str, str], int] = {}
    texts: dict[str, str] = {}
    for row, cells in content.rows.items():
        for column, note in cells.items():
            for seen in note:
                told_apart = seen.kind in ("error_value", "concealed_value", "reaching_formula")
                key = seen.kind, seen.text if told_apart else ""
                texts.setdefault(seen.kind, seen.text)
                counts[key] = counts.get(key, 0) + 1
                if counts[key] <= MOST_CELLS:
                    found.setdefault(key, []).append(f"{letters_of(column)}{row}")
    for (kind, text), where in found.items():
        group, sentence = _OF_CELLS[kind]
        said = sentence.format(text=text or texts[kind])
        yield _many(group, kind, said, sheet.name, tuple(where), counts[kind, text])


def _many(
    group: str, kind: str, what: str, sheet: str, where: tuple[str, ...], count: int = 0
) -> Carried:
    return Carried(group, kind, what, sheet, None, where[:MOST_CELLS], count or len(where))  # type: ignore[arg-type]


def _outside(package: Package, sheet: Sheet) -> list[Carried]:
    """What stands in the sheet's part beside its cells."""
    targets = {each.id: each for each in package.relationships(sheet.part)}
    ordinary: list[str] = []
    found: list[Carried] = []
    rules: dict[str, list[str]] = {}

    def start(tag: str, given: markup.Attributes) -> None:
        local = markup.local(tag)
        if local in _CELLS:
            return
        attributes = {markup.local(name): value for name, value in given.items()}
        match local:
            case "hyperlink":
                key = next((given[each] for each in names.ID_ATTRIBUTES if each in given), "")
                address = targets[key].target if key in targets else ""
                address = address or attributes.get("location", "")
                cell = attributes.get("ref", "")
                why = odd_address(address) if key in targets else ""
                if why:
                    what = f"a link {why}: {decode(address)[:200]}"
                    found.append(Carried("links", "odd_link", what, sheet.name, cells=(cell,)))
                elif key in targets:
                    ordinary.append(cell)
            case "dataValidation":
                kind = attributes.get("type", "any")
                rules.setdefault(kind, []).extend(attributes.get("sqref", "").split())
            case "sheetProtection" if names.yes(attributes.get("sheet")):
                locked = "algorithmName" in attributes or "password" in attributes
                what = "the sheet is protected" + (" by a password" if locked else "")
                found.append(Carried("rules", "protected_sheet", what, sheet.name))
            case "protectedRange":
                what = f"a range with a protection of its own, '{attributes.get('name', '')}'"
                cells = tuple(attributes.get("sqref", "").split())
                found.append(Carried("rules", "protected_range", what, sheet.name, cells=cells))
            case "autoFilter":
                filtered.append(attributes.get("ref", ""))
            case "filterColumn" if filtered:
                what = "a filter is set, so that rows may not show"
                cells = (filtered[-1],)
                found.append(Carried("hidden", "filter", what, sheet.name, cells=cells))
                filtered.clear()
            case "legacyDrawingHF" | "oleObject" | "control":
                what_kind = {"oleObject": "embedded_object", "control": "control"}.get(local)
                if what_kind:
                    what = f"an embedded object or control ({attributes.get('progId', local)})"
                    found.append(Carried("code", what_kind, what, sheet.name))
            case _:
                pass

    filtered: list[str] = []
    markup.parse(package.chunks(sheet.part), package.shown, sheet.part, start=start)
    if ordinary:
        found.append(
            _many("links", "link", "links to the web or by mail", sheet.name, tuple(ordinary))
        )
    for kind, areas in rules.items():
        what = "drop-downs" if kind == "list" else f"rules on what may be typed ({kind})"
        found.append(_many("rules", "data_validation", what, sheet.name, tuple(areas)))
    return found


def _notes(package: Package, sheet: Sheet) -> Iterator[Carried]:
    """Notes, and comments with their threads."""
    for each in arrows(package, sheet.part, "comments", "threadedComment"):
        name = "comment" if each.type.endswith("comments") else "threadedComment"
        where = tuple(
            piece.attributes.get("ref", "")
            for piece in pieces(package, each.target)
            if piece.name == name
        )
        if where:
            kind, what = ("note", "notes") if name == "comment" else ("comment", "comments")
            yield _many("rules", kind, what, sheet.name, where)
