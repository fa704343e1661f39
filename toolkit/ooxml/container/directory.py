"""A zip's directory, read strictly and held against what the file really has at each place."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import BinaryIO, NoReturn
from urllib.parse import unquote

from toolkit.errors import UnreadableFile
from toolkit.ooxml.container.limits import Limits

# APPNOTE.TXT (PKWARE) 4.3.7, 4.3.12, 4.3.16, 4.3.15, 4.3.14; all little-endian.
_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_END64_AT = struct.Struct("<4sIQI")
_END64 = struct.Struct("<4sQ2H2I4Q")
_FULL16, _FULL32 = 0xFFFF, 0xFFFFFFFF

_ENCRYPTED, _SIZES_FOLLOW, _UTF8 = 0x1, 0x8, 0x800
STORED, DEFLATED = 0, 8  # the two that ECMA-376 Part 2, Annex B allows
_HOSTILE = "do not open it; ask its sender for a fresh copy, saved by Excel"


@dataclass(frozen=True, slots=True)
class Entry:
    """One part as the zip's directory lists it; `start` is where its deflated bytes begin."""

    name: str
    method: int
    crc: int
    deflated: int
    size: int
    header: int
    start: int


def read_directory(file: BinaryIO, size: int, shown: str, limits: Limits) -> tuple[Entry, ...]:
    """The zip's parts in the directory's order; what two readers may see two ways is refused.

    Raises UnreadableFile where names repeat or lead out of the package, where the directory and the
    local headers disagree, where parts overlap or stand unlisted, and where a limit is broken.
    """
    directory, count, start, end = _directory(file, size, shown, limits)
    listed: list[Entry] = []
    at = 0
    for _ in range(count):
        if directory[at : at + 4] != b"PK\x01\x02" or at + _CENTRAL.size > len(directory):
            _refuse(shown, "its directory ends early", "copy or download the file again")
        entry, at = _listed(directory, at, shown)
        listed.append(entry)
    if at != len(directory):
        _refuse(shown, f"its directory lists more than the {count} parts that it counts", _HOSTILE)
    _check_names(listed, shown)
    _check_sizes(listed, shown, limits)
    placed = [_held_against_local_header(file, entry, shown) for entry in listed]
    _check_places(file, placed, start, end, shown)
    return tuple(entry for entry in placed if not entry.name.endswith("/"))


def _refuse(shown: str, problem: str, hint: str) -> NoReturn:
    raise UnreadableFile(f"{shown}: {problem}", hint=hint)


def _directory(
    file: BinaryIO, size: int, shown: str, limits: Limits
) -> tuple[bytes, int, int, int]:
    """The directory's bytes, its number of entries, where it starts and where it must end."""
    tail_start = max(0, size - _END.size - _FULL16)
    file.seek(tail_start)
    tail = file.read(_END.size + _FULL16)
    found = tail.rfind(b"PK\x05\x06")
    if found < 0 or found + _END.size > len(tail):
        _refuse(
            shown,
            "the end of the file is missing, so it was cut short while it was copied or saved",
            "copy or download it again; a sync client may still be bringing it",
        )
    end_at = tail_start + found
    _, disk, first_disk, here, count, length, start, comment = _END.unpack_from(tail, found)
    if end_at + _END.size + comment != size:
        _refuse(shown, "something stands after the end of the package", _HOSTILE)
    if 0xFFFF in (here, count) or _FULL32 in (length, start):
        file.seek(max(0, end_at - _END64_AT.size))
        locator = file.read(_END64_AT.size)
        if locator[:4] == b"PK\x06\x07":
            file.seek(min(_END64_AT.unpack(locator)[2], size))
            record = file.read(_END64.size)
            if record[:4] != b"PK\x06\x06" or len(record) < _END64.size:
                _refuse(shown, "its directory cannot be found", "copy or download the file again")
            _, _, _, _, disk, first_disk, here, count, length, start = _END64.unpack(record)
            end_at = _END64_AT.unpack(locator)[2]
    if disk or first_disk or here != count:
        _refuse(shown, "it is one volume of a zip in several", "join the volumes first")
    if count > limits.parts:
        _refuse(shown, f"it lists {count} parts; at most {limits.parts} are read", _HOSTILE)
    if length > limits.directory_bytes:
        _refuse(
            shown,
            f"its directory takes {length} bytes; at most {limits.directory_bytes} are read",
            _HOSTILE,
        )
    if start + length != end_at:
        _refuse(
            shown,
            "its directory does not stand where the end of the file says; "
            "the file was cut, or something stands before the package",
            "copy or download the file again",
        )
    file.seek(start)
    return file.read(length), count, start, end_at


