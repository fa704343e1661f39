"""CSV files: cells come as typed, doubts are remarked by line, what cannot be cut is refused."""

from __future__ import annotations

import csv
import io
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from toolkit.codes import READING
from toolkit.errors import UnreadableFile
from toolkit.readers.delimited import read_csv
from toolkit.readers.grid import Grid
from toolkit.readers.unchanged import Limits

Rows = dict[int, dict[int, str]]
ABC = {1: "id", 2: "value", 3: "note"}


def read(folder: Path, data: str | bytes, **limits: int) -> Grid:
    path = folder / "facts.csv"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return read_csv(path, "facts.csv", Limits(**limits))


def rows(grid: Grid) -> Rows:
    assert all(cell.kind == "text" for row in grid.rows for cell in row.cells.values())
    return {row.number: {at: cell.raw for at, cell in row.cells.items()} for row in grid.rows}


def messages(grid: Grid) -> list[tuple[int | None, str]]:
    return [(at.line, READING[at.code].says.format_map(at.says)) for at in grid.remarks]


READ: dict[str, tuple[str | bytes, Rows]] = {
    "a comma separates": ("id,value,note\na,1,x\n", {1: ABC, 2: {1: "a", 2: "1", 3: "x"}}),
    "a semicolon separates": ("id;value;note\na;1,5;x\n", {1: ABC, 2: {1: "a", 2: "1,5", 3: "x"}}),
    "a tab separates": ("id\tvalue\tnote\na\t1,5\t\n", {1: ABC, 2: {1: "a", 2: "1,5"}}),
    "a bar separates": ("id|value|note\na|1|x\n", {1: ABC, 2: {1: "a", 2: "1", 3: "x"}}),
    "a separator inside a heading's quotes does not count": (
        'id;"a,b,c"\nx;y\n',
        {1: {1: "id", 2: "a,b,c"}, 2: {1: "x", 2: "y"}},
    ),
    "a separator inside a heading's quotes does not count even where there are no rows": (
        'id;"a,b,c"\n',
        {1: {1: "id", 2: "a,b,c"}},
    ),
    "of two separators in the headings, the one the rows keep to counts": (
        "id;note (who, when, why)\nx;y\nz;w\n",
        {1: {1: "id", 2: "note (who, when, why)"}, 2: {1: "x", 2: "y"}, 3: {1: "z", 2: "w"}},
    ),
    "a first line names the separator": (
        "sep=;\nid;a,b\r\nx;y\n",
        {2: {1: "id", 2: "a,b"}, 3: {1: "x", 2: "y"}},
    ),
    "a first line in capitals and quotes names a rare separator": (
        '"SEP=^"\r\nid^note\rx^y',
        {2: {1: "id", 2: "note"}, 3: {1: "x", 2: "y"}},
    ),
    "a title may stand above the headings": (
        "Facts on Alibaba\n\nid,value,note\na,1,x\n",
        {1: {1: "Facts on Alibaba"}, 3: ABC, 4: {1: "a", 2: "1", 3: "x"}},
    ),
    "a quoted cell may hold separators, quotes and line ends of any sort": (
        'id,value,note\na,"1,5","x ""y""\r\nz\rw\n"\nb,2,\n',
        {1: ABC, 2: {1: "a", 2: "1,5", 3: 'x "y"\r\nz\rw\n'}, 6: {1: "b", 2: "2"}},
    ),
    "line ends may be mixed": (
        "id,value,note\ra,1,x\r\nb,2,y\nc,3,z",
        {
            1: ABC,
            2: {1: "a", 2: "1", 3: "x"},
            3: {1: "b", 2: "2", 3: "y"},
            4: {1: "c", 2: "3", 3: "z"},
        },
    ),
    "nothing but CR and LF ends a line": (
        "id,note\nx,a\u2028b\u2029c\x85d\x0be\x0cf\x1cg\x1eh\n",
        {1: {1: "id", 2: "note"}, 2: {1: "x", 2: "a\u2028b\u2029c\x85d\x0be\x0cf\x1cg\x1eh"}},
    ),
    "blank lines and blank cells are left out, and line numbers go on": (
        "id,note\n\n  , \u00a0\nx,\n\r\n,y\n",
        {1: {1: "id", 2: "note"}, 4: {1: "x"}, 6: {2: "y"}},
    ),
    "spaces, apostrophes and signs stay as typed": (
        "id,note\n x ,'=1+1\n007,-2.02\n",
        {1: {1: "id", 2: "note"}, 2: {1: " x ", 2: "'=1+1"}, 3: {1: "007", 2: "-2.02"}},
    ),
    "a quote inside an unquoted cell is a letter": (
        'id,note\nx,5" screen\n',
        {1: {1: "id", 2: "note"}, 2: {1: "x", 2: '5" screen'}},
    ),
    "UTF-8 may begin with its mark": (
        b"\xef\xbb\xbfid,note\nx,\xc3\xa4\n",
        {1: {1: "id", 2: "note"}, 2: {1: "x", 2: "ä"}},
    ),
    "UTF-16 is told by its mark, little end first": (
        "\ufeffid\tnote\r\nx\tä€𝄞\r\n".encode("utf-16-le"),
        {1: {1: "id", 2: "note"}, 2: {1: "x", 2: "ä€𝄞"}},
    ),
    "UTF-16 is told by its mark, big end first": (
        "\ufeffid;note\nx;ä\n".encode("utf-16-be"),
        {1: {1: "id", 2: "note"}, 2: {1: "x", 2: "ä"}},
    ),
    "a file of one column is read": ("id\nx\n", {1: {1: "id"}, 2: {1: "x"}}),
    "an empty file has no rows": ("", {}),
    "a file of blank lines has no rows": ("\n\r\n\r  \n", {}),
    "a mark alone has no rows": (b"\xef\xbb\xbf", {}),
    "a columns' tail that Excel leaves out for 16 rows at once is no fault": (
        "id,value,note\n" + "a,1,x\n" * 15 + "b,2\n" * 16 + "c,3\n",
        {1: ABC}
        | {n: {1: "a", 2: "1", 3: "x"} for n in range(2, 17)}
        | {n: {1: "b", 2: "2"} for n in range(17, 33)}
        | {33: {1: "c", 2: "3"}},
    ),
}


