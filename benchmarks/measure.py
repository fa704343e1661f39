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
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
RESULTS = ROOT / "benchmarks" / "results"


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


Job = Callable[[Path, int], None]  # given the data's folder and the number of rows


def main(
    title: str, jobs: Mapping[str, Job], prepare: Job, *, sizes: Sequence[int], slow: Sequence[str]
) -> None:
    """Run every job of a script for each size, the first job being factpack's.

    `prepare` makes the data, outside of what is timed. `slow` jobs do a tenth of the rows.
    """
    parser = argparse.ArgumentParser(description=title)
    parser.add_argument("--rows", type=int, nargs="+", default=list(sizes))
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--job", help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, default=ROOT / "out" / "benchmarks")
    said = parser.parse_args()
    said.folder.mkdir(parents=True, exist_ok=True)
    if said.job:
        _child(jobs[said.job], said.folder, said.rows[0])
        return
    tables = []
    for rows in said.rows:
        for count in {rows, max(rows // 10, 1)} if slow else {rows}:
            prepare(said.folder, count)
        tables.append(_table(jobs, said.folder, rows, said.runs, slow))
    _tell(title, tables)


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
    import resource

    both = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    unit = 1e6 if sys.platform == "darwin" else 1e3
    return max(resource.getrusage(who).ru_maxrss for who in both) / unit


def _table(
    jobs: Mapping[str, Job], folder: Path, rows: int, runs: int, slow: Sequence[str]
) -> list[Figures]:
    taken: dict[str, list[dict[str, float]]] = {}
    script = sys.argv[0]
    for _ in range(runs):
        for name in jobs:
            count = max(rows // 10, 1) if name in slow else rows
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


def _tell(title: str, tables: Sequence[Sequence[Figures]]) -> None:
    lines = [f"## {title}", ""]
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
        lines.append("")
    print("\n".join(lines))
    RESULTS.mkdir(exist_ok=True)
    told = {
        "title": title,
        "machine": machine(),
        "tables": [[one._asdict() for one in table] for table in tables],
    }
    path = RESULTS / f"{Path(sys.argv[0]).stem}.json"
    path.write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")


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
