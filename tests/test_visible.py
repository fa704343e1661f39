"""Nothing in a cell commands the terminal that shows it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from dossiers import CLEAN, FACT, make_dossier

from toolkit.visible import visible

ESCAPES = [
    "\x1b[2J\x1b[H",  # clears the screen
    "\x1b]0;owned\x07",  # the window's title
    "\x1b]8;;https://evil.example\x1b\\here\x1b]8;;\x1b\\",  # a link
    "\x1b]52;c;Y21k\x07",  # the clipboard
    "\x9b31m",  # the same in one character
    "a\rb",  # overwrites the line
    "a\x08b\x7f",
    "\u202egnp.exe",  # turned round
    "\u2066x\u2069",
    "a\u2028b\x85c\x0bd",
]


@pytest.mark.parametrize("text", ESCAPES)
def test_what_a_terminal_would_obey_is_written_out(text: str) -> None:
    shown = visible(text)
    assert shown.isprintable() and shown.isascii()


def test_texts_are_left_as_they_are() -> None:
    text = "Größe 5 %,\n\t€ 3.2 Mrd — 日本 👩‍👩‍👧 \\x1b"
    assert visible(text) == text


@pytest.mark.parametrize("more", [(), ("--format", "json")])
@pytest.mark.parametrize("command", [("check",), ("sql", "select id, note, quote from facts")])
def test_no_command_passes_a_cells_controls_on(
    tmp_path: Path, command: tuple[str, ...], more: tuple[str, ...]
) -> None:
    payload = "".join(ESCAPES)
    fact = FACT | {"id": "f1", "value": 1, "unit": "USD", "kind": payload, "note": payload}
    dossier = make_dossier(tmp_path / "d", dict(CLEAN) | {"facts": [fact]})
    name, *rest = command
    done = subprocess.run(
        [sys.executable, "-m", "toolkit", name, str(dossier), *rest, *more],
        capture_output=True,
        check=False,
        env=os.environ | {"FORCE_COLOR": "1"},
    )
    said = (done.stdout + done.stderr).decode()
    assert done.returncode in (0, 1), said
    assert "x1b" in said or "u001b" in said
    assert "\x1b" not in said and "\x07" not in said
