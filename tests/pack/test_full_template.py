"""A template that holds all there is: what filling leaves as it is, and what verify sees of it."""

from __future__ import annotations

import posixpath
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from made.full_template import KEEP, full
from made.packs import FIGURES, dossier, edited
from made.templates import TOML, template_folder

from toolkit import open_dossier
from toolkit.ooxml.container import spans
from toolkit.ooxml.container.package import Package
from toolkit.ooxml.container.workbook import read_workbook_part
from toolkit.pack.afterwards.verify import verify
from toolkit.pack.design.lint import check_template
from toolkit.pack.export import export
from toolkit.pack.folder import PackFolder, open_pack
from toolkit.pack.template import load_template

# What must differ, and why.
ALWAYS = {
    "docProps/app.xml": "says which program wrote it, and no more who",
    "docProps/core.xml": "title, author, date",
    "xl/charts/chart1.xml": "shows the Table's values",
    "xl/drawings/drawing3.xml": "has words in a text box",
    "xl/pivotCache/pivotCacheDefinition1.xml": "is to be refreshed, as its Table has other rows",
    "xl/pivotCache/pivotCacheRecords1.xml": "held the template's sample rows",
    "xl/sharedStrings.xml": "has words in cells",
    "xl/workbook.xml": "no more waits to be calculated; names that point at the Table",
    "xl/worksheets/sheet1.xml": "holds the Table",
    "xl/worksheets/sheet2.xml": "has formulas over the Table, whose values were the template's",
    "xl/worksheets/sheet4.xml": "has words in its footer",
    "xl/worksheets/sheet5.xml": "shows a pivot, which is blank until Excel opens it",
}
FILLED = {"xl/styles.xml": "gains the formats of units"}
GROWN = {"xl/tables/table1.xml": "its own range"}


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> dict[int, PackFolder]:
    """By the number of its rows, each pack of the full template."""
    root = tmp_path_factory.mktemp("full")
    folder = template_folder(
        root / "template", {"figures": FIGURES}, toml=KEEP + TOML, workbook=full
    )
    made = {}
    for count in (0, 1, 50, 5000):
        facts = [{"id": f"n{n:04}", "value": 1000 + n, "unit": "USD"} for n in range(count)]
        opened = open_dossier(dossier(root / f"dossier{count}", facts))
        export(opened, load_template(folder), root / f"pack{count}", allow_errors=True)
        made[count] = open_pack(root / f"pack{count}")
    return made


def before(pack: PackFolder) -> Package:
    return Package.open(pack.folder.parent / "template" / "template.xlsx")


@pytest.mark.parametrize("count", [0, 1, 50, 5000])
def test_only_parts_that_must_change_do(packs: dict[int, PackFolder], count: int) -> None:
    old, new = before(packs[count]), Package.open(packs[count].workbook)
    assert set(old.names) == set(new.names)
    changed = {name for name in old.names if old.read(name) != new.read(name)}
    assert changed == {*ALWAYS, *(FILLED if count else ()), *(GROWN if count > 1 else ())}


@pytest.mark.parametrize("count", [0, 1, 50, 5000])
def test_every_relationship_leads_to_a_part_of_a_known_type(
    packs: dict[int, PackFolder], count: int
) -> None:
    package = Package.open(packs[count].workbook)
    reached = set()
    for part in ["", *package.names]:
        for each in package.relationships(part):
            if not each.external:
                assert each.target in package
                reached.add(each.target)
    rels = {name for name in package.names if name.endswith(".rels")}
    assert set(package.names) - reached - rels == {"[Content_Types].xml"}
    assert all(package.content_types.of(name) for name in reached)
    assert {posixpath.basename(name) for name in rels} >= {".rels", "workbook.xml.rels"}


@pytest.mark.parametrize("count", [0, 1, 50, 5000])
def test_the_filled_workbook_opens_in_other_programs(
    packs: dict[int, PackFolder], count: int
) -> None:
    book = openpyxl.load_workbook(packs[count].workbook)
    last = 4 + max(count, 1)
    assert book["It's here"].tables["figures"].ref == f"B4:F{last}"
    assert book["It's here"][f"C{last}"].value == (1000 + count - 1 if count else None)
    assert book["Pivot"]._pivots[0].cache.refreshOnLoad


