"""DuckDB started, and what the system refuses it told in one line with its next step."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from errno import errorcode
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.errors import FactpackError, next_step

if TYPE_CHECKING:
    import duckdb

_GROUPS, _LIMITS = Path("/proc/self/cgroup"), Path("/sys/fs/cgroup")
_FILES = {  # by the controller that a line of cgroups(7) names; the second version names none
    "": ("cpu.max", "memory.max"),
    "cpu": ("cpu.cfs_quota_us", "cpu.cfs_period_us"),
    "memory": ("memory.limit_in_bytes",),
}
_MESSAGE = re.compile(r'"exception_message":"((?:[^"\\]|\\.)*)"')


def connect(path: str = ":memory:", **how: Any) -> duckdb.DuckDBPyConnection:
    """`duckdb.connect`; raises FactpackError where the system lets DuckDB not even begin."""
    import duckdb

    look()
    return duckdb.connect(path, **how)


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


def in_a_line(error: Exception) -> str:
    """What DuckDB says, without the query and without the stack of what broke inside it."""
    said = str(error)
    inside = _MESSAGE.search(said)
    first = inside[1] if inside else said.partition("\n")[0]
    return first.replace("INTERNAL Error", "DuckDB failed inside")


def advice(error: Exception) -> str:
    """The next step, where it is the system's error that DuckDB passes on."""
    said = str(error)
    number = next((each for each in errorcode if os.strerror(each) in said), 0)
    return next_step(OSError(number, said))


def of_the_system(error: BaseException) -> bool:
    """Whether DuckDB failed at the disk or inside, and not at what it was asked."""
    import duckdb

    return isinstance(
        error,
        duckdb.IOException
        | duckdb.OutOfMemoryException
        | duckdb.TransactionException
        | duckdb.FatalException
        | duckdb.InternalException,
    )
