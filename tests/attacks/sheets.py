"""Packages whose cells are the attack: far off, twice, out of order, merged, not what they say."""

from __future__ import annotations

from attacks.base import (
    BOOK,
    SHEET,
    STRINGS,
    STYLES,
    TEXTS,
    Made,
    Read,
    Refused,
    book,
    but,
    case,
    cell,
    fact_rows,
    inline,
    row,
    shared,
    sheet,
    sound,
    styles,
    with_cell,
)


def _rows(*more: str) -> bytes:
    """The sound workbook with more rows under its facts."""
    return but({SHEET: sheet([*fact_rows(), *more])})


def _value(xml: str) -> bytes:
    """The sound workbook with the first fact's value as this XML."""
    return but({SHEET: with_cell("G2", xml)})


def _said(value: str | None, *told: str) -> Read:
    return Read({"Facts!G2": value}, tuple((code, "G2") for code in told))


MISPLACED = "SHT009"


# -- the grid -----------------------------------------------------------------------------------


@case
def last_cell_of_the_grid() -> Made:
    """One cell in XFD1048576, which ends one library's process and another's patience."""
    return _rows(row(1048576, inline("XFD1048576", "far"))), Read({"Facts!XFD1048576": "far"})


@case
def column_past_the_grid() -> Made:
    """XFE1."""
    return _rows(row(9, inline("XFE9", "x"))), Refused("Facts.*XFE9, beyond the last cell")


@case
def column_of_many_letters() -> Made:
    """AAAAAAAAAAAAAA9 overflows a counter."""
    return _rows(row(9, inline("A" * 14 + "9", "x"))), Refused("Facts.*beyond the last cell")


@case
def row_past_the_grid() -> Made:
    """Row 1048577."""
    return _rows(row(1048577, inline("A1048577", "x"))), Refused("Facts.*1048577, beyond the last")


@case
def row_of_many_digits() -> Made:
    """A row number that overflows."""
    number = "9" * 40
    data = f'<row r="{number}"><c r="A{number}"><v>1</v></c></row>'
    return _rows(data), Refused("Facts.*beyond the last cell")


@case
def row_of_four_thousand_digits() -> Made:
    """CVE-2020-10735: the time to read a number grows with its square."""
    return _rows(f'<row r="{"9" * 90_000}"/>'), Refused("Facts.*beyond")


@case
def row_nought() -> Made:
    """Row 0."""
    return _rows('<row r="0"><c><v>1</v></c></row>'), Refused("Facts.*row 0")


@case
def row_below_nought() -> Made:
    """Row -1."""
    return _rows('<row r="-1"><c><v>1</v></c></row>'), Refused("Facts.*'-1'")


@case
def row_of_a_fraction() -> Made:
    """Row 2.5."""
    return _rows('<row r="2.5"><c><v>1</v></c></row>'), Refused("Facts.*'2.5'")


@case
def row_in_arabic_digits() -> Made:
    """int() reads ٩ as 9."""
    return _rows('<row r="٩"><c r="A٩"><v>1</v></c></row>'), Refused("Facts")


@case
def cells_without_addresses_past_the_grid() -> Made:
    """More cells in a row than columns, none with an address."""
    import random

    draw = random.Random(7)
    many = "".join(f"<c><v>{draw.randrange(10**9)}</v></c>" for _ in range(16_385))
    return _rows(f'<row r="9">{many}</row>'), Refused("Facts.*column 16385 of row 9")


@case
def address_of_another_row() -> Made:
    """A cell of row 3 within row 2."""
    return _rows(row(9, inline("A8", "x"))), Refused("Facts.*A8 stands in row 9")


@case
def address_of_nothing() -> Made:
    """A cell whose address is a formula."""
    return _rows(row(9, inline("=A1", "x"))), Refused("Facts.*'=A1'")


@case
def address_empty() -> Made:
    """A cell whose address is blank."""
    return _rows(row(9, inline("", "x"))), Refused("Facts.*address ''")


@case
def address_in_small_letters() -> Made:
    """a9 is A9 to every reader: read."""
    return _rows(row(9, inline("a9", "x"))), Read({"Facts!A9": "x"})


