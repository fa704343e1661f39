"""Packages: what is refused and in which words, and that writing gives the same bytes."""

from __future__ import annotations

import io
import os
import warnings
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from ooxml import build

from toolkit.errors import UnreadableFile
from toolkit.ooxml.container.directory import read_directory
from toolkit.ooxml.container.limits import Limits
from toolkit.ooxml.container.package import Package, Relationship
from toolkit.ooxml.container.source import inflated

GOOD = build.parts(build.sheet('<row r="1"><c r="A1"><v>1</v></c></row>'))
SHEET = "xl/worksheets/sheet1.xml"


def with_part(name: str, data: str | bytes) -> bytes:
    return build.packed({**GOOD, name: data})


def twice(name: str) -> bytes:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return build.packed(GOOD, [(name, b"<a/>")])


def encrypted(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + stream.encode("utf-16-le")


def unlisted() -> bytes:
    """A zip with a second, unlisted part in front of its directory."""
    data = build.packed(GOOD)
    start = data.index(b"PK\x01\x02")
    hidden = data[: data.index(b"PK\x03\x04", 4)]
    size = len(hidden)
    end = bytearray(data[start:])
    end[-6:-2] = (int.from_bytes(end[-6:-2], "little") + size).to_bytes(4, "little")
    return data[:start] + hidden + bytes(end)


def overlapping() -> bytes:
    """A zip whose one stored part holds, in its bytes, a second part that is listed as well."""
    inner = build.packed({"b.xml": "<b/>"})
    inner = inner[: inner.index(b"PK\x01\x02")]
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        made.writestr("a.bin", inner)
        made.writestr("b.xml", "<b/>", zipfile.ZIP_DEFLATED)
    data = file.getvalue()
    return build.directory_says(data, "b.xml", 42, "<I", data.index(inner))


def lying_twice(field: int, change: int) -> bytes:
    """A zip whose directory and local header tell the same lie about the sheet's size."""
    data = bytearray(build.packed(GOOD))
    for place in (
        data.index(SHEET.encode()) - 30 + field,
        data.rindex(SHEET.encode()) - 46 + field + 2,
    ):
        size = int.from_bytes(data[place : place + 4], "little") + change
        data[place : place + 4] = size.to_bytes(4, "little")
    return bytes(data)


DTD = '<!DOCTYPE worksheet [<!ENTITY a "b">]><worksheet/>'
ALIKE = "two readers may read two things"

REFUSED = {
    "an empty file": (b"", "holds nothing"),
    "zeros": (bytes(5000), "zero bytes only"),
    "an old workbook": (encrypted("Workbook"), r"an old Excel workbook \(\.xls\)"),
    "an encrypted workbook": (encrypted("EncryptedPackage"), "encrypted with a password"),
    "a web page": (b"\xef\xbb\xbf\n<html><table>", r"a web page \(HTML\)"),
    "a csv": (b"id;value\nF-1;3\n", "it seems a CSV"),
    "a csv in UTF-16": ("id,value\n".encode("utf-16"), "it seems a CSV"),
    "a pdf": (b"%PDF-1.7", "a PDF"),
    "xml of 2003": (
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
        "an Excel 2003 XML spreadsheet",
    ),
    "a torn copy": (build.packed(GOOD)[:-40], "cut short"),
    "half a copy": (build.packed(GOOD)[:400], "cut short"),
    "something before": (b"PK\x03\x04" + build.packed(GOOD), "before the package"),
    "something behind": (build.packed(GOOD) + b"more", "after the end of the package"),
    "a zip of something else": (build.packed({"a.txt": "a"}), r"a zip without \[Content_Types\]"),
    "an OpenDocument sheet": (
        build.packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}),
        r"an OpenDocument spreadsheet \(\.ods\)",
    ),
    "a name twice": (twice(SHEET), f"stands in it twice, so {ALIKE}"),
    "a name in another case": (twice(SHEET.upper()), f"same name but for case, so {ALIKE}"),
    "a name escaped": (twice(SHEET.replace("s", "%73", 1)), ALIKE),
    "a way out": (with_part("../evil.xml", "<a/>"), "leads out of the package"),
    "a way out below": (with_part("xl/../../evil.xml", "<a/>"), "leads out of the package"),
    "an absolute name": (with_part("/etc/passwd", "a"), "leads out of the package"),
    "a drive": (with_part("C:/evil.xml", "<a/>"), "leads out of the package"),
    "a backslash": (with_part("xl\\evil.xml", "<a/>"), "holds a backslash"),
    "a part unlisted": (unlisted(), "its directory does not list"),
    "a DTD": (with_part(SHEET, DTD), f"{SHEET} declares a document type"),
    "a bare DTD": (with_part(SHEET, "<!DOCTYPE worksheet><worksheet/>"), "document type"),
    "a DTD from elsewhere": (
        with_part(SHEET, '<!DOCTYPE a SYSTEM "http://x/y.dtd"><worksheet/>'),
        "document type",
    ),
    "a parameter entity": (
        with_part(SHEET, '<!DOCTYPE a [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]><a/>'),
        "document type",
    ),
    "a part in a part": (overlapping(), "overlaps another"),
    "a DTD elsewhere": (with_part("customXml/item1.xml", DTD), "declares a document type"),
    "a DTD in UTF-16": (with_part(SHEET, DTD.encode("utf-16")), "declares a document type"),
    "a DTD in UTF-16 unmarked": (with_part(SHEET, DTD.encode("utf-16-be")), "document type"),
    "a DTD under a picture's name": (with_part("xl/media/a.png", DTD), "document type"),
    "a DTD after much else": (
        with_part(SHEET, f"<!--{' '.join(map(str, range(40_000)))}-->{DTD}"),
        "declares a document type",
    ),
    "an odd encoding": (
        with_part(SHEET, '<?xml version="1.0" encoding="UTF-7"?><worksheet/>'),
        "is written in UTF-7",
    ),
    "two types": (
        with_part(
            "[Content_Types].xml",
            str(GOOD["[Content_Types].xml"]).replace(
                "</Types>", '<Override PartName="/XL/workbook.xml" ContentType="b/c"/></Types>'
            ),
        ),
        "gives 'xl/workbook.xml' two types",
    ),
}
LIES = {
    "its size": (24, "<I", 10, "its directory says 10 bytes"),
    "its packed size": (20, "<I", 10, "differ in checksum, size or packing"),
    "its checksum": (16, "<I", 10, "differ in checksum, size or packing"),
    "its packing": (10, "<H", 0, "is stored but has two sizes"),
    "an odd packing": (10, "<H", 9, "is packed by method 9"),
    "its place": (42, "<I", 0, r"its directory says '.*' where the part says '\[Content"),
    "a place beyond": (42, "<I", 10**9, "does not stand where the directory says"),
    "its secrecy": (8, "<H", 1, "is encrypted"),
}
LIMITS = {
    "parts": (Limits(parts=3), "it lists 7 parts; at most 3 are read"),
    "one part": (Limits(part_bytes=100), "at most 100 are read"),
    "all parts": (Limits(total_bytes=500), "its parts inflate to"),
    "ratio": (Limits(ratio=1, ratio_free_bytes=10), "as a zip bomb does"),
    "the file": (Limits(file_bytes=100), "at most 100 are read"),
    "the directory": (Limits(directory_bytes=100), "its directory takes"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_sound_package_is_refused_by_name(name: str) -> None:
    data, said = REFUSED[name]
    with pytest.raises(UnreadableFile, match=said) as refusal:
        Package.open(data, shown="facts/a.xlsx")
    assert "facts/a.xlsx" in refusal.value.what
    assert refusal.value.hint


@pytest.mark.parametrize("name", LIES)
def test_a_directory_that_lies_is_refused(name: str) -> None:
    at, field, value, said = LIES[name]
    with pytest.raises(UnreadableFile, match=said):
        Package.open(build.directory_says(build.packed(GOOD), SHEET, at, field, value))


@pytest.mark.parametrize("name", LIMITS)
def test_each_limit_is_named_when_broken(name: str) -> None:
    limits, said = LIMITS[name]
    with pytest.raises(UnreadableFile, match=said):
        Package.open(build.packed(GOOD), limits)


def test_a_bomb_is_refused_by_its_ratio() -> None:
    with pytest.raises(UnreadableFile, match="more than 100 times, as a zip bomb does"):
        Package.open(with_part("xl/media/a.bin", bytes(20_000_000)))


def test_bytes_that_do_not_match_their_checksum_are_refused_when_read() -> None:
    data = bytearray(build.packed(GOOD))
    for place in (data.index(SHEET.encode()) - 30 + 14, data.rindex(SHEET.encode()) - 46 + 16):
        data[place] ^= 1
    package = Package.open(bytes(data))
    with pytest.raises(UnreadableFile, match=f"{SHEET} does not match its checksum"):
        package.read(SHEET)
    with pytest.raises(UnreadableFile, match=f"{SHEET} does not match its checksum"):
        package.to_bytes({})


@pytest.mark.parametrize("change", [-1, 1])
def test_a_part_of_another_size_than_listed_is_refused(change: int) -> None:
    with pytest.raises(UnreadableFile, match=f"{SHEET} does not hold the .* bytes that the dir"):
        Package.open(lying_twice(22, change)).read(SHEET)


@pytest.mark.parametrize("change", [-1, 1])
def test_a_part_whose_packed_size_lies_is_refused(change: int) -> None:
    with pytest.raises(UnreadableFile, match=r"does not hold|overlaps|is torn"):
        Package.open(lying_twice(18, change)).read(SHEET)


def test_a_part_never_inflates_past_what_is_listed() -> None:
    file = io.BytesIO(build.packed({"a.bin": bytes(10_000_000)}))
    (entry,) = read_directory(file, len(file.getvalue()), "a.zip", Limits(ratio=2000))
    came = 0
    with pytest.raises(UnreadableFile, match="does not hold the 100000 bytes"):
        for chunk in inflated(file, replace(entry, size=100_000), "a.zip"):
            came += len(chunk)
    assert came <= 100_000


def test_parts_of_any_length_are_read_to_their_last_byte() -> None:
    parts = {f"xl/{size}.bin": bytes(size) for size in (*range(65_500, 66_200, 7), 0, 1)}
    package = Package.open(build.packed({**GOOD, **parts}))
    for name, data in parts.items():
        assert package.read(name) == data


def test_untouched_parts_are_carried_as_they_are_packed() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made:
        for name, data in GOOD.items():
            made.writestr(name, data)
    written = Package.open(file.getvalue()).to_bytes({"xl/new.xml": b"<new/>"})
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(io.BytesIO(written)) as new:
        for name in GOOD:
            assert new.getinfo(name).compress_size == old.getinfo(name).compress_size


def test_parts_and_their_types_are_read() -> None:
    package = Package.open(build.packed(GOOD))
    assert package.names == tuple(GOOD)
    assert package.read(SHEET) == str(GOOD[SHEET]).encode()
    assert package.content_types.of("xl/workbook.xml").endswith("sheet.main+xml")
    assert package.content_types.of("xl/styles.xml") == "application/xml"
    assert package.content_types.of("xl/a.png") == ""
    with pytest.raises(UnreadableFile, match=r"its part xl/none\.xml is missing"):
        package.read("xl/none.xml")


def test_folders_and_streamed_sizes_are_borne() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        made.mkdir("xl")
        for name, data in GOOD.items():
            with made.open(name, "w", force_zip64=True) as part:
                part.write(data if isinstance(data, bytes) else data.encode())
    assert Package.open(file.getvalue()).names == tuple(GOOD)


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("sheet1.xml", "xl/worksheets/sheet1.xml"),
        ("../styles.xml", "xl/styles.xml"),
        ("/XL/Styles.xml", "xl/styles.xml"),
        ("./a%20b.xml", "xl/worksheets/a%20b.xml"),
        ("#S1!A1", "xl/worksheets/sheet1.xml"),
        ("../../../etc/passwd", ""),
        ("file:///etc/passwd", ""),
        ("//host/share/a.xml", ""),
        ("..\\styles.xml", ""),
        ("C:/a.xml", ""),
        ("//[/a.xml", ""),
    ],
)
def test_a_relationship_names_a_part_of_the_package_or_nothing(target: str, expected: str) -> None:
    arrows = build.relationships(("drawing", target))
    package = Package.open(with_part("xl/worksheets/_rels/sheet1.xml.rels", arrows))
    (found,) = package.relationships(SHEET)
    assert found == Relationship("rId1", f"{build.OFFICE}/drawing", expected, external=False)


