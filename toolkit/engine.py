"""DuckDB's engine alone, as `import duckdb` gives it on, begun where the system lets it begin.

Its relations, which are Python and take longer to load than fifty facts to check, are loaded where
one is made or Arrow is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from toolkit.errors import FactpackError, next_step

try:
    import _duckdb as _engine
except ImportError:  # a DuckDB that keeps its engine elsewhere
    import duckdb as _engine  # type: ignore[no-redef]

DuckDBPyConnection = _engine.DuckDBPyConnection
Error, FatalException = _engine.Error, _engine.FatalException
IOException, TransactionException = _engine.IOException, _engine.TransactionException
OutOfMemoryException = _engine.OutOfMemoryException
OF_THE_SYSTEM = (
    *(IOException, TransactionException, FatalException),
    *(OutOfMemoryException, _engine.InternalException),
)
"""What DuckDB raises where it fails at the disk or inside, and not at what it was asked."""

_GROUPS, _LIMITS = Path("/proc/self/cgroup"), Path("/sys/fs/cgroup")
_FILES = {  # by the controller that a line of cgroups(7) names; the second version names none
    "": ("cpu.max", "memory.max"),
    "cpu": ("cpu.cfs_quota_us", "cpu.cfs_period_us"),
    "memory": ("memory.limit_in_bytes",),
}


def connect(path: str = ":memory:", **how: Any) -> DuckDBPyConnection:
    """`duckdb.connect`, but for the bars that it would print on standard output.

    Raises FactpackError where the system lets DuckDB not even begin.
    """
    look()
    connection = _engine.connect(path, **how)
    # DuckDB takes `python -c` for somebody who looks on; the commands have their own on stderr.
    connection.execute("set enable_progress_bar = false")
    return connection


@cache
def look() -> None:
    """Raise FactpackError where a file that tells the machine's limits may not be opened.

    DuckDB ends the whole process at it (2.0.0), as in a snap or behind a strict AppArmor profile.
    """
    for path in (_GROUPS, *_limits()):
        try:
            path.open("rb").close()
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError as fault:
            raise FactpackError(
                f"DuckDB cannot start, for it reads {path}: {fault.strerror or fault}",
                hint=next_step(fault),
            ) from fault


def _limits() -> Iterator[Path]:
    for line in _GROUPS.read_text("utf-8", "replace").splitlines() if _GROUPS.exists() else ():
        _, names, place = line.split(":", 2)
        for name in names.split(","):
            for file in _FILES.get(name, ()):
                for folder in (_LIMITS / name, _LIMITS / name / place.lstrip("/")):
                    yield folder / file