@pytest.mark.parametrize(("data", "expected"), READ.values(), ids=READ)
def test_a_well_formed_file_is_read_without_a_word(
    tmp_path: Path, data: str | bytes, expected: Rows
) -> None:
    grid = read(tmp_path, data)
    assert rows(grid) == expected
    assert grid.remarks == ()
    assert (grid.file, grid.sheet) == ("facts.csv", None)


RAGGED = "the row has {} cells where the headings are {}"
REMARKED: dict[str, tuple[str | bytes, Rows, list[tuple[int | None, str]]]] = {
    "a row with too many cells keeps them all": (
        "id,value\na,1,5\nb,2\n",
        {1: {1: "id", 2: "value"}, 2: {1: "a", 2: "1", 3: "5"}, 3: {1: "b", 2: "2"}},
        [(2, RAGGED.format(3, 2))],
    ),
    "a blank cell too many may be a decimal comma's doing": (
        "id,value,note\na,1,5,\nb,2,7,\n",
        {1: ABC, 2: {1: "a", 2: "1", 3: "5"}, 3: {1: "b", 2: "2", 3: "7"}},
        [(2, RAGGED.format(4, 3)), (3, RAGGED.format(4, 3))],
    ),
    "a row that falls short among others is said": (
        "id,value,note\na,1,x\nb,2\n",
        {1: ABC, 2: {1: "a", 2: "1", 3: "x"}, 3: {1: "b", 2: "2"}},
        [(3, RAGGED.format(2, 3))],
    ),
    "a row broken by an unquoted line end is said twice": (
        "id,value,note\na,1,x\nb,2,of\nit\n",
        {1: ABC, 2: {1: "a", 2: "1", 3: "x"}, 3: {1: "b", 2: "2", 3: "of"}, 4: {1: "it"}},
        [(4, RAGGED.format(1, 3))],
    ),
    "a last row that is cut off is said, even in a block of its own": (
        "id,value,note\n" + "a,1,x\n" * 15 + "b,2",
        {1: ABC} | {n: {1: "a", 2: "1", 3: "x"} for n in range(2, 17)} | {17: {1: "b", 2: "2"}},
        [(17, RAGGED.format(2, 3))],
    ),
    "rows that all have too many are said, even in a block of their own": (
        "id,value\n" + "a,1\n" * 15 + "b,2,5\n" * 2,
        {1: {1: "id", 2: "value"}}
        | {n: {1: "a", 2: "1"} for n in range(2, 17)}
        | {n: {1: "b", 2: "2", 3: "5"} for n in (17, 18)},
        [(17, RAGGED.format(3, 2)), (18, RAGGED.format(3, 2))],
    ),
    "rows that fall short by different numbers are said": (
        "id,value,note\n" + "a,1,x\n" * 15 + "b,2\nc\n",
        {1: ABC}
        | {n: {1: "a", 2: "1", 3: "x"} for n in range(2, 17)}
        | {17: {1: "b", 2: "2"}, 18: {1: "c"}},
        [(17, RAGGED.format(2, 3)), (18, RAGGED.format(1, 3))],
    ),
    "rows that fall short for less than a block of 16 are said": (
        "id,value\n" + "a,1\n" * 23 + "b\n" * 8,
        {1: {1: "id", 2: "value"}}
        | {n: {1: "a", 2: "1"} for n in range(2, 25)}
        | {n: {1: "b"} for n in range(25, 33)},
        [(n, RAGGED.format(1, 2)) for n in range(25, 33)],
    ),
    "a title above the headings is no row": (
        "Facts\nid,value\na,1,5\n",
        {1: {1: "Facts"}, 2: {1: "id", 2: "value"}, 3: {1: "a", 2: "1", 3: "5"}},
        [(3, RAGGED.format(3, 2))],
    ),
    "a decimal comma in a file of one column is said": (
        "value\n1,5\n2,5\n",
        {1: {1: "value"}, 2: {1: "1", 2: "5"}, 3: {1: "2", 2: "5"}},
        [(2, RAGGED.format(2, 1)), (3, RAGGED.format(2, 1))],
    ),
    "a row's number is its first line": (
        'id,note\nx,"1\n2",3\n',
        {1: {1: "id", 2: "note"}, 2: {1: "x", 2: "1\n2", 3: "3"}},
        [(2, RAGGED.format(3, 2))],
    ),
    "Windows-1252 is read, and said": (
        "id;note\nx;Größe „42“ – 5 €\n".encode("cp1252"),
        {1: {1: "id", 2: "note"}, 2: {1: "x", 2: "Größe „42“ – 5 €"}},
        [(None, "the file is not UTF-8; it was read as Windows-1252 (Western European)")],
    ),
    "letters on end are still Windows-1252": (
        "id;note\nx;äöüß ÄÖÜ, créée, INFORMAÇÕES, yöäänet\n".encode("cp1252")
        + "y;\xa0\xa0\xa0\xa05 ––––– „…“ ½¼\n".encode("cp1252"),
        {
            1: {1: "id", 2: "note"},
            2: {1: "x", 2: "äöüß ÄÖÜ, créée, INFORMAÇÕES, yöäänet"},
            3: {1: "y", 2: "\xa0\xa0\xa0\xa05 ––––– „…“ ½¼"},
        },
        [(None, "the file is not UTF-8; it was read as Windows-1252 (Western European)")],
    ),
    "UTF-16 without its mark is read, and said": (
        "id;note\nx;größer\n".encode("utf-16-le"),
        {1: {1: "id", 2: "note"}, 2: {1: "x", 2: "größer"}},
        [(None, "the file is not UTF-8; it was read as UTF-16 without its mark")],
    ),
    "UTF-16 without its mark is read, big end first": (
        "id;note\nx;größer\n".encode("utf-16-be"),
        {1: {1: "id", 2: "note"}, 2: {1: "x", 2: "größer"}},
        [(None, "the file is not UTF-8; it was read as UTF-16 without its mark")],
    ),
}


