"""A cell read as its field's type: exactly, or not at all, with the reason."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from toolkit.decimals import in_full
from toolkit.readers.grid import Cell
from toolkit.schemas import Field

_EXPECTED = {
    "number": "a number",
    "integer": "a whole number",
    "array": "a list with ; between its parts",
    "string": "text",
}
AS_A_DATE = {"expected": "a date", "advice": "type it as 2025-09-12"}


def expected(field: Field) -> str:
    """What a field wants, in a message: "a number"."""
    return _EXPECTED.get(field.type, field.type)


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a cell has no value: a rule's code, and what its message needs."""

    code: str
    says: dict[str, Any] = field(default_factory=dict)


CUT_SHORT = Doubt("CEL005")  # the value is read all the same
_KEPT = 15  # digits that Excel keeps of a number (Microsoft KB269370)


def is_cut_short(cell: Cell, field: Field) -> bool:
    """Whether a number has more digits than a spreadsheet keeps: what was typed may be lost.

    Noughts at the end are none of an amount's digits; of an identifier's they may be what Excel put
    in place of others.
    """
    if cell.kind != "number" or len(cell.raw) <= _KEPT:
        return False
    digits = cell.raw.lstrip("-0.").replace(".", "")
    return len(digits if field.type == "string" else digits.rstrip("0")) > _KEPT


def read_cell(cell: Cell, field: Field, *, decimal_point: bool) -> Any:
    """The value of `cell` as `field` wants it (str, Decimal, int, date, list of str), or a Doubt.

    Blank text is None. With `decimal_point` a lone point is a decimal point ("1.234" is 1.234), as
    machine-written files have it; without, such a number can be read two ways and is a Doubt.
    """
    if cell.kind == "error":
        return Doubt("CEL001")
    if cell.kind == "uncached":
        return Doubt("CEL002")
    if cell.kind == "undatable":
        return Doubt("CEL003")
    if cell.kind == "text" and not (text := trim(cell.raw)):
        return None
    if cell.kind == "text":
        cell = Cell("text", text)
    if field.format == "date":
        return _date(cell)
    return _READ[field.type](cell, field, decimal_point)


def trim(text: str) -> str:
    """Text without the blanks around it: every Unicode space, no-break and zero-width ones too."""
    return text.strip().strip("\u200b\u2060\ufeff").strip()


def as_typed(value: Any) -> str:
    """A value as one would type it."""
    if isinstance(value, Decimal):
        return in_full(value)
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)


def shortened(text: str, limit: int = 120) -> str:
    """Text short enough for a message, its end marked where it was cut."""
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


# -- numbers ---------------------------------------------------------------------------------------

_SPACES = str.maketrans(dict.fromkeys("\u00a0\u202f\u2009\u2007 ", " ") | {"−": "-", "’": "'"})
_PLAIN = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_GROUPED = (  # separators that only one reading makes sense of
    (
        re.compile(r"[0-9]{1,3}(?:\.[0-9]{3}){2,}(?:,[0-9]+)?|[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+"),
        ".",
        ",",
    ),
    (
        re.compile(r"[0-9]{1,3}(?:,[0-9]{3}){2,}(?:\.[0-9]+)?|[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+"),
        ",",
        ".",
    ),
    (re.compile(r"[0-9]{1,3}(?: [0-9]{3})+(?:,[0-9]+)?"), " ", ","),
    (re.compile(r"[0-9]{1,3}(?: [0-9]{3})+\.[0-9]+"), " ", "."),
    (re.compile(r"[0-9]{1,3}(?:'[0-9]{3})+(?:\.[0-9]+)?"), "'", "."),
    (re.compile(r"[0-9]{1,3}(?:'[0-9]{3})+,[0-9]+"), "'", ","),
    (re.compile(r"[0-9]+,[0-9]+"), "", ","),
)
_TWO_WAYS = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")


