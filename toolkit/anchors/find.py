"""Finds a quote in a text: where it stands, at which tier, or what comes nearest."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Literal, NamedTuple

from toolkit.anchors.searchable import Place, Searchable, wanted
from toolkit.anchors.tiers import TIERS, Tier

if TYPE_CHECKING:
    from toolkit.anchors.nearest import Nearest

State = Literal["found", "shifted", "ambiguous", "missing"]

MOST_PLACES = 1_000
"""More places of one quote are not listed."""


class Anchor(NamedTuple):
    """Where a quote stands in a text.

    found      at `start`; the offsets given, if any, are right
    shifted    at `start`, and nowhere where the offsets given say
    ambiguous  at each of `places` (the first 1,000), and nothing given settles which
    missing    nowhere; `nearest` is what comes nearest, which is never the place

    `tier` is the strictest that holds, `found` the source's own words there.
    """

    state: State
    tier: Tier | None = None
    start: int | None = None
    end: int | None = None
    found: str | None = None
    places: tuple[Place, ...] = ()
    nearest: Nearest | None = None


def anchor(
    quote: str,
    text: str | Searchable,
    *,
    start: int | None = None,
    end: int | None = None,
    prefix: str | None = None,
    suffix: str | None = None,
) -> Anchor:
    """Where `quote` stands in `text`.

    Offsets given are verified. Where the quote stands several times, they settle which one is
    meant, or what stands before and after it does (W3C Web Annotation Data Model, section 4.2.4,
    TextQuoteSelector); nothing else does, not even being near.
    """
    text = text if isinstance(text, Searchable) else Searchable(text)
    given = start is not None or end is not None
    if start is not None and end is not None and (tier := text.tier_at(quote, start, end)):
        return _at(text, tier, (Place(start, end),), "found")
    for tier in TIERS:
        places = _listed(text.places(quote, tier))
        if not places:
            continue
        named = [p for p in places if start in (None, p.start) and end in (None, p.end)]
        if given and len(named) == 1:
            return _at(text, tier, tuple(named), "found")
        places = _in_context(text.text, places, prefix or "", suffix or "") or places
        if len(places) > 1:
            return Anchor("ambiguous", tier, places=places)
        return _at(text, tier, places, "shifted" if given else "found")
    from toolkit.anchors.nearest import nearest

    return Anchor("missing", nearest=nearest(quote, text))


def elsewhere(quote: str, texts: Mapping[str, Searchable]) -> tuple[str, ...]:
    """The ids of the texts in which `quote` stands, at whatever tier, in order of id."""
    # the last tier forgives what all do; exact is the quicker way to most
    ours: dict[Tier, str] = {tier: wanted(quote, tier) for tier in ("exact", "case")}
    return tuple(
        sorted(
            name
            for name, text in texts.items()
            if any(next(text.places_of(w, quote, tier), None) for tier, w in ours.items())
        )
    )


def _listed(places: Iterator[Place]) -> tuple[Place, ...]:
    return tuple(place for _, place in zip(range(MOST_PLACES), places, strict=False))


def _at(text: Searchable, tier: Tier, places: tuple[Place, ...], state: State) -> Anchor:
    ((start, end),) = places
    return Anchor(state, tier, start, end, text.text[start:end], places)


def _in_context(
    text: str, places: tuple[Place, ...], prefix: str, suffix: str
) -> tuple[Place, ...]:
    """Those of `places` that stand after `prefix` and before `suffix`, at whatever tier."""
    before = _reads(prefix, str.endswith)
    after = _reads(suffix, str.startswith)
    wide = 2 * max(len(prefix), len(suffix)) + 32
    return tuple(
        place
        for place in places
        if before(text[max(0, place.start - wide) : place.start])
        and after(text[place.end : place.end + wide])
    )


def _reads(said: str, test: Callable[[str, str], bool]) -> Callable[[str], bool]:
    folded = wanted(said, "case")
    return lambda around: not folded or test(wanted(around, "case"), folded)
