"""Parts that few programs can make, by hand: what they point at follows them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Any

import pytest

from toolkit.ooxml.container import spans
from toolkit.ooxml.filling import pointers
from toolkit.ooxml.filling.charts import Chart
from toolkit.ooxml.filling.following import Follower
from toolkit.ooxml.sheets.moves import Growth, Moves

GREW = Growth("Data", 2, 4, 5, 5, 14)  # B5:D5 became B5:D14; all beneath is 9 lower
FOLLOWER = Follower(Moves([GREW]), "t.xlsx")
VALUES = {"Data!$C$5": [Decimal(1), None, Decimal("2.5")], "Data!$B$5": ["a", "<b>", None]}


def after(xml: str, edits: Callable[[bytes, spans.Element], Iterator[spans.Edit]]) -> str:
    data = xml.encode()
    return spans.splice(data, edits(data, spans.read_spans(data, "t", "part"))).decode()


def charted(xml: str) -> str:
    def values(old: str, _new: str) -> Sequence[Any] | str | None:
        return VALUES.get(old, "same" if "Other" in old else None)

    return after(xml, lambda data, root: Chart(data, root, "c").edits(FOLLOWER, values))  # type: ignore[arg-type]


C15 = 'xmlns:c="c" xmlns:c15="c15"'


@pytest.mark.parametrize(
    ("before", "made"),
    [
        (
            "<c:f>Data!$C$5</c:f><c:numCache><c:formatCode>0</c:formatCode>"
            '<c:ptCount val="1"/><c:pt idx="0"><c:v>9</c:v></c:pt></c:numCache>',
            "<c:f>Data!$C$5:$C$14</c:f><c:numCache><c:formatCode>0</c:formatCode>"
            '<c:ptCount val="3"/><c:pt idx="0"><c:v>1</c:v></c:pt>'
            '<c:pt idx="2"><c:v>2.5</c:v></c:pt></c:numCache>',
        ),
        (
            '<c:f>Data!$B$5</c:f><c:strCache><c:ptCount val="1"/></c:strCache>',
            '<c:f>Data!$B$5:$B$14</c:f><c:strCache><c:ptCount val="3"/><c:pt idx="0"><c:v>a</c:v>'
            '</c:pt><c:pt idx="1"><c:v>&lt;b&gt;</c:v></c:pt></c:strCache>',
        ),
        (  # texts where numbers were, and several levels: the cells are read instead
            '<c:f>Data!$B$5</c:f><c:numCache><c:ptCount val="1"/></c:numCache>',
            "<c:f>Data!$B$5:$B$14</c:f>",
        ),
        (
            "<c:f>Data!$B$5:$C$5</c:f><c:multiLvlStrCache><c:lvl/></c:multiLvlStrCache>",
            "<c:f>Data!$B$5:$C$14</c:f>",
        ),
        (  # several levels are never kept, whatever is known of their values
            "<c:f>Data!$B$5</c:f><c:multiLvlStrCache><c:lvl/></c:multiLvlStrCache>",
            "<c:f>Data!$B$5:$B$14</c:f>",
        ),
        (  # what reads nothing that is filled keeps its copy
            '<c:f>Other!$A$1</c:f><c:numCache><c:ptCount val="1"/></c:numCache>',
            '<c:f>Other!$A$1</c:f><c:numCache><c:ptCount val="1"/></c:numCache>',
        ),
        (
            "<c15:fullRef><c15:sqref>Data!$C$5</c15:sqref></c15:fullRef>",
            "<c15:fullRef><c15:sqref>Data!$C$5:$C$14</c15:sqref></c15:fullRef>",
        ),
        (
            "<c15:datalabelsRange><c15:f>Data!$B$5</c15:f><c15:dlblRangeCache>"
            '<c:ptCount val="1"/></c15:dlblRangeCache></c15:datalabelsRange>',
            "<c15:datalabelsRange><c15:f>Data!$B$5:$B$14</c15:f><c15:dlblRangeCache>"
            '<c:ptCount val="3"/><c:pt idx="0"><c:v>a</c:v></c:pt>'
            '<c:pt idx="1"><c:v>&lt;b&gt;</c:v></c:pt></c15:dlblRangeCache>'
            "</c15:datalabelsRange>",
        ),
    ],
)
def test_a_series_follows_with_its_copy_of_the_values(before: str, made: str) -> None:
    holder = "c:numRef" if "<c:f>" in before and "c15" not in before else "c:ext"
    wrapped = f"<c:chart {C15}><{holder}>{{}}</{holder}></c:chart>"
    assert charted(wrapped.format(before)) == wrapped.format(made)


@pytest.mark.parametrize("place", ["c:title", "c:ser", "c:dLbl", "cx:series"])
def test_a_title_or_label_stays_the_words_of_one_cell(place: str) -> None:
    holder = place.partition(":")[0]
    said = "<h:tx><h:ref><h:f>Data!$B$5</h:f></h:ref></h:tx>".replace("h:", f"{holder}:")
    chart = f'<c:chart {C15} xmlns:cx="cx"><{place}>{said}</{place}></c:chart>'
    assert charted(chart) == chart


def test_a_chart_of_the_newer_kind_follows() -> None:
    before = (
        '<cx:data xmlns:cx="cx"><cx:strDim type="cat"><cx:f>Data!$B$5</cx:f>'
        '<cx:lvl ptCount="1"><cx:pt idx="0">old</cx:pt></cx:lvl></cx:strDim>'
        '<cx:numDim type="val"><cx:f>Data!$C$5</cx:f><cx:lvl ptCount="1" formatCode="0">'
        '<cx:pt idx="0">9</cx:pt></cx:lvl></cx:numDim></cx:data>'
    )
    made = charted(before)
    assert "<cx:f>Data!$B$5:$B$14</cx:f>" in made and "<cx:f>Data!$C$5:$C$14</cx:f>" in made
    assert '<cx:lvl ptCount="3"><cx:pt idx="0">a</cx:pt><cx:pt idx="1">&lt;b&gt;</cx:pt>' in made
    assert '<cx:lvl ptCount="3" formatCode="0"><cx:pt idx="0">1</cx:pt>' in made


@pytest.mark.parametrize(
    ("source", "made", "fresh"),
    [
        ('ref="B4:D5" sheet="Data"', 'ref="B4:D14" sheet="Data"', True),
        ('name="figures"', 'name="figures"', True),
        ('ref="A1:B9" sheet="Other"', 'ref="A1:B9" sheet="Other"', False),
    ],
)
def test_a_pivots_source_follows_and_is_read_anew(source: str, made: str, fresh: bool) -> None:
    xml = f"<def><cacheSource><worksheetSource {source}/></cacheSource></def>"

    def fed(formula: str, sheet: str) -> bool:
        return sheet == "Data" or formula == "figures"

    done = after(xml, lambda d, root: pointers.pivot_source_edits(d, root, FOLLOWER, fed))
    assert made in done
    assert ('refreshOnLoad="1"' in done) is fresh


@pytest.mark.parametrize(
    ("edits", "before", "made"),
    [
        (
            pointers.pivot_place_edits,
            '<p name="P"><location ref="B9:C20"/></p>',
            '<p name="P"><location ref="B18:C29"/></p>',
        ),
        (
            pointers.comment_edits,
            '<c><comment ref="B9"/><comment ref="B4"/></c>',
            '<c><comment ref="B18"/><comment ref="B4"/></c>',
        ),
        (
            pointers.view_edits,
            '<v><nsvFilter ref="B4:D5"><sortRule><sortCondition ref="C5:C5"/></sortRule>'
            '</nsvFilter><nsvFilter ref="B9:C10"/></v>',
            '<v><nsvFilter ref="B4:D14"><sortRule><sortCondition ref="C5:C14"/></sortRule>'
            '</nsvFilter><nsvFilter ref="B18:C19"/></v>',
        ),
        (
            pointers.control_edits,
            '<formControlPr fmlaLink="$C$9" fmlaRange="Data!$B$5:$B$5"/>',
            '<formControlPr fmlaLink="$C$18" fmlaRange="Data!$B$5:$B$14"/>',
        ),
        (
            pointers.drawing_edits,
            '<d><sp textlink="Data!$C$9"/><oneCellAnchor><from><col>1</col><row>8</row></from>'
            "</oneCellAnchor></d>",
            '<d><sp textlink="Data!$C$18"/><oneCellAnchor><from><col>1</col><row>17</row></from>'
            "</oneCellAnchor></d>",
        ),
        (
            pointers.table_edits,
            '<table displayName="t" ref="B9:C10"><autoFilter ref="B9:C10"/><tableColumn>'
            "<calculatedColumnFormula>B10*$C$8</calculatedColumnFormula></tableColumn></table>",
            '<table displayName="t" ref="B18:C19"><autoFilter ref="B18:C19"/><tableColumn>'
            "<calculatedColumnFormula>B19*$C$17</calculatedColumnFormula></tableColumn></table>",
        ),
    ],
)
def test_parts_of_a_sheet_follow(edits: Any, before: str, made: str) -> None:
    assert after(before, lambda d, root: edits(d, root, "Data", FOLLOWER)) == made


def test_a_note_written_as_vml_follows_though_it_is_no_xml() -> None:
    vml = (
        b"<xml><br><v:shape><x:ClientData ObjectType='Note'><x:Anchor>2, 15, 7, 2, 4, 15, 11, 4"
        b"</x:Anchor><x:Row>8</x:Row><x:Column>1</x:Column></x:ClientData></v:shape></xml>"
    )
    made = spans.splice(vml, pointers.vml_edits(vml, "Data", FOLLOWER))
    assert b"<x:Anchor>2, 15, 16, 2, 4, 15, 20, 4</x:Anchor><x:Row>17</x:Row>" in made


def test_controls_written_as_vml_follow_each_in_its_place() -> None:
    vml = (
        b"<xml><x:ClientData ObjectType='Drop'><x:Anchor>1, 0, 8, 0, 2, 0, 9, 0</x:Anchor>"
        b"<x:FmlaRange>Data!$B$5:$B$5</x:FmlaRange><x:FmlaLink>$C$9</x:FmlaLink></x:ClientData>"
        b"<x:ClientData ObjectType='Spin'><x:Anchor>1, 0, 1, 0, 2, 0, 2, 0</x:Anchor>"
        b"<x:FmlaLink>$C$10&amp;&quot;&quot;</x:FmlaLink></x:ClientData></xml>"
    )
    made = spans.splice(vml, pointers.vml_edits(vml, "Data", FOLLOWER)).decode()
    assert made == (
        "<xml><x:ClientData ObjectType='Drop'><x:Anchor>1, 0, 17, 0, 2, 0, 18, 0</x:Anchor>"
        "<x:FmlaRange>Data!$B$5:$B$14</x:FmlaRange><x:FmlaLink>$C$18</x:FmlaLink></x:ClientData>"
        "<x:ClientData ObjectType='Spin'><x:Anchor>1, 0, 1, 0, 2, 0, 2, 0</x:Anchor>"
        '<x:FmlaLink>$C$19&amp;""</x:FmlaLink></x:ClientData></xml>'
    )


@pytest.mark.parametrize(
    ("link", "made"),
    [
        ("#Data!C9", "#Data!C18"),
        ("#Data!$C$9:$D$10", "#Data!$C$18:$D$19"),
        ("#Data!C4", "#Data!C4"),
        ("#sales", "#sales"),
        ("https://example.org/#Data!C9", "https://example.org/#Data!C9"),
        ("#Other!C9", "#Other!C9"),
    ],
)
def test_a_pictures_link_into_the_workbook_follows(link: str, made: str) -> None:
    xml = f'<r><Relationship Id="rId1" Target="{link}"/></r>'
    done = after(xml, lambda d, root: pointers.link_edits(d, root, FOLLOWER))
    assert done == xml.replace(link, made)
