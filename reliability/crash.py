"""Every command that writes, killed or refused at each of its calls to the file system.

A run may end in two ways only: all files as they were, or all as the command makes them; a pack,
a template and a new dossier each as a whole. What a killed run leaves has names by which the next
run knows it, and the next run makes what an untouched one makes, and leaves nothing.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent))
from faults import Call, Ended, Warm, environment, fresh
from measured import Measured

MUTATING = {  # call: the errors it may meet; at each the process is killed as well
    "write": ("ENOSPC", "EIO"),
    "pwrite64": ("ENOSPC", "EIO"),
    "writev": ("ENOSPC",),
    "rename": ("EIO", "ENOSPC", "EACCES"),
    "renameat2": ("EINVAL", "EIO"),
    "link": ("EPERM", "ENOSPC"),
    "linkat": ("EPERM", "ENOSPC"),
    "unlink": ("EIO", "EACCES"),
    "unlinkat": ("EIO",),
    "mkdir": ("ENOSPC", "EACCES"),
    "rmdir": ("EIO",),
    "fsync": ("EIO", "ENOSPC"),
    "fdatasync": ("EIO",),
    "ftruncate": ("EIO", "ENOSPC"),
    "flock": ("ENOLCK",),
    "chmod": ("EPERM",),
}
MADE = ("ENOSPC", "EMFILE", "EACCES", "EIO")  # of a file that is made
READ = {"openat": ("EMFILE", "EACCES", "EIO"), "read": ("EIO",), "pread64": ("EIO",)}
LEAVING = re.compile(r"\..+\.(lock|new|old|[0-9a-f]{8}\.tmp(\..+)?)|\.?factpack-.+", re.DOTALL)
SECOND = re.compile(r"-2\.\w+$")  # of a merge that is asked for again
TODAY = date(2025, 9, 26)
SHARE = 10  # points a command in the smaller run
MOST = 130  # points a command in the full run, spread over all kinds of them


class Command(NamedTuple):
    """A command to be tried: its arguments ({run} is its folder), and what stands there before.

    `wholes` are folders that are old or new as a whole; `tells` is a list that has more to tell
    where a file could not be written.
    """

    name: str
    args: Sequence[str]
    prepare: Callable[[Path, Warm], None]
    wholes: Sequence[str] = ()
    tells: str = ""


# -- what stands there before ----------------------------------------------------------------------


def dossier(run: Path, _: Warm) -> None:
    from toolkit.beginning import begin

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


CSV = "id,entity,concept,source,value,unit,kind,status,note\nf1,e,c,s,1,USD,actual,draft,{}\n"


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
    warm.plain([*merge_of("csv"), "--base", f"{run}/base.csv"], run)
    warm.plain([each.replace("{run}", str(run)) for each in [*merge_of("csv"), *BASE_CSV]], run)
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


def with_query(run: Path, warm: Warm) -> None:
    with_template(run, warm)
    shutil.rmtree(run / "t")


def folder_there(run: Path, _: Warm) -> None:
    (run / "new").mkdir()
    (run / "new" / "minutes.txt").write_text("kept", encoding="utf-8")


def nothing(run: Path, _: Warm) -> None:
    """An empty folder."""


def merge_of(suffix: str) -> list[str]:
    return ["merge", f"{{run}}/ours.{suffix}", f"{{run}}/theirs.{suffix}"]


BASE_CSV, BASE_XLSX = ["--base", "{run}/base.csv"], ["--base", "{run}/base.xlsx"]
EXPORT = ["export", "{run}/d", "--template", "{run}/t/small", "-o", "{run}/out/p"]
COMMANDS = (
    Command("init", ["init", "{run}/new", "--title", "T"], nothing, ["new"]),
    Command("init where a folder is", ["init", "{run}/new", "--title", "T"], folder_there),
    Command("workbook", ["workbook", "{run}/d", "-o", "{run}/w.xlsx"], of_lines),
    Command(
        "workbook --upgrade --in-place",
        ["workbook", "--upgrade", "{run}/d/facts/facts.xlsx", "--in-place"],
        with_old_workbook,
    ),
    Command(
        "source add (text)",
        ["source", "add", "{run}/d", "{run}/note.txt", "--language", "en", "--in-place"],
        with_note,
    ),
    Command(
        "source add (page)",
        ["source", "add", "{run}/d", "{run}/page.html", "--language", "en", "--in-place"],
        with_page,
    ),
    Command("draft", ["draft", "{run}/d", "note", "--in-place"], with_open_figure),
    Command("draft --missing", ["draft", "{run}/d", "--missing", "--in-place"], of_lines),
    Command("lock-quotes", ["lock-quotes", "{run}/d", "--in-place"], of_lines),
    Command("check --mark", ["check", "{run}/d", "--mark", "{run}/marked"], dossier),
    Command(
        "check --mark again",
        ["check", "{run}/d", "--mark", "{run}/marked"],
        marked_before_an_edit,
        tells="marked/dossier.findings.csv",
    ),
    Command("unmark", ["unmark", "{run}/marked/facts.xlsx", "-o", "{run}/clean"], marked),
    Command("unmark --in-place", ["unmark", "{run}/marked/facts.xlsx", "--in-place"], marked),
    Command("merge -o", [*merge_of("xlsx"), *BASE_XLSX, "-o", "{run}/m.xlsx"], two_books),
    Command("merge --in-place", [*merge_of("xlsx"), *BASE_XLSX, "--in-place"], two_books),
    Command("merge --in-place (CSV)", [*merge_of("csv"), *BASE_CSV, "--in-place"], two_csvs),
    Command("merge with conflicts", [*merge_of("xlsx"), *BASE_XLSX], two_books_that_differ),
    Command("merge with conflicts (CSV)", [*merge_of("csv"), *BASE_CSV], two_csvs_that_differ),
    Command(
        "merge --resolve", ["merge", "--resolve", "{run}/ours.conflicts.csv", "--in-place"], ticked
    ),
    Command(
        "merge of folders",
        ["merge", "{run}/ours", "{run}/theirs", "--base", "{run}/base", "-o", "{run}/both"],
        two_dossiers,
        ["both"],
    ),
    Command(
        "diff -o",
        ["diff", "{run}/base.csv", "{run}/ours.csv", "--format", "xlsx", "-o", "{run}/diff.xlsx"],
        two_csvs,
    ),
    Command("export", EXPORT, with_template, ["out/p"]),
    Command("export over a pack", EXPORT, with_pack, ["out/p"]),
    Command(
        "sql -o (CSV)",
        ["sql", "{run}/d", "from facts", "--format", "csv", "-o", "{run}/a.csv"],
        dossier,
    ),
    Command(
        "sql -o (Parquet)",
        ["sql", "{run}/d", "from facts", "--format", "parquet", "-o", "{run}/a.parquet"],
        dossier,
    ),
    Command("db", ["db", "{run}/d", "-o", "{run}/a.duckdb"], dossier),
    Command(
        "template new",
        ["template", "new", "{run}/t/mine", "--from", "{run}/all_facts.sql"],
        with_query,
        ["t/mine"],
    ),
)


# -- what is there ---------------------------------------------------------------------------------

State = Mapping[str, str]


def looked_at(run: Path) -> tuple[State, list[str]]:
    """Every file by its hash, and the names that a dead run left."""
    state: dict[str, str] = {}
    left: list[str] = []
    for folder, folders, names in os.walk(run):
        here = Path(folder)
        left += [f"{here.relative_to(run)}/{n}" for n in [*folders, *names] if LEAVING.fullmatch(n)]
        folders[:] = [n for n in folders if not LEAVING.fullmatch(n)]
        if here == run:
            folders.remove("home") if "home" in folders else None
        for name in names:
            if not LEAVING.fullmatch(name) and not of_python(here / name, run) and not kept(here):
                state[(here / name).relative_to(run).as_posix()] = content_of(here / name)
    return state, left


def kept(folder: Path) -> bool:
    """A pack that could not take its place, where a run said that it kept it."""
    return any(each.name.endswith(" (new)") for each in (folder, *folder.parents))


def of_python(path: Path, run: Path) -> bool:
    """Python's own trial whether a temporary folder can be written to."""
    return path.parent == run / "tmp" and path.read_bytes() in (b"", b"blat")


