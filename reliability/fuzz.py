"""Files spoilt at random and texts made at random: a right result or a clear error, each time.

    python reliability/fuzz.py TARGET COUNT [FIRST]

Each execution has a number, which is its seed: what fails can be run again alone.
"""

from __future__ import annotations

import contextlib
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path

from mangling import mangled, spoilt_package
from measured import Measured

from toolkit.errors import FactpackError

TESTS = Path(__file__).parent.parent / "tests"
AT_ONCE = 2_000  # executions given to a worker at a time
LONG = 2.0  # seconds of processor time that one execution may take
MANY, FEW = 1_000_000, 4_000

Target = Callable[[random.Random], str]  # what went wrong, "" where nothing did


@cache
def _folder() -> Path:
    fast = Path("/dev/shm")
    where = fast if fast.is_dir() and os.access(fast, os.W_OK) else None
    return Path(tempfile.mkdtemp(prefix="factpack-fuzz-", dir=where))


@cache
def _seeds(kind: str) -> tuple[bytes, ...]:
    """Small files of a kind, made here: workbooks, templates, CSV, JSON lines."""
    import seeds

    return tuple(getattr(seeds, kind)(_folder()))


@cache
def _schemas() -> object:
    from toolkit.dossier import data_folder
    from toolkit.schemas import load_schemas

    return load_schemas(data_folder("schemas"))


def _read(path: Path) -> None:
    """A file read, its records recognised and validated, as a check does."""
    from toolkit.readers import read
    from toolkit.records.sheets import recognise
    from toolkit.records.validate import validate

    for grid in read(path, path.name):
        sheet = recognise(grid, _schemas())  # type: ignore[arg-type]
        if sheet is not None:
            validate(sheet, _schemas())  # type: ignore[arg-type]


def _importing(kind: str, name: str) -> Target:
    def run(rng: random.Random) -> str:
        path = _folder() / f"{os.getpid()}" / name
        path.parent.mkdir(exist_ok=True)
        whole = kind in ("workbooks", "templates")
        seed = _seeds(kind)
        path.write_bytes(spoilt_package(seed, rng) if whole else mangled(rng.choice(seed), rng))
        with contextlib.suppress(FactpackError):
            _read(path)
        return ""

    return run


def importer(rng: random.Random) -> str:
    """A workbook, CSV or JSON-lines file, spoilt, is read and validated."""
    kind, name = rng.choice(
        (
            *(("workbooks", "facts.xlsx"),) * 4,
            *(("csvs", "facts.csv"), ("jsonls", "facts.jsonl")) * 3,
        )
    )
    return _importing(kind, name)(rng)


def template(rng: random.Random) -> str:
    """A template's workbook, spoilt, is filled; what comes out can be read again."""
    from seeds import filled_again

    return filled_again(_folder() / f"t{os.getpid()}", spoilt_package(_seeds("templates"), rng))


def codec(rng: random.Random) -> str:
    """Any text comes back from its stored form; any stored form means one text."""
    from toolkit.ooxml.container.text import decode, encode

    pieces = ("_", "x", "_x", "_x005F_", "_xD83D_", "_xDE00_", "0041_", "_x0041_", "\r", "\x1f")
    text = "".join(
        rng.choice(pieces) if rng.random() < 0.6 else chr(rng.choice(_POINTS)(rng))
        for _ in range(rng.randint(0, 12))
    )
    try:
        if decode(encode(text)) != text:
            return f"{text!r} came back as {decode(encode(text))!r}"
    except FactpackError:
        if not any("\ud800" <= one <= "\udfff" or one in "\ufffe\uffff" for one in text):
            return f"{text!r} was refused"
        return ""
    meant = decode(text)
    return "" if decode(encode(meant)) == meant else f"{text!r} stored means two texts"


_POINTS: tuple[Callable[[random.Random], int], ...] = (
    lambda rng: rng.randint(0, 0x7F),
    lambda rng: rng.randint(0x80, 0xFFFF),
    lambda rng: rng.randint(0x10000, 0x10FFFF),
    lambda rng: rng.choice((0, 9, 10, 13, 0x7F, 0x85, 0x2028, 0xFEFF, 0xFFFE, 0xFFFF, 0xD800)),
)


def merge(rng: random.Random) -> str:
    """Two random histories of one base are merged: nothing lost, no conflict untold."""
    from merge.histories import faults, trial

    return next((str(each) for each in faults(trial(rng.randrange(2**48)))), "")


TARGETS: dict[str, Target] = {
    "importer": importer,
    "template": template,
    "codec": codec,
    "merge": merge,
}


def run(target: str, first: int, count: int) -> list[str]:
    """Executions `first` to `first + count` of a target; what went wrong, by number."""
    sys.path.insert(0, str(TESTS))
    wrong = []
    for number in range(first, first + count):
        began = time.process_time()
        try:
            said = TARGETS[target](random.Random(f"{target} {number}"))
        except Exception as error:  # a traceback is what is looked for
            said = f"{type(error).__name__}: {error}"
        took = time.process_time() - began
        if took > LONG:
            said = said or f"took {took:.1f} s"
        if said:
            wrong.append(f"{target} {number}: {said[:200]}")
    return wrong


def executed(target: str, count: int, first: int = 0) -> list[str]:
    """The same on every core."""
    starts = range(first, first + count, AT_ONCE)
    with ProcessPoolExecutor() as workers:
        jobs = [
            workers.submit(run, target, start, min(AT_ONCE, first + count - start))
            for start in starts
        ]
        return [said for job in jobs for said in job.result()]


def measured(full: bool) -> Iterator[Measured]:
    for name, target in TARGETS.items():
        count = MANY if full else FEW
        if name == "template" and full:
            count //= 10
        wrong = executed(name, count)
        how = f"{target.__doc__} Right is a right result or a FactpackError, within {LONG:g} s."
        yield Measured(f"Fuzz executions: {name}", count - len(wrong), count, how, tuple(wrong))


if __name__ == "__main__":
    for said in executed(sys.argv[1], int(sys.argv[2]), int((sys.argv[3:] or ["0"])[0])):
        print(said)