@case
def address_with_dollars() -> Made:
    """$A$9 is an address of formulas, not of cells."""
    return _rows(row(9, inline("$A$9", "x"))), Refused("Facts.*\\$A\\$9")


@case
def address_with_a_nought() -> Made:
    """A09 is A9 to every reader: read."""
    return _rows(row(9, inline("A09", "x"))), Read({"Facts!A9": "x"})


@case
def address_of_two_cells() -> Made:
    """A9:B9 as a cell."""
    return _rows(row(9, inline("A9:B9", "x"))), Refused("Facts.*A9:B9")


@case
def rows_without_numbers() -> Made:
    """Positions are counted where they are not written: legal, and read."""
    import re

    data = re.sub(rb' r="[A-Z0-9]+"', b"", sheet())
    return but({SHEET: data}), Read()


@case
def dimension_that_lies() -> Made:
    """<dimension> says A1, which one library believes."""
    return but({SHEET: sheet(before='<dimension ref="A1"/>')}), Read()


@case
def dimension_of_the_whole_grid() -> Made:
    """<dimension> says seventeen milliard cells, which one library makes."""
    return but({SHEET: sheet(before='<dimension ref="A1:XFD1048576"/>')}), Read()


@case
def dimension_of_nothing() -> Made:
    """<dimension> says garbage."""
    return but({SHEET: sheet(before='<dimension ref="garbage"/>')}), Read()


@case
def columns_past_the_grid() -> Made:
    """<col> of four milliard columns, hidden: bounded work."""
    cols = '<cols><col min="1" max="4294967295" width="9"/></cols>'
    return but({SHEET: sheet(before=cols)}), Read()


@case
def spans_that_lie() -> Made:
    """A row's spans say other columns than its cells."""
    rows = fact_rows()
    rows[1] = rows[1].replace('r="2"', 'r="2" spans="500:501"', 1)
    return but({SHEET: sheet(rows)}), Read()


# -- twice, out of order ------------------------------------------------------------------------


@case
def cell_twice() -> Made:
    """G2 twice with two values: three readers give three answers. Told; the first is read."""
    data = sheet().replace(b'<c r="H2"', b'<c r="G2"><v>999</v></c><c r="H2"')
    return but({SHEET: data}), Read(told=((MISPLACED, "G2"),))


@case
def cell_twice_apart() -> Made:
    """G2 again at the end of its row."""
    rows = fact_rows()
    rows[1] = rows[1].replace("</row>", '<c r="G2"><v>999</v></c></row>')
    return but({SHEET: sheet(rows)}), Read(told=((MISPLACED, "G2"),))


@case
def row_twice() -> Made:
    """Row 2 twice, with two values of G2."""
    again = row(2, '<c r="G2"><v>999</v></c>')
    return _rows(again), Read(told=((MISPLACED, "2:2"), (MISPLACED, "G2")))


@case
def row_twice_with_other_cells() -> Made:
    """Row 2 twice, the second with a cell of its own."""
    return _rows(row(2, inline("K2", "more"))), Read({"Facts!K2": "more"}, ((MISPLACED, "2:2"),))


@case
def rows_out_of_order() -> Made:
    """Row 3 after row 4: one library loses a row."""
    rows = fact_rows()
    rows[2], rows[3] = rows[3], rows[2]
    return but({SHEET: sheet(rows)}), Read(told=((MISPLACED, "3:3"),))


@case
def cells_out_of_order() -> Made:
    """H2 before G2."""
    rows = fact_rows()
    g, h = cell("G2", 3200000000), cell("H2", "EUR")
    rows[1] = rows[1].replace(g + h, h + g)
    return but({SHEET: sheet(rows)}), Read(told=((MISPLACED, "G2"),))


@case
def two_values_in_a_cell() -> Made:
    """<v>1</v><v>2</v>."""
    data = _value('<c r="G2"><v>3200000000</v><v>999</v></c>')
    return data, _said("999", MISPLACED)


@case
def value_and_inline_text_in_a_cell() -> Made:
    """<v> and <is>: by type one counts, to some readers the other."""
    data = _value('<c r="G2" t="inlineStr"><v>999</v><is><t>3200000000</t></is></c>')
    return data, _said("3200000000", MISPLACED)


