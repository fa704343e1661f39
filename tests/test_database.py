"""The database holds what was typed, and answers one SELECT behind a lock."""

from __future__ import annotations

import tempfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from made.dossiers import CLEAN, FACT, SOURCE, make_dossier

from toolkit import OpenDossier, open_dossier
from toolkit.database import Database, Limits
from toolkit.errors import QueryRefused
from toolkit.tables import views

ATTACKS = [
    "drop table facts",
    "update facts set value = 1",
    "insert into facts (id) values ('x')",
    "create table t as select 1",
    "create macro sum(x) as 42",
    "create temp view facts as select 1",
    "select 1; select 2",
    "select 1; drop table facts",
    "with gone as (delete from facts returning *) select * from gone",
    "with more as (insert into facts (id) values ('x') returning *) select * from more",
    "select * from read_text('/etc/hostname')",
    "select * from read_csv('/etc/passwd')",
    "select * from '/etc/passwd'",
    "select * from glob('/*')",
    "select * from sniff_csv('/etc/passwd')",
    "select * from read_parquet('https://example.com/x.parquet')",
    "copy facts to 'stolen.csv'",
    "copy (select 1) to 'stolen.parquet'",
    "attach 'other.duckdb'",
    "install httpfs",
    "load httpfs",
    "set enable_external_access = true",
    "set lock_configuration = false",
    "reset memory_limit",
    "pragma enable_external_access",
    "call pragma_version()",
    "export database 'stolen'",
    "create persistent secret s (type s3)",
    "select * from secret_of_the_caller",
    "select * from enable_logging('QueryLog', storage := 'file', storage_path := 'log')",
    "checkpoint",
    "explain analyze select 1",
    "begin",
    "",
]
secret_of_the_caller = [{"password": "hunter2"}]


@pytest.fixture
def opened(tmp_path: Path) -> OpenDossier:
    return open_dossier(make_dossier(tmp_path, CLEAN))


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_is_not_one_select_over_the_dossier_is_refused(
    attack: str, opened: OpenDossier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    with pytest.raises(QueryRefused) as refused:
        _ = opened.sql(attack).rows
    assert str(refused.value)
    assert opened.sql("select count(*), sum(value) from facts").rows == [(1, Decimal(1))]
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    "query",
    ["from facts", "select 1;", "describe facts", "with f as (from facts) from f", "values (1)"],
)
def test_every_way_of_reading_is_answered(query: str, opened: OpenDossier) -> None:
    assert opened.sql(query).rows


def test_a_runaway_query_is_stopped_at_its_limit(opened: OpenDossier) -> None:
    with pytest.raises(QueryRefused, match=r"stopped after 0\.2 seconds"):
        _ = opened.sql(
            "select count(*) from range(100000000000) a, range(100000) b", limits=Limits(0.2)
        ).rows


def test_a_query_that_needs_too_much_memory_says_so(opened: OpenDossier) -> None:
    with pytest.raises(QueryRefused, match="more than 20MB of memory"):
        _ = opened.sql(
            "select list(a) from range(90000000) t(a)", limits=Limits(memory="20MB")
        ).rows


def test_a_value_is_passed_and_not_pasted(opened: OpenDossier) -> None:
    name = "x'; drop table facts; --"
    assert opened.sql("select $name", {"name": name}).rows == [(name,)]


def test_values_are_exact_and_typed(tmp_path: Path) -> None:
    fact = FACT | {
        "id": "f1",
        "value": Decimal("12345678901234567890123456789.123456789"),
        "unit": "USD",
        "decimals": -9,
        "period_end": date(2025, 9, 12),
        "tags": ["a", "b"],
    }
    opened = open_dossier(make_dossier(tmp_path, {**CLEAN, "facts": [fact]}))
    answer = opened.sql("select value, decimals, period_end, tags from facts")
    assert answer.types == ("DECIMAL(38,9)", "BIGINT", "DATE", "VARCHAR[]")
    assert answer.rows == [(fact["value"], -9, date(2025, 9, 12), ["a", "b"])]


def test_every_cell_is_kept_as_typed_with_its_place(opened: OpenDossier) -> None:
    rows = opened.sql(
        "select file, sheet, cell, line, kind, raw from cells where type = 'facts' and field = 'id'"
    ).rows
    assert rows == [("facts/facts.jsonl", None, None, 1, "text", "f1")]


