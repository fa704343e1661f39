"""Texts that a spreadsheet would run as formulas: made harmless, and back."""

from __future__ import annotations

import re

from toolkit.ooxml.sheets.rows import BLANKS, TRIGGERS

# Where a cell may begin once a program splits the line its own way: at the start, after a line
# break inside quotes, after ; or a tab. There, a trigger gets an apostrophe before it.
_BEGINS = rf"(^|[\n\r;\t])([{BLANKS}]*)"
_RISKY = re.compile(rf"{_BEGINS}('*(?=[{TRIGGERS}]))")
_GUARDED = re.compile(rf"{_BEGINS}'('*(?=[{TRIGGERS}]))")
_SIGNED_NUMBER = re.compile(r"[-+]\d[\d.,' \u00a0\u202f]*%?")

RULE = (
    "Where a text's start, or what follows a line break, a tab or a semicolon in it, begins (after "
    "blanks) with = + - @, their full-width forms, a tab or a carriage return, one apostrophe "
    "stands before that; take one away to read the text as it was. Signed numbers are untouched."
)


def guarded(text: str) -> str:
    """The text with nothing in it that a spreadsheet runs as a formula (OWASP: CSV Injection)."""
    if _SIGNED_NUMBER.fullmatch(text):
        return text
    return _RISKY.sub(r"\1\2'\3", text)


def unguarded(text: str) -> str:
    """The text as it was before `guarded`."""
    return _GUARDED.sub(r"\1\2\3", text)
