"""Holds each record against its JSON Schema, and says each fault in the words of the field.

The meaning is that of jsonschema (draft 2020-12, formats asserted); only the words are ours.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from toolkit.codes import READING, SCHEMA, Rule
from toolkit.findings import Finding, finding
from toolkit.records.judging import Judge
from toolkit.records.sheets import Column, Sheet
from toolkit.records.values import (
    CUT_SHORT,
    Doubt,
    as_typed,
    is_cut_short,
    read_amount,
    read_cell,
    shortened,
    trim,
)
from toolkit.schemas import RecordType, Schemas

_UNREAD = object()
_MANY = 5_000  # records from which one predicate in SQL is faster than judging each

RULES: Mapping[str, Rule] = READING | SCHEMA


@dataclass(frozen=True, slots=True)
class Typed:
    """The records of one sheet with every value typed, and what was found on the way.

    `values` has a list for each field of the record type, a value a record: str, Decimal, int,
    date or list, and None where the cell is blank or holds nothing that converts exactly.
    """

    sheet: Sheet
    values: Mapping[str, Sequence[Any]]
    findings: tuple[Finding, ...]

    def kept(self, keep: Callable[[Mapping[str, Any]], bool]) -> Typed:
        """The records that `keep` holds for, with what was found in them and in the sheet."""
        stay = [
            n
            for n in range(len(self.sheet.lines))
            if keep({key: column[n] for key, column in self.values.items()})
        ]
        columns = (c._replace(cells=tuple(c.cells[n] for n in stay)) for c in self.sheet.columns)
        lines = tuple(self.sheet.lines[n] for n in stay)
        gone = set(self.sheet.lines) - set(lines)
        return Typed(
            replace(self.sheet, lines=lines, columns=tuple(columns), table=None),
            {key: tuple(column[n] for n in stay) for key, column in self.values.items()},
            tuple(one for one in self.findings if _line(one) not in gone),
        )

    def besides(self, ids: Container[tuple[str, str]]) -> Typed:
        """The records whose (type, id) is not among `ids`."""
        name = self.sheet.type.name
        return self.kept(lambda record: (name, record.get("id")) not in ids)

    def defaulting(self, name: str, key: str, default: Any) -> Typed:
        """The same records, where they are of the type `name` with `default` for a blank `key`."""
        if self.sheet.type.name != name or default is None:
            return self
        if self.sheet.table is not None:
            self.sheet.table.fill(key, default)
            return self
        filled = tuple(default if value is None else value for value in self.values[key])
        return replace(self, values=dict(self.values) | {key: filled})

    def forgetting(self, target: str, ids: Container[str]) -> Typed:
        """The same records without their references to the records `ids` of the type `target`."""
        values = dict(self.values)
        for field in self.sheet.type.fields:
            if field.references == target:
                values[field.key] = tuple(_less(value, ids) for value in values[field.key])
        return replace(self, values=values, sheet=replace(self.sheet, table=None))


def _line(one: Finding) -> int | None:
    """The row or line that a finding is of."""
    if one.cell is None:
        return one.line
    digits = re.sub("[^0-9]", "", one.cell.partition(":")[0])
    return int(digits) if digits else None


def _less(value: Any, ids: Container[str]) -> Any:
    if isinstance(value, list):
        return [one for one in value if one not in ids]
    return None if value in ids else value


def validate(sheet: Sheet, schemas: Schemas, languages: Mapping[str, str] | None = None) -> Typed:
    """Every value of `sheet` typed, and every fault of every record.

    `languages` are those of the sources, by id: an amount typed as it is said, "3,2 Mrd.", is read
    in the language of its record, else of its source, else where every language agrees.
    """
    found = examined(sheet, schemas, languages or {})
    findings = (*of_sheet(sheet), *found.doubts, *missing_columns(sheet), *found.faults)
    return Typed(sheet, {key: tuple(v) for key, v in found.values.items()}, findings)


class Examined(NamedTuple):
    """Records with every value typed, and what was found in them."""

    values: dict[str, list[Any]]
    doubts: list[Finding]  # column by column
    faults: list[Finding]  # what the schema says, record by record


def examined(sheet: Sheet, schemas: Schemas, languages: Mapping[str, str]) -> Examined:
    """Every value of `sheet` typed, and every doubt and fault of its records."""
    given = {column.field.key: column for column in sheet.columns if column.field}
    values: dict[str, list[Any]] = {f.key: [None] * len(sheet.lines) for f in sheet.type.fields}
    doubts: list[tuple[int, Column, Doubt]] = []
    for key, column in given.items():
        values[key], doubted = _typed(column, sheet.decimal_point)
        doubts += [(index, column, doubt) for index, doubt in doubted]
    doubts = list(_after_words(values, doubts, languages))
    told = [_doubt(sheet, values, *doubted) for doubted in doubts]
    at = {
        (index, column.field.key)
        for index, column, doubt in doubts
        if column.field and doubt.code != CUT_SHORT.code  # of which the value stays
    }
    return Examined(values, told, list(_schema_faults(sheet, values, at, schemas)))


def _typed(column: Column, decimal_point: bool) -> tuple[list[Any], list[tuple[int, Doubt]]]:
    """A column's values, each distinct cell read once, and the doubts by record."""
    assert column.field is not None
    read: dict[Any, Any] = {None: None}
    values: list[Any] = []
    doubts: list[tuple[int, Doubt]] = []
    for index, cell in enumerate(column.cells):
        value = read.get(cell, _UNREAD)
        if value is _UNREAD:
            assert cell is not None
            value = read[cell] = read_cell(cell, column.field, decimal_point=decimal_point)
        if type(value) is Doubt:
            doubts.append((index, value))
            value = None
        elif cell is not None and not decimal_point and is_cut_short(cell, column.field):
            doubts.append((index, CUT_SHORT))
        values.append(value)
    return values, doubts


