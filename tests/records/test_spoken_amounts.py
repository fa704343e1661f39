"""An amount typed as it is said is read in its fact's language, exactly, or shown both ways."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from made.dossiers import CLEAN, FACT, SOURCE, make_dossier

from toolkit import open_dossier
from toolkit.dossier import data_folder
from toolkit.records.values import Doubt, read_amount
from toolkit.schemas import load_schemas

VALUE = load_schemas(data_folder("schemas")).types["facts"].field("value")


@pytest.mark.parametrize(
    ("typed", "languages", "unit", "value"),
    [
        ("380 bn", "en", None, "380000000000"),
        ("380bn", "en", "CNY", "380000000000"),
        ("3,2 Mrd.", "de", "EUR", "3200000000"),
        ("3.2 Mrd.", "de", None, "3200000000"),
        ("3,2 Mrd.", "", None, "3200000000"),
        ("380 miliardi", "it", None, "380000000000"),
        ("4 Billionen", "de", None, "4000000000000"),
        ("-2.5 bn", "en", None, "-2500000000"),
        ("$380 bn", "en", "USD", "380000000000"),
        ("380 bn yen", "en", "JPY", "380000000000"),
        ("1.234,567 Mrd.", "de", None, "1234567000000"),
        ("84 percent", "en", "percent", "84"),
        ("three billion", "en", None, "3000000000"),
        ("380 Mrd", "pt", None, "380000000000"),
    ],
)
def test_one_reading_is_taken(typed: str, languages: str, unit: str | None, value: str) -> None:
    spoken = (languages,) if languages else ()
    assert read_amount(typed, VALUE, spoken, unit) == Decimal(value)


@pytest.mark.parametrize(
    ("typed", "languages", "first", "second"),
    [
        ("1.234 Mrd.", "de", "1234000000000", "1234000000"),
        ("1,234 bn", "en", "1234000000000", "1234000000"),
        ("1.234 bn", "en", "1234000000000", "1234000000"),
        ("4 billion", "", "4000000000000", "4000000000"),
        ("un trilione", "it", "1000000000000000000", "1000000000000"),
    ],
)
def test_two_readings_are_both_told(typed: str, languages: str, first: str, second: str) -> None:
    doubt = read_amount(typed, VALUE, (languages,) if languages else (), None)
    assert isinstance(doubt, Doubt) and doubt.code == "SCH006"
    assert (doubt.says["first"], doubt.says["second"]) == (first, second)


@pytest.mark.parametrize(
    "typed",
    ["over 380 bn", "380-400 bn", "NaN", "inf", "1e9", "3.8E+11", "12,34 bn x", "a lot", "٣"],
)
def test_what_says_more_or_less_than_an_amount_is_none(typed: str) -> None:
    assert read_amount(typed, VALUE, ("en",), None) is None


def test_a_unit_that_is_not_the_records_is_doubted() -> None:
    for unit in (None, "EUR"):
        doubt = read_amount("$380 bn", VALUE, ("en",), unit)
        assert isinstance(doubt, Doubt) and doubt.says["advice"].endswith("and USD in Unit")


def test_the_language_is_the_facts_else_its_sources(tmp_path: Path) -> None:
    facts = [
        FACT | {"id": "f1", "value": "4 billion", "unit": "USD"},
        FACT | {"id": "f2", "value": "4 Billionen", "unit": "USD", "language": "de"},
        FACT | {"id": "f3", "value": "4 billion", "unit": "USD", "source": "it"},
    ]
    sources = [SOURCE, SOURCE | {"id": "it", "language": "de"}]
    root = make_dossier(tmp_path, {**CLEAN, "facts": facts, "sources": sources})
    rows = open_dossier(root).sql("select id, value::bigint from facts order by id").rows
    assert rows == [("f1", 4 * 10**9), ("f2", 4 * 10**12), ("f3", 4 * 10**12)]


def test_a_blank_value_is_proposed_and_not_taken(tmp_path: Path) -> None:
    fact = FACT | {"id": "f1", "unit": "EUR", "as_printed": "3,2 Mrd. Euro", "language": "de"}
    root = make_dossier(tmp_path, {**CLEAN, "facts": [fact]})
    (one,) = [one for one in open_dossier(root).findings() if one.code == "SCH007"]
    says = "the printed number '3,2 Mrd. Euro' says 3200000000: type that in Value if it is meant"
    assert one.fix == f"give one of them; {says}"
    assert open_dossier(root).sql("select value from facts").rows == [(None,)]


def test_a_reviewed_fact_without_an_id_is_told_one_that_is_free(tmp_path: Path) -> None:
    facts = [FACT | {"id": "s-007", "value": 1, "unit": "USD"}]
    facts += [FACT | {"value": 1, "unit": "USD", "status": "reviewed", "annotator": "a"}]
    root = make_dossier(tmp_path, {**CLEAN, "facts": facts})
    (one,) = [one for one in open_dossier(root).findings() if one.code == "SCH001"]
    assert one.fix.startswith("type s-008, ")


def test_an_id_of_a_fact_that_is_gone_is_not_proposed_again(tmp_path: Path) -> None:
    from toolkit.authoring.base import BaseRecord, keep_base
    from toolkit.dossier import find_dossier
    from toolkit.readers.grid import Cell

    root = make_dossier(tmp_path, {**CLEAN, "facts": [FACT | {"value": 1, "unit": "USD"}]})
    keep_base(find_dossier(root), [BaseRecord("facts", "", {"id": Cell("text", "s-041")})])
    (one,) = open_dossier(root).findings()
    assert (one.code, one.severity) == ("ID004", "note") and "s-042" in one.message


def test_a_blank_annotator_is_the_one_of_the_settings(tmp_path: Path) -> None:
    facts = [FACT | {"id": "f1", "value": 1, "unit": "USD"}]
    facts += [FACT | {"id": "f2", "value": 1, "unit": "USD", "annotator": "bruno"}]
    settings = 'title = "T"\nannotator = "anna"\n'
    root = make_dossier(tmp_path, {**CLEAN, "facts": facts}, settings)
    rows = open_dossier(root).sql("select id, annotator from facts order by id").rows
    assert rows == [("f1", "anna"), ("f2", "bruno")]
