"""One part's XML, parsed by expat: no DTD, no odd encoding, and a fault names file and part."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NoReturn
from xml.parsers import expat

from toolkit.errors import UnreadableFile

Attributes = dict[str, str]

_ENCODINGS = ("utf-8", "utf-16", "us-ascii", "iso-8859-1", "windows-1252")
_DEPTH = 256
_MEND = "open the workbook in Excel, let it repair the file, and save it anew"
_HOSTILE = "do not open it; ask its sender for a fresh copy, saved by Excel"


class _RootReached(Exception):
    """The prolog is over: no DTD can follow."""


def parser(shown: str, part: str) -> Any:
    """An expat parser for one part: names come as "namespace local", any DTD is refused.

    ECMA-376 Part 2, 7.3.4 allows no DTD in a package and only UTF-8 and UTF-16; a few old
    one-byte encodings are let through, since they cannot be read two ways.
    """
    made = expat.ParserCreate(namespace_separator=" ")
    made.buffer_text = True
    made.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)

    def refuse_dtd(*_: object) -> NoReturn:
        raise UnreadableFile(
            f"{shown}: its part {part} declares a document type (DTD), which no workbook needs "
            "and attacks are built of",
            hint=_HOSTILE,
        )

    def check_declaration(_version: str, encoding: str | None, _standalone: int) -> None:
        if encoding is not None and encoding.casefold() not in _ENCODINGS:
            raise UnreadableFile(
                f"{shown}: its part {part} is written in {encoding}; expected UTF-8 or UTF-16",
                hint=_HOSTILE,
            )

    made.StartDoctypeDeclHandler = refuse_dtd
    made.EntityDeclHandler = refuse_dtd
    made.XmlDeclHandler = check_declaration
    return made


def parse(
    chunks: Iterable[bytes],
    shown: str,
    part: str,
    *,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Drive the handlers over a part; raises UnreadableFile where it is no well-formed XML."""
    made = parser(shown, part)
    depth = 0

    def enter(tag: str, attributes: Attributes) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEPTH:
            raise UnreadableFile(
                f"{shown}: its part {part} is nested more than {_DEPTH} deep", hint=_HOSTILE
            )
        start(tag, attributes)

    def leave(tag: str) -> None:
        nonlocal depth
        depth -= 1
        if end is not None:
            end(tag)

    made.StartElementHandler = enter
    made.EndElementHandler = leave
    made.CharacterDataHandler = text
    feed(made, chunks, shown, part)


def feed(made: Any, chunks: Iterable[bytes], shown: str, part: str) -> None:
    """Give a parser a part's bytes to the end, and let go of its handlers afterwards."""
    try:
        for chunk in chunks:
            made.Parse(chunk, False)
        made.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError) as fault:
        raise malformed(fault, shown, part) from fault
    finally:
        made.StartElementHandler = made.EndElementHandler = made.CharacterDataHandler = None


def malformed(fault: Exception, shown: str, part: str) -> UnreadableFile:
    """The refusal of a part that is no well-formed XML."""
    return UnreadableFile(f"{shown}: its part {part} is no well-formed XML ({fault})", hint=_MEND)


def check_prolog(chunks: Iterable[bytes], shown: str, part: str) -> None:
    """Refuse a DTD or an odd encoding before the root element; other faults are left to reading.

    A part that no reader asks for may be malformed, as a picture's leftovers are.
    """
    made = parser(shown, part)

    def root(*_: object) -> NoReturn:
        raise _RootReached

    made.StartElementHandler = root
    seen = b""
    try:
        for chunk in chunks:
            seen += chunk.replace(b"\0", b"")
            made.Parse(chunk, False)
    except _RootReached:
        return
    except (expat.ExpatError, ValueError, LookupError):
        if b"<!doctype" in seen.lower() or b"<!entity" in seen.lower():
            made.StartDoctypeDeclHandler()  # says it as any other DTD
    finally:
        made.StartElementHandler = None


def local(tag: str) -> str:
    """The name without its namespace."""
    return tag.rpartition(" ")[2]
