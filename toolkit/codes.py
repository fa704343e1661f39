"""The faults that reading and schemas find: code, name, severity, what it says, how to mend it."""

from __future__ import annotations

from typing import Literal, NamedTuple

Severity = Literal["error", "warning", "note"]


class Rule(NamedTuple):
    """One thing factpack can find. `says` and `fix` are filled from the finding's own values."""

    code: str
    name: str
    severity: Severity
    says: str
    fix: str
    why: str = ""
    needs: tuple[str, ...] = ()  # the record types without which it makes no sense
    rows: tuple[str, ...] = ()  # tables: while one of them is empty, it finds nothing
    sql: str = ""
    after: str = ""  # "waivers": it runs once they are applied
    bad: str = ""  # a record that it finds, and one that it does not, in a line each
    good: str = ""


def _rules(*rules: Rule) -> dict[str, Rule]:
    return {rule.code: rule for rule in rules}


READING = _rules(
    Rule(
        "FIL001",
        "unreadable-file",
        "error",
        "this file cannot be read: {problem}",
        "{hint}",
    ),
    Rule(
        "FIL003",
        "empty",
        "note",
        "there are no records here",
        "add records under the headings, or take it out of facts/",
    ),
    Rule(
        "FIL004",
        "ignored-file",
        "note",
        "{problem}; the file is not read",
        "{hint}",
    ),
    Rule(
        "FIL005",
        "no-files",
        "warning",
        "the dossier has no facts yet: there is no .xlsx, .csv or .jsonl file in facts/",
        "put the analysts' workbook there",
    ),
    Rule(
        "FIL006",
        "checked-alone",
        "note",
        "checked alone, {missing}",
        "check it inside its dossier, as facts/{file}",
    ),
    Rule(
        "SET001",
        "unknown-setting",
        "warning",
        "factpack.toml has no setting '{key}'; it does nothing",
        "use one of {known}",
    ),
    Rule(
        "RUL001",
        "faulty-rule",
        "error",
        "the dossier's own rule {rule} cannot be run: {problem}",
        "{hint}",
    ),
    Rule(
        "RUL002",
        "taken-code",
        "error",
        "the dossier's own rule {rule} has the code {code}, which is {whose}; it is not run",
        "give it a code of its own, as OWN001",
    ),
    Rule(
        "SHT001",
        "unknown-sheet",
        "note",
        "this sheet is named for no record type, so it is not read",
        "nothing, if the sheet is for yourself; else name it one of {expected}",
    ),
    Rule(
        "SHT002",
        "hidden",
        "note",
        "{what}; factpack reads it all the same",
        "unhide it, or delete what should not count",
    ),
    Rule(
        "SHT003",
        "merged-cells",
        "error",
        "cells {range} are merged, so it is unclear which records the text belongs to",
        "unmerge them and write the text into each cell that it belongs to",
    ),
    Rule(
        "SHT004",
        "no-heading-row",
        "error",
        "no row of this sheet holds its headings; expected at least {expected}",
        "put the headings in one row above the records",
    ),
    Rule(
        "SHT005",
        "duplicate-heading",
        "error",
        "the heading '{heading}' stands twice, in {first} and in {second}",
        "rename or delete one of the two columns; the first is read until then",
    ),
    Rule(
        "SHT006",
        "unknown-column",
        "warning",
        "no field is called '{heading}'; the column is kept but not checked{nearest}",
        "use a field's own title, or leave the column if it is for yourself",
    ),
    Rule(
        "SHT007",
        "missing-column",
        "error",
        "there is no column '{title}', which every record needs ({count} here)",
        "add a column headed '{title}': {description}",
    ),
    Rule(
        "SHT008",
        "value-without-heading",
        "warning",
        "'{value}' stands in a column that has no heading",
        "give the column a heading, or clear the cell",
    ),
    Rule(
        "SHT009",
        "misplaced-cells",
        "error",
        "{problem}",
        "open the file in Excel and save it anew, then check again",
    ),
    Rule(
        "SHT010",
        "older-workbook",
        "note",
        "the workbook was made {by}; {what}",
        "{advice}",
    ),
    Rule(
        "SHT011",
        "unread-records",
        "error",
        "this sheet has the headings of {type}, but not its name, so its records are not read",
        "name it {type}; if it is for yourself, put the records into a sheet {type} too",
    ),
    Rule(
        "CEL001",
        "error-value",
        "error",
        "the cell shows {value} instead of a value",
        "mend the formula, or type the value",
    ),
    Rule(
        "CEL002",
        "formula-without-value",
        "error",
        "the formula {value} was saved without its result, so there is nothing to read",
        "open the file in Excel and save it, or type the value",
    ),
    Rule(
        "CEL003",
        "impossible-date",
        "error",
        "the cell is formatted as a date, but the number {value} names no day",
        "type the date, as 2025-09-12",
    ),
    Rule(
        "CEL005",
        "too-many-digits",
        "warning",
        "{value} has more than 15 digits, and a spreadsheet keeps only 15",
        "type it as text if it is an identifier; else round it",
    ),
    Rule(
        "CSV001",
        "ragged-row",
        "error",
        "the row has {found} cells where the headings are {expected}",
        "quote the cell that holds a separator or a line break, or give each heading its cell",
    ),
    Rule(
        "CSV002",
        "encoding",
        "note",
        "the file is not UTF-8; it was read as {encoding}",
        "save it as UTF-8 (Excel: 'CSV UTF-8') so that every letter is certain",
    ),
    Rule(
        "JSL001",
        "bad-line",
        "error",
        "the line is no record: {problem}; it begins {value!r}",
        'write one JSON object a line, as {{"id": "F-001", "value": 84}}',
    ),
)

SCHEMA = _rules(
    Rule("SCH001", "missing", "error", "{title} is missing", "give {title}: {description}"),
    Rule(
        "SCH002",
        "wrong-type",
        "error",
        "{title} is {value!r}, which is not {expected}",
        "{advice}",
    ),
    Rule(
        "SCH003",
        "not-in-list",
        "error",
        "{title} is {value!r}, which is not one of {expected}",
        "{advice}",
    ),
    Rule(
        "SCH004",
        "out-of-range",
        "error",
        "{title} is {value}, which is {problem}",
        "{advice}",
    ),
    Rule(
        "SCH005",
        "malformed",
        "error",
        "{title} is {value!r}, which does not read as {expected}",
        "{advice}",
    ),
    Rule(
        "SCH006",
        "ambiguous",
        "error",
        "{title} is {value!r}, which can be read as {first} or as {second}",
        "type it so that it can be read only one way: {advice}",
    ),
    Rule(
        "SCH007",
        "none-of",
        "error",
        "the record has none of {expected}",
        "give one of them",
    ),
    Rule(
        "SCH008",
        "not-allowed",
        "error",
        "{title} is {value!r}: {problem}",
        "{advice}",
    ),
    Rule(
        "SCH009",
        "to-be-completed",
        "note",
        "only proposed, and still without {titles}",
        "read it in its source, complete it and set its status, or reject it",
    ),
)
