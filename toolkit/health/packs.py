"""Exported packs: whether each has its manifest, and the files that this lists."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from toolkit.dossier import Dossier
from toolkit.errors import FactpackError
from toolkit.health.told import Told
from toolkit.pack import manifest
from toolkit.pack.folder import open_pack

ABOUT = "Packs"
_MOST = 5  # files that are named
_AGAIN = "export it again"


def of_dossier(dossier: Dossier, out: Path) -> Iterator[Told]:
    """The packs of the dossier below `out`, where `factpack export` puts them."""
    place = out / dossier.name
    for folder in sorted(place.iterdir()) if place.is_dir() else ():
        if folder.is_dir() and not folder.name.startswith("."):
            yield from look(folder, f"{dossier.name}/{folder.name}")


def looks_like_one(folder: Path) -> bool:
    """Whether a folder is, or once was, a pack."""
    return manifest.is_pack(folder) or ((folder / "data").is_dir() and any(folder.glob("*.xlsx")))


def look(folder: Path, shown: str) -> Iterator[Told]:
    """What is wrong with one pack's folder; that it was worked on in Excel is not."""
    try:
        pack = open_pack(folder)
        listed = pack.outputs
        changed = manifest.changed_since(folder, pack.told)
    except FactpackError as fault:
        yield Told(ABOUT, shown, "wrong", fault.what, fault.hint)
        return
    sealed = manifest.is_sealed(pack.told)
    if not sealed:
        what = f"its {manifest.NAME} was changed after the export"
        yield Told(ABOUT, shown, "wrong", what, _AGAIN)
    missing = [path for path, how in changed if how == "missing"]
    spoilt = [path for path, how in changed if how == "changed" and path.startswith("data/")]
    for paths, what in ((missing, "missing"), (spoilt, "not as exported")):
        if paths:
            more = f" and {len(paths) - _MOST} more" if len(paths) > _MOST else ""
            listed_ = ", ".join(paths[:_MOST])
            said = f"{listed_}{more}: {what}, so that trace and changes cannot be answered"
            yield Told(ABOUT, shown, "wrong", said, _AGAIN)
    if sealed and not missing and not spoilt:
        edited = [path for path, how in changed if how == "changed"]
        if edited:
            what = f"{', '.join(edited[:_MOST])}: changed after the export"
            yield Told(ABOUT, shown, "note", what, f"factpack verify {folder} tells what")
        else:
            yield Told(ABOUT, shown, "ok", f"{len(listed)} files as exported")
