"""One sheet's cells, merged areas and hidden rows and columns, by one pass over its bytes."""

from __future__ import annotations

import re
from typing import Generic, NoReturn, TypeVar
from xml.parsers import expat

from toolkit.errors import UnreadableFile
from toolkit.ooxml.container import markup, names
from toolkit.ooxml.container.package import Package
from toolkit.ooxml.container.workbook import Sheet
from toolkit.ooxml.sheets.address import MAX_COLUMN, MAX_ROW, Area, area_of, cell_of, letters_of
from toolkit.ooxml.sheets.content import Content, Convert, Fault, Misfit, zero
from toolkit.ooxml.sheets.inline import listen_inside, pass_over
from toolkit.ooxml.sheets.strings import text_too_long

T = TypeVar("T")
_MOST_AREAS = 1_000_000
_MOST_FAULTS = 100
_MEND = "open it in Excel, let it repair the file, and save it anew"


def read_sheet(package: Package, sheet: Sheet, convert: Convert[T], most: int) -> Content[T]:
    """Read a sheet's part, at most `most` cells; its <dimension> is never looked at.

    Raises UnreadableFile where the part is malformed, holds no sheet, has cells beyond the grid
    or elements that hide cells from some readers.
    """
    sheet_pass = SheetPass(package, sheet, convert, most)
    return sheet_pass.content(package.chunks(sheet.part))


