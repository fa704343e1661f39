"""Random histories of edits on one base, and an oracle that knows which row is truly which.

A row carries a number that the merge never sees. The oracle merges cell by cell by that number.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from toolkit.authoring.base import BaseRecord, packed, records_in, unpacked
from toolkit.dossier import data_folder
from toolkit.merge.merging import merge
from toolkit.merge.reading import side_of, table_of_records
from toolkit.merge.result import Merge
from toolkit.merge.side import Record, Side
from toolkit.readers.grid import Cell, Grid, Row
from toolkit.records.meaning import BLANK
from toolkit.records.sheets import recognise
from toolkit.schemas import load_schemas

SCHEMAS = load_schemas(data_folder("schemas"))
FIELDS = ("id", "entity", "quote", "value", "kind", "period_end", "note", "Desk")
TITLES = {f.key: f.title for f in SCHEMAS.types["facts"].fields}
KINDS = ("actual", "plan", "forecast")


@dataclass
class Sheet:
    """A sheet of facts as someone has it: headings by column, rows of cells, hidden keys."""

    headings: dict[str, str]  # by the column's true name, in the order they stand
    rows: list[tuple[int, str, dict[str, Cell]]]  # true number, hidden key, cells by true name
    has_keys: bool
    _side: Side | None = None  # as read; asked for when the editing is over

    def copy(self) -> Sheet:
        rows = [(number, key, dict(cells)) for number, key, cells in self.rows]
        return Sheet(dict(self.headings), rows, self.has_keys)

    def grid(self) -> Grid:
        names = list(self.headings)
        header = {n: Cell("text", self.headings[name]) for n, name in enumerate(names, 1)}
        if self.has_keys:
            header[len(names) + 1] = Cell("text", "_key")
        made = [Row(1, header)]
        for line, (_, key, cells) in enumerate(self.rows, 2):
            row = {n: cells[name] for n, name in enumerate(names, 1) if name in cells}
            if self.has_keys and key:
                row[len(names) + 1] = Cell("text", key)
            if row:
                made.append(Row(line, row))
        return Grid("facts.xlsx", "Facts", tuple(made))

    def side(self) -> Side:
        if self._side is None:
            self._side = side_of([self.grid()], "facts.xlsx", SCHEMAS)
        return self._side

    def number(self, record: Record) -> int:
        return self.rows[record.line - 2][0]


class Editor:
    """One person's edits. Every text typed is one that nobody else types, but for kinds."""

    def __init__(self, rng: random.Random, who: str, sheet: Sheet) -> None:
        self.rng, self.who, self.sheet = rng, who, sheet
        self.count = 0
        self.new = {"o": 1000, "m": 4000}.get(who, 2000)

    def word(self) -> str:
        self.count += 1
        return f"{self.who}{self.count} {self.rng.choice(('revenue', 'capex', 'staff'))}"

    def cell(self, name: str) -> Cell:
        self.count += 1
        apart = {"o": 500_000, "t": 700_000, "m": 300_000, "d": 100_000}
        unique = self.count + apart.get(self.who, 0)
        if name == "value":
            return Cell("number", str(1_000_000 + unique))
        if name == "period_end":
            return Cell("date", f"{2000 + unique % 25}-{1 + unique % 12:02}-{1 + unique % 28:02}")
        if name == "kind":
            return Cell("text", self.rng.choice(KINDS))
        if name == "entity":
            return Cell("text", self.rng.choice(("alibaba", "tencent")))
        return Cell("text", self.word())

    def row(self) -> tuple[int, str, dict[str, Cell]] | None:
        return self.rng.choice(self.sheet.rows) if self.sheet.rows else None

    # -- what people do -------------------------------------------------------------------------

    def edit_field(self) -> None:
        if row := self.row():
            name = self.rng.choice([n for n in self.sheet.headings if n != "id"])
            row[2][name] = self.cell(name)

    def clear_field(self) -> None:
        if (row := self.row()) and len(row[2]) > 2:
            row[2].pop(self.rng.choice(sorted(row[2].keys() - {"id"})), None)

    def say_otherwise(self) -> None:
        """The same meaning, typed in another way."""
        if row := self.row():
            for name, cell in list(row[2].items()):
                if cell.kind == "number":
                    row[2][name] = Cell("text", f"{cell.raw}.0")
                elif cell.kind == "date":
                    row[2][name] = Cell("text", cell.raw)
                elif name in ("quote", "note"):
                    row[2][name] = Cell("text", cell.raw.replace(" ", "\u00a0") + " ")

    def delete_row(self) -> None:
        if self.sheet.rows:
            self.sheet.rows.pop(self.rng.randrange(len(self.sheet.rows)))

    def add_row(self) -> None:
        cells = {name: self.cell(name) for name in self.sheet.headings if self.rng.random() < 0.8}
        cells.pop("id", None)
        if "id" in self.sheet.headings and self.rng.random() < 0.7:
            number = len(self.sheet.rows) + self.rng.randrange(1, 3)  # clashes are common
            cells["id"] = Cell("text", f"S-{number:03}")
        self.new += 1
        at = self.rng.randrange(len(self.sheet.rows) + 1)
        if len(cells) > 2:
            self.sheet.rows.insert(at, (self.new, "", cells))

    def clone_row(self) -> None:
        if row := self.row():
            self.new += 1
            at = self.rng.randrange(len(self.sheet.rows) + 1)
            copy = dict(row[2])
            if self.rng.random() < 0.5:
                copy["quote"] = Cell("text", self.word())
            self.sheet.rows.insert(at, (self.new, row[1], copy))

    def sort_rows(self) -> None:
        name = self.rng.choice(sorted(self.sheet.headings))
        self.sheet.rows.sort(key=lambda row: row[2].get(name, Cell("text", "")).raw)

    def retype_id(self) -> None:
        if row := self.row():
            row[2]["id"] = Cell("text", f"{self.who}-{self.rng.randrange(1000)}")

    def rename_heading(self) -> None:
        name = self.rng.choice([n for n in self.sheet.headings if n != "id"])
        heading = self.sheet.headings[name]
        other = {TITLES.get(name): name, name: f"{name} as {self.who} says"}.get(heading)
        self.count += 1
        fresh = f"{self.who} heading {self.count}"
        self.sheet.headings[name] = fresh if self.rng.random() < 0.4 else (
            other or TITLES.get(name, name)
        )  # fmt: skip

    def insert_column(self) -> None:
        name = f"{self.who} column {self.rng.randrange(3)}"
        if name not in self.sheet.headings:
            items = list(self.sheet.headings.items())
            items.insert(self.rng.randrange(len(items) + 1), (name, name))
            self.sheet.headings = dict(items)

    def reorder_columns(self) -> None:
        items = list(self.sheet.headings.items())
        self.rng.shuffle(items)
        self.sheet.headings = dict(items)


