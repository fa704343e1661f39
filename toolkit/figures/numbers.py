"""From digits and number words to an exact value and its decimals."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal

from toolkit.figures.lexicon import Lexicon, Op
from toolkit.figures.tokens import NUMBER, VULGAR, WORD, Passage, ascii_digits

EXACT = Context(prec=10**6, Emax=10**9, Emin=-(10**9))

VULGAR_VALUES = {
    "¼": ("0.25", 2, "1/4"),
    "½": ("0.5", 1, "1/2"),
    "¾": ("0.75", 2, "3/4"),
    "⅓": ("0.3333", 4, "1/3"),
    "⅔": ("0.6667", 4, "2/3"),
    "⅕": ("0.2", 1, "1/5"),
    "⅖": ("0.4", 1, "2/5"),
    "⅗": ("0.6", 1, "3/5"),
    "⅘": ("0.8", 1, "4/5"),
    "⅙": ("0.1667", 4, "1/6"),
    "⅚": ("0.8333", 4, "5/6"),
    "⅛": ("0.125", 3, "1/8"),
    "⅜": ("0.375", 3, "3/8"),
    "⅝": ("0.625", 3, "5/8"),
    "⅞": ("0.875", 3, "7/8"),
}


@dataclass(frozen=True, slots=True)
class Number:
    """A number without unit: tokens [first, end), value, decimals, and how it was printed."""

    first: int
    end: int
    value: Decimal
    decimals: int
    power: int = 0
    """The power of ten of its last scale words; 0 means none."""
    digits: bool = False
    plain: bool = False
    """Digits with nothing between them."""
    article: bool = False
    other: tuple[Decimal, ...] = ()
    """Further readings of the same characters."""
    unit: str = ""
    """A currency that is part of the abbreviation: TEUR, mdd."""
    about: bool = False
    weak: bool = False
    collective: bool = False


def shift(value: Decimal, power: int) -> Decimal:
    """`value` times ten to the `power`, exactly."""
    return EXACT.scaleb(value, power) if value else value


def read_digits(printed: str, lex: Lexicon) -> tuple[Decimal, int, tuple[Decimal, ...]] | None:
    """Value, digits after the decimal mark, and other readings; None where it is no number."""
    text = ascii_digits(printed).replace("·", ".")
    if "'" in text:
        whole, *rest = text.split("'")
        head = rest[-1].partition(".")[0].partition(",")[0] if rest else ""
        if not 1 <= len(whole) <= 3 or any(len(part) != 3 for part in rest[:-1]) or len(head) != 3:
            return None
        text = text.replace("'", "")
        for mark in ".,":
            if text.count(mark) == 1:
                return _number(*text.split(mark))
    marks = [c for c in text if c in ".,"]
    if not marks:
        return Decimal(text), 0, ()
    last = marks[-1]
    if len(set(marks)) == 2:
        whole, _, part = text.rpartition(last)
        if marks.count(last) != 1 or not _grouped(whole.split(marks[0]), marks[0]):
            return None
        return _number(whole.replace(marks[0], ""), part)
    parts = text.split(last)
    if len(marks) > 1:
        return (Decimal("".join(parts)), 0, ()) if _grouped(parts, last) else None
    if last == lex.decimal or not _grouped(parts, last):
        return _number(*parts)
    if last in lex.group:
        return Decimal("".join(parts)), 0, ()
    if last in lex.unsettled:
        return Decimal("".join(parts)), 0, (Decimal(text.replace(",", ".")),)
    return _number(*parts)


def _number(whole: str, part: str) -> tuple[Decimal, int, tuple[Decimal, ...]]:
    return Decimal(f"{whole}.{part}"), len(part), ()


def _grouped(parts: list[str], mark: str) -> bool:
    """1.234.567, and the Indian 1,23,456."""
    first, *middle, last = parts
    if len(last) != 3 or not 1 <= len(first) <= 3 or first[0] == "0":
        return False
    if all(len(part) == 3 for part in middle):
        return True
    return mark == "," and len(first) <= 2 and all(len(part) == 2 for part in middle)


def digits_at(p: Passage, i: int, lex: Lexicon) -> Number | None:
    """The number in digits at token i, groups parted by spaces and a vulgar fraction included."""
    if p.kind[i] == VULGAR:
        text, decimals, _ = VULGAR_VALUES[p.word[i]]
        return Number(i, i + 1, Decimal(text), decimals, digits=True)
    printed, end = p.word[i], i + 1
    spaced = False
    if len(printed) <= 3 and printed.isdigit() and printed[0] != "0":
        open_groups = lex.table.groups_by_space or _institutional(p, i, lex)
        while end < p.size and p.kind[end] == NUMBER and _group_gap(p.gap(end), open_groups):
            word = p.word[end]
            head = word.split(lex.decimal)[0]
            if len(head) != 3 or not head.isdigit():
                break
            printed += word
            spaced = True
            end += 1
            if len(word) > 3:
                break
    if spaced:
        whole, _, part = ascii_digits(printed).partition(lex.decimal)
        if part and not part.isdigit():
            return None
        value: tuple[Decimal, int, tuple[Decimal, ...]] | None = (
            _number(whole, part) if part else (Decimal(whole), 0, ())
        )
    else:
        value = read_digits(printed, lex)
    if value is None:
        return None
    number, decimals, other = value
    if end < p.size and p.kind[end] == VULGAR and p.glued(end) and decimals == 0:
        text, decimals, _ = VULGAR_VALUES[p.word[end]]
        number = EXACT.add(number, Decimal(text))
        end += 1
    elif printed.isdigit() and len(printed) <= 3 and not spaced and _mixed(p, end):
        part = EXACT.divide(Decimal(p.word[end]), Decimal(p.word[end + 2]))
        return Number(
            i, end + 3, EXACT.add(number, part), -int(part.as_tuple().exponent), digits=True
        )
    elif p.is_sign(end, "^") and p.glued(end) and p.is_number(end + 1) and printed == "10":
        power = p.word[end + 1]
        if power.isdigit() and len(power) <= 2:
            return Number(i, end + 2, shift(Decimal(1), int(power)), -int(power), digits=True)
    return Number(
        i, end, number, decimals, digits=True, plain=printed.isdigit() and not spaced, other=other
    )


def _mixed(p: Passage, j: int) -> bool:
    """The half of "2 1/2": a fraction with an exact decimal, one space or a hyphen before it."""
    if not (p.is_number(j) and p.gap(j) == " " and p.is_sign(j + 1, "/") and p.is_number(j + 2)):
        return False
    if not (p.glued(j + 1) and p.glued(j + 2)) or p.word[j + 2] not in ("2", "4", "8", "16", "32"):
        return False
    return p.word[j].isdigit() and 0 < int(p.word[j]) < int(p.word[j + 2])


def _group_gap(gap: str, open_groups: bool) -> bool:
    return gap in ("\u00a0", "\u202f", "\u2009") or (gap == " " and open_groups)


def _institutional(p: Passage, i: int, lex: Lexicon) -> bool:
    """ "EUR 1 500 million", "1 500 million": groups parted by spaces, as in laws of the Union."""
    j = i + 1
    while p.is_number(j) and p.gap(j) == " " and len(p.word[j].split(lex.decimal)[0]) == 3:
        j += 1
    if j == i + 1:
        return False
    scaled = p.folded(j) in lex.table.scales and lex.table.scales[p.low[j]] >= 6
    return scaled or (i > 0 and p.word[i - 1] in ("EUR", "€", "USD", "ECU") and not p.is_word(j))


class _Machine:
    """Adds, multiplies and scales as number words come; refuses what makes no number."""

    __slots__ = ("current", "decimals", "digits", "done", "room", "special")

    def __init__(self) -> None:
        self.done: list[tuple[Decimal, int, int]] = []
        self.current: Decimal | None = None
        self.decimals = 0
        self.room = 0
        self.digits = False

    def copy(self) -> _Machine:
        twin = _Machine()
        twin.done = list(self.done)
        twin.current, twin.decimals = self.current, self.decimals
        twin.room, twin.digits = self.room, self.digits
        return twin

    def add(self, n: int) -> bool:
        if self.digits and self.current is not None:
            return False
        if self.current is None:
            if self.done and n >= 10 ** self.done[-1][2]:
                return False
            self.current, self.decimals, self.digits = Decimal(n), 0, False
        elif n and n < self.room:
            self.current += n
        else:
            return False
        if n >= 100:
            self.room = 100
        elif n >= 20 and n % 10 == 0:
            self.room = 20 if n in (60, 80) else 10
        elif n == 10:
            self.room = 10
        else:
            self.room = 0
        return True

    def put(self, number: Number) -> bool:
        if self.current is not None:
            return False
        if self.done and number.value >= 10 ** self.done[-1][2]:
            return False
        self.current, self.decimals, self.digits = number.value, number.decimals, True
        self.room = 0
        return True

    def hundred(self) -> bool:
        if self.digits and self.current is not None:
            return False
        if self.current is None:
            self.current, self.decimals = Decimal(100), 0
        elif 0 < self.current < 100 and self.decimals == 0:
            self.current *= 100
        else:
            return False
        self.room = 100
        return True

    def half(self) -> bool:
        if self.current is None or self.decimals:
            return False
        self.current += Decimal("0.5")
        self.decimals, self.room = 1, 0
        return True

    def scale(self, power: int) -> bool:
        if self.current is not None:
            value, decimals = self.current, self.decimals
        elif self.done and self.done[-1][2] != power and len(self.done) <= 4:
            value, decimals, _ = self.done.pop()
            if power < _ and power != 3 and _ != 3:
                return False
        elif not self.done:
            value, decimals = Decimal(1), 0
        else:
            return False
        while self.done and self.done[-1][2] < power:
            value = EXACT.add(value, self.done.pop()[0])
        if self.done and value >= 10 ** self.done[-1][2]:
            return False
        self.done.append((shift(value, power), decimals - power, power))
        self.current, self.room, self.digits = None, 0, False
        return True

    def apply(self, ops: tuple[Op, ...]) -> bool:
        for op, n in ops:
            if op == "add":
                fine = self.add(n)
            elif op == "hundred":
                fine = self.hundred()
            else:
                fine = self.scale(n)
            if not fine:
                return False
        return True

    def result(self) -> tuple[Decimal, int]:
        value = Decimal(0)
        decimals = 0
        for part, known, _ in self.done:
            value, decimals = EXACT.add(value, part), known
        if self.current is not None:
            value, decimals = EXACT.add(value, self.current), self.decimals
        return value, decimals


def value_of(ops: tuple[Op, ...]) -> tuple[Decimal, int] | None:
    """The value and decimals of a compound's parts."""
    machine = _Machine()
    return machine.result() if ops and machine.apply(ops) else None


