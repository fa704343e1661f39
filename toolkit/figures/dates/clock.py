"""Clock times, decades, durations and bare years."""

from __future__ import annotations

import re

from toolkit.figures.dates.calendar import ESTIMATES, years_end
from toolkit.figures.draft import Draft, label
from toolkit.figures.languages.common import ZONES
from toolkit.figures.languages.language import words
from toolkit.figures.words.lexicon import Lexicon
from toolkit.figures.words.tokens import Passage, ascii_digits, is_year

_HOUR = "(?:[01]?[0-9]|2[0-4])"
_TO_THE_MINUTE = re.compile(
    rf"{_HOUR}:[0-5][0-9](?:\.[0-9]+)?(?::[0-9]+(?:\.[0-9]+)?)?(?![0-9]|[,'’][0-9])"
)
_ROUND_THE_CLOCK = re.compile(r"([0-9]+)\s?[hj]\s?/\s?\1(?![0-9])")
""" "24h/24", "7j/7"."""
_MINUTES_OF_HOUR = re.compile(rf"{_HOUR}(\s?)[hH]\1[0-5][0-9](?!\w|[.,'’][0-9])")
""" "13h30", "13 h 30"."""
_POINTED = re.compile(rf"{_HOUR}(?:[.,]([0-5][0-9]))?")
""" "13", "13.17"."""


_MODERN = re.compile("19[5-9][0-9]|20(?:0[1-9]|[1-5][0-9])")
"""Years that need no more, before what may be counted."""
_AGE = re.compile(r"(?:1[6-9]|[2-9][0-9])(?=\s*(?:[^\w\s%$€£]|$))(?![.,][0-9])")


def clock(p: Passage, i: int, lex: Lexicon, floor: int) -> Draft | None:
    """13:17, 13.17 Uhr, 9am, 2:30 pm, ore 13, 13h30, 1430 GMT."""
    m = _TO_THE_MINUTE.match(p.text, p.start[i])
    if m:
        return label(p, i, _zone(p, p.upto(i, m), lex), "time")
    m = _ROUND_THE_CLOCK.match(p.text, p.start[i]) or _MINUTES_OF_HOUR.match(p.text, p.start[i])
    if m:
        return label(p, i, p.upto(i, m), "time")
    before = p.folded(i - 1) if i > floor else ""
    j, word = i + 1, ascii_digits(p.word[i])
    m = _POINTED.fullmatch(word)
    if m:
        end = _zone(p, j, lex)
        led = before in lex.clock_before
        if end > j and (led or not lex.time_units.at(p, j)):
            return label(p, i, end, "time")
        if led and not m[1] and p.folded(j) == "h":
            return label(p, i, j + 1, "time")
        if led and lex.table.hours_are_pointed if m[1] else before in lex.hours_after:
            return label(p, i, j, "time")
        alone = not p.is_sign(j, "%€$£") and (not p.is_word(j) or p.low[j] in lex.not_nouns)
        if before in lex.bare_hours and alone and not m[1]:
            return label(p, i, j, "time")
    if len(word) == 4 and word.isdigit() and j < p.size and p.word[j] in ZONES:
        return label(p, i, j + 1, "time")
    return None


def _zone(p: Passage, j: int, lex: Lexicon) -> int:
    """Past am, pm, Uhr, and a time zone."""
    while found := lex.clock_after.at(p, j):
        if p.word[j].upper() in ZONES and not p.word[j].isupper():
            break
        j = found[0]
    return j


def decade(p: Passage, i: int, lex: Lexicon, floor: int) -> Draft | None:
    """2020er, 1990s, '90s, the 90s, anni '90."""
    two, before = len(p.word[i]) == 2, p.folded(i - 1 - p.hyphen(i - 1))
    first = i - (two and i > floor and p.glued(i) and p.is_sign(i - 1, "'’‘"))
    if first < i and p.glued(first) and p.is_word(first - 1):
        first = i
    round_, named = p.word[i].endswith("0"), before in lex.decades_before
    if p.glued(i + 1) and p.is_word(i + 1):
        suffixed = p.low[i + 1] in lex.decade_suffixes
        short = two and (first < i or named or lex.table.decade_alone)
        if is_year(p, i):
            of_year = suffixed and (round_ or lex.table.nouns_are_capital)  # das 2027er KGV
            if of_year or re.fullmatch(ESTIMATES, p.low[i + 1]):
                return label(p, i, i + 2, "year")
        elif suffixed and round_ and short:
            return label(p, first, i + 2, "year")
    if first < i:
        return label(p, first, i + 1, "year")
    alone = not p.is_sign(i + 1, "%-.,") and (not p.is_word(i + 1) or p.low[i + 1] in lex.not_nouns)
    led = named or (before in lex.decade_articles and alone)
    return (
        label(p, i, i + 1, "year") if two and round_ and led and lex.table.short_decades else None
    )


