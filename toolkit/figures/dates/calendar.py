"""Days, months, quarters and halves, and the years that belong to them."""

from __future__ import annotations

from decimal import Decimal

from toolkit.figures.draft import Draft, label
from toolkit.figures.languages.common import YEAR_LETTERS
from toolkit.figures.numerals.numbers import read_number
from toolkit.figures.numerals.scales import scale_at
from toolkit.figures.words.lexicon import Lexicon
from toolkit.figures.words.tokens import Passage, ascii_digits, is_year

_DASHES = "-–—‑"


ESTIMATES = frozenset(("e", "f", "a", "p", "est"))
"""After a year: estimated, forecast, actual."""


_PARTS, _FOUR = frozenset("QH"), frozenset("1234")
"""Letters of a quarter and of a half, and the number before or after them."""


def _small(p: Passage, i: int, top: int) -> bool:
    if not p.is_number(i):
        return False
    word = ascii_digits(p.word[i])
    return word.isdigit() and len(word) <= 2 and 1 <= int(word) <= top


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
    if p.is_sign(j + 1, "/" + _DASHES) and p.glued(j + 1) and p.is_number(j + 2) and p.glued(j + 2):
        other = p.word[j + 2]
        if is_year(p, j + 2) or (len(other) == 2 and other.isdigit()):
            long_date = p.is_sign(j + 3, _DASHES) and p.glued(j + 3) and p.is_number(j + 4)
            if not long_date and (
                len(other) == 4 or int(other) == (int(p.word[j][2:]) + 1) % 100 or int(other) > 12
            ):
                return j + 3
    return j + 1


def year_tail(p: Passage, j: int, lex: Lexicon) -> int:
    """Past the year that belongs to a date ending before token j; j where there is none."""
    k = j
    for _ in range(3):
        low = p.folded(k)
        if _short_year(p, k):
            break
        if low in lex.date_linkers or low == "'":
            k += 1
    fiscal = lex.fiscal.at(p, k)
    if fiscal:
        k = fiscal[0]
    lettered = p.is_word(k) and p.word[k] in YEAR_LETTERS and p.is_number(k + 1)
    if lettered and len(p.word[k + 1]) in (2, 4):
        return k + 2
    if fiscal and p.is_number(k) and len(p.word[k]) == 2 and p.glued(k):
        return k + 1
    if k > j and p.is_sign(k - 1, ",") and not is_year(p, k):
        return j
    end = years_end(p, k)
    if end is None:
        return j
    return end


