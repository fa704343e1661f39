"""Which formulas read what is filled, directly, through names and Tables, or through others."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from toolkit.ooxml.filling.dependents import Dependents

SLOT = SimpleNamespace(sheet=SimpleNamespace(name="Data"), area=(2, 5, 4, 8), first=5)  # B5:D8
STAYS = SimpleNamespace(sheet=SimpleNamespace(name="Data"), area=(8, 5, 9, 8), first=5)
NAMES = {
    "figures": "Data!$B$5:$B$8",
    "through": "figures*2",
    "fixed": "Other!$A$1",
    "round": "round+1",
    "fresh": "TODAY()",
}


def book(formulas: dict[str, dict[tuple[int, int], str]], **arrays: str) -> Any:
    """A template of formulas by sheet and place; `arrays` are their areas, by A1."""

    def part(sheet: Any) -> Any:
        said = formulas[sheet.name]

        def cell(at: tuple[int, int]) -> Any:
            kind = arrays.get(f"{sheet.name}_{at[0]}_{at[1]}")
            told = {} if kind is None else dict(zip(("t", "ref"), kind.split(), strict=True))
            formula = SimpleNamespace(attributes=told)
            return SimpleNamespace(child=lambda name: formula if said[at] else None)

        return SimpleNamespace(
            cells={at: cell(at) for at in said}, formula=lambda row, column: said[row, column]
        )

    return SimpleNamespace(
        worksheets=[SimpleNamespace(name=name) for name in formulas],
        part=part,
        slots=lambda: {"figs": SLOT, "stays": STAYS},
        workbook=SimpleNamespace(
            defined_names=[SimpleNamespace(name=n, refers_to=said) for n, said in NAMES.items()]
        ),
    )


def dependents(formulas: dict[str, dict[tuple[int, int], str]], **arrays: str) -> Dependents:
    return Dependents(
        book(formulas, **arrays),
        [SLOT],  # type: ignore[list-item]
        [("cover", 3, 2)],
        [("Shown", (2, 2, 3, 4))],
    )


@pytest.mark.parametrize(
    ("formula", "fed"),
    [
        *(("SUM(Data!B5:D8)", True), ("Data!C6", True), ("data!$C$6", True), ("Other!C6", False)),
        *(("Data!D8", True), ("Data!E8", False), ("Data!D9", False), ("Data!E9", False)),
        *(("Data!B5", True), ("Data!A5", False), ("Data!B4", False), ("Data!A4", False)),
        *(("SUM(Data!A1:B5)", True), ("SUM(Data!A1:A9)", False), ("SUM(Data!A1:F4)", False)),
        *(("SUM(Data!D8:F9)", True), ("SUM(Data!E1:F9)", False), ("SUM(Data!A9:F9)", False)),
        *(("SUM(Data!C:C)", True), ("SUM(Data!E:E)", False), ("SUM(Data!6:6)", True)),
        *(("SUM(Data!9:9)", False), ("SUM(Jan:Dec!A1)", True)),
        *(("Cover!B3", True), ("Cover!A3", False), ("Cover!C3", False), ("Cover!B2", False)),
        *(("Cover!B4", False), ("SUM(Cover!A1:B3)", True), ("SUM(Cover!B3:C9)", True)),
        *(("Shown!B2", True), ("Shown!C4", True), ("Shown!A2", False), ("Shown!D4", False)),
        *(("Shown!B1", False), ("Shown!C5", False), ("SUM(Shown!A1:B2)", True)),
        *(("SUM(figs[Value])", True), ("ROWS(figs)", True), ("SUM(stays[Value])", False)),
        *(("SUM([Value])", True), ("COUNTA(stays)", False)),
        *(("figures", True), ("SUM(FIGURES)", True), ("through", True), ("fixed", False)),
        *(("round", False), ("fresh", True), ("nothing", False)),
        *(("TODAY()", True), ("_xlfn.SHEETS()", True), ("OFFSET(A1,0,0)", True), ("SUM(1)", False)),
        ('"Data!C6"', False),
    ],
)
def test_a_formula_is_fed(formula: str, fed: bool) -> None:
    assert dependents({"Other": {(1, 1): ""}}).fed(formula, "Other") is fed


def test_a_reference_without_a_sheet_is_of_the_formulas_own() -> None:
    asked = dependents({"Other": {(1, 1): ""}})
    assert asked.fed("C6", "DATA") and not asked.fed("C6", "Other")


def test_what_reads_a_formula_that_is_fed_is_stale_as_well() -> None:
    asked = dependents(
        {
            "Data": {(20, 1): "SUM(B5:B8)", (20, 2): "A20*2", (20, 3): "A19+A21"},
            "Other": {
                (1, 1): "Data!B20",
                (1, 2): "SUM(A1:A1)",
                (1, 3): "A2+B2",
                (2, 1): "7",
                (2, 2): "stays",
                (3, 1): "SUM(Data!A20:C20)",
                (3, 2): "SUM(Data!C20:D20)",
                (4, 1): "B4",
                (4, 2): "A4",
            },
        }
    )
    stale = {
        *(("data", 20, 1), ("data", 20, 2)),
        *(("other", 1, 1), ("other", 1, 2), ("other", 3, 1)),
    }
    assert asked.stale == stale
    assert asked.fed("Other!B1") and not asked.fed("Other!C1") and not asked.fed("Other!A4")
    assert asked.fed("SUM(Other!A1:A9)") and not asked.fed("SUM(Other!D1:F9)")


def test_all_cells_of_an_array_are_stale_and_a_data_table_always() -> None:
    asked = dependents(
        {
            "Other": {
                (1, 1): "SUM(Data!B5:B8)",
                (1, 2): "7",
                (2, 2): "7",
                (5, 1): "1+1",
                (5, 2): "7",
                (9, 9): "Other!B2",
            }
        },
        Other_1_1="array A1:B1",
        Other_5_1="dataTable A5:B5",
    )
    stale = {("other", 1, 1), ("other", 1, 2), ("other", 5, 1), ("other", 5, 2)}
    assert asked.stale == stale


def test_nothing_is_stale_where_nothing_is_filled() -> None:
    none = Dependents(book({"Other": {(1, 1): "TODAY()"}}), [], [])
    assert none.stale == frozenset() and not none.fed("TODAY()")


RESTLESS = (
    "now today rand randbetween randarray offset indirect cell info row rows column columns address"
    " sheet sheets getpivotdata formulatext hyperlink areas"
)


@pytest.mark.parametrize("name", RESTLESS.split())
def test_what_hangs_on_the_day_on_chance_or_on_places_is_always_fed(name: str) -> None:
    asked = dependents({"Other": {(1, 1): ""}})
    assert asked.fed(f"{name.upper()}(Other!A1)") and asked.fed(f"1+_xlfn.{name} (Other!A1)")
    assert not asked.fed(f"{name}x(Other!A1)")
