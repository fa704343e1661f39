"""Packages whose zip is the attack: bombs, lies, twins, ways out, encryption, odd methods."""

from __future__ import annotations

import bz2
import lzma
import struct
import zlib

from attacks.base import (
    BOOK,
    CONTENT_TYPES,
    SECOND,
    SHEET,
    STRINGS,
    Entry,
    Made,
    Read,
    Refused,
    but,
    case,
    deflate,
    entries,
    packed,
    sheet,
    sound,
    zipped,
)

MEDIA = "xl/media/image1.bin"
TWICE = "twice|same name"


def _with(entry: Entry) -> bytes:
    return zipped([*entries(sound()), entry])


def _changed(name: str, **how: object) -> bytes:
    """The sound workbook with one entry's headers changed."""
    listed = [
        each._replace(**how) if each.name == name.encode() else each  # type: ignore[arg-type]
        for each in entries(sound())
    ]
    return zipped(listed)


# -- bombs --------------------------------------------------------------------------------------


@case
def bomb_by_ratio() -> Made:
    """One part of zeroes a thousand times its packed size."""
    return _with(Entry(MEDIA.encode(), b"\0" * 20_000_000)), Refused(f"{MEDIA}.*zip bomb")


@case
def bomb_by_ratio_in_a_sheet() -> Made:
    """Blank rows by the hundred thousand."""
    rows = ["<row/>" * 2_000_000]
    return but({SHEET: sheet(rows)}), Refused("sheet1.xml.*zip bomb")


@case
def bomb_of_overlapping_entries() -> Made:
    """David Fifield's: many entries that share one body."""
    body = Entry(b"xl/media/a.bin", b"\0" * 90_000)
    made = zipped([*entries(sound()), body])
    at = made.index(b"xl/media/a.bin") - 30
    more = [body._replace(name=b"xl/media/%d.bin" % n, present=False, offset=at) for n in range(99)]
    return zipped([*entries(sound()), body, *more]), Refused("says|overlaps")


@case
def bomb_of_overlapping_bodies() -> Made:
    """A body that holds the next entry with its header, by quoting it."""
    inner = deflate(b"x" * 1000)
    quoted = b"PK\x03\x04" + b"\0" * 26 + inner
    first = Entry(b"xl/media/a.bin", quoted, method=0)
    made = zipped([*entries(sound()), first])
    at = made.index(quoted)
    second = Entry(b"xl/media/b.bin", b"x" * 1000, packed=inner, present=False, offset=at)
    return zipped([*entries(sound()), first, second]), Refused("says|overlaps|does not stand")


@case
def bomb_nested() -> Made:
    """A zip in a zip in a zip: nothing in a workbook is unpacked twice."""
    inner = zipped([Entry(b"a.bin", b"\0" * 20_000_000)])
    middle = zipped([Entry(b"b%d.zip" % n, inner, method=0) for n in range(5)])
    return _with(Entry(b"xl/embeddings/deep.zip", middle)), Read()


@case
def quine() -> Made:
    """A package that holds itself whole, as a zip quine does: read once, never descended into."""
    itself = packed()
    return _with(Entry(b"xl/embeddings/itself.xlsx", itself, method=0)), Read()


@case
def bomb_past_the_total() -> Made:
    """Sizes that add up past every bound; only the directory says them."""
    lies = [
        Entry(b"xl/media/%d.bin" % n, b"", method=8, size=2_000_000_000, packed_size=30_000_000)
        for n in range(4)
    ]
    return zipped([*entries(sound()), *lies]), Refused("bytes; at most|overlaps|says")


@case
def bomb_in_one_part() -> Made:
    """One part of more than two GiB, as the directory has it."""
    lie = Entry(b"xl/media/a.bin", b"", size=3_000_000_000, packed_size=40_000_000)
    return zipped([*entries(sound()), lie]), Refused("inflates to 3000000000 bytes; at most")


@case
def bomb_of_parts() -> Made:
    """More entries than any workbook has."""
    many = [Entry(b"xl/media/%d" % n, b"", method=0) for n in range(20_001)]
    return zipped([*entries(sound()), *many]), Refused("lists 20009 parts; at most 20000")


