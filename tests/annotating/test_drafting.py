"""Facts drafted for open figures: what they say, that they are true, and that none comes twice."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from made.dossiers import CONCEPT, ENTITY, FACT, SOURCE, make_dossier

from toolkit import open_dossier
from toolkit.annotating.drafting import draft_facts, draft_missing, write
from toolkit.annotating.drafttext import as_text
from toolkit.cli import factpack

TEXT = """# Umsatz steigt auf 4,2 Mrd. Euro

Der Umsatz stieg um 5,9 % auf 151,80 Hongkong-Dollar. Das Unternehmen plant, mindestens 380
Milliarden Yuan (53 Milliarden Dollar) zu investieren. Zwischen 3 und 4 % sind es, und 4 % sind
sicher, doch 4 % sind nicht viel. Am 12. September 2025 kam die Meldung.
| Auftrag | 17 Mio. Euro |
\fSeite zwei nennt 1,2 Billionen Dollar und mehrere hundert Millionen Euro.
"""


def dossier(
    root: Path,
    text: str = TEXT,
    facts: Sequence[Mapping[str, Any]] = (),
    language: str = "de",
    **more: Any,
) -> Path:
    tables = {"sources": [SOURCE | {"language": language}], "facts": facts, **more}
    made = make_dossier(root, {"entities": [ENTITY], "concepts": [CONCEPT], **tables})
    (made / "sources" / "s.md").write_text(text, encoding="utf-8", newline="")
    return made


def drafted(root: Path, source: str = "s") -> list[dict[str, Any]]:
    return [dict(row) for row in draft_facts(open_dossier(root), source).rows]


def test_a_draft_says_what_the_words_say_and_where_they_stand(tmp_path: Path) -> None:
    rows = {row["as_printed"]: row for row in reversed(drafted(dossier(tmp_path)))}
    yuan = rows["380\nMilliarden Yuan"]
    assert {key: value for key, value in yuan.items() if key not in ("char_start", "char_end")} == {
        "id": "s-004",
        "quote": "Das Unternehmen plant, mindestens 380\nMilliarden Yuan (53 Milliarden Dollar) zu "
        "investieren.",
        "as_printed": "380\nMilliarden Yuan",
        "value": 380_000_000_000,
        "qualifier": "at_least",
        "unit": "CNY",
        "decimals": -9,
        "source": "s",
        "status": "proposed",
        "language": "de",
        "note": "page 1",
    }
    assert TEXT[yuan["char_start"] : yuan["char_end"]] == yuan["quote"]
    assert rows["4,2 Mrd. Euro"]["place"] == "headline"
    assert rows["17 Mio. Euro"]["place"] == "table"
    assert (rows["3 und 4 %"]["value"], rows["3 und 4 %"]["value_high"]) == (3, 4)
    assert rows["53 Milliarden Dollar"]["converted_from"] == "s-004"
    assert rows["mehrere hundert Millionen Euro"]["value_text"] == "mehrere hundert Millionen Euro"
    assert "page 2" in rows["1,2 Billionen Dollar"]["note"]


def test_every_draft_checks_clean_but_for_what_the_analyst_adds(tmp_path: Path) -> None:
    told = FACT | {"id": "told", "value_text": "a statement", "status": "draft"}
    root = dossier(tmp_path, facts=[told])
    opened = open_dossier(root)
    drafts = draft_facts(opened, "s")
    write(opened, [drafts])
    again = open_dossier(root)
    found = {(one.code, one.field) for one in again.findings() if one.type == "facts"}
    assert found == {("SCH009", "entity")}
    assert len(drafts.rows) == 12
    assert draft_facts(again, "s").rows == ()
    anchors = again.database.fetch("select distinct state, tier from anchors")[1]
    assert anchors == [("found", "exact")]
    assert again.sql("select count(*) from figures where len(proposed_by) = 1").rows == [(12,)]


def test_a_draft_that_converts_another_says_which(tmp_path: Path) -> None:
    drafts = draft_facts(open_dossier(dossier(tmp_path)), "s")
    assert "converted_from=s-004" in as_text([drafts], None)


def test_a_number_printed_twice_in_a_sentence_gets_two_drafts_that_differ(tmp_path: Path) -> None:
    quotes = [row["quote"] for row in drafted(dossier(tmp_path)) if row["as_printed"] == "4 %"]
    assert len(set(quotes)) == len(quotes) == 2


@pytest.mark.parametrize("status", ["proposed", "draft", "approved", "rejected"])
def test_what_a_fact_is_about_is_not_drafted_not_even_when_it_was_rejected(
    tmp_path: Path, status: str
) -> None:
    fact = FACT | {"id": "x", "quote": "um 8,5 %", "value": 8.5, "status": status}
    assert drafted(dossier(tmp_path, "Baidu stieg um 8,5 %.", [fact])) == []


def test_what_is_waived_is_not_drafted(tmp_path: Path) -> None:
    waiver = {"rule": "OPN001", "source": "s", "char_start": 15, "char_end": 20, "by": "b",
              "why": "a peer"}  # fmt: skip
    assert drafted(dossier(tmp_path, "Baidu stieg um 8,5 %.", waivers=[waiver])) == []


def test_a_number_is_never_used_again_wherever_it_stands(tmp_path: Path) -> None:
    facts = [
        FACT | {"id": "s-002", "value": 1, "unit": "USD", "note": "was s-007; see s-9x, ss-50"},
        FACT | {"id": "f", "value": 1, "unit": "USD", "supersedes": "s-011"},
    ]
    assert drafted(dossier(tmp_path, "Baidu stieg um 8,5 %.", facts))[0]["id"] == "s-012"


def test_a_figure_with_two_readings_has_no_value_and_a_note_with_both(tmp_path: Path) -> None:
    (row,) = drafted(dossier(tmp_path, "Il piano vale 4 trilioni di dollari.", language="it"))
    assert "value" not in row
    assert row["note"] == "two readings: 4000000000000 or 4000000000000000000"
    assert row["unit"] == "USD"


def test_a_unit_that_no_cell_may_hold_goes_into_the_note(tmp_path: Path) -> None:
    (row,) = drafted(dossier(tmp_path, "昨年は500人の従業員がいた。", language="ja"))
    assert "unit" not in row
    assert row["note"] == "unit 人"


def test_a_long_sentence_is_quoted_as_far_as_it_is_needed(tmp_path: Path) -> None:
    filler = ", und dann kam noch ein weiterer Satzteil ohne jede Zahl darin" * 12
    text = f"Es begann{filler}, der Umsatz stieg um 5,9 %{filler}."
    (row,) = drafted(dossier(tmp_path, text))
    assert "stieg um 5,9 %" in row["quote"]
    assert len(row["quote"]) <= 400


def test_a_proposed_fact_leaves_its_figure_open(tmp_path: Path) -> None:
    root = dossier(tmp_path, "Baidu stieg um 8,5 %.")
    (root / "factpack.toml").write_text('title = "T"\nopen_figures = 0\n', encoding="utf-8")
    opened = open_dossier(root)
    write(opened, [draft_facts(opened, "s")])
    again = open_dossier(root)
    codes = [one.code for one in again.findings()]
    assert {"OPN001", "OPN002"} <= set(codes)
    assert again.sql("select covered_by, proposed_by from figures").rows == [([], ["s-001"])]
    assert again.sql("from latest").rows == []


def test_entities_and_concepts_that_facts_name_are_drafted(tmp_path: Path) -> None:
    more = {"unit": "percent", "value": 1}
    facts = [
        FACT | {"id": "1", "entity": "new-co", "concept": "growth_rate", **more},
        FACT | {"id": "2", "concept": "growth_rate", **more},
        FACT | {"id": "3", "concept": "mixed", **more},
        FACT | {"id": "4", "concept": "mixed", "unit": "USD", "value": 1},
    ]
    root = dossier(tmp_path, facts=facts)
    opened = open_dossier(root)
    drafts = draft_missing(opened)
    assert {one.type: [dict(row) for row in one.rows] for one in drafts} == {
        "entities": [{"id": "new-co", "name": "new co"}],
        "concepts": [
            {"id": "growth_rate", "label": "growth rate", "unit_kind": "percent"},
            {"id": "mixed", "label": "mixed"},
        ],
    }
    write(opened, drafts)
    assert draft_missing(open_dossier(root)) == []


def run(*arguments: object) -> Any:
    return CliRunner().invoke(factpack, ["draft", *map(str, arguments)])


def test_the_command_shows_and_writes_only_when_asked(tmp_path: Path) -> None:
    root = tmp_path / "d"
    CliRunner().invoke(factpack, ["init", str(root)])
    (root / "sources/example.md").write_text("Baidu stieg um 8,5 %.", encoding="utf-8")
    before = (root / "facts/facts.xlsx").read_bytes()
    shown = run(root, "example-note")
    assert "example-note-003  8,5 %  value=8.5 unit=percent" in shown.output
    told = json.loads(run(root, "example-note", "--format", "json").output)
    assert told["drafts"][0]["rows"][0]["value"] == "8.5"
    assert run(root, "example-note", "--format", "csv").output.startswith("id,quote,as_printed,")
    assert (root / "facts/facts.xlsx").read_bytes() == before
    assert "row 4 added" in run(root, "example-note", "--in-place").output
    assert (root / "facts/facts.xlsx.bak").read_bytes() == before
    assert "no open figure" in run(root, "example-note").output
    assert run(root).exit_code == 2
    assert "there is no source nobody" in str(run(root, "nobody").exception)
