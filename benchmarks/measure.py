"""Jobs run in turn, each in a process of its own: medians of seconds, peak memory, one table."""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
MOST_SLOWLY = 10_000
RESULTS = ROOT / "benchmarks" / "results"
PAGE = ROOT / "docs" / "benchmarks.md"


class Missing(Exception):
    """A peer is not installed."""


class Figures(NamedTuple):
    """What one job took: medians of several runs, and the worst memory of any."""

    job: str
    rows: int
    seconds: float
    cpu: float
    peak_mb: float

    @property
    def rate(self) -> float:
        return self.rows / self.seconds


_TOLD = ("cores", "python", "duckdb")
Job = Callable[[Path, int], None]  # given the data's folder and the number of rows


class Bar(NamedTuple):
    """How many times as fast as `than` the job `job` is to be (under one: no slower than that)."""

    job: str
    than: str
    times: float


def main(
    title: str,
    jobs: Mapping[str, Job],
    prepare: Job,
    *,
    sizes: Sequence[int],
    slow: Sequence[str],
    slowly: Callable[[int], int] | None = None,
    bars: Sequence[Bar] = (),
) -> None:
    """Run every job of a script for each size, the first job being factpack's.

    `prepare` makes the data, outside of what is timed. `slow` jobs do as many rows as `slowly`
    says: else a tenth, and at most MOST_SLOWLY. Each of `bars` is told with what it came to.
    """
    slowly = slowly or _slowly
    parser = argparse.ArgumentParser(description=title)
    parser.add_argument("--rows", type=int, nargs="+", default=list(sizes))
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--record", action="store_true", help="renew docs/benchmarks.md")
    parser.add_argument("--job", help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, default=ROOT / "out" / "benchmarks")
    said = parser.parse_args()
    said.folder.mkdir(parents=True, exist_ok=True)
    if said.job:
        _child(jobs[said.job], said.folder, said.rows[0])
        return
    tables = []
    for rows in said.rows:
        counts = {name: slowly(rows) if name in slow else rows for name in jobs}
        for count in set(counts.values()):
            prepare(said.folder, count)
        tables.append(_table(jobs, said.folder, counts, said.runs))
    lines = _tell(title, tables, bars)
    if said.record:
        record(Path(sys.argv[0]).stem, lines, said.runs)


