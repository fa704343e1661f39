"""Words of a source that lets nothing be passed on are nowhere in a pack."""

from __future__ import annotations

from pathlib import Path

import pytest
from made.packs import FIGURES, PLAN, dossier, made_pack
from made.stuffed_template import found_in
from made.templates import template_folder

from toolkit import open_dossier
from toolkit.pack.export import Pack
from toolkit.pack.template import load_template
from toolkit.pack.withheld import WITHHELD

WORDS = "CANARY-words: the plan is 380 million dollars"
TEXT = f"{WORDS}, it says. CANARY-sentence of 7 apples.\n"
NOT_THERE = "CANARY-words: the plan was 380 million dollars"
SHOWING = {  # templates that show all they can
    "figures": FIGURES,
    "quotes": 'select id as "Fact", quote as "Quote", [id] as facts from facts order by id',
    "told": "select code, value, message, [record] as facts from findings order by all",
    "anchored": "select found_text, nearest, differs, []::varchar[] as facts from anchors"
    " order by all",
    "figured": "select sentence, []::varchar[] as facts from figures order by all",
    "typed": "select raw, []::varchar[] as facts from cells where field = 'quote' order by all",
}


def made(root: Path, may: str | None) -> Pack:
    facts = [PLAN | {"quote": WORDS}, PLAN | {"id": "gone", "quote": NOT_THERE}]
    place = dossier(root / "d", facts, may=may)
    (place / "sources" / "s.md").write_text(TEXT, encoding="utf-8")
    folder = template_folder(root / "t", SHOWING)
    return made_pack(open_dossier(place), load_template(folder))


@pytest.mark.parametrize("may", ["nothing", None])
def test_nothing_of_a_closed_source_is_in_any_file(tmp_path: Path, may: str | None) -> None:
    assert found_in(made(tmp_path, may).files) == {}


def test_nor_is_it_where_its_words_stand_in_a_large_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("toolkit.opened.LEAST", 1)
    pack = made(tmp_path, "nothing")
    assert found_in(pack.files) == {}
    assert pack.files["csv/typed.csv"].count(WITHHELD.encode()) == 2


def test_of_a_source_that_may_be_quoted_only_the_quotes_go_along(tmp_path: Path) -> None:
    assert set(found_in(made(tmp_path, "quotes").files)) == {"words"}


def test_all_of_an_open_source_goes_along(tmp_path: Path) -> None:
    assert set(found_in(made(tmp_path, "whole").files)) == {"words", "sentence"}


def test_a_dossier_still_has_the_words_after_an_export(tmp_path: Path) -> None:
    place = dossier(tmp_path / "d", [PLAN], may="nothing")
    opened = open_dossier(place)
    folder = template_folder(tmp_path / "t", {"figures": FIGURES})
    made_pack(opened, load_template(folder))
    assert opened.sql("select quote from facts").rows == [(PLAN["quote"],)]


def test_a_quote_that_is_withheld_still_counts(tmp_path: Path) -> None:
    place = dossier(tmp_path / "d", [PLAN, {"id": "bare"}], may="nothing")
    count = "select count(quote) as n, []::varchar[] as facts from facts"
    folder = template_folder(tmp_path / "t", {"figures": FIGURES, "counted": count})
    pack = made_pack(open_dossier(place), load_template(folder))
    assert pack.files["csv/counted.csv"] == b"n\n1\n"
