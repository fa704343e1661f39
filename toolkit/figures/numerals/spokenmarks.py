"""Decimals in words: what stands after "point", "Komma", "virgule"."""

from __future__ import annotations

from decimal import Decimal

from toolkit.figures.numerals.machine import Machine
from toolkit.figures.numerals.scales import scale_at
from toolkit.figures.words.compounds import Op
from toolkit.figures.words.lexicon import Lexicon
from toolkit.figures.words.tokens import Passage


def pointed(p: Passage, j: int, lex: Lexicon, machine: Machine) -> tuple[int, Machine] | None:
    """ "two point two five million", "zwei Komma fünf Prozent": decimals in words, read out digit
    by digit or as one number, where something is counted by them."""
    if machine.current is None or machine.digits or machine.done:
        return None
    said, k = _read_out(p, j + 1, lex)
    if not said or not _counted(p, k, lex):
        return None
    step = machine.copy()
    step.current = Decimal(f"{machine.current}.{said}")
    step.decimals, step.digits, step.room = len(said), True, 0
    return k, step


def _read_out(p: Passage, k: int, lex: Lexicon) -> tuple[str, int]:
    """ "two five", "twenty-five": the digits said from token k on, and the token after them."""
    said = ""
    while p.is_word(k) and (small := _below_a_hundred(p, k, lex)):
        n, end = small
        if said and n >= 10:
            break
        said, k = f"{said}{n}", end
    return said, k


def _below_a_hundred(p: Passage, k: int, lex: Lexicon) -> tuple[Decimal, int] | None:
    """ "five", "twenty-five", "quatre-vingt": one number word or two, and the token after it."""
    machine = Machine()
    end, ops = hyphenated(p, k, lex) or (k + 1, lex.number_ops(p.low[k]))
    if not ops or not machine.apply(ops):
        return None
    following = lex.number_ops(p.folded(end + 1)) if p.hyphen(end) else None
    if following and machine.apply(following):
        end += 2
    n = machine.current
    return (n, end) if n is not None and n < 100 else None


def _counted(p: Passage, k: int, lex: Lexicon) -> bool:
    """Whether decimals count what stands at k, or end a range: "to three point four"."""
    if scale_at(p, k, lex) or lex.units.at(p, k):
        return True
    link = lex.to_words.at(p, k) or lex.range_words.at(p, k) or lex.range_and.at(p, k)
    return bool(link and p.folded(link[0] + 1) in lex.spoken_mark)


def hyphenated(p: Passage, j: int, lex: Lexicon) -> tuple[int, tuple[Op, ...]] | None:
    """A number word the table prints with a hyphen: quatre-vingt."""
    if not p.hyphen(j + 1):
        return None
    found = lex.hyphenated.at(p, j)
    return (found[0], (("add", found[1]),)) if found else None
