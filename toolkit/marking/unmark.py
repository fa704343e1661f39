"""Marks taken out of a workbook: to the byte where no program has saved it since, else by sign."""

from __future__ import annotations

import json
import re
from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Collection, Iterator, Mapping
from hashlib import sha256
from typing import Any

from toolkit.marking import signs
from toolkit.ooxml.container import names, spans
from toolkit.ooxml.container.package import Package
from toolkit.ooxml.container.revision import Revision
from toolkit.ooxml.container.spans import Edit
from toolkit.ooxml.container.workbook import DefinedName, Sheet
from toolkit.ooxml.editing.notes import take_notes


def unmarked(package: Package) -> bytes | None:
    """The workbook without factpack's marks; None where it bears none.

    While it is as factpack wrote it, every part comes out as it was before. After a program has
    saved it, the sheet of findings, the notes and the fills are known by their signs; what a
    person wrote into a note of factpack's stays.
    """
    exact = _exact(package)
    if exact is not None:
        return package.to_bytes(exact)
    revision = Revision(package)
    _by_signs(revision)
    return package.to_bytes(revision.replaced) if revision.replaced else None


def pristine(package: Package) -> bool:
    """Whether the workbook is a marked copy that nobody has changed since factpack wrote it."""
    record = _recorded(package)
    if record is None or _exact(package) is None:
        return False
    added = record["added"]
    same = all(n in package and _hash(package.read(n)) == said for n, said in added.items())
    ours = {*added, *record["changed"], signs.RECORD}
    return same and others_hash(package, ours) == record["others"]


def others_hash(package: Package, ours: Collection[str]) -> str:
    """One hash over all parts but `ours`."""
    said = [f"{n} {package.checksum(n)}" for n in sorted(package.names) if n not in ours]
    return sha256("\n".join(said).encode()).hexdigest()


# -- by the record ------------------------------------------------------------------------------


def _recorded(package: Package) -> Mapping[str, Any] | None:
    if signs.RECORD not in package:
        return None
    try:
        record = json.loads(package.read(signs.RECORD))
        known = record["version"] == 1
        return record if known and {"added", "changed", "others"} <= record.keys() else None
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def _exact(package: Package) -> dict[str, bytes | None] | None:
    """The parts as they were, where each that factpack changed is still as it left it."""
    record = _recorded(package)
    if record is None:
        return None
    parts: dict[str, bytes | None] = dict.fromkeys((*record["added"], signs.RECORD))
    try:
        for name, told in record["changed"].items():
            if name not in package:
                return None
            data = package.read(name)
            if _hash(data) != told["sha256"]:
                return None
            for step in told["undo"]:
                data = spans.splice(data, [(s, e, b64decode(old)) for s, e, old in step])
            parts[name] = data
    except (ValueError, KeyError, TypeError, AttributeError, AssertionError, NotBase64):
        return None  # no record of factpack's
    return parts


def _hash(data: bytes) -> str:
    return sha256(data).hexdigest()


# -- by the signs -------------------------------------------------------------------------------


def _by_signs(revision: Revision) -> None:
    workbook = revision.workbook
    named = {each.name: each for each in workbook.defined_names}
    for sheet in workbook.sheets:
        if sheet.kind == "worksheet":
            take_notes(revision, sheet, signs.without_mark)
    if signs.NAME not in named:
        return
    _fills(revision, named)
    _sheet_and_names(revision, named[signs.NAME])
    if signs.RECORD in revision:
        revision.drop(signs.RECORD)


