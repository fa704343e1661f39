"""Waivers silence what they name, until they expire, and are told of."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from made.dossiers import make_dossier

from toolkit import OpenDossier, open_dossier

DATE = "date = 2025-09-26\n"
RUMOUR = {"id": "f1", "kind": "rumour"}
WAIVER = {"rule": "WHO004", "by": "bruno", "why": "the article names nobody"}


def opened(root: Path, *waivers: dict[str, Any], facts: Any = (RUMOUR,)) -> OpenDossier:
    return open_dossier(make_dossier(root, {"facts": facts, "waivers": waivers}, DATE))


def codes(dossier: OpenDossier) -> list[str]:
    return [one.code for one in dossier.findings() if one.code[:3] in ("WHO", "WAI")]


def test_a_waived_finding_leaves_the_list_and_stays_in_its_table(tmp_path: Path) -> None:
    dossier = opened(tmp_path, WAIVER)
    assert codes(dossier) == []
    kept = 'select code, record, "by", why, until from waived_findings'
    assert dossier.sql(kept).rows == [("WHO004", "f1", "bruno", WAIVER["why"], None)]
    assert dossier.sql("select count(*) from findings where code = 'WHO004'").rows == [(0,)]


@pytest.mark.parametrize(
    ("given", "silenced"),
    [
        ({"type": "facts", "record": "f1", "field": "attributed_to"}, True),
        ({"record": "f2"}, False),
        ({"field": "kind"}, False),
        ({"type": "claims"}, False),
        ({"fingerprint": "00000000"}, False),
        ({"source": "s"}, False),
        ({"until": "2025-09-26"}, True),
    ],
)
def test_a_waiver_names_what_it_means(
    tmp_path: Path, given: dict[str, str], silenced: bool
) -> None:
    assert codes(opened(tmp_path, WAIVER | given)) == ([] if silenced else ["WHO004", "WAI002"])


def test_an_expired_waiver_is_told_and_silences_nothing(tmp_path: Path) -> None:
    assert codes(opened(tmp_path, WAIVER | {"until": "2025-09-25"})) == ["WHO004", "WAI001"]


def test_a_waiver_without_a_reason_silences_nothing(tmp_path: Path) -> None:
    assert "WHO004" in codes(opened(tmp_path, {"rule": "WHO004", "by": "bruno"}))


def test_a_fingerprint_names_one_finding_and_outlasts_new_rows(tmp_path: Path) -> None:
    facts = [RUMOUR, RUMOUR | {"id": "f2"}]
    first = {one.record: one.fingerprint for one in opened(tmp_path / "a", facts=facts).findings()}
    facts.insert(0, {"id": "f0"})
    dossier = opened(tmp_path / "b", WAIVER | {"fingerprint": first["f2"]}, facts=facts)
    assert [one.record for one in dossier.findings() if one.code == "WHO004"] == ["f1"]
    assert dossier.sql("select fingerprint from waived_findings").rows == [(first["f2"],)]


def test_a_schema_finding_can_be_waived_too(tmp_path: Path) -> None:
    waiver = WAIVER | {"rule": "SCH003", "record": "f1"}
    dossier = opened(tmp_path, waiver, facts=[RUMOUR | {"kind": "rumor"}])
    assert "SCH003" not in [one.code for one in dossier.findings()]


def test_a_waived_figure_is_marked(tmp_path: Path) -> None:
    source = {"id": "s", "title": "Note", "language": "de", "file": "s.md"}
    waiver = {"rule": "OPN001", "source": "s", "char_start": 15, "char_end": 20}
    tables = {"sources": [source], "waivers": [waiver | {"by": "bruno", "why": "a peer"}]}
    dossier = make_dossier(tmp_path, tables, DATE)
    text = "Baidu stieg um 8,5 %, Oracle um 3 %."
    (dossier / "sources" / "s.md").write_text(text, encoding="utf-8")
    found = open_dossier(dossier).sql("select printed, waived from figures order by n").rows
    assert found == [("8,5 %", True), ("3 %", False)]
