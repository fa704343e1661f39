"""Format codes: what shows a date, a time, a percentage, and what only looks so."""

from __future__ import annotations

import pytest

from toolkit.ooxml.sheets.formats import parse_format

CODES = {
    "General": "number",
    "0.00": "number",
    "#,##0.00_);[Red](#,##0.00)": "number",
    '_(* #,##0_);_(* (#,##0);_(* "-"??_);_(@_)': "number",
    '0.00 "Mrd. EUR"': "number",
    '0 "days"': "number",
    r"0\d": "number",
    "0_d*y": "number",
    "[Red]0": "number",
    "[$USD] 0": "number",
    "0.00E+00": "number",
    "@": "number",
    "0%": "percent",
    "0.0 %;-0.0 %": "percent",
    '0.00" %"': "number",
    r"0\%": "number",
    "yyyy-mm-dd": "date",
    "[$-409]d\\-mmm\\-yy;@": "date",
    "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy": "date",
    "dd.mm.yyyy hh:mm": "date",
    "mmm": "date",
    "mm/yy": "date",
    "m": "date",
    "YYYY": "date",
    'yyyy"年"m"月"d"日"': "date",
    "h:mm": "time",
    "h:mm:ss AM/PM": "time",
    "mm:ss.0": "time",
    "AM/PM": "time",
    "[h]:mm": "elapsed",
    "[mm]:ss": "elapsed",
}


@pytest.mark.parametrize("code", CODES)
def test_a_format_is_what_it_shows(code: str) -> None:
    assert parse_format(code).uniform == CODES[code]


@pytest.mark.parametrize(
    ("code", "value", "shown"),
    [
        ("[<=1]0%;0.0", 0.5, "percent"),
        ("[<=1]0%;0.0", 1.5, "number"),
        ("0;-0%", 1, "number"),
        ("0;-0%", -1, "percent"),
        ("0%;0.0;0", 0, "number"),
        ("0%;0.0;0", 2, "percent"),
    ],
)
def test_a_format_of_several_parts_goes_by_the_value(code: str, value: float, shown: str) -> None:
    assert parse_format(code).uniform is None
    assert parse_format(code).shown(value) == shown


LOOKS = {
    "": "General",
    "@": "General",
    "0": "0",
    "#,##0.00": "0.00",
    '"CNY" #,##0': "CNY0",
    "[$CNY] #,##0": "CNY0",
    "[$€-407]#,##0.0": "€0.0",
    "[Red]\\U\\S\\D 0_)": "USD0",
    '#,##0.0,,"m"': "0.0,,m",
    "0.0%": "0.0%",
    ";;;": "nothing",
    "-#,##0": "-0",
    "_(* #,##0_);_(* (#,##0)": "0",
    "0.00E+00": "0.00E0",
    "yyyy-mm-dd": "date",
    "[h]:mm": "elapsed",
}


@pytest.mark.parametrize("code", LOOKS)
def test_a_format_is_told_as_a_person_reads_it(code: str) -> None:
    assert parse_format(code).section(1).look == LOOKS[code]
