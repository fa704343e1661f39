"""The values of a filled workbook's formulas written beside them, where they are beyond doubt."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from toolkit.ooxml.container import spans
from toolkit.ooxml.container.limits import FILLED
from toolkit.ooxml.container.package import Package
from toolkit.ooxml.container.text import encode
from toolkit.ooxml.container.workbook import Sheet, Workbook, read_workbook_part
from toolkit.ooxml.filling.slots import SheetPart, read_sheet_part
from toolkit.ooxml.sheets.address import Area, area_of, place
from toolkit.ooxml.sheets.rows import plain
from toolkit.pack.formulas.apart import Apart
from toolkit.pack.formulas.areas import Spot
from toolkit.pack.formulas.plainly import plainly, sheet_alias
from toolkit.pack.formulas.precedents import Surroundings
from toolkit.pack.standing import Book, Cell, read_book, standing_tables

_SECONDS = 60.0  # for all formulas of a workbook; past them Excel computes them on opening
_FORMULA = re.compile(rb"<(?:[^<>\s/:]+:)?f[\s/>]")
_SPREADS = ("array", "dataTable")


class Calculated(NamedTuple):
    """The sheets that change, and the formula cells that wait for Excel, each with its reason."""

    parts: Mapping[str, bytes]
    uncalculated: Mapping[str, str]


class _Formula(NamedTuple):
    """A formula cell whose value is to be worked out."""

    sheet: Sheet
    row: int
    column: int
    cell: spans.Element
    job: dict[str, Any]

    @property
    def place(self) -> str:
        return place(self.sheet.name, self.column, self.row)


def calculate(
    data: bytes,
    shown: str,
    *,
    all_of_them: bool = False,
    missing: Iterable[tuple[str, Area]] = (),
    pivots: Iterable[tuple[str, Area]] = (),
    seconds: float = _SECONDS,
    engine: Apart | None = None,
) -> Calculated:
    """Work out every formula of a workbook that shows no value; or all, where none can be trusted.

    A formula whose value is not beyond doubt loses a value that it has, and is told of; so is one
    that looks at an area whose cells are `missing` from the bytes, by sheet, or at a pivot. An
    `engine` that was started ahead answers sooner.
    """
    package = Package.open(data, FILLED, shown=shown)
    workbook = read_workbook_part(package)
    parts = dict(_with_formulas(package, workbook))
    if not parts:
        return Calculated({}, {})
    around = Surroundings(
        [sheet.name for sheet in workbook.sheets],
        {each.name.casefold(): each for each in standing_tables(package, workbook)},
        workbook.defined_names,
    )
    wanted = list(_wanted(parts, around, all_of_them, missing, pivots))
    if not wanted:
        return Calculated({}, {})
    aside = _out_of_sight(around, wanted, parts)
    book = read_book(data, shown, without=aside, zeros_count=True, limits=FILLED)
    with engine or Apart() as asked:
        told = asked.asked(_job(book, wanted, parts), seconds)
    edits: dict[str, list[spans.Edit]] = {}
    waiting: dict[str, str] = {}
    for formula, answer in zip(wanted, told, strict=True):
        part = parts[formula.sheet.part]
        edits.setdefault(formula.sheet.part, []).extend(_edits(part, formula.cell, answer))
        if "doubt" in answer:
            waiting[formula.place] = answer["doubt"]
    changed = {name: spans.splice(parts[name].data, each) for name, each in edits.items() if each}
    return Calculated(changed, waiting)


def _with_formulas(package: Package, workbook: Workbook) -> Iterator[tuple[str, SheetPart]]:
    for sheet in workbook.sheets:
        if sheet.kind == "worksheet":
            content = package.read(sheet.part)
            if holds_formulas(content):
                yield sheet.part, read_sheet_part(package, sheet, content)


def holds_formulas(part: bytes) -> bool:
    """Whether a sheet may hold formulas; a quick look, by the start tag of an element f."""
    return _FORMULA.search(part) is not None


def _wanted(
    parts: Mapping[str, SheetPart],
    around: Surroundings,
    every: bool,
    missing: Iterable[tuple[str, Area]],
    pivots: Iterable[tuple[str, Area]],
) -> Iterator[_Formula]:
    lacking, unread = (
        [Spot(sheet_alias(around.numbers[s.casefold()]), *area) for s, area in each]
        for each in (missing, pivots)
    )
    for part in parts.values():
        name = part.sheet.name
        for (row, column), cell in part.cells.items():
            formula = cell.child("f")
            value = cell.child("v")
            if formula is None or not (every or value is None or not value.text):
                continue
            spot = plainly(part.formula(row, column), name, (column, row), around)
            kind = formula.attributes.get("t")
            area = area_of(formula.attributes.get("ref", ""))
            doubt = spot.doubt
            if kind == "dataTable" or (kind == "array" and area and area[:2] != area[2:]):
                doubt = "it fills several cells"
            elif any(each.meets(other) for each in map(Spot.named, spot.places) if each
                     for other in lacking):  # fmt: skip
                doubt = "it looks at a very long Table"
            elif any(each.meets(other) for each in map(Spot.named, spot.places) if each
                     for other in unread):  # fmt: skip
                doubt = "it looks at a pivot, which Excel reads anew"
            alias = sheet_alias(around.numbers[name.casefold()])
            job = {
                "at": [alias, row, column],
                "text": spot.text,
                "array": kind == "array",
                "areas": spot.places,
                **({"doubt": doubt} if doubt else {}),
            }
            yield _Formula(part.sheet, row, column, cell, job)


def _out_of_sight(
    around: Surroundings, wanted: Iterable[_Formula], parts: Mapping[str, SheetPart]
) -> set[str]:
    """The sheets that hold no formula and that none looks at."""
    seen = {place.partition("!")[0] for each in wanted for place in each.job["areas"]}
    seen |= {sheet_alias(around.numbers[part.sheet.name.casefold()]) for part in parts.values()}
    return {name for n, name in enumerate(around.sheets) if sheet_alias(n) not in seen}


# -- the engine ------------------------------------------------------------------------------------


def _job(book: Book, wanted: Iterable[_Formula], parts: Mapping[str, SheetPart]) -> dict[str, Any]:
    """The workbook as the engine takes it."""
    formulas = [each.job for each in wanted]
    computed = {tuple(each["at"]) for each in formulas}
    sheets: dict[str, list[list[Any]]] = {}
    unsure: list[list[Any]] = []
    for number, sheet in enumerate(book.sheets):
        alias = sheet_alias(number)
        given = sheets.setdefault(alias, [])
        for row, cells in sheet.rows.items():
            for column, cell in cells.items():
                if (alias, row, column) in computed:
                    continue
                if _is_known(cell):
                    given.append([row, column, _value(cell)])
                else:
                    unsure.append([alias, row, column])
    for each in parts.values():
        unsure += _spread(each, sheet_alias(_number(book, each.sheet.name)), computed)
    hidden = {sheet_alias(n): sorted(each.hidden_rows) for n, each in enumerate(book.sheets)}
    return {
        "sheets": sheets,
        "hidden": hidden,
        "days": book.dates == "1900",
        "formulas": formulas,
        "unsure": unsure,
    }


def _number(book: Book, name: str) -> int:
    return next(n for n, each in enumerate(book.sheets) if each.name == name)


def _spread(
    part: SheetPart, alias: str, computed: Iterable[tuple[Any, ...]]
) -> Iterator[list[Any]]:
    """The cells that an array formula fills beside its own, where it is to be worked out anew."""
    known = set(computed)
    for (row, column), cell in part.cells.items():
        formula = cell.child("f")
        if formula is None or formula.attributes.get("t") not in _SPREADS:
            continue
        area = area_of(formula.attributes.get("ref", ""))
        if area is None or area[:2] == area[2:] or (alias, row, column) not in known:
            continue
        for one in range(area[1], min(area[3], area[1] + 10_000) + 1):
            for other in range(area[0], min(area[2], area[0] + 100) + 1):
                if (alias, one, other) not in known:
                    yield [alias, one, other]


def _is_known(cell: Cell) -> bool:
    """Whether the engine may take a cell's value: no error, no day kept as text, not empty."""
    if cell.kind == "date":
        try:
            float(cell.value or "")
        except ValueError:
            return False
    return cell.kind not in ("error", "blank")


