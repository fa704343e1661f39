"""The verb or noun of change that governs an amount, before it or, in German, behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from toolkit.figures.draft import Draft
from toolkit.figures.words.lexicon import Lexicon
from toolkit.figures.words.tokens import WORD, Passage

_STOPS = ";:()[]–—|"


@dataclass(slots=True)
class Lead:
    """An amount, and the word that leads to it: token `j`, the one before its qualifier at first.

    `floor` is the first token that is not another figure's; `passed` as `directions.direct` has it.
    """

    p: Passage
    draft: Draft
    lex: Lexicon
    first: int
    floor: int
    passed: Mapping[int, int]
    j: int = field(init=False)

    def __post_init__(self) -> None:
        self.j = self.first - 1
        if self.p.is_sign(self.j, "'’"):
            self.j -= 1

    @property
    def before(self) -> str:
        """The word that leads to the amount."""
        return self.p.folded(self.j)

    @property
    def end(self) -> int:
        """The token after the amount."""
        return self.draft.after

    @property
    def percent(self) -> bool:
        """Whether it is a rate or a multiple."""
        return self.draft.rate

    @property
    def marked(self) -> bool:
        """Whether what leads to it is led to by a change: um, by, di."""
        return self.before in self.lex.change_markers

    @property
    def by_how_much(self) -> bool:
        """Whether it is by how much something changed, and the verb may stand last."""
        return self.lex.table.verb_last and self.before in self.lex.by


def governed(lead: Lead) -> str | None:
    """Up or down as the word of change says that governs the amount, "" for none."""
    told = _Back(lead).told()
    if told is not None:
        return told
    if lead.by_how_much:
        return _verb_after(lead)
    return parted(lead)


def parted(lead: Lead) -> str | None:
    """ "nahm um 9 Prozent auf 12 ab", "zog um 2 Prozent an": which way, the particle says."""
    p, lex = lead.p, lead.lex
    for k in _clause(lead, ","):
        if p.low[k] not in lex.particles:
            continue
        closed = k + 1 >= p.size or p.is_sign(k + 1, '.,;:!?()–—-/"”“»«')  # not "auf 12 Euro"
        if closed or p.low[k + 1] in lex.list_words:
            direction, verbs = lex.particles[p.low[k]]
            if any(p.low[m].startswith(verbs) for m in p.clause(lead.draft.first)):
                return direction
    return None


class _Back:
    """The way back from an amount, word by word, to the one of change that governs it."""

    def __init__(self, lead: Lead) -> None:
        self.lead = lead
        self.by = lead.before in lead.lex.by
        self.marked = lead.marked
        pointed = lead.draft.unit in ("percentage_point", "basis_point")
        near = lead.by_how_much or lead.draft.of is not None  # "struck by about 400 workers"
        far = 10 if near else lead.p.size
        self.left = (far if self.by or pointed else 7) if self.marked else 4

    def told(self) -> str | None:
        """What the first word that tells says; None where none does."""
        p, passed, taken = self.lead.p, self.lead.passed, self.lead.floor
        k: int | None = self.lead.j + 1
        while k and self.left:
            k, self.left = k - 1, self.left - 1
            if k in passed:
                k, self.left, taken = self._past_figure(passed[k]), self.left + 1, 0
            elif k < taken:
                break
            elif p.kind[k] != WORD:
                k = self._past_sign(k)
            elif k and self._of_another(k):
                break
            elif not self._says_nothing(k) and (told := self._said(k)) is not None:
                return told
        return None

    def _past_figure(self, first: int) -> int:
        """Past what hedges another figure too: "hace menos de dos años era de 110.000"."""
        hedged = self.lead.lex.qualifiers.ending(self.lead.p, first)
        return hedged[0] if hedged else first

    def _past_sign(self, k: int) -> int | None:
        """The token to go on from, None where the sign or number at k ends the way."""
        p, lead, lex = self.lead.p, self.lead, self.lead.lex
        if p.is_sign(k, ":") and (self.by or (self.marked and k == lead.j - 1)):
            return k  # "steigt in Stufen: 2027 um 2 %"
        if opened := _bracket(p, k):
            return opened
        if p.word[k] in _STOPS or p.stops(k, ".!?"):
            return None
        if p.is_sign(k, ","):
            if not self.marked or (k == lead.j - 1 and self._aside(k)):
                return None
            if p.folded(k + 1) in lex.borders:
                return None  # "angehoben, was einer Quote von 43 % entspricht"
        return k

    def _aside(self, comma: int) -> bool:
        """ "la hipoteca media, de 150.000 euros": of what stands before the comma."""
        lex, low = self.lead.lex, self.lead.p.folded(comma - 1)
        return not (lex.up.fit(low) or lex.down.fit(low))

    def _of_another(self, k: int) -> bool:
        """ "un 15% menos y la flota pasará de 118": said of the figure before."""
        p, lead, lex = self.lead.p, self.lead, self.lead.lex
        told = k == lead.floor and k - 1 not in lead.passed  # "sales for Q3 up 1.3%"
        return told and bool(lex.more.at(p, k) or lex.less.at(p, k))

    def _says_nothing(self, k: int) -> bool:
        """Whether the way goes on past a word that may look like one of change."""
        p, lead, lex = self.lead.p, self.lead, self.lead.lex
        low = p.low[k]
        if low.startswith(lex.compared) and k + 1 < lead.j:
            return True  # "sanken dank höherer Zinsen um 1,1"
        if p.hyphen(k + 1):
            return True  # "narrow-bodies"
        if low in lex.unmoved and p.folded(k - 1) in lex.definite and p.is_word(k + 1):
            return True  # "fra cui la più generosa, al 7 %"
        begins = lead.before in lex.from_words.first_words() and lex.table.verb_last
        return begins and not p.capital(k)  # "stieg von 50 Euro", unlike "ein Anstieg von 5 Euro"

    def _said(self, k: int) -> str | None:
        """Up or down, "" where the word says that the amount is none of a change."""
        p, lex, draft = self.lead.p, self.lead.lex, self.lead.draft
        low = p.low[k]
        if self._ends_change(k, low) or self._where(low):
            return ""
        if low.startswith(lex.selling) and _sold(self.lead):
            return ""
        if lex.up.fit(low):
            return "up"
        if low in lex.losses and (draft.money or draft.worth < 0 or lex.rates.fit(p.folded(k + 1))):
            return ""
        if lex.down.fit(low):
            return "down"
        return "" if low in lex.level_markers and not self.marked else None

    def _where(self, low: str) -> bool:
        """ "la ganancia de la firma en 34 países": after a noun "en" says where."""
        lead, lex = self.lead, self.lead.lex
        counted = lead.draft.of is not None and lead.before in lex.by_verbs - lex.linkers
        return counted and low in lex.change_nouns | lex.gains | lex.losses

    def _ends_change(self, k: int, low: str) -> bool:
        """Whether the word at k says that what stands after it is a level, or of another thing."""
        p, lex, draft = self.lead.p, self.lead.lex, self.lead.draft
        if not self.marked and low in lex.borders:
            return True  # "left to pile up when a third of the staff"
        based = low in lex.bases or (draft.money and low in lex.list_words)
        if based and not self.by:
            return True  # "2,5 % d'augmentation et une prime de 1 000 euros"
        if (low in lex.ways and p.folded(k - 1) in lex.phrasal) or low in lex.revised:
            return True  # "make up 38 per cent", "a downwardly revised 64,000"
        named = low.startswith(lex.marks)  # "auf den neuen Wert von 101,6"
        gained = (draft.large and low in lex.gains) or named or low.startswith(lex.thresholds)
        return gained or (draft.loose and low.startswith(lex.earning))


def _bracket(p: Passage, close: int) -> int | None:
    """Where a bracket without numbers opened: "steigerte den Gewinn (EBT) um 9,1 %"."""
    for k in p.back(close) if p.is_sign(close, ")") else ():
        if p.is_number(k):
            return None
        if p.is_sign(k, "("):
            return k
    return None


def _sold(lead: Lead) -> bool:
    """ "a cédé 14 immeubles", "cede il 5 % del capitale": what is sold has not fallen."""
    p, lex, draft = lead.p, lead.lex, lead.draft
    if draft.of is not None:
        return draft.of.lower() not in lex.point_words
    whole = range(draft.end, min(draft.end + _WHOLE, p.size))
    return p.is_word(draft.end) and any(lex.stakes.fit(p.low[k]) for k in whole)


_WHOLE = 5
"""In so many words after a share the whole is named that it is of."""


def _verb_after(lead: Lead) -> str | None:
    """German keeps the verb for the end: "um 3 Prozent auf 12 Euro gestiegen"."""
    p, lex = lead.p, lead.lex
    for k in _clause(lead):
        low = p.low[k]
        if lex.down.fit(low):
            return "down"
        if lex.up.fit(low):
            return "up"
    return None


def _clause(lead: Lead, more: str = "") -> Iterator[int]:
    """The tokens after the amount to the end of its clause, but for what is in brackets."""
    p, lex = lead.p, lead.lex
    depth = 0
    for k in p.ahead(lead.end):
        if p.is_sign(k, "()"):
            depth += 1 if p.word[k] == "(" else -1
            if depth < 0:
                return
        elif not depth:
            goes_on = p.low[k - 1] in lex.dotted or p.is_sign(k + 1, "(")
            if p.stops(k, f".!?;:{more}") and not goes_on:
                return
            if p.is_sign(k, ",") and p.folded(k + 1) in lex.borders:
                return  # "um 12 Dollar gehandelt, was einem Rückgang von 2 Prozent entspricht"
            yield k
