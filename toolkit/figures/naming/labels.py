"""References, and numbers that say a place in an order."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.figures.draft import Draft, label
from toolkit.figures.numerals.scales import scale_at
from toolkit.figures.words.lexicon import Lexicon
from toolkit.figures.words.tokens import WORD, Passage

_REFERENCES = tuple(
    (signs, re.compile(pattern))
    for signs, pattern in (
        (("://", "www."), r"https?://\S{1,2000}|www\.\S{1,500}"),
        ("@", r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}\.[\w.]{1,64}"),
        (
            "/",
            r"\((?:UE|EU|CE|EG|EC)\)\s?(?:n[.º°]?\s?|Nr\.\s?|No\s)?[0-9]{2,4}/[0-9]{1,4}"
            r"|\b[0-9]{4}/[0-9]{1,4}/(?:EU|UE|CE|EG|EC)\b",
        ),
        (
            ("rticle", "rt."),
            r"\b[Aa]rt(?:icles?|\.) [LRD]\.? ?[0-9]{1,4}(?:-[0-9]{1,4}){0,3}",
        ),
        (("WKN",), r"(?<=\bWKN )[A-Z0-9]{6}\b|(?<=\bWKN: )[A-Z0-9]{6}\b"),
        ("-", r"(?<![\w.,-])[0-9]{3,6}-[A-Z]\b"),
        ("v", r"\bv[0-9]{1,4}(?:\.[0-9]{1,4}){1,3}\b"),
        (
            "+",
            r"\+[1-9][0-9]{0,2}(?:[ /.-]?\([0-9]{1,4}\)|[ \u00a0/.-](?![0-9]{3}\b)[0-9]{1,8})"
            r"(?:[ \u00a0/.-][0-9]{2,8}){1,5}\b(?! ?[%€$£])",
        ),
        (
            "0",
            r"(?<![\w.,+-])(?!0[1-9]-[0-3][0-9]-(?:19|20)[0-9]{2}\b)0(?:"
            r"[0-9]{1,4}(?: ?/ ?|[ \u00a0-])[0-9]{2,8}(?:[ \u00a0-][0-9]{1,6}){1,5}\b"
            r"|[0-9]{2,4} ?/ ?[0-9]{5,9}\b|[0-9](?:\.[0-9]{2}){4}\b)",
        ),
        ("0123456789", r"\b[A-Z]{2}[A-Z0-9]{9}[0-9]\b"),
        ("/", r"\b[A-Z]{2,5}/[A-Z]{1,3}\.[0-9]{1,6}\b"),
    )
)
"""Addresses, laws, securities, forms, versions, telephone and case numbers: each a pattern, with
signs of which a text must hold one to be worth a look."""


_TOUCHED = re.compile(r"(?:[A-Za-z]+|\([^\W_]+\)|[/-][0-9.]*[0-9])*")
""" "289f", "12bis", "10b-5", "401(k)(2)", "2016/679"."""
_FORM = re.compile(r"(?:10|8|6|20|40)-[KQF]\b")
_WHOLE = re.compile("[0-9]+(?:[.,][0-9]{3})*")
_FOOTNOTE = re.compile(r"[0-9]{1,2}\)")


def references(p: Passage) -> Iterator[Draft]:
    """What is a reference by its looks alone, wherever it stands; some may overlap."""
    for signs, pattern in _REFERENCES:
        if any(sign in p.text for sign in signs):
            for m in pattern.finditer(p.text):
                if any(c.isdigit() for c in m[0]):
                    stop = m.end() - (len(m[0]) - len(m[0].rstrip(".,;:!?)»\"'")))
                    yield Draft(m.start(), stop, m.start(), stop, "reference")


def reference(p: Passage, i: int, lex: Lexicon, floor: int) -> Draft | None:
    """§ 15, Article 17, Note 14, Form 10-K, [2], and a footnote's 1)."""
    around = p.text[p.start[i] - 1 : p.end[i] + 1] if i > floor else ""
    if around == f"[{p.word[i]}]":
        return label(p, i - 1, i + 2, "reference")
    noted = _noted(p, i, lex, floor)
    if noted is not None:
        return noted
    k = i - p.is_sign(i - 1, ".:")
    before = lex.references.ending(p, i, floor) or lex.references.ending(p, k, floor)
    if _FORM.match(p.text, p.start[i]):
        return label(p, before[0] if before else i, i + 3, "reference")
    if before and "," not in p.word[i] and not p.is_sign(i + 1, "%"):
        word = p.low[before[0]]
        if word in lex.abbreviated and not p.is_sign(i - 1, "."):
            return None
        if word in lex.capital_references and not p.capital(before[0]):
            return None
        if p.folded(i + 1) in lex.table.scales:
            return None
        end = p.upto(i + 1, _TOUCHED.match(p.text, p.end[i]))
        return label(p, before[0], end, "reference")
    if _FOOTNOTE.match(p.text, p.start[i]):
        bracket = next((j for j in p.back(i) if p.is_sign(j, "()")), i)
        if not p.is_sign(bracket, "(") and p.folded(i - 1) not in lex.definite:
            return label(p, i, i + 2, "reference")
        if around == f"({p.word[i]})" and p.glued(i - 1):
            return label(p, i - 1, i + 2, "reference")
    return None


