"""What SQL is answered: exactly one SELECT that only reads tables, told by DuckDB's own parser.

The lock holds without this (see `child`); this says no sooner, by name, and to what tells of the
machine rather than of the facts: settings, paths, logs.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import duckdb

LONGEST = 1_000_000  # characters of a query
_QUERIES = {"SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "CTE_NODE"}
_TABLE_FUNCTIONS = {
    *("range", "generate_series", "unnest", "repeat", "repeat_row", "json_each", "json_tree"),
    *("summary", "duckdb_columns", "duckdb_constraints", "duckdb_functions", "duckdb_keywords"),
    *("duckdb_tables", "duckdb_types", "duckdb_views", "pragma_table_info", "pg_timezone_names"),
}
_TELLING = {  # functions that tell of the machine, keep something, or wait
    *("current_setting", "getenv", "getvariable", "write_log", "sleep_ms"),
    *("nextval", "setval", "currval", "json_execute_serialized_sql"),
}
_TELLING_TABLES = {
    *("duckdb_databases", "duckdb_settings", "duckdb_secrets", "duckdb_logs", "duckdb_variables"),
    *("duckdb_extensions", "duckdb_log_contexts", "pragma_database_list", "pg_settings"),
}
_SHOWN = {"tables", "__show_tables_expanded"}


class NotPermitted(Exception):
    """SQL that is not answered: `what` it is, and the next step."""

    def __init__(self, what: str, hint: str) -> None:
        super().__init__(what)
        self.what, self.hint = what, hint


def check_text(*given: object) -> None:
    """Raises NotPermitted where bytes came in that no letter has, which DuckDB cannot hold."""
    for text in given:
        try:
            str(text).encode()
        except UnicodeEncodeError as fault:
            raise NotPermitted(
                "the query, or a parameter, has bytes that are no text", "write it in UTF-8"
            ) from fault


def check(connection: duckdb.DuckDBPyConnection, sql: str) -> duckdb.Statement:
    """The one SELECT that `sql` is, which reads tables and nothing else.

    Raises NotPermitted for anything else, duckdb.Error for what is no SQL.
    """
    if len(sql) > LONGEST:
        raise NotPermitted(
            f"the query has {len(sql):,} characters, and at most {LONGEST:,} are read",
            "ask for less, or join a table instead of listing its values",
        )
    statements = connection.extract_statements(sql)
    kinds = [statement.type.name for statement in statements]
    if kinds == ["MULTI"]:
        raise NotPermitted(
            "the PIVOT names no columns, so it would be several statements",
            "name them:  pivot … on COLUMN in ('a', 'b')",
        )
    if kinds != ["SELECT"]:
        found = " and ".join(kinds[:4]) + (" and more" if len(kinds) > 4 else "") or "nothing"
        raise NotPermitted(
            f"only one SELECT is answered here, and this is {found}",
            "factpack db DOSSIER -o FILE gives a database of your own to change",
        )
    for part in _parts(connection, sql):
        if reason := _reason(part):
            raise NotPermitted(reason, "a query reads the dossier's tables and nothing else")
    return statements[0]


def _parts(connection: duckdb.DuckDBPyConnection, sql: str) -> Iterator[dict[str, Any]]:
    """Every part of the SELECT, as DuckDB's parser names them."""
    ((text,),) = connection.execute(
        "select json_serialize_sql(?, skip_default := true, skip_null := true)", [sql]
    ).fetchall()
    try:
        told = json.loads(text)
    except RecursionError:
        told = {"error": True, "error_message": "it is nested too deep"}
    if told.get("error"):
        raise NotPermitted(
            f"the query cannot be looked through: {told.get('error_message')}", "write it plainer"
        )
    waiting: list[Any] = [told]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            yield part
            waiting += part.values()
        elif isinstance(part, list):
            waiting += part


def _reason(part: dict[str, Any]) -> str | None:
    """Why a part is not answered; None where it is."""
    kind = part.get("type")
    if "info_type" in part or (
        isinstance(kind, str) and kind.endswith("_NODE") and kind not in _QUERIES
    ):
        found = str(part.get("info_type", kind)).replace("_", " ")
        return f"only one SELECT is answered here, and within it stands {found}"
    if kind == "TABLE_FUNCTION":
        name = _name(part.get("function", {}), "function_name")
        if name not in _TABLE_FUNCTIONS:
            return f"the table function {name} is not answered here"
    if (name := _name(part, "function_name")) in _TELLING:
        return f"the function {name} is not answered here"
    if kind == "BASE_TABLE" and (name := _name(part, "table_name")) in _TELLING_TABLES:
        return f"{name} is not answered here"
    if part.get("show_type") == "SHOW_SPECIAL":
        name = _name(part, "table_name").strip('"')
        if name not in _SHOWN:
            return f"SHOW {name.upper()} is not answered here"
    return None


def _name(part: dict[str, Any], key: str) -> str:
    """A name without its schema, as DuckDB compares them."""
    path = part.get("qualified_name", {}).get("path") or [part.get(key, "")]
    return str(path[-1]).casefold()
