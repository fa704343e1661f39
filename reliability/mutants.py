"""How many small changes to the code, made on purpose, the tests notice.

    python reliability/mutants.py GROUP COUNT SEED     prints the changes that no test notices

Drawn at random, as trying every one would take days; a change that alters nothing anybody could
see is left out by name, with the reason, in `equivalents.py`.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from typing import NamedTuple

from equivalents import EQUIVALENT
from measured import Measured
from mutating import ROOT, Mutant, mutants
from noticing import ready, unnoticed

MANY, FEW = 150, 30  # changes tried in each group
SEED = 777


class Group(NamedTuple):
    """Modules, and the tests that are to notice what becomes of them."""

    modules: tuple[str, ...]  # patterns of files, below the root
    tests: tuple[str, ...]


_WRITE = (
    "filling/*",
    "editing/*",
    *(f"sheets/{name}" for name in ("inline", "written", "strings", "moves", "rows")),
    *("container/dropping", "container/properties"),
)
GROUPS = {
    "validate": Group(
        ("toolkit/records/*.py",),
        ("tests/records", "tests/arrow", "tests/test_schemas.py"),
    ),
    "figures": Group(
        (
            *("toolkit/figures/*.py", "toolkit/figures/[!l]*/*.py"),  # not the languages' words
            *(f"toolkit/figures/languages/{name}.py" for name in ("leaving", "tables")),
            *("toolkit/anchors/*.py", "toolkit/derive/readings.py"),
        ),
        (
            *("tests/figures", "tests/anchors", "tests/derive/test_derive.py"),
            *("tests/agreement/test_cases.py", "tests/records/test_spoken_amounts.py"),
            "tests/records/validation",
        ),
    ),
    "merge": Group(
        ("toolkit/merge/*.py",),
        ("tests/merge", "tests/test_diff.py"),
    ),
    "export": Group(
        (
            "toolkit/pack/*.py",
            "toolkit/pack/*/*.py",
            *(f"toolkit/ooxml/{name}.py" for name in _WRITE),
        ),
        (
            *("tests/pack", "tests/ooxml", "tests/marking", "tests/annotating/test_appending.py"),
            # of parts that merge, upgrade and the reader have the most use for
            *("tests/merge/test_files.py", "tests/authoring/test_upgrade.py"),
            "tests/readers/test_xlsx.py",
        ),
    ),
}


def sample(group: Group, count: int, seed: int) -> list[Mutant]:
    """Changes drawn from all that can be made, those apart that change nothing."""
    paths = sorted({p.relative_to(ROOT).as_posix() for m in group.modules for p in ROOT.glob(m)})
    every = [m for path in paths for m in mutants(path)]
    drawn = random.Random(seed).sample(every, min(len(every), count * 5 // 4))
    return [mutant for mutant in drawn if str(mutant) not in EQUIVALENT][:count]


def measured(full: bool) -> Iterator[Measured]:
    ready()
    for name, group in GROUPS.items():
        tried = sample(group, MANY if full else FEW, SEED)
        living = unnoticed(tried, group.tests)
        yield Measured(
            f"Mutants killed: {name}",
            len(tried) - len(living),
            len(tried),
            HOW.format(seed=SEED),
            tuple(map(str, living)),
        )


HOW = (
    "Changes drawn at random (seed {seed}) from all that reliability/mutating.py can make in the"
    " group's modules: another comparison, `and` for `or`, a condition turned round, a number one"
    " higher, another text, an argument left out or None, a value or an answer that is None, a"
    " statement left out. Not changed are types, docstrings, assertions, decorators, `strict=`, the"
    " words of messages and of SQL, and the tables of words of the languages and of currencies. A"
    " change counts as killed when a test of the group's own folders fails, dies or does not end."
    " At most 20 s of the tests that run the changed stretch of code are asked, the quickest first."
    " Those that alter nothing, judged by hand, are left out by name with the reason"
    " (reliability/equivalents.py)."
)


def main(name: str, count: int, seed: int) -> None:
    ready()
    tried = sample(GROUPS[name], count, seed)
    living = unnoticed(tried, GROUPS[name].tests)
    print(*living, sep="\n")
    print(f"{len(tried) - len(living)} of {len(tried)} killed")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
