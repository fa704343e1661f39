"""A pack held against what was written: every change named, a file merely saved anew equal."""

from __future__ import annotations

import json
import random
import re
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from made.packs import edited, put_pack

from toolkit import open_dossier
from toolkit.cli.verify import command
from toolkit.ooxml.container.package import Package
from toolkit.ooxml.sheets.address import sheet_named
from toolkit.pack.afterwards.likeness import same_number
from toolkit.pack.afterwards.verify import as_json, as_text, verify
from toolkit.pack.export import export
from toolkit.pack.folder import open_pack
from toolkit.pack.manifest import NAME
from toolkit.pack.template import load_template

ROOT = Path(__file__).parents[2]
NUMBERS = [{"id": f"n{n:02}", "value": 1000 + n, "unit": "USD"} for n in range(12)]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return put_pack(tmp_path_factory.mktemp("verify"), NUMBERS)[0]


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("example") / "pack"
    template = load_template(ROOT / "templates" / "ic_pack")
    export(open_dossier(ROOT / "examples" / "alibaba-ai"), template, place)
    return place


@pytest.fixture
def copy(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "pack"))


def found(place: Path) -> list[tuple[str, str, str | None, str | None]]:
    return [(d.what, d.place, d.was, d.now) for d in verify(open_pack(place)).differences]


def test_a_pack_as_exported_is_equal(made: Path) -> None:
    checked = verify(open_pack(made))
    assert (checked.differences, checked.saved_anew) == ((), False)
    assert checked.cells > 60


def test_a_workbook_saved_by_another_program_is_equal(copy: Path) -> None:
    checked = verify(edited(copy, lambda book: None))
    assert (checked.differences, checked.saved_anew) == ((), True)
    assert "saved anew" in as_text(checked, "pack")


HERE = "It's here"  # rows 5 to 16 hold n00 to n11; columns B to F
EDITS: list[tuple[Callable[[Any], None], list[tuple[str, str, str | None, str | None]]]] = [
    (
        lambda book: book[HERE].__setitem__("C7", 99),
        [("number changed", "'It''s here'!C7", "1002", "99")],
    ),
    (
        lambda book: book[HERE].__setitem__("B7", "n99"),
        [("text changed", "'It''s here'!B7", "n02", "n99")],
    ),
    (
        lambda book: book[HERE].__setitem__("C7", "1002"),
        [("number changed", "'It''s here'!C7", "1002", "1002")],
    ),
    (
        lambda book: book[HERE].__setitem__("C7", None),
        [("cell cleared", "'It''s here'!C7", "1002", None)],
    ),
    (
        lambda book: book["Sums"].__setitem__("A2", 5),
        [("constant over formula", "Sums!A2", "=Other!A1*2", "5")],
    ),
    (
        lambda book: book["Sums"].__setitem__("A2", "=Other!A1*3"),
        [("formula changed", "Sums!A2", "=Other!A1*2", "=Other!A1*3")],
    ),
    (
        lambda book: book["Sums"].__setitem__("A9", "=42"),
        [("formula over constant", "Sums!A9", "42", "=42")],
    ),
    (  # the one cell of its row and column
        lambda book: book[HERE].__setitem__("A1", "About Sun"),
        [("text changed", "'It''s here'!A1", "About Rain", "About Sun")],
    ),
    (
        lambda book: book[HERE].__setitem__("A1", None),
        [("cell cleared", "'It''s here'!A1", "About Rain", None)],
    ),
    (lambda book: book["Sums"].__setitem__("C2", 7), [("cell added", "Sums!C2", None, "7")]),
    (
        lambda book: book["Other"].__setitem__("B1", "Approved"),
        [("cell added", "Other!B1", None, "Approved")],
    ),
    (
        lambda book: setattr(book["Sums"], "title", "Total"),
        [("sheet renamed", "Total", "Sums", "Total")],
    ),
    (lambda book: book.remove(book["Sums"]), [("sheet removed", "Sums", "9 cells", None)]),
    (
        lambda book: book.create_sheet("Mine").__setitem__("A1", 1),
        [("sheet added", "Mine", None, "1 cells")],
    ),
    (
        lambda book: setattr(book["Sums"], "sheet_state", "hidden"),
        [("hidden", "Sums", "shown", "hidden")],
    ),
    (
        lambda book: setattr(book[HERE].row_dimensions[9], "hidden", True),
        [("hidden", "'It''s here'!9:9", "shown", "hidden")],
    ),
    (
        lambda book: book[HERE].__setitem__("E7", 45000),
        [("number changed", "'It''s here'!E7", "45912", "45000")],
    ),
    (lambda book: book[HERE].__setitem__("C7", 1002.0000000000001), []),
    (lambda book: book["Sums"].__setitem__("A2", "= other!$A$1 * 2.0"), []),
]


