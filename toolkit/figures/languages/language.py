"""What a language's table must say: the fields one scanner reads numbers by."""

from __future__ import annotations

from collections.abc import Mapping

from toolkit.figures.languages.leaving import Leaving
from toolkit.figures.languages.tables import NONE, table

Words = str
"""Words or phrases, parted by `|`; matched folded (small letters) unless a field says exactly."""


def words(listed: Words) -> tuple[str, ...]:
    """The entries of a `|` list."""
    return tuple(filter(None, map(str.strip, listed.split("|")))) if listed else ()


@table
class Language:
    """One language's number words and habits. A field left out means: no such thing there."""

    code: str
    name: str

    # digits
    decimal: str
    """The decimal mark."""
    group: str
    """The marks that part thousands, besides the apostrophe and the no-break spaces."""
    unsettled: str = ""
    """Marks that this language uses for neither: with three digits after, both are possible."""
    groups_by_space: bool = False
    regions: Mapping[str, tuple[str, str]] = NONE
    """Region subtag to (decimal, group) where it differs: "CH": (".", "")."""

    # number words
    numbers: Mapping[str, int]
    """Words that add: units, teens, tens, and whole hundreds where they are one word."""
    hundred: Words = ""
    scales: Mapping[str, int]
    """Written-out scale words to their power of ten."""
    scale_phrases: Mapping[str, int] = NONE
    """Scales of several words after digits: "5,1 miles de millones"."""
    lone_scales: Words = ""
    """Scale words that count as one without a number before: mille, tausend."""
    before_digits: Words = ""
    """Words for a thousand that three digits may end: "mil 200"."""
    definite_scales: bool = False
    """A scale word after a definite article is one: "supera il miliardo"."""
    singular_scales: Words = ""
    """Scale words that mean one after a definite article: "supera il miliardo"."""
    short_scales: Mapping[str, int]
    """Abbreviations, as printed, to their power of ten."""
    letter_scales: Mapping[str, int]
    """Single letters, as printed: only touching the number, or beside a currency."""
    free_letters: str = "kKM"
    """Those that need no currency beside them when they touch the number."""
    lengths: Words = ""
    """After "5m": then it is metres: tall, wide."""
    scaled_units: Mapping[str, tuple[int, str]] = NONE
    """Abbreviations holding a scale and a currency, as printed: "TEUR": (3, "EUR")."""
    grouped_abroad: Words = ""
    """Currencies of countries of this language that part thousands by its decimal mark."""
    bare_dollar: str = ""
    """Currencies, parted by `/`, that "$" means in a text that prints "US$" too."""
    foreign_groups: bool = False
    """Its `scaled_units` are of countries that part thousands by commas."""
    calques: Mapping[str, tuple[int, int]] = NONE
    """Scale words with two readings: the one meant in news first, the dictionary's second."""
    dotted: Words = ""
    """Abbreviations that own the dot after them."""
    fillers: Words = ""
    """Adjectives before a scale or a span of time: "drei weitere Milliarden", "two long years"."""
    joiners: Words = ""
    """Words between the parts of one number: "hundred and eighty", "treinta y dos"."""
    joins_tens: bool = False
    compounds: bool = False
    """Number words are written together: dreihundertachtzig, duemilatrecento."""
    inflections: Words = ""
    """Endings of an adjective that a number is compounded with: -prozentiger."""
    one: Words
    """Articles that do the work of "one" before a scale, a half, a fraction."""
    definite: Words
    """Articles that may stand between a qualifier and its number."""
    half: Words = ""
    spoken_mark: Words = ""
    """The decimal mark in words: "two point five million"."""
    half_after: Words = ""
    specials: Mapping[str, str] = NONE
    """Words with a broken value: "anderthalb": "1.5"."""
    weak: Words = ""
    """Number words that are also something else; they count only before a noun or a unit."""
    not_counting: Words = ""
    """Before a word of `weak` that then is no number: "flambant neuf", "tu sei"."""

    # parts and multiples
    parts: Mapping[str, int] = NONE
    """Denominators: "drittel": 3."""
    halves: Words = ""
    """Nouns for one half that need no number: Hälfte, metà."""
    out_of: Words = ""
    """Between the two numbers of "one in five"."""
    part_of_noun: bool = False
    """The noun may stand inside: "un salarié sur quatre"."""
    every: Words = ""
    """Before an ordinal: "jeder fünfte"."""
    after_part: Words = ""
    """Verbs after a fraction of which it could not be an ordinal: "un terzo era"."""
    third_is_part: bool = False
    """The word for a third is never an ordinal: tercio."""
    of_the_one: Words = ""
    """Between a fraction and the scale it is of: "a quarter of a million"."""
    of_the: Words = ""
    """Between a part and the whole it is taken from: "two of the three billion"."""
    of_words: Words = ""
    """What follows a fraction that could be something else: "a quarter of"."""
    multiples: Mapping[str, tuple[str, str]] = NONE
    """Phrases that multiply, to (value, direction or "")."""
    factors: Words = ""
    """Verbs before "by" and a number: multiplié par 1,8."""
    divisors: Words = ""
    """Those before "by" and a number that it is divided by: divisé par sept."""
    factor_by: Words = ""
    """After such a verb."""
    times: Words = ""
    """After a number: mal, times, fois."""
    times_endings: Words = ""
    """Compound endings: -mal, -fach, -fold."""
    collectives: Mapping[str, tuple[int, int]] = NONE
    """Collective numerals to (value, decimals): "decina": (10, -1)."""
    collectives_exact: Words = ""
    fortnights: Words = ""
    """Of `collectives`, those that alone are a span of days: quinzaine."""

    # vague
    vague_few: Words = ""
    """Before a hundred or a scale: mehrere, several, alcuni."""
    vague_many: Words = ""
    """Plurals that name a size without a number: Hunderte, decine, milliards."""
    sized: Words = ""
    """Nouns that a plural scale is compounded with: Milliardenloch."""
    vague_digits: Words = ""
    """"zweistellig", "double-digit": phrases; in compounding languages the stem."""
    vague_shades: Words = ""
    """high, low, mid: inside the vague phrase."""
    vague_scales: Mapping[str, str] = NONE
    """Nouns that belong to a vague phrase, to their unit or ""."""

    # units
    linkers: Words = ""
    currencies: Mapping[str, str]
    """Names to an ISO code, or to several parted by `/` where a place must decide."""
    nationalities: Mapping[str, str] = NONE
    """Stems of adjectives, to ISO code, that settle an unsettled name: "schwedische Kronen"."""
    cents: Mapping[str, str] = NONE
    """Names of a hundredth to the currency's code."""
    percent: Words
    percent_endings: Words = ""
    per_mille: Words = "‰"
    """Thousandths, each a tenth of a percent."""
    percentage_point: Words
    tenth_of_point: Words = ""
    """Tenths of a percentage point: décimas."""
    basis_point: Words
    point: Words = ""
    """Bare points: basis points beside a word of `spread`, else counted index points."""
    index_points: Words = ""
    """Of `point`, those of an index, never of a rate: Zähler."""
    spread: Words = ""
    parts_of_point: Mapping[str, str] = NONE
    """Words for a part of a percentage point: Viertelpunkt."""
    rates: Words = ""
    """Beginnings of words for what is measured in percent: margin, Quote, taux."""
    minus: Words
    plus: Words

    # calendar
    months: Mapping[str, int]
    short_months: Mapping[str, int]
    months_are_capital: bool = False
    date_linkers: Words = ""
    day_articles: Words = ""
    """Before a day without its month's name: "il 19", "zum 31.12."."""
    ordinals: Mapping[str, int]
    ordinal_suffixes: Words = ""
    """Touching the digits: 24th, 1er, 3º."""
    ordinal_dot: bool = False
    placing: Words = ""
    """Verbs that give a place: "is third", "ranks third"."""
    placed: Words = ""
    """What may follow such a place: in, among, behind."""
    placed_among: Words = ""
    """What must follow one that stands apart: ", segunda de la región"."""
    first_ordinals: Words = ""
    """Words for first, which say more than a place."""
    offices: Words = ""
    """After an ordinal that then is part of a title: first lady, premier ministre."""
    placed_so: Words = ""
    """What may follow an ordinal after an article or owner: "la deuxième plus lourde"."""
    ordinal_before: Words = ""
    """Without one of these before, an ordinal word is not labelled; empty means none needed."""
    superlatives: Words = ""
    """Endings after an ordinal stem: zweitgröß…, in compounding languages."""
    quarter: Words
    """Quarters and halves of a year: Quartal, Halbjahr, semestre."""
    quarter_letters: Words
    """Before or after a digit: Q2, 1H25, T3."""
    in_a_row: Words = ""
    """After a quarter, which then is counted: "el tercer trimestre consecutivo"."""
    first_words: Words = ""
    """first, ersten, primi: "the first nine months of 2024"."""
    opening_words: Words = ""
    """Of them, those that a year begins with: first, primi."""
    month_nouns: Words = ""
    fiscal: Words = ""
    decade_suffixes: Words = ""
    decades_before: Words = ""
    time_units: Words
    counted_times: Words = ""
    """Those that count where "of" follows: "jornadas de huelga"."""
    time_endings: Words = ""
    """In compounding languages: jährig, tägig."""
    aged: Words = ""
    people: Words = ""
    """Who an age between commas is of, where no name stands before it."""
    persons: Words = ""
    """Before a word of `copulas` and an age: "who is 63"."""
    old: Words = ""
    """After a span of time by a hyphen: 58-year-old."""
    clock_after: Words = ""
    clock_before: Words = ""
    year_before: Words = ""
    """Words after which four digits are a year, whatever follows."""
    dated: Words = ""
    """What is named by its year: the 1934 Act."""

    # qualifiers
    qualifiers: Mapping[str, Words]
    qualifiers_after: Mapping[str, Words] = NONE
    exact_after: Mapping[str, Words] = NONE
    """A qualifier word to the endings of words before it that make it no qualifier."""

    # change
    contractions: Mapping[str, Words] = NONE
    """What the last word of a qualifier melts into before an article: di: del, dei."""
    up: Words
    """Stems of words of growth."""
    down: Words
    up_endings: Words = ""
    """Ends of compounds of growth: Umsatzplus."""
    down_endings: Words = ""
    change_nouns: Words = ""
    """Nouns for an amount of change: "growth of 3% to 4%" is a span, "grew" is none."""
    savings: Words = ""
    """Such nouns where no sum of millions is a change: savings of 2 million."""
    moves: Words = ""
    """Beginnings of words for a change that do not say which way: went, passe, ajust."""
    unmoved: Words = ""
    """What begins as a word of change does and is none: more, adjusted, más."""
    spans: Words = ""
    """Beginnings of words for a span: a range from 3 to 5, oscilla."""
    moving: Words = ""
    """Verbs whose object is the amount of a change, even where it is a sum of millions."""
    change_markers: Words = ""
    """Directly before the amount of a change: um, by."""
    by: Words = ""
    """Before by how much something changed, and nothing else: by, um."""
    by_now: Words = ""
    """What may part a qualifier from its amount: already, inzwischen, por primera vez."""
    marks: Words = ""
    """Beginnings of levels that a number names: "über die Schwelle von 50 Punkten"."""
    awaited: Words = ""
    """Beginnings of what follows a sum that was expected: "more than the 20 million expected"."""
    sides: Words = ""
    """Beginnings of qualifiers that after a rate say what it is measured by: "2 % below the 9"."""
    being: Words = ""
    """Between a noun of change and its amount: "il calo è del 3,2%"."""
    standing: Words = ""
    """After such a word, where it is not the amount that follows: "das Plus lag bei 5 %"."""
    past: Words = ""
    """Before a level that something moves past: über, above."""
    past_rates: Words = ""
    """Of them, those that before a rate say no more than "more": oltre."""
    known: Words = ""
    """Articles of a sum that is known, as a level is: "recuperan los 17 euros"."""
    averages: Words = ""
    """Words for an average, which is a level."""
    losses: Words = ""
    """Nouns for money that is lost, which is a level: "a loss of 3 cents"."""
    gains: Words = ""
    """Nouns for millions that are gained, which are one: "pour un gain de 1,3 milliard"."""
    earning: Words = ""
    """Beginnings of verbs that say of a bare number as often what was earned."""
    thresholds: Words = ""
    """Beginnings of levels to move past: "franchit à la hausse le seuil de 5 %"."""
    selling: Words = ""
    """Beginnings of words for falling and rising that are words for selling and buying too."""
    stakes: Words = ""
    """Beginnings of what is sold, not fallen: "cede il 5 % del capitale"."""
    after_by: Words = ""
    """Between "by" and its amount: je, insgesamt."""
    by_verbs: Words = ""
    """After a verb of change, before by how much: "crecieron en", "ridotti di"."""
    moved_endings: Words = ""
    """Endings of such verbs."""
    compared: Words = ""
    """Beginnings of what stands with a cause, not with the amount of a change: "higher rates"."""
    phrasal: Words = ""
    """Verbs that "up" and "down" stand with and say no change: "make up 38 per cent"."""
    revised: Words = ""
    """Adverbs of what was revised, before a level: "a downwardly revised 64,000"."""
    owing: Words = ""
    """After a verb of change that then is none: falls due."""
    pace_markers: Words = ""
    """Before the rate of a change: "grow at 9% a year", "wuchs mit 9 Prozent"."""
    paces: Words = ""
    """What must follow such a rate."""
    bases: Words = ""
    """Before what a change is measured by: "up from a range of 3 to 5 per cent"."""
    led_to: Words = ""
    """Before the level that a change led to: à, auf."""
    ways: Mapping[str, str] = NONE
    """Adverbs that say which way: up, su."""
    particles: Mapping[str, tuple[str, Words]] = NONE
    """Separable beginnings of verbs, which stand last, to the way they go and the verbs."""
    level_markers: Words = ""
    """Directly before a level: auf, to, at."""
    more: Words = ""
    """After the amount: mehr, higher."""
    less: Words = ""
    year_on_year: Words = ""
    """Between the rate and such a word: "a 12% year-on-year rise"."""

    # ranges and pairs
    range_words: Words
    range_sure: Words = ""
    """Of `range_words`, those that never lead to what a change came to: bis."""
    range_bare: Words = ""
    """Of them, those that lead to a price or a place too, unless both numbers are bare: a, à."""
    until: Words = ""
    """Of them, those that also lead to a year: until, hasta."""
    range_openers: Words
    range_and: Words
    from_words: Words = ""
    from_is_change: bool = False
    """ "An increase from 3 to 4" tells levels, not how great the increase may be."""
    origins: Words = ""
    """Before where a change began, and never before by how much: from, vom, desde."""
    to_words: Words = ""
    """Between the two figures of a change."""
    list_words: Words = ""
    elided_after: Words = ""
    """Before a number that takes scale and unit from its neighbour: nach, from, gegenüber."""
    leaving: Leaving = Leaving()
    """Around a bare number that repeats the unit or noun of another."""
    head_words: Words = ""
    """Before the scale and unit of a whole list: "in" of "in Mio. Euro:"."""
    head_scales: Mapping[str, int] = NONE
    """Words that are scales only there: "migliaia di euro", "in thousands"."""
    counted_heads: Words = ""
    """Words before a number of such a list that is a count, not money: employees, Mitarbeiter."""
    ratio_words: Words = ""
    """Between the two terms of a split or an exchange: "2 for 1", "5 zu 1"."""
    ratio_sure: Words = ""
    """Those that need no word of an exchange beside them where one term is one."""
    exchanges: Words = ""
    """Beginnings of words of an exchange: split, canje, raggruppamento."""
    ratios: Words = ""
    """Before a bare number that is a multiple: "KGV", "P/E"."""
    phones: Words = ""
    """Before digits that are dialled: "Telefon", "call"."""
    negations: Words = ""
    price_nouns: Words = ""
    """Words for a price: "the market price"."""
    links: Words = ""
    """Before an amount that it may share with another: "to", "at" or "and"."""
    instead: Words = ""
    """Of `to_words`, those for what was expected or was before: "5 percent, against 4"."""
    limits: Words = ""
    """Beginnings of bounds on money: "the ceiling is 500,000"."""
    peaks: Words = ""
    """Levels that may be far from the one before: "9,800, from a peak of 80,000"."""
    it: Words = ""
    """What was counted, before or after a word of being: "vor zehn Jahren waren es 31"."""
    participles: Words = ""
    """Endings of what was done with a part of money: "di cui 50 incassati"."""
    indices: Words = ""
    """Beginnings of what is measured in points of its own, or counted: index, score, Dax."""
    inflation: Words = ""
    """Beginnings of words for what an index measures and is told in percent."""
    credit_lines: Words = ""
    """Nouns for money that begin as counted ones do."""
    aside: Words = ""
    """After an amount, before a number of another kind: "for 75 million at 31"."""
    conversions: Words = ""
    """Between an amount and its restatement: umgerechnet, or, soit."""

    # what is counted, and per what
    paid: Words = ""
    """Between an amount and its "per", or beside a profit: gross, diluted, in cash."""
    per_words: Words = ""
    per_articles: Words = ""
    """Articles that mean "per", before a noun of `per_nouns` only: "a share"."""
    per_sure: Words = ""
    """Words that mean "per" before a sign of physics: por MW."""
    per_far: Words = ""
    """Articles that mean "per" past the noun too: "ounces of gold a year"."""
    per_subjects: Words = ""
    """Names of amounts per share: EPS, BPA."""
    per_times: Words = ""
    """Articles that mean "per" before a span of time only: im, am."""
    not_per: Words = ""
    """After a span that then is one span, not each: "l'anno scorso"."""
    areas: Words = ""
    """Counted nouns of two words: square feet, metri quadrati."""
    per_nouns: Mapping[str, str] = NONE
    per_adverbs: Mapping[str, str] = NONE
    nouns_are_capital: bool = False
    forecasters: Words = ""
    """Who may stand after an amount with a verb of `forecast`: "analysts had"."""
    forecast: Words = ""
    counting: Words = ""
    """Nouns that say what a later number counts: "die Zahl der Nutzer"."""
    of: Words = ""
    """Before the whole that a number is of, or what is counted: der, of, dei."""
    counting_of: Words = ""
    """Besides, between a noun of `counting` and what is counted: "die Zahl an Kunden"."""
    plurals: Words = ""
    """Plural nouns without the ending of one: people, staff."""
    comparatives: Words = ""
    """Adjectives that are never what is counted: "14 larger A321XLRs"."""
    not_nouns: Words = ""
    """Words that are never the counted noun."""
    no_adjectives: Words = ""
    """Small words that end as adjectives do, where nouns are capital: "300 unter Kunden"."""
    currency_users: Words = ""
    """Beginnings of what is counted where a currency is compounded with it: Euro-Länder."""
    adverb_endings: Words = ""
    """Endings of what may stand before such an adjective: neu zugelassene, größtenteils neue."""
    verb_endings: Words = ""
    """Endings of words that are no counted noun: "4.000 irán a Europa"."""
    adjectives: Words = ""
    """Stems skipped before the counted noun."""

    # habits
    day_may_follow_month: bool = False
    """Numeric dates may begin with the month: 9/24."""
    month_before_day: bool = False
    """ "September 24"."""
    hours_are_pointed: bool = False
    """ "alle 13.30" is a clock time, whatever follows."""
    bare_hours: Words = ""
    """Before a bare hour: "alle 9"."""
    hours_after: Words = ""
    """Before any hour whatever follows: "ore 9"."""
    decade_alone: bool = False
    """ "die 80er" need no word of a decade before them."""
    decade_articles: Words = ""
    """Before a bare decade: "los 90"."""
    short_decades: bool = False
    """ "anni 80" has no suffix."""
    plural_endings: Words = ""
    """Endings of a plural noun, which four digits before it may count."""
    scale_takes_linker: bool = False
    """A noun counted by millions needs "di", "de" before it."""
    counts_across: bool = False
    """A noun stands across "of": "miles de empleos"; else "of" leads to the whole."""
    nouns_stack: bool = False
    """A noun may stand before the counted one: "EV sales"."""
    comparing: Words = ""
    """Words of a comparison, which no article parts from their number."""
    about_touches: bool = False
    """ "about" holds for a number only directly before it."""
    exact_beside: Mapping[str, Words] = NONE
    """A qualifier phrase to the words directly before it that make it none; "*" is any."""
    level_before_more: Words = ""
    """Words before an amount that make "mehr" after it no change."""
    verb_last: bool = False
    """The verb of a change may stand after its amount."""
    adverb_modifies: bool = False
    """A noun after an adverb of time makes it an adjective: "daily users"."""
    per_any: Words = ""
    """Words that mean "per" before any noun."""
    compounds_nouns: bool = False
    """Numbers are compounded with what they belong to: -mal, -stellig, zweitgrößt."""
    adjective_heads: Words = ""
    """Adjectives that open a two-word people's name: South African."""
    numeral_one: Words = ""
    """The article that is also the numeral: one."""
    ordinals_stand: bool = False
    """An ordinal needs nothing before it at a beginning or before a hyphen."""
    loose_ordinals: Words = ""
    """Except these, which say something else there: first, second."""
    one_point: bool = False
    """ "sale di un punto": one point of change is of percent."""
    dots_stay: bool = False
    """An abbreviation owns its dot at a sentence's end too."""
    times_suffix: Words = ""
    """Ending of a number word that multiplies: tenfold."""
    every_number: bool = False
    """ "every" may stand before a cardinal: "cada diez"."""
    part_noun: Words = ""
    """The noun of fractions that need no numeral: "la tercera parte"."""
    parts_are_sure: bool = False
    """The words for fractions mean nothing else."""
    doubtful_parts: Words = ""
    """Words for fractions that are ordinals unless something of `of_words` follows."""
    part_stops: Words = ""
    """After quarters of a year: "two quarters in"."""
    part_modifies: bool = False
    """With a hyphen after it a fraction is an adjective: two-thirds-owned."""
    not_parts: Words = ""
    """After a word for a fraction that then is none: Viertel-Jahr."""
    one_in: Words = ""
    """Forms of one that may stand before `out_of`."""
    round_out_of: Words = ""
    """Of `out_of`, what leads to a fraction before common numbers only."""
    span_out_of: Words = ""
    """Of `out_of`, what also opens a span: "3 von Mai bis"."""
    part_of_rate: bool = False
    """ "un sur dix" may stand before a unit."""
    half_modifies: bool = False
    """The word for a half is an adjective too and counts only before `of_words`."""
    half_not_after: Words = ""
    """Words before a half that make it a span of time: "first half"."""
    half_whole: Words = ""
    """After a half: what it is of, besides `of_words`."""
    half_times: Words = ""
    """After a half that then is a time: "half year", "metà anno", "Mitte des Monats"."""
    half_of_times: Words = ""
    """One word further: "Hälfte des Jahres"."""
    half_led: Words = ""
    """Before a half that is a date unless `linkers` follow: "a metà"."""
    multiple_nouns: Words = ""
    """After a word that multiplies, with or without a hyphen: no multiple."""
    titles_are_capital: bool = False
    """A capital word after another is a name."""
    multiple_adjectives: Words = ""
    """Words that multiply only beside those of the next two fields."""
    multiplied: Words = ""
    """What follows such an adjective where it multiplies."""
    multiplying: Words = ""
    """What stands before it there."""
    article_apart: bool = False
    """The article before a quarter point is not printed with it."""

    # labels
    abbreviations: Words = ""
    """Words whose dot ends no sentence."""
    references: Words = ""
    capital_references: Words = ""
    """Of `references`, those that are other words where printed small: Part, Case, Punkt."""
    rankings: Words = ""
    """Before a number that is a place in an order: number, Nr."""
    abbreviated: Words = ""
    """Of `references` and `rankings`, those that are other words without their dot: no., art."""
    places: Words = ""
    """Of them, those that only digits follow: place, rank."""
    names: Words = ""
    """Words that make a name with the number after them, besides those every language knows."""
    prices: Words = ""
    """Before a price, after the name of what is bought: für."""
    numbered: Words = ""
    """Nouns that a bare number after them tells apart, or (German) their ends: ligne 3."""
    titles: Words = ""
    """Names, as printed, that hold a number in digits: Sole 24 Ore."""
    named_numbers: Words = ""
    """Whole phrases with a number word that are names: Magnificent Seven."""


