"""Days, months, quarters and halves, and the years that belong to them."""

from __future__ import annotations

import re
from decimal import Decimal

from toolkit.figures.draft import Draft, label
from toolkit.figures.languages.common import YEAR_LETTERS
from toolkit.figures.numerals.numbers import read_number
from toolkit.figures.numerals.scales import scale_at
from toolkit.figures.words.lexicon import Lexicon
from toolkit.figures.words.tokens import Passage, is_year

_DASHES = "-–—‑"

ESTIMATES = "(?i:[efap]|est)"
"""After a year: estimated, forecast, actual."""

_PARTS = frozenset("QH")
"""Letters of a quarter and of a half in any language."""

_DAY, _MONTH, _YEAR = "(?:0?[1-9]|[12][0-9]|3[01])", "(?:0?[1-9]|1[0-2])", "(?:[0-9]{4}|[0-9]{2})"
_END = "(?![0-9]|[.,'’][0-9])"
_NUMERIC = re.compile(
    rf"(?:{_DAY}\.{_MONTH}\.{_YEAR}|[0-9]{{4}}\.{_MONTH}\.{_DAY}"
    rf"|{_DAY}([-/]){_MONTH}\1{_YEAR}|{_MONTH}([-/]){_DAY}\2{_YEAR}"
    rf"|[0-9]{{4}}([-/]){_MONTH}\3{_DAY}"
    rf"|(?:{_MONTH}-)?{_MONTH}/(?:1[89]|20)[0-9]{{2}}"
    rf"|0[1-9]-(?:0[1-9]|[12][0-9]|3[01])|{_DAY}/(?:0[1-9]|1[0-2])"
    rf"|(?P<time>24/7)|(?P<month_first>(?:0[1-9]|1[0-2])/{_DAY})){_END}"
)
"""12.09.2025, 2025-09-12, 06/2024, 1-9/2007, 01-12, 12/09, and around the clock."""
_ANY_DAY = re.compile(_DAY)
_BUSINESS_YEAR = re.compile(rf"{_YEAR}(?:{ESTIMATES}(?!\w)|[/-][0-9]+)?(?![0-9]|[.,'’][0-9])")
""" "2026", "24/25", "26e", behind FY."""
_DAY_MONTH = re.compile(rf"{_DAY}\.{_MONTH}")
_MONTH_OF_YEAR = re.compile(r"[0-9]{4}[-‐‑](?:0[1-9]|1[0-2])(?![0-9]|[-‐‑]\w)")

_QUARTER = re.compile(
    r"(?P<part>[^\W\d_]+)[1-4](?:[/–-](?P=part)?[1-4](?![0-9]))?"
    rf"(?P<year>[/-]{_YEAR}|['’][0-9]{{2}}|(?:{'|'.join(sorted(YEAR_LETTERS))})[0-9]+)?(?!\w|[.,'’][0-9])"
)
""" "Q1", "Q1-Q3", "Q1-3", and the year that touches it: "Q1/24", "Q4'25", "Q1FY26"."""
_QUARTER_BEFORE = re.compile(
    r"(?:(?:3|6|9|12)[Mm]|[1-4](?P<part>[^\W\d_]+)(?:[/–-][1-4](?P=part))?)"
    rf"(?P<year>{_YEAR})?(?!\w|[.,'’][0-9])"
)
""" "3Q25", "1Q-3Q", "9M"."""
_COLUMN = re.compile(r"(?:6|9|12)M\s*(?:[:|\n]|$)")
""" "9M: 3.5 billion", "| 9M |": months, since nothing is counted."""
_YEAR_AFTER_MONTH = re.compile(r"[-‐‑](?:(?:19|20)[0-9]{2}|[2-4][0-9])(?![\w%]|[.,'’–-]\w)")
""" "Dec-27", "12-Sep-2025"."""


def _is_day(p: Passage, i: int) -> bool:
    """Whether token i is a number from 1 to 31."""
    return _ANY_DAY.fullmatch(p.folded(i)) is not None


def _short_year(p: Passage, i: int) -> bool:
    return p.is_sign(i, "'’‘") and p.glued(i + 1) and p.is_number(i + 1) and len(p.word[i + 1]) == 2


def month_at(p: Passage, j: int, lex: Lexicon) -> int | None:
    """The index after a month's name at token j, the dot of its abbreviation included."""
    low = p.folded(j)
    if low not in lex.any_month or (lex.table.months_are_capital and not p.capital(j)):
        return None
    if low in lex.months:
        return j + 1
    return j + 2 if p.is_sign(j + 1, ".") and p.glued(j + 1) else j + 1


