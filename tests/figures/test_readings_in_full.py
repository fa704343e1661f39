"""Sentences beside all that is read in them: what, from where to where, with every field.

A ⏎ stands for the end of a line.

python tests/figures/test_readings_in_full.py     writes anew what is read, for a look at it
"""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.figures import read_figures

FOLDER = Path(__file__).parent / "in_full"
FILES = sorted(FOLDER.glob("*.txt"))


def seen(path: Path) -> str:
    """The file's sentences, each with its figures beneath it."""
    lines = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("  "):
            continue
        lines.append(line)
        for figure in read_figures(line.replace("⏎", "\n"), path.stem) if line else ():
            said = figure.as_json()
            told = [f"{said.pop('start')}–{said.pop('end')}", said.pop("kind"), said.pop("printed")]
            lines.append("  " + " | ".join([*told, *(f"{k}={v}" for k, v in said.items())]))
    return "".join(f"{line}\n" for line in lines)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_sentence_is_read_as_it_is_listed(path: Path) -> None:
    assert seen(path) == path.read_text(encoding="utf-8")


if __name__ == "__main__":
    for each in FILES:
        each.write_text(seen(each), encoding="utf-8")
