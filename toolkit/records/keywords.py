"""What one keyword of JSON Schema says of one value, as SQL that is true of none it forbids."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from toolkit.sqltext import literal

SURELY = "true"
HELD = "false"
# Patterns of which RE2 and Python's re agree, or RE2 takes fewer texts ("$" before a last newline,
# "\d" of other scripts): plain characters, classes, groups, counts, alternatives.
_CLASS = r"\[\^?(?:[A-Za-z0-9_ :;,/#%&@!<>=~+*?.(){}|$'\"-]|[^\x00-\x7f]|\\[-.\]\[/^]|\\s)+\]"
_TOKEN = (
    rf"(?:[A-Za-z0-9_ :;,/#%&@!<>=~'\"-]|\\[-.+*?()\[\]{{}}|^$\\/]|\\d|[)|^$]|{_CLASS}"
    r"|\((?:\?:|(?!\?))|[*+?]|\{[0-9]{1,3}(?:,(?:[0-9]{1,3})?)?\})"
)
_KNOWN_PATTERN = re.compile(f"{_TOKEN}*")
_REPEATED_TWICE = re.compile(r"[*+?}][*+{]")  # possessive in Python, refused or otherwise in RE2
# Blanks to Python and to ECMA-262 both, as RE2 writes them, and those to one of them only.
_SPACES = r"\t\n\x0b\f\r \x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}"
_DISPUTED = r"\x1c-\x1f\x{85}\x{feff}"
_LONG = 16  # texts of a list from which one pattern is faster than comparing with each
_WORD = re.compile("[A-Za-z0-9_]+")  # the same in a pattern
_EXACT = "'-?[0-9]{1,28}([.][0-9]{1,9})?'"
_FINEST = Decimal("0.000000001")  # every DECIMAL(38,9) is a multiple of it
_WHOLE = 10**9  # whole numbers that SQL compares as they are
_BEYOND = 10**29  # more than any DECIMAL(38,9)
_MOST = 10**28  # more than any number of _EXACT


def _amount(value: str) -> str:
    """A number as DuckDB holds it exactly; NULL, so that nothing holds of it, where it does not."""
    digits = f"case when regexp_full_match({value}, {_EXACT}) then {value} end"
    return f"({digits})::decimal(38,9)"


def _limit(said: Any) -> str | None:
    """A number of a schema as SQL; None where DuckDB would not hold it exactly."""
    if isinstance(said, bool) or not isinstance(said, int | Decimal):
        return None
    number = Decimal(said)
    if not number.is_finite() or not -_MOST < number < _MOST:
        return None
    text = format(number, "f")
    if len(text.partition(".")[2].rstrip("0")) > 9:
        return None
    return f"'{text}'::decimal(38,9)"


def one_of(listed: Sequence[Any], kind: str, value: str) -> str:
    """Of an enum."""
    words = [one for one in listed if isinstance(one, str) and _WORD.fullmatch(one)]
    if kind != "string" or len(words) < _LONG:
        return any_of([equal(one, kind, value) for one in listed])
    others = [equal(one, kind, value) for one in listed if one not in words]
    return any_in_turn([f"regexp_full_match({value}, '{'|'.join(words)}')", *others])


def equal(said: Any, kind: str, value: str) -> str:
    """Of a const."""
    if kind == "string":
        return f"{value} = {literal(said)}" if isinstance(said, str) else HELD
    if kind in ("number", "integer") and (limit := _limit(said)):
        return f"{_amount(value)} = {limit}"
    if kind in ("amount", "whole") and (limit := _limit(said)):
        return f"{value} = {limit}"
    if kind == "day" and isinstance(said, str):
        return f"{value}::varchar = {literal(said)}"
    return HELD


def _compared(sign: str) -> Callable[[Any, str], str]:
    def check(said: Any, value: str) -> str:
        if isinstance(said, Decimal | int) and not -_MOST < said < _MOST:
            within = (said < 0) == (sign[0] == ">")  # every number that is held exactly is
            return f"regexp_full_match({value}, {_EXACT})" if within else HELD
        limit = _limit(said)
        return f"{_amount(value)} {sign} {limit}" if limit else HELD

    return check


def _multiple(said: Any, value: str) -> str:
    """Of a power of ten by the digits, of a whole number by whole numbers: never by division."""
    limit = _limit(said)
    if limit is None or Decimal(said) <= 0:
        return HELD
    number = Decimal(said).normalize()
    if number == 1 or (number < 1 and number.as_tuple().digits == (1,)):
        places = -number.adjusted()
        return f"regexp_full_match({value}, '-?[0-9]+([.][0-9]{{0,{places}}}0*)?')"
    if number == number.to_integral_value() and number < 10**18:
        whole = f"(case when regexp_full_match({value}, '-?[0-9]{{1,28}}') then {value} end)"
        return f"{whole}::hugeint % {int(number)} = 0"
    return HELD


def _counted(written: str) -> Callable[[Any, str], str]:
    """A limit on how many characters or items there are, `{0}` standing for the value."""

    def check(said: Any, value: str) -> str:
        if isinstance(said, bool) or not isinstance(said, int) or abs(said) >= 10**18:
            return HELD
        return written.format(value, said)

    return check


def _at_least(said: Any, value: str) -> str:
    return _counted("strlen({0}) >= {1}" if said == 1 else "length({0}) >= {1}")(said, value)


def _pattern(said: Any, value: str) -> str:
    if not isinstance(said, str) or not _KNOWN_PATTERN.fullmatch(said):
        return HELD
    if _REPEATED_TWICE.search(re.sub(_CLASS + r"|\\.", "a", said)):
        return HELD
    return f"regexp_matches({value}, {literal(re.sub(_CLASS, _spelled, said))})"


def _spelled(found: re.Match[str]) -> str:
    """A class with its blanks written out: one that takes no character that either reading of the
    pattern would not."""
    blanks = _SPACES + _DISPUTED if found[0].startswith("[^") else _SPACES
    return found[0].replace(r"\s", blanks)


def _format(said: Any, value: str) -> str:
    """Only full-date of RFC 3339; the year 0000 is none to Python."""
    if said != "date":
        return HELD
    digits = f"regexp_full_match({value}, '[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}')"
    return f"({digits} and {value} > '0001' and try_cast({value} as date) is not null)"


def _compared_typed(sign: str, said: Any, value: str) -> str:
    """The same of a column that is a number: it is less than _BEYOND by its type."""
    if isinstance(said, int) and not isinstance(said, bool) and abs(said) < _WHOLE:
        return f"{value} {sign} {said}"
    if isinstance(said, Decimal | int) and not -_BEYOND < said < _BEYOND:
        return SURELY if (said < 0) == (sign[0] == ">") else HELD
    limit = _limit(said)
    return f"{value} {sign} {limit}" if limit else HELD


def check_of(keyword: str, said: Any, kind: str, value: str) -> str:
    """What a keyword that speaks of one value alone says; HELD where it is not known here."""
    if kind == "day" and keyword == "format" and said == "date":
        return SURELY
    if kind == "amount" and keyword == "multipleOf" and said == _FINEST:
        return SURELY
    if kind in ("amount", "whole") and keyword in _SIGNS:
        return _compared_typed(_SIGNS[keyword], said, value)
    check = _CHECKS.get(keyword)
    typed = kind in ("amount", "whole", "day")
    return check(said, f"{value}::varchar" if typed else value) if check else HELD


_SIGNS: Mapping[str, str] = {
    "minimum": ">=",
    "maximum": "<=",
    "exclusiveMinimum": ">",
    "exclusiveMaximum": "<",
}
_CHECKS: Mapping[str, Callable[[Any, str], str]] = {
    **{keyword: _compared(sign) for keyword, sign in _SIGNS.items()},
    "multipleOf": _multiple,
    "minLength": _at_least,
    # Bytes are never fewer than characters, and need not be counted.
    "maxLength": _counted("case when strlen({0}) <= {1} then true else length({0}) <= {1} end"),
    "minItems": _counted("len({0}) >= {1}"),
    "maxItems": _counted("len({0}) <= {1}"),
    "pattern": _pattern,
    "format": _format,
}


# -- together --------------------------------------------------------------------------------------


def all_of(parts: Sequence[str]) -> str:
    """SQL that holds where every part does."""
    if HELD in parts:
        return HELD
    said = [part for part in parts if part != SURELY]
    return f"({' and '.join(said)})" if said else SURELY


def any_of(parts: Sequence[str]) -> str:
    """SQL that holds where some part does."""
    if SURELY in parts:
        return SURELY
    said = [part for part in parts if part != HELD]
    return f"({' or '.join(said)})" if said else HELD


def any_in_turn(parts: Sequence[str]) -> str:
    """The same as `any_of`, each asked only where none before it holds."""
    told = any_of(parts)
    said = [part for part in parts if part != HELD]
    if told in (SURELY, HELD) or len(said) == 1:
        return told
    cases = " ".join(f"when {part} then true" for part in said[:-1])
    return f"case {cases} else {said[-1]} end"
