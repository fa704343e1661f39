"""A pack end to end: right numbers, the same bytes, whole or not at all."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner
from made.dossiers import CLEAN, CONCEPT, ENTITY, FACT, SOURCE, make_dossier
from made.packs import edited, made_pack
from made.templates import rich, template_folder

from toolkit import open_dossier
from toolkit.cli.export import command as export_command
from toolkit.errors import FactpackError, QueryRefused, UnusableTemplate
from toolkit.pack.afterwards.verify import verify
from toolkit.pack.export import Pack, export
from toolkit.pack.folder import open_pack
from toolkit.pack.manifest import NAME
from toolkit.pack.template import PackTemplate, load_template

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "alibaba-ai"
FIGURES = """
select f.id as "Fact", f.value as "Value", f.unit as "Unit", s.published as "Day",
  f.value_text as "Said", [f.id] as facts
from facts f left join sources s on s.id = f.source order by f.id
"""
DATED = SOURCE | {"published": "2025-09-12"}
LATER = DATED | {"id": "late", "file": "late.md", "published": "2025-09-25"}


def facts(*given: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [FACT | {"id": f"f{n}"} | dict(one) for n, one in enumerate(given, 1)]


def dossier(root: Path, given: Sequence[Mapping[str, Any]], **tables: Any) -> Path:
    made = {
        "facts": given,
        "sources": [DATED],
        "entities": [ENTITY],
        "concepts": [CONCEPT],
        **tables,
    }
    return make_dossier(root, made, 'title = "Ä & B"\ndate = 2025-09-26\n')


def pack_of(
    root: Path, template: PackTemplate, *, without_findings: bool = True, **how: Any
) -> Pack:
    if not without_findings:
        how = {"allow_errors": False, **how}
    return made_pack(open_dossier(root), template, **how)


def put(root: Path, template: PackTemplate, place: Path, **how: Any) -> Pack:
    return export(open_dossier(root), template, place, allow_errors=True, **how)


@pytest.fixture
def template(tmp_path: Path) -> PackTemplate:
    return load_template(template_folder(tmp_path / "plain", {"figures": FIGURES}))


@pytest.fixture
def small(tmp_path: Path) -> Path:
    given = facts(
        {"value": 380_000_000_000, "unit": "CNY"},
        {"value": 84, "unit": "percent"},
        {"value": -2.02, "unit": "percent"},
        {"value": 7, "unit": "wafers"},
        {"value_text": "=1+1"},
    )
    return dossier(tmp_path / "dossier", given)


def test_a_text_in_every_row_as_long_as_a_cell_takes_is_no_zip_bomb(
    tmp_path: Path, template: PackTemplate
) -> None:
    place = tmp_path / "pack"
    given = facts(*[{"value_text": "x" * 32_767}] * 9)
    put(dossier(tmp_path / "d", given), template, place)
    assert verify(open_pack(place)).differences == ()
    edited(place, lambda book: book["It's here"].__setitem__("F7", "x"))
    assert [each.place for each in verify(open_pack(place)).differences] == ["'It''s here'!F7"]


def test_what_is_no_number_is_told_with_its_cell(tmp_path: Path, small: Path) -> None:
    sql = FIGURES.replace("f.value as", "if(f.id = 'f2', 'nan'::double, 1) as")
    template = load_template(template_folder(tmp_path / "nan", {"figures": sql}))
    with pytest.raises(FactpackError, match=r"It's here!C6: a query gives NaN"):
        pack_of(small, template)


def test_a_fact_that_a_query_names_and_nobody_has_is_told(tmp_path: Path, small: Path) -> None:
    sql = FIGURES.replace("[f.id] as", "[f.id, null, if(f.id = 'f2', 'gone', f.id)] as")
    template = load_template(template_folder(tmp_path / "stray", {"figures": sql}))
    told = [note for note in pack_of(small, template).manifest.notes if "trace" in note]
    assert told == ["figures.sql names a fact that is not there, so trace leads nowhere: gone"]


def test_a_temporary_folder_that_cannot_be_written_to_is_told(
    small: Path, template: PackTemplate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = open_dossier(small)
    opened.findings()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    with pytest.raises(FactpackError, match=r"the temporary folder .*gone cannot be written to"):
        made_pack(opened, template)


def test_a_query_that_takes_longer_than_it_may_is_stopped(small: Path, tmp_path: Path) -> None:
    endless = f"{FIGURES}, (select count(*) from range(100000000000) a, range(100000) b)"
    folder = template_folder(tmp_path / "endless", {"figures": endless})
    asked = [str(small), "--template", str(folder), "--allow-errors", "--timeout", "0.2"]
    stopped = CliRunner().invoke(export_command, [*asked, "-o", str(tmp_path / "out" / "pack")])
    assert isinstance(stopped.exception, QueryRefused)
    assert stopped.exception.what == "figures.sql: the query was stopped after 0.2 seconds"
    assert not (tmp_path / "out").exists()


def rows(pack: Pack, sheet: str, area: str) -> list[list[Any]]:
    book = openpyxl.load_workbook(io.BytesIO(pack.files[pack.workbook]))
    return [[cell.value for cell in row] for row in book[sheet][area]]


def test_amounts_stand_exactly_each_in_the_style_of_its_unit(
    small: Path, template: PackTemplate
) -> None:
    pack = pack_of(small, template)
    sheet = openpyxl.load_workbook(io.BytesIO(pack.files[pack.workbook]))["It's here"]
    found = [(sheet.cell(r, 3).value, sheet.cell(r, 3).style) for r in range(5, 10)]
    assert found == [
        (380_000_000_000, "Yuan"),
        (0.84, "Percentage"),  # a fact's 84 percent, so that formulas work
        (-0.0202, "Percentage"),
        (7, "Count"),
        (None, "Normal"),
    ]
    assert sheet["E5"].value == datetime(2025, 9, 12)
    assert (sheet["F9"].value, sheet["F9"].data_type) == ("=1+1", "s")
    assert sheet["A1"].value == "About Ä & B"
    assert sheet["B2"].value == 5


def test_words_within_a_text_speak_the_templates_language(small: Path, tmp_path: Path) -> None:
    def workbook(path: Path) -> Path:
        return rich(path, more=lambda _, sheet, __: sheet.write("A3", "Stand {{date}}"))

    settings = 'language = "de"\n[words]\ntitle = "T"\n'
    folder = template_folder(
        tmp_path / "de", {"figures": FIGURES}, toml=settings, workbook=workbook
    )
    pack = pack_of(small, load_template(folder))
    assert rows(pack, "It's here", "A3:A3") == [["Stand 26. September 2025"]]


def test_the_csv_holds_what_the_facts_say(small: Path, template: PackTemplate) -> None:
    pack = pack_of(small, template)
    read = list(csv.reader(io.StringIO(pack.files["csv/figures.csv"].decode(), newline="")))
    assert read[0] == ["Fact", "Value", "Unit", "Day", "Said"]
    assert [row[1] for row in read[1:]] == ["380000000000", "84", "-2.02", "7", ""]
    assert read[5][4] == "'=1+1"
    assert pack.manifest.queries[0].guarded == ((5, "Said"),)


def test_two_packs_of_one_dossier_are_the_same_bytes(small: Path, template: PackTemplate) -> None:
    assert pack_of(small, template).files == pack_of(small, template).files


def test_the_manifest_lists_every_input_and_output(small: Path, template: PackTemplate) -> None:
    from hashlib import sha256

    pack = pack_of(small, template)
    told = json.loads(pack.files[NAME])
    outputs = {each["path"]: each["sha256"] for each in told["outputs"]}
    assert outputs == {n: sha256(d).hexdigest() for n, d in pack.files.items() if n != NAME}
    inputs = {each["path"] for each in told["inputs"]}
    assert {"factpack.toml", "facts/facts.jsonl"} <= inputs
    assert [each["path"] for each in told["template_files"]] == [
        "figures.sql",
        "template.toml",
        "template.xlsx",
    ]
    assert told["queries"][0]["sql"] == FIGURES
    assert told["queries"][0]["rows"] == 5
    assert (told["queries"][0]["sheet"], told["queries"][0]["range"]) == ("It's here", "B4:F9")
    assert told["uncalculated"] == {}


def test_nothing_of_the_machine_is_in_the_pack(small: Path, template: PackTemplate) -> None:
    pack = pack_of(small, template)
    everything = b"".join(pack.files.values())
    with zipfile.ZipFile(io.BytesIO(pack.files[pack.workbook])) as book:
        everything += b"".join(book.read(name) for name in book.namelist())
        core = book.read("docProps/core.xml").decode()
    assert str(small.parent).encode() not in everything
    assert str(date.today().year).encode() not in core.encode() or date.today().year == 2025
    assert "<dc:title>Ä &amp; B</dc:title>" in core
    assert "2025-09-26T00:00:00Z" in core


def test_later_sources_are_left_out_with_all_that_rests_on_them(
    tmp_path: Path, template: PackTemplate
) -> None:
    given = [
        *facts({"value": 1, "unit": "USD"}),
        FACT | {"id": "g1", "source": "late", "value": 2, "unit": "USD"},
        FACT | {"id": "f2", "value": 3, "unit": "EUR", "converted_from": "g1", "supersedes": "g1"},
    ]
    claims = [{"id": "c1", "text": "t", "side": "for", "facts": ["f1", "g1"]}]
    keys = [{"order": 1, "label": "a", "fact": "g1"}, {"order": 2, "label": "b", "fact": "f1"}]
    root = dossier(tmp_path / "d", given, sources=[DATED, LATER], claims=claims, key_figures=keys)
    day = date(2025, 9, 24)
    opened = open_dossier(root, as_of=day)
    pack = made_pack(opened, template)
    assert [row[0] for row in rows(pack, "It's here", "B5:B6")] == ["f1", "f2"]
    assert b"g1" not in pack.files["csv/figures.csv"]
    assert pack.manifest.left_out == (("late", date(2025, 9, 25)),)
    assert pack.manifest.words["left_out"] == (
        "Published after 24 September 2025: late (25 September 2025)"
    )
    assert (pack.manifest.date, pack.manifest.words["sources"]) == (day, 1)
    assert opened.sql("select facts from claims").rows == [(["f1"],)]
    assert opened.sql("select converted_from, supersedes from facts where id = 'f2'").rows == [
        (None, None)
    ]
    assert opened.sql("select fact from key_figures").rows == [("f1",)]
    assert opened.sql("select count(*) from findings where record = 'g1'").rows == [(0,)]


def test_a_dossier_with_errors_needs_a_word_and_then_the_cover_says_so(tmp_path: Path) -> None:
    bad = [CLEAN["facts"][0] | {"kind": "rumor"}]
    root = dossier(tmp_path / "d", bad)
    template = load_template(ROOT / "templates" / "ic_pack")
    with pytest.raises(FactpackError, match="has 1 error, so there is no pack") as refused:
        pack_of(root, template, without_findings=False)
    assert "--allow-errors" in refused.value.hint
    pack = pack_of(root, template, without_findings=False, allow_errors=True)
    cover = rows(pack, "Cover", "A4:B5")
    assert cover[0][1] == datetime(2025, 9, 26)
    assert cover[1][1] == "Not fit for a decision: 1 error in the facts"


def test_a_query_that_is_no_select_is_refused_by_name(small: Path, tmp_path: Path) -> None:
    template = load_template(template_folder(tmp_path / "t", {"figures": "drop table facts"}))
    with pytest.raises(QueryRefused, match=r"figures\.sql: only one SELECT"):
        pack_of(small, template)


def test_what_a_template_carries_besides_is_refused_unless_declared(
    small: Path, tmp_path: Path
) -> None:
    def hidden(path: Path) -> Path:
        from made.templates import rich, with_named_styles

        return with_named_styles(
            rich(path, more=lambda book, *_: book.add_worksheet("Aside").hide())
        )

    from made.templates import TOML

    folder = template_folder(tmp_path / "t", {"figures": FIGURES}, workbook=hidden)
    with pytest.raises(UnusableTemplate, match=r"does not declare: hidden sheets \(Aside\)"):
        pack_of(small, load_template(folder))
    (folder / "template.toml").write_text('keep = ["hidden_sheets"]\n' + TOML, encoding="utf-8")
    assert pack_of(small, load_template(folder)).files


# -- the folder ---------------------------------------------------------------------------------


def test_a_second_export_replaces_the_first(
    small: Path, template: PackTemplate, tmp_path: Path
) -> None:
    place = tmp_path / "out" / "pack"
    first = put(small, template, place)
    second = put(small, template, place)
    assert first.files == second.files
    found = {p.relative_to(place).as_posix(): p.read_bytes() for p in place.rglob("*.*")}
    assert found == dict(second.files)
    assert [path.name for path in place.parent.iterdir()] == ["pack"]  # nothing left beside it


def test_a_folder_that_is_no_pack_is_left_alone(
    small: Path, template: PackTemplate, tmp_path: Path
) -> None:
    place = tmp_path / "mine"
    place.mkdir()
    (place / "thesis.docx").write_bytes(b"years of work")
    with pytest.raises(FactpackError, match=r"is no pack: it holds thesis\.docx"):
        put(small, template, place)
    (place / NAME).write_text('{"name": "a web app"}', encoding="utf-8")
    with pytest.raises(FactpackError, match="is no pack"):
        put(small, template, place)
    assert (place / "thesis.docx").read_bytes() == b"years of work"


def test_what_somebody_wrote_into_a_pack_is_not_taken_away(
    small: Path, template: PackTemplate, tmp_path: Path
) -> None:
    place = tmp_path / "pack"
    pack = put(small, template, place)
    (place / pack.workbook).write_bytes(b"commented on in Excel")
    (place / "minutes.txt").write_bytes(b"approved")
    with pytest.raises(FactpackError) as refused:
        put(small, template, place)
    assert f"{pack.workbook} was changed; minutes.txt was added" in refused.value.what
    assert (place / "minutes.txt").read_bytes() == b"approved"
    put(small, template, place, overwrite=True)
    assert (place / pack.workbook).read_bytes() == pack.files[pack.workbook]


def test_a_pack_open_in_excel_is_said_to_be(
    small: Path, template: PackTemplate, tmp_path: Path
) -> None:
    place = tmp_path / "pack"
    pack = put(small, template, place)
    (place / f"~${pack.workbook}").write_bytes(b"\x04anna")
    with pytest.raises(FactpackError, match=rf"{pack.workbook} in .* is open in Excel"):
        put(small, template, place)


# -- the example --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def example() -> Pack:
    return pack_of(EXAMPLE, load_template(ROOT / "templates" / "ic_pack"))


def test_the_example_fills_every_sheet(example: Pack) -> None:
    book = openpyxl.load_workbook(io.BytesIO(example.files[example.workbook]))
    told = {query.name: query for query in example.manifest.queries}
    for sheet in book.worksheets:
        for table in sheet.tables.values():
            query = told[table.name]
            assert table.ref == query.range
            assert [cell.value for cell in sheet[table.ref][0]] == [
                heading for heading in query.columns if heading in table.column_names
            ]
            if len(sheet.tables) == 1:
                assert sheet.max_row == 4 + max(query.rows, 1)
                assert sheet.print_title_rows == "$4:$4"
    assert not [sheet.title for sheet in book.worksheets if sheet.sheet_state != "visible"]
    assert not [sheet.title for sheet in book.worksheets if sheet.merged_cells.ranges]
    assert book.properties.title == example.manifest.title


PARTS = ("capital_plan", "operating", "market", "products", "views")


def test_each_fact_of_the_example_stands_in_one_part_as_its_source_has_it(example: Pack) -> None:
    opened = open_dossier(EXAMPLE)
    said = {id: (value, unit) for id, value, unit in opened.sql(
        "select id, value, unit from facts").rows}  # fmt: skip
    found: list[str] = []
    for name in PARTS:
        query = next(each for each in example.manifest.queries if each.name == name)
        assert query.sheet is not None and query.range is not None
        table = rows(example, query.sheet, query.range)
        at = {heading: n for n, heading in enumerate(table[0])}
        behind = [ids for (ids,) in made_from(example, name)]
        assert len(behind) == len(table) - 1
        for row, ids in zip(table[1:], behind, strict=True):
            found += ids
            assert row[at["Fact"]] == ids[0]
            for value, unit in map(said.__getitem__, ids):
                shown = (
                    value if value is None else float(value / 100 if unit == "percent" else value)
                )
                assert row[at["Value"]] == shown
    assert sorted(found) == sorted(said)


def made_from(pack: Pack, query: str) -> list[tuple[Any, ...]]:
    """The facts behind each row of a query, as the pack's own data has them."""
    import duckdb

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.parquet"
        path.write_bytes(pack.files[f"data/query_{query}.parquet"])
        return duckdb.sql(f"select facts from read_parquet('{path.as_posix()}')").fetchall()


