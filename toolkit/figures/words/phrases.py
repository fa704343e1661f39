"""Words and phrases of a language with what they mean, found at a token or just before one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Generic, TypeVar

from toolkit.figures.languages.language import Words, words
from toolkit.figures.words.tokens import Passage, split

T = TypeVar("T")


class Phrases(Generic[T]):
    """Phrases with what they mean, found at a token or just before one; the longest wins."""

    __slots__ = ("_first", "_last")

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        self._first: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        self._last: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        for phrase, meaning in entries:
            tokens = split(phrase)
            if tokens:
                self._first.setdefault(tokens[0], []).append((tokens, meaning))
                self._last.setdefault(tokens[-1], []).append((tokens, meaning))
        for index in (self._first, self._last):
            for listed in index.values():
                listed.sort(key=lambda entry: -len(entry[0]))

    def at(self, p: Passage, i: int) -> tuple[int, T] | None:
        """The index after the longest phrase that begins at token i, and its meaning."""
        if not 0 <= i < p.size:
            return None
        for tokens, meaning in self._first.get(p.low[i], ()):
            end = i + len(tokens)
            if len(tokens) == 1 or tuple(p.low[i:end]) == tokens:
                return end, meaning
        return None

    def ending(self, p: Passage, i: int, floor: int = 0) -> tuple[int, T] | None:
        """The index of the first token of the longest phrase that ends just before token i."""
        if not 0 < i <= p.size:
            return None
        for tokens, meaning in self._last.get(p.low[i - 1], ()):
            first = i - len(tokens)
            if first >= floor and (len(tokens) == 1 or tuple(p.low[first:i]) == tokens):
                return first, meaning
        return None

    def first_words(self) -> Iterable[str]:
        """What a phrase may begin with."""
        return self._first


class Stems:
    """Beginnings of words, and endings; short ones and those with "!" must be the whole word."""

    __slots__ = ("_ends", "_long", "_short")

    def __init__(self, listed: Words, ends: Words = "") -> None:
        self._ends = words(ends)
        every = words(listed)
        whole = [stem.rstrip("!") for stem in every if len(stem) <= 3 or stem.endswith("!")]
        self._short = frozenset(whole)
        self._long = tuple(stem for stem in every if stem.rstrip("!") not in self._short)

    def fit(self, low: str) -> bool:
        """Whether the word begins with one of the stems, or ends so."""
        return low in self._short or low.startswith(self._long) or low.endswith(self._ends)


def listed(said: Words) -> frozenset[str]:
    """The words of a list, as a set."""
    return frozenset(words(said))


def phrases(said: Words) -> Phrases[None]:
    """The phrases of a list, which all mean one thing."""
    return Phrases((phrase, None) for phrase in words(said))


def meant(said: Mapping[str, T]) -> Phrases[T]:
    """Phrases, each with what it means."""
    return Phrases(said.items())


def meaning(said: Mapping[str, Words]) -> Phrases[str]:
    """Lists of phrases, each list by what it means."""
    return Phrases((phrase, name) for name, each in said.items() for phrase in words(each))