def test_every_table_and_every_column_of_one_says_what_it_holds(opened: OpenDossier) -> None:
    tables = opened.database.tables()
    names = {table.name for table in tables}
    assert {"facts", "sources", "cells", "findings", "latest"} <= names
    for table in tables:
        assert table.comment, table.name
        for name, _, says in table.columns:
            assert says or table.name in views(), f"{table.name}.{name}"


def test_findings_are_a_table(tmp_path: Path) -> None:
    tables = {**CLEAN, "facts": [CLEAN["facts"][0] | {"kind": "x"}]}
    opened = open_dossier(make_dossier(tmp_path, tables))
    assert opened.sql("select code, record, field, line from findings").rows == [
        ("SCH003", "f1", "kind", 1)
    ]


def test_latest_takes_the_newest_source_and_leaves_out_the_rejected(tmp_path: Path) -> None:
    common = FACT | {"unit": "USD"}
    tables = {
        **CLEAN,
        "sources": [
            SOURCE | {"id": "old", "published": "2025-02-24"},
            SOURCE | {"id": "new", "published": "2025-09-12"},
        ],
        "facts": [
            common | {"id": "f1", "source": "old", "value": 1},
            common | {"id": "f2", "source": "new", "value": 2},
            common | {"id": "f3", "source": "new", "value": 3, "status": "rejected"},
        ],
        "key_figures": [{"order": 1, "label": "A", "fact": "f1"}],
    }
    opened = open_dossier(make_dossier(tmp_path, tables))
    assert opened.sql("select id from latest").rows == [("f2",)]
    assert opened.sql("select id from by_source").rows == [("f1",), ("f2",), ("f3",)]
    assert opened.sql("select label, id, published from key_figures_now").rows == [
        ("A", "f1", date(2025, 2, 24))
    ]


def test_a_frame_comes_from_a_query(opened: OpenDossier) -> None:
    frame = opened.sql("select id, value from facts").df()
    assert frame.to_dict("records") == [{"id": "f1", "value": 1.0}]


def test_a_database_file_can_be_opened_by_any_client(opened: OpenDossier, tmp_path: Path) -> None:
    path = tmp_path / "dossier.duckdb"
    opened.write_database(path)
    with duckdb.connect(str(path), read_only=True) as client:
        assert client.sql("select id, value from facts").fetchall() == [("f1", Decimal(1))]
        assert client.sql("select id from latest").fetchall() == [("f1",)]
        comment = client.sql(
            "select comment from duckdb_columns()"
            " where table_name = 'facts' and column_name = 'as_printed'"
        )
        assert "exactly as printed" in comment.fetchall()[0][0]


def test_a_query_spills_past_little_memory_and_what_it_spilled_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr("toolkit.database._ROOM", 50_000_000)
    many = "select hash(i)::varchar || i as text from range(4000000) t(i)"
    with Database() as database:
        before = database.fetch("select current_setting('memory_limit')")
        with database.spilling():
            database.execute(f"create table many as {many}")
            assert list(tmp_path.glob("factpack-*/*"))
        assert database.fetch("select current_setting('memory_limit')") == before
    assert list(tmp_path.iterdir()) == []


def test_a_database_works_with_as_many_threads_as_it_is_told() -> None:
    with Database(threads=1) as database:
        assert database.fetch("select current_setting('threads')")[1] == [(1,)]


_ROWS = """
select i, 'source ' || hash(i) % 1000 as source,
  if(i % 7 = 0, null, i / 3)::decimal(38, 9) as value,
  range(i % 5) as places, hash(i)::varchar as quote
from range(300_000) t(i)
"""


@pytest.mark.parametrize("order", ["order by source, i", "order by all", ""])
def test_a_table_gives_the_same_bytes_of_parquet_however_many_threads_write_it(
    order: str, tmp_path: Path
) -> None:
    written = []
    for threads in (1, 2, 4):
        with Database(threads=threads) as database:
            database.execute(f"create table t as {_ROWS}")
            path = tmp_path / f"{threads}.parquet"
            database.write_parquet({path: f"from t {order}"})
            written.append(path.read_bytes())
    assert written[0] == written[1] == written[2]
