"""Three sides into one, told record by record: what stands, what waits, what is said.

A side is a workbook as text: sheets apart by "/", rows by "|", cells by spaces, "." a blank, a
cell that begins with "=" a formula's value.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from toolkit.dossier import data_folder
from toolkit.merge.merging import merge
from toolkit.merge.plan import plan_of
from toolkit.merge.reading import side_of
from toolkit.merge.result import Merge
from toolkit.merge.side import Record, Side
from toolkit.readers.grid import Cell, Grid, Row
from toolkit.schemas import load_schemas

SCHEMAS = load_schemas(data_folder("schemas"))


def side(text: str) -> Side:
    grids, formulas = [], {}
    for part in text.split(" / "):
        title, *lines = part.split(" | ")
        rows = [dict(enumerate(line.split(), 1)) for line in lines]
        formulas[title] = {
            (number, at)
            for number, row in enumerate(rows, 1)
            for at, text in row.items()
            if text[0] == "="
        }
        grids.append(
            Grid(
                "book.xlsx",
                title,
                tuple(
                    Row(n, {at: Cell("text", c.strip("=")) for at, c in row.items() if c != "."})
                    for n, row in enumerate(rows, 1)
                ),
            )
        )
    return side_of(grids, "book.xlsx", SCHEMAS, formulas=formulas)


def says(record: Record | None) -> str:
    cells = record.cells.values() if record else ()
    return " ".join(typed.cell.raw for typed in cells) or "-"


def told(made: Merge) -> Iterator[str]:
    for table in made.tables.values():
        for record in table.records:
            cells = " ".join(f"{n}={t.cell.raw}" for n, t in sorted(record.cells.items()))
            edits = ", ".join(f"{n} {t.cell.raw if t else '-'}" for n, t in record.edits.items())
            yield f"{'' if record.ours else '+ '}{cells}{f' ({edits})' if edits else ''}"
        for gone in table.deleted:
            yield f"deleted {says(gone)}"
    for each in made.conflicts:
        column = f" {each.column.heading}" if each.column else ""
        sides = " / ".join(map(says, (each.base, each.ours, each.theirs)))
        free = f" → {each.proposed}" if each.proposed else ""
        yield f"{each.kind} {each.label}{column}: {sides}{free}"
    for loose in made.rescue:
        yield f"rescued {loose.sheet} {loose.place}: {loose.text}"
    yield from made.notes


CASES: dict[str, tuple[str | None, str, str, list[str]]] = {
    "a sheet of the base's that neither has is told of, and its records are kept nowhere": (
        "Facts | id quote | f1 q / Sources | id title | s t",
        "Facts | id quote | f1 q",
        "Facts | id quote | f1 r",
        [
            "id=f1 quote=r (quote r)",
            "OURS has no sheet Sources: nothing is taken for deleted there",
            "THEIRS has no sheet Sources: nothing is taken for deleted there",
        ],
    ),
    "an empty sheet of the base's that neither has is nothing to tell of": (
        "Facts | id quote | f1 q / Sources | id title",
        "Facts | id quote | f1 q",
        "Facts | id quote | f1 q",
        ["id=f1 quote=q"],
    ),
    "a value does not silently take the place of a formula of OURS": (
        "Facts | id value | f1 =1 | f2 =2",
        "Facts | id value | f1 =1 | f2 =2",
        "Facts | id value | f1 3 | f2 =2",
        ["id=f1 value=1", "id=f2 value=2", "cell f1 value: f1 1 / f1 1 / f1 3"],
    ),
    "where OURS has no such sheet there is no formula to guard": (
        "Facts | id value | f1 =1 / Sources | id title | s t",
        "Sources | id title | s t",
        "Facts | id value | f1 3 / Sources | id title | s t",
        [
            "id=s title=t",
            "+ id=f1 value=3",
            "OURS has no sheet Facts: nothing is taken for deleted there",
        ],
    ),
    "nor where OURS has no such column": (
        "Facts | id value unit | f1 =1 EUR",
        "Facts | id unit | f1 EUR",
        "Facts | id value unit | f1 3 EUR",
        [
            "id=f1 unit=EUR value=3 (value 3)",
            "Facts: OURS has no column 'value': its cells are kept",
        ],
    ),
    "what THEIRS deleted goes where OURS left it as it was": (
        "Facts | id quote note | f1 q n | f2 r m | f3 s o",
        "Facts | id quote note | f1 q x | f2 r m | f3 s o",
        "Facts | id quote note | f3 s o",
        [
            "id=f1 note=x quote=q",
            "id=f3 note=o quote=s",
            "deleted f2 r m",
            "deleted in theirs f1: f1 q n / f1 q x / -",
        ],
    ),
    "what OURS deleted stays away where THEIRS left it as it was": (
        "Facts | id quote note | f1 q n | f2 r m | f3 s o",
        "Facts | id quote note | f3 s o",
        "Facts | id quote note | f1 q x | f2 r m | f3 s o",
        ["id=f3 note=o quote=s", "deleted in ours f1: f1 q n / - / f1 q x"],
    ),
    "what both deleted is gone": (
        "Facts | id quote note | f1 q n | f2 r m",
        "Facts | id quote note | f2 r m",
        "Facts | id quote note | f2 r m",
        ["id=f2 note=m quote=r"],
    ),
    "an id retyped into that of another new row waits": (
        "Facts | id quote note | f1 q n | f2 r m",
        "Facts | id quote note | f1 q n | f2 r m | f3 a b",
        "Facts | id quote note | f3 q n | f2 r m",
        [
            "id=f1 note=n quote=q",
            "id=f2 note=m quote=r",
            "id=f3 note=b quote=a",
            "cell f1 id: f1 q n / f1 q n / f3 q n",
        ],
    ),
    "an id typed where there was none, which another new row has, waits": (
        "Facts | id quote note | . q n | f2 r m",
        "Facts | id quote note | . q n | f2 r m | f3 a b",
        "Facts | id quote note | f3 q n | f2 r m",
        [
            "note=n quote=q",
            "id=f2 note=m quote=r",
            "id=f3 note=b quote=a",
            "cell  id: q n / q n / f3 q n",
        ],
    ),
    "of a longer identity each part that was retyped waits, in order": (
        "Fx_rates | date base quote rate rate_source | 2025-01-31 EUR USD 1.1 ecb",
        (
            "Fx_rates | date base quote rate rate_source | 2025-01-31 EUR USD 1.1 ecb | "
            "2025-02-28 EUR GBP 2 x"
        ),
        "Fx_rates | date base quote rate rate_source | 2025-02-28 EUR GBP 1.1 ecb",
        [
            "base=EUR date=2025-01-31 quote=USD rate=1.1 rate_source=ecb",
            "base=EUR date=2025-02-28 quote=GBP rate=2 rate_source=x",
            (
                "cell 2025-01-31/EUR/USD date: 2025-01-31 EUR USD 1.1 ecb / 2025-01-31 EUR "
                "USD 1.1 ecb / 2025-02-28 EUR GBP 1.1 ecb"
            ),
            (
                "cell 2025-01-31/EUR/USD quote: 2025-01-31 EUR USD 1.1 ecb / 2025-01-31 "
                "EUR USD 1.1 ecb / 2025-02-28 EUR GBP 1.1 ecb"
            ),
        ],
    ),
    "two records of one longer identity wait beside that of OURS": (
        "Fx_rates | date base quote rate rate_source | 2025-01-31 EUR USD 1.1 ecb",
        (
            "Fx_rates | date base quote rate rate_source | 2025-01-31 EUR USD 1.1 ecb | "
            "2025-02-28 EUR GBP 2 x"
        ),
        (
            "Fx_rates | date base quote rate rate_source | 2025-01-31 EUR USD 1.1 ecb | "
            "2025-02-28 EUR GBP 3 y | 2025-02-28 EUR GBP 4 z"
        ),
        [
            "base=EUR date=2025-01-31 quote=USD rate=1.1 rate_source=ecb",
            "base=EUR date=2025-02-28 quote=GBP rate=2 rate_source=x",
            "same id 2025-02-28/EUR/GBP: - / 2025-02-28 EUR GBP 2 x / 2025-02-28 EUR GBP 3 y",
            "same id 2025-02-28/EUR/GBP: - / 2025-02-28 EUR GBP 2 x / 2025-02-28 EUR GBP 4 z",
        ],
    ),
    "a record of THEIRS under an id of OURS gets the next one": (
        "Facts | id quote | f1 q",
        "Facts | id quote | f1 q | f2 r | f9 m",
        "Facts | id quote | f1 q | f2 x | f9 m",
        [
            "id=f1 quote=q",
            "id=f2 quote=r",
            "id=f9 quote=m",
            "+ id=f10 quote=x",
            "Facts f2: both added a record under this id; that of THEIRS is now f10",
        ],
    ),
    "an id without a number has no next one": (
        "Facts | id quote | f1 q",
        "Facts | id quote | f1 q | fa r | f9 m",
        "Facts | id quote | f1 q | fa x | f9 m",
        ["id=f1 quote=q", "id=fa quote=r", "id=f9 quote=m", "same id fa: - / fa r / fa x"],
    ),
    "an id that THEIRS refers to is not given another silently": (
        "Facts | id quote supersedes | f1 q .",
        "Facts | id quote supersedes | f1 q . | f2 r .",
        "Facts | id quote supersedes | f1 q f2 | f2 x . ",
        [
            "id=f1 quote=q supersedes=f2 (supersedes f2)",
            "id=f2 quote=r",
            "same id f2: - / f2 r / f2 x → f3",
        ],
    ),
    "a heading rewritten is known by what its cells mean as numbers": (
        "Facts | id value quote | f1 1.0 a | f2 2.0 b",
        "Facts | id value quote | f1 1.0 a | f2 2.0 b",
        "Facts | id Zahl quote | f1 1.00 a | f2 2 b",
        [
            "id=f1 quote=a value=1.0",
            "id=f2 quote=b value=2.0",
            "Facts: THEIRS calls the column 'value' 'Zahl'; OURS' heading stands",
        ],
    ),
    "a heading rewritten is known by what half of its cells mean as dates": (
        "Facts | id period_end quote | f1 2025-01-31 a | f2 2025-02-28 b",
        "Facts | id period_end quote | f1 2025-01-31 a | f2 2025-02-28 b",
        "Facts | id Zahl quote | f1 31.01.2025 a | f2 1.3.2025 b",
        [
            "id=f1 period_end=2025-01-31 quote=a",
            "id=f2 period_end=1.3.2025 quote=b (period_end 1.3.2025)",
            "Facts: THEIRS calls the column 'period_end' 'Zahl'; OURS' heading stands",
        ],
    ),
    "without a base what only one has is taken, and what differs waits": (
        None,
        "Facts | id quote note | f1 q n | f2 r m | f3 s .",
        "Facts | id quote unit | f1 x EUR | f2 r USD | f4 t GBP",
        [
            "id=f1 note=n quote=q unit=EUR (unit EUR)",
            "id=f2 note=m quote=r unit=USD (unit USD)",
            "id=f3 quote=s",
            "+ id=f4 quote=t unit=GBP",
            "cell f1 quote: - / f1 q n / f1 x EUR",
        ],
    ),
    "without a base a sheet that one has is all new": (
        None,
        "Facts | id quote note | f1 q n",
        "Sources | id title | s t",
        ["id=f1 note=n quote=q", "+ id=s title=t"],
    ),
    "rows that could be several of the base's are told of by id or place": (
        "Facts | id quote note | f1 q n | f2 q n",
        "Facts | id quote note | f8 q n | . q n",
        "Facts | id quote note | f1 q n | f2 q n",
        [
            "id=f8 note=n quote=q",
            "note=n quote=q",
            (
                "Facts f8: it cannot be told which record of the base this is in OURS; it "
                "counts as a new one"
            ),
            (
                "Facts row 3: it cannot be told which record of the base this is in OURS; "
                "it counts as a new one"
            ),
        ],
    ),
    "what both added is one, and its blanks are filled": (
        "Facts | id quote",
        "Facts | id quote note | f1 q n | f2 r . | . c d",
        "Facts | id quote note | f1 q n | f2 r m | f4 k . | . x y",
        [
            "id=f1 note=n quote=q",
            "id=f2 note=m quote=r (note m)",
            "note=d quote=c",
            "+ id=f4 quote=k",
            "+ note=y quote=x",
            (
                "Facts f2: the base has no such record, so it cannot be told who cleared a "
                "cell; what was blank in OURS is filled from THEIRS. --base FILE names a "
                "later base"
            ),
        ],
    ),
    "a sheet that is new on both sides has no records in common": (
        "Sources | id title | s t",
        "Sources | id title | s t / Facts | id quote | f1 q",
        "Sources | id title | s t / Facts | id quote note | f1 q n | f2 r m",
        [
            "id=s title=t",
            "id=f1 note=n quote=q (note n)",
            "+ id=f2 note=m quote=r",
            (
                "Facts f1: the base has no such record, so it cannot be told who cleared a "
                "cell; what was blank in OURS is filled from THEIRS. --base FILE names a "
                "later base"
            ),
        ],
    ),
    "a new column comes with what is in it, and no empty one": (
        "Facts | id quote | f1 q",
        "Facts | id quote | f1 q",
        "Facts | id quote Mine Empty | f1 q m .",
        ["id=f1 quote=q ~mine=m (~mine m)"],
    ),
    "what stands beside the records is rescued as often as it is more than known": (
        "Facts | id quote | f1 q / Notes | a | a | b",
        "Facts | id quote | f1 q / NOTES | a | c",
        "Facts | id quote | f1 q / notes | a | a | a | c | c | b | x",
        ["id=f1 quote=q", "rescued notes A3: a", "rescued notes A5: c", "rescued notes A7: x"],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_three_sides_come_to_one(name: str) -> None:
    base, ours, theirs, expected = CASES[name]
    made = merge(side(base) if base else None, side(ours), side(theirs))
    assert list(told(made)) == expected


def test_what_is_to_be_done_is_told_sheet_by_sheet() -> None:
    base = side("Facts | id quote | f1 q | f2 r / facts | id quote | f3 s")
    ours = base
    theirs = side("Rates | a / Facts | id quote | f1 x | f4 t / facts | id quote | f5 u"
                  " / Sources | id title | s t / Entities | id name")  # fmt: skip
    plan = plan_of(merge(base, ours, theirs))
    assert [
        (
            work.sheet,
            [(says(record), list(cells)) for record, cells in work.edits],
            list(map(says, work.deleted)),
            [record.cells["id"].cell.raw for record in work.added],
        )
        for work in plan.works
    ] == [("Facts", [("f1 q", ["quote"])], ["f2 r"], ["f4", "f5"]), ("facts", [], ["f3 s"], [])]
    assert [table.table.title for table in plan.new] == ["Sources"]
    assert [loose.text for loose in plan.rescue] == ["a"]
    assert plan_of(merge(base, ours, base)).works == []


def test_sheets_that_ours_lacks_do_not_hide_those_it_has() -> None:
    base = side("Facts | id quote | f1 q")
    theirs = side("Sources | id title | s t / Facts | id quote | f1 x / Entities | id name | e n")
    plan = plan_of(merge(base, base, theirs))
    assert [work.sheet for work in plan.works] == ["Facts"]
    assert sorted(table.table.title for table in plan.new) == ["Entities", "Sources"]