def _noted(p: Passage, i: int, lex: Lexicon, floor: int) -> Draft | None:
    """ "Note (3)", and the "(1)" a footnote begins with."""
    if not (i > floor and p.is_sign(i - 1, "(") and _FOOTNOTE.match(p.text, p.start[i])):
        return None
    before = lex.references.ending(p, i - 1, floor)
    if before is not None:
        return label(p, before[0], i + 2, "reference")
    begins = i == 1 or "\n" in p.gap(i - 1) or p.is_sign(i - 2, ".;")
    says = p.capital(i + 2) and not scale_at(p, i + 2, lex) and not lex.units.at(p, i + 2)
    return label(p, i - 1, i + 2, "reference") if begins and says else None


def ranking(p: Passage, i: int, lex: Lexicon, floor: int) -> Draft | None:
    """The number after "number", "Nr.", "#": a place in an order."""
    before = lex.rankings.ending(p, i, floor)
    grouped = p.is_number(i) and re.search("[.,]", p.word[i])  # "n. 50.000 azioni"
    if before is None or grouped or scale_at(p, i + 1, lex) or "\n" in p.gap(i):
        return None
    word = p.low[before[0]]
    if word in lex.abbreviated and not (p.is_sign(i - 1, ".°") or p.capital(before[0])):
        return None
    if word in lex.places and p.kind[i] == WORD:
        return None
    return label(p, i, i + 1, "ordinal")


def ordinal_digits(p: Passage, i: int, lex: Lexicon) -> Draft | None:
    """24th, 1er, 3º, and the German 3. after an article or before a noun."""
    j = i + 1
    if not lex.table.ordinal_dot and p.is_sign(j, ".") and p.glued(j):
        j += 1  # "2.º"
    if p.glued(j) and p.folded(j) in lex.ordinal_suffixes and _WHOLE.fullmatch(p.word[i]):
        end = j + 1
        if p.hyphen(end) and p.low[end + 1].startswith(lex.superlatives):
            end += 2
        return label(p, i, end, "ordinal")
    if p.is_sign(j, "°º") and p.glued(j) and p.folded(j + 1) not in ("c", "f"):
        return label(p, i, j + 1, "ordinal")
    if not lex.table.ordinal_dot or not (p.is_sign(j, ".") and p.glued(j)):
        return None
    if not re.fullmatch("[0-9]{1,3}", p.word[i]) or j + 1 >= p.size:
        return None
    begins = i == 0 or "\n" in p.gap(i)
    led = p.folded(i - 1) in lex.definite | lex.ordinal_before and p.gap(j + 1) == " "
    return label(p, i, j + 1, "ordinal") if begins or led else None
