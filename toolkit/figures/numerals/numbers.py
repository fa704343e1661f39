"""From number words, digits and scales to one exact value and its decimals."""

from __future__ import annotations

from decimal import Decimal

from toolkit.figures.numerals.digits import EXACT, Number, digits_at, grouped_abroad, shift
from toolkit.figures.numerals.machine import Machine
from toolkit.figures.numerals.scales import scale_at
from toolkit.figures.words.compounds import Op
from toolkit.figures.words.lexicon import Lexicon
from toolkit.figures.words.tokens import NUMBER, VULGAR, WORD, Passage


def read_number(
    p: Passage, i: int, lex: Lexicon, *, joined: bool = True, money: bool = False
) -> Number | None:
    """The longest number that begins at token i: digits, words, scales, and sums of them.

    `joined` lets "and" stand inside; `money` says a currency stands before, so that a single
    letter may be a scale. Several rules ask at one place; it is worked out once.
    """
    asked = (i, joined, money, lex)
    if asked not in p.numbers:
        met: list[int] = []
        p.numbers[asked] = _number_at(p, i, lex, joined, money, met)
        if not met:
            p.numbers[i, not joined, money, lex] = p.numbers[asked]
    number: Number | None = p.numbers[asked]
    return number


def _number_at(
    p: Passage, i: int, lex: Lexicon, joined: bool, money: bool, met: list[int]
) -> Number | None:
    """`met` is given the places where it depends on `joined`."""
    if p.low[i] in lex.one and lex.table.nouns_are_capital and _sized(p, i + 1, lex):
        return None
    start = _article(p, i, lex)
    machine = Machine()
    good: tuple[int, Machine] | None = None
    power = 0
    other = 0
    unit = ""
    other_digits: tuple[Decimal, ...] = ()
    digits = False
    j = i
    if start is not None:
        j, value, decimals = start
        machine.current, machine.decimals, machine.digits = value, decimals, True
        power_only = True
    else:
        power_only = False
    pending = False
    while j < p.size:
        kind = p.kind[j]
        step = machine
        if kind in (NUMBER, VULGAR):
            number = digits_at(p, j, lex)
            if number is None:
                break
            step = machine.copy() if good else machine
            if not step.put(number):
                break
            digits = True
            other_digits = number.other if good is None else ()
            pending = good is not None and not _after_mil(p, j, lex)
            machine = step
            j = number.end
            if not pending:
                good = (j, machine)
            continue
        if kind != WORD and not p.hyphen(j):
            break
        if good and not power and p.low[j] in lex.fillers and not machine.done:
            later = scale_at(p, j + 1, lex)
            if later and later[1] >= 3 and p.low[j + 1] in lex.table.scales:
                j += 1
        scale = scale_at(p, j, lex, money=money)
        if scale and (good or power_only or pending or p.low[j] in lex.lone_scales):
            if good is None and not power_only and not pending and p.low[j] not in lex.lone_scales:
                break
            step = machine.copy()
            if not step.scale(scale[1]):
                break
            machine = step
            power = power + scale[1] if _adjoins(j, good) else scale[1]
            other = scale[2]
            unit = scale[3] or unit
            j = scale[0]
            good, pending, power_only = (j, machine), False, False
            after = lex.half_after.at(p, j)
            if after:
                met.append(j)
            if after and (joined or not scale_at(p, after[0], lex)):
                step = machine.copy()
                whole, known, exponent = step.done[-1]
                step.done[-1] = (
                    EXACT.add(whole, shift(Decimal("0.5"), exponent)),
                    1 - exponent,
                    exponent,
                )
                if known == -exponent or whole == shift(Decimal(1), exponent):
                    machine, j = step, after[0]
                    good = (j, machine)
            if unit:
                break
            continue
        if power_only:
            break
        hyphen = p.hyphen(j)
        word = j + 1 if hyphen else j
        if hyphen and (digits or not p.is_word(word)):
            break
        low = p.low[word]
        if low in lex.spoken_mark and good and not hyphen:
            pointed = _pointed(p, word, lex, machine)
            if pointed is None:
                break
            j, machine = good = pointed
            continue
        if low in lex.joiners:
            met.append(word)
        if low in lex.joiners and good and (joined or hyphen or _tens(machine, lex)):
            joined_step = _join(p, word, lex, machine)
            if joined_step is None:
                after = lex.half_after.at(p, word)
                step = machine.copy()
                if after and not machine.done and step.half():
                    machine, j = step, after[0]
                    good = (j, machine)
                    continue
                break
            machine, j, digits_in, done = joined_step
            digits = digits or digits_in
            good = (j, machine)
            if done:
                power = done
            continue
        phrase = _hyphenated(p, word, lex)
        ops = phrase[1] if phrase else lex.number_ops(low) or _one_of_rate(p, word, lex, good)
        if ops is None:
            break
        if ops[0][0] == "special":
            if good:
                break
            machine.current = Decimal(lex.table.specials[low])
            machine.decimals = max(0, -int(machine.current.as_tuple().exponent))
            machine.digits = True
        else:
            if (
                machine.done
                and machine.current is None
                and not _continues(p, word, digits, machine, ops, lex)
            ):
                break
            step = machine.copy()
            if not step.apply(ops):
                break
            machine = step
            power = max((n for op, n in ops if op == "scale"), default=power)
        j = phrase[0] if phrase else word + 1
        good, pending = (j, machine), False
    if good is None:
        return None
    end, machine = good
    value, decimals = machine.result()
    others: tuple[Decimal, ...] = ()
    if other:
        others = (shift(value, other - power),)
    elif other_digits:
        base = digits_at(p, i, lex)
        if base is not None:
            others = tuple(shift(o, power) for o in base.other)
    if unit and lex.table.foreign_groups and p.kind[i] == NUMBER:
        value, decimals = grouped_abroad(p.word[i], value, decimals, power)
    single = end == i + 1 and p.kind[i] == WORD
    return Number(
        end,
        value,
        decimals,
        power=power,
        digits=digits,
        other=others,
        unit=unit,
        weak=single and p.low[i] in lex.weak,
    )


