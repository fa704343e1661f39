"""The process that answers SQL: one for a command, gone with it, and never in anybody's way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
from made.dossiers import CLEAN, make_dossier

from toolkit import open_dossier
from toolkit.database import Database
from toolkit.errors import FactpackError, QueryRefused
from toolkit.locked import bars, frames
from toolkit.locked.box import Box, Limits
from toolkit.locked.weighing import taken

ENDLESS = "select count(*) from range(100000000000) a, range(100000) b"
posix = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return folder


@pytest.fixture
def database(temporary: Path) -> Iterator[Database]:
    with Database() as one:
        one.load("t", {"n": ("BIGINT", list(range(1000)))})
        yield one


def process_of(database: Database) -> subprocess.Popen[bytes]:
    assert database._box is not None
    return database._box._process


# -- answers ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "value",
    [
        *("1::hugeint", "(-1)::hugeint", "1::uhugeint", "1::tinyint", "1.5::decimal(4,2)"),
        *(
            "'12345678901234567890123456789.123456789'::decimal(38,9)",
            "1e300::double",
            "'é\U0001f600'",
        ),
        *("null", "true", "date '2025-02-28'", "timestamp '2025-02-28 10:00:01.5'", "uuid()"),
        *("time '10:00'", "'\\xAA'::blob", "'101'::bit", "[1, null]"),
        *("['a', null]", "[]::varchar[]", "{'a': 1, 'b': ['x']}", "map {'a': 1}", "[1, 2]::int[2]"),
        *("[[1], []]", "'\"x\"'::json", "''", "date '9999-12-31'", "'nan'::double < 'inf'::double"),
    ],
)
def test_a_value_comes_back_as_it_is(value: str, database: Database) -> None:
    answer = database.query(f"select x from (select {value} as x)")
    with duckdb.connect() as direct:
        if value != "uuid()":
            assert answer.rows == direct.sql(f"select {value}").fetchall()
        assert answer.types == (str(direct.sql(f"select {value}").types[0]),)


@pytest.mark.parametrize("value", ["now()", "timestamptz '2025-02-28 10:00+02'", "date 'infinity'"])
def test_a_value_that_python_cannot_hold_is_refused(value: str, database: Database) -> None:
    with pytest.raises(QueryRefused):
        _ = database.query(f"select {value}").rows


def test_an_enum_comes_back_as_text(database: Database) -> None:
    answer = database.query("select 'a'::enum('a', 'it''s') as e, ['b'::enum('b')] as es, 1 as n")
    assert (answer.columns, answer.types) == (("e", "es", "n"), ("VARCHAR", "VARCHAR[]", "INTEGER"))
    assert answer.rows == [("a", ["b"], 1)]


@pytest.mark.parametrize(
    ("value", "given"),
    [
        ("interval '1 month 2 days'", "1 month 2 days"),
        ("[interval '1 month']", ["1 month"]),
        ("{'a b': interval '1 month', 'n': 1}", {"a b": "1 month", "n": 1}),
        ("map {'a': interval '1 month'}", {"a": "1 month"}),
        ("union_value(span := interval '1 month')", "1 month"),
        ("array_value(interval '1 month', null)", ("1 month", None)),
        ("row(1, interval '1 month')", {"element1": 1, "element2": "1 month"}),
    ],
)
def test_a_month_is_no_thirty_days(value: str, given: object, database: Database) -> None:
    assert database.query(f"select {value} as span").rows == [(given,)]


@pytest.mark.parametrize("kind", ["date", "timestamp", "timestamp_ns"])
def test_infinity_is_not_the_last_day_of_the_calendar(kind: str, database: Database) -> None:
    with pytest.raises(QueryRefused, match="-infinity"):
        database.query(f"select if(n = 3, '-infinity', '2025-01-01')::{kind} as day from t")
    kept = database.query(
        f"select '2025-01-01'::{kind} as day, null::{kind} as none from t limit 1"
    )
    assert str(kept.rows[0][0]).startswith("2025-01-01")


@pytest.mark.parametrize(("sql", "given"), [("select '\udcff'", None), ("select $x", "\udcff")])
def test_bytes_that_are_no_text_are_said_to_be_so(
    sql: str, given: str | None, database: Database
) -> None:
    with pytest.raises(QueryRefused, match="no text"):
        database.query(sql, {"x": given} if given else None)
    assert database.query("select 1").rows == [(1,)]


def test_columns_of_one_name_stay_apart(database: Database) -> None:
    answer = database.query('select 1 as "a b", 2 as "a b", 3 as """"')
    assert (answer.columns, answer.rows) == (("a b", "a b", '"'), [(1, 2, 3)])


