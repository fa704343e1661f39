"""The cells that take a word: those that say {{word}}, and those that a defined name gives one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from toolkit.errors import UnusableTemplate
from toolkit.ooxml.container import spans
from toolkit.ooxml.container.package import Package
from toolkit.ooxml.container.text import encode
from toolkit.ooxml.filling.dependents import Cell
from toolkit.ooxml.filling.slots import SheetPart, Slot, Template, holds_something
from toolkit.ooxml.filling.words import (
    Word,
    Words,
    has_word,
    in_runs,
    shared_texts,
    text_runs,
    words_in,
)
from toolkit.ooxml.sheets.address import area_of, place
from toolkit.ooxml.sheets.formulatokens import areas_in
from toolkit.ooxml.sheets.rows import LONGEST, plain, serial

_ONE_CELL = re.compile(r"=?(?:'(?:[^']|'')+'|[^'!]+)!\$?[A-Z]{1,3}\$?\d{1,7}", re.IGNORECASE)


class WordPlaces:
    """The words of one template's cells, outside the rows that Tables take."""

    def __init__(self, template: Template, words: Words, filled: tuple[Slot, ...]) -> None:
        self._template = template
        self._words = words
        self._named = {
            cell: name for cell, name in named_cells(template, words.given).items()
            if not any(_within(slot, cell) for slot in filled)
        }  # fmt: skip
        for sheet in template.worksheets:
            key = sheet.name.casefold()
            template.ensure(sheet, [(r, c) for where, r, c in self._named if where == key])
        self._named = {cell: name for cell, name in self._named.items() if self._is_free(cell)}
        self.cells: tuple[Cell, ...] = (
            *self._named,
            *(
                (sheet.name.casefold(), row, column)
                for sheet in template.worksheets
                for (row, column), cell in template.part(sheet).cells.items()
                if (text := template.text(cell)) is not None and has_word(text)
            ),
        )

    def _is_free(self, cell: Cell) -> bool:
        """Whether a named cell is blank or says a word, so that nothing typed is overwritten."""
        found = _cell(self._template, cell)
        if found is None or not holds_something(found):
            return found is not None
        return found.child("f") is None and has_word(self._template.text(found) or "")

    def edits(
        self, part: SheetPart, at: tuple[int, int], cell: spans.Element, where: str
    ) -> Iterator[spans.Edit]:
        """Edits of one cell; shared texts are replaced where they are kept, by `shared_edits`."""
        name = self._named.get((part.sheet.name.casefold(), *at))
        if name is not None and not holds_something(cell):
            yield from self._value(part, cell, self._words.given[name], where)
            return
        text = self._template.text(cell)
        if text is None or not has_word(text):
            return
        alone = self._words.alone(text, where)
        if alone is not None:
            yield from self._value(part, cell, alone, where)
            return
        self._length(self._words.replace(text, where), where)  # refuses an unknown word by its cell
        inline = cell.child("is")
        if cell.attributes.get("t") == "inlineStr" and inline is not None:
            yield from in_runs(part.data, list(text_runs(inline)), self._words, lambda: where)

    def _value(
        self, part: SheetPart, cell: spans.Element, value: Word, where: str
    ) -> Iterator[spans.Edit]:
        name = spans.prefix(part.data, cell)
        if isinstance(value, str):
            self._length(value, where)
            yield spans.attribute(part.data, cell, "t", "inlineStr")
            text = spans.escape(encode(value)).encode()
            new = b"<" + name + b"is><" + name + b't xml:space="preserve">' + text
            new += b"</" + name + b"t></" + name + b"is>"
        else:
            shown = (
                str(serial(value, self._template.workbook.dates, where))
                if isinstance(value, date)
                else plain(value)
            )
            yield spans.attribute(part.data, cell, "t", None)
            new = b"<" + name + b"v>" + shown.encode() + b"</" + name + b"v>"
        yield spans.content(part.data, cell, new)

    @staticmethod
    def _length(text: str, where: str) -> None:
        units = len(text.encode("utf-16-le", "surrogatepass")) // 2
        if units > LONGEST:
            raise UnusableTemplate(
                f"{where} would hold a text of {units} characters; a cell holds {LONGEST}",
                hint="shorten the word's text in template.toml or in the dossier",
            )


