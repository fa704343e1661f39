"""A dossier's own rules: run behind the lock, and a faulty one is a finding, not a crash."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from made.dossiers import CLEAN, make_dossier

from toolkit import open_dossier
from toolkit.cli import factpack
from toolkit.findings import Finding

HEAD = """-- code: OWN001
-- name: round-values
-- severity: warning
-- says: {entity} has the value {value}, which is round
-- fix: look again
"""
GOOD = HEAD + "select _row, 'value' as field, entity, value, ['x'] as related from facts;\n"


def found(root: Path, **rules: str) -> list[Finding]:
    dossier = make_dossier(root, CLEAN)
    (dossier / "rules").mkdir(exist_ok=True)
    for name, text in rules.items():
        (dossier / "rules" / f"{name}.sql").write_text(text, encoding="utf-8")
    return open_dossier(dossier).findings()


def test_an_own_rule_finds_with_place_and_values(tmp_path: Path) -> None:
    (one,) = found(tmp_path, round=GOOD)
    assert (one.code, one.severity, one.record, one.field) == ("OWN001", "warning", "f1", "value")
    assert (one.file, one.line, one.value) == ("facts/facts.jsonl", 1, "1")
    assert (one.message, one.related) == ("e has the value 1, which is round", ("x",))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("select 1", "does not say its code, name, severity, says, fix"),
        (HEAD.replace("warning", "grave") + "select 1", "has the severity 'grave'"),
        (HEAD.replace("OWN001", "own1") + "select 1", "has the code 'own1'"),
        (HEAD.replace("{value}", "{value.__class__}") + "select 1", "name no column"),
        (HEAD.replace("{value}", "{value:>999999999}") + "select 1", "name no column"),
        (HEAD.replace("{value}", "{") + "select 1", "name no column"),
        (HEAD + "select _row, 'value' as field from facts", "does not select entity, value"),
        (HEAD + "selec 1", "syntax error"),
        (HEAD + "delete from facts", "only one SELECT"),
        (HEAD + "select 1; select 2", "only one SELECT"),
        (HEAD + "from read_text('/etc/passwd')", "read_text is not answered"),
        (HEAD + "select 'x' as _row, 'a' as field, 1 as entity, 2 as value", "_row is no number"),
        (
            HEAD + "select range as _row, 'a' as field, 1 as entity, 2 as value from range(20000)",
            "finds 20,000 faults",
        ),
    ],
)
def test_a_faulty_rule_is_a_finding(tmp_path: Path, text: str, problem: str) -> None:
    (one,) = found(tmp_path, bad=text)
    assert (one.code, one.severity, one.file) == ("RUL001", "error", "rules/bad.sql")
    assert problem in one.message
    assert one.fix


def test_the_other_rules_run_on(tmp_path: Path) -> None:
    assert [one.code for one in found(tmp_path, bad="x", good=GOOD)] == ["OWN001", "RUL001"]


def test_a_code_is_taken_once(tmp_path: Path) -> None:
    (one,) = found(tmp_path, mine=GOOD.replace("OWN001", "VAL001"))
    assert (one.code, one.file) == ("RUL002", "rules/mine.sql")
    assert "VAL001, which is one of factpack's own" in one.message
    both = found(tmp_path, a=GOOD, b=GOOD, mine=GOOD)
    assert [one.code for one in both] == ["OWN001", "RUL002", "RUL002"]


def test_a_rule_that_is_no_text_is_a_finding(tmp_path: Path) -> None:
    dossier = make_dossier(tmp_path, CLEAN)
    (dossier / "rules").mkdir()
    (dossier / "rules" / "x.sql").write_bytes(b"-- code: \xe4")
    (one,) = open_dossier(dossier).findings()
    assert (one.code, one.file) == ("RUL001", "rules/x.sql")


def test_what_an_own_rule_finds_can_be_waived(tmp_path: Path) -> None:
    dossier = make_dossier(
        tmp_path, {**CLEAN, "waivers": [{"rule": "OWN001", "by": "anna", "why": "known"}]}
    )
    (dossier / "rules").mkdir()
    (dossier / "rules" / "round.sql").write_text(GOOD, encoding="utf-8")
    assert open_dossier(dossier).findings() == []


def test_an_own_rule_with_a_database_file(tmp_path: Path) -> None:
    dossier = make_dossier(tmp_path / "d", CLEAN)
    (dossier / "rules").mkdir()
    (dossier / "rules" / "round.sql").write_text(GOOD, encoding="utf-8")
    open_dossier(dossier).write_database(tmp_path / "out.duckdb")
    import duckdb

    with duckdb.connect(str(tmp_path / "out.duckdb"), read_only=True) as file:
        assert file.execute("select code from findings").fetchall() == [("OWN001",)]


@pytest.mark.parametrize("command", ["check", "db", "draft", "watch", "export", "sql"])
def test_what_asks_own_rules_can_be_told_how_long_they_may_take(command: str) -> None:
    said = CliRunner().invoke(factpack, [command, "--help"]).output
    assert "--timeout" in said and "--memory" in said


def test_check_is_told_how_long_an_own_rule_may_take(tmp_path: Path) -> None:
    dossier = make_dossier(tmp_path, CLEAN)
    (dossier / "rules").mkdir()
    endless = "select f._row, 'value' as field, entity, value from facts f, range(9e10::bigint)"
    text = f"{HEAD}{endless} t(i) where i < 0 or sqrt(i) = -1"
    (dossier / "rules" / "slow.sql").write_text(text, encoding="utf-8")
    asked = ["check", str(dossier), "--timeout", "0.3", "--format", "json"]
    shown = CliRunner().invoke(factpack, asked)
    assert shown.exit_code == 1
    (one,) = json.loads(shown.output)["findings"]
    assert (one["code"], "stopped after 0.3 seconds" in one["message"]) == ("RUL001", True)
    assert "--timeout" in one["fix"]
