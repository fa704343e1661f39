"""Several runs at once on one file or dossier: nothing that was typed is lost."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from made.packs import FIGURES, dossier
from made.templates import template_folder

from toolkit import open_dossier
from toolkit.errors import FactpackError
from toolkit.pack.export import export
from toolkit.pack.template import PackTemplate, load_template

HEAD = "id,entity,concept,source,value,unit,kind,status\n"


def row(id: str) -> str:
    return f"{id},e,c,s,1,USD,actual,draft\n"


def test_three_merges_at_once_into_one_file_lose_nothing(tmp_path: Path) -> None:
    for name in ("base", "ours"):
        (tmp_path / f"{name}.csv").write_text(HEAD + row("f0"), encoding="utf-8")
    runs = []
    for n in range(3):
        (tmp_path / f"theirs{n}.csv").write_text(HEAD + row("f0") + row(f"n{n}"), encoding="utf-8")
        asked = ["merge", "ours.csv", f"theirs{n}.csv", "--base", "base.csv", "--in-place"]
        runs.append(
            subprocess.Popen(
                [sys.executable, "-m", "toolkit", *asked],
                cwd=tmp_path,
                env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
                stderr=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                text=True,
            )
        )
    told = [run.communicate()[1] for run in runs]
    assert [run.returncode for run in runs] == [0, 0, 0], told
    text = (tmp_path / "ours.csv").read_text(encoding="utf-8-sig")
    assert all(f"n{n}," in text for n in range(3))
    assert not [path.name for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_a_file_that_is_saved_while_a_pack_is_made_of_it_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = dossier(tmp_path / "d")
    template = load_template(template_folder(tmp_path / "t", {"figures": FIGURES}))
    opened = open_dossier(made)
    queries = PackTemplate.files

    def saved_meanwhile(self: PackTemplate) -> object:
        with (made / "facts" / "facts.jsonl").open("a", encoding="utf-8") as file:
            file.write("\n")
        return queries(self)

    monkeypatch.setattr(PackTemplate, "files", saved_meanwhile)
    with pytest.raises(FactpackError, match=r"facts\.jsonl was saved while the pack was made"):
        export(opened, template, tmp_path / "out" / "p", allow_errors=True)
    assert not (tmp_path / "out").exists()