def duration_after(p: Passage, i: int, end: int, lex: Lexicon) -> Draft | None:
    """A number over [i, end) with a word of time after it: "five-year", "12-Monats"."""
    j = end
    suspended = _suspended(p, i, end, lex)
    if suspended:
        return suspended
    j += p.is_sign(j, "'’+") and p.glued(j)  # "vent'anni", "30+ days"
    hyphen = p.hyphen(j)
    if hyphen:
        j += 1
        if p.folded(j).startswith(words(lex.table.time_endings)):
            return label(p, i, j + 1, "duration")
    found = lex.time_units.at(p, j)
    if not found and not hyphen and p.folded(j) in lex.fillers:
        found = lex.time_units.at(p, j + 1)
    if not found:
        return None
    end = found[0]
    if p.low[end - 1] in lex.counted_times and p.folded(end) in lex.linkers:
        return None
    if p.hyphen(end) and p.folded(end + 1) in lex.old:
        end += 2
    half = lex.half_after.at(p, end)
    if half:
        end = half[0]
    return label(p, i, end, "duration")


def _suspended(p: Passage, i: int, end: int, lex: Lexicon) -> Draft | None:
    """ "two- and ten-year", "zwei- bis dreijährige": the word of time stands with the last."""
    if not p.text.startswith("- ", p.end[end - 1]):
        return None
    to = lex.range_words.at(p, end + 1)
    if not to and p.folded(end + 1) not in lex.list_words:
        return None
    k = to[0] if to else end + 2
    compound = lex.ending_of(p.folded(k))
    if compound and compound[1] == "time":
        return label(p, i, k + 1 if to else end, "duration")
    if not (p.is_number(k) or lex.number_ops(p.folded(k))):
        return None
    lasting = duration_after(p, k, k + 1, lex)
    return label(p, i, lasting.end if to else end, "duration") if lasting else None


def plain_year(p: Passage, i: int, lex: Lexicon, noun: str | None) -> Draft | None:
    """Four bare digits that are a year, unless something is counted by them."""
    if not is_year(p, i):
        return None
    year, dated = p.word[i], noun is not None and noun.lower() in lex.dated
    if p.folded(i - 1 - p.is_sign(i - 1, "'’-")) not in lex.year_before:
        if noun is not None and not lex.table.nouns_are_capital:
            plural = year.endswith("0") and noun.endswith(lex.plural_endings)
            if plural or not (dated or _MODERN.fullmatch(year)):
                return None
        elif noun is not None and noun[0].isupper() and year.endswith(("00", "50")):
            return None
        if year < "1900" and not dated:
            return None
    return label(p, i, years_end(p, i) or i + 1, "year")


def age(p: Passage, i: int, lex: Lexicon) -> bool:
    """ "Maria Silva, 54, joined", "Stürmer (23)", "the defender, 24, signed": two figures alone."""
    if not _AGE.match(p.text, p.start[i]):
        return False
    bracketed = p.is_sign(i - 1, "(") and p.is_sign(i + 1, ")")
    listed = p.is_sign(i - 1, ",") and p.is_sign(i + 1, ",") and not p.is_number(i + 2)
    if bracketed or listed:
        return p.capital(i - 2) or p.folded(i - 2) in lex.people
    return _aged(p, i, lex)


def _aged(p: Passage, i: int, lex: Lexicon) -> bool:
    """ "Ms Roth, who is 63", "three-quarters of users are under 30"."""
    if p.folded(i - 1) in lex.copulas:
        return p.folded(i - 2) in lex.persons
    limit = lex.qualifiers.ending(p, i)
    if not limit or limit[1] not in ("more_than", "less_than"):
        return False
    said = limit[0] - 1
    return p.folded(said) in lex.copulas and any(
        p.low[k] in lex.counted_heads for k in p.clause(said)
    )
