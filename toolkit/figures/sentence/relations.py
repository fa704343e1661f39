"""What figures of one sentence settle for each other, step by step."""

from __future__ import annotations

from toolkit.figures.context.heads import bracketed, headed
from toolkit.figures.draft import Draft
from toolkit.figures.languages.language import words
from toolkit.figures.quantities.parts import between_parts
from toolkit.figures.sentence.conversions import abroad, calques, conversions, currencies
from toolkit.figures.sentence.elisions import backward, undecided
from toolkit.figures.sentence.forwards import forward, shares
from toolkit.figures.sentence.monies import monies, summed
from toolkit.figures.sentence.parallels import carried, origins
from toolkit.figures.sentence.recounts import recounted
from toolkit.figures.sentence.subjects import (
    counted,
    days,
    levels,
    per_compared,
    per_subjects,
    points,
)
from toolkit.figures.words.lexicon import Lexicon
from toolkit.figures.words.tokens import WORD, Passage

_ABBREVIATED = frozenset(
    words(
        "art|abs|abb|sept|approx|inc|corp|ltd|mrs|bzw|prev|prec|est|incl|excl|max|min|env|aprox|"
        "exkl|vorj|rev|fig|vol|resp"
    )
)
"""Words whose dot ends no sentence."""


def relate(p: Passage, drafts: list[Draft], lex: Lexicon) -> list[Draft]:
    """The drafts with what their neighbours settle; loose words that count nothing are dropped."""
    ends = sentence_ends(p, lex)
    drafts = between_parts(p, drafts, lex)
    drafts = bracketed(p, headed(p, drafts, lex), lex)
    sentence = _numbered(drafts, ends)
    counted(p, drafts, lex)
    monies(p, drafts, sentence, lex)
    recounted(p, drafts, sentence, lex)
    summed(p, drafts, sentence, lex)
    forward(p, drafts, sentence, lex)
    shares(p, drafts, sentence, lex)
    backward(p, drafts, sentence, lex)
    undecided(p, drafts, sentence, lex)
    origins(p, drafts, lex)
    carried(p, drafts, sentence, lex)
    currencies(p, drafts, sentence, ends)
    points(p, drafts, sentence, lex)
    levels(p, drafts, sentence, lex)
    abroad(p, drafts, sentence, ends, lex)
    conversions(p, drafts, sentence, lex)
    per_subjects(p, drafts, sentence, ends, lex)
    per_compared(p, drafts, sentence, lex)
    days(p, drafts, sentence, lex)
    calques(drafts, sentence)
    return [draft for draft in drafts if not (draft.weak and draft.loose and draft.unitless)]


def sentence_ends(p: Passage, lex: Lexicon) -> list[int]:
    """The index after each sentence's last token."""
    ends = []
    lines = "\n" in p.text
    for i in range(p.size - 1):
        if p.word[i] in (".", "!", "?") and p.gap(i + 1) and p.kind[i] != WORD:
            following = i + 1
            while following < p.size and p.word[following] in "\"'„“»«(":
                following += 1
            if following < p.size and (p.capital(following) or p.is_number(following)):
                before = p.folded(i - 1)
                if p.word[i] != "." or not (
                    before in lex.dotted
                    or (before in lex.any_month and len(before) < 5)
                    or (len(before) <= 2 and not before.isdigit())
                    or before in _ABBREVIATED
                    or (before.isdigit() and lex.table.ordinal_dot and len(before) <= 2)
                ):
                    ends.append(i + 1)
        elif lines and p.gap(i + 1).count("\n") > 1:
            ends.append(i + 1)
    ends.append(p.size)
    return ends


def _numbered(drafts: list[Draft], ends: list[int]) -> list[int]:
    answer, s = [], 0
    for draft in drafts:
        while s < len(ends) - 1 and draft.first >= ends[s]:
            s += 1
        answer.append(s)
    return answer
