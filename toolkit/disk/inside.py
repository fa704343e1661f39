"""What a dossier, a template or the house names stays inside it; settings are read with limits."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from toolkit.errors import FactpackError

_LINK = "it is a link, and what it leads to can change unseen"
_LARGEST = 1_000_000  # bytes of a file of settings
_DEVICES = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])[ .:]*(\..*)?", re.I)


def problem_of(path: Path) -> str | None:
    """Why a file is not read, whoever named it: a link, a device, no file, a name that no table
    can hold; None where it may be."""
    if is_device(path.name):
        return "it has the name of a device on Windows"
    if not is_text(path.name):
        return "its name has bytes that are no UTF-8"
    if _is_link(path):
        return _LINK
    if path.exists() and not path.is_file():
        return "it is no file"
    return None


def is_device(name: str) -> bool:
    """Whether Windows takes a file's name for a device ("Naming Files", MS-FSCC 2.1.5.1)."""
    return bool(_DEVICES.fullmatch(name))


def is_text(name: str) -> bool:
    """Whether a name or a path is text: POSIX takes any bytes for one."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def check_folder(folder: Path, error: type[FactpackError]) -> None:
    """Raise an `error` where a folder is a link."""
    if _is_link(folder):
        raise error(f"{folder} is not read: {_LINK}", hint="put the folder itself in its place")


def _is_link(path: Path) -> bool:
    is_junction = getattr(path, "is_junction", None)  # Windows' links to folders, Python 3.12
    return path.is_symlink() or bool(is_junction and is_junction())


def check(path: Path, error: type[FactpackError]) -> None:
    """Raise an `error` where a file is not read."""
    if problem := problem_of(path):
        raise error(f"{path} is not read: {problem}", hint="put a plain file in its place")


def read_settings(path: Path, error: type[FactpackError]) -> dict[str, Any]:
    """A TOML file's tables. Raises an `error` for what is none, and for what no person writes."""
    check(path, error)
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
        if len(data) > _LARGEST:
            raise error(
                f"{path} has more than {_LARGEST:,} bytes, the most that settings may have",
                hint="keep what it sets",
            )
        return tomllib.loads(data.decode("utf-8-sig"))
    except RecursionError as fault:
        raise error(f"{path} cannot be read: it is nested too deep", hint="lay it flat") from fault
    except OSError as fault:
        reason = fault.strerror or type(fault).__name__
        raise error(
            f"{path} cannot be read: {reason}", hint="check that you may read it"
        ) from fault
    except ValueError as fault:  # TOML's and UTF-8's errors, and numbers of thousands of digits
        what = str(fault)[:200]
        raise error(f"{path} cannot be read: {what}", hint="mend that line") from fault


def is_line(value: object, longest: int = 500) -> bool:
    """Whether a value is a text that stands in one line of a page."""
    return isinstance(value, str) and len(value) <= longest and value.isprintable()
