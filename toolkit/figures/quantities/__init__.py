"""Amounts: one number and what it takes, two that are one figure, parts, multiples."""
