"""Sentences beside all that is read in them: what, from where to where, with every field.

A ⏎ stands for the end of a line. Those in a folder settle what the package of figures of that name
is to do, `dates` of dates and clocks; the rest speak of figures of every sort.

python tests/figures/test_readings_in_full.py     writes anew what is read, for a look at it
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from toolkit.figures import Figure, read_figures

FOLDER = Path(__file__).parent / "in_full"
FILES = sorted(FOLDER.rglob("*.txt"))
AROUND = {
    "de": (
        "Der Umsatz stieg von 1,8 auf 2,4 Mrd. Euro. ",
        " Die Schulden lagen bei 3,2 Mrd. Euro, nach 2,9 im Vorjahr.",
    ),
    "en": (
        "Sales rose from 1.8 to 2.4 billion euros. ",
        " Debt was $3.2bn, against 2.9 a year earlier.",
    ),
    "es": (
        "Las ventas subieron de 1,8 a 2,4 millones de euros. ",
        " La deuda fue de 3,2 millones de euros, frente a 2,9 un año antes.",
    ),
    "fr": (
        "Les ventes passent de 1,8 à 2,4 milliards d'euros. ",
        " La dette est de 3,2 milliards d'euros, contre 2,9 un an plus tôt.",
    ),
    "it": (
        "I ricavi salgono da 1,8 a 2,4 miliardi di euro. ",
        " Il debito è di 3,2 miliardi di euro, contro 2,9 un anno prima.",
    ),
    "ja": ("売上高は30〜40億円。", "価格は3から5万円に上がった。"),
    "zh": ("收入25亿美元，其中10亿来自中国。", "员工总量从12万降至10.5万人。"),
}
HEADING = re.compile(r"[:⏎]|\((?:\w+ ){0,3}in |, in ")
"""What may hold for the sentences that follow, too."""
UNENDED = re.compile(r"\b(?:\d\d?|\w)\.$")
"""What may be an ordinal or an initial, and end no sentence."""


def seen(path: Path) -> str:
    """The file's sentences, each with its figures beneath it."""
    lines = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("  "):
            continue
        lines.append(line)
        for figure in read_figures(line.replace("⏎", "\n"), path.stem) if line else ():
            said = figure.as_json()
            told = [f"{said.pop('start')}–{said.pop('end')}", said.pop("kind"), said.pop("printed")]
            lines.append("  " + " | ".join([*told, *(f"{k}={v}" for k, v in said.items())]))
    return "".join(f"{line}\n" for line in lines)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(FOLDER)))
def test_a_sentence_is_read_as_it_is_listed(path: Path) -> None:
    assert seen(path) == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(FOLDER)))
def test_the_sentences_around_it_change_nothing_but_a_currency_left_out(path: Path) -> None:
    """A change, and a number that leans on another, stand before and behind."""
    before, after = AROUND[path.stem]
    other = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.endswith((".", "。")) or HEADING.search(line) or UNENDED.search(line):
            continue
        alone = [_told(f) for part in (before, line, after) for f in read_figures(part, path.stem)]
        among = [_told(f) for f in read_figures(before + line + after, path.stem)]
        for one, two in zip(alone, among, strict=False):
            if one["unit"] is None and one["of"] is None:
                two["unit"] = None
        if alone != among:
            other.append(line)
    assert other == []


def _told(figure: Figure) -> dict[str, object]:
    """All that a figure says, but where it stands."""
    return {"unit": None, "of": None} | figure.as_json() | {"start": 0, "end": 0}


if __name__ == "__main__":
    for each in FILES:
        each.write_text(seen(each), encoding="utf-8")
