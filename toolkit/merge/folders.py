"""Merging whole dossiers: each file of facts by its records, every other file whole."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from toolkit.disk.files import sync_files, write_atomically
from toolkit.disk.holding import SHOWN, shortened
from toolkit.disk.inplace import (
    check_free,
    check_same,
    check_unchanged,
    hash_of,
    is_backup,
    replace_in_place,
    set_aside,
    stamps_of,
)
from toolkit.disk.scratch import scratch
from toolkit.disk.switch import staged
from toolkit.dossier import SETTINGS, edited, find_dossier
from toolkit.errors import FactpackError
from toolkit.merge import telling
from toolkit.merge.files import Done, free_name, merge_files
from toolkit.readers import read


@dataclass(frozen=True, slots=True)
class Folders:
    """What became of each file, and what stands in conflict."""

    out: Path
    said: tuple[str, ...]
    files: Mapping[str, Done]

    @property
    def conflicts(self) -> int:
        """How many things wait for a person."""
        whole = sum(1 for line in self.said if line.startswith("conflict: "))
        return whole + sum(len(done.merge.conflicts) for done in self.files.values())


def merge_folders(
    ours: Path, theirs: Path, base: Path | None, out: Path | None, *, in_place: bool = False
) -> Folders:
    """A new dossier at `out`, else beside OURS, that holds both; or OURS itself made so.

    Facts are merged file by file, by name. Of another file that both changed, OURS' stands and
    THEIRS' comes beside it as NAME.theirs; what one side deleted and the other changed is kept.
    Without a base nothing is taken for deleted. In place every file that changes or goes leaves a
    backup; a run that is stopped half-way is finished by the same command.
    """
    for folder in (ours, theirs, *([base] if base else [])):
        if not (folder / SETTINGS).is_file():
            raise FactpackError(
                f"{folder} is no dossier: it has no {SETTINGS}",
                hint="merge two dossiers, or two files",
            )
    if in_place:
        if out is not None:
            raise FactpackError(
                "--in-place changes OURS, and -o names another folder", hint="give one of them"
            )
        with edited(ours):
            return _in_place(ours, theirs, base)
    target = out or free_name(ours.with_name(f"{shortened(ours.resolve().name, SHOWN)}.merged"))
    if target.exists():
        _refuse(target)
    with staged(target, SETTINGS, may_replace=_refuse) as new:
        work = _Folders(ours, theirs, base, new)
        work.merge()
        sync_files(new)
    return Folders(target, tuple(work.said), work.at(target))


def _in_place(ours: Path, theirs: Path, base: Path | None) -> Folders:
    """Everything is merged beside first: OURS is touched once nothing more can be refused."""
    stamps = stamps_of(sorted(ours / name for name in _names(ours)))
    before = {path: hash_of(path) for path in stamps}
    with scratch() as folder:
        work = _Folders(ours, theirs, base, folder)
        work.merge()
        new = {ours / name: folder / name for name in _names(folder)}
        changed = [path for path in new if hash_of(new[path]) != before.get(path, "")]
        gone = [path for path in before if path not in new]
        for path in (*changed, *gone):
            if path in before:
                _check_free(path, path.relative_to(ours).as_posix())
        check_unchanged(stamps, "while it was merged")
        for path in sorted(changed):
            _put(path, new[path].read_bytes(), before.get(path))
        for path in sorted(gone):
            set_aside(path)
    return Folders(ours, tuple(work.said), work.at(ours))


def _check_free(path: Path, shown: str) -> None:
    try:
        check_free(path)
    except FactpackError as why:
        raise FactpackError(f"{shown}: {why.what}; nothing was merged", hint=why.hint) from why


def _put(path: Path, data: bytes, known: str | None) -> None:
    if known is None:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, data)
        return
    check_same(path, known, path.name)
    replace_in_place(path, path.read_bytes(), data)


def _refuse(target: Path) -> None:
    raise FactpackError(f"{target} is there already", hint="choose another name with -o")


class _Folders:
    """Every path of either side, decided one by one."""

    def __init__(self, ours: Path, theirs: Path, base: Path | None, staged: Path) -> None:
        self.ours, self.theirs, self.base, self.staged = ours, theirs, base, staged
        self.said: list[str] = []
        self.files: dict[str, Done] = {}

    def at(self, place: Path) -> dict[str, Done]:
        """What became of the files of facts, which now stand at `place`."""
        return {
            name: replace(
                done, written=tuple(place / path.relative_to(self.staged) for path in done.written)
            )
            for name, done in self.files.items()
        }

    def merge(self) -> None:
        facts = {
            path.relative_to(root).as_posix()
            for root in (self.ours, self.theirs)
            for path in find_dossier(root).fact_files
        }
        every = _names(self.ours) | _names(self.theirs)
        for name in (*sorted(every - facts), *sorted(every & facts)):  # so that new names are new
            self._one(name, name in facts)

    def _one(self, name: str, of_facts: bool) -> None:
        mine, other = self.ours / name, self.theirs / name
        was = self.base / name if self.base is not None else None
        before = hash_of(was) if was is not None and was.is_file() else ""
        if not mine.is_file() or not other.is_file():
            self._of_one_side(name, mine if mine.is_file() else other, before)
        elif hash_of(mine) in (hash_of(other), before):
            if of_facts and hash_of(mine) != hash_of(other):
                read(other, f"THEIRS' {name}")  # what cannot be read takes nobody's place
            self._take(name, other)
        elif hash_of(other) == before:
            self._take(name, mine)
        elif of_facts:
            self._records(name, was if before else None)
        else:
            self._take(name, mine)
            self._take(f"{name}.theirs", other)
            self.said.append(f"conflict: {name}: both changed it; THEIRS' is {name}.theirs")

    def _of_one_side(self, name: str, there: Path, before: str) -> None:
        who = "OURS" if there.is_relative_to(self.theirs) else "THEIRS"
        if not before:
            self._take(name, there)  # it is new
        elif hash_of(there) == before:
            self.said.append(f"{name}: deleted, as in {who}")
        else:
            self._take(name, there)
            self.said.append(f"conflict: {name}: {who} deleted it, the other changed it; it stands")

    def _records(self, name: str, base: Path | None) -> None:
        target = self._place(name)
        keeps = replace(find_dossier(self.ours), root=self.staged)
        done = merge_files(self.ours / name, self.theirs / name, base, out=target, keeps=keeps)
        self.files[name] = done
        if done.merge.conflicts:
            self._take(name, self.ours / name)

    def _take(self, name: str, path: Path) -> None:
        shutil.copy2(path, self._place(name))

    def _place(self, name: str) -> Path:
        """Where a file goes, in a folder that is there."""
        place = self.staged / name
        place.parent.mkdir(parents=True, exist_ok=True)
        return place


def _names(root: Path) -> set[str]:
    """The dossier's files; hidden ones, locks and backups left out."""
    return {
        path.relative_to(root).as_posix()
        for path in root.rglob("*")
        if path.is_file()
        and not path.is_symlink()
        and not path.name.startswith("~$")
        and not is_backup(path)
        and not any(
            part.startswith(".") and part != ".factpack" for part in path.relative_to(root).parts
        )
    }


def as_text(done: Folders) -> str:
    """What became of each file."""
    lines = [f"{line}\n" for line in done.said]
    for name, one in done.files.items():
        told = telling.as_text(one).rstrip("\n").replace("\n", "\n  ")
        lines.append(f"{name}\n  {told}\n")
    return "".join(lines) + f"written: {done.out}\n"


def as_json(done: Folders) -> str:
    """The same for machines."""
    files = {name: json.loads(telling.as_json(one)) for name, one in done.files.items()}
    told = {"out": str(done.out), "files": files, "said": list(done.said)}
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"