@case
def bomb_of_names() -> Made:
    """Names of 65,000 characters, so that the directory itself is the load."""
    many = [Entry(b"xl/%d/" % n + b"a" * 65_000, b"", method=0) for n in range(300)]
    return zipped([*entries(sound()), *many]), Refused("directory takes .* bytes; at most")


@case
def bomb_in_shared_strings() -> Made:
    """A text that repeats one letter."""
    huge = b"<si><t>" + b"a" * 30_000_000 + b"</t></si>"
    data = sound()[STRINGS].replace(b"</sst>", huge + b"</sst>")
    return but({STRINGS: data}), Refused("sharedStrings.xml.*zip bomb")


@case
def bomb_under_the_ratio_in_one_text() -> Made:
    """A text past every cell, packed just so that its ratio does not tell."""
    import random

    noise = random.Random(7).randbytes(60_000).hex().encode()
    huge = b"<si><t>" + (noise + b"a" * 4_000_000) + b"</t></si>"
    data = sound()[STRINGS].replace(b"</sst>", huge + b"</sst>")
    return but({STRINGS: data}), Refused("sharedStrings.xml holds a text of more than")


@case
def bomb_in_an_attribute() -> Made:
    """An attribute of 40 million characters: it must be held whole before anybody sees it."""
    return _huge_token('<row r="5" x="', '"></row>')


@case
def bomb_in_a_comment() -> Made:
    """A comment of 40 million characters."""
    return _huge_token("<!--", "-->")


@case
def bomb_in_an_instruction() -> Made:
    """A processing instruction of 40 million characters."""
    return _huge_token("<?x ", "?>")


@case
def bomb_in_a_name() -> Made:
    """An element whose name has 40 million characters."""
    return _huge_token("<a", "/>")


def _huge_token(start: str, end: str) -> Made:
    import random

    noise = random.Random(7).randbytes(400_000).hex()
    data = sheet(["<!--x-->"]).decode().replace("<!--x-->", start + noise + "a" * 40_000_000 + end)
    return but({SHEET: data.encode()}), Refused("sheet1.xml.*(too long|longer than)")


@case
def bomb_in_the_content_types() -> Made:
    """The first part that anybody reads is the bomb."""
    data = sound()[CONTENT_TYPES].replace(b"</Types>", b" " * 20_000_000 + b"</Types>")
    return but({CONTENT_TYPES: data}), Refused("Content_Types.*zip bomb")


# -- twins and ways out -------------------------------------------------------------------------


@case
def sheet_twice() -> Made:
    """CVE-2025-31672: two entries of one name; readers take the last, or the first."""
    other = sheet().replace(b"3200000000", b"9990000000")
    return _with(Entry(SHEET.encode(), other)), Refused(f"{SHEET}.*twice")


@case
def sheet_twice_but_for_case() -> Made:
    """One reader takes Sheet1.xml, another sheet1.xml."""
    other = sheet().replace(b"3200000000", b"9990000000")
    return _with(Entry(b"xl/worksheets/Sheet1.xml", other)), Refused("but for case")


@case
def sheet_twice_but_for_percent() -> Made:
    """%73 is s (ECMA-376 Part 2, 6.2.2)."""
    other = sheet().replace(b"3200000000", b"9990000000")
    return _with(Entry(b"xl/worksheets/%73heet1.xml", other)), Refused("same name")


@case
def sheet_twice_but_for_a_long_s() -> Made:
    """Case folding beyond ASCII: ſ folds to s."""
    name = "xl/worksheets/ſheet1.xml".encode()
    return _with(Entry(name, sheet(), flags=0x800)), Refused("same name")


@case
def folder_and_part_of_one_name() -> Made:
    """A folder that is called as a part is."""
    return _with(Entry(SHEET.encode() + b"/", b"", method=0)), Refused("twice|same name")


@case
def traversal() -> Made:
    """Zip Slip."""
    return _with(Entry(b"../../etc/cron.d/x", b"x")), Refused("leads out")


@case
def traversal_inside() -> Made:
    """A way out in the middle of a name."""
    return _with(Entry(b"xl/../../x.xml", b"<x/>")), Refused("leads out")