def test_a_workbook_with_macros_keeps_them(tmp_path: Path) -> None:
    def workbook(path: Path) -> Path:
        return full(path.with_suffix(".xlsm"), macros=True)

    folder = template_folder(
        tmp_path / "t", {"figures": FIGURES}, toml=f"macros = true\n{KEEP}{TOML}", workbook=workbook
    )
    facts = [{"id": f"n{n}", "value": n, "unit": "USD"} for n in range(3)]
    opened = open_dossier(dossier(tmp_path / "dossier", facts))
    made = export(opened, load_template(folder), tmp_path / "pack", allow_errors=True)
    old = Package.open(folder / "template.xlsm")
    new = Package.open(tmp_path / "pack" / made.workbook)
    assert made.workbook.endswith(".xlsm")
    for name in ("xl/vbaProject.bin", "[Content_Types].xml", "xl/_rels/workbook.xml.rels"):
        assert new.read(name) == old.read(name)


def test_a_pivot_shows_no_number_of_the_templates_sample(packs: dict[int, PackFolder]) -> None:
    for pack in packs.values():
        sheet = openpyxl.load_workbook(pack.workbook)["Pivot"]
        shown = [[cell.value for cell in row] for row in sheet["A3:B5"]]
        assert shown == [["Blank until Excel opens this workbook and reads the pivot anew", None],
                         [None, None], [None, None]]  # fmt: skip


def test_a_formula_over_a_pivot_is_left_to_excel(tmp_path: Path) -> None:
    def reading(path: Path) -> None:
        full(path)
        package = Package.open(path)
        sheet = next(s for s in read_workbook_part(package).sheets if s.name == "Pivot")
        data = package.read(sheet.part)
        row = b'<row r="9"><c r="A9"><f>SUM(B4:B4)*2</f><v>2</v></c></row></sheetData>'
        path.write_bytes(package.to_bytes({sheet.part: data.replace(b"</sheetData>", row)}))

    folder = template_folder(
        tmp_path / "t", {"figures": FIGURES}, toml=f"{KEEP}{TOML}", workbook=reading
    )
    opened = open_dossier(dossier(tmp_path / "dossier", [{"id": "n", "value": 5, "unit": "USD"}]))
    made = export(opened, load_template(folder), tmp_path / "pack", allow_errors=True)
    assert "a pivot" in made.manifest.uncalculated["Pivot!A9"]
    book = openpyxl.load_workbook(tmp_path / "pack" / made.workbook, data_only=True)
    assert book["Pivot"]["A9"].value is None


def test_a_pivot_that_is_blank_until_it_is_opened_is_told(tmp_path: Path) -> None:
    folder = template_folder(
        tmp_path / "t", {"figures": FIGURES}, toml=f"{KEEP}{TOML}", workbook=full
    )
    told = [one.message for one in check_template(load_template(folder)) if one.code == "TPL014"]
    (said,) = told
    assert said.startswith("the pivot 'Units' at Pivot!A3:B5 is blank in the pack until Excel")


# -- verify ----------------------------------------------------------------------------------------


@pytest.fixture
def copy(packs: dict[int, PackFolder], tmp_path: Path) -> Path:
    return Path(shutil.copytree(packs[50].folder, tmp_path / "pack"))


def found(place: Path) -> list[tuple[str, str, str | None, str | None]]:
    return [(d.what, d.place, d.was, d.now) for d in verify(open_pack(place)).differences]


BOXES = [  # what openpyxl has no room for, and so is lost where it saves the workbook
    ("text box changed", "Still: text box", "A box without words", None),
    ("text box changed", "Still: text box", "Press", None),
    ("text box changed", "Said: text box", "As of 26 September 2025: Rain", None),
    ("text box changed", "Pivot: text box", "beside the pivot", None),
]


def name(book: Any) -> None:
    book.defined_names["first_amount"].attr_text = "'It''s here'!$C$6"


def look(place: str, code: str) -> Callable[[Any], None]:
    return lambda book: setattr(book["It's here"][place], "number_format", code)