DEEDS: tuple[Callable[[Editor], None], ...] = (
    *(Editor.edit_field,) * 6, *(Editor.clear_field,) * 2, Editor.say_otherwise,
    Editor.delete_row, *(Editor.add_row,) * 2, Editor.clone_row, Editor.sort_rows,
    Editor.retype_id, Editor.rename_heading, Editor.insert_column, Editor.reorder_columns,
)  # fmt: skip


def base_of(rng: random.Random) -> Sheet:
    has_keys = rng.random() < 0.6
    sheet = Sheet({name: TITLES.get(name, name) for name in FIELDS}, [], has_keys)
    editor = Editor(rng, "b", sheet)
    for number in range(rng.randrange(1, 9)):
        cells = {name: editor.cell(name) for name in FIELDS if rng.random() < 0.9}
        cells["quote"] = editor.cell("quote")
        if rng.random() < 0.9:
            cells["id"] = Cell("text", f"S-{number + 1:03}")
        else:
            cells.pop("id", None)
        sheet.rows.append((number, f"facts-{number:05}" if has_keys else "", cells))
    return sheet


def edited(rng: random.Random, who: str, base: Sheet) -> Sheet:
    sheet = base.copy()
    editor = Editor(rng, who, sheet)
    for _ in range(rng.randrange(0, 7)):
        rng.choice(DEEDS)(editor)
    return sheet


