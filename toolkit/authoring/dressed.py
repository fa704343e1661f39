"""How the analysts have dressed a workbook: fills, fonts, formats, widths, filters, panes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.etree import ElementTree

from toolkit.authoring.cells import AMOUNT, DATE, MOMENT, TEXT
from toolkit.authoring.layout import Place
from toolkit.ooxml.container import markup, names
from toolkit.ooxml.container.package import Package
from toolkit.ooxml.container.workbook import read_workbook_part
from toolkit.ooxml.sheets.address import area_of
from toolkit.ooxml.sheets.formats import Format, read_formats
from toolkit.readers.grid import column_letter

if TYPE_CHECKING:
    from openpyxl.cell import Cell as Made
    from openpyxl.worksheet.filters import FilterColumn
    from openpyxl.worksheet.worksheet import Worksheet

_OURS = {"General", TEXT, DATE, MOMENT, AMOUNT, "0.00%"}  # what factpack gives by itself
_PLAIN_FILLS = (None, "none", "gray125")
_INK = ("b", "i", "u", "strike", "color")  # of a font; its face and size are the sheet's


@dataclass(frozen=True, slots=True)
class Look:
    """What of one cell's format is the analysts' own: openpyxl's fill and font, a format code."""

    fill: Any = None
    font: Any = None
    code: str = ""
    shown: str = "number"

    def put_on(self, made: Made) -> None:
        """Dress a cell so. A number format goes on only where the value reads as it did."""
        if self.fill is not None:
            made.fill = self.fill
        if self.font is not None:
            made.font = self.font
        now = "date" if made.is_date else "number" if made.data_type == "n" else "text"
        if self.code and now == self.shown and made.number_format != "0.00%":
            made.number_format = self.code


@dataclass(slots=True)
class Dress:
    """One sheet's: looks by cell, columns by number, rows and what is frozen by number from 1."""

    looks: dict[str, Look] = field(default_factory=dict)
    widths: dict[int, float] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    frozen: tuple[int, int] | None = None  # so many columns and rows
    filters: dict[int, FilterColumn] = field(default_factory=dict)


class Worn(NamedTuple):
    """How one sheet was dressed: `names` are its columns' by number, `rows` its records' by row.

    `ours` says that factpack had made the sheet, so that what is shown there was chosen.
    """

    dress: Dress
    names: Mapping[int, str]
    rows: Mapping[int, int]
    ours: bool


def dresses(package: Package) -> dict[str, Dress]:
    """What each sheet of the workbook wears, by its name."""
    workbook = read_workbook_part(package)
    looks = _looks(package, workbook.part)
    return {
        sheet.name: _dress(package, sheet.part, looks)
        for sheet in workbook.sheets
        if sheet.kind == "worksheet"
    }


def _dress(package: Package, part: str, looks: Sequence[Look | None]) -> Dress:
    made = Dress()

    def start(tag: str, said: markup.Attributes) -> None:
        name = names.local(tag)
        if name == "c":
            number = names.whole(said.get("s")) or 0
            look = looks[number] if number < len(looks) else None
            if look is not None:
                made.looks[said.get("r", "")] = look
        elif name == "row" and names.yes(said.get("hidden")):
            made.hidden_rows.add(names.whole(said.get("r")) or 0)
        elif name == "col":
            _column(made, said)
        elif name == "pane" and said.get("state") in ("frozen", "frozenSplit"):
            made.frozen = (_split(said, "xSplit"), _split(said, "ySplit"))

    markup.parse(package.chunks(part), package.shown, part, start=start)
    tables = (
        each.target
        for each in package.relationships(part)
        if names.kind(each.type) == "table" and not each.external
    )
    for where in (*tables, part):
        made.filters |= _filters(package, where)
    return made


def _column(made: Dress, said: markup.Attributes) -> None:
    first, last = names.whole(said.get("min")) or 1, names.whole(said.get("max")) or 1
    for number in range(first, min(last, first + 1000) + 1):
        if names.yes(said.get("hidden")):
            made.hidden.add(number)
        elif "width" in said and names.yes(said.get("customWidth")):
            made.widths[number] = float(said["width"])


def _split(said: markup.Attributes, name: str) -> int:
    try:
        return int(float(said.get(name, "0")))
    except ValueError:
        return 0


def _filters(package: Package, part: str) -> dict[int, FilterColumn]:
    """By the number of its column, what each filter of a table or sheet lets through.

    One by colour names a format of the old workbook, and stays there.
    """
    from openpyxl.worksheet.filters import FilterColumn

    made: dict[int, FilterColumn] = {}
    for each in ElementTree.fromstring(package.read(part)).iterfind("{*}autoFilter"):
        area = area_of(each.get("ref", ""))
        for column in each.iterfind("{*}filterColumn"):
            one = _of_tree(FilterColumn, column)
            if area is not None and one is not None and one.colorFilter is None:
                made[area[0] + one.colId] = one
    return made


# -- formats of cells ------------------------------------------------------------------------------


