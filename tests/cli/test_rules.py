"""The commands about rules, figures and quotes: what they print, and their exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from made.command import run
from made.dossiers import make_dossier

from toolkit.rulepages import GROUPS, as_markdown
from toolkit.rules.rulebook import all_rules

ROOT = Path(__file__).parents[2]
SOURCE = {"id": "s", "title": "A note", "language": "de", "file": "s.md"}
TEXT = "Am Freitag stieg Alibaba um 5,9 %.\nBaidu stieg um 8,5 %, so der Text.\n"


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    facts = [{"id": "f1", "source": "s", "quote": "stieg Alibaba um 5,9 %", "value": 5.9}]
    root = make_dossier(tmp_path / "d", {"sources": [SOURCE], "facts": facts})
    (root / "sources" / "s.md").write_text(TEXT, encoding="utf-8", newline="")
    return root


def test_the_page_of_rules_is_current() -> None:
    page = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    assert page == as_markdown(all_rules().values()), (
        "write it anew: factpack rules --format markdown > docs/rules.md"
    )


def test_every_group_of_codes_has_a_title_and_every_title_a_group() -> None:
    assert {code.rstrip("0123456789") for code in all_rules()} == GROUPS.keys()


def test_no_two_rules_have_one_name() -> None:
    names = [rule.name for rule in all_rules().values()]
    assert len(set(names)) == len(names)


def test_rules_lists_every_code() -> None:
    lines = run("rules").stdout.splitlines()
    assert [line.split()[0] for line in lines] == list(all_rules())
    listed = json.loads(run("rules", "--format", "json").stdout)["rules"]
    assert [rule["code"] for rule in listed] == list(all_rules())
    assert run("rules", "--format", "markdown").stdout.startswith("# What factpack finds")


def test_explain_tells_one_rule_in_any_case() -> None:
    done = run("explain", "val001")
    assert done.returncode == 0
    assert done.stdout.startswith("VAL001 value-against-quote (error): Values\n")
    assert "\nmend       type the value in base units" in done.stdout


@pytest.mark.parametrize("ask", [("explain", "JSL001"), ("rules",), ("rules", "--format", "json")])
def test_braces_are_shown_as_they_are_to_be_typed(ask: tuple[str, ...]) -> None:
    done = run(*ask)
    assert "{{" not in done.stdout
    assert "JSL001" in done.stdout


def test_explain_of_no_rule_names_the_nearest() -> None:
    done = run("explain", "VAL0O1")
    assert done.returncode == 2
    assert "there is no rule VAL0O1\n  → did you mean VAL001?" in done.stderr


def test_open_figures_stand_in_their_sentence(dossier: Path) -> None:
    done = run("open-figures", dossier)
    assert done.returncode == 0
    assert done.stdout == (
        "s: A note (sources/s.md)\n"
        "       50  Baidu stieg um [8,5 %], so der Text.\n"
        "\n"
        "1 open figure\n"
    )


def test_open_figures_as_json(dossier: Path) -> None:
    (one,) = json.loads(run("open-figures", dossier, "--format", "json").stdout)["open_figures"]
    assert (one["source"], one["printed"], one["start"], one["end"]) == ("s", "8,5 %", 50, 55)


def test_no_open_figure_is_said(dossier: Path) -> None:
    (dossier / "sources" / "s.md").write_text(TEXT.split("\n")[0], encoding="utf-8")
    assert run("open-figures", dossier).stdout == "no figure is open\n"


def test_figures_of_a_text_as_people_and_machines_read_them(tmp_path: Path) -> None:
    text = "mindestens 380 Milliarden Yuan seit 2021"
    shown = run("figures", text, "--language", "de")
    assert shown.stdout.splitlines()[0].split()[:4] == ["11–30", "quantity", "380", "Milliarden"]
    (tmp_path / "note.md").write_text(text, encoding="utf-8")
    for words, stdin in ((text, None), (tmp_path / "note.md", None), ("-", text)):
        done = run("figures", words, "-l", "de", "--format", "json", stdin=stdin)
        first, second = json.loads(done.stdout)["figures"]
        assert (first["value"], first["unit"], first["decimals"]) == ("380000000000", "CNY", -9)
        assert (first["qualifier"], second["kind"]) == ("at_least", "year")


def test_figures_in_a_batch_answer_line_by_line() -> None:
    asked = '{"id": 7, "language": "it", "text": "3,2 mld di\u2028euro"}\n\n'
    asked += '{"id": "b", "language": "en", "text": "nothing"}\n'
    done = run("figures", "--batch", stdin=asked)
    first, second = map(json.loads, done.stdout.strip().split("\n"))
    assert (first["id"], first["figures"][0]["value"]) == (7, "3200000000")
    assert second == {"id": "b", "figures": []}


@pytest.mark.parametrize(
    ("words", "stdin", "said"),
    [
        (("5 Mio.",), None, "Name the language"),
        (("5 Mio.", "-l", "xx"), None, "known languages: de, en, es, fr, it, ja, zh"),
        (("--batch",), '{"id": 1}\n', "line 1 is no record with id, language and text"),
        (("--batch",), "[]\n", "line 1 is no record"),
    ],
)
def test_figures_says_what_it_cannot_read(
    words: tuple[str, ...], stdin: str | None, said: str
) -> None:
    done = run("figures", *words, stdin=stdin)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_lock_quotes_shows_blank_cells_and_writes_nothing(dossier: Path) -> None:
    before = {path: path.read_bytes() for path in dossier.rglob("*") if path.is_file()}
    done = run("lock-quotes", dossier)
    assert done.returncode == 0
    assert done.stdout.splitlines()[:2] == [
        "facts/facts.jsonl:1  f1  char_start = 11",
        "facts/facts.jsonl:1  f1  char_end = 33",
    ]
    assert "facts/sources.jsonl:1  s  sha256 = " in done.stdout
    assert done.stdout.endswith("3 blank cells can be filled in\n")
    assert {path: path.read_bytes() for path in dossier.rglob("*") if path.is_file()} == before


def test_lock_quotes_leaves_given_and_doubtful_ones_alone(dossier: Path) -> None:
    facts = [
        {"id": "f1", "source": "s", "quote": "stieg Alibaba", "char_start": 0, "char_end": 9},
        {"id": "f2", "source": "s", "quote": "stieg"},
        {"id": "f3", "source": "s", "quote": "fiel"},
        {"id": "f4", "source": "s", "quote": "Baidu", "char_start": 35},
    ]
    make_dossier(dossier, {"facts": facts})
    found = json.loads(run("lock-quotes", dossier, "--format", "json").stdout)
    assert [(one["record"], one["field"], one["value"]) for one in found["fills"]][:1] == [
        ("f4", "char_end", 40)
    ]
    assert {one["record"] for one in found["fills"]} == {"f4", "s"}
    assert found["left_alone"] == 2
