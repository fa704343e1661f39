"""The commands as people and scripts call them: what they print, and their exit codes."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from made.command import run
from made.dossiers import CLEAN, FACT, make_dossier

from toolkit import cli

COMMANDS = sorted(
    path.stem.replace("_", "-")
    for path in (Path(__file__).parents[2] / "toolkit" / "cli").glob("[a-z]*.py")
)


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    return make_dossier(tmp_path / "dossier", CLEAN)


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    facts = [CLEAN["facts"][0] | {"kind": "rumor"}]
    return make_dossier(tmp_path / "faulty", {**CLEAN, "facts": facts})


def test_help_lists_every_command() -> None:
    shown = run("--help")
    assert shown.returncode == 0
    for command in COMMANDS:
        assert f"\n  {command} " in shown.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_a_word_for_each_option(command: str) -> None:
    from toolkit.cli import factpack

    shown = run(command, "--help")
    assert shown.returncode == 0
    found = factpack.get_command(None, command)  # type: ignore[arg-type]
    assert found is not None and found.help
    for parameter in found.params:
        if parameter.param_type_name == "option":
            assert getattr(parameter, "help", None), parameter.name


def test_a_clean_dossier_says_so_and_exits_0(dossier: Path) -> None:
    done = run("check", dossier)
    assert (done.returncode, done.stdout, done.stderr) == (0, "nothing to mend\n", "")


def test_findings_come_with_place_message_and_mend_and_exit_1(faulty: Path) -> None:
    done = run("check", faulty)
    assert done.returncode == 1
    assert "facts/facts.jsonl" in done.stdout
    assert "SCH003  Kind is 'rumor', which is not one of actual" in done.stdout
    assert "→ did you mean 'rumour'?" in done.stdout
    assert done.stdout.endswith("1 error in 1 file\n")
    assert "\x1b" not in done.stdout


def test_findings_as_json_have_every_field(faulty: Path) -> None:
    done = run("check", faulty, "--format", "json")
    found = json.loads(done.stdout)
    assert found["counts"] == {"error": 1, "warning": 0, "note": 0}
    assert found["findings"][0] | {"message": "", "fix": ""} == {
        "code": "SCH003",
        "severity": "error",
        "type": "facts",
        "record": "f1",
        "field": "kind",
        "file": "facts/facts.jsonl",
        "sheet": None,
        "cell": None,
        "line": 1,
        "value": "rumor",
        "message": "",
        "fix": "",
        "related": [],
    }


def test_only_selected_codes_are_shown_and_count(faulty: Path) -> None:
    assert run("check", faulty, "--select", "REF").returncode == 0
    assert run("check", faulty, "--select", "REF,sch003").returncode == 1


def test_the_threshold_decides_the_exit_code(tmp_path: Path) -> None:
    settings = 'title = "T"\ncolour = "blue"\n'
    dossier = make_dossier(tmp_path, CLEAN, settings)
    assert run("check", dossier).returncode == 0
    assert run("check", dossier, "--fail-on", "warning").returncode == 1


def test_a_file_is_checked_alone_and_against_its_dossier(faulty: Path, tmp_path: Path) -> None:
    inside = run("check", faulty / "facts" / "facts.jsonl", "--format", "json")
    assert [one["code"] for one in json.loads(inside.stdout)["findings"]] == ["SCH003"]
    assert run("check", faulty / "facts" / "sources.jsonl").returncode == 0
    alone = tmp_path / "facts.jsonl"
    alone.write_bytes((faulty / "facts" / "facts.jsonl").read_bytes())
    outside = json.loads(run("check", alone, "--format", "json").stdout)
    assert [one["code"] for one in outside["findings"]] == ["FIL006", "SCH003"]
    assert "Concepts, Entities, Sources" in outside["findings"][0]["message"]


def test_a_file_in_no_dossier_never_seems_held_against_its_sources(tmp_path: Path) -> None:
    dossier = make_dossier(tmp_path / "d", CLEAN | {"facts": [FACT | {"id": "f1", "quote": "x"}]})
    alone = tmp_path / "facts.jsonl"
    alone.write_bytes((dossier / "facts" / "facts.jsonl").read_bytes())
    assert "so no quote was looked for" in run("check", alone).stdout
    assert "FIL006" not in run("check", dossier / "facts" / "facts.jsonl").stdout
    for command in ("open-figures", "lock-quotes"):
        told = run(command, alone)
        assert (told.returncode, told.stdout) == (2, "")
        assert "stands in no dossier, so no source of it is here" in told.stderr


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("check", "nowhere"), "there is nothing at nowhere"),
        (("check", "."), "is no dossier: it has no factpack.toml"),
        (("check", "notes.txt"), "notes.txt"),
        (("check", "--format", "xml", "."), "Invalid value for '--format'"),
        (("sql", "dossier", "drop table facts"), "only one SELECT is answered here"),
        (("sql", "dossier", "selec"), "syntax error"),
        (("sql", "dossier", "select 1", "--format", "parquet"), "name a file with -o FILE"),
        (("sql", "dossier", "select $x", "--param", "x"), "write it as NAME=VALUE"),
        (("sql", "dossier", "select 1 a, 2 a", "--format", "json"), "two columns of the answer"),
        (("sql", "dossier", "select 1 a, 2 a", "--format", "jsonl"), "two columns of the answer"),
        (("sql", "dossier", "select 1", "--memory", "lots"), "is no amount of memory"),
        (("sql", "dossier", "select 1", "--memory", "-1GB"), "is no amount of memory"),
        (("sql", "dossier", "select 1", "--timeout", "inf"), "inf seconds are no limit"),
        (("sql", "dossier", "select 1", "--timeout", "nan"), "nan seconds are no limit"),
        (
            ("export", "dossier", "--as-of", "2025-09-26", "--memory", "lots"),
            "is no amount of memory",
        ),
        (("merge", "dossier/factpack.toml", "notes.txt"), "holds a dossier's settings, and no"),
        (("merge", "notes.txt", "dossier/factpack.toml"), "holds a dossier's settings, and no"),
        (("check", "dossier", "--select", "VALL"), "no rule is called VALL; factpack rules lists"),
        (("check", "dossier", "--select", "VAL,("), "no rule is called (;"),
        (("check", "dossier", "--select", ","), "it names no rule"),
        (("init", "new", "--title", "a\nb"), "the title is no text in one line"),
        (("init", "new", "--title", "x" * 501), "the title is no text in one line"),
        (("nonsense",), "No such command 'nonsense'"),
    ],
)
def test_what_cannot_run_is_said_without_a_traceback_and_exits_2(
    words: tuple[str, ...], says: str, dossier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(dossier.parent)
    Path("notes.txt").write_text("no facts here", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    done = run(*words)
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_a_program_that_may_not_be_read_is_not_called_a_command_that_is_none(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_: object) -> list[str]:
        raise PermissionError(errno.EACCES, "Permission denied", "cli")

    monkeypatch.setattr(Path, "iterdir", refused)
    monkeypatch.setattr(sys, "argv", ["factpack", "rules"])
    assert cli._run() == 2
    said = capsys.readouterr().err
    assert said.startswith("Error: cli: Permission denied\n  → ")


def test_a_library_whose_file_cannot_be_opened_is_named(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def crowded() -> None:
        raise ImportError("_ipc.so: cannot open shared object: Too many open files", name="_ipc")

    monkeypatch.setattr(cli, "_code", crowded)
    assert cli._run() == 2
    said = capsys.readouterr().err
    assert said.startswith("Error: _ipc cannot be loaded: _ipc.so: cannot open shared object: Too")
    assert "→ close other programs and run it again" in said


def test_a_query_comes_as_word_file_or_stdin_and_leaves_in_five_formats(
    dossier: Path, tmp_path: Path
) -> None:
    query = "select id, value from facts"
    file = tmp_path / "query.sql"
    file.write_text(query, encoding="utf-8")
    assert run("sql", dossier, query).stdout == "id  value\n──  ─────\nf1      1\n(1 row)\n"
    assert run("sql", dossier, "-f", file, "--format", "csv").stdout == "id,value\nf1,1\n"
    assert (
        run("sql", dossier, "--format", "json", stdin=query).stdout
        == '[{"id": "f1", "value": 1}]\n'
    )
    assert run("sql", dossier, query, "--format", "jsonl").stdout == '{"id": "f1", "value": 1}\n'
    out = tmp_path / "answer.parquet"
    assert run("sql", dossier, query, "--format", "parquet", "-o", out).returncode == 0
    assert out.read_bytes()[:4] == b"PAR1"


def test_tables_are_listed_with_what_their_columns_hold(dossier: Path) -> None:
    listed = run("sql", dossier, "--tables").stdout
    assert "facts: One asserted value" in listed
    assert (
        "  as_printed      VARCHAR         The figure inside the quote exactly as printed" in listed
    )


def test_a_database_file_is_written_and_replaced(dossier: Path, tmp_path: Path) -> None:
    out = tmp_path / "dossier.duckdb"
    for _ in range(2):
        assert run("db", dossier, "-o", out).returncode == 0
    assert out.stat().st_size > 0


def test_a_closed_pipe_is_no_error(dossier: Path) -> None:
    shell = f"'{sys.executable}' -m toolkit sql '{dossier}' 'from range(200000)' | head -1"
    done = subprocess.run(["sh", "-c", shell], capture_output=True, text=True, timeout=60)
    assert done.stderr == ""


@pytest.mark.skipif(os.name == "nt", reason="signals are POSIX")
@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupted_query_stops_cleanly(sent: int, code: int, dossier: Path) -> None:
    query = "select count(*) from range(100000000000) a, range(100000) b"
    told = (  # the command as it is, which says when its query begins
        "import sys; from toolkit.database import Database as D; query = D.query\n"
        "def begun(*a, **k): print('begun', flush=True); return query(*a, **k)\n"
        "D.query = begun; from toolkit.__main__ import main; main()"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", told, "sql", str(dossier), query],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "begun\n"
    process.send_signal(sent)
    _, said = process.communicate(timeout=60)
    assert process.returncode == code
    assert "Traceback" not in said


def test_a_new_dossier_checks_clean(tmp_path: Path) -> None:
    for options in ((), ("--empty",)):
        folder = tmp_path / f"new{len(options)}"
        made = run("init", folder, *options)
        assert made.returncode == 0, made.stderr
        assert "facts.xlsx is the workbook to fill in" in made.stdout
        checked = run("check", folder, "--fail-on", "warning")
        assert checked.returncode == 0, checked.stdout
        assert options or checked.stdout == "nothing to mend\n"


def test_the_next_command_is_told_as_a_shell_wants_it(tmp_path: Path) -> None:
    folder = tmp_path / "Neue Mappe"
    assert f'Then: factpack check "{folder}"' in run("init", folder).stdout


def test_a_folder_in_place_of_a_workbook_is_told_as_one(tmp_path: Path) -> None:
    told = run("inspect", tmp_path).stderr
    assert f"{tmp_path.name} is a folder" in told
    assert "name the file itself" in told


def test_a_new_dossier_leaves_what_stands_there_alone(tmp_path: Path) -> None:
    (tmp_path / "factpack.toml").write_text("title = 'mine'", encoding="utf-8")
    done = run("init", tmp_path)
    assert done.returncode == 2
    assert "is there already, and is left alone" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["factpack.toml"]


@pytest.mark.parametrize("command", [["sql", "DOSSIER", "select 1"], ["db", "DOSSIER"]])
def test_an_answer_never_takes_the_place_of_what_it_is_drawn_from(
    tmp_path: Path, command: list[str]
) -> None:
    facts = make_dossier(tmp_path, CLEAN) / "facts" / "facts.jsonl"
    before = facts.read_bytes()
    words = [tmp_path if word == "DOSSIER" else word for word in command]
    done = run(*words, "-o", facts)
    assert done.returncode == 2 and "is not written over" in done.stderr
    assert facts.read_bytes() == before
