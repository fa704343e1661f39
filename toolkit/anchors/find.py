"""Finds a quote in a text: where it stands, at which tier, or what comes nearest."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from toolkit.anchors.numbers import same_numbers, whole
from toolkit.anchors.tiers import TIERS, Folded, Tier, fold, next_tier

if TYPE_CHECKING:
    from toolkit.anchors.nearest import Nearest

State = Literal["found", "shifted", "ambiguous", "missing"]

MOST_PLACES = 1_000
"""More places of one quote are not listed."""

_IN_DIGITS, _NOWHERE = re.compile(r"(?<=\d)\d+"), re.compile(r"(?!)")


class Place(NamedTuple):
    """From `start` to `end`, in code points, the end not included."""

    start: int
    end: int


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


class Searchable:
    """A source's text with what is needed to search it, each made once and when first asked for."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._folded: dict[Tier, Folded] = {"exact": Folded(text)}

    def folded(self, tier: Tier) -> Folded:
        """The text as `tier` sees it."""
        if tier not in self._folded:
            before = self.folded(TIERS[TIERS.index(tier) - 1])
            self._folded[tier] = next_tier(before, tier)
        return self._folded[tier]

    @cached_property
    def words(self) -> Mapping[str, list[int]]:
        """Where each word stands in the text as the last tier sees it."""
        from toolkit.anchors.nearest import places_of_words

        return places_of_words(self.folded("case").text)

    def places(self, quote: str, tier: Tier, *, bare: bool = False) -> Iterator[Place]:
        """Every place where `quote` stands at `tier`, in order; they may overlap.

        A place that cuts a number in two is none: "38" does not stand in "380". `bare` lets a
        minus and a Chinese scale stay outside.
        """
        return self.places_of(_wanted(quote, tier), quote, tier, bare=bare)

    def places_of(
        self, wanted: str, quote: str, tier: Tier, *, bare: bool = False
    ) -> Iterator[Place]:
        """`places` for a quote that is folded already, to `wanted`."""
        if not wanted.strip():
            return
        folded = self.folded(tier)
        inside = _IN_DIGITS if wanted[0].isdecimal() else _NOWHERE
        at = folded.text.find(wanted)
        while at >= 0:
            if run := inside.match(folded.text, at):  # all of this number is past its beginning
                at = folded.text.find(wanted, run.end())
                continue
            place = folded.place(at, at + len(wanted))
            if place and whole(self.text, *place, bare=bare) and self._same(quote, tier, place):
                yield Place(*place)
            at = folded.text.find(wanted, at + 1)

    def _same(self, quote: str, tier: Tier, place: tuple[int, int]) -> bool:
        return tier == "exact" or same_numbers(quote, self.text[place[0] : place[1]])

    def tier_at(self, quote: str, start: int, end: int) -> Tier | None:
        """The strictest tier at which `text[start:end]` is the quote."""
        if not 0 <= start < end <= len(self.text) or not whole(self.text, start, end):
            return None
        here = self.text[start:end]
        if here == quote:
            return "exact" if here.strip() else None
        if here != here.strip() or not same_numbers(quote, here):
            return None
        for tier in TIERS[1:]:
            wanted = _wanted(quote, tier)
            if wanted and _wanted(here, tier) == wanted:
                return tier
        return None


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
        if len(places) > 1:
            places = _in_context(text.text, places, prefix, suffix) or places
        if len(places) > 1:
            return Anchor("ambiguous", tier, places=places)
        return _at(text, tier, places, "shifted" if given else "found")
    from toolkit.anchors.nearest import nearest

    return Anchor("missing", nearest=nearest(quote, text))


def elsewhere(quote: str, texts: Mapping[str, Searchable]) -> tuple[str, ...]:
    """The ids of the texts in which `quote` stands, at whatever tier, in order of id."""
    # the last tier forgives what all do; exact is the quicker way to most
    wanted: dict[Tier, str] = {tier: _wanted(quote, tier) for tier in ("exact", "case")}
    return tuple(
        sorted(
            name
            for name, text in texts.items()
            if any(next(text.places_of(w, quote, tier), None) for tier, w in wanted.items())
        )
    )


def _wanted(quote: str, tier: Tier) -> str:
    """The quote as `tier` sees it, without spaces around it but at the first tier."""
    return quote if tier == "exact" else fold(quote, tier).text.strip()


def _listed(places: Iterator[Place]) -> tuple[Place, ...]:
    return tuple(place for _, place in zip(range(MOST_PLACES), places, strict=False))


def _at(text: Searchable, tier: Tier, places: tuple[Place, ...], state: State) -> Anchor:
    ((start, end),) = places
    return Anchor(state, tier, start, end, text.text[start:end], places)


def _in_context(
    text: str, places: tuple[Place, ...], prefix: str | None, suffix: str | None
) -> tuple[Place, ...]:
    """Those of `places` that stand after `prefix` and before `suffix`, at whatever tier."""
    before = _reads(prefix, str.endswith)
    after = _reads(suffix, str.startswith)
    wide = 2 * max(len(prefix or ""), len(suffix or "")) + 32
    return tuple(
        place
        for place in places
        if before(text[max(0, place.start - wide) : place.start])
        and after(text[place.end : place.end + wide])
    )


def _reads(wanted: str | None, test: Callable[[str, str], bool]) -> Callable[[str], bool]:
    folded = _wanted(wanted or "", "case")
    return lambda around: not folded or test(_wanted(around, "case"), folded)