@pytest.mark.parametrize(("edit", "says"), EDITS)
def test_a_change_is_named(edit: Callable[[Any], None], says: list[Any], copy: Path) -> None:
    edited(copy, edit)
    assert found(copy) == says


def shift(book: Any, at: int, by: int) -> None:
    """What Excel does where a row of the Table comes or goes: all that points at it follows."""
    sheet = book[HERE]
    if by > 0:
        sheet.insert_rows(at)
    else:
        sheet.delete_rows(at)
    sheet.tables["figures"].ref = f"B4:F{16 + by}"
    sheet.tables["figures"].autoFilter = None
    book["Other"]["A1"] = f"=SUM('It''s here'!C5:C{16 + by})"
    book.defined_names["amounts"].attr_text = f"'It''s here'!$C$5:$C${16 + by}"
    sheet.print_area = f"A1:F{16 + by}"
    book["Other"]._charts[0].series[0].val.numRef.f = f"'It''s here'!$C$5:$C${16 + by}"


def test_a_removed_row_is_one_difference_and_formulas_follow(copy: Path) -> None:
    edited(copy, lambda book: shift(book, 8, -1))
    ((what, place, was, now),) = found(copy)
    assert (what, place, now) == ("row removed", "'It''s here'!8:8", None)
    assert was is not None and was.startswith("n03; 1003; USD")


def test_an_inserted_row_is_one_difference(copy: Path) -> None:
    def edit(book: Any) -> None:
        shift(book, 8, 1)
        book[HERE]["B8"], book[HERE]["C8"] = "mine", 5

    edited(copy, edit)
    assert found(copy) == [("row inserted", "'It''s here'!8:8", None, "mine; 5")]


def test_a_number_typed_over_beneath_a_removed_row_is_named_by_both_places(copy: Path) -> None:
    def edit(book: Any) -> None:
        shift(book, 8, -1)
        book[HERE]["C10"] = 5

    edited(copy, edit)
    removed, typed = verify(open_pack(copy)).differences
    assert removed.what == "row removed"
    assert (typed.place, typed.written) == ("'It''s here'!C10", "'It''s here'!C11")
    assert (typed.was, typed.now, typed.facts) == ("1006", "5", ("n06",))
    assert typed.made_by == "figures.sql, row 7"


def test_a_column_that_came_or_went_is_one_difference(copy: Path) -> None:
    edited(copy, lambda book: book["It's here"].delete_cols(4))
    assert next(iter(found(copy)))[:2] == ("column removed", "'It''s here'!D:D")


def saved(place: Path, values: Mapping[str, object]) -> None:
    """The workbook with other values in cells that hold some, as a program saves them."""
    package = Package.open(open_pack(place).workbook)
    parts: dict[str, bytes] = {}
    for at, value in values.items():
        sheet, _, cell = at.rpartition("!")
        part = f"xl/worksheets/sheet{[HERE, 'Other', 'Sums'].index(sheet) + 1}.xml"
        data = parts.get(part) or package.read(part)
        held = re.compile(rb'(<c r="%s"[^>]*>(?:<f>[^<]*</f>)?)(?:<v>[^<]*</v>)?' % cell.encode())
        parts[part], count = held.subn(rb"\g<1><v>%s</v>" % str(value).encode(), data)
        assert count == 1
    open_pack(place).workbook.write_bytes(package.to_bytes(parts))


