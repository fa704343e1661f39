"""Rules of the grammar, one short text each: what is printed, and how it is read."""

from __future__ import annotations

from decimal import Decimal

import pytest

from toolkit.errors import FactpackError
from toolkit.figures import LANGUAGES, read_figures


def readings(text: str, language: str) -> list[str]:
    """Every quantity as "printed = value high unit"; the others as "printed = kind"."""
    answer = []
    for figure in read_figures(text, language):
        said = figure.as_json()
        parts = [said.get(name) for name in ("value", "value_high", "unit", "of")]
        if figure.kind != "quantity":
            parts = [figure.kind]
        answer.append(" ".join([figure.printed, "=", *(str(part) for part in parts if part)]))
    return answer


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "4 Billionen USD", ["4 Billionen USD = 4000000000000 USD"]),
        ("it", "un bilione di euro", ["un bilione di euro = 1000000000000 EUR"]),
        ("es", "medio billón de euros", ["medio billón de euros = 500000000000 EUR"]),
        ("en", "$4 billion", ["$4 billion = 4000000000 USD"]),
        ("it", "4.000 miliardi di dollari", ["4.000 miliardi di dollari = 4000000000000 USD"]),
        ("it", "duemilatrecento posti", ["duemilatrecento = 2300 posti"]),
        ("it", "trecentottanta miliardi", ["trecentottanta miliardi = 380000000000"]),
        ("de", "dreihundertachtzig Millionen", ["dreihundertachtzig Millionen = 380000000"]),
        ("fr", "quatre-vingt-dix-sept euros", ["quatre-vingt-dix-sept euros = 97 EUR"]),
        ("es", "dos mil quinientos millones", ["dos mil quinientos millones = 2500000000"]),
        ("en", "Rs 2.5 lakh crore", ["Rs 2.5 lakh crore = 2500000000000 INR"]),
        ("de", "1.234 Stellen", ["1.234 = 1234 Stellen"]),
        ("en", "1.234 percent", ["1.234 percent = 1.234 percent"]),
        ("de-CH", "1.234 Franken", ["1.234 Franken = 1.234 CHF"]),
        ("de", "CHF 1'234.50", ["CHF 1'234.50 = 1234.50 CHF"]),
        ("fr", "7\u202f589,12 euros", ["7\u202f589,12 euros = 7589.12 EUR"]),
        (
            "en",
            "between $500 million and $1 billion",
            ["$500 million and $1 billion = 500000000 1000000000 USD"],
        ),
        ("en", "pay of £3-4m", ["£3-4m = 3000000 4000000 GBP"]),
        ("de", "95 Cent", ["95 Cent = 0.95 EUR"]),
        ("en", "432.5p", ["432.5p = 4.325 GBP"]),
        ("en", "€4.5bn", ["€4.5bn = 4500000000 EUR"]),
        ("de", "ein Drittel", ["ein Drittel = 0.3333 multiple"]),
        ("en", "3800亿元", ["3800亿元 = 380000000000 CNY"]),
        ("ja", "1兆2000億円", ["1兆2000億円 = 1200000000000 JPY"]),
        ("zh", "三分之一", ["三分之一 = 0.3333 multiple"]),
        ("de", "Qwen2.5-Omni-7B", ["Qwen2.5-Omni-7B = name"]),
        ("en", "Q1 FY26", ["Q1 FY26 = date"]),
        ("de", "2024/25", ["2024/25 = year"]),
        ("en", "24/7", ["24/7 = time"]),
        ("de", "zehnjährige", ["zehnjährige = duration"]),
        ("fr", "§ 15", ["§ 15 = reference"]),
        ("en", "USD million 12.4", ["USD million 12.4 = 12400000 USD"]),
        ("en", "EUR m 3.5", ["EUR m 3.5 = 3500000 EUR"]),
        ("it", "milioni di euro 12,4", ["milioni di euro 12,4 = 12400000 EUR"]),
        ("de", "drei weitere Milliarden", ["drei weitere Milliarden = 3000000000"]),
        ("en", "two-and-a-half billion", ["two-and-a-half billion = 2500000000"]),
        ("fr", "un quart de milliard", ["un quart de milliard = 250000000"]),
        ("de", "2 1/2 Prozent", ["2 1/2 Prozent = 2.5 percent"]),
        ("it", "6 famiglie su 10", ["6 famiglie su 10 = 0.6 multiple"]),
        ("it", "tra lo 0,5 e l'1%", ["0,5 e l'1% = 0.5 1 percent"]),
        ("es", "millón y medio de euros", ["millón y medio de euros = 1500000 EUR"]),
        ("de", "US-$ 45 Mio.", ["US-$ 45 Mio. = 45000000 USD"]),
        ("de", "10^30 Euro", ["10^30 Euro = 1" + "0" * 30 + " EUR"]),
    ],
)
def test_it_reads(language, text, expected):
    assert readings(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "qualifier"),
    [
        ("de", "Verluste von über 500 Mio. Euro", "more_than"),
        ("de", "ein Kredit über 500 Mio. Euro", None),
        ("en", "over 9,000 drivers", "more_than"),
        ("en", "talks over 9,000 drivers", None),
        ("es", "hasta 15,18 euros", "up_to"),
        ("es", "cayó hasta 15,18 euros", None),
        ("it", "fino a circa 4.000 miliardi di dollari", "up_to"),
        ("it", "più dei 300 milioni", "more_than"),
        ("fr", "au moins 20 %", "at_least"),
        ("en", "$100bn+ in cash", "at_least"),
    ],
)
def test_a_qualifier_and_its_look_alike(language, text, qualifier):
    (figure,) = read_figures(text, language)
    assert figure.qualifier == qualifier
    assert figure.value is not None and figure.value > 0


