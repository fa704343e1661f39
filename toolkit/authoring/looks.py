"""How the sheets look: headings, formats, and colours that say what a row's words say already."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from toolkit.authoring.cells import DATE, TEXT
from toolkit.authoring.layout import Place
from toolkit.ooxml.filling.heights import Wrapped, height
from toolkit.schemas import Field

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

INK = "1F3864"
_HEAD, _HEAD_OPTIONAL, _OWN = "1F3864", "D9E2F3", "EDEDED"
_STATUS = {  # fill, ink; bold, italic, struck out: what tells them apart without colour
    "proposed": ("FFF2CC", "7F6000", False, True, False),
    "draft": ("DDEBF7", "1F4E78", False, False, False),
    "reviewed": ("E2EFDA", "375623", False, False, False),
    "approved": ("A9D08E", "1E4620", True, False, False),
    "rejected": ("F8CBAD", "833C0B", False, False, True),
}
FACE, SIZE = "Calibri", 11


def number_format(place: Place) -> str:
    """The format of a column's cells, those of future rows too."""
    field = place.field
    if place.kind == "as_read":
        return "#,##0.#########"
    if field is None:
        return TEXT if place.kind == "key" else "General"
    if field.format == "date":
        return DATE
    return TEXT if is_text(field) else "General"


def is_text(field: Field) -> bool:
    """Whether Excel must leave what is typed here as it is."""
    return field.type in ("string", "array") and field.format != "date"


def heading(cell: Cell, place: Place) -> None:
    """A required column's heading is bold on dark and starred; another's is plain on light."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    required = place.field is not None and place.field.required
    colour = _HEAD if required else _HEAD_OPTIONAL if place.kind == "field" else _OWN
    cell.fill = PatternFill("solid", fgColor=colour)
    ink = "FFFFFF" if required else INK
    cell.font = Font(FACE, SIZE, bold=required, italic=place.kind == "as_read", color=ink)
    cell.border = Border(bottom=Side("medium" if required else "thin", color=INK))
    cell.alignment = Alignment(wrap_text=True, vertical="center")
    cell.number_format = TEXT


def body(cell: Cell, place: Place) -> None:
    """A cell below a heading: long texts break into lines, everything stands at the top."""
    from openpyxl.styles import Alignment, Font

    day = place.field is not None and place.field.format == "date"
    across = "right" if place.kind == "as_read" else "center" if day else None
    aside = 1 if across == "right" else 0
    cell.alignment = Alignment(
        horizontal=across, indent=aside, wrap_text=wraps(place), vertical="top"
    )
    if place.kind == "as_read":
        cell.font = Font(FACE, SIZE, italic=True, color="595959")


def wraps(place: Place) -> bool:
    """Whether a column's texts break into lines."""
    return place.kind == "field" and place.width > 40


def row_height(texts: Sequence[str], widths: Sequence[float]) -> float:
    """Points that a row needs for wrapped texts in columns so wide."""
    columns = [Wrapped(n, width, SIZE) for n, width in enumerate(widths)]
    return max(15.0, height(texts, columns))


def colours(sheet: Worksheet, places: Sequence[Place], last: int) -> None:
    """What stands out: a status, and a required cell left blank in a row that is begun."""
    from openpyxl.styles import Font, PatternFill

    def rule(cells: str, formula: str, **looks: Any) -> None:
        sheet.conditional_formatting.add(f"{cells}{last}", _rule(formula, **looks))

    letters = {place.name: place.letter for place in places if place.kind == "field"}
    if status := letters.get("status"):
        for word, (fill, ink, bold, italic, struck) in _STATUS.items():
            font = Font(color=ink, bold=bold, italic=italic, strike=struck)
            filled = PatternFill("solid", fgColor=fill, bgColor=fill)
            rule(f"{status}2:{status}", f'${status}2="{word}"', fill=filled, font=font)
        across = f"{places[0].letter}2:{places[-2].letter}"
        rule(across, f'${status}2="rejected"', font=Font(strike=True, color="7F7F7F"))
    begun = "&".join(f"${p.letter}2" for p in places if p.kind == "field" and not p.folded)
    for place in places:
        if place.field is not None and place.field.required:
            blank = f"AND(LEN({begun})>0,LEN(${place.letter}2)=0)"
            hatched = PatternFill("lightUp", fgColor="C00000", bgColor="FFFFFF")
            rule(f"{place.letter}2:{place.letter}", blank, fill=hatched)


def _rule(formula: str, **looks: Any) -> Any:
    from openpyxl.formatting.rule import FormulaRule

    return FormulaRule(formula=[formula], **looks)  # type: ignore[no-untyped-call]


def page(sheet: Worksheet) -> None:
    """A page as wide as the paper, headings on each."""
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    for side in ("left", "right", "top", "bottom"):
        setattr(sheet.page_margins, side, 0.4)