def _looks(package: Package, workbook_part: str) -> list[Look | None]:
    """By a cell format's number, what of it is the analysts' own."""
    from openpyxl.styles.fills import Fill
    from openpyxl.styles.fonts import Font
    from openpyxl.styles.numbers import BUILTIN_FORMATS

    formats = read_formats(package, workbook_part)  # refuses a part that no workbook needs so
    part = package.target(workbook_part, "styles")
    if part is None:
        return []
    root = ElementTree.fromstring(package.read(part))
    fills = [_of_tree(Fill, each) for each in root.iterfind("{*}fills/{*}fill")]
    fonts = [_of_tree(Font, each) for each in root.iterfind("{*}fonts/{*}font")]
    codes = dict(BUILTIN_FORMATS)
    for each in root.iterfind("{*}numFmts/{*}numFmt"):
        codes[_number(each, "numFmtId")] = each.get("formatCode", "")
    usual = {name: getattr(fonts[0], name, None) for name in _INK} if fonts else {}
    made: list[Look | None] = []
    for each, format in zip(root.iterfind("{*}cellXfs/{*}xf"), formats, strict=False):
        look = Look(
            _own_fill(_nth(fills, _number(each, "fillId"))),
            _own_font(_nth(fonts, _number(each, "fontId")), usual),
            *_own_code(codes.get(_number(each, "numFmtId"), ""), format),
        )
        made.append(look if look != Look() else None)
    return made


def _own_fill(fill: Any) -> Any:
    return None if fill is None or getattr(fill, "fill_type", "") in _PLAIN_FILLS else fill


def _own_font(font: Any, usual: Mapping[str, Any]) -> Any:
    """The sheet's face in the analysts' ink; None where it is the workbook's usual one."""
    from openpyxl.styles import Font

    from toolkit.authoring.looks import FACE, SIZE

    if font is None or all(_same_ink(getattr(font, n), usual.get(n)) for n in _INK):
        return None
    return Font(FACE, SIZE, b=font.b, i=font.i, u=font.u, strike=font.strike, color=font.color)


def _same_ink(one: Any, other: Any) -> bool:
    plain = ("FF000000", 1, 8, 64, 0)  # black: as a colour, of the theme, by an old number
    return (one or None) == (other or None) or all(
        not each or getattr(each, "value", each) in plain for each in (one, other)
    )


def _own_code(code: str, format: Format) -> tuple[str, str]:
    """A code that shows a number or a day otherwise than factpack does; "" of any other."""
    plain = code.replace("\\", "").replace('"', "").split(";@")[0]
    shown = format.shown(1)
    if plain in _OURS or not plain or shown not in ("number", "date"):
        return "", "number"
    return code, shown


def _number(element: ElementTree.Element, name: str) -> int:
    return names.whole(element.get(name)) or 0


def _nth(listed: Sequence[Any], number: int) -> Any:
    return listed[number] if number < len(listed) else None


def _of_tree(kind: Any, element: ElementTree.Element) -> Any:
    """openpyxl's own object; None where it knows no such thing."""
    try:
        return kind.from_tree(element)
    except (TypeError, ValueError, KeyError, AttributeError):
        return None


# -- putting it on ---------------------------------------------------------------------------------


def wear(sheet: Worksheet, worn: Worn, layout: Sequence[Place], rows: Mapping[int, int]) -> None:
    """Set on a new sheet what the analysts had set on the old one, by column and record.

    `rows` are the new sheet's, by the number of the record that stands there.
    """
    dress, places = worn.dress, {place.name: place for place in layout if place.name}
    named = {number: places[name] for number, name in worn.names.items() if name in places}
    (table,) = sheet.tables.values()
    for number, place in named.items():
        column = sheet.column_dimensions[place.letter]
        column.width = dress.widths.get(number, column.width)
        if worn.ours:
            column.hidden = number in dress.hidden
        if number in dress.filters:
            one = copy(dress.filters[number])
            one.colId = place.number - 1
            table.autoFilter.filterColumn.append(one)
    for row in sorted(dress.hidden_rows & worn.rows.keys()):
        sheet.row_dimensions[rows[worn.rows[row]]].hidden = True
    if not worn.ours:
        return
    columns, down = dress.frozen or (0, 0)
    last = max((place.number for number, place in named.items() if number <= columns), default=0)
    sheet.freeze_panes = f"{column_letter(last + 1)}{1 + bool(down)}"
    for place, before in zip(layout[1:], layout, strict=False):
        if before.folded and not place.folded:
            sheet.column_dimensions[place.letter].collapsed = sheet.column_dimensions[
                before.letter
            ].hidden


def told(looks: int, found: Iterable[Dress]) -> list[str]:
    """In words, what goes along."""
    all_ = list(found)
    parts = [f"fills, fonts and number formats of {looks:,} cells"] if looks else []
    parts += ["widths of columns"] if any(one.widths for one in all_) else []
    parts += ["filters"] if any(one.filters for one in all_) else []
    return [f"taken along: {', '.join(parts)}"] if parts else []
