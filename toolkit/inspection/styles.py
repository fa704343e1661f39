"""Which cell formats hide what stands in a cell: white on white, a tiny font, a blank format."""

from __future__ import annotations

from typing import TypeVar

from toolkit.inspection.reading import Piece, pieces
from toolkit.ooxml.container import names
from toolkit.ooxml.container.package import Package
from toolkit.ooxml.container.workbook import Workbook

T = TypeVar("T")
_TINY = 1.5  # points
_WHITE = ("FFFFFFFF", "00FFFFFF", "FFFFFF")


def concealing(package: Package, workbook: Workbook) -> dict[str, str]:
    """By a cell's style index as written, how that style conceals a value."""
    part = package.only_target(workbook.part, "styles")
    if part is None:
        return {}
    every = pieces(package, part)
    fonts, fills, codes, used = _listed(every)
    found = {}
    for index, each in enumerate(used):
        size, white = _of(fonts, each.get("fontId"), (11.0, False))
        plain = _of(fills, each.get("fillId"), True)
        if white and plain:
            found[str(index)] = "is written white on white"
        elif size < _TINY:
            found[str(index)] = f"is written {size:g} points high"
        elif codes.get(each.get("numFmtId", ""), "").replace(" ", "") in (";;", ";;;"):
            found[str(index)] = "has a number format that shows nothing (;;;)"
    return found


Attributes = dict[str, str]


def _listed(
    every: tuple[Piece, ...],
) -> tuple[list[tuple[float, bool]], list[bool], dict[str, str], list[Attributes]]:
    """Fonts (size, white), fills (whether white or none), format codes by id, cell formats."""
    fonts: list[tuple[float, bool]] = []
    fills: list[bool] = []
    codes: dict[str, str] = {}
    used: list[Attributes] = []
    size, white, plain = 11.0, False, True
    pattern = ""
    for piece in every:
        match piece.parent, piece.name:
            case "font", "sz":
                size = _number(piece.attributes.get("val"), 11.0)
            case "font", "color":
                white = _is_white(piece.attributes)
            case "fonts", "font":
                fonts.append((size, white))
                size, white = 11.0, False
            case "patternFill", "fgColor":
                pattern = "white" if _is_white(piece.attributes) else "coloured"
            case "fill", "patternFill":
                kind = piece.attributes.get("patternType", "none")
                plain = kind == "none" or (kind == "solid" and pattern == "white")
            case "fill", "gradientFill":
                plain = False
            case "fills", "fill":
                fills.append(plain)
                plain, pattern = True, ""
            case "numFmts", "numFmt":
                codes[piece.attributes.get("numFmtId", "")] = piece.attributes.get("formatCode", "")
            case "cellXfs", "xf":
                used.append(piece.attributes)
    return fonts, fills, codes, used


def _of(listed: list[T], index: str | None, otherwise: T) -> T:
    number = names.whole(index)
    return listed[number] if number is not None and number < len(listed) else otherwise


def _number(said: str | None, otherwise: float) -> float:
    try:
        return float(said) if said is not None else otherwise
    except ValueError:
        return otherwise


def _is_white(attributes: Attributes) -> bool:
    return attributes.get("rgb", "").upper() in _WHITE or (
        attributes.get("theme") == "0" and "tint" not in attributes
    )
