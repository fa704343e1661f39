"""The tables that agreement makes: what they hold, their columns, and their rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

_FACTS = "VARCHAR[]"
_NUMBER = "DECIMAL(38,9)"
_ROW = "BIGINT"


class Table(NamedTuple):
    """What a table holds, and its columns: SQL type and what each holds."""

    about: str
    columns: Mapping[str, tuple[str, str]]


TABLES: dict[str, Table] = {
    "intervals": Table(
        "The interval that each number stands for",
        {
            "_row": (_ROW, "The fact"),
            "low": (_NUMBER, "The lower end; NULL where there is none"),
            "high": (_NUMBER, "The upper end; NULL where there is none"),
            "low_open": ("BOOLEAN", "Whether the lower end itself is left out"),
            "high_open": ("BOOLEAN", "Whether the upper end itself is left out"),
            "basis": (
                "VARCHAR",
                "rounding, as typed (no decimals given), about, nearly, range, bound, "
                "bound of a negative (which bounds nothing)",
            ),
        },
    ),
    "duplicate_sets": Table(
        "The facts that speak of the same thing, and how they agree",
        {
            "set": ("BIGINT", "The set's number"),
            "name": ("VARCHAR", "Its name, as a ruling gives it"),
            "entity": ("VARCHAR", "Whom it is about"),
            "concept": ("VARCHAR", "What is measured"),
            "period_start": ("DATE", "First day; NULL where its facts state several periods"),
            "period_end": ("DATE", "Last day; NULL where its facts state several periods"),
            "periods": ("BIGINT", "How many different periods its facts state"),
            "scope": ("VARCHAR", "What further tells it apart"),
            "event": ("VARCHAR", "The event, the first of several"),
            "unit": ("VARCHAR", "The unit, before conversion; NULL for texts"),
            "facts": (_FACTS, "The facts' ids; a draft's without one is 'row 12'"),
            "rows": ("BIGINT[]", "The facts' _row, in the same order"),
            "sources": (_FACTS, "The sources"),
            "superseded": (_FACTS, "Those of the facts that another supersedes"),
            "class": ("VARCHAR", "The worst class of its pairs"),
            "relation": ("VARCHAR", "The class in the word for paper"),
            "witnesses": ("BIGINT", "How many independent witnesses stand behind it"),
            "has_primary": ("BOOLEAN", "Whether one of its sources is a filing or a release"),
            "ratio": (_NUMBER, "The largest value over the smallest, of those compared"),
            "scale_slip": (_NUMBER, "The power of ten that lies between two of its values"),
            "ruling": ("VARCHAR", "The analyst's decision: fact, unresolved, not_the_same"),
            "ruling_fact": ("VARCHAR", "The fact that the ruling takes"),
            "ruling_row": (_ROW, "The ruling's _row; a ruling in none of these names no set"),
            "pairs_left_out": ("BIGINT", "How many pairs of a very large set are not listed"),
        },
    ),
    "duplicate_pairs": Table(
        "Each two facts of a duplicate set, and what they are to each other",
        {
            "set": ("BIGINT", "The set"),
            "a": ("VARCHAR", "The first fact, in the order of ids"),
            "b": ("VARCHAR", "The second fact"),
            "a_row": (_ROW, "The first fact's _row"),
            "b_row": (_ROW, "The second fact's _row"),
            "class": (
                "VARCHAR",
                "inconsistent, differs, apart, within_bound, conversion, consistent, complete",
            ),
            "relation": ("VARCHAR", "The class in the word for paper"),
            "ratio": (_NUMBER, "The larger value over the smaller"),
            "why": ("VARCHAR", "What both say, and why they are what they are"),
        },
    ),
    "scale_slips": Table(
        "Two values of a set, or of sibling concepts, that are exactly a power of ten apart",
        {
            "a": ("VARCHAR", "The fact with the smaller value"),
            "b": ("VARCHAR", "The fact with the larger value"),
            "a_row": (_ROW, "The first fact's _row"),
            "b_row": (_ROW, "The second fact's _row"),
            "factor": (_NUMBER, "b is this many times a"),
            "set": ("BIGINT", "The set; NULL between sibling concepts"),
            "why": ("VARCHAR", "What both say"),
        },
    ),
    "conversions": Table(
        "The exchange rate that each converted amount implies",
        {
            "_row": (_ROW, "The converted amount"),
            "from_row": (_ROW, "The amount that it converts"),
            "base": ("VARCHAR", "The currency that one unit is taken of"),
            "quote": ("VARCHAR", "The currency that the unit is priced in"),
            "implied_rate": (_NUMBER, "The rate between the two amounts; NULL where there is none"),
            "implied_low": (_NUMBER, "The least it can be, both amounts being rounded"),
            "implied_high": (_NUMBER, "The most it can be"),
            "reference": (_NUMBER, "The rate that it is held against"),
            "reference_source": ("VARCHAR", "fx_rates, or other conversions in the dossier"),
            "reference_date": ("DATE", "The day of a rate of fx_rates"),
            "holds": ("BOOLEAN", "Whether it fits; NULL with nothing to hold it against"),
            "why": ("VARCHAR", "Both amounts, the rate, and what it was held against"),
        },
    ),
    "sums_check": Table(
        "Whether facts that should add up do, within rounding",
        {
            "total": ("VARCHAR", "The fact that is the sum"),
            "total_row": (_ROW, "Its _row; NULL where there is no such fact"),
            "items": (_FACTS, "The facts that are part of it"),
            "low": (_NUMBER, "The least that the items can add up to"),
            "high": (_NUMBER, "The most that the items can add up to"),
            "total_low": (_NUMBER, "The least that the total can be"),
            "total_high": (_NUMBER, "The most that the total can be"),
            "holds": ("BOOLEAN", "Whether the two overlap; NULL where that cannot be judged"),
            "why": ("VARCHAR", "The total and what its items add up to"),
        },
    ),
    "level_changes": Table(
        "The close that a price and its change imply",
        {
            "price_row": (_ROW, "The price"),
            "change_row": (_ROW, "The change in percent that ends on the price's day"),
            "entity": ("VARCHAR", "Whom both are about"),
            "scope": ("VARCHAR", "What further tells both apart"),
            "unit": ("VARCHAR", "The price's currency"),
            "base_date": ("DATE", "The weekday before the change begins"),
            "implied_low": (_NUMBER, "The least that the close can have been"),
            "implied_high": (_NUMBER, "The most; NULL where there is no most"),
            "low_open": ("BOOLEAN", "Whether the lower end itself is left out"),
            "high_open": ("BOOLEAN", "Whether the upper end itself is left out"),
        },
    ),
    "level_contradictions": Table(
        "Two closes of one day, implied or stated, that cannot both be",
        {
            "price_row": (_ROW, "The price"),
            "change_row": (_ROW, "Its change"),
            "other_price_row": (_ROW, "The other price, or the stated close"),
            "other_change_row": (_ROW, "The other change; NULL for a stated close"),
            "base_date": ("DATE", "The day of the close"),
            "why": ("VARCHAR", "What all of them say"),
        },
    ),
}


def as_row(value: tuple[Any, ...]) -> tuple[Any, ...]:
    """A row of a table, in the order of its columns; lists as lists."""
    return tuple([list(cell) if type(cell) is tuple else cell for cell in value])
