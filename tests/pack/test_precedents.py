"""Where a formula looks: cells, ranges, Tables, names, sheets; and its one spelling."""

from __future__ import annotations

import pytest

from toolkit.ooxml.container.workbook import DefinedName
from toolkit.ooxml.sheets.address import Area, sheet_named
from toolkit.ooxml.sheets.formulatokens import area_named, copied
from toolkit.pack.formulas.precedents import Surroundings, precedents
from toolkit.pack.standing import StandingTable

SALES = StandingTable("sales", "Data", (2, 4, 5, 9), ("Name", "Net [CHF]", "Unit", "It's #1"), 1, 1)
NAMES = (
    DefinedName("rate", "Data!$H$1", None, False),
    DefinedName("rate", "Other!$H$2", 1, False),
    DefinedName("both", "rate*Data!$A$1", None, False),
    DefinedName("round_and_round", "round_and_round+1", None, False),
    DefinedName("step0", "Data!$J$1", None, False),
    *(DefinedName(f"step{n}", f"step{n - 1}", None, False) for n in range(1, 21)),
)
AROUND = Surroundings(["Data", "Other", "It's here"], {"sales": SALES}, NAMES)

LOOKS = [  # a formula in Data!C6, and where it looks
    ("1+1", []),
    ('"A1"&"Data!B2"', []),
    ("A1", ["Data!A1"]),
    ("SUM($A$1:b$3)", ["Data!A1:B3"]),
    ("Other!A1+a1", ["Other!A1", "Data!A1"]),
    ("'It''s here'!A1:B2", ["'It''s here'!A1:B2"]),
    ("SUM(A:C)", ["Data!A:C"]),
    ("SUM(Other!$2:$3)", ["Other!2:3"]),
    ("SUM('Data:It''s here'!A1)", ["Data!A1", "Other!A1", "'It''s here'!A1"]),
    ("SUM(sales[Name])", ["Data!B5:B8"]),
    ("SUM(sales[Net '[CHF'']])", []),
    ("SUM(sales[Net '[CHF']])", ["Data!C5:C8"]),
    ("sales[It''s '#1]", ["Data!E5:E8"]),
    ("sales[@Unit]", ["Data!D6"]),
    ("sales[[#This Row],[Unit]]", ["Data!D6"]),
    ("sales[@[Name]:[Unit]]", ["Data!B6:D6"]),
    ("[@Unit]", ["Data!D6"]),
    ("sales[[Name]:[Unit]]", ["Data!B5:D8"]),
    ("sales[#All]", ["Data!B4:E9"]),
    ("sales[]", ["Data!B5:E8"]),
    ("ROWS(sales)", ["Data!B5:E8"]),
    ("sales[[#Headers],[Unit]]", ["Data!D4"]),
    ("sales[[#Totals],[Unit]]", ["Data!D9"]),
    ("sales[[#Headers],[#Data],[Unit]]", ["Data!D4:D8"]),
    ("rate", ["Data!H1"]),
    ("Other!rate", ["Other!H2"]),
    ("both", ["Data!H1", "Data!A1"]),
    ("LOG10(A1)+ABS1(1)", ["Data!A1"]),
    ("_xlfn.XLOOKUP(A1,sales[Name],sales[Unit])", ["Data!A1", "Data!B5:B8", "Data!D5:D8"]),
    ("_xlfn.LET(_xlpm.x,A1,_xlpm.x*2)", ["Data!A1"]),
    ("IF(TRUE,A1,#REF!)", ["Data!A1"]),
    ("1.5E3+A1%", ["Data!A1"]),
    ("step19", ["Data!J1"]),
    ("sales[It's '#1]", ["Data!E5:E8"]),
    ("SUM(c:a)", ["Data!A:C"]),
    ("SUM(XFD:XFD)", ["Data!XFD:XFD"]),
    ("SUM(XFE:XFE)", []),
    ("SUM(1048576:1048576)", ["Data!1048576:1048576"]),
    ("SUM(1048577:1048577)", []),
    ("SUM('Other:Gone'!A1)", []),
    ("SUM('It''s here:Data'!A1)", ["Data!A1", "Other!A1", "'It''s here'!A1"]),
    ("sales[@[Net '[CHF']]]", ["Data!C6"]),
    ("sales[[#All],[Unit]]", ["Data!D4:D9"]),
    ("sales[[#Data],[#Totals],[Unit]]", ["Data!D5:D9"]),
    ("sales[[Unit]:[Name]]", ["Data!B5:D8"]),
    ("sales[[Gone]:[Unit]]", []),
    ("SALES[unit]", ["Data!D5:D8"]),
    ("Other!sales[Unit]", ["Data!D5:D8"]),
    ("DATA!a1", ["Data!A1"]),
    ("A1+A1", ["Data!A1"]),
]


@pytest.mark.parametrize(("formula", "places"), LOOKS)
def test_a_formula_looks_at(formula: str, places: list[str]) -> None:
    found = precedents(formula, "Data", (3, 6), AROUND)
    assert [str(place) for place in found.places] == places


