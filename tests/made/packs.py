"""A small pack for tests of trace, verify, changes and rebuild: one dossier, one template."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
from made.dossiers import CONCEPT, ENTITY, FACT, SOURCE, make_dossier
from made.templates import TOML, rich, template_folder, with_named_styles

from toolkit import OpenDossier, open_dossier
from toolkit.pack.export import PLAIN, Options, Pack, export, make_pack
from toolkit.pack.folder import PackFolder, open_pack
from toolkit.pack.template import PackTemplate, load_template

_FOLDERS = tempfile.TemporaryDirectory(prefix="packs-")  # of `made_pack`
FIGURES = """
-- Every figure
select f.id as "Fact", f.value as "Value", f.unit as "Unit", s.published as "Day",
  coalesce(f.value_text, f.quote) as "Said", [f.id] as facts
from facts f left join sources s on s.id = f.source order by f.id
"""
TEXT = "Rain fell. The plan is 380 million dollars, it says. So it goes.\nIt rose by 84 percent.\n"
PLAN = {
    "id": "plan",
    "value": 380_000_000,
    "unit": "USD",
    "quote": "plan is 380 million dollars",
    "as_printed": "380 million dollars",
    "attributed_to": "the board",
    "status": "reviewed",
    "annotator": "anna",
    "reviewer": "bruno",
}
RISE = {"id": "rise", "value": 84, "unit": "percent", "quote": "It rose by 84 percent."}
WORDS = {"id": "words", "value_text": "=it\r\nrains_x0041_ "}
SMALL = {"id": "small", "value": "-0.333333333", "unit": "USD"}
FACTS: Sequence[Mapping[str, Any]] = (PLAN, RISE, WORDS, SMALL)


def dossier(
    root: Path,
    facts: Sequence[Mapping[str, Any]] = FACTS,
    *,
    may: str | None = "whole",
    **more: Any,
) -> Path:
    """A dossier of these facts, their source with a text; `may` is what may be passed on."""
    source = SOURCE | {"published": "2025-09-12", "url": "https://example.com/a"}
    if may is not None:
        source |= {"redistribution": may}
    tables = {
        "facts": [FACT | dict(each) for each in facts],
        "sources": [source],
        "entities": [ENTITY],
        "concepts": [CONCEPT],
        **more,
    }
    (root / "sources").mkdir(parents=True, exist_ok=True)
    (root / "sources" / "s.md").write_text(TEXT, encoding="utf-8", newline="")
    return make_dossier(root, tables, 'title = "Rain"\ndate = 2025-09-26\n')


def with_formulas(path: Path) -> Path:
    """The rich template with a sheet of formulas of every kind, and a constant of its own."""

    def more(book: Any, *_: Any) -> None:
        sheet = book.add_worksheet("Sums")
        for cell, formula in FORMULAS.items():
            sheet.write_formula(cell, formula)
        sheet.write_number("A9", 42)

    return with_named_styles(rich(path, more=more))


FORMULAS = {
    "A1": "=SUM(figures[Value])",
    "A2": "=Other!A1*2",
    "A3": "=first_amount",
    "A4": "=A1+A2+A9",
    "A5": "=1+1",
    "A6": '=INDIRECT("A1")',
    "A7": "='It''s here'!C5/A5",
    "A8": "=TODAY()",
}


def put_pack(
    root: Path,
    facts: Sequence[Mapping[str, Any]] = FACTS,
    *,
    queries: Mapping[str, str] | None = None,
    workbook: Callable[[Path], Path] = with_formulas,
    options: Options = PLAIN,
    name: str = "pack",
    **how: Any,
) -> tuple[Path, Pack]:
    """The pack of a dossier below `root`, exported to root/NAME."""
    given = dict(queries or {"figures": FIGURES})
    folder = template_folder(root / "template", given, workbook=workbook, toml=TOML)
    opened = open_dossier(dossier(root / "dossier", facts, **how))
    place = root / name
    pack = export(
        opened, load_template(folder), place, allow_errors=True, overwrite=True, options=options
    )
    return place, pack


def made_pack(opened: OpenDossier, template: PackTemplate, **how: Any) -> Pack:
    """The pack in a folder of its own, which goes with the run."""
    folder = Path(tempfile.mkdtemp(dir=_FOLDERS.name))
    return make_pack(opened, template, folder, **{"allow_errors": True, **how})


def edited(place: Path, edit: Callable[[Any], None]) -> PackFolder:
    """The pack with its workbook opened in openpyxl, changed by `edit` and saved."""
    pack = open_pack(place)
    book = openpyxl.load_workbook(pack.workbook)
    edit(book)
    book.save(pack.workbook)
    return pack