def _one_of_rate(
    p: Passage, j: int, lex: Lexicon, good: tuple[int, Machine] | None
) -> tuple[Op, ...] | None:
    """ "um gut einen Prozentpunkt": the article before a rate is the number one."""
    unit = lex.units.at(p, j + 1) if good is None and p.low[j] in lex.one else None
    of_part = p.low[j - 1] in lex.of_the_one and lex.parts.ending(
        p, j - 1
    )  # "a tenth of a percent"
    return (("add", 1),) if unit and unit[1][0] in ("percent", "points") and not of_part else None


def _after_mil(p: Passage, j: int, lex: Lexicon) -> bool:
    """ "mil 200 empleos", "12 mil 500": digits below a thousand end what mil begins."""
    mil = p.folded(j - 1) in lex.table.before_digits.split("|")
    return mil and p.word[j].isdigit() and len(p.word[j]) == 3


def _sized(p: Passage, j: int, lex: Lexicon) -> bool:
    """ "ein Milliarden-Loch": the plural in a compound says no more than the size."""
    return p.hyphen(j + 1) and p.low[j] in lex.vague_many and lex.units.at(p, j + 2) is None


def _continues(
    p: Passage, word: int, digits: bool, machine: Machine, ops: tuple[Op, ...], lex: Lexicon
) -> bool:
    """Whether number words after a scale go on with the number: "two million three hundred"."""
    if machine.done[-1][2] < 6:
        return not digits
    following = scale_at(p, word + 1, lex)
    long = (
        ops[-1][0] != "add" or ops[-1][1] >= 100 or lex.number_ops(p.folded(word + 1)) is not None
    )
    return bool(following and following[1] < machine.done[-1][2]) or (long and not digits)


def _adjoins(j: int, good: tuple[int, Machine] | None) -> bool:
    """Whether the scale at j multiplies another scale directly: lakh crore, mila miliardi."""
    return good is not None and good[0] == j and good[1].current is None


def _article(p: Passage, i: int, lex: Lexicon) -> tuple[int, Decimal, int] | None:
    """ "a billion", "eine halbe Milliarde", "half a billion", "mezzo miliardo"."""
    low = p.low[i]
    j = i
    if p.kind[i] != WORD:
        return None
    if low in lex.half:
        j = i + 1
        if p.hyphen(j):
            j += 1
        if p.folded(j) in lex.one:
            j += 1
        if scale_at(p, j, lex) and len(p.word[j]) > 1:
            return j, Decimal("0.5"), 1
        return None
    if low not in lex.one:
        return None
    j = i + 1
    j += p.folded(j) in lex.fillers
    if p.folded(j) in lex.half:
        j += 1
        if p.hyphen(j):
            j += 1
        return (j, Decimal("0.5"), 1) if scale_at(p, j, lex) else None
    if p.is_word(j) and len(p.word[j]) > 1 and not p.hyphen(j):
        scale = scale_at(p, j, lex)
        if scale and (
            p.low[j] in lex.table.scales or p.low[j] in lex.table.calques or p.low[j] in lex.dotted
        ):
            return j, Decimal(1), 0
    return None


