"""Exact numbers as text: in full, without exponent and without zeros that say nothing."""

from __future__ import annotations

from decimal import Decimal


def in_full(value: Decimal) -> str:
    """As programs read it: 380000000000, 0.84."""
    return _without_zeros(format(value, "f"))


def grouped(value: Decimal) -> str:
    """As people read it, with commas between thousands: 53,000,000,000, 5.9."""
    return _without_zeros(format(value, ",f"))


def _without_zeros(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text
