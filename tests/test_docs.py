"""What the documents show is what the commands do: every console block is run, word for word."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
COMMANDS = sorted(
    path.stem.replace("_", "-") for path in (ROOT / "toolkit" / "cli").glob("[a-z]*.py")
)


def steps(document: Path) -> list[tuple[str, str]]:
    """The commands of a document's console blocks, each with the output shown below it."""
    found: list[tuple[str, str]] = []
    for block in BLOCK.findall(document.read_text(encoding="utf-8")):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            while command.endswith("\\"):
                more, _, output = output.partition("\n")
                command = f"{command[:-1].rstrip()} {more.removeprefix('> ').strip()}"
            found.append((command, output))
    return found


def matches(shown: str, printed: str) -> bool:
    """Word for word, where a line `…` stands for any lines and `…` in a line for any text."""
    lines = [
        r"(?:.*\n)*?" if line.strip() == "…" else re.escape(line).replace("…", ".*") + r"\n"
        for line in shown.rstrip("\n").split("\n")
    ]
    return bool(re.fullmatch("".join(lines), printed.rstrip("\n") + "\n")) or shown == printed == ""


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_command_of_a_document_prints_what_it_shows(document: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    environment = os.environ | {
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
        "PYTHONPATH": str(ROOT),
        "NO_COLOR": "1",
    }
    for command, shown in steps(document):
        assert command.split()[0] in ("factpack", "cp", "cat", "head"), command
        done = subprocess.run(
            command,
            shell=True,
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=tmp_path,
            env=environment,
            timeout=120,
        )
        printed = done.stdout + done.stderr
        assert matches(shown, printed), f"{command}\n--- shown\n{shown}\n--- printed\n{printed}"


def test_every_command_stands_in_the_readme() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"factpack {name}" not in text] == []


def test_every_link_of_a_document_leads_somewhere() -> None:
    for document in DOCUMENTS:
        text = document.read_text(encoding="utf-8")
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", text):
            assert (document.parent / target).exists(), f"{document.name}: {target}"


def test_make_has_the_two_commands_of_the_readme() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for target in ("pack", "test"):
        assert f"\n{target}:" in makefile and f"make {target}" in readme


def test_the_page_of_records_is_what_the_schemas_say() -> None:
    made = subprocess.run(
        [sys.executable, "-m", "toolkit", "fields", "--format", "markdown"],
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        timeout=60,
    ).stdout
    assert (ROOT / "docs" / "records.md").read_text(encoding="utf-8") == made
