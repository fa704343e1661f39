"""How soon factpack answers: its help, a check of fifty facts, the example, a save under `watch`.

    python benchmarks/starting.py [--runs N]

Every command runs in a process of its own, from its start to its end, in turn with what it is held
against: a bare click program for the help; for the check of fifty facts a script written by hand
that reads the same records, holds them against the same schema and asks DuckDB one question. What
a command is held against is told twice, of the best runs: by the clock, which is what somebody
waits, and of the processor, which a busy machine changes least.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import measure

ROOT = measure.ROOT
EXAMPLE = ROOT / "examples" / "alibaba-ai"
FACTS = 50
COMPANIES = [
    "Arden",
    "Birch",
    "Cedar",
    "Dunes",
    "Elder",
    "Fjord",
    "Grove",
    "Heath",
    "Inlet",
    "Juniper",
]
SAVES = 7
# An installed program has its bytecode; a shell that forbids writing it would have all compiled.
AS_INSTALLED = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}

CLICK = '''
import click


@click.group()
def bare() -> None:
    """A program that does nothing."""


@bare.command()
@click.argument("path", type=click.Path())
def check(path: str) -> None:
    """Check PATH."""


bare()
'''
# What an engineer in a hurry would write: fault by fault, no cells, no quotes, one rule.
LEAN = """
import json, sys
from pathlib import Path

import duckdb
import jsonschema_rs

folder, schemas = map(Path, sys.argv[1:])
text = (schemas / "facts.schema.json").read_text(encoding="utf-8")
shared = json.loads((schemas / "shared.schema.json").read_text(encoding="utf-8"))
schema = json.loads(text.replace("shared.schema.json#", "#")) | {"$defs": shared["$defs"]}
validator = jsonschema_rs.Draft202012Validator(schema, validate_formats=True)
with (folder / "facts.jsonl").open(encoding="utf-8") as lines:
    for number, line in enumerate(lines, 1):
        for error in validator.iter_errors(json.loads(line)):
            print(number, error.message)
facts, sources = str(folder / "facts.jsonl"), str(folder / "sources.jsonl")
print(duckdb.sql(
    "select f.id, f.source from read_json($1) f anti join read_json($2) s on s.id = f.source",
    params=[facts, sources],
).fetchall())
"""


class Took(NamedTuple):
    """What one job took: medians by the clock and of the processor, and the best of either."""

    job: str
    seconds: float
    cpu: float
    best: float
    best_cpu: float
    against: str  # the job that it is held against
    bar: float  # how many times as long as that it may take, or how many seconds


# -- what is checked -------------------------------------------------------------------------------


def fifty(folder: Path) -> Path:
    """A dossier of fifty sound facts in JSON lines, their quotes standing in five sources."""
    made = folder / f"fifty-{FACTS}"
    if made.exists():
        return made
    new = made.with_suffix(".new")
    shutil.rmtree(new, ignore_errors=True)
    (new / "facts").mkdir(parents=True)
    (new / "sources").mkdir()
    (new / "factpack.toml").write_text(
        'title = "Fifty facts"\ndate = 2025-09-30\nbase_currency = "CNY"\n', encoding="utf-8"
    )
    records: dict[str, list[dict[str, Any]]] = {"facts": [], "sources": [], "entities": []}
    for number in range(FACTS // len(COMPANIES)):
        source, text = f"wire-{number}", ""
        for line, company in enumerate(COMPANIES):
            amount = 3 + number * len(COMPANIES) + line
            quote = f"{company} said on Monday that it will invest {amount} billion yuan"
            records["facts"].append(
                {
                    "id": f"{source}-{line:03}",
                    "entity": company.lower(),
                    "concept": "capex_plan",
                    "source": source,
                    "kind": "plan",
                    "status": "draft",
                    "value": amount * 10**9,
                    "unit": "CNY",
                    "decimals": -9,
                    "as_printed": f"{amount} billion yuan",
                    "scope": f"project {number}",
                    "quote": quote,
                    "char_start": len(text),
                    "char_end": len(text) + len(quote),
                    "language": "en",
                    "annotator": "anna",
                }
            )
            text += f"{quote}, more than in the years before.\n"
        (new / "sources" / f"{source}.md").write_text(text, encoding="utf-8", newline="")
        records["sources"].append(
            {"id": source, "title": "A wire of the day", "language": "en", "type": "wire"}
            | {"file": f"{source}.md", "publisher": f"Agency {number}"}
            | {"published": "2025-02-24", "published_basis": "printed"}
        )
    records["entities"] = [{"id": each.lower(), "name": each} for each in COMPANIES]
    for name, some in records.items():
        lines = "".join(json.dumps(one) + "\n" for one in some)
        (new / "facts" / f"{name}.jsonl").write_text(lines, encoding="utf-8", newline="")
    new.rename(made)
    return made


def fifty_in_a_workbook(folder: Path) -> Path:
    """The same facts in the analysts' workbook, as `factpack workbook` makes it."""
    made = folder / f"fifty-workbook-{FACTS}"
    if not made.exists():
        new = made.with_suffix(".new")
        shutil.rmtree(new, ignore_errors=True)
        shutil.copytree(fifty(folder), new)
        (new / "facts" / "facts.xlsx").unlink(missing_ok=True)
        book = folder / "fifty.xlsx"
        book.unlink(missing_ok=True)
        _factpack("workbook", str(new), "-o", str(book))
        for path in (new / "facts").iterdir():
            path.unlink()
        shutil.move(book, new / "facts" / "facts.xlsx")
        new.rename(made)
    return made


