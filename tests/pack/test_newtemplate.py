"""`factpack template new`: a template begun for queries, and what it looks like.

python tests/pack/test_newtemplate.py     writes begun.txt anew, for a look at it
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from made.dossiers import CLEAN, make_dossier
from made.packs import made_pack

from toolkit import open_dossier
from toolkit.cli import factpack
from toolkit.errors import FactpackError, UnusableTemplate
from toolkit.pack.design.lint import check_template
from toolkit.pack.design.newtemplate import begin_template
from toolkit.pack.template import load_template

FIGURES = """
select f.id as "Fact", f.value as "Value", f.unit as "Unit", s.published as "Day",
  f.value_text as "Said", [f.id] as facts
from facts f left join sources s on s.id = f.source order by f.id
"""
OTHER = "select 1 as \"A\", ['f'] as facts"


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


NEW = {
    "a_query_with_a_name_that_is_longer_than_a_sheets": (
        'select \'x\' as "Id", \'x\' as "Kind", 1::decimal(9,2) as "Value", \'USD\' as "Unit", '
        'date \'2025-01-01\' as "Day", 1::bigint as "Count", 1::double as "Share", '
        '\'x\' as "Say ""it""", \'x\' as "Note", \'x\' as "Why", \'x\' as "How", '
        "'x' as \"Url\", 'x' as \"Address\", ['f'] as facts"
    ),
    "a_query_with_a_name_that_is_longer_than_another": (
        "select 'x' as \"Address\", 1::decimal(9,2) as \"Value\", ['f'] as facts"
    ),
    "history": "select 1.5::decimal(9,2) as \"A\\B\", '%' as \"unit\", ['f'] as facts",
}
BEGUN = Path(__file__).with_name("begun.txt")


def begun(root: Path) -> str:
    """A new template in words: its settings, its styles, and each sheet."""
    paths = [root / f"{name}.sql" for name in NEW]
    for path, sql in zip(paths, NEW.values(), strict=True):
        path.write_text(sql, encoding="utf-8")
    made = begin_template(root / "new", paths)
    told = [path.name for path in made]
    told += ["", (root / "new" / "template.toml").read_text(encoding="utf-8")]
    book = openpyxl.load_workbook(root / "new" / "template.xlsx")
    for style in list(book._named_styles)[1:]:  # after Normal
        font, edge, at = style.font, style.border.bottom, style.alignment
        told.append(
            f"{style.name}: {font.name} {font.sz} {'bold ' * bool(font.b)}"
            f"{font.color.rgb if font.color else ''} on {style.fill.fgColor.rgb}, beneath "
            f"{edge and edge.style} {edge.color.rgb if edge and edge.color else ''}, "
            f"{at.horizontal} {at.vertical} "
            f"{'wrapped ' * bool(at.wrap_text)}{style.number_format}"
        )
    for sheet in book:
        page = sheet.page_setup
        told += [
            "",
            f"{sheet.title}: frozen at {sheet.freeze_panes}, repeats {sheet.print_title_rows}, "
            f"grid {sheet.sheet_view.showGridLines}, {page.orientation} {page.paperSize} fits "
            f"{page.fitToWidth} {page.fitToHeight} {sheet.sheet_properties.pageSetUpPr.fitToPage}",
            f"  {sheet.oddHeader.left.text} | {sheet.oddHeader.right.text} || "
            f"{sheet.oddFooter.left.text} | {sheet.oddFooter.right.text}",
            f"  row 1 is {sheet.row_dimensions[1].height} high",
            *(
                f"  Table {each.name} {each.ref} {each.tableStyleInfo.name} "
                f"stripes {each.tableStyleInfo.showRowStripes}"
                for each in sheet.tables.values()
            ),
            *(
                f"  {cell.coordinate} {cell.style}: {cell.value!r}"
                for row in sheet.iter_rows()
                for cell in row
                if cell.value is not None or cell.style != "Normal"
            ),
            "  widths "
            + ", ".join(f"{name} {each.width:g}" for name, each in sheet.column_dimensions.items()),
        ]
    properties = book.properties
    told += ["", f"{properties.title}, {properties.creator}, {properties.created}"]
    return "\n".join(told) + "\n"


def test_a_new_template_looks_as_it_is_listed(tmp_path: Path) -> None:
    assert begun(tmp_path) == BEGUN.read_text(encoding="utf-8")


NO_QUERIES = [
    ([], "a template begins with its queries"),
    (["Key Figures.sql"], "Key Figures.sql cannot be a query's name"),
    (["none.sql"], "none.sql cannot be read: No such file or directory"),
    (["latin.sql"], "latin.sql cannot be read: it is not UTF-8 text"),
    (["one.sql", "more/one.sql"], "two queries are called one.sql"),
]


@pytest.mark.parametrize(("names", "says"), NO_QUERIES)
def test_what_no_template_can_begin_with_is_refused(
    names: list[str], says: str, tmp_path: Path
) -> None:
    (tmp_path / "more").mkdir()
    (tmp_path / "latin.sql").write_bytes("select 'é'".encode("latin-1"))
    for name in ("one.sql", "more/one.sql", "Key Figures.sql"):
        (tmp_path / name).write_text("\ufeffselect 1 as a, ['f'] as facts", encoding="utf-8")
    with pytest.raises(FactpackError) as refused:
        begin_template(tmp_path / "new", [tmp_path / name for name in names])
    assert says in refused.value.what
    assert refused.value.hint
    assert not (tmp_path / "new").exists()


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


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as root:
        BEGUN.write_text(begun(Path(root)), encoding="utf-8")
