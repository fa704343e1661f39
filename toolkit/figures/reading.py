"""Reading a text: passage by passage, western and Chinese numbers, in one order."""

from __future__ import annotations

from toolkit.figures.cjk import has_cjk
from toolkit.figures.draft import Draft
from toolkit.figures.figure import Figure
from toolkit.figures.scanner import read_passage
from toolkit.figures.words.lexicon import TABLES, lexicon
from toolkit.figures.words.tokens import Passage, passages

LANGUAGES: tuple[str, ...] = tuple(sorted(TABLES))
"""The codes of the languages that have a table."""


def read_figures(text: str, language: str) -> tuple[Figure, ...]:
    """Every figure in `text`, in order and without overlap.

    `language` is a code of LANGUAGES or a tag such as "de-CH"; another one raises FactpackError.
    The conventions are in docs/figures.md. Time is linear in the length of the text.
    """
    lex = lexicon(language)
    found: list[Figure] = []
    for passage in passages(text):
        taken = _ideographic(passage, lex.table.code) if has_cjk(passage.text) else []
        found += [draft.figure(passage) for draft in read_passage(passage, lex, taken)]
    return tuple(found)


def _ideographic(passage: Passage, language: str) -> list[Draft]:
    from toolkit.figures.cjk.reading import read_cjk  # most texts have none of its signs

    return read_cjk(passage, language)
