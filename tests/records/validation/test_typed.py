"""Typed records with some taken away, filled or forgotten: values, cells, lines and findings."""

from __future__ import annotations

from typing import Any

import pytest

from toolkit.dossier import data_folder
from toolkit.readers.grid import Cell, Grid, Row
from toolkit.records.sheets import recognise
from toolkit.records.validate import Typed, record_name, source_languages, validate
from toolkit.records.values import shortened
from toolkit.schemas import load_schemas

SCHEMAS = load_schemas(data_folder("schemas"))


def typed(*lines: list[str], sheet: str | None = "Facts", file: str = "facts.xlsx") -> Typed:
    rows = (
        Row(number, {n: Cell("text", text) for n, text in enumerate(line, 1) if text})
        for number, line in enumerate(lines, 1)
    )
    found = recognise(Grid(file, sheet, tuple(rows)), SCHEMAS)
    assert found is not None
    return validate(found, SCHEMAS)


def facts(**more: Any) -> Typed:
    head = ["id", "value", "kind", "supersedes", "annotator", "mine"]
    return typed(
        head,
        ["f1", "1", "rumor", "", "", "a"],
        ["f2", "x", "actual", "f1", "anna", "b"],
        ["f3", "3", "plan", "f2", "", "c"],
        **more,
    )


@pytest.mark.parametrize(("sheet", "file"), [("Facts", "facts.xlsx"), (None, "facts.csv")])
def test_records_that_go_take_their_findings_with_them(sheet: str | None, file: str) -> None:
    whole = facts(sheet=sheet, file=file)
    left = whole.besides({("facts", "f1"), ("sources", "f2"), ("facts", "f9")})
    assert list(left.values["id"]) == ["f2", "f3"]
    assert left.sheet.lines == (3, 4)
    assert [[c and c.raw for c in column.cells] for column in left.sheet.columns] == [
        *(["f2", "f3"], ["x", "3"], ["actual", "plan"], ["f1", "f2"], ["anna", None], ["b", "c"]),
    ]
    gone = {one.field for one in whole.findings if one not in left.findings}
    assert "kind" in gone and any(one.field == "value" for one in left.findings)
    of_sheet = [one for one in whole.findings if one.code in ("SHT006", "SHT007")]
    assert of_sheet and set(of_sheet) <= set(left.findings)
    assert whole.kept(lambda record: record["value"] == 3).values["id"] == ("f3",)


def test_a_default_takes_the_place_of_blanks_alone() -> None:
    whole = facts()
    filled = whole.defaulting("facts", "annotator", "eva")
    assert list(filled.values["annotator"]) == ["eva", "anna", "eva"]
    assert filled.values["id"] == whole.values["id"] and filled.findings == whole.findings
    assert whole.defaulting("sources", "annotator", "eva") is whole
    assert whole.defaulting("facts", "annotator", None) is whole


def test_references_to_what_is_gone_are_forgotten() -> None:
    left = facts().forgetting("facts", {"f1", "anna"})
    assert list(left.values["supersedes"]) == [None, None, "f2"]
    assert list(left.values["annotator"]) == [None, "anna", None]  # refers to nothing
    claims = typed(["id", "facts"], ["c1", "f1; f2"], ["c2", "f1"], sheet="Claims")
    assert list(claims.forgetting("facts", {"f1"}).values["facts"]) == [["f2"], []]
    assert claims.forgetting("sources", {"f1"}).values == claims.values


def test_the_language_of_a_source_is_what_its_first_record_says() -> None:
    sources = typed(
        ["id", "language"], [" a ", "de "], ["b", ""], ["", "en"], ["a", "fr"], sheet="Sources"
    )
    plain = typed(["id", "title"], ["c", "T"], sheet="Sources")
    assert source_languages([facts().sheet, sources.sheet, plain.sheet]) == {"a": "de"}


@pytest.mark.parametrize(
    ("name", "values", "called"),
    [
        ("facts", {"id": ["f1"]}, "f1"),
        ("facts", {"id": [None]}, None),
        ("fx_rates", {"date": ["d"], "base": ["EUR"], "quote": ["USD"]}, "d/EUR/USD"),
        ("fx_rates", {"date": ["d"], "quote": ["USD"]}, None),
        ("waivers", {"rule": ["X"], "char_end": [7]}, "X/7"),
        ("waivers", {}, None),
    ],
)
def test_a_record_is_called_by_all_that_identifies_it(
    name: str, values: dict[str, list[Any]], called: str | None
) -> None:
    record_type = SCHEMAS.types[name]
    given = {key: values.get(key, [None]) for key in record_type.key}
    assert record_name(record_type, given, 0) == called


def test_a_text_is_cut_to_its_limit() -> None:
    assert shortened("a" * 120) == "a" * 120
    assert shortened("a" * 121) == "a" * 119 + "…"
    assert shortened("abcd", 3) == "ab…"
