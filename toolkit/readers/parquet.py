"""Parquet files: typed columns whose values are cells again, each exactly as it was stored.

DuckDB opens the file, so that a large one goes straight into the tables. What a cell's text is
follows the other readers: numbers in plain digits, days in ISO 8601, lists of texts as JSON.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import duckdb

from toolkit.engine import connect
from toolkit.readers.grid import Cell, Grid, Kind, Row, Staged
from toolkit.readers.rowfilling import fill
from toolkit.readers.staged import OPENING, Staging
from toolkit.readers.unchanged import LIMITS, Limits, looked_at, refuse, same_file
from toolkit.sqltext import file_literal, parquet_source, quoted

_WHOLE = re.compile(r"U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?")
_BYTES = 4 << 30  # of all texts together, as in a workbook
_AT_ONCE = 10_000
_MOST_DIGITS = 38  # of a decimal of DuckDB
_EXPORT_ANEW = "export it anew from the program that wrote it"


class _Column(NamedTuple):
    """How a column's values are cells: SQL of the raw text, and the kind."""

    name: str
    raw: str
    kind: Kind
    exact: bool = True  # whether `raw` is the text in every row; of doubles Python writes some
    heading: str = ""  # as the file has it, where `name` is DuckDB's


def read_parquet(
    path: Path, shown: str, limits: Limits = LIMITS, staging: Staging | None = None
) -> Grid:
    """One record a row, counted from 1; row 0 holds the names of the columns.

    `shown` is the file's name for people. A null or blank text is no cell; a double that is no
    number is an error's cell. With `staging`, the records of a large file are put there. Raises
    UnreadableFile where the file is torn or hostile, or a column holds what no cell can.
    """
    before = looked_at(path, shown, limits)
    source = parquet_source(path)
    large = staging is not None and before.st_size >= staging.least
    connection = staging.connection if staging is not None and large else connect()
    try:
        columns = _columns(connection, path, shown, limits)
        count = _checked(connection, source, columns, shown, limits)
        header = Row(
            0, {n: Cell("text", c.heading) for n, c in enumerate(columns, 1) if c.heading.strip()}
        )
        rows = _rows(connection, source, columns)
        if staging is not None and large and count >= staging.least:
            opening = (header, *islice(rows, OPENING))
            if staging.heading(shown, None, opening) is not None:
                staged = _staged(source, columns, count, connection)
                if staged is None:
                    staged = fill(_rows(connection, source, columns), staging)
                return Grid(shown, None, opening, decimal_point=True, staged=staged)
            return Grid(shown, None, opening, decimal_point=True)
        grid = Grid(shown, None, (header, *rows), decimal_point=True)
    except duckdb.Error as error:
        said = str(error).replace(str(path), shown).partition("\n")[0].partition(": ")[2][:120]
        refuse(
            shown, f"it is no whole Parquet file ({said or 'DuckDB cannot read it'})", _EXPORT_ANEW
        )
    finally:
        if not large:
            connection.close()
    if not same_file(before, path.stat()):
        refuse(shown, "it changed while it was read", "check again when it is written")
    return grid


def _columns(
    connection: duckdb.DuckDBPyConnection, path: Path, shown: str, limits: Limits
) -> list[_Column]:
    described = connection.execute(f"describe from {parquet_source(path)}").fetchall()
    if len(described) > limits.columns:
        refuse(
            shown,
            f"it has {len(described):,} columns, and at most {limits.columns:,} are read",
            "see that it is a table of records",
        )
    columns = []
    for (name, kind, *_), stored in zip(described, _stored(connection, path), strict=True):
        column = None if stored.digits > _MOST_DIGITS else _column(name, str(kind))
        if column is None:
            held = f"numbers of {stored.digits} digits" if stored.digits else str(kind)[:60]
            what = f"its column {stored.name[:60]!r} holds {held}, which no cell can"
            refuse(shown, what, "export it as text, numbers, days, or lists of texts")
        columns.append(column._replace(heading=stored.name))
    return columns


class _Stored(NamedTuple):
    """A column as the file has it: DuckDB renames one whose name comes twice, and makes a double
    of a decimal that is too long for it."""

    name: str
    digits: int  # of a decimal; 0 of all else


def _stored(connection: duckdb.DuckDBPyConnection, path: Path) -> Iterator[_Stored]:
    """The file's columns in their order, without what a nested one is made of."""
    elements = connection.execute(
        "select name, coalesce(precision, 0), coalesce(num_children, 0)"
        f" from parquet_schema({file_literal(path)})"
    ).fetchall()
    within = 0
    for name, digits, children in elements[1:]:
        if not within:
            yield _Stored(name, digits)
        within += children - bool(within)


