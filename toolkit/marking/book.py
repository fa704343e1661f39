"""One workbook marked: a note and a fill on each cell a finding names, and a sheet of all."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from itertools import groupby

from toolkit.codes import Severity
from toolkit.findings import SEVERITIES, Finding
from toolkit.marking import signs
from toolkit.marking.listing import findings_sheet
from toolkit.marking.unmark import others_hash, unmarked
from toolkit.ooxml.container import spans
from toolkit.ooxml.container.package import Package
from toolkit.ooxml.container.revision import Revision, put_in
from toolkit.ooxml.container.spans import Element
from toolkit.ooxml.container.text import encode
from toolkit.ooxml.container.workbook import Sheet
from toolkit.ooxml.editing.newsheet import add_sheet
from toolkit.ooxml.editing.notes import add_notes
from toolkit.ooxml.editing.restyle import Restyle
from toolkit.ooxml.editing.tint import Place, merged_areas, tinted
from toolkit.ooxml.sheets.address import Area, area_of, inside, quoted_name

_BEFORE_NAMES = (  # what stands before definedNames in a workbook (18.2.27, its sequence)
    *("fileVersion", "fileSharing", "workbookPr", "AlternateContent", "revisionPtr", "absPath"),
    *("workbookProtection", "bookViews", "sheets", "functionGroups", "externalReferences"),
)
_LIGHT_THEME = ("0", "2")  # theme colours that are the paper's: white, in most themes
_LIGHT_INDEXED = ("1", "9", "65")  # white, and the window's own


@dataclass(frozen=True, slots=True)
class Marked:
    """A marked copy, and what a person should know of it."""

    data: bytes
    cells: int  # cells that bear a mark
    unplaced: int  # findings that stand on the sheet of findings alone
    threaded: tuple[str, ...]  # cells whose threaded comment left no room for a note


def mark(package: Package, findings: Sequence[Finding]) -> Marked:
    """A copy of the workbook with its findings marked; marks of an earlier check give way.

    All parts but those that carry the marks are the same, byte for byte. Raises FactpackError for
    a workbook that cannot be read or changed.
    """
    before = unmarked(package)
    if before is not None:
        package = Package.open(before, package.limits, shown=package.shown)
    return _Marking(Revision(package), findings).done()


class _Marking:
    """The marking of one workbook that bears no marks."""

    def __init__(self, revision: Revision, findings: Sequence[Finding]) -> None:
        self.revision, self.findings = revision, findings
        self.styles = Restyle(revision)
        self.fills: dict[str, int] = {}  # fills that marked cells had, as described, by number
        self.known: dict[int, tuple[int, bool]] = {}  # of a format: its fill's number, light text
        self.cells = self.placed = 0
        self.threaded: list[str] = []

    def done(self) -> Marked:
        revision = self.revision
        by_name: dict[str | None, list[Finding]] = {}
        for one in self.findings:
            by_name.setdefault(one.sheet, []).append(one)
        for sheet in revision.workbook.sheets:
            if sheet.kind == "worksheet" and sheet.name in by_name:
                self._sheet(sheet, by_name[sheet.name])
        listed = [sheet.name for sheet in revision.workbook.sheets if sheet.kind == "worksheet"]
        made = add_sheet(revision, self.styles, findings_sheet(self.findings, listed))
        self.styles.finish()
        self._names(made)
        self._record()
        return Marked(
            revision.package.to_bytes(revision.replaced),
            self.cells,
            len(self.findings) - self.placed,
            tuple(self.threaded),
        )

    def _sheet(self, sheet: Sheet, findings: Sequence[Finding]) -> None:
        data = self.revision.read(sheet.part)
        merged = merged_areas(data)
        placed = [(at, one) for one in findings if (at := _place(one, merged)) is not None]
        placed.sort(key=lambda each: (each[0], SEVERITIES.index(each[1].severity)))
        by_cell = {at: [one for _, one in group] for at, group in groupby(placed, lambda p: p[0])}
        if not by_cell:
            return
        makers: dict[Place, Callable[[int], int]] = {
            at: partial(self._tinted, _worst(found)) for at, found in by_cell.items()
        }
        edits, layout = tinted(data, self.revision.package.shown, sheet.part, makers)
        notes = {at: signs.note(found) for at, found in by_cell.items()}
        more, threaded = add_notes(self.revision, sheet, notes, layout)
        self.revision.edit(sheet.part, [*edits, *more])
        self.cells += len(by_cell)
        self.placed += len(placed)
        self.threaded += [f"{sheet.name}!{by_cell[at][0].cell}" for at in sorted(threaded)]

    def _tinted(self, severity: Severity, index: int) -> int:
        """The format that a marked cell takes in place of its own."""
        if index not in self.known:
            said = signs.described(self.styles.fill_of(index))
            number = 0
            if said and (said in self.fills or len(self.fills) < signs.MOST_FILLS):
                number = self.fills.setdefault(said, len(self.fills) + 1)
            font = self.styles.font_of(index)
            self.known[index] = number, font is not None and _light(font)
        number, dark = self.known[index]
        return self.styles.filled(index, signs.colour(severity, number, dark=dark))

    def _names(self, made: Sheet) -> None:
        """Hidden names: where the findings stand, and the fills that marked cells had."""
        part = self.revision.workbook.part
        data, root = self.revision.elements(part)
        p = spans.prefix(data, root).decode()
        said = {signs.NAME: f"{quoted_name(made.name)}!$A$1"}
        said |= {f"{signs.NAME}_{n}": f'"{text}"' for text, n in self.fills.items()}
        new = "".join(
            f'<{p}definedName name="{name}" hidden="1">{spans.escape(encode(text))}'
            f"</{p}definedName>"
            for name, text in said.items()
        ).encode()
        holder = root.child("definedNames")
        if holder is not None:
            self.revision.edit(part, [put_in(data, holder, new)])
            return
        at = max(each.end for each in root.children if each.local in _BEFORE_NAMES)
        tag = f"{p}definedNames".encode()
        self.revision.edit(part, [(at, at, b"<%s>%s</%s>" % (tag, new, tag))])

    def _record(self) -> None:
        """The part that holds what takes the marks away, while no program has saved the copy.

        Nothing points at it, so Excel passes over it (ECMA-376 Part 1, 9.1.5) and drops it.
        """
        revision = self.revision
        revision.add(signs.RECORD, b"", "application/json")
        added = sorted(name for name in revision.replaced if name not in revision.package)
        changed = {
            name: {
                "sha256": sha256(revision.read(name)).hexdigest(),
                "undo": [
                    [[start, end, b64encode(old).decode()] for start, end, old in step]
                    for step in reversed(revision.undo[name])
                ],
            }
            for name in sorted(revision.undo)
        }
        made = [name for name in added if name != signs.RECORD]
        record = {
            "version": 1,
            "added": {name: sha256(revision.read(name)).hexdigest() for name in made},
            "changed": changed,
            "others": others_hash(revision.package, {*added, *changed}),
        }
        revision.replaced[signs.RECORD] = json.dumps(record, separators=(",", ":")).encode()


def _worst(findings: Sequence[Finding]) -> Severity:
    """The worst severity among the findings of one cell."""
    return min((one.severity for one in findings), key=SEVERITIES.index)


def _place(one: Finding, merged: Sequence[Area]) -> Place | None:
    """The cell that a finding names: of an area the first, of merged cells the one that shows."""
    area = area_of(one.cell) if one.cell else None
    if area is None:
        return None
    column, row = area[0], area[1]
    for each in merged:
        if inside(each, row, column):
            return each[1], each[0]
    return row, column


def _light(font: Element) -> bool:
    """Whether a font is made for a dark ground."""
    shade = font.child("color")
    if shade is None:
        return False
    said = shade.attributes
    if "rgb" in said and len(said["rgb"]) == 8:
        try:
            red, green, blue = bytes.fromhex(said["rgb"][2:])
        except ValueError:
            return False
        return 0.299 * red + 0.587 * green + 0.114 * blue > 160
    if "theme" in said:
        return said["theme"] in _LIGHT_THEME and not said.get("tint", "").startswith("-0.5")
    return said.get("indexed") in _LIGHT_INDEXED
