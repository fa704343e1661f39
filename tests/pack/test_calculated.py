"""Values beside formulas: right, or left to Excel and told of; held against LibreOffice's."""

from __future__ import annotations

import io
import math
import re
import shutil
import sys
from pathlib import Path

import openpyxl
import pytest
from made.formula_book import OUT, Here, calculated, cells_of, formula_book, recalculated
from made.packs import put_pack
from made.templates import rich, with_named_styles
from ooxml.build import packed, parts, sheet

from toolkit.ooxml.container.package import Package
from toolkit.pack.afterwards.verify import verify
from toolkit.pack.calculated import Calculated, calculate
from toolkit.pack.folder import open_pack
from toolkit.pack.formulas.trusted import FUNCTIONS
from toolkit.pack.standing import Cell, read_book

PROVED = """
SUM(figs[Amount])
SUM(Data!C:C)
SUM(amounts)*rate
half*2
local+1
SUM(Data!$C$4:C6)
SUMIF(figs[Kind],"Revenue",figs[Amount])
SUMIFS(figs[Amount],figs[Kind],"Revenue")
SUMIFS(Data!C:C,Data!B:B,"rev*")
SUMIFS(figs[Amount],figs[Kind],"<>Tax",figs[Amount],">100")
SUMIFS(figs[Amount],figs[Day],">="&DATE(2023,4,1))
COUNTIF(figs[Amount],">0")
COUNTIF(figs[Note],"")
COUNTIF(figs[Twice],">10")
COUNTIFS(figs[Kind],"Cost",figs[Share],"<0.05")
AVERAGEIF(figs[Kind],"Other",figs[Amount])
AVERAGEIFS(figs[Amount],figs[Kind],"Revenue")
MAXIFS(figs[Amount],figs[Kind],"Tax")
MINIFS(figs[Amount],figs[Kind],"Tax")
INDEX(figs[Amount],MATCH("F3",figs[Id],0))
INDEX(figs[],1,4)
MATCH("zz",figs[Id],0)
VLOOKUP("f2",figs[],3,FALSE)
IFNA(VLOOKUP("zz",figs[],3,0),-1)
XLOOKUP("f3",figs[Id],figs[Amount],"none")
XLOOKUP("zz",figs[Id],figs[Amount],"none")
XLOOKUP("zz",figs[Id],figs[Amount])
figs[[#Totals],[Amount]]
figs[[#Totals],[Share]]*100
figs[[#Headers],[Amount]]
SUM(figs[[Amount]:[Share]])
SUBTOTAL(109,figs[Amount])
SUBTOTAL(3,figs[Kind])
ROWS(figs[Id])*COLUMNS(figs[])
COUNTA(figs[Id])
COUNT(figs[Amount])
COUNTBLANK(figs[Amount])
AVERAGE(figs[Amount])
AVERAGE(D10:D12)
MEDIAN(figs[Amount],1)
MAX(figs[Day])
MIN(figs[Amount],local)
LARGE(figs[Day],1)
SMALL(D4:D7,2)
PRODUCT(D4:D6)
SUMPRODUCT((figs[Kind]="Cost")*figs[Amount])
SUMPRODUCT(--(figs[Kind]="Cost"),--(figs[Amount]>0),figs[Share])
SUMPRODUCT(figs[Amount],figs[Share])
{SUM(figs[Amount]*figs[Share])}
D4+D5-D6
IF(ROUND(D4+D5-D6,2)=0,"ok","differs")
IF(ABS(D4+D5-D6)<0.005,"ok","differs")
SUM(figs[Twice])-2*SUM(figs[Amount])
ROUND(D7,2)
ROUND(D8,-2)
ROUND(-2.5,0)
ROUND(SUM(figs[Amount])/7,2)
ROUNDUP(D8,1)
ROUNDDOWN(D8,1)
INT(D8)
TRUNC(D8,1)
MOD(17,5)
MOD(-17,5)
CEILING(7.2,2)
FLOOR(7.2,2)
QUOTIENT(17,5)
POWER(2,10)
-2^2
2^0.5
5%
SQRT(2)
EXP(1)
LN(10)
LOG10(1000)
PI()
ABS(D8)
SIGN(D8)
D1/D99
NA()
IFERROR(D1/D99,"n/a")
IF(D1/D99>1,1,2)
D99
D99=0
IF(D99="","empty",D99)
D99&"x"
D1&" and "&D2
D8&""
CONCATENATE(D1,"-",D2)
CONCAT(D1:D6)
TEXTJOIN("; ",TRUE,D1:D9)
TEXTJOIN(", ",TRUE,figs[Kind])
TEXT(D8,"#,##0.00")
TEXT(0.1234,"0.0%")
TEXT(MAX(figs[Day]),"yyyy-mm-dd")
TEXT(45000,"d mmmm yyyy")
"Total: "&TEXT(SUM(figs[Amount]),"#,##0.0")
LEFT(D2,2)&RIGHT(D2,1)&MID(D2,2,2)
LEN("北京 text")
UPPER("abc")
LOWER("ABC 北京")
TRIM("  a   b ")
SUBSTITUTE("a-b-a","a","c",2)
FIND("x",D2)
IFERROR(FIND("q",D2),0)
EXACT("a","A")
"a"="A"
REPT("ab",3)
DATE(2025,14,1)
DATE(2024,2,30)
YEAR(45000)*10000+MONTH(45000)*100+DAY(45000)
EDATE(DATE(2025,1,31),1)
EOMONTH(45000,-3)
WEEKDAY(45000,2)
DAYS(45010,45000)
DATE(2025,9,26)-DATE(2025,1,1)
IF(D1>5,IF(D1>7,"high","mid"),"low")
IF(D1>50,1)
IFS(D1>50,"a",D1>5,"b")
IFS(D1>50,"a",D1>49,"b")
CHOOSE(2,"a",D1)
SWITCH(D1,7.5,"x","y")
SWITCH("q","a",1,"b",2,9)
AND(D1>5,D4<1)
OR(D1>50,D4>1)
NOT(D1>5)
ISBLANK(D99)
ISNUMBER(D1)
ISTEXT(D2)
ISLOGICAL(D2)
ISERROR(1/0)
ISNA(MATCH("q",figs[Id],0))
D2>5
PMT(0.05/12,60,-10000)
NPV(0.1,D4:D7)
A1+A2
SUM(A1:A5)
"""
# LibreOffice knows these only since a later version than some machines have.
TWINS = {
    'XLOOKUP("f3",figs[Id],figs[Amount],"none")':
        'IFERROR(INDEX(figs[Amount],MATCH("f3",figs[Id],0)),"none")',
    'XLOOKUP("zz",figs[Id],figs[Amount],"none")': '"none"',
    "XLOOKUP(\"zz\",figs[Id],figs[Amount])": 'MATCH("zz",figs[Id],0)',
}  # fmt: skip
FORMULAS = [each.removeprefix("{").removesuffix("}") for each in PROVED.strip().splitlines()]
WRITTEN = ["{=" + each[1:] if each[:1] == "{" else "=" + each
           for each in PROVED.strip().splitlines()]  # fmt: skip
