"""Made the first template.xlsx of each folder here, as its design.toml describes it.

python templates/scaffold.py makes them anew from nothing, the same bytes each time, and overwrites
what was restyled in Excel since. A designer does not need it: the cell styles of the workbook hold
all fonts, colours and number formats, and each Table's first row gives its columns their styles.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
sys.path.insert(0, str(FOLDER))  # charts.py and looks.py lie beside this, wherever it is run from

import charts  # noqa: E402
import looks  # noqa: E402
from openpyxl import Workbook  # noqa: E402
from openpyxl.formatting.rule import FormulaRule  # noqa: E402
from openpyxl.styles import Font, PatternFill  # noqa: E402
from openpyxl.utils import get_column_letter as letter  # noqa: E402
from openpyxl.worksheet.hyperlink import Hyperlink  # noqa: E402
from openpyxl.worksheet.pagebreak import Break  # noqa: E402
from openpyxl.worksheet.table import Table, TableFormula, TableStyleInfo  # noqa: E402
from openpyxl.worksheet.worksheet import Worksheet  # noqa: E402

from toolkit.disk.inside import read_settings  # noqa: E402
from toolkit.errors import UnusableTemplate  # noqa: E402
from toolkit.ooxml.container.package import Package  # noqa: E402
from toolkit.ooxml.container.workbook import read_workbook_part  # noqa: E402
from toolkit.ooxml.filling.finish import Properties, finish  # noqa: E402
from toolkit.ooxml.filling.heights import Wrapped, height  # noqa: E402
from toolkit.ooxml.filling.slots import Template  # noqa: E402
from toolkit.ooxml.sheets.moves import Moves  # noqa: E402

Design = Mapping[str, Any]


class Described(dict[str, Any]):
    """A table of a design.toml, which says where it stands when a key is missing."""

    def __init__(self, told: Mapping[str, Any], where: str) -> None:
        super().__init__({key: _described(value, where, key) for key, value in told.items()})
        self.where = where

    def __missing__(self, key: str) -> Any:
        raise UnusableTemplate(
            f"{self.where} has no {key!r}", hint="set it, as the other design.toml does"
        )


def _described(value: Any, where: str, key: str) -> Any:
    if isinstance(value, list):
        return [_described(one, f"{where}, {key} {n}", "") for n, one in enumerate(value, 1)]
    if isinstance(value, dict):
        return Described(value, f"{where}, {key}" if key else where)
    return value


def build(name: str) -> bytes:
    """The bytes of a template's workbook. Raises UnusableTemplate where its design lacks a key."""
    file = FOLDER / name / "design.toml"
    design = Described(read_settings(file, UnusableTemplate), f"{name}/{file.name}")
    book = Workbook()
    book.remove(book.active)
    for style in looks.styles():
        book.add_named_style(style)
    book._named_styles["Normal"].font = looks.font(size=10)
    for described in design["sheet"]:
        Page(book.create_sheet(described["name"]), described).fill(design)
    out = io.BytesIO()
    book.save(out)
    return settled(out.getvalue(), design)


