"""A long query's rows as CSV, written by DuckDB; what is unusual by `csvfile`, byte for byte."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from toolkit.arrow.texts import numbered_texts
from toolkit.guarding import guarded
from toolkit.ooxml.sheets.rows import BLANKS, TRIGGERS
from toolkit.pack.rows import csvfile
from toolkit.pack.rows.bulk import in_order
from toolkit.pack.rows.rowsql import in_full
from toolkit.pack.rows.textsql import holds, perhaps_risky
from toolkit.sqltext import literal, quoted

if TYPE_CHECKING:
    from toolkit.database import Database

_CHUNK = 40_960  # rows built at a time
_REPEATED = 20  # rows of a text, on average, from which each text is looked at only once
_GUARDED = rf"(^|[\n\r;\t])[{BLANKS}]*'*[{TRIGGERS}]"  # what `guarded` may change
_APOSTROPHE, _BREAKS = "'", "\n\t;"
_KINDS: dict[str, Callable[[str, str], str]] = {
    r"DECIMAL\(\d+,\d+\)": in_full,
    r"U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)|BOOLEAN|DATE": lambda name, _: f"{name}::varchar",
    r"VARCHAR": lambda name, _: name,
    r"VARCHAR\[\]": lambda name, _: f"array_to_string({name}, '; ')",
}


class _Field(NamedTuple):
    """One column: what it says as SQL, whether that is text, what must be asked of each row."""

    says: str
    is_text: bool
    quoted: bool = True  # whether any needs quotation marks
    unusual: str = ""  # the test for what is written by hand


def write_long_csv(
    out: BinaryIO,
    database: Database,
    table: str,
    columns: Sequence[str],
    types: Sequence[str],
    *,
    bom: bool,
) -> tuple[tuple[int, str], ...] | None:
    """What `write_csv` writes for the rows of `table` in the order in which they were put in.

    None where a column is of a kind that SQL cannot write the same way.
    """
    fields = [_field(name, kind) for name, kind in zip(columns, types, strict=True)]
    known = [field for field in fields if field is not None]
    if len(known) < max(len(fields), 2):  # a blank line of one column stands in quotation marks
        return None
    known = _looked_at(database, table, known)
    line = ", ',', ".join(map(_written, known))
    unusual = " or ".join(f"coalesce({one.unusual}, false)" for one in known if one.unusual)
    names = ", ".join(map(quoted, columns))
    out.write(csvfile.BOM if bom else b"")
    out.write(csvfile.line(list(map(guarded, columns))))
    changed: list[tuple[int, str]] = []
    _, ((count,),) = database.fetch(f"select count(*) from {quoted(table)}")
    for start in range(0, count, _CHUNK):
        stop = min(start + _CHUNK, count)
        part = f"from {quoted(table)} where rowid between {start} and {stop - 1}"
        by_hand: dict[int, bytes] = {}
        if unusual:
            _, held = database.fetch(f"select rowid, {names} {part} and ({unusual}) order by 1")
            for number, *row in held:
                values, safe = csvfile.fields(columns, row)
                by_hand[number] = csvfile.line(values)
                changed += [(number + 1, column) for column in safe]
        batches = numbered_texts(database.stream(f"select rowid, concat({line}, chr(10)) {part}"))
        out.writelines(in_order(batches, range(start, stop), by_hand))
    return tuple(changed)


def _field(name: str, kind: str) -> _Field | None:
    for pattern, says in _KINDS.items():
        if re.fullmatch(pattern, kind):
            unusual = ""
            if kind == "DATE":  # Python's end there, or are written with more or fewer digits
                unusual = f"{quoted(name)} not between date '1000-01-01' and date '9999-12-31'"
            return _Field(says(quoted(name), kind), "VARCHAR" in kind, False, unusual)
    return None


def _looked_at(database: Database, table: str, fields: Sequence[_Field]) -> list[_Field]:
    """The fields with what their texts hold: many a column needs no look at each row."""
    texts = [field for field in fields if field.is_text]
    if not texts:
        return list(fields)
    counts = ", ".join(f"approx_count_distinct({field.says})" for field in texts)
    _, ((count, *different),) = database.fetch(f"select count(*), {counts} from {quoted(table)}")
    looked: dict[str, _Field] = {}
    for field, number in zip(texts, different, strict=True):
        distinct = "distinct" if number * _REPEATED <= count else ""
        tests = (_quotable("says"), f"coalesce(bool_or({_unusual('says')}), false)")
        _, ((marks, by_hand),) = database.fetch(
            f"select coalesce(bool_or({tests[0]}), false), {tests[1]}"
            f" from (select {distinct} {field.says} as says from {quoted(table)})"
        )
        unusual = _unusual(field.says) if by_hand else ""
        looked[field.says] = field._replace(quoted=marks, unusual=unusual)
    return [looked.get(field.says, field) for field in fields]


def _quotable(text: str) -> str:
    return holds(text, ',"\n')


def _unusual(text: str) -> str:
    """What may be guarded, and a carriage return, of which versions of Python think differently."""
    begins = f"({perhaps_risky(text)} or ord({text}) = {ord(_APOSTROPHE)})"
    perhaps = f"({begins} or {holds(text, _BREAKS)})"
    matches = f"regexp_matches({text}, {literal(_GUARDED)})"
    return f"({holds(text, chr(13))} or case when {perhaps} then {matches} else false end)"


def _written(field: _Field) -> str:
    if not field.quoted:
        return field.says
    whole = f"'\"' || replace({field.says}, '\"', '\"\"') || '\"'"
    return f"if({_quotable(field.says)}, {whole}, {field.says})"
