"""Figures that change together, and the first of two that is where a change began."""

from __future__ import annotations

from toolkit.figures.draft import Draft
from toolkit.figures.sentence.neighbours import CLOSE, amount, link_between
from toolkit.figures.words.lexicon import Lexicon
from toolkit.figures.words.tokens import Passage, is_year


def origins(p: Passage, drafts: list[Draft], lex: Lexicon) -> None:
    """The first of "from A to B" is a level; members of a list change together."""
    for n in range(len(drafts) - 1):
        draft, other = drafts[n], drafts[n + 1]
        since = _since(p, drafts, n, lex)
        if since is not None:
            draft.direction = None
            if draft.qualifier == "at_least" and p.low[draft.lead] in lex.origins:
                draft.qualifier = None  # "bajaron desde el 4,5 % de octubre hasta el 4 %"
            continue
        parts = draft.fraction and other.fraction
        if not (parts or (amount(draft) and amount(other))):
            continue
        link = link_between(p, draft, other, lex)
        signed = p.text[draft.start] in "+-−–" or (draft.value is not None and draft.value < 0)
        by = {p.folded(draft.lead - 1), p.folded(draft.first - 1)} & lex.by
        led = {p.folded(draft.lead - 1), p.folded(draft.first - 1)} & lex.origins
        if (
            link == "change"
            and not signed
            and not by
            and ((led and _like(draft, other)) or _starts_there(draft, other))
        ):
            draft.direction = None
        elif link == "list" and not draft.direction and _told_after(p, draft, other, lex):
            draft.direction = other.direction
        elif not (parts or other.direction or signed) and _as_much(p, draft, other, lex):
            other.direction = draft.direction
        elif (
            not parts
            and not other.direction
            and not signed
            and p.folded(other.end) not in lex.recalling
            and p.folded(other.lead - 1) not in lex.level_markers - lex.change_markers
        ):
            listed = link == "list" and draft.unit == other.unit
            if listed or link == "instead" or _same_change(p, draft, other, lex):
                other.direction = draft.direction


def _since(p: Passage, drafts: list[Draft], n: int, lex: Lexicon) -> Draft | None:
    """ "bajó de 2,3 % en noviembre a 2 %": where a change led that began when its time says."""
    draft = drafts[n]
    after = n + 1 + (drafts[n + 1].kind in ("year", "date"))
    if after == len(drafts) or not (amount(draft) and amount(drafts[after])):
        return None
    other = drafts[after]
    between = p.low[draft.after : other.lead]
    led = lex.from_words.ending(p, draft.lead) or p.low[draft.lead] in lex.origins
    to = lex.to_words.ending(p, other.lead - (p.folded(other.lead - 1) in lex.definite))
    to = None if to is None or p.low[to[0]] in lex.instead else to
    if not (led and to and len(between) <= _TIME and draft.unit == other.unit):
        return None
    when = range(draft.after, to[0])
    plain = all(p.is_word(k) or is_year(p, k) for k in when)
    timed = any(is_year(p, k) or p.low[k] in lex.any_month or lex.time_units.at(p, k) for k in when)
    return other if timed and plain and _starts_there(draft, other) else None


_TIME = 6
"""So many words at most say the time of the first of two amounts and lead to the second."""


def carried(p: Passage, drafts: list[Draft], lex: Lexicon) -> None:
    """ "crescerà dello 0,6% nel 2025 e dello 0,8% nel 2026": the verb holds for the later rate."""
    for n, draft in enumerate(drafts):
        if draft.direction or not amount(draft):
            continue
        pointed = (draft.of or "").lower() in lex.point_words
        near = drafts[:n]
        if draft.unit == "percent" or pointed:
            rates = [other for other in near if other.unit == "percent" or other.fraction]
        elif _led(p, draft, lex) in lex.by:  # "cut staff by 900 and output by 4,000 tonnes"
            rates = [d for d in near if _led(p, d, lex) in lex.by and _joined(p, d, draft, lex)]
        else:
            continue
        known = bool(rates and rates[-1].direction) and not _signed(p, rates[-1])
        if known and _said_again(p, rates[-1], draft, lex, dated=_dated(drafts, rates[-1], draft)):
            draft.direction = rates[-1].direction


def _joined(p: Passage, before: Draft, draft: Draft, lex: Lexicon) -> bool:
    between = p.low[before.after : draft.lead]
    return any(low in lex.list_words and low != "," for low in between)


