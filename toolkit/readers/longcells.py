"""Cells of many rows at once: what kind each is, and where its text stands, as `xlsx.converter`
would have it. Whatever is not plain to see is asked of that converter, once for each distinct cell.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np

from toolkit.ooxml.sheets import views
from toolkit.ooxml.sheets.bytewise import Lengths, Numbers, Words, is_white, plain_numbers, whole
from toolkit.ooxml.sheets.content import Misfit
from toolkit.ooxml.sheets.formats import Shown
from toolkit.ooxml.sheets.layouts import Layout, Layouts
from toolkit.ooxml.sheets.regular import Irregular, Rows
from toolkit.ooxml.sheets.tags import Codes
from toolkit.ooxml.sheets.views import Texts
from toolkit.readers.grid import Cell
from toolkit.readers.manycells import CODE, KINDS, STRETCH, Cells, viewed

Convert = Callable[[str, str | None, str | None, str | None], Cell | None]

_ASK, _SHARED, _TEXT, _NUMBER, _PERCENT, _SERIAL = range(6)  # how a layout's cells are read
_MOST_KNOWN = 50_000
_LONGEST_KNOWN = 200  # bytes of a cell that is kept in mind
_FEW = 7  # bytes that fit into a word beside the layout
_SLOTS_BITS = 16  # of the table of short texts that were asked for before
_ENTITY = re.compile(r"&(?:#([0-9]+)|#x([0-9A-Fa-f]+)|([a-z]+));")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


class CellReader:
    """Makes Cells of plain rows, for one sheet."""

    def __init__(
        self,
        convert: Convert,
        shown: Callable[[str | None], Shown | None],
        shared: Texts,
        layouts: Layouts,
        *,
        placeholders: bool,
    ) -> None:
        self._convert, self._shown, self._layouts = convert, shown, layouts
        self.shared, self.placeholders = shared, placeholders
        self._plans = np.zeros(0, np.int64)
        self.few = _Few()
        self._known: dict[tuple[int, bytes | None, bytes | None], Cell | Misfit | None] = {}

    def cells(self, rows: Rows) -> Cells | Irregular:
        """The cells; or the rows with a cell that cannot be what its type says."""
        return _Making(self, rows).cells()

    def plans(self) -> Numbers:
        """How the cells of each layout are read."""
        known = self._layouts.known
        if len(known) > self._plans.size:
            self._plans = np.array([self._plan(layout) for layout in known], np.int64)
        return self._plans

    def _plan(self, layout: Layout) -> int:
        if layout.type == "s":
            return _SHARED
        if layout.type in ("str", "inlineStr"):
            return _TEXT
        if layout.type != "n":
            return _ASK
        shown = self._shown(layout.style)
        return _NUMBER if shown == "number" else _PERCENT if shown == "percent" else _SERIAL

    def ask(self, layout: int, raw: bytes | None, formula: bytes | None) -> Cell | Misfit | None:
        """What the converter makes of a cell."""
        key = (layout, raw, formula)
        try:
            return self._known[key]
        except KeyError:
            pass
        kind, style = self._layouts.known[layout]
        found: Cell | Misfit | None
        try:
            found = self._convert(kind, _meant(raw), style, _meant(formula))
        except Misfit as misfit:
            found = misfit
        if (
            len(self._known) < _MOST_KNOWN
            and len(raw or b"") + len(formula or b"") < _LONGEST_KNOWN
        ):
            self._known[key] = found
        return found


class _Few:
    """Short texts that were asked for before, such as days: their kinds and views, by slot."""

    def __init__(self) -> None:
        count = 1 << _SLOTS_BITS
        self.keys: Words = np.zeros(count, np.uint64)
        self.kinds: Codes = np.zeros(count, np.uint8)
        self.views: Words = np.zeros((count, 2), np.uint64)

    def slots(self, keys: Words) -> Numbers:
        mixed = keys * np.uint64(0x9E3779B97F4A7C15)
        mixed = (mixed ^ (mixed >> np.uint64(32))) * np.uint64(0xC2B2AE3D27D4EB4F)
        return (mixed >> np.uint64(64 - _SLOTS_BITS)).astype(np.int64)

    def keep(self, keys: Words, found: Words, kinds: Codes) -> None:
        """Those that a view holds itself; of two for one slot the last."""
        inline = ~views.outside(found)
        slots = self.slots(keys[inline])
        self.keys[slots], self.kinds[slots] = keys[inline], kinds[inline]
        self.views[slots] = found[inline]


def _meant(text: bytes | None) -> str | None:
    """What the parser of XML would have given: line ends made one, &…; resolved (XML 1.0, 2.11)."""
    if text is None:
        return None
    said = text.decode()
    if "\r" in said:
        said = said.replace("\r\n", "\n").replace("\r", "\n")
    return _ENTITY.sub(_character, said) if "&" in said else said


def _character(found: re.Match[str]) -> str:
    if found[3]:
        return _NAMED[found[3]]
    return chr(int(found[1]) if found[1] else int(found[2], 16))


class _Making:
    """One stretch's cells being made; `asked` are left to the converter."""

    def __init__(self, reader: CellReader, rows: Rows) -> None:
        self.reader, self.rows = reader, rows
        self.plan = reader.plans()[rows.layout]
        self.kind = np.zeros(rows.row.size, np.uint8)
        self.views = np.zeros((rows.row.size, 2), np.uint64)
        self.asked = np.zeros(rows.row.size, bool)
        self.length = rows.length.copy()
        self.formulas = rows.with_formula

    def cells(self) -> Cells | Irregular:
        rows = self.rows
        if self.formulas.size:
            plans = self.plan[self.formulas]
            waiting = (plans >= _NUMBER) & self.reader.placeholders
            self.asked[self.formulas] = waiting | (rows.length[self.formulas] <= 0)
        open_ = (rows.length > 0) & ~self.asked
        self._take_texts(np.flatnonzero(open_ & (self.plan == _TEXT)))
        serials = self._take_numbers(np.flatnonzero(open_ & (self.plan >= _NUMBER)))
        self._view()
        self._take_shared(np.flatnonzero(open_ & (self.plan == _SHARED)))
        others = np.flatnonzero(open_ & (self.plan == _ASK))
        made: list[Cell | None] = []
        bad: set[int] = set()
        self._ask_few(serials[0], serials[1], made, bad)
        self._ask_few(others, rows.length[others], made, bad)
        self._ask_rest(made, bad)
        if bad:
            return self._irregular(bad)
        found, kinds, data = viewed(made)
        mine = np.flatnonzero(self.kind == len(KINDS))  # as _ask_few and _ask_rest mark them
        which = self.views[mine, 0].astype(np.int64)
        self.views[mine], self.kind[mine] = found[which], kinds[which]
        return Cells(
            rows.numbers, rows.hidden, rows.row, rows.column, self.kind, self.views,
            rows.buffer.data, data,
        )  # fmt: skip

    def _irregular(self, bad: set[int]) -> Irregular:
        edges = np.append(self.rows.starts, self.rows.buffer.size)
        which = np.unique(self.rows.row[sorted(bad)])
        return Irregular(tuple(zip(edges[which].tolist(), edges[which + 1].tolist(), strict=True)))

    def _take_shared(self, cells: Numbers) -> None:
        start, length = self.rows.start[cells], self.rows.length[cells]
        good, number = whole(self.rows.buffer.head(start, length), length)
        shared = self.reader.shared
        good &= number < shared.filled.size
        if not good.all():
            self.asked[cells[~good]] = True
            cells, number = cells[good], number[good]
        self.views[cells] = shared.views[number]
        self.kind[cells] = np.where(shared.filled[number], CODE["text"], 0)

    def _take_texts(self, cells: Numbers) -> None:
        buffer = self.rows.buffer
        start, length = self.rows.start[cells], self.rows.length[cells]
        odd = is_white(buffer, start)
        places = [self.rows.references]
        for mark in (b"\r", b"_x"):
            if mark in buffer.data:
                found = re.finditer(mark, buffer.data)
                places.append(np.fromiter((each.start() for each in found), np.int64))
        for at in places:
            owner = np.searchsorted(start, at, "right") - 1
            inside = (owner >= 0) & (at < start[owner] + length[owner]) if start.size else at < 0
            odd[owner[inside]] = True
        self.asked[cells[odd]] = True
        self.kind[cells] = np.where(odd, 0, CODE["text"])

    def _take_numbers(self, cells: Numbers) -> tuple[Numbers, Lengths]:
        """Takes numbers and percentages; gives the serials of days and how long each is."""
        buffer = self.rows.buffer
        start = self.rows.start[cells]
        good, length = plain_numbers(buffer, start, self.rows.length[cells])
        serial = self.plan[cells] == _SERIAL
        plain = good & ~serial
        self.asked[cells[~good & ~serial]] = True
        kinds = np.where(self.plan[cells] == _PERCENT, CODE["percent"], CODE["number"])
        self.kind[cells] = np.where(plain, kinds, 0)
        self.length[cells] = length
        return cells[serial], length[serial]

    def _view(self) -> None:
        """Views of the texts and numbers that were taken; of all cells, if they are most."""
        taken = np.flatnonzero(self.kind)
        buffer, start = self.rows.buffer, self.rows.start
        if taken.size * 2 > self.kind.size:
            self.views = views.views(buffer, start, self.length, STRETCH)
        else:
            self.views[taken] = views.views(buffer, start[taken], self.length[taken], STRETCH)

    def _ask_few(
        self, cells: Numbers, length: Lengths, made: list[Cell | None], bad: set[int]
    ) -> None:
        """Asks once for each distinct short text; the others are left to be asked one by one."""
        short = length <= _FEW
        self.asked[cells[~short]] = True
        cells, length = cells[short], length[short]
        if not cells.size:
            return
        heads = self.rows.buffer.head(self.rows.start[cells], length)
        keys = heads | (self.rows.layout[cells].astype(np.uint64) << np.uint64(56))
        few = self.reader.few
        slots = few.slots(keys)
        self.kind[cells], self.views[cells] = few.kinds[slots], few.views[slots]
        unknown = np.flatnonzero(few.keys[slots] != keys)
        if not unknown.size:
            return
        cells, keys = cells[unknown], keys[unknown]
        distinct, first, which = np.unique(keys, return_index=True, return_inverse=True)
        answers: list[Cell | None] = []
        fitting = np.ones(distinct.size, bool)
        for number, (key, place) in enumerate(zip(distinct.tolist(), first.tolist(), strict=True)):
            raw = (key & ((1 << 56) - 1)).to_bytes(_FEW, "little").rstrip(b"\0")
            answer = self.reader.ask(int(self.rows.layout[cells[place]]), raw, None)
            if isinstance(answer, Misfit):
                bad.update(cells[which == number].tolist())
                fitting[number] = False
                answer = None
            answers.append(answer)
        self._mark(cells, which + len(made))
        made += answers
        found, kinds, _ = viewed(answers)
        few.keep(distinct[fitting], found[fitting], kinds[fitting])

    def _ask_rest(self, made: list[Cell | None], bad: set[int]) -> None:
        """Asks one by one."""
        rows, data = self.rows, self.rows.buffer.data
        cells = np.flatnonzero(self.asked)
        if not cells.size:
            return
        formulas: dict[int, bytes] = {}
        if self.formulas.size:
            places = zip(
                self.formulas.tolist(),
                rows.formula_start.tolist(),
                rows.formula_length.tolist(),
                strict=True,
            )
            formulas = {cell: data[at : at + size] for cell, at, size in places}
        ask = self.reader.ask
        answers: list[int] = []
        places_of: dict[tuple[int, bytes | None, bytes | None], int] = {}
        for cell, layout, at, size in zip(
            cells.tolist(),
            rows.layout[cells].tolist(),
            rows.start[cells].tolist(),
            rows.length[cells].tolist(),
            strict=True,
        ):
            raw = None if size < 0 else data[at : at + size]
            key = (layout, raw, formulas.get(cell) if formulas else None)
            place = places_of.get(key)
            if place is None:
                answer = ask(*key)
                if isinstance(answer, Misfit):
                    bad.add(cell)
                    answer = None
                else:
                    places_of[key] = len(made)
                place = len(made)
                made.append(answer)
            answers.append(place)
        self._mark(cells, np.array(answers, np.int64))

    def _mark(self, cells: Numbers, answers: Numbers) -> None:
        self.kind[cells] = len(KINDS)
        self.views[cells, 0] = answers.astype(np.uint64)