def _number(cell: Cell, field: Field, decimal_point: bool) -> Any:
    if len(cell.raw) > 200:
        return _wrong_type(cell, field)
    if cell.kind == "percent":
        return Decimal(cell.raw) * 100 if field.percent else Decimal(cell.raw)
    if cell.kind == "number":
        return Decimal(cell.raw)
    if cell.kind != "text":
        return _wrong_type(cell, field)
    text = cell.raw.translate(_SPACES)
    if field.percent and text.endswith("%"):
        text = text[:-1].rstrip()
    digits = text[1:].lstrip() if text[:1] in ("-", "+") else text
    if _TWO_WAYS.fullmatch(digits) and not (decimal_point and "." in digits):
        sign = "-" if text.startswith("-") else ""
        whole, thousandths = re.split("[.,]", sign + digits)
        return Doubt(
            "SCH006",
            {
                "first": whole + thousandths,
                "second": f"{whole}.{thousandths}",
                "advice": "as a number in Excel, or without a separator for thousands",
            },
        )
    if _PLAIN.fullmatch(digits):
        return _signed(digits, text)
    for pattern, thousands, decimal in _GROUPED:
        if pattern.fullmatch(digits):
            bare = digits.replace(thousands, "") if thousands else digits
            return _signed(bare.replace(decimal, "."), text)
    return _wrong_type(cell, field)


def _signed(digits: str, text: str) -> Decimal:
    number = Decimal(digits)
    return number.copy_negate() if text.startswith("-") else number


def _integer(cell: Cell, field: Field, decimal_point: bool) -> Any:
    if cell.kind == "text" and (known := _label(cell.raw, field)) is not None:
        return known
    number = _number(cell, field, decimal_point)
    if isinstance(number, Doubt):
        return number
    if abs(number) < 10**18 and number == number.to_integral_value():
        return int(number)
    known = _label(in_full(number), field)  # Excel makes a number of 0.1 in a drop-down
    return known if known is not None else _wrong_type(cell, field)


def _label(text: str, field: Field) -> int | None:
    return field.labels.get(text.casefold().removeprefix("nearest ").strip())


# -- amounts in words ------------------------------------------------------------------------------


_DOUBTFUL = re.compile(r"(?<![0-9.,])[1-9][0-9]{0,2}[.,][0-9]{3}(?![0-9.,])")


def read_amount(text: str, field: Field, languages: Sequence[str], unit: str | None) -> Any:
    """A number typed as it is said, "380 bn" or "3,2 Mrd.": a Decimal, or a Doubt.

    `languages` are those it may be written in; all that know it must read the same. What else the
    text says must be what the record's `unit` says; a bound or a range has columns of its own.
    None where the text is no amount in any of them.
    """
    from toolkit.figures import LANGUAGES, read_figures

    text = trim(text)
    if len(text) > 200 or not re.search(r"[^\W\d]", text):
        return None
    known = [one for one in languages if one.partition("-")[0].lower() in LANGUAGES] or LANGUAGES
    read: dict[Decimal, None] = {}
    for language in known:
        figures = read_figures(text, language)
        if len(figures) != 1 or text[: figures[0].start] or text[figures[0].end :] not in ("", "."):
            continue
        figure = figures[0]
        if figure.qualifier or figure.value_high is not None or figure.vague or figure.per:
            continue
        named = figure.unit or "/".join(figure.unit_candidates) or figure.of
        percent = named == "percent" and field.percent and unit is None
        if named and not percent and (not unit or unit not in named.split("/")):
            advice = f"type the number alone here, and {named} in Unit"
            return Doubt("SCH002", {"expected": expected(field), "advice": advice})
        values = figure.alt_values if figure.value is None else (figure.value,)
        read |= dict.fromkeys(values)
    if len(read) == 1 and _DOUBTFUL.search(text):
        (value,) = read
        digits = _DOUBTFUL.search(text)
        thousand = digits is not None and _as_thousands(text, digits[0], value, known)
        read[value / 1000 if thousand else value * 1000] = None
    if len(read) > 1:
        larger, *_, smaller = sorted(read, reverse=True)
        first, second = in_full(larger), in_full(smaller)
        advice = f"{first} or {second}"
        return Doubt("SCH006", {"first": first, "second": second, "advice": advice})
    return next(iter(read), None)


def _as_thousands(text: str, digits: str, value: Decimal, languages: Sequence[str]) -> bool:
    """Whether a grammar took the mark in "1.234 Mrd." for one of thousands: then 1234 Mrd. is
    the same."""
    from toolkit.figures import read_figures

    bare = text.replace(digits, re.sub("[.,]", "", digits))
    return any(f.value == value for one in languages for f in read_figures(bare, one))


# -- dates -----------------------------------------------------------------------------------------