@pytest.mark.parametrize(("data", "expected", "said"), REMARKED.values(), ids=REMARKED)
def test_a_doubtful_file_is_kept_whole_and_remarked(
    tmp_path: Path, data: str | bytes, expected: Rows, said: list[tuple[int | None, str]]
) -> None:
    grid = read(tmp_path, data)
    assert rows(grid) == expected
    assert messages(grid) == said


REFUSED: dict[str, tuple[str | bytes, str]] = {
    "a quote never closed": (
        'id,note\nx,y\nz,"w\nv,u\n',
        "the quote opened on line 3 is not closed",
    ),
    "a quote never closed, opened late in its record": (
        'id,a,b\nx,"1\n2","w\nv\n',
        "the quote opened on line 3 is not closed",
    ),
    "a doubled quote at the very end": (
        'id,note\nx,"y""',
        "the quote opened on line 2 is not closed",
    ),
    "text after a closing quote": (
        'id,note\nx,"y"z\n',
        "on line 2, 'z' stands after a cell's closing quote",
    ),
    "text after a closing quote of other lines": (
        'id,note\nx,"y\n\n" z,w\n',
        "on line 4, ' z,w' stands after a cell's closing quote, which was opened on line 2",
    ),
    "text after a closing quote, below a line that names the separator": (
        'sep=;\nid;note\nx;"y"z\n',
        "on line 3, 'z' stands after a cell's closing quote",
    ),
    "a NUL": ("id,note\nx,y\r\nz,\0\n", "line 3 holds a NUL character, which no text has"),
    "a NUL in UTF-16": (
        "\ufeffid,note\nx,\0\n".encode("utf-16-le"),
        "line 2 holds a NUL character, which no text has",
    ),
    "a byte that Windows-1252 has not": (
        b"id,note\r\nx,\xe4\r\ny,\x81\n",
        "line 3 holds the byte 81, which is no letter of CP1252",
    ),
    "a torn character behind the mark of UTF-8": (
        b"\xef\xbb\xbfid,note\rx,\xc3",
        "line 2 holds the byte C3, which is no letter of UTF-8",
    ),
    "a torn character among whole ones of UTF-8": (
        "id,note\nx,größer\ny,Maß".encode()[:-1],
        "line 3 holds the byte C3, which is no letter of UTF-8",
    ),
    "half a character of UTF-16": (
        "\ufeffid,note\nx,y\n".encode("utf-16-le") + b"\x3d\xd8",
        "line 3 holds the byte 3D, which is no letter of UTF-16-LE",
    ),
    "UTF-32": ("\ufeffid,note\n".encode("utf-32-le"), "it is UTF-32"),
    "a workbook under a false name": (
        b"PK\x03\x04\x14\0\0\0",
        "in truth it is an Excel workbook, or another zip",
    ),
}


