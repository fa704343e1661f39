"""Measures what factpack survives, and writes docs/reliability.md.

    python reliability/report.py [NAME …] [--full]

Each other module here measures one thing, from files that it makes itself: its `measured(full)`
yields a `Measured` a line of the report. With names, only those modules are run, and the others'
figures stay as they were recorded in `reliability/figures.json`. What takes hours (a million fuzz
executions, every mutant) is done with --full and recorded; without it a smaller share is tried, and
the record of the full run stands while nothing in the smaller one failed.
"""

from __future__ import annotations

import argparse
import importlib
import json
import platform
import subprocess
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
FIGURES = HERE / "figures.json"
PAGE = HERE.parent / "docs" / "reliability.md"
HEAD = """# What factpack survives

`make reliability` measures; every figure below was recorded by it, on the day and the commit that
its line names. What was not survived is listed under each, with why.
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("names", nargs="*")
    parser.add_argument("--full", action="store_true")
    said = parser.parse_args()
    recorded = json.loads(FIGURES.read_text(encoding="utf-8")) if FIGURES.exists() else {}
    failed = False
    for name in said.names or modules():
        print(f"{name} …", file=sys.stderr, flush=True)
        found = [one._asdict() for one in importlib.import_module(name).measured(said.full)]
        failed |= any(one["right"] < one["of"] and not one["why"] for one in found)
        recorded[name] = kept(recorded.get(name), found, full=said.full)
        write(recorded)
    sys.exit(1 if failed else 0)


def modules() -> list[str]:
    """The modules that measure, in the order of their names."""
    return sorted(path.stem for path in HERE.glob("*.py") if "def measured(" in path.read_text())


def kept(before: dict[str, Any] | None, found: list[Any], *, full: bool) -> dict[str, Any]:
    """What is recorded of a module: a full run's figures outlive a smaller run that found none."""
    if before and before["full"] and not full and all(o["right"] == o["of"] for o in found):
        return before
    return {"full": full, "on": date.today().isoformat(), "at": commit(), "lines": found}


def commit() -> str:
    asked = ["git", "-C", str(HERE), "rev-parse", "--short", "HEAD"]
    return subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()


def write(recorded: dict[str, Any]) -> None:
    """The figures as JSON and as a page."""
    FIGURES.write_text(json.dumps(recorded, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    PAGE.write_text("\n".join(page(recorded)) + "\n", encoding="utf-8")


def page(recorded: dict[str, Any]) -> Iterable[str]:
    yield HEAD
    yield "| what | right | of | not survived | measured |"
    yield "|---|---|---|---|---|"
    for each in recorded.values():
        for one in each["lines"]:
            right, of = f"{one['right']:,}", f"{one['of']:,}"
            told = f"{one['of'] - one['right']:,} | {each['on']}, {each['at']}"
            yield f"| {one['what']} | {right} | {of} | {told} |"
    for each in recorded.values():
        for one in each["lines"]:
            yield f"\n## {one['what']}\n\n{one['how']}"
            for why in one["why"]:
                yield f"- not survived: {why}"
    yield f"\nPython {platform.python_version()} on {platform.system()} {platform.machine()}."


if __name__ == "__main__":
    main()
