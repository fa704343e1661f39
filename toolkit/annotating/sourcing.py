"""A document made a source: its text frozen, the original kept, a Sources row drafted."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.annotating.declared import RESERVED, Known, known_of, proposed_id
from toolkit.dossier import SOURCES
from toolkit.errors import FactpackError
from toolkit.extract import extract
from toolkit.extract.running import running_lines

if TYPE_CHECKING:
    from toolkit.annotating.appending import Added, Target
    from toolkit.opened import OpenDossier

ORIGINALS = "originals"
_LARGEST_TEXT = 10_000_000  # bytes, as anchors/source.py reads at most


@dataclass(frozen=True, slots=True)
class NewSource:
    """A source that could be added: its row, how each field of it is known, the files to write."""

    row: Mapping[str, Any]
    known_by: Mapping[str, str]
    files: Mapping[str, bytes]  # by path below the dossier
    remarks: tuple[str, ...]
    pages: int
    characters: int
    target: Target


def new_source(
    opened: OpenDossier,
    data: bytes,
    name: str,
    *,
    given: Mapping[str, str],
    encoding: str | None = None,
    into: str | None = None,
) -> NewSource:
    """What adding the document `data`, called `name`, would write. Nothing is written.

    `given` are fields of the row that the caller says; the others are what the document declares
    of itself, and blank where it does not. Raises FactpackError where the document cannot be read,
    is there already, its id is taken, or its language is neither told nor to be guessed.
    """
    from toolkit.annotating.appending import targets

    _check_new(opened, sha256(data).hexdigest(), name)
    document = extract(data, name, encoding=encoding)
    text = document.text.encode()
    if len(text) > _LARGEST_TEXT:
        raise FactpackError(
            f"{name} holds {len(text):,} bytes of text; a source has at most {_LARGEST_TEXT:,}",
            hint="keep the part that facts are taken from",
        )
    _check_new(opened, sha256(text).hexdigest(), name)
    known = known_of(document, given)
    left = {data, text}  # what a run that died may have left: no row names it, as was checked
    id = given.get("id") or _free_id(opened, proposed_id(known, name), left)
    _check_id(opened, id, left)
    file = f"{id}.{'txt' if document.extension in ('pdf', 'txt') else 'md'}"
    files = {f"{SOURCES}/{file}": text}
    row = {"id": id, **{key: value for key, (value, _) in known.items()}}
    row |= {"file": file, "sha256": sha256(text).hexdigest()}
    if data != text:
        original = f"{ORIGINALS}/{id}.{document.extension}"
        files[f"{SOURCES}/{original}"] = data
        row |= {"original": original, "original_sha256": sha256(data).hexdigest()}
    for each in files:
        if (path := opened.dossier.root / each).exists() and not _holds(path, left):
            raise FactpackError(f"{each} is there already", hint="choose another id with --id")
    record_type = opened.schemas.types["sources"]
    ordered = {field.key: row[field.key] for field in record_type.fields if row.get(field.key)}
    ordered, remarks = _fit(opened, ordered, known)
    sheets = [each.sheet for each in opened.typed]
    (target, *_) = targets(opened.dossier, sheets, record_type, into)
    by = {key: how for key, (_, how) in known.items()}
    by["id"] = "given" if "id" in given else "proposed"
    return NewSource(
        ordered,
        by,
        files,
        (*document.remarks, *_running(document.text), *remarks),
        document.pages,
        len(document.text),
        target,
    )


def _running(text: str) -> Iterator[str]:
    lines = running_lines(text)
    if lines:
        start, end = lines[-1]
        yield (
            f"{len(lines):,} lines that its pages repeat at head or foot stand in the text, as "
            f"“{text[start:end].strip()[:80]}”; their figures need no annotation"
        )


def add(opened: OpenDossier, new: NewSource) -> Added:
    """Write the source's files and its row; the files go again where the row cannot be written."""
    from toolkit.annotating.appending import add_in_place
    from toolkit.disk.files import make_folder, write_atomically

    made: list[Path] = []
    try:
        for shown, data in new.files.items():
            path = opened.dossier.root / shown
            make_folder(path.parent)
            made.append(path)
            write_atomically(path, data)
        return add_in_place(new.target, [new.row], opened.schemas)
    except BaseException:
        for path in made:
            path.unlink(missing_ok=True)
        raise


