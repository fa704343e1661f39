"""A document made a source: its text frozen, the original kept, a Sources row drafted."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from toolkit.annotating.guessing import guess
from toolkit.disk.inplace import SEES_WHAT_IS_NEW
from toolkit.dossier import SOURCES
from toolkit.errors import FactpackError
from toolkit.extract import Document, Told, extract
from toolkit.extract.running import running_lines

if TYPE_CHECKING:
    from toolkit.annotating.appending import Added, Target
    from toolkit.opened import OpenDossier

ORIGINALS = "originals"
_LARGEST_TEXT = 10_000_000  # bytes, as anchors/source.py reads at most
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")  # names that Windows keeps
# At the start of what a document says of itself: a spreadsheet would take it for a formula.
_SIGNS = re.compile(r"^(?:\s|[=@\uff1d\uff20]|[-+\uff0b\uff0d](?!\d))+")
_TEXTS = ("txt", "md")


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
    known: dict[str, tuple[Any, str]] = dict(_told(document, given))
    known |= {key: (value, "given") for key, value in given.items()}
    language, how = _language(document, given)
    known["language"] = language, how
    if "published" in known:
        known["published"] = _day(str(known["published"][0])), known["published"][1]
        basis = _basis(document.text, language, known["published"][0])
        if basis:
            known.setdefault("published_basis", (basis, "the day was looked for in the text"))
    left = {data, text}  # what a run that died may have left: no row names it, as was checked
    id = given.get("id") or _free_id(opened, _proposed_id(known, name), left)
    _check_id(opened, id, left)
    file = f"{id}.{'txt' if document.extension in ('pdf', 'txt') else 'md'}"
    files = {f"{SOURCES}/{file}": text}
    row = {"id": id, **{key: value for key, (value, _) in known.items()}}
    row |= {"file": file, "sha256": sha256(text).hexdigest()}
    if data != text:
        original = f"{ORIGINALS}/{id}.{document.extension}"
        files[f"{SOURCES}/{original}"] = data
        row |= {"original": original, "original_sha256": sha256(data).hexdigest()}
    standing = [
        each
        for each in files
        if (path := opened.dossier.root / each).exists() and not _holds(path, left)
    ]
    if standing:
        raise FactpackError(f"{standing[0]} is there already", hint="choose another id with --id")
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


# -- what is known of it ---------------------------------------------------------------------------


def _told(document: Document, given: Mapping[str, str]) -> Iterator[tuple[str, tuple[Any, str]]]:
    """What the document declares, where it is such that the field can hold it."""
    told: Told = document.told
    title = told.title or _first_line(document.text)
    if title := _SIGNS.sub("", title):
        by = "the document says so" if told.title else "its first line"
        yield "title", (title[:500], by)
    for key in ("publisher", "author", "url", "type"):
        said: str = getattr(told, key)
        if said and (plain := _SIGNS.sub("", said)):
            yield key, (plain, "the document says so")
    if told.published and _day(told.published, strict=False):
        yield "published", (told.published, "the document says so")


def _first_line(text: str) -> str:
    lines = (line.strip(" #*|-\f") for line in text.splitlines())
    return next((line for line in lines if line), "")


def _day(said: str, *, strict: bool = True) -> date | None:
    """The day of an ISO 8601 date or time, as it is where it was written."""
    try:
        return datetime.fromisoformat(said.strip()).date()
    except ValueError:
        pass
    found = re.match(r"(\d{4})-(\d\d)-(\d\d)", said)
    if found:
        try:
            return date(*map(int, found.groups()))
        except ValueError:
            pass
    if strict:
        raise FactpackError(f"{said!r} is no date", hint="write it as 2025-09-12")
    return None


def _language(document: Document, given: Mapping[str, str]) -> tuple[str, str]:
    """The language, and how it is known: given, said by the document, or guessed from its words.

    Templates are left in the wrong language more often than a clear guess is wrong.
    """
    if "language" in given:
        return given["language"], "given"
    said = _tag(document.told.language)
    guessed = guess(document.text)
    if guessed and said.partition("-")[0] != guessed:
        note = f", although the document says {said}" if said else ""
        return guessed, f"guessed from its words{note}"
    if said:
        return said, "the document says so"
    raise FactpackError(
        "the document does not say its language, and its words do not tell",
        hint="give it with --language, as de or zh",
    )


def _tag(said: str) -> str:
    """A language tag as BCP 47 writes it; "" where it is none."""
    parts = said.strip().replace("_", "-").split("-")[:2]
    tag = "-".join([parts[0].lower(), *(each.upper() for each in parts[1:])])
    return tag if re.fullmatch(r"[a-z]{2,3}(-[A-Z0-9]{2,8})?", tag) else ""


def _basis(text: str, language: str, day: date | None) -> str | None:
    """printed where the text prints that day, else inferred."""
    from toolkit.derive.dates import printed_dates
    from toolkit.figures import LANGUAGES, read_figures

    code = language.partition("-")[0]
    if day is None or code not in LANGUAGES:
        return None
    for figure in read_figures(text, language):
        if figure.kind == "date":
            for one in printed_dates(figure, language):
                if (one.day, one.month, one.year) == (day.day, day.month, day.year):
                    return "printed"
    return "inferred"


def _proposed_id(known: Mapping[str, tuple[Any, str]], name: str) -> str:
    """By its publisher, else the host of its address, else the file's name."""
    publisher = str(known.get("publisher", ("",))[0])
    host = urlsplit(str(known.get("url", ("",))[0])).hostname or ""
    host = host.removeprefix("www.").partition(".")[0]
    stem = re.split(r"[/\\]", name)[-1].rpartition(".")[0] or name
    return next((slug for each in (publisher, host, stem) if (slug := _slug(each))), "source")


