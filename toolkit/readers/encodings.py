"""The encoding of a text file, under which every byte of it has a meaning."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from toolkit.readers.unchanged import refuse

_BLOCK = 1 << 20
_MULTIBYTE = re.compile(  # RFC 3629, roughly: every character beyond ASCII
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
# Four characters on end beyond ASCII, three of them different, or two of Shift-JIS's kana: no word
# of Western Europe, and most of Chinese, Japanese, Korean, Russian or Greek in an encoding of their
# own. No-break spaces may stand in any row.
_FOREIGN = re.compile(rb"[\x80-\x9f\xa1-\xfe]{4,}|(?:[\x82\x83][\x40-\x7e\x80-\xf1]){2,}")
_KINDS = 3
_WESTERN = tuple(  # what one language of Western Europe has beyond ASCII, as in "Umlaute: äöüß"
    frozenset((letters + letters.upper()).encode("cp1252", "ignore"))
    for letters in (
        "äöüß",
        "àâæçéèêëîïôœùûüÿ",
        "àèéìíòóù",
        "áéíñóúü",
        "ãàáâçéêíõóôú",
        "äåæéöøáðíóúýþ",
    )
)
_ASCII = bytes(range(0x80))
_AS_UTF8 = "save it as UTF-8 (Excel: 'CSV UTF-8')"


class Encoding(NamedTuple):
    """How a file's bytes are letters."""

    codec: str
    skip: int = 0  # bytes of its mark
    note: str = ""  # what to say of it where it had to be guessed


def encoding_of(data: bytes, shown: str) -> Encoding:
    """The encoding under which every byte of the file has a meaning."""
    encoding = _marked(data, shown)
    if encoding is None and (codec := bare_utf16(data)):
        encoding = Encoding(codec, note="UTF-16 without its mark")
    fault = _undecodable(data, encoding or Encoding("utf-8"))
    if fault and fault.byte and encoding is None and not _is_damaged_utf8(data, fault.at):
        encoding = Encoding("cp1252", note="Windows-1252 (Western European)")
        if (at := _foreign(data)) is not None:
            refuse(
                shown,
                f"line {breaks(data[:at].decode('latin-1')) + 1} holds letters that are not Western"
                " European, in an encoding that the file does not name",
                _AS_UTF8,
            )
        fault = _undecodable(data, encoding)
    if fault and fault.byte:
        name = encoding.codec.upper() if encoding else "UTF-8"
        problem = f"line {fault.line} holds the byte {fault.byte}, which is no letter of {name}"
        refuse(shown, problem, f"mend that line, or {_AS_UTF8}")
    if fault:
        problem = f"line {fault.line} holds a NUL character, which no text has"
        refuse(shown, problem, f"{_AS_UTF8}, or take a whole copy of it")
    return encoding or Encoding("utf-8")


def _marked(data: bytes, shown: str) -> Encoding | None:
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        refuse(shown, "it is UTF-32", _AS_UTF8)
    for mark, codec in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if data.startswith(mark):
            return Encoding(codec, skip=len(mark))
    return None


class _Fault(NamedTuple):
    """What stands in a file that cannot stand in a text."""

    at: int
    line: int
    byte: str  # in hexadecimal where it has no meaning, "" where it is a NUL


def is_utf8(data: bytes) -> bool:
    """Whether every byte is part of a character, and none is NUL."""
    return _undecodable(data, Encoding("utf-8")) is None


def _undecodable(data: bytes, encoding: Encoding) -> _Fault | None:
    """The first byte without a meaning, or NUL; block by block, so that no second copy is made."""
    if encoding.codec == "utf-8" and data.isascii() and b"\0" not in data:
        return None
    decoder = codecs.getincrementaldecoder(encoding.codec)()
    line, carried = 1, ""
    for start in range(encoding.skip, len(data), _BLOCK):
        held = len(decoder.getstate()[0])
        try:
            text = decoder.decode(data[start : start + _BLOCK], start + _BLOCK >= len(data))
        except UnicodeDecodeError as error:
            good = carried + error.object[: error.start].decode(encoding.codec)
            at = start - held + error.start
            return _Fault(at, line + breaks(good), f"{data[at]:02X}")
        text = carried + text
        if (nul := text.find("\0")) >= 0:
            return _Fault(start, line + breaks(text[:nul]), "")
        carried = "\r" if text.endswith("\r") else ""  # it may be half of a CRLF
        line += breaks(text) - len(carried)
    return None


def breaks(text: str) -> int:
    """How many lines end in a text: at CR, LF or both together."""
    return text.count("\n") + text.count("\r") - text.count("\r\n")


def _foreign(data: bytes) -> int | None:
    """Where the words of another alphabet begin, if they make up most of what is beyond ASCII."""
    words = [each for each in _FOREIGN.finditer(data) if _is_foreign(frozenset(each[0]))]
    foreign = sum(len(each[0].translate(None, _ASCII)) for each in words)
    return words[0].start() if foreign * 2 > len(data.translate(None, _ASCII)) else None


def _is_foreign(letters: frozenset[int]) -> bool:
    return len(letters) >= _KINDS and not any(letters <= western for western in _WESTERN)


def _is_damaged_utf8(data: bytes, at: int) -> bool:
    """Whether the text around its first bad byte is UTF-8 in the main and would garble as other."""
    around = data[max(0, at - _BLOCK // 2) : at + _BLOCK // 2]
    rest, characters = _MULTIBYTE.subn(b"", around)
    return characters > sum(byte > 0x7F for byte in rest)


def bare_utf16(data: bytes) -> str | None:
    """The codec of UTF-16 without its mark, told by the zero beside most letters, or None."""
    sample = data[:4096]
    first, second = sample[0::2].count(0), sample[1::2].count(0)
    if not first and second > len(sample) // 4:
        return "utf-16-le"
    if not second and first > len(sample) // 4:
        return "utf-16-be"
    return None