EDITS: list[tuple[Callable[[Any], None], tuple[str, str, str | None, str | None]]] = [
    (lambda book: None, ()),  # type: ignore[list-item]
    (name, ("name changed", "first_amount", "'It''s here'!$C$5", "'It''s here'!$C$6")),
    (
        lambda book: book.defined_names.pop("first_amount"),
        ("name changed", "first_amount", "'It''s here'!$C$5", None),
    ),
    (
        lambda book: setattr(book["It's here"], "print_area", "A1:F50"),
        (
            "name changed",
            "'It''s here': Print_Area",
            "'It''s here'!$A$1:$F$54",
            "'It''s here'!$A$1:$F$50",
        ),
    ),
    (
        lambda book: setattr(book["It's here"].oddHeader.left, "text", "Final"),
        ("header changed", "'It''s here': oddHeader", "Rain Page", "Final Page"),
    ),
    (
        lambda book: setattr(book["It's here"]["B4"].comment, "text", "What it was"),
        ("note changed", "'It''s here'!B4", "What it is", "What it was"),
    ),
    (
        lambda book: setattr(book["It's here"]["C9"], "hyperlink", "https://example.com/b"),
        ("link changed", "'It''s here'!C9", None, "https://example.com/b"),
    ),
    (
        lambda book: setattr(
            book["Other"]._charts[0].series[0].val.numRef, "f", "'It''s here'!$C$5:$C$9"
        ),
        (
            "chart changed",
            "Other: chart 1",
            "tx: \"Amounts\"\nval: 'It''s here'!$C$5:$C$54",
            "tx: \"Amounts\"\nval: 'It''s here'!$C$5:$C$9",
        ),
    ),
    (
        look("C9", "0.00%"),
        ("format changed", "'It''s here'!C9", "1004 as USD0", "1004 as 0.00%"),
    ),
    (
        look("C9", '"CNY" #,##0'),
        ("format changed", "'It''s here'!C9", "1004 as USD0", "1004 as CNY0"),
    ),
    (
        look("C9", '"USD" #,##0,'),
        ("format changed", "'It''s here'!C9", "1004 as USD0", "1004 as USD0,"),
    ),
    (
        look("C9", "yyyy-mm-dd"),
        ("format changed", "'It''s here'!C9", "1004 as USD0", "1004 as date"),
    ),
    (
        look("C9", ";;;"),
        ("format changed", "'It''s here'!C9", "1004 as USD0", "1004 as nothing"),
    ),
    (look("C9", '[Red]"USD"\\ #,##0_);[Blue]"USD"\\ -#,##0'), ()),  # type: ignore[list-item]
]


@pytest.mark.parametrize(("edit", "says"), EDITS)
def test_a_change_outside_the_values_is_named(
    edit: Callable[[Any], None], says: tuple[str, str, str | None, str | None], copy: Path
) -> None:
    edited(copy, edit)
    named = found(copy)
    assert [each for each in named if each not in BOXES] == ([says] if says else [])
    assert [each for each in named if each in BOXES] == BOXES


def test_words_of_a_text_box_are_held_against_what_was_written(copy: Path) -> None:
    workbook = open_pack(copy).workbook
    package = Package.open(workbook)
    data = package.read("xl/drawings/drawing3.xml").replace(b"Rain", b"Sunshine")
    workbook.write_bytes(package.to_bytes({"xl/drawings/drawing3.xml": data}))
    said = "As of 26 September 2025: "
    assert found(copy) == [("text box changed", "Said: text box", f"{said}Rain", f"{said}Sunshine")]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_workbook_with_all_there_is_is_equal_once_libreoffice_saved_it(
    packs: dict[int, PackFolder], tmp_path: Path
) -> None:
    for count in (0, 50):
        pack = open_pack(shutil.copytree(packs[count].folder, tmp_path / f"saved{count}"))
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


def test_the_pivot_of_a_filled_table_names_nobody_who_refreshed_it(
    packs: dict[int, PackFolder],
) -> None:
    package = Package.open(packs[1].workbook)
    part = "xl/pivotCache/pivotCacheDefinition1.xml"
    root = spans.read_spans(package.read(part), package.shown, part)
    assert root.attributes["refreshOnLoad"] == "1"
    assert "refreshedBy" not in root.attributes