def test_a_key_figure_shows_its_quote_and_has_a_name(example: Pack) -> None:
    book = openpyxl.load_workbook(io.BytesIO(example.files[example.workbook]))
    summary = book["Summary"]
    at = {cell.value: cell.column for cell in summary[4]}
    note = summary.cell(9, at["Fact"]).hyperlink.tooltip
    assert note.startswith("Class Editori, 12 September 2025:\nIl corpo dell'articolo conferma")
    value = summary.cell(9, at["Value"])
    assert book.defined_names["key_figure_5"].attr_text == f"'Summary'!$D${value.row}"
    assert value.value == 3_200_000_000


def test_what_is_reckoned_is_black_and_what_is_sourced_blue(example: Pack) -> None:
    book = openpyxl.load_workbook(io.BytesIO(example.files[example.workbook]))
    derived, plan = book["Derived"], book["Capital plan"]
    shown = {c.style for row in derived.iter_rows(min_row=5, min_col=4, max_col=6) for c in row
             if c.value is not None}  # fmt: skip
    assert shown == {"Dollar reckoned", "Yuan reckoned", "Count reckoned", "Percentage reckoned"}
    assert plan["E5"].style == "Dollar"
    assert plan["E5"].font.color.rgb != derived["D5"].font.color.rgb


