"""A template folder: what it must hold, and how its Tables and queries must agree."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from made.templates import rich, template_folder, with_named_styles

from toolkit.errors import UnusableTemplate
from toolkit.ooxml.container.package import Package
from toolkit.ooxml.container.workbook import read_workbook_part
from toolkit.ooxml.filling.slots import Template
from toolkit.ooxml.filling.styles import Styles
from toolkit.pack.template import Query, Settings, bind, check_columns, load_template, unit_formats

ROOT = Path(__file__).parents[2]
COLUMNS = ("Fact", "Value", "Unit", "Day", "Said")
TYPES = ("VARCHAR", "DECIMAL(38,9)", "VARCHAR", "DATE", "VARCHAR")
SETTINGS = Settings(
    units={"Value": "Unit"},
    styles={"CNY": "Yuan", "currency": "Dollar", "percent": "Percentage", "*": "Count"},
)


class Opened:
    def __init__(self, path: Path) -> None:
        package = Package.open(path)
        self.template = Template(package, read_workbook_part(package))
        self.styles = Styles(package, self.template.workbook.part)
        self.slot = self.template.slots()["figures"]

    def bind(self, columns: Sequence[str], types: Sequence[str], settings: Settings = SETTINGS):
        return bind(Query("figures", ""), self.slot, columns, types, settings, self.styles)


@pytest.fixture
def opened(tmp_path: Path) -> Opened:
    return Opened(with_named_styles(rich(tmp_path / "t.xlsx")))


def test_the_templates_that_come_with_factpack_load() -> None:
    template = load_template(ROOT / "templates" / "ic_pack")
    assert template.name == "ic_pack"
    assert "summary" in [query.name for query in template.queries]
    assert template.settings.style_of("CNY") == "Yuan"
    assert template.settings.style_of("SEK") == "Other currency"
    assert template.settings.style_of("parameters") == template.settings.style_of(None) == "Count"


@pytest.fixture
def scaffold() -> Iterator[Any]:
    """templates/scaffold.py, which is no module of the package."""
    spec = importlib.util.spec_from_file_location("scaffold", ROOT / "templates" / "scaffold.py")
    assert spec is not None and spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    known = (set(sys.modules), list(sys.path))
    spec.loader.exec_module(made)
    yield made
    for each in {"looks", "charts"} - known[0]:
        del sys.modules[each]
    sys.path[:] = known[1]


@pytest.mark.parametrize("name", ["ic_pack", "one_pager"])
def test_the_scaffold_makes_the_same_workbook_each_time(scaffold: Any, name: str) -> None:
    made = scaffold.build(name)
    assert made == scaffold.build(name)
    assert made == (ROOT / "templates" / name / "template.xlsx").read_bytes()


@pytest.mark.parametrize(
    ("key", "says"),
    [
        ("title = ", "one_pager/design.toml has no 'title'"),
        ("name = ", "one_pager/design.toml, sheet 1 has no 'name'"),
        ("columns = ", "one_pager/design.toml, sheet 1, block 1 has no 'columns'"),
    ],
)
def test_a_design_without_a_key_says_which_and_where(
    scaffold: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str, says: str
) -> None:
    monkeypatch.setattr(scaffold, "FOLDER", tmp_path)
    text = (ROOT / "templates" / "one_pager" / "design.toml").read_text(encoding="utf-8")
    (tmp_path / "one_pager").mkdir()
    design = tmp_path / "one_pager" / "design.toml"
    design.write_text(text.replace(f"\n{key}", f"\nx{key}", 1), encoding="utf-8")
    with pytest.raises(UnusableTemplate) as error:
        scaffold.build("one_pager")
    assert error.value.what == says and error.value.hint


@pytest.mark.parametrize("name", ["Figures", "key-figures", "_x", "a__b", "a1", "a b"])
def test_a_query_is_named_in_lower_case_words(tmp_path: Path, name: str) -> None:
    folder = template_folder(tmp_path / "t", {name: "select 1"})
    with pytest.raises(UnusableTemplate, match="cannot be a query's name"):
        load_template(folder)


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ("stiles = 1", "'stiles' is no setting of a template"),
        ("styles = 1", "expected a table of texts"),
        ('keep = ["dust"]', "nothing that a workbook carries"),
        ("keep = 'macros'", "expected a list of texts"),
        ("language = ", "cannot be read"),
        ('[names]\n"Key 1" = "figures.Value"', "which is no name"),
        ("reckoned = 'Value'", "expected a list of texts"),
    ],
)
def test_a_slip_in_the_settings_is_refused(tmp_path: Path, toml: str, said: str) -> None:
    folder = template_folder(tmp_path / "t", {"figures": "select 1"}, toml=toml)
    with pytest.raises(UnusableTemplate, match=said):
        load_template(folder)


def test_a_query_that_is_no_text_or_a_programs_copy_is_refused(tmp_path: Path) -> None:
    folder = template_folder(tmp_path / "t", {"figures": "select 1"})
    (folder / "other.sql").write_bytes("select 'é'".encode("latin-1"))
    with pytest.raises(UnusableTemplate, match=r"other\.sql is not UTF-8 text") as refused:
        load_template(folder)
    assert refused.value.hint == "save it as UTF-8"
    (folder / "other.sql").rename(folder / "figures (1).sql")
    with pytest.raises(UnusableTemplate, match=r"figures \(1\)\.sql is "):
        load_template(folder)


def test_a_unit_that_the_query_does_not_give_is_refused(opened: Opened) -> None:
    with pytest.raises(UnusableTemplate) as refused:
        opened.bind((*COLUMNS, "facts"), (*TYPES, "X"), Settings(units={"Value": "Currency"}))
    assert refused.value.what == (
        "template.toml takes the unit of 'Value' from 'Currency', which figures.sql does not give"
    )
    assert refused.value.hint == "give both columns in the query"


def test_a_folder_without_a_workbook_or_queries_is_no_template(tmp_path: Path) -> None:
    with pytest.raises(UnusableTemplate, match=r"it has no template\.xlsx"):
        load_template(tmp_path)
    with pytest.raises(UnusableTemplate, match="has no query"):
        load_template(template_folder(tmp_path / "t", {}))


@pytest.mark.parametrize(
    ("columns", "types", "said"),
    [
        (("A",), ("VARCHAR",), "gives no such column"),
        (("A", "facts"), ("VARCHAR", "VARCHAR"), "gives VARCHAR: every query gives"),
        (("A", "a", "facts"), ("VARCHAR", "VARCHAR", "VARCHAR[]"), "the heading A and a twice"),
    ],
)
def test_a_query_gives_the_ids_behind_each_row(
    columns: tuple[str, ...], types: tuple[str, ...], said: str
) -> None:
    with pytest.raises(UnusableTemplate, match=said):
        check_columns(Query("figures", ""), columns, types)


def test_columns_are_matched_by_heading_in_any_order_and_case(opened: Opened) -> None:
    columns = opened.bind(("said", "DAY", "unit", "value", "fact", "facts"), (*TYPES[::-1], "X"))
    assert [column.value for column in columns] == [4, 3, 2, 1, 0]
    assert columns[1].unit == 2


def test_headings_and_columns_that_differ_are_both_named(opened: Opened) -> None:
    with pytest.raises(UnusableTemplate) as refused:
        opened.bind(("Fact", "Value", "Unit", "Date", "Words"), TYPES)
    assert "the Table has, and the query does not give: Day, Said" in refused.value.what
    assert "the query gives, and the Table does not have: Date, Words" in refused.value.what


def test_a_unit_need_not_be_shown(tmp_path: Path, opened: Opened) -> None:
    settings = Settings(units={"Value": "hidden unit"}, styles=SETTINGS.styles)
    columns = opened.bind((*COLUMNS, "Hidden unit"), (*TYPES, "VARCHAR"), settings)
    assert columns[1].unit == 5


def test_a_column_that_no_cell_can_hold_is_refused(opened: Opened) -> None:
    with pytest.raises(UnusableTemplate, match="gives 'Said' as TIMESTAMP"):
        opened.bind(COLUMNS, (*TYPES[:4], "TIMESTAMP"))


def test_dates_need_a_date_format(opened: Opened) -> None:
    with pytest.raises(UnusableTemplate, match="'Said' of the Table 'figures' gets dates"):
        opened.bind(COLUMNS, (*TYPES[:4], "DATE"))


def test_each_unit_has_its_own_look(opened: Opened) -> None:
    made = unit_formats(["CNY", "USD", "percent", "wafers", None], SETTINGS, opened.styles)
    assert len({made["CNY"], made["USD"], made["percent"], made["wafers"]}) == 4
    assert made["wafers"] == made[None]


@pytest.mark.parametrize("name", ["ic_pack", "one_pager"])
def test_amounts_of_every_currency_show_which_it_is(name: str, tmp_path: Path) -> None:
    path = ROOT / "templates" / name / "template.xlsx"
    package, settings = Package.open(path), load_template(path.parent).settings
    styles = Styles(package, read_workbook_part(package).part)
    units = ["CHF", "CNY", "EUR", "JPY", "KRW", "TWD", "USD"]
    made = unit_formats(units, settings, styles)
    reckoned = unit_formats(units, settings, styles, reckoned=True)
    (tmp_path / "t.xlsx").write_bytes(package.to_bytes({styles.part: styles.edited()}))
    formats = openpyxl.load_workbook(tmp_path / "t.xlsx")._cell_styles
    codes = openpyxl.load_workbook(tmp_path / "t.xlsx")._number_formats
    for unit in units:
        for index in {made[unit], reckoned[unit]}:
            code = codes[formats[index].numFmtId - 164]
            assert code.count(f'"{unit}"* ') == 3 and "¤" not in code
    assert len({made[unit] for unit in units}) == len(units)


@pytest.mark.parametrize(
    ("styles", "unit", "said"),
    [
        ({}, "CNY", "no style for amounts in CNY"),
        ({"CNY": "Renminbi"}, "CNY", "'Renminbi', which the workbook does not have"),
        ({"percent": "Count"}, "percent", "is no percent format"),
        ({"CNY": "Percentage"}, "CNY", "is a percent format"),
    ],
)
def test_a_unit_without_a_fitting_style_is_refused(
    opened: Opened, styles: dict[str, str], unit: str, said: str
) -> None:
    with pytest.raises(UnusableTemplate, match=said):
        unit_formats([unit], Settings(styles=styles), opened.styles)
