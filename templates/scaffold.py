"""Made the first template.xlsx of ic_pack; from then on the workbook is restyled in Excel.

python templates/scaffold.py makes it anew from nothing, the same bytes each time, and overwrites
what was restyled since. A designer does not need it: the cell styles of the workbook hold all
fonts, colours and number formats, and each Table's first row gives its columns their styles.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from toolkit.ooxml.finish import Properties, finish
from toolkit.ooxml.heights import Wrapped, height
from toolkit.ooxml.moves import Moves
from toolkit.ooxml.package import Package
from toolkit.ooxml.slots import Template
from toolkit.ooxml.workbook import read_workbook_part

DESTINATION = Path(__file__).parent / "ic_pack" / "template.xlsx"
FACE = "Arial"  # on Windows, macOS and, as Liberation Sans, wherever LibreOffice is
INK, QUIET, ACCENT = "1F2933", "5B6776", "1B365D"
SOURCED, LINK = "1F4E9E", "1B6B3A"  # blue: from a source; green: leads to another sheet
LINE, SHADE, AMBER = "CBD2D9", "EEF2F6", "FFF4DC"
HEADING_ROW = 4


def font(**given: object) -> Font:
    return Font(**{"name": FACE, "size": 9, "color": INK, **given})


HAIR = Border(bottom=Side("thin", color=LINE))
TOP_LEFT = Alignment(vertical="top", wrap_text=True)
TOP_RIGHT = Alignment(horizontal="right", vertical="top", indent=1)


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
    "Other currency": '[>=1000000000]#,##0.0##,,," bn";[>=1000000]#,##0.0##,," m";#,##0.00####',
    "Percentage": "0.0###%",
    "Percentage points": '0.0###" pp"',
    "Basis points": '#,##0.###" bp"',
    "Multiple": '0.0###"×"',
    "Count": '[>=1000000000]#,##0.0##,,," bn";[>=1000000]#,##0.0##,," m";General',
}


def styles() -> list[NamedStyle]:
    """The workbook's cell styles; a designer changes these, and every sheet follows."""
    made = [
        NamedStyle("Pack title", font=font(size=20, bold=True, color=ACCENT)),
        NamedStyle("Pack kind", font=font(size=11, color=QUIET)),
        NamedStyle("Sheet title", font=font(size=14, bold=True, color=ACCENT)),
        NamedStyle("Sheet note", font=font(color=QUIET)),
        NamedStyle(
            "Label",
            font=font(size=10, color=QUIET),
            alignment=Alignment(vertical="top"),
            border=HAIR,
        ),
        NamedStyle(
            "Label within", font=font(size=10, color=QUIET), border=HAIR,
            alignment=Alignment(vertical="top", indent=1),
        ),
        NamedStyle(
            "Said", font=font(size=10), alignment=Alignment("left", "top", wrap_text=True),
            border=HAIR,
        ),
        NamedStyle(
            "Status", font=font(size=10, bold=True), border=HAIR,
            alignment=Alignment("left", "top", wrap_text=True),
        ),
        NamedStyle(
            "Cover date", font=font(size=10), number_format="d mmmm yyyy", border=HAIR,
            alignment=Alignment("left", "top"),
        ),
        NamedStyle(
            "Cover count", font=font(size=10), number_format="#,##0", border=HAIR,
            alignment=Alignment("left", "top"),
        ),
        NamedStyle(
            "Table heading", font=font(bold=True, color=ACCENT),
            fill=PatternFill("solid", SHADE),
            alignment=Alignment(vertical="center", wrap_text=True),
            border=Border(bottom=Side("medium", color=ACCENT)),
        ),
        NamedStyle(
            "Amount heading", font=font(bold=True, color=ACCENT),
            fill=PatternFill("solid", SHADE),
            alignment=Alignment("right", "center", wrap_text=True, indent=1),
            border=Border(bottom=Side("medium", color=ACCENT)),
        ),
        NamedStyle("Table text", font=font(), alignment=TOP_LEFT, border=HAIR),
        NamedStyle("Table emphasis", font=font(bold=True), alignment=TOP_LEFT, border=HAIR),
        NamedStyle(
            "Table address", font=font(color=LINK, underline="single"), border=HAIR,
            alignment=Alignment(vertical="top"),
        ),
        NamedStyle("Table quiet", font=font(color=QUIET), alignment=TOP_LEFT, border=HAIR),
        NamedStyle(
            "Table link", font=font(color=LINK, underline="single"), alignment=TOP_LEFT,
            border=HAIR,
        ),
        NamedStyle(
            "Table date", font=font(), number_format="d mmm yyyy", border=HAIR,
            alignment=Alignment("left", "top"),
        ),
        NamedStyle(
            "Table number", font=font(), number_format="#,##0", border=HAIR, alignment=TOP_RIGHT,
        ),
    ]  # fmt: skip
    for name, code in AMOUNTS.items():
        made.append(
            NamedStyle(
                name,
                font=font(color=SOURCED),
                number_format=code,
                alignment=TOP_RIGHT,
                border=HAIR,
            )
        )
    return made


