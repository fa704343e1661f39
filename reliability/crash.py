"""Every command, killed or refused at its calls to the file system, stopped, unheard, crowded.

    python reliability/crash.py [COMMAND …] [--full]

A run may end in two ways only: all files as they were, or all as the command makes them; a pack,
a template and a new dossier each as a whole. What a killed run leaves has names by which the next
run knows it, and the next run makes what an untouched one makes, and leaves nothing.
"""

from __future__ import annotations

import random
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from shutil import rmtree

sys.path.insert(0, str(Path(__file__).parent.parent))
from commands import COMMANDS, Command
from faults import Call, Warm, environment
from measured import Measured
from trials import Trial
from upsets import crowded, interrupted, too_late, unheard

AT_ONCE = 3  # commands that are tried at once
SHARE = 10  # points a command; in the full run also those of a kind that no other command has


class Tally:
    """How many came out right, and why the others did not."""

    def __init__(self) -> None:
        self.right, self.of = 0, 0
        self.why: list[str] = []

    def add(self, said: str, where: str) -> None:
        self.of += 1
        self.right += not said
        if said:
            self.why.append(" ".join(f"{where}: {said}".split()))
            print(f"    {where}: {said}", file=sys.stderr, flush=True)

    def told(self, what: str, how: str) -> Measured:
        return Measured(what, self.right, self.of, how, tuple(self.why))


class Tallies:
    """What all the commands come to."""

    def __init__(self) -> None:
        self.points, self.cuts, self.stops = Tally(), Tally(), Tally()
        self.pipes, self.disks = Tally(), Tally()
        self.kinds: Counter[tuple[str, ...]] = Counter()
        self.possible = 0
        self.commands: list[Command] = []


Point = tuple[Call, str]


def kind_of(point: Point, run: Path) -> tuple[str, ...]:
    """Where a fault comes: which call, of what sort of file, and the fault.

    Commands write in the same way, so that a lock, a new file on its way to its place, or a
    temporary table is the same sort of file in each of them.
    """
    call, fault = point
    said = call.said.replace(str(run), "")
    places = [one or other for one, other in re.findall(r'<([^>]*)>|"([^"]*)"', said)]
    sorts = [sort_of(place) for place in places if place.startswith("/")]
    return (call.name, str("O_CREAT" in said), fault, *sorts)


def sort_of(place: str) -> str:
    name = place.rpartition("/")[2]
    ending = Path(name).suffix
    for sort, pattern in SORTS.items():
        if re.search(pattern, place):
            return f"{sort} {ending}" if sort in ("staged", "temporary") else sort
    return f"{place.split('/')[1]} {ending}"


SORTS = {
    "lock": r"\.lock$",
    "on its way": r"/\.[^/]+\.[0-9a-f]{8}\.tmp",
    "staged": r"\.new(/|$)",
    "taken away": r"\.old(/|$)",
    "temporary": r"^/tmp/",
    "backup": r"\.bak\d*$",
}


def chosen(
    points: Sequence[Point], run: Path, before: Counter[tuple[str, ...]], *, full: bool
) -> list[Point]:
    """One point of each kind: those that no command was tried at, all of them in the full run, then
    those least tried."""
    kinds: dict[tuple[str, ...], list[Point]] = {}
    for point in points:
        kinds.setdefault(kind_of(point, run), []).append(point)
    order = sorted(kinds, key=lambda kind: (before[kind], "KILL" not in kind))
    some = [kind for n, kind in enumerate(order) if n < SHARE or (full and not before[kind])]
    before.update(some)
    draw = random.Random(len(points))
    return [draw.choice(kinds[kind]) for kind in some]


