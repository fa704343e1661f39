"""How the sheets look: headings, formats, and colours that say what a row's words say already."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from toolkit.authoring.cells import DATE, TEXT
from toolkit.authoring.layout import Place
from toolkit.schemas import Field

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

INK = "1F3864"
_HEAD, _HEAD_OPTIONAL, _OWN = "1F3864", "D9E2F3", "EDEDED"
_STATUS = {  # fill, ink, and what tells them apart without colour
    "proposed": ("FFF2CC", "7F6000", {"italic": True}),
    "draft": ("DDEBF7", "1F4E78", {}),
    "reviewed": ("E2EFDA", "375623", {}),
    "approved": ("A9D08E", "1E4620", {"bold": True}),
    "rejected": ("F8CBAD", "833C0B", {"strike": True}),
}


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
    cell.font = Font(
        bold=required, italic=place.kind == "as_read", color="FFFFFF" if required else INK
    )
    cell.border = Border(bottom=Side("medium" if required else "thin", color=INK))
    cell.alignment = Alignment(wrap_text=True, vertical="center")
    cell.number_format = TEXT


def body(cell: Cell, place: Place) -> None:
    """A cell below a heading: long texts break into lines, everything stands at the top."""
    from openpyxl.styles import Alignment, Font

    long = place.kind == "field" and place.width > 40
    cell.alignment = Alignment(wrap_text=long, vertical="top")
    if place.kind == "as_read":
        cell.alignment = Alignment(horizontal="right", vertical="top")
        cell.font = Font(italic=True, color="595959")


def colours(sheet: Worksheet, places: Sequence[Place], last: int) -> None:
    """What stands out: a status, and a required cell left blank in a row that is begun."""
    from openpyxl.formatting.rule import FormulaRule
    from openpyxl.styles import Font, PatternFill

    letters = {place.name: place.letter for place in places if place.kind == "field"}
    width = f"{places[0].letter}2:{{}}{last}"
    if status := letters.get("status"):
        for word, (fill, ink, shape) in _STATUS.items():
            sheet.conditional_formatting.add(
                f"{status}2:{status}{last}",
                FormulaRule(
                    formula=[f'${status}2="{word}"'],
                    fill=_solid(fill),
                    font=Font(color=ink, **_shape(shape)),
                ),
            )
        across = width.format(places[-2].letter)
        rejected = FormulaRule(
            formula=[f'${status}2="rejected"'], font=Font(strike=True, color="7F7F7F")
        )
        sheet.conditional_formatting.add(across, rejected)
    begun = "&".join(f"${p.letter}2" for p in places if p.kind == "field" and not p.folded)
    for place in places:
        if place.field is not None and place.field.required:
            blank = FormulaRule(
                formula=[f"AND(LEN({begun})>0,LEN(${place.letter}2)=0)"],
                fill=PatternFill("lightUp", fgColor="C00000", bgColor="FFFFFF"),
            )
            sheet.conditional_formatting.add(f"{place.letter}2:{place.letter}{last}", blank)


def _solid(colour: str) -> Any:
    from openpyxl.styles import PatternFill

    return PatternFill("solid", fgColor=colour, bgColor=colour)


def _shape(shape: object) -> dict[str, bool]:
    return dict(shape) if isinstance(shape, dict) else {}
