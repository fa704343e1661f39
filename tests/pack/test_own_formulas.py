"""The formulas of factpack's own templates, in packs of the example and of made-up facts."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from made.dossiers import CLEAN, CONCEPT, ENTITY, FACT, SOURCE, Tables, make_dossier
from made.formula_book import cells_of, recalculated

from toolkit import open_dossier
from toolkit.pack.export import export
from toolkit.pack.template import load_template

ROOT = Path(__file__).parents[2]
PROPOSED = [FACT | {"id": f"p{n}", "value": n, "unit": "JPY", "status": "draft"} for n in range(9)]
DOSSIERS: dict[str, Tables] = {
    "sound": CLEAN,
    "empty": {"sources": [SOURCE], "entities": [ENTITY], "concepts": [CONCEPT]},
    "unread": CLEAN
    | {"facts": PROPOSED, "key_figures": [{"order": 1, "label": "One", "fact": "p1"}]},
}
needs_libreoffice = pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice")


def packs(folder: Path) -> dict[str, bytes]:
    """By name, the workbook of each dossier's pack."""
    roots = {"example": ROOT / "examples" / "alibaba-ai"}
    for name, tables in DOSSIERS.items():
        roots[name] = make_dossier(folder / name, tables, settings='date = "2025-09-26"\n')
    made = {}
    for name, root in roots.items():
        out = folder / f"{name}-pack"
        template = load_template(ROOT / "templates" / "ic_pack")
        pack = export(open_dossier(root), template, out, allow_errors=True)
        made[name] = (out / pack.workbook).read_bytes()
    return made


@needs_libreoffice
def test_every_formula_of_the_pack_shows_what_libreoffice_works_out(tmp_path: Path) -> None:
    made = packs(tmp_path)
    office = tmp_path / "office"
    office.mkdir()
    theirs = recalculated(made, office)
    said = {}
    for name, data in made.items():
        again = cells_of(theirs[name])
        formulas = {at: cell for at, cell in cells_of(data).items() if cell.formula is not None}
        assert formulas, name
        for at, cell in formulas.items():
            assert (cell.kind, cell.value) == (again[at].kind, again[at].value), (name, at)
        said[name] = next(c.value for at, c in formulas.items() if at.startswith("Cover!"))
    assert said["sound"] == "Passes: nothing on the sheet Checks fails"
    assert said["example"] == "Fails: 1 check does not pass, see the sheet Checks"
    assert said["unread"] == "Fails: 2 checks do not pass, see the sheet Checks"
