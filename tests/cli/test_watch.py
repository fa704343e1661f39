"""`factpack watch` in a process of its own: what it says at each save, and how it ends."""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from made.dossiers import CLEAN, make_dossier

from toolkit.findings import Finding
from toolkit.watching import Waiting, Watched, compared

PATIENT = 300  # seconds after which a test gives up; never what it measures


class Watching:
    """A watch that runs, and the lines of JSON that it says."""

    def __init__(self, dossier: Path, *words: object) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "toolkit", "watch", str(dossier), "--format", "json"]
            + [str(word) for word in words],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        self.lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.put(line)

    def said(self) -> dict[str, Any]:
        """The next line."""
        told: dict[str, Any] = json.loads(self.lines.get(timeout=PATIENT))
        return told

    def until(self, word: str) -> dict[str, Any]:
        """The next line in which `word` is not empty."""
        while not (told := self.said()).get(word):
            pass
        return told

    def stop(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=PATIENT)


def save(path: Path, kind: str) -> None:
    """As Excel does: written beside, the old one gone, the new one given its name."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Facts"
    sheet.append(["id", "entity", "concept", "source", "kind", "status", "value", "unit"])
    sheet.append(["f1", "e", "c", "s", kind, "draft", 1, "USD"])
    beside = path.with_name("0A1B2C3D")
    book.save(beside)
    path.unlink(missing_ok=True)
    time.sleep(0.1)
    beside.rename(path)


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    tables = {name: records for name, records in CLEAN.items() if name != "facts"}
    root = make_dossier(tmp_path / "dossier", tables)
    save(root / "facts" / "facts.xlsx", "actual")
    return root


@pytest.fixture
def watching(dossier: Path, tmp_path: Path) -> Iterator[Watching]:
    made = Watching(dossier, "--mark", tmp_path / "marked")
    yield made
    if made.process.poll() is None:
        made.process.kill()
        made.process.wait()


@pytest.mark.skipif(os.name == "nt", reason="Windows sends Ctrl-C to the whole console")
def test_a_watch_tells_what_is_new_and_mended_survives_a_torn_file_and_ends_with_ctrl_c(
    watching: Watching, dossier: Path, tmp_path: Path
) -> None:
    facts = dossier / "facts" / "facts.xlsx"
    first = watching.said()
    assert (first["saved"], first["new"], first["remaining"]) == ([], [], 0)

    save(facts, "rumor")
    told = watching.until("new")
    assert told["saved"] == ["facts/facts.xlsx"]
    assert [(one["code"], one["cell"]) for one in told["new"]] == [("SCH003", "E2")]

    (dossier / "facts" / "~$facts.xlsx").write_bytes(b"owner")  # opened in Excel: no save
    whole = facts.read_bytes()
    facts.write_bytes(whole[: len(whole) // 2])  # a save that is cut short
    assert "facts/facts.xlsx" in watching.until("problem")["problem"]

    (dossier / "factpack.toml").write_text("title = ", encoding="utf-8")  # broken meanwhile
    assert watching.until("problem")["saved"]
    (dossier / "factpack.toml").write_text('title = "T"\n', encoding="utf-8")

    save(facts, "actual")
    told = watching.until("mended")
    assert [one["code"] for one in told["mended"]] == ["SCH003"] and not told["new"]
    assert told["counts"] == {"error": 0, "warning": 0, "note": 0}
    marked, until = tmp_path / "marked" / "facts.xlsx", time.monotonic() + PATIENT
    while not marked.exists() and time.monotonic() < until:
        time.sleep(0.05)
    assert openpyxl.load_workbook(marked).sheetnames == ["Facts", "Findings"]
    assert watching.stop() == 130
    assert watching.process.stderr is not None
    assert "Traceback" not in watching.process.stderr.read()


def test_saves_elsewhere_are_none(dossier: Path, tmp_path: Path) -> None:
    out = dossier / "marked"
    matters = Watched(dossier).filter(out)
    root = dossier.resolve()
    for name, told in {
        "facts/facts.xlsx": True,
        "facts/facts-anna.csv": True,
        "sources/s.md": True,
        "rules/own.sql": True,
        "factpack.toml": True,
        "facts/~$facts.xlsx": False,
        "facts/.~lock.facts.xlsx#": False,
        "facts/0A1B2C3D": False,
        "facts/.facts.xlsx.12ab.tmp": False,
        "facts/facts.xlsx.bak": False,
        "marked/facts.xlsx": False,
        "notes.txt": False,
    }.items():
        assert matters(root / name) is told, name


def test_a_file_that_is_gone_for_a_moment_is_waited_for(dossier: Path) -> None:
    facts = dossier / "facts" / "facts.xlsx"
    save(facts, "rumor")  # a fault that would be mended if the file were away
    watched = Watched(dossier, patience=PATIENT)
    assert watched.begin().new
    data = facts.read_bytes()
    facts.unlink()
    threading.Timer(0.3, facts.write_bytes, [data]).start()
    told = watched.check([facts])
    assert not isinstance(told, Waiting) and not told.new and not told.mended


def test_a_file_that_stays_away_is_deleted(dossier: Path) -> None:
    watched = Watched(dossier, patience=0.1)
    watched.begin()
    (dossier / "facts" / "facts.xlsx").unlink()
    told = watched.check([])
    assert not isinstance(told, Waiting)
    assert "facts/facts.xlsx" not in [told.dossier.shown(p) for p in told.dossier.fact_files]


def test_a_file_that_could_not_be_read_at_first_does_not_keep_the_rest_waiting(
    dossier: Path,
) -> None:
    (dossier / "facts" / "sources-old.xlsx").write_bytes(b"no workbook")
    watched = Watched(dossier, patience=0.1)
    assert [one.code for one in watched.begin().new] == ["FIL001"]
    save(dossier / "facts" / "facts.xlsx", "rumor")
    told = watched.check([dossier / "facts" / "facts.xlsx"])
    assert not isinstance(told, Waiting) and [one.code for one in told.new] == ["SCH003"]


def found(record: str | None, value: str, cell: str, message: str = "m") -> Finding:
    return Finding(
        "SCH003",
        "error",
        "facts",
        record,
        "kind",
        "f.xlsx",
        "Facts",
        cell,
        None,
        value,
        message,
        "f",
    )


def test_a_finding_whose_row_has_moved_is_neither_new_nor_mended() -> None:
    assert compared([found("f1", "x", "E2")], [found("f1", "x", "E9")]) == ((), ())


def test_the_second_of_two_equal_findings_counts() -> None:
    one = found(None, "x", "E2")
    assert compared([one], [one, one]) == ((one,), ())
    assert compared([one, one], [one]) == ((), (one,))


def test_another_value_is_another_finding() -> None:
    was, now = found("f1", "x", "E2"), found("f1", "y", "E2")
    assert compared([was], [now]) == ((now,), (was,))