@case
def absolute_name() -> Made:
    """A name from the root."""
    return _with(Entry(b"/etc/passwd", b"x")), Refused("leads out")


@case
def drive_name() -> Made:
    """A drive of Windows."""
    return _with(Entry(b"C:/Windows/x", b"x")), Refused("leads out")


@case
def stream_name() -> Made:
    """An alternate data stream of NTFS."""
    return _with(Entry(b"xl:stream", b"x")), Refused("leads out")


@case
def network_name() -> Made:
    """A network share."""
    return _with(Entry(b"//host/share/x", b"x")), Refused("leads out")


@case
def backslashes() -> Made:
    """Backslashes are folders on Windows and letters elsewhere."""
    return _with(Entry(rb"xl\worksheets\sheet1.xml", sheet())), Refused("backslash")


@case
def backslash_traversal() -> Made:
    """Zip Slip on Windows."""
    return _with(Entry(rb"..\..\x", b"x")), Refused("backslash")


@case
def nul_in_a_name() -> Made:
    """Some readers stop at the NUL."""
    return _with(Entry(SHEET.encode() + b"\0.png", b"x")), Refused("no part name")


@case
def control_in_a_name() -> Made:
    """A line feed in a name breaks every listing."""
    return _with(Entry(b"xl/a\nb.xml", b"<x/>")), Refused("no part name")


@case
def empty_name() -> Made:
    """An entry without a name."""
    return _with(Entry(b"", b"x")), Refused("no part name")


@case
def empty_step_in_a_name() -> Made:
    """xl//workbook.xml is xl/workbook.xml to some."""
    return _with(Entry(b"xl//workbook.xml", sound()[BOOK])), Refused("no part name")


@case
def dot_step_in_a_name() -> Made:
    """xl/./workbook.xml is xl/workbook.xml to some."""
    return _with(Entry(b"xl/./workbook.xml", sound()[BOOK])), Refused("no part name")


@case
def name_that_is_no_utf8() -> Made:
    """A name that says UTF-8 and is none."""
    return _with(Entry(b"xl/\xff\xfe.xml", b"<x/>", flags=0x800)), Refused("no UTF-8")


@case
def second_name_in_an_extra_field() -> Made:
    """Info-ZIP's Unicode path says another name."""
    name, other = b"xl/a.xml", SHEET.encode()
    extra = struct.pack("<HHBI", 0x7075, 5 + len(other), 1, zlib.crc32(name)) + other
    return _with(Entry(name, b"<x/>", extra=extra)), Refused("second name")


@case
def directory_and_part_differ_in_name() -> Made:
    """Readers by directory see one name, readers by stream another."""
    return _changed(SHEET, local_name=b"xl/worksheets/sheet9.xml"), Refused("directory says")


# -- lies ---------------------------------------------------------------------------------------


@case
def size_too_small() -> Made:
    """The directory says fewer bytes than come out."""
    return _changed(SHEET, size=100), Refused("sheet1.xml")


@case
def size_too_large() -> Made:
    """The directory says more bytes than come out."""
    return _changed(SHEET, size=100_000), Refused("sheet1.xml")


@case
def size_only_in_the_directory() -> Made:
    """Directory and part say two sizes."""
    return _changed(SHEET, local_size=17), Refused("directory.*sheet1.xml")


@case
def checksum_wrong() -> Made:
    """The bytes are not those that were packed."""
    return _changed(SHEET, crc=123), Refused("sheet1.xml does not match its checksum")


@case
def checksum_only_in_the_directory() -> Made:
    """Directory and part say two checksums."""
    return _changed(SHEET, local_crc=99), Refused("differ in checksum")


@case
def packed_size_too_small() -> Made:
    """The body is cut by its own header."""
    data = sound()[SHEET]
    return _changed(SHEET, packed_size=len(deflate(data)) - 20), Refused("sheet1.xml|unlisted|list")


@case
def packed_size_into_the_next() -> Made:
    """The body reaches into the next entry."""
    return _changed(SHEET, packed_size=5_000), Refused("overlaps")


@case
def body_torn() -> Made:
    """Bits flipped in the middle of a body."""
    body = bytearray(deflate(sound()[SHEET]))
    for at in range(60, 70):
        body[at] ^= 0xFF
    return _changed(SHEET, packed=bytes(body)), Refused("sheet1.xml.*(torn|checksum|bytes)")