SIZES = (0, 1, 7, 300)
needs_libreoffice = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice is not installed"
)


def at(formula: str) -> str:
    return f"{OUT}!{FORMULAS.index(formula) + 1}:1"


@pytest.fixture(scope="module")
def books() -> dict[int, tuple[bytes, dict[str, str]]]:
    made = {}
    for rows in SIZES:
        data, told = calculated(formula_book(rows, WRITTEN))
        made[rows] = (data, dict(told.uncalculated))
    return made


def test_every_function_that_is_trusted_is_among_the_proved() -> None:
    used = {name for each in FORMULAS for name in re.findall(r"([A-Z][A-Z0-9.]*)\(", each)}
    assert used >= set(FUNCTIONS)


@pytest.mark.parametrize("rows", SIZES)
def test_every_proved_formula_has_its_value(
    books: dict[int, tuple[bytes, dict[str, str]]], rows: int
) -> None:
    data, waiting = books[rows]
    blank = {FORMULAS[int(re.split("[!:A]", each)[-1]) - 1]: why for each, why in waiting.items()}
    nothing = {"LARGE(figs[Day],1)", 'TEXT(MAX(figs[Day]),"yyyy-mm-dd")'}  # #NUM!, and no day
    assert set(blank) == (nothing if rows == 0 else set())
    formulas = [cell for cell in cells_of(data).values() if cell.formula is not None]
    assert len(formulas) >= len(FORMULAS) + 2 * rows
    assert sum(cell.kind == "blank" for cell in formulas) == len(waiting)


