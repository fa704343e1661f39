"""A long sheet's table holds what its rows would hold, cell by cell, kinds and remarks alike."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ooxml import build

from toolkit.errors import UnreadableFile
from toolkit.ooxml.container import source
from toolkit.ooxml.container.limits import Limits
from toolkit.ooxml.sheets import longstrings
from toolkit.readers import filling, longsheet, rowbytes
from toolkit.readers.grid import Cell, Grid, Staged
from toolkit.readers.staged import PLACE, Staging
from toolkit.readers.xlsx import read_workbook

CONNECTION: list[Any] = []
FORMATS = ("0.0%", "yyyy-mm-dd", "h:mm", "0;yyyy;0%")
STRINGS = tuple(
    f"<si><t>{text}</t></si>"
    for text in ("shared", " ", "a &amp; b", "_x0041_", "", "längerer Text als zwölf Bytes", "x")
)


@pytest.fixture(scope="module", autouse=True)
def connection() -> Iterator[None]:
    """One for all: an example takes less time than a connection."""
    with duckdb.connect(config={"threads": 1}) as made:
        CONNECTION.append(made)
        yield
        CONNECTION.clear()


@contextmanager
def cut_small(piece: int, stretch: int, opening: int) -> Iterator[None]:
    """The part comes in pieces of so many bytes, and so many are looked at together."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(source, "_CHUNK", piece)
        patch.setattr(longsheet, "STRETCH", stretch)
        patch.setattr(longstrings, "STRETCH", stretch)
        patch.setattr(rowbytes, "_PIECE", piece)
        patch.setattr(longsheet, "OPENING", opening)
        patch.setattr(filling, "_AT_ONCE", max(stretch // 100, 1))
        yield


def staged(path: Path, header: int | None = 0, limits: Limits | None = None) -> tuple[Any, ...]:
    """The workbook's grids, each staged one with its table's rows in place of Staged."""
    connection = CONNECTION[0]
    connection.execute(f"detach database if exists {PLACE}")
    staging = Staging(lambda: connection, lambda *_: header, least=0)
    grids = read_workbook(path, "a.xlsx", limits, staging)
    return tuple(
        (grid, None if grid.staged is None else table_rows(connection, grid.staged))
        for grid in grids
    )


def table_rows(connection: Any, found: Staged) -> dict[int, dict[int, Cell]]:
    """The table as rows; what the contract says of it is held against it on the way."""
    several = [number for number, kind in found.columns.items() if kind is None]
    names = ["line", *(f"c{n}" for n in found.columns), *(f"k{n}" for n in several)]
    described = connection.execute(f"describe {found.table}").fetchall()
    assert sorted((name, kind) for name, kind, *_ in described) == sorted(
        (name, "BIGINT" if name == "line" else "VARCHAR") for name in names
    )
    chosen = f"select rowid, {', '.join(names)} from {found.table} order by line"
    answered = connection.execute(chosen).fetchall()
    assert [row[0] for row in answered] == list(range(found.count))
    rows = {}
    for _, line, *values in answered:
        texts = dict(zip(found.columns, values, strict=False))
        kinds = dict(zip(several, values[len(found.columns) :], strict=True))
        assert all((texts[number] is None) == (kinds[number] is None) for number in several)
        rows[line] = {
            number: Cell(found.columns[number] or kinds[number], text)
            for number, text in texts.items()
            if text is not None
        }
    for number, kind in found.columns.items():
        there = {cells[number].kind for cells in rows.values() if number in cells}
        assert len(there) > 1 if kind is None else there == {kind}
    connection.execute(f"drop table {found.table}")
    return rows


def check_same(path: Path, opening: int, header: int = 0, limits: Limits | None = None) -> int:
    """Reads both ways; gives how many sheets went into a table."""
    try:
        expected: tuple[Grid, ...] | str = read_workbook(path, "a.xlsx", limits)
    except UnreadableFile as fault:
        expected = str(fault)
    try:
        found: Any = staged(path, header, limits)
    except UnreadableFile as fault:
        found = str(fault)
    if isinstance(expected, str) or isinstance(found, str):
        assert found == expected
        return 0
    tables = 0
    for plain, (grid, rows) in zip(expected, found, strict=True):
        if rows is None:
            assert grid == plain
            continue
        tables += 1
        assert grid.rows == plain.rows[:opening]
        assert rows == {row.number: row.cells for row in plain.rows if row.number > header}
        assert grid.remarks == plain.remarks
        told = (plain.file, plain.sheet, plain.stamp, plain.totals)
        assert (grid.file, grid.sheet, grid.stamp, grid.totals) == told
    return tables


def check_parts(parts: dict[str, str | bytes], opening: int = 1, **more: Any) -> int:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.xlsx"
        path.write_bytes(build.packed(parts))
        return check_same(path, opening, **more)


# -- random sheets ---------------------------------------------------------------------------------

numbers = st.one_of(
    st.sampled_from(
        ["0", "-0", "7", "007", "-12", "+5", "1.50", "0.10", "-0.0", "5.", ".5", "1e3", "1E-7",
         "3200000000", "274.65999999999997", "228245383.0590000", "12345678901234567890", "60",
         "1234567890123456", "45912.5", "43831.0", "99999999999", "-1.5", "1e400", "nan", "1_0",
         "٣", " 5 ", "", "0.000012345", "123456789012345.6", "0.123456789012345", "--1", "1.2.3"]
    ),
    st.integers(-(10**17), 10**17).map(str),
    st.floats(allow_nan=False, allow_infinity=False).map(repr),
    st.decimals(-(10**9), 10**9, places=9).map(str),
)  # fmt: skip
pieces_of_text = st.sampled_from(
    ["a", "é", "日本語のテキスト", "\U0001f600", " ", "\n", "\t", "\r\n", "\r", "&amp;",
     "&lt;", "&#65;", "&#x1F600;", "&#10;", "_x0041_", "_x000D_", "_x", ">", "]",
     "\u00a0", "\u3000", "\u2028", "\u0085", "a longer text of many words", "'", '"', "=1+1"]
)  # fmt: skip
texts = st.lists(pieces_of_text, max_size=5).map("".join)
rare_texts = st.sampled_from(["&#0;", "&nbsp;", "&", "]]>", "\x01", "\ufffe", "<b/>", "&#xD800;"])
values = st.one_of(
    numbers.map(lambda text: ("", f"<v>{text}</v>")),
    st.tuples(st.sampled_from(["1", "2", "3", "4", "5", "07"]), numbers).map(
        lambda both: (f' s="{both[0]}"', f"<v>{both[1]}</v>")
    ),
    st.integers(0, len(STRINGS)).map(lambda at: (' s="0" t="s"', f"<v>{at}</v>")),
    texts.map(lambda text: (' t="inlineStr"', f"<is><t>{text}</t></is>")),
    texts.map(
        lambda text: (' t="inlineStr"', f'<is><t xml:space="preserve">{text}</t></is>')
    ),
    texts.map(lambda text: (' t="str"', f"<f>A1&amp;B1</f><v>{text}</v>")),
    st.sampled_from(
        [("", ""), (' s="1"', ""), ("", "<v/>"), ("", "<v></v>"), (' t="str"', "<v></v>"),
         (' t="b"', "<v>1</v>"), (' t="b"', "<v>0</v>"), (' t="e"', "<v>#REF!</v>"),
         (' t="e"', "<v> #N/A </v>"), (' t="d"', "<v>2025-09-12</v>"), ("", "<f>A1*2</f>"),
         ("", "<f>A1*2</f><v>0</v>"), ("", "<f>1&lt;2</f><v>7</v>"), ("", "<f/>"),
         ("", '<f t="shared" ref="A1:A9" si="0">B1</f><v>4</v>'),
         ("", '<f t="shared" si="0"/><v>5</v>'), ("", '<f t="shared" si="0"/>'),
         (' t="str"', "<f>B1</f><v></v>"), (' t="n"', "<v>5</v>")]
    ),
)  # fmt: skip
rare_values = st.one_of(
    st.sampled_from(
        [(' t="b"', "<v>2</v>"), (' t="odd"', "<v>2</v>"), ("", "<v>text</v>"),
         (' t="s"', "<v>99</v>"), ("", "<v>1</v><v>2</v>"), ("", "<v><!-- no -->1</v>"),
         (' t="inlineStr"', "<is><r><rPr><b/></rPr><t>ri</t></r><r><t>ch</t></r></is>"),
         (' t="inlineStr"', "<is><t>a</t><rPh sb='0' eb='1'><t>b</t></rPh></is>"),
         (' t="inlineStr"', "<is><t/></is>"), (' t="str"', "<v><![CDATA[<row>&]]></v>"),
         ("", " <v>1</v> "), ("", "<v>1</v><f>2</f>"), ("", "<v>1</v><extLst><a/></extLst>"),
         ("", "<?pi?><v>1</v>"), (' s="1" s="2"', "<v>1</v>"), (" s='1'", "<v>1</v>"),
         (' xmlns:x="y"', "<v>1</v>"), (' cm="1"', "<v>1</v>"), ("", "<w>1</w>"), ("", "text"),
         ("", '<v xml:space="preserve"> 1</v>'), (' s="&#49;"', "<v>1</v>"), ("", "<V>1</V>"),
         (' xmlns="http://other"', "<v>1</v>")]
    ),
    rare_texts.map(lambda text: (' t="str"', f"<v>{text}</v>")),
)  # fmt: skip


@st.composite
def sheets(draw: st.DrawFn) -> str:
    """What stands in sheetData: mostly plain, with an odd cell or an odd row in it, or none."""
    count = draw(st.integers(0, 14))
    odd_cell = draw(st.sampled_from([-1, -1, count // 2, count - 1]))  # the row where it stands
    odd_row = draw(st.sampled_from([-1, -1, -1, count // 2]))
    rows = []
    number = draw(st.sampled_from([0, 0, 0, 7, 99_998]))
    for place_of_row in range(count):
        said = draw(st.sampled_from([True, True, True, True, not odd_row < 0]))
        number += draw(st.sampled_from([1, 1, 1, 1, 3])) if said else 1
        said = f' r="{number}"' if said else ""
        more = draw(
            st.sampled_from(
                ["", "", ' spans="1:5"', ' hidden="1"', ' ht="0" customHeight="1"',
                 ' x14ac:dyDescent="0.25"', ' hidden="false" s="1"']
            )
        )  # fmt: skip
        cells = []
        column = 0
        width = draw(st.integers(0, 6))
        for place_of_cell in range(width):
            column += draw(st.sampled_from([1, 1, 1, 2, 30]))
            strange = place_of_row == odd_cell and place_of_cell == width // 2
            attributes, content = draw(rare_values if strange else values)
            place = f' r="{letters(column)}{number}"' if said and draw(st.integers(0, 4)) else ""
            if strange and not draw(st.integers(0, 3)):
                place = draw(st.sampled_from(
                    [f' r="A{number}"', f' r="b{number}"', ' r="A1"', ' r="ZZZZ1"', ' r="XFE1"',
                     f' r="{letters(column)}0{number}"', ' r=""']
                ))  # fmt: skip
            cells.append(
                f"<c{place}{attributes}>{content}</c>" if content else f"<c{place}{attributes}/>"
            )
        body = "".join(cells)
        row = f"<row{said}{more}>{body}</row>" if body else f"<row{said}{more}/>"
        if place_of_row == odd_row:
            row = draw(st.sampled_from(
                [row + row, row + "\n ", "<!-- <row> -->" + row, f"<row{said}>text</row>",
                 row.replace("<c", " <c"), row.replace("</row>", "</row >"), f"<x>{row}</x>",
                 f'<row r="1">{body}</row>', f'<row r="0">{body}</row>', row[:-3], row + "</row>",
                 f'<row r="1048577">{body}</row>', f"<row hidden='1'{said}>{body}</row>",
                 f'<row r="{number}" r="{number}">{body}</row>', row + "<extLst><row/></extLst>",
                 f"<row{said}><extLst><row></row></extLst>{body}</row>", row + "\ufeff", row + "x"]
            ))  # fmt: skip
        rows.append(row)
    return "".join(rows)


def letters(column: int) -> str:
    made = ""
    while column:
        column, rest = divmod(column - 1, 26)
        made = chr(65 + rest) + made
    return made


cuts = st.tuples(st.sampled_from([1, 7, 64, 5000]), st.sampled_from([1, 60, 700]))
afters = st.sampled_from(
    ["", '<mergeCells count="1"><mergeCell ref="A1:C1"/></mergeCells>', "</x>"]
)
befores = st.sampled_from(
    ["", '<cols><col min="2" max="3" hidden="1"/></cols>', "<!-- head -->", "<dimension ref='A1'/>"]
)
workbooks = st.sampled_from(["", '<calcPr fullCalcOnLoad="1"/>'])


@settings(max_examples=200, deadline=None)
@given(sheets(), befores, afters, workbooks, cuts, st.integers(1, 3), st.sampled_from([0, 1, 8]))
def test_a_table_holds_what_rows_hold(
    rows: str,
    before: str,
    after: str,
    workbook: str,
    cut: tuple[int, int],
    opening: int,
    header: int,
) -> None:
    part = build.sheet(rows, before=before, after=after)
    parts = build.parts(part, strings=STRINGS, formats=FORMATS, workbook=workbook)
    with cut_small(*cut, opening):
        check_parts(parts, opening, header=header)


items = st.one_of(
    texts.map(lambda text: f"<si><t>{text}</t></si>"),
    texts.map(lambda text: f'<si><t xml:space="preserve">{text}</t></si>'),
    st.sampled_from(
        ["<si/>", "<si><t/></si>", "<si><r><t>ri</t></r><r><t>ch</t></r></si>", "<si></si>",
         "<si><t>a</t><rPh sb='0' eb='1'><t>b</t></rPh></si>", "<si><t>a</t></si>\n"]
    ),
)  # fmt: skip
rare_items = st.one_of(
    rare_texts.map(lambda text: f"<si><t>{text}</t></si>"),
    st.sampled_from(
        ["<!-- <si> -->", "<si><t>a</t>", "</si>", "<si><t><![CDATA[<si>]]></t></si>", "<x/>",
         "<si><t>a</t><si><t>b</t></si></si>", "<si xmlns='x'><t>a</t></si>", "<t>a</t>", "a"]
    ),
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(items, max_size=12), st.none() | rare_items, st.sampled_from([1, 40, 5000]))
def test_shared_texts_are_those_of_the_careful_reader(
    strings: list[str], rare: str | None, stretch: int
) -> None:
    if rare is not None:
        strings.insert(len(strings) // 2, rare)
    cells = "".join(
        f'<row r="{at + 1}"><c r="A{at + 1}" t="s"><v>{at}</v></c></row>'
        for at in range(len(strings))
    )
    parts = build.parts(build.sheet(cells), strings=strings)
    with cut_small(64, stretch, 1):
        check_parts(parts, 1)


# -- workbooks of other programs, and files at fault ----------------------------------------------


def openpyxl_book(path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet: Any = book.active
    for at in range(300):
        sheet.append(
            [
                f"id-{at}",
                at / 7,
                at * 1.5,
                date(2025, 1, 1 + at % 28),
                at % 2 == 0,
                None,
                " a & b <c>",
                f"=B{at + 1}*2",
                "#N/A",
                datetime(2025, 1, 1, 13, at % 60),
            ]
        )
        sheet.cell(at + 1, 3).number_format = "0.0%"
    sheet.row_dimensions[7].hidden = True
    sheet.column_dimensions["C"].hidden = True
    sheet.merge_cells("A20:B22")
    book.create_sheet("More").append(["a\nb", "_x0041_", "ünï", "\U0001f600"])
    book.save(path)  # fmt: skip


def xlsxwriter_book(path: Path, **options: Any) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(path, options) as book:
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        bold = book.add_format({"bold": True})
        for at in range(300):
            sheet.write_string(at, 0, f"id-{at % 40} & {at}")
            sheet.write_number(at, 1, at / 3 * 10 ** (at % 20 - 10))
            sheet.write_number(at, 2, 45000 + at / 10, day)
            sheet.write_formula(at, 3, "=A1&B1", None, "text" if at % 2 else 12.50)
            sheet.write_boolean(at, 4, at % 2 == 0)
            sheet.write_blank(at, 5, None, bold)
            sheet.write_string(at, 30, " kept ")
        sheet.write_rich_string(310, 0, "plain ", bold, "bold")
        sheet.set_row(5, None, None, {"hidden": True})


BOOKS: dict[str, Any] = {
    "openpyxl": openpyxl_book,
    "XlsxWriter": xlsxwriter_book,
    "XlsxWriter in constant memory": lambda path: xlsxwriter_book(path, constant_memory=True),
    "XlsxWriter from 1904": lambda path: xlsxwriter_book(path, date_1904=True),
}


@pytest.mark.parametrize("book", BOOKS.values(), ids=BOOKS)
@pytest.mark.parametrize("stretch", [1, 3000, 1 << 20])
def test_workbooks_of_other_programs_are_read_the_same(
    tmp_path: Path, book: Any, stretch: int
) -> None:
    book(tmp_path / "a.xlsx")
    with cut_small(1000, stretch, 5):
        assert check_same(tmp_path / "a.xlsx", 5) >= 1


def many_rows(count: int = 400, odd: str = "") -> str:
    rows = (
        f'<row r="{at}"><c r="A{at}" t="inlineStr"><is><t>wire-{at}</t></is></c>'
        f'<c r="B{at}"><v>{at * 7}</v></c></row>'
        for at in range(1, count + 1)
    )
    return "".join(rows) + odd


def faulty(kind: str) -> bytes:
    """A workbook of many plain rows, and one thing wrong with it."""
    whole = build.packed(build.parts(build.sheet(many_rows())))
    place = whole.index(b"xl/worksheets/sheet1.xml") + 2000
    match kind:
        case "a part that is torn":
            return whole[:place] + bytes(8) + whole[place + 8 :]
        case "a part with another checksum":
            return build.directory_says(whole, "xl/worksheets/sheet1.xml", 16, "<I", 1)
        case "a part that is cut short":
            return build.packed(build.parts(build.sheet(many_rows())[:9000]))
        case "a DTD":
            return build.packed(build.parts("<!DOCTYPE a>" + build.sheet(many_rows())))
        case "a cell beyond the grid":
            row = '<row r="500"><c r="XFE500"><v>1</v></c></row>'
            return build.packed(build.parts(build.sheet(many_rows(odd=row))))
        case "bytes that are no UTF-8":
            part = build.sheet(many_rows()).encode().replace(b"wire-300", b"wire-\xff00")
            return build.packed(build.parts("") | {"xl/worksheets/sheet1.xml": part})
        case "an entity that nobody declared":
            part = build.sheet(many_rows()).replace("wire-300", "wire&lol;")
            return build.packed(build.parts(part))
        case _:
            part = build.sheet(many_rows()).replace("wire-300", "w" * 3_000_000)
            return build.packed(build.parts(part))


@pytest.mark.parametrize(
    "kind",
    ["a part that is torn", "a part with another checksum", "a part that is cut short", "a DTD",
     "a cell beyond the grid", "bytes that are no UTF-8", "an entity that nobody declared",
     "a text that never ends"],
)  # fmt: skip
def test_a_file_at_fault_is_refused_as_ever(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(faulty(kind))
    with pytest.raises(UnreadableFile):
        read_workbook(path, "a.xlsx")
    with cut_small(4096, 5000, 10):
        check_same(path, 10)
    assert not CONNECTION[0].execute("from duckdb_tables()").fetchall()


def test_a_file_that_changes_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(build.packed(build.parts(build.sheet(many_rows()))))

    def heading(*_: object) -> int:
        path.write_bytes(build.packed(build.parts(build.sheet(many_rows(500)))))
        return 1

    monkeypatch.setattr(longsheet, "OPENING", 10)
    with pytest.raises(UnreadableFile, match="changed while it was read"):
        read_workbook(path, "a.xlsx", staging=Staging(lambda: CONNECTION[0], heading, least=0))
    CONNECTION[0].execute("drop table if exists _staged_1")


def test_too_many_cells_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(build.packed(build.parts(build.sheet(many_rows()))))
    with cut_small(4096, 5000, 10):
        assert check_same(path, 10, limits=Limits(cells=800)) == 1
        check_same(path, 10, limits=Limits(cells=799))
        with pytest.raises(UnreadableFile, match="more than 799 cells"):
            staged(path, limits=Limits(cells=799))


def test_rows_in_no_order_and_far_cells_come_as_rows(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    far = "".join(f'<c r="{letters(at)}500"><v>1</v></c>' for at in range(1, 1200))
    for odd in ('<row r="3"><c r="A3"><v>1</v></c></row>', f'<row r="500">{far}</row>'):
        path.write_bytes(build.packed(build.parts(build.sheet(many_rows(odd=odd)))))
        with cut_small(4096, 5000, 10):
            assert check_same(path, 10) == 0
        assert not CONNECTION[0].execute("from duckdb_tables()").fetchall()


def test_cells_strewn_over_a_sheet_come_as_rows(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    rows = "".join(
        f'<row r="{at}"><c r="{letters(1 + at % 90)}{at}"><v>1</v></c></row>'
        for at in range(1, 3000)
    )
    path.write_bytes(build.packed(build.parts(build.sheet(rows))))
    with cut_small(4096, 5000, 10):
        assert check_same(path, 10) == 0


ODD_CELLS = {
    "a cell that stands twice": '<c r="B31"><v>1</v></c><c r="B31"><v>2</v></c>',
    "a cell that stands too late": '<c r="C31"><v>1</v></c><c r="B31"><v>2</v></c>',
    "a cell of another row": '<c r="B30"><v>1</v></c>',
    "a cell in small letters": '<c r="b31"><v>1</v></c>',
    "an address with a nought": '<c r="B031"><v>1</v></c>',
    "a cell in the last column": '<c r="XFD31"><v>1</v></c>',
    "a cell beyond it": '<c r="XFE31"><v>1</v></c>',
    "a number that is none": '<c r="B31"><v>one</v></c>',
    "two values": '<c r="B31"><v>1</v><v>2</v></c>',
    "text beside a value": '<c r="B31">1<v>1</v></c>',
    "text after a cell": '<c r="B31"><v>1</v></c>text',
    "a formula after its value": '<c r="B31"><v>1</v><f>A1</f></c>',
    "runs of a text": '<c r="B31" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c>',
    "an attribute twice": '<c r="B31" s="1" s="1"><v>1</v></c>',
    "an unknown type": '<c r="B31" t="x"><v>1</v></c>',
    "single quotes": "<c r='B31' t='str'><v>1</v></c>",
    "a reference in an attribute": '<c r="B31" s="&#49;"><v>0.5</v></c>',
    "a comment": '<c r="B31"><v>1<!-- </v></c></row> -->2</v></c>',
    "unparsed text": '<c r="B31" t="str"><v><![CDATA[</row>]]></v></c>',
    "an instruction": '<?x </row> ?><c r="B31"><v>1</v></c>',
    "an extension": '<c r="B31"><v>1</v></c><extLst><row/></extLst>',
    "an element that ends a row": '<c r="B31"><v>1</v></c></row><row r="31">',
    "a row within a row": '<row r="32"></row>',
    "a foreign element": '<x:c xmlns:x="y" r="B31"><v>1</v></x:c>',
    "a foreign namespace": '<c xmlns="y" r="B31"><v>1</v></c>',
    "the end of the cells": '<c r="B31"><v>1</v></c></row></sheetData><sheetData><row r="32">',
}


@pytest.mark.parametrize("odd", ODD_CELLS.values(), ids=ODD_CELLS)
def test_an_odd_cell_among_plain_rows_is_read_as_ever(tmp_path: Path, odd: str) -> None:
    path = tmp_path / "a.xlsx"
    after = "".join(f'<row r="{at}"><c r="A{at}"><v>{at}</v></c></row>' for at in range(33, 60))
    cells = f'{many_rows(30)}<row r="31">{odd}</row>{after}'
    path.write_bytes(build.packed(build.parts(build.sheet(cells), formats=FORMATS)))
    for stretch in (1, 500, 1 << 20):
        with cut_small(4096, stretch, 5):
            check_same(path, 5)


def test_a_sheet_without_headings_is_not_put_into_a_table(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    odd = '<row r="401" hidden="1"><c r="A401"><v>1</v></c></row>'
    path.write_bytes(build.packed(build.parts(build.sheet(many_rows(odd=odd)))))
    with cut_small(4096, 5000, 10):
        ((grid, rows),) = staged(path, None)
    assert rows is None and len(grid.rows) == 10
    assert [remark.cell for remark in grid.remarks] == ["401:401"]


def test_kinds_that_come_late_are_told(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    odd = '<row r="900"><c r="A900"><v>5</v></c><c r="D900" t="b"><v>1</v></c></row>'
    path.write_bytes(build.packed(build.parts(build.sheet(many_rows(odd=odd)))))
    with cut_small(4096, 5000, 10):
        assert check_same(path, 10) == 1
        ((grid, _),) = staged(path)
    assert grid.staged.columns == {1: None, 2: "number", 4: "boolean"}


def test_noughts_that_wait_to_be_calculated_are_no_values(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    odd = '<row r="900"><c r="A900"><f>B1*2</f><v>0</v></c><c r="B900"><f>B1</f><v>7</v></c></row>'
    parts = build.parts(
        build.sheet(many_rows(odd=odd)), workbook='<calcPr calcId="1" fullCalcOnLoad="1"/>'
    )
    path.write_bytes(build.packed(parts))
    with cut_small(4096, 5000, 10):
        assert check_same(path, 10) == 1
        ((_, rows),) = staged(path)
    assert rows[900] == {1: Cell("uncached", "=B1*2"), 2: Cell("number", "7")}
