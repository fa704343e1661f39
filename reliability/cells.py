"""Every cell of real workbooks against two independent readers: equal, or reported.

    FACTPACK_WORKBOOKS=FOLDER python reliability/report.py cells
    python reliability/cells.py [FOLDER …]      tells each cell that differs

Without a folder only workbooks that this module makes are read (openpyxl, XlsxWriter, and
LibreOffice where it is installed).
"""

from __future__ import annotations

import datetime as dt
import os
import random
import shutil
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import xlsxwriter
from openpyxl.utils.escape import unescape
from python_calamine import CalamineWorkbook

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]

from measured import Measured  # noqa: E402

from toolkit.errors import UnreadableFile  # noqa: E402
from toolkit.ooxml.sheets.serials import plain  # noqa: E402
from toolkit.readers.grid import Cell, Grid  # noqa: E402
from toolkit.readers.xlsx import read_workbook  # noqa: E402

SUFFIXES = (".xlsx", ".xlsm", ".xltx", ".xltm")
FACES = ("error", "uncached", "undatable")  # kinds that `check` tells by cell
MOST = 5_000_000  # bytes: openpyxl takes long over larger ones
Key = tuple[str, int, int]  # sheet, row, column
SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")


class Compared(NamedTuple):
    """One workbook: how many cells are equal, how many told, and which are neither."""

    equal: int
    told: int
    wrong: tuple[str, ...]
    refused: str = ""
    unjudged: str = ""  # neither reader could read it


def measured(full: bool) -> Iterator[Measured]:
    del full
    with tempfile.TemporaryDirectory() as made:
        yield line("Cells of made workbooks", made_workbooks(Path(made)))
    if folder := os.environ.get("FACTPACK_WORKBOOKS"):
        yield line("Cells of real workbooks", workbooks_of([Path(folder)]))


def line(what: str, paths: Iterable[Path]) -> Measured:
    done = {path: compared(path) for path in paths}
    equal, told = (sum(getattr(one, what) for one in done.values()) for what in ("equal", "told"))
    wrong = [f"{path.name} {each}" for path, one in done.items() for each in one.wrong]
    refused = sum(bool(one.refused) for one in done.values())
    alone = sum(bool(one.unjudged) for one in done.values())
    return Measured(
        f"{what} equal to an independent reading, or told by cell",
        equal + told,
        equal + told + len(wrong),
        f"{len(done):,} workbooks: {equal:,} cells that openpyxl or calamine reads as factpack "
        f"does, {told:,} that factpack reports (an error, a formula without its result, a number "
        f"that is no day, a cell out of its place); {refused} workbooks were refused by name, and "
        f"{alone} were read by neither of the two.",
        tuple(wrong[:200]),
    )


def compared(path: Path) -> Compared:
    """factpack's cells against openpyxl's; where they differ, calamine decides."""
    try:
        grids = read_workbook(path, path.name)
    except UnreadableFile as refusal:
        return Compared(0, 0, (), refused=refusal.what)
    ours, misplaced = cells_of(grids)
    theirs, second = by_openpyxl(path), by_calamine(path)
    if theirs is None and second is None:
        return Compared(0, 0, (), unjudged=path.name)
    equal = told = 0
    wrong = []
    for key in sorted(ours.keys() | (theirs or {}).keys() | (second or {}).keys()):
        mine = ours.get(key)
        judges = [said.get(key) for said in (theirs, second) if said is not None]
        if any(alike(mine, said) for said in judges):
            equal += 1
        elif (mine is not None and mine.kind in FACES) or key[:2] in misplaced:
            told += 1
        else:
            wrong.append(f"{key}: {mine} against {judges}")
    return Compared(equal, told, tuple(wrong))


def cells_of(grids: tuple[Grid, ...]) -> tuple[dict[Key, Cell], set[tuple[str, int]]]:
    """Every cell, and the rows of which something was told."""
    cells = {
        (grid.sheet or "", row.number, column): cell
        for grid in grids
        for row in grid.rows
        for column, cell in row.cells.items()
    }
    misplaced = {
        (grid.sheet or "", int(digits))
        for grid in grids
        for remark in grid.remarks
        if remark.code == "SHT009" and remark.cell
        if (digits := "".join(c for c in remark.cell.partition(":")[0] if c.isdigit()))
    }
    return cells, misplaced


def by_openpyxl(path: Path) -> dict[Key, Any] | None:
    """Every cell that is not blank, in its read-only mode, never by the sheet's dimension."""
    found: dict[Key, Any] = {}
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        for sheet in book.worksheets:
            sheet.reset_dimensions()
            for row in sheet.iter_rows():
                for cell in row:
                    if not blank(value := cell.value):
                        found[sheet.title, cell.row, cell.column] = value
        book.close()
    except Exception:  # any of a dozen kinds: then it is no judge
        return None
    return found or None  # of a strict workbook it sees nothing and says nothing


def by_calamine(path: Path) -> dict[Key, Any] | None:
    found: dict[Key, Any] = {}
    try:
        book = CalamineWorkbook.from_path(str(path))
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            top, left = sheet.start or (0, 0)
            for i, row in enumerate(sheet.to_python(skip_empty_area=True)):
                for j, value in enumerate(row):
                    if not blank(value):
                        found[name, top + i + 1, left + j + 1] = value
    except BaseException as fault:  # a panic of Rust is no Exception
        if isinstance(fault, KeyboardInterrupt):
            raise
        return None
    return found


def blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def alike(mine: Cell | None, theirs: Any) -> bool:
    """Whether two readers mean the same."""
    if mine is None or theirs is None:
        return mine is None and theirs is None
    if isinstance(theirs, bool):
        return mine == Cell("boolean", str(theirs).lower())
    if isinstance(theirs, dt.datetime | dt.date):
        moment = (
            theirs if isinstance(theirs, dt.datetime) else dt.datetime.combine(theirs, dt.time())
        )
        nearest = moment.replace(tzinfo=None)
        with suppress(OverflowError):
            nearest += dt.timedelta(milliseconds=500)
        text = nearest.replace(microsecond=0).isoformat().removesuffix("T00:00:00")
        return mine == Cell("date", text)
    if isinstance(theirs, dt.time):  # so openpyxl has the day that 1904's serial 0 is
        return alike(mine, dt.datetime.combine(dt.date(1904, 1, 1), theirs))
    if isinstance(theirs, int | float):
        if mine.kind not in ("number", "percent"):
            return False
        return mine.raw == plain(float(theirs)) or float(mine.raw) == float(theirs)
    if isinstance(theirs, str):
        read = {theirs, unescape(theirs)}
        lines = {text.replace("\r\n", "\n").replace("\r", "\n") for text in read}
        as_said = mine.raw.replace("\r\n", "\n").replace("\r", "\n")
        return mine.kind in ("text", "error") and (mine.raw in read or as_said in lines)
    return False


# -- workbooks ----------------------------------------------------------------------------------


def workbooks_of(folders: Iterable[Path]) -> list[Path]:
    return sorted(
        path
        for folder in folders
        for path in (folder.rglob("*") if folder.is_dir() else [folder])
        if path.suffix.casefold() in SUFFIXES and path.stat().st_size < MOST
    )


def made_workbooks(folder: Path) -> list[Path]:
    """Workbooks by two writers, and the same as LibreOffice saves them."""
    for seed in range(12):
        by_xlsxwriter(folder / f"xlsxwriter-{seed}.xlsx", random.Random(seed))
        written_by_openpyxl(folder / f"openpyxl-{seed}.xlsx", random.Random(seed))
    if SOFFICE:
        out = folder / "libreoffice"
        words = [SOFFICE, "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}"]
        words += ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(out)]
        subprocess.run([*words, *map(str, folder.glob("*.xlsx"))], capture_output=True, check=False)
    return workbooks_of([folder])


FORMATS = ("General", "0.00", "0%", "yyyy-mm-dd", "dd.mm.yyyy hh:mm", "#,##0", '"x" 0', "[h]:mm")
TEXTS = (
    "a",
    " b ",
    "007",
    "1.234",
    "=x",
    "ä€𝄞",
    "two\nlines",
    "_x0041_",
    "TRUE",
    "#N/A",
    "x" * 999,
)


def value_of(draw: random.Random) -> Any:
    """A value as people type them."""
    match draw.randrange(8):
        case 0:
            return draw.choice(TEXTS)
        case 1:
            return draw.randrange(-(10**9), 10**9)
        case 2:
            return round(draw.uniform(-1e6, 1e6), draw.randrange(9))
        case 3:
            return draw.uniform(0, 1) * 10 ** draw.randrange(-9, 14)
        case 4:
            return draw.random() < 0.5
        case 5:
            return dt.datetime(1950, 1, 1) + dt.timedelta(days=draw.randrange(40_000))
        case 6:
            return dt.datetime(2001, 2, 3, 4, 5, 6) + dt.timedelta(seconds=draw.randrange(10**9))
        case _:
            return draw.randrange(1, 70_000)


def format_for(value: Any, draw: random.Random) -> str:
    """A format, none of days for a number far from every day: calamine reads no such sheet."""
    near = isinstance(value, int) and 0 < value < 70_000
    return draw.choice([code for code in FORMATS if near or not set("yhd") & set(code)])


def by_xlsxwriter(path: Path, draw: random.Random) -> None:
    options = {"date_1904": draw.random() < 0.3, "constant_memory": draw.random() < 0.3}
    with xlsxwriter.Workbook(path, options) as book:
        formats = [book.add_format({"num_format": code}) for code in FORMATS]
        for name in ("One", "Two sheets"):
            sheet = book.add_worksheet(name)
            for row in range(200):
                for column in sorted(draw.sample(range(30), 8)):
                    value = value_of(draw)
                    style = formats[FORMATS.index(format_for(value, draw))]
                    if isinstance(value, dt.datetime):
                        sheet.write_datetime(row, column, value, formats[draw.randrange(3, 5)])
                    elif isinstance(value, str):
                        sheet.write_string(row, column, value)
                    elif draw.random() < 0.1:
                        sheet.write_formula(row, column, "=1+1", style, value)
                    else:
                        sheet.write(row, column, value, style)


def written_by_openpyxl(path: Path, draw: random.Random) -> None:
    book = openpyxl.Workbook()
    for name in ("One", "Zwei"):
        sheet = book.create_sheet(name)
        for row in range(1, 200):
            for column in draw.sample(range(1, 30), 8):
                value = value_of(draw)
                cell = sheet.cell(row, column)
                cell.value = value
                if isinstance(value, str):
                    cell.data_type = "s"
                elif not isinstance(value, dt.datetime):
                    cell.number_format = format_for(value, draw)
    book.save(path)


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    if sys.argv[1:]:
        print(*line("Cells of real workbooks", workbooks_of(map(Path, sys.argv[1:]))), sep="\n")
    else:
        for one in measured(True):
            print(*one, sep="\n")