@case
def two_formulas_in_a_cell() -> Made:
    """Two <f>."""
    data = _value('<c r="G2"><f>1+1</f><f>2+2</f><v>4</v></c>')
    return data, _said("4", MISPLACED)


# -- merged, hidden -----------------------------------------------------------------------------


@case
def merged() -> Made:
    """Merged cells: told by their addresses."""
    after = '<mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells>'
    return but({SHEET: sheet(after=after)}), Read(told=(("SHT003", "A2:A3"),))


@case
def merged_overlapping() -> Made:
    """Two areas that overlap, which Excel repairs away."""
    after = '<mergeCells><mergeCell ref="A2:B3"/><mergeCell ref="B3:C4"/></mergeCells>'
    told = (("SHT003", "A2:B3"), ("SHT003", "B3:C4"))
    return but({SHEET: sheet(after=after)}), Read(told=told)


@case
def merged_the_whole_sheet() -> Made:
    """One area over every cell of the grid: not filled, told."""
    after = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    return but({SHEET: sheet(after=after)}), Read(told=(("SHT003", "A1:XFD1048576"),))


@case
def merged_garbage() -> Made:
    """An area that is none."""
    after = '<mergeCells><mergeCell ref="A2:ZZZZZ9"/></mergeCells>'
    return but({SHEET: sheet(after=after)}), Refused("Facts.*'A2:ZZZZZ9'")


@case
def merged_by_the_thousand() -> Made:
    """Sixty thousand merged areas."""
    import random

    rows = [f"A{n}:B{n}" for n in random.Random(7).sample(range(10, 1_000_000), 60_000)]
    after = "".join(f'<mergeCell ref="{each}"/>' for each in rows)
    told = tuple(("SHT003", each) for each in rows)
    return but({SHEET: sheet(after=f"<mergeCells>{after}</mergeCells>")}), Read(told=told)


@case
def row_hidden() -> Made:
    """A hidden fact: read, and said."""
    rows = fact_rows()
    rows[2] = rows[2].replace('r="3"', 'r="3" hidden="1"', 1)
    return but({SHEET: sheet(rows)}), Read(told=(("SHT002", "3:3"),))


@case
def row_of_no_height() -> Made:
    """A row of height 0 is as hidden."""
    rows = fact_rows()
    rows[2] = rows[2].replace('r="3"', 'r="3" ht="0" customHeight="1"', 1)
    return but({SHEET: sheet(rows)}), Read(told=(("SHT002", "3:3"),))


@case
def rows_hidden_by_default() -> Made:
    """Rows that the file does not write are hidden (18.3.1.81, zeroHeight); these are written."""
    before = '<sheetFormatPr defaultRowHeight="15" zeroHeight="1"/>'
    return but({SHEET: sheet(before=before)}), Read()


@case
def column_hidden() -> Made:
    """A hidden column: read, and said."""
    before = '<cols><col min="7" max="7" width="9" hidden="1"/></cols>'
    return but({SHEET: sheet(before=before)}), Read(told=(("SHT002", "G:G"),))


@case
def column_of_no_width() -> Made:
    """A column of width 0 is as hidden."""
    before = '<cols><col min="7" max="8" width="0" customWidth="1"/></cols>'
    return but({SHEET: sheet(before=before)}), Read(told=(("SHT002", "G:H"),))


# -- values that are not what they say ------------------------------------------------------------


@case
def shared_text_past_the_last() -> Made:
    """An index past the texts."""
    return _value('<c r="G2" t="s"><v>9999</v></c>'), _said(None, MISPLACED)


@case
def shared_text_below_nought() -> Made:
    """Python's list[-1] would be the last text."""
    return _value('<c r="G2" t="s"><v>-1</v></c>'), _said(None, MISPLACED)


@case
def shared_text_of_a_fraction() -> Made:
    """Text 1.0."""
    return _value('<c r="G2" t="s"><v>1.0</v></c>'), _said(None, MISPLACED)


@case
def shared_text_of_many_digits() -> Made:
    """An index of five thousand digits."""
    return _value(f'<c r="G2" t="s"><v>{"9" * 5_000}</v></c>'), _said(None, MISPLACED)