@case
def bytes_after_the_stream() -> Made:
    """Hidden bytes behind a body's end, inside its packed size."""
    body = deflate(sound()[SHEET]) + b"hidden" * 20
    return _changed(SHEET, packed=body), Refused("sheet1.xml does not hold")


@case
def entry_unlisted() -> Made:
    """A part that the directory does not list: readers by stream see it."""
    other = Entry(SHEET.encode(), sheet().replace(b"3200000000", b"9"), listed=False)
    return zipped([*entries(sound()), other]), Refused("does not list")


@case
def entry_absent() -> Made:
    """A listed part that is nowhere."""
    ghost = Entry(b"xl/media/a.bin", b"x", present=False, offset=5)
    return _with(ghost), Refused("does not stand|overlaps")


@case
def entry_past_the_end() -> Made:
    """A listed part that stands past the end of the file."""
    ghost = Entry(b"xl/media/a.bin", b"x", present=False, offset=900_000)
    return _with(ghost), Refused("does not stand")


@case
def count_too_small() -> Made:
    """The end says fewer entries than the directory lists."""
    return zipped(entries(sound()), count=7), Refused("more than the 7 parts")


@case
def count_too_large() -> Made:
    """The end says more entries than the directory lists."""
    return zipped(entries(sound()), count=9), Refused("directory ends early")


@case
def directory_elsewhere() -> Made:
    """The end points at another directory."""
    return zipped(entries(sound()), directory_at=0), Refused("directory")


@case
def directory_too_long() -> Made:
    """The directory is said to be longer than the file."""
    return zipped(entries(sound()), directory_size=1 << 20), Refused("directory")


@case
def several_volumes() -> Made:
    """One disk of many."""
    return zipped(entries(sound()), disk=1), Refused("volume")


@case
def end_twice() -> Made:
    """Two ends: readers take the first, or the last."""
    return packed() + packed(), Refused("does not stand where|before the package|directory")


@case
def end_in_the_comment() -> Made:
    """A comment that holds an end of its own, of an empty zip."""
    fake = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 0, 0, 0, 0, 0)
    return zipped(entries(sound()), comment=fake), Refused("directory|end of the package|zip")


@case
def comment_too_long() -> Made:
    """The comment is said to be longer than it is."""
    data = bytearray(packed())
    struct.pack_into("<H", data, len(data) - 2, 500)
    return bytes(data), Refused("after the end|end of the file")


@case
def bytes_before() -> Made:
    """A program before the package, which still opens as a zip."""
    return b"MZ\x90\0" * 100 + packed(), Refused("is no .xlsx workbook")


@case
def bytes_before_that_are_a_zip() -> Made:
    """Another zip's local entry before the package."""
    first = zipped([Entry(b"a.txt", b"x")])
    return first + packed(), Refused("directory|does not list")


@case
def bytes_between() -> Made:
    """Bytes between the last part and the directory."""
    return zipped(entries(sound()), between=b"\0" * 500), Read()


@case
def bytes_after() -> Made:
    """Bytes after the end of the package."""
    return zipped(entries(sound()), after=b"<script>alert(1)</script>"), Refused("after the end")


