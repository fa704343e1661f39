"""The texts that a workbook keeps once and its cells point at by number."""

from __future__ import annotations

from collections.abc import Iterable

from toolkit.errors import UnreadableFile
from toolkit.ooxml.container import markup, names
from toolkit.ooxml.container.package import Package
from toolkit.ooxml.container.text import decode


def text_too_long(package: Package, part: str) -> UnreadableFile:
    """The refusal of a text that no spreadsheet program writes."""
    return UnreadableFile(
        f"{package.shown}: its part {part} holds a text of more than "
        f"{package.limits.text_characters} characters; a cell of Excel holds 32767",
        hint="shorten the text, or keep it as a source's file",
    )


def _misplaced(package: Package, part: str) -> UnreadableFile:
    return UnreadableFile(
        f"{package.shown}: its part {part} holds a text within another, which readers count "
        "differently",
        hint="open it in Excel, let it repair the file, and save it anew",
    )


def _too_many(package: Package, part: str) -> UnreadableFile:
    return UnreadableFile(
        f"{package.shown}: its part {part} holds more than {package.limits.cells} texts",
        hint="split it into several workbooks, or save the facts as CSV",
    )


def read_strings(package: Package, workbook_part: str) -> list[str]:
    """The shared texts (ECMA-376 Part 1, 18.4), in order, as typed.

    The runs of a rich text are joined, phonetic hints (18.4.6) left out, white space is kept.
    """
    part = strings_part(package, workbook_part)
    return [] if part is None else strings_in(package, part, package.chunks(part))


def strings_part(package: Package, workbook_part: str) -> str | None:
    """The part that holds them, if there is one."""
    return package.only_target(workbook_part, "sharedStrings")


def strings_in(package: Package, part: str, chunks: Iterable[bytes]) -> list[str]:
    """The texts in these bytes of the part."""
    found: list[str] = []
    pieces: list[str] = []
    wanted = {f"{main} t" for main in names.MAIN}
    items = {f"{main} si" for main in names.MAIN}
    hints = {f"{main} rPh" for main in names.MAIN}
    longest = package.limits.text_characters
    hinted = 0  # how many phonetic runs are open
    inside = False
    depth = 0
    length = 0  # of the text so far

    def start(tag: str, _: markup.Attributes) -> None:
        nonlocal hinted, inside, length, depth
        depth += 1
        if tag in wanted:
            inside = not hinted
        elif tag in items:
            if depth != 2:
                raise _misplaced(package, part)
            pieces.clear()
            length = 0
        elif tag in hints:
            hinted += 1

    def end(tag: str) -> None:
        nonlocal hinted, inside, depth
        depth -= 1
        if tag in wanted:
            inside = False
        elif tag in items:
            found.append(decode("".join(pieces)))
            if len(found) > package.limits.cells:
                raise _too_many(package, part)
        elif tag in hints:
            hinted -= 1

    def text(piece: str) -> None:
        nonlocal length
        if inside:
            pieces.append(piece)
            length += len(piece)
            if length > longest:
                raise text_too_long(package, part)

    markup.parse(chunks, package.shown, part, start=start, end=end, text=text)
    return found