def numeric_date(p: Passage, i: int, lex: Lexicon) -> Draft | None:
    """12/09/2025, 2025-09-12, 12.09.2025, 12.09., 24/7, 2024/25."""
    word = ascii_digits(p.word[i])
    if word.count(".") == 2:
        day, month, year = word.split(".")
        if _day_month(day, month) and len(year) in (2, 4):
            return label(p, i, i + 1, "date")
        if len(day) == 4 and _day_month(year, month):
            return label(p, i, i + 1, "date")
    dotted = p.is_sign(i + 1, ".") and p.glued(i + 1) and lex.table.ordinal_dot
    if word.count(".") == 1 and dotted:
        day, month = word.split(".")
        if i + 2 >= p.size and p.folded(i - 1) in lex.day_articles and _day_month(day, month):
            return label(p, i, i + 2, "date")  # "... zum 31.12."
        if _day_month(day, month) and i + 2 < p.size and len(month) <= 2:
            end = i + 2
            if is_year(p, end):
                end += 1
            if not p.capital(i + 2) or p.folded(i - 1) in lex.day_articles:
                return label(p, i, end, "date")
    if not word.isdigit():
        return None
    if is_year(p, i) and p.hyphen(i + 1) and _month_of_year(p, i + 2) and years_end(p, i) == i + 1:
        return label(p, i, i + 3, "date")
    if p.is_sign(i + 1, "-/.") and p.glued(i + 1) and p.glued(i + 2) and p.is_number(i + 2):
        third = p.is_sign(i + 3, p.word[i + 1]) and p.glued(i + 3) and p.glued(i + 4)
        second = ascii_digits(p.word[i + 2])
        if third and p.is_number(i + 4) and second.isdigit():
            last = ascii_digits(p.word[i + 4])
            if last.isdigit() and (
                (len(word) == 4 and _day_month(last, second))
                or (len(last) in (2, 4) and (_day_month(word, second) or _day_month(second, word)))
            ):
                return label(p, i, i + 5, "date")
        if p.word[i + 1] == "/" and _month(word) and is_year(p, i + 2):  # "06/2024", "4/2015"
            return label(p, i, i + 3, "date")
        ends = p.word[i + 1] == "-" and p.is_sign(i + 3, "/") and p.glued(i + 3)
        if ends and _month(word) and _month(second) and p.glued(i + 4) and is_year(p, i + 4):
            return label(p, i, i + 5, "date")  # "1-9/2007"
        padded = word[0] == "0" and len(word) == len(second) == 2
        if (
            p.is_sign(i + 1, "-")
            and padded
            and (_day_month(word, second) or _day_month(second, word))
        ):
            return label(p, i, i + 3, "date")
        if p.is_sign(i + 1, "/") and second.isdigit():
            if (word, second) == ("24", "7"):
                return label(p, i, i + 3, "time")
            if _day_month(word, second) and len(second) == 2:
                return label(p, i, i + 3, "date")
            if _day_month(second, word) and len(word) == 2 and lex.table.day_may_follow_month:
                return label(p, i, i + 3, "date")
    return label(p, i, i + 3, "year") if years_end(p, i) == i + 3 else None


def _month_of_year(p: Passage, j: int) -> bool:
    """The "06" of "2024-06", and not the first part of a day."""
    return len(p.word[j]) == 2 and _small(p, j, 12) and not p.hyphen(j + 1)


def _day_month(day: str, month: str) -> bool:
    if not (day.isdigit() and month.isdigit()) or len(day) > 2 or len(month) > 2:
        return False
    return 1 <= int(day) <= 31 and 1 <= int(month) <= 12


def day_of_month(p: Passage, i: int, lex: Lexicon) -> Draft | None:
    """ "12. September 2025", "1er septembre", "12 de septiembre de 2025", "12-15 September"."""
    if not _small(p, i, 31):
        return None
    j = _past_ordinal(p, i + 1, lex)
    month = _month_after(p, j, lex)
    if month:
        return label(p, i, year_tail(p, month, lex), "date")
    dash = p.is_sign(j, _DASHES)
    other = j + 2 if not dash and p.folded(j + 1) in lex.definite else j + 1
    if not _small(p, other, 31):
        return None
    joined = p.folded(j) in lex.list_words or lex.range_words.at(p, j) or lex.to_words.at(p, j)
    if dash or (joined and p.is_word(j)):
        second = _past_ordinal(p, other + 1, lex)
        month = _month_after(p, second, lex)
        if month and dash:
            return label(p, i, year_tail(p, month, lex), "date")
        if month:
            return label(p, i, j, "date")
    return None


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
    if lex.table.month_before_day and _small(p, month, 31):
        end = _past_ordinal(p, month + 1, lex)
        counted = lex.units.at(p, end) or scale_at(p, end, lex)
        glued_more = p.glued(end) and (
            p.is_word(end) or p.is_sign(end, "%") or (p.hyphen(end) and not p.is_number(end + 1))
        )
        if not glued_more and not counted:
            if p.is_sign(end, _DASHES) and _small(p, end + 1, 31):
                end += 2
            return label(p, i, year_tail(p, end, lex), "date")
    end = year_tail(p, month, lex)
    if end > month:
        return label(p, i, end, "date")
    if p.hyphen(month) and p.is_number(month + 1) and p.low[i] in lex.table.short_months:
        year = p.word[month + 1]  # "Dec-27"
        if len(year) == 2 and "20" <= year <= "50" and not p.glued(month + 2):
            return label(p, i, month + 2, "date")
    return None