def tried(command: Command, folder: Path, tallies: Tallies, *, full: bool) -> None:
    """One command, with everything that may come over it."""
    began = time.monotonic()
    warm = Warm()
    trial = Trial(command, warm, folder)
    points = trial.points()
    late = too_late(dict.fromkeys(call for call, _ in points))
    tallies.cuts.add("; ".join(late), command.name)
    some = chosen(points, trial.run, tallies.kinds, full=full)
    tallies.possible += len(points)
    for call, fault in some:
        said = trial.survived(call, fault)
        if said is not None:
            place = call.said.replace(str(trial.run), "")[:90]
            tallies.points.add(said, f"{command.name}, {fault} at {call.name}({place}")
    if not command.always:
        draw = random.Random(command.name)
        for said in interrupted(trial, 3 if full else 2, draw):
            tallies.stops.add(said, f"{command.name}, Ctrl-C")
        for said in unheard(trial):
            tallies.pipes.add(said, command.name)
        for said in () if command.reads else crowded(trial, 2 if full else 1):
            tallies.disks.add(said, f"{command.name}, a full disk")
    warm.close()
    tallies.commands.append(command)
    rmtree(folder, ignore_errors=True)
    took = time.monotonic() - began
    print(f"  {command.name}: {len(some)} of {len(points)} points ({took:.0f} s)",
          file=sys.stderr, flush=True)  # fmt: skip


def every_one(commands: Iterable[Command], tallies: Tallies, *, full: bool) -> None:
    with tempfile.TemporaryDirectory(prefix="crash-") as name, ThreadPoolExecutor(AT_ONCE) as pool:
        top = Path(name).resolve()
        jobs = [
            pool.submit(tried, each, top / re.sub(r"\W+", "-", each.name), tallies, full=full)
            for each in commands
        ]
        for job in jobs:
            job.result()


def measured(full: bool, names: Iterable[str] = ()) -> Iterator[Measured]:
    """Kill and fault points, Ctrl-C, closed pipes, full disks."""
    if not environment()["strace"]:
        return
    tallies = Tallies()
    every_one([each for each in COMMANDS if not names or each.name in names], tallies, full=full)
    yield from lines(tallies, full=full)


def lines(tallies: Tallies, *, full: bool) -> Iterator[Measured]:
    spread = "every fault at each call on each sort of file"
    if not full:
        spread = "spread over the calls, the faults and the sorts of file"
    tried = ", ".join(each.name for each in tallies.commands)
    reading = sum(each.reads for each in tallies.commands)
    writing = len(tallies.commands) - reading
    many = f"{writing} ways to ask for commands that write and {reading} for ones that only read"
    yield tallies.points.told(
        "Kill and fault points survived",
        f"{many}; at a call to the file system the process is killed, or the call fails with "
        "ENOSPC, EIO, EMFILE, EACCES and others that it may meet (strace). Of "
        f"{tallies.possible:,} such points {tallies.points.of:,}: {spread} "
        "(a lock, a file on its way, a pack's table, an input …), "
        f"{len(tallies.kinds)} kinds, most of them in several commands. Right: each file is the "
        "old or the new one, packs and other folders as a whole; nothing is left out in silence; "
        "the error is told with what to do, exit code 2, no traceback; the next run does what an "
        f"untouched one does, and leaves nothing. Tried: {tried}.",
    )
    yield tallies.cuts.told(
        "Commands whose files are on the disk before they take a name",
        "the same commands; in the record of its system calls no file or folder is renamed before "
        "all that was written to it was synced: a power cut leaves the old or the new one.",
    )
    yield tallies.stops.told(
        "Ctrl-C at a random moment survived",
        "the same commands; right as above, and the exit code is 130 unless all was done.",
    )
    yield tallies.pipes.told(
        "Closed pipes and full terminals survived",
        "the same commands; standard output is a pipe that nobody reads, or a full disk: what the "
        "command writes to files is whole all the same, and no traceback is shown.",
    )
    if tallies.disks.of:
        yield tallies.disks.told(
            "Full disks survived",
            f"{writing} commands that write, each on a disk of its own (tmpfs) with too "
            "little room for the result; once there is room, the next run does as untouched.",
        )


if __name__ == "__main__":
    for line in measured("--full" in sys.argv, [n for n in sys.argv[1:] if n[0] != "-"]):
        print(f"{line.what}: {line.right} of {line.of}", *line.why, sep="\n  - ")