REFUSED |= {
    f"{codec} under no name": (
        f"id,quote\na,b\nx,{text}\n".encode(codec),
        "line 3 holds letters that are not Western European, in an encoding that the file does"
        " not name",
    )
    for codec, text in {
        "gb18030": "计划投资三千八百亿元",
        "big5": "阿里",
        "shift_jis": "テスト",
        "cp932": "会社",
        "euc_kr": "한국어 문장",
        "cp1251": "Выручка выросла, банк",
        "cp1253": "Ελλάδα",
    }.items()
}


@pytest.mark.parametrize(("data", "problem"), REFUSED.values(), ids=REFUSED)
def test_a_file_that_cannot_be_cut_with_certainty_is_refused(
    tmp_path: Path, data: str | bytes, problem: str
) -> None:
    with pytest.raises(UnreadableFile) as refusal:
        read(tmp_path, data)
    assert refusal.value.what == f"facts.csv: {problem}"
    assert refusal.value.hint


BOUNDED: dict[str, tuple[str, dict[str, int], str]] = {
    "of the file": (
        "id,note\nx,y\n",
        {"file_bytes": 11},
        "it has 12 bytes, and at most 11 are read",
    ),
    "of a line": (
        "id,note\n" + "x" * 30,
        {"record_chars": 20},
        "line 2 is longer than a cell or a record may be (21 characters)",
    ),
    "of a record, which a quote never closed makes long": (
        'id,note\nx,"y\n' + "z\n" * 20,
        {"record_chars": 20},
        "the quote opened on line 2 is not closed within 19 characters",
    ),
    "of a cell": (
        "id,note\nx,y\nz," + "w" * 30,
        {"field_chars": 20},
        "line 3 is longer than a cell or a record may be (32 characters)",
    ),
    "of columns": ("a,b,c\n", {"columns": 2}, "line 1 has 3 cells, and at most 2 are read"),
    "of cells": ("a,b\nc,d\n", {"cells": 3}, "it has up to 4 cells, and at most 3 are read"),
}