def content_of(path: Path) -> str:
    """The file's hash; of a database, which is never the same twice, its tables and their rows."""
    if path.suffix == ".duckdb":
        import duckdb

        try:
            with duckdb.connect(str(path), read_only=True) as there:
                tables = [name for (name,) in there.execute("show tables").fetchall()]
                rows = [there.execute(f'select count(*) from "{n}"').fetchall() for n in tables]
                return str(sorted(zip(tables, rows, strict=True)))
        except duckdb.Error as error:
            return f"torn: {error}"
    return sha256(path.read_bytes()).hexdigest()


def amiss(state: State, old: State, new: State, wholes: Sequence[str]) -> str:
    """What is neither as it was nor as it should become; "" where all is."""
    for name in sorted(set(state) | (set(old) & set(new))):
        if state.get(name) not in (old.get(name), new.get(name)):
            return f"{name} is neither the old nor the new one"
    for whole in wholes:
        there, before, after = (
            {n: c for n, c in each.items() if n.startswith(f"{whole}/")}
            for each in (state, old, new)
        )
        if there not in (before, after):
            return f"{whole} is half the old and half the new"
    return ""


# -- one command -----------------------------------------------------------------------------------


class Trial:
    """A command in a folder of its own, tried again and again."""

    def __init__(self, command: Command, warm: Warm, folder: Path) -> None:
        self.command, self.warm = command, warm
        self.made, self.run, self.log = folder / "made", folder / "run", folder / "log"
        shutil.rmtree(folder, ignore_errors=True)
        self.run.mkdir(parents=True)
        command.prepare(self.run, warm)
        shutil.copytree(self.run, self.made)  # in its place already, so that paths are the same
        self.args = [each.replace("{run}", str(self.run)) for each in command.args]
        self.old, _ = looked_at(self.made)
        fresh(self.made, self.run)
        self.clean = warm.plain(self.args, self.run)
        self.new, left = looked_at(self.run)
        assert self.new != self.old, (command.name, self.clean)
        assert not left, left

    def points(self) -> list[tuple[Call, str]]:
        """Each call to a file of the folder, with each fault that it may meet."""
        fresh(self.made, self.run)
        _, calls = self.warm.calls(self.args, self.run, self.log)
        points = []
        for call in calls:
            made = call.name == "openat" and "O_CREAT" in call.said
            errors = MADE if made else MUTATING.get(call.name, READ.get(call.name, ()))
            changes = made or call.name in MUTATING
            points += [(call, fault) for fault in (["KILL"] if changes else []) + list(errors)]
        return points

    def survived(self, call: Call, fault: str) -> str | None:
        """What went wrong where the fault came; "" for nothing, None where it did not come."""
        fresh(self.made, self.run)
        ended, came = self.warm.with_fault(self.args, self.run, self.log, call, fault)
        return self.judged(ended, killed=fault == "KILL") if came else None

    def judged(self, ended: Ended, *, killed: bool = False) -> str:
        state, left = looked_at(self.run)
        there = dict(state)
        if ended.code == 2:
            there.pop(self.command.tells, None)
        if wrong := amiss(there, self.old, self.new, self.command.wholes):
            return wrong
        if "Traceback" in ended.err or "Exception ignored" in ended.err:
            return f"a traceback: {ended.err.strip().splitlines()[-1]}"
        if not killed and ended.code not in (0, 1, 2, 130, 143):
            return f"exit code {ended.code}"
        if not killed and ended.code in (0, self.clean.code) and state != self.new:
            return f"exit code {ended.code}, and not everything was written"
        if ended.code == 2 and self.clean.code != 2 and not ended.err.strip():
            return "it failed without a word"
        if state in (self.old, self.new) and not left:
            return ""
        again = self.warm.plain(self.args, self.run)
        state, left = looked_at(self.run)
        if again.code == 2:  # as all is done: who writes in that folder next removes the lock
            left = [each for each in left if not each.endswith(".lock")]
        state = {name: content for name, content in state.items() if not SECOND.search(name)}
        if state != self.new:
            names = sorted(n for n in {*state, *self.new} if state.get(n) != self.new.get(n))
            return f"the next run does not make it good: {', '.join(names)}"
        return f"the next run leaves {left[0]}" if left else ""


