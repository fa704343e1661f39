"""Which mark parts thousands, and whose dollar "$" is, where a language's countries differ."""

from __future__ import annotations

from toolkit.figures.draft import Draft, Sentence
from toolkit.figures.numerals.digits import shift
from toolkit.figures.sentence.conversions import places
from toolkit.figures.sentence.neighbours import LIKE, alike, amount
from toolkit.figures.words.lexicon import Lexicon
from toolkit.figures.words.tokens import Passage

_TRILLION = 12


def commas(p: Passage, drafts: list[Draft], lex: Lexicon) -> None:
    """ "1,845 millones de pesos, 7.3% más": who prints decimal points parts thousands by commas.

    So does who prints "526,000": nobody knows a number to three zeros after its decimal mark; and
    who prints "mil 900" or "$9,982 millones de pesos". Their "1.291 billones" is no thousand.
    """
    if not lex.grouped_abroad:
        return
    marked = [(draft, _number(p, draft)) for draft in drafts if draft.digits]
    if any(_broken(word, ",") for _, word in marked):
        return
    if not any(_broken(word, ".") or _abroad(p, draft, word, lex) for draft, word in marked):
        return
    for draft, word in marked:
        if not amount(draft) or draft.unit == "percent" or draft.high is not None:
            continue
        if _thousands(word, ",") and draft.decimals == 3 - draft.power - draft.minor:
            draft.multiply(3)
        elif _thousands(word, ".") and draft.decimals == -draft.power <= -_TRILLION:
            draft.multiply(-3)


def unsettled(p: Passage, drafts: list[Draft], lex: Lexicon) -> None:
    """ "3,5 %, à 1.196 millions": a point parts thousands where commas part decimals."""
    if not lex.unsettled:
        return
    words = [_number(p, draft) for draft in drafts if draft.digits]
    commas, points = (any(_broken(word, mark) for word in words) for mark in ",.")
    for draft in drafts if commas != points else ():
        if draft.alts and not draft.calque and _thousands(_number(p, draft), lex.unsettled):
            draft.alts = ()
            if points:
                draft.multiply(-3)


def _abroad(p: Passage, draft: Draft, word: str, lex: Lexicon) -> bool:
    """Whether an amount is printed as only those do who part thousands by commas."""
    if _thousands(word, ","):
        signed = p.is_sign(draft.first, "$") and draft.candidates and draft.power < _TRILLION
        return word[-3:] == "000" or bool(signed)
    mil = lex.table.before_digits.split("|")
    return any(p.is_number(k) and p.low[k - 1] in mil for k in range(draft.first + 1, draft.end))


def abroad(p: Passage, sentence: Sentence, lex: Lexicon) -> None:
    """ "México: 98,800 millones": where a country named here parts thousands otherwise.

    An amount of the kind beside it may decide: "de 622 millones a 3,834 millones de pesos".
    """
    if not lex.grouped_abroad or "," not in p.text:
        return
    for draft in sentence.drafts:
        if not (amount(draft) and draft.digits) or draft.high is not None or draft.of:
            continue
        if draft.unit == "percent" or draft.decimals != 3 - draft.power:
            continue
        if not _thousands(_number(p, draft), ",") or not _foreign(p, draft, sentence, lex):
            continue
        assert draft.value is not None
        plain, grouped = draft.value, shift(draft.value, 3)
        near = [d for d in sentence.drafts if d is not draft and d.large and _of_a_kind(d, draft)]
        again = [d for d in sentence.drafts if d.large and _thousands(_number(p, d), ",")]
        if len(again) > 1:
            draft.multiply(3)  # nobody prints three decimals of millions twice
            continue
        like = [[alike(value, d.value, LIKE) for d in near] for value in (plain, grouped)]
        if any(like[1]) and not any(like[0]):
            draft.multiply(3)
            continue
        draft.kind, draft.alts = "ambiguous", (plain, grouped)
        draft.value = draft.decimals = draft.qualifier = draft.direction = None


def _foreign(p: Passage, draft: Draft, sentence: Sentence, lex: Lexicon) -> bool:
    """Whether those who part thousands by commas may have printed the amount."""
    named = places(p, sentence)
    if (named | set(draft.candidates)) & lex.grouped_abroad:
        return True
    return draft.large and draft.unit in lex.grouped_abroad and not named & _local(lex)


def _of_a_kind(draft: Draft, other: Draft) -> bool:
    same = (draft.unit, draft.candidates) == (other.unit, other.candidates)
    return amount(draft) and draft.of is None and (same or draft.unitless)


def dollars(p: Passage, drafts: list[Draft], lex: Lexicon) -> None:
    """ "$425.000 en 2022, con el barril a US$99": who prints "US$" means pesos by "$".

    So does who prints "$9,982 millones de pesos", or a bracket with what "$" is in dollars.
    """
    if not lex.table.bare_dollar or "$" not in p.text:
        return
    signed = [d for d in drafts if d.money and p.is_sign(d.first, "$")]
    bare = [d for d in signed if d.unit == "USD" and lex.units.at(p, d.end - 1) is None]
    named = [d for d in signed if d.unit != "USD"]
    if named:
        unit, candidates = named[0].unit, named[0].candidates
    elif any(_american(p, d) or _restated(p, d, bare) for d in drafts if d not in signed):
        unit, candidates = None, tuple(lex.table.bare_dollar.split("/"))
    else:
        return
    for draft in bare:
        draft.unit, draft.candidates = unit, candidates


def _american(p: Passage, draft: Draft) -> bool:
    """ "US$99", "u$s 99", "99 USD"."""
    printed = p.text[draft.start : draft.stop].upper()
    return draft.unit == "USD" and ("US" in printed or "U$S" in printed)


def _restated(p: Passage, draft: Draft, bare: list[Draft]) -> bool:
    """ "$14.5 billones (4.8 billones de dólares)": in dollars it is another sum."""
    if draft.unit != "USD" or not p.is_sign(draft.lead - 1, "("):
        return False
    return any(d.end == draft.lead - 1 and d.value != draft.value for d in bare)


def _local(lex: Lexicon) -> set[str]:
    return set(lex.table.bare_dollar.split("/")) - lex.grouped_abroad


def _number(p: Passage, draft: Draft) -> str:
    return next((p.word[k] for k in range(draft.first, draft.end) if p.is_number(k)), "")


def _broken(word: str, mark: str) -> bool:
    """Whether a number has a mark of decimals and cannot have it for a thousand."""
    whole, _, part = word.rpartition(mark)
    grouped = len(whole) > 4 and whole.replace(",."[mark == ","], "").isdigit()
    return part.isdigit() and (grouped or (whole.isdigit() and len(part) != 3))


def _thousands(word: str, mark: str) -> bool:
    whole, _, part = word.partition(mark)
    return whole.isdigit() and part.isdigit() and len(part) == 3 and whole[0] != "0"