def scale_at(
    p: Passage, j: int, lex: Lexicon, *, money: bool = False
) -> tuple[int, int, int, str] | None:
    """The scale word at token j: (next token, power, power of its other reading or 0, unit)."""
    if p.hyphen(j):
        found = scale_at(p, j + 1, lex, money=money)
        return found if found and p.kind[j + 1] == WORD and len(p.word[j + 1]) > 1 else None
    if not p.is_word(j):
        return None
    word, low, table = p.word[j], p.low[j], lex.table
    if low in table.scales and low not in table.phrase_heads:
        return j + 1, table.scales[low], 0, ""
    if low in table.calques or word in table.calques:
        first, second = table.calques.get(word) or table.calques[low]
        return j + 1, first, second, ""
    if word in table.short_scales:
        return _after_dot(p, j, lex), table.short_scales[word], 0, ""
    for phrase, power in table.scale_phrases.items():
        tokens = phrase.split()
        if low == tokens[0] and p.low[j : j + len(tokens)] == tokens:
            return j + len(tokens), power, 0, ""
    if word in table.scaled_units:
        power, unit = table.scaled_units[word]
        return j + 1, power, 0, unit
    if low in table.scales:
        return j + 1, table.scales[low], 0, ""
    if word in table.letter_scales:
        glued = p.glued(j) and (p.kind[j - 1] in (NUMBER, VULGAR) or p.word[j - 1] == ")")
        beside = lex.currencies.at(p, j + 1) is not None or p.is_sign(j + 1, "$€£¥₹₩₽")
        if (money and (glued or len(p.gap(j)) == 1)) or (
            beside and p.gap(j) in ("", " ", "\u00a0", "\u202f")
        ):
            return j + 1, table.letter_scales[word], 0, ""
        if glued and word in table.free_letters and p.folded(j + 1) not in lex.lengths:
            return j + 1, table.letter_scales[word], 0, ""
    return None