# -- the oracle ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Trial:
    base: Sheet
    ours: Sheet
    theirs: Sheet
    result: Merge
    mirrored: Merge


def trial(seed: int) -> Trial:
    rng = random.Random(seed)
    base = base_of(rng)
    ours, theirs = edited(rng, "o", base), edited(rng, "t", base)
    sides = base.side(), ours.side(), theirs.side()
    return Trial(
        base, ours, theirs, merge(*sides), merge(sides[0], sides[2], sides[1])
    )  # fmt: skip


def drafted_trial(seed: int) -> Trial:
    """factpack puts rows into OURS on the way; THEIRS is a copy from before them, or from after.

    The base is what a merge by the stamps takes, as it is kept.
    """
    rng = random.Random(seed)
    made = base_of(rng)
    made.has_keys = True
    made.rows = [(number, f"facts-{number:05}", cells) for number, _, cells in made.rows]
    later = edited(rng, "m", made)
    drafted(rng, later)
    from_before = rng.random() < 0.4
    base = made if from_before else later
    kept = unpacked(packed(_records(base), ["0" * 16])).records
    pairs = [(one.key, one.cells) for one in kept]
    side = Side("the base", {"facts": table_of_records(SCHEMAS.types["facts"], pairs)})
    ours, theirs = edited(rng, "o", later), edited(rng, "t", base)
    sides = ours.side(), theirs.side()
    return Trial(base, ours, theirs, merge(side, *sides), merge(side, *sides[::-1]))


def drafted(rng: random.Random, sheet: Sheet) -> None:
    """Rows that factpack puts beneath the others, each with an id; then every row has its key."""
    editor = Editor(rng, "d", sheet)
    for number in range(rng.randrange(1, 4)):
        cells = {name: editor.cell(name) for name in ("quote", "value") if name in sheet.headings}
        if "id" in sheet.headings:
            cells["id"] = Cell("text", f"D-{number + 1:03}")
        sheet.rows.append((3000 + number, "", cells))
    seen: set[str] = set()
    for at, (number, key, cells) in enumerate(sheet.rows):
        if not key or key in seen:
            sheet.rows[at] = (number, f"facts-{at + 1:05}-drafted", cells)
        seen.add(key)


def _records(sheet: Sheet) -> Sequence[BaseRecord]:
    read = recognise(sheet.grid(), SCHEMAS)
    return records_in(read) if read is not None else ()


def faults(one: Trial) -> Iterator[str]:
    """Everything that a merge must never do, found by looking at all that was typed."""
    yield from _lost(one)
    yield from _cell_by_cell(one)
    yield from _by_row(one)
    yield from _either_way(one)


def _meanings(side: Side) -> Counter[str]:
    """How often each text that somebody typed stands in a side, columns and kinds aside."""
    table = side.tables.get("facts")
    return Counter(
        typed.meaning.partition(" ")[2]
        for record in (table.records if table else ())
        for typed in record.cells.values()
    )


def _shown(one: Merge) -> Counter[str]:
    """What the result holds, its conflicts and rescue included."""
    held: Counter[str] = Counter()
    for table in one.tables.values():
        for record in table.records:
            held.update(typed.meaning.partition(" ")[2] for typed in record.cells.values())
    for conflict in one.conflicts:
        records = (conflict.base, conflict.ours, conflict.theirs)
        for record in records:
            if record and conflict.column is None:
                held.update(t.meaning.partition(" ")[2] for t in record.cells.values())
        if conflict.column is not None:
            for who in ("base", "ours", "theirs"):
                typed = conflict.cell(who)  # type: ignore[arg-type]
                held.update([typed.meaning.partition(" ")[2]] if typed else [])
    held.update(loose.text for loose in one.rescue)
    return held


