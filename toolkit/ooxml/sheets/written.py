"""One cell's value as the bytes that stand in a sheet's part, and what no cell can hold."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from toolkit.errors import FactpackError
from toolkit.ooxml.container import spans
from toolkit.ooxml.container.text import encode
from toolkit.ooxml.sheets.placed import Place
from toolkit.ooxml.sheets.rows import LONGEST, plain
from toolkit.ooxml.sheets.serials import plain as as_kept

Value = Decimal | int | str | date  # of int also True and False, of date also datetime
Stored = Decimal | int | str


class Formula(str):
    """A formula as a sheet's part keeps it, without =; a cell holds it without a result."""

    __slots__ = ()


def unwritable(value: Value) -> str | None:
    """Why no cell can hold the value as it is, to be read after the cell's address."""
    if isinstance(value, str):
        units = len(value.encode("utf-16-le", "surrogatepass")) // 2
        if units > LONGEST:
            return f"would hold a text of {units:,} characters; a cell holds {LONGEST:,}"
        try:
            encode(value)
        except FactpackError as error:
            return f"cannot be filled in: {error.what}"
        return None if value else "would stay blank: the text is empty"
    if isinstance(value, date):
        return None
    exact = Decimal(value)
    if not exact.is_finite() or abs(exact) > Decimal("1e300"):
        return f"would hold {value}, which is no number of a cell"
    if Decimal(as_kept(float(exact))) != exact:
        return f"would hold {value}, which has more digits than a cell keeps; give it as text"
    return None


def cell(prefix: bytes, place: Place, style: str | None, value: Stored | None) -> bytes:
    """A whole cell; without a value one that only has its style."""
    kind, inside = content(prefix, value)
    said = f' r="{place}"'
    if style is not None:
        said += f' s="{spans.escape(style, quote=True)}"'
    if kind is not None:
        said += f' t="{kind}"'
    if not inside:
        return b"<%sc%s/>" % (prefix, said.encode())
    return b"<%sc%s>%s</%sc>" % (prefix, said.encode(), inside, prefix)


def content(prefix: bytes, value: Stored | None) -> tuple[str | None, bytes]:
    """A cell's type and what stands in it (18.18.11), in letters that any encoding writes alike.

    A text is written inline, so that it never is a formula.
    """
    if value is None:
        return None, b""
    if isinstance(value, Formula):
        stored = spans.escape(value).encode("ascii", "xmlcharrefreplace")
        return None, b"<%sf>%s</%sf>" % (prefix, stored, prefix)
    if isinstance(value, str):
        stored = spans.escape(encode(value)).encode("ascii", "xmlcharrefreplace")
        kept = b' xml:space="preserve"' if value != value.strip() or "\n" in value else b""
        inside = b"<%sis><%st%s>%s</%st></%sis>" % (prefix, prefix, kept, stored, prefix, prefix)
        return "inlineStr", inside
    kind = "b" if isinstance(value, bool) else None
    return kind, b"<%sv>%s</%sv>" % (prefix, plain(Decimal(value)).encode(), prefix)
