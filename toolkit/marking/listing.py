"""Findings as rows: the sheet of a marked workbook, and the CSV file beside other files."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Sequence

from toolkit.dossier import data_folder
from toolkit.findings import Finding
from toolkit.guarding import guarded
from toolkit.marking.signs import SHEET
from toolkit.ooxml.editing.newsheet import Linked, NewColumn, NewSheet, Value
from toolkit.ooxml.sheets.address import quoted_name
from toolkit.schemas import load_schemas

_COLUMNS = (
    NewColumn("Severity", 10),
    NewColumn("Code", 9),
    NewColumn("Place", 18),
    NewColumn("Record", 18),
    NewColumn("Field", 14),
    NewColumn("Value", 24),
    NewColumn("Message", 60),
    NewColumn("To mend it", 50),
)
_FILLS = {"error": "FFF8C0C0", "warning": "FFF8E898", "note": "FFC0E0F8"}
_TAB = "FFC00000"
HEAD = b"\xef\xbb\xbf" + ",".join(column.heading for column in _COLUMNS).encode() + b"\r\n"
"""What each list begins with, by which it is known again."""


def findings_sheet(findings: Sequence[Finding], sheets: Collection[str]) -> NewSheet:
    """The sheet that lists every finding of one workbook, with links to its `sheets`."""
    rows: list[Sequence[Value]] = [
        (
            one.severity,
            one.code,
            _place(one, sheets),
            one.record,
            _field(one),
            one.value,
            one.message,
            one.fix,
        )
        for one in findings
    ]
    looks = {(at, 0): _FILLS[one.severity] for at, one in enumerate(findings)}
    if not rows:
        rows = [("", "", "", "", "", "", "nothing to mend in this file", "")]
    return NewSheet(SHEET, _COLUMNS, rows, colour=_TAB, looks=looks)


def _field(one: Finding) -> str | None:
    """The field as its heading calls it: Known to nearest, and not decimals."""
    types = load_schemas(data_folder("schemas")).types
    fields = types[one.type].fields if one.type is not None and one.type in types else ()
    return next((field.title for field in fields if field.key == one.field), one.field)


def _place(one: Finding, sheets: Collection[str]) -> Value:
    if one.sheet is None:
        return one.file
    shown = f"{one.sheet}!{one.cell}" if one.cell else one.sheet
    if one.sheet not in sheets:
        return shown
    return Linked(shown, f"{quoted_name(one.sheet)}!{one.cell or 'A1'}")


def as_csv(findings: Sequence[Finding]) -> bytes:
    """The same as a CSV file that Excel opens: UTF-8 with its mark, no text a formula."""
    out = io.StringIO(newline="")
    written = csv.writer(out, lineterminator="\r\n")
    for one in findings:
        row = (
            one.severity,
            one.code,
            one.place,
            one.record,
            _field(one),
            one.value,
            one.message,
            one.fix,
        )
        written.writerow([guarded(each or "") for each in row])
    return HEAD + out.getvalue().encode("utf-8", "replace")