@needs_libreoffice
def test_every_value_is_libreoffices(
    books: dict[int, tuple[bytes, dict[str, str]]], tmp_path: Path
) -> None:
    twins = [TWINS.get(each, each) for each in FORMULAS]
    asked = ["{=" + twin + "}" if written[:1] == "{" else "=" + twin
             for twin, written in zip(twins, WRITTEN, strict=True)]  # fmt: skip
    given = {f"b{rows}": formula_book(rows, asked) for rows in SIZES}
    theirs = recalculated(given, tmp_path)
    differ = []
    for rows in SIZES:
        ours, other = cells_of(books[rows][0]), cells_of(theirs[f"b{rows}"])
        for place, cell in ours.items():
            shown = cell.formula is not None and cell.kind != "blank"
            if shown and not alike(cell, other.get(place)):
                differ.append((rows, place, cell, other.get(place)))
    assert differ == []


def alike(ours: Cell, theirs: Cell | None) -> bool:
    if theirs is None:
        return False
    numbers = ("number", "date")
    if ours.kind in numbers and theirs.kind in numbers:
        return math.isclose(float(ours.value or 0), float(theirs.value or 0), rel_tol=1e-12)
    if not ours.value and not theirs.value:
        return True  # an empty text
    return (ours.kind, ours.value) == (theirs.kind, theirs.value)


DOUBTFUL = {
    "TODAY()": "TODAY",
    "RAND()": "RAND",
    'INDIRECT("D1")': "INDIRECT works out",
    "OFFSET(D1,0,0)": "OFFSET works out",
    "FOO(1)": "FOO is not among",
    "IRR(D4:D8)": "IRR is not among",
    "LET(x,D1,x*2)": "a name that is none",
    "FILTER(figs[Id],figs[Amount]>0)": "FILTER is not among",
    'IF(figs[Kind]="Cost",1,0)': "several cells",
    'SUM(IF(figs[Kind]="Cost",figs[Amount],0))': "several cells",
    "D1:D3": "several cells",
    "SUM(D4:D6 D5:D8)": "in common",
    "moving+1": "means another place in each cell",
    "[1]Other!A1": "another workbook",
    "SUM(figs[Nope])": "a column that is none",
    '(D4+D5-D6)*1': "rounding only",
    'IF(D4+D5=D6,"same","not")': "last digits",
    'IF(SUM(D4:D5)-D6=0,"ok","no")': "rounding only",
    'D4+D5&""': "many digits",
    '"a"<"b"': "sorted",
    "D9+1": "calculates with a text",
    "D2+1": "#VALUE!",
    "SUM(D1:E1)": "truths",
    "E1=1": "a truth",
    '"x"&E1': "a truth",
    "SQRT(-1)": "an error",
    "0^0": "a power",
    'TEXT(D8,"$#,##0")': "the format",
    'TEXT(-0.001,"0.0")': "less than nothing",
    'COUNTIFS(Data!F:F,"")': "empty cells of a whole column",
    'MATCH("t*",D1:D9,0)': "signs of its own",
    "MATCH(7,D4:D6,1)": "the nearest",
    'MATCH("text",D1:D9,FALSE)': "write 0",
    "INDEX(figs[Amount],0)": "",
    "SUMPRODUCT(D8:D9)": "texts",
    "YEAR(5)": "a day that is none",
    "ROUND(D4*26.75/100,4)+ROUND((D4+D5)*5/3,0)": "just beside",
    "a circle": "",
    "and back": "",
}  # fmt: skip


