"""The table of anchors: for each fact with a quote, where it stands or what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from toolkit.anchors.find import Anchor, anchor, elsewhere
from toolkit.anchors.searchable import Place, Searchable
from toolkit.anchors.tiers import TIERS, Tier

RowState = Literal["found", "shifted", "ambiguous", "missing", "elsewhere", "no_source"]
_PRINTED_TIERS: tuple[Tier, ...] = TIERS[:3]

COLUMNS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "_row": ("BIGINT", "The fact's number: _row of facts"),
        "source": ("VARCHAR", "The source that the fact names"),
        "state": (
            "VARCHAR",
            "found (where the fact says, if it says), shifted (somewhere else in the source),"
            " ambiguous (at several places), missing, elsewhere (missing, but another source has"
            " it), no_source (there is no such text)",
        ),
        "tier": ("VARCHAR", "How alike quote and source are: exact, whitespace, typography, case"),
        "found_start": ("BIGINT", "Where the quote begins in the source's text, from 0"),
        "found_end": ("BIGINT", "The character after its last"),
        "found_text": ("VARCHAR", "The source's own words there"),
        "places": ("BIGINT", "At how many places it stands; 1,000 are counted"),
        "place_starts": ("BIGINT[]", "Where each of them begins"),
        "given_start": ("BIGINT", "Where the fact says that it begins"),
        "given_end": ("BIGINT", "Where the fact says that it ends"),
        "nearest": ("VARCHAR", "The passage that comes nearest to a missing quote"),
        "nearest_start": ("BIGINT", "Where that passage begins"),
        "nearest_end": ("BIGINT", "Where that passage ends"),
        "score": ("DOUBLE", "How alike they are, of 100"),
        "differs": ("VARCHAR", "In which words the two differ"),
        "elsewhere": ("VARCHAR[]", "The other sources in which a missing quote stands"),
        "printed_places": (
            "BIGINT",
            "How often the printed number stands in the quote; blank where none is given",
        ),
        "printed_tier": ("VARCHAR", "How alike it is there: exact, whitespace or typography"),
        "printed_start": ("BIGINT", "Where it begins in the source, if it stands there once"),
        "printed_end": ("BIGINT", "Where it ends in the source"),
    }
)


@dataclass(frozen=True, slots=True)
class AnchorRow:
    """One fact's quote, as the table `anchors` has it; COLUMNS says what each field holds."""

    _row: int
    source: str | None
    state: RowState
    tier: Tier | None = None
    found_start: int | None = None
    found_end: int | None = None
    found_text: str | None = None
    places: int = 0
    place_starts: tuple[int, ...] = ()
    given_start: int | None = None
    given_end: int | None = None
    nearest: str | None = None
    nearest_start: int | None = None
    nearest_end: int | None = None
    score: float | None = None
    differs: str | None = None
    elsewhere: tuple[str, ...] = ()
    printed_places: int | None = None
    printed_tier: Tier | None = None
    printed_start: int | None = None
    printed_end: int | None = None

    def values(self) -> tuple[Any, ...]:
        """The fields in the order of COLUMNS."""
        return tuple(getattr(self, name) for name in COLUMNS)


class _Printed(NamedTuple):
    places: int
    tier: Tier | None = None
    start: int | None = None
    end: int | None = None


def anchor_all(
    facts: Iterable[Mapping[str, Any]], sources: Mapping[str, Searchable]
) -> Iterator[AnchorRow]:
    """A row for each of `facts` that has a quote, in their order.

    Of each fact `_row quote source char_start char_end as_printed` are read. `sources` has the
    texts that could be read. The same quote with the same offsets is looked for once.
    """

    @cache
    def anchored(source: str, quote: str, start: int | None, end: int | None) -> Anchor:
        return anchor(quote, sources[source], start=start, end=end)

    @cache
    def others(quote: str) -> tuple[str, ...]:
        return elsewhere(quote, sources)

    @cache
    def printed(as_printed: str, quote: str) -> _Printed:
        return _printed(as_printed, quote)

    for fact in facts:
        row, quote, source = fact["_row"], fact.get("quote"), fact.get("source")
        if not quote:
            continue
        given = fact.get("char_start"), fact.get("char_end")
        as_printed = fact.get("as_printed")
        if source is None or source not in sources:
            inside = printed(as_printed, quote) if as_printed else None
            yield AnchorRow(
                row,
                source,
                "no_source",
                given_start=given[0],
                given_end=given[1],
                elsewhere=others(quote),
                printed_places=inside.places if inside else None,
                printed_tier=inside.tier if inside else None,
            )
            continue
        found = anchored(source, quote, *given)
        names = others(quote) if found.state == "missing" else ()
        inside = printed(as_printed, found.found or quote) if as_printed else None
        yield _row(row, source, found, given, names, inside)


def _row(
    row: int,
    source: str,
    found: Anchor,
    given: tuple[int | None, int | None],
    names: tuple[str, ...],
    inside: _Printed | None,
) -> AnchorRow:
    near = found.nearest
    at = found.start if inside and inside.start is not None else None
    return AnchorRow(
        row,
        source,
        "elsewhere" if names else found.state,
        found.tier,
        found.start,
        found.end,
        found.found,
        len(found.places),
        tuple(place.start for place in found.places),
        given_start=given[0],
        given_end=given[1],
        nearest=near.text if near else None,
        nearest_start=near.start if near else None,
        nearest_end=near.end if near else None,
        score=near.score if near else None,
        differs=near.differs if near else None,
        elsewhere=names,
        printed_places=inside.places if inside else None,
        printed_tier=inside.tier if inside else None,
        printed_start=None if inside is None or at is None else _moved(at, inside.start),
        printed_end=None if inside is None or at is None else _moved(at, inside.end),
    )


def _moved(by: int, position: int | None) -> int | None:
    return None if position is None else by + position


def _printed(as_printed: str, quote: str) -> _Printed:
    """Where a printed number stands in a quote; a bare number without its sign is accepted."""
    text = Searchable(quote)
    for tier in _PRINTED_TIERS:
        places: list[Place] = list(text.places(as_printed.strip(), tier, bare=True))
        if len(places) == 1:
            return _Printed(1, tier, *places[0])
        if places:
            return _Printed(len(places), tier)
    return _Printed(0)
