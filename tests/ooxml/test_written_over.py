"""Cells changed: the new value reads back, the style is kept, nothing else changes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ooxml.appending import as_read, number, rows
from ooxml.build import packed, parts, relationships, sheet

from toolkit.errors import FactpackError
from toolkit.ooxml.container.dropping import without_calculation_chain
from toolkit.ooxml.container.package import Package
from toolkit.ooxml.container.workbook import read_workbook_part
from toolkit.ooxml.editing.cells import SheetCells
from toolkit.ooxml.sheets.formats import read_formats
from toolkit.ooxml.sheets.written import Value

STRINGS = ["<si><t>one</t></si>"]


def edited(
    source: bytes, values: Mapping[str, Value | None], *, over_formulas: bool = False, **more: Any
) -> str:
    """The first sheet's part with its cells changed."""
    package = Package.open(source)
    workbook = read_workbook_part(package)
    formats = read_formats(package, workbook.part)
    cells = SheetCells(package, workbook.sheets[0], formats, workbook.dates)
    points = more.get("points", values)
    return cells.edited(values, points=points, over_formulas=over_formulas).decode()


@pytest.mark.parametrize(
    ("cells", "values", "expected"),
    [
        ("<c r='A1' s='1' t='s'><v>0</v></c>", {"A1": "two"},
         "<c r='A1' s='1' t=\"inlineStr\"><is><t>two</t></is></c>"),
        ("<c r='A1' t='s'><v>0</v></c>", {"A1": 7}, "<c r='A1'><v>7</v></c>"),
        ("<c r='A1' s='0'><v>1</v></c>", {"A1": None}, "<c r='A1' s='0'></c>"),
        ("<c r='A1'><v>1</v></c>", {"B1": None}, "<c r='A1'><v>1</v></c>"),
        ("<c r='A1' t='inlineStr'><is><r><t>a</t></r></is></c>", {"A1": True},
         "<c r='A1' t=\"b\"><v>1</v></c>"),
        ("<c r='A1' s='1'><v>0.5</v></c>", {"A1": Decimal("84.5")},
         "<c r='A1' s='1'><v>0.845</v></c>"),
        ("<c r='A1' s='2'><v>45000</v></c>", {"A1": date(2025, 9, 12)},
         "<c r='A1' s='2'><v>45912</v></c>"),
        ("<c r='A1' s='2'><v>45000</v></c>", {"A1": datetime(2025, 9, 12, 6)},
         "<c r='A1' s='2'><v>45912.25</v></c>"),
        ("<c r='A1' s='0'><v>1</v></c>", {"A1": date(2025, 9, 12)},
         "<c t=\"inlineStr\" r='A1' s='0'><is><t>2025-09-12</t></is></c>"),
        ("<c r='A1' s='2'><v>45000</v></c>", {"A1": 3}, "<c r='A1'><v>3</v></c>"),
        ("<c r='A1' s='2'><v>45000</v></c>", {"A1": date(1850, 1, 1)},
         "<c t=\"inlineStr\" r='A1' s='2'><is><t>1850-01-01</t></is></c>"),
    ],
)  # fmt: skip
def test_a_cell_takes_a_new_value_and_keeps_its_style(
    cells: str, values: Mapping[str, Value | None], expected: str
) -> None:
    content = parts(sheet(rows(cells)), strings=STRINGS, formats=["0.0%", "dd/mm/yyyy"])
    assert edited(packed(content), values) == sheet(rows(expected))


def test_a_number_beneath_dates_takes_the_format_of_its_nearest_neighbour() -> None:
    cells = rows(
        number("A1", 1, " s='2'"), number("A2", 2, " s='1'"), number("A3", 3, " s='2'"),
        number("A4", 4, " s='1'"),
    )  # fmt: skip
    source = packed(parts(sheet(cells), formats=["yyyy-mm-dd", "0.00"]))
    assert "<c r='A4' s=\"2\"><v>9</v></c>" in edited(source, {"A4": 9})
    assert "<c r='A1' s=\"1\"><v>45912</v></c>" in edited(source, {"A1": date(2025, 9, 12)})


def test_a_rate_under_a_percent_format_is_stored_as_it_is() -> None:
    source = packed(parts(sheet(rows(number("A1", 1, " s='1'"))), formats=["0%"]))
    assert "<v>1.08</v>" in edited(source, {"A1": Decimal("1.08")}, points=())


