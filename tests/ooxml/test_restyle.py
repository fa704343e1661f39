"""Formats appended to a styles part: what was there keeps its number, what is new is listed."""

from __future__ import annotations

import io

import openpyxl
import pytest
import xlsxwriter

from toolkit.errors import FactpackError
from toolkit.ooxml.container import spans
from toolkit.ooxml.container.package import Package
from toolkit.ooxml.container.revision import Revision
from toolkit.ooxml.editing import restyle
from toolkit.ooxml.editing.restyle import Look, Restyle

LISTS = ("numFmts", "fonts", "fills", "cellXfs")


def workbook() -> bytes:
    """A cell that is bold, red and shows a day, in a face of its own."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    looks = {"bold": True, "bg_color": "#FF0000", "num_format": "yyyy-mm", "font_name": "Georgia"}
    sheet = book.add_worksheet("S")
    sheet.write_number("A1", 45_000, book.add_format(looks))
    sheet.write_number("A2", 1)
    book.close()
    return made.getvalue()


BARE = (
    b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"></styleSheet>'
)


def restyled(styles: bytes | None = None) -> tuple[Revision, Restyle]:
    package = Package.open(workbook())
    if styles is not None:
        package = Package.open(package.to_bytes({"xl/styles.xml": styles}))
    revision = Revision(package)
    return revision, Restyle(revision)


def listed(revision: Revision) -> dict[str, spans.Element]:
    _, root = revision.elements("xl/styles.xml")
    return {name: found for name in LISTS if (found := root.child(name)) is not None}


ASKED = (
    Look(),
    Look(bold=True),
    Look(link=True, wrap=False),
    Look(fill="FF00FF00", number_format="0.00"),
    Look(number_format="0.000", text=True),
)


@pytest.mark.parametrize("styles", [None, BARE])
def test_every_list_says_how_many_it_holds(styles: bytes | None) -> None:
    revision, restyle = restyled(styles)
    numbers = [restyle.look(look) for look in ASKED] + [restyle.filled(1, "FF0000FF")]
    assert numbers == list(range(numbers[0], numbers[0] + 6))  # each anew, one after the other
    assert [restyle.look(look) for look in ASKED] == numbers[:5]  # and each only once
    restyle.finish()
    found = listed(revision)
    assert set(found) == set(LISTS)
    for name, holder in found.items():
        assert holder.attributes["count"] == str(len(holder.children)), name
    assert len(found["cellXfs"].children) == numbers[-1] + 1


@pytest.mark.parametrize("styles", [None, BARE])
def test_a_cell_looks_as_it_was_asked_to(styles: bytes | None) -> None:
    revision, restyle = restyled(styles)
    numbers = [restyle.look(look) for look in ASKED]
    restyle.finish()
    found = listed(revision)
    said = []
    for number in numbers:
        one = found["cellXfs"].children[number]
        font, fill = (
            found[name].children[int(one.attributes[which])]
            for name, which in (("fonts", "fontId"), ("fills", "fillId"))
        )
        code = next(
            (
                each.attributes["formatCode"]
                for each in found["numFmts"].children
                if each.attributes["numFmtId"] == one.attributes["numFmtId"]
            ),
            "",
        )
        colour = next((each.attributes.get("rgb") for each in fill.every("fgColor")), None)
        (aligned,) = one.every("alignment")
        said.append(
            (
                bool(font.child("b")),
                bool(font.child("u")),
                colour,
                code,
                aligned.attributes.get("wrapText") == "1",
                one.attributes.get("quotePrefix") == "1",
            )
        )
    assert said == [
        (False, False, None, "", True, False),
        (True, False, None, "", True, False),
        (False, True, None, "", False, False),
        (False, False, "FF00FF00", "0.00", True, False),
        (False, False, None, "0.000", True, True),
    ]


def test_a_fill_leaves_all_else_of_a_format_as_it_was() -> None:
    revision, restyle = restyled()
    index = restyle.filled(1, "FF0000FF")
    assert restyle.filled(1, "FF0000FF") == index
    restyle.finish()
    data = revision.package.to_bytes(dict(revision.replaced))
    package = Package.open(data)
    sheet = package.read("xl/worksheets/sheet1.xml").replace(b's="1"', f's="{index}"'.encode())
    book = openpyxl.load_workbook(io.BytesIO(package.to_bytes({"xl/worksheets/sheet1.xml": sheet})))
    cell = book["S"]["A1"]
    assert (cell.font.name, cell.font.bold, cell.number_format) == ("Georgia", True, "yyyy-mm")
    assert cell.fill.fgColor.rgb == "FF0000FF"


def test_what_a_format_has_is_told_and_nothing_of_one_that_is_none() -> None:
    _, restyle = restyled()
    assert [font.child("b") is not None for n in (0, 1) if (font := restyle.font_of(n))] == [
        False,
        True,
    ]
    (colour,) = restyle.fill_of(1).every("fgColor")  # type: ignore[union-attr]
    assert colour.attributes["rgb"] == "FFFF0000"
    assert restyle.font_of(2) is None and restyle.fill_of(-1) is None


def test_nothing_is_changed_where_nothing_was_asked_for() -> None:
    revision, restyle = restyled()
    restyle.finish()
    assert not revision.replaced


def test_more_formats_than_excel_keeps_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(restyle, "_MOST", 3)
    _, fine = restyled()
    fine.look(Look())
    fine.finish()
    _, much = restyled()
    much.look(Look())
    much.look(Look(bold=True))
    with pytest.raises(FactpackError, match="would have 4 cell formats; Excel keeps 3"):
        much.finish()