def _slug(text: str) -> str:
    text = text.replace("ß", "ss").casefold()
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].strip("-")
    return "" if _RESERVED.fullmatch(slug) else slug


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
    if bad or _RESERVED.fullmatch(id):
        raise FactpackError(
            f"{id!r} cannot name a file", hint="use letters, digits and hyphens, as in reuters-2"
        )
    if id.casefold() in _taken(opened, left):
        raise FactpackError(f"the id {id} is taken", hint="choose another with --id")


def _fit(
    opened: OpenDossier, row: Mapping[str, Any], known: Mapping[str, tuple[Any, str]]
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


# -- telling it ------------------------------------------------------------------------------------


def as_text(new: NewSource, added: Added | None) -> str:
    """The row as it would stand, how each field is known, and what is or would be written."""
    width = max(map(len, new.row))
    lines = [
        f"{key:<{width}}  {value}" + (f"   ({how})" if (how := new.known_by.get(key)) else "")
        for key, value in new.row.items()
    ]
    pages = f", {new.pages:,} pages" if new.pages > 1 else ""
    lines.append(f"\n{new.characters:,} characters{pages}")
    lines += [f"note: {each}" for each in new.remarks]
    done = added is not None
    lines += [f"{'written' if done else 'would write'}: {each}" for each in new.files]
    if added is None:
        lines.append(f"would add a row to {new.target.place}")
        lines.append("nothing was written; --in-place does it")
    else:
        lines.append(told_added(added, new.target))
    return "\n".join(lines) + "\n"


def told_added(added: Added, target: Target) -> str:
    """What was written into the file of facts, in lines."""
    rows = added.rows
    one = f"row {rows[0]}" if len(rows) == 1 else f"rows {rows[0]} to {rows[-1]}"
    before = f"; before: {added.backup}" if added.backup else " (a new file)"
    lines = [f"{target.place}: {one} added{before}"]
    if added.without_column:
        lines.append(f"not written, as there is no such column: {', '.join(added.without_column)}")
    if added.recalculate:
        lines.append(f"{added.file}: {SEES_WHAT_IS_NEW}")
    return "\n".join(lines)


def as_json(new: NewSource, added: Added | None) -> str:
    told = {
        "source": {k: v.isoformat() if isinstance(v, date) else v for k, v in new.row.items()},
        "known_by": dict(new.known_by),
        "characters": new.characters,
        "pages": new.pages,
        "remarks": list(new.remarks),
        "files": list(new.files),
        "into": {"file": new.target.shown, "sheet": new.target.sheet},
        "written": None
        if added is None
        else {
            "rows": list(added.rows),
            "backup": added.backup or None,
            "without_column": list(added.without_column),
        },
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"
