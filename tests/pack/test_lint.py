"""`factpack template`: what a look at a template tells, and what an export refuses.

python tests/pack/test_lint.py     writes faults.txt anew, for a look at it
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from made.dossiers import CLEAN, make_dossier
from made.full_template import KEEP, full
from made.packs import made_pack
from made.templates import TOML, rich, template_folder, with_named_styles

from toolkit import open_dossier
from toolkit.cli import factpack
from toolkit.errors import FactpackError, QueryRefused, UnreadableFile, UnusableTemplate
from toolkit.ooxml.container.package import Package
from toolkit.ooxml.filling.functions import lacks_mark
from toolkit.pack.design.lint import check_template
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
    workbook: Callable[[Path], Path] | None = None,
    name: str = "template.xlsx",
) -> Path:
    """A template folder; `change` edits its workbook's parts by hand."""

    def made(path: Path) -> Path:
        (workbook or (lambda path: with_named_styles(rich(path, more=more))))(path)
        if change is not None:
            package = Package.open(path)
            parts = {part: package.read(part) for part in package.names}
            change(parts)
            path.write_bytes(package.to_bytes(parts))
        return path.rename(path.with_name(name))

    words = toml + '\n[words]\ntitle = "T"\nfacts = "F"\n' if "[words]" not in toml else toml
    return template_folder(root / "t", queries or {"figures": FIGURES}, toml=words, workbook=made)


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


def waiting(_: Any, sheet: Any, __: Any) -> None:
    for n in range(1, 8):
        sheet.write_formula(f"H{n}", "=NOW()")


def without_prefix(_: Any, sheet: Any, __: Any) -> None:
    sheet.write_formula("H1", '=XLOOKUP(1,C5:C6,C5:C6)&CONCAT("a","b")')


def in_rules(book: Any, sheet: Any, __: Any) -> None:
    sheet.data_validation("H1:H2", {"validate": "custom", "value": "=SUMX(H1)"})
    sheet.conditional_format("H3", {"type": "formula", "criteria": '=INDIRECT("A1")'})
    book.define_name("gone", "=Other!#REF!")
    book.define_name("named", "='It''s here'!$J$1")


def words_out_of_reach(book: Any, sheet: Any, __: Any) -> None:
    sheet.data_validation(
        "H1:H2", {"validate": "list", "source": ["a"], "input_message": "of {{title}}"}
    )
    sheet.write_formula("H3", '="x {{title}}"')
    sheet.write("H4", "of {{title}}")
    book.add_worksheet("{{title}} more")


DRIFTING = ("J5*C1", "VLOOKUP(K5,Other!C8:D9,2)", "J5*Other!C9")
STEADY = ("J5*C$1", "J4+J6", "C5*2", "SUM(J$5:J5)", "Other!C8+SUM(Other!A:A)", "'It''s here'!C5")


def drifting(book: Any, sheet: Any, _: Any) -> None:
    """Formulas of a sample row that look elsewhere in each row by mistake, and some that do not."""
    formulas = DRIFTING + STEADY
    headings = [{"header": heading} for heading in ["A", "B", *map(str, range(len(formulas)))]]
    sheet.add_table(4 - 1, 9, 5 - 1, 8 + len(headings), {"name": "other", "columns": headings})
    for number, formula in enumerate(formulas):
        sheet.write_formula(4, 11 + number, f"={formula}")
    for row in (6, 7, 8, 9):  # a list on the other sheet; with C9 it ends
        book.get_worksheet_by_name("Other").write(row - 1, 2, row)


def with_samples(_: Any, sheet: Any, __: Any) -> None:
    sheet.add_table("J1:K4", {"name": "other", "columns": [{"header": "A"}, {"header": "B"}]})
    sheet.write("J2", "one")
    sheet.write("K4", "two")
    sheet.write("L3", "beside")


def signed(parts: dict[str, bytes]) -> None:
    parts["_xmlsignatures/origin.sigs"] = b"<s/>"
    parts["_xmlsignatures/sig1.xml"] = b"<s/>"


