"""The installation: versions, factpack's own files, limits, other programs, this machine."""

from __future__ import annotations

import configparser
import importlib
import locale
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from importlib import metadata
from pathlib import Path

from toolkit.dossier import TEMPLATES, data_folder, find_house, house_folder
from toolkit.errors import FactpackError
from toolkit.health.told import State, Told

_NEEDS = re.compile(r"([\w.-]+)\s*\(?(?:>=\s*([\d.]+))?")
# The modules of libraries that are called otherwise than their packages.
_MODULES = {"jsonschema-rs": "jsonschema_rs"}
_LEAST_PYTHON = (3, 11)
_MIB, _GIB = 1 << 20, 1 << 30
_ROOM = 1 * _GIB  # of the disk, below which it is said
_GIT = 10  # seconds that it may take to say its version


def look() -> Iterator[Told]:
    """Everything that factpack needs of this machine."""
    yield from _versions()
    yield from _own_files()
    yield from _limits()
    yield from _programs()
    yield from _machine()


def _versions() -> Iterator[Told]:
    about = "Versions"
    try:
        yield Told(about, "factpack", "ok", metadata.version("factpack"))
    except metadata.PackageNotFoundError:
        yield Told(
            about, "factpack", "wrong", "is not installed as a package", "pip install factpack"
        )
    old = sys.version_info < _LEAST_PYTHON
    said = f"{platform.python_version()} ({platform.python_implementation()})"
    least = ".".join(map(str, _LEAST_PYTHON))
    yield Told(about, "Python", "wrong" if old else "ok", said, f"install {least}" if old else "")
    for line in needed():
        found = _NEEDS.match(line)
        if found is not None:
            yield library(found[1], found[2] or "0")


def needed() -> list[str]:
    """The libraries as pip knows them, or in a checkout as its setup.cfg lists them today."""
    listed = Path(__file__).parent.parent.parent / "setup.cfg"
    if listed.is_file():
        settings = configparser.ConfigParser()
        settings.read(listed, encoding="utf-8")
        if settings.get("metadata", "name", fallback="") == "factpack":
            return settings.get("options", "install_requires", fallback="").split("\n")[1:]
    try:
        lines = metadata.requires("factpack") or []
    except metadata.PackageNotFoundError:
        return []
    return [line for line in lines if "extra ==" not in line]


def library(name: str, least: str) -> Told:
    """Whether a library is there, new enough, and can be loaded."""
    about = "Versions"
    hint = f'pip install --upgrade "{name}>={least}"'
    try:
        version = metadata.version(name)
    except metadata.PackageNotFoundError:
        return Told(about, name, "wrong", f"is missing; at least {least} is needed", hint)
    if _numbers(version) < _numbers(least):
        return Told(about, name, "wrong", f"{version}, and at least {least} is needed", hint)
    try:
        importlib.import_module(_MODULES.get(name, name))
    except (ImportError, OSError) as fault:  # a native part that does not fit this machine
        return Told(about, name, "wrong", f"{version} cannot be loaded: {fault}", hint)
    return Told(about, name, "ok", f"{version} (at least {least})")


def _numbers(version: str) -> tuple[int, ...]:
    """2.0.1rc1 is (2, 0, 1); noughts at the end do not count."""
    numbers = [int(part) for part in re.findall(r"\d+", version.partition("+")[0])[:4]]
    while numbers and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)


def _own_files() -> Iterator[Told]:
    about = "Its own files"
    yield tried(about, "schemas", _schemas)
    yield tried(about, "rules", _rules)
    for folder in sorted(data_folder(TEMPLATES).glob("*/template.toml")):
        yield tried(about, f"template {folder.parent.name}", lambda f=folder.parent: _template(f))  # type: ignore[misc]
    yield tried(about, "house lists", _house)


def tried(about: str, name: str, work: Callable[[], str]) -> Told:
    """What `work` says, or that it cannot be done."""
    try:
        return Told(about, name, "ok", work())
    except FactpackError as fault:
        return Told(about, name, "wrong", fault.what, fault.hint or "install factpack anew")
    except (OSError, ValueError, KeyError) as fault:
        said = f"cannot be read: {fault or type(fault).__name__}"
        return Told(about, name, "wrong", said, "install factpack anew")


def _schemas() -> str:
    from toolkit.schemas import load_schemas

    return f"{len(load_schemas(data_folder('schemas')).types)} record types"