def _after_dot(p: Passage, j: int, lex: Lexicon) -> int:
    """Past the dot that an abbreviation owns; at a sentence's end only where it always has one."""
    if not (p.is_sign(j + 1, ".") and p.glued(j + 1)) or p.low[j] not in lex.dotted:
        return j + 1
    if lex.table.dots_stay:
        return j + 2
    following = j + 2
    if following >= p.size or (p.capital(following) and p.word[following] not in ("EUR", "USD")):
        return j + 1
    return j + 2


def read_number(
    p: Passage, i: int, lex: Lexicon, *, joined: bool = True, money: bool = False
) -> Number | None:
    """The longest number that begins at token i: digits, words, scales, and sums of them.

    `joined` lets "and" stand inside; `money` says a currency stands before, so that a single
    letter may be a scale.
    """
    if p.low[i] in lex.one and lex.table.nouns_are_capital and _sized(p, i + 1, lex):
        return None
    start = _article(p, i, lex)
    machine = _Machine()
    good: tuple[int, _Machine] | None = None
    power = 0
    other = 0
    unit = ""
    other_digits: tuple[Decimal, ...] = ()
    digits = plain = article = False
    j = i
    if start is not None:
        j, value, decimals, article = start
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
            plain = number.plain and good is None
            other_digits = number.other if good is None else ()
            pending = good is not None
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
            power = power + scale[1] if _adjoins(p, j, good) else scale[1]
            other = scale[2]
            unit = scale[3] or unit
            j = scale[0]
            good, pending, power_only = (j, machine), False, False
            after = lex.half_after.at(p, j)
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
        if (low in lex.joiners) and good and (joined or hyphen):
            joined_step = _join(p, word, lex, machine, good)
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
        ops = phrase[1] if phrase else lex.number_ops(low)
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
        value, decimals = _grouped_abroad(p.word[i], value, decimals, power)
    single = end == i + 1 and p.kind[i] == WORD
    return Number(
        i,
        end,
        value,
        decimals,
        power=power,
        digits=digits,
        plain=plain and power == 0 and end == i + 1,
        article=article,
        other=others,
        unit=unit,
        weak=single and p.low[i] in lex.weak,
    )


