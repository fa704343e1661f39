"""What a rule's `rows:` says is so: while one of those tables is empty, it can find nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import duckdb
import pytest

from toolkit.rules.rulebook import own_rules

# Every dossier fills these; a rule that needs a row of one of them need not say so.
FILLED = {
    *("facts", "live_facts", "sources", "entities", "concepts", "rows", "cells", "keys", "ids"),
    *("links", "places", "settings", "texts", "anchors", "readings", "figures", "currencies"),
    *("languages", "unit_words", "name_fields"),
}
Node = Mapping[str, Any]


@pytest.fixture(scope="module")
def parser() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        yield connection


@pytest.mark.parametrize("code", own_rules())
def test_a_rule_says_without_which_tables_it_finds_nothing(
    code: str, parser: duckdb.DuckDBPyConnection
) -> None:
    assert set(own_rules()[code].rows) == needed(own_rules()[code].sql, parser) - FILLED


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("select 1 from sums s join facts f on f.id = s.total", {"sums", "facts"}),
        ("select 1 from facts f left join sums s on f.id = s.total", {"facts"}),
        ("select 1 from facts anti join sums using (_row)", {"facts"}),
        ("select 1 from facts where exists (from sums)", {"facts"}),
        ("select 1 from sums full join facts using (_row)", set()),
        ("select 1 from sums union all select 2 from facts", set()),
        ("select 1 from sums union all select 2 from sums", {"sums"}),
        ("select count(*) from sums", set()),
        ("select count(*) from sums group by all", set()),
        ("select total, count(*) from sums group by all", {"sums"}),
        ("select total, count(*) from sums group by rollup (total)", set()),
        ("select 1 from facts having count(*) = 0", set()),
        ("with a as (from sums) select 1 from a, facts", {"sums", "facts"}),
        ("with a as (select max(total) from sums) select 1 from a", set()),
        ("with sums as (select 1) select 1 from sums", set()),
        ("select 1 from (select unnest(items) from sums_check)", {"sums_check"}),
        ("with recursive a as (from sums union all from a) from a", {"sums"}),
    ],
)
def test_what_a_query_needs_is_told_from_its_parse(
    sql: str, expected: set[str], parser: duckdb.DuckDBPyConnection
) -> None:
    assert needed(sql, parser) == expected


def needed(sql: str, parser: duckdb.DuckDBPyConnection) -> set[str]:
    """The tables each of which must hold a row, or the query gives none."""
    ((parsed,),) = parser.execute("select json_serialize_sql($1)", [sql]).fetchall()
    _, rows = (
        "",
        parser.execute(
            "select function_name from duckdb_functions() where function_type = 'aggregate'"
        ).fetchall(),
    )
    (statement,) = json.loads(parsed)["statements"]
    return _of_query(statement["node"], {}, {name for (name,) in rows})


def _of_query(node: Node, known: Mapping[str, Node], aggregates: set[str]) -> set[str]:
    inner = {each["key"]: each["value"]["query_node"] for each in node["cte_map"]["map"]}
    known = {**known, **inner}
    if node["type"] == "SET_OPERATION_NODE" and node["setop_type"] == "UNION":
        sides = [_of_query(each, known, aggregates) for each in node["children"]]
        return set.intersection(*sides)
    if node["type"] == "RECURSIVE_CTE_NODE":
        return _of_query(node["left"], known, aggregates)
    if node["type"] != "SELECT_NODE" or _gives_a_row_of_nothing(node, aggregates):
        return set()
    return _of_source(node["from_table"], known, aggregates)


def _gives_a_row_of_nothing(node: Node, aggregates: set[str]) -> bool:
    """An aggregate over no rows is a row, but for a plain GROUP BY something."""
    aggregated = [_names(each) & aggregates for each in node["select_list"]]
    if node["aggregate_handling"] == "FORCE_AGGREGATES":  # group by all
        return all(aggregated)
    if node["group_expressions"]:
        return any(not each for each in node["group_sets"])
    return any(aggregated) or node["having"] is not None


def _names(part: Any) -> set[str]:
    """Every function that is called in an expression."""
    if isinstance(part, list):
        return {name for each in part for name in _names(each)}
    if not isinstance(part, dict):
        return set()
    own = {part["function_name"]} if part.get("class") == "FUNCTION" else set()
    return own | {name for each in part.values() for name in _names(each)}


def _of_source(source: Node, known: Mapping[str, Node], aggregates: set[str]) -> set[str]:
    kind = source["type"]
    if kind == "BASE_TABLE":
        name = source["table_name"]
        if name not in known:
            return {name}
        before = {key: node for key, node in known.items() if key != name}
        return _of_query(known[name], before, aggregates)
    if kind == "SUBQUERY":
        return _of_query(source["subquery"]["node"], known, aggregates)
    if kind != "JOIN":
        return set()
    sides = [_of_source(source[side], known, aggregates) for side in ("left", "right")]
    if source["join_type"] == "INNER":
        return sides[0] | sides[1]
    return sides[0] if source["join_type"] in ("LEFT", "SEMI", "ANTI") else set()
