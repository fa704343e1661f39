"""What makes small dossiers quick changes nothing that anybody can see."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from made.dossiers import CLEAN, FACT, make_dossier

import toolkit.opened
from toolkit import open_dossier
from toolkit.database import Database
from toolkit.ooxml.container.spans import tag_end
from toolkit.pack.calculated import holds_formulas
from toolkit.tables import make_views, settle_views, views


def test_queries_asked_two_at_a_time_are_answered_in_their_order() -> None:
    queries = [f"select {number} as n" for number in range(20)]
    with Database(threads=1) as database:
        assert database.fetch_each(queries) == [(("n",), [(number,)]) for number in range(20)]


def test_of_few_records_one_thread_works_on_a_query(tmp_path: Path) -> None:
    opened = open_dossier(make_dossier(tmp_path, CLEAN))
    opened.findings()
    assert opened.filled.threads == 1


def test_a_small_check_loads_the_engine_of_duckdb_alone(tmp_path: Path) -> None:
    code = (
        "import sys; from toolkit import open_dossier;"
        " open_dossier(sys.argv[1]).findings();"
        " print({'duckdb', '_duckdb'} & sys.modules.keys())"
    )
    asked = [sys.executable, "-c", code, str(make_dossier(tmp_path, CLEAN))]
    assert (
        subprocess.run(asked, capture_output=True, text=True, check=True).stdout == "{'_duckdb'}\n"
    )


def test_of_very_few_records_the_findings_are_those_of_better_plans(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    example = Path(__file__).parents[1] / "examples" / "alibaba-ai"
    as_written = open_dossier(example).findings()
    monkeypatch.setattr(toolkit.opened, "_VERY_FEW", 0)
    assert open_dossier(example).findings() == as_written


@pytest.mark.parametrize("at", range(4))
def test_a_query_that_fails_beside_another_is_told(at: int) -> None:
    queries = ["select 1"] * 4
    queries[at] = "select nothing"
    with Database(threads=1) as database, pytest.raises(duckdb.BinderException, match="nothing"):
        database.fetch_each(queries)


def test_analysts_find_views_whatever_rules_and_packs_were_given(tmp_path: Path) -> None:
    rejected = FACT | {"id": "f2", "value": 2, "unit": "USD", "status": "rejected"}
    opened = open_dossier(make_dossier(tmp_path, {**CLEAN, "facts": [*CLEAN["facts"], rejected]}))
    opened.findings()
    settle_views(opened.filled, ["from live_facts", "from live_facts f"])
    asked = "select id from live_facts"
    assert opened.filled.fetch(asked)[1] == [("f1",)]
    make_views(opened.filled)
    assert opened.sql(asked).rows == [("f1",)]
    there = opened.filled.fetch("select view_name from duckdb_views() where not internal")[1]
    assert {name for (name,) in there} >= views().keys()


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (b"<c><f>A1</f></c>", True),
        (b'<x:c><x:f t="shared" si="0"/></x:c>', True),
        (b"<c><f\n>A1</f></c>", True),
        (b"<c><f/></c>", True),
        (b"<cfRule><formula>A1</formula></cfRule>", False),
        (b'<filterColumn colId="0"/><font/>', False),
        (b'<a xmlns:f="urn:f"/>', False),
    ],
)
def test_a_quick_look_tells_formulas_from_what_is_called_alike(part: bytes, expected: bool) -> None:
    assert holds_formulas(part) is expected


@pytest.mark.parametrize(
    "tag", [b"<a>", b"<a/>", b'<a b="1>2">', b"<a b='\">'>", b"<a b='' c=\"'>'\" >", b'<a\nb=">"/>']
)
def test_a_start_tag_ends_past_what_its_attributes_hold(tag: bytes) -> None:
    assert tag_end(tag + b'<b c=">">', 0) == len(tag)