def _listed(directory: bytes, at: int, shown: str) -> tuple[Entry, int]:
    """One entry of the directory (its data not yet placed), and where the next one stands."""
    fields = _CENTRAL.unpack_from(directory, at)
    flags, method, crc, deflated, size = fields[3], fields[4], fields[7], fields[8], fields[9]
    name_length, extra_length, comment_length = fields[10:13]
    header = fields[16]
    at += _CENTRAL.size
    raw = directory[at : at + name_length]
    name = _decoded(raw, flags, shown)
    extra = directory[at + name_length : at + name_length + extra_length]
    wide = _extra(extra, 0x0001)
    taken = 0
    wanted = [deflated, size, header]
    for which in (1, 0, 2):  # APPNOTE 4.5.3: the size, the deflated size, the place
        if wanted[which] == _FULL32 and taken + 8 <= len(wide):
            wanted[which] = int.from_bytes(wide[taken : taken + 8], "little")
            taken += 8
    other_name = _extra(extra, 0x7075)[5:]  # Info-ZIP's Unicode path: some readers prefer it
    if other_name and other_name != name.encode():
        _refuse(shown, f"its part {name!r} carries a second name, {other_name!r}", _HOSTILE)
    if flags & _ENCRYPTED:
        _refuse(
            shown,
            f"its part {name} is encrypted",
            "unpack it with its password and save it from Excel without one",
        )
    if method not in (STORED, DEFLATED):
        _refuse(
            shown,
            f"its part {name} is packed by method {method}; a workbook's parts are stored or "
            "deflated (ECMA-376 Part 2, Annex B)",
            "open it in Excel and save it anew",
        )
    if method == STORED and wanted[0] != wanted[1]:
        _refuse(shown, f"its part {name} is stored but has two sizes", _HOSTILE)
    entry = Entry(name, method, crc, wanted[0], wanted[1], wanted[2], 0)
    return entry, at + name_length + extra_length + comment_length


def _decoded(raw: bytes, flags: int, shown: str) -> str:
    try:
        return raw.decode("utf-8" if flags & _UTF8 else "cp437")
    except UnicodeDecodeError:
        _refuse(shown, f"the part name {raw!r} is no UTF-8", _HOSTILE)


def _extra(extra: bytes, wanted: int) -> bytes:
    """The extra field of that kind (APPNOTE 4.5.1), or nothing."""
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, at)
        if kind == wanted:
            return extra[at + 4 : at + 4 + length]
        at += 4 + length
    return b""


def _check_names(entries: list[Entry], shown: str) -> None:
    """Each name once, whatever its case (ECMA-376 Part 2, 6.2.2), and each inside the package."""
    seen: dict[str, str] = {}
    for entry in entries:
        name = entry.name
        steps = name.removesuffix("/").split("/")
        if "\\" in name:
            _refuse(shown, f"the part name {name!r} holds a backslash", _HOSTILE)
        if name.startswith("/") or ":" in steps[0] or ".." in steps:
            _refuse(shown, f"the part name {name!r} leads out of the package", _HOSTILE)
        if "" in steps or "." in steps or any(ord(c) < 32 or ord(c) == 127 for c in name):
            _refuse(shown, f"the part name {name!r} is no part name", _HOSTILE)
        twin = seen.setdefault(unquote(name).casefold().removesuffix("/"), name)
        if twin is not name:
            problem = (
                f"the part {name!r} stands in it twice"
                if twin == name
                else f"the parts {twin!r} and {name!r} have the same name but for case"
            )
            _refuse(shown, f"{problem}, so two readers may read two things", _HOSTILE)