def _lost(one: Trial) -> Iterator[str]:
    """No text that a person typed, and left standing, is nowhere."""
    held = _shown(one.result)
    before = _meanings(one.base.side())
    for who, sheet in (("ours", one.ours), ("theirs", one.theirs)):
        for text in _meanings(sheet.side()):
            told = any(text in note for note in one.result.notes)
            if text not in before and text not in held and not told:
                yield f"{who} typed {text!r}, and it is nowhere"


def _truth(sheet: Sheet) -> dict[int, dict[str, str]]:
    """By true number and true column, what each cell means."""
    side = sheet.side()
    table = side.tables.get("facts")
    names = _true_names(sheet)
    found = {}
    for record in table.records if table else ():
        found[sheet.number(record)] = {
            names[name]: typed.meaning.partition(" ")[2] for name, typed in record.cells.items()
        }
    return found


def _true_names(sheet: Sheet) -> dict[str, str]:
    table = sheet.side().tables.get("facts")
    headings = {heading: name for name, heading in sheet.headings.items()}
    return {c.name: headings[c.heading] for c in table.columns} if table else {}


def _cell_by_cell(one: Trial) -> Iterator[str]:
    """Every true conflict is told; every edit that only one made stands or is told."""
    base, ours, theirs = _truth(one.base), _truth(one.ours), _truth(one.theirs)
    held, told = _in_cells(one.result), _in_conflicts(one.result)
    for number, was in base.items():
        mine, other = ours.get(number), theirs.get(number)
        for name in was.keys() | (mine or {}).keys() | (other or {}).keys():
            b = was.get(name, BLANK)
            o = mine.get(name, BLANK) if mine is not None else None
            t = other.get(name, BLANK) if other is not None else None
            if name in ("kind", "entity"):
                continue  # said by many rows: `_by_row` judges those
            both = o != b and t != b and o != t
            if both:
                for who, text in (("ours", o), ("theirs", t)):
                    if text and text not in told and text not in held:
                        yield f"conflict on {name} of row {number} untold: {who} {text!r}"
                if any(_copied(sheet, number) for sheet in (one.ours, one.theirs)):
                    continue  # which is the copy cannot be told; all of it is shown, as seen above
                shown = told[t] and (held[o] or told[o])  # THEIRS' in a conflict, OURS' in a cell
                if o and t and not shown and not (held[o] and held[t]):
                    yield f"conflict on {name} of row {number} untold: {o!r} and {t!r}"
            elif t is not None and o is not None:
                stands = t if o == b else o
                if stands and not held[stands] and not told[stands]:
                    yield f"{name} of row {number} should be {stands!r}, which is nowhere"
                gone = b if stands != b else ""
                if gone and gone == o and t and held[gone] and not held[t] and not told[t]:
                    yield f"the edit of {name} of row {number} to {t!r} did not reach the result"


def _copied(sheet: Sheet, number: int) -> bool:
    """Whether a row stands there again, under its key or id."""
    named = [(key, cells.get("id")) for row, key, cells in sheet.rows if row == number]
    return any(
        (key and key == named[0][0]) or (cells.get("id") and cells.get("id") == named[0][1])
        for row, key, cells in sheet.rows
        if named and row != number
    )


