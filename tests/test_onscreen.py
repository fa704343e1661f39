"""What a file says cannot write to the terminal that shows it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from made.dossiers import CLEAN, make_dossier

from toolkit.onscreen import on_screen


@pytest.mark.parametrize(
    "text", ["\x1b]0;evil\x07", "a\rb", "\x9b31m", "\u202egpj.exe", "\u2066a\u2069", "\x00", "\x7f"]
)
def test_what_moves_the_cursor_or_turns_the_line_is_replaced(text: str) -> None:
    shown = on_screen(text)
    assert "\ufffd" in shown and not set("\x1b\x07\r\x9b\u202e\u2066\x00\x7f") & set(shown)


@pytest.mark.parametrize(
    "text",
    ["Größe", "می\u200cخواهم", "👨\u200d👩\u200d👧", "abc\u200f", "a\tb\nc", "e\u0301", "日本"],
)
def test_what_people_write_stays(text: str) -> None:
    assert on_screen(text) == text


def test_neither_a_finding_nor_an_answer_writes_to_the_terminal(tmp_path: Path) -> None:
    facts = [CLEAN["facts"][0] | {"kind": "\x1b]0;evil\x07", "note": "\x1b[31mred"}]
    place = make_dossier(tmp_path, {**CLEAN, "facts": facts})
    for words in (["check", str(place)], ["sql", str(place), "select note from facts"]):
        done = subprocess.run(
            [sys.executable, "-m", "toolkit", *words], capture_output=True, check=False
        )
        assert b"\x1b" not in done.stdout + done.stderr
        assert b"\x07" not in done.stdout + done.stderr
