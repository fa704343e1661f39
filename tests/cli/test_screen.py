"""No command passes a cell's control characters on, whatever it prints."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from made.dossiers import CLEAN, FACT, make_dossier

ESCAPES = (
    "\x1b[2J\x1b[H",  # clears the screen
    "\x1b]0;owned\x07",  # the window's title
    "\x1b]8;;https://evil.example\x1b\\here\x1b]8;;\x1b\\",  # a link
    "\x9b31m",  # a colour in one character
    "a\rb",  # overwrites the line
    "\u202egnp.exe",  # turned round
)


@pytest.mark.parametrize(
    "command",
    [
        ("check",),
        ("check", "--format", "json"),
        ("sql", "select note from facts"),
        ("draft", "s"),
        ("open-figures",),
    ],
    ids=" ".join,
)
def test_no_command_passes_a_cells_controls_on(tmp_path: Path, command: tuple[str, ...]) -> None:
    payload = "".join(ESCAPES)
    fact = FACT | {"id": "f1", "value": 1, "unit": "USD", "kind": payload, "note": payload}
    dossier = make_dossier(tmp_path / "d", dict(CLEAN) | {"facts": [fact]})
    (dossier / "sources" / "s.md").write_text(f"It was {payload} 5 million euros.\n", "utf-8")
    name, *rest = command
    done = subprocess.run(
        [sys.executable, "-m", "toolkit", name, str(dossier), *rest],
        capture_output=True,
        check=False,
        env=os.environ | {"FORCE_COLOR": "1"},
    )
    said = (done.stdout + done.stderr).decode()
    assert done.returncode in (0, 1), said
    assert not set("\x1b\x07\r\x9b\u202e") & set(said)