@case
def shared_texts_counted_wrong() -> Made:
    """count and uniqueCount lie: they are not looked at."""
    data = sound()[STRINGS].replace(b"<sst ", b'<sst count="1" uniqueCount="4294967295" ')
    return but({STRINGS: data}), Read()


def _misfit(kind: str, raw: str) -> bytes:
    return _value(f'<c r="G2" t="{kind}"><v>{raw}</v></c>')


@case
def number_that_is_nan() -> Made:
    """NaN."""
    return _misfit("n", "NaN"), _said(None, MISPLACED)


@case
def number_that_is_infinite() -> Made:
    """INF."""
    return _misfit("n", "INF"), _said(None, MISPLACED)


@case
def number_that_is_minus_infinity() -> Made:
    """-Infinity."""
    return _misfit("n", "-Infinity"), _said(None, MISPLACED)


@case
def number_past_the_largest() -> Made:
    """1E400 is infinite as a double."""
    return _misfit("n", "1E400"), _said(None, MISPLACED)


@case
def number_in_hexadecimal() -> Made:
    """0x1F."""
    return _misfit("n", "0x1F"), _said(None, MISPLACED)


@case
def number_with_underscores() -> Made:
    """float() reads 1_000."""
    return _misfit("n", "1_000"), _said(None, MISPLACED)


@case
def number_with_a_comma() -> Made:
    """3,2: no number of the standard."""
    return _misfit("n", "3,2"), _said(None, MISPLACED)


@case
def number_in_arabic_digits() -> Made:
    """float() reads ٣٢."""
    return _misfit("n", "٣٢"), _said(None, MISPLACED)


@case
def number_in_full_width_digits() -> Made:
    """float() reads ３２."""
    return _misfit("n", "３２"), _said(None, MISPLACED)


@case
def number_that_is_a_text() -> Made:
    """abc where the type says number."""
    return _misfit("n", "abc"), _said(None, MISPLACED)


@case
def number_that_is_a_formula() -> Made:
    """=1+1 as a stored number."""
    return _misfit("n", "=1+1"), _said(None, MISPLACED)


@case
def number_of_many_digits() -> Made:
    """Five thousand digits: past the largest double."""
    return _misfit("n", "9" * 5_000), _said(None, MISPLACED)


@case
def number_of_many_decimals() -> Made:
    """Five thousand decimals: what a double holds is what Excel shows."""
    return _misfit("n", "0.1" + "0" * 5_000), _said("0.1")


@case
def number_smaller_than_the_smallest() -> Made:
    """1E-400 is nought as a double, in Excel too; nought in place of a figure is told."""
    return _misfit("n", "1E-400"), _said(None, MISPLACED)


@case
def number_of_seventeen_digits() -> Made:
    """An identifier typed as a number by a program: every digit is kept."""
    return _misfit("n", "12345678901234567"), _said("12345678901234568")


@case
def number_with_blanks() -> Made:
    """Blanks around a number."""
    return _misfit("n", "\n 84 \t"), _said("84")


@case
def number_of_blanks() -> Made:
    """Nothing but blanks in <v>."""
    return _misfit("n", "  "), _said(None, MISPLACED)


@case
def boolean_that_is_yes() -> Made:
    """t="b" and yes."""
    return _misfit("b", "yes"), _said(None, MISPLACED)


@case
def boolean_that_is_two() -> Made:
    """t="b" and 2."""
    return _misfit("b", "2"), _said(None, MISPLACED)


@case
def date_that_is_none() -> Made:
    """30 February."""
    return _misfit("d", "2025-02-30"), _said("2025-02-30")


@case
def type_that_nobody_knows() -> Made:
    """t="x"."""
    return _misfit("x", "1"), _said(None, MISPLACED)


@case
def type_in_capitals() -> Made:
    """t="S" is no type: to some readers a number, to others a text."""
    return _misfit("S", "1"), _said(None, MISPLACED)


@case
def error_value() -> Made:
    """#REF!, which one library reads as a blank."""
    return _misfit("e", "#REF!"), _said("#REF!")


@case
def error_that_nobody_knows() -> Made:
    """#SPILL! and its like, at which one library gives the sheet up."""
    return _misfit("e", "#GETTING_DATA"), _said("#GETTING_DATA")