def _slowly(rows: int) -> int:
    """The rows of a slow job: its rate does not depend on how many there are."""
    return max(min(rows // 10, MOST_SLOWLY), 1)


def _child(job: Job, folder: Path, rows: int) -> None:
    start, cpu = time.perf_counter(), _cpu()
    try:
        job(folder, rows)
    except ImportError as error:
        print(json.dumps({"missing": str(error)}))
        return
    took = {"seconds": time.perf_counter() - start, "cpu": _cpu() - cpu, "peak": _peak_mb()}
    print(json.dumps(took))


def _cpu() -> float:
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def _peak_mb() -> float:
    """The most memory that this process, or the largest it started, ever had.

    Linux counts to a process what its parent had when it was forked, and keeps that over exec; the
    high-water mark of its own memory begins with the program.
    """
    import resource

    unit = 1e6 if sys.platform == "darwin" else 1e3
    started = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / unit
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
    status = Path("/proc/self/status")
    if status.exists():
        marks = (line.split() for line in status.read_text(encoding="utf-8").splitlines())
        own = next(float(mark[1]) / 1e3 for mark in marks if mark[:1] == ["VmHWM:"])
    return max(own, started)


def _table(
    jobs: Mapping[str, Job], folder: Path, counts: Mapping[str, int], runs: int
) -> list[Figures]:
    taken: dict[str, list[dict[str, float]]] = {}
    script = sys.argv[0]
    for _ in range(runs):
        for name in jobs:
            count = counts[name]
            command = [sys.executable, script, "--job", name, "--rows", str(count)]
            done = subprocess.run(
                [*command, "--folder", str(folder)], capture_output=True, text=True, check=False
            )
            if done.returncode:
                sys.exit(f"{name}: {done.stderr}")
            figures = json.loads(done.stdout.splitlines()[-1])
            if "missing" in figures:
                print(f"{name} is left out: {figures['missing']}", file=sys.stderr)
                continue
            taken.setdefault(name, []).append(figures | {"rows": count})
    return [
        Figures(
            name,
            int(some[0]["rows"]),
            statistics.median(one["seconds"] for one in some),
            statistics.median(one["cpu"] for one in some),
            max(one["peak"] for one in some),
        )
        for name, some in taken.items()
    ]


def _reached(table: Sequence[Figures], bars: Sequence[Bar]) -> list[str]:
    """Each bar with what it came to, by the clock and by processor time."""
    known = {one.job: one for one in table}
    told = []
    for job, than, times in bars:
        if job in known and than in known:
            one, other = known[job], known[than]
            came = one.rate / other.rate
            cpu = (one.rows / one.cpu) / (other.rows / other.cpu)
            verdict = "reached" if came >= times else "not reached"
            told.append(
                f"- {job}, {one.rows:,} rows: {came:.2f} times {than} (processor time {cpu:.2f});"
                f" the bar is {times:.2f}: {verdict}"
            )
    return told


def _tell(title: str, tables: Sequence[Sequence[Figures]], bars: Sequence[Bar]) -> list[str]:
    """The tables printed, and kept as JSON beside the script."""
    lines = []
    for table in tables:
        first = table[0]
        lines += [
            "| | rows | seconds | CPU seconds | rows/s | peak MB | factpack is |",
            "|---|---|---|---|---|---|---|",
        ]
        for one in table:
            times = "" if one is first else f"{first.rate / one.rate:.1f} times as fast"
            lines.append(
                f"| {one.job} | {one.rows:,} | {one.seconds:.2f} | {one.cpu:.2f} "
                f"| {one.rate:,.0f} | {one.peak_mb:,.0f} | {times} |"
            )
        lines += ["", *_reached(table, bars), ""]
    print("\n".join([f"## {title}", "", *lines]))
    RESULTS.mkdir(exist_ok=True)
    told = {
        "title": title,
        "machine": machine(),
        "tables": [[one._asdict() for one in table] for table in tables],
    }
    path = RESULTS / f"{Path(sys.argv[0]).stem}.json"
    path.write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")
    return lines


def record(name: str, lines: Sequence[str], runs: int) -> None:
    """Put a script's tables in their place in docs/benchmarks.md; what is said around them stays.

    The place lies between the marks `<!-- name -->` and `<!-- /name -->`.
    """
    page = PAGE.read_text(encoding="utf-8")
    opening, closing = f"<!-- {name} -->\n", f"<!-- /{name} -->"
    before, mark, rest = page.partition(opening)
    if not mark or closing not in rest:
        sys.exit(f"{PAGE.name} has no place for {name}: {opening.strip()} … {closing}")
    kept = (line for line, after in pairwise([*lines, ""]) if line or after)
    versions = ", ".join(f"{key} {said}" for key, said in machine().items() if key in _TOLD)
    told = f"`benchmarks/{name}.py`, {date.today()}: medians of {runs}; {versions}."
    body = "\n".join([told, "", *kept]).rstrip()
    PAGE.write_text(
        f"{before}{mark}{body}\n{closing}{rest.partition(closing)[2]}", encoding="utf-8"
    )


def machine() -> dict[str, str]:
    """What the figures were measured on."""
    found = {
        "system": platform.system(),
        "processor": platform.machine(),
        "cores": str(os.cpu_count()),
        "python": platform.python_version(),
    }
    for name in (
        "factpack",
        "duckdb",
        "isal",
        "jsonschema",
        "jsonschema-rs",
        "openpyxl",
        "fastexcel",
    ):
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "not installed"
    return found