def _fills(revision: Revision, named: Mapping[str, DefinedName]) -> None:
    """Formats with a mark's fill get back the fill that its colour numbers."""
    part = revision.package.target(revision.workbook.part, "styles")
    if part is None:
        return
    data, root = revision.elements(part)
    fills, listed = root.child("fills"), root.child("cellXfs")
    marks = {
        number: had
        for number, each in enumerate(fills.children if fills is not None else ())
        if (had := signs.mark_of(each)) is not None
    }
    if fills is None or listed is None or not marks:
        return
    p = spans.prefix(data, root).decode()
    edits: list[Edit] = []
    new: dict[int, int] = {0: 0}  # by the number that a mark's colour holds: the fill's own
    written = ""
    for had in sorted(set(marks.values()) - {0}):
        text = named.get(f"{signs.NAME}_{had}")
        if text is None or not text.refers_to.strip().strip('"'):
            new[had] = 0
            continue
        new[had] = len(fills.children) + len(new) - 1
        written += signs.fill_xml(text.refers_to.strip().strip('"'), p)
    for each in listed.children:
        number = names.whole(each.attributes.get("fillId"))
        if number in marks:
            edits.append(spans.attribute(data, each, "fillId", str(new[marks[number]])))
    if written and edits:
        edits.append((fills.inner_end, fills.inner_end, written.encode()))
        if "count" in fills.attributes:
            count = len(fills.children) + written.count(f"</{p}fill>")
            edits.append(spans.attribute(data, fills, "count", str(count)))
    revision.edit(part, edits)


def _sheet_and_names(revision: Revision, where: DefinedName) -> None:
    """The sheet of findings goes, wherever it stands now, and so do the hidden names."""
    workbook = revision.workbook
    gone = _named_sheet(workbook.sheets, where.refers_to)
    part = workbook.part
    data, root = revision.elements(part)
    edits: list[Edit] = []
    for each in root.every("definedName"):
        name = each.attributes.get("name", "")
        local = names.whole(each.attributes.get("localSheetId"))
        if re.fullmatch(rf"{signs.NAME}(_\d+)?", name) or (gone is not None and local == gone):
            edits.append((each.start, each.end, b""))
        elif gone is not None and local is not None and local > gone:
            edits.append(spans.attribute(data, each, "localSheetId", str(local - 1)))
    holder = root.child("definedNames")
    removed = sum(not new for _, _, new in edits)
    if holder is not None and removed == len(holder.children):
        edits = [(holder.start, holder.end, b"")]
    listed = root.child("sheets")
    if gone is not None and listed is not None and len(listed.children) > 1:
        element = listed.children[gone]
        edits.append((element.start, element.end, b""))
        for view in root.every("workbookView"):
            for attribute in ("activeTab", "firstSheet"):
                at = names.whole(view.attributes.get(attribute))
                if at is not None and at >= gone and at > 0:
                    edits.append(spans.attribute(data, view, attribute, str(at - 1)))
        revision.edit(part, edits)
        _drop_sheet(revision, workbook.sheets[gone])
    else:
        revision.edit(part, edits)


def _named_sheet(sheets: tuple[Sheet, ...], reference: str) -> int | None:
    """The sheet that 'Findings'!$A$1 leads to; None once it was deleted (#REF!)."""
    name = reference.rpartition("!")[0].lstrip("$").strip("'").replace("''", "'").casefold()
    found = (n for n, sheet in enumerate(sheets) if sheet.name.casefold() == name)
    return next(found, None)


def _drop_sheet(revision: Revision, sheet: Sheet) -> None:
    revision.unrelate(revision.workbook.part, lambda arrow: arrow.target == sheet.part)
    revision.drop(sheet.part)
    if (arrows := revision.package.related(sheet.part)) in revision.package:
        revision.replaced[arrows] = None
    for each in revision.relationships(""):
        if each.type.endswith("/extended-properties") and each.target in revision:
            data, root = revision.elements(each.target)
            edits = list(_untold(data, root, sheet.name))
            revision.edit(each.target, edits)


def _untold(data: bytes, root: spans.Element, name: str) -> Iterator[Edit]:
    """The document's list of its sheets without this one."""
    pairs, titles = root.child("HeadingPairs"), root.child("TitlesOfParts")
    numbers = list(pairs.every("i4")) if pairs is not None else []
    vectors = titles.children if titles is not None else []
    if not numbers or len(vectors) != 1:
        return
    worksheets = names.whole(numbers[0].text) or 0
    for each in vectors[0].children[:worksheets]:
        if each.text == name:
            yield each.start, each.end, b""
            yield spans.text_content(data, numbers[0], str(worksheets - 1))
            yield spans.attribute(data, vectors[0], "size", str(len(vectors[0].children) - 1))
            return