UNKNOWN = [
    ("INDIRECT(A1)", "INDIRECT works out where it looks"),
    ("SUM(OFFSET(A1,1,1))", "OFFSET works out where it looks"),
    ("[1]Data!A1", "another workbook: [1]Data!A1"),
    ("'[1]It is'!A1:B2", "another workbook: [1]It is!A1:B2"),
    ("[1]Data!sales[Name]", "another workbook: [1]Data!sales[Name]"),
    ("[1]Data!rate", "another workbook: [1]Data!rate"),
    ("[1]!rate", "another workbook: [1]!rate"),
    ("step20", "a name that is none: step0"),
    ("SUM(XFE:XFE)", "a place that is none: Data!XFE:XFE"),
    ("Gone!A1", "a place that is none: Gone!A1"),
    ("nonsense*2", "a name that is none: nonsense"),
    ("sales[Gone]", "a column that is none: sales[Gone]"),
    ("gone[Name]", "a Table that is none: gone[Name]"),
    ("round_and_round", "a name that is none: round_and_round"),
]


def test_this_row_is_none_away_from_the_tables_rows() -> None:
    for sheet, row in (("Data", 2), ("Data", 90), ("Other", 6)):
        found = precedents("sales[[#This Row],[Unit]]", sheet, (12, row), AROUND)
        assert (found.places, len(found.unknown)) == ((), 1), (sheet, row)


@pytest.mark.parametrize(("formula", "says"), UNKNOWN)
def test_what_a_formula_does_not_tell_is_said(formula: str, says: str) -> None:
    assert says in precedents(formula, "Data", (3, 6), AROUND).unknown


SPELT_ALIKE = [
    ("SUM(sales[Net '[CHF']])", "sum( Data!$C$5:$C$8 )"),
    ('_xlfn.CONCAT(a1,"b c")', 'CONCAT(A1, "b c")'),
    ("IF(TRUE(),1.50,.5)", "if(TRUE,1.5,0.5)"),
    ("rate", "Data!H1"),
    ("SUM(Data!A1:Data!$B$3)", "SUM( A1 : B3 )"),
    ("sales[@Unit]", "D6"),
    ("[1]Data!$a$1", "[1]Data!A1"),
    ("[1]Data!sales[Name]", "[1]Data!SALES[NAME]"),
    ("step3*2", "Data!J1*2"),
    ("both/2", "(Data!H1*Data!A1)/2"),
]


@pytest.mark.parametrize(("one", "other"), SPELT_ALIKE)
def test_one_formula_has_one_spelling(one: str, other: str) -> None:
    spelt = [precedents(each, "Data", (3, 6), AROUND).canonical for each in (one, other)]
    assert spelt[0] == spelt[1]


@pytest.mark.parametrize(
    ("one", "other"), [('"a"', '"A"'), ("A1", "A2"), ("A1+1", "A1+2"), ("A1", "Other!A1")]
)
def test_formulas_that_differ_are_spelt_apart(one: str, other: str) -> None:
    spelt = [precedents(each, "Data", (3, 6), AROUND).canonical for each in (one, other)]
    assert spelt[0] != spelt[1]


@pytest.mark.parametrize(
    ("formula", "moved"),
    [
        ("A1+$A$1+A$1+$A1", "C4+$A$1+C$1+$A4"),
        ('SUM(A1:B2)&"A1"', 'SUM(C4:D5)&"A1"'),
        ("SUM(A:B)+SUM(1:$2)", "SUM(C:D)+SUM(4:$2)"),
        ("Other!A1+LOG10(1)", "Other!C4+LOG10(1)"),
        ("SUM($A:B)+SUM($1:2)", "SUM($A:D)+SUM($1:5)"),
        ("XFB1048573", "XFD1048576"),
        ("XFC1", "#REF!"),
        ("A1048574", "#REF!"),
    ],
)
def test_a_shared_formula_moves_along(formula: str, moved: str) -> None:
    assert copied(formula, 3, 2) == moved


@pytest.mark.parametrize(
    ("name", "written"),
    [("Data", "Data"), ("It's", "'It''s'"), ("A1", "'A1'"), ("2025", "'2025'"), ("R1C1", "'R1C1'")],
)
def test_a_sheets_name_is_quoted_where_it_must_be(name: str, written: str) -> None:
    assert sheet_named(name) == written


@pytest.mark.parametrize(
    ("said", "area"),
    [
        ("D5", (4, 5, 4, 5)),
        ("$D$5:E9", (4, 5, 5, 9)),
        ("A:C", (1, 1, 3, 1_048_576)),
        ("c:a", (1, 1, 3, 1_048_576)),
        ("5:6", (1, 5, 16_384, 6)),
        ("XFE:XFE", None),
        ("0:1", None),
        ("nowhere", None),
        ("", None),
    ],
)
def test_an_area_is_read_as_it_is_written(said: str, area: Area | None) -> None:
    assert area_named(said) == area


def test_a_column_of_the_own_table_is_none_outside_of_every_table() -> None:
    for at in ((1, 6), (6, 6), (3, 3), (3, 10)):
        assert precedents("[@Unit]", "Data", at, AROUND).unknown == (
            "a Table that is none: [@Unit]",
        )
    for at in ((2, 5), (5, 8)):
        assert [str(each) for each in precedents("[@Unit]", "data", at, AROUND).places] == [
            f"Data!D{at[1]}"
        ]
    assert precedents("[@Unit]", "Other", (3, 6), AROUND).places == ()
