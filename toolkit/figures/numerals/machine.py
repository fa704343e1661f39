"""What a number said in words comes to: words add, multiply and scale, one after the other."""

from __future__ import annotations

from decimal import Decimal

from toolkit.figures.numerals.digits import EXACT, shift
from toolkit.figures.words.compounds import Op


class Machine:
    """Adds, multiplies and scales as number words come; refuses what makes no number."""

    __slots__ = ("current", "decimals", "digits", "done", "room")

    def __init__(self) -> None:
        self.done: list[tuple[Decimal, int, int]] = []
        self.current: Decimal | None = None
        self.decimals = 0
        self.room = 0
        self.digits = False

    def copy(self) -> Machine:
        twin = Machine.__new__(Machine)
        twin.done = self.done[:]
        twin.current, twin.decimals = self.current, self.decimals
        twin.room, twin.digits = self.room, self.digits
        return twin

    def add(self, n: int) -> bool:
        if self.current is None:
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

    def put(self, value: Decimal, decimals: int) -> bool:
        """A number in digits, or one that leaves no room: "anderthalb"."""
        if self.current is not None:
            return False
        self.current, self.decimals, self.digits = value, decimals, True
        return True

    def hundred(self) -> bool:
        if self.current is None:
            self.current = Decimal(100)
        elif not self.digits and self.current < 100:
            self.current *= 100
        else:
            return False
        self.decimals, self.room = 0, 100
        return True

    def half(self) -> bool:
        """ "two and a half" """
        if self.current is None or self.decimals:
            return False
        self.current += Decimal("0.5")
        self.decimals = 1
        return True

    def half_of_scale(self) -> bool:
        """ "two million and a half": half of the scale said last."""
        value, known, power = self.done[-1]
        if known != -power:
            return False
        self.done[-1] = (EXACT.add(value, shift(Decimal("0.5"), power)), 1 - power, power)
        return True

    def scale(self, power: int) -> bool:
        if self.current is not None:
            value, decimals = self.current, self.decimals
        elif not self.done:
            value, decimals = Decimal(1), 0
        elif self.done[-1][2] != power:  # lakh crore, mila miliardi
            value, decimals, _ = self.done.pop()
        else:
            return False
        while self.done and self.done[-1][2] < power:
            value = EXACT.add(value, self.done.pop()[0])
        if self.done and self.done[-1][2] == power:
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
    machine = Machine()
    return machine.result() if ops and machine.apply(ops) else None