def spread(points: Sequence[tuple[Call, str]], most: int) -> list[tuple[Call, str]]:
    """At most so many, of every kind of call and fault, evenly."""
    kinds: dict[tuple[str, str], list[tuple[Call, str]]] = {}
    for point in points:
        kinds.setdefault((point[0].name, point[1]), []).append(point)
    chosen: list[tuple[Call, str]] = []
    for taken in range(len(points)):
        for kind in kinds.values():
            if taken < len(kind) and len(chosen) < most:
                step = (taken * 7919 + 13 * len(kind)) % len(kind)  # not always the first
                chosen.append(kind.pop(step) if len(kind) > 1 else kind[0])
    return list(dict.fromkeys(chosen))


def in_order(calls: Iterable[Call]) -> list[str]:
    """What would not survive a power cut: files that take a name before they are on the disk."""
    dirty: set[str] = set()
    told = []
    for call in calls:
        fd = re.match(r"\d+<([^>]*)>", call.said)
        names = re.findall(r'"([^"]*)"', call.said)
        if call.name in ("write", "pwrite64", "writev", "ftruncate") and fd:
            dirty.add(fd[1])
            dirty -= {name for name in dirty if name.endswith(".lock")}
        elif call.name in ("fsync", "fdatasync") and fd:
            dirty.discard(fd[1])
        elif call.name.startswith(("rename", "link")) and len(names) == 2:
            for name in sorted(dirty):
                if name == names[0] or name.startswith(f"{names[0]}/"):
                    told.append(f"{name} is renamed before it is on the disk")
    return told


