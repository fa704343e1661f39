"""DuckDB's failures at the system: refused before it begins, and told in one line."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from toolkit import cli, engine
from toolkit.errors import FactpackError

STACK = (
    '{"exception_type":"INTERNAL","exception_message":"Attempted to dereference unique_ptr that '
    'is NULL!","stack_trace_pointers":"140043960519232;140043959513556"}'
)


@pytest.fixture
def groups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """What cgroups(7) tells of the process, and the folder of the limits."""
    (tmp_path / "cgroup").write_text("4:cpu,cpuacct:/a/b\n3:memory:/\n0::/user.slice/own\n")
    monkeypatch.setattr(engine, "_GROUPS", tmp_path / "cgroup")
    monkeypatch.setattr(engine, "_LIMITS", tmp_path / "limits")
    engine.look.cache_clear()
    yield tmp_path / "limits"
    engine.look.cache_clear()


@pytest.mark.parametrize(
    "name", ["cpu/cpu.cfs_quota_us", "cpu/a/b/cpu.cfs_period_us", "user.slice/own/memory.max"]
)
def test_where_a_limit_of_the_machine_may_not_be_read_duckdb_is_not_begun(
    groups: Path, name: str
) -> None:
    (groups / name).mkdir(parents=True)  # opening a folder as a file fails for anybody
    with pytest.raises(FactpackError, match=name.rpartition("/")[2]) as said:
        engine.connect()
    assert "DuckDB cannot start" in said.value.what
    assert said.value.hint


def test_what_asks_python_in_one_line_gets_no_bars_of_duckdb_among_its_answers() -> None:
    asked = (
        "from toolkit import engine\n"
        "with engine.connect() as connection:\n"
        "    print(*connection.cursor().execute("
        "\"select current_setting('enable_progress_bar')\").fetchone())"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_a_machine_without_limits_lets_duckdb_begin(groups: Path) -> None:
    with engine.connect() as connection:
        assert connection.execute("select 1").fetchall() == [(1,)]


@pytest.mark.parametrize(
    ("error", "said", "step"),
    [
        (
            duckdb.InternalException(f"INTERNAL Error: {STACK}"),
            "Attempted to dereference unique_ptr that is NULL!",
            "run the command again",
        ),
        (
            duckdb.InternalException("INTERNAL Error: no such row\n\nStack Trace:\n0x1 f"),
            "DuckDB failed inside: no such row",
            "run the command again",
        ),
        (
            duckdb.IOException('IO Error: Cannot open file "/t/x": Too many open files\nLINE 1: …'),
            'IO Error: Cannot open file "/t/x": Too many open files',
            "ulimit -n",
        ),
    ],
)
def test_what_no_module_tells_of_duckdb_is_one_line_and_a_next_step(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    error: duckdb.Error,
    said: str,
    step: str,
) -> None:
    def fail() -> int:
        raise error

    codes: list[int] = []
    monkeypatch.delitem(sys.modules, "duckdb")  # a small check loads the engine alone
    monkeypatch.setattr(cli, "_run", fail)
    monkeypatch.setattr(cli, "_leave", codes.append)
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    monkeypatch.setattr(cli, "screen", lambda stream: stream)
    cli.main()
    told = capsys.readouterr().err
    assert codes == [2]
    first, second = told.splitlines()
    assert (first, step in second) == (f"Error: {said}", True)


def test_a_fault_in_factpacks_own_sql_is_not_told_as_the_systems(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail() -> int:
        raise duckdb.BinderException("Binder Error: no column x")

    monkeypatch.setattr(cli, "_run", fail)
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    monkeypatch.setattr(cli, "screen", lambda stream: stream)
    with pytest.raises(duckdb.BinderException):
        cli.main()
    assert "duckdb" in sys.modules
