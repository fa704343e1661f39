"""What each table holds, and each of its columns, for people who ask with SQL."""

from __future__ import annotations

from collections.abc import Mapping

from toolkit.schemas import Schemas
from toolkit.sqltext import literal, quoted

_READ = {
    "value": "Its value in base units; percent stays percent",
    "value_high": "The upper end of a range",
    "decimals": "How far it is known, as in XBRL: -9 means to the nearest billion",
    "decimals_high": "The same of the upper end, where it differs",
    "unit": "ISO 4217, percent, percentage_point, basis_point, multiple; blank for a count",
    "of": "What is counted",
    "unit_candidates": "The currencies it can be, where the sentence cannot decide",
    "qualifier": "How the words beside it open it",
    "direction": "up or down, of a change",
    "per": "Per what: share, tonne, year",
    "vague": "Whether it names a size and no amount",
    "fraction": "As 1/3, of a fraction",
    "converted_from": "The amount that it restates, as printed",
    "alt_values": "Its other readings",
    "outside": "Whether the value is too large or too fine for a number here; then it is blank",
}
_FINDING = {
    "code": "The rule",
    "severity": "error, warning or note",
    "type": "The record type",
    "record": "The record's id",
    "field": "The field",
    "file": "The file, below the dossier",
    "sheet": "The sheet; blank outside workbooks",
    "cell": "The cell; blank outside workbooks",
    "line": "The line; blank in workbooks",
    "value": "What was found there",
    "message": "What is wrong",
    "fix": "How to mend it",
    "related": "Other records or places that it concerns",
    "fingerprint": "A short hash, by which a waiver can name it",
}

