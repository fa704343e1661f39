"""Notes on cells (Excel's old comments): written beside those that are there, and taken away."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from toolkit.errors import UnusableTemplate
from toolkit.ooxml.container import names, spans
from toolkit.ooxml.container.revision import HEAD, Revision, put_in
from toolkit.ooxml.container.spans import Edit, Element
from toolkit.ooxml.container.text import decode, encode
from toolkit.ooxml.container.workbook import Sheet
from toolkit.ooxml.editing.newsheet import writable
from toolkit.ooxml.editing.noteboxes import Note, draw_boxes, drop_boxes
from toolkit.ooxml.editing.tint import Layout, Place
from toolkit.ooxml.sheets.address import cell_of, letters_of

AUTHOR = "factpack"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_THREADED = "tc="  # how Excel names the author of a threaded comment's stand-in (MS-XLSX 2.6.201)


def add_notes(
    revision: Revision, sheet: Sheet, notes: Mapping[Place, Note], layout: Layout
) -> tuple[list[Edit], set[Place]]:
    """Write the notes; a note that is there keeps its words, and ours come after them.

    Gives the edits still to be done to the sheet's own part, and the places left without a note:
    a threaded comment stands there, which has no room for one and stays as it is.
    """
    if not notes:
        return [], set()
    package = revision.package
    part = package.target(sheet.part, "comments")
    there = _comments(revision, part) if part is not None else {}
    threaded = {place for place in notes if place in there and there[place].threaded}
    wanted = {place: note for place, note in notes.items() if place not in threaded}
    if not wanted:
        return [], threaded
    if part is None:
        part = revision.free_name(revision.beside_workbook("comments{}.xml"))
        made = (
            f'{HEAD}<comments xmlns="{revision.main}"><authors></authors>'
            "<commentList></commentList></comments>"
        )
        revision.add(part, made.encode(), _TYPE)
        revision.relate(sheet.part, "comments", part)
    revision.edit(part, list(_written(revision, part, wanted, there)))
    longer = {place: note for place, note in wanted.items() if place in there}
    new = {place: note for place, note in wanted.items() if place not in there}
    return draw_boxes(revision, sheet, longer, new, layout), threaded


def take_notes(revision: Revision, sheet: Sheet, kept: Callable[[str], str | None]) -> None:
    """Take words out of a sheet's notes: `kept` gives what stays of a text, None for all of it.

    A note of which nothing stays goes, with its box.
    """
    part = revision.package.target(sheet.part, "comments")
    if part is None:
        return
    gone: set[Place] = set()
    edits: list[Edit] = []
    data = revision.read(part)
    for place, comment in _comments(revision, part).items():
        stays = kept(comment.text)
        if stays is None or comment.threaded:
            continue
        if not stays.strip():
            gone.add(place)
            edits.append((comment.element.start, comment.element.end, b""))
        else:
            edits += _cut(data, comment.holder, stays)
    revision.edit(part, edits)
    drop_boxes(revision, sheet, gone)


# -- the comments part --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Comment:
    element: Element
    holder: Element  # its <text>
    text: str
    threaded: bool


def _comments(revision: Revision, part: str) -> dict[Place, _Comment]:
    _, root = revision.elements(part)
    listed = root.child("authors")
    authors = [each.text for each in listed.children] if listed is not None else []
    found: dict[Place, _Comment] = {}
    for each in root.every("comment"):
        at, holder = cell_of(each.attributes.get("ref", "")), each.child("text")
        if at is None or holder is None:
            continue
        number = names.whole(each.attributes.get("authorId"))
        author = authors[number] if number is not None and number < len(authors) else ""
        text = decode("".join(piece.text for _, piece in _pieces(holder)))
        found[at[1], at[0]] = _Comment(each, holder, text, author.startswith(_THREADED))
    return found


def _pieces(holder: Element) -> Iterator[tuple[Element, Element]]:
    """The texts of a note, phonetic hints left out: the run each stands in, and its <t>."""
    for each in holder.children:
        if each.local == "t":
            yield each, each
        elif each.local == "r":
            for one in each.children:
                if one.local == "t":
                    yield each, one


def _written(
    revision: Revision, part: str, notes: Mapping[Place, Note], there: Mapping[Place, _Comment]
) -> Iterator[Edit]:
    """The edits of the comments part: our author, notes made longer, notes that are new."""
    data, root = revision.elements(part)
    authors, listed = root.child("authors"), root.child("commentList")
    if authors is None or listed is None:
        raise UnusableTemplate(
            f"{revision.package.shown}: its part {part} lists no authors or no notes",
            hint="open it in Excel, let it repair the file, and save it anew",
        )
    known = [each.text for each in authors.children]
    p = spans.prefix(data, root).decode()
    if AUTHOR not in known:
        yield put_in(data, authors, f"<{p}author>{AUTHOR}</{p}author>".encode())
        known.append(AUTHOR)
    author = known.index(AUTHOR)
    new: list[str] = []
    for (row, column), note in sorted(notes.items()):
        comment = there.get((row, column))
        if comment is None:
            runs = _runs(p, note, "")
            new.append(
                f'<{p}comment ref="{letters_of(column)}{row}" authorId="{author}">'
                f"<{p}text>{runs}</{p}text></{p}comment>"
            )
        else:
            yield from _longer(data, comment.holder, p, note)
    if new:
        yield put_in(data, listed, "".join(new).encode())


def _longer(data: bytes, holder: Element, p: str, note: Note) -> Iterator[Edit]:
    """Our runs after those that are there; a bare <t> becomes a run, since only one may stand."""
    runs = _runs(p, note, "\n\n").encode()
    pieces = [run for run, _ in _pieces(holder)]
    if not pieces:
        yield put_in(data, holder, runs)
        return
    for run in pieces:
        if run.local == "t":
            yield run.start, run.start, f"<{p}r>".encode()
            yield run.end, run.end, f"</{p}r>".encode() + (runs if run is pieces[-1] else b"")
    if pieces[-1].local == "r":
        yield pieces[-1].end, pieces[-1].end, runs


def _runs(p: str, note: Note, before: str) -> str:
    font = f'<{p}sz val="9"/><{p}color indexed="81"/><{p}rFont val="Tahoma"/><{p}family val="2"/>'
    bold = f"<{p}r><{p}rPr><{p}b/>{font}</{p}rPr>{_text(p, before + note.heading)}</{p}r>"
    return f"{bold}<{p}r><{p}rPr>{font}</{p}rPr>{_text(p, chr(10) + note.text)}</{p}r>"


def _text(p: str, text: str) -> str:
    return f'<{p}t xml:space="preserve">{spans.escape(encode(writable(text)))}</{p}t>'


def _cut(data: bytes, holder: Element, stays: str) -> Iterator[Edit]:
    """The edits that leave `stays`, the beginning or the beginning and end of a note's text."""
    left = stays
    for run, piece in _pieces(holder):
        text = decode(piece.text)
        if left.startswith(text):
            left = left[len(text) :]
        else:
            common = _common(text, left)
            rest = left[common:] if text.endswith(left[common:]) else ""
            left = left[common + len(rest) :]
            kept = text[:common] + rest
            if kept:
                yield spans.text_content(data, piece, encode(kept))
            else:
                yield run.start, run.end, b""


def _common(one: str, other: str) -> int:
    length = 0
    while length < min(len(one), len(other)) and one[length] == other[length]:
        length += 1
    return length
