"""What the system holds the answering process to: no files, no processes, so much memory and time.

POSIX only (getrlimit in POSIX.1-2017), and space on Linux alone; elsewhere DuckDB's own limit of
memory and the watching parent (`weighing`) stand alone.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

HOLDS_SPACE = sys.platform == "linux"  # macOS takes such a limit and does not keep it

_UNITS = {"": 1, "K": 10**3, "M": 10**6, "G": 10**9, "T": 10**12}
_UNITS |= {f"{unit}I": 1024**power for power, unit in enumerate(("", "K", "M", "G", "T"))}
_SLACK = 200_000_000  # what a query takes besides what DuckDB counts
_EACH = 40_000_000  # the same of every thread


def close() -> None:
    """From now on no file is written, not even a core dump."""
    if sys.platform != "win32":
        import resource

        for what in (resource.RLIMIT_FSIZE, resource.RLIMIT_CORE):
            resource.setrlimit(what, (0, 0))


def room(memory: str, threads: int | None = None) -> int:
    """The bytes that a query may take besides what is taken by now."""
    return in_bytes(memory) + _SLACK + _EACH * (threads or os.cpu_count() or 1)


def hold(memory: str, threads: int, seconds: float, *, space: bool) -> None:
    """Hold one query to its limits; `memory` as DuckDB writes it, above what is taken by now."""
    if sys.platform != "win32":
        import resource

        used = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
        _soften(resource.RLIMIT_CPU, int(used + seconds * threads) + 2)
        _soften(resource.RLIMIT_NPROC, 0)
        if space:
            _soften(resource.RLIMIT_AS, _taken() + room(memory, threads))


def release() -> None:
    """Let go of what was held for a query."""
    if sys.platform != "win32":
        import resource

        for what in (resource.RLIMIT_CPU, resource.RLIMIT_NPROC, resource.RLIMIT_AS):
            resource.setrlimit(what, (resource.getrlimit(what)[1],) * 2)


def _soften(what: int, limit: int) -> None:
    import resource

    hard = resource.getrlimit(what)[1]
    resource.setrlimit(what, (limit if hard < 0 else min(limit, hard), hard))


def _taken() -> int:
    """The address space that this process has, in bytes (proc(5), statm)."""
    import resource

    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
    return int(pages) * resource.getpagesize()


def in_bytes(memory: str) -> int:
    """DuckDB's way of writing memory, as in 2GB or 1.8 GiB, in bytes."""
    said = re.fullmatch(r"\s*([0-9.]+)\s*([KMGT]?I?)B?\s*", memory.upper())
    return int(float(said[1]) * _UNITS[said[2]]) if said else 2 * 10**9