@contextmanager
def small_disk(folder: Path, kilobytes: int) -> Iterator[bool]:
    """A disk of that size at `folder`; False where none can be had."""
    folder.mkdir(parents=True, exist_ok=True)
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(folder)],
        capture_output=True,
        check=False,
    )
    try:
        yield made.returncode == 0
    finally:
        if made.returncode == 0:
            subprocess.run(["umount", "-l", str(folder)], check=False)


# -- measured --------------------------------------------------------------------------------------


def measured(full: bool, names: Sequence[str] = ()) -> Iterator[Measured]:
    """Kill and fault points, Ctrl-C, closed pipes, full disks."""
    if not environment()["strace"]:
        return
    random.seed(20251121)
    warm = Warm()
    with tempfile.TemporaryDirectory(prefix="crash-") as name:
        top = Path(name).resolve()
        points, stops, pipes, disks, cuts = Tally(), Tally(), Tally(), Tally(), Tally()
        for command in COMMANDS:
            if names and command.name not in names:
                continue
            trial = Trial(command, warm, top / re.sub(r"\W+", "-", command.name))
            began = time.monotonic()
            every = trial.points()
            for why in in_order(dict.fromkeys(call for call, _ in every)):
                cuts.add(f"{command.name}: {why}")
            cuts.add("")
            for call, fault in spread(every, MOST if full else SHARE):
                said = trial.survived(call, fault)
                if said is not None:
                    place = call.said.replace(str(trial.run), "")[:90]
                    points.add(said and f"{command.name}, {fault} at {call.name}({place}: {said}")
            for said in interrupted(trial, 12 if full else 2):
                stops.add(said and f"{command.name}, Ctrl-C: {said}")
            for said in unheard(trial):
                pipes.add(said and f"{command.name}, {said}")
            for said in crowded(trial, warm, top, 5 if full else 1):
                disks.add(said and f"{command.name}, a full disk: {said}")
            shutil.rmtree(trial.made.parent, ignore_errors=True)
            took = time.monotonic() - began
            print(f"  {command.name}: of {len(every)} points; {points} ({took:.0f} s)",
                  file=sys.stderr, flush=True)  # fmt: skip
    warm.close()
    many = f"{len(COMMANDS)} commands that write"
    yield points.told(
        "Kill and fault points survived",
        f"{many}; at a call to the file system the process is killed, or the call fails with "
        "ENOSPC, EIO, EMFILE, EACCES and others that it may meet (strace). Right: each file is the "
        "old or the new one, packs and other folders as a whole; the error is told without a "
        "traceback, exit code 2; the next run does what an untouched one does, and leaves nothing.",
    )
    yield cuts.told(
        "Files on the disk before they take a name",
        f"{many}; in the record of its system calls no file or folder is renamed before all that "
        "was written to it was synced, so that a power cut leaves the old or the new one.",
    )
    yield stops.told(
        "Ctrl-C at a random moment survived",
        f"{many}; right as above, and the exit code is 130 unless all was done.",
    )
    yield pipes.told(
        "Closed pipes and full terminals survived",
        f"{many}; standard output is a pipe that nobody reads, or a full disk: what the command "
        "writes to files is whole all the same.",
    )
    if disks.of:
        yield disks.told(
            "Full disks survived",
            f"{many}, on a disk of its own with too little room for the result (tmpfs).",
        )