class SheetPass(Generic[T]):
    """The pass itself: expat's handlers over one sheet, and what they have found so far.

    The handlers of cells are closures over plain locals, since they run five times a cell.
    Whoever hands the bytes over may keep whole rows back, if it then tells `last_row` and `count`.
    """

    def __init__(self, package: Package, sheet: Sheet, convert: Convert[T], most: int) -> None:
        self.package, self.sheet, self.convert, self.most = package, sheet, convert, most
        self.plain = _is_plain(package, sheet)
        self.parser = markup.parser(package.shown, sheet.part, namespaces=not self.plain)
        self.rows: dict[int, dict[int, T]] = {}
        self.merged: list[Area] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.outlined_columns: set[int] = set()
        self.faults: list[Fault] = []
        self.more_faults = 0
        self.count = 0
        self.path: list[str] = []
        self.texts: list[str] = []
        self.last_row = 0
        self.sorted = True
        self.in_row = False
        self._at_rows: object = None  # the handler of what may begin between rows
        self.begun = False

    def content(self, chunks: markup.Chunks) -> Content[T]:
        """What the bytes of the part hold; of rows that were taken away, nothing."""
        self._outside()
        self.parser.CharacterDataHandler = self.texts.append
        markup.feed(self.parser, self._watched(chunks), self.package.shown, self.sheet.part)
        if not self.sorted:
            self.rows = dict(sorted(self.rows.items()))
        if self.more_faults:
            self.faults.append(Fault(None, f"{self.more_faults} more cells or rows are misplaced"))
        return Content(
            self.rows,
            tuple(self.merged),
            frozenset(self.hidden_rows),
            frozenset(self.hidden_columns),
            frozenset(self.outlined_columns),
            tuple(self.faults),
            self.count,
        )

    @property
    def between_rows(self) -> bool:
        """Whether all that was handed over ends where a row may begin."""
        return not self.in_row and self.parser.StartElementHandler is self._at_rows

    def answers_at_once(self) -> bool:
        """Lets the parser put nothing off until more bytes come, which expat 2.6 does by itself."""
        if expat.version_info < (2, 6, 0):
            return True
        if not hasattr(self.parser, "SetReparseDeferralEnabled"):
            return False
        self.parser.SetReparseDeferralEnabled(False)
        return True

    def take_rows(self) -> dict[int, dict[int, T]]:
        """The rows that have ended; they are forgotten here."""
        open_row = self.rows.pop(self.last_row) if self.in_row else None
        taken = dict(self.rows)
        self.rows.clear()
        if open_row is not None:
            self.rows[self.last_row] = open_row
        return taken

    def check_count(self) -> None:
        if self.count > self.most:
            self._refuse(f"the workbook has more than {self.package.limits.cells} cells")

    def _watched(self, chunks: markup.Chunks) -> markup.Chunks:
        """The part's bytes; between two pieces, whether a text grows past every bound."""
        for chunk in chunks:
            yield chunk
            if sum(map(len, self.texts)) > self.package.limits.text_characters:
                raise text_too_long(self.package, self.sheet.part)

    def _outside(self) -> None:
        """Handlers for all that is not cells."""
        self.parser.StartElementHandler = self._enter
        self.parser.EndElementHandler = self._leave

    def _enter(self, tag: str, attributes: markup.Attributes) -> None:
        path = self.path
        path.append(self._local(tag))
        if self.plain:
            self._check_binding(attributes)
        if len(path) == 1:
            root = re.split("[ :]", tag)[-1]  # a macro sheet's has a namespace of its own
            if root != "macrosheet" and path[0] not in ("worksheet", "chartsheet", "dialogsheet"):
                self._refuse(f"its part begins with {root!r}, as no sheet does")
        elif len(path) > markup.DEPTH:
            self._too_deep()
        elif path[-1] == "sheetData":
            if len(path) != 2:
                self._refuse("its cells stand where some readers do not look for them")
            if self.begun:
                self._refuse("it holds two <sheetData>, of which some readers read one")
            self.begun = True
            self._inside(tag.removesuffix("sheetData"))
        elif path[-1] == "mergeCell" and len(path) == 3:
            self._merge(attributes.get("ref", ""))
        elif path[-1] == "col" and len(path) == 3:
            first, last = names.whole(attributes.get("min")), names.whole(attributes.get("max"))
            hidden = names.yes(attributes.get("hidden")) or zero(attributes.get("width"))
            if hidden and first and last:
                self.hidden_columns.update(range(first, min(last, MAX_COLUMN) + 1))
                if names.whole(attributes.get("outlineLevel")):
                    self.outlined_columns.update(range(first, min(last, MAX_COLUMN) + 1))

    def _local(self, tag: str) -> str:
        """A SpreadsheetML element's own name; "" for any other element."""
        if self.plain:
            return "" if ":" in tag else tag
        return names.local(tag)

    def _check_binding(self, attributes: markup.Attributes) -> None:
        """Without namespaces in the parser: the one that counts keeps its one name throughout."""
        for name, value in attributes.items():
            if not name.startswith("xmlns") or "extLst" in self.path:
                continue
            if (name == "xmlns") != (value == names.TRANSITIONAL):
                self._refuse(f"it changes its namespace midway: {name} is {value!r}")

    def _leave(self, _: str) -> None:
        self.path.pop()
        self.texts.clear()

    def _merge(self, reference: str) -> None:
        area = area_of(reference)
        if area is None:
            self._refuse(f"it merges {reference!r}, which is no place in a sheet")
        if area[:2] != area[2:]:
            self.merged.append(area)
        if len(self.merged) > _MOST_AREAS:
            self._refuse(f"it merges more than {_MOST_AREAS} areas")

    def _inside(self, prefix: str) -> None:
        """Handlers for the cells, from here to the end of sheetData."""
        same = self.parser.intern  # expat's own objects, so that == is quick
        ROW, CELL, VALUE, FORMULA, INLINE, DATA = (
            same.setdefault(prefix + name, prefix + name)
            for name in ("row", "c", "v", "f", "is", "sheetData")
        )
        VALUES = frozenset((VALUE, FORMULA))
        parser, texts, rows, convert = self.parser, self.texts, self.rows, self.convert
        clear, join = texts.clear, "".join
        columns: dict[str, int] = {}
        cells: dict[int, T] = {}
        in_cell = False
        row = column = 0
        row_text = kind = ""
        style: str | None = None
        raw: str | None = None
        formula: str | None = None
        open_value = ""  # the element of a cell that is open

        def start(tag: str, attributes: markup.Attributes) -> None:
            nonlocal in_cell, row, column, row_text, kind, style, raw, formula, cells
            nonlocal open_value
            if tag == CELL and self.in_row and not in_cell:
                in_cell = True
                if "xmlns" in attributes:
                    self._check_binding(attributes)
                address = attributes.get("r")
                if address is None:
                    column += 1
                    if column > MAX_COLUMN:
                        self._beyond(f"column {column} of row {row}")
                else:
                    letters = address.rstrip("0123456789")
                    found = columns.get(letters)
                    if found is None or address[len(letters) :] != row_text:
                        found = self._column(address, row)
                        columns[letters] = found
                    if found <= column:
                        self._unordered_cell(found, column, row)
                    column = found
                kind = attributes.get("t", "n")
                style = attributes.get("s")
                raw = formula = None
            elif tag in VALUES and in_cell and not open_value:
                if (raw if tag == VALUE else formula) is not None:
                    self._fault(column, row, "holds two values or two formulas")
                if attributes:
                    self._check_binding(attributes)
                open_value = tag
                clear()
            elif tag == ROW and not self.in_row:
                self.in_row, column = True, 0
                row = self._row(attributes)
                row_text = str(row)
                cells = rows.setdefault(row, {})
            elif tag == INLINE and in_cell and not open_value:
                if raw is not None:
                    self._fault(column, row, "holds two values")
                listen_inside(parser, self._local, texts, take_inline, self._too_deep)
            else:
                if self._local(tag) != "extLst" or open_value:
                    found_tag = re.split("[ :]", tag)[-1]
                    self._refuse(f"it holds <{found_tag}> where only rows and cells may stand")
                pass_over(parser, self._too_deep)

        def take_inline(text: str) -> None:
            nonlocal raw
            raw = text
            parser.StartElementHandler, parser.EndElementHandler = start, end
            parser.CharacterDataHandler = texts.append

        def end(tag: str) -> None:
            nonlocal in_cell, raw, formula, open_value
            if tag == VALUE:
                raw, open_value = join(texts), ""
            elif tag == CELL:
                in_cell = False
                if raw is None and formula is None:
                    if kind != "e":
                        return
                    raw = ""  # an error without a name is no blank
                try:
                    made = convert(kind, raw, style, formula)
                except Misfit as misfit:
                    self._fault(column, row, str(misfit))
                    return
                if made is not None:
                    if column in cells:
                        self._fault(column, row, "stands in the file twice; the first is read")
                    else:
                        cells[column] = made
            elif tag == FORMULA:
                formula, open_value = join(texts), ""
            elif tag == ROW:
                self.in_row = False
                clear()
                if not cells:
                    del rows[row]
                self.count += len(cells)
                self.check_count()
            elif tag == DATA:
                self._outside()
                self._leave(tag)

        self._at_rows = start
        parser.StartElementHandler, parser.EndElementHandler = start, end

    def _row(self, attributes: markup.Attributes) -> int:
        """The number of the row that begins."""
        self._check_binding(attributes)
        said = attributes.get("r")
        row = self.last_row + 1
        if said is not None:
            number = names.whole(said)
            if number is None and not said.isdecimal():
                self._refuse(f"a row's number is {said!r}")
            row = MAX_ROW + 1 if number is None else number
        if not 1 <= row <= MAX_ROW:
            self._beyond(f"row {(said or str(row))[:20]}")
        if row <= self.last_row:
            self.sorted = False
            problem = (
                f"row {row} stands in the file twice"
                if row in self.rows
                else f"row {row} stands after row {self.last_row} in the file"
            )
            self._note(Fault(f"{row}:{row}", problem))
        self.last_row = row
        if names.yes(attributes.get("hidden")) or zero(attributes.get("ht")):
            self.hidden_rows.add(row)
        return row

    def _column(self, address: str, row: int) -> int:
        """The column of an address that is not of the usual form, or not of this row."""
        place = cell_of(address)
        if place is None:
            match_beyond = address.isascii() and address.isalnum() and address[:1].isalpha()
            if match_beyond and address.rstrip("0123456789").isalpha():
                self._beyond(f"cell {address}")
            self._refuse(f"a cell of row {row} has the address {address!r}")
        if place[1] != row:
            self._refuse(f"the cell {address} stands in row {row}")
        return place[0]

    def _unordered_cell(self, column: int, last: int, row: int) -> None:
        if column not in self.rows[row]:
            here, there = f"{letters_of(column)}{row}", f"{letters_of(last)}{row}"
            self._note(Fault(here, f"cell {here} stands after cell {there} in the file"))

    def _fault(self, column: int, row: int, problem: str) -> None:
        where = f"{letters_of(column)}{row}"
        self._note(Fault(where, f"cell {where} {problem}"))

    def _note(self, fault: Fault) -> None:
        if len(self.faults) < _MOST_FAULTS:
            self.faults.append(fault)
        else:
            self.more_faults += 1

    def _too_deep(self) -> NoReturn:
        self._refuse(f"its part is nested more than {markup.DEPTH} deep")

    def _beyond(self, what: str) -> NoReturn:
        self._refuse(f"it has something at {what}, beyond the last cell, XFD1048576")

    def _refuse(self, problem: str) -> NoReturn:
        raise UnreadableFile(
            f"{self.package.shown}, sheet '{self.sheet.name}' ({self.sheet.part}): {problem}",
            hint=_MEND,
        )


def _is_plain(package: Package, sheet: Sheet) -> bool:
    """Whether SpreadsheetML is the default namespace and has no second name, as Excel writes it.

    Then names need not be resolved one by one, which is a third of the time.
    """
    chunks = package.chunks(sheet.part)
    _, attributes = markup.root_of(chunks, package.shown, sheet.part)
    bound = [name for name, value in attributes.items() if value in names.MAIN]
    return bound == ["xmlns"] and attributes["xmlns"] == names.TRANSITIONAL