def _rules() -> str:
    from toolkit.rules.rulebook import all_rules

    return f"{len(all_rules())} rules"


def _template(folder: Path) -> str:
    from toolkit.pack.template import load_template

    return f"{len(load_template(folder).queries)} queries"


def _house() -> str:
    return f"{len(find_house())} in {house_folder()}"


def _limits() -> Iterator[Told]:
    from toolkit.locked.box import Limits as QueryLimits
    from toolkit.ooxml.container.limits import Limits
    from toolkit.readers.unchanged import LIMITS

    about = "Limits"
    book, query = Limits(), QueryLimits()
    yield Told(
        about,
        "workbooks",
        "ok",
        f"{_size(book.file_bytes)} a file, {_size(book.total_bytes)} inflated, "
        f"{book.parts:,} parts, {book.cells:,} cells",
    )
    yield Told(
        about,
        "CSV, JSON lines",
        "ok",
        f"{_size(LIMITS.file_bytes)} a file, {_size(LIMITS.record_chars)} a record, "
        f"{LIMITS.cells:,} cells",
    )
    yield Told(about, "a query", "ok", f"{query.seconds:g} s, {query.memory}")


def _programs() -> Iterator[Told]:
    about = "Other programs, none of them needed"
    from toolkit.pack.pdf import find_libreoffice

    office = find_libreoffice()
    yield Told(
        about,
        "LibreOffice",
        "ok" if office else "note",
        str(office) if office else "is not here, so that  export --pdf  prints nothing",
    )
    git = shutil.which("git")
    version = _said_by([git, "--version"]) if git else ""
    yield Told(about, "git", "ok" if version else "note", version or "is not here")


def _said_by(words: list[str]) -> str:
    try:
        done = subprocess.run(words, capture_output=True, timeout=_GIT, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode("utf-8", "replace").strip()


def _machine() -> Iterator[Told]:
    about = "This machine"
    yield Told(about, "system", "ok", f"{platform.system()} {platform.release()}")
    memory = memory_of_the_machine()
    small: State = "note" if memory is not None and memory < 4 * _GIB else "ok"
    yield Told(
        about,
        "memory",
        small,
        _size(memory) if memory is not None else "cannot be told",
        "a query may take 2 GB: lower it with  factpack sql --memory" if small == "note" else "",
    )
    yield _temporary(about)
    console = sys.stdout.encoding or "none"
    names = sys.getfilesystemencoding()
    yield Told(about, "console", "ok", f"{console}, locale {locale.setlocale(locale.LC_CTYPE)}")
    odd = names.casefold().replace("-", "") != "utf8"
    hint = "set PYTHONUTF8=1, or a locale in UTF-8, so that every name can be read"
    yield Told(about, "file names", "wrong" if odd else "ok", names, hint if odd else "")


def _temporary(about: str) -> Told:
    folder = tempfile.gettempdir()
    hint = "point TMPDIR (TEMP on Windows) to a folder on a disk with room"
    try:
        with tempfile.TemporaryFile() as file:
            file.write(b"factpack")
            file.flush()
            os.fsync(file.fileno())
        free = shutil.disk_usage(folder).free
    except OSError as fault:
        said = f"{folder} cannot be written to: {fault.strerror or fault}"
        return Told(about, "temporary files", "wrong", said, hint)
    said = f"{folder}, {_size(free)} free"
    return Told(about, "temporary files", "ok" if free > _ROOM else "note", said)


def memory_of_the_machine() -> int | None:
    """Bytes of memory, or None where the system does not say."""
    if sys.platform == "win32":
        return _windows_memory()
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (OSError, ValueError, AttributeError):
        return None


def _windows_memory() -> int | None:
    import ctypes

    class Status(ctypes.Structure):  # MEMORYSTATUSEX
        _fields_ = (
            ("length", ctypes.c_ulong),
            ("load", ctypes.c_ulong),
            *((f"size{n}", ctypes.c_ulonglong) for n in range(7)),
        )

    status = Status(length=ctypes.sizeof(Status))
    kernel = getattr(ctypes, "windll", None)
    if kernel is None or not kernel.kernel32.GlobalMemoryStatusEx(ctypes.byref(status)):
        return None
    return int(status.size0)


def _size(count: int) -> str:
    return f"{count / _GIB:.4g} GiB" if count >= _GIB else f"{count / _MIB:.4g} MiB"