class Page:
    """One sheet in the making: its blocks are written one beneath the other."""

    def __init__(self, sheet: Worksheet, described: Design) -> None:
        self.sheet, self.described = sheet, described
        self.row, self.charts = 1, 0
        self.blocks = described["block"]
        self.tables = [block for block in self.blocks if "table" in block]

    def fill(self, design: Design) -> None:
        self.set_up()
        for number, width in enumerate(self.widths(), 1):
            self.sheet.column_dimensions[letter(number)].width = width
        top = self.described.get("top", "Sheet title")
        self.write(1, self.described["title"], top)
        self.sheet.row_dimensions[1].height = 30 if top == "Pack title" else 22
        note = "Pack kind" if top == "Pack title" else "Sheet note"
        self.write(1, self.described["note"], note)
        self.row += 1
        for block in self.blocks:
            if "table" in block:
                self.table(block)
            elif "pairs" in block:
                self.pairs(block)
            elif "contents" in block:
                self.contents(block, design)
            self.row += 1

    def widths(self) -> list[float]:
        if "widths" in self.described:
            return list(self.described["widths"])
        return [column[1] for column in self.tables[0]["columns"]]

    def write(self, column: int, value: str, style: str, *, stay: bool = False) -> None:
        cell = self.sheet.cell(self.row, column, value)
        cell.style = style
        self.row += not stay

    # -- blocks -----------------------------------------------------------------------------------

    def pairs(self, block: Design) -> None:
        """A word and what is said of it, a row each."""
        for style, heading in enumerate(block.get("headings", ())):
            self.write(style + 1, heading, "Table heading", stay=True)
        if "headings" in block:
            self.row += 1
            self.freeze(1)
        for label, said, *style in block["pairs"]:
            plain = block.get("style", ["Label", "Said"])
            within = plain[0] == "Label" and label[0].islower()
            if len(said) > 60 and "{{" not in said and not said.startswith("="):
                wide = self.sheet.column_dimensions["B"].width
                self.sheet.row_dimensions[self.row].height = height([said], [Wrapped(0, wide, 9)])
            self.write(1, label, "Label within" if within else plain[0], stay=True)
            self.write(2, said, style[0] if style else plain[1])

    def contents(self, block: Design, design: Design) -> None:
        """The other sheets, each with what it holds, as links."""
        for number, heading in enumerate(block["contents"], 1):
            self.write(number, heading, "Table heading", stay=True)
        self.row += 1
        for other in design["sheet"][1:]:
            at = f"A{self.row}"
            self.sheet[at] = other["name"]
            self.sheet[at].hyperlink = Hyperlink(at, location=f"'{other['name']}'!A1")
            self.write(2, other["holds"], "Table text", stay=True)
            self.write(1, other["name"], "Contents link")

    def table(self, block: Design) -> None:
        """A Table of one row, which its query fills; above it its words and its chart."""
        name, columns = block["table"], block["columns"]
        headings = [column[0] for column in columns]
        if "title" in block:
            self.write(1, block["title"], "Part title")
        if "note" in block:
            self.write(1, block["note"], "Sheet note")
        if "chart" in block:
            self.chart(block["chart"], headings)
        top, last = self.row, letter(len(columns))
        table = Table(displayName=name, ref=f"A{top}:{last}{top + 1}")
        table.tableStyleInfo = TableStyleInfo("TableStyleLight1", showRowStripes=False)
        table._initialise_columns()
        filtered = self.described.get("filter", False)
        if not filtered:  # a button on each heading serves only who looks through many rows
            table.autoFilter = None
        for number, (heading, _, *more) in enumerate(columns, 1):
            style = more[0] if more else "Table text" if number > 1 else "Table emphasis"
            self.write(number, heading, looks.heading(style), stay=True)
            cell = self.sheet.cell(top + 1, number)
            cell.style = style
            table.tableColumns[number - 1].name = heading
            if len(more) > 1:
                cell.value = f"={more[1]}"
                table.tableColumns[number - 1].calculatedColumnFormula = TableFormula(
                    attr_text=more[1]
                )
        self.sheet.add_table(table)
        self.sheet.row_dimensions[top].height = 32 if filtered else 18
        if len(self.tables) == 1:
            self.freeze(self.described.get("frozen", 1), top)
        self.marks(headings, f"A{top + 1}:{last}{top + 1}", top + 1)
        self.row = top + 2

    def freeze(self, columns: int, row: int = 0) -> None:
        """The heading row stays in sight, and is printed on every page."""
        row = row or self.row - 1
        self.sheet.freeze_panes = f"{letter(columns + 1)}{row + 1}"
        self.sheet.print_title_rows = f"{row}:{row}"

    def chart(self, chart: Design, headings: list[str]) -> None:
        if self.charts:
            self.sheet.row_breaks.append(Break(id=self.row - 3))
        row = self.row + charts.ROWS
        places = [headings.index(each) + 1 for each in (chart["category"], *chart["series"])]
        drawn = charts.made(self.sheet, chart, places, row)
        self.sheet.add_chart(drawn, f"A{self.row}")
        self.row, self.charts = row, self.charts + 1

    def marks(self, headings: list[str], area: str, row: int) -> None:
        """What is no actual or plan in italics, a rumour and a conflict on a light ground too."""
        alarm = Font(bold=True, color=looks.ALARM)
        amber = PatternFill(bgColor=looks.AMBER)
        apart = ",".join(f'{{}}="{k}"' for k in ("guidance", "forecast", "estimate", "opinion"))
        rules: dict[str, list[tuple[str, Font | None, PatternFill | None]]] = {
            "Kind": [('{}="rumour"', Font(italic=True), amber),
                     (f"OR({apart})", Font(italic=True), None)],
            "Severity": [('{}="error"', alarm, None)],
            "Passes": [('{}="no"', alarm, amber)],
            "Agreement": [('{}="conflicts"', None, amber)],
        }  # fmt: skip
        for heading, given in rules.items():
            if heading not in headings:
                continue
            cell = f"${letter(headings.index(heading) + 1)}{row}"
            for formula, font, fill in given:
                rule = FormulaRule([formula.replace("{}", cell)], font=font, fill=fill)
                self.sheet.conditional_formatting.add(area, rule)

    def set_up(self) -> None:
        """Landscape, as wide as the page; title above, status and page number below."""
        sheet = self.sheet
        sheet.sheet_view.showGridLines = False
        sheet.page_setup.orientation = self.described.get("orientation", "landscape")
        sheet.page_setup.paperSize = 9
        sheet.page_setup.fitToWidth = 1
        sheet.page_setup.fitToHeight = self.described.get("pages", 0)
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        margins = sheet.page_margins
        margins.left = margins.right = 0.25
        margins.top, margins.bottom, margins.header, margins.footer = 0.75, 0.65, 0.35, 0.3
        sheet.oddHeader.left.text = "{{title}}"
        sheet.oddHeader.right.text = "&A"
        sheet.oddFooter.left.text = "{{status}}"
        sheet.oddFooter.right.text = "{{date}}, page &P of &N"
        for part in (sheet.oddHeader, sheet.oddFooter):
            for side in (part.left, part.right):
                side.font, side.size = f"{looks.FACE},Regular", 8


