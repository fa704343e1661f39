"""`factpack template`: what a look at a template tells, and what a new one is like."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner
from dossiers import CLEAN, make_dossier
from made_packs import made_pack
from made_templates import TOML, rich, template_folder, with_named_styles

from toolkit import open_dossier
from toolkit.cli import factpack
from toolkit.errors import FactpackError, QueryRefused, UnreadableFile, UnusableTemplate
from toolkit.ooxml.container.package import Package
from toolkit.ooxml.filling.functions import lacks_mark
from toolkit.pack.design.lint import check_template
from toolkit.pack.design.newtemplate import begin_template
from toolkit.pack.export import export
from toolkit.pack.template import load_template

FIGURES = """
select f.id as "Fact", f.value as "Value", f.unit as "Unit", s.published as "Day",
  f.value_text as "Said", [f.id] as facts
from facts f left join sources s on s.id = f.source order by f.id
"""
More = Callable[..., None]
Change = Callable[[dict[str, bytes]], None]


def folder(
    root: Path,
    *,
    queries: dict[str, str] | None = None,
    toml: str = TOML,
    more: More | None = None,
    change: Change | None = None,
    name: str = "template.xlsx",
) -> Path:
    """A template folder; `change` edits its workbook's parts by hand."""

    def workbook(path: Path) -> Path:
        with_named_styles(rich(path, more=more))
        if change is not None:
            package = Package.open(path)
            parts = {part: package.read(part) for part in package.names}
            change(parts)
            path.write_bytes(package.to_bytes(parts))
        return path.rename(path.with_name(name))

    words = toml + '\n[words]\ntitle = "T"\nfacts = "F"\n' if "[words]" not in toml else toml
    return template_folder(
        root / "t", queries or {"figures": FIGURES}, toml=words, workbook=workbook
    )


def found(path: Path) -> dict[str, list[str]]:
    """What the check says, by code."""
    told: dict[str, list[str]] = {}
    for one in check_template(load_template(path)):
        told.setdefault(one.code, []).append(f"{one.place}: {one.message}")
    return told


def swap(part: str, old: str, new: str) -> Change:
    def change(parts: dict[str, bytes]) -> None:
        assert old.encode() in parts[part]
        parts[part] = parts[part].replace(old.encode(), new.encode())

    return change


@pytest.mark.parametrize("name", ["ic_pack", "one_pager"])
def test_factpacks_own_templates_have_nothing_to_mend(name: str) -> None:
    shown = CliRunner().invoke(
        factpack, ["template", "check", name, "--fail-on", "warning", "--format", "json"]
    )
    told = {each["code"] for each in json.loads(shown.output)["findings"]}
    assert (told - {"TPL013"}, shown.exit_code) == (set(), 0)


def test_a_sound_template_has_nothing_to_tell(tmp_path: Path) -> None:
    assert found(folder(tmp_path)) == {}


def unknown_word(_: Any, sheet: Any, __: Any) -> None:
    sheet.write("A20", "{{ttle}} of it")


def indirect(_: Any, sheet: Any, __: Any) -> None:
    sheet.write_formula("H1", '=INDIRECT("C5")+#REF!')


def named_cell(book: Any, sheet: Any, __: Any) -> None:
    book.define_name("status", "='It''s here'!$H$1")
    sheet.write("H1", "typed")


def more_table(_: Any, sheet: Any, __: Any) -> None:
    sheet.add_table("J1:K2", {"name": "lookup"})


def volatile(_: Any, sheet: Any, __: Any) -> None:
    sheet.write_formula("H1", "=TODAY()")


def out_of_sight(_: Any, sheet: Any, __: Any) -> None:
    sheet.set_column("F:F", None, None, {"hidden": True})
    sheet.set_column("K:L", 0)
    sheet.set_row(4, None, None, {"hidden": True})  # of the sample, which gives way
    sheet.set_row(19, 0)
    sheet.write("K20", "left out of sight")


def unknown_function(_: Any, sheet: Any, __: Any) -> None:
    sheet.write_formula("H1", "=SUMX(1)")


def unmarked_name(_: Any, sheet: Any, __: Any) -> None:
    sheet.write_formula("H1", "=_xlfn.LET(x,C5,x*2)")


OTHER = "select 1 as \"A\", ['f'] as facts"