def _grouped_abroad(printed: str, value: Decimal, decimals: int, power: int) -> tuple[Decimal, int]:
    """ "1,234 mdp": who writes mdp parts thousands by commas."""
    parts = printed.split(",")
    if len(parts) < 2 or "." in printed or not _grouped(parts, ","):
        return value, decimals
    return shift(Decimal("".join(parts)), power), -power


def _sized(p: Passage, j: int, lex: Lexicon) -> bool:
    """ "ein Milliarden-Loch": the plural in a compound says no more than the size."""
    return p.hyphen(j + 1) and p.low[j] in lex.vague_many and lex.units.at(p, j + 2) is None


def _continues(
    p: Passage, word: int, digits: bool, machine: _Machine, ops: tuple[Op, ...], lex: Lexicon
) -> bool:
    """Whether number words after a scale go on with the number: "two million three hundred"."""
    if machine.done[-1][2] < 6:
        return not digits
    following = scale_at(p, word + 1, lex)
    long = (
        ops[-1][0] != "add" or ops[-1][1] >= 100 or lex.number_ops(p.folded(word + 1)) is not None
    )
    return bool(following and following[1] < machine.done[-1][2]) or (long and not digits)


def _adjoins(p: Passage, j: int, good: tuple[int, _Machine] | None) -> bool:
    """Whether the scale at j multiplies another scale directly: lakh crore, mila miliardi."""
    return good is not None and good[0] == j and good[1].current is None


def _article(p: Passage, i: int, lex: Lexicon) -> tuple[int, Decimal, int, bool] | None:
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
            return j, Decimal("0.5"), 1, False
        return None
    if low not in lex.one:
        return None
    j = i + 1
    if p.folded(j) in (
        "good",
        "gute",
        "guten",
        "knappe",
        "knappen",
        "cool",
        "full",
        "bonne",
        "buena",
    ):
        j += 1
    if p.folded(j) in lex.half:
        j += 1
        if p.hyphen(j):
            j += 1
        return (j, Decimal("0.5"), 1, False) if scale_at(p, j, lex) else None
    if p.is_word(j) and len(p.word[j]) > 1 and not p.hyphen(j):
        if lex.table.nouns_are_capital and p.hyphen(j + 1) and p.low[j].endswith("en"):
            return None
        scale = scale_at(p, j, lex)
        if scale and (
            p.low[j] in lex.table.scales or p.low[j] in lex.table.calques or p.low[j] in lex.dotted
        ):
            return j, Decimal(1), 0, True
    return None


def _hyphenated(p: Passage, j: int, lex: Lexicon) -> tuple[int, tuple[Op, ...]] | None:
    """A number word the table prints with a hyphen: quatre-vingt."""
    if not p.hyphen(j + 1):
        return None
    found = lex.hyphenated.at(p, j)
    return (found[0], (("add", found[1]),)) if found else None


def _join(
    p: Passage, j: int, lex: Lexicon, machine: _Machine, good: tuple[int, _Machine]
) -> tuple[_Machine, int, bool, int] | None:
    """What "and" joins on: "hundred and eighty", "miliardi e 200 milioni", "treinta y dos"."""
    following = j + 1
    if p.hyphen(following):
        following += 1
    if following >= p.size:
        return None
    after_scale = machine.current is None and bool(machine.done)
    if after_scale and machine.done[-1][2] >= 6:
        whole, known, exponent = machine.done[-1]
        if known > -exponent:
            return None
        part = read_number(p, following, lex, joined=False)
        if part is None or not part.power or part.power >= machine.done[-1][2] or part.unit:
            return None
        if part.value >= 10 ** machine.done[-1][2]:
            return None
        step = machine.copy()
        step.done.append((part.value, part.decimals, part.power))
        return step, part.end, part.digits, part.power
    if p.kind[following] != WORD:
        return None
    ops = lex.number_ops(p.low[following])
    if ops is None or machine.digits:
        return None
    tens = machine.current is not None and machine.room in (10, 20) and not machine.done
    if machine.current is not None and machine.room in (10, 20) and not lex.table.joins_tens:
        return None
    if not tens and not after_scale and machine.room != 100 and machine.room not in (10, 20):
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
