"""{{words}} in cells, named cells, headers and shared texts; and what of a template is told."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from made.filled import filled
from ooxml.bare_template import ROWS, bare
from ooxml.build import MAIN

from toolkit.errors import UnusableTemplate
from toolkit.ooxml.container.package import Package
from toolkit.ooxml.container.workbook import read_workbook_part
from toolkit.ooxml.filling.slots import Template
from toolkit.ooxml.filling.traces import told
from toolkit.ooxml.filling.wordplaces import all_words, taken

SHEET = "xl/worksheets/sheet1.xml"
WORDS: dict[str, Any] = {
    "title": "A & B\r",
    "day": date(2025, 9, 26),
    "count": 1234567,
    "rate": Decimal("0.50"),
    "long": "x" * 32_000,
    "smile": "\U0001f600" * 16_000,
}


def cell_of_words(cell: str, **more: Any) -> str:
    """What becomes of a cell in A9."""
    rows = ROWS + f'<row r="9">{cell}</row>'
    part = filled(bare(rows=rows, **more), {"figures": 1}, words=WORDS).part(SHEET)
    (row,) = re.findall('<row r="9">(.*?)</row>', part)
    return str(row)


def inline(text: str) -> str:
    return f'<c r="A9" s="1" t="inlineStr"><is><t>{text}</t></is></c>'


CELLS = [
    (inline("about {{title}}"), inline("about A &amp; B_x000D_")),
    (inline("{{ title }}{{count}}"), inline("A &amp; B_x000D_1,234,567")),
    (inline("{{day}}, {{rate}}"), inline("26 September 2025, 0.5")),
    (inline("no word"), inline("no word")),
    (inline("{{title}}"), inline("A &amp; B_x000D_")),
    (inline("{{day}}"), '<c r="A9" s="1"><v>45926</v></c>'),
    (inline("{{count}}"), '<c r="A9" s="1"><v>1234567</v></c>'),
    (inline("{{rate}}"), '<c r="A9" s="1"><v>0.5</v></c>'),
    (  # a word cut by runs; hints of how to say it are no text
        '<c r="A9" t="inlineStr"><is><r><t>a {{ti</t></r><r><t>tle}} b {{</t></r><r><t>day</t></r>'
        "<r><t>}}</t></r><rPh><t>{{title}}</t></rPh></is></c>",
        '<c r="A9" t="inlineStr"><is><r><t>a A &amp; B_x000D_</t></r><r><t> b 26 September 2025</t>'
        "</r><r><t></t></r><r><t></t></r><rPh><t>{{title}}</t></rPh></is></c>",
    ),
    ('<c r="A9" t="str"><v>{{title}}</v></c>', '<c r="A9" t="str"><v>{{title}}</v></c>'),
    ('<c r="A9" t="s"><v>1</v></c>', '<c r="A9" t="s"><v>1</v></c>'),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "made"), CELLS)
def test_a_cell_has_its_words_replaced(cell: str, made: str) -> None:
    assert cell_of_words(cell) == made


def named(cell: str) -> str:
    return (
        f'<definedNames><definedName name="Day">{cell}</definedName><definedName name="title">'
        "S1!$A$1:$B$2</definedName></definedNames>"
    )


def test_a_cell_called_like_a_word_holds_it_where_it_is_free() -> None:
    number = "<v>45926</v></c>"
    assert (
        cell_of_words('<c r="A9" s="1"/>', workbook=named("S1!$A$9")) == f'<c r="A9" s="1">{number}'
    )
    assert cell_of_words("", workbook=named("s1!$C$9")) == f'<c r="C9">{number}'
    assert (
        cell_of_words('<c r="B9"/>', workbook=named("S1!$A$9")) == f'<c r="A9">{number}<c r="B9"/>'
    )
    assert (
        cell_of_words('<c r="B9"/>', workbook=named("S1!$C$9")) == f'<c r="B9"/><c r="C9">{number}'
    )
    text = named("S1!$B$9").replace("Day", "TITLE").replace('"title"', '"none"')
    assert cell_of_words("", workbook=text) == (
        '<c t="inlineStr" r="B9"><is><t xml:space="preserve">A &amp; B_x000D_</t></is></c>'
    )
    typed = '<c r="A9"><v>5</v></c>'
    assert cell_of_words(typed, workbook=named("S1!$A$9")) == typed
    formula = '<c r="A9"><f>1+1</f></c>'
    assert cell_of_words(formula, workbook=named("S1!$A$9")) == formula


def test_a_named_cell_in_a_row_or_sheet_that_is_not_there_is_made() -> None:
    done = filled(bare(workbook=named("S1!$D$12")), {"figures": 1}, words=WORDS)
    assert done.part(SHEET).endswith(
        '<row r="12"><c r="D12"><v>45926</v></c></row></sheetData><tableParts>'
        '<tablePart r:id="rId1"/></tableParts></worksheet>'
    )
    between = filled(bare(workbook=named("S1!$D$4")), {"figures": 1}, words=WORDS).part(SHEET)
    assert re.findall(r'<row r="(\d+)"', between) == ["2", "3", "4", "5"]
    empty = f'<worksheet xmlns="{MAIN}"><sheetData/></worksheet>'
    other = filled(
        bare(workbook=named("S2!$B$2"), **{"xl/worksheets/sheet2.xml": empty}),
        {"figures": 1}, words=WORDS,
    )  # fmt: skip
    assert other.part("xl/worksheets/sheet2.xml") == (
        f'<worksheet xmlns="{MAIN}"><sheetData><row r="2"><c r="B2"><v>45926</v></c></row>'
        "</sheetData></worksheet>"
    )


def header(text: str) -> str:
    return (
        f"<headerFooter><oddHeader>{text}</oddHeader><evenFooter>&amp;P</evenFooter></headerFooter>"
    )


def test_a_header_has_its_words_replaced_and_their_signs_doubled() -> None:
    part = filled(bare(after=header("&amp;L{{title}}{{count}}")), {"figures": 1}, words=WORDS)
    assert header("&amp;LA &amp;&amp; B_x000D_1,234,567") in part.part(SHEET)


SHARED = (
    f'<sst xmlns="{MAIN}"><si><t>not shown {{{{nothing}}}}</t></si><si><r><t>on </t></r><r>'
    "<t>{{day}}</t></r></si><si><t>{{count}}</t></si><extLst/></sst>"
)


def test_a_shared_text_has_its_words_replaced_and_those_that_nothing_shows_are_blank() -> None:
    rows = ROWS + '<row r="9"><c r="A9" t="s"><v>1</v></c><c r="B9" t="s"><v>2</v></c></row>'
    template = bare(rows=rows, **{"xl/sharedStrings.xml": SHARED.replace(" {{nothing}}", "")})
    done = filled(template, {"figures": 1}, words=WORDS)
    assert done.part("xl/sharedStrings.xml") == (
        f'<sst xmlns="{MAIN}"><si><t/></si><si><r><t>on </t></r><r><t>26 September 2025</t></r>'
        "</si><si><t/></si><extLst/></sst>"
    )
    assert '<c r="A9" t="s"><v>1</v></c><c r="B9"><v>1234567</v></c>' in done.part(SHEET)


REFUSED = [
    ({"rows": ROWS + f'<row r="9">{inline("{{nothing}}")}</row>'}, "S1!A9 holds {{nothing}}"),
    ({"rows": ROWS + f'<row r="9">{inline("{{long}}{{long}}")}</row>'},
     "S1!A9 would hold a text of 64000 characters; a cell holds 32767"),
    ({"rows": ROWS + f'<row r="9">{inline("{{smile}} {{title}}{{long}}")}</row>'},
     "S1!A9 would hold a text of 64007 characters; a cell holds 32767"),
    ({"after": header("{{nothing}}")}, "the oddHeader of S1 holds {{nothing}}"),
    ({"after": header("x" * 240 + "{{day}}")},
     "the oddHeader of S1 would have 257 characters; Excel keeps 255"),
]  # fmt: skip


@pytest.mark.parametrize(("given", "says"), REFUSED)
def test_a_word_that_does_not_fit_is_refused_by_its_place(given: dict[str, Any], says: str) -> None:
    with pytest.raises(UnusableTemplate) as refused:
        filled(bare(**given), {"figures": 1}, words=WORDS)
    assert says in refused.value.what
    assert refused.value.hint


def opened(**given: Any) -> Template:
    package = Package.open(bare(**given))
    return Template(package, read_workbook_part(package))


def test_every_word_is_found_with_its_place() -> None:
    rows = ROWS + f'<row r="9">{inline("{{a}} {{ b }} {c}")}</row>'
    assert list(all_words(opened(rows=rows, after=header("{{d}}")))) == [
        ("S1!A1", "title"),
        ("S1!A9", "a"),
        ("S1!A9", "b"),
        ("the oddHeader of S1", "d"),
    ]


def test_a_named_cell_that_holds_something_else_is_told() -> None:
    for cell, said in (
        ('<c r="A9"><v>5</v></c>', [("S1!A9", "day")]),
        ('<c r="A9"><f>1</f></c>', [("S1!A9", "day")]),
        (inline("typed"), [("S1!A9", "day")]),
        (inline("{{day}}"), []),
        ('<c r="A9" s="1"/>', []),
        ("", []),
    ):
        made = opened(rows=ROWS + f'<row r="9">{cell}</row>', workbook=named("S1!$A$9"))
        assert list(taken(made, WORDS)) == said


@pytest.mark.parametrize(
    ("count", "listed"),
    [
        (0, None),
        (1, "n0"),
        (5, "n0, n1, n2, n3, n4"),
        (6, "n0, n1, n2, n3, n4, …"),
    ],
)
def test_hidden_names_and_notes_in_pictures_are_told(count: int, listed: str | None) -> None:
    names = "".join(f'<definedName name="n{n}" hidden="1">1</definedName>' for n in range(count))
    names += '<definedName name="_xlnm._FilterDatabase" hidden="1">1</definedName>'
    pictures = {f"xl/media/n{n}": b"\xff\xd8 Exif\0\0 Anna" for n in range(count)}
    package = Package.open(
        bare(
            workbook=f"<definedNames>{names}</definedNames>", **{"xl/media/plain": b"x"}, **pictures
        )
    )
    said = list(told(Template(package, read_workbook_part(package)), []))
    media = listed and listed.replace("n", "xl/media/n")
    assert said == (
        [
            f"the template has hidden names, which go along: {listed}",
            f"pictures of the template hold notes on how they were made, which go along: {media}",
        ]
        if listed
        else []
    )
