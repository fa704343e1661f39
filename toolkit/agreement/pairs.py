"""What two facts of one duplicate set are to each other."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal, NamedTuple, get_args

from toolkit.agreement.arithmetic import ratio
from toolkit.agreement.intervals import Interval, interval
from toolkit.agreement.records import Fact, Source, normal
from toolkit.agreement.words import period, said, unit
from toolkit.decimals import grouped

Class = Literal[
    "inconsistent", "differs", "apart", "within_bound", "conversion", "consistent", "complete"
]
CLASSES: tuple[Class, ...] = get_args(Class)  # the worst first

RELATIONS: dict[Class, str] = {  # the word for paper
    "inconsistent": "conflicts",
    "differs": "differs",
    "apart": "not compared",
    "within_bound": "within bound",
    "conversion": "converted",
    "consistent": "agrees",
    "complete": "agrees",
}

# Only what is said in the same sense can conflict: what is, what is intended, what is thought, what
# is rumoured. What is thought conflicts only where one voice thinks both.
_SENSES = {
    "actual": "fact",
    "plan": "intention",
    "guidance": "intention",
    "forecast": "view",
    "estimate": "view",
    "opinion": "view",
    "rumour": "rumour",
}
_PLAIN = ("rounding", "as typed")


class Context(NamedTuple):
    """What the class of a pair depends on beside the two facts."""

    sources: Mapping[str, Source]
    successors: Mapping[str, Fact]  # the fact that supersedes this id


def sense(fact: Fact) -> str:
    """In which sense a fact is meant: fact, intention, view or rumour."""
    return _SENSES.get(fact.kind, fact.kind)


def voices(fact: Fact, sources: Mapping[str, Source]) -> frozenset[tuple[str, str]]:
    """Whose words a fact is: its speaker and its relayer; if neither, its publisher or source."""
    named = {("via", normal(fact.via)), ("said", normal(fact.attributed_to))}
    spoken = frozenset(voice for voice in named if voice[1])
    if spoken:
        return spoken
    source = sources.get(fact.source)
    publisher = normal(source.publisher) if source else ""
    return frozenset([("said", publisher) if publisher else ("source", fact.source)])


def compare(a: Fact, b: Fact, context: Context) -> tuple[Class, str]:
    """The class of two facts of one set, and why, as a sentence with both values.

    The same class whichever comes first. Two numbers have one unit, or one converts the other.
    """
    both = f"{a.name} says {said(a)}, {b.name} says {said(b)}"
    if converts(a, b):
        one, other = (a, b) if a.converted_from == b.id else (b, a)
        return "conversion", f"{one.name} says {said(one)}, converted from {said(other)}"
    found, reason = _told(a, b)
    if found == "inconsistent" and (excuse := _no_conflict(a, b, context)):
        found, reason = excuse
    return found, f"{both}: {reason}{_asides(a, b)}"


def converts(a: Fact, b: Fact) -> bool:
    """Whether one amount restates the other in another unit (OIM 1.0, 6.5 knows such pairs)."""
    linked = (a.id and b.converted_from == a.id) or (b.id and a.converted_from == b.id)
    return bool(linked) and a.unit != b.unit and None not in (a.value, b.value)


def pair_ratio(a: Fact, b: Fact) -> Decimal | None:
    """The larger value over the smaller, in one unit; for ranges, of their lower ends."""
    if a.value is None or b.value is None or a.unit != b.unit:
        return None
    return ratio(a.value, b.value)


def _told(a: Fact, b: Fact) -> tuple[Class, str]:
    """The class by what the two facts say, whoever says it."""
    if a.value is None or b.value is None:
        return _told_in_words(a, b)
    if (a.value, a.value_high, a.qualifier) == (b.value, b.value_high, b.qualifier):
        if a.decimals == b.decimals:
            return "complete", "the same"
        return "consistent", "the same number, known to different decimals"
    first = interval(a.value, a.value_high, a.qualifier, a.decimals)
    second = interval(b.value, b.value_high, b.qualifier, b.decimals)
    plain = first.basis in _PLAIN and second.basis in _PLAIN
    if plain and a.decimals != b.decimals and first.overlaps(second):
        return "consistent", "the same within rounding"
    if not plain and (first.overlaps(second) or _one_number(a, b, first, second)):
        return "within_bound", "each is possible under the other"
    return (
        "inconsistent",
        f"both cannot be: {_ends(a, first)} against {_ends(b, second)}{_typed(a, b)}",
    )


def _told_in_words(a: Fact, b: Fact) -> tuple[Class, str]:
    words = [normal(" ".join((fact.value_text or "").split())) for fact in (a, b)]
    if a.value is None and b.value is None and words[0] == words[1]:
        return "complete", "the same words"
    return "differs", "different words"


def _one_number(a: Fact, b: Fact, first: Interval, second: Interval) -> bool:
    """Whether one number is said in two ways: more than 5.3 and 5.3, but not less than 5.3."""
    loose = any(one.basis in (*_PLAIN, "about") for one in (first, second))
    return loose and (a.value, a.value_high) == (b.value, b.value_high)


def _no_conflict(a: Fact, b: Fact, context: Context) -> tuple[Class, str] | None:
    """Why two facts that differ are no conflict; None where they are one."""
    for fact in (a, b):
        if fact.converted_from:
            return "conversion", f"{fact.name} is a converted amount, which conflicts with nothing"
    for fact in (a, b):
        newer = context.successors.get(fact.id or "")
        if newer is not None:
            return "apart", f"{fact.name} is superseded by {newer.name}"
    if sense(a) != sense(b):
        return "apart", "what is said in different senses is not held against each other"
    mine, yours = voices(a, context.sources), voices(b, context.sources)
    if sense(a) == "view" and not mine & yours:
        return "apart", "different speakers, each with a view of their own"
    return None


def _asides(a: Fact, b: Fact) -> str:
    """What else is different about two facts: their kinds, and the periods of one event."""
    asides = []
    if a.kind != b.kind:
        asides.append(f"{a.name} is {_with_article(a.kind)}, {b.name} {_with_article(b.kind)}")
    if a.period != b.period and (None, None) not in (a.period, b.period):
        asides.append(f"said of {period(a)} and of {period(b)}")
    return "".join(f"; {aside}" for aside in asides)


def _with_article(kind: str) -> str:
    return f"{'an' if kind[:1] in 'aeiou' else 'a'} {kind}"


def _ends(fact: Fact, ends: Interval) -> str:
    name = unit(fact.unit)
    if ends.low == ends.high and ends.low is not None:
        return f"{grouped(ends.low)}{name}"
    if ends.low is None:
        high = "" if ends.high is None else grouped(ends.high)
        return f"{'under' if ends.high_open else 'at most'} {high}{name}"
    if ends.high is None:
        return f"{'over' if ends.low_open else 'at least'} {grouped(ends.low)}{name}"
    return f"{grouped(ends.low)} to {grouped(ends.high)}{name}"


def _typed(a: Fact, b: Fact) -> str:
    names = [f.name for f in (a, b) if f.decimals is None and f.qualifier in ("exact", "about")]
    if not names:
        return ""
    verb = "is" if len(names) == 1 else "are"
    return f" (how far {' and '.join(names)} {verb} known is not stated, so taken as typed)"
