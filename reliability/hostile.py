"""Hostile workbooks, CSV and JSON-lines files through the command: right, refused, or silent.

python reliability/hostile.py [NAME …]      only these, told one by one
"""

from __future__ import annotations

import contextlib
import importlib
import io
import os
import re
import resource
import sys
import tempfile
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from attacks import disguises, markups, sheets, texts, wirings, zips  # noqa: E402
from attacks.base import CASES, Case, Refused  # noqa: E402
from attacks.documents import DOCUMENTS, Document  # noqa: E402
from attacks.judging import verdict  # noqa: E402
from measured import Measured  # noqa: E402

from toolkit.cli import _run  # noqa: E402
from toolkit.errors import UnreadableFile  # noqa: E402
from toolkit.extract import extract  # noqa: E402

SECONDS, MIB = 2.0, 300  # what a refused file may cost
MODULES = (zips, markups, wirings, sheets, disguises, texts)
# What `check` reads, read once here so that each child, which is forked, begins with it.
READ_ONCE = ("cli.check", "opened", "report", "readers.xlsx", "readers.delimited", "readers.jsonl")


class Tried(NamedTuple):
    """What the command did with one file."""

    wrong: str
    silent: bool
    seconds: float
    mib: float


def measured(full: bool) -> Iterator[Measured]:
    """Packages; CSV and JSON-lines files; what the refused ones cost."""
    del full
    tried = {name: tried_out(CASES[name]()) for name in CASES}
    for what, of_text in (("Hostile packages", False), ("Hostile CSV and JSON-lines files", True)):
        those = {name: one for name, one in tried.items() if is_text(name) == of_text}
        wrong = {name: one for name, one in those.items() if one.wrong}
        silent = sum(one.silent for one in wrong.values())
        yield Measured(
            f"{what} read rightly, refused or told by place ({silent} silently wrong)",
            len(those) - len(wrong),
            len(those),
            "Each file is one attack on a sound workbook or table (tests/attacks). Right means: "
            "every cell has its value and exactly the expected remarks name their cells or lines; "
            "or the file is refused, the message names it and the part or cell at fault, a hint "
            "says the next step, and `factpack check` ends with exit code 2 and no traceback.",
            tuple(f"{name}: {one.wrong}" for name, one in wrong.items()),
        )
    yield documents()
    refused = {name: one for name, one in tried.items() if is_refused(name)}
    dear = {n: one for n, one in refused.items() if one.seconds > SECONDS or one.mib > MIB}
    most = max((one.seconds for one in refused.values()), default=0)
    largest = max((one.mib for one in refused.values()), default=0)
    yield Measured(
        f"Refused files that cost at most {SECONDS:g} s of CPU and {MIB} MB",
        len(refused) - len(dear),
        len(refused),
        "Measured of a process of its own that checks the one file, its modules being read "
        f"before; the dearest took {most:.2f} s, the largest {largest:.0f} MB.",
        tuple(f"{name}: {one.seconds:.1f} s, {one.mib:.0f} MB" for name, one in dear.items()),
    )


def documents() -> Measured:
    """Pages, mail archives, PDFs and Word documents, as `source add` reads them."""
    wrong = []
    for name, make in DOCUMENTS.items():
        one = make()
        seconds, mib, code, said = in_a_child(lambda one=one: extracted(one))  # type: ignore[misc]
        wanted = said if one.text and code == 0 else ""
        right = one.text in wanted if one.text else code == 2 and re.search(one.refused, said)
        if not right or seconds > SECONDS or mib > MIB:
            wrong.append(f"{name}: {seconds:.1f} s, {mib:.0f} MB, {said:.80}")
    return Measured(
        "Hostile documents whose text is read, or which are refused by name",
        len(DOCUMENTS) - len(wrong),
        len(DOCUMENTS),
        f"Each in a process of its own, in at most {SECONDS:g} s and {MIB} MB.",
        tuple(wrong),
    )


def extracted(one: Document) -> tuple[int, str]:
    try:
        return 0, extract(one.data, one.file).text
    except UnreadableFile as refusal:
        return 2, refusal.what


def is_text(name: str) -> bool:
    return name.startswith(("csv_", "json_"))


def is_refused(name: str) -> bool:
    return isinstance(CASES[name]().expected, Refused)


def tried_out(case: Case) -> Tried:
    """The file read for its values, then checked by the command, each in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / case.file
        path.write_bytes(case.data)
        seconds, mib, code, said = in_a_child(lambda: checked(path))
        _, _, silent, wrong = in_a_child(lambda: judged(path, case))
        if "Traceback" in said:
            wrong = f"a traceback: {said.strip().splitlines()[-1]}"
        elif isinstance(case.expected, Refused) and code != 2:
            wrong = f"refused with exit code {code}"
        elif code not in (0, 1, 2):
            wrong = f"exit code {code}: {said}"
        elif path.read_bytes() != case.data:
            wrong = "the file was changed"
    return Tried(wrong, bool(wrong) and bool(silent), seconds, mib)


def checked(path: Path) -> tuple[int, str]:
    """`factpack check` of the file: its exit code and what it said."""
    sys.argv = ["factpack", "check", str(path)]
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        try:
            code = _run()
        except SystemExit as end:
            code = int(end.code or 0)
    return code, out.getvalue()[-2_000:]


def judged(path: Path, case: Case) -> tuple[int, str]:
    """Whether it was silently wrong, and what was wrong."""
    found = verdict(path, case)
    return int(found.silent), found.wrong


def in_a_child(work) -> tuple[float, float, int, str]:  # type: ignore[no-untyped-def]
    """A child's CPU seconds, most memory in MB, and what `work` gave there."""
    read_end, write_end = os.pipe()
    child = os.fork()
    if not child:
        try:
            number, said = work()
        except BaseException:  # a panic of native code is no Exception
            number, said = 99, traceback.format_exc()
        with os.fdopen(write_end, "w", encoding="utf-8", errors="replace") as pipe:
            pipe.write(f"{number}\n{said}")
        os._exit(0)
    os.close(write_end)
    with os.fdopen(read_end, encoding="utf-8", errors="replace") as pipe:
        number, _, said = pipe.read().partition("\n")
    _, _, used = os.wait4(child, 0)
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, int(number or 98), said


for _module in READ_ONCE:
    importlib.import_module(f"toolkit.{_module}")

if __name__ == "__main__":
    print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB before all")
    for name in sys.argv[1:] or CASES:
        one = tried_out(CASES[name]())
        if one.wrong or len(sys.argv) > 1 or one.seconds > SECONDS or one.mib > MIB:
            print(name, one, flush=True)
