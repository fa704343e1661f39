"""What a small pack holds, and all that is told of it: each a text in told/.

python tests/pack/test_told.py     writes them anew, to be read in the diff
"""

from __future__ import annotations

import atexit
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner

TOLD = Path(__file__).parent / "told"
if __name__ == "__main__":
    sys.path.insert(0, str(TOLD.parents[1]))

from made.dossiers import SOURCE  # noqa: E402
from made.packs import FACTS, FIGURES, PLAN, dossier, put_pack  # noqa: E402
from made.templates import TOML, rich, template_folder, with_named_styles  # noqa: E402

from toolkit import open_dossier  # noqa: E402
from toolkit.cli.changes import command as changes  # noqa: E402
from toolkit.cli.trace import command as trace  # noqa: E402
from toolkit.cli.verify import command as verify  # noqa: E402
from toolkit.errors import FactpackError  # noqa: E402
from toolkit.pack.export import Options, export  # noqa: E402
from toolkit.pack.folder import open_pack  # noqa: E402
from toolkit.pack.template import load_template  # noqa: E402
from toolkit.pack.words import version  # noqa: E402

KEY = {"order": 1, "label": "The plan", "fact": "plan"}
RATE = {"name": "rate", "value": 7, "unit": "multiple", "why": "agreed", "by": "anna"}
LATE = SOURCE | {"id": "late", "file": "late.md", "publisher": "Echo", "published": "2025-09-20"}
NEXT = (
    *(fact for fact in FACTS if fact["id"] not in ("plan", "small")),
    PLAN | {"value": 400_000_000, "status": "approved", "qualifier": "at_least"},
    {
        "id": "rise2",
        "value": 90,
        "unit": "percent",
        "supersedes": "rise",
        "period_end": "2025-12-31",
    },
    {"id": "cost", "value": "12.5", "value_high": "13", "unit": "EUR", "scope": "Europe"},
)
CELLS = [
    *(
        "'It''s here'!C5",
        "'It''s here'!C6",
        "'It''s here'!C7",
        "'It''s here'!E7",
        "'It''s here'!B2",
    ),
    *(
        "'It''s here'!A1",
        "'It''s here'!C4",
        "'It''s here'!F8",
        "It's here!C5",
        "Other!A1",
        "Other!A2",
    ),
    *("Sums!A1", "Sums!A2", "Sums!A3", "Sums!A4", "Sums!A5", "Sums!A6", "Sums!A7", "Sums!A8"),
    *("Sums!A9", "Sums!Z99", "Nowhere!A1", "A1", "Sums!1A", "Sums!$A$4"),
]


@cache
def packs() -> Path:
    """A folder with a pack, and the one that came after it."""
    root = Path(tempfile.mkdtemp(prefix="factpack-told-"))
    atexit.register(shutil.rmtree, root, ignore_errors=True)
    (root / "old").mkdir()
    (root / "new").mkdir()
    first = {"sources": [SOURCE | {"published": "2025-09-12", "redistribution": "whole"}]}
    put_pack(root / "old", key_figures=[KEY], assumptions=[RATE])
    sources = [*first["sources"], LATE]
    put_pack(
        root / "new",
        NEXT,
        key_figures=[KEY | {"label": "Plans"}, KEY | {"order": 2, "fact": "cost", "label": "Cost"}],
        assumptions=[RATE | {"value": 8}],
        sources=sources,
        options=Options(since=open_pack(root / "old" / "pack"), bom=True),
    )
    return root


SUMS = {
    "A1": "=LEN(E1)+SUM(D1:D2)+D1",
    "A2": "=SUM('It''s here'!C5:C6)",
    "A3": '=IF(TRUE,"a text",1)',
    "A4": "=SUM(C1:C45)",
    "A5": "=SUM(A20:A29)+Z1",
    "A6": '=INDIRECT("A1")',
    "A7": "=A6+1",
    "B1": "=1+1",
    **{f"B{n}": f"=B{n - 1}+1" for n in range(2, 10)},  # a chain of nine
    **{f"C{n}": f"={n}*2" for n in range(1, 46)},
}
EVERY_KIND = (
    PLAN | {"scope": " Europe", "event": "The plan", "period_start": "2025-01-01",
            "period_end": "2025-12-31", "via": "Reuters", "decimals": -6},
    PLAN | {"id": "plan2", "source": "late", "scope": "europe", "value": 400_000_000,
            "quote": "", "as_printed": "", "event": "The plan", "period_start": "2025-01-01",
            "period_end": "2025-12-31"},
    {"id": "yuan", "value": 2_700_000_000, "unit": "CNY", "converted_from": "plan"},
    {"id": "said", "value_text": "words\r\nin two lines " + "and so on " * 12},
    *({"id": f"n{n:02}", "value": n, "unit": "USD", "scope": str(n)} for n in range(13)),
)  # fmt: skip
SET = "e / c / The plan / Europe / USD"
SETTLED = {
    "rulings": [
        {"set": SET, "decision": "fact", "fact": "plan", "by": "anna",
         "date": "2025-09-25", "why": "the later word"},
    ],
    "waivers": [
        {"rule": "WHO005", "by": "anna", "why": "as printed", "type": "facts", "record": "plan"},
    ],
}  # fmt: skip