# -- the finished workbook -------------------------------------------------------------------------


def settled(data: bytes, design: Design) -> bytes:
    """The same workbook with fixed properties and zip dates, and alt text on its charts."""
    package = Package.open(data)
    template = Template(package, read_workbook_part(package))
    properties = Properties(design["title"], "factpack", "en", date(2025, 1, 1))
    parts = finish(template, {}, Moves(), calculate=False, properties=properties)
    parts["xl/styles.xml"] = outspoken(package.read("xl/styles.xml"))
    drawn = [
        [(b["chart"]["title"], b["chart"]["alt"]) for b in sheet["block"] if "chart" in b]
        for sheet in design["sheet"]
    ]
    for number, said in enumerate(filter(None, drawn), 1):
        name = f"xl/drawings/drawing{number}.xml"
        parts[name] = charts.with_alt_text(package.read(name), said)
    return package.to_bytes(parts)


def outspoken(styles_part: bytes) -> bytes:
    """Formats that say what they apply: openpyxl leaves it to be guessed, and programs differ."""
    says = b' applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1"'
    return styles_part.replace(b"<xf ", b"<xf" + says + b" ")


if __name__ == "__main__":
    for folder in sorted(FOLDER.iterdir()):
        if (folder / "design.toml").is_file():
            try:
                made = build(folder.name)
            except UnusableTemplate as fault:
                raise SystemExit(f"{fault.what}\n  → {fault.hint}") from fault
            (folder / "template.xlsx").write_bytes(made)
            print(f"{folder.name}/template.xlsx made")