def _check_sizes(entries: list[Entry], shown: str, limits: Limits) -> None:
    total = 0
    for entry in entries:
        total += entry.size
        if entry.name.endswith("/") and entry.size:
            _refuse(shown, f"its folder {entry.name!r} holds bytes of its own", _HOSTILE)
        if entry.size > limits.part_bytes:
            _refuse(
                shown,
                f"its part {entry.name} inflates to {entry.size} bytes; "
                f"at most {limits.part_bytes} are read",
                _HOSTILE,
            )
        if entry.size > limits.ratio_free_bytes and entry.size > limits.ratio * entry.deflated:
            _refuse(
                shown,
                f"its part {entry.name} inflates from {entry.deflated} to {entry.size} bytes, "
                f"more than {limits.ratio} times, as a zip bomb does",
                _HOSTILE,
            )
    if total > limits.total_bytes:
        _refuse(
            shown,
            f"its parts inflate to {total} bytes; at most {limits.total_bytes} are read",
            _HOSTILE,
        )


def _held_against_local_header(file: BinaryIO, entry: Entry, shown: str) -> Entry:
    """The entry with its place, after its local header was found to say the same."""
    file.seek(entry.header)
    header = file.read(_LOCAL.size)
    if len(header) < _LOCAL.size or header[:4] != b"PK\x03\x04":
        _refuse(
            shown,
            f"its part {entry.name} does not stand where the directory says",
            "copy or download the file again",
        )
    _, _, flags, method, _, _, crc, deflated, size, name_length, extra_length = _LOCAL.unpack(
        header
    )
    name = _decoded(file.read(name_length), flags, shown)
    extra = file.read(extra_length)
    wide = _extra(extra, 0x0001)
    if size == _FULL32 and len(wide) >= 8:
        size = int.from_bytes(wide[:8], "little")
        if deflated == _FULL32 and len(wide) >= 16:
            deflated = int.from_bytes(wide[8:16], "little")
    follow = (0, _FULL32) if flags & _SIZES_FOLLOW else ()  # what may stand until they follow
    same = all(
        here == there or here in follow
        for here, there in ((crc, entry.crc), (deflated, entry.deflated), (size, entry.size))
    )
    if name != entry.name:
        _refuse(shown, f"its directory says {entry.name!r} where the part says {name!r}", _HOSTILE)
    if not same or method != entry.method or flags & _ENCRYPTED:
        _refuse(
            shown,
            f"its directory says {entry.size} bytes of the part {name}, which itself says {size}"
            if size != entry.size
            else f"its directory and the part {name} differ in checksum, size or packing",
            _HOSTILE,
        )
    start = entry.header + _LOCAL.size + name_length + extra_length
    return Entry(name, entry.method, entry.crc, entry.deflated, entry.size, entry.header, start)


def _check_places(
    file: BinaryIO, entries: list[Entry], directory: int, end: int, shown: str
) -> None:
    """No part overlaps another or the directory; none stands between them unlisted."""
    at = 0
    for entry in sorted(entries, key=lambda each: each.header):
        if entry.header < at:
            _refuse(shown, f"its part {entry.name} overlaps another", _HOSTILE)
        _check_gap(file, at, entry.header, shown)
        at = entry.start + entry.deflated
    if at > directory:
        _refuse(shown, "its last part overlaps the directory", _HOSTILE)
    _check_gap(file, at, directory, shown)


def _check_gap(file: BinaryIO, start: int, end: int, shown: str) -> None:
    if end - start > 24 or (start == 0 and end):  # what is shorter is a data descriptor
        file.seek(start)
        if start == 0 or b"PK\x03\x04" in file.read(end - start):
            _refuse(shown, "a part stands in it that its directory does not list", _HOSTILE)
