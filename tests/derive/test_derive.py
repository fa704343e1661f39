"""The derived tables: texts as found, figures and who covers them, what each quote says."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from made.dossiers import make_dossier

from toolkit import open_dossier
from toolkit.derive.dates import printed_dates
from toolkit.derive.readings import Asked, read
from toolkit.errors import UnreadableDossier
from toolkit.figures import read_figures

SOURCE = {"id": "s", "title": "Note", "language": "de", "file": "s.md"}
TEXT = "Am 12.09.2025 stieg Alibaba um 5,9 % auf 151,80 Hongkong-Dollar. Baidu stieg um 8,5 %.\n"


def rows(root: Path, query: str, text: str = TEXT, **tables: Any) -> list[tuple[Any, ...]]:
    dossier = make_dossier(root, {"sources": [SOURCE], **tables})
    (dossier / "sources" / "s.md").write_text(text, encoding="utf-8", newline="")
    return open_dossier(dossier).sql(query).rows


def asked(
    quote: str, printed: str | None = None, value: str | None = None, unit: str = ""
) -> Asked:
    number = None if value is None else Decimal(value)
    return Asked(quote, printed, "de", number, None, unit or None)


def test_every_figure_of_a_source_is_there_with_its_sentence(tmp_path: Path) -> None:
    found = rows(tmp_path, "select n, kind, printed, value, unit, sentence from figures order by n")
    assert [row[:5] for row in found] == [
        (1, "date", "12.09.2025", None, None),
        (2, "quantity", "5,9 %", Decimal("5.9"), "percent"),
        (3, "quantity", "151,80 Hongkong-Dollar", Decimal("151.8"), "HKD"),
        (4, "quantity", "8,5 %", Decimal("8.5"), "percent"),
    ]
    assert found[3][5] == "Baidu stieg um 8,5 %."


def test_a_fact_covers_the_figure_it_speaks_of_and_no_other(tmp_path: Path) -> None:
    quote = "Alibaba um 5,9 % auf 151,80 Hongkong-Dollar"
    facts = [
        {"id": "f1", "source": "s", "quote": quote, "as_printed": "5,9 %", "value": 5.9},
        {"id": "f2", "source": "s", "quote": quote, "value": 151.8},
        {"id": "f3", "source": "s", "quote": "stieg um 8,5 %", "value_text": "rose"},
    ]
    query = "select printed, covered_by from figures where kind = 'quantity' order by n"
    assert rows(tmp_path, query, facts=facts) == [
        ("5,9 %", ["f1"]),
        ("151,80 Hongkong-Dollar", ["f2"]),
        ("8,5 %", []),
    ]


def test_a_row_of_a_table_is_read_with_the_heading_that_nobody_quotes(tmp_path: Path) -> None:
    text = "| Jahr | Umsatz (Mio. Euro) | Mitarbeiter |\n| 2025 | 1.850 | 3.410 |\n"
    quote = "| 2025 | 1.850 | 3.410 |"
    facts = [
        {"id": f"f{value}", "source": "s", "quote": quote, "as_printed": printed, "value": value}
        for printed, value in [("1.850", 1_850_000_000), ("1.850", 1_850), ("3.410", 3_410)]
    ]
    query = "select f.id, r.value, r.unit, r.decimals, r.accepts from readings r join facts f using (_row) order by _row"  # noqa: E501
    assert rows(tmp_path, query, text, facts=facts) == [
        ("f1850000000", 1_850_000_000, "EUR", -6, [1_850_000_000]),
        ("f1850", 1_850_000_000, "EUR", -6, [1_850_000_000]),
        ("f3410", 3_410, None, 0, [3_410]),
    ]
    wrong = [one.record for one in open_dossier(tmp_path).findings() if one.code == "VAL001"]
    assert wrong == ["f1850"]


def test_a_text_says_what_is_wrong_with_it(tmp_path: Path) -> None:
    found = rows(tmp_path, "select problem, characters, sha256 from texts", text=" \n")
    assert found[0][:2] == ("empty", None)
    (tmp_path / "sources" / "s.md").unlink()
    assert open_dossier(tmp_path).sql("select problem from texts").rows == [("missing",)]


def test_a_date_is_told_by_day_month_and_year(tmp_path: Path) -> None:
    query = "select day, month, year, doubtful from figures where kind = 'date'"
    assert rows(tmp_path, query) == [(12, 9, 2025, False)]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("am 12. September 2025", "de", [(12, 9, 2025, False)]),
        ("venerdì 12 settembre", "it", [(12, 9, None, False)]),
        ("il 12/09/2025", "it", [(12, 9, 2025, False)]),
        ("on 09/12/2025", "en", [(12, 9, 2025, True)]),
        ("on 09/25/2025", "en", [(25, 9, 2025, False)]),
        ("on 2025-09-12", "en", [(12, 9, 2025, False)]),
        ("on September 24th", "en", [(24, 9, None, False)]),
        ("since November 2021", "en", [(None, 11, 2021, False)]),
        ("2025年9月12日", "zh", [(12, 9, 2025, False)]),
        ("2025年9月", "zh", [(None, 9, 2025, False)]),
        ("in 2024/25", "en", [(None, None, 2024, False), (None, None, 2025, False)]),
    ],
)
def test_dates_in_many_ways(text: str, language: str, expected: list[tuple[Any, ...]]) -> None:
    dated = [f for f in read_figures(text, language) if f.kind in ("date", "year")]
    assert [date[:4] for f in dated for date in printed_dates(f, language)] == expected


@pytest.mark.parametrize(
    ("text", "language", "months"),
    [
        ("In den ersten neun Monaten 2025", "de", 9),
        ("in the third quarter", "en", 3),
        ("in the first three quarters of 2025", "en", 9),
        ("1H25", "it", 6),
        ("3T24", "es", 3),
        ("au troisième trimestre 2025", "fr", 3),
        ("au deuxième trimestre", "fr", 3),
        ("en los nueve primeros meses de 2025", "es", 9),
        ("nei primi sei mesi", "it", 6),
        ("2025年前三季度", "zh", 9),
        ("第三季度", "zh", 3),
        ("am 12. September 2025", "de", None),
        ("in September 2025", "en", None),
    ],
)
def test_a_period_tells_how_many_months_it_spans(
    text: str, language: str, months: int | None
) -> None:
    dated = [f for f in read_figures(text, language) if f.kind == "date"]
    assert [date.months for f in dated for date in printed_dates(f, language)] == [months]


def test_the_printed_number_says_which_figure_is_meant() -> None:
    quote = "legte 5,9 % zu und kostete 151,80 Hongkong-Dollar"
    assert read(asked(quote, "151,80", "5.9")).figure.unit == "HKD"  # type: ignore[union-attr]
    assert read(asked(quote, "5,9 %")).figure.unit == "percent"  # type: ignore[union-attr]


def test_of_equal_printed_numbers_the_value_decides() -> None:
    quote = "von 5 Mio. Euro auf 5 Mrd. Euro"
    found = read(asked(quote, "5", "5000000000")).figure
    assert found and found.printed == "5 Mrd. Euro"


def test_without_a_printed_number_the_value_decides_or_the_only_amount_is_meant() -> None:
    quote = "legte 5,9 % zu und kostete 151,80 Hongkong-Dollar"
    assert read(asked(quote, None, "151.8")).chosen_by == "value"
    assert read(asked(quote, None, "151.9")).figure is None
    assert read(asked("um 5,9 %", None, "6")).chosen_by == "only"
    assert read(asked("um 5,9 %")).figure is None


def test_the_same_words_are_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from toolkit.derive import readings

    texts = []

    def counted(text: str, language: str) -> tuple[Any, ...]:
        texts.append(text)
        return read_figures(text, language)

    readings._figures.cache_clear()
    monkeypatch.setattr(readings, "read_figures", counted)
    facts = [
        {"id": f"f{n}", "source": "s", "quote": "stieg um 8,5 %", "value": n} for n in range(50)
    ]
    assert len(rows(tmp_path, "from readings", facts=facts)) == 50
    assert texts == ["stieg um 8,5 %"]


@pytest.mark.parametrize("printed", ["10^40", "9" * 40 + " Euro", "0,1234567890123 %"])
def test_a_number_that_no_column_holds_is_no_crash(tmp_path: Path, printed: str) -> None:
    facts = [{"id": "f1", "source": "s", "quote": f"es sind {printed} heute", "value": 5}]
    found = rows(
        tmp_path, "select value, outside from readings", f"es sind {printed} heute", facts=facts
    )
    assert len(found) == 1
    assert open_dossier(tmp_path).findings()


def test_a_quote_of_five_thousand_characters_is_read(tmp_path: Path) -> None:
    quote = "Der Umsatz stieg um 8,5 % im Jahr. " * 150
    facts = [{"id": "f1", "source": "s", "quote": quote.strip(), "value": 8.5}]
    found = rows(tmp_path, "select state from anchors", quote, facts=facts)
    assert found == [("found",)]


def test_the_settings_are_one_row_and_the_date_is_the_newest_publications(tmp_path: Path) -> None:
    sources = [
        SOURCE | {"published": "2025-09-12"},
        SOURCE | {"id": "t", "published": "2025-03-01"},
    ]
    query = "select date::varchar, base_currency, stale_price_days from settings"
    assert rows(tmp_path, query, sources=sources) == [("2025-09-12", "USD", 30)]


def test_a_threshold_of_the_wrong_kind_is_said(tmp_path: Path) -> None:
    dossier = make_dossier(
        tmp_path, {"sources": [SOURCE]}, "[thresholds]\nstale_price_days = 'x'\n"
    )
    with pytest.raises(UnreadableDossier, match="stale_price_days is 'x'"):
        open_dossier(dossier).findings()


def test_a_dossier_without_sources_has_empty_tables(tmp_path: Path) -> None:
    opened = open_dossier(make_dossier(tmp_path, {"facts": [{"id": "f1", "value": 1}]}))
    for table in ("texts", "figures", "anchors", "readings", "period_words"):
        assert opened.sql(f"from {table}").rows == []


MOVE = {"entity": "e", "concept": "c", "source": "s", "unit": "percent", "period_end": "2025-09-12"}


def test_facts_that_speak_of_the_same_thing_are_compared(tmp_path: Path) -> None:
    facts = [MOVE | {"id": "f1", "value": 13}, MOVE | {"id": "f2", "value": 8.5}]
    query = "select name, class, facts, rows, ratio from duplicate_sets"
    name, found, names, numbers, ratio = rows(tmp_path, query, facts=facts)[0]
    assert (name, found) == ("e / c / 2025-09-12 / percent", "inconsistent")
    assert (names, len(numbers), ratio) == (["f1", "f2"], 2, Decimal("1.529411765"))


@pytest.mark.parametrize("blank", ["entity", "concept", "source"])
def test_a_fact_of_which_it_is_not_known_whom_it_is_about_is_compared_with_none(
    tmp_path: Path, blank: str
) -> None:
    facts = [MOVE | {"id": "f1", "value": 13, blank: None}, MOVE | {"id": "f2", "value": 8.5}]
    facts.append(facts[0] | {"id": "f3", "value": 7})
    assert rows(tmp_path, "from duplicate_sets", facts=facts) == []


def test_numbers_at_the_ends_of_what_a_column_holds_are_compared(tmp_path: Path) -> None:
    facts = [
        MOVE | {"id": "f1", "value": Decimal("99999999999999999999999999999")},
        MOVE | {"id": "f2", "value": Decimal("0.000000001")},
        MOVE | {"id": "f3", "value": Decimal("1e30")},
    ]
    found = rows(tmp_path, "select class, facts, ratio from duplicate_sets", facts=facts)
    assert found == [("inconsistent", ["f1", "f2"], None)]


def test_without_facts_the_tables_of_agreement_are_there_and_empty(tmp_path: Path) -> None:
    opened = open_dossier(make_dossier(tmp_path, {"sources": [SOURCE]}))
    for table in ("intervals", "duplicate_sets", "duplicate_pairs", "scale_slips", "conversions"):
        assert opened.sql(f"from {table}").rows == []
    assert opened.sql("from disagreements").rows == []


def test_a_ruling_is_shown_with_its_set(tmp_path: Path) -> None:
    facts = [MOVE | {"id": "f1", "value": 13}, MOVE | {"id": "f2", "value": 8.5}]
    ruling = {"set": "e / c / 2025-09-12 / percent", "decision": "fact", "fact": "f2"}
    ruling |= {"by": "anna", "date": "2025-09-26", "why": "the exchange says so"}
    query = "select class, ruling, ruling_fact, ruled_by, ruling_why from disagreements"
    found = rows(tmp_path, query, facts=facts, rulings=[ruling])
    assert found == [("inconsistent", "fact", "f2", "anna", "the exchange says so")]