def _after_words(
    values: dict[str, list[Any]],
    doubts: Iterable[tuple[int, Column, Doubt]],
    languages: Mapping[str, str],
) -> Iterator[tuple[int, Column, Doubt]]:
    """The doubts that stay once amounts in words have been read into `values`."""
    for index, column, doubt in doubts:
        cell, field = column.cells[index], column.field
        assert cell is not None and field is not None
        if field.type == "number" and cell.kind == "text" and doubt.code == "SCH002":
            said = {key: values[key][index] for key in ("language", "source") if key in values}
            language = said.get("language") or languages.get(said.get("source") or "")
            unit = values["unit"][index] if "unit" in values else None
            read = read_amount(cell.raw, field, (language,) if language else (), unit)
            if isinstance(read, Doubt):
                doubt = read
            elif read is not None:
                values[field.key][index] = read
                continue
        yield index, column, doubt


def source_languages(sheets: Iterable[Sheet]) -> dict[str, str]:
    """The language of each source, by its id; of two with one id the first's."""
    found: dict[str, str] = {}
    for sheet in sheets:
        if sheet.type.name == "sources":
            columns = {column.field.key: column.cells for column in sheet.columns if column.field}
            pairs = zip(columns.get("id", ()), columns.get("language", ()), strict=False)
            for id, language in pairs:
                if id is not None and language is not None:
                    found.setdefault(trim(id.raw), trim(language.raw))
    return found


# -- what the reader and the conversion noticed ----------------------------------------------------


def of_sheet(sheet: Sheet) -> Iterator[Finding]:
    """What the reader remarked of the sheet."""
    for remark in sheet.remarks:
        yield finding(
            RULES[remark.code],
            remark.says,
            type=sheet.type.name,
            file=sheet.file,
            sheet=sheet.name,
            cell=remark.cell,
            line=remark.line,
            value=remark.says.get("value"),
        )


def _doubt(
    sheet: Sheet, values: Mapping[str, list[Any]], index: int, column: Column, doubt: Doubt
) -> Finding:
    cell, field = column.cells[index], column.field
    assert cell is not None and field is not None
    says = {"title": field.title, "value": shortened(cell.raw)} | doubt.says
    return _finding(sheet, values, index, field.key, RULES[doubt.code], says, cell.raw)


def missing_columns(sheet: Sheet) -> Iterator[Finding]:
    """A required field without a column is said once, beside the headings."""
    if not sheet.lines:
        return
    given = {column.field.key for column in sheet.columns if column.field}
    for field in sheet.type.fields:
        if field.required and field.key not in given:
            yield finding(
                RULES["SHT007"],
                {
                    "title": field.title,
                    "description": field.description,
                    "count": len(sheet.lines),
                },
                type=sheet.type.name,
                field=field.key,
                file=sheet.file,
                sheet=sheet.name,
                cell=sheet.place(field.key, sheet.header),
                line=max(sheet.header, 1),
            )