def years_end(p: Passage, j: int) -> int | None:
    """The index after a year at token j, or a pair of years: 2024/25, 2025-2027, '24."""
    if _short_year(p, j):
        return j + 2
    if not is_year(p, j):
        return None
    if p.is_sign(j + 1, "/" + _DASHES) and p.glued(j + 1) and p.glued(j + 2):
        other = p.word[j + 2]
        follows = len(other) == 2 and other.isdigit() and _follows(p.word[j], other)
        if follows or is_year(p, j + 2):
            return j + 3
    return j + 1


def _follows(year: str, other: str) -> bool:
    """Whether two digits after a year are the next one, or at least no month."""
    return int(other) > 12 or int(other) == (int(year) + 1) % 100


def year_tail(p: Passage, j: int, lex: Lexicon) -> int:
    """Past the year that belongs to a date ending before token j; j where there is none."""
    k = j
    while not _short_year(p, k) and (p.folded(k) in lex.date_linkers or p.is_sign(k, "'’")):
        k += 1
    fiscal = lex.fiscal.at(p, k)
    if fiscal:
        k = fiscal[0]
        if p.glued(k) and p.is_number(k) and len(p.word[k]) == 2:
            return k + 1
    elif p.is_sign(k - 1, ",") and not is_year(p, k):
        return j
    return years_end(p, k) or j


def numeric_date(p: Passage, i: int, lex: Lexicon) -> Draft | None:
    """12/09/2025, 2025-09-12, 12.09.2025, 12.09., 24/7, 2024/25."""
    m = _NUMERIC.match(p.text, p.start[i])
    if m and (not m["month_first"] or lex.table.day_may_follow_month):
        return label(p, i, p.upto(i, m), "time" if m["time"] else "date")
    end = i + 2
    if lex.table.ordinal_dot and p.is_sign(i + 1, ".") and _DAY_MONTH.fullmatch(p.word[i]):
        led = p.folded(i - 1) in lex.day_articles  # "... zum 31.12."
        if p.glued(i + 1) and (led or (end < p.size and not p.capital(end))):
            return label(p, i, end + is_year(p, end), "date")
    if years_end(p, i) == i + 3:
        return label(p, i, i + 3, "year")
    m = _MONTH_OF_YEAR.match(p.text, p.start[i])
    return label(p, i, i + 3, "date") if m else None


def day_of_month(p: Passage, i: int, lex: Lexicon) -> Draft | None:
    """ "12. September 2025", "1er septembre", "12 de septiembre de 2025", "12-15 September"."""
    if not _is_day(p, i):
        return None
    j = _past_ordinal(p, i + 1, lex)
    month = _month_after(p, j, lex)
    if not month and p.is_sign(j, _DASHES) and _is_day(p, j + 1):
        month = _month_after(p, _past_ordinal(p, j + 2, lex), lex)
    if month:
        return label(p, i, _year_of_month(p, month, lex), "date")
    return label(p, i, j, "date") if _month_of_list(p, j, lex) else None


def _month_of_list(p: Passage, j: int, lex: Lexicon) -> bool:
    """Whether the days after one are of a month: "und 15. September", "., 5. und 7. März"."""
    for _ in p.ahead(j):
        joined = p.is_sign(j, ",") or p.folded(j) in lex.list_words
        if not (joined or lex.range_words.at(p, j) or lex.to_words.at(p, j)):
            return False
        other = j + 1 + (p.folded(j + 1) in lex.definite)
        if not _is_day(p, other):
            return False
        j = _past_ordinal(p, other + 1, lex)
        if _month_after(p, j, lex):
            return True
    return False


def _past_ordinal(p: Passage, j: int, lex: Lexicon) -> int:
    if lex.table.ordinal_dot and p.is_sign(j, ".") and p.glued(j):
        return j + 1
    if p.glued(j) and p.folded(j) in lex.ordinal_suffixes:
        return j + 1
    return j


def _month_after(p: Passage, j: int, lex: Lexicon) -> int | None:
    if p.folded(j) in lex.date_linkers and not p.is_sign(j, ","):
        j += 1
        j += p.is_sign(j, "'’")
    return month_at(p, j + p.hyphen(j), lex)


