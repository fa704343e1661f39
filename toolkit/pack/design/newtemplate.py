"""A new template for queries: a styled sheet with a Table for each, to be restyled in Excel."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from toolkit.disk.switch import put_folder
from toolkit.errors import FactpackError, UnusableTemplate
from toolkit.ooxml.container.package import Package
from toolkit.ooxml.container.workbook import read_workbook_part
from toolkit.ooxml.editing.saved import as_bytes
from toolkit.ooxml.filling.finish import Properties, finish
from toolkit.ooxml.filling.slots import Template
from toolkit.ooxml.sheets.moves import Moves
from toolkit.pack.design.trial import DAY, asked, empty_dossier
from toolkit.pack.result import Result
from toolkit.pack.template import NAME, NUMBERS, SETTINGS, WORKBOOK, Query

_FACE, _INK, _PALE, _LINE = "Arial", "1F2937", "6B7280", "9CA3AF"
_HEADING = 4  # the row of a Table's headings
_UNIT = "unit"
_ADDRESSES = ("address", "url", "link")
_LONGEST_SHEET = 31
_PAGE, _NARROW = 150, 18  # characters of a landscape page; of columns that keep their width


def begin_template(folder: Path, queries: Sequence[Path]) -> tuple[Path, ...]:
    """Makes a template in a new folder and returns its files; the queries are copied into it.

    Raises FactpackError where the folder holds something or a query cannot be answered.
    """
    if not queries:
        raise FactpackError(
            "a template begins with its queries", hint="factpack template new NAME --from QUERY.sql"
        )
    if folder.exists():
        _check_empty(folder)
    read = [_query(path) for path in queries]
    names = [query.name for query in read]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise FactpackError(f"two queries are called {twice[0]}.sql", hint="rename one of them")
    with empty_dossier() as empty:
        results = [asked(empty, query, DAY, rows=False) for query in read]
    files = {
        WORKBOOK: workbook(results),
        SETTINGS: _settings(results).encode(),
        **{f"{query.name}.sql": query.sql.encode() for query in read},
    }
    put_folder(folder, files, SETTINGS, may_replace=_check_empty)
    return tuple(folder / name for name in files)


def _check_empty(folder: Path) -> None:
    if not folder.is_dir() or any(folder.iterdir()):
        raise FactpackError(
            f"{folder} is there already, and is left alone", hint="choose another name"
        )


def _query(path: Path) -> Query:
    if not NAME.fullmatch(path.stem):
        raise UnusableTemplate(
            f"{path.name} cannot be a query's name: expected lower-case words with _ between",
            hint="rename it, for example to key_figures.sql",
        )
    if path.exists() and not path.is_file():  # a pipe would be waited for
        raise FactpackError(f"{path} is not an ordinary file", hint="give the path of a query")
    try:
        return Query(path.stem, path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as fault:
        why = getattr(fault, "strerror", None) or "it is not UTF-8 text"
        raise FactpackError(f"{path} cannot be read: {why}", hint="give the path of a query") \
            from fault  # fmt: skip


def workbook(results: Sequence[Result]) -> bytes:
    """The workbook's bytes, the same for the same queries."""
    book = Workbook()
    for style in _styles():
        book.add_named_style(style)
    taken: set[str] = set()
    for n, result in enumerate(results):
        title = _title(result.query.name, taken)
        sheet = book.active if n == 0 else book.create_sheet()
        assert isinstance(sheet, Worksheet)  # a new book begins with one
        sheet.title = title
        _fill(sheet, result, title)
    package = Package.open(as_bytes(book))
    made = Template(package, read_workbook_part(package))
    properties = Properties("Template", "factpack", "en", DAY)
    parts = finish(made, {}, Moves(), calculate=False, properties=properties)
    styles = package.read("xl/styles.xml")
    # openpyxl leaves it to be guessed what a format applies, and programs differ.
    says = b' applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1"'
    parts["xl/styles.xml"] = styles.replace(b"<xf ", b"<xf" + says + b" ")
    return package.to_bytes(parts)


def _title(name: str, taken: set[str]) -> str:
    said = name.replace("_", " ").capitalize()
    title, n = said[:_LONGEST_SHEET], 2
    while title.casefold() in taken or title.casefold() == "history":
        title, n = f"{said[: _LONGEST_SHEET - 3].rstrip()} {n}", n + 1
    taken.add(title.casefold())
    return title