@pytest.mark.parametrize(
    ("given", "code", "said"),
    [
        ({"more": unknown_word}, "TPL002", "It's here!A20 holds {{ttle}}"),
        ({"toml": TOML + '[words]\nextra = "x"\ntitle = "t"\nfacts="f"\n'}, "TPL003", "'extra'"),
        ({"more": more_table}, "TPL004", "no query fills the Table 'lookup'"),
        ({"queries": {"figures": FIGURES, "other": OTHER}}, "TPL005", "no Table is called other"),
        ({"queries": {"figures": FIGURES.replace('"Said"', '"Sayd"')}}, "TPL006", "'Said'"),
        ({"queries": {"figures": FIGURES.replace('"Said"', '"Sayd"')}}, "TPL007", "'Sayd'"),
        ({"more": indirect}, "TPL009", "It's here!H1 names cells in a text (INDIRECT)"),
        ({"more": indirect}, "TPL009", "It's here!H1 holds #REF!"),
        ({"more": unmarked_name}, "TPL009", "It's here!H1 has the name x of a LET or LAMBDA"),
        ({"more": out_of_sight}, "TPL008", "hidden columns: F, K of sheet 'It's here'"),
        ({"more": out_of_sight}, "TPL008", "hidden rows: 20 of sheet 'It's here'"),
        ({"more": volatile}, "TPL013", "It's here!H1 (TODAY is not among the functions"),
        ({"more": named_cell}, "TPL010", "its cell It's here!H1 holds something"),
        ({"toml": TOML.replace("Yuan", "Renminbi")}, "TPL012", "the style 'Renminbi' of CNY"),
        ({"queries": {"figures": "select 1 as x"}}, "TPL001", "gives no such column"),
        ({"queries": {"figures": "select nothing"}}, "TPL001", "figures.sql: DuckDB refuses"),
        ({"more": unknown_function}, "TPL001", "It's here!H1 uses SUMX"),
    ],
)
def test_each_fault_is_told(tmp_path: Path, given: dict[str, Any], code: str, said: str) -> None:
    told = found(folder(tmp_path, **given))
    assert any(said in line for line in told[code]), told


@pytest.mark.parametrize(
    ("formula", "names"),
    [
        ("_xlfn.LET(x,1,y,SUM(A1:B2,x),x+y)", ["x", "y"]),
        ("_xlfn.LET(_xlpm.x,1,_xlpm.x+1)", []),
        ("_xlfn.LET( rate, 0.2, {1,2;3,4}*rate)", ["rate"]),
        ("SUM(_xlfn.LET(_xlpm.a,_xlfn.LAMBDA(b,b*2),_xlpm.a(3)))", ["b"]),
        ("_xlfn.LAMBDA(_xlpm.a,_xlop.b,_xlpm.a)(1,2)", []),
        ("_xlfn.MAP(A1:A3,_xlfn.LAMBDA(v,v+1))", ["v"]),
        ("_xlfn.LAMBDA(1)()", []),
        ("LET(", []),
        (")LET(a,1,a)", ["a"]),
    ],
)
def test_names_within_a_formula_are_marked_as_such(formula: str, names: list[str]) -> None:
    assert list(lacks_mark(formula)) == names


def test_faults_come_as_json_with_the_houses_exit_codes(tmp_path: Path) -> None:
    path = folder(tmp_path, more=unknown_word)
    shown = CliRunner().invoke(factpack, ["template", "check", str(path), "--format", "json"])
    told = json.loads(shown.output)
    assert shown.exit_code == 1
    assert told["counts"]["error"] == 1
    assert told["findings"][0]["fix"].startswith("words: base_currency, date,")


def test_a_check_with_a_dossier_fills_in_its_own_facts(tmp_path: Path) -> None:
    facts = [dict(CLEAN["facts"][0], value_text="a" * 40_000, value=None, unit=None)]
    dossier = make_dossier(tmp_path / "d", {**CLEAN, "facts": facts})
    path = folder(tmp_path)
    with_facts = check_template(load_template(path), open_dossier(dossier))
    assert [one.message for one in with_facts if one.code == "TPL001"] == [
        "It's here!F5 would hold a text of 40000 characters; a cell holds 32767"
    ]


# -- what an export refuses ---------------------------------------------------------------------


def long_name(book: Any, _: Any, __: Any) -> None:
    book.add_worksheet("A name of exactly thirty-one ch")


def tables_beside(_: Any, sheet: Any, __: Any) -> None:
    sheet.add_table("H4:I5", {"name": "other", "columns": [{"header": "A"}, {"header": "B"}]})


