"""Files to be merged as two analysts have them, and the command that merges them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
from click.testing import CliRunner, Result

from toolkit.cli.merge import command as merge_command
from toolkit.errors import FactpackError

HEAD = "Fact,Quote,Value,Kind,Note,Desk\r\n"
BASE = (
    HEAD
    + 'S-001,"one, two",1000000,actual,n1,equities\r\n'
    + "S-002,three,2000000,plan,n2,credit\r\n"
    + "S-003,four,3000000,plan,,credit\r\n"
)


def run(*arguments: object, command: Any = merge_command) -> Result:
    result = CliRunner().invoke(command, [str(each) for each in arguments])
    if isinstance(result.exception, FactpackError):
        result.exit_code = 2
    elif result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def write(folder: Path, **texts: str) -> list[Path]:
    paths = []
    for name, text in texts.items():
        (folder / name).mkdir()
        path = folder / name / "facts.csv"
        path.write_bytes(text.encode("utf-8"))
        paths.append(path)
    return paths


ROWS = [
    ["Fact", "Quote", "Value", "Kind", "Period to", "Note", "Desk"],
    ["S-001", "one", 1000000, "actual", None, "n1", "equities"],
    ["S-002", "two", 2000000, "plan", None, "n2", "credit"],
    ["S-003", "three", 0.84, "plan", None, None, "credit"],
]


def workbook(path: Path, edit: Callable[[Any], None] = lambda book: None) -> Path:
    from openpyxl.worksheet.table import Table

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Facts"
    for row in ROWS:
        sheet.append(row)
    sheet["C4"].number_format = "0%"
    sheet["B2"].font = openpyxl.styles.Font(bold=True, color="FF00AA00")
    sheet.add_table(Table(displayName="Facts", ref="A1:G4"))
    edit(book)
    path.parent.mkdir(exist_ok=True)
    book.save(path)
    return path


def three(tmp_path: Path, ours: Any, theirs: Any) -> tuple[Path, Path, Path]:
    return (
        workbook(tmp_path / "ours" / "facts.xlsx", ours),
        workbook(tmp_path / "theirs" / "facts.xlsx", theirs),
        workbook(tmp_path / "base" / "facts.xlsx"),
    )


def cells(path: Path, sheet: str = "Facts") -> list[list[Any]]:
    return [[cell.value for cell in row] for row in openpyxl.load_workbook(path)[sheet]]


def put(**values: Any) -> Callable[[Any], None]:
    def edit(book: Any) -> None:
        for address, value in values.items():
            book["Facts"][address] = value

    return edit


def choose(path: Path, *choices: str, other: str | None = None) -> None:
    book = openpyxl.load_workbook(path)
    for row, choice in enumerate(choices, 2):
        book["Conflicts"].cell(row, 7).value = choice
        if other is not None:
            book["Conflicts"].cell(row, 8).value = other
    book.save(path)