def _column(name: str, kind: str) -> _Column | None:
    value = quoted(name)
    text = f"{value}::varchar"
    if kind in ("VARCHAR", "UUID", '"NULL"') or kind.startswith("ENUM("):
        return _Column(name, f"nullif({text}, '')", "text")
    if _WHOLE.fullmatch(kind):
        return _Column(name, text, "number")
    if kind.startswith("DECIMAL("):
        bare = text if kind.endswith(",0)") else f"rtrim(rtrim({text}, '0'), '.')"
        return _Column(name, bare, "number")
    if kind in ("DOUBLE", "FLOAT"):
        return _Column(name, f"regexp_replace({text}, '[.]0$', '')", "number", exact=False)
    if kind == "BOOLEAN":
        return _Column(name, text, "boolean")
    if kind == "DATE":
        return _Column(name, text, "date")
    if kind.startswith("TIMESTAMP") and "ZONE" not in kind:
        iso = f"replace({text}, ' ', 'T')"
        return _Column(name, f"regexp_replace({iso}, 'T00:00:00$', '')", "date")
    if kind == "VARCHAR[]":
        # Through JSON and back, so that the text is that of the other readers.
        return _Column(name, f"to_json({value})::varchar", "list", exact=False)
    return None


def _checked(
    connection: duckdb.DuckDBPyConnection,
    source: str,
    columns: Sequence[_Column],
    shown: str,
    limits: Limits,
) -> int:
    """How many rows there are, once it is sure that they, and their texts, are not too large."""
    ((count,),) = connection.execute(f"select count(*) from {source}").fetchall()
    if count * len(columns) > limits.cells * 2:
        what = f"it has {count * len(columns):,} cells, and at most {limits.cells * 2:,} are read"
        refuse(shown, what, "split it into several files, as facts-1 and facts-2")
    texts = [quoted(c.name) for c in columns if c.kind in ("text", "list")]
    if texts and count:
        sizes = [f"strlen({text}::varchar)" for text in texts]
        longest = ", ".join(f"coalesce(max({size}), 0)" for size in sizes)
        whole = " + ".join(f"coalesce(sum({size}), 0)" for size in sizes)
        ((most, total),) = connection.execute(
            f"select greatest({longest}, 0), {whole} from {source}"
        ).fetchall()
        if most > limits.field_chars or total > _BYTES:
            what = f"it has a text of {most:,} bytes, and {total:,} in all, more than a table has"
            refuse(shown, what, _EXPORT_ANEW)
    return int(count)


def _rows(
    connection: duckdb.DuckDBPyConnection, source: str, columns: Sequence[_Column]
) -> Iterator[Row]:
    asked = ", ".join(column.raw for column in columns)
    cursor = connection.cursor().execute(f"select {asked} from {source}")
    number = 0
    while some := cursor.fetchmany(_AT_ONCE):
        for row in some:
            number += 1
            cells = {
                n: cell
                for n, (column, raw) in enumerate(zip(columns, row, strict=True), 1)
                if raw is not None and (cell := _cell(column, raw))
            }
            if cells:
                yield Row(number, cells)


def _cell(column: _Column, raw: str) -> Cell | None:
    if column.kind == "text":
        return None if raw.isspace() else Cell("text", raw)
    if column.exact:
        return Cell(column.kind, raw)
    if column.kind == "list":
        listed = json.loads(raw)
        if any(one is None for one in listed):
            return Cell("other", json.dumps(listed, ensure_ascii=False))
        return Cell("list", json.dumps(listed, ensure_ascii=False))
    if raw.lstrip("-") in ("nan", "inf"):
        return Cell("error", raw)
    return Cell("number", format(Decimal(raw), "f") if "e" in raw else raw)


def _staged(
    source: str, columns: Sequence[_Column], count: int, connection: duckdb.DuckDBPyConnection
) -> Staged | None:
    """The rows as a query; None where Python has to write some cell's text, or a row is blank."""
    doubtful = [f"coalesce({', '.join(column.raw for column in columns)}) is null"]
    for column in columns:
        if column.kind == "list":
            holes = f"len(list_filter({quoted(column.name)}, lambda one: one is null)) > 0"
            doubtful.append(f"{holes} or contains({column.raw}, '\\')")
        elif not column.exact:
            doubtful.append(f"regexp_matches({column.raw}, '[a-z]')")
    asked = [f"count({column.raw})" for column in columns]
    asked += [f"count(*) filter ({one})" for one in doubtful]
    (row,) = connection.execute(f"select {', '.join(asked)} from {source}").fetchall()
    if any(row[len(columns) :]):
        return None
    there = {n: c for n, (c, some) in enumerate(zip(columns, row, strict=False), 1) if some}
    cells = ", ".join(f"{_text(column)} as c{n}" for n, column in there.items())
    return Staged(
        f"(select {cells} from {source})", count, {n: c.kind for n, c in there.items()}, line=1
    )


def _text(column: _Column) -> str:
    if column.kind != "list":
        return column.raw
    each = f"list_transform({quoted(column.name)}, lambda one: to_json(one)::varchar)"
    return f"'[' || array_to_string({each}, ', ') || ']'"