# -- what the schema says --------------------------------------------------------------------------


def _schema_faults(
    sheet: Sheet,
    values: dict[str, list[Any]],
    doubted: set[tuple[int, str]],
    schemas: Schemas,
) -> Iterator[Finding]:
    """Each schema error of each record as a finding; a number that is at fault becomes None."""
    judge = Judge(sheet.type, schemas)
    given = {column.field.key for column in sheet.columns if column.field}
    missing = {field.key for field in sheet.type.fields if field.required} - given
    for index in _to_judge(sheet, values, schemas):
        record = _instance(sheet.type, values, index)
        if judge.passes(record):
            continue
        excused = _is_called(sheet.type, "x-may-lack-fields", record)
        begun = _is_called(sheet.type, "x-to-be-completed", record)
        lacking: list[str] = []
        for key, code, says in _said(judge, sheet.type, record):
            if (index, key) in doubted or (code == "SCH001" and key in missing):
                continue  # said already: of the cell, or of the column
            if excused and code in ("SCH001", "SCH007"):
                continue
            if begun and code == "SCH001":
                lacking.append(key)
                continue
            value = record.get(key)
            typed = None if value is None else as_typed(value)
            yield _finding(sheet, values, index, key, RULES[code], says, typed)
            if isinstance(value, (Decimal, int)):
                values[key][index] = None
        if lacking:
            listed = ", ".join(field.title for field in sheet.type.fields if field.key in lacking)
            yield _finding(
                sheet, values, index, lacking[0], RULES["SCH009"], {"titles": listed}, None
            )


def _said(
    judge: Judge, record_type: RecordType, record: Mapping[str, Any]
) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """What is wrong with a record, each message once, as (field, code, what the message needs)."""
    from toolkit.records.faults import said  # most records have none

    known: set[tuple[str, str, str]] = set()
    for error in judge.errors(record):
        for key, code, says in said(error, record_type, record):
            message = (key, code, RULES[code].says.format_map(says))
            if message not in known:
                known.add(message)
                yield key, code, says


def _is_called(record_type: RecordType, keyword: str, record: Mapping[str, Any]) -> bool:
    """Whether the record is what the schema's keyword names: a rejected fact, a proposed one."""
    said = record_type.schema.get(keyword, {})
    return bool(said) and all(record.get(key) == value for key, value in said.items())


def _to_judge(sheet: Sheet, values: Mapping[str, list[Any]], schemas: Schemas) -> Sequence[int]:
    """The records to be judged one by one: of a large sheet, those that SQL holds back."""
    if len(sheet.lines) < _MANY:
        return range(len(sheet.lines))
    from toolkit.records.predicate import suspects

    kinds: Any = {field.key: field.type for field in sheet.type.fields}
    return suspects(sheet.type.schema, kinds, schemas.documents, values)


def _instance(
    record_type: RecordType, values: Mapping[str, list[Any]], index: int
) -> dict[str, Any]:
    """One record as JSON Schema sees it: blanks absent, dates as text."""
    record = {}
    for field in record_type.fields:
        value = values[field.key][index]
        if value is not None:
            record[field.key] = value.isoformat() if isinstance(value, date) else value
    return record


def _finding(
    sheet: Sheet,
    values: Mapping[str, list[Any]],
    index: int,
    key: str,
    rule: Rule,
    says: dict[str, Any],
    value: str | None,
) -> Finding:
    line = sheet.lines[index]
    return finding(
        rule,
        says,
        type=sheet.type.name,
        record=record_name(sheet.type, values, index),
        field=key or None,
        file=sheet.file,
        sheet=sheet.name,
        cell=sheet.place(key, line),
        line=line,
        value=value,
    )


def record_name(record_type: RecordType, values: Mapping[str, Any], index: int) -> str | None:
    """How a record is called: its id, or its key's parts with / between them."""
    parts = [values[key][index] for key in record_type.key]
    if record_type.name == "waivers":
        parts = [part for part in parts if part is not None]
    if not parts or any(part is None for part in parts):
        return None
    return "/".join(map(str, parts))
