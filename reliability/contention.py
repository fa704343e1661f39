"""Several runs at once on one file, dossier or pack: nothing is lost, who fails says why."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from hashlib import sha256
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
from at_once import CASES, EXPORT, MARK, eight_csvs, marks, merges, once_more, prepared
from beforehand import dossier, with_template
from faults import Warm, read_if_there
from measured import Measured
from trials import looked_at

from toolkit.disk.holding import PATIENCE


def measured(full: bool) -> Iterator[Measured]:
    """Each case again and again; an export of a dossier that is being saved."""
    warm = Warm()
    right, of, why = 0, 0, []
    times = 10 if full else 3
    with tempfile.TemporaryDirectory(prefix="contention-") as name:
        run = Path(name).resolve() / "run"
        tries: list[tuple[str, int, Callable[[], str]]] = [
            (case.name, times, partial(once_more, case, run, warm)) for case in CASES
        ]
        tries += [
            ("an export while its facts are saved", times, partial(edited_meanwhile, run, warm)),
            ("a watch that marks, and checks that mark", times // 3, partial(watched, run, warm)),
            ("a dead run's lock", times // 3, partial(dead_lock, run, warm)),
            ("a run elsewhere that ends", times // 3, partial(held_elsewhere, run, warm, 2.0)),
            ("a run elsewhere that does not end", 1, partial(held_elsewhere, run, warm, 60.0)),
            ("a file open in Excel", 1, partial(open_elsewhere, run, warm, "~$ours.csv")),
            ("one in LibreOffice", 1, partial(open_elsewhere, run, warm, ".~lock.ours.csv#")),
        ]
        for what, often, once in tries:
            for _ in range(often):
                said = once()
                of, right = of + 1, right + (not said)
                if said:
                    why.append(f"{what}: {said}")
    warm.close()
    yield Measured(
        "Runs at once with nothing lost",
        right,
        of,
        "eight merges into one file, two exports into one folder, two drafts, a draft while a "
        "source is added and offsets are filled in, two runs that mark, a watch that marks while "
        "checks mark, an export while its facts are saved over and over; merges and exports on a "
        "drive that has no locks; a lock that a dead run left, one that a run on another machine "
        "holds for a while or for good, a merge into a file that Excel or LibreOffice has open. "
        "Right: whatever a run that ended with 0 wrote is there, packs are whole, and a run that "
        "failed says who was in its way and since when; nothing is left behind.",
        tuple(why),
    )


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


def watched(run: Path, warm: Warm) -> str:
    """A watch that marks each save, three saves, and after each a check that marks."""
    prepared(run, warm, dossier)
    source = run / "d" / "sources" / "example.md"
    args = [each.replace("{run}", str(run)) for each in MARK]
    child = warm.start(["watch", *args[1:]], run, name="-w")
    said = run / "home" / "err-w"
    late = time.monotonic() + 60
    while "Ctrl-C" not in read_if_there(said) and time.monotonic() < late:
        time.sleep(0.05)
    ended = []
    for n in range(3):
        source.write_text(f"{source.read_text('utf-8')}More {n}.\n", encoding="utf-8")
        ended.append(warm.plain(args, run))
    os.kill(child, signal.SIGINT)
    last = warm.ended(child, run, "-w")
    if last.code != 130 or "Traceback" in last.err:
        return f"watch ended with {last.code}: {last.err[-200:]}"
    _, left = looked_at(run)
    return marks(run, ended) or (f"{left[0]} is left" if left else "")


HOLDER = """
import fcntl, sys, time
with open(sys.argv[1], "w+") as lock:
    fcntl.flock(lock, fcntl.LOCK_EX)
    lock.write("factpack 4194304\\n")  # no process of this machine has that number
    lock.flush()
    print("held", flush=True)
    time.sleep(float(sys.argv[2]))
"""


def held_elsewhere(run: Path, warm: Warm, seconds: float) -> str:
    """A lock that a run on another machine holds, as a shared folder shows it."""
    prepared(run, warm, eight_csvs)
    asked = [sys.executable, "-c", HOLDER, str(run / ".ours.csv.lock"), str(seconds)]
    with subprocess.Popen(asked, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        ended = warm.plain([each.replace("{run}", str(run)) for each in merges("csv")[0]], run)
        holder.kill()
    if seconds < PATIENCE:
        there = "mine-0," in (run / "ours.csv").read_text("utf-8-sig")
        return "" if ended.code == 0 and there else f"exit code {ended.code}: {ended.err[-200:]}"
    who = re.search(
        r"another run of factpack \(process 4194304, since [\d:]+ on [\d-]+\)", ended.err
    )
    return "" if ended.code == 2 and who else f"exit code {ended.code}: {ended.err[-200:]}"


def dead_lock(run: Path, warm: Warm) -> str:
    """A lock and half a file of a run that died."""
    prepared(run, warm, eight_csvs)
    (run / ".ours.csv.lock").write_text("factpack 4194304\n", encoding="utf-8")
    (run / ".ours.csv.0123abcd.tmp").write_bytes(b"half")
    ended = warm.plain([each.replace("{run}", str(run)) for each in merges("csv")[0]], run)
    _, left = looked_at(run)
    return "" if ended.code == 0 and not left else f"exit code {ended.code}, {left} left"


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
