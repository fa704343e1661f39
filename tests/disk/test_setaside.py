"""Locks and conflict copies in facts/ are not read, and said; names that look alike are read."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from made.dossiers import CLEAN, make_dossier

from toolkit import open_dossier
from toolkit.disk.setaside import reason_to_ignore

BESIDE = {"facts.xlsx", "facts.jsonl", "Fakten über alles.xlsx"}

ASIDE = {
    "~$facts.xlsx": "facts.xlsx is open in Excel",
    ".~lock.facts.xlsx#": "facts.xlsx is open in LibreOffice",
    "facts (Anna's conflicted copy 2026-11-21).xlsx": "a conflict copy",
    "facts (conflicted copy).xlsx": "a conflict copy",
    "facts (Case Conflict).xlsx": "a conflict copy",
    "facts.sync-conflict-20261121-101112-ABCDEFG.xlsx": "a conflict copy",
    "facts (In Konflikt stehende Kopie von Anna).xlsx": "a conflict copy",
    "facts (copie en conflit de Anna).xlsx": "a conflict copy",
    "facts (copia en conflicto).xlsx": "a conflict copy",
    "facts (copia in conflitto).xlsx": "a conflict copy",
    "facts (競合コピー).xlsx": "a conflict copy",
    "facts_conf(1).xlsx": "a conflict copy",
    "facts (1).xlsx": "a copy of facts.xlsx",
    "facts (12).jsonl": "a copy of facts.jsonl",
    "facts - Copy.xlsx": "a copy of facts.xlsx",
    "facts - Copy (2).xlsx": "a copy of facts.xlsx",
    "facts - Kopie.xlsx": "a copy of facts.xlsx",
    "facts copy 2.xlsx": "a copy of facts.xlsx",
    "facts-DESKTOP-AB12CD3.xlsx": "a copy of facts.xlsx",
    "facts-DESKTOP-1.xlsx": "a copy of facts.xlsx",
    "facts-ANNA-PC.xlsx": "a copy of facts.xlsx",
    "facts-LAPTOP-7G5H.xlsx": "a copy of facts.xlsx",
    "facts-Annas-MacBook-Pro.xlsx": "a copy of facts.xlsx",
    "Fakten u\u0308ber alles (1).xlsx": "a copy of Fakten über alles.xlsx",
    "notes.docx": ".docx files hold no facts",
    "Makefile": "no files hold no facts",
}
READ = (
    "facts-anna.jsonl",
    "facts-2025.xlsx",
    "facts-Q3-2025.xlsx",
    "facts-DE.xlsx",
    "facts-ACME.xlsx",
    "other (1).xlsx",  # its first is not here: it is the only one there is
    "facts (1).csv",  # of another kind
    "other-DESKTOP-1.xlsx",
    "Fakten über alles.xlsx",
    "facts (final).xlsx",
    "-facts.xlsx",
    "facts with  spaces.xlsx",
    "x" * 240 + ".xlsx",
)


@pytest.mark.parametrize("name", ASIDE)
def test_a_lock_or_a_copy_is_set_aside_with_why(name: str, tmp_path: Path) -> None:
    reason = reason_to_ignore(tmp_path / name, BESIDE)
    assert reason is not None and reason[0].startswith(ASIDE[name]) and reason[1]


@pytest.mark.parametrize("name", READ)
def test_a_name_that_only_looks_alike_is_read(name: str, tmp_path: Path) -> None:
    assert reason_to_ignore(tmp_path / name, BESIDE - {name}) is None


def test_checking_says_what_was_set_aside(tmp_path: Path) -> None:
    place = make_dossier(tmp_path, CLEAN)
    line = (place / "facts" / "facts.jsonl").read_bytes().replace(b'"f1"', b'"f2"')
    (place / "facts" / "facts (1).jsonl").write_bytes(line)
    opened = open_dossier(place)
    assert opened.sql("select id from facts").rows == [("f1",)]
    said = [(one.code, one.file) for one in opened.findings()]
    assert ("FIL004", "facts/facts (1).jsonl") in said


def test_what_is_no_file_is_told_as_not_read(tmp_path: Path) -> None:
    place = make_dossier(tmp_path, CLEAN)
    (place / "facts" / "facts.xlsx").mkdir()
    (place / "facts" / ".git").mkdir()
    if sys.platform != "win32":
        (place / "facts" / "gone.xlsx").symlink_to("nowhere")
        os.mkfifo(place / "facts" / "more.csv")
    said = {one.file: one.message for one in open_dossier(place).findings() if one.code == "FIL004"}
    assert said.pop("facts/facts.xlsx") == "a folder; the file is not read"
    if sys.platform != "win32":
        assert said.pop("facts/gone.xlsx") == "a link to no file; the file is not read"
        assert said.pop("facts/more.csv") == "no ordinary file; the file is not read"
    assert said == {}