@table
class Ideographs:
    """What Chinese or Japanese print without spaces; read within a text of any language."""

    units: Mapping[str, str]
    """Unit to its code, to several parted by `/`, or to percent and the like."""
    cents: Mapping[str, str] = NONE
    """Hundredths of a currency to its code."""
    abroad: Mapping[str, str] = NONE
    """Units that `signs_abroad` make another country's, to its codes, parted by `/`."""
    signs_abroad: str = ""
    """Characters the home country does not print."""
    share_cents: Mapping[str, str] = NONE
    """Hundredths where a sentence tells of a share, and scores elsewhere: 分."""
    prefixes: Mapping[str, str] = NONE
    """Words for money before a number, to their code."""
    minus: Words = ""
    """Words for the sign of a number, directly before it: マイナス, 负."""
    plus: Words = ""
    same_below: Words = ""
    """After the name of a currency in brackets, which then is that of all amounts: 下同."""
    places: Mapping[str, Words] = NONE
    """Places and what is of one, by the currency that they settle."""
    before: Mapping[str, str]
    """Words directly before a number to their qualifier."""
    after: Mapping[str, str]
    """Words directly after an amount to their qualifier."""
    up: Words
    down: Words
    up_after: Words = ""
    down_after: Words = ""
    up_sizes: Words = ""
    """Nouns for the size of a rise, which may be parted from it by "is" or "reached"."""
    down_sizes: Words = ""
    above: Words = ""
    """Before what a rate is above, and by how much: "高出1.2个百分点"."""
    below: Words = ""
    emphatic: Words = ""
    """What may part an amount from such a word: "3割も減った"."""
    reaching: Words = ""
    """What may part such a noun from its number: is, reached, about."""
    foreseen: Words = ""
    """Where a change is only expected."""
    list_words: Words = ""
    """Between two amounts of one list."""
    named_with: Words = ""
    """What begins with a numeral that counts nothing: "二套房"."""
    named_by: Words = ""
    """Before a numeral that names a day and counts nothing: "周三", "双十一"."""
    indices: Words = ""
    """Names before the number of an index."""
    spans: Words
    """Words of duration after a number."""
    quarters: Words
    several: Words
    measures: Words
    """Between a number and its noun."""
    counted: Words = ""
    """Measures that are what is counted, whatever follows: tonnes, shares."""
    spelled_measures: Words = ""
    """Those that make a count of a number in words: "三家工厂"."""
    counted_heads: Words = ""
    """Nouns before a scaled number that say what it counts: "用户超过2.1亿"."""
    verbs: Words = ""
    """What follows a counted noun and is no part of it."""
    per_before: Mapping[str, str]
    per_after: Mapping[str, str]
    conversions: Words
    range_words: Words
    multiples: Mapping[str, tuple[str, str]]
    stops: str
    """Characters no counted noun begins with or holds."""