@case
def cut_short() -> Made:
    """Half of the file, as a broken copy leaves it."""
    data = packed()
    return data[: len(data) // 2], Refused("cut short")


@case
def cut_in_the_directory() -> Made:
    """The end is missing."""
    return packed()[:-10], Refused("cut short")


@case
def cut_to_the_signature() -> Made:
    """Four bytes of a zip."""
    return b"PK\x03\x04", Refused("cut short")


@case
def zip_of_nothing() -> Made:
    """An empty zip."""
    return zipped([]), Refused("zip without")


@case
def zip64_for_a_small_file() -> Made:
    """Zip64 records where none are needed: legal, and read."""
    return zipped(entries(sound()), zip64=True), Read()


@case
def zip64_sizes() -> Made:
    """A part's sizes in its zip64 extra field: legal, and read."""
    data = sound()[SHEET]
    body = deflate(data)
    wide = struct.pack("<HHQQ", 1, 16, len(data), len(body))
    how = {"size": 0xFFFFFFFF, "packed_size": 0xFFFFFFFF, "extra": wide, "local_extra": wide}
    return _changed(SHEET, **how), Read()


@case
def zip64_lie() -> Made:
    """The extra field says terabytes."""
    wide = struct.pack("<HHQQ", 1, 16, 1 << 42, 1 << 41)
    how = {"size": 0xFFFFFFFF, "packed_size": 0xFFFFFFFF, "extra": wide, "local_extra": wide}
    return _changed(SHEET, **how), Refused("sheet1.xml inflates to|overlaps")


@case
def zip64_missing() -> Made:
    """The fields say zip64 and no record is there."""
    return _changed(SHEET, size=0xFFFFFFFF, packed_size=0xFFFFFFFF), Refused("sheet1.xml|overlaps")


@case
def zip64_end_lies() -> Made:
    """A zip64 end record with a directory past the file."""
    data = bytearray(zipped(entries(sound()), zip64=True))
    at = data.rindex(b"PK\x06\x06")
    struct.pack_into("<Q", data, at + 48, 1 << 40)
    return bytes(data), Refused("directory")


@case
def streamed_sizes() -> Made:
    """Sizes that follow the body, as programs that stream write them: legal, and read."""
    listed = []
    for each in entries(sound()):
        body = deflate(each.data)
        sizes = struct.pack(
            "<4s3I", b"PK\x07\x08", zlib.crc32(each.data), len(body), len(each.data)
        )
        listed.append(each._replace(flags=8, descriptor=sizes))
    return zipped(listed), Read()


@case
def streamed_sizes_that_lie() -> Made:
    """A descriptor that differs from the directory is of no account: the bytes are counted."""
    listed = []
    for each in entries(sound()):
        sizes = struct.pack("<4s3I", b"PK\x07\x08", 1, 2, 3)
        listed.append(each._replace(flags=8, descriptor=sizes))
    return zipped(listed), Read()


# -- packing that no workbook has ---------------------------------------------------------------


@case
def stored() -> Made:
    """Every part as it is, not packed: legal, and read."""
    return zipped([each._replace(method=0) for each in entries(sound())]), Read()


@case
def stored_with_two_sizes() -> Made:
    """Stored, and yet of two sizes."""
    return _changed(SHEET, method=0, packed=sound()[SHEET], size=50), Refused("two sizes")


@case
def packed_by_bzip2() -> Made:
    """Method 12."""
    how = {"method": 12, "packed": bz2.compress(sound()[SHEET])}
    return _changed(SHEET, **how), Refused("sheet1.xml is packed by method 12")


@case
def packed_by_lzma() -> Made:
    """Method 14."""
    how = {"method": 14, "packed": lzma.compress(sound()[SHEET])}
    return _changed(SHEET, **how), Refused("sheet1.xml is packed by method 14")


@case
def packed_by_zstandard() -> Made:
    """Method 93."""
    return _changed(SHEET, method=93, packed=b"\x28\xb5\x2f\xfd"), Refused("method 93")


@case
def packed_two_ways() -> Made:
    """Directory and part say two methods."""
    return _changed(SHEET, local_method=0), Refused("differ in|packing")


@case
def encrypted_by_zip() -> Made:
    """ZipCrypto."""
    return _changed(SHEET, flags=1), Refused("sheet1.xml is encrypted")


@case
def encrypted_in_the_part_alone() -> Made:
    """The flag stands in the local header alone."""
    data = bytearray(packed())
    at = data.index(SHEET.encode()) - 30
    struct.pack_into("<H", data, at + 6, 1)
    return bytes(data), Refused("differ in|encrypted")


@case
def encrypted_by_aes() -> Made:
    """WinZip's AES, method 99."""
    extra = struct.pack("<HHHBBBH", 0x9901, 7, 2, 65, 69, 3, 8)
    return _changed(SHEET, method=99, flags=1, extra=extra), Refused("encrypted|method 99")


@case
def second_sheet_torn() -> Made:
    """A sheet that nobody asks for is torn: no part of the workbook is taken on trust."""
    return _changed(SECOND, crc=5), Refused("sheet2.xml does not match its checksum")