_ISO = re.compile(r"([0-9]{4})[-/]([0-9]{1,2})[-/]([0-9]{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?")
_DOTTED = re.compile(r"([0-9]{1,2})\. ?([0-9]{1,2})\. ?([0-9]{4})")
_SIGNED = re.compile(r"([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日")
_NAMED = re.compile(
    r"(?:([0-9]{1,2})[-./ ]{1,2}(?:de )?([^\W\d_]{3,12})|([^\W\d_]{3,12})\.? ([0-9]{1,2}))"
    r"[-./, ]{1,2}(?:de )?([0-9]{4})"
)
_SLASHED = re.compile(r"([0-9]{1,2})[/-]([0-9]{1,2})[/-]([0-9]{4})")


def _date(cell: Cell) -> Any:
    """ISO 8601, day.month.year, and slashed dates that only one order makes sense of."""
    malformed = Doubt("SCH005", dict(AS_A_DATE))
    if cell.kind not in ("text", "date"):
        return malformed
    if match := _ISO.fullmatch(cell.raw):
        return _day(*match.groups()) or malformed
    if match := _DOTTED.fullmatch(cell.raw):
        return _day(match[3], match[2], match[1]) or malformed
    if match := _SLASHED.fullmatch(cell.raw):
        day_first = _day(match[3], match[2], match[1])
        month_first = _day(match[3], match[1], match[2])
        if day_first and month_first and day_first != month_first:
            first, second = day_first.isoformat(), month_first.isoformat()
            advice = f"{first} or {second}"
            return Doubt("SCH006", {"first": first, "second": second, "advice": advice})
        return day_first or month_first or malformed
    if day := _named_day(cell.raw):
        malformed.says["advice"] = f"type it as {day.isoformat()}"
    return malformed


def _named_day(raw: str) -> date | None:
    """The day of "31-Dec-2025", "December 31, 2025" or 2025年12月31日, for the mend alone."""
    if match := _SIGNED.fullmatch(raw):
        return _day(*match.groups())
    match = _NAMED.fullmatch(raw)
    if match is None:
        return None
    from toolkit.figures import LANGUAGES
    from toolkit.figures.words.lexicon import lexicon

    day, month = (match[1], match[2]) if match[1] else (match[4], match[3])
    known = (lexicon(language).any_month.get(month.casefold()) for language in sorted(LANGUAGES))
    number = next((number for number in known if number), 0)
    return _day(match[5], str(number), day)


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


# -- texts -----------------------------------------------------------------------------------------


def _text(cell: Cell, field: Field, decimal_point: bool) -> Any:
    if cell.kind == "text":
        return _listed(cell.raw, field)
    if cell.kind == "number":
        return cell.raw
    if cell.kind == "percent":
        return in_full(Decimal(cell.raw) * 100) + "%"
    return _wrong_type(cell, field)


def _listed(text: str, field: Field) -> str:
    """The entry of the field's list that `text` is, whatever its case or spaces; else `text`."""
    if field.enum and text not in field.enum:
        wanted = re.sub(r"[\s_-]+", "_", text.casefold())
        return next((entry for entry in field.enum if entry.casefold() == wanted), text)
    return text


def _array(cell: Cell, field: Field, decimal_point: bool) -> Any:
    if cell.kind == "list":
        return json.loads(cell.raw)
    text = _text(cell, field, decimal_point)
    if isinstance(text, Doubt):
        return text
    if text.startswith("[") and (listed := _json_texts(text)) is not None:
        return listed
    parts = re.split(r"[;,\n]" if field.references else r"[;\n]", text)
    return [part for part in map(trim, parts) if part]


def _json_texts(text: str) -> list[str] | None:
    """The parts of a list that is written as JSON, as factpack does where one holds a ; itself."""
    try:
        listed = json.loads(text)
    except ValueError:
        return None
    return listed if all(isinstance(part, str) for part in listed) else None


def _wrong_type(cell: Cell, field: Field) -> Doubt:
    advice = f"type it in full, as {field.example}" if field.example else "clear the cell"
    if cell.kind == "date" and field.type == "string":
        advice = "Excel has made a date of it: format the cell as text and type it again"
    return Doubt("SCH002", {"expected": expected(field), "advice": advice})


_READ: dict[str, Callable[[Cell, Field, bool], Any]] = {
    "number": _number,
    "integer": _integer,
    "string": _text,
    "array": _array,
}