# Sums: A1 sums the Table, A2 doubles Other!A1, which sums it too; A3 is its first value, A4 is
# A1+A2+A9, A5 is 1+1, A6 works out where it looks, A7 is C5/A5, A8 is the day.
RESULTS: list[tuple[Mapping[str, object], list[tuple[str, str, str | None, str | None]], int]] = [
    ({"Sums!A5": 2}, [], 0),
    ({"Sums!A5": 3}, [("result changed", "Sums!A5", "2", "3")], 0),
    ({"Sums!A7": 1}, [("result changed", "Sums!A7", "500", "1")], 0),
    ({"Other!A1": 1}, [("result changed", "Other!A1", "12066", "1")], 0),
    ({"Other!A1": 0}, [], 0),  # as programs write that do not calculate
    ({"Sums!A6": 5, "Sums!A8": 45000}, [], 0),
    (
        {"Sums!A9": 43, "Sums!A4": 36241},
        [("number changed", "Sums!A9", "42", "43")],
        1,
    ),
    (
        {f"{HERE}!C7": 1003, "Sums!A1": 1, "Other!A1": 1, "Sums!A2": 2, "Sums!A4": 3},
        [("number changed", "'It''s here'!C7", "1002", "1003")],
        4,
    ),
    (  # what is forged beside a change that it does not rest on is named all the same
        {f"{HERE}!C7": 1003, "Sums!A3": 7, "Sums!A5": 9},
        [
            ("number changed", "'It''s here'!C7", "1002", "1003"),
            ("result changed", "Sums!A3", "1000", "7"),
            ("result changed", "Sums!A5", "2", "9"),
        ],
        0,
    ),
]


@pytest.mark.parametrize(("values", "says", "follow"), RESULTS)
def test_another_result_is_named_unless_it_follows_from_a_change(
    values: Mapping[str, object], says: list[Any], follow: int, copy: Path
) -> None:
    saved(copy, values)
    checked = verify(open_pack(copy))
    assert [(d.what, d.place, d.was, d.now) for d in checked.differences] == says
    assert checked.follow == follow


def test_of_a_hundred_cells_typed_over_a_hundred_are_named(example: Path, tmp_path: Path) -> None:
    from toolkit.ooxml.sheets.address import sheet_named

    place = Path(shutil.copytree(example, tmp_path / "pack"))
    typed: set[str] = set()

    def edit(book: Any) -> None:
        cells = [c for sheet in book for row in sheet.iter_rows() for c in row]
        numbers = [c for c in cells if isinstance(c.value, int | float)]
        texts = [c for c in cells if isinstance(c.value, str)]
        chance = random.Random(5)
        for cell in chance.sample(numbers, 70):
            cell.value = chance.choice([cell.value + 1, cell.value * 10 or 1, -cell.value or 2])
            typed.add(f"{sheet_named(cell.parent.title)}!{cell.coordinate}")
        for cell in chance.sample(texts, 30):
            cell.value += "."
            typed.add(f"{sheet_named(cell.parent.title)}!{cell.coordinate}")

    edited(place, edit)
    named = {each.place for each in verify(open_pack(place)).differences}
    assert len(typed) == 100
    assert named == typed