def test_what_is_in_doubt_is_left_to_excel_and_told_why() -> None:
    circle = len(DOUBTFUL) - 1
    given = [f"={each}" for each in DOUBTFUL]
    given[-2:] = [f"=A{circle + 1}", f"=A{circle}"]
    data, told = calculated(formula_book(7, given))
    cells = cells_of(data)
    why = {place: said for place, said in told.uncalculated.items() if OUT in place}
    for row, (formula, says) in enumerate(DOUBTFUL.items(), 1):
        assert f"{OUT}!A{row}" in why, formula
        assert cells[f"{OUT}!{row}:1"].kind == "blank", formula
        if row < circle:
            assert says in why[f"{OUT}!A{row}"], formula


def test_what_rests_on_a_doubtful_cell_is_in_doubt_as_well() -> None:
    given = ["=TODAY()", "=A1+1", "=SUM(A1:A2)", "=IF(D1>1,A3,0)", "=D1*2"]
    _, told = calculated(formula_book(1, given))
    assert [each for each in told.uncalculated if OUT in each] == [
        f"{OUT}!A{n}" for n in range(1, 5)
    ]


SPREAD = (
    '<row r="1"><c r="A1"><f t="array" ref="A1:B2">D1:E2*2</f><v>1</v></c><c r="B1"><v>2</v></c>'
    '<c r="D1"><v>1</v></c><c r="G1"><f>A1+1</f></c><c r="H1"><f>B2+1</f></c>'
    '<c r="I1"><f>C1+1</f></c><c r="J1"><f>SUM(B1:C3)</f></c></row>'
    '<row r="2"><c r="A2"><v>3</v></c><c r="B2"><v>4</v></c></row>'
    '<row r="5"><c r="A5"><f t="dataTable" ref="A5:A6">X</f><v>1</v></c>'
    '<c r="B5"><f t="array" ref="B5">SUM(D1:D2*2)</f></c>'
    '<c r="C5" t="d"><v>2025-09-26</v></c><c r="D5"><f>C5+1</f></c><c r="E5"><f>D1*3</f></c></row>'
)


def test_cells_that_one_formula_fills_are_left_to_excel_and_what_rests_on_them() -> None:
    data, told = calculated(packed(parts(sheet(SPREAD))))
    rests = "it rests on a cell whose value is not known"
    assert told.uncalculated == {
        "S1!A1": "it fills several cells",
        "S1!G1": rests,
        "S1!H1": rests,
        "S1!J1": rests,
        "S1!A5": "it fills several cells",
        "S1!D5": rests,
    }
    cells = cells_of(data)
    assert [cells[f"S1!{at}"].value for at in ("1:9", "5:2", "5:5")] == ["1", "2", "3"]


def test_a_workbook_without_formulas_is_left_as_it_is() -> None:
    data = packed(parts(sheet('<row r="1"><c r="A1"><v>1</v></c></row>')))
    assert calculated(data)[1] == Calculated({}, {})
    valued = packed(parts(sheet('<row r="1"><c r="A1"><f>1+1</f><v>3</v></c></row>')))
    assert calculate(valued, "b.xlsx", all_of_them=False, engine=Here()) == Calculated({}, {})
    (made,) = calculate(valued, "b.xlsx", all_of_them=True, engine=Here()).parts.values()
    assert made is not None and b"<f>1+1</f><v>2</v>" in made


def test_formulas_that_look_at_rows_not_yet_written_are_left_to_excel() -> None:
    data = formula_book(7, ["=SUM(figs[Amount])", "=A1*2", "=D1*2", "=Data!C99"])
    missing = [("data", (1, 4, 8, 10))]
    told = calculate(data, "book.xlsx", all_of_them=True, missing=missing).uncalculated
    assert [each for each in told if OUT in each] == [f"{OUT}!A1", f"{OUT}!A2"]
    assert told[f"{OUT}!A1"] == "it looks at a very long Table"


def test_subtotals_over_hidden_rows_are_left_to_excel() -> None:
    _, told = calculated(formula_book(7, ["=SUBTOTAL(109,figs[Amount])"], hide=5))
    assert "hidden" in told.uncalculated[f"{OUT}!A1"]


