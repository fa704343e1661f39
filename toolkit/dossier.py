"""Where things lie: the dossier's own files, and the schemas, templates and lists of factpack."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from toolkit.disk.holding import held, tidy
from toolkit.disk.inside import check, check_folder, is_line, read_settings
from toolkit.disk.setaside import LOCK_OF_LIBREOFFICE, reason_of_copies, reason_to_ignore
from toolkit.errors import FactpackError, UnreadableDossier, next_step

SETTINGS = "factpack.toml"
FACTS, SOURCES, RULES, TEMPLATES = "facts", "sources", "rules", "templates"
BASES = ".factpack/bases"
HOUSE = "FACTPACK_HOUSE"
_BACKUP = re.compile(r"\.bak[0-9]*")


@dataclass(frozen=True, slots=True)
class Settings:
    """What `factpack.toml` says. `date` is the pack's date; absent, the newest publication's.

    `annotator` is who marked a fact that names nobody.
    """

    title: str = ""
    date: date | None = None
    base_currency: str = "USD"
    annotator: str = ""
    open_figures: int | None = None
    thresholds: Mapping[str, Any] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()


class Ignored(NamedTuple):
    """A file in facts/ that is not read, and why."""

    path: Path
    problem: str
    hint: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """The folder of one investment, or a single file of facts.

    `only` is the one file asked about; `bare` says that it stands in no dossier.
    """

    root: Path
    settings: Settings
    fact_files: tuple[Path, ...]
    ignored: tuple[Ignored, ...] = ()
    only: Path | None = None
    bare: bool = False

    @property
    def name(self) -> str:
        return self.root.resolve().name

    @property
    def title(self) -> str:
        return self.settings.title or self.name

    def shown(self, path: Path) -> str:
        """The path as people are shown it: below the dossier, with / between folders."""
        try:
            return path.relative_to(self.root).as_posix()
        except ValueError:
            return path.name

    def source_file(self, file: str) -> Path:
        """The frozen text of a source."""
        return self.root / SOURCES / file

    def base_file(self, id: str) -> Path:
        """What a workbook was made from, kept for merging."""
        return self.root / BASES / f"{id}.jsonl.gz"

    def base_files(self) -> tuple[Path, ...]:
        """Every such file."""
        return tuple(sorted((self.root / BASES).glob("*.jsonl.gz")))

    def rule_files(self) -> tuple[Path, ...]:
        """The dossier's own rules, without what sync clients and people copied beside them."""
        return tuple(path for path, reason in _rules(self.root) if reason is None)

    def house_files(self) -> tuple[Path, ...]:
        """The lists that the house shares between dossiers: concepts, entities."""
        return find_house()

    def template(self, name: str) -> Path:
        """A template by its name (the dossier's own before factpack's) or by its path."""
        return find_template(name, self.root / TEMPLATES)

    def check_no_input(self, path: Path) -> None:
        """Raise FactpackError where an answer written to `path` would take an input's place."""
        if path.resolve() in {each.resolve() for each in (*self.inputs(), *self.fact_files)}:
            raise FactpackError(
                f"{path} is one of the dossier's own files, and is not written over",
                hint="choose another name",
            )

    def inputs(self) -> tuple[Path, ...]:
        """Every file that what factpack says of this dossier can depend on, in order of name."""
        sources = self.root / SOURCES
        files = [*self.fact_files, *self.rule_files(), *self.house_files()]
        if (self.root / SETTINGS).is_file():
            files.append(self.root / SETTINGS)
        if sources.is_dir():
            files += [
                path
                for path in sources.rglob("*")
                if path.is_file() and not path.is_symlink() and not path.name.startswith(".")
            ]
        return tuple(sorted(files, key=self.shown))


def find_dossier(path: Path) -> Dossier:
    """The dossier at `path`: a folder with a factpack.toml, or a file of facts in or out of one.

    Raises UnreadableDossier where neither stands there.
    """
    if path.is_dir():
        return _folder(path)
    if not path.exists():
        raise UnreadableDossier(
            f"there is nothing at {path}", hint="factpack init DIR makes a new dossier"
        )
    if path.name == SETTINGS:
        return _folder(path.parent)
    if path.parent.name == FACTS and (path.parent.parent / SETTINGS).is_file():
        whole = _folder(path.parent.parent)
        if any(file.name == path.name for file in whole.fact_files):
            only = whole.root / FACTS / path.name
            return Dossier(whole.root, whole.settings, whole.fact_files, whole.ignored, only)
    return Dossier(path.parent, Settings(), (path,), only=path, bare=True)


@contextmanager
def edited(path: Path, *, wanted: bool = True) -> Iterator[None]:
    """Hold the facts that `path` (a dossier, or a file) belongs to, from reading to changing them.

    Of two runs that change one dossier the second waits, and then reads what the first has made.
    Raises FactpackError where another run is not done in time, or the folder cannot be written to.
    """
    if not wanted:
        yield
        return
    place = path / FACTS if path.is_dir() else path
    if place.parent.name == FACTS and (place.parent.parent / SETTINGS).is_file():
        place = place.parent
    try:
        with held(place):
            if place.is_dir():
                tidy(place)
            yield
    except OSError as fault:
        raise FactpackError(
            f"{place} cannot be changed: {fault.strerror or fault}",
            hint=f"nothing was changed; {next_step(fault)}",
        ) from fault


