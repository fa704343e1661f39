"""The column that shows a typed amount as it is read: "380 bn" as 380,000,000,000.

It is a formula, so that the answer comes while one types, and it answers only what it can answer
for certain: digits with at most one decimal mark, then a scale word of the fact's language. Where
more is needed it says so; `factpack check`, which has the whole number grammar, reads the rest.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from toolkit.readers.grid import Cell

NOTE = (
    "What factpack reads in Value. It is a formula: nothing is typed here, nothing read from here."
)
UNSURE = "see factpack check"
LANGUAGE, WORD, POWER = "scale_language", "scale_word", "scale_power"  # names of columns of Lists
SOURCE_IDS, SOURCE_LANGUAGES = "source_ids", "source_languages"


class Scale(NamedTuple):
    """A scale word, in lower case, as one language writes it."""

    language: str
    word: str
    power: int


@cache
def scales() -> tuple[Scale, ...]:
    """Every scale word of the languages that are written in letters, the longest last.

    The empty word, first of each, is a number without a scale.
    """
    from toolkit.figures import LANGUAGES
    from toolkit.figures.words.lexicon import lexicon

    found: dict[tuple[str, str], int] = {}
    for code in LANGUAGES:
        table = lexicon(code).table
        found[code, ""] = 0
        for words in (table.scales, table.short_scales):
            for word, power in words.items():
                if word not in table.calques:
                    found.setdefault((code, word.lower()), power)
                    if word.lower() in table.dotted.split("|"):
                        found.setdefault((code, f"{word.lower()}."), power)
    listed = [Scale(language, word, power) for (language, word), power in found.items()]
    listed = [one for one in listed if not one.word or _is_read(one)]
    return tuple(sorted(listed, key=lambda one: (len(one.word), one)))


def _is_read(scale: Scale) -> bool:
    """Whether the grammar reads the word in lower case too, and as nothing else."""
    from toolkit.figures import read_figures

    read = read_figures(f"3,2 {scale.word}", scale.language)
    value = Decimal("3.2") * Decimal(10) ** scale.power
    return [(f.value, f.unit, f.of, f.kind) for f in read] == [(value, None, None, "quantity")]


def formula(table: str, value: str, language: str, source: str) -> str:
    """The formula over a table's columns of these headings; LANGUAGE and the rest are names."""
    v, own, of = (f"{table}[[#This Row],[{heading}]]" for heading in (value, language, source))
    text = f'TRIM(SUBSTITUTE(SUBSTITUTE({v},"%",""),"−","-"))'
    spoken = (
        f'LOWER(LEFT(IF({own}<>"",{own},'
        f'IFERROR(INDEX({SOURCE_LANGUAGES},MATCH({of},{SOURCE_IDS},0)),"en")),2))'
    )
    fits = f"1/(({LANGUAGE}={spoken})*(RIGHT(LOWER({text}),LEN({WORD}))={WORD}))"
    digits = f'SUBSTITUTE(TRIM(LEFT({text},LEN({text})-LOOKUP(2,{fits},LEN({WORD})))),",",".")'
    number = f'_xlfn.NUMBERVALUE({digits},".","\'")'
    doubt = f'OR({digits}="",LEFT(RIGHT({digits},4),1)=".",ISNUMBER(FIND(" ",{digits})))'
    read = f'IF({doubt},"{UNSURE}",{number}*10^LOOKUP(2,{fits},{POWER}))'
    return f'=IF({v}="","",IF(ISNUMBER({v}),{v},IFERROR({read},"{UNSURE}")))'


def shown(cell: Cell | None, language: str | None) -> str | Decimal:
    """What the formula shows beside a cell; a file made here holds it from the start."""
    if cell is None:
        return ""
    if cell.kind in ("number", "percent"):
        return Decimal(cell.raw)
    if cell.kind != "text":
        return UNSURE
    text = cell.raw.replace("%", "").replace("−", "-").strip(" ")
    spoken = (language or "en")[:2].lower()
    fitting = [s for s in scales() if s.language == spoken and text.lower().endswith(s.word)]
    if not fitting:
        return UNSURE
    scale = fitting[-1]
    digits = text[: len(text) - len(scale.word)].strip(" ").replace(",", ".")
    if not re.fullmatch(r"[-+]?(\d+\.?\d*|\.\d+)", digits, re.ASCII) or digits[-4:-3] == ".":
        return UNSURE
    return Decimal(digits) * Decimal(10) ** scale.power
