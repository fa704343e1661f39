"""A cell back to its facts, their sentences and sources; a fact forward to its cells."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from made.packs import FACTS, FIGURES, PLAN, dossier, edited, made_pack, put_pack

from toolkit import open_dossier
from toolkit.cli.trace import command
from toolkit.errors import FactpackError
from toolkit.pack.afterwards import tracetext, usage
from toolkit.pack.afterwards.trace import Trace
from toolkit.pack.export import Pack
from toolkit.pack.folder import open_pack
from toolkit.pack.template import load_template

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Pack]:
    return put_pack(tmp_path_factory.mktemp("trace"))


@pytest.fixture
def trace(made: tuple[Path, Pack]) -> Trace:
    return Trace(open_pack(made[0]))


@pytest.fixture
def copy(made: tuple[Path, Pack], tmp_path: Path) -> Path:
    return Path(shutil.copytree(made[0], tmp_path / "pack"))


ORIGINS = [  # rows stand by fact: plan, rise, small, words
    ("'It''s here'!C5", "query", ("plan",)),
    ("'It''s here'!C6", "query", ("rise",)),
    ("'It''s here'!E7", "query", ("small",)),
    ("'It''s here'!B2", "word", ("plan", "rise", "small", "words")),
    ("'It''s here'!A1", "word", ()),
    ("'It''s here'!C4", "template", ()),
    ("Other!A1", "formula", ("plan", "rise", "small")),
    ("Sums!A1", "formula", ("plan", "rise", "small")),
    ("Sums!A3", "formula", ("plan",)),
    ("Sums!A4", "formula", ("plan", "rise", "small")),
    ("Sums!A5", "formula", ()),
    ("Sums!A7", "formula", ("plan",)),
    ("Sums!A9", "template", ()),
]


@pytest.mark.parametrize(("cell", "origin", "facts"), ORIGINS)
def test_a_cell_knows_what_made_it(
    cell: str, origin: str, facts: tuple[str, ...], trace: Trace
) -> None:
    found = trace.cell(cell)
    assert (found.line.origin, set(found.facts)) == (origin, set(facts))
    assert not found.differs


@pytest.mark.parametrize(("row", "fact"), [(5, "plan"), (6, "rise"), (7, "small"), (8, "words")])
def test_every_cell_of_a_row_tells_the_querys_whole_row(row: int, fact: str, trace: Trace) -> None:
    told = trace.cell(f"'It''s here'!B{row}")
    assert (told.row["Fact"], told.row["facts"], told.line.query_row) == (fact, [fact], row - 4)


def test_a_fact_is_told_with_its_sentence_source_and_people(trace: Trace) -> None:
    told = tracetext.as_text(trace, trace.cell("'It''s here'!C5"))
    for line in (
        "'It''s here'!C5  380,000,000 USD",
        "made by figures.sql, row 1, column “Value”",
        "  plan  380,000,000 USD",
        "    The “plan is 380 million dollars”, it says.",
        "    https://example.com/a#:~:text=plan%20is%20380%20million%20dollars",
        "    s, A note, 2025-09-12",
        "    actual, says the board, reviewed, marked by anna, checked by bruno",
        "  -- Every figure",
    ):
        assert line in told.splitlines(), told


def test_json_holds_the_same(trace: Trace) -> None:
    told = tracetext.as_json(trace, trace.cell("Sums!A2"))
    told = json.loads(json.dumps(told))
    assert told["formula"] == "Other!A1*2"
    (step,) = told["precedents"]
    assert (step["place"], step["cells"]) == ("Other!A1", 1)
    (inner,) = step["formulas"]
    assert inner["precedents"][0]["place"] == "'It''s here'!C5:C8"
    plan = next(each for each in told["facts"] if each["id"] == "plan")
    assert plan["context"] == {
        "before": "The ",
        "quote": "plan is 380 million dollars",
        "after": ", it says.",
        "link": "https://example.com/a#:~:text=plan%20is%20380%20million%20dollars",
    }
    assert plan["fact"]["value"] == "380000000"


MAY = [  # what a source lets be passed on; quote, and the words before it
    ("whole", "plan is 380 million dollars", "The "),
    ("quotes", "plan is 380 million dollars", None),
    ("nothing", None, None),
    (None, None, None),
]


@pytest.mark.parametrize(("may", "quote", "before"), MAY)
def test_no_more_of_a_source_goes_along_than_it_lets(
    may: str | None, quote: str | None, before: str | None, tmp_path: Path
) -> None:
    query = {"figures": FIGURES.replace("coalesce(f.value_text, f.quote)", "f.value_text")}
    place, pack = put_pack(tmp_path, [PLAN], may=may, queries=query)
    (fact,) = Trace(open_pack(place)).behind(["plan"])
    told = fact.context or {}
    assert (told.get("quote"), told.get("before")) == (quote, before)
    asked = open_pack(place).sql("select quote from facts where id = 'plan'").rows
    assert asked == [(quote,)]
    for table in ("cells", "anchors", "findings", "figures", "contexts"):
        rows = repr(open_pack(place).sql(f"from {table}").rows)
        assert quote is not None or "plan is 380" not in rows, table
        assert before is not None or "The plan is" not in rows, table
    assert b"Rain fell" not in b"".join(pack.files.values())


@pytest.mark.parametrize(("name", "most"), [("ic_pack", 250), ("one_pager", 20)])
def test_every_numeric_cell_of_the_examples_pack_answers(
    tmp_path: Path, name: str, most: int
) -> None:
    from toolkit.pack.export import export

    template = load_template(ROOT / "templates" / name)
    export(open_dossier(ROOT / "examples" / "alibaba-ai"), template, tmp_path / "pack")
    trace = Trace(open_pack(tmp_path / "pack"))
    assert len(trace.written.numeric()) > most
    assert trace.written.unanswered() == []


def test_what_does_not_answer_is_listed_with_the_reason(tmp_path: Path) -> None:
    query = FIGURES.replace("[f.id] as facts", "if(f.id = 'plan', [], [f.id])::varchar[] as facts")
    query = query.replace('f.id as "Fact"', 'upper(f.id) as "Fact"')
    place, _ = put_pack(tmp_path, queries={"figures": query})
    trace = Trace(open_pack(place))
    found = {f"{line.sheet}!{line.cell}": why for line, why in trace.written.unanswered()}
    assert found["It's here!C5"] == "row 1 of figures.sql names no fact and no record"
    assert found["Sums!A7"].startswith("it rests on 'It''s here'!C5: row 1")
    assert found["Sums!A6"].endswith("INDIRECT works out where it looks")
    assert "It's here!C6" not in found and "Sums!A5" not in found and "Sums!A9" not in found
    assert tracetext.all_as_text(trace).startswith("9 of 19 numeric cells answer (47.4%)")


def test_a_row_without_facts_answers_by_the_record_that_it_names(tmp_path: Path) -> None:
    query = """
    select a.name as "Fact", a.value as "Value", a.unit as "Unit", null::date as "Day",
      a.why as "Said", []::varchar[] as facts from assumptions a
    """
    assumed = [{"name": "rate", "value": 7, "unit": "USD", "why": "agreed", "by": "anna"}]
    place, _ = put_pack(tmp_path, queries={"figures": query}, assumptions=assumed)
    trace = Trace(open_pack(place))
    found = trace.cell("'It''s here'!C5")
    assert found.answered
    assert "no fact, but assumptions/rate" in tracetext.as_text(trace, found)
    assert "  by: anna" in tracetext.as_text(trace, found)


def test_a_typed_over_cell_says_so(copy: Path) -> None:
    def edit(book: Any) -> None:
        book["It's here"]["C5"] = 38_000_000
        book["It's here"]["C7"] = None
        book["Sums"]["A5"] = 3
        book["Sums"]["C1"] = 5
        book["Sums"]["C2"] = "=A5*2"

    edited(copy, edit)
    trace = Trace(open_pack(copy))
    told = tracetext.as_text(trace, trace.cell("'It''s here'!C5"))
    assert "! the workbook holds 38000000 there now, not what was written" in told
    told = tracetext.as_text(trace, trace.cell("Sums!A5"))
    assert "! the workbook holds 3 there now, typed over the formula" in told
    told = tracetext.as_text(trace, trace.cell("'It''s here'!C7"))
    assert "! the cell is blank now: somebody cleared it" in told
    as_json = tracetext.as_json(trace, trace.cell("'It''s here'!C7"))
    assert (as_json["differs"], as_json["now"]) == (True, {"value": None, "formula": None})
    with pytest.raises(FactpackError, match=r"Sums!C1 was blank when the pack was made.*'5'"):
        trace.cell("Sums!C1")
    with pytest.raises(FactpackError, match=r"Sums!C2 was blank .* now holds =A5\*2"):
        trace.cell("Sums!C2")
    assert not trace.cell("'It''s here'!C6").differs


REFUSED = [
    ("C5", "names no sheet"),
    ("Sums!C5", "Sums!C5 is blank"),
    ("Gone!C5", "no sheet 'Gone'"),
    ("Sums!XFE1", "beyond the last cell"),
    ("Sums!A1048577", "beyond the last cell"),
    ("Sums!A1:B2", "names no cell"),
    ("Sums!", "names no cell"),
    ("", "names no cell"),
    ("'Sums!A1", "names no cell|no sheet"),
]


@pytest.mark.parametrize(("cell", "says"), REFUSED)
def test_a_cell_that_is_none_is_refused(cell: str, says: str, trace: Trace) -> None:
    with pytest.raises(FactpackError, match=says):
        trace.cell(cell)


@pytest.mark.parametrize(
    "cell", ["Sums!$A$5", "sums!a5", "'Sums'!A5", "=Sums!A5", " Sums!A5 ", "'SUMS'!$a$5"]
)
def test_a_cell_may_be_named_as_excel_names_it(cell: str, trace: Trace) -> None:
    assert trace.cell(cell).place == "Sums!A5"


def test_the_command_answers_and_refuses(made: tuple[Path, Pack]) -> None:
    place, pack = made
    run = CliRunner().invoke
    told = run(command, [str(place / pack.workbook), "Sums!A5", "--format", "json"])
    assert (told.exit_code, json.loads(told.stdout)["cell"]) == (0, "Sums!A5")
    assert run(command, [str(place), "--all"]).exit_code == 1  # INDIRECT
    assert run(command, [str(place)]).exit_code == 2
    assert run(command, [str(place), "Sums!A5", "--all"]).exit_code == 2


def test_a_fact_tells_where_it_is_used(tmp_path: Path) -> None:
    facts = [
        *FACTS,
        {"id": "yuan", "value": 3_000_000_000, "unit": "CNY", "converted_from": "plan"},
    ]
    keys = [{"order": 1, "label": "The plan", "fact": "plan"}]
    place, _ = put_pack(tmp_path, facts, key_figures=keys, name="out/pack")
    opened = open_dossier(tmp_path / "dossier")
    found = usage.in_dossier(opened, "plan", tmp_path / "out")
    told = usage.as_text(found)
    assert "  key figure: 1 The plan" in told
    assert "  conversion: " in told
    assert "  figures.sql: 'It''s here'!B5:F5" in told
    assert found.packs[0].pack == place.as_posix()
    assert usage.in_pack(open_pack(place), "plan").packs[0].cells == found.packs[0].cells
    with pytest.raises(FactpackError, match="there is no fact 'plann'") as refused:
        usage.in_pack(open_pack(place), "plann")
    assert refused.value.hint == "like it are plan"


def test_a_pack_of_no_fact_has_lineage_as_well(tmp_path: Path) -> None:
    template = load_template(put_pack(tmp_path)[0].parent / "template")
    pack = made_pack(open_dossier(dossier(tmp_path / "empty", [])), template)
    assert pack.files["data/written_cells.parquet"]


def test_a_table_too_long_to_list_is_answered_by_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from toolkit.pack import lineage
    from toolkit.pack.afterwards.verify import verify

    monkeypatch.setattr(lineage, "LONGEST", 2)
    place, _ = put_pack(tmp_path)
    trace = Trace(open_pack(place))
    found = trace.cell("'It''s here'!C6")
    assert (found.line.query_row, found.line.heading, found.facts) == (2, "Value", ("rise",))
    assert trace.cell("Sums!A1").steps[0].place == "'It''s here'!C5:C8"
    with pytest.raises(FactpackError, match="is not listed"):
        trace.cell("'It''s here'!A1")
    assert verify(open_pack(place)).differences == ()
    edited(place, lambda book: book["Sums"].__setitem__("A9", 43))
    checked = verify(open_pack(place))
    assert {each.what for each in checked.differences} == {"file changed", "number changed"}
    assert "too long to compare" in checked.notes[0]


def test_where_a_fact_is_used_is_told_in_lines() -> None:
    cells = (
        *(("S!A1", "query", "q"), ("S!B1", "query", "q"), ("S!B2", "query", "q")),
        *(("S!D9", "formula", None), ("'T 2'!D9", "formula", None), ("S!A1", "word", None)),
    )
    found = usage.Usage(
        "f1", "5 USD", (("claim", "c1:\n it pays"),),
        (usage.Cells("out/a", cells), usage.Cells("out/b", (), "it is torn"),
         usage.Cells("out/c", ())),
    )  # fmt: skip
    assert usage.as_text(found).splitlines() == [
        "f1  5 USD",
        "  claim: c1: it pays",
        "",
        "out/a",
        "  q.sql: S!A1:B1, S!B2",
        "  formula: S!D9, 'T 2'!D9",
        "  word: S!A1",
        "",
        "out/b",
        "  ! it is torn",
        "",
        "out/c",
        "  no cell rests on it",
    ]
    none = usage.Usage("f1", "5 USD", (), ())
    assert usage.as_text(none).splitlines() == [
        "f1  5 USD",
        "",
        "no pack of the dossier was found",
    ]
    assert usage.as_json(found) == {
        "fact": "f1",
        "says": "5 USD",
        "rests": [{"what": "claim", "which": "c1:\n it pays"}],
        "packs": [
            {
                "pack": "out/a",
                "problem": None,
                "cells": [{"cell": c, "origin": o, "query": q} for c, o, q in cells],
            },
            {"pack": "out/b", "problem": "it is torn", "cells": []},
            {"pack": "out/c", "problem": None, "cells": []},
        ],
    }


def test_packs_of_other_dossiers_and_torn_ones_are_told_or_passed_over(
    copy: Path, made: tuple[Path, Pack], tmp_path: Path
) -> None:
    opened = open_dossier(made[0].parent / "dossier")
    (copy / "data" / "written_cells.parquet").unlink()
    (torn,) = usage.in_dossier(opened, "plan", tmp_path).packs
    assert (torn.pack, torn.cells) == (copy.as_posix(), ())
    assert "written_cells.parquet is missing" in torn.problem
    text = (copy / "manifest.json").read_text(encoding="utf-8")
    assert '"dossier": "dossier"' in text
    changed = text.replace('"dossier": "dossier"', '"dossier": "another"')
    (copy / "manifest.json").write_text(changed, encoding="utf-8")
    assert usage.in_dossier(opened, "plan", tmp_path).packs == ()
    assert usage.in_dossier(opened, "plan", tmp_path / "none").packs == ()