def test_an_external_target_stays_as_written() -> None:
    arrow = '<Relationship Id="a" Type="t" Target="C:\\x\\y.xlsx" TargetMode="External"/>'
    xml = f'<Relationships xmlns="{build.ARROWS}">{arrow}</Relationships>'
    package = Package.open(with_part("xl/worksheets/_rels/sheet1.xml.rels", xml))
    assert package.relationships(SHEET) == (Relationship("a", "t", "C:\\x\\y.xlsx", True),)
    assert package.relationships("xl/styles.xml") == ()


def test_macros_are_named_and_not_refused() -> None:
    package = Package.open(with_part("xl/vbaProject.bin", b"\x00macro"))
    assert package.macros == ("xl/vbaProject.bin",)
    assert Package.open(build.packed(GOOD)).macros == ()


def test_a_package_is_written_with_parts_replaced_added_and_dropped() -> None:
    before = Package.open(build.packed(GOOD))
    new = {"xl/b.xml": b"<b/>", "xl/a.xml": b"<a/>", SHEET: b"<new/>", "xl/styles.xml": None}
    data = before.to_bytes(new)
    after = Package.open(data)
    kept = [name for name in GOOD if name != "xl/styles.xml"]
    assert list(after.names) == [*kept, "xl/a.xml", "xl/b.xml"]
    assert after.read(SHEET) == b"<new/>"
    for name in set(kept) - {SHEET}:
        assert after.read(name) == before.read(name)
    with zipfile.ZipFile(io.BytesIO(data)) as made:
        assert made.testzip() is None
        assert {entry.date_time for entry in made.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.extra for entry in made.infolist()} == {b""}


def test_writing_twice_gives_the_same_bytes() -> None:
    package = Package.open(build.packed(GOOD))
    once = package.to_bytes({SHEET: b"<new/>" * 1000})
    assert once == package.to_bytes({SHEET: b"<new/>" * 1000})
    assert Package.open(once).to_bytes({}) == once


def test_a_file_that_changes_after_it_was_opened_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(build.packed(GOOD))
    package = Package.open(path)
    package.unchanged()
    os.utime(path, ns=(1, 1))
    for use in (package.unchanged, lambda: package.read(SHEET), lambda: package.to_bytes({})):
        with pytest.raises(UnreadableFile, match=r"a\.xlsx changed while it was read"):
            use()


def test_a_file_that_is_not_there_is_a_clear_message(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"a\.xlsx cannot be opened"):
        Package.open(tmp_path / "a.xlsx")


def test_no_file_stays_open(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(build.packed({**GOOD, SHEET: "<worksheet>"}))
    with warnings.catch_warnings():
        warnings.simplefilter("error", ResourceWarning)
        package = Package.open(path)
        package.read(SHEET)
        package.write(path, {SHEET: b"<a/>"})
    assert Package.open(path).read(SHEET) == b"<a/>"