@dataclass(frozen=True)
class Column:
    """One column of a Table: heading, width in characters, style of its cells."""

    heading: str
    width: float
    style: str = "Table text"

    @property
    def heading_style(self) -> str:
        right = self.style in AMOUNTS or self.style == "Table number"
        return "Amount heading" if right else "Table heading"


AMOUNT, DATE, LINKED, NUMBER = "Count", "Table date", "Table link", "Table number"
STRONG, PALE = "Table emphasis", "Table quiet"


@dataclass(frozen=True)
class Page:
    """One sheet with one Table: what it is called, what it says of itself, its columns."""

    sheet: str
    table: str
    title: str
    note: str
    columns: tuple[Column, ...]
    contents: str
    frozen: int = 1  # columns that stay in sight


PAGES = (
    Page(
        "Summary", "summary", "Key figures",
        "As each source states them, in the analyst's order. Sources: how many speak of the same "
        "thing; whether they agree is not said here. Italics: not an actual or a plan.",
        (
            Column("No.", 5.5, NUMBER),
            Column("Key figure", 36, STRONG),
            Column("Qualifier", 10),
            Column("Value", 16, AMOUNT),
            Column("Value to", 11, AMOUNT),
            Column("As printed", 19),
            Column("Period", 14),
            Column("Kind", 8.5),
            Column("Speaker", 16),
            Column("Status", 9),
            Column("Published by", 18),
            Column("Published", 11, DATE),
            Column("Sources", 9.5, NUMBER),
            Column("Fact", 17.5, LINKED),
        ),
        "The key figures, each with its source", 2,
    ),
    Page(
        "Claims", "claims", "For, against, open",
        "What is recommended, what speaks for it and against it, and what is open; each with the "
        "facts that it rests on, in the words of their sources.",
        (
            Column("Claim", 7, PALE),
            Column("Side", 16, STRONG),
            Column("Section", 18),
            Column("What is claimed", 50),
            Column("Rests on", 82),
        ),
        "Recommendation, arguments for and against, open questions", 2,
    ),
    Page(
        "Figures", "figures", "All figures",
        "Every fact that is a number, by what it measures. Amounts are shown in billions (bn) or "
        "millions (m); the cells hold them in full. Italics: not an actual or a plan.",
        (
            Column("Fact", 17.5, LINKED),
            Column("What", 20, STRONG),
            Column("About", 20),
            Column("Scope, event", 21),
            Column("Period", 14),
            Column("Qualifier", 10),
            Column("Value", 16, AMOUNT),
            Column("Value to", 11, AMOUNT),
            Column("Unit", 10.5, PALE),
            Column("As printed", 18),
            Column("Kind", 8.5),
            Column("Speaker", 16),
            Column("Published", 11, DATE),
            Column("Source", 15, LINKED),
        ),
        "Every fact that is a number",
    ),
    Page(
        "Statements", "statements", "All statements",
        "Every fact that is said in words, by what it is about. Italics: not an actual or a plan.",
        (
            Column("Fact", 17.5, LINKED),
            Column("What", 20, STRONG),
            Column("About", 22),
            Column("Scope, event", 21),
            Column("Statement", 52),
            Column("Period", 14),
            Column("Kind", 8.5),
            Column("Speaker", 20),
            Column("Published", 11, DATE),
            Column("Source", 15, LINKED),
        ),
        "Every fact that is said in words",
    ),
    Page(
        "Timeline", "timeline", "Timeline",
        "Publications, and the facts that have a day or a period of their own, in order.",
        (
            Column("From", 11, DATE),
            Column("To", 11, DATE),
            Column("What", 24, STRONG),
            Column("About", 26),
            Column("Value", 16, AMOUNT),
            Column("Unit", 10.5, PALE),
            Column("In words", 54),
            Column("Kind", 8.5),
            Column("Source", 15, LINKED),
            Column("Fact", 17.5, LINKED),
        ),
        "Publications and dated facts in order",
    ),
    Page(
        "Evidence", "evidence", "Evidence",
        "The words behind every fact, as the source has them and in its own language.",
        (
            Column("Fact", 17.5, STRONG),
            Column("Quote", 66),
            Column("Figure or statement", 25),
            Column("Kind", 8.5),
            Column("Speaker", 17),
            Column("Place", 8.5),
            Column("Language", 9.5),
            Column("Status", 9),
            Column("Marked by", 8),
            Column("Checked by", 8.5),
            Column("Source", 15, LINKED),
            Column("Address", 12, "Table address"),
        ),
        "The quote behind every fact, who marked and who checked it",
    ),
    Page(
        "Sources", "sources", "Sources",
        "What was read. Filings and releases are primary; notes and translations are not the "
        "original text. Left out: {{left_out}}.",
        (
            Column("Source", 15, STRONG),
            Column("Title", 34),
            Column("Publisher", 16),
            Column("Author", 14),
            Column("Published", 11, DATE),
            Column("Date is", 8.5),
            Column("Language", 9.5),
            Column("Type", 8.5),
            Column("Form", 11),
            Column("Declared interest", 48),
            Column("Figures", 9, NUMBER),
            Column("Statements", 12, NUMBER),
            Column("Address", 12, "Table address"),
        ),
        "What was read, and whose interests it declares",
    ),
    Page(
        "Assumptions", "assumptions", "Assumptions",
        "What the desk takes as given. No source says it; somebody answers for it.",
        (
            Column("Assumption", 24, STRONG),
            Column("Value", 16, AMOUNT),
            Column("Unit", 12, PALE),
            Column("Why", 84),
            Column("By", 12),
        ),
        "What the desk takes as given, by whom and why",
    ),
    Page(
        "Checks", "checks", "Checks",
        "What factpack found in the dossier, the worst first. Errors: {{errors}}; warnings: "
        "{{warnings}}; notes: {{notes}}.",
        (
            Column("Severity", 9.5, STRONG),
            Column("Rule", 8.5),
            Column("Record", 18),
            Column("Where", 27),
            Column("Value", 20),
            Column("Finding", 60),
            Column("To mend it", 44),
        ),
        "What the check of the facts found",
    ),
)  # fmt: skip

