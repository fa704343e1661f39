"""Each rule finds what its bad samples hold, in the words they give, and nothing in the good."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest
from made.dossiers import make_dossier

from toolkit import open_dossier
from toolkit.rules.rulebook import own_rules

HERE = Path(__file__).parent
SAMPLES = {
    path.stem: tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    for path in sorted(HERE.glob("*.toml"))
}
ABOUT = ("says", "field", "record", "cell", "count", "settings", "files", "bytes", "absent", "why")


def cases(kind: str) -> list[object]:
    return [
        pytest.param(code, case, id=f"{code}-{number}")
        for code, samples in SAMPLES.items()
        for number, case in enumerate(samples[kind], 1)
    ]


def found(code: str, case: dict, root: Path) -> list:
    tables = {key: value for key, value in case.items() if key not in ABOUT}
    dossier = make_dossier(root, tables, case.get("settings", 'title = "Test"\n'))
    for name, text in case.get("files", {}).items():
        (dossier / "sources" / name).parent.mkdir(exist_ok=True)
        (dossier / "sources" / name).write_text(text, encoding="utf-8", newline="")
    for name, said in case.get("bytes", {}).items():  # as hexadecimal digits, or as many zeros
        data = b"0" * said if isinstance(said, int) else bytes.fromhex(said)
        (dossier / "sources" / name).write_bytes(data)
    for name in case.get("absent", ()):
        (dossier / "sources" / name).unlink()
    return [one for one in open_dossier(dossier).findings() if one.code == code]


def test_every_rule_has_samples_and_every_sample_a_rule() -> None:
    assert SAMPLES.keys() == own_rules().keys()


@pytest.mark.parametrize("code", SAMPLES)
def test_samples_come_in_both_kinds(code: str) -> None:
    assert SAMPLES[code].keys() == {"bad", "good"}


@pytest.mark.parametrize(("code", "case"), cases("bad"))
def test_a_bad_sample_is_found(code: str, case: dict, tmp_path: Path) -> None:
    findings = found(code, case, tmp_path)
    assert len(findings) == case["count"] if "count" in case else findings
    first = findings[0]
    for about in ("field", "record"):
        if about in case:
            assert getattr(first, about) == case[about]
    if "says" in case:
        assert case["says"] in [one.message for one in findings]
    assert "{" not in first.message + first.fix


@pytest.mark.parametrize(("code", "case"), cases("good"))
def test_a_good_sample_is_not(code: str, case: dict, tmp_path: Path) -> None:
    assert found(code, case, tmp_path) == []