def _factpack(*asked: str) -> None:
    subprocess.run([sys.executable, "-m", "toolkit", *asked], cwd=ROOT, check=True)


# -- the jobs --------------------------------------------------------------------------------------


def jobs(folder: Path) -> dict[str, tuple[list[str], str, float]]:
    """Of each job its command, what it is held against ('' for seconds), and the bar."""
    (folder / "bare.py").write_text(CLICK, encoding="utf-8")
    (folder / "lean.py").write_text(LEAN, encoding="utf-8")
    python, factpack = [sys.executable], [sys.executable, "-m", "toolkit"]
    facts, book, out = fifty(folder), fifty_in_a_workbook(folder), folder / "starting-pack"
    bare, lean = "a bare click program, --help", "the lean script, 50 facts"
    export = [*factpack, "export", str(EXAMPLE), "-o", str(out), "--quiet"]
    return {
        bare: ([*python, str(folder / "bare.py"), "--help"], "", 0),
        "factpack --help": ([*factpack, "--help"], bare, 1.5),
        "factpack check --help": ([*factpack, "check", "--help"], bare, 1.5),
        lean: ([*python, str(folder / "lean.py"), str(facts / "facts"), "schemas"], "", 0),
        "factpack check, 50 facts in JSON lines": ([*factpack, "check", str(facts)], lean, 3),
        "factpack check, 50 facts in a workbook": ([*factpack, "check", str(book)], lean, 3),
        "factpack check, the example": ([*factpack, "check", str(EXAMPLE)], "", 1),
        "factpack export, the example": (export, "", 1),
    }


def ran(command: Sequence[str]) -> tuple[float, float]:
    """Seconds by the clock and of the processor, of a process from its start to its end."""
    cpu, start = _childrens(), time.perf_counter()
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, env=AS_INSTALLED
    )
    took = time.perf_counter() - start
    if done.returncode not in (0, 1):
        sys.exit(f"{' '.join(command)}: {done.stderr}")
    return took, _childrens() - cpu


def _childrens() -> float:
    try:
        import resource
    except ImportError:  # Windows, which tells nothing of children
        return 0.0
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def saves(folder: Path) -> list[tuple[float, float]]:
    """Seconds of each check after a save under `watch`, of a copy of the example."""
    from toolkit.watching import Change, Watched

    copy = folder / "watched"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(EXAMPLE, copy)
    book = copy / "facts" / "facts.xlsx"
    watched = Watched(copy)
    watched.begin()
    took = []
    for _ in range(SAVES):
        os.utime(book)
        cpu, start = time.process_time(), time.perf_counter()
        if not isinstance(watched.check([book]), Change):
            sys.exit("the watched dossier could not be checked")
        took.append((time.perf_counter() - start, time.process_time() - cpu))
    return took


# -- telling ---------------------------------------------------------------------------------------


def main() -> None:
    parser = argparse.ArgumentParser(description="How soon factpack answers")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--record", action="store_true", help="renew docs/benchmarks.md")
    parser.add_argument("--folder", type=Path, default=ROOT / "out" / "benchmarks")
    said = parser.parse_args()
    said.folder.mkdir(parents=True, exist_ok=True)
    asked = jobs(said.folder)
    for command, _, _ in asked.values():
        ran(command)  # so that nobody pays for the first reading of a file from disk
    taken: dict[str, list[tuple[float, float]]] = {}
    for _ in range(said.runs):
        for name, (command, _, _) in asked.items():
            taken.setdefault(name, []).append(ran(command))
    table = [_took(name, taken[name], *asked[name][1:]) for name in asked]
    table.append(_took("factpack watch, a save of the example", saves(said.folder), "", 0.5))
    lines = _tell({one.job: one for one in table})
    if said.record:
        measure.record("starting", lines, said.runs)


def _took(name: str, runs: Sequence[tuple[float, float]], against: str, bar: float) -> Took:
    seconds, cpu = zip(*runs, strict=True)
    medians = statistics.median(seconds), statistics.median(cpu)
    return Took(name, *medians, min(seconds), min(cpu), against, bar)


def _tell(table: Mapping[str, Took]) -> list[str]:
    """The table printed, and kept as JSON beside the script."""
    lines = [
        "| | seconds | CPU seconds | best | best CPU | times | times by CPU | may be |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for one in table.values():
        held = table.get(one.against)
        times = f"{one.best / held.best:.1f}" if held else ""
        of_cpu = f"{one.best_cpu / held.best_cpu:.1f}" if held else ""
        bar = "" if not one.bar else f"{one.bar:g} times" if held else f"{one.bar:g} s"
        lines.append(
            f"| {one.job} | {one.seconds:.3f} | {one.cpu:.3f} | {one.best:.3f} "
            f"| {one.best_cpu:.3f} | {times} | {of_cpu} | {bar} |"
        )
    print("\n".join(["## Starting", "", *lines]))
    measure.RESULTS.mkdir(exist_ok=True)
    told = {
        "title": "Starting",
        "machine": measure.machine(),
        "table": [one._asdict() for one in table.values()],
    }
    path = measure.RESULTS / "starting.json"
    path.write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")
    return lines


if __name__ == "__main__":
    main()
