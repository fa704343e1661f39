"""How agreement's tables tell a person what a fact says."""

from __future__ import annotations

from toolkit.agreement.records import Fact
from toolkit.decimals import grouped

_QUALIFIERS = {"exact": "", "between": ""}  # any other is said as it is, without its underscore
_UNITS = {"percent": " %"}


def said(fact: Fact) -> str:
    """What a fact says: "at least 53,000,000,000 USD", or its statement in quotation marks."""
    if fact.value is None:
        return f'"{short(fact.value_text or "")}"'
    qualifier = _QUALIFIERS.get(fact.qualifier, fact.qualifier.replace("_", " ") + " ")
    amount = grouped(fact.value)
    if fact.value_high is not None:
        amount += f" to {grouped(fact.value_high)}"
    return qualifier + amount + unit(fact.unit)


def period(fact: Fact) -> str:
    """A fact's period in ISO dates: "2025-04-01..2025-06-30", or one day; "" where none is."""
    start, end = (day.isoformat() if day else "" for day in fact.period)
    return f"{start}..{end}" if start else end


def unit(name: str) -> str:
    """A unit as it follows a number."""
    return _UNITS.get(name, f" {name.replace('_', ' ')}" if name else "")


def short(text: str, limit: int = 120) -> str:
    """Text on one line, short enough for a sentence, its end marked where it was cut."""
    line = " ".join(text.split())
    return line if len(line) <= limit else f"{line[: limit - 1]}…"


def count(number: int, noun: str) -> str:
    """A number of things: "1 pair", "2 pairs"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
