"""Merges of small text files as texts: what goes in, what is said, what comes out.

    python tests/merge/test_cases.py     writes anew what comes out, to be read in the diff

A case begins with its sides (and `choices`, one a line, where a merge has to be finished, and
`options`); what follows was written by factpack. ␍ is a carriage return, ␀ a byte order mark.
"""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from toolkit.cli.merge import command
from toolkit.errors import FactpackError

CASES = sorted((Path(__file__).parent / "cases").glob("*.txt"))
GIVEN = {"base", "ours", "theirs", "choices", "options"}
HEADING = re.compile(r"^== (.*) ==\n", re.MULTILINE)


def sections(text: str) -> dict[str, str]:
    parts = HEADING.split(text)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def played(path: Path, folder: Path) -> str:
    """The case as it should stand: its sides, then all that comes of them."""
    given = {
        name: text
        for name, text in sections(path.read_text(encoding="utf-8")).items()
        if name.partition(".")[0] in GIVEN
    }
    files = {}
    for name, text in given.items():
        side, _, ending = name.partition(".")
        if ending:
            files[side] = folder / side / f"facts.{ending}"
            files[side].parent.mkdir()
            files[side].write_bytes(_stored(text))
    result = folder / f"out{files['ours'].suffix}"
    base = ("--base", files["base"]) if "base" in files else ()
    options = given.get("options", "").split()
    told = _run(folder, files["ours"], files["theirs"], *base, "-o", result, *options)
    written = {f"said{told}": "", **_written(folder)}
    if "choices" in given:
        listed = folder / "out.conflicts.csv"
        _choose(listed, given["choices"].splitlines())
        finished = _run(folder, "--resolve", listed)
        written |= {f"finished{finished}": "", "finished " + result.name: _text(result)}
    shown = [(name, text) for name, text in (*given.items(), *written.items())]
    return "".join(f"== {name} ==\n{text}" if text else name_only(name) for name, text in shown)


def name_only(name: str) -> str:
    """What was said stands behind its heading's exit code."""
    head, _, text = name.partition("\n")
    return f"== {head} ==\n{text}"


def _run(folder: Path, *arguments: object) -> str:
    done = CliRunner().invoke(command, [str(each) for each in arguments])
    said, code = done.output, done.exit_code
    if isinstance(done.exception, FactpackError):
        said, code = f"{done.exception.what}\n→ {done.exception.hint}\n", 2
    elif done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return f", exit code {code}\n" + said.replace(str(folder), "FOLDER").replace("\\", "/")


def _stored(text: str) -> bytes:
    return text.replace("␍", "\r").replace("⏎\n", "").replace("␀", "\ufeff").encode("utf-8")


def _text(path: Path) -> str:
    if not path.exists():
        return "(not written)\n"
    text = path.read_bytes().decode("utf-8").replace("\r", "␍").replace("\ufeff", "␀")
    return text if text.endswith("\n") else f"{text}⏎\n"


def _written(folder: Path) -> dict[str, str]:
    return {each.name: _text(each) for each in sorted(folder.iterdir()) if each.is_file()}


def _choose(listed: Path, choices: list[str]) -> None:
    """Ticks each conflict: a choice, and the value or id that goes with it."""
    import csv

    with listed.open(encoding="utf-8-sig", newline="") as stream:
        head, *rows = list(csv.reader(stream))
    for row, said in zip(rows, choices, strict=True):
        row[head.index("Choice")], _, row[head.index("Other")] = said.partition(" ")
    with listed.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([head, *rows])


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_merge_comes_to_what_its_case_says(path: Path, tmp_path: Path) -> None:
    assert played(path, tmp_path) == path.read_text(encoding="utf-8")


if __name__ == "__main__":
    for each in CASES:
        with tempfile.TemporaryDirectory() as place:
            again = played(each, Path(place))
        each.write_text(again, encoding="utf-8")