@pytest.mark.parametrize(("data", "limit", "problem"), BOUNDED.values(), ids=BOUNDED)
def test_a_limit_is_held_and_named(
    tmp_path: Path, data: str, limit: dict[str, int], problem: str
) -> None:
    with pytest.raises(UnreadableFile) as refusal:
        read(tmp_path, data, **limit)
    assert refusal.value.what == f"facts.csv: {problem}"
    assert refusal.value.hint
    ((name, least),) = limit.items()
    assert read(tmp_path, data.replace('"', ""), **{name: least + 99}).rows


def test_a_cell_beyond_the_csv_module_s_own_limit_is_refused_by_line(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="line 2 is longer than a cell or a record may be"):
        read(tmp_path, "id,note\nx," + "y" * 200_000)
    with pytest.raises(UnreadableFile, match="the quote opened on line 2 is not closed within"):
        read(tmp_path, 'id,note\nx,"' + "y,z\n" * 50_000)


POINTS = {
    "id,note\n": True,
    "id\tnote\n": True,
    "id|note\n": True,
    "id;note\n": False,
    "sep=;\nid;note\n": False,
    "sep=^\nid^note\n": False,
}


@pytest.mark.parametrize(("data", "point"), POINTS.items())
def test_a_decimal_point_is_taken_for_granted_where_machines_write(
    tmp_path: Path, data: str, point: bool
) -> None:
    assert read(tmp_path, data).decimal_point is point


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252"])
def test_tabs_in_excel_s_own_encodings_promise_no_decimal_point(
    tmp_path: Path, encoding: str
) -> None:
    data = "id\tnote\nx\tgrößer\n"
    assert not read(tmp_path, data.encode(encoding)).decimal_point
    assert read(tmp_path, data.encode()).decimal_point


def test_a_bad_byte_is_found_by_line_across_blocks_and_half_line_ends(tmp_path: Path) -> None:
    line = b"x" * 1023 + b"\r\n"  # 1,025 bytes: line ends and blocks of 1 MiB fall apart
    with pytest.raises(UnreadableFile, match="line 3001 holds the byte 81,"):
        read(tmp_path, line * 3000 + b"\x81\r\n")
    filled = b"x" * ((1 << 20) - 1) + b"\r\n\xe4\n\x81"  # the block ends between CR and LF
    with pytest.raises(UnreadableFile, match="line 3 holds the byte 81,"):
        read(tmp_path, filled)


def test_a_character_torn_at_the_end_of_a_block_is_named_by_its_first_byte(tmp_path: Path) -> None:
    block = b"\xef\xbb\xbf" + b"x" * ((1 << 20) - 1) + b"\xe2"
    with pytest.raises(UnreadableFile, match="line 1 holds the byte E2,"):
        read(tmp_path, block + b"\x82(\n")


def test_every_row_of_a_long_file_is_read(tmp_path: Path) -> None:
    grid = read(tmp_path, "id,note\n" + "".join(f"{n},x\n" for n in range(10_000)))
    assert [row.cells[1].raw for row in grid.rows[1:]] == [str(n) for n in range(10_000)]


