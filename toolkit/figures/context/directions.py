"""Whether an amount is one of a rise or a fall: the words around it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from toolkit.figures.context.qualifiers import another_amount
from toolkit.figures.draft import Draft
from toolkit.figures.languages.common import REFERENCE_RATES
from toolkit.figures.words.lexicon import Lexicon
from toolkit.figures.words.tokens import NUMBER, WORD, Passage

_STOPS = ";:()[]–—!?|"


def direct(
    p: Passage, draft: Draft, lex: Lexicon, first: int, floor: int, passed: Mapping[int, int]
) -> None:
    """Set the direction of an amount of change; levels have none. `first` is the qualifier's.

    `passed` are dates and vague sizes just before, by last token: a verb may stand beyond them.
    """
    if draft.direction or draft.value is None or p.is_sign(draft.first - 1, "±"):
        return
    percent = draft.unit in ("percent", "percentage_point", "basis_point", "multiple")
    between = set(p.low[first : draft.first])
    reached = between & lex.past and not (percent and between & lex.past_rates)
    if reached and p.folded(first - 1) not in lex.change_markers:
        return
    j = first - 1
    if p.is_sign(j, "'’"):
        j -= 1
    if percent and p.folded(j)[:2] == "de" and p.folded(j - 1) in lex.ways:
        draft.direction = lex.ways[p.low[j - 1]]
        return
    known = lex.change_markers | lex.level_markers
    if j >= 0 and p.folded(j) in lex.definite:
        told = lex.more.at(p, draft.after) or lex.less.at(p, draft.after)
        leveled = p.folded(j - 1) in lex.level_markers - lex.change_markers
        if leveled and not told and not _change_is(p, j - 1, lex):
            return
        j -= p.folded(j) not in known
    before = p.folded(j) if j >= 0 else ""
    if (before in lex.plus or before in lex.known) and (not percent or after_rate(p, j)):
        return
    averaged = next((k for k in range(max(0, j - 1), j + 1) if p.low[k] in lex.averages), None)
    if averaged is not None and (p.is_sign(j, ",") or p.folded(averaged - 1) in lex.level_markers):
        averaged = None  # "$3.09 on average, 11 cents less"
    if averaged is not None:
        k = averaged - (p.folded(averaged - 1) in lex.one)
        if p.folded(k - 1) not in lex.by:
            return
        j, before = k - 1, p.low[k - 1]  # "rise by an average of 3.8 per cent"
    end = draft.after
    for phrases, direction in ((lex.more, "up"), (lex.less, "down")):
        after = phrases.at(p, end) or phrases.at(p, _past_bracket(p, end))
        if after and (
            lex.qualifiers_after.at(p, end) or (p.folded(after[0]) in lex.definite and draft.of)
        ):
            continue  # "1,05 Mrd. plus/minus 3 %", "50 km off the coast"
        if after and _more_than_half(p, end, lex):
            continue
        if after and p.low[end] in lex.plus and another_amount(p, after[0], lex):
            after = None
        multiple = draft.unit == "multiple" and draft.fraction is None
        if after and not multiple and p.folded(after[0]) not in lex.owing:
            if before in lex.level_before_more or (draft.money and p.low[end] in lex.losses):
                continue
            draft.direction = direction
            return
    between_by = before in lex.after_by or before in lex.others_before
    if between_by and p.low[j - 1] in lex.by:
        j, before = j - 1, p.low[j - 1]
    if before in lex.one and p.folded(j - 1) in lex.led_to:
        return  # "slowed to a 3.4% pace", "subiendo a un 3%"
    if percent and lex.ways.get(before) == "down":
        draft.direction = "down"
        return
    if before in lex.others_before:
        j, before = j - 1, p.folded(j - 1)  # "cayeron otros 147 millones"
    if before in ("a", "à") and p.folded(j - 1) == "pari":
        j, before = j - 2, p.folded(j - 2)  # "un aumento pari a 1,5 miliardi"
    marked = before in lex.change_markers
    if (
        draft.large
        and draft.of is None
        and not percent
        and not _amount_of_change(p, j, before, lex)
        and not _led_to(p, end, lex)
    ):
        return
    if before in lex.level_markers and not marked:
        paced = not lex.paces or any(p.low[m] in lex.paces for m in p.ahead(draft.end))
        if percent and paced and before in lex.pace_markers:
            for stems, direction in ((lex.up, "up"), (lex.down, "down")):
                if stems.fit(p.low[j - 1]) and p.low[j - 1] not in lex.ways:
                    draft.direction = direction  # "set to grow at 9-10% a year"
        return
    by = lex.table.verb_last and before in lex.by
    if by and (parted := _parted(p, draft, end, lex)):
        draft.direction = parted
        return
    pointed = draft.unit in ("percentage_point", "basis_point")
    far = 10 if by or draft.of else p.size  # "struck by about 400,000 workers"
    reach = (far if before in lex.by else 7) if marked else 4
    k, left, taken = j + 1, p.size if pointed and marked else reach, floor
    while k > 0 and left:
        k, left = k - 1, left - 1
        if k in passed:
            k, left = passed[k], left + 1
            taken = 0
            continue
        low = p.low[k]
        if k < taken:
            break
        if p.kind[k] != WORD:
            if p.is_sign(k, ":") and before in lex.by:
                continue  # "steigt in Stufen: 2027 um 2 %"
            if marked and p.is_sign(k, ")") and p.is_sign(k - 2, "("):
                k -= 2  # "steigerte den Gewinn (EBT) um 9,1 %"
                continue
            if p.word[k] in _STOPS or p.stops(k, ".!?"):
                break
            if p.kind[k] == NUMBER and k < floor:
                break
            if p.is_sign(k, ",") and (not marked or (k == j - 1 and _aside(p, k, before, lex))):
                break
            if p.is_sign(k, ","):
                if p.folded(k + 1) in lex.borders and before not in lex.by:
                    break  # "angehoben, was einer Quote von 43 % entspricht"
                left = min(left, reach - (j - k))
            continue
        if not marked and low in lex.borders and low not in lex.level_markers:
            return  # "left to pile up when a third of the staff"
        based = low in lex.bases or (draft.money and low in lex.list_words)
        if marked and before not in lex.by and based:
            return  # "2,5 % d'augmentation et une prime de 1 000 euros"
        if before in lex.by and low.startswith(lex.compared) and p.is_word(k + 1) and k + 1 < j:
            continue  # "sanken dank höherer Zinsen um 1,1"
        if low in lex.ways and p.folded(k - 1) in lex.phrasal:
            return
        if p.hyphen(k + 1) and p.is_word(k + 2):
            continue  # "narrow-bodies"
        if low in lex.revised:  # "a downwardly revised 64,000"
            return
        if draft.loose and low.startswith(lex.earning):
            return
        if (draft.large and low in lex.gains) or low.startswith(lex.thresholds):
            return
        dated = k - 1 in passed and low not in lex.plus  # "sales for Q3 up 1.3%"
        if 0 < k == floor and not dated and (lex.more.at(p, k) or lex.less.at(p, k)):
            break  # "un 15% menos y la flota pasará de 118": said of the figure before
        if before in lex.from_words.first_words() and lex.table.verb_last and not p.capital(k):
            continue  # "stieg von 50 Euro": where it began, unlike "ein Anstieg von 5 Euro"
        if lex.up.fit(low):
            draft.direction = "up"
            return
        if low in lex.losses and (draft.money or draft.value < 0 or lex.rates.fit(p.low[k + 1])):
            return
        if lex.down.fit(low):
            if not (low.startswith(lex.selling) and _sold(p, draft, lex)):
                draft.direction = "down"
            return
        if low in lex.level_markers and not marked and low not in lex.change_markers:
            return
    if by:
        draft.direction = _verb_after(p, draft, end, lex)
    elif lex.table.verb_last and before not in lex.level_markers:
        draft.direction = _parted(p, draft, end, lex)


def _change_is(p: Passage, copula: int, lex: Lexicon) -> bool:
    """ "il calo è del 3,2%": what the amount is of is a change."""
    noun = p.folded(copula - 1)
    return p.low[copula] in lex.being and (lex.up.fit(noun) or lex.down.fit(noun))


def _more_than_half(p: Passage, end: int, lex: Lexicon) -> bool:
    """ "mit vier Milliarden Menschen mehr als die Hälfte": said of the part after it."""
    found = lex.qualifiers.at(p, end)
    k = found[0] if found else end
    k += p.folded(k) in lex.definite | lex.one
    return k > end and (p.folded(k) in lex.halves or lex.parts.at(p, k) is not None)


def _past_bracket(p: Passage, end: int) -> int:
    """Past the share of it in brackets: "5.5p (2.1%) lower"."""
    if not p.is_sign(end, "("):
        return end
    close = next((k for k in p.ahead(end + 1) if p.is_sign(k, ")")), end - 1)
    return close + 1


def _sold(p: Passage, draft: Draft, lex: Lexicon) -> bool:
    """ "a cédé 14 immeubles", "cede il 5 % del capitale": what is sold has not fallen."""
    if draft.of is not None:
        return draft.of.lower() not in lex.point_words
    return any(p.low[k].startswith(lex.stakes) for k in p.ahead(draft.end))


def after_rate(p: Passage, plus: int) -> bool:
    """ "mid-swaps plus 85bp", "SOFR plus 1.75%": a "plus" that adds to a rate."""
    return p.folded(plus - 1).startswith(REFERENCE_RATES)


def _aside(p: Passage, comma: int, before: str, lex: Lexicon) -> bool:
    """ "la hipoteca media, de 150.000 euros": of what stands before the comma."""
    moves = lex.up.fit(p.low[comma - 1]) or lex.down.fit(p.low[comma - 1]) if comma else False
    return before not in lex.by and not moves


def _amount_of_change(p: Passage, j: int, before: str, lex: Lexicon) -> bool:
    """A sum of millions is mostly a level, unless "by" or a word of change governs it."""
    if before in lex.by or lex.change_nouns & {before, p.folded(j - 1)}:
        return True
    led = p.folded(j - 1)
    kept = led in lex.gains | lex.losses
    if before in lex.by_verbs and not kept and led.endswith(lex.moved_endings):
        return lex.up.fit(led) or lex.down.fit(led)
    verb = p.folded(j - 1) if before in lex.change_markers else before
    if verb in lex.ways and verb == before:  # ", up $2 billion", not "put up $2 billion"
        return j == 0 or not p.is_word(j - 1) or p.low[j - 1] in lex.copulas
    return verb in lex.moving


def _led_to(p: Passage, end: int, lex: Lexicon) -> bool:
    """ "de 2,4 milliards, à 19,8": a level after the amount, so the amount is one of change."""
    if not p.is_sign(end, ","):
        return False
    led = p.folded(end + 1) in lex.led_to
    return led and another_amount(p, end + 2 + (p.folded(end + 2) in lex.definite), lex)


def _parted(p: Passage, draft: Draft, end: int, lex: Lexicon) -> str | None:
    """ "nahm um 9 Prozent auf 12 ab", "zog um 2 Prozent an": which way, the particle says."""
    for k in _clause(p, draft, end, lex, ","):
        if p.low[k] not in lex.particles:
            continue
        closed = k + 1 >= p.size or p.is_sign(k + 1, '.,;:!?()–—-/"”“»«')  # not "auf 12 Euro"
        if closed or p.low[k + 1] in lex.list_words or p.low[k + 1] in lex.borders:
            direction, verbs = lex.particles[p.low[k]]
            if any(p.low[m].startswith(verbs) for m in p.clause(draft.first)):
                return direction
    return None


def _verb_after(p: Passage, draft: Draft, end: int, lex: Lexicon) -> str | None:
    """German keeps the verb for the end: "um 3 Prozent auf 12 Euro gestiegen"."""
    for k in _clause(p, draft, end, lex):
        low = p.low[k]
        if p.kind[k] == WORD and low not in lex.particles:
            if lex.down.fit(low):
                return "down"
            if lex.up.fit(low):
                return "up"
    return None


def _clause(p: Passage, draft: Draft, end: int, lex: Lexicon, more: str = "") -> Iterator[int]:
    """The tokens from `end` to the end of the amount's clause, but for what is in brackets."""
    inside = p.is_sign(draft.first - 1, "(:")
    signs = ")" if inside else f".!?;:{more}"
    depth = 0
    for k in range(end, p.size):
        if not inside and p.is_sign(k, "()"):
            depth += 1 if p.word[k] == "(" else -1
        elif depth <= 0:
            goes_on = p.word[k] == "." and (p.low[k - 1] in lex.dotted or p.is_sign(k + 1, "("))
            if p.stops(k, signs) and not goes_on:
                return
            if p.is_sign(k, ",") and p.folded(k + 1) in lex.borders and not inside:
                return  # "um 12 Dollar gehandelt, was einem Rückgang von 2 Prozent entspricht"
            yield k