def quarter_letters(p: Passage, i: int, lex: Lexicon, floor: int) -> Draft | None:
    """Q2 2025, H1, FY2026 (letters before the number), 3Q25, 1H25, 9M 2025 (letters after)."""
    if (
        p.glued(i)
        and i - 1 >= floor
        and p.is_word(i - 1)
        and not (p.glued(i - 1) and (p.is_word(i - 2) or p.is_number(i - 2)))
    ):
        word = p.word[i - 1]
        if word in YEAR_LETTERS and len(p.word[i]) in (2, 4):
            end = years_end(p, i) or i + 1
            if p.glued(end) and p.folded(end) in ESTIMATES:
                end += 1
            if p.is_sign(end, "/-") and p.glued(end) and p.is_number(end + 1) and p.glued(end + 1):
                end += 2
            return label(p, i - 1, end, "year")
        if word in lex.quarter_letters | _PARTS and _quarter_of_year(p.word[i]):
            return label(p, i - 1, i + 1, "date")
        if word in lex.quarter_letters | _PARTS and p.word[i] in _FOUR:
            end = i + 1
            last = end + 1 + (p.is_word(end + 1) and p.word[end + 1] == word)  # "Q1-Q3", "Q1-3"
            spans = p.is_sign(end, "/-–") and p.glued(end) and p.is_number(last) and p.glued(last)
            if spans and len(p.word[last]) == 1:
                end = last + 1
            if (
                p.is_sign(end, "/-")
                and p.glued(end)
                and p.is_number(end + 1)
                and len(p.word[end + 1]) in (2, 4)
            ):
                end += 2
                return label(p, i - 1, end, "date")
            if p.glued(end) and p.is_word(end):
                if p.word[end] in YEAR_LETTERS and p.is_number(end + 1):
                    return label(p, i - 1, end + 2, "date")
                return None
            return label(p, i - 1, year_tail(p, end, lex), "date")
    if p.glued(i + 1) and p.is_word(i + 1) and len(p.word[i]) <= 2:
        word = p.word[i + 1]
        letters = word in lex.quarter_letters | _PARTS | {"T", "S"} and p.word[i] in _FOUR
        months = word in ("M", "m") and p.word[i] in ("3", "6", "9", "12")
        if p.glued(i + 2) and p.is_number(i + 2) and len(p.word[i + 2]) in (2, 4):
            if letters or months:
                return label(p, i, i + 3, "date")
        elif letters or months:
            end = year_tail(p, i + 2, lex)
            if end > i + 2:
                return label(p, i, end, "date")
            if months and word == "M" and p.word[i] != "3" and _heads_column(p, i + 2):
                return label(p, i, i + 2, "date")
            if letters and not p.glued(i + 2):
                return label(p, i, i + 2, "date")
    return None


def _quarter_of_year(word: str) -> bool:
    """ "4'25" of "Q4'25"."""
    return len(word) == 4 and word[0] in _FOUR and word[1] in "'’"


def _month(word: str) -> bool:
    return len(word) <= 2 and word.isdigit() and 1 <= int(word) <= 12


def _heads_column(p: Passage, j: int) -> bool:
    """ "9M: 3.5 billion", "| 9M |": months, since nothing is counted."""
    return j >= p.size or p.is_sign(j, ":|") or "\n" in p.gap(j)


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
        low = p.folded(k)
        said = lex.per_nouns.get(low) or lex.per_nouns.get(low.removesuffix("es"))
        if said == "year" or lex.fiscal.at(p, k):
            return k > j
        if not (p.is_word(k) or p.is_sign(k, "'’")) or p.capital(k):
            break
    return False


def first_months(p: Passage, i: int, lex: Lexicon) -> Draft | None:
    """ "first nine months of 2024", "ersten neun Monaten", "primi sei mesi"."""
    if not _starts_year(p, i, lex) or not _countable(p, i + 1, lex):
        return None
    number = read_number(p, i + 1, lex)
    if number is None or number.value > 12 or p.folded(number.end) not in lex.month_nouns:
        return None
    return label(p, i, year_tail(p, number.end + 1, lex), "date")


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