COVER = (
    ("Date", "{{date}}", "Cover date"),
    ("Status", "{{status}}", "Status"),
    ("Facts", "{{facts}}", "Cover count"),
    ("of which figures", "{{figures}}", "Cover count"),
    ("of which statements", "{{statements}}", "Cover count"),
    ("reviewed or approved", "{{reviewed}}", "Cover count"),
    ("Sources", "{{sources}}", "Cover count"),
    ("Errors found", "{{errors}}", "Cover count"),
    ("Warnings found", "{{warnings}}", "Cover count"),
    ("Notes found", "{{notes}}", "Cover count"),
    ("Sources left out", "{{left_out}}", "Said"),
    ("Facts left out", "{{set_aside}} (rejected, or proposed and not yet read)", "Said"),
    ("Dossier", "{{dossier}}", "Said"),
    ("Made by", "factpack {{version}}, template {{template}}", "Said"),
)

NOTES = (
    ("Value", "The figure exactly as the source states it, in base units: the cell holds "
     "380,000,000,000 where it shows CNY 380.0 bn. Nothing is rounded, averaged or corrected."),
    ("Percent", "A percent cell holds the fraction, 0.84 for 84 %, so that formulas work. The "
     "CSV files hold 84 with the unit percent, as the facts do."),
    ("Sign", "A figure is negative only where its source prints a sign. The size of a loss or "
     "a decline is positive; the words beside it say which way it went."),
    ("Unit", "Currencies by their ISO 4217 code, shown at the left of the amount: CNY, USD, EUR, "
     "HKD. pp: percentage points; bp: basis points; ×: a multiple; a count has no sign. "
     "bn: a thousand million; m: a million."),
    ("Qualifier", "How the source opens the figure: about, nearly, at least, at most, more than, "
     "less than, up to, between (then Value to is the upper end). Blank: stated as it is."),
    ("As printed", "The figure with its scale and unit as it stands in the source, in the "
     "source's language."),
    ("Kind", "actual: reported as having happened. plan: what the company intends. guidance: "
     "what it expects of itself. forecast, estimate: reckoned by somebody. opinion: a view. "
     "rumour: said without a source that answers for it."),
    ("Italics", "Rows whose kind is guidance, forecast, estimate, opinion or rumour are in "
     "italics; a rumour also stands on a light ground. The Kind column says it in words."),
    ("Blue", "Amounts in blue were typed in: from a source or, on Assumptions, by the desk. "
     "Nothing in blue was reckoned."),
    ("Green, underlined", "Leads to another sheet or to the web: from a fact to its words in "
     "Evidence, from a source to its line in Sources."),
    ("Status", "draft: marked, not reviewed. reviewed, approved: held against the source by "
     "somebody other than who marked it. Rejected facts, and facts that factpack proposed and "
     "nobody has read, are left out."),
    ("Sources, in Summary", "How many sources speak of the same thing: the same entity, concept "
     "and scope, and the same period or event. They may disagree."),
    ("Period", "One day for what is measured at a day, from and to for what is measured over "
     "time, blank where the source states none."),
    ("Files beside this one", "csv/: the rows of every Table, in full. manifest.json: the hash "
     "of every input and output, the queries, and what was left out."),
)  # fmt: skip