def test_a_derived_figure_carries_the_bounds_of_what_goes_in(example: Pack) -> None:
    table = rows(example, "Derived", "A5:G12")
    told = {(row[0], row[2]): row[3:6] for row in table}
    share = ("Proceeds for cloud infrastructure",
             "about “80 %” of “3,2 miliardi di dollari” (Bond issue)")  # fmt: skip
    assert told[share] == [2_560_000_000, 2_362_500_000, 2_762_500_000]
    yearly = ("Cloud and AI infrastructure plan, per year",
              "at least “380 Milliarden Yuan”, over 3 years")  # fmt: skip
    assert told[yearly] == [126_666_666_667, 126_666_666_667, None]


def test_the_charts_follow_their_tables_and_say_what_they_show(example: Pack) -> None:
    with zipfile.ZipFile(io.BytesIO(example.files[example.workbook])) as book:
        drawing = book.read("xl/drawings/drawing1.xml").decode()
        moves = book.read("xl/charts/chart2.xml").decode()
    assert drawing.count(' descr="') == 3
    told = {query.name: query for query in example.manifest.queries}
    first, last = (cell[1:] for cell in (told["moves_chart"].range or "").split(":"))
    assert f"<f>'Charts'!$A${int(first) + 1}:$A${last}</f>" in moves.replace("c:", "")
    assert moves.count("0.085") == 1  # the cached point is the cell's: a fraction