def _dated(drafts: list[Draft], before: Draft, draft: Draft) -> bool:
    """ "un 4% en 2026, un 3% en 2027": each of the two has its year."""
    kinds = [d.kind for d in drafts if before.first < d.first and d.kind in ("year", "date")]
    between = [d for d in drafts if before.first < d.first < draft.first]
    return len(between) == 1 and between[0].kind in ("year", "date") and len(kinds) > 1


def _signed(p: Passage, draft: Draft) -> bool:
    return p.text[draft.start] in "+-−–" or draft.worth < 0


def _said_again(p: Passage, before: Draft, draft: Draft, lex: Lexicon, *, dated: bool) -> bool:
    """Whether the later amount is led as the one before, by a clause without a verb."""
    if _gapped(p, before, draft, lex):
        return True
    led = _led(p, draft, lex)
    if led in lex.remaining:
        led = _led(p, before, lex)  # "un 3% en 2027 y otro 3% en 2028"
    between = _outside(p, before.after, draft.lead)
    if led in lex.list_words and _listed(p, before, draft, lex):
        return True
    if led != _led(p, before, lex) or led not in lex.change_markers:
        return False
    stops = ".;:–—" if led in lex.by else ".;:()–—"  # "and the Swiss index (SPI) by 2%"
    if any(p.is_sign(k, stops) and p.low[k - 1] not in lex.dotted for k in between):
        return False
    own = lex.table.verb_last and led in lex.by  # "um 6 Prozent gestiegen und der andere um 5"
    up = lex.up.fit if not own or before.direction == "down" else lex.down.fit
    down = lex.down.fit if not own or before.direction == "up" else lex.up.fit
    if any(up(p.low[k]) or down(p.low[k]) for k in between):
        return False
    if led in lex.by or dated:
        return True
    joined = [k for k in between if p.is_word(k) and p.low[k] in lex.list_words]
    link = max(joined or [k for k in between if p.is_sign(k, ",")], default=None)
    if link is None:
        return False
    again = lex.pronouns.at(p, link + 1)  # "quelle di Rossi del 6,5%"
    subject = range(again[0] if again else link + 1, draft.lead)
    levels = lex.level_markers - lex.change_markers
    moved = p.folded(before.after) in levels and p.folded(draft.after) in levels
    if moved:
        return True  # "calati del 4,3% a 18,7 miliardi, l'utile del 30% a 4,48"
    named = [p.capital(k) or p.is_number(k) for k in subject]
    small = lex.definite | lex.change_markers | lex.year_before | lex.remaining
    small = small | {"'", "’", ",", "&"} | lex.only
    levelled = lex.level_markers - lex.change_markers | lex.borders
    spoken = all(p.is_word(k) and p.low[k] not in levelled for k in subject)
    if spoken and len(subject) == 3 and p.low[subject[0]] in lex.definite:
        return True  # "les volumes ont reculé de 2 %, les prix de 1 %"
    where = [p.low[k] in lex.purposes and p.capital(k + 1) for k in subject]  # "bei Häusern sogar"
    said = [p.low[k] in small for k in subject]
    bare = all(any(each) for each in zip(named, where, said, strict=True))
    return bare and (any(named) or bool(joined))


def _outside(p: Passage, begin: int, end: int) -> list[int]:
    """The tokens between, without those in brackets that are closed again."""
    kept, opened = list[int](), -1
    for k in range(begin, end):
        kept.append(k)
        if p.is_sign(k, "("):
            opened = len(kept) - 1
        elif p.is_sign(k, ")") and opened >= 0:
            del kept[opened:]
            opened = -1
    return kept


def _gapped(p: Passage, before: Draft, draft: Draft, lex: Lexicon) -> bool:
    """ "cedía un 0,34 % a 12 euros; París, un 0,27 %": a name, and the verb of the rate before."""
    k = draft.lead - 1
    while p.low[k] in lex.definite | lex.change_markers or p.is_sign(k, ",'’"):
        k -= 1
    name = k
    while k > before.after and (p.capital(k) or p.is_number(k) or p.hyphen(k)):
        k -= 1
    while k > before.after and p.low[k] in lex.definite | lex.list_words:
        k -= 1
    link = k if p.is_sign(k, ",;") else k + 1
    if (
        k == name
        or link < before.after
        or not (p.is_sign(k, ",;") or p.low[link] in lex.list_words)
    ):
        return False
    level = range(before.after, link)
    led = lex.level_markers | lex.definite | lex.linkers
    for j in level:
        unit = p.is_number(j) or p.low[j] in led or lex.units.at(p, j) or lex.points.at(p, j)
        if not (unit or p.is_sign(j, "()%,'’") or p.word[j] in "€$£%"):
            return False
    return p.folded(draft.end) not in lex.of


