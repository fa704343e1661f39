"""Which earlier state two workbooks have in common, by their stamps and by what is kept of each."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.authoring.base import BaseRecord, Kept
from toolkit.authoring.stamp import Stamp
from toolkit.dossier import data_folder
from toolkit.merge.base import _Bases, _dossiers, _side, find_base, stamp_of
from toolkit.readers.grid import Cell
from toolkit.schemas import load_schemas

SCHEMAS = load_schemas(data_folder("schemas"))


@pytest.mark.parametrize(
    ("kept", "stamps", "shared"),
    [
        ({}, ["c"], "c"),
        ({}, ["c b a"], "a b c"),  # one stamp alone: what was first is least likely too late
        ({"c": "b", "b": "a"}, ["c"], "a b c"),
        ({}, ["c", "c"], "c"),
        ({}, ["b", "c"], ""),
        ({}, ["b a", "a"], "a"),
        ({"b": "a"}, ["b", "c b"], "b a"),
        ({"c": "b", "b": "a"}, ["c", "c"], "c b a"),
        ({"c": "b", "b": "a"}, ["b", "c"], "b a"),
        # two lines that came together: the whole has more behind it than either part
        ({"m": "x y", "x": "a", "y": "a"}, ["m", "m"], "m x y a"),
        ({"m": "x y", "x": "a", "y": "w a"}, ["n m", "m"], "m y x w a"),
        ({"a": "a"}, ["a", "a"], "a"),  # a circle, in a stamp that somebody edited
    ],
)
def test_the_latest_of_what_both_were_comes_first(
    kept: dict[str, str], stamps: list[str], shared: str
) -> None:
    known: dict[str, Kept | None] = dict.fromkeys("abcmnwxy")
    known |= {id: Kept((), tuple(earlier.split())) for id, earlier in kept.items()}
    given = [Stamp(2, "s", *_parted(stamp)) for stamp in stamps]
    found = _Bases([], known).shared(given)
    lengths = [len(_Bases([], known)._line(id)) for id in found]
    assert set(found) == set(shared.split())
    if len(stamps) == 1:
        assert " ".join(found) == shared
    else:
        assert found[:1] == shared.split()[:1] and lengths == sorted(lengths, reverse=True)


def _parted(stamp: str) -> tuple[str, tuple[str, ...]]:
    base, *earlier = stamp.split()
    return base, tuple(earlier)


def test_a_file_without_a_stamp_is_told(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("a.csv", "b.csv")]
    for path in paths:
        path.write_text("id,value\n", encoding="utf-8")
    assert [stamp_of(path) for path in paths] == [None, None]
    found = find_base(None, *paths, SCHEMAS)
    assert found == (None, "no base is given, and no stamp says what these were made from")
    empty = tmp_path / "empty"
    empty.write_bytes(b"")
    assert find_base(empty, *paths, SCHEMAS) == (None, "both added the file: there is no base")
    (tmp_path / "c.jsonl").write_text('{"id": "f1", "value": 1}\n', encoding="utf-8")
    found = find_base(tmp_path / "c.jsonl", *paths, SCHEMAS)
    assert found.how == "base: c.jsonl" and found.side is not None
    assert [len(table.records) for table in found.side.tables.values()] == [1]
    assert found.side.shown == "c.jsonl"
    of_git = find_base(tmp_path / "a.csv", *paths, SCHEMAS, called=tmp_path / "facts.csv")
    assert of_git.side is not None and of_git.side.shown == "facts.csv"


def test_the_dossiers_that_files_stand_in_are_each_looked_into_once(tmp_path: Path) -> None:
    for name in ("d", "d/inner", "e"):
        (tmp_path / name / "facts").mkdir(parents=True)
        (tmp_path / name / "factpack.toml").write_text('title = "T"\n', encoding="utf-8")
    files = ("d/facts/a.xlsx", "d/b.xlsx", "d/inner/facts/c.xlsx", "e/d.xlsx", "f.xlsx")
    found = _dossiers(*(tmp_path / file for file in files))
    assert [each.root for each in found] == [tmp_path / name for name in ("d", "d/inner", "e")]


def test_a_kept_state_is_a_side_with_every_type() -> None:
    one = BaseRecord("facts", "k1", {"id": Cell("text", "f1"), "Mine": Cell("text", "m")})
    two = BaseRecord("sources", "", {"id": Cell("text", "nyt")})
    side = _side([one, two, one._replace(key="k2")], SCHEMAS)
    assert set(side.tables) == set(SCHEMAS.types) and side.shown == "the base"
    held = {name: [r.key for r in table.records] for name, table in side.tables.items()}
    assert {name: keys for name, keys in held.items() if keys} == {
        "facts": ["k1", "k2"],
        "sources": [""],
    }
