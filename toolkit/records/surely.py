"""What SQL surely reads of a cell exactly as `values.read_cell` does, for a whole column at once.

The meaning is that of values.py. SQL only takes the plain shapes, of which nothing can be doubted;
whatever else stands in a cell is read there, one by one. So "sure" may be false of a plain cell,
and is never true of another.
"""

from __future__ import annotations

from typing import NamedTuple

from toolkit.readers.grid import Kind
from toolkit.schemas import Field
from toolkit.sqltext import literal

# What str.strip takes for a blank, and the characters of no width that `values.trim` takes too.
_BLANKS = (
    "\t\n\x0b\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007"
    "\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\u200b\u2060\ufeff"
)
_BLANK = "[" + "".join(f"\\x{{{ord(one):x}}}" for one in _BLANKS) + "]"  # as RE2 writes it
_SPACES = "[" + "".join(f"\\x{{{ord(one):x}}}" for one in _BLANKS if one.isspace()) + "]*"
_AMOUNT = "'-?[0-9]{1,28}([.][0-9]{1,9})?'"
_SMALL_AMOUNT = "'-?[0-9]{1,20}([.][0-9]{1,9})?'"  # a hundred times it is held as well
_TWO_WAYS = "'-?[1-9][0-9]{0,2}[.][0-9]{3}'"
_WHOLE = 10**18
_SHORT = "strlen({raw}) <= 15"  # so many digits are never cut short


class Reading(NamedTuple):
    """SQL of a cell's value, which is right where `sure` is true; that is NULL of no cell only."""

    value: str
    sure: str


def surely(
    field: Field, kind: Kind, raw: str, typed: str, *, decimal_point: bool, plain: bool = False
) -> Reading | None:
    """How a cell of one kind is read as its field; None where that is never sure.

    `raw` is the column of the cells' texts, `typed` the one that `value` goes to. In a `plain` text
    no blank stands but spaces.
    """
    if field.format == "date":
        return _date(raw, typed) if kind in ("text", "date") else None
    match field.type, kind:
        case "number", "text" | "number":
            sure = f"regexp_full_match({raw}, {_AMOUNT})"
            if kind == "text" and not decimal_point:
                sure = f"({sure} and not regexp_full_match({raw}, {_TWO_WAYS}))"
            if kind == "number" and not decimal_point:
                sure = f"({sure} and {_SHORT.format(raw=raw)})"
            return Reading(f"try_cast({raw} as decimal(38,9))", sure)
        case "number", "percent":
            hundreds = " * 100::decimal(3,0)" if field.percent else ""
            value = f"(try_cast({raw} as decimal(30,9)){hundreds})::decimal(38,9)"
            return Reading(value, f"regexp_full_match({raw}, {_SMALL_AMOUNT})")
        case "integer", "text" | "number":
            reading = _integer(field, kind, raw, typed)
            if kind == "number" and not decimal_point:
                return Reading(reading.value, f"({reading.sure} and {_SHORT.format(raw=raw)})")
            return reading
        case "string", "text":
            if field.enum:
                return Reading(raw, f"{raw} in ({', '.join(map(literal, field.enum))})")
            return Reading(raw, _trimmed(raw, plain=plain))
        case "string", "number":
            return Reading(raw, "true" if decimal_point else _SHORT.format(raw=raw))
        case "array", "text":
            apart = "[;,\\n]|^\\[" if field.references else "[;\\n]|^\\["
            sure = f"({_trimmed(raw, plain=plain)} and not regexp_matches({raw}, '{apart}'))"
            return Reading(f"case when {raw} is not null then [{raw}] end", sure)
        case "array", "list":
            return Reading(f"from_json({raw}, '[\"VARCHAR\"]')", "true")
    return None


def there(kind: str, raw: str) -> str:
    """A cell's raw text, NULL where it is text and blank: then no reader takes it for a cell."""
    blank = f"{kind} = 'text' and regexp_full_match({raw}, '{_SPACES}')"
    return f"case when {blank} then null else {raw} end"


def _trimmed(raw: str, *, plain: bool) -> str:
    """Whether nothing blank stands at either end; mostly the two characters there say so, the first
    by comparing, for texts are compared by their bytes.

    CASE looks at the rest only where it must, which OR does not.
    """
    if plain:
        return f"({raw} >= '!' and not suffix({raw}, ' '))"
    return (
        f"case when {raw} between '!' and '~' and {raw}[-1] between '!' and '~' then true"
        f" else {raw} <> '' and not regexp_matches({raw}, '^{_BLANK}|{_BLANK}$') end"
    )


def _date(raw: str, typed: str) -> Reading:
    """Back and forth it is the same ten characters, as no other spelling and no far year is."""
    sure = f"(strlen({raw}) = 10 and {typed}::varchar is not distinct from {raw})"
    return Reading(f"try_cast({raw} as date)", sure)


def _integer(field: Field, kind: Kind, raw: str, typed: str) -> Reading:
    sure = f"({typed}::varchar is not distinct from {raw}"
    sure += f" and {typed} between {1 - _WHOLE} and {_WHOLE - 1}"
    labels = [label for label in field.labels if label.lstrip("-").isdigit()]
    if kind == "text" and labels:
        sure += f" and {raw} not in ({', '.join(map(literal, labels))})"
    return Reading(f"try_cast({raw} as bigint)", f"{sure})")