def _listed(p: Passage, before: Draft, draft: Draft, lex: Lexicon) -> bool:
    """ "up 7% in Asia and 6% in Europe", "0,9 % en 2026, puis 1,2 % en 2027"."""
    where = p.folded(draft.end)
    if where not in lex.purposes | lex.recalling:
        return False
    return p.folded(before.end) == where or p.low[before.end] in ("as", "on")


def _led(p: Passage, draft: Draft, lex: Lexicon) -> str:
    """The word before an amount, without the article it is melted with: dello, dell', del."""
    k = draft.lead - 1
    low = p.folded(k - 1 if p.is_sign(k, "'’") else k)
    return lex.contracted.get(low, low)


def _same_change(p: Passage, draft: Draft, other: Draft, lex: Lexicon) -> bool:
    """ "shed 112 points, or 1.2%", "gained 1.4%, the CSI 300 0.2%": the verb holds for both."""
    begin, end = draft.after, other.lead
    if not p.is_sign(begin, ","):
        return draft.unit == other.unit == "percent" and _elided_verb(p, begin, end, lex)
    units = {draft.unit, other.unit}
    rate = "percent" in units and len(units) > 1 and "multiple" not in units
    between = range(begin + 1, end)
    whole = p.folded(other.end) in lex.linkers | lex.definite  # "$41 million, or 8% of sales"
    if rate and not (draft.power and draft.money and whole):
        fine = (lex.list_words | lex.definite | lex.one | {"'", "’"}) - lex.level_markers
        if all(p.low[k] in fine or lex.conversions.at(p, k) for k in between):
            return not lex.more.at(p, other.end) and not lex.less.at(p, other.end)
    return draft.unit == other.unit == "percent" and _elided_verb(p, begin, end, lex)


def _elided_verb(p: Passage, begin: int, end: int, lex: Lexicon) -> bool:
    """Whether what stands between two rates names another subject and nothing more."""
    if not end - begin > 1 or not (p.is_sign(begin, ",") or p.low[begin] in lex.list_words):
        return False
    if any(lex.up.fit(p.low[k]) or lex.down.fit(p.low[k]) for k in range(begin, end)):
        return False
    named = lex.definite | lex.list_words | {"'", "’"}
    subject = range(begin + 1, end)
    return all(p.capital(k) or p.is_number(k) or p.low[k] in named for k in subject)


def _as_much(p: Passage, draft: Draft, other: Draft, lex: Lexicon) -> bool:
    """ "um 3,9 Mio. € oder 9,5 %", "5.2% or $30 million": the same change in another unit."""
    restated = lex.conversions.at(p, draft.after + p.is_sign(draft.after, ","))
    if restated is None or restated[0] != other.lead:
        return False
    rate, amounts = (other, draft) if other.unit == "percent" else (draft, other)
    bare = amounts.digits and not p.is_word(amounts.end)  # "sank um 1,5 Prozent oder 300"
    if rate.unit != "percent" or not (amounts.money or amounts.of or bare):
        return False
    return p.folded(other.end) not in lex.linkers | lex.definite


def _told_after(p: Passage, draft: Draft, other: Draft, lex: Lexicon) -> bool:
    """ "11,7 % oder 18.300 mehr", "65,3% y 71,6% menores": the rate rose too."""
    if draft.unit != "percent":
        return False
    told = lex.more.at(p, other.after) or lex.less.at(p, other.after)
    restated = other.unit == "percent" or lex.conversions.at(p, draft.after) is not None
    return bool(told and restated)


def _like(draft: Draft, other: Draft) -> bool:
    """Whether one may be where the other began: "ein Minus von 5,9 Prozent auf 31 Euro" may not."""
    return draft.unitless or other.unitless or draft.unit == other.unit


def _starts_there(draft: Draft, other: Draft) -> bool:
    """ "fell from 120 to 98" starts there; "up 3% to $12" and "down 12 to 118" are by how much."""
    if (draft.unit, draft.candidates) != (other.unit, other.candidates) or draft.of != other.of:
        return draft.unitless
    if draft.value is None or other.value is None or draft.direction is None:
        return True
    if draft.direction == "down":
        return other.value < draft.value
    return draft.value < other.value <= CLOSE * draft.value
