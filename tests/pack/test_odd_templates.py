"""Templates that another program saved, or that something spoilt: kept whole or refused by name."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from made.packs import FIGURES, dossier, put_pack
from made.templates import TOML, template_folder

from toolkit import open_dossier
from toolkit.errors import FactpackError, UnreadableFile
from toolkit.ooxml.container.package import Package
from toolkit.pack.design.lint import check_template
from toolkit.pack.design.newtemplate import begin_template
from toolkit.pack.export import export
from toolkit.pack.template import PackTemplate, load_template

SHEET = "xl/worksheets/sheet1.xml"
NS = "http://schemas.openxmlformats.org"
_CUSTOM = f"{NS}/officeDocument/2006"


def changed(folder: Path, change: Callable[[dict[str, bytes]], None]) -> PackTemplate:
    """The usual template, its parts changed by hand."""
    template = load_template(template_folder(folder, {"figures": FIGURES}, toml=TOML))
    package = Package.open(template.workbook)
    parts = {name: package.read(name) for name in package.names}
    change(parts)
    template.workbook.write_bytes(package.to_bytes(dict(parts)))
    return template


def replaced(part: str, old: str, new: str) -> Callable[[dict[str, bytes]], None]:
    def change(parts: dict[str, bytes]) -> None:
        assert old.encode() in parts[part], old
        parts[part] = parts[part].replace(old.encode(), new.encode(), 1)

    return change


SPOILT = {
    "a cell in another row": (replaced(SHEET, 'r="A1"', 'r="A3"'), "stands in row"),
    "a merge of nothing": (
        replaced(SHEET, "</sheetData>", '</sheetData><mergeCells><mergeCell ref=""/></mergeCells>'),
        "merges ''",
    ),
    "a sheet that is none": (
        replaced(SHEET, f'xmlns="{NS}/spreadsheetml/2006/main"', 'xmlns="urn:x"'),
        "as no sheet does",
    ),
    "properties that are the workbook": (
        replaced("_rels/.rels", 'Target="docProps/core.xml"', 'Target="xl/workbook.xml"'),
        "the part xl/workbook.xml is said to be two things",
    ),
}


@pytest.mark.parametrize("name", SPOILT)
def test_what_could_not_be_read_back_is_refused_before_it_is_filled(
    tmp_path: Path, name: str
) -> None:
    change, said = SPOILT[name]
    template = changed(tmp_path / "t", change)
    opened = open_dossier(dossier(tmp_path / "d", [{"id": "n", "value": 5, "unit": "USD"}]))
    with pytest.raises(FactpackError) as refused:
        export(opened, template, tmp_path / "pack", allow_errors=True)
    assert said in refused.value.what and "template.xlsx" in refused.value.what
    assert not (tmp_path / "pack").exists()
    assert any(said in each for each in _checked(template))


def _checked(template: PackTemplate) -> list[str]:
    """What a check finds, or why it cannot look."""
    try:
        return [found.message for found in check_template(template)]
    except FactpackError as error:
        return [error.what]


@pytest.mark.parametrize(("inside", "refused"), [("", False), ("<property/>", True)])
def test_a_part_of_properties_without_any_is_no_baggage(
    tmp_path: Path, inside: str, refused: bool
) -> None:
    def with_custom(parts: dict[str, bytes]) -> None:
        parts["docProps/custom.xml"] = (
            f'<Properties xmlns="{_CUSTOM}/custom-properties">{inside}</Properties>'.encode()
        )
        kind = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
        said = f'<Override PartName="/docProps/custom.xml" ContentType="{kind}"/></Types>'
        replaced("[Content_Types].xml", "</Types>", said)(parts)
        arrow = f'<Relationship Id="rIdC" Type="{_CUSTOM}/relationships/custom-properties" '
        replaced(
            "_rels/.rels", "</Relationships>",
            f'{arrow}Target="docProps/custom.xml"/></Relationships>',
        )(parts)  # fmt: skip

    template = changed(tmp_path / "t", with_custom)
    codes = [one.code for one in check_template(template) if one.severity == "error"]
    assert codes == (["TPL001"] * len(codes) if refused else [])
    assert bool(codes) is refused


@pytest.mark.parametrize(
    ("day", "says"),
    [
        ("date '10000-01-01'", "E5 would hold 10000-01-01, a day that no workbook has"),
        ("date '0044-03-15 (BC)'", r"E5 would hold 0044-03-15 \(BC\), a day that no workbook has"),
        ("date 'infinity'", "cast it with ::varchar to see it: infinity"),
        ("now()", "figures.sql: it gives 'Day' as TIMESTAMP WITH TIME ZONE, which no cell holds"),
    ],
)
def test_a_day_that_no_workbook_has_is_refused_by_its_place(
    day: str, says: str, tmp_path: Path
) -> None:
    with pytest.raises(FactpackError, match=says):
        put_pack(tmp_path, queries={"figures": FIGURES.replace("s.published", day)})


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of POSIX")
def test_a_pipe_is_no_workbook_and_no_query_and_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "facts.xlsx")
    with pytest.raises(UnreadableFile, match="not an ordinary file"):
        Package.open(tmp_path / "facts.xlsx")
    os.mkfifo(tmp_path / "figures.sql")
    with pytest.raises(FactpackError, match="not an ordinary file"):
        begin_template(tmp_path / "new", [tmp_path / "figures.sql"])
