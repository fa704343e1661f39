"""Scale words and what their abbreviations are."""

from __future__ import annotations

from toolkit.figures.languages.common import ISO_4217
from toolkit.figures.words.lexicon import Lexicon
from toolkit.figures.words.tokens import NUMBER, RAISED, VULGAR, Passage


def scale_at(
    p: Passage, j: int, lex: Lexicon, *, money: bool = False
) -> tuple[int, int, int, str] | None:
    """The scale word at token j: (next token, power, power of its other reading or 0, unit)."""
    if p.hyphen(j):
        return scale_at(p, j + 1, lex) if len(p.word[j + 1]) > 1 else None
    if not p.is_word(j):
        return None
    word, low, table = p.word[j], p.low[j], lex.table
    if phrase := lex.scale_phrases.at(p, j):
        return *phrase, 0, ""
    if low in table.scales:
        return j + 1, table.scales[low], 0, ""
    if low in table.calques:
        return j + 1, *table.calques[low], ""
    if word in table.short_scales and not (word == "mm" and _measures(p, j + 1, lex)):
        return _after_dot(p, j, lex), table.short_scales[word], 0, ""
    if word in table.scaled_units:
        power, unit = table.scaled_units[word]
        return j + 1, power, 0, unit
    if word in table.letter_scales and (after := _after_letter(p, j, lex, money)):
        return after, table.letter_scales[word], 0, ""
    return None


def _measures(p: Passage, k: int, lex: Lexicon) -> bool:
    """Whether what follows says that millimetres are meant: "814 mm²", "5 mm thick"."""
    return p.folded(k) in lex.lengths or (p.glued(k) and p.kind[k] in (NUMBER, RAISED))


def _after_letter(p: Passage, j: int, lex: Lexicon, money: bool) -> int | None:
    """ "$5 m", "5 M EUR", "5M", "2.7 m shares": the token after a letter that is a scale."""
    gap, after = p.gap(j), j + 1 + _before_code(p, j)
    unit = lex.units.at(p, after)
    coded = p.is_word(after) and p.word[after] in ISO_4217
    if len(gap) <= 1 and (money or coded or (unit and unit[1][0] == "currency")):
        return after
    n = p.folded(after)
    shares = "share" in (lex.per_nouns.get(n), lex.per_nouns.get(n[:-1])) and p.low[j] == p.word[j]
    close = p.glued(j) and (p.kind[j - 1] in (NUMBER, VULGAR) or p.word[j - 1] == ")")
    fine = p.word[j] in lex.table.free_letters and n not in lex.lengths
    return after if fine and (close or (shares and len(gap) == 1)) else None


def _before_code(p: Passage, j: int) -> bool:
    """ "30 M.CHF": a dot between an abbreviation and a currency's code."""
    return p.is_sign(j + 1, ".") and p.glued(j + 2) and p.word[j + 2] in ISO_4217


def _after_dot(p: Passage, j: int, lex: Lexicon) -> int:
    """Past the dot that an abbreviation owns; at a sentence's end only where it always has one."""
    if _before_code(p, j):
        return j + 2
    if not p.is_sign(j + 1, ".") or p.low[j] not in lex.dotted:
        return j + 1
    ends = j + 2 == p.size or (p.capital(j + 2) and p.word[j + 2] not in ISO_4217)
    return j + 1 if ends and not lex.table.dots_stay else j + 2
