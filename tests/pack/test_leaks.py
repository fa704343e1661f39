"""A pack carries nothing hidden that its template did not declare, and nothing of this machine."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from made.packs import FIGURES, dossier, made_pack
from made.stuffed_template import DECLARED, DECLARING, NEVER, TOLD, found_in, stuffed
from made.templates import TOML, template_folder

from toolkit import open_dossier
from toolkit.errors import UnusableTemplate
from toolkit.pack.export import Pack
from toolkit.pack.template import load_template


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    root = tmp_path_factory.mktemp("leaks")
    folder = template_folder(
        root / "t", {"figures": FIGURES}, toml=DECLARING + TOML, workbook=stuffed
    )
    return made_pack(open_dossier(dossier(root / "d")), load_template(folder))


def test_every_canary_is_in_the_template(tmp_path: Path) -> None:
    found = found_in({"template": stuffed(tmp_path / "t.xlsx").read_bytes()})
    assert set(found) == {*NEVER, *DECLARED, *TOLD}


def test_what_nobody_can_declare_is_gone(pack: Pack) -> None:
    found = found_in(pack.files)
    assert {each: places for each, places in found.items() if each in NEVER} == {}
    assert set(found) <= {*DECLARED, *TOLD}


def test_what_goes_along_is_told(pack: Pack) -> None:
    told = "\n".join(pack.manifest.notes)
    for name in ("links to files or programs", "a history of changes", "data connections"):
        assert f"carries {name}, as its template declares" in told
    assert "hidden names, which go along: aaa_hidden" in told
    assert "hold notes on how they were made" in told


@pytest.mark.parametrize("name", sorted(set(DECLARED.values())))
def test_what_is_not_declared_is_refused_by_name(tmp_path: Path, name: str) -> None:
    kept = DECLARING.replace(f'"{name}"', '"macros"')
    folder = template_folder(
        tmp_path / "t", {"figures": FIGURES}, toml=kept + TOML, workbook=stuffed
    )
    opened = open_dossier(dossier(tmp_path / "d"))
    with pytest.raises(UnusableTemplate, match="does not declare") as refused:
        made_pack(opened, load_template(folder))
    assert name in refused.value.hint


def test_nothing_of_the_machine_is_in_what_is_written(tmp_path: Path) -> None:
    """Neither a folder above the dossier, nor who runs it, nor where."""
    root = tmp_path / "CANARY-path"
    made = dossier(root / "d")
    (made / "sources" / "s.md").unlink()  # so that something is said of a path
    home = root / "CANARY-home"
    home.mkdir()
    env = os.environ | {
        "HOME": str(home),
        "USER": "CANARY-user",
        "LOGNAME": "CANARY-logname",
        "USERNAME": "CANARY-username",
        "TMPDIR": str(home),
    }
    package = str(Path(__file__).parents[2])
    for args in (
        ["export", str(made), "-o", "out/p", "--allow-errors"],
        ["check", str(made), "--mark", "marked"],
        ["workbook", str(made), "-o", "w.xlsx"],
        ["sql", str(made), "from findings", "--format", "csv", "-o", "a.csv"],
    ):
        done = subprocess.run(
            [sys.executable, "-m", "toolkit", *args],
            cwd=root,
            env=env | {"PYTHONPATH": package},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode in (0, 1), done.stderr
    written = [
        path
        for place in ("out", "marked", "w.xlsx", "a.csv")
        for path in ([root / place] if (root / place).is_file() else (root / place).rglob("*"))
        if path.is_file()
    ]
    files = {path.relative_to(root).as_posix(): path.read_bytes() for path in written}
    assert len(files) > 50
    assert found_in(files) == {}
    machine = socket.gethostname().encode()
    assert not [name for name, data in files.items() if len(machine) > 3 and machine in data]
    assert json.loads(files["out/p/manifest.json"])["findings"]["error"]