def test_without_rows_only_columns_are_asked_for(database: Database) -> None:
    answer = database.query("select n, n * 2 as twice from t", rows=False)
    assert (answer.columns, answer.types, answer.rows) == (("n", "twice"), ("BIGINT",) * 2, [])


def test_answers_are_read_in_any_order_and_again(database: Database) -> None:
    first, second = database.query("from t order by n"), database.query("select 2")
    assert second.rows == [(2,)]
    assert first.rows == first.rows == [(n,) for n in range(1000)]
    assert len(first.df()) == 1000


def test_parameters_are_passed_as_they_are(database: Database) -> None:
    given = {"t": "';--", "n": 7, "d": date(2025, 9, 26), "v": Decimal("1.10"), "b": None}
    given |= {"w": datetime(2025, 9, 26, 10), "l": ["a", "b"]}
    answer = database.query("select $t, $n, $d, $v, $b, $w, $l", given)
    assert answer.rows == [tuple(given.values())]
    with pytest.raises(QueryRefused, match="a parameter is object, which no query takes"):
        database.query("select $x", {"x": object()})


def test_a_long_answer_goes_through_a_file_and_one_too_long_is_refused(
    database: Database, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("toolkit.locked.spool._IN_MEMORY", 1000)
    answer = database.query("select n, repeat('x', 100) as s from t order by n")
    (file,) = temporary.glob("*/*.arrows")
    assert answer.rows == [(n, "x" * 100) for n in range(1000)]
    del answer
    assert not file.exists()
    small = Database(limits=Limits(memory="1MB"))
    small.load("t", {"n": ("BIGINT", [1])})
    with small, pytest.raises(QueryRefused, match=r"is larger than the 1MB|more than 1MB"):
        small.query("select repeat('x', 100) from range(100000)")


def test_views_macros_and_comments_are_lent(database: Database) -> None:
    database.execute(
        "create macro twice(x) as x * 2; create view v as select twice(n) as m from t where n < 2;"
        "comment on table t is 'numbers'"
    )
    assert database.query("from v order by m").rows == [(0,), (2,)]
    assert database.query("select comment from duckdb_tables()").rows == [("numbers",)]


def test_what_changed_is_lent_anew_to_the_same_process(database: Database) -> None:
    assert database.query("select count(*) from t").rows == [(1000,)]
    before = process_of(database).pid
    database.execute("insert into t values (1000)")
    assert database.query("select count(*) from t").rows == [(1001,)]
    assert process_of(database).pid == before


def test_rules_of_ones_own_and_queries_share_one_process(tmp_path: Path) -> None:
    root = make_dossier(tmp_path, CLEAN)
    (root / "rules").mkdir()
    head = "-- code: OWN001\n-- name: a\n-- severity: note\n-- says: b\n-- fix: c\n"
    (root / "rules" / "a.sql").write_text(
        head + "select _row, 'id' as field from facts", encoding="utf-8", newline=""
    )
    opened = open_dossier(root)
    assert [one.code for one in opened.findings() if one.code == "OWN001"]
    before = process_of(opened.database).pid
    assert opened.sql("select count(*) from findings where code = 'OWN001'").rows == [(1,)]
    assert process_of(opened.database).pid == before
    opened.database.close()


# -- looked through beforehand -----------------------------------------------------------------

EXPECTED = [
    "select count(*) from t",
    "select * from t union all select 1",
    "from read_text('/etc/passwd')",
    "delete from t returning n",
    "select 1; drop table t",
    "selec 1",
    "select getenv('HOME')",
    "\ud800",
    "(" * 100_000 + "select 1" + ")" * 100_000,
]


def told(database: Database, sql: str) -> object:
    try:
        return database.query(sql).rows
    except QueryRefused as refusal:
        return refusal.what, refusal.hint


def test_what_was_looked_through_beforehand_is_answered_and_refused_as_without(
    database: Database,
) -> None:
    without = [told(database, sql) for sql in EXPECTED]
    with Database(box=Box()) as other:
        assert other._box is not None
        other._box.expect(EXPECTED, Limits())
        other.load("t", {"n": ("BIGINT", list(range(1000)))})
        assert [told(other, sql) for sql in EXPECTED] == without
        assert [told(other, sql) for sql in EXPECTED] == without  # each is looked through once


@posix
def test_queries_whose_process_is_gone_are_answered_by_the_next(database: Database) -> None:
    with Database(box=Box()) as other:
        assert other._box is not None
        process_of(other).kill()
        process_of(other).wait()
        other._box.expect(["select count(*) from t"], Limits())
        other.load("t", {"n": ("BIGINT", [1])})
        assert other.query("select count(*) from t").rows == [(1,)]


# -- ends ------------------------------------------------------------------------------------------


def test_nothing_is_left_when_it_is_closed(database: Database, temporary: Path) -> None:
    database.query("select 1")
    process = process_of(database)
    assert process.poll() is None and list(temporary.iterdir())
    database.close()
    assert process.returncode is not None
    assert list(temporary.iterdir()) == []


@posix
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSEGV, signal.SIGABRT])
def test_a_process_that_dies_is_a_refusal_and_the_next_query_is_answered(
    number: signal.Signals, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    database.query("select 1")
    process = process_of(database)
    send = frames.send

    def send_and_kill(*message: Any) -> None:
        send(*message)
        os.kill(process.pid, number)

    with monkeypatch.context() as patch:
        patch.setattr(frames, "send", send_and_kill)
        with pytest.raises(QueryRefused, match=f"brought down .*signal {number.value}"):
            database.query(ENDLESS, limits=Limits(600))
    assert database.query("select count(*) from t").rows == [(1000,)]


@posix
def test_a_process_that_cannot_begin_is_no_fault_of_the_query(
    temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Database() as one:
        with monkeypatch.context() as patch:
            patch.setattr(sys, "executable", "/bin/false")
            with pytest.raises(FactpackError, match="ended before it was asked anything") as no:
                one.query("select 1")
        assert not isinstance(no.value, QueryRefused) and "doctor" in no.value.hint
        assert one.query("select 1 as n").rows == [(1,)]


def test_after_a_query_was_stopped_the_next_is_answered(database: Database) -> None:
    with pytest.raises(QueryRefused, match=r"stopped after 0\.2 seconds"):
        database.query(ENDLESS, limits=Limits(0.2))
    assert database.query("select count(*) from t").rows == [(1000,)]


@pytest.mark.parametrize(
    "sql",
    ["select length(repeat('x', 2000000000))", "select len(list_resize([]::int[], 500000000, 1))"],
)
def test_where_the_system_holds_nobody_to_memory_whoever_asked_looks(
    sql: str, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bars, "HOLDS_SPACE", False)
    small = Limits(300, "100MB")
    with Database(limits=small) as one:
        one.load("t", {"n": ("BIGINT", [1, 2])})
        assert one.query("select sum(n) from t", limits=small).rows == [(3,)]
        with pytest.raises(QueryRefused, match="needs more than 100MB of memory"):
            one.query(sql, limits=small)
        assert one.query("select sum(n) from t", limits=small).rows == [(3,)]


def test_the_memory_of_a_process_is_told_until_it_is_gone() -> None:
    said = "print('x', flush=True); input()"
    process = subprocess.Popen(
        [sys.executable, "-c", said], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdout is not None and process.stdout.read(1) == b"x"
    size = taken(process)
    assert size is not None and 1_000_000 < size < 1_000_000_000
    process.communicate(b"\n")
    assert taken(process) is None


@posix
@pytest.mark.parametrize(
    ("number", "group", "code"),
    [
        (signal.SIGINT, True, 130),  # Ctrl-C at a terminal
        (signal.SIGINT, False, 130),
        (signal.SIGTERM, False, 143),
        (signal.SIGKILL, False, -9),
    ],
)
def test_whoever_asked_is_stopped_and_the_process_goes_too(
    number: signal.Signals, group: bool, code: int, tmp_path: Path, temporary: Path
) -> None:
    root = make_dossier(tmp_path / "dossier", CLEAN)
    asked = [sys.executable, "-m", "toolkit", "sql", str(root), ENDLESS, "--quiet"]
    command = subprocess.Popen(
        asked, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )
    _until(lambda: _opened(temporary, command.pid))
    (os.killpg if group else os.kill)(command.pid, number)
    _, told = command.communicate(timeout=300)
    assert command.returncode == code
    assert b"Traceback" not in told
    _until(lambda: not list(temporary.glob("*/*")))  # nothing of the dossier is left
    if number is signal.SIGKILL:  # what the next run finds, it clears away
        subprocess.run([*asked[:-2], "select 1"], check=True, stdout=subprocess.DEVNULL)
    _until(lambda: not list(temporary.iterdir()))


@posix
def test_what_a_run_that_was_killed_along_with_its_process_left_is_cleared_by_the_next(
    database: Database, temporary: Path
) -> None:
    database.query("select 1")
    mine = set(temporary.iterdir())
    code = (
        "from toolkit.database import Database\nwith Database() as one:\n"
        " one.load('t', {'n': ('BIGINT', [1])})\n one.query('select 1')\n"
        " print(one._box._process.pid, flush=True)\n input()"
    )
    run = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True
    )
    assert run.stdout is not None
    child = int(run.stdout.readline())
    os.kill(child, signal.SIGSTOP)  # so that it does not see its parent go, and clear up
    run.kill()
    run.communicate()
    os.kill(child, signal.SIGKILL)
    left = set(temporary.iterdir()) - mine
    assert any((folder / "1" / "dossier.duckdb").exists() for folder in left)
    subprocess.run([sys.executable, "-c", code], input="\n", text=True, check=True)
    assert set(temporary.iterdir()) == mine


@posix
def test_a_temporary_folder_that_is_full_is_said(database: Database) -> None:
    import resource

    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    try:
        with pytest.raises(Exception, match=r"temporary folder .* cannot be written"):
            database.query("select 1")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    assert database.query("select 1").rows == [(1,)]


def _opened(temporary: Path, asking: int) -> bool:
    """Whether the answering process has opened what it was lent, so that it can clean it up."""
    if not list(temporary.glob("*/*/dossier.duckdb")):
        return False
    if sys.platform != "linux":  # where it is not to be seen, it had time to
        time.sleep(5)
        return True
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            holds = {str(each.readlink()) for each in (process / "fd").iterdir()}
            mine = any(each.startswith(str(temporary)) for each in holds)
            if mine and int(process.name) != asking:
                return True
    return False


def _until(true: object) -> None:
    """Waits for what another process does."""
    assert callable(true)
    for _ in range(6000):
        if true():
            return
        time.sleep(0.05)
    raise AssertionError("it never came")


def test_an_answer_becomes_a_table_of_another_database(database: Database) -> None:
    answer = database.query('select n, [n::varchar] as "a b" from t order by n desc')
    with Database() as other:
        other.take("taken", answer)
        assert other.fetch("from taken")[1][:2] == [(999, ["999"]), (998, ["998"])]


def test_of_many_rows_only_what_a_query_names_is_lent(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("toolkit.lending._MANY", 10)
    for name in ("other", "odd name"):
        database.load(name, {"n": ("BIGINT", [1, 2])})
    database.execute("create view inner_view as from other; create view v as from inner_view")
    assert database.query("select sum(n) from V").rows == [(3,)]
    assert database._lent == {"other"}
    assert database.query("select count(*) from t").rows == [(1000,)]
    assert database._lent == {"other", "t"}
    assert database.query('from "odd name" limit 1').rows == [(1,)]  # it is no single word
    assert database.query("show tables").rows
    assert database._lent == {"other", "t", "odd name"}