ABOUT: dict[str, tuple[str, dict[str, str]]] = {
    "rows": (
        "Every record: where it was typed",
        {
            "_row": "The record's number, unique in the dossier",
            "type": "Its record type",
            "id": "Its id, or its key's parts with / between them",
            "file": "The file, below the dossier",
            "sheet": "The sheet; blank outside workbooks",
            "line": "The row of the sheet, or the line of the file",
            "_sheet": "The sheet's number",
        },
    ),
    "cells": (
        "Every cell as typed",
        {
            "type": "The record type",
            "row": "The record's number: _row of its table",
            "field": "The field, or the heading where no field is called so",
            "file": "The file, below the dossier",
            "sheet": "The sheet; blank outside workbooks",
            "cell": "The cell, as F12; blank outside workbooks",
            "line": "The row of the sheet, or the line of the file",
            "kind": "What was typed: text, number, percent, date, boolean, error, uncached …",
            "raw": "The text of the cell, as typed",
        },
    ),
    "places": (
        "Which column of a sheet holds which field",
        {
            "_sheet": "The sheet's number",
            "field": "The field",
            "letter": "Its column; where the sheet has none, the next free one",
        },
    ),
    "proposed_ids": (
        "An id for each fact that has none yet",
        {
            "_row": "The fact",
            "id": "The next of its source, which no fact ever had",
        },
    ),
    "keys": (
        "What identifies each record",
        {
            "type": "The record type",
            "_row": "The record's number",
            "field": "The field that the key stands in, or begins in",
            "title": "That field's title",
            "key": "The key",
        },
    ),
    "ids": (
        "Every id that a record can refer to",
        {"type": "The record type", "id": "The id", "_row": "The record's number"},
    ),
    "links": (
        "Every reference from one record to another",
        {
            "_row": "The number of the record that refers",
            "field": "The field that refers",
            "title": "That field's title",
            "value": "The id it refers to",
            "target": "The record type it refers to",
            "sheet": "That type's sheet",
        },
    ),
    "findings": ("What checking found", _FINDING),
    "settings": (
        "What factpack.toml says, one row",
        {
            "title": "What the packs are headed with",
            "date": "The pack's date; where none is set, the newest publication's",
            "base_currency": "The currency of the pack",
            "open_figures": "How many figures may be open; blank means any number",
            "stale_price_days": "The days after which a price is stale",
            "price_concepts": "Concepts that are prices; those under them are too",
        },
    ),
    "unit_words": (
        "Words that people type in place of a unit's own",
        {"word": "The word", "unit": "The unit that is meant"},
    ),
    "name_fields": (
        "Fields that name something, in which odd characters are looked for",
        {"field": "The field"},
    ),
    "languages": (
        "Languages in which factpack reads numbers, with words that rules look for beside them",
        {
            "code": "The code",
            "planned": "Words for what is not done yet; like all here, a regular expression",
            "heard": "Words for what nobody stands to by name",
            "adjusted": "Words for a profit other than the reported one",
            "compared": "Words for a change other than over a year",
            "loss": "Words for a loss",
            "gain": "Words for a profit",
            "former": "What stands before a value that was",
            "instead": "What stands before a value that another takes the place of",
            "reached": "What stands before the value that was reached",
            "against": "Words before what a value is only held against",
            "foreseen": "Words for measuring by a plan",
            "changed_by": "What stands before the amount of a change",
            "by_to": "What stands on both sides of it, parted by ·",
            "changed": "What stands behind the amount of a change",
            "about": "Words between those and the amount",
            "joins": "Words that open another part of a sentence",
            "yearly": "Words for a whole year",
            "within": "Words between an amount and the period that it is of",
            "formerly": "Words for what was said before and holds no more",
            "outlook": "Words for what somebody expects or expected",
            "measured": "Words that open how a change is measured",
            "being": "Words between an amount and what it is called",
            "awaited": "What stands before a value that others had expected",
            "awaiting": "What stands behind it",
            "year_ago": "What stands behind a value of the year before",
            "year_ago_led": "What stands before it",
        },
    ),
    "growths": (
        "Concepts of facts that are the growth of another",
        {"concept": "The growth", "level": "What grows"},
    ),
    "currencies": ("Currencies in use, ISO 4217", {"code": "The code"}),
    "texts": (
        "Each source's frozen text, as found",
        {
            "_row": "The source's number: _row of sources",
            "source": "The source",
            "file": "Its file, below sources/",
            "characters": "How many characters the text has",
            "sha256": "The hash of the file as it is now",
            "language": "The language it is read in",
            "read": "Whether factpack reads numbers in that language",
            "problem": "Why there is no text: missing, empty, not_utf8, too_large …",
            "says": "The same in words",
            "hint": "How to mend it",
            "original_sha256": "The hash that the document it was taken from has now",
        },
    ),
    "figures": (
        "Every number standing in a source's text, and how it is read",
        {
            "source": "The source",
            "n": "Which of its figures, from 1",
            "kind": "quantity, year, date, time, duration, ordinal, name, reference, ambiguous; "
            "running: in a line that the pages of the source repeat",
            "printed": "The figure as printed",
            "start": "Where it begins in the text, from 0",
            "end": "The character after its last",
            **_READ,
            "day": "Of a date: the day of the month",
            "month": "Of a date: the month",
            "year": "Of a date or year: the year",
            "doubtful": "Whether day and month could change places",
            "months": "Of a third quarter or nine months: how many months that is",
            "sentence": "The sentence it stands in",
            "sentence_start": "Where that begins in the text",
            "covered_by": "The facts that annotate it; not those proposed and read by nobody yet",
            "proposed_by": "The facts that only propose to annotate it",
            "rejected_by": "The facts about it that were rejected",
            "waived": "Whether no fact need annotate it: it is waived, or one was rejected by name",
        },
    ),
    "marked": (
        "The words around each figure that a fact annotates; not of facts that are only proposed",
        {
            "_row": "The fact's number: _row of facts",
            "source": "The source",
            "n": "Which of its figures: n of figures",
            "printed": "The figure as printed",
            "start": "Where it begins in the text, from 0",
            "end": "The character after its last",
            "kind": "As in figures",
            "value": "The amount in base units",
            "unit": "Its unit",
            "direction": "up or down, where the words say so",
            "sentence": "The sentence it stands in",
            "sentence_start": "Where that begins in the text",
            "before": "What of the sentence stands before it",
            "after": "What stands behind it",
            "language": "The language of the fact, or of its source, without its country",
        },
    ),
    "readings": (
        "What factpack reads in a fact's quote: the figure that the fact speaks of",
        {
            "_row": "The fact's number: _row of facts",
            "language": "The language it is read in",
            "chosen_by": "How the figure was told from others: printed, value, only, alone (the"
            " printed number without its quote); blank where none is found",
            "printed_there": "Whether the printed number stands in the quote",
            "in_quote": "How many amounts the quote holds",
            "listed": "Those amounts, each with its value",
            "kind": "As in figures",
            "printed": "The figure as the quote prints it",
            "start": "Where it begins in the quote, from 0",
            "end": "The character after its last",
            **_READ,
            "accepts": "Every value that the words bear",
            "source_qualifier": "How the figure is opened where it stands in the source",
        },
    ),
    "period_words": (
        "What a fact's quote prints of time, of facts with a number or a printed period",
        {
            "_row": "The fact's number: _row of facts",
            "kind": "date or year",
            "printed": "As printed",
            "day": "The day of the month",
            "month": "The month",
            "year": "The year",
            "months": "How many months it spans, of a quarter, a half or first nine months",
        },
    ),
    "speakers": (
        "Of facts with a speaker, or that are no actuals: who speaks in the source",
        {
            "_row": "The fact's number: _row of facts",
            "named": "Whether the source names the person that the fact gives",
            "other": "Somebody else who speaks in the sentence of the quote",
        },
    ),
    "strangers": (
        "Facts whose entity their source or their sentence does not name, while it names another",
        {
            "_row": "The fact's number: _row of facts",
            "other": "The entity that it names",
            "named": "Whether the source names the fact's own entity elsewhere",
        },
    ),
    "waiver_uses": (
        "How many findings each waiver silences",
        {"_row": "The waiver's number: _row of waivers", "findings": "How many"},
    ),
    "waived_findings": (
        "Findings that a waiver accepts",
        {
            **_FINDING,
            "by": "Who accepted it",
            "why": "The reason",
            "until": "The last day the waiver holds",
        },
    ),
}


def _described() -> dict[str, tuple[str, dict[str, str]]]:
    """Those beside the record types, with what anchors and agreement say of their own."""
    from toolkit.agreement import TABLES
    from toolkit.anchors.table import COLUMNS

    anchors = {name: says for name, (_, says) in COLUMNS.items()}
    comment = "Where each fact's quote stands in its source, or what is wrong with it"
    compared = {
        name: (table.about, {column: says for column, (_, says) in table.columns.items()})
        for name, table in TABLES.items()
    }
    return ABOUT | {"anchors": (comment, anchors)} | compared


def told(schemas: Schemas) -> dict[str, tuple[str, dict[str, str]]]:
    """Of every table: what it holds, and each of its columns."""
    records = {
        each.name: (
            each.description,
            {"_row": "The record's number, unique in the dossier"}
            | {field.key: field.description for field in each.fields},
        )
        for each in schemas.types.values()
    }
    return records | _described()


def comments(kind: str, name: str, comment: str, columns: Mapping[str, str]) -> str:
    """The SQL that writes what a table or view, and each of its columns, holds."""
    said = [f"comment on {kind} {quoted(name)} is {literal(comment)};"]
    said += [
        f"comment on column {quoted(name)}.{quoted(column)} is {literal(says)};"
        for column, says in columns.items()
    ]
    return "\n".join(said)
