"""Exact decimal arithmetic: nothing is rounded unless it is asked to be, and then outward."""

from __future__ import annotations

from collections.abc import Callable
from decimal import (
    ROUND_CEILING,
    ROUND_FLOOR,
    ROUND_HALF_EVEN,
    Context,
    Decimal,
    DivisionByZero,
    Inexact,
    InvalidOperation,
    Overflow,
    localcontext,
)
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

# 100 digits hold a weight (18 digits) times an amount (38) in a sum of a million; a result that
# would still have to be rounded is an error and not a silent loss.
_EXACT = Context(prec=100, traps=[Inexact, InvalidOperation, DivisionByZero, Overflow])
_QUOTIENTS = {mode: Context(prec=60, rounding=mode) for mode in (ROUND_FLOOR, ROUND_CEILING)}
_PLACES = Decimal("1e-9")  # what a column of the database holds: DECIMAL(38,9)
_LIMIT = Decimal("1e29")


def exactly(function: Callable[P, R]) -> Callable[P, R]:
    """The function, run where adding and multiplying are exact and anything else is an error."""

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        with localcontext(_EXACT):
            return function(*args, **kwargs)

    return run


def quotient_low(dividend: Decimal, divisor: Decimal) -> Decimal:
    """The quotient to 60 digits, never above the true one."""
    return _QUOTIENTS[ROUND_FLOOR].divide(dividend, divisor)


def quotient_high(dividend: Decimal, divisor: Decimal) -> Decimal:
    """The quotient to 60 digits, never below the true one."""
    return _QUOTIENTS[ROUND_CEILING].divide(dividend, divisor)


def stored(number: Decimal | None, rounding: str = ROUND_HALF_EVEN) -> Decimal | None:
    """A number as a column holds it: nine decimals; None where it is 10^29 or more."""
    if number is None or abs(number) >= _LIMIT:
        return None
    if int(number.as_tuple().exponent) >= -9:
        return number
    return number.quantize(_PLACES, context=Context(prec=60, rounding=rounding))


def stored_low(number: Decimal | None) -> Decimal | None:
    """The lower end of an interval as a column holds it, never above the true end."""
    return stored(number, ROUND_FLOOR)


def stored_high(number: Decimal | None) -> Decimal | None:
    """The upper end of an interval as a column holds it, never below the true end."""
    return stored(number, ROUND_CEILING)


def ratio(first: Decimal, second: Decimal) -> Decimal | None:
    """The larger number over the smaller, both of one sign; None where there is no such ratio."""
    if not first or not second or first.is_signed() != second.is_signed():
        return None
    small, large = sorted((abs(first), abs(second)))
    return stored(quotient_low(large, small))


def last_digit(number: Decimal) -> Decimal:
    """The unit of the last digit that is not zero: ten for 380, a tenth for 5.3; 0 for 0."""
    if not number:
        return Decimal(0)
    return Decimal(1).scaleb(int(number.normalize().as_tuple().exponent))
