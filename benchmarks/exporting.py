"""A whole export of many facts, beside the check that is a part of it: time, and memory besides.

    python benchmarks/exporting.py [--rows N …] [--runs N]

The pack has a Table and a CSV of 22 columns with every fact, and the tables they were made from.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import checking
import facts
import writing
from measure import main


def _template(folder: Path) -> Path:
    """The template of `writing`, filled by a query of a dossier's facts."""
    path = folder / "exporting-template"
    if not path.exists():
        new = path.with_suffix(".new")
        shutil.rmtree(new, ignore_errors=True)
        shutil.copytree(writing._template(folder), new)
        sql = f"select {', '.join(facts.COLUMNS)}, [id] as facts from facts order by _row"
        (new / "facts.sql").write_text(sql, encoding="utf-8")
        (new / "template.toml").write_text('language = "en"\n', encoding="utf-8")
        new.rename(path)
    return path


def checked(folder: Path, rows: int) -> None:
    from toolkit import open_dossier

    open_dossier(checking.dossier(folder, rows) / "csv").findings()


def exported(folder: Path, rows: int) -> None:
    from toolkit import open_dossier
    from toolkit.pack.export import export
    from toolkit.pack.template import load_template

    opened = open_dossier(checking.dossier(folder, rows) / "csv")
    template = load_template(_template(folder))
    export(opened, template, folder / "exported", allow_errors=True, overwrite=True)


def prepare(folder: Path, rows: int) -> None:
    checking.prepare(folder, rows)
    _template(folder)


if __name__ == "__main__":
    jobs = {"export": exported, "its check alone": checked}
    main("Exporting", jobs, prepare, sizes=(10_000,), slow=())
