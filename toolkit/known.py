"""What was known on a day: the records less those of sources published later."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from toolkit.records.validate import Typed

LeftOut = tuple[tuple[str, date], ...]  # (source, day of its publication)


def known_on(typed: Sequence[Typed], day: date) -> tuple[tuple[Typed, ...], LeftOut]:
    """The records known on `day`, and the sources left out; a source without a date stays.

    With a later source go its facts, and the key figures, sums and rulings that rest on these.
    Records that only mention such a fact stay and no longer mention it.
    """
    sources = [one for one in typed if one.sheet.type.name == "sources"]
    later = {
        source: published
        for one in sources
        for source, published in zip(one.values["id"], one.values["published"], strict=True)
        if published is not None and published > day
    }
    if not later:
        return tuple(typed), ()
    facts = {
        fact
        for one in typed
        if one.sheet.type.name == "facts"
        for fact, source in zip(one.values["id"], one.values["source"], strict=True)
        if source in later
    } - {None}
    kept = tuple(_without(one, later, facts) for one in typed)
    named = ((source or "a source without a name", day) for source, day in later.items())
    return kept, tuple(sorted(named))


def _without(one: Typed, sources: Mapping[str | None, date], facts: set[str]) -> Typed:
    goes: dict[str, Callable[[Mapping[str, Any]], bool]] = {
        "sources": lambda record: record["id"] in sources,
        "facts": lambda record: record["source"] in sources,
        "key_figures": lambda record: record["fact"] in facts,
        "rulings": lambda record: record["fact"] in facts,
        "sums": lambda record: record["total"] in facts or record["item"] in facts,
        "waivers": lambda record: record["record"] in facts or record["record"] in sources,
    }
    test = goes.get(one.sheet.type.name)
    if test is not None:
        one = one.kept(lambda record: not test(record))
    return one.forgetting("facts", facts)
