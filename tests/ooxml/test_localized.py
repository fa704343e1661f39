"""Days and numbers within a text, in the language of a template."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from toolkit.ooxml.filling.localized import localized

SAID = {
    "en": ("1 March 2025", "1,234,567", "-0.5"),
    "en-GB": ("1 March 2025", "1,234,567", "-0.5"),
    "de": ("1. März 2025", "1.234.567", "-0,5"),
    "de-CH": ("1. März 2025", "1’234’567", "-0.5"),
    "DE-at": ("1. März 2025", "1\u00a0234\u00a0567", "-0,5"),
    "fr": ("1 mars 2025", "1\u202f234\u202f567", "-0,5"),
    "it": ("1 marzo 2025", "1.234.567", "-0,5"),
    "it-CH": ("1 marzo 2025", "1’234’567", "-0.5"),
    "es": ("1 de marzo de 2025", "1.234.567", "-0,5"),
    "es-MX": ("1 de marzo de 2025", "1,234,567", "-0.5"),
    "ja": ("2025年3月1日", "1,234,567", "-0.5"),
    "zh-Hant": ("2025年3月1日", "1,234,567", "-0.5"),
    "pt-BR": ("2025-03-01", "1234567", "-0.5"),
}


@pytest.mark.parametrize("language", SAID)
def test_a_value_is_written_as_the_language_does(language: str) -> None:
    values = (date(2025, 3, 1), 1234567, Decimal("-0.50"))
    assert tuple(localized(value, language) for value in values) == SAID[language]


@pytest.mark.parametrize("language", ["de", "en", "es", "fr", "it"])
def test_every_month_has_its_name(language: str) -> None:
    months = {localized(date(2025, month, 1), language) for month in range(1, 13)}
    assert len(months) == 12
