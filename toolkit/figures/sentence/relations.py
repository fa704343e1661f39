"""What figures of one sentence settle for each other, step by step."""

from __future__ import annotations

from toolkit.figures.context.heads import bracketed, headed
from toolkit.figures.draft import Draft, Sentence
from toolkit.figures.quantities.parts import between_parts
from toolkit.figures.sentence.conversions import calques, cents, conversions, currencies
from toolkit.figures.sentence.elisions import Beside, backward, beside, undecided
from toolkit.figures.sentence.forwards import forward, shares
from toolkit.figures.sentence.marks import abroad, commas, dollars, unsettled
from toolkit.figures.sentence.monies import enumerated, monies, summed
from toolkit.figures.sentence.parallels import carried, origins
from toolkit.figures.sentence.recounts import recounted
from toolkit.figures.sentence.subjects import (
    counted,
    days,
    levels,
    per_compared,
    per_subjects,
    points,
    tenths,
)
from toolkit.figures.words.lexicon import Lexicon
from toolkit.figures.words.tokens import SIGN, Passage

_MOST = 100  # figures that a sentence may have: each is held against all the others


def relate(p: Passage, drafts: list[Draft], lex: Lexicon) -> list[Draft]:
    """The drafts with what their neighbours settle; loose words that count nothing are dropped."""
    commas(p, drafts, lex)
    dollars(p, drafts, lex)
    drafts = between_parts(p, drafts, lex)
    drafts = bracketed(p, headed(p, drafts, lex), lex)
    sentences = _sentences(p, drafts, lex)
    for sentence in sentences:
        _begin(p, sentence.drafts, lex)
    for n, sentence in enumerate(sentences):
        if sentence.drafts:
            _settle(p, sentence, beside(sentences, n), lex)
    return [draft for draft in drafts if not (draft.weak and draft.loose)]


def _begin(p: Passage, drafts: list[Draft], lex: Lexicon) -> None:
    """What the figures of one sentence settle for each other, whatever others say."""
    unsettled(p, drafts, lex)
    counted(p, drafts, lex)
    monies(p, drafts, lex)
    recounted(p, drafts, lex)
    summed(p, drafts, lex)
    enumerated(p, drafts)
    forward(p, drafts, lex)
    shares(p, drafts, lex)


def _settle(p: Passage, sentence: Sentence, near: Beside, lex: Lexicon) -> None:
    """What is settled then, where a currency may be another sentence's."""
    drafts = sentence.drafts
    days(p, drafts, lex)
    backward(p, drafts, near, lex)
    undecided(p, drafts, lex)
    origins(p, drafts, lex)
    carried(p, drafts, lex)
    currencies(p, sentence)
    cents(p, drafts, lex)
    points(p, drafts, lex)
    tenths(p, drafts, lex)
    levels(p, drafts, lex)
    abroad(p, sentence, lex)
    conversions(p, drafts, lex)
    per_subjects(p, sentence, lex)
    per_compared(p, drafts, lex)
    calques(drafts)


def _sentences(p: Passage, drafts: list[Draft], lex: Lexicon) -> list[Sentence]:
    """The passage's sentences, those without a figure too; one of very many figures in pieces."""
    found, begin, n = list[Sentence](), 0, 0
    for end in sentence_ends(p, lex):
        first = n
        while n < len(drafts) and (drafts[n].first < end or end == p.size):
            if n - first == _MOST:
                found.append(Sentence(begin, drafts[n].first, drafts[first:n]))
                begin, first = drafts[n].first, n
            n += 1
        found.append(Sentence(begin, end, drafts[first:n]))
        begin = end
    return found


def sentence_ends(p: Passage, lex: Lexicon) -> list[int]:
    """The index after each sentence's last token."""
    ends = [i + 1 for i in range(p.size - 1) if p.kind[i] == SIGN and _ends(p, i, lex)]
    return [*ends, p.size]


def _ends(p: Passage, i: int, lex: Lexicon) -> bool:
    """Whether a sign ends a sentence: its dot is no abbreviation's and no ordinal's."""
    if not p.stops(i, ".!?"):
        return p.is_sign(i, "。！？")
    following = i + 1
    while p.is_sign(following, "\"'„“»«("):
        following += 1
    if not (p.capital(following) or p.is_number(following) or p.is_sign(following, "$€£¥")):
        return False
    before = p.folded(i - 1)
    said = before.isalpha() or (before.isdigit() and lex.table.ordinal_dot)
    short = said and len(before) <= 2
    month = before in lex.table.short_months and before not in lex.table.months
    return p.word[i] != "." or not (
        short or month or before in lex.dotted or before in lex.abbreviations
    )
