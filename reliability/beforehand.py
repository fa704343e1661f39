"""What stands in a folder before a command is tried there."""

from __future__ import annotations

import shutil
import sys
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
from faults import Warm

TODAY = date(2025, 9, 26)
PRINTER = """#!/bin/sh
while [ "$1" != --outdir ]; do shift; done
printf '%%PDF-1.7 printed' > "$2/pack.pdf"
"""
CSV = "id,entity,concept,source,value,unit,kind,status,note\nf1,e,c,s,1,USD,actual,draft,{}\n"


def dossier(run: Path, _: Warm) -> None:
    from toolkit.annotating.beginning import begin

    begin(run / "d", title="Trial", today=TODAY, empty=False)


def with_note(run: Path, warm: Warm) -> None:
    dossier(run, warm)
    (run / "note.txt").write_text("Revenue was 5 million euros in 2024.\n", encoding="utf-8")


def with_page(run: Path, warm: Warm) -> None:
    dossier(run, warm)
    page = "<html lang=en><title>A page</title><p>Revenue was 5 million euros in 2024.</p></html>"
    (run / "page.html").write_text(page, encoding="utf-8")


def with_open_figure(run: Path, warm: Warm) -> None:
    with_note(run, warm)
    asked = ["source", "add", f"{run}/d", f"{run}/note.txt", "--language", "en", "--id", "note"]
    assert warm.plain([*asked, "--in-place"], run).code == 0


def of_lines(run: Path, _: Warm) -> None:
    """A dossier of text files, its offsets blank."""
    for folder in ("facts", "sources"):
        (run / "d" / folder).mkdir(parents=True)
    (run / "d" / "factpack.toml").write_text('title = "T"\n', encoding="utf-8")
    (run / "d" / "sources" / "s.md").write_text("Sales of 5 million euros.\n", encoding="utf-8")
    facts = '{"id": "f1", "entity": "e", "concept": "c", "source": "s", "quote": "5 million euros"'
    facts += ', "value": 5000000, "unit": "EUR", "kind": "actual", "status": "draft"}\n'
    source = '{"id": "s", "title": "A note", "language": "en", "file": "s.md"}\n'
    (run / "d" / "facts" / "facts.jsonl").write_text(facts, encoding="utf-8")
    (run / "d" / "facts" / "sources.jsonl").write_text(source, encoding="utf-8")


def with_old_workbook(run: Path, _: Warm) -> None:
    import openpyxl

    for folder in ("facts", "sources"):
        (run / "d" / folder).mkdir(parents=True)
    (run / "d" / "factpack.toml").write_text('title = "T"\n', encoding="utf-8")
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Facts"
    sheet.append(["ID", "Entity", "Concept", "Source", "Value", "Unit", "Kind", "Status"])
    sheet.append(["f1", "e", "c", "s", 5, "EUR", "actual", "draft"])
    book.save(run / "d" / "facts" / "facts.xlsx")


def two_books(run: Path, warm: Warm, *, same: bool = False) -> None:
    import openpyxl

    dossier(run, warm)
    made = run / "d" / "facts" / "facts.xlsx"
    for name, row in (("ours", 2), ("theirs", 2 if same else 3)):
        book = openpyxl.load_workbook(made)
        sheet = book["Facts"]
        heads = next(r for r in sheet.iter_rows() if any(cell.value == "Note" for cell in r))
        note = next(cell for cell in heads if cell.value == "Note")
        sheet.cell(note.row + row - 1, note.column).value = f"noted by {name}"
        book.save(run / f"{name}.xlsx")
    shutil.copy(made, run / "base.xlsx")


def two_books_that_differ(run: Path, warm: Warm) -> None:
    two_books(run, warm, same=True)


def two_csvs(run: Path, _: Warm) -> None:
    (run / "base.csv").write_text(CSV.format(""), encoding="utf-8")
    (run / "ours.csv").write_text(CSV.format("ours"), encoding="utf-8")
    (run / "theirs.csv").write_text(CSV.format("") + "f2,e,c,s,2,USD,actual,draft,\n", "utf-8")


def two_csvs_that_differ(run: Path, warm: Warm) -> None:
    two_csvs(run, warm)
    (run / "theirs.csv").write_text(CSV.format("theirs"), encoding="utf-8")


def ticked(run: Path, warm: Warm) -> None:
    import csv

    two_csvs_that_differ(run, warm)
    asked = ["merge", f"{run}/ours.csv", f"{run}/theirs.csv", "--base", f"{run}/base.csv"]
    assert warm.plain(asked, run).code == 1
    path = run / "ours.conflicts.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    rows[1][rows[0].index("Choice")] = "theirs"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)


def two_dossiers(run: Path, warm: Warm) -> None:
    two_csvs(run, warm)
    for name in ("base", "ours", "theirs"):
        (run / name / "facts").mkdir(parents=True)
        (run / name / "factpack.toml").write_text('title = "T"\n', encoding="utf-8")
        (run / f"{name}.csv").rename(run / name / "facts" / "facts.csv")


def marked(run: Path, warm: Warm) -> None:
    dossier(run, warm)
    warm.plain(["check", f"{run}/d", "--mark", f"{run}/marked"], run)


def marked_before_an_edit(run: Path, warm: Warm) -> None:
    marked(run, warm)
    (run / "d" / "sources" / "example.md").write_text("Nothing of it.\n", encoding="utf-8")


def with_template(run: Path, warm: Warm) -> None:
    dossier(run, warm)
    query = 'select id as "Fact", value as "Value", unit as "Unit", [id] as facts from facts\n'
    (run / "all_facts.sql").write_text(query, encoding="utf-8")
    warm.plain(["template", "new", f"{run}/t/small", "--from", f"{run}/all_facts.sql"], run)


def with_pack(run: Path, warm: Warm) -> None:
    with_template(run, warm)
    asked = ["export", f"{run}/d", "--template", f"{run}/t/small", "-o", f"{run}/out/p"]
    assert warm.plain(asked, run).code == 0
    settings = run / "d" / "factpack.toml"
    settings.write_text(settings.read_text("utf-8").replace("Trial", "Changed"), "utf-8")


def with_printer(run: Path, warm: Warm) -> None:
    """A program in LibreOffice's place: real runs of it take seconds each."""
    with_template(run, warm)
    printer = run / "bin" / "soffice"
    printer.parent.mkdir()
    printer.write_text(PRINTER, encoding="utf-8")
    printer.chmod(0o755)


def with_query(run: Path, warm: Warm) -> None:
    with_template(run, warm)
    shutil.rmtree(run / "t")


def folder_there(run: Path, _: Warm) -> None:
    (run / "new").mkdir()
    (run / "new" / "minutes.txt").write_text("kept", encoding="utf-8")


def nothing(run: Path, _: Warm) -> None:
    """An empty folder."""
