"""A language as the scanner asks it: what several fields of its table say together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from importlib import import_module

from toolkit.errors import FactpackError
from toolkit.figures.languages.common import NAMES, TITLES
from toolkit.figures.languages.language import Language, words
from toolkit.figures.words.compounds import Compounds, Op
from toolkit.figures.words.fields import Fields
from toolkit.figures.words.phrases import Phrases, Stems, listed, phrases
from toolkit.figures.words.unitwords import Unit, head_ends, prefixable, unit_words

TABLES: Mapping[str, str] = {
    "de": "GERMAN",
    "en": "ENGLISH",
    "es": "SPANISH",
    "fr": "FRENCH",
    "it": "ITALIAN",
    "ja": "JAPANESE",
    "zh": "CHINESE",
}
"""Language code to the name of the table in the module of that code."""


class Lexicon(Fields):
    """A language of a region: its fields, and what is made of several. Nothing in it changes."""

    def __init__(self, table: Language, region: str) -> None:
        super().__init__(table)
        self.decimal, self.group = table.regions.get(region, (table.decimal, table.group))
        self.unsettled = "" if region in table.regions else table.unsettled
        self.times_suffix = table.times_suffix
        self.compounds = Compounds(table)

    @cached_property
    def units(self) -> Phrases[Unit]:
        """Whatever says a unit."""
        return Phrases(unit_words(self.table))

    @cached_property
    def prefixable(self) -> frozenset[str]:
        """Names of a currency that may stand before a number."""
        return frozenset(prefixable(self.table))

    @cached_property
    def head_ends(self) -> frozenset[str]:
        """The words a scale and a currency printed before a number may end with."""
        return frozenset(head_ends(self.table))

    @cached_property
    def hyphenated(self) -> Phrases[int]:
        """Number words that are written with a hyphen."""
        return Phrases((w, n) for w, n in self.table.numbers.items() if "-" in w)

    @cached_property
    def spoken_mark(self) -> frozenset[str]:
        return listed(self.table.spoken_mark.lower())

    @cached_property
    def vague_digits(self) -> Phrases[None]:
        return phrases("" if self.table.compounds_nouns else self.table.vague_digits)

    @cached_property
    def point_words(self) -> frozenset[str]:
        """What makes "a quarter" a rate: point, Punkt."""
        return listed(self.table.point) - self.index_points

    @cached_property
    def any_month(self) -> Mapping[str, int]:
        """The months, also as abbreviated."""
        return {**self.table.months, **self.table.short_months}

    @cached_property
    def qualifiers(self) -> Phrases[str]:
        return Phrases(self._qualifiers())

    def _qualifiers(self) -> Iterable[tuple[str, str]]:
        """Each, also with its last word melted into an article: "più di", "più dei"."""
        for name, said in self.table.qualifiers.items():
            for phrase in words(said):
                yield phrase, name
                head, _, last = phrase.rpartition(" ")
                for melted in words(self.table.contractions.get(last, "")) if head else ():
                    yield f"{head} {melted}", name

    @cached_property
    def contracted(self) -> Mapping[str, str]:
        """Words melted with an article, and the word without it: "dei", "di"."""
        return {
            melted.rstrip("'"): whole
            for whole, said in self.table.contractions.items()
            for melted in words(said)
        }

    @cached_property
    def exact_after(self) -> Mapping[str, tuple[str, ...]]:
        return {key: words(said) for key, said in self.table.exact_after.items()}

    @cached_property
    def exact_beside(self) -> Mapping[str, frozenset[str]]:
        return {key: listed(said) for key, said in self.table.exact_beside.items()}

    @cached_property
    def ratio_links(self) -> frozenset[str]:
        return self.linkers | self.level_markers | self.change_markers | self.one

    @cached_property
    def up(self) -> Stems:
        return Stems(self.table.up, self.table.up_endings)

    @cached_property
    def down(self) -> Stems:
        return Stems(self.table.down, self.table.down_endings)

    @cached_property
    def money_nouns(self) -> Stems:
        return Stems(self.table.leaving.money_nouns, self.table.leaving.money_endings)

    @cached_property
    def targets(self) -> Stems:
        """What is said beside a price: it trades at, the target is."""
        return Stems(f"{self.table.leaving.targets}|{self.table.leaving.traded}")

    @cached_property
    def names(self) -> frozenset[str]:
        """Names of things that a number may be part of."""
        return frozenset(name.lower() for name in words(NAMES) + words(self.table.names))

    @cached_property
    def titles(self) -> Phrases[str]:
        """Titles of newspapers and lists that a number is part of."""
        return Phrases((title, title) for title in words(TITLES) + words(self.table.titles))

    @cached_property
    def unnaming(self) -> frozenset[str]:
        """Words that name nothing a number could be of."""
        table, left = self.table, self.table.leaving
        small = {word.lower() for word in words(table.not_nouns)}
        said = (
            *(left.unnaming, left.recalling, left.copulas, left.only, left.purposes, left.parts),
            *(left.remaining, left.others_before, left.others_after, left.owners, left.borders),
            *(table.elided_after, table.to_words, table.level_markers, table.change_markers),
            *(table.more, table.less, table.negations, table.list_words, table.one),
            *(table.definite, table.linkers, table.quarter, table.month_nouns, table.fiscal),
            *table.qualifiers.values(),
        )
        spelled = {token for each in said for phrase in words(each) for token in phrase.split()}
        return frozenset(small | spelled | set(self.any_month))

    @cached_property
    def starters(self) -> frozenset[str]:
        """The words that a figure may begin with."""
        return frozenset(self._starters())

    def _starters(self) -> Iterable[str]:
        table = self.table
        yield from table.numbers
        yield from words(table.hundred)
        yield from self.lone_scales | self.singular_scales | self.one | self.half | self.halves
        yield from table.specials
        yield from table.parts_of_point
        yield from table.collectives
        yield from self.vague_many | self.vague_shades
        yield from table.ordinals
        yield from self.any_month
        yield from self.first_words
        yield from self.quarter
        yield from self.factors
        yield from self.divisors
        for several in (
            self.vague_few,
            self.vague_digits,
            self.vague_scales,
            self.multiples,
            self.every,
            self.named_numbers,
            self.parts,
        ):
            yield from several.first_words()

    def number_ops(self, low: str) -> tuple[Op, ...] | None:
        """The steps a number word takes, or None where it is none."""
        return self.compounds.number(low)

    def starts(self, low: str) -> bool:
        """Whether a figure may begin with this word."""
        if low in self.starters or self.compounds.is_sized(low):
            return True
        if self.times_suffix and low.endswith(self.times_suffix) and len(low) > 6:
            return True
        return self.compounds.starts(low)

    def ending_of(self, low: str) -> tuple[tuple[Op, ...], str] | None:
        """The number in a compound word and what it is compounded with."""
        return self.compounds.ending(low)


def lexicon(language: str) -> Lexicon:
    """The compiled table for a language tag; "de-CH" takes German with Swiss separators."""
    primary, _, rest = language.replace("_", "-").partition("-")
    regions = [part.upper() for part in rest.split("-") if len(part) in (2, 3)]
    return _lexicon(primary.lower(), regions[0] if regions else "", language)


@cache
def _compiled(code: str, region: str) -> Lexicon:
    module = import_module(f"toolkit.figures.languages.{code}")
    table: Language = getattr(module, TABLES[code])
    return Lexicon(table, region if region in table.regions else "")


def _lexicon(code: str, region: str, asked: str) -> Lexicon:
    if code not in TABLES:
        raise FactpackError(
            f"there is no number grammar for the language {asked!r}",
            hint=f"known languages: {', '.join(sorted(TABLES))}",
        )
    return _compiled(code, region)
