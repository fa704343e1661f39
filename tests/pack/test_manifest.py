"""The manifest: what it tells, always in the same bytes, and what it finds changed."""

from __future__ import annotations

import json
from datetime import date
from hashlib import sha256
from pathlib import Path

from toolkit.pack.manifest import NAME, File, Filled, Manifest, changed_since, read_manifest


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
