"""Runs that are started at once on one file, dossier or pack, and what of them comes out wrong."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from beforehand import dossier, with_open_figure, with_template
from faults import Ended, Warm
from trials import looked_at

HEAD = "id,entity,concept,source,value,unit,kind,status,note\r\n"
ROW = "{},e,c,s,{},USD,actual,draft,\r\n"
SAYS_WHY = ("another run of factpack", "has changed since it was read", "was saved while")


class Case(NamedTuple):
    """What is run at once; `wrong` says what came out wrong, "" for nothing."""

    name: str
    prepare: Callable[[Path, Warm], None]
    commands: Sequence[Sequence[str]]
    wrong: Callable[[Path, Sequence[Ended]], str]
    unlocked: bool = False  # on a drive that has no locks


def eight_csvs(run: Path, _: Warm) -> None:
    for name in ("base", "ours"):
        (run / f"{name}.csv").write_text(HEAD + ROW.format("f0", 0), "utf-8", newline="")
    for n in range(8):
        rows = ROW.format("f0", 0) + ROW.format(f"mine-{n}", n + 1)
        (run / f"theirs{n}.csv").write_text(HEAD + rows, "utf-8", newline="")


def eight_books(run: Path, warm: Warm) -> None:
    import openpyxl

    dossier(run, warm)
    made = run / "d" / "facts" / "facts.xlsx"
    for n in range(8):
        book = openpyxl.load_workbook(made)
        sheet = book["Entities"]
        sheet.cell(3 + n, 1).value, sheet.cell(3 + n, 2).value = f"mine-{n}", f"Number {n}"
        book.save(run / f"theirs{n}.xlsx")
    shutil.copy(made, run / "base.xlsx")
    shutil.copy(made, run / "ours.xlsx")


def merges(suffix: str) -> list[list[str]]:
    ours, base = f"{{run}}/ours.{suffix}", f"{{run}}/base.{suffix}"
    return [
        ["merge", ours, f"{{run}}/theirs{n}.{suffix}", "--base", base, "--in-place"]
        for n in range(8)
    ]


def lost_of_csv(run: Path, ended: Sequence[Ended]) -> str:
    text = (run / "ours.csv").read_text("utf-8-sig")
    return _lost([f"mine-{n}," in text for n in range(8)], ended)


def lost_of_book(run: Path, ended: Sequence[Ended]) -> str:
    import openpyxl

    sheet = openpyxl.load_workbook(run / "ours.xlsx")["Entities"]
    there = {cell.value for cell in sheet["A"]}
    return _lost([f"mine-{n}" in there for n in range(8)], ended)


def _lost(there: Sequence[bool], ended: Sequence[Ended]) -> str:
    for n, (is_there, one) in enumerate(zip(there, ended, strict=True)):
        if one.code == 0 and not is_there:
            return f"what merge {n} wrote is lost"
    return untold(ended)


def untold(ended: Sequence[Ended]) -> str:
    """Who failed without saying why."""
    for one in ended:
        if one.code not in (0, 1) and not any(why in one.err for why in SAYS_WHY):
            return f"exit code {one.code}: {one.err[-200:]}"
        if "Traceback" in one.err:
            return one.err[-200:]
    return ""


def one_pack(run: Path, ended: Sequence[Ended]) -> str:
    """Whether the folder is one pack, as its manifest says."""
    pack = run / "out" / "p"
    told = json.loads((pack / "manifest.json").read_text("utf-8"))
    listed = {each["path"]: each["sha256"] for each in told["outputs"]}
    there = {
        path.relative_to(pack).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in pack.rglob("*")
        if path.is_file() and path.name != "manifest.json"
    }
    return "the pack is not whole" if listed != there else untold(ended)


def once(run: Path, ended: Sequence[Ended]) -> str:
    import openpyxl

    sheet = openpyxl.load_workbook(run / "d" / "facts" / "facts.xlsx")["Facts"]
    ids = [cell.value for cell in sheet["A"] if str(cell.value).startswith("note-")]
    if len(ids) != len(set(ids)) or not ids:
        return f"drafted {ids}"
    return untold(ended)


def all_three(run: Path, ended: Sequence[Ended]) -> str:
    import openpyxl

    book = openpyxl.load_workbook(run / "d" / "facts" / "facts.xlsx")
    sources = {cell.value for cell in book["Sources"]["A"]}
    facts = {str(cell.value) for cell in book["Facts"]["A"]}
    if ended[0].code == 0 and not any(each.startswith("note-") for each in facts):
        return "what was drafted is lost"
    if ended[1].code == 0 and "other" not in sources:
        return "the source that was added is lost"
    return untold(ended)


def marks(run: Path, ended: Sequence[Ended]) -> str:
    import openpyxl

    book = openpyxl.load_workbook(run / "marked" / "facts.xlsx")
    return (
        "" if "Findings" in book.sheetnames and not untold(ended) else f"{untold(ended)} no marks"
    )


def with_other_note(run: Path, warm: Warm) -> None:
    with_open_figure(run, warm)
    (run / "other.txt").write_text("Sales were 7 million euros in 2023.\n", encoding="utf-8")


DRAFT = ["draft", "{run}/d", "note", "--in-place"]
ADD = ["source", "add", "{run}/d", "{run}/other.txt", "--language", "en", "--id", "other"]
EXPORT = ["export", "{run}/d", "--template", "{run}/t/small", "-o", "{run}/out/p"]
MARK = ["check", "{run}/d", "--mark", "{run}/marked"]
CASES = (
    Case("eight merges into one CSV", eight_csvs, merges("csv"), lost_of_csv),
    Case("eight merges into one workbook", eight_books, merges("xlsx"), lost_of_book),
    Case("two exports into one folder", with_template, [EXPORT, EXPORT], one_pack),
    Case("two drafts of one source", with_open_figure, [DRAFT, DRAFT], once),
    Case(
        "a draft, a source added, offsets filled in",
        with_other_note,
        [DRAFT, [*ADD, "--in-place"], ["lock-quotes", "{run}/d", "--in-place"]],
        all_three,
    ),
    Case("two runs that mark", dossier, [MARK, MARK], marks),
    Case("eight merges on a drive without locks", eight_csvs, merges("csv"), lost_of_csv, True),
    Case("two exports on a drive without locks", with_template, [EXPORT, EXPORT], one_pack, True),
)


def prepared(run: Path, warm: Warm, prepare: Callable[[Path, Warm], None]) -> None:
    shutil.rmtree(run, ignore_errors=True)
    run.mkdir(parents=True)
    prepare(run, warm)


def once_more(case: Case, run: Path, warm: Warm) -> str:
    prepared(run, warm, case.prepare)
    commands = [[part.replace("{run}", str(run)) for part in each] for each in case.commands]
    ended = warm.together(commands, run, unlocked=case.unlocked)
    _, left = looked_at(run)
    return case.wrong(run, ended) or (f"{left[0]} is left" if left else "")
