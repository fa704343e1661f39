"""A dossier watched while people work in it: checked again at each save, and what that changed."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.disk.setaside import READABLE
from toolkit.dossier import (
    FACTS,
    RULES,
    SETTINGS,
    SOURCES,
    Dossier,
    find_dossier,
    house_folder,
)
from toolkit.errors import FactpackError
from toolkit.findings import Finding
from toolkit.ooxml.container.package import Package
from toolkit.opened import OpenDossier

if TYPE_CHECKING:
    from toolkit.locked.box import Limits

PATIENCE = 2.0  # seconds that a half-written or missing file is waited for
_PAUSE = 0.05
_LOOK_MS = 100  # the longest that Ctrl-C waits to be seen
_UNREADABLE = "FIL001"
_WORKBOOKS = (".xlsx", ".xlsm", ".xltx")
_State = tuple[int, int]
_SETTLE_MS = 40  # a save is several events; this long after the last one it is over
# What programs put beside a file while they save it: Excel eight hexadecimal digits, others .tmp.
_PASSING = re.compile(r"~\$.*|\..*|.*\.tmp|[0-9A-F]{7,8}|.*~|.*\.bak[0-9]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Change:
    """What one save changed in the findings; the first check of all has only what is new."""

    saved: tuple[str, ...]  # files, as people are shown them
    new: tuple[Finding, ...]
    mended: tuple[Finding, ...]
    findings: tuple[Finding, ...]  # all that stand now
    dossier: Dossier

    @property
    def remaining(self) -> int:
        return len(self.findings) - len(self.new)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A save after which the dossier cannot be read; the next one is waited for."""

    saved: tuple[str, ...]
    problem: str
    hint: str


def watch(
    path: Path, out: Path | None = None, limits: Limits | None = None
) -> Iterator[Change | Waiting]:
    """Check the dossier at `path` now, and again after each save of what its findings rest on.

    Never ends of itself; Ctrl-C raises KeyboardInterrupt. Nothing that stands in `out` counts as
    a save. Raises FactpackError where the dossier cannot be read at the beginning.
    """
    from watchfiles import watch as events

    watched = Watched(path, limits=limits)
    matters = watched.filter(out)
    stream = events(
        *watched.folders(),
        watch_filter=lambda _, name: matters(Path(name)),
        debounce=500,
        step=_SETTLE_MS,
        rust_timeout=_LOOK_MS,
        yield_on_timeout=True,
        raise_interrupt=True,
        recursive=not watched.dossier.bare,
    )
    # Looking begins before the first check, so that no save falls between.
    pending = next(stream)
    yield watched.begin()
    while True:
        saved = watched.unseen({Path(name) for _, name in pending})
        if saved:
            yield watched.check(saved)
        pending = next(stream)