def _folder(root: Path) -> Dossier:
    if not (root / SETTINGS).is_file():
        raise UnreadableDossier(
            f"{root} is no dossier: it has no {SETTINGS}",
            hint=f"factpack init {root} makes one; a single file can be checked by its name",
        )
    files, ignored = [], []
    for folder in (FACTS, SOURCES, RULES, TEMPLATES):
        check_folder(root / folder, UnreadableDossier)
    beside = {path.name for path in _in_folder(root / FACTS)}
    for path in _in_folder(root / FACTS):
        if reason := reason_to_ignore(path, beside - {path.name}):
            ignored.append(Ignored(path, *reason))
        else:
            check(path, UnreadableDossier)
            files.append(path)
    ignored += _no_files(root / FACTS)
    ignored += [Ignored(path, *reason) for path, reason in _rules(root) if reason is not None]
    return Dossier(root, _settings(root / SETTINGS), tuple(files), tuple(ignored))


def _rules(root: Path) -> list[tuple[Path, tuple[str, str] | None]]:
    """The files of the dossier's own rules, and why one of them is none."""
    files = sorted((root / RULES).glob("*.sql"))
    names = {path.name for path in files}
    return [(path, reason_of_copies(path, names - {path.name})) for path in files]


def _in_folder(folder: Path) -> Iterator[Path]:
    """The files of a folder in order of name; hidden ones and factpack's backups left out.

    LibreOffice's locks are hidden, and not left out.
    """
    if folder.is_dir():
        yield from sorted(
            path
            for path in folder.iterdir()
            if path.is_file()
            and (path.name[0] != "." or LOCK_OF_LIBREOFFICE.fullmatch(path.name))
            and not _BACKUP.fullmatch(path.suffix)
        )


def _no_files(folder: Path) -> Iterator[Ignored]:
    """What stands in facts/ and is no file; hidden ones are somebody else's."""
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.is_file() or path.name.startswith("."):
            continue
        if path.is_symlink():
            yield Ignored(path, "a link to no file", "put the file itself in its place")
        elif path.is_dir():
            yield Ignored(
                path, "a folder", "put its files into facts/ itself, or the folder elsewhere"
            )
        else:
            yield Ignored(path, "no ordinary file", "put a plain file in its place")


def _is_count(value: object) -> bool:
    return type(value) is int and 0 <= value < _MOST


def _is_thresholds(value: object) -> bool:
    return isinstance(value, dict) and all(
        isinstance(each, list | str | bool | date)
        or (isinstance(each, int | float) and -_MOST < each < _MOST)
        for each in value.values()
    )


_MOST = 10**15
_KINDS: dict[str, tuple[Callable[[object], bool], str, str]] = {
    "title": (is_line, "text in one line", '"text"'),
    "date": (lambda value: type(value) is date, "a date", "2025-09-26"),
    "base_currency": (
        lambda value: isinstance(value, str) and bool(re.fullmatch("[A-Z]{3}", value)),
        "a currency of ISO 4217",
        '"EUR"',
    ),
    "annotator": (is_line, "text in one line", '"text"'),
    "open_figures": (_is_count, "a whole number", "5"),
    "thresholds": (_is_thresholds, "a table of numbers and texts", "{ stale_price_days = 30 }"),
}


def _settings(path: Path) -> Settings:
    given = read_settings(path, UnreadableDossier)
    if isinstance(given.get("date"), str):
        with suppress(ValueError):
            given["date"] = date.fromisoformat(given["date"])
    for key, (fits, expected, example) in _KINDS.items():
        if key in given and not fits(given[key]):
            shown = repr(given[key])[:80]
            raise UnreadableDossier(
                f"{path}: {key} is {shown}, expected {expected}", hint=f"write {key} = {example}"
            )
    known = {key: given[key] for key in _KINDS if key in given}
    return Settings(**known, unknown=tuple(sorted(given.keys() - _KINDS.keys())))


SETTING_NAMES = tuple(_KINDS)


def find_template(name: str, *own: Path) -> Path:
    """A template by its path, or by its name: in the folders given, factpack's, the one here."""
    if os.sep in name or "/" in name:
        if not Path(name).is_dir():
            raise FactpackError(f"there is no template folder {name}")
        return Path(name)
    folders = [*own, data_folder(TEMPLATES)]
    for folder in (*folders, Path()):
        if (folder / name).is_dir():
            return folder / name
    known = sorted({p.name for f in folders if f.is_dir() for p in f.iterdir() if p.is_dir()})
    raise FactpackError(
        f"there is no template '{name}'", hint=f"templates here: {', '.join(known) or 'none'}"
    )


def place_for_template(name: str) -> Path:
    """Where a new template goes: into templates/ of the dossier that is here, or as its path."""
    inside = Path(TEMPLATES) / name
    return (
        inside if not ("/" in name or os.sep in name) and Path(SETTINGS).is_file() else Path(name)
    )


def data_folder(name: str) -> Path:
    """factpack's own schemas, templates or lists: in an installed wheel, else beside toolkit/."""
    package = Path(__file__).parent
    inside = package / "data" / name
    return inside if inside.is_dir() else package.parent / name


def find_house() -> tuple[Path, ...]:
    """The files of the house's shared lists."""
    files = list(_in_folder(house_folder()))
    beside = {path.name for path in files}
    found = tuple(path for path in files if not reason_to_ignore(path, beside - {path.name}))
    for path in found:
        check(path, FactpackError)
    return found


def house_folder() -> Path:
    """The house's shared lists: the folder that FACTPACK_HOUSE names, else the starter lists."""
    named = os.environ.get(HOUSE)
    if named and not Path(named).is_dir():
        raise FactpackError(
            f"{HOUSE} names {named}, which is no folder", hint=f"mend or unset {HOUSE}"
        )
    return Path(named) if named else data_folder("house")