@case
def formula_without_value() -> Made:
    """A formula saved without its result, which readers take for a blank."""
    return _value('<c r="G2"><f>SUM(G3:G4)</f></c>'), _said("=SUM(G3:G4)")


@case
def formula_with_an_empty_value() -> Made:
    """The same with <v/>."""
    return _value('<c r="G2"><f>SUM(G3:G4)</f><v/></c>'), _said("=SUM(G3:G4)")


@case
def formula_placeholders() -> Made:
    """fullCalcOnLoad and noughts: a program wrote it that did not calculate."""
    data = with_cell("G2", '<c r="G2"><f>SUM(G3:G4)</f><v>0</v></c>')
    after = '<calcPr fullCalcOnLoad="1"/>'
    return but({SHEET: data, BOOK: book(after=after)}), _said("=SUM(G3:G4)")


@case
def formula_that_is_a_text() -> Made:
    """A formula whose result is text: the text."""
    return _value('<c r="G2" t="str"><f>A1&amp;"x"</f><v>idx</v></c>'), _said("idx")


@case
def formula_of_dde() -> Made:
    """A formula that would start a program: never run, its cached value read."""
    return _value("<c r=\"G2\"><f>cmd|' /c calc'!A0</f><v>5</v></c>"), _said("5")


@case
def style_past_the_last() -> Made:
    """A style that is not there: a number."""
    return _value('<c r="G2" s="4294967295"><v>84</v></c>'), _said("84")


@case
def style_below_nought() -> Made:
    """Python's list[-1] would be the last style, a percentage."""
    return _value('<c r="G2" s="-1"><v>84</v></c>'), _said("84")


@case
def style_that_is_a_text() -> Made:
    """s="bold"."""
    return _value('<c r="G2" s="bold"><v>84</v></c>'), _said("84")


@case
def style_of_many_digits() -> Made:
    """s of five thousand digits."""
    return _value(f'<c r="G2" s="{"9" * 5_000}"><v>84</v></c>'), _said("84")


@case
def format_code_of_a_megabyte() -> Made:
    """A number format that takes long to read."""
    code = "".join(f"[&gt;{n * 7919 % 10_007}]0;" for n in range(20_000)) + "yyyy" * 20_000
    formats = f'<numFmts><numFmt numFmtId="14" formatCode="{code}"/></numFmts>'
    data = with_cell("G2", '<c r="G2" s="1"><v>45912</v></c>')
    return but({SHEET: data, STYLES: styles(formats)}), _said("45912")


@case
def format_code_that_is_never_closed() -> Made:
    """Quotes and brackets that are opened and never closed, by the thousand."""
    code = "".join(f"&quot;[\\{n * 7919 % 10_007}" for n in range(20_000))
    formats = f'<numFmts><numFmt numFmtId="14" formatCode="{code}"/></numFmts>'
    data = with_cell("G2", '<c r="G2" s="1"><v>45912</v></c>')
    return but({SHEET: data, STYLES: styles(formats)}), _said("45912")


@case
def styles_by_the_thousand() -> Made:
    """Seventy thousand cell formats."""
    return but({STYLES: styles(more='<xf numFmtId="14"/>' * 4_000)}), Read()


# -- days ---------------------------------------------------------------------------------------


def _day(serial: str, date1904: str = "") -> bytes:
    data = with_cell("G2", f'<c r="G2" s="1"><v>{serial}</v></c>')
    before = f'<workbookPr date1904="{date1904}"/>' if date1904 else ""
    return but({SHEET: data, BOOK: book(before=before)})


@case
def day_that_never_was() -> Made:
    """Serial 60: 29 February 1900."""
    return _day("60"), _said("60")


@case
def day_before_the_one_that_never_was() -> Made:
    """Serial 59."""
    return _day("59"), _said("1900-02-28")


@case
def day_after_the_one_that_never_was() -> Made:
    """Serial 61."""
    return _day("61"), _said("1900-03-01")


@case
def day_of_1904() -> Made:
    """The other system, which is 1,462 days on."""
    return _day("45912", date1904="1"), _said("2029-09-13")


@case
def day_of_1904_said_aloud() -> Made:
    """date1904="True", as a program writes its own word: four years off where it is missed."""
    return _day("45912", date1904="True"), _said("2029-09-13")