def test_a_difference_that_is_only_rounding_is_nothing_and_so_for_what_follows() -> None:
    data, _ = calculated(formula_book(1, ["=D4+D5-D6", '=IF(A1=0,"ok","differs")', "=A1*1E20"]))
    cells = cells_of(data)
    assert [cells[f"{OUT}!{n}:1"].value for n in (1, 2, 3)] == ["0", "ok", "0"]


def test_each_kind_of_value_is_written_as_its_kind() -> None:
    given = ['="_x004"&"1_ <&"', "=1=1", "=1/0", "=1/3", "=D2", '=" a "']
    data, _ = calculated(formula_book(1, given))
    part = Package.open(data).read("xl/worksheets/sheet2.xml").decode()
    values = re.findall(r'<c( t="\w+")? r="A\d"><f>[^<]*</f>(<v.*?</v>)', part)
    assert values == [
        (' t="str"', "<v>_x005F_x0041_ &lt;&amp;</v>"),
        (' t="b"', "<v>1</v>"),
        (' t="e"', "<v>#DIV/0!</v>"),
        ("", "<v>0.333333333333333</v>"),
        (' t="str"', "<v>text</v>"),
        (' t="str"', '<v xml:space="preserve"> a </v>'),
    ]


def test_values_that_the_template_has_and_may_keep_are_not_touched() -> None:
    data = formula_book(3, ["=SUM(D4:D6)"])
    package = Package.open(data)
    part = package.read("xl/worksheets/sheet2.xml")
    kept = package.to_bytes({"xl/worksheets/sheet2.xml": part.replace(b"<v>0</v>", b"<v>99</v>")})
    assert calculate(kept, "book.xlsx").parts == {}


@pytest.mark.parametrize("trouble", ["slow", "crash", "babble"])
def test_an_engine_that_fails_costs_the_values_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, trouble: str
) -> None:
    if trouble != "slow":
        script = tmp_path / "python"
        said = "kill -SEGV $$" if trouble == "crash" else "echo hello"
        script.write_text(f"#!/bin/sh\n{said}\n", encoding="utf-8")
        script.chmod(0o755)
        monkeypatch.setattr(sys, "executable", str(script))
    seconds = 0.001 if trouble == "slow" else 60.0
    told = calculate(formula_book(1, ["=1+1"]), "b.xlsx", all_of_them=True, seconds=seconds)
    assert set(told.uncalculated.values()) == {"the formulas could not be worked out here"}


# -- in a pack -------------------------------------------------------------------------------------


def test_a_pack_shows_its_values_to_readers_that_do_not_calculate(tmp_path: Path) -> None:
    place, pack = put_pack(tmp_path)
    data = pack.files[pack.workbook]
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    total = sum(row[0].value or 0 for row in book["It's here"]["C5:C8"])
    assert book["Other"]["A1"].value == pytest.approx(total)
    assert book["Other"]["A2"].value == pytest.approx(total)
    waiting = pack.manifest.uncalculated
    lines = read_book(data, "pack", zeros_count=True)
    cells = [c for sheet in lines.sheets for row in sheet.rows.values() for c in row.values()]
    blank = [cell for cell in cells if cell.formula is not None and cell.kind == "blank"]
    assert len(blank) == len(waiting)
    assert verify(open_pack(place)).differences == ()


@pytest.mark.parametrize("volatile", [False, True])
def test_excel_calculates_on_opening_only_where_a_value_is_missing(
    tmp_path: Path, volatile: bool
) -> None:
    def more(_: object, sheet: object, __: object) -> None:
        if volatile:
            sheet.write_formula("H1", "=TODAY()")  # type: ignore[attr-defined]

    def workbook(path: Path) -> Path:
        return with_named_styles(rich(path, more=more))

    _, pack = put_pack(tmp_path, workbook=workbook)
    part = Package.open(pack.files[pack.workbook]).read("xl/workbook.xml")
    assert (b'fullCalcOnLoad="1"' in part) == volatile
    assert list(pack.manifest.uncalculated) == (["It's here!H1"] if volatile else [])