def build() -> bytes:
    """The template's bytes."""
    book = Workbook()
    for style in styles():
        book.add_named_style(style)
    normal = book._named_styles["Normal"]
    normal.font = font(size=10)
    cover = book.active
    cover.title = "Cover"
    fill_cover(cover)
    for page in PAGES:
        fill_page(book.create_sheet(page.sheet), page)
    fill_notes(book.create_sheet("Notes"))
    for sheet in book.worksheets:
        set_up(sheet)
    out = io.BytesIO()
    book.save(out)
    return settled(out.getvalue())


def fill_cover(sheet: Worksheet) -> None:
    write(sheet, "A1", "{{title}}", "Pack title")
    write(sheet, "A2", "{{kind_of_paper}}", "Pack kind")
    row = 4
    for label, said, style in COVER:
        within = label[0].islower()
        write(sheet, f"A{row}", label, "Label within" if within else "Label")
        write(sheet, f"B{row}", said, style)
        row += 1
    row += 1
    write(sheet, f"A{row}", "Sheet", "Table heading")
    write(sheet, f"B{row}", "What it holds", "Table heading")
    pages = [*((page.sheet, page.contents) for page in PAGES)]
    for name, said in [*pages, ("Notes", "How to read this pack: units, signs, kinds, colours")]:
        row += 1
        write(sheet, f"A{row}", name, "Table link")
        sheet[f"A{row}"].hyperlink = Hyperlink(f"A{row}", location=f"'{name}'!A1")
        sheet[f"A{row}"].style = "Table link"
        write(sheet, f"B{row}", said, "Table text")
    sheet.row_dimensions[1].height = 30
    sheet.column_dimensions["A"].width = 24
    sheet.column_dimensions["B"].width = 96


def fill_page(sheet: Worksheet, page: Page) -> None:
    write(sheet, "A1", page.title, "Sheet title")
    write(sheet, "A2", f"{page.note} Rows: {{{{{page.table}_rows}}}}.", "Sheet note")
    last = get_column_letter(len(page.columns))
    for number, column in enumerate(page.columns, 1):
        letter = get_column_letter(number)
        write(sheet, f"{letter}{HEADING_ROW}", column.heading, column.heading_style)
        sheet[f"{letter}{HEADING_ROW + 1}"].style = column.style
        sheet.column_dimensions[letter].width = column.width
    sheet.row_dimensions[1].height = 22
    sheet.row_dimensions[HEADING_ROW].height = 26
    table = Table(displayName=page.table, ref=f"A{HEADING_ROW}:{last}{HEADING_ROW + 1}")
    table.tableStyleInfo = TableStyleInfo("TableStyleLight1", showRowStripes=False)
    sheet.add_table(table)
    sheet.freeze_panes = f"{get_column_letter(page.frozen + 1)}{HEADING_ROW + 1}"
    sheet.print_title_rows = f"{HEADING_ROW}:{HEADING_ROW}"
    area = f"A{HEADING_ROW + 1}:{last}{HEADING_ROW + 1}"
    headings = [column.heading for column in page.columns]
    if "Kind" in headings:
        mark_kinds(sheet, area, get_column_letter(headings.index("Kind") + 1))
    if "Severity" in headings:
        rule = f'$A{HEADING_ROW + 1}="error"'
        worst = DifferentialStyle(font=Font(bold=True, color="9B1C1C"))
        sheet.conditional_formatting.add(area, formula_rule(rule, worst))


