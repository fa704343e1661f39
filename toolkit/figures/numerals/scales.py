"""Scale words and what their abbreviations are."""

from __future__ import annotations

from toolkit.figures.languages.common import ISO_4217
from toolkit.figures.words.lexicon import Lexicon
from toolkit.figures.words.tokens import NUMBER, VULGAR, WORD, Passage


def scale_at(
    p: Passage, j: int, lex: Lexicon, *, money: bool = False
) -> tuple[int, int, int, str] | None:
    """The scale word at token j: (next token, power, power of its other reading or 0, unit)."""
    if not p.is_word(j) and p.hyphen(j):
        found = scale_at(p, j + 1, lex, money=money)
        return found if found and p.kind[j + 1] == WORD and len(p.word[j + 1]) > 1 else None
    if not p.is_word(j):
        return None
    word, low, table = p.word[j], p.low[j], lex.table
    if low in table.scales and low not in table.phrase_heads:
        return j + 1, table.scales[low], 0, ""
    if low in table.calques or word in table.calques:
        first, second = table.calques.get(word) or table.calques[low]
        return j + 1, first, second, ""
    if word in table.short_scales:
        return _after_dot(p, j, lex), table.short_scales[word], 0, ""
    if phrase := lex.scale_phrases.at(p, j):
        return *phrase, 0, ""
    if word in table.scaled_units:
        power, unit = table.scaled_units[word]
        return j + 1, power, 0, unit
    if low in table.scales:
        return j + 1, table.scales[low], 0, ""
    if word in table.letter_scales:
        glued = p.glued(j) and (p.kind[j - 1] in (NUMBER, VULGAR) or p.word[j - 1] == ")")
        after = j + 1 + _before_code(p, j)
        coded = p.is_word(after) and p.word[after] in ISO_4217
        beside = coded or lex.currencies.at(p, after) or p.is_sign(after, "$€£¥₹₩₽")
        if (money and (glued or len(p.gap(j)) == 1)) or (
            beside and p.gap(j) in ("", " ", "\u00a0", "\u202f")
        ):
            return after, table.letter_scales[word], 0, ""
        n = p.folded(j + 1)
        held = word.islower() and "share" in (lex.per_nouns.get(n), lex.per_nouns.get(n[:-1]))
        apart = held and len(p.gap(j)) == 1 and p.is_number(j - 1)  # "2.7 m shares"
        if (glued or apart) and word in table.free_letters and n not in lex.lengths:
            return j + 1, table.letter_scales[word], 0, ""
    return None


def _before_code(p: Passage, j: int) -> bool:
    """ "30 M.CHF": a dot between an abbreviation and a currency's code."""
    dot = p.is_sign(j + 1, ".") and p.glued(j + 1) and p.glued(j + 2)
    return dot and p.word[j + 2] in ISO_4217


def _after_dot(p: Passage, j: int, lex: Lexicon) -> int:
    """Past the dot that an abbreviation owns; at a sentence's end only where it always has one."""
    if _before_code(p, j):
        return j + 2
    if not (p.is_sign(j + 1, ".") and p.glued(j + 1)) or p.low[j] not in lex.dotted:
        return j + 1
    if lex.table.dots_stay:
        return j + 2
    following = j + 2
    if following >= p.size or (p.capital(following) and p.word[following] not in ISO_4217):
        return j + 1
    return j + 2