TWO = {"figures": FIGURES, "other": "select 'a' as \"A\", 'b' as \"B\", ['f'] as facts"}
ROWS = 'select \'f\' as "Fact", 1 as "Value", \'USD\' as "Unit", date \'2025-01-01\' as "Day", '
MANY = ROWS + "'' as \"Said\", ['f'] as facts from range(1048577)"
LONG = ROWS + "repeat('x', 32768) as \"Said\", ['f'] as facts"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"more": unknown_function}, "It's here!H1 uses SUMX, which is no function of Excel"),
        (
            {"more": long_name, "change": swap("xl/workbook.xml", "-one ch", "-two chr")},
            "the sheet name 'A name of exactly thirty-two chr' has 32 characters",
        ),
        (
            {"change": swap("xl/worksheets/sheet2.xml", "SUM(", "SUM([1]Data!A1,")},
            "Other!A1 points at another workbook: =SUM([1]Data!A1,",
        ),
        (
            {"change": swap("xl/worksheets/sheet2.xml", "SUM(", "SUM('C:\\anna\\[b.xlsx]S'!A1,")},
            "Other!A1 points at another workbook: =SUM('C:\\anna\\[b.xlsx]S'!A1,",
        ),
        (
            {"change": swap("xl/worksheets/sheet2.xml", "SUM(", "SUM([b.xlsx]S!A1,")},
            "Other!A1 points at another workbook: =SUM([b.xlsx]S!A1,",
        ),
        (
            {"change": swap("xl/worksheets/sheet1.xml", "</sheetData>",
                            '</sheetData><mergeCells><mergeCell ref="B5:C5"/></mergeCells>')},
            "the Table 'figures' on sheet 'It's here' stands in merged cells, B5:C5",
        ),
        (
            {"more": tables_beside, "queries": TWO},
            "'figures' at It's here!B4 and 'other' at It's here!H4 stand side by side",
        ),
        ({"queries": {"figures": LONG}}, "It's here!F5 would hold a text of 32768 characters"),
        ({"queries": {"figures": FIGURES.replace("f.id as", "f.idd as")}}, "figures.sql: DuckDB"),
        ({"queries": {"figures": FIGURES.replace('"Said"', '"Sayd"')}}, "does not give: Said"),
        (
            {"name": "template.xlsm", "toml": "macros = true\n" + TOML},
            "is not that of .xlsm files",
        ),
    ],
)  # fmt: skip
def test_bad_input_is_refused_by_its_place_and_leaves_nothing(
    tmp_path: Path, given: dict[str, Any], said: str
) -> None:
    template = load_template(folder(tmp_path, **given))
    dossier = make_dossier(tmp_path / "d", CLEAN, 'title = "T"\ndate = 2025-09-26\n')
    with pytest.raises(FactpackError) as refused:
        export(open_dossier(dossier), template, tmp_path / "out" / "pack", allow_errors=True)
    assert said in refused.value.what
    assert refused.value.hint or isinstance(refused.value, QueryRefused)
    assert not (tmp_path / "out").exists() or not list((tmp_path / "out").iterdir())


