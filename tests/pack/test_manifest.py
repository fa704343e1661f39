"""The manifest: what it tells, always in the same bytes, and what it finds changed."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import pytest
from made.dossiers import CLEAN, SOURCE, make_dossier

from toolkit import open_dossier
from toolkit.errors import FactpackError
from toolkit.pack.export import _may_replace
from toolkit.pack.manifest import (
    NAME,
    File,
    Filled,
    Manifest,
    changed_since,
    files_of,
    read_manifest,
)
from toolkit.pack.words import newest_publication


def manifest(*names: str) -> Manifest:
    return Manifest(
        factpack="0.1.0",
        dossier="d",
        title="Tïtle",
        template="t",
        date=date(2025, 9, 26),
        as_of=None,
        left_out=(("late", date(2025, 9, 27)),),
        findings={"error": 0},
        words={"date": date(2025, 9, 26)},
        inputs=(),
        template_files=(),
        outputs=tuple(File(n, len(n), sha256(n.encode()).hexdigest()) for n in names),
        queries=(Filled("q", 1, "csv/q.csv", "S", "A1:B2", ("A", "B"), ((1, "A"),), "select 1"),),
        csv_rule="rule",
    )


def test_it_is_json_in_a_fixed_order_without_a_clock() -> None:
    told = manifest("b.csv", "a.xlsx").to_bytes()
    assert told == manifest("b.csv", "a.xlsx").to_bytes()
    assert told.endswith(b"}\n")
    read = json.loads(told)
    assert read["format"] == "factpack pack 1"
    assert [each["path"] for each in read["outputs"]] == ["a.xlsx", "b.csv"]
    assert read["outputs"][0] == {
        "path": "a.xlsx",
        "bytes": 6,
        "sha256": sha256(b"a.xlsx").hexdigest(),
    }
    assert read["left_out"] == [{"source": "late", "published": "2025-09-27"}]
    assert read["queries"][0]["guarded"] == [{"record": 1, "column": "A"}]
    assert read["as_of"] is None


def test_it_tells_what_was_added_changed_and_lost(tmp_path: Path) -> None:
    made = manifest("a", "b", "c")
    (tmp_path / NAME).write_bytes(made.to_bytes())
    for name in ("a", "b", "c"):
        (tmp_path / name).write_bytes(name.encode())
    told = read_manifest(tmp_path)
    assert told is not None
    assert changed_since(tmp_path, told) == []
    (tmp_path / "b").write_bytes(b"typed over")
    (tmp_path / "c").unlink()
    (tmp_path / "notes.txt").write_bytes(b"mine")
    assert changed_since(tmp_path, told) == [
        ("b", "changed"),
        ("c", "missing"),
        ("notes.txt", "added"),
    ]


def test_another_programs_manifest_is_none_of_ours(tmp_path: Path) -> None:
    assert read_manifest(tmp_path) is None
    (tmp_path / NAME).write_text('{"name": "web app"}', encoding="utf-8")
    assert read_manifest(tmp_path) is None
    (tmp_path / NAME).write_text("[1", encoding="utf-8")
    assert read_manifest(tmp_path) is None


def test_words_and_inputs_are_plain_json() -> None:
    told = replace(manifest("a"), words={"rate": Decimal("0.50"), "day": date(2025, 9, 26)})
    assert json.loads(told.to_bytes())["words"] == {"rate": "0.50", "day": "2025-09-26"}
    with pytest.raises(TypeError, match="object has no place in a manifest"):
        replace(told, words={"odd": object()}).to_bytes()


def test_a_file_that_is_not_there_any_more_is_named(tmp_path: Path) -> None:
    (tmp_path / "b").write_bytes(b"two")
    (tmp_path / "a").write_bytes(b"one")
    made = files_of([("in/b", tmp_path / "b"), ("in/a", tmp_path / "a")])
    assert [(each.path, each.bytes) for each in made] == [("in/a", 3), ("in/b", 3)]
    assert made[0].sha256 == sha256(b"one").hexdigest()
    with pytest.raises(FactpackError) as refused:
        files_of([("in/c", tmp_path / "c")])
    assert refused.value.what == "in/c cannot be read: No such file or directory"
    assert refused.value.hint.startswith("close the program that holds it")


def test_a_pack_without_a_date_has_that_of_its_newest_source(tmp_path: Path) -> None:
    days = ("2025-09-12", None, "2025-10-01", "2025-01-31")
    sources = [
        SOURCE | {"id": f"s{n}", "file": f"s{n}.md"} | ({"published": day} if day else {})
        for n, day in enumerate(days)
    ]
    dated = open_dossier(make_dossier(tmp_path / "dated", {**CLEAN, "sources": sources}))
    assert newest_publication(dated.database) == date(2025, 10, 1)
    undated = open_dossier(make_dossier(tmp_path / "undated", CLEAN))
    with pytest.raises(FactpackError, match="the pack has no date") as refused:
        newest_publication(undated.database)
    assert "date = 2025-09-26" in refused.value.hint


def pack_in(folder: Path) -> None:
    folder.mkdir()
    (folder / "a.txt").write_bytes(b"a.txt")
    (folder / NAME).write_bytes(manifest("a.txt").to_bytes())


REPLACED: list[tuple[Callable[[Path], object], str | None]] = [
    (lambda folder: folder.mkdir(), None),
    (pack_in, None),
    (lambda folder: (pack_in(folder), (folder / "a.txt").unlink()), None),
    (lambda folder: folder.write_bytes(b""), "is a file"),
    (
        lambda folder: (pack_in(folder), (folder / "a.txt").write_bytes(b"mine")),
        "is not as factpack left it: a.txt was changed",
    ),
    (
        lambda folder: (pack_in(folder), (folder / "~$a.xlsx").write_bytes(b"")),
        "a.xlsx in FOLDER is open in Excel",
    ),
    (
        lambda folder: (folder.mkdir(), *((folder / n).write_bytes(b"") for n in "cab")),
        "is no pack: it holds a, b, c",
    ),
    (
        lambda folder: (folder.mkdir(), *((folder / n).write_bytes(b"") for n in "dcab")),
        "is no pack: it holds a, b, c, …",
    ),
]


@pytest.mark.parametrize(("make", "says"), REPLACED)
def test_a_pack_takes_the_place_of_a_pack_alone(
    make: Callable[[Path], object], says: str | None, tmp_path: Path
) -> None:
    folder = tmp_path / "pack"
    make(folder)
    if says is None:
        _may_replace(folder, overwrite=False)
        return
    with pytest.raises(FactpackError) as refused:
        _may_replace(folder, overwrite=False)
    assert refused.value.what.replace(str(folder), "FOLDER").endswith(says)
    assert refused.value.hint


def test_a_pack_that_somebody_wrote_into_is_replaced_where_one_asks_for_it(tmp_path: Path) -> None:
    pack_in(tmp_path / "pack")
    (tmp_path / "pack" / "a.txt").write_bytes(b"mine")
    (tmp_path / "pack" / "b.txt").write_bytes(b"mine too")
    _may_replace(tmp_path / "pack", overwrite=True)
    with pytest.raises(FactpackError, match=r"a\.txt was changed; b\.txt was added"):
        _may_replace(tmp_path / "pack", overwrite=False)
