"""One part's XML, parsed by expat: no DTD, no odd encoding, and a fault names file and part."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from typing import Any, NoReturn
from xml.parsers import expat

from toolkit.errors import UnreadableFile

Attributes = dict[str, str]
Chunks = Iterator[bytes]

_ENCODINGS = ("utf-8", "utf-16", "us-ascii", "iso-8859-1", "windows-1252")
DEPTH = 256
LONGEST = 4 << 20  # bytes of one tag, comment or instruction: expat holds each of them whole
_MEND = "open the workbook in Excel, let it repair the file, and save it anew"
_HOSTILE = "do not open it; ask its sender for a fresh copy, saved by Excel"


class _RootReached(Exception):
    """The prolog is over: no DTD can follow. Its arguments are the root's tag and attributes."""


def parser(shown: str, part: str, *, namespaces: bool = True) -> Any:
    """An expat parser for one part: names come as "namespace local", any DTD is refused.

    Without `namespaces` names come as written, and xmlns attributes among the others.

    ECMA-376 Part 2, 7.3.4 allows no DTD in a package and only UTF-8 and UTF-16; a few old
    one-byte encodings are let through, since they cannot be read two ways.
    """
    made = expat.ParserCreate(namespace_separator=" " if namespaces else None)
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
        if depth > DEPTH:
            raise UnreadableFile(
                f"{shown}: its part {part} is nested more than {DEPTH} deep", hint=_HOSTILE
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


def check(chunks: Iterable[bytes], shown: str, part: str) -> None:
    """Raises UnreadableFile where a part is no well-formed XML."""
    feed(parser(shown, part), chunks, shown, part)


def feed(made: Any, chunks: Iterable[bytes], shown: str, part: str) -> None:
    """Give a parser a part's bytes to the end, and let go of its handlers afterwards."""
    fed = 0
    try:
        for chunk in _pieces(chunks):
            made.Parse(chunk, False)
            fed += len(chunk)
            _check_longest(made, fed, shown, part)
        made.Parse(b"", True)
    except expat.ExpatError as fault:
        raise malformed(fault, shown, part) from fault
    finally:
        made.StartElementHandler = made.EndElementHandler = made.CharacterDataHandler = None
        if isinstance(chunks, Generator):
            chunks.close()  # after a fault too, so that no file stays open


def _pieces(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The bytes in pieces that are small beside LONGEST."""
    for chunk in chunks:
        if len(chunk) <= LONGEST:
            yield chunk
        else:
            yield from (chunk[at : at + LONGEST] for at in range(0, len(chunk), LONGEST))


def _check_longest(made: Any, fed: int, shown: str, part: str) -> None:
    """Refuse a tag, comment or instruction that grows without end."""
    if fed - made.CurrentByteIndex > LONGEST:
        raise _too_long(shown, part)


def _too_long(shown: str, part: str) -> UnreadableFile:
    return UnreadableFile(
        f"{shown}: its part {part} holds a tag or comments longer than {LONGEST} bytes, "
        "as no program writes",
        hint=_HOSTILE,
    )


def malformed(fault: Exception, shown: str, part: str) -> UnreadableFile:
    """The refusal of a part that is no well-formed XML."""
    return UnreadableFile(f"{shown}: its part {part} is no well-formed XML ({fault})", hint=_MEND)


def root_of(chunks: Iterable[bytes], shown: str, part: str) -> tuple[str, Attributes]:
    """The root element's tag and attributes as written, xmlns among them; ("", {}) if malformed.

    Refuses a DTD or an odd encoding before it; other faults are left to whom reads the part, for
    a part that nobody asks for may be malformed, as leftovers of a picture are.
    """
    made = parser(shown, part, namespaces=False)

    def root(tag: str, attributes: Attributes) -> NoReturn:
        raise _RootReached(tag, attributes)

    made.StartElementHandler = root
    seen, fed = b"", 0
    try:
        for chunk in chunks:
            seen += chunk.replace(b"\0", b"")
            made.Parse(chunk, False)
            fed += len(chunk)
            if fed > LONGEST:
                raise _too_long(shown, part)
    except _RootReached as reached:
        return reached.args[0], reached.args[1]
    except expat.ExpatError:
        if b"<!doctype" in seen.lower() or b"<!entity" in seen.lower():
            made.StartDoctypeDeclHandler()  # says it as any other DTD
    finally:
        made.StartElementHandler = None
        if isinstance(chunks, Generator):
            chunks.close()
    return "", {}


def local(tag: str) -> str:
    """The name without its namespace."""
    return tag.rpartition(" ")[2]
