"""When two cells say the same: numbers at 15 digits, texts line by line, dates as days."""

from __future__ import annotations

from math import floor, isclose, log10

from toolkit.pack.lineage import Line
from toolkit.pack.standing import Cell

_NUMBERS = ("number", "date")


def same_number(one: str, other: str) -> bool:
    """Alike at 15 digits, which is what Excel keeps and shows (Microsoft KB269370).

    The fifteenth may be one off, for LibreOffice rounds what it has rounded already; whole numbers
    are written exactly by all.
    """
    if one == other:
        return True
    try:
        a, b = float(one), float(other)
    except ValueError:
        return False
    if f"{a:.15g}" == f"{b:.15g}":
        return True
    if a.is_integer() and b.is_integer():
        return False
    return abs(a - b) <= 10.0 ** (floor(log10(max(abs(a), abs(b)))) - 14) * 1.5


def same_computed(one: str, other: str) -> bool:
    """Two programs' results of one formula: their sums may part in the last digits."""
    try:
        return isclose(float(one), float(other), rel_tol=1e-12, abs_tol=1e-12)
    except ValueError:
        return False


def same_text(one: str | None, other: str | None) -> bool:
    """Alike but for how line ends are written, which differs between programs."""
    return _lines(one) == _lines(other)


def _lines(text: str | None) -> str:
    return (text or "").replace("\r\n", "\n").replace("\r", "\n")


def same_look(line: Line, now: Cell | None) -> bool:
    """Whether a number is shown as it was written to be: its unit, its scale, its digits.

    A formula without a format of its own takes that of what it looks at, which some programs
    write down.
    """
    if now is None or line.look is None or now.look is None or line.look == now.look:
        return True
    return line.look == "General" and line.formula is not None


def same_value(line: Line, now: Cell | None) -> bool:
    """Whether a cell holds what was written, be it computed or typed.

    A formula that had no value yet may have any now.
    """
    if now is None:
        return line.formula is None and not line.value
    if line.kind == "blank" or (now.kind == "blank" and line.formula is not None):
        return now.formula is not None
    if line.kind in _NUMBERS and now.kind in _NUMBERS:
        one, other = line.value or "", now.value or ""
        if same_number(one, other):
            return True
        if line.kind == now.kind == "date" and line.shown is not None:
            return line.shown == now.shown  # days count from 1904 in some workbooks
        return line.formula is not None and now.formula is not None and same_computed(one, other)
    if line.kind in ("boolean", "error") and line.formula is None and now.formula is not None:
        return now.formula.upper().removesuffix("()") == (line.value or "").upper()  # LibreOffice's
    if line.kind != now.kind:
        return line.kind == "text" and now.kind == "blank" and not line.value
    return same_text(line.value, now.value)
