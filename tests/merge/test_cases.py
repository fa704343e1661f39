"""Merges of small text files as texts: what goes in, what is said, what comes out.

    python tests/merge/test_cases.py     writes anew what comes out, to be read in the diff

A case begins with its sides (and `choices`, one a line, where a merge has to be finished, and
`options`); what follows was written by factpack. A workbook is given as CSV beneath
the name of each sheet, a dossier file by file. ␍ is a carriage return, ␀ a byte order mark.
"""

from __future__ import annotations

import csv
import re
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner
from openpyxl.worksheet.table import Table

from toolkit.cli.merge import command
from toolkit.errors import FactpackError

CASES = sorted((Path(__file__).parent / "cases").glob("*.txt"))
GIVEN = {"base", "ours", "theirs", "choices", "options"}
HEADING = re.compile(r"^== (.*) ==\n", re.MULTILINE)


def sections(text: str) -> dict[str, str]:
    parts = HEADING.split(text)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def played(path: Path, folder: Path) -> str:
    """The case as it should stand: its sides, then all that comes of them."""
    given = {
        name: text
        for name, text in sections(path.read_text(encoding="utf-8")).items()
        if re.split("[./]", name)[0] in GIVEN
    }
    sides = {}
    for name, text in given.items():
        side, mark, rest = re.match(r"(\w+)(.?)(.*)", name).groups()  # type: ignore[union-attr]
        if mark == "/":
            sides[side] = folder / side
            _put(folder / name, text)
        elif mark:
            sides[side] = folder / side / f"facts.{rest}"
            _put(sides[side], text)
    result = folder / f"out{sides['ours'].suffix}"
    base = ("--base", sides["base"]) if "base" in sides else ()
    options = given.get("options", "").split()
    place = () if "--in-place" in options else ("-o", result)
    written = _run(folder, sides["ours"], sides["theirs"], *base, *place, *options)
    written |= _written(folder, [each for each in sides if place or each != "ours"])
    if "choices" in given:
        listed = next(folder.glob("out.conflicts.*"))
        choose = _choose_in_workbook if listed.suffix == ".xlsx" else _choose
        choose(listed, given["choices"].splitlines())
        written |= {f"finished: {k}": v for k, v in _run(folder, "--resolve", listed).items()}
        written |= {f"finished: {result.name}": _text(result)}
    return "".join(f"== {name} ==\n{text}" for name, text in (*given.items(), *written.items()))


def _put(path: Path, text: str) -> None:
    """A file of a side; a workbook is given as the CSV of its sheet, with a Table around it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix != ".xlsx":
        path.write_bytes(_stored(text))
        return
    book = openpyxl.Workbook()
    for number, part in enumerate(text.split("\n\n")):
        title, _, rows = part.partition("\n")
        sheet = book.create_sheet(title, number)
        for row in csv.reader(rows.splitlines()):
            sheet.append([_typed(each) for each in row])
    book.remove(book["Sheet"])
    first = book.worksheets[0]
    first.add_table(Table(displayName="Held", ref=first.dimensions))
    first.freeze_panes = "B2"
    book.save(path)


def _typed(text: str) -> object:
    if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text):
        return float(text) if "." in text else int(text)
    day = re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", text)
    return date(*map(int, day.groups())) if day else text or None


def _run(folder: Path, *arguments: object) -> dict[str, str]:
    done = CliRunner().invoke(command, [str(each) for each in arguments])
    said, code = done.output, done.exit_code
    if isinstance(done.exception, FactpackError):
        said, code = f"{done.exception.what}\n→ {done.exception.hint}\n", 2
    elif done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return {f"said, exit code {code}": said.replace(str(folder), "FOLDER").replace("\\", "/")}


def _stored(text: str) -> bytes:
    return text.replace("␍", "\r").replace("⏎\n", "").replace("␀", "\ufeff").encode("utf-8")


def _text(path: Path) -> str:
    if not path.exists():
        return "(not written)\n"
    if path.suffix == ".xlsx":
        return re.sub("[0-9a-f]{64}", "HASH", "".join(_sheets(path)))  # of a file with its time
    text = path.read_bytes().decode("utf-8").replace("\r", "␍").replace("\ufeff", "␀")
    return text if text.endswith("\n") else f"{text}⏎\n"


def _sheets(path: Path) -> Iterator[str]:
    book = openpyxl.load_workbook(path)
    for sheet in book.worksheets:
        tables = [f"{each.name} {each.ref}" for each in sheet.tables.values()]
        tables += [f"filter {t.autoFilter.ref}" for t in sheet.tables.values()
                   if t.autoFilter and t.autoFilter.ref != t.ref]  # fmt: skip
        hidden = [n for n, each in sheet.column_dimensions.items() if each.hidden]
        lists = [f"{e.sqref} {e.formula1}" for e in sheet.data_validations.dataValidation]
        about = [sheet.dimensions, sheet.freeze_panes, *tables, *lists, *hidden]
        active = "* " if sheet == book.active else ""
        yield f"{active}{sheet.title}: {', '.join(map(str, about))}\n"
        for row in sheet.iter_rows():
            shown = [f"{cell.coordinate} {cell.value!r}" + _look(cell) for cell in row
                     if cell.value is not None]  # fmt: skip
            yield f"  {', '.join(shown)}\n"


def _look(cell: Any) -> str:
    return "" if cell.number_format == "General" else f" {cell.number_format}"


def _written(folder: Path, sides: list[str]) -> dict[str, str]:
    """Every file that was not given, by its path."""
    sent = [folder / side for side in sides]
    return {
        f"there: {each.relative_to(folder).as_posix()}": _text(each)
        for each in sorted(folder.rglob("*"))
        if each.is_file() and not any(each.is_relative_to(side) for side in sent)
    }


def _choose(listed: Path, choices: list[str]) -> None:
    """Ticks each conflict: a choice, and the value or id that goes with it."""
    with listed.open(encoding="utf-8-sig", newline="") as stream:
        head, *rows = list(csv.reader(stream))
    for row, said in zip(rows, choices, strict=True):
        row[head.index("Choice")], _, row[head.index("Other")] = said.partition(" ")
    with listed.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([head, *rows])


def _choose_in_workbook(listed: Path, choices: list[str]) -> None:
    book = openpyxl.load_workbook(listed)
    sheet = book["Conflicts"]
    places = {cell.value: cell.column for cell in sheet[1]}
    for row, said in enumerate(choices, 2):
        choice, _, other = said.partition(" ")
        sheet.cell(row, places["Choice"]).value = choice or None
        if other:
            sheet.cell(row, places["Other"]).value = _typed(other)
    book.save(listed)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_merge_comes_to_what_its_case_says(path: Path, tmp_path: Path) -> None:
    assert played(path, tmp_path) == path.read_text(encoding="utf-8")


if __name__ == "__main__":
    for each in CASES:
        with tempfile.TemporaryDirectory() as place:
            again = played(each, Path(place))
        each.write_text(again, encoding="utf-8")