# -- what must not be there yet --------------------------------------------------------------------


def _check_new(opened: OpenDossier, hashed: str, name: str) -> None:
    """Raise FactpackError where a source has this very file, or this very text."""
    root = opened.dossier.root / SOURCES
    for each in _rows(opened):
        same = hashed in (each["sha256"], each["original_sha256"])
        for key in ("file", "original"):
            path = root / each[key] if each[key] else None
            if not same and path is not None and path.is_file() and _is_below(path, root):
                same = sha256(path.read_bytes()).hexdigest() == hashed
        if same:
            raise FactpackError(
                f"{name} is there already: it is the source {each['id']}",
                hint="change its row if something in it is wrong",
            )


def _is_below(path: Path, root: Path) -> bool:
    return path.resolve().is_relative_to(root.resolve())


def _rows(opened: OpenDossier) -> Iterator[dict[str, Any]]:
    for typed in opened.typed:
        if typed.sheet.type.name == "sources":
            for n in range(len(typed.sheet.lines)):
                yield {key: column[n] for key, column in typed.values.items()}


def _holds(path: Path, left: Collection[bytes]) -> bool:
    return path.stat().st_size in map(len, left) and path.read_bytes() in left


def _taken(opened: OpenDossier, left: Collection[bytes]) -> set[str]:
    """Ids of sources, and names of files in sources/ but for those `left`, in small letters."""
    taken = {str(each["id"]).casefold() for each in _rows(opened) if each["id"]}
    root = opened.dossier.root / SOURCES
    for folder in (root, root / ORIGINALS):
        if folder.is_dir():
            files = (each for each in folder.iterdir() if each.is_file())
            taken |= {each.stem.casefold() for each in files if not _holds(each, left)}
    return taken


def _free_id(opened: OpenDossier, proposed: str, left: Collection[bytes]) -> str:
    taken = _taken(opened, left)
    number = 1
    id = proposed
    while id.casefold() in taken:
        number += 1
        id = f"{proposed}-{number}"
    return id


def _check_id(opened: OpenDossier, id: str, left: Collection[bytes]) -> None:
    bad = re.search(r"[\\/:*?\"<>|\x00-\x1f]", id) or id.startswith((".", "~")) or id.endswith(".")
    if bad or RESERVED.fullmatch(id):
        raise FactpackError(
            f"{id!r} cannot name a file", hint="use letters, digits and hyphens, as in reuters-2"
        )
    if id.casefold() in _taken(opened, left):
        raise FactpackError(f"the id {id} is taken", hint="choose another with --id")


def _fit(
    opened: OpenDossier, row: Mapping[str, Any], known: Known
) -> tuple[dict[str, Any], list[str]]:
    """The row without what the document says but no field can hold, and remarks that say so.

    Raises FactpackError for such a value that was given.
    """
    from toolkit.records.judging import Judge

    record_type = opened.schemas.types["sources"]
    plain = {key: str(value) for key, value in row.items()}
    kept, remarks = dict(row), []
    for error in Judge(record_type, opened.schemas).errors(plain):
        key = str(error.absolute_path[0]) if error.absolute_path else ""
        if key not in kept:
            continue
        title = record_type.field(key).title
        if known.get(key, ("", "given"))[1] != "the document says so":
            raise FactpackError(
                f"{kept[key]!r} is no {title}", hint=f"as {record_type.field(key).example}"
            )
        remarks.append(f"its {title} is left out, as no cell may hold it: {str(kept[key])[:80]}")
        del kept[key]
    return kept, remarks
