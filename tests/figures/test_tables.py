"""The tables are literal, so that reading starts at once; here they are held against CLDR."""

from __future__ import annotations

import subprocess
import sys

import pytest

from toolkit.figures.languages.common import ISO_4217, SYMBOLS
from toolkit.figures.words.lexicon import lexicon
from toolkit.figures.words.tokens import fold

babel = pytest.importorskip("babel")
WESTERN = ["de", "en", "es", "fr", "it"]


@pytest.mark.parametrize("code", WESTERN)
def test_months_are_those_of_cldr(code):
    months = lexicon(code).table.months
    names = babel.Locale.parse(code).months["format"]["wide"]
    assert {fold(name): n for n, name in names.items()}.items() <= months.items()


@pytest.mark.parametrize("code", WESTERN)
def test_separators_are_those_of_cldr(code):
    table = lexicon(code).table
    symbols = babel.Locale.parse(code).number_symbols["latn"]
    assert table.decimal == symbols["decimal"]
    if symbols["group"] in ".,":
        assert table.group == symbols["group"]
    for region, (decimal, _) in table.regions.items():
        locale = babel.Locale.parse(f"{code}_{region}")
        assert decimal == locale.number_symbols["latn"]["decimal"], region


@pytest.mark.parametrize("code", WESTERN)
@pytest.mark.parametrize("currency", ["EUR", "USD", "JPY", "CNY", "INR", "KRW", "PLN", "HKD"])
def test_currency_names_of_cldr_are_known(code, currency):
    from babel.numbers import get_currency_name

    name = get_currency_name(currency, count=2, locale=code)
    from toolkit.figures import read_figures

    (figure,) = read_figures(f"25 {name}", code)
    assert figure.unit == currency, name


def test_plans_and_hearsay_are_known_in_every_language_that_is_read():
    from toolkit.figures import LANGUAGES
    from toolkit.figures.languages.telling import TELLING

    assert tuple(TELLING) == LANGUAGES
    assert all(telling.planned and telling.heard for telling in TELLING.values())


def test_codes_are_those_of_iso_4217():
    from babel.core import get_global

    known = {code for codes in get_global("territory_currencies").values() for code, *_ in codes}
    assert known >= ISO_4217 - {"CNH", "SLE", "VED", "XCG"}


@pytest.mark.parametrize("sign", [s for s in SYMBOLS if s not in "＄￡￥¥$£"])
def test_signs_are_those_of_cldr(sign):
    from babel.numbers import get_currency_symbol

    assert get_currency_symbol(SYMBOLS[sign], locale="en") in (sign, SYMBOLS[sign])


def test_reading_needs_no_locale_library():
    code = (
        "import sys; from toolkit.figures import read_figures; read_figures('3 Mrd. Euro', 'de');"
        "print([m for m in ('babel', 'pandas', 'duckdb', 'openpyxl') if m in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


@pytest.mark.parametrize("code", WESTERN)
def test_full_names_of_currencies_are_those_of_cldr(code):
    from babel.numbers import get_currency_name

    from toolkit.figures.languages.currency_names import NAMES

    for line in NAMES[code].strip().split("\n"):
        currency, _, names = line.partition(" ")
        stated = {get_currency_name(currency, count=n, locale=code) for n in (1, 2)}
        assert set(names.split("|")) == stated
