"""A source's text made ready to be searched: as each tier sees it, and where its words stand."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from typing import NamedTuple

from toolkit.anchors.numbers import same_numbers, whole
from toolkit.anchors.tiers import CJK, TIERS, Folded, Tier, fold, next_tier

_IN_DIGITS, _NOWHERE = re.compile(r"(?<=\d)\d+"), re.compile(r"(?!)")


class Place(NamedTuple):
    """From `start` to `end`, in code points, the end not included."""

    start: int
    end: int


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
        places: defaultdict[str, list[int]] = defaultdict(list)
        for word, at in each_word(self.folded("case").text):
            places[word].append(at)
        return dict(places)

    def places(self, quote: str, tier: Tier, *, bare: bool = False) -> Iterator[Place]:
        """Every place where `quote` stands at `tier`, in order; they may overlap.

        A place that cuts a number in two is none: "38" does not stand in "380". `bare` lets a
        minus and a Chinese scale stay outside.
        """
        return self.places_of(wanted(quote, tier), quote, tier, bare=bare)

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
            ours = wanted(quote, tier)
            if ours and wanted(here, tier) == ours:
                return tier
        return None


def wanted(quote: str, tier: Tier) -> str:
    """The quote as `tier` sees it, without spaces around it but at the first tier."""
    return quote if tier == "exact" else fold(quote, tier).text.strip()


def each_word(text: str) -> Iterator[tuple[str, int]]:
    """Each word, or two neighbours in Chinese and Japanese, and where it begins."""
    at = 0
    while match := _word().search(text, at):
        yield match[0], match.start()
        # neighbours overlap, so that any two of the quote meet the same two of the text
        at = match.start() + 1 if match["two"] else match.end()


@cache
def _word() -> re.Pattern[str]:  # slow to compile, and only a quote that is not there needs it
    return re.compile(rf"(?P<two>[{CJK}]{{2}})|[^\W{CJK}]+")
