"""The passage that comes nearest to a quote that is not there, and in what the two differ."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from typing import NamedTuple

from toolkit.anchors.numbers import NUMBER
from toolkit.anchors.searchable import Searchable, each_word
from toolkit.anchors.tiers import CJK, INVISIBLE, MARKS, Tier, fold

LEAST_LIKE = 50.0
"""Passages less like the quote than this are no help and not shown."""

_MOST_WORDS = 400  # of the quote that are looked up
_MOST_OCCURRENCES = 400  # of one word that are looked at
_MOST_WINDOWS = 12  # passages that are compared letter by letter
_WHOLE_TEXT = 20_000  # characters of a text that is searched through when no word is found
_MOST_TOLD = 3  # differences that are told
_LONGEST_TOLD = 60  # characters of one of them

_TOKEN = re.compile(
    rf"(?:{NUMBER})|[{CJK}]|(?:(?![{CJK}])[^\W\d_][{MARKS}{INVISIBLE}]*)+|[^\w\s{INVISIBLE}]|\d+"
)
_LAST_WORD, _FIRST_WORD = re.compile(r"\S*\Z"), re.compile(r"\S*")


@dataclass(frozen=True, slots=True)
class Nearest:
    """A passage of the source: `score` of 100 would be the quote itself, `differs` says in what."""

    start: int
    end: int
    text: str
    score: float
    differs: str


class _Token(NamedTuple):
    key: str
    start: int
    end: int


def nearest(quote: str, text: Searchable) -> Nearest | None:
    """The passage of `text` most like `quote`; None where nothing is.

    Bounded for any text: passages that share rare words with the quote at the right distances are
    compared with it, and no others.
    """
    from rapidfuzz import fuzz
    from rapidfuzz.distance import LCSseq

    folded = text.folded("case")
    wanted = fold(quote, "case").text.strip()
    if not wanted:
        return None
    slack = max(40, len(wanted) // 4)
    best, most = None, 0.0
    for at in _candidates(wanted, text):
        window = max(0, at - slack), min(len(folded.text), at + len(wanted) + slack)
        alike = LCSseq.similarity(wanted, folded.text[slice(*window)])
        if alike > most:
            best, most = window, alike
    if best is None:
        return None
    place = _widened(text.text, *(folded.place(*best, wider=True) or (0, 0)))
    ours, theirs = _tokens(quote), _tokens(text.text[slice(*place)])
    changes = _changes(ours, theirs) or _likest(wanted, text, best, place[0], ours, theirs)
    if not changes:
        return None
    start, end = theirs[changes[0].b].start, theirs[changes[-1].b_end - 1].end
    shown = text.text[place[0] + start : place[0] + end]
    score = round(fuzz.ratio(wanted, fold(shown, "case").text), 1)
    if score < LEAST_LIKE:
        return None
    told = _told(quote, text.text[slice(*place)], ours, theirs, changes)
    return Nearest(place[0] + start, place[0] + end, shown, score, told)


# -- where to look ---------------------------------------------------------------------------------


def _candidates(wanted: str, text: Searchable) -> list[int]:
    """Where in the folded text the quote could begin: the words it shares vote, rare ones more."""
    votes: Counter[int] = Counter()
    places = text.words
    bucket = max(32, len(wanted) // 4)
    shared = [(len(places[word]), at, word) for word, at in each_word(wanted) if word in places]
    for count, at, word in sorted(shared)[:_MOST_WORDS]:
        step = -(-count // _MOST_OCCURRENCES)
        for place in places[word][::step]:
            votes[(place - at) // bucket] += 1_000 // (count.bit_length() or 1)
    if not votes:
        return _by_letters(wanted, text.folded("case").text)
    both = {at: votes[at] + max(votes[at - 1], votes[at + 1]) for at in list(votes)}
    ranked = sorted(both, key=lambda at: (-both[at], at))[:_MOST_WINDOWS]
    return [max(0, at * bucket + bucket // 2) for at in ranked]


def _by_letters(wanted: str, text: str) -> list[int]:
    """In a short text, the likeliest place for a quote of which no word is there."""
    from rapidfuzz import fuzz

    if len(text) > _WHOLE_TEXT or len(wanted) > 64:
        return []
    likeliest = fuzz.partial_ratio_alignment(wanted, text)
    return [likeliest.dest_start] if likeliest else []


def _widened(text: str, start: int, end: int) -> tuple[int, int]:
    """The window out to the ends of the words it cuts, within reason."""
    before, after = _LAST_WORD.search(text[max(0, start - 40) : start]), text[end : end + 40]
    first = _FIRST_WORD.match(after)
    return start - len(before[0] if before else ""), end + len(first[0] if first else "")


# -- what differs ----------------------------------------------------------------------------------


class _Change(NamedTuple):
    tag: str
    a: int
    a_end: int
    b: int
    b_end: int


def _tokens(text: str) -> list[_Token]:
    """Numbers whole, words, signs; two that the tiers hold for the same have the same key."""
    found = (_Token(fold(m[0], "case").text, *m.span()) for m in _TOKEN.finditer(text))
    return [token for token in found if token.key]


def _changes(ours: Sequence[_Token], theirs: Sequence[_Token]) -> list[_Change]:
    """How the quote's words become the passage's, from the first shared to the last.

    Words of the source before and after the passage are left out.
    """
    matcher = SequenceMatcher(None, [t.key for t in ours], [t.key for t in theirs], autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    while len(blocks) > 1 and _stray(blocks[0], blocks[1].b - blocks[0].b - blocks[0].size):
        del blocks[0]
    while len(blocks) > 1 and _stray(blocks[-1], blocks[-1].b - blocks[-2].b - blocks[-2].size):
        del blocks[-1]
    if not blocks:
        return []
    first, last = blocks[0], blocks[-1]
    a, b = 0, max(0, first.b - first.a)  # as many words before as the quote has
    changes = []
    for block in blocks:
        changes += _between(a, block.a, b, block.b)
        a, b = block.a + block.size, block.b + block.size
        changes.append(_Change("equal", block.a, a, block.b, b))
    left = len(ours) - last.a - last.size
    changes += _between(a, len(ours), b, min(len(theirs), b + left))
    return changes


def _likest(
    wanted: str,
    text: Searchable,
    window: tuple[int, int],
    begins: int,
    ours: Sequence[_Token],
    theirs: Sequence[_Token],
) -> list[_Change]:
    """Where no word is shared, the words that share most letters in their order."""
    from rapidfuzz import fuzz

    folded = text.folded("case")
    likest = fuzz.partial_ratio_alignment(wanted, folded.text[slice(*window)])
    if not likest or likest.dest_start == likest.dest_end:
        return []
    first, last = window[0] + likest.dest_start, window[0] + likest.dest_end
    start, end = folded.place(first, last, wider=True) or (0, 0)
    inside = [n for n, t in enumerate(theirs) if t.end > start - begins and t.start < end - begins]
    return [_Change("replace", 0, len(ours), inside[0], inside[-1] + 1)] if inside else []


def _stray(block: Match, gap: int) -> bool:
    """A word or two that match far from all else are not of the passage."""
    return block.size <= 2 and gap > 3 * block.size


def _between(a: int, a_end: int, b: int, b_end: int) -> list[_Change]:
    if a == a_end and b == b_end:
        return []
    tag = "insert" if a == a_end else "delete" if b == b_end else "replace"
    return [_Change(tag, a, a_end, b, b_end)]


def _told(
    quote: str,
    source: str,
    ours: Sequence[_Token],
    theirs: Sequence[_Token],
    changes: Sequence[_Change],
) -> str:
    """The differences in words, those in numbers first."""
    said = []
    for change in changes:
        mine = _slice(quote, ours, change.a, change.a_end)
        its = _slice(source, theirs, change.b, change.b_end)
        if change.tag == "replace":
            said.append(f"the quote says '{mine}', the source says '{its}'")
        elif change.tag == "delete":
            said.append(f"the quote says '{mine}', the source does not")
        elif change.tag == "insert":
            said.append(f"the source says '{its}', the quote does not")
    if not said:
        return _spacing(quote, source, ours, theirs, changes)
    said.sort(key=lambda one: not any(map(str.isnumeric, one)))
    more = len(said) - _MOST_TOLD
    return "; ".join(said[:_MOST_TOLD]) + (f"; and {more} more" if more > 0 else "")


def _slice(text: str, tokens: Sequence[_Token], first: int, end: int) -> str:
    if first == end:
        return ""
    shown = " ".join(text[tokens[first].start : tokens[end - 1].end].split())
    if len(shown) <= _LONGEST_TOLD:
        return shown
    half = _LONGEST_TOLD // 2
    return f"{shown[:half]}…{shown[1 - half :]}"


def _spacing(
    quote: str,
    source: str,
    ours: Sequence[_Token],
    theirs: Sequence[_Token],
    changes: Sequence[_Change],
) -> str:
    """Where the words are the same, the first place where they are not set the same."""
    pairs = [
        (
            _slice(quote, ours, change.a + n - 1, change.a + n + 1),
            _slice(source, theirs, change.b + n - 1, change.b + n + 1),
        )
        for change in changes
        for n in range(1, change.a_end - change.a)
    ]
    tiers: tuple[Tier, ...] = ("case", "typography")
    for tier in tiers:
        for mine, its in pairs:
            if fold(mine, tier).text != fold(its, tier).text:
                return f"the quote says '{mine}', the source says '{its}'"
    mine = _slice(quote, ours, 0, len(ours))
    its = _slice(source, theirs, changes[0].b, changes[-1].b_end)
    return f"the quote says '{mine}', the source says '{its}'"