class Watched:
    """One dossier and its findings as they stood at the last check that could be made."""

    def __init__(
        self, path: Path, *, patience: float = PATIENCE, limits: Limits | None = None
    ) -> None:
        self.path, self.patience, self.limits = path, patience, limits
        self.dossier = find_dossier(path)
        self.findings: tuple[Finding, ...] = ()
        # Files that cannot be read, as they were then: at the first check they are findings,
        # later on they are waited for once and then told at once.
        self.accepted: dict[Path, _State] = {}
        self.given_up: dict[Path, _State] = {}
        self.seen: dict[Path, _State] = {}  # what was saved, as it was when it was last checked

    def begin(self) -> Change:
        """The first check. Raises FactpackError where there is nothing that can be checked."""
        dossier = _without_passing(find_dossier(self.path))
        findings = tuple(OpenDossier(dossier, limits=self.limits).findings())
        broken = {one.file for one in findings if one.code == _UNREADABLE}
        for path in dossier.fact_files:
            if dossier.shown(path) in broken:
                self.accepted[path] = _state(path)
        return self._changed((), dossier, findings)

    def folders(self) -> tuple[Path, ...]:
        """What to watch: the dossier, and the house's lists where they lie elsewhere."""
        root = self.dossier.root.resolve()
        house = house_folder().resolve()
        return (root,) if root == house or root in house.parents else (root, house)

    def filter(self, out: Path | None) -> Callable[[Path], bool]:
        """Whether a file's change can change the findings."""
        root, house = self.dossier.root.resolve(), house_folder().resolve()
        away = out.resolve() if out is not None else None
        only = self.dossier.only.resolve() if self.dossier.bare and self.dossier.only else None

        def matters(path: Path) -> bool:
            if away is not None and (path == away or away in path.parents):
                return False
            if only is not None:
                return path == only
            if path.parent == root:
                return path.name == SETTINGS
            kind = path.relative_to(root).parts[0] if root in path.parents else ""
            if _PASSING.fullmatch(path.name):
                return False
            if kind == FACTS or path.parent == house:
                return path.suffix.casefold() in READABLE
            return kind == SOURCES or (kind == RULES and path.suffix.casefold() == ".sql")

        return matters

    def unseen(self, paths: Set[Path]) -> list[Path]:
        """Of files with an event those that are not as they were last checked.

        One save can make several events, and the last of them come after the check.
        """
        return sorted(path for path in paths if self.seen.get(path) != _state(path))

    def check(self, saved: Sequence[Path]) -> Change | Waiting:
        """Check again, once what was saved can be read whole, or patience is at its end."""
        shown = tuple(self._shown(path) for path in saved)
        until = time.monotonic() + self.patience
        while True:
            late = time.monotonic() >= until
            torn: Path | None = None
            now = {path: _state(path) for path in saved}
            try:
                dossier = _without_passing(find_dossier(self.path))
                torn = self._torn(dossier)
                # A file that is replaced is gone for a moment; one that stays away is deleted.
                gone = set(self.dossier.fact_files) - set(dossier.fact_files)
                if torn is None and (late or not gone):
                    findings = tuple(OpenDossier(dossier, limits=self.limits).findings())
                    torn = self._torn(dossier)  # it may have been saved meanwhile
                    if torn is None:
                        self.seen |= now
                        return self._changed(shown, dossier, findings)
                if torn is not None:
                    Package.open(torn, shown=dossier.shown(torn))  # says why
                problem, hint = "", ""
            except FactpackError as error:
                problem, hint = error.what, error.hint
            except OSError as fault:  # a file that another program holds, or that has just gone
                problem, hint = f"{fault.filename}: {fault.strerror or fault}", "close it there"
            known = torn is not None and self.given_up.get(torn) == _state(torn)
            if problem and (late or known):
                if torn is not None:
                    self.given_up[torn] = _state(torn)
                return Waiting(shown, problem, hint)
            time.sleep(_PAUSE)

    def _torn(self, dossier: Dossier) -> Path | None:
        """A workbook that does not open: half-written, or held by another program."""
        for path in dossier.fact_files:
            if path.suffix.casefold() in _WORKBOOKS and self.accepted.get(path) != _state(path):
                try:
                    Package.open(path)
                except FactpackError:
                    return path
        return None

    def _changed(
        self, saved: tuple[str, ...], dossier: Dossier, findings: tuple[Finding, ...]
    ) -> Change:
        new, mended = compared(self.findings, findings)
        self.dossier, self.findings = dossier, findings
        return Change(saved, new, mended, findings, dossier)

    def _shown(self, path: Path) -> str:
        root = self.dossier.root.resolve()
        return path.relative_to(root).as_posix() if root in path.parents else path.name


def compared(
    before: Sequence[Finding], after: Sequence[Finding]
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """The findings that are new, and those that are mended; one that has only moved is neither."""
    return _beyond(after, before), _beyond(before, after)


def _beyond(these: Sequence[Finding], those: Sequence[Finding]) -> tuple[Finding, ...]:
    left = Counter(_identity(one) for one in those)
    found: list[Finding] = []
    for one in these:
        key = _identity(one)
        if left[key]:
            left[key] -= 1
        else:
            found.append(one)
    return tuple(found)


def _identity(one: Finding) -> tuple[str | None, ...]:
    """What stays the same when rows move; a record without an id is known by what is said of it."""
    return one.fingerprint, one.file, one.sheet, None if one.record else one.message


def _without_passing(dossier: Dossier) -> Dossier:
    """Without remarks on lock files and files on their way: they are there while people work."""
    kept = tuple(one for one in dossier.ignored if not _PASSING.fullmatch(one.path.name))
    return replace(dossier, ignored=kept)


def _state(path: Path) -> _State:
    """When the file was written, and its size; zeros where it is gone."""
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_size