class Tally:
    """How many came out right, and why the others did not."""

    def __init__(self) -> None:
        self.right, self.of = 0, 0
        self.why: list[str] = []

    def __str__(self) -> str:
        return f"{self.right} of {self.of}"

    def add(self, said: str) -> None:
        self.of += 1
        self.right += not said
        if said:
            self.why.append(said)
            print(f"    {said}", file=sys.stderr, flush=True)

    def told(self, what: str, how: str) -> Measured:
        return Measured(what, self.right, self.of, how, tuple(self.why))


def interrupted(trial: Trial, times: int) -> Iterator[str]:
    fresh(trial.made, trial.run)
    began = time.monotonic()
    trial.warm.plain(trial.args, trial.run)
    took = time.monotonic() - began
    for _ in range(times):
        fresh(trial.made, trial.run)
        child = trial.warm.start(trial.args, trial.run)
        time.sleep(random.uniform(0.02, took))
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGINT)
        ended = trial.warm.ended(child, trial.run)
        if ended.code == -2:  # before the command had begun
            continue
        yield trial.judged(ended)


def unheard(trial: Trial) -> Iterator[str]:
    """Standard output that takes nothing."""
    for out, what in (("|", "a closed pipe"), ("/dev/full", "a full disk as standard output")):
        fresh(trial.made, trial.run)
        ended = trial.warm.plain(trial.args, trial.run, out)
        state, left = looked_at(trial.run)
        if state != trial.new or left:
            yield f"{what}: not everything was written"
        elif "Traceback" in ended.err or ended.code == 120:
            yield f"{what}: a traceback, or exit code {ended.code}"
        else:
            yield ""


def crowded(trial: Trial, warm: Warm, top: Path, times: int) -> Iterator[str]:
    """A disk that has room for what stands there, and for a part of what comes."""
    there = sum((path.stat().st_size + 8191) // 4096 * 4 for path in trial.made.rglob("*"))
    for at in range(times):
        with small_disk(top / "small", there + 24 + 12 * at) as made:
            if not made:
                return
            other = object.__new__(Trial)
            other.__dict__ |= trial.__dict__
            other.run = top / "small" / "run"
            with suppress(OSError, shutil.Error):
                shutil.copytree(trial.made, other.run)
                (other.run / "home").mkdir(exist_ok=True)
                other.args = [each.replace("{run}", str(other.run)) for each in trial.command.args]
                ended = warm.plain(other.args, other.run)
                state, _ = looked_at(other.run)
                wrong = amiss(state, trial.old, trial.new, trial.command.wholes)
                if not wrong and "Traceback" in ended.err:
                    wrong = f"a traceback: {ended.err.strip().splitlines()[-1]}"
                yield wrong


if __name__ == "__main__":
    for line in measured("--full" in sys.argv, [n for n in sys.argv[1:] if n[0] != "-"]):
        print(f"{line.what}: {line.right} of {line.of}")