def _fill(sheet: Worksheet, result: Result, title: str) -> None:
    _write(sheet, "A1", title, "Sheet title")
    _write(sheet, "A2", f"{{{{title}}}}, {{{{date}}}}. Rows: {{{{{result.query.name}_rows}}}}.",
           "Sheet note")  # fmt: skip
    looks = [_look(*each) for each in zip(result.columns, result.types, strict=True)]
    widths = _fitted([width for _, width in looks])
    for number, (heading, (look, _)) in enumerate(zip(result.columns, looks, strict=True), 1):
        letter = get_column_letter(number)
        right = look in ("Amount", "Table number")
        heading_style = "Table heading number" if right else "Table heading"
        _write(sheet, f"{letter}{_HEADING}", heading, heading_style)
        sheet[f"{letter}{_HEADING + 1}"].style = look
        sheet.column_dimensions[letter].width = widths[number - 1]
    last = get_column_letter(len(result.columns))
    table = Table(displayName=result.query.name, ref=f"A{_HEADING}:{last}{_HEADING + 1}")
    table.tableStyleInfo = TableStyleInfo("TableStyleLight1", showRowStripes=False)
    sheet.add_table(table)
    sheet.row_dimensions[1].height = 22
    sheet.freeze_panes = f"A{_HEADING + 1}"
    sheet.print_title_rows = f"{_HEADING}:{_HEADING}"
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    header, footer = sheet.oddHeader, sheet.oddFooter
    assert header is not None and footer is not None  # openpyxl makes both
    header.left.text, header.right.text = "{{title}}", "&A"
    footer.left.text, footer.right.text = "{{status}}", "{{date}}, page &P of &N"


def _fitted(widths: Sequence[float]) -> Sequence[float]:
    """Widths that together are not much more than a page can show; texts wrap instead."""
    narrow = sum(width for width in widths if width <= _NARROW)
    wide = sum(widths) - narrow
    share = min(max((_PAGE - narrow) / wide, 0.35), 1.0) if wide else 1.0
    return [width if width <= _NARROW else round(width * share, 1) for width in widths]


def _look(heading: str, kind: str) -> tuple[str, float]:
    """The named style of a column and its width, by the type that the query gives."""
    if kind == "DATE":
        return "Table date", 12
    if kind.startswith("DECIMAL") or kind in ("DOUBLE", "FLOAT"):
        return "Amount", 17
    if NUMBERS.fullmatch(kind):
        return "Table number", 11
    if heading.casefold() in (_UNIT, "kind", "fact", "source", "status"):
        return "Table text", 13
    return "Table text", 34


def _write(sheet: Worksheet, cell: str, value: str, style: str) -> None:
    sheet[cell] = value
    sheet[cell].style = style


def _styles() -> Sequence[NamedStyle]:
    line = Border(bottom=Side("hair", color=_LINE))
    top = Alignment(vertical="top", wrap_text=True)
    right = Alignment(horizontal="right", vertical="top")
    heading = Font(name=_FACE, size=9, bold=True, color=_INK)
    ground = PatternFill("solid", fgColor="F3F4F6")
    body = Font(name=_FACE, size=9, color=_INK)
    sourced = Font(name=_FACE, size=9, color="1D4ED8")
    edge = Border(bottom=Side("thin", color=_INK))
    high = Alignment(vertical="bottom", wrap_text=True)
    high_right = Alignment(horizontal="right", vertical="bottom", wrap_text=True)
    return (
        NamedStyle("Sheet title", font=Font(name=_FACE, size=14, bold=True, color=_INK)),
        NamedStyle("Sheet note", font=Font(name=_FACE, size=9, color=_PALE)),
        NamedStyle("Table heading", font=heading, fill=ground, border=edge, alignment=high),
        NamedStyle(
            "Table heading number", font=heading, fill=ground, border=edge, alignment=high_right
        ),
        NamedStyle("Table text", font=body, border=line, alignment=top),
        NamedStyle(
            "Table number", font=body, border=line, alignment=right, number_format="#,##0"
        ),
        NamedStyle(
            "Table date", font=body, border=line, alignment=right, number_format="yyyy-mm-dd"
        ),
        NamedStyle(
            "Amount", font=sourced, border=line, alignment=right, number_format="#,##0.########"
        ),
        NamedStyle(
            "Percentage", font=sourced, border=line, alignment=right, number_format="0.0#%"
        ),
    )  # fmt: skip


def _settings(results: Sequence[Result]) -> str:
    amounts: dict[str, str] = {}
    addresses: list[str] = []
    for result in results:
        unit = next((each for each in result.columns if each.casefold() == _UNIT), None)
        for heading, kind in zip(result.columns, result.types, strict=True):
            if unit is not None and kind.startswith("DECIMAL"):
                amounts[heading] = unit
            if kind == "VARCHAR" and heading.casefold() in _ADDRESSES:
                addresses.append(heading)
    units = "".join(f"{_quoted(heading)} = {_quoted(unit)}\n" for heading, unit in amounts.items())
    listed = ", ".join(map(_quoted, dict.fromkeys(addresses)))
    return f"""\
# How this template shows what its queries give; ic_pack's own template.toml explains more.
language = "en"

# Columns of web addresses: each becomes a link.
addresses = [{listed}]

# Columns of amounts, each with the column that says in which unit.
[units]
{units}
# The cell style of each unit (Home > Cell Styles); "*" is whatever is left.
[styles]
percent = "Percentage"
"*" = "Amount"

# Words of this template's own, for {{{{word}}}} in a cell, a header or a text box.
[words]
"""


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
