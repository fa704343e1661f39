"""No scale, unit or currency passes a clause border to a number of another subject."""

from __future__ import annotations

from decimal import Decimal

import pytest

from toolkit.figures import read_figures

APART = [
    ("es", "El gasto subió a 2.300 millones de euros, y las patentes crecieron hasta 1.080.", 1080),
    ("es", "La cartera llega a 8.400 millones de euros y los proyectos suben a 2.120.", 2120),
    ("es", "El gasto sube a 2.300 millones de euros, y las solicitudes a 1.080.", 1080),
    ("en", "Spending rose to 2.3 billion dollars, and filings grew to 1,080.", 1080),
    ("en", "It earned 45 million pounds; the workforce shrank to 1,200.", 1200),
    ("de", "Der Umsatz stieg auf 2,3 Milliarden Euro, die Anträge auf 1.080.", 1080),
    ("fr", "Les dépenses montent à 2,3 milliards d'euros, et les demandes à 1 080.", 1080),
    ("it", "La spesa è salita a 2.300 milioni, e i brevetti sono cresciuti fino a 1.080.", 1080),
]

EITHER = [
    ("en", "Sales rose to $4.1 billion from 3.2, and the index climbed to 101.2."),
    ("en", "The company raised $80 million; its rating went to 4.1."),
    ("en", "Profit fell to $12 million, with margins at 8.4."),
    ("en", "Income hit 1.2 billion euros, while the share closed at 34.50."),
    ("en", "Revenue rose to $230 million, and filings climbed to 180."),
    ("en", "The index rose to 95, revenue to 120 million euros."),
    ("de", "Der Gewinn stieg auf 4,1 Milliarden Euro, der Index auf 101."),
    ("de", "Die Schulden sanken auf 4,5 Milliarden Euro, das Rating auf 3,1."),
    ("de", "Der Index fiel auf 95, die Schulden auf 120 Milliarden Euro."),
    ("fr", "Le groupe vaut 4,2 milliards d'euros et son titre s'échange à 18."),
    ("fr", "La collecte atteint 2,3 milliards d'euros, et la note passe à 4,1."),
    ("it", "L'utile è di 1,2 miliardi di euro, il titolo ha chiuso a 34,50."),
    ("it", "La raccolta tocca 2,3 miliardi di euro, e il voto passa a 4,1."),
    ("es", "El beneficio sube a 1.200 millones de euros y el índice a 98,4."),
    ("es", "El índice bajó a 98,4, el beneficio a 120 millones de euros."),
]

SAME = [
    ("de", "Der Umsatz stieg von 3,2 auf 4,1 Milliarden Euro.", 3_200_000_000),
    ("de", "Die Ausgaben lagen bei 3,1 Milliarden Euro (Vorjahr: 2,6).", 2_600_000_000),
    ("de", "Der Umsatz wuchs auf 2.300 Millionen Euro nach 1.980 im Vorjahr.", 1_980_000_000),
    ("en", "Revenue rose to 3,200 million euros from 2,900 a year earlier.", 2_900_000_000),
    ("en", "Revenue came to 3.1 billion dollars after 2.3 a year earlier.", 2_300_000_000),
    ("en", "Loans grew to $12 billion, deposits to 15.4.", 15_400_000_000),
    ("es", "La inversión pasó de 1.080 a 1.200 millones de euros.", 1_080_000_000),
    ("es", "Ganó 3.400 millones de euros, frente a 3.120 un año antes.", 3_120_000_000),
    ("fr", "Les ventes ont atteint 2 300 millions d'euros contre 2 100 en 2023.", 2_100_000_000),
    ("it", "I ricavi salgono a 3.200 milioni di euro dai 2.900 di un anno prima.", 2_900_000_000),
]

COUNTS = [
    ("en", "Revenue hit 230 million euros, and streams rose to 60 million."),
    ("de", "Der Umsatz stieg auf 230 Millionen Euro, die Abrufe auf 60 Millionen."),
    ("fr", "Le chiffre d'affaires atteint 230 millions d'euros et les écoutes 60 millions."),
    ("it", "I ricavi arrivano a 230 milioni di euro e i download a 60 milioni."),
    ("es", "Los ingresos llegan a 230 millones de euros y las descargas a 60 millones."),
    ("en", "The target rises to 54 euros, the number of analysts to 47."),
    ("en", "Growth slowed to 2.1%, and the score to 1.9."),
    ("de", "Die Rendite sank auf 3,2 Prozent, der Index auf 3,1."),
]

UNSURE = [
    ("en", "Revenue rose from 80 to 1.2 billion euros."),
    ("de", "Der Umsatz stieg von 80 auf 1,2 Milliarden Euro."),
    ("fr", "Les ventes sont passées de 90 à 1,3 milliard d'euros."),
    ("it", "I ricavi sono passati da 90 a 1,3 miliardi di euro."),
    ("es", "Los ingresos pasaron de 90 a 1,3 billones de euros."),
    ("en", "It opened 12 in 2023 and 17.1 billion euros went abroad in 2024."),
]


def read(language: str, text: str):
    kinds = ("quantity", "ambiguous")
    return [figure for figure in read_figures(text, language) if figure.kind in kinds]


@pytest.mark.parametrize(("language", "text", "value"), APART)
def test_a_number_printed_in_full_with_its_own_subject_takes_no_scale(language, text, value):
    last = read(language, text)[-1]
    assert (last.value, last.unit) == (Decimal(value), None)


@pytest.mark.parametrize(("language", "text"), EITHER)
def test_a_number_of_another_subject_is_never_silently_scaled(language, text):
    assert [f.kind for f in read(language, text)].count("ambiguous") == 1


@pytest.mark.parametrize(("language", "text", "value"), SAME)
def test_a_number_of_the_same_matter_takes_the_scale(language, text, value):
    assert Decimal(value) in [figure.value for figure in read(language, text)]
    assert {figure.unit for figure in read(language, text)} <= {"EUR", "USD"}


@pytest.mark.parametrize(("language", "text"), COUNTS)
def test_what_is_counted_or_scored_takes_no_unit_of_a_neighbour(language, text):
    assert read(language, text)[-1].unit is None


@pytest.mark.parametrize(("language", "text"), UNSURE)
def test_a_first_of_two_that_would_dwarf_the_second_has_no_value(language, text):
    assert read(language, text)[0].kind == "ambiguous"