@cache
def every_kind() -> Path:
    """A pack with words of its template, deep formulas, and facts that were ruled upon."""

    def more(book: Any, *_: Any) -> None:
        sheet = book.add_worksheet("Sums")
        for cell, formula in SUMS.items():
            sheet.write_formula(cell, formula)
        sheet.write_column("D1", [5, 0.25, 7])
        sheet.write("E1", "{{desk}}")
        sheet.write("E2", "{{figures_rows}} of {{title}}")

    root = packs() / "kinds"
    toml = f'{TOML}[words]\ndesk = "Rates desk"\n'
    folder = template_folder(
        root / "template",
        {"figures": FIGURES},
        toml=toml,
        workbook=lambda path: with_named_styles(rich(path, more=more)),
    )
    source = SOURCE | {"published": "2025-09-12", "redistribution": "whole"}
    opened = open_dossier(dossier(root / "dossier", EVERY_KIND, sources=[source, LATE], **SETTLED))
    export(opened, load_template(folder), root / "pack", allow_errors=True)
    return root / "pack"


def run(command: Any, *arguments: object) -> str:
    """What a command says, and how it ends."""
    done = CliRunner().invoke(command, [str(each) for each in arguments])
    if isinstance(done.exception, FactpackError):
        return f"refused: {done.exception.what}\n→ {done.exception.hint}\n"
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return f"{done.output}(exit code {done.exit_code})\n"


def traces(folder: Path) -> Iterator[str]:
    pack = packs() / "new" / "pack"
    for cell in CELLS:
        yield f"== {cell} ==\n{run(trace, pack, cell)}"
    yield "== as JSON ==\n" + run(trace, pack, "Sums!A4", "--format", "json")
    yield "== all ==\n" + run(trace, pack, "--all")
    for fact in ("plan", "rise", "rise2", "cost", "none"):
        yield f"== fact {fact} ==\n" + run(trace, pack, "--fact", fact)
    yield "== fact as JSON ==\n" + run(trace, pack, "--fact", "plan", "--format", "json")


def kinds(folder: Path) -> Iterator[str]:
    pack = every_kind()
    yield "== all ==\n" + run(trace, pack, "--all")
    yield "== all as JSON ==\n" + run(trace, pack, "--all", "--format", "json")
    for cell in ("A1", "A2", "A3", "A4", "A5", "A6", "A7", "B1", "B9", "D2", "E1", "E2"):
        yield f"== {cell} ==\n{run(trace, pack, f'Sums!{cell}')}"
    for cell in ("It's here!C18", "It's here!C19", "It's here!F20", "It's here!C21"):
        yield f"== {cell} ==\n{run(trace, pack, cell)}"
    for cell in ("Sums!E1", "Sums!A1", "It's here!C18"):
        yield f"== {cell} as JSON ==\n" + run(trace, pack, cell, "--format", "json")


def moved(folder: Path) -> Iterator[str]:
    old, new = (packs() / name / "pack" for name in ("old", "new"))
    yield run(changes, old, new)
    yield run(changes, old, new, "--format", "json")
    yield run(changes, new, old)
    yield run(changes, old, old)


def _value(sheet: str, cell: str, value: object) -> Callable[[Any], None]:
    return lambda book: setattr(book[sheet][cell], "value", value)


EDITS: dict[str, Callable[[Any], None]] = {
    "nothing": lambda book: None,
    "a number typed over": _value("It's here", "C5", 381_000_000),
    "a number a little off": _value("It's here", "C6", 84.0000001),
    "a number cleared": _value("It's here", "C6", None),
    "a number as a text": _value("It's here", "C6", "84"),
    "a text changed": _value("It's here", "F8", "other words"),
    "a formula replaced": _value("Sums", "A4", 5),
    "a formula changed": _value("Sums", "A5", "=1+2"),
    "a constant changed": _value("Sums", "A9", 43),
    "a cell added": _value("Other", "J9", "mine"),
    "a row taken out": lambda book: book["It's here"].delete_rows(6),
    "a row put in": lambda book: book["It's here"].insert_rows(6),
    "a sheet gone": lambda book: book.remove(book["Sums"]),
    "a sheet added": lambda book: book.create_sheet("More"),
    "a sheet renamed": lambda book: setattr(book["Sums"], "title", "Totals"),
    "a sheet hidden": lambda book: setattr(book["Sums"], "sheet_state", "hidden"),
}


