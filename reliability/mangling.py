"""Files spoilt at random: a part of a workbook, the zip around it, or the bytes of a text file."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence

# What readers stumble over: limits of the grid, of numbers, of XML, of CSV, of JSON.
TOKENS: tuple[bytes, ...] = (
    *(b"", b"0", b"-1", b"1e999", b"NaN", b"1048577", b"4294967296", b"18446744073709551616"),
    *(b"XFE1", b"A0", b"A1048577", b"ZZZZ9", b"$A$1", b"A1:B2", b"R1C1", b"1E-400", b"0x10"),
    *(b"<", b">", b"&", b"]]>", b"<![CDATA[", b"<!--", b"-->", b"<?x ?>", b"&#0;", b"&#x1F;"),
    *(b"&amp;", b"&lol;", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"<c/>", b"<v>", b"</row>", b"<row>"),
    *(b' t="s"', b' t="e"', b' t="b"', b' t="d"', b' t="zz"', b' r="A1"', b' s="99999"', b' r=""'),
    *(b"_x0041_", b"_xD83D_", b"_x005F_x0041_", b"_x0000_", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf"),
    *(b"\xed\xa0\x80", b"\xc0\x80", b"\xe2\x80\xa8", b'"', b'""', b",", b";", b"\t", b"\r", b"\n"),
    *(b"sep=;\n", b"{", b"}", b"[", b"]", b":", b"null", b"true", b"NaN", b"-0", b"1E400", b"\\u"),
    *(b"\\ud800", b'{"id":', b'"id":1,"id":2', b"../", b"\\\\", b"http://", b"file:///", b"=1+1"),
)
_NUMBER = re.compile(rb"\d+")
_TAG = re.compile(rb"<[^<>]*>")
_ATTRIBUTE = re.compile(rb' [\w:]+="[^"]*"')


def mangled(data: bytes, rng: random.Random) -> bytes:
    """The bytes with one to four things done to them."""
    for _ in range(rng.choice((1, 1, 1, 2, 2, 3, 4))):
        data = rng.choice(_WAYS)(data, rng)
    return data


def _flipped(data: bytes, rng: random.Random) -> bytes:
    if not data:
        return data
    at = rng.randrange(len(data))
    return data[:at] + bytes([data[at] ^ (1 << rng.randrange(8))]) + data[at + 1 :]


def _inserted(data: bytes, rng: random.Random) -> bytes:
    at = rng.randint(0, len(data))
    return data[:at] + rng.choice(TOKENS) + data[at:]


def _cut(data: bytes, rng: random.Random) -> bytes:
    first = rng.randint(0, len(data))
    return data[:first] + data[first + rng.choice((1, 2, 8, 40, len(data))) :]


def _doubled(data: bytes, rng: random.Random) -> bytes:
    first = rng.randint(0, len(data))
    last = first + rng.choice((1, 4, 20, 200))
    return data[:last] + data[first:last] * rng.choice((1, 1, 2, 50)) + data[last:]


def _moved(data: bytes, rng: random.Random) -> bytes:
    first, to = rng.randint(0, len(data)), rng.randint(0, len(data))
    part = data[first : first + rng.choice((4, 20, 100))]
    return data[:to] + part + data[to:]


def _of_each(pattern: re.Pattern[bytes]) -> Callable[[bytes, random.Random], bytes]:
    """One place where the pattern stands is dropped, doubled, changed or put elsewhere."""

    def changed(data: bytes, rng: random.Random) -> bytes:
        found = [each.span() for each in pattern.finditer(data)]
        if not found:
            return _inserted(data, rng)
        (first, last), (a, b) = rng.choice(found), rng.choice(found)
        now = rng.choice((b"", data[first:last] * 2, rng.choice(TOKENS), data[a:b]))
        return data[:first] + now + data[last:]

    return changed


_WAYS = (
    *(_flipped, _inserted, _cut, _doubled, _moved),
    *(_of_each(_NUMBER), _of_each(_TAG), _of_each(_ATTRIBUTE)),
)


def parts_of(data: bytes) -> dict[str, bytes]:
    """A package's parts by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    """A package of these parts, stored."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return made.getvalue()


def spoilt_package(seed: Sequence[bytes], rng: random.Random) -> bytes:
    """A workbook of `seed` with one or two parts mangled, renamed or gone, or its zip mangled."""
    data = rng.choice(seed)
    if rng.random() < 0.15:
        return mangled(data, rng)
    parts = parts_of(data)
    for _ in range(rng.choice((1, 1, 2))):
        name = rng.choice(list(parts))
        chance = rng.random()
        if chance < 0.04:
            del parts[name]
        elif chance < 0.07:
            parts[rng.choice((name.upper(), "../" + name, name + "\\x", name[:-1]))] = parts[name]
        elif chance < 0.10:
            parts[name] = rng.choice(list(parts.values()))
        else:
            parts[name] = mangled(parts[name], rng)
        if not parts:
            break
    return packed(parts)