def test_a_restated_amount_names_what_it_restates():
    text = "mindestens 380 Milliarden Yuan (52,4 Milliarden US-Dollar)"
    first, second = read_figures(text, "de")
    assert second.converted_from == first.printed == "380 Milliarden Yuan"


def test_scale_and_unit_left_out_come_from_the_neighbour():
    first, second = read_figures("von 1,8 auf 2,4 Mrd. Euro", "de")
    assert (first.value, first.unit, first.decimals) == (Decimal("1800000000"), "EUR", -8)
    assert first.printed == "1,8" and second.value == 2400000000


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("de", "618,2 (Vorjahr: 571,4) Mio. Euro", [618200000, 571400000]),
        ("it", "Ricavi a 618,2 (571,4) milioni di euro", [618200000, 571400000]),
        ("fr", "(en milliers d'euros) Ventes 4 187 ; résultat 312", [4187000, 312000]),
        ("es", "En miles de millones de dólares: A 94,9; B 57,2", [94900000000, 57200000000]),
        ("en", "Figures in EUR million: sales 418.7; employees 1,052", [418700000, 1052]),
        ("en", "Sales (€m): 418.7, EPS (€): 1.09", [418700000, Decimal("1.09")]),
        ("en", "£'000: turnover 4,187; profit 312", [4187000, 312000]),
        ("en", "EUR 120, 135 and 148 million", [120000000, 135000000, 148000000]),
        ("en", "revenue was $3.2bn (2024: 2.9)", [3200000000, None, 2900000000]),
        ("de", "von Mio. CHF 450,2 auf CHF Mio. 431", [450200000, 431000000]),
        ("de", "auf fünf, die Kosten auf zwei Millionen Euro", [5000000, 2000000]),
        ("de", "stieg von 95 auf 98 Cent", [Decimal("0.95"), Decimal("0.98")]),
        ("it", "12 centesimi per azione, due in più", [Decimal("0.12"), Decimal("0.02")]),
        ("fr", "58 M€ et 12 de bonus", [58000000, 12000000]),
        ("es", "47 millones de euros y 8 en variables", [47000000, 8000000]),
        ("en", "up 22 to 164 million euros", [22000000, 164000000]),
        ("fr", "passe de 169 à 161 milliards d'euros", [169 * 10**9, 161 * 10**9]),
        ("en", "was cut to $1.5 from $2 billion", [1500000000, 2000000000]),
        ("it", "Ricavi (mln/€): 12,4", [12400000]),
        ("de", "Zwei der drei Milliarden Euro", [2000000000, 3000000000]),
        ("en", "two of the 45 million customers", [None, 45000000]),
        ("en", "lent $1, $2 and $3 billion", [None, None, 3000000000]),
        ("en", "between 500 and 1.2 billion", [None]),
        ("it", "da 500 milioni al 3,75%", [500000000, Decimal("3.75")]),
        ("fr", "43,8 milliards d'euros, dont 21 de l'État", [43800000000, 21000000000]),
        ("de", "je 1,2 Mrd. und 450 Mio. Euro", [1200000000, 450000000]),
        ("es", "México: una deuda de 98,800 millones", [None]),
        ("de", "Zahlen in TEUR 2025 2024\nUmsatz 12.345 11.987", [None, None, 12345000, 11987000]),
        (
            "de",
            "| in Mio. € | 2025 |\n| Umsatz | 412,3 |\n| Kunden | 120 |",
            [None, 412300000, 120],
        ),
        ("de", "212 Millionen Euro, erwartet worden waren 205", [212000000, 205000000]),
    ],
)
def test_what_is_printed_once_holds_for_its_neighbours(language, text, values):
    assert [figure.value for figure in read_figures(text, language)] == values


@pytest.mark.parametrize(
    ("language", "text", "kinds"),
    [
        ("de", "+49 30 5550 1234 oder 030/55501235", "reference reference"),
        ("en", "+1 (212) 555-0199 or 020 7946 0018", "reference reference"),
        ("es", "cliente, 900 123 456", "reference"),
        ("fr", "+1 234 567 euros", "quantity"),
        ("fr", "version 2.3.1 de l'article L. 465-1", "reference reference"),
        ("de", "IFRS 16, WKN A3XYZ9, Stürmer (23)", "name reference duration"),
        ("en", "a 2-for-1 split", "name"),
        ("de", "im Verhältnis 1:10, ein Tausch 5 zu 1", "name name"),
        ("es", "un canje de 2 por 1 según la ley 22/2025", "name reference"),
        ("it", "il 12 maggio e il 19, scrive il Sole 24 Ore", "date date name"),
        ("es", "la aerolínea, segunda de la región", "ordinal"),
        ("en", "the bank is third in Europe", "ordinal"),
    ],
)
def test_a_number_that_is_no_amount(language, text, kinds):
    assert " ".join(figure.kind for figure in read_figures(text, language)) == kinds