def _pointed(p: Passage, j: int, lex: Lexicon, machine: Machine) -> tuple[int, Machine] | None:
    """ "two point two five million", "zwei Komma fünf Prozent": decimals in words, read out digit
    by digit or as one number, where something is counted by them."""
    if machine.current is None or machine.digits or machine.decimals or machine.done:
        return None
    said = ""
    k = j + 1
    while p.is_word(k) and len(said) < 6:
        phrase = _hyphenated(p, k, lex)
        ops = phrase[1] if phrase else lex.number_ops(p.low[k])
        if ops is None or len(ops) != 1 or ops[0][0] != "add":
            break
        n, end = ops[0][1], phrase[0] if phrase else k + 1
        if 20 <= n < 100 and n % 10 == 0 and p.hyphen(end):
            following = lex.number_ops(p.folded(end + 1))
            if following and following[0][0] == "add" and 0 < following[0][1] < 10:
                n, end = n + following[0][1], end + 2
        if n >= 100 or (said and n >= 10):
            return None
        said, k = f"{said}{n}", end
        if n >= 10:
            break
    counted = scale_at(p, k, lex) or lex.units.at(p, k) or _mark_in_range(p, k, lex)
    if not said or not counted:
        return None
    step = machine.copy()
    step.current = Decimal(f"{machine.current}.{said}")
    step.decimals, step.digits, step.room = len(said), True, 0
    return k, step


def _mark_in_range(p: Passage, k: int, lex: Lexicon) -> bool:
    """Whether another number with such a mark ends the range: "to three point four"."""
    link = lex.to_words.at(p, k) or lex.range_words.at(p, k) or lex.range_and.at(p, k)
    return bool(link and p.folded(link[0] + 1) in lex.spoken_mark)


def _tens(machine: Machine, lex: Lexicon) -> bool:
    """ "entre treinta y cinco y cuarenta": "y" joins a one to its tens even between two ends."""
    tens = machine.current is not None and machine.current >= 20 and machine.room in (10, 20)
    return tens and lex.table.joins_tens


def _hyphenated(p: Passage, j: int, lex: Lexicon) -> tuple[int, tuple[Op, ...]] | None:
    """A number word the table prints with a hyphen: quatre-vingt."""
    if not p.hyphen(j + 1):
        return None
    found = lex.hyphenated.at(p, j)
    return (found[0], (("add", found[1]),)) if found else None


def _join(
    p: Passage, j: int, lex: Lexicon, machine: Machine
) -> tuple[Machine, int, bool, int] | None:
    """What "and" joins on: "hundred and eighty", "miliardi e 200 milioni", "treinta y dos"."""
    following = j + 1
    if p.hyphen(following):
        following += 1
    if following >= p.size:
        return None
    after_scale = machine.current is None and bool(machine.done)
    if after_scale and machine.done[-1][2] >= 6:
        _, known, exponent = machine.done[-1]
        if known > -exponent:
            return None
        part = read_number(p, following, lex, joined=False)
        if part is None or not part.power or part.power >= machine.done[-1][2] or part.unit:
            return None
        if part.value >= 10 ** machine.done[-1][2]:
            return None
        far = machine.done[-1][2] - part.power > 3  # "462 miliardi e 50 mila dipendenti"
        if far and not lex.units.at(p, part.end + (p.folded(part.end) in lex.linkers)):
            return None
        step = machine.copy()
        step.done.append((part.value, part.decimals, part.power))
        return step, part.end, part.digits, part.power
    if p.kind[following] != WORD:
        return None
    ops = lex.number_ops(p.low[following])
    if ops is None or machine.digits:
        return None
    if machine.current is not None and machine.room in (10, 20) and not lex.table.joins_tens:
        return None
    if not after_scale and machine.room not in (10, 20, 100):
        return None
    step = machine.copy()
    if not step.apply(ops):
        return None
    scale = scale_at(p, following + 1, lex)
    if after_scale and machine.done[-1][2] == 3 and scale and scale[1] <= 3:
        return None
    hundred = lex.number_ops(p.folded(following + 1)) == (("hundred", 0),)
    if hundred:
        return None
    return step, following + 1, False, 0