def mark_kinds(sheet: Worksheet, area: str, letter: str) -> None:
    """What is neither actual nor plan in italics, a rumour on a light ground as well."""
    cell = f"${letter}{HEADING_ROW + 1}"
    rumour = DifferentialStyle(font=Font(italic=True), fill=PatternFill(bgColor=AMBER))
    sheet.conditional_formatting.add(area, formula_rule(f'{cell}="rumour"', rumour))
    apart = ", ".join(f'{cell}="{k}"' for k in ("guidance", "forecast", "estimate", "opinion"))
    italic = DifferentialStyle(font=Font(italic=True))
    sheet.conditional_formatting.add(area, formula_rule(f"OR({apart})", italic))


def formula_rule(formula: str, look: DifferentialStyle) -> FormulaRule:
    return FormulaRule([formula.replace(", ", ",")], font=look.font, fill=look.fill)


def fill_notes(sheet: Worksheet) -> None:
    write(sheet, "A1", "Notes", "Sheet title")
    write(sheet, "A2", "How to read this pack.", "Sheet note")
    write(sheet, f"A{HEADING_ROW}", "Word", "Table heading")
    write(sheet, f"B{HEADING_ROW}", "What it means here", "Table heading")
    for row, (word, meaning) in enumerate(NOTES, HEADING_ROW + 1):
        write(sheet, f"A{row}", word, "Table emphasis")
        write(sheet, f"B{row}", meaning, "Table text")
        sheet.row_dimensions[row].height = height([meaning], [Wrapped(0, 110, 9)])
    sheet.column_dimensions["A"].width = 24
    sheet.column_dimensions["B"].width = 110
    sheet.row_dimensions[1].height = 22
    sheet.freeze_panes = f"A{HEADING_ROW + 1}"
    sheet.print_title_rows = f"{HEADING_ROW}:{HEADING_ROW}"


def write(sheet: Worksheet, cell: str, value: str, style: str) -> None:
    sheet[cell] = value
    sheet[cell].style = style


def set_up(sheet: Worksheet) -> None:
    """A4 landscape, as wide as the page; title above, status and page number below."""
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.5
    margins.top, margins.bottom, margins.header, margins.footer = 0.75, 0.65, 0.35, 0.3
    sheet.oddHeader.left.text = "{{title}}"
    sheet.oddHeader.right.text = "&A"
    sheet.oddFooter.left.text = "{{status}}"
    sheet.oddFooter.right.text = "{{date}}, page &P of &N"
    for part in (sheet.oddHeader, sheet.oddFooter):
        for side in (part.left, part.right):
            side.font, side.size = f"{FACE},Regular", 8


def settled(data: bytes) -> bytes:
    """The same workbook with fixed properties and fixed zip dates."""
    package = Package.open(data)
    template = Template(package, read_workbook_part(package))
    properties = Properties("Investment committee pack", "factpack", "en", date(2025, 1, 1))
    parts = finish(template, {}, Moves(), calculate=False, properties=properties)
    parts["xl/styles.xml"] = outspoken(package.read("xl/styles.xml"))
    return package.to_bytes(parts)


def outspoken(styles_part: bytes) -> bytes:
    """Formats that say what they apply: openpyxl leaves it to be guessed, and programs differ."""
    says = b' applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1"'
    return styles_part.replace(b"<xf ", b"<xf" + says + b" ")


if __name__ == "__main__":
    DESTINATION.write_bytes(build())
    print(f"{DESTINATION} made")
