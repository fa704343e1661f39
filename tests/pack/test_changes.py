"""What changed since the last pack, by fact and key figure, and the cells that it touches."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from made.dossiers import SOURCE
from made.packs import put_pack

from toolkit.cli.changes import command
from toolkit.pack.changes import CELLS, NEEDED, between
from toolkit.pack.changestext import as_text
from toolkit.pack.export import Options
from toolkit.pack.folder import open_pack

A = {"id": "a", "value": 100, "unit": "USD", "event": "the plan"}
B = {"id": "b", "value": 7, "unit": "USD"}
KEY = {"order": 1, "label": "The plan", "fact": "a"}
RATE = {"name": "rate", "value": 7, "unit": "multiple", "why": "agreed", "by": "anna"}
LATE = SOURCE | {"id": "late", "file": "late.md", "publisher": "Echo"}
State = Mapping[str, Sequence[Mapping[str, Any]]]

# What stood, what stands, and: what changed, of which record, its field, before, after.
CASES: list[tuple[State, State, list[tuple[str, str, str | None, str | None, str | None]]]] = [
    ({"facts": [A, B]}, {"facts": [A, B]}, []),
    ({"facts": [A, B]}, {"facts": [B, A]}, []),
    (
        {"facts": [A]},
        {"facts": [A | {"value": 120}]},
        [("figure moved", "a", None, "100 USD", "120 USD")],
    ),
    (
        {"facts": [A]},
        {"facts": [A | {"qualifier": "at_least"}]},
        [("figure moved", "a", None, "100 USD", "at least 100 USD")],
    ),
    ({"facts": [A]}, {"facts": [A, B]}, [("fact added", "b", None, None, "7 USD")]),
    ({"facts": [A, B]}, {"facts": [A]}, [("fact removed", "b", None, "7 USD", None)]),
    (
        {"facts": [A]},
        {"facts": [A, B | {"supersedes": "a"}]},
        [("fact added", "b", None, "100 USD", "7 USD")],
    ),
    (
        {"facts": [A]},
        {"facts": [A | {"status": "approved"}]},
        [("status changed", "a", "status", "draft", "approved")],
    ),
    (
        {"facts": [A]},
        {"facts": [A | {"scope": "Europe"}]},
        [("fact changed", "a", "scope", None, "Europe")],
    ),
    ({"facts": [A]}, {"facts": [A | {"note": "see p. 3", "annotator": "anna"}]}, []),
    (
        {"facts": [A, B], "key_figures": [KEY]},
        {"facts": [A, B], "key_figures": [KEY | {"fact": "b"}]},
        [("key figure moved", "The plan", None, "100 USD", "7 USD")],
    ),
    (
        {"facts": [A], "key_figures": [KEY]},
        {"facts": [A], "key_figures": []},
        [("key figure removed", "The plan", None, "100 USD", None)],
    ),
    (
        {"facts": [A], "assumptions": [RATE]},
        {"facts": [A], "assumptions": [RATE | {"value": 8}]},
        [("assumption changed", "rate", None, "7 multiple", "8 multiple")],
    ),
    (
        {"facts": [A]},
        {"facts": [A], "sources": [SOURCE, LATE]},
        [("source added", "late", None, None, "Echo, A note")],
    ),
]


@pytest.mark.parametrize(("was", "now", "says"), CASES)
def test_a_change_is_told(
    was: State, now: State, says: list[tuple[str, ...]], tmp_path: Path
) -> None:
    found = between(*(tables(tmp_path / name, state) for name, state in (("a", was), ("b", now))))
    told = [each.change for each in found]
    assert [(c.what, c.record, c.field, c.before, c.after) for c in told] == says


def tables(root: Path, state: State) -> Any:
    return open_pack(put_pack(root, **dict(state))[0]).tables(*NEEDED, CELLS)  # type: ignore[arg-type]


def test_a_ruling_and_what_it_settles_are_told(tmp_path: Path) -> None:
    other = A | {"id": "c", "value": 300, "source": "late"}
    state: dict[str, Any] = {"facts": [A, other], "sources": [SOURCE, LATE]}
    first, _ = put_pack(tmp_path / "a", **state)
    name = open_pack(first).sql("select name from duplicate_sets where class = 'inconsistent'").rows
    ruling = {"set": name[0][0], "decision": "fact", "fact": "a", "by": "anna", "why": "filing"}
    second, _ = put_pack(tmp_path / "b", **state, rulings=[ruling | {"date": "2025-09-20"}])
    found = between(*(open_pack(p).tables(*NEEDED, CELLS) for p in (first, second)))
    (change,) = [each.change for each in found]
    assert (change.what, change.before, change.after) == ("ruling changed", None, "fact a: filing")
    assert change.facts == ("a", "c")


def test_a_moved_figure_names_its_cells_and_by_how_much(tmp_path: Path) -> None:
    first, _ = put_pack(tmp_path / "a", [A, B])
    second, _ = put_pack(tmp_path / "b", [A | {"value": "125.5"}, B])
    found = between(*(open_pack(p).tables(*NEEDED, CELLS) for p in (first, second)))
    told = as_text(found, "old", "new")
    assert "  a: 100 USD → 125.5 USD (+25.5, +25.5 %)" in told
    assert "    'It''s here'!C5, " in told
    assert "Sums!A1" in told and "'It''s here'!C6" not in told and "B2" not in told


def test_a_template_may_show_the_changes(tmp_path: Path) -> None:
    first, _ = put_pack(tmp_path / "a", [A, B])
    shows = """
    select record as "Fact", value_after as "Value", unit as "Unit", null::date as "Day",
      concat(what, ': ', before) as "Said", facts from changes order by all
    """
    same, _ = put_pack(tmp_path / "b", [A, B], queries={"figures": shows})
    assert open_pack(same).sql("select * from query_figures").rows == []
    moved, pack = put_pack(
        tmp_path / "c",
        [A | {"value": 120}, B],
        queries={"figures": shows},
        options=Options(since=open_pack(first)),
    )
    (row,) = open_pack(moved).sql('select "Fact", "Value", "Said", facts from query_figures').rows
    assert row == ("a", 120, "figure moved: 100 USD", ["a"])
    told = json.loads(pack.files["manifest.json"])["since"]
    assert told == dict(open_pack(first).identity)


def test_the_command_exits_with_one_where_anything_changed(tmp_path: Path) -> None:
    first, _ = put_pack(tmp_path / "a", [A])
    second, _ = put_pack(tmp_path / "b", [A | {"value": 1}])
    run = CliRunner().invoke
    assert run(command, [str(first), str(first)]).exit_code == 0
    done = run(command, [str(first), str(second), "--format", "json"])
    (change,) = json.loads(done.stdout)["changes"]
    assert (done.exit_code, change["value_before"], change["difference"]) == (1, "100", "-99")