def month_first(p: Passage, i: int, lex: Lexicon) -> Draft | None:
    """ "September 24th, 2025", "September 2025"; a month without digits is none."""
    month = month_at(p, i, lex)
    if month is None:
        return None
    if lex.table.month_before_day and _is_day(p, month):
        end = _past_ordinal(p, month + 1, lex)
        counted = lex.units.at(p, end) or scale_at(p, end, lex)
        glued_more = p.glued(end) and (
            p.is_word(end) or (p.hyphen(end) and not p.is_number(end + 1))
        )
        if not glued_more and not counted:
            if p.is_sign(end, _DASHES) and _is_day(p, end + 1):
                end += 2
            return label(p, i, year_tail(p, end, lex), "date")
    end = _year_of_month(p, month, lex)
    return label(p, i, end, "date") if end > month else None


def _year_of_month(p: Passage, month: int, lex: Lexicon) -> int:
    """Past the year of the month that ends before token `month`, where one is printed."""
    if _YEAR_AFTER_MONTH.match(p.text, p.end[month - 1]):
        return month + 2
    return year_tail(p, month, lex)


def quarter_letters(p: Passage, i: int, lex: Lexicon, floor: int) -> Draft | None:
    """Q2 2025, H1, FY2026 (letters before the number), 3Q25, 1H25, 9M 2025 (letters after)."""
    k = i - 1
    if (
        p.glued(i)
        and k >= floor
        and p.is_word(k)
        and not (p.glued(k) and p.text[p.start[k] - 1].isalnum())
    ):
        m = _BUSINESS_YEAR.match(p.text, p.start[i]) if p.word[k] in YEAR_LETTERS else None
        if m:
            return label(p, k, p.upto(i, m), "year")
        m = _QUARTER.match(p.text, p.start[k])
        if m and m["part"] in lex.quarter_letters | _PARTS:
            end = p.upto(i, m)
            return label(p, k, end if m["year"] else year_tail(p, end, lex), "date")
    m = _QUARTER_BEFORE.match(p.text, p.start[i])
    if m is None or (m["part"] and m["part"] not in lex.quarter_letters | _PARTS):
        return None
    end = p.upto(i, m)
    after = end if m["year"] else year_tail(p, end, lex)
    told = m["year"] or m["part"] or after > end or _COLUMN.match(p.text, p.start[i])
    return label(p, i, after, "date") if told else None


def quarter_after(p: Passage, first: int, j: int, lex: Lexicon) -> Draft | None:
    """An ordinal over [first, j) with a quarter or half year after it, and its year."""
    if p.hyphen(j):
        j += 1
    low = p.folded(j)
    if low in lex.quarter and not lex.in_a_row.at(p, j + 1):
        return label(p, first, year_tail(p, j + 1, lex), "date")
    if low in lex.halves:
        end = year_tail(p, j + 1, lex)
        if end > j + 1 or _of_year(p, j + 1, lex):
            return label(p, first, end, "date")  # "la seconda metà del 2023"
    return None


def _of_year(p: Passage, j: int, lex: Lexicon) -> bool:
    """ "dell'anno", "des Jahres", "de este año", "dieses Geschäftsjahrs"."""
    for k in range(j, j + 4):
        if lex.per_nouns.get(p.folded(k).removesuffix("es")) == "year" or lex.fiscal.at(p, k):
            return True
        if not (p.is_word(k) or p.is_sign(k, "'’")) or p.capital(k):
            break
    return False


def first_months(p: Passage, i: int, lex: Lexicon) -> Draft | None:
    """ "first nine months of 2024", "ersten neun Monaten", "primi sei mesi"."""
    if not _starts_year(p, i, lex) or not _countable(p, i + 1, lex):
        return None
    number = read_number(p, i + 1, lex)
    if number is None or p.folded(number.end) not in lex.month_nouns:
        return None
    end = year_tail(p, number.end + 1, lex)
    of_year = end > number.end + 1 or number.value <= 12
    return label(p, i, end, "date") if of_year else None


def _starts_year(p: Passage, i: int, lex: Lexicon) -> bool:
    """ "first", unlike "last", begins a year."""
    return p.low[i] in lex.opening_words


def _countable(p: Passage, i: int, lex: Lexicon) -> bool:
    return p.is_number(i) or lex.number_ops(p.folded(i)) is not None


def counted_first_months(
    p: Passage, i: int, end: int, value: Decimal, lex: Lexicon
) -> Draft | None:
    """French and Spanish put the number first: "neuf premiers mois de 2024"."""
    opens = value in (3, 6, 9, 12) and p.folded(end) in lex.month_nouns
    if opens and is_year(p, end + 1) and p.gap(end + 1) != "":
        return label(p, i, end + 2, "date")
    if p.folded(end) in lex.first_words and p.folded(end + 1) in lex.month_nouns:
        if _starts_year(p, end, lex):
            return label(p, i, year_tail(p, end + 2, lex), "date")
        return label(p, i, end + 2, "duration")
    return None
