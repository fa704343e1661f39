"""Sentences with several figures that lean on each other, labelled with values and units alone.

A line is the sentence, `||`, and its quantities in order: value, `..` and the upper end of a range,
unit (% percent, pp percentage points, bp basis points, x multiple, - a count).
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from toolkit.figures import read_figures

CASES = Path(__file__).parent / "elided"
SHORT = {"percent": "%", "percentage_point": "pp", "basis_point": "bp", "multiple": "x", None: "-"}


def plain(value: Decimal) -> str:
    return format(value.normalize(), "f")


def said(figure) -> str:
    unit = "/".join(figure.unit_candidates) or SHORT.get(figure.unit, figure.unit)
    if figure.vague:
        return f"v {unit}"
    if figure.value is None:
        return "?"
    value = figure.fraction or plain(figure.value)
    high = "" if figure.value_high is None else f"..{plain(figure.value_high)}"
    return f"{value}{high} {unit}"


@pytest.mark.parametrize("path", sorted(CASES.glob("*.txt")), ids=lambda path: path.stem)
def test_figures_that_lean_on_each_other_are_read_as_labelled(path):
    wrong = []
    for line in path.read_text(encoding="utf-8").splitlines():
        text, _, labels = (part.strip() for part in line.partition("||"))
        figures = read_figures(text, path.stem)
        read = [said(f) for f in figures if f.kind in ("quantity", "ambiguous")]
        if read != [label.strip() for label in labels.split(";")]:
            wrong.append(f"{text}\n    labelled {labels}\n    read     {'; '.join(read)}")
    assert not wrong, "\n".join(wrong)


UNLENT = {
    "users are no money": ("en", "It raised $200 million and won 4 million of its users.", 1),
    "an index has no percent": ("en", "Growth fell to 2.1%, and the index to 98.4.", 1),
    "a team is no rate": ("de", "Die Quote sank auf 4,1 Prozent, das Team von zwölf blieb.", 1),
    "subscribers are no money": (
        "fr",
        "Elle a levé 200 millions de dollars et séduit 4 millions de ses abonnés.",
        1,
    ),
    "customers are no money": (
        "it",
        "La società ha pagato 1,2 miliardi di euro e acquisito 3 milioni di clienti.",
        1,
    ),
    "employees are no money": (
        "es",
        "Ganó 620 millones de euros y atendió a 9 millones de clientes.",
        1,
    ),
}


@pytest.mark.parametrize("case", UNLENT.values(), ids=UNLENT.keys())
def test_a_neighbour_lends_no_unit_to_what_has_a_noun_of_its_own(case):
    language, text, n = case
    figures = [f for f in read_figures(text, language) if f.kind == "quantity"]
    assert figures[n].unit is None


def test_a_sum_of_money_and_a_number_of_people_are_no_range():
    first, second = read_figures("It lent $4 billion to 3 million households.", "en")
    assert (first.value_high, second.unit) == (None, None)