def _value(cell: Cell) -> float | str | bool:
    if cell.kind in ("number", "date"):
        return float(cell.value or 0)
    return cell.value == "true" if cell.kind == "boolean" else cell.value or ""


# -- writing ---------------------------------------------------------------------------------------


def _edits(part: SheetPart, cell: spans.Element, answer: Mapping[str, Any]) -> Iterator[spans.Edit]:
    """A value put after its formula, or taken away (18.3.1.4, 18.18.11)."""
    formula, old = cell.child("f"), cell.child("v")
    assert formula is not None  # the caller looked
    kind, text = _written(answer)
    if cell.attributes.get("t") != kind:
        yield spans.attribute(part.data, cell, "t", kind)
    if text is None:
        if old is not None:
            yield old.start, old.end, b""
        return
    prefix = spans.prefix(part.data, cell)
    stored = spans.escape(text).encode("ascii", "xmlcharrefreplace")
    kept = b' xml:space="preserve"' if text != text.strip() or "\n" in text else b""
    new = b"<" + prefix + b"v" + kept + b">" + stored + b"</" + prefix + b"v>"
    yield (old.start, old.end, new) if old is not None else (formula.end, formula.end, new)


def _written(answer: Mapping[str, Any]) -> tuple[str | None, str | None]:
    if "doubt" in answer:
        return None, None
    if "error" in answer:
        return "e", answer["error"]
    value = answer["value"]
    if isinstance(value, bool):
        return "b", str(int(value))
    if isinstance(value, str):
        return "str", encode(value)
    return None, _number_text(value)


def _number_text(value: float) -> str:
    """The number in the 15 digits that a cell keeps, as any program writes it."""
    return f"{value:.15g}" if "e" in repr(value) else plain(value)
