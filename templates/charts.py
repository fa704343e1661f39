"""Native Excel charts over the Tables of a template, readable without colour and with alt text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any
from xml.sax.saxutils import quoteattr

from looks import ACCENT, ALARM, FACE, INK, LINE, QUIET
from openpyxl.chart import BarChart, LineChart, Reference, Series
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.data_source import (
    AxDataSource,
    NumData,
    StrData,
    StrRef,
    StrVal,
)
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.marker import Marker
from openpyxl.chart.series import SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.fill import PatternFillProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import (
    CharacterProperties,
    Font,
    Paragraph,
    ParagraphProperties,
)
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.worksheet import Worksheet

HEIGHT, WIDTH = 8.6, 29.0  # cm
ROWS = 18  # that a chart covers, at the usual height of a row
MARKS = ("dash", "dash", "circle", "triangle", "diamond", "x")  # of a dots chart's series


def made(
    sheet: Worksheet, design: Mapping[str, Any], places: Sequence[int], row: int
) -> BarChart | LineChart:
    """A chart of the Table whose headings stand in `row`; `places` are its columns: that of the
    categories, then a series each."""
    bars, format_ = design["kind"] == "bars", design["format"]
    chart: Any = BarChart() if bars else LineChart()
    chart.title, chart.style = design["title"], 2
    chart.height, chart.width = HEIGHT, WIDTH
    chart.legend.position = "b"
    chart.y_axis.number_format, chart.y_axis.majorGridlines = format_, ChartLines()
    chart.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill=LINE))
    chart.y_axis.scaling.min = 0
    for axis in (chart.x_axis, chart.y_axis):
        axis.delete, axis.txPr = False, _text(900)
        axis.spPr = GraphicalProperties(ln=LineProperties(solidFill=QUIET))
    chart.legend.txPr = _text(900)
    chart.title.overlay = chart.legend.overlay = False
    chart.title.tx.rich.p[0].pPr = ParagraphProperties(defRPr=_letters(1100, bold=True))
    for run in chart.title.tx.rich.p[0].r:
        run.rPr = _letters(1100, bold=True)
    for nth, column in enumerate(places[1:]):
        series = Series(Reference(sheet, min_col=column, min_row=row + 1), title_from_data=False)
        series.val.numRef.numCache = NumData(formatCode="General", ptCount=1)
        series.tx = SeriesLabel(strRef=_texts(sheet, column, row, design["series"][nth]))
        series.cat = AxDataSource(strRef=_texts(sheet, places[0], row + 1))
        (_bar if bars else _dot)(series, nth, format_)
        chart.series.append(series)
    if bars:
        chart.gapWidth, chart.overlap = 80, design.get("overlap")
    else:
        chart.hiLowLines = ChartLines(
            spPr=GraphicalProperties(ln=LineProperties(solidFill=ACCENT, w=19050))
        )
    return chart


def _texts(sheet: Worksheet, column: int, row: int, said: str = "") -> StrRef:
    """A cell of text and what it says, kept for programs that do not look it up."""
    cell = f"{quote_sheetname(sheet.title)}!${get_column_letter(column)}${row}"
    points = [StrVal(idx=0, v=said)] if said else []
    return StrRef(cell, StrData(ptCount=1, pt=points))


def _bar(series: Any, nth: int, format_: str) -> None:
    """The first plain, the second hatched, so that a grey print tells them apart."""
    if nth:
        hatched = PatternFillProperties(prst="wdUpDiag")
        hatched.fgClr, hatched.bgClr = _rgb(ACCENT), _rgb("FFFFFF")
        series.graphicalProperties = GraphicalProperties(pattFill=hatched)
    else:
        series.graphicalProperties = GraphicalProperties(solidFill=ACCENT)
    series.graphicalProperties.line = LineProperties(solidFill=ACCENT)
    series.dLbls = _labels(format_)


def _dot(series: Any, nth: int, format_: str) -> None:
    """A mark of its own shape for each series, and no line between what different sources say."""
    colour = ALARM if MARKS[nth] == "x" else QUIET if MARKS[nth] == "dash" else ACCENT
    series.marker = Marker(MARKS[nth], size={"x": 13, "dash": 16}.get(MARKS[nth], 8))
    fill = {"noFill": True} if MARKS[nth] == "x" else {"solidFill": colour}
    series.marker.graphicalProperties = GraphicalProperties(**fill)
    series.marker.graphicalProperties.line = LineProperties(solidFill=colour, w=22225)
    series.graphicalProperties = GraphicalProperties(ln=LineProperties(noFill=True))
    series.smooth = False
    if MARKS[nth] not in ("x", "dash"):
        series.dLbls = _labels(format_, "t")


def _labels(format_: str, at: str | None = None) -> DataLabelList:
    labels = DataLabelList(showVal=True, showSerName=False, showCatName=False,
                           showLegendKey=False, showPercent=False, dLblPos=at)  # fmt: skip
    labels.numFmt, labels.txPr = format_, _text(900)
    return labels


def _rgb(colour: str) -> Any:
    from openpyxl.drawing.colors import ColorChoice

    return ColorChoice(srgbClr=colour)


def _letters(size: int, *, bold: bool = False) -> CharacterProperties:
    return CharacterProperties(sz=size, b=bold, solidFill=INK, latin=Font(typeface=FACE))


def _text(size: int) -> RichText:
    return RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=_letters(size)),
                                 endParaRPr=_letters(size))])  # fmt: skip


def with_alt_text(drawing: bytes, said: Sequence[tuple[str, str]]) -> bytes:
    """A drawing's part whose charts, in their order, have a name and words for who cannot see."""
    told = iter(said)

    def one(found: re.Match[bytes]) -> bytes:
        name, words = next(told)
        return found[1] + f" name={quoteattr(name)} descr={quoteattr(words)}".encode()

    return re.sub(rb'(<(?:\w+:)?cNvPr id="\d+") name="[^"]*"', one, drawing)
