"""Several runs at once on one file, dossier or pack: nothing is lost, who fails says why."""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent))
from beforehand import dossier, with_open_figure, with_template
from faults import Ended, Warm
from measured import Measured
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
)


def measured(full: bool) -> Iterator[Measured]:
    """Each case again and again; an export of a dossier that is being saved."""
    warm = Warm()
    right, of, why = 0, 0, []
    with tempfile.TemporaryDirectory(prefix="contention-") as name:
        run = Path(name).resolve() / "run"
        for case in CASES:
            for _ in range(20 if full else 3):
                said = once_more(case, run, warm)
                of, right = of + 1, right + (not said)
                if said:
                    why.append(f"{case.name}: {said}")
        for _ in range(20 if full else 3):
            said = edited_meanwhile(run, warm)
            of, right = of + 1, right + (not said)
            if said:
                why.append(f"an export while its facts are saved: {said}")
        for lock in ("~$ours.csv", ".~lock.ours.csv#"):
            said = open_elsewhere(run, warm, lock)
            of, right = of + 1, right + (not said)
            if said:
                why.append(f"a file that is open elsewhere: {said}")
    warm.close()
    yield Measured(
        "Runs at once with nothing lost",
        right,
        of,
        "eight merges into one file, two exports into one folder, two drafts, a draft while a "
        "source is added and offsets are filled in, two runs that mark, an export while its facts "
        "are saved over and over, a merge into a file that Excel or LibreOffice has open. Right: "
        "whatever a run that ended with 0 wrote is there, packs are whole, and a run that failed "
        "says who was in its way; nothing is left behind.",
        tuple(why),
    )


def prepared(run: Path, warm: Warm, prepare: Callable[[Path, Warm], None]) -> None:
    shutil.rmtree(run, ignore_errors=True)
    run.mkdir(parents=True)
    prepare(run, warm)


def once_more(case: Case, run: Path, warm: Warm) -> str:
    prepared(run, warm, case.prepare)
    commands = [[part.replace("{run}", str(run)) for part in each] for each in case.commands]
    ended = warm.together(commands, run)
    _, left = looked_at(run)
    return case.wrong(run, ended) or (f"{left[0]} is left" if left else "")


def edited_meanwhile(run: Path, warm: Warm) -> str:
    """A pack's facts are those of the file that its manifest names by its hash."""
    prepared(run, warm, with_template)
    facts = run / "d" / "facts" / "entities.csv"
    done, saved = threading.Event(), {}

    def save() -> None:
        number = 0
        while not done.wait(0.05):
            number += 1
            data = f"id,name\r\ne{number},Number {number}\r\n".encode()
            saved[sha256(data).hexdigest()] = number
            new = facts.with_name(".new")
            new.write_bytes(data)
            new.replace(facts)

    facts.write_bytes(b"id,name\r\ne0,Number 0\r\n")
    saver = threading.Thread(target=save)
    saver.start()
    ended = warm.plain([each.replace("{run}", str(run)) for each in EXPORT], run)
    done.set()
    saver.join()
    if ended.code == 2:
        return "" if "was saved while" in ended.err or "changed" in ended.err else ended.err[-200:]
    told = json.loads((run / "out" / "p" / "manifest.json").read_text("utf-8"))
    hashes = {each["path"]: each["sha256"] for each in told["inputs"]}
    number = saved.get(hashes["facts/entities.csv"])
    import duckdb

    table = run / "out" / "p" / "data" / "entities.parquet"
    rows = duckdb.sql(f"select id from read_parquet('{table}') where id like 'e%'").fetchall()
    return (
        "" if (f"e{number}",) in rows else f"the manifest names file {number}, the pack has {rows}"
    )


def open_elsewhere(run: Path, warm: Warm, lock: str) -> str:
    prepared(run, warm, eight_csvs)
    (run / lock).write_bytes(b"\x04anna")
    before = (run / "ours.csv").read_bytes()
    ended = warm.plain([each.replace("{run}", str(run)) for each in merges("csv")[0]], run)
    kept = (run / "ours.csv").read_bytes() == before
    return "" if kept and ended.code == 2 and "is open in" in ended.err else f"{lock}: {ended}"


if __name__ == "__main__":
    for line in measured("--full" in sys.argv):
        print(f"{line.what}: {line.right} of {line.of}", *line.why, sep="\n  ")