@case
def day_before_all() -> Made:
    """Serial -1."""
    return _day("-1"), _said("-1")


@case
def day_past_9999() -> Made:
    """Serial 2958466."""
    return _day("2958466"), _said("2958466")


@case
def day_of_huge_serial() -> Made:
    """Serial 1E300."""
    return _day("1E300"), _said("1" + "0" * 300)


@case
def day_nought() -> Made:
    """Serial 0, which Excel shows as 0 January 1900."""
    return _day("0"), _said("0")


# -- texts --------------------------------------------------------------------------------------


@case
def escapes_in_a_text() -> Made:
    """_x0041_ means A; a typed _x0041_ is stored as _x005F_x0041_."""
    data = with_cell("I2", inline("I2", "_x0041_ _x005F_x0041_ _x000D_"))
    return but({SHEET: data}), Read({"Facts!I2": "A _x0041_ \r"})


@case
def escape_of_half_a_character() -> Made:
    """_xD800_ is half a character: it stays as it stands."""
    data = with_cell("I2", inline("I2", "a_xD800_b _xFFFE_"))
    return but({SHEET: data}), Read({"Facts!I2": "a_xD800_b _xFFFE_"})


@case
def text_of_runs_and_hints() -> Made:
    """Runs are joined, phonetic hints are not text."""
    xml = (
        '<c r="I2" t="inlineStr"><is><r><t>日</t></r><r><t>本</t></r>'
        '<rPh sb="0" eb="1"><t>ニチ</t></rPh></is></c>'
    )
    return but({SHEET: with_cell("I2", xml)}), Read({"Facts!I2": "日本"})


@case
def text_of_white_space() -> Made:
    """A text of blanks alone is a blank."""
    return but({SHEET: with_cell("I2", inline("I2", " \t\n "))}), Read({"Facts!I2": None})


@case
def text_past_a_cell() -> Made:
    """40,000 characters, more than Excel keeps: read whole."""
    text = "".join(f"{n} " for n in range(9_000))
    data = with_cell("I2", inline("I2", text))
    return but({SHEET: data}), Read({"Facts!I2": text})


@case
def texts_by_the_million() -> Made:
    """Shared texts that no cell points at, by the hundred thousand."""
    more = b"".join(b"<si><t>%d</t></si>" % (n * 7919) for n in range(200_000))
    return but({STRINGS: sound()[STRINGS].replace(b"</sst>", more + b"</sst>")}), Read()


@case
def texts_inside_texts() -> Made:
    """<si> within <si>."""
    data = shared().decode().replace("<si><t", "<si><si><t xml:space='preserve'>x</t></si><t", 1)
    return but({STRINGS: data.encode()}), Refused("sharedStrings.xml")


@case
def texts_by_rich_runs_with_text_between() -> Made:
    """Characters between the elements of a text are no text."""
    data = (
        shared()
        .decode()
        .replace(f'<si><t xml:space="preserve">{TEXTS[0]}', f"<si>junk<t>{TEXTS[0]}", 1)
    )
    return but({STRINGS: data.encode()}), Read()


@case
def cell_that_says_nothing() -> Made:
    """A cell with a style alone is blank."""
    return _rows(row(9, '<c r="A9" s="1"/><c r="B9" t="s"/><c r="C9"><v/></c>')), Read()


@case
def cells_by_the_hundred_thousand() -> Made:
    """A quarter of a million blank styled cells."""
    import random

    draw = random.Random(7)
    many = "".join(
        row(n, "".join(f'<c r="{c}{n}" s="{draw.randrange(3)}"/>' for c in "ABCDEFGHI"))
        for n in range(10, 27_000)
    )
    return _rows(many), Read()


@case
def rows_by_the_hundred_thousand() -> Made:
    """Rows without cells."""
    import random

    draw = random.Random(7)
    many = "".join(f'<row r="{n}" ht="{draw.randrange(400) + 1}"/>' for n in range(10, 150_000))
    return _rows(many), Read()


@case
def rich_value() -> Made:
    """A cell with a value of a newer kind: its fallback is an error, and told as one."""
    return _value('<c r="G2" t="e" vm="1"><v>#VALUE!</v></c>'), _said("#VALUE!")