def _by_row(one: Trial) -> Iterator[str]:
    """Of a row known again on both sides, each cell holds just what the three sides make of it."""
    base, ours, theirs = _truth(one.base), _truth(one.ours), _truth(one.theirs)
    true_name = _true_names(one.theirs) | _true_names(one.ours) | _true_names(one.base)
    table = one.result.tables.get("facts")
    for record in table.records if table else ():
        if record.ours is None or record.theirs is None:
            continue
        number = one.ours.number(record.ours)
        if number != one.theirs.number(record.theirs) or number not in base:
            continue
        if any(_copied(sheet, number) for sheet in (one.ours, one.theirs)):
            continue  # of two rows alike, either may be taken for the copy
        held = {true_name[n]: t.meaning.partition(" ")[2] for n, t in record.cells.items()}
        stand = {typed.meaning.partition(" ")[2] for typed in record.cells.values()}
        sides = base[number], ours[number], theirs[number]
        for name in held.keys() | sides[0].keys() | sides[1].keys() | sides[2].keys():
            b, o, t = (side.get(name, BLANK) for side in sides)
            expected = t if o == b else o  # OURS' word where they conflict
            kept = any("has no column" in note for note in one.result.notes)
            if held.get(name, BLANK) != expected and (kept or {o, t} <= stand):
                continue  # emptied and renamed, a column is one that is gone: said so, and kept
            if held.get(name, BLANK) != expected and not any(
                conflict.ours is record.ours and conflict.cell("theirs") and
                conflict.cell("theirs").meaning.partition(" ")[2] == t  # type: ignore[union-attr]
                for conflict in one.result.conflicts
            ):  # fmt: skip
                yield f"{name} of row {number} is {held.get(name)!r}, not {expected!r}"
            if o != b and t != b and o != t and (kept or {o, t} <= stand):
                continue  # a rewritten heading that no value tells is a new column: both stand
            if o != b and t != b and o != t and not any(
                conflict.ours is record.ours and conflict.column is not None
                and true_name[conflict.column.name] == name
                for conflict in one.result.conflicts
            ):  # fmt: skip
                yield f"the conflict on {name} of row {number} is not told"


def _in_cells(one: Merge) -> Counter[str]:
    return Counter(
        typed.meaning.partition(" ")[2]
        for table in one.tables.values()
        for record in table.records
        for typed in record.cells.values()
    )


def _in_conflicts(one: Merge) -> Counter[str]:
    told: Counter[str] = Counter()
    for conflict in one.conflicts:
        if conflict.column is not None:
            cells = [conflict.cell(who) for who in ("base", "ours", "theirs")]  # type: ignore[arg-type]
        else:
            records = (conflict.base, conflict.ours, conflict.theirs)
            cells = [typed for record in records if record for typed in record.cells.values()]
        told.update(typed.meaning.partition(" ")[2] for typed in cells if typed)
    return told


def exact(one: Trial) -> bool:
    """Whether rows were known again as they truly are, and each cell came out as it should."""
    base, ours, theirs = _truth(one.base), _truth(one.ours), _truth(one.theirs)
    conflicts = sum(
        1
        for number, was in base.items()
        if (mine := ours.get(number)) is not None and (other := theirs.get(number)) is not None
        for name in was.keys() | mine.keys() | other.keys()
        if len({was.get(name, ""), mine.get(name, ""), other.get(name, "")}) == 3
    )
    told = sum(1 for conflict in one.result.conflicts if conflict.kind == "cell")
    return conflicts == told


def _either_way(one: Trial) -> Iterator[str]:
    """Where nothing is in conflict and no id was given anew, both ways give the same records."""
    results = (one.result, one.mirrored)
    if any(each.conflicts for each in results) != all(each.conflicts for each in results):
        yield "one way round there are conflicts, the other way there are none"
    if any(each.conflicts or _renumbered(each) for each in results):
        return
    one_way, other_way = (_told(each) for each in results)
    if one_way != other_way:
        yield f"the other way round differs: {(one_way - other_way, other_way - one_way)}"


def _renumbered(one: Merge) -> bool:
    return any("is now" in note for note in one.notes)


def _told(one: Merge) -> Counter[frozenset[tuple[str, str]]]:
    return Counter(
        frozenset((name, typed.meaning) for name, typed in record.cells.items())
        for table in one.tables.values()
        for record in table.records
    )
