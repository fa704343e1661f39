"""Blank offsets and hashes filled into a dossier's own files, where that is safe."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from toolkit.annotating.filledfile import FilledFile, Unfilled, Written
from toolkit.annotating.fills import Fill, fills, left_alone
from toolkit.disk.inplace import check_same, hash_of
from toolkit.errors import FactpackError

if TYPE_CHECKING:
    from toolkit.opened import OpenDossier


class Untouched(NamedTuple):
    """A file that was left as it was, and why."""

    file: str
    why: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was filled in, and what was not."""

    written: tuple[Written, ...]
    unfilled: tuple[Unfilled, ...]
    untouched: tuple[Untouched, ...]
    left_alone: int


def lock_in_place(opened: OpenDossier) -> Outcome:
    """Fill in every blank offset and hash of the dossier, or of the one file asked about.

    A file is read back before it takes the old one's place, of which a backup stays beside it.
    One that is open elsewhere, is read-only, or has changed since it was read is left as it is.
    """
    dossier = opened.dossier
    paths = {dossier.shown(path): path for path in dossier.fact_files}
    hashes = {dossier.shown(path): hash_of(path) for path in dossier.inputs()}
    asked: dict[str, list[Fill]] = {}
    for fill in fills(opened.database):
        if dossier.only is None or fill.file == dossier.shown(dossier.only):
            asked.setdefault(fill.file, []).append(fill)
    others = {dossier.root / shown: known for shown, known in hashes.items() if shown not in paths}
    written: list[Written] = []
    unfilled: list[Unfilled] = []
    untouched: list[Untouched] = []
    for shown, wanted in asked.items():
        if shown not in paths:
            untouched.append(Untouched(shown, "it is not of this dossier, but the house's"))
            continue
        one = FilledFile(opened, paths[shown], shown, wanted, hashes[shown])
        try:
            for path, known in others.items():
                if path.is_file():  # the house's lists stand elsewhere
                    check_same(path, known, dossier.shown(path))
            done = one.fill_in()
        except FactpackError as error:
            untouched.append(Untouched(shown, "; ".join(filter(None, (error.what, error.hint)))))
            continue
        unfilled += one.unfilled
        written += [done] if done else []
    return Outcome(tuple(written), tuple(unfilled), tuple(untouched), left_alone(opened.database))
