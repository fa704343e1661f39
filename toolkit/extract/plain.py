"""Plain text and Markdown: the characters behind the bytes."""

from __future__ import annotations

import codecs
import re

from toolkit.errors import UnreadableFile
from toolkit.extract.document import Document, frozen

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What browsers take these names for (WHATWG Encoding, 4.2).
_MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252", "latin-1": "cp1252", "gb2312": "gb18030",
          "gbk": "gb18030", "shift_jis": "cp932", "iso8859-9": "cp1254", "euc_kr": "cp949",
          "utf-16": "utf-8"}  # fmt: skip


def read_plain(data: bytes, name: str, encoding: str | None) -> Document:
    """A text; one in Markdown keeps its marks."""
    text, remark = decoded(data, name, encoding, "")
    extension = "md" if name.casefold().endswith((".md", ".markdown")) else "txt"
    return Document(frozen(text), extension, remarks=(remark,) if remark else ())


def decoded(data: bytes, name: str, given: str | None, declared: str) -> tuple[str, str]:
    """The text, and a remark where how it is written had to be guessed.

    A byte order mark goes before what the caller gives, that before what the document declares;
    else it is UTF-8, or Windows-1252 where it cannot be. Raises UnreadableFile for binary data.
    """
    for mark, marked in _MARKS:
        if data.startswith(mark):
            return _checked(_strict(data[len(mark) :], marked, name), name), ""
    remark = ""
    for said in filter(None, (given, declared)):
        codec = _codec(said)
        if codec is None and said == given:
            raise UnreadableFile(f"there is no encoding '{said}'", hint="try utf-8 or cp1252")
        if codec is None:
            remark = f"it declares the encoding '{said}', which does not exist"
        else:
            try:
                return _checked(data.decode(codec), name), ""
            except UnicodeDecodeError:
                if said == given:
                    raise UnreadableFile(
                        f"{name} is not written in {said}",
                        hint="leave --encoding out, or give another",
                    ) from None
                remark = f"it declares {said}, but is not written in it"
    for guessed in ("utf-8", "cp1252"):
        try:
            text = data.decode(guessed)
        except UnicodeDecodeError:
            continue
        if guessed != "utf-8":
            guess = f"read as {guessed.upper()}: check letters with accents and signs as €"
            remark = f"{remark}; {guess}" if remark else f"it is not UTF-8; {guess}"
        return _checked(text, name), remark
    raise UnreadableFile(
        f"{name} is in no encoding that factpack can tell", hint="give it with --encoding"
    )


def _codec(said: str) -> str | None:
    try:
        found = codecs.lookup(said.strip()).name
    except (LookupError, ValueError):
        return None
    meant = _MEANT.get(found, found)
    try:
        b" ".decode(meant)
    except (LookupError, UnicodeError):  # rot13, hex and their like are no encodings of text
        return None
    return meant


def _strict(data: bytes, codec: str, name: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as fault:
        raise UnreadableFile(
            f"{name} is not the {codec.upper()} that its first bytes say: byte {fault.start:,}",
            hint="save it anew as UTF-8",
        ) from fault


def _checked(text: str, name: str) -> str:
    if re.search("[\0-\x08\x0e-\x1a]", text):
        raise UnreadableFile(
            f"{name} is no text: it holds control characters",
            hint="save its text as HTML, PDF, Word (.docx) or plain text",
        )
    return text