@pytest.mark.parametrize(
    ("cells", "address", "says"),
    [
        ("<c r='A1'><f>B1</f><v>1</v></c>", "A1", "A1 holds a formula"),
        ("<c r='A1' vm='1'><v>1</v></c>", "A1", "A1 holds a value of a newer kind"),
        ("<c r='A1' cm='1'><v>1</v></c>", "A1", "A1 holds a value of a newer kind"),
        ("<c r='A1'><f t='array' ref='A1:A2'>B1:B2</f></c>", "A2",
         "A2 belongs to the formula of A1:A2"),
    ],
)  # fmt: skip
def test_what_is_no_typed_value_is_not_changed(cells: str, address: str, says: str) -> None:
    with pytest.raises(FactpackError, match=re.escape(says)):
        edited(packed(parts(sheet(rows(cells)))), {address: 1})


@pytest.mark.parametrize("value", [7, None])
def test_a_formula_gives_way_where_that_is_asked_and_the_chain_of_formulas_with_it(
    value: Value | None,
) -> None:
    shared = "<c r='B1'><f t='shared' ref='B1:B2' si='0'>A1</f><v>1</v></c>"
    content = parts(sheet(rows(f"<c r='A1' t='str'><f>C1</f><v>x</v></c>{shared}")))
    arrows = [("worksheet", "worksheets/sheet1.xml"), ("calcChain", "calcChain.xml")]
    content["xl/_rels/workbook.xml.rels"] = relationships(*arrows)
    content["xl/calcChain.xml"] = "<calcChain/>"
    source = packed(content)
    part = edited(source, {"A1": value}, over_formulas=True)
    inside = "" if value is None else "<v>7</v>"
    assert f"<c r='A1'>{inside}</c>{shared}" in part
    with pytest.raises(FactpackError, match="B1 holds the formula of B1:B2"):
        edited(source, {"B1": 1}, over_formulas=True)
    package = Package.open(source)
    replaced = {"xl/worksheets/sheet1.xml": part.encode()}
    made = Package.open(
        package.to_bytes(without_calculation_chain(package, "xl/workbook.xml", replaced))
    )
    assert "xl/calcChain.xml" not in made
    assert made.target("xl/workbook.xml", "calcChain") is None


_VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**14), 10**14),
    st.decimals(-(10**9), 10**9, places=4),
    st.dates(date(1850, 1, 1), date(2100, 1, 1)),
    st.text(st.characters(exclude_categories=["C"]), min_size=1).filter(str.strip),
)
_CELLS = {
    "blank": "", "number": "<v>5</v>", "text": "<v>0</v>", "formula": "<f>1</f><v>1</v>",
    "inline": "<is><t>x</t></is>", "true": "<v>1</v>",
}  # fmt: skip
_TYPES = {"text": " t='s'", "inline": " t='inlineStr'", "true": " t='b'"}


@settings(max_examples=120, deadline=None)
@given(
    grid=st.lists(
        st.lists(st.tuples(st.sampled_from(sorted(_CELLS)), st.integers(0, 3)), max_size=4),
        max_size=5,
    ),
    values=st.dictionaries(st.tuples(st.integers(1, 6), st.integers(1, 5)), _VALUES, max_size=8),
)
def test_what_is_written_over_reads_back_and_nothing_else_changes(
    grid: list[list[tuple[str, int]]],
    values: dict[tuple[int, int], Value | None],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    from toolkit.readers.grid import Cell
    from toolkit.records.values import read_cell
    from toolkit.schemas import load_schemas

    fields = load_schemas(Path("schemas")).types["facts"]
    made = [
        "".join(
            f"<c r='{'ABCDE'[c]}{n}' s='{style}'{_TYPES.get(kind, '')}>{_CELLS[kind]}</c>"
            for c, (kind, style) in enumerate(row)
        )
        for n, row in enumerate(grid, 1)
    ]
    codes = ["0.0%", "yyyy-mm-dd", "@"]
    content = parts(sheet(rows(*made)), strings=STRINGS, formats=codes)
    folder = tmp_path_factory.mktemp("edited")
    before = as_read(packed(content), folder)
    addressed = {f"{'ABCDE'[c - 1]}{r}": value for (r, c), value in values.items()}
    part = edited(packed(content), addressed, over_formulas=True)
    after = as_read(packed({**content, "xl/worksheets/sheet1.xml": part}), folder)
    flat = [
        {(r, c): v for r, row in one.items() for c, v in row.items()} for one in (before, after)
    ]
    untouched = [{at: v for at, v in one.items() if at not in values} for one in flat]
    assert untouched[0] == untouched[1]
    for at, value in values.items():
        cell = flat[1].get(at)
        if value is None:
            assert cell is None
        elif isinstance(value, bool):
            assert cell == ("boolean", str(value).lower())
        elif isinstance(value, str):
            assert cell == ("text", value)
        else:
            assert cell is not None
            field = fields.field("period_end" if isinstance(value, date) else "value")
            assert read_cell(Cell(*cell), field, decimal_point=False) == value  # type: ignore[arg-type]
