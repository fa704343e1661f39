"""A language's table made ready for the scanner: phrases by first and last word, stems, units."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib import import_module
from typing import Generic, TypeVar

from toolkit.errors import FactpackError
from toolkit.figures.languages.common import ISO_4217, NAMES, SYMBOLS, TITLES
from toolkit.figures.languages.currency_names import NAMES as NAMES_OF_CURRENCIES
from toolkit.figures.languages.language import Language, Words, words
from toolkit.figures.languages.leaving import OTHER_WORDS
from toolkit.figures.words.compounds import compounds, segmented, sized, superlatives
from toolkit.figures.words.tokens import Passage, split

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

T = TypeVar("T")
Op = tuple[str, int]
Unit = tuple[str, str, int]
"""(class, unit or candidates parted by "/", shift of the decimal point)"""


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


def _flat(listed: Words) -> Phrases[None]:
    return Phrases((phrase, None) for phrase in words(listed))


def _meaning(table: Mapping[str, Words]) -> Phrases[str]:
    return Phrases((phrase, name) for name, listed in table.items() for phrase in words(listed))


def _contracted(table: Language) -> Iterable[tuple[str, str]]:
    """The qualifiers, also with their last word melted into an article: "più di", "più dei"."""
    for name, listed in table.qualifiers.items():
        for phrase in words(listed):
            yield phrase, name
            head, _, last = phrase.rpartition(" ")
            for melted in words(table.contractions.get(last, "")) if head else ():
                yield f"{head} {melted}", name


class Lexicon:
    """One table, compiled. Nothing in it changes after it is made."""

    def __init__(self, table: Language, region: str) -> None:
        self.table = table
        self.decimal, self.group = table.regions.get(region, (table.decimal, table.group))
        self.unsettled = "" if region in table.regions else table.unsettled
        self.one = frozenset(words(table.one))
        self.definite = frozenset(words(table.definite))
        self.half = frozenset(words(table.half))
        self.hyphenated = Phrases((w, n) for w, n in table.numbers.items() if "-" in w)
        self.spoken_mark = frozenset(words(table.spoken_mark.lower()))
        self.half_after = _flat(table.half_after)
        self.scale_phrases = Phrases(table.scale_phrases.items())
        self.fillers = frozenset(words(table.fillers))
        self.joiners = frozenset(words(table.joiners))
        self.weak = frozenset(words(table.weak))
        self.lengths = frozenset(words(table.lengths))
        self.lone_scales = frozenset(words(table.lone_scales))
        self.singular_scales = frozenset(words(table.singular_scales))
        self.dotted = frozenset(words(table.dotted))
        self.linkers = frozenset(words(table.linkers))
        self.minus = frozenset(words(table.minus))
        self.plus = frozenset(words(table.plus))
        self.parts = Phrases(table.parts.items())
        self.halves = frozenset(words(table.halves))
        self.out_of = _flat(table.out_of)
        self.every = _flat(table.every)
        self.after_part = frozenset(words(table.after_part))
        self.of_the_one = frozenset(words(table.of_the_one))
        self.of_the = frozenset(words(table.of_the))
        self.of_words = frozenset(words(table.of_words))
        self.multiples = Phrases(table.multiples.items())
        self.times = frozenset(words(table.times))
        self.times_endings = frozenset(words(table.times_endings))
        self.collectives_exact = frozenset(words(table.collectives_exact))
        self.vague_few = _flat(table.vague_few)
        self.vague_many = frozenset(words(table.vague_many))
        self.vague_digits = _flat("" if table.compounds_nouns else table.vague_digits)
        self.vague_shades = frozenset(words(table.vague_shades))
        self.vague_scales = Phrases(table.vague_scales.items())
        self.units = Phrases(_units(table))
        self.currencies = Phrases(table.currencies.items())
        self.percent_endings = frozenset(words(table.percent_endings))
        self.spread = Stems(table.spread)
        self.rates = Stems(table.rates)
        self.half_point = _flat(table.half_point)
        self.points = _flat(table.point)
        self.point_words = frozenset(words(table.point)) - {"zähler", "unidades", "enteros"}
        self.nationalities = tuple(table.nationalities)
        self.months = dict(table.months)
        self.any_month = dict(table.months) | dict(table.short_months)
        self.day_articles = frozenset(words(table.day_articles))
        self.date_linkers = frozenset(words(table.date_linkers))
        self.ordinal_suffixes = frozenset(words(table.ordinal_suffixes))
        self.placing = frozenset(words(table.placing))
        self.placed = frozenset(words(table.placed))
        self.placed_among = frozenset(words(table.placed_among))
        self.placed_so = frozenset(words(table.placed_so))
        self.first_ordinals = frozenset(words(table.first_ordinals))
        self.ordinal_before = frozenset(words(table.ordinal_before))
        self.superlatives = tuple(words(table.superlatives))
        self.quarter = frozenset(words(table.quarter))
        self.quarter_letters = frozenset(words(table.quarter_letters))
        self.first_words = frozenset(words(table.first_words))
        self.month_nouns = frozenset(words(table.month_nouns))
        self.fiscal = _flat(table.fiscal)
        self.decade_suffixes = frozenset(words(table.decade_suffixes))
        self.decades_before = frozenset(words(table.decades_before))
        self.time_units = _flat(table.time_units)
        self.counted_times = frozenset(words(table.counted_times))
        self.aged = _flat(table.aged)
        self.clock_after = _flat(table.clock_after)
        self.clock_before = frozenset(words(table.clock_before))
        self.year_before = frozenset(words(table.year_before))
        self.qualifiers = Phrases(_contracted(table))
        self.qualifiers_after = _meaning(table.qualifiers_after)
        self.exact_after = {key: words(listed) for key, listed in table.exact_after.items()}
        self.up, self.down = Stems(table.up), Stems(table.down)
        self.moving = frozenset(words(table.moving))
        self.change_markers = frozenset(words(table.change_markers))
        self.level_markers = frozenset(words(table.level_markers))
        self.more, self.less = _flat(table.more), _flat(table.less)
        self.range_words = _flat(table.range_words)
        self.range_openers = _flat(table.range_openers)
        self.range_and = _flat(table.range_and)
        self.from_words = _flat(table.from_words)
        self.to_words = _flat(table.to_words)
        self.list_words = frozenset(words(table.list_words))
        self.elided_after = _flat(table.elided_after)
        left = table.leaving
        self.money_nouns = Stems(left.money_nouns, left.money_endings)
        self.large_money_nouns = Stems(left.large_money_nouns)
        self.givers, self.contributing = Stems(left.givers), Stems(left.contributing)
        self.targets, self.forecasts = Stems(left.targets), Stems(left.forecasts)
        self.remaining, self.holding = (
            frozenset(words(left.remaining)),
            frozenset(words(left.holding)),
        )
        self.contracted = {
            melted.rstrip("'"): whole
            for whole, listed in table.contractions.items()
            for melted in words(listed)
        }
        self.rate_endings = words(left.rate_endings)
        self.rising_by = frozenset(words(left.rising_by))
        self.whole_things = frozenset(words(left.whole_things))
        self.recalling = frozenset(words(left.recalling))
        self.only, self.purposes = frozenset(words(left.only)), frozenset(words(left.purposes))
        self.others_before = frozenset(words(left.others_before))
        self.others_after = frozenset(words(left.others_after))
        self.pronouns = _flat(left.pronouns)
        self.wholes, self.parts_of = _flat(left.wholes), _flat(left.parts)
        self.copulas, self.owners = frozenset(words(left.copulas)), frozenset(words(left.owners))
        self.now, self.parts_after = frozenset(words(left.now)), _flat(left.parts_after)
        self.borders = frozenset(words(left.borders))
        self.unnaming = self._unnaming()
        self.head_words = frozenset(words(table.head_words))
        self.counted_heads = frozenset(words(table.counted_heads))
        self.ratio_words = frozenset(words(table.ratio_words))
        self.ratio_sure = frozenset(words(table.ratio_sure))
        self.exchanges = words(table.exchanges)
        self.ratios = _flat(table.ratios)
        self.ratio_links = self.linkers | self.level_markers | self.change_markers | self.one
        self.phones = frozenset(words(table.phones))
        self.negations = _flat(table.negations)
        self.conversions = _flat(table.conversions)
        self.per_words = _flat(table.per_words)
        self.per_articles = _flat(table.per_articles)
        self.per_sure = frozenset(words(table.per_sure))
        self.per_far = frozenset(words(table.per_far))
        self.per_subjects = frozenset(words(table.per_subjects))
        self.per_times = frozenset(words(table.per_times))
        self.not_per = frozenset(words(table.not_per))
        self.areas = frozenset(words(table.areas))
        self.per_nouns = dict(table.per_nouns)
        self.per_adverbs = Phrases(table.per_adverbs.items())
        self.forecasters = frozenset(words(table.forecasters))
        self.forecast = frozenset(words(table.forecast))
        self.counting = frozenset(words(table.counting))
        self.counting_of = frozenset(words(table.counting_of))
        self.not_nouns = frozenset(words(table.not_nouns))
        self.no_adjectives = frozenset(words(table.no_adjectives))
        self.verb_endings = words(table.verb_endings)
        self.adjectives = Stems(table.adjectives)
        self.points_no_clock = frozenset(words(table.points_no_clock))
        self.bare_hours = frozenset(words(table.bare_hours))
        self.hours_after = frozenset(words(table.hours_after))
        self.decade_articles = frozenset(words(table.decade_articles))
        self.plural_endings = words(table.plural_endings)
        self.comparing = frozenset(words(table.comparing))
        self.exact_beside = {
            key: frozenset(words(listed)) for key, listed in table.exact_beside.items()
        }
        self.level_before_more = frozenset(words(table.level_before_more))
        self.per_any = frozenset(words(table.per_any))
        self.adjective_heads = frozenset(words(table.adjective_heads))
        self.numeral_one = frozenset(words(table.numeral_one))
        self.loose_ordinals = frozenset(words(table.loose_ordinals))
        self.times_suffix = table.times_suffix
        self.part_noun = frozenset(words(table.part_noun))
        self.doubtful_parts = frozenset(words(table.doubtful_parts))
        self.part_stops = frozenset(words(table.part_stops))
        self.not_parts = frozenset(words(table.not_parts))
        self.one_in = frozenset(words(table.one_in))
        self.round_out_of = frozenset(words(table.round_out_of))
        self.span_out_of = frozenset(words(table.span_out_of))
        self.half_not_after = frozenset(words(table.half_not_after))
        self.half_whole = frozenset(words(table.half_whole))
        self.half_times = frozenset(words(table.half_times))
        self.half_of_times = frozenset(words(table.half_of_times))
        self.half_led = frozenset(words(table.half_led))
        self.multiple_nouns = frozenset(words(table.multiple_nouns))
        self.multiple_adjectives = frozenset(words(table.multiple_adjectives))
        self.multiplied = frozenset(words(table.multiplied))
        self.multiplying = frozenset(words(table.multiplying))
        self.references = _flat(table.references)
        self.rankings = _flat(table.rankings)
        self.names = frozenset(name.lower() for name in words(NAMES) + words(table.names))
        self.titles = Phrases((title, title) for title in words(TITLES) + words(table.titles))
        self.named_numbers = _flat(table.named_numbers)
        self.compound = compounds(table) if table.compounds else None
        self.superlative = superlatives(table)
        self.sized = sized(table)
        self.grouped_abroad = frozenset(words(table.grouped_abroad))
        self.prefixable = frozenset(
            name
            for name, code in table.currencies.items()
            if len(code) == 3 and name.isalpha() and name not in OTHER_WORDS
        )
        self.head_ends = frozenset(_head_ends(table))
        self.starters = frozenset(self._starters())

    def _unnaming(self) -> frozenset[str]:
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
        spelled = {token for listed in said for phrase in words(listed) for token in phrase.split()}
        return frozenset(small | spelled | set(self.any_month))

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
        yield from table.factors.split("|")
        for phrases in (
            self.vague_few,
            self.vague_digits,
            self.vague_scales,
            self.multiples,
            self.every,
            self.named_numbers,
            self.parts,
        ):
            yield from phrases.first_words()

    def number_ops(self, low: str) -> tuple[Op, ...] | None:
        """The steps a number word takes, or None where it is none."""
        return _number_ops(self, low)

    def half_point_words(self) -> frozenset[str]:
        """What makes "a quarter" a rate: point, Punkt."""
        return self.point_words

    def starts(self, low: str) -> bool:
        """Whether a figure may begin with this word."""
        if low in self.starters or (self.sized and self.sized.match(low)):
            return True
        if self.times_suffix and low.endswith(self.times_suffix) and len(low) > 6:
            return True
        return self.compound is not None and _starts_compound(self, low)

    def ending_of(self, low: str) -> tuple[tuple[Op, ...], str] | None:
        """The number in a compound word and what it is compounded with."""
        return _ending_of(self, low)


def _head_ends(table: Language) -> Iterable[str]:
    """The words a scale and a currency printed before a number may end with."""
    for phrase in (*table.currencies, *table.scales, *table.head_scales, *table.short_scales):
        yield split(phrase)[-1]
    yield from ("000", "000s", "s")
    yield from map(str.lower, (*table.letter_scales, *table.scaled_units, *ISO_4217))


def _units(table: Language) -> Iterable[tuple[str, Unit]]:
    for phrase, code in table.currencies.items():
        yield phrase, ("currency", code, 0)
    for line in NAMES_OF_CURRENCIES.get(table.code, "").split("\n"):
        code, _, names = line.partition(" ")
        for name in words(names):
            if name.lower() not in table.currencies:
                yield name, ("currency", code, 0)
    for sign, code in SYMBOLS.items():
        yield sign, ("currency", code, 0)
    for phrase, code in table.cents.items():
        yield phrase, ("cent", code, -2)
    for phrase in words(table.percent):
        yield phrase, ("percent", "percent", 0)
    for phrase in words(table.per_mille):
        yield phrase, ("percent", "percent", -1)
    for phrase in words(table.percentage_point):
        yield phrase, ("points", "percentage_point", 0)
    for phrase in words(table.tenth_of_point):
        yield phrase, ("points", "percentage_point", -1)
    for phrase in words(table.basis_point):
        yield phrase, ("points", "basis_point", 0)
    for phrase in words(table.times):
        yield phrase, ("times", "multiple", 0)


@lru_cache(maxsize=1 << 15)
def _number_ops(lexicon: Lexicon, low: str) -> tuple[Op, ...] | None:
    table = lexicon.table
    if low in table.numbers:
        return (("add", table.numbers[low]),)
    if low in words(table.hundred):
        return (("hundred", 0),)
    if low in table.specials:
        return (("special", 0),)
    if lexicon.compound and len(low) <= 80:
        found = lexicon.compound[0].fullmatch(low)
        if found and found.lastgroup == "number":
            return _split_number(lexicon, low)
    return None


def _split_number(lexicon: Lexicon, low: str) -> tuple[Op, ...]:
    table = lexicon.table
    assert lexicon.compound is not None
    ops: list[Op] = []
    hundred = words(table.hundred)
    for piece in segmented(lexicon.compound[1], low) or ():
        if piece in table.numbers:
            ops.append(("add", table.numbers[piece]))
        elif piece in hundred:
            ops.append(("hundred", 0))
        elif piece in table.scales:
            ops.append(("scale", table.scales[piece]))
    return tuple(ops)


@lru_cache(maxsize=1 << 15)
def _starts_compound(lexicon: Lexicon, low: str) -> bool:
    if len(low) > 80:
        return False
    if lexicon.superlative and lexicon.superlative.match(low):
        return True
    if lexicon.number_ops(low):
        return True
    return lexicon.ending_of(low) is not None


@lru_cache(maxsize=1 << 15)
def _ending_of(lexicon: Lexicon, low: str) -> tuple[tuple[Op, ...], str] | None:
    if not lexicon.compound or len(low) > 80:
        return None
    found = lexicon.compound[0].fullmatch(low)
    if not found or found.lastgroup == "number":
        return None
    number = found["number"]
    if number in lexicon.table.specials:
        ops: tuple[Op, ...] = (("special", 0),)
    else:
        ops = _split_number(lexicon, number)
    kind = next(k for k in ("time", "percent", "times", "vague") if found[k])
    return ops, kind


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