def two_things(parts: dict[str, bytes]) -> None:
    swap("_rels/.rels", "docProps/core.xml", "xl/workbook.xml")(parts)


def styled_like_nothing(toml: str) -> str:
    return toml.replace("Yuan", "Renminbi")


OTHER = "select 1 as \"A\", ['f'] as facts"
KINDS = "select true as \"A\", ['x'] as \"B\", ['f'] as facts"
EXTRA = """
addresses = ["Address"]
reckoned = ["Result"]
[units]
Value = "Unit"
Worth = "Unit"
[jumps]
Fact = "figures.Fact"
Said = "evidence.Id"
Day = "figures.Days"
[hovers]
Fact = "Note"
[names]
here = "figures.Value"
there = "figures"
[words]
extra = "x"
named = "n"
title = "t"
facts = "f"
"""
FAULTS: dict[str, dict[str, Any]] = {
    "nothing to mend": {},
    "a word that nothing gives": {"more": unknown_word},
    "words where none are filled": {"more": words_out_of_reach},
    "settings of what is not there": {"toml": EXTRA, "more": in_rules},
    "a style that is none": {"toml": styled_like_nothing(TOML)},
    "a Table without a query": {"more": more_table},
    "a query without a Table": {"queries": {"figures": FIGURES, "other": OTHER}},
    "columns called otherwise": {"queries": {"figures": FIGURES.replace('"Said"', '"Sayd"')}},
    "formulas that go wrong": {"more": indirect},
    "formulas that look elsewhere in each row": {
        "more": drifting, "queries": {"figures": FIGURES, "other": KINDS},
    },
    "names without their mark": {"more": unmarked_name},
    "functions without their prefix": {"more": without_prefix},
    "rows and columns out of sight": {"more": out_of_sight},
    "a formula of the day": {"more": volatile},
    "more than five formulas left to Excel": {"more": waiting},
    "a named cell that holds something": {"more": named_cell},
    "a query without facts": {"queries": {"figures": "select 1 as x"}},
    "a function that is none": {"more": unknown_function},
    "sample rows": {
        "more": with_samples, "queries": {"figures": FIGURES, "other": KINDS},
    },
    "a signature": {"change": signed},
    "a part that is two things": {"change": two_things},
    "a sheet's name that Excel refuses": {
        "change": swap("xl/workbook.xml", 'name="Other"', 'name="Oth?r"'),
    },
    "a sheet's name that is too long": {
        "change": swap("xl/workbook.xml", 'name="Other"', f'name="{"O" * 32}"'),
    },
    "another workbook": {
        "change": swap("xl/worksheets/sheet2.xml", "SUM(", "SUM([0]!x,'[12]It''s'!A1,"),
    },
    "all there is, not declared": {"workbook": full},
    "all there is, declared": {"workbook": full, "toml": KEEP + TOML},
}  # fmt: skip
LISTED = Path(__file__).with_name("faults.txt")


def faults(name: str, root: Path) -> str:
    """All that is said of one of FAULTS, as it stands in faults.txt."""
    told = [f"== {name} =="]
    for one in check_template(load_template(folder(root, **FAULTS[name]))):
        at = "!".join(filter(None, (one.sheet, one.cell)))
        where = " ".join(filter(None, (one.file, at)))
        told += [f"{one.code} {one.severity}, {where}: {one.message}", f"  → {one.fix}"]
    return "\n".join(told) + "\n"


@pytest.mark.parametrize("name", FAULTS)
def test_all_that_is_said_of_a_template_is_as_it_is_listed(name: str, tmp_path: Path) -> None:
    listed = LISTED.read_text(encoding="utf-8").split("\n== ")
    (expected,) = (each for each in listed if each.removeprefix("== ").startswith(f"{name} ==\n"))
    assert faults(name, tmp_path).strip() == f"== {expected.removeprefix('== ')}".strip()


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
        ("_xlfn.LET (x,1,x)", ["x"]),
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


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as root:
        every = (faults(name, Path(root) / str(n)) for n, name in enumerate(FAULTS))
        LISTED.write_text("\n".join(every), encoding="utf-8")