def test_a_file_that_gives_less_than_its_size_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "facts.csv"
    path.write_bytes(b"id,note\nx,y\n")
    monkeypatch.setattr(Path, "open", lambda self, mode: io.BytesIO(b"id,note\n"))
    with pytest.raises(UnreadableFile, match="it changed while it was read"):
        read_csv(path, "facts.csv")


def test_a_file_that_grows_while_it_is_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "facts.csv"
    path.write_bytes(b"id,note\nx,y\n")
    opened = Path.open

    def grown(self: Path, *mode: Any) -> Any:
        with opened(self, "ab") as file:
            file.write(b"z,w\n")
        return opened(self, *mode)

    monkeypatch.setattr(Path, "open", grown)
    with pytest.raises(UnreadableFile, match=r"facts\.csv: it changed while it was read"):
        read_csv(path, "facts.csv")


def test_a_file_rewritten_at_the_same_size_while_it_is_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "facts.csv"
    path.write_bytes(b"id,note\nx,y\n")
    opened = Path.open

    def rewritten(self: Path, *mode: Any) -> Any:
        os.utime(self, ns=(0, 0))
        return opened(self, *mode)

    monkeypatch.setattr(Path, "open", rewritten)
    with pytest.raises(UnreadableFile, match="it changed while it was read"):
        read_csv(path, "facts.csv")


def test_a_missing_file_and_a_folder_are_refused_without_a_machine_path(tmp_path: Path) -> None:
    for name, problem in (("absent.csv", "it cannot be opened"), (".", "not an ordinary file")):
        with pytest.raises(UnreadableFile, match=problem) as refusal:
            read_csv(tmp_path / name, "shown.csv")
        assert str(tmp_path) not in str(refusal.value)


def test_a_file_held_open_elsewhere_is_refused_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def held(self: Path, *mode: Any) -> Any:
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "facts.csv"
    path.write_bytes(b"id\n")
    monkeypatch.setattr(Path, "open", held)
    with pytest.raises(UnreadableFile) as refusal:
        read_csv(path, "facts.csv")
    assert "close it where it is open" in refusal.value.hint


def test_reading_leaves_the_file_s_bytes_as_they_are(tmp_path: Path) -> None:
    data = b'\xef\xbb\xbfid;note\r\nx;"y\rz"\n'
    read(tmp_path, data)
    assert (tmp_path / "facts.csv").read_bytes() == data


TEXT = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=8)
TABLES = st.integers(2, 5).flatmap(
    lambda width: st.lists(st.lists(TEXT, min_size=width, max_size=width), max_size=6)
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    table=TABLES,
    delimiter=st.sampled_from(",;\t|"),
    # Quoting where it must, csv.writer forgets a CR or LF that its own line end has not.
    dialect=st.sampled_from([(csv.QUOTE_MINIMAL, "\r\n")])
    | st.tuples(st.just(csv.QUOTE_ALL), st.sampled_from(["\n", "\r\n", "\r"])),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_what_the_csv_module_writes_is_read_back_cell_by_cell(
    tmp_path: Path,
    table: list[list[str]],
    delimiter: str,
    dialect: tuple[Any, str],
    encoding: str,
) -> None:
    headings = ["id", "note", "c", "d", "e"][: len(table[0]) if table else 2]
    text = io.StringIO(newline="")
    quoting, end = dialect
    writer = csv.writer(text, delimiter=delimiter, quoting=quoting, lineterminator=end)
    writer.writerows([headings, *table])
    grid = read(tmp_path, text.getvalue().encode(encoding))
    kept = [{n: raw for n, raw in enumerate(row, 1) if raw.strip()} for row in [headings, *table]]
    assert list(rows(grid).values()) == [row for row in kept if row]
    assert grid.remarks == ()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.binary(max_size=60) | st.text('a,;"\r\n\t |=sep\0ä', max_size=60).map(str.encode))
def test_any_bytes_give_cells_or_one_clean_refusal(tmp_path: Path, data: bytes) -> None:
    try:
        grid = read(tmp_path, data)
    except UnreadableFile as refusal:
        assert refusal.what.startswith("facts.csv: ")
    else:
        assert [row.number for row in grid.rows] == sorted({row.number for row in grid.rows})