def test_of_most_cells_typed_over_each_is_named(copy: Path) -> None:
    """However little of a row or column is left, it did not go where the others stand still."""
    typed: dict[str, object] = {}

    def edit(book: Any) -> None:
        cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
        cells = [cell for cell in cells if cell.value is not None]
        chance = random.Random(3)
        for cell in chance.sample(cells, len(cells) * 3 // 4):
            numbers = isinstance(cell.value, int | float)
            cell.value = chance.choice([None, cell.value + 1 if numbers else "other"])
            typed[f"{sheet_named(cell.parent.title)}!{cell.coordinate}"] = cell.value

    edited(copy, edit)
    named = {each[1] for each in found(copy)}
    assert len(typed) > 45
    assert typed.keys() - named == set()


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_workbook_that_libreoffice_saved_is_equal(
    made: Path, example: Path, tmp_path: Path
) -> None:
    odd = put_pack(tmp_path)[0]  # percent, line ends, escapes, what looks like a formula
    for place in (made, example, odd):
        pack = open_pack(shutil.copytree(place, tmp_path / place.parent.name / "saved"))
        home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
        out = tmp_path / "out"
        subprocess.run(
            ["soffice", home, "--headless", "--convert-to", "xlsx", "--outdir", out, pack.workbook],
            check=True,
            capture_output=True,
            timeout=120,
        )
        shutil.copy(out / pack.workbook.name, pack.workbook)
        checked = verify(pack)
        assert (checked.differences, checked.saved_anew) == ((), True)


# -- files -----------------------------------------------------------------------------------------


def test_every_kind_of_file_is_held_against_its_hash(copy: Path) -> None:
    (copy / "csv" / "figures.csv").write_text("Fact\nmine\n", encoding="utf-8")
    (copy / "data" / "facts.parquet").write_bytes(b"PAR1")
    (copy / "data" / "sources.parquet").unlink()
    (copy / "minutes.txt").write_text("approved", encoding="utf-8")
    (copy / "~$dossier-template.xlsx").write_bytes(b"\x04anna")
    assert [each[:2] for each in found(copy)] == [
        ("file changed", "csv/figures.csv"),
        ("file changed", "data/facts.parquet"),
        ("file missing", "data/sources.parquet"),
        ("file added", "minutes.txt"),
    ]


def test_a_slip_in_the_manifest_is_named(copy: Path) -> None:
    text = (copy / NAME).read_text(encoding="utf-8")
    (copy / NAME).write_text(text.replace("2025-09-26", "2025-09-27"), encoding="utf-8")
    assert [each[:2] for each in found(copy)] == [("file changed", NAME)]
    (copy / NAME).write_text(text.replace("\n", "\r\n"), encoding="utf-8", newline="")
    assert found(copy) == []


def test_a_workbook_that_is_none_any_more_is_named(copy: Path) -> None:
    open_pack(copy).workbook.write_bytes(b"not a workbook")
    checked = verify(open_pack(copy))
    assert [d.what for d in checked.differences] == ["file changed"]
    assert "cannot be compared" in checked.notes[0]


def test_cells_are_not_compared_with_a_table_that_was_changed(copy: Path) -> None:
    (copy / "data" / "written_cells.parquet").write_bytes(b"PAR1")
    edited(copy, lambda book: book["Sums"].__setitem__("A9", 1))
    checked = verify(open_pack(copy))
    assert {d.place for d in checked.differences} == {
        "data/written_cells.parquet",
        open_pack(copy).workbook.name,
    }
    assert "written_cells.parquet is not as it was" in checked.notes[0]


def test_the_command_exits_with_one_where_something_changed(copy: Path) -> None:
    run = CliRunner().invoke
    assert run(command, [str(copy)]).exit_code == 0
    edited(copy, lambda book: book["Sums"].__setitem__("A9", 43))
    done = run(command, [str(copy), "--format", "json"])
    (told,) = json.loads(done.stdout)["differences"]
    assert (done.exit_code, told["place"], told["was"], told["now"]) == (1, "Sums!A9", "42", "43")
    assert as_json(verify(open_pack(copy)))["equal"] is False


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("0.1", "0.1000000000000000055", True),
        ("0.35339779157004347", "0.353397791570044", True),
        ("962.16000000000349", "962.160000000004", True),
        ("1E2", "100", True),
        ("0.1", "0.10000000000001", False),
        ("380000000000001", "380000000000002", False),
        ("0", "1E-20", False),
        ("1", "-1", False),
        ("1", "x", False),
    ],
)
def test_numbers_are_alike_at_fifteen_digits(one: str, other: str, same: bool) -> None:
    assert same_number(one, other) is same
