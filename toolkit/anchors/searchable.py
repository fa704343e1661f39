"""A source's text made ready to be searched: as each tier sees it, and where its words stand."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from typing import NamedTuple

from toolkit.anchors.numbers import same_scales, whole
from toolkit.anchors.tiers import CJK, TIERS, Folded, Tier, fold, next_tier

_IN_DIGITS = re.compile(r"(?<=\d)\d+")


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
        at = folded.text.find(wanted)
        while at >= 0:
            if run := _IN_DIGITS.match(folded.text, at):  # all of this number is past its beginning
                at = folded.text.find(wanted, run.end())
                continue
            place = folded.place(at, at + len(wanted))
            uncut = place and whole(self.text, *place, bare=bare)
            if place and uncut and same_scales(quote, self.text[slice(*place)]):
                yield Place(*place)
            at = folded.text.find(wanted, at + 1)

    def tier_at(self, quote: str, start: int, end: int) -> Tier | None:
        """The strictest tier at which `text[start:end]` is the quote."""
        if start < 0 or end > len(self.text) or not whole(self.text, start, end, bare=False):
            return None
        here = self.text[start:end]
        if not same_scales(quote, here):
            return None
        for tier in TIERS:
            ours = wanted(quote, tier)
            if ours.strip() and fold(here, tier).text == ours:
                return tier
        return None


def wanted(quote: str, tier: Tier) -> str:
    """The quote as `tier` sees it, without spaces around it but at the first tier."""
    return quote if tier == "exact" else fold(quote, tier).text.strip()


def each_word(text: str) -> Iterator[tuple[str, int]]:
    """Each word, or two neighbours in Chinese and Japanese, and where it begins."""
    return ((match[1] or match[0], match.start()) for match in _word().finditer(text))


@cache
def _word() -> re.Pattern[str]:  # slow to compile, and only a quote that is not there needs it
    # neighbours overlap, so that any two of the quote meet the same two of the text
    return re.compile(rf"(?=([{CJK}]{{2}}))[{CJK}]|[^\W{CJK}]+")