def test_a_dossier_that_says_nothing_has_a_place_that_says_so(tmp_path: Path) -> None:
    root = dossier(tmp_path / "d", facts({"value": 7, "unit": "USD"}))
    pack = pack_of(root, load_template(ROOT / "templates" / "ic_pack"))
    assert [row[2] for row in rows(pack, "Recommendation", "A5:C8")] == ["None in the dossier."] * 4
    note = rows(pack, "Summary", "A2:A2")[0][0]
    assert note.endswith("Empty: the dossier has nothing for this Table.")


@pytest.mark.parametrize(
    ("passed_on", "said"),
    [
        ("whole", "Sales “were 5 USD”, at last."),
        ("quotes", "were 5 USD"),
        ("nothing", "The quote is in the dossier; the source lets nobody pass it on."),
    ],
)
def test_evidence_leads_to_the_sentence_as_far_as_the_source_allows(
    tmp_path: Path, passed_on: str, said: str
) -> None:
    given = facts({"value": 5, "unit": "USD", "quote": "were 5 USD"})
    source = DATED | {"url": "https://example.com/a#top", "redistribution": passed_on}
    root = dossier(tmp_path / "d", given, sources=[source])
    text = "A heading\nIt rose. Sales were 5 USD, at last. That was 2024.\n"
    (root / "sources" / "s.md").write_text(text, encoding="utf-8", newline="")
    pack = pack_of(root, load_template(ROOT / "templates" / "ic_pack"))
    book = openpyxl.load_workbook(io.BytesIO(pack.files[pack.workbook]))
    evidence = {cell.value: cell for cell in book["Evidence"][4]}
    row = book["Evidence"][5]
    assert row[evidence["Quote"].column - 1].value == said
    assert row[evidence["File"].column - 1].value == "s.md"
    assert row[evidence["File"].column - 1].hyperlink.location == "'Sources'!C5"
    place = row[evidence["Place"].column - 1].value
    line = "" if passed_on == "nothing" else "line 2, "
    assert place == f"{line}characters 25 to 35"
    link = row[evidence["Address"].column - 1].hyperlink.target
    fragment = "" if passed_on == "nothing" else "#:~:text=were%205%20USD"
    assert link == f"https://example.com/a{fragment or '#top'}"


