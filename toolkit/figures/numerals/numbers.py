"""From number words, digits and scales to one exact value and its decimals."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from toolkit.figures.numerals.digits import Digits, digits_at, grouped_abroad, shift
from toolkit.figures.numerals.machine import Machine
from toolkit.figures.numerals.openings import one_of_rate, only_a_size, opening
from toolkit.figures.numerals.scales import scale_at
from toolkit.figures.numerals.spokenmarks import hyphenated, pointed
from toolkit.figures.words.compounds import Op
from toolkit.figures.words.lexicon import Lexicon
from toolkit.figures.words.tokens import NUMBER, VULGAR, WORD, Passage


class Number(NamedTuple):
    """A number without unit: the token after it, value, decimals, and how it was printed."""

    end: int
    value: Decimal
    decimals: int
    power: int
    """The power of ten of its last scale words; 0 means none."""
    digits: bool
    other: tuple[Decimal, ...]
    """Further readings of the same characters."""
    unit: str
    """A currency that is part of the abbreviation: TEUR, mdd."""
    weak: bool


def read_number(
    p: Passage, i: int, lex: Lexicon, *, joined: bool = True, money: bool = False
) -> Number | None:
    """The longest number that begins at token i: digits, words, scales, and sums of them.

    `joined` lets "and" stand inside; `money` says a currency stands before, so that a single
    letter may be a scale. Several rules ask at one place; it is worked out once.
    """
    asked = (i, joined, money, lex)
    if asked not in p.numbers:
        said = _Sum(p, i, lex, joined, money)
        p.numbers[asked] = said.number()
        if not said.met_and:
            p.numbers[i, not joined, money, lex] = p.numbers[asked]
    number: Number | None = p.numbers[asked]
    return number


def number_at(p: Passage, i: int, lex: Lexicon, *, joined: bool = True) -> Number | None:
    """The number whose digits, or number word, stand at token i; None where there is none."""
    begins = p.is_number(i) or lex.number_ops(p.folded(i))
    return read_number(p, i, lex, joined=joined) if begins else None


class _Sum:
    """The number begun at token `first`, as it grows token by token.

    Each step reads on from token `at` and says whether there may be more. `whole` is the longest
    number so far; digits after a scale are part of it only once their own scale is read.
    """

    __slots__ = (
        "at",
        "digits",
        "first",
        "joined",
        "lex",
        "machine",
        "met_and",
        "money",
        "other_digits",
        "other_power",
        "p",
        "power",
        "unit",
        "whole",
    )

    def __init__(self, p: Passage, first: int, lex: Lexicon, joined: bool, money: bool) -> None:
        self.p, self.first, self.lex = p, first, lex
        self.joined, self.money = joined, money
        self.met_and = False  # whether it may depend on `joined`
        self.at = first
        self.machine = Machine()
        self.whole: tuple[int, Machine] | None = None
        self.power = self.other_power = 0
        self.digits = False
        self.other_digits: tuple[Decimal, ...] = ()
        self.unit = ""

    def number(self) -> Number | None:
        """Every step from the first token on, and what they come to."""
        if only_a_size(self.p, self.first, self.lex):
            return None
        begun = opening(self.p, self.first, self.lex)
        if begun:
            self.at, self.machine.current, self.machine.decimals = begun
        while self.at < self.p.size and self._step():
            pass
        return self._read(*self.whole) if self.whole else None

    def _read(self, end: int, machine: Machine) -> Number:
        p, i, power = self.p, self.first, self.power
        value, decimals = machine.result()
        others: tuple[Decimal, ...] = ()
        if self.other_power:
            others = (shift(value, self.other_power - power),)
        elif self.other_digits:
            others = tuple(shift(other, power) for other in self.other_digits)
        if self.unit and self.lex.table.foreign_groups and p.kind[i] == NUMBER:
            value, decimals = grouped_abroad(p.word[i], value, decimals, power)
        return Number(
            end,
            value,
            decimals,
            power=power,
            digits=self.digits,
            other=others,
            unit=self.unit,
            weak=end == i + 1 and p.low[i] in self.lex.weak,
        )

    def _take(self, machine: Machine, end: int) -> bool:
        self.machine, self.at = machine, end
        self.whole = end, machine
        return True

    def _step(self) -> bool:
        p, j, lex = self.p, self.at, self.lex
        if p.kind[j] in (NUMBER, VULGAR):
            return self._digits()
        hyphen = p.hyphen(j)
        if p.kind[j] != WORD and not hyphen:
            return False
        if self.whole and not self.power and p.low[j] in lex.fillers:
            j += p.folded(j + 1) in lex.table.scales
        if self.whole or self.machine.current is not None or p.low[j] in lex.lone_scales:
            scale = scale_at(p, j, lex, money=self.money)
            if scale:
                return self._scale(*scale)
        word = j + hyphen
        if hyphen and self.digits:
            return False
        if p.low[word] in lex.spoken_mark and not hyphen:
            found = pointed(p, word, lex, self.machine)
            return found is not None and self._take(found[1], found[0])
        if self.whole and p.low[word] in lex.joiners:
            self.met_and = True
            if self.joined or hyphen or self._tens():
                return self._and(word, word + 1 + hyphen)
        return self._word(word)

    def _digits(self) -> bool:
        """ "2.5", and "500" in "mil 500"; "200" in "3 million 200" waits for a scale."""
        number = digits_at(self.p, self.at, self.lex)
        step = self.machine.copy()
        if number is None or not step.put(number.value, number.decimals):
            return False
        self.digits = True
        self.other_digits = () if self.whole else number.other
        if not self.whole or self._after_mil(number):
            return self._take(step, number.end)
        self.machine, self.at = step, number.end
        return True

    def _after_mil(self, number: Digits) -> bool:
        """ "mil 200 empleos", "56 mil 620.82": three digits end what mil begins."""
        mil = self.p.folded(self.at - 1) in self.lex.before_digits
        return mil and number.value.adjusted() == 2

    def _scale(self, end: int, power: int, other_power: int, unit: str) -> bool:
        """ "million", "lakh crore", "mdd", "million and a half"."""
        step = self.machine.copy()
        if not step.scale(power):
            return False
        on_a_scale = self.machine.current is None  # lakh crore, mila miliardi
        self.power = self.power + power if on_a_scale else power
        self.other_power, self.unit = other_power, unit
        self._take(step, end)
        after = self.lex.half_after.at(self.p, end)
        if after:
            self.met_and = True
            if self.joined or not scale_at(self.p, after[0], self.lex):
                step = step.copy()
                if step.half_of_scale():
                    self._take(step, after[0])
        return not unit

    def _word(self, word: int) -> bool:
        """ "eighty", "quatre-vingt", "zweitausend", "anderthalb", "einen" before a rate."""
        p, lex = self.p, self.lex
        end, ops = hyphenated(p, word, lex) or (word + 1, lex.number_ops(p.low[word]))
        ops = ops or one_of_rate(p, word, lex)
        if not ops:
            return False
        step = self.machine.copy()
        if ops[0][0] == "special":
            value = Decimal(lex.table.specials[p.low[word]])
            fine = not self.whole and step.put(value, -int(value.as_tuple().exponent))
            return fine and self._take(step, end)
        if step.done and step.current is None and not self._goes_on(word, ops):
            return False
        if not step.apply(ops):
            return False
        self.power = max((n for op, n in ops if op == "scale"), default=self.power)
        return self._take(step, end)

    def _goes_on(self, word: int, ops: tuple[Op, ...]) -> bool:
        """Whether number words after a scale go on with the number: "two million three hundred"."""
        p, lex, last = self.p, self.lex, self.machine.done[-1][2]
        if last < 6:
            return not self.digits
        following = scale_at(p, word + 1, lex)
        if following and following[1] < last:
            return True
        long = ops[-1][0] != "add" or ops[-1][1] >= 100 or lex.number_ops(p.folded(word + 1))
        return bool(long) and not self.digits

    def _tens(self) -> bool:
        """ "entre treinta y cinco y cuarenta": "y" joins a one to its tens between two ends too."""
        current, room = self.machine.current, self.machine.room
        tens = current is not None and current >= 20 and room in (10, 20)
        return tens and self.lex.table.joins_tens

    def _and(self, word: int, following: int) -> bool:
        """What "and" at token `word` joins on: a lesser scale, a word, a half."""
        p, machine = self.p, self.machine
        if following < p.size:
            if machine.current is None and machine.done[-1][2] >= 6:
                return self._and_lesser_scale(following)
            if self._and_word(following):
                return True
        after = self.lex.half_after.at(p, word)
        step = machine.copy()
        return after is not None and step.half() and self._take(step, after[0])

    def _and_lesser_scale(self, following: int) -> bool:
        """ "miliardi e 200 milioni"; but not "462 miliardi e 50 mila dipendenti"."""
        p, lex = self.p, self.lex
        _, known, last = self.machine.done[-1]
        part = read_number(p, following, lex) if known <= -last else None
        if part is None or part.power in (0, last) or part.unit or part.value >= 10**last:
            return False
        far = last - part.power > 3
        if far and not lex.units.at(p, part.end + (p.folded(part.end) in lex.linkers)):
            return False
        step = self.machine.copy()
        step.done.append((part.value, part.decimals, part.power))
        self.power = part.power
        return self._take(step, part.end)

    def _and_word(self, following: int) -> bool:
        """ "hundred and eighty", "treinta y dos", "mille e cento"."""
        p, lex, machine = self.p, self.lex, self.machine
        ops = lex.number_ops(p.low[following])
        after_scale = machine.current is None
        room = after_scale or machine.room == 100 or self._tens()
        step = machine.copy()
        if ops is None or not room or not step.apply(ops):
            return False
        scale = scale_at(p, following + 1, lex)
        if after_scale and scale and scale[1] <= machine.done[-1][2]:
            return False
        if lex.number_ops(p.folded(following + 1)) == (("hundred", 0),):
            return False
        return self._take(step, following + 1)
