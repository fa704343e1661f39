"""The one query that cuts, types and sieves every row of a large sheet, and holds back the rest.

Held back is each record of which SQL cannot surely say what a cell means (`surely`) or that it is
valid (`predicate`).
"""

from __future__ import annotations

from collections.abc import Mapping

from toolkit.readers.grid import Kind, Staged
from toolkit.readers.staged import Staging
from toolkit.records.predicate import Kind as SqlKind
from toolkit.records.predicate import predicate
from toolkit.records.sheets import Sheet
from toolkit.records.sheettable import SheetTable, Stored, stored
from toolkit.records.surely import surely, there
from toolkit.schemas import Field, Schemas
from toolkit.sqltext import quoted

_KINDS: Mapping[str, SqlKind] = {  # of typed columns, as predicate calls them
    "string": "string",
    "number": "amount",
    "integer": "whole",
    "array": "array",
}
_READ_SURELY: tuple[Kind, ...] = ("text", "number", "percent", "date", "list")


class Unlike(Exception):
    """The swift way did not give every row, or the file is no longer what it was."""


class OnePass:
    """The one query that cuts, types and sieves every row."""

    def __init__(self, sheet: Sheet, staged: Staged, schemas: Schemas, staging: Staging) -> None:
        self.sheet = sheet
        self.staged = staged
        self.schemas = schemas
        self.staging = staging
        self.listed = sorted(staged.columns)
        self.fields = {c.number: c.field for c in sheet.columns}
        self.sure: list[str] = []
        self.values: list[str] = []
        self.kept: list[str] = []
        self.columns: dict[int, Stored] = {}
        for number in self.listed:
            self._read(number, self.fields.get(number))
        for field in sheet.type.fields:
            if field.key not in {
                f.key for n, f in self.fields.items() if f and n in staged.columns
            }:
                self.values.append(_blank(field))

    def table(self) -> SheetTable:
        """Runs it. Raises Unlike where it gives other rows than the file has."""
        connection = self.staging.connection
        name = self.staging.new_table()
        # A list of values would become a join, which does not keep the order of the rows.
        connection.execute("set disabled_optimizers = 'in_clause'")
        try:
            ((count,),) = connection.execute(f"create table {name} as {self.sql()}").fetchall()
        finally:
            connection.execute("reset disabled_optimizers")
        if count != self.staged.count or not self._proved(name):
            connection.execute(f"drop table {name}")
            raise Unlike
        line = "_line" if self.staged.line is None else f"(rowid + {self.staged.line})"
        return SheetTable(connection, name, count, line, self.columns)

    def _proved(self, name: str) -> bool:
        proof, still = self.staged.proof, self.staged.still
        if still is not None and not still():
            return False
        if proof is None:
            return True
        connection = self.staging.connection
        ((total,),) = connection.execute(f"select sum(_proof) from {name}").fetchall()
        return bool(total == proof.total)

    def sql(self) -> str:
        kinds = {n: f"'{k}'" if k else f"k{n}" for n, k in self.staged.columns.items()}
        raws = [there(kinds[n], f"c{n}") for n in self.listed]
        known = [f"c{n}" for n, field in self.fields.items() if field and n in self.staged.columns]
        visible = f"regexp_matches(concat({', '.join(known) or 'null'}), '[!-~]')"
        # What is said of a cell that is not there is NULL.
        sure = f"({' and '.join(self.sure) or 'true'}) is not false"
        held = f"({sure} and {self._valid()}) is not true"
        line = [] if self.staged.line is not None else ["line as _line"]
        odd = ["odd as _odd"] if self.staged.rereader else []
        if self.staged.proof:
            odd.append(f"{self.staged.proof.column} as _proof")
        if self.staged.rereader:
            held = f"(odd or {held})"
        shown = [
            f"case when {quoted(f.key)} is not null then to_json({quoted(f.key)})::varchar end"
            f" as {quoted(f.key)}"
            if f.type == "array"
            else quoted(f.key)
            for f in self.sheet.type.fields
        ]
        cells = [
            f"case when _held then to_json([{', '.join(raws) or 'null::varchar'}])::varchar end"
            " as _cells",
            "null::varchar as _kinds",
            f"case when _held then not {visible} else false end as _void",
        ]
        return (
            f"select {', '.join([*line, *shown, *self.kept, *cells, *odd])} from ("
            f" select *, {held} as _held from ("
            f" select {', '.join([*self.values, '*'])} from {self.staged.table}))"
        )

    def _valid(self) -> str:
        kinds: dict[str, SqlKind] = {
            field.key: "day" if field.format == "date" else _KINDS[field.type]
            for field in self.fields.values()
            if field
        }
        return predicate(self.sheet.type.schema, kinds, self.schemas.documents)

    def _read(self, number: int, field: Field | None) -> None:
        """Notes how column `number` is read, and what is kept of its raw texts."""
        raw, kind = f"c{number}", self.staged.columns[number]
        at = self.listed.index(number)
        if kind is None:
            self.kept.append(f"k{number} as _k{number}")
        if field is None:
            shown = there(f"'{kind}'" if kind else f"k{number}", raw)
            self.kept.append(f"{shown} as _{raw}")
            self.columns[number] = Stored(number, None, at, kind, f"_{raw}")
            return
        kinds = _READ_SURELY if kind is None else (kind,)
        point = self.sheet.decimal_point
        typed = quoted(field.key)
        plain = self.staged.plain
        read = {
            k: r
            for k in kinds
            if (r := surely(field, k, raw, typed, decimal_point=point, plain=plain))
        }
        if not read:
            self.values.append(_blank(field))
            self.sure.append(f"{raw} is null")
            self.columns[number] = Stored(number, field, at, kind, None)
            return
        value = self._by_kind(number, {k: r.value for k, r in read.items()}, "null")
        sure = self._by_kind(number, {k: r.sure for k, r in read.items()}, f"{raw} is null")
        self.values.append(f"{value} as {typed}")
        self.sure.append(f"({sure})")
        told = typed
        if field.format == "date" or field.type == "integer":
            told += "::varchar"  # what is sure reads back as it was
        elif field.type in ("number", "array"):
            self.kept.append(f"{raw} as _{raw}")
            told = f"_{raw}"
        self.columns[number] = Stored(number, field, at, kind, told)

    def _by_kind(self, number: int, said: Mapping[Kind, str], otherwise: str) -> str:
        if self.staged.columns[number] is not None:
            (only,) = said.values()
            return only
        cases = " ".join(f"when '{kind}' then {each}" for kind, each in said.items())
        return f"case k{number} {cases} else {otherwise} end"


def _blank(field: Field) -> str:
    kind = "VARCHAR[]" if field.type == "array" else stored(field)
    return f"null::{kind} as {quoted(field.key)}"
