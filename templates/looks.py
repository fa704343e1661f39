"""The cell styles of the templates that come with factpack: fonts, colours, number formats.

Blue is sourced, black is reckoned, green leads elsewhere; none is told by its colour alone.
"""

from __future__ import annotations

from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side

FACE = "Arial"  # on Windows, macOS and, as Liberation Sans, wherever LibreOffice is
INK, QUIET, ACCENT = "1F2933", "5B6776", "1B365D"
SOURCED, LINK = "1F4E9E", "1B6B3A"
LINE, SHADE, AMBER, ALARM = "CBD2D9", "EEF2F6", "FFF4DC", "9B1C1C"
RECKONED = " reckoned"  # ends the name of an amount's style that is for what no source states


def font(**given: object) -> Font:
    return Font(**{"name": FACE, "size": 9, "color": INK, **given})


def aligned(horizontal: str | None = None, *, wrap: bool = False, indent: int = 0) -> Alignment:
    return Alignment(horizontal, "top", wrap_text=wrap, indent=indent)


HAIR = Border(bottom=Side("thin", color=LINE))
LEFT, WRAPPED, RIGHT = aligned("left"), aligned(wrap=True), aligned("right", indent=1)
APART = aligned("left", wrap=True, indent=1)  # from the column before it
HEADING = {
    "font": font(bold=True, color=ACCENT),
    "fill": PatternFill("solid", SHADE),
    "border": Border(bottom=Side("medium", color=ACCENT)),
}
LABEL = font(size=10, color=QUIET)


def money(sign: str, cents: str = "0.00") -> str:
    """Billions and millions by their size, the currency at the cell's left; the cell is exact."""
    return (
        f'[>=1000000000]"{sign}"* #,##0.0##,,," bn";[>=1000000]"{sign}"* #,##0.0##,," m";'
        f'"{sign}"* #,##{cents}####'
    )


AMOUNTS = {
    "Yuan": money("CNY"),
    "Dollar": money("USD"),
    "Euro": money("EUR"),
    "Hong Kong dollar": money("HKD"),
    "Pound": money("GBP"),
    "Other currency": money("¤"),  # factpack puts each currency's code in the place of ¤
    "Percentage": "0.0###%",
    "Percentage points": '0.0###" pp"',
    "Basis points": '#,##0.###" bp"',
    "Multiple": '0.0###"×"',
    "Count": '[>=1000000000]#,##0.0##,,," bn";[>=1000000]#,##0.0##,," m";General',
}
PLAIN = {
    "Pack title": {"font": font(size=20, bold=True, color=ACCENT)},
    "Pack kind": {"font": font(size=11, color=QUIET)},
    "Sheet title": {"font": font(size=14, bold=True, color=ACCENT)},
    "Part title": {"font": font(size=11, bold=True, color=ACCENT)},
    "Sheet note": {"font": font(color=QUIET), "alignment": aligned(wrap=False)},
    "Label": {"font": LABEL, "alignment": aligned(), "border": HAIR},
    "Label within": {"font": LABEL, "alignment": aligned("left", indent=1), "border": HAIR},
    "Said": {"font": font(size=10), "alignment": aligned("left", wrap=True), "border": HAIR},
    "Status": {
        "font": font(size=10, bold=True),
        "alignment": aligned("left", wrap=True),
        "border": HAIR,
    },
    "Cover date": {"font": font(size=10), "number_format": "d mmmm yyyy", "alignment": LEFT,
                   "border": HAIR},
    "Cover count": {"font": font(size=10), "number_format": "#,##0", "alignment": LEFT,
                    "border": HAIR},
    # At the top: where a Table has buttons for its filter, they stand at the foot.
    "Table heading": {**HEADING, "alignment": WRAPPED},
    "Text heading": {**HEADING, "alignment": APART},
    "Amount heading": {**HEADING, "alignment": aligned("right", wrap=True, indent=1)},
    "Table text": {"font": font(), "alignment": APART, "border": HAIR},
    "Table emphasis": {"font": font(bold=True), "alignment": WRAPPED, "border": HAIR},
    "Table quiet": {"font": font(color=QUIET), "alignment": APART, "border": HAIR},
    "Table link": {
        "font": font(color=LINK, underline="single"), "alignment": APART, "border": HAIR,
    },
    "Table address": {
        "font": font(color=LINK, underline="single"), "alignment": aligned("left", indent=1),
        "border": HAIR,
    },
    "Contents link": {
        "font": font(color=LINK, underline="single"), "alignment": LEFT, "border": HAIR,
    },
    "Table date": {"font": font(), "number_format": "d mmm yyyy", "alignment": LEFT,
                   "border": HAIR},
    "Table place": {"font": font(), "number_format": "0", "alignment": LEFT, "border": HAIR},
    "Table number": {"font": font(), "number_format": "#,##0", "alignment": RIGHT,
                     "border": HAIR},
    "Table ratio": {"font": font(), "number_format": "#,##0.0##", "alignment": RIGHT,
                    "border": HAIR},
}  # fmt: skip


def styles() -> list[NamedStyle]:
    """Every style of the workbook; a designer changes these in Excel, and every sheet follows."""
    made = [NamedStyle(name, **given) for name, given in PLAIN.items()]
    for name, code in AMOUNTS.items():
        for ending, colour in (("", SOURCED), (RECKONED, INK)):
            made.append(
                NamedStyle(
                    name + ending,
                    font=font(color=colour),
                    number_format=code.replace("0.0##", "0.00") if ending else code,
                    alignment=RIGHT,
                    border=HAIR,
                )
            )
    return made


def heading(style: str) -> str:
    """The style of a column's heading: it stands as the column's cells do."""
    given = PLAIN.get(style, {}).get("alignment", RIGHT)
    if given.horizontal == "right":
        return "Amount heading"
    return "Text heading" if given.indent else "Table heading"