def named_cells(template: Template, given: Mapping[str, Word]) -> dict[Cell, str]:
    """The cells that a defined name, called like a word, gives to that word."""
    words = {word.casefold(): word for word in given}
    found: dict[Cell, str] = {}
    for name in template.workbook.defined_names:
        if name.name.casefold() not in words or not _ONE_CELL.fullmatch(name.refers_to):
            continue
        for sheet, area in areas_in(name.refers_to, ""):
            found[sheet.casefold(), area[1], area[0]] = words[name.name.casefold()]
    return found


def taken(template: Template, given: Mapping[str, Word]) -> Iterator[tuple[str, str]]:
    """Named cells that hold something typed and so are left alone: the cell, the word."""
    for cell, word in named_cells(template, given).items():
        found = _cell(template, cell)
        if found is not None and holds_something(found):
            text = template.text(found)
            if found.child("f") is not None or text is None or not has_word(text):
                sheet = next(s.name for s in template.worksheets if s.name.casefold() == cell[0])
                yield place(sheet, cell[2], cell[1]), word


def _cell(template: Template, cell: Cell) -> spans.Element | None:
    for sheet in template.worksheets:
        if sheet.name.casefold() == cell[0]:
            return template.part(sheet).cells.get((cell[1], cell[2]))
    return None


def _within(slot: Slot, cell: Cell) -> bool:
    area = area_of(slot.table.reference) or slot.area
    inside = area[0] <= cell[2] <= area[2] and area[1] <= cell[1] <= area[3]
    return inside and slot.sheet.name.casefold() == cell[0]


def shared_edits(template: Template, words: Words) -> dict[str, bytes]:
    """The part of shared texts with every word replaced; nothing where none holds one."""
    part = template.package.target(template.workbook.part, "sharedStrings")
    if part is None or not any(map(has_word, template.strings)):
        return {}
    data = template.package.read(part)
    root = spans.read_spans(data, template.package.shown, part)
    edits: list[spans.Edit] = []
    for runs in shared_texts(root):
        edits += in_runs(data, runs, words, lambda: f"a text of {template.package.shown}")
    return {part: spans.splice(data, edits)}


def all_words(template: Template) -> Iterator[tuple[str, str]]:
    """Every {{word}} that a pack fills, with its place: cells, headers, footers and drawings."""
    return ((where, word) for where, word, filled in _every_word(template) if filled)


def unfilled_words(template: Template) -> Iterator[tuple[str, str]]:
    """Every {{word}} that stays as written, with its place: where no text of a reader's stands."""
    return ((where, word) for where, word, filled in _every_word(template) if not filled)


def _every_word(template: Template) -> Iterator[tuple[str, str, bool]]:
    """The place of each {{word}}, the word, and whether a pack fills it there."""
    for where, text, filled in _texts(template):
        for word in words_in(text):
            yield where, word, filled


def _texts(template: Template) -> Iterator[tuple[str, str, bool]]:
    """Each text of a template that may hold a {{word}}: its place, the text, whether it is filled.

    In the order that a reader goes: sheet by sheet, then the drawings.
    """
    package = template.package
    for sheet in template.workbook.sheets:
        yield f"the name of the sheet '{sheet.name}'", sheet.name, False
    for sheet in template.worksheets:
        part = template.part(sheet)
        for (row, column), cell in sorted(part.cells.items()):
            where = place(sheet.name, column, row)
            yield where, template.text(cell) or "", True
            if cell.child("f") is not None:
                yield f"the formula in {where}", part.formula(row, column) or "", False
        holder = part.root.child("headerFooter")
        for each in holder.children if holder is not None else ():
            yield f"the {each.local} of {sheet.name}", each.text, True
        for rule in part.root.every("dataValidation"):
            where = f"the drop-down for {rule.attributes.get('sqref', '')} on '{sheet.name}'"
            for name in ("promptTitle", "prompt", "errorTitle", "error"):
                yield where, rule.attributes.get(name, ""), False
        for related in package.relationships(sheet.part):
            if related.type.endswith("/comments") and related.target in package:
                for note in _paragraphs(package, related.target, "comment"):
                    yield f"a note on '{sheet.name}'", note, False
    for name in package.names:
        if "drawing" in package.content_types.of(name).casefold() and not name.endswith(".vml"):
            for text in _paragraphs(package, name, "p"):
                yield f"the drawing {name}", text, True


def _paragraphs(package: Package, part: str, local: str) -> Iterator[str]:
    """The text of each element of that name, where the part holds a word at all."""
    data = package.read(part)
    if b"{{" in data:
        for each in spans.read_spans(data, package.shown, part).every(local):
            yield "".join(run.text for run in each.every("t"))
