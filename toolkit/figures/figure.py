"""What a figure is: one number standing in a text, and how it is read."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, NamedTuple

Kind = Literal[
    "quantity",
    "year",
    "date",
    "time",
    "duration",
    "ordinal",
    "name",
    "reference",
    "ambiguous",
]

Json = str | int | bool | list[str]


class Figure(NamedTuple):
    """One number as printed, and its reading; the conventions are in docs/figures.md.

    `start` and `end` are code-point offsets: `text[start:end] == printed`. `value` and
    `value_high` are in base units (percent stays percent). `decimals` is the accuracy exponent
    of XBRL: -9 means known to the nearest billion. Only a quantity has a value; an ambiguous
    figure has its readings in `alt_values` and no value at all.
    """

    printed: str
    start: int
    end: int
    kind: Kind
    value: Decimal | None = None
    value_high: Decimal | None = None
    decimals: int | None = None
    decimals_high: int | None = None
    unit: str | None = None
    of: str | None = None
    unit_candidates: tuple[str, ...] = ()
    qualifier: str | None = None
    direction: str | None = None
    per: str | None = None
    vague: bool = False
    fraction: str | None = None
    converted_from: str | None = None
    alt_values: tuple[Decimal, ...] = ()

    def as_json(self) -> dict[str, Json]:
        """The fields that say something, values as decimal strings; an absent field is null."""
        answer: dict[str, Json] = {
            "printed": self.printed,
            "start": self.start,
            "end": self.end,
            "kind": self.kind,
        }
        high = self.decimals if self.decimals_high is None else self.decimals_high
        if self.value is not None:
            answer["value"] = decimal_string(self.value, self.decimals)
        if self.value_high is not None:
            answer["value_high"] = decimal_string(self.value_high, high)
        if self.decimals is not None:
            answer["decimals"] = self.decimals
        if self.decimals_high is not None:
            answer["decimals_high"] = self.decimals_high
        for name in ("unit", "of", "qualifier", "direction", "per", "fraction", "converted_from"):
            said = getattr(self, name)
            if said is not None:
                answer[name] = said
        if self.unit_candidates:
            answer["unit_candidates"] = list(self.unit_candidates)
        if self.vague:
            answer["vague"] = True
        if self.alt_values:
            answer["alt_values"] = [decimal_string(v, None) for v in self.alt_values]
        return answer


def decimal_string(value: Decimal, decimals: int | None) -> str:
    """`value` in plain notation, with exactly max(decimals, 0) digits after the point."""
    whole, _, part = format(value, "f").partition(".")
    if decimals is None:
        part = part.rstrip("0")
    else:
        part = part.ljust(max(decimals, 0), "0")[: max(decimals, 0)]
    return f"{whole}.{part}" if part else whole