def test_the_one_pager_is_made_by_its_folder_alone() -> None:
    pack = pack_of(EXAMPLE, load_template(ROOT / "templates" / "one_pager"))
    book = openpyxl.load_workbook(io.BytesIO(pack.files[pack.workbook]))
    (sheet,) = book.worksheets
    ranges = dict(sheet.tables.items())
    assert ranges == {query.name: query.range for query in pack.manifest.queries}
    assert sheet.page_setup.fitToHeight == 1


def test_every_fact_leads_to_its_evidence(example: Pack) -> None:
    book = openpyxl.load_workbook(io.BytesIO(example.files[example.workbook]))
    summary = book["Summary"]
    column = next(cell.column for cell in summary[4] if cell.value == "Fact")
    for row in range(5, summary.max_row + 1):
        cell = summary.cell(row, column)
        sheet, target = cell.hyperlink.location.split("!")
        assert (sheet, book["Evidence"][target].value) == ("'Evidence'", cell.value)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_reads_the_same_numbers(example: Pack, tmp_path: Path) -> None:
    path = tmp_path / "pack.xlsx"
    path.write_bytes(example.files[example.workbook])
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    subprocess.run(
        ["soffice", home, "--headless", "--convert-to", "ods", "--outdir", tmp_path, path],
        check=True,
        capture_output=True,
        timeout=120,
    )
    from openpyxl.utils.cell import coordinate_to_tuple
    from python_calamine import CalamineWorkbook

    theirs = CalamineWorkbook.from_path(tmp_path / "pack.ods")
    ours = CalamineWorkbook.from_path(path)
    assert theirs.sheet_names == ours.sheet_names
    for name in ours.sheet_names:
        mine = ours.get_sheet_by_name(name).to_python(skip_empty_area=False)
        other = theirs.get_sheet_by_name(name).to_python(skip_empty_area=False)
        for cell in example.manifest.uncalculated:
            if cell.rpartition("!")[0].strip("'") == name:
                column, row = coordinate_to_tuple(cell.rpartition("!")[2])[::-1]
                mine[row - 1][column - 1] = other[row - 1][column - 1]
        assert [_trimmed(row) for row in other] == [_trimmed(row) for row in mine], name


def _trimmed(row: Sequence[Any]) -> list[Any]:
    """Cells up to the last that holds something; ODS keeps a date's day alone."""
    kept = [value.date() if isinstance(value, datetime) else value for value in row]
    while kept and kept[-1] == "":
        kept.pop()
    return kept
