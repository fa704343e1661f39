"""What agreement needs of each record: facts, and a few fields of the other record types."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple
from unicodedata import normalize

_SET_ASIDE = ("rejected", "proposed")
Record = Mapping[str, Any] | object  # a mapping by field key, or a value with such attributes


class Fact(NamedTuple):
    """One asserted value, as far as it takes part in agreement; blank fields are None."""

    row: int
    id: str | None
    entity: str
    concept: str
    source: str
    kind: str
    value: Decimal | None
    value_high: Decimal | None
    value_text: str | None
    qualifier: str
    unit: str
    decimals: int | None
    period_start: date | None
    period_end: date | None
    event: str
    scope: str
    attributed_to: str
    via: str
    converted_from: str | None
    supersedes: str | None

    @property
    def name(self) -> str:
        """Its id; a draft without one is called by its number."""
        return self.id or f"row {self.row}"

    @property
    def period(self) -> tuple[date | None, date | None]:
        """(first day, last day); (None, day) for an instant, (None, None) where none is stated."""
        return (self.period_start, self.period_end)


class Source(NamedTuple):
    """A source: what it is, who publishes it, when."""

    type: str
    publisher: str
    published: date | None


class Rate(NamedTuple):
    """How many units of `quote` one unit of `base` costs on a day."""

    date: date
    base: str
    quote: str
    rate: Decimal


class Ruling(NamedTuple):
    """The analyst's decision on a set."""

    row: int
    set: str
    decision: str
    fact: str | None
    date: date | None


class Item(NamedTuple):
    """One line of a sum: this fact is part of that one."""

    total: str
    item: str
    weight: Decimal


def facts_of(records: Iterable[Record]) -> tuple[Fact, ...]:
    """The facts that take part, in the order of their ids: not those rejected, proposed or blank.

    A proposed fact that nobody has read bears no witness, and starts no dispute.
    """
    numbered = enumerate(records, 1)
    facts = (_fact(record, n) for n, record in numbered if text(record, "status") not in _SET_ASIDE)
    said = (fact for fact in facts if fact.value is not None or fact.value_text is not None)
    return tuple(sorted(said, key=lambda fact: (fact.id is None, fact.id or "", fact.row)))


def sources_of(records: Iterable[Record]) -> dict[str, Source]:
    """Sources by their id."""
    return {
        text(record, "id"): Source(
            text(record, "type"), text(record, "publisher"), _date(_reader(record)("published"))
        )
        for record in records
    }


def parents_of(records: Iterable[Record]) -> dict[str, str]:
    """The parent of each concept that has one."""
    return {text(r, "id"): text(r, "parent") for r in records if text(r, "parent")}


def rates_of(records: Iterable[Record]) -> tuple[Rate, ...]:
    """The rates that are complete and above zero, by date."""
    found = []
    for record in records:
        day, rate = _date(_reader(record)("date")), _number(_reader(record)("rate"))
        if day and rate and rate > 0:
            found.append(Rate(day, text(record, "base"), text(record, "quote"), rate))
    return tuple(sorted(found, key=lambda rate: (rate.date, rate.base, rate.quote, rate.rate)))


def rulings_of(records: Iterable[Record]) -> dict[str, Ruling]:
    """The latest ruling on each set, by the set's name in its normal form."""
    rulings = []
    for number, record in enumerate(records, 1):
        get = _reader(record)
        fact, day = text(record, "fact") or None, _date(get("date"))
        row = number if get("_row") is None else int(get("_row"))
        rulings.append(Ruling(row, text(record, "set"), text(record, "decision"), fact, day))
    rulings.sort(key=lambda r: (r.date or date.min, r.row))
    return {normal(ruling.set): ruling for ruling in rulings}


def items_of(records: Iterable[Record]) -> tuple[Item, ...]:
    """The lines of all sums, by total; a blank weight is 1."""
    found = []
    for record in records:
        weight = _number(_reader(record)("weight"))
        one = Decimal(1) if weight is None else weight
        found.append(Item(text(record, "total"), text(record, "item"), one))
    return tuple(sorted(found, key=lambda line: (line.total, line.item, line.weight)))


@lru_cache(maxsize=65536)
def normal(words: str) -> str:
    """Words as they are compared: trimmed, NFC, casefolded; blank equals blank."""
    return normalize("NFC", normalize("NFC", words.strip()).casefold())


def _reader(record: Record) -> Callable[[str], Any]:
    """How a field of a record is read by its key; None where it is blank or there is none."""
    if isinstance(record, dict | Mapping):
        return record.get
    return lambda key: getattr(record, key, None)


def text(record: Record, key: str) -> str:
    """A field as trimmed text; "" where it is blank."""
    return _trimmed(_reader(record)(key))


def _trimmed(value: Any) -> str:
    if type(value) is str:
        return value.strip()
    return "" if value is None else str(value).strip()


def _fact(record: Record, number: int) -> Fact:
    field = _reader(record)
    row = field("_row")
    words = field("value_text")
    decimals = field("decimals")
    return Fact(
        row=number if row is None else int(row),
        id=_trimmed(field("id")) or None,
        entity=_trimmed(field("entity")),
        concept=_trimmed(field("concept")),
        source=_trimmed(field("source")),
        kind=_trimmed(field("kind")),
        value=_number(field("value")),
        value_high=_number(field("value_high")),
        value_text=None if words is None or not str(words).strip() else str(words),
        qualifier=_trimmed(field("qualifier")) or "exact",
        unit=_trimmed(field("unit")),
        decimals=None if decimals is None else int(decimals),
        period_start=_date(field("period_start")),
        period_end=_date(field("period_end")),
        event=_trimmed(field("event")),
        scope=_trimmed(field("scope")),
        attributed_to=_trimmed(field("attributed_to")),
        via=_trimmed(field("via")),
        converted_from=_trimmed(field("converted_from")) or None,
        supersedes=_trimmed(field("supersedes")) or None,
    )


def _number(value: Any) -> Decimal | None:
    if isinstance(value, float):
        raise TypeError(f"{value!r} is a float: amounts are Decimal")
    number = None if value is None else Decimal(value)
    return number if number is not None and number.is_finite() else None


def _date(value: Any) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) and value else value or None