def test_more_rows_than_a_sheet_has_are_refused_before_one_is_written(tmp_path: Path) -> None:
    template = load_template(folder(tmp_path, queries={"figures": MANY}))
    dossier = make_dossier(tmp_path / "d", CLEAN, 'title = "T"\ndate = 2025-09-26\n')
    with pytest.raises(UnusableTemplate, match="'figures' would need 1,048,577 rows"):
        made_pack(open_dossier(dossier), template)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.7", "is no .xlsx workbook: it is a PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    ],
)
def test_what_is_no_workbook_is_said_to_be_none_with_exit_2(
    tmp_path: Path, content: bytes, said: str
) -> None:
    import subprocess
    import sys

    path = folder(tmp_path)
    (path / "template.xlsx").write_bytes(content)
    shown = subprocess.run(
        [sys.executable, "-m", "toolkit", "template", "check", str(path)],
        capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip
    assert shown.returncode == 2
    assert said in shown.stderr


def with_macros(parts: dict[str, bytes]) -> None:
    """The parts that Excel adds for a project of macros; the project itself is opaque bytes."""
    plain, macro = b"openxmlformats-officedocument.spreadsheetml.sheet.main", b"ms-excel.sheet.mac"
    types = parts["[Content_Types].xml"].replace(plain, macro + b"roEnabled.main")
    bin_type = b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
    parts["[Content_Types].xml"] = types.replace(b"<Default", bin_type + b"<Default", 1)
    parts["xl/vbaProject.bin"] = b"\xd0\xcf\x11\xe0 macros"
    arrow = (
        b'<Relationship Id="rIdVba" Target="vbaProject.bin" Type="http://schemas.microsoft.com/'
        b'office/2006/relationships/vbaProject"/></Relationships>'
    )
    name = "xl/_rels/workbook.xml.rels"
    parts[name] = parts[name].replace(b"</Relationships>", arrow)


def test_macros_are_kept_where_the_settings_allow_them(tmp_path: Path) -> None:
    given: dict[str, Any] = {"change": with_macros, "name": "template.xlsm"}
    path = folder(tmp_path, toml="macros = true\n" + TOML, more=unknown_function, **given)
    dossier = make_dossier(tmp_path / "d", CLEAN, 'title = "T"\ndate = 2025-09-26\n')
    pack = made_pack(open_dossier(dossier), load_template(path))
    assert pack.workbook == "d-t.xlsm"
    package = Package.open(pack.files[pack.workbook])
    assert package.read("xl/vbaProject.bin") == b"\xd0\xcf\x11\xe0 macros"
    (path / "template.toml").write_text(TOML, encoding="utf-8")
    with pytest.raises(UnusableTemplate, match=r"template\.toml does not allow macros"):
        load_template(path)


# -- a new template -----------------------------------------------------------------------------


def test_a_new_template_can_be_exported_at_once(tmp_path: Path) -> None:
    queries = [tmp_path / "key_figures.sql", tmp_path / "other.sql"]
    queries[0].write_text(FIGURES, encoding="utf-8")
    queries[1].write_text(OTHER, encoding="utf-8")
    words = ["template", "new", str(tmp_path / "mine"), "--from", *map(str, queries)]
    shown = CliRunner().invoke(factpack, words)
    assert shown.exit_code == 0, shown.output
    names = ["key_figures.sql", "other.sql", "template.toml", "template.xlsx"]
    assert sorted(path.name for path in (tmp_path / "mine").iterdir()) == names
    template = load_template(tmp_path / "mine")
    assert check_template(template) == []
    dossier = make_dossier(tmp_path / "d", CLEAN, 'title = "T"\ndate = 2025-09-26\n')
    pack = made_pack(open_dossier(dossier), template)
    path = tmp_path / "pack.xlsx"
    path.write_bytes(pack.files[pack.workbook])
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Key figures", "Other"]
    sheet = book["Key figures"]
    assert [cell.value for cell in sheet[4]] == ["Fact", "Value", "Unit", "Day", "Said"]
    assert [cell.value for cell in sheet[5]][:3] == ["f1", 1, "USD"]
    assert sheet.print_title_rows == "$4:$4"


def test_a_new_template_is_the_same_bytes_each_time(tmp_path: Path) -> None:
    query = tmp_path / "key_figures.sql"
    query.write_text(FIGURES, encoding="utf-8")
    made = [begin_template(tmp_path / name, [query])[0].read_bytes() for name in ("a", "b")]
    assert made[0] == made[1]


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    query = tmp_path / "key_figures.sql"
    query.write_text(FIGURES, encoding="utf-8")
    with pytest.raises(FactpackError, match="is there already"):
        begin_template(tmp_path, [query])
    query.write_text("select 1 as a", encoding="utf-8")
    with pytest.raises(UnusableTemplate, match="gives no such column"):
        begin_template(tmp_path / "new", [query])
    assert not (tmp_path / "new").exists()


def test_a_workbook_that_cannot_be_opened_any_more_is_no_finding_but_ends_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, opened = folder(tmp_path), Path.open

    def until_the_trial(package: Any, *_: Any, **__: Any) -> Any:
        def refused(self: Path, *args: Any, **kwargs: Any) -> Any:
            if self.name == "template.xlsx":
                raise OSError(24, "Too many open files", str(self))
            return opened(self, *args, **kwargs)

        monkeypatch.setattr(Path, "open", refused)
        return []

    monkeypatch.setattr("toolkit.pack.design.lint.fed_pivots", until_the_trial)
    shown = CliRunner().invoke(factpack, ["template", "check", str(path)])
    assert isinstance(shown.exception, UnreadableFile)
    assert "Too many open files" in shown.exception.what
    assert shown.output == ""