@pytest.mark.parametrize(
    ("language", "text", "direction"),
    [
        ("de", "stieg im Geschäftsjahr 2024/25 um 7,4 Prozent", "up"),
        ("it", "cede il 4,7% a 8,2 euro", "down"),
        ("fr", "recule de 12 millions à 118 millions", "down"),
        ("fr", "un coupon de 4,125 %", None),
        ("it", "sotto la media del 18,2%", None),
        ("en", "prices rose more than the 0.3% economists expected", None),
    ],
)
def test_an_amount_of_change_and_a_level(language, text, direction):
    first = next(f for f in read_figures(text, language) if f.kind == "quantity")
    assert first.direction == direction


@pytest.mark.parametrize(
    ("language", "text", "per", "of"),
    [
        ("en", "180,000 ounces of gold a year", "year", "ounces"),
        ("de", "Der Gewinn je Aktie stieg auf 95 Cent", "share", None),
        ("it", "costa 95 miliardi l'anno scorso", None, None),
        ("fr", "0,3 % au quatrième trimestre", None, None),
        ("de", "Die Zahl der Nutzer wuchs auf 34,6 Millionen", None, "Nutzer"),
        ("es", "un local de 310 metros cuadrados", None, "metros cuadrados"),
        ("de", "ein Milliarden-Loch im Haushalt", None, None),
    ],
)
def test_what_is_counted_and_per_what(language, text, per, of):
    (figure,) = (f for f in read_figures(text, language) if f.kind == "quantity")
    assert (figure.per, figure.of) == (per, of)


def test_a_size_in_a_compound_has_no_value():
    for text in ("ein Milliarden-Loch", "das Milliardenloch"):
        (figure,) = read_figures(text, "de")
        assert figure.vague and figure.value is None


def test_a_currency_that_cannot_be_decided_is_not_decided():
    (figure,) = read_figures("a loan of ¥300bn", "en")
    assert figure.unit is None and figure.unit_candidates == ("CNY", "JPY")
    (settled,) = read_figures("a loan of ¥300bn in Tokyo", "en")
    assert settled.unit == "JPY"


def test_an_ambiguous_scale_has_readings_and_no_value():
    (figure,) = read_figures("una spesa di 3 bln di euro", "it")
    assert figure.kind == "ambiguous" and figure.value is None
    assert figure.alt_values == (Decimal("3e9"), Decimal("3e12"))


def test_an_unknown_language_says_which_there_are():
    with pytest.raises(FactpackError, match="'xx'") as error:
        read_figures("1", "xx")
    assert all(code in error.value.hint for code in LANGUAGES)


def test_json_prints_the_decimals_that_are_known():
    (figure,) = read_figures("5,0 %", "de")
    assert figure.as_json()["value"] == "5.0"
    (figure,) = read_figures("1,2 Mrd. Euro", "de")
    assert figure.as_json()["value"] == "1200000000"


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "de",
            "| Jahr | Umsatz (Mio. Euro) | Mitarbeiter |\n| 2025 | 1.850 | 3.410 |",
            ["1.850 = 1850000000 EUR", "3.410 = 3410"],
        ),
        (
            "de",
            "| | EBIT (Mio. Euro) | Marge (%) |\n| Nord | 140 | 7,6 |\n| Süd | 90 | 5,1 |",
            ["140 = 140000000 EUR", "7,6 = 7.6 percent", "90 = 90000000 EUR", "5,1 = 5.1 percent"],
        ),
        (
            "de",
            "| in Mio. Euro | 2025 | Veränderung in % |\n| Umsatz | 1.644 | 3,2 |",
            ["1.644 = 1644000000 EUR", "3,2 = 3.2 percent"],
        ),
        (
            "en",
            "| | 2025 ($m) | 2024 |\n| Sales | 1,644 | 1,512 |",
            ["1,644 = 1644000000 USD", "1,512 = 1512000000 USD"],
        ),
        (
            "en",
            "| Year | Revenue ($m) | Staff |\n|---|---|---|\n| 2025 | 1,644 | 3,120 |",
            ["1,644 = 1644000000 USD", "3,120 = 3120"],
        ),
        (
            "de",
            "| in Mio. € | 2025 | 2024 |\n| Umsatz | 412,3 | 390,1 |\n| Marge in % | 12,5 | 11,8 |",
            [
                *("412,3 = 412300000 EUR", "390,1 = 390100000 EUR"),
                *("12,5 = 12.5 percent", "11,8 = 11.8 percent"),
            ],
        ),
    ],
)
def test_a_head_of_one_column_holds_for_that_column_alone(language, text, expected):
    found = [each for each in readings(text, language) if not each.endswith("= year")]
    assert found == expected
