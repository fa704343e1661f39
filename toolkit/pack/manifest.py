"""manifest.json: what a pack was made from, and what it holds."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date as Day
from decimal import Decimal
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any

from toolkit.errors import FactpackError

NAME = "manifest.json"
FORMAT = "factpack pack 1"  # changes when a reader of the manifest has to
SEAL = "seal"  # a hash of all the rest, by which a slip in the manifest itself shows


@dataclass(frozen=True, slots=True, order=True)
class File:
    """One file by its hash. `path` is relative, with / between folders."""

    path: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Filled:
    """One query: its SQL, how many rows it gave, and where they stand."""

    name: str
    rows: int
    csv: str
    sheet: str | None  # None where no Table takes it
    range: str | None  # of the Table in the workbook, headings included
    columns: tuple[str, ...]
    guarded: tuple[tuple[int, str], ...]  # texts of the CSV that got an apostrophe: record, column
    sql: str


@dataclass(frozen=True, slots=True)
class Unlisted:
    """A sheet with a Table so long that data/ does not list its cells one by one."""

    sheet: str
    query: str
    range: str  # of the Table, headings included
    headings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """All that is told of a pack. No clock and no machine is in it."""

    factpack: str
    dossier: str
    title: str
    template: str
    date: Day
    as_of: Day | None  # given: sources published later are left out
    left_out: tuple[tuple[str, Day], ...]  # those sources: id, published
    findings: Mapping[str, int]
    words: Mapping[str, Any]
    inputs: tuple[File, ...]
    template_files: tuple[File, ...]
    outputs: tuple[File, ...]
    queries: tuple[Filled, ...]
    csv_rule: str
    csv_bom: bool = False  # whether the CSVs begin with the mark by which Excel knows UTF-8
    made_with: Mapping[str, str] = field(default_factory=dict)  # what bytes depend on: its version
    since: Mapping[str, str] | None = None  # the earlier pack that changes are told from
    pdf: str | None = None  # the printed pack, which no rebuild compares
    unlisted: tuple[Unlisted, ...] = ()
    followed: tuple[str, ...] = ()  # parts of the template that point at a Table and had to change
    # Formula cells whose value Excel computes on opening, and why.
    uncalculated: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = field(default=())

    def to_bytes(self) -> bytes:
        """JSON in a fixed order, UTF-8, a line feed at the end."""
        told = {"format": FORMAT} | asdict(self)
        told["left_out"] = [{"source": s, "published": d.isoformat()} for s, d in self.left_out]
        for query in told["queries"]:
            query["guarded"] = [{"record": n, "column": c} for n, c in query["guarded"]]
        for name in ("inputs", "template_files", "outputs"):
            told[name] = sorted(told[name], key=lambda each: each["path"])
        return _as_text(told | {SEAL: _seal(told)}).encode()


def _as_text(told: Mapping[str, Any]) -> str:
    return json.dumps(told, indent=1, ensure_ascii=False, default=_plain) + "\n"


def _seal(told: Mapping[str, Any]) -> str:
    return sha256(_as_text(told).encode("utf-8", "surrogatepass")).hexdigest()


def is_sealed(told: Mapping[str, Any]) -> bool:
    """Whether a manifest, as read, says what was written; also where it was written unsealed."""
    rest = {name: value for name, value in told.items() if name != SEAL}
    return SEAL not in told or told[SEAL] == _seal(rest)


def _plain(value: Any) -> Any:
    if isinstance(value, Day):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no place in a manifest")


def versions() -> dict[str, str]:
    """What a pack's bytes depend on besides its inputs: the libraries that write them."""
    import zlib
    from importlib.metadata import version

    return {"duckdb": version("duckdb"), "zlib": zlib.ZLIB_RUNTIME_VERSION}


def file_of(shown: str, path: Path) -> File:
    """The entry of a file on the disk."""
    with path.open("rb") as file:
        hashed = file_digest(file, "sha256").hexdigest()
        return File(shown, file.tell(), hashed)


def files_of(paths: Iterable[tuple[str, Path]]) -> tuple[File, ...]:
    """Entries of files on the disk, given as (path as shown, path)."""
    made = []
    for shown, path in paths:
        try:
            made.append(file_of(shown, path))
        except OSError as error:
            raise FactpackError(
                f"{shown} cannot be read: {error.strerror or error}",
                hint="close the program that holds it; in a sync folder it may have to be "
                "downloaded first",
            ) from error
    return tuple(sorted(made))


def read_manifest(folder: Path) -> Mapping[str, Any] | None:
    """What a pack folder's manifest says, or None where the folder is no pack of factpack's."""
    try:
        told = json.loads((folder / NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if not isinstance(told, dict) or not str(told.get("format", "")).startswith("factpack pack"):
        return None
    return told


def is_pack(path: Path) -> bool:
    """Whether a folder is a pack of factpack's, of whatever version."""
    return path.is_dir() and read_manifest(path) is not None


def changed_since(folder: Path, told: Mapping[str, Any]) -> Sequence[tuple[str, str]]:
    """What in the folder is not as its manifest says: (path, "added" | "changed" | "missing")."""
    listed = {str(each["path"]): each for each in told.get("outputs", ())}
    found = {
        path.relative_to(folder).as_posix(): path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != NAME
    }
    changes = [(name, "added") for name in found if name not in listed]
    for name, each in listed.items():
        if name not in found:
            changes.append((name, "missing"))
        elif file_of(name, found[name]).sha256 != each["sha256"]:
            changes.append((name, "changed"))
    return sorted(changes)