def _csv(place: Path) -> Path:
    return next(place.rglob("figures*.csv"))


FILES: dict[str, Callable[[Path], object]] = {
    "a file changed": lambda place: _csv(place).write_text("Fact\n", "utf-8"),
    "a file gone": lambda place: _csv(place).unlink(),
    "a file added": lambda place: (place / "notes.txt").write_text("x", encoding="utf-8"),
}


def edited(folder: Path, name: str) -> str:
    place = Path(shutil.copytree(packs() / "new" / "pack", folder / name.replace(" ", "-")))
    if name in FILES:
        FILES[name](place)
    else:
        (path,) = place.glob("*.xlsx")
        book = openpyxl.load_workbook(path)
        EDITS[name](book)
        book.save(path)
    return run(verify, place).replace(str(place), "PACK")


def verified(folder: Path) -> Iterator[str]:
    for name in (*EDITS, *FILES):
        yield f"== {name} ==\n{edited(folder, name)}"
    place = Path(shutil.copytree(packs() / "new" / "pack", folder / "json"))
    _write(place, EDITS["a number typed over"])
    yield "== as JSON ==\n" + run(verify, place, "--format", "json")


def _write(place: Path, edit: Callable[[Any], None]) -> None:
    (path,) = place.glob("*.xlsx")
    book = openpyxl.load_workbook(path)
    edit(book)
    book.save(path)


def held(folder: Path) -> Iterator[str]:
    """Every file of the pack as a text: what openpyxl sees of the workbook, CSVs, the manifest."""
    place = packs() / "new" / "pack"
    for path in sorted(each for each in place.rglob("*") if each.is_file()):
        if path.suffix == ".parquet":
            continue
        yield f"== {path.relative_to(place).as_posix()} ==\n"
        if path.suffix == ".xlsx":
            yield from cells(path)
        elif path.suffix in (".csv", ".json", ".jsonl", ".sql", ".txt", ".md"):
            text = path.read_bytes().decode("utf-8").replace("\r", "␍").replace("\ufeff", "␀")
            yield text


def cells(path: Path) -> Iterator[str]:
    formulas, values = (openpyxl.load_workbook(path, data_only=only) for only in (False, True))
    for name in formulas.sheetnames:
        sheet = formulas[name]
        yield f"{name}: {sheet.dimensions}, print {sheet.print_area}, {sheet.print_title_rows}\n"
        for table in sheet.tables.values():
            yield f"  table {table.name} {table.ref}\n"
        for each in sheet.conditional_formatting:
            yield f"  conditional {each.sqref} {[rule.formula for rule in each.rules]}\n"
        for each in sheet.data_validations.dataValidation:
            yield f"  validation {each.sqref} {each.formula1}\n"
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is None:
                    continue
                value = values[name][cell.coordinate].value
                shown = "" if value == cell.value else f" = {value!r}"
                if cell.value == "=TODAY()":
                    shown = " = today"
                yield f"  {cell.coordinate} {cell.value!r}{shown} {cell.number_format}\n"
    for name, defined in formulas.defined_names.items():
        yield f"name {name} {defined.attr_text}\n"
    told = formulas.properties
    yield f"{told.title} {told.creator} {told.created} {told.modified}\n"


# What differs with versions of libraries, of factpack and of its lists.
VOLATILE = (
    ("[0-9a-f]{64}", "SHA256"),
    (r'"bytes": \d+', '"bytes": N'),
    (r'"(duckdb|zlib|rules)": [^,\n]+', r'"\1": N'),
    (r'( *\{\n +"path": "data/[^}]*\},?\n)+', "    (what stands in data/)\n"),
    (r'\b\d+ files|"files": \d+', "N files"),
    (re.escape(version()), "VERSION"),
)
MADE: dict[str, Callable[[Path], Iterator[str]]] = {
    "traces": traces,
    "kinds": kinds,
    "changes": moved,
    "verified": verified,
    "pack": held,
}


def text(name: str, folder: Path) -> str:
    """One of told/, as it is today."""
    said = "".join(MADE[name](folder)).replace(str(packs()), "FOLDER")
    for pattern, instead in VOLATILE:
        said = re.sub(pattern, instead, said)
    return said


@pytest.mark.parametrize("name", MADE)
def test_all_that_is_told_of_a_pack_is_as_it_is_listed(name: str, tmp_path: Path) -> None:
    assert text(name, tmp_path) == (TOLD / f"{name}.txt").read_text(encoding="utf-8")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        for each in MADE:
            (TOLD / f"{each}.txt").write_text(text(each, Path(place)), encoding="utf-8")
