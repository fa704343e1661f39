"""Each field of a language's table as one looks things up in it: a set, phrases, stems."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import Any, Generic, TypeVar

from toolkit.figures.languages.language import Language, Words, words
from toolkit.figures.words.phrases import Phrases, Stems, listed, meaning, meant, phrases

T = TypeVar("T")


def parted(said: Mapping[str, tuple[str, Words]]) -> Mapping[str, tuple[str, tuple[str, ...]]]:
    """Beginnings of verbs, each with the way it goes and the verbs."""
    return {particle: (way, words(verbs)) for particle, (way, verbs) in said.items()}


class Field(Generic[T]):
    """A field of the table, made ready when it is first asked for.

    It is the table's field of the same name, unless a path says another.
    """

    def __init__(self, make: Callable[[Any], T], path: str = "") -> None:
        self._make, self._path = make, path

    def __set_name__(self, owner: type[Fields], name: str) -> None:
        self._name = name
        self._get = attrgetter(self._path or name)

    def __get__(self, fields: Fields, owner: type[Fields]) -> T:
        made = self._make(self._get(fields.table))
        vars(fields)[self._name] = made  # found there from now on, before this is asked
        return made


class Fields:
    """A language's table, each field ready to look things up in."""

    def __init__(self, table: Language) -> None:
        self.table = table

    # number words
    scale_phrases: Field[Phrases[int]] = Field(meant)
    lone_scales = Field(listed)
    before_digits = Field(listed)
    singular_scales = Field(listed)
    lengths = Field(listed)
    grouped_abroad = Field(listed)
    dotted = Field(listed)
    fillers = Field(listed)
    joiners = Field(listed)
    one = Field(listed)
    definite = Field(listed)
    half = Field(listed)
    half_after = Field(phrases)
    weak = Field(listed)
    not_counting = Field(listed)

    # parts and multiples
    parts: Field[Phrases[int]] = Field(meant)
    halves = Field(listed)
    out_of = Field(phrases)
    every = Field(phrases)
    after_part = Field(listed)
    of_the_one = Field(listed)
    of_the = Field(listed)
    of_words = Field(listed)
    multiples: Field[Phrases[tuple[str, str]]] = Field(meant)
    factors = Field(listed)
    factor_by = Field(listed)
    divisors = Field(listed)
    times = Field(listed)
    times_endings = Field(listed)
    collectives_exact = Field(listed)
    fortnights = Field(listed)

    # vague
    vague_few = Field(phrases)
    vague_many = Field(listed)
    vague_shades = Field(listed)
    vague_scales: Field[Phrases[str]] = Field(meant)

    # units
    linkers = Field(listed)
    currencies: Field[Phrases[str]] = Field(meant)
    nationalities: Field[tuple[str, ...]] = Field(tuple)
    percent_endings = Field(listed)
    points = Field(phrases, "point")
    index_points = Field(listed)
    spread = Field(Stems)
    rates = Field(Stems)
    minus = Field(listed)
    plus = Field(listed)

    # calendar
    months: Field[Mapping[str, int]] = Field(dict)
    date_linkers = Field(listed)
    day_articles = Field(listed)
    ordinal_suffixes = Field(listed)
    placing = Field(listed)
    placed = Field(listed)
    placed_among = Field(listed)
    first_ordinals = Field(listed)
    offices = Field(listed)
    placed_so = Field(listed)
    ordinal_before = Field(listed)
    superlatives = Field(words)
    quarter = Field(listed)
    in_a_row = Field(phrases)
    quarter_letters = Field(listed)
    first_words = Field(listed)
    opening_words = Field(listed)
    month_nouns = Field(listed)
    fiscal = Field(phrases)
    decade_suffixes = Field(listed)
    decades_before = Field(listed)
    time_units = Field(phrases)
    counted_times = Field(listed)
    aged = Field(phrases)
    people = Field(listed)
    persons = Field(listed)
    old = Field(listed)
    clock_after = Field(phrases)
    clock_before = Field(listed)
    year_before = Field(listed)
    dated = Field(listed)

    # qualifiers
    qualifiers_after = Field(meaning)

    # change
    moving = Field(listed)
    change_nouns = Field(listed)
    savings = Field(listed)
    moves = Field(Stems)
    unmoved = Field(listed)
    spans = Field(Stems)
    change_markers = Field(listed)
    by = Field(listed)
    by_now = Field(phrases)
    marks = Field(words)
    awaited = Field(words)
    sides = Field(words)
    being = Field(listed)
    past = Field(listed)
    past_rates = Field(listed)
    known = Field(listed)
    averages = Field(listed)
    losses = Field(listed)
    gains = Field(listed)
    earning = Field(words)
    thresholds = Field(words)
    selling = Field(words)
    stakes = Field(Stems)
    after_by = Field(listed)
    by_verbs = Field(listed)
    moved_endings = Field(words)
    compared = Field(words)
    phrasal = Field(listed)
    revised = Field(listed)
    owing = Field(listed)
    pace_markers = Field(listed)
    paces = Field(listed)
    bases = Field(listed)
    led_to = Field(listed)
    ways: Field[Mapping[str, str]] = Field(dict)
    particles: Field[Mapping[str, tuple[str, tuple[str, ...]]]] = Field(parted)
    level_markers = Field(listed)
    more = Field(phrases)
    less = Field(phrases)
    year_on_year = Field(phrases)
    standing = Field(listed)

    # ranges and pairs
    range_words = Field(phrases)
    range_sure = Field(listed)
    range_bare = Field(listed)
    until = Field(listed)
    range_openers = Field(phrases)
    range_and = Field(phrases)
    from_words = Field(phrases)
    origins = Field(listed)
    to_words = Field(phrases)
    list_words = Field(listed)
    elided_after = Field(phrases)
    head_words = Field(listed)
    counted_heads = Field(listed)
    ratio_words = Field(listed)
    ratio_sure = Field(listed)
    exchanges = Field(words)
    ratios = Field(phrases)
    phones = Field(listed)
    negations = Field(phrases)
    price_nouns = Field(listed)
    links = Field(listed)
    instead = Field(listed)
    limits = Field(words)
    peaks = Field(listed)
    it = Field(listed)
    participles = Field(words)
    indices = Field(words)
    inflation = Field(words)
    credit_lines = Field(phrases)
    aside = Field(listed)
    conversions = Field(phrases)

    # what is counted, and per what
    paid = Field(phrases)
    per_words = Field(phrases)
    per_articles = Field(phrases)
    per_sure = Field(listed)
    per_far = Field(listed)
    per_subjects = Field(listed)
    per_times = Field(listed)
    not_per = Field(listed)
    areas = Field(listed)
    per_nouns: Field[Mapping[str, str]] = Field(dict)
    per_adverbs: Field[Phrases[str]] = Field(meant)
    forecasters = Field(listed)
    forecast = Field(listed)
    counting = Field(listed)
    of = Field(listed)
    counting_of = Field(listed)
    plurals = Field(listed)
    comparatives = Field(words)
    not_nouns = Field(listed)
    no_adjectives = Field(listed)
    adverb_endings = Field(words)
    currency_users = Field(words)
    verb_endings = Field(words)
    adjectives = Field(Stems)

    # habits
    bare_hours = Field(listed)
    hours_after = Field(listed)
    decade_articles = Field(listed)
    plural_endings = Field(words)
    comparing = Field(listed)
    level_before_more = Field(listed)
    per_any = Field(listed)
    adjective_heads = Field(listed)
    numeral_one = Field(listed)
    loose_ordinals = Field(listed)
    part_noun = Field(listed)
    doubtful_parts = Field(listed)
    part_stops = Field(listed)
    not_parts = Field(listed)
    one_in = Field(listed)
    round_out_of = Field(listed)
    span_out_of = Field(listed)
    half_not_after = Field(listed)
    half_whole = Field(listed)
    half_times = Field(listed)
    half_of_times = Field(listed)
    half_led = Field(listed)
    multiple_nouns = Field(listed)
    multiple_adjectives = Field(listed)
    multiplied = Field(listed)
    multiplying = Field(listed)

    # labels
    abbreviations = Field(listed)
    references = Field(phrases)
    abbreviated = Field(listed)
    capital_references = Field(listed)
    rankings = Field(phrases)
    places = Field(listed)
    named_numbers = Field(phrases)
    prices = Field(listed)
    numbered = Field(words)

    # leaving out
    large_money_nouns = Field(Stems, "leaving.large_money_nouns")
    rate_endings = Field(words, "leaving.rate_endings")
    rising_by = Field(listed, "leaving.rising_by")
    whole_things = Field(listed, "leaving.whole_things")
    recalling = Field(listed, "leaving.recalling")
    others_before = Field(listed, "leaving.others_before")
    amounting = Field(listed, "leaving.amounting")
    others_after = Field(listed, "leaving.others_after")
    borders = Field(listed, "leaving.borders")
    givers = Field(Stems, "leaving.givers")
    contributing = Field(Stems, "leaving.contributing")
    traded = Field(Stems, "leaving.traded")
    forecasts = Field(Stems, "leaving.forecasts")
    remaining = Field(listed, "leaving.remaining")
    holding = Field(listed, "leaving.holding")
    only = Field(listed, "leaving.only")
    purposes = Field(listed, "leaving.purposes")
    pronouns = Field(phrases, "leaving.pronouns")
    wholes = Field(phrases, "leaving.wholes")
    parts_of = Field(phrases, "leaving.parts")
    copulas = Field(listed, "leaving.copulas")
    owners = Field(listed, "leaving.owners")
    now = Field(listed, "leaving.now")
    parts_after = Field(phrases, "leaving.parts_after")
