"""Records that go straight into the database are judged as those that go cell by cell."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from made.dossiers import CONCEPT, ENTITY, SOURCE, make_dossier

from toolkit import open_dossier
from toolkit.dossier import data_folder
from toolkit.errors import FactpackError
from toolkit.opened import OpenDossier
from toolkit.readers.grid import Cell, Kind
from toolkit.readers.rowfilling import fill
from toolkit.records.sheettable import as_listed
from toolkit.records.surely import surely
from toolkit.records.values import Doubt, read_cell
from toolkit.schemas import Field, load_schemas

SCHEMAS = load_schemas(data_folder("schemas"))
FACTS = SCHEMAS.types["facts"]
TABLES = ("facts", "rows", "cells", "places", "keys", "ids", "links", "findings")
NEVER = 10**9


def checked(root: Path, least: int, asked: str = "") -> dict[str, Any]:
    """All that a dossier says, its large files being those of `least` records."""
    opened = open_dossier(root / asked if asked else root)
    opened.staged_from = least
    try:
        found: dict[str, Any] = {"told": opened.findings()}
        for table in TABLES:
            found[table] = opened.sql(f"from {table} order by all").rows
        found["sheets"] = [_sheet(one.sheet, one.values) for one in opened.typed]
        staged = any(one.sheet.table is not None for one in opened.typed)
    except FactpackError as error:
        return {"error": str(error)}
    assert staged == (least != NEVER) or not opened.typed
    return found


def _sheet(sheet: Any, values: Any) -> Any:
    columns = [(c.number, c.heading, c.field and c.field.key, list(c.cells)) for c in sheet.columns]
    held = {key: list(column) for key, column in values.items()}
    return (sheet.file, sheet.header, list(sheet.lines), columns, sorted(sheet.remarks), held)


def same(root: Path, asked: str = "") -> dict[str, Any]:
    """What the dossier says both ways, which is the same."""
    swift, slow = checked(root, 0, asked), checked(root, NEVER, asked)
    for one, other in zip(swift.get("sheets", ()), slow.get("sheets", ()), strict=True):
        for part, said in zip(one, other, strict=True):
            assert part == said
    for key in reversed(slow):
        assert swift.get(key) == slow[key], key
    return slow


# -- one cell --------------------------------------------------------------------------------------

_PIECES = (
    *("1", "12", "007", "1.5", "3.20", "1.234", "1,234", "-2", "-0", "+3", "84%", "1e5", "."),
    *("2025-02-24", "2025-02-30", "0000-01-01", "10000-01-01", "24.02.2025", "infinity", "0.1"),
    *("billion", "plan", "Plan", "at least", "USD", "a; b", "a, b", "[x]", '["a", "b"]', "'"),
    *(" ", "\u00a0", "\u200b", "\t", "\n", "é", "阿里", "e\u0301", "x\u200d", '"', "\\", "…"),
    *("9" * 17, "9" * 28, "9" * 29, "0." + "1" * 9, "0." + "1" * 10, "true", "#REF!", "NULL"),
)
_RAWS = st.lists(st.sampled_from(_PIECES), min_size=1, max_size=3).map("".join)
_KINDS: dict[Kind, st.SearchStrategy[str]] = {
    "text": _RAWS | st.text(max_size=12),
    "number": st.decimals(allow_nan=False, allow_infinity=False, places=3).map("{:f}".format)
    | st.integers().map(str)
    | st.from_regex(r"-?(0|[1-9][0-9]{0,30})(\.[0-9]{1,12})?", fullmatch=True),
    "percent": st.from_regex(r"-?(0|[1-9][0-9]{0,5})(\.[0-9]{1,12})?", fullmatch=True),
    "date": st.dates().map(str) | st.datetimes().map(lambda day: day.isoformat(timespec="seconds")),
    "boolean": st.sampled_from(["true", "false"]),
    "error": st.just("#REF!"),
    "list": st.lists(_RAWS, max_size=3).map(lambda one: json.dumps(one, ensure_ascii=False)),
}
_CELLS = st.sampled_from(sorted(_KINDS)).flatmap(
    lambda kind: _KINDS[kind].map(lambda raw: Cell(kind, raw))
)


@settings(max_examples=30, deadline=None)
@given(st.lists(_CELLS, min_size=1, max_size=40), st.booleans())
def test_what_sql_is_sure_of_is_what_python_reads(cells: list[Cell], point: bool) -> None:
    cells = [cell for cell in cells if "\0" not in cell.raw and cell.raw.isprintable() is not None]
    with duckdb.connect() as connection:
        for field in FACTS.fields:
            for cell in cells:
                for plain in {False, cell.raw.isascii() and cell.raw.isprintable()}:
                    _holds(connection, field, cell, point=point, plain=plain)


def _holds(
    connection: duckdb.DuckDBPyConnection, field: Field, cell: Cell, *, point: bool, plain: bool
) -> None:
    reading = surely(field, cell.kind, "raw", "typed", decimal_point=point, plain=plain)
    if reading is None:
        return
    ((sure, value),) = connection.execute(
        f"select {reading.sure}, typed from"
        f" (select raw, {reading.value} as typed from (select $1::varchar as raw))",
        [_storable(cell.raw)],
    ).fetchall()
    assert sure is not None
    if sure:
        assert _storable(cell.raw) == cell.raw
        read = read_cell(cell, field, decimal_point=point)
        assert not isinstance(read, Doubt), (cell, field.key)
        assert value == read and type(value) is type(read), (cell, field.key)


def _storable(raw: str) -> str:
    return raw.encode("utf-8", "replace").decode("utf-8")


@pytest.mark.parametrize(
    ("key", "raw"),
    [
        *(("value", "12.5"), ("value", "-3"), ("decimals", "-9"), ("kind", "plan")),
        *(("quote", "a b"), ("period_end", "2025-02-24"), ("quote", "阿里巴巴")),
        *(("tags", "one"), ("id", "f-1")),
    ],
)
def test_plain_cells_are_sure(key: str, raw: str) -> None:
    reading = surely(FACTS.field(key), "text", "raw", "typed", decimal_point=False)
    assert reading is not None
    given = f"(select *, {reading.value} as typed from (select '{raw}' as raw))"
    assert duckdb.sql(f"select {reading.sure} from {given}").fetchall() == [(True,)]


def test_a_list_is_shown_as_a_list() -> None:
    tags: Field = FACTS.field("tags")
    shown = as_listed(tags, """'["a", "b"]'""")
    assert duckdb.sql(f"select {shown}").fetchall() == [(["a", "b"],)]


# -- whole files -----------------------------------------------------------------------------------

_HEADS = ["id", "entity", "concept", "source", "kind", "status", "value", "unit", "decimals"]
_HEADS += ["quote", "as_printed", "period_start", "period_end", "language", "tags"]
_FACT = {"entity": "e", "concept": "c", "source": "s", "kind": "actual", "status": "draft"}
_PLAIN: dict[str, st.SearchStrategy[str]] = {
    "value": st.sampled_from(["1", "2.50", "-3", "380 bn", "3,2 Mrd.", "1.234", "x", ""]),
    "unit": st.sampled_from(["USD", "usd", "percent", "shares", ""]),
    "decimals": st.sampled_from(["-9", "2", "billion", "99", ""]),
    "kind": st.sampled_from(["actual", "Actual", "plan", "hearsay", ""]),
    "status": st.sampled_from(["draft", "reviewed", "rejected", "Draft ", ""]),
    "quote": _RAWS,
    "period_start": st.sampled_from(["2025-01-01", "2025-02-30", "01.02.2025", "2025-1-2", ""]),
    "language": st.sampled_from(["en", "de", "EN", "english", ""]),
    "tags": st.sampled_from(["a", "a; b", '["x;y"]', "", "a,b"]),
    "mine": _RAWS,
}


@st.composite
def tables(draw: st.DrawFn) -> list[dict[str, str]]:
    extra = draw(st.lists(st.sampled_from(["mine", "event", "char_start"]), unique=True))
    heads = draw(st.permutations([*draw(st.sampled_from([_HEADS, _HEADS[1:7]])), *extra]))
    records = []
    for number in range(draw(st.integers(1, 8))):
        record = {"id": f"f{number}", "value": "1", "quote": "It is 1.", "language": "en"} | _FACT
        for key in draw(st.lists(st.sampled_from(heads), max_size=4)):
            record[key] = draw(_PLAIN.get(key, _RAWS))
        if draw(st.integers(0, 9)) == 0:
            record = {}
        records.append({head: record.get(head, "") for head in heads})
    return records


def _dossier(root: Path, write: Callable[[Path], None]) -> Path:
    rest = {"sources": [SOURCE], "entities": [ENTITY], "concepts": [CONCEPT]}
    write(make_dossier(root, rest) / "facts")
    return root


def _quoted(cell: str, *, always: bool) -> str:
    doubled = cell.replace('"', '""')
    return f'"{doubled}"' if always or set(cell) & set(',"\r\n') else cell


def _as_csv(records: list[dict[str, str]], end: str, *, always: bool, mend: str = "") -> str:
    rows = [list(records[0]), *(list(record.values()) for record in records)]
    lines = [",".join(_quoted(cell, always=always) for cell in row) for row in rows]
    return end.join(lines) + mend


_MANY = settings(
    phases=(Phase.explicit, Phase.generate),  # whole dossiers take too long to make smaller
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@_MANY
@given(
    tables(),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.booleans(),
    st.sampled_from(["", "\n", "\n\n", ",,\n", '\n"', "\n #,,", '\n"a" ,b', "\nx"]),
)
def test_a_csv_gives_the_same_both_ways(
    tmp_path_factory: pytest.TempPathFactory,
    records: list[dict[str, str]],
    end: str,
    always: bool,
    mend: str,
) -> None:
    text = _as_csv(records, end, always=always, mend=mend)

    def write(facts: Path) -> None:
        (facts / "facts.csv").write_text(text, encoding="utf-8", newline="")

    same(_dossier(tmp_path_factory.mktemp("csv"), write))


_VALUES = {
    "value": st.sampled_from([1, 2.5, -3, "380 bn", 1e22, 0.1, True, None, "x", 10**30]),
    "decimals": st.sampled_from([-9, 2.0, "billion", None, 99]),
    "tags": st.sampled_from([["a"], ["a", "b, c"], [], [None], None, ["\\"], "a; b", {"a": 1}]),
    "id": st.sampled_from(["f1", 7, None, " f2", "", "\ud83d\ude00"]),
}
_LINES = (
    *("", " ", "{", "[1]", "5", '{"id": "x", "id": "y"}', '{"value": NaN}', '{"a":1,}', "null"),
    *('{"value": 1.50}', '{"value": 1e2, "id": "q"}', '{"quote": "\\ud800"}', '{"new": "key"}'),
    *('{"quote": "a\\u0000b"}', '{"deep": [[[1]]]}', '{"id":\t"z" , "value" : 3}'),
)


@_MANY
@given(
    tables(),
    st.booleans(),
    st.booleans(),
    st.sampled_from([(",", ":"), (", ", ": ")]),
    st.dictionaries(st.integers(0, 8), st.sampled_from(_LINES), max_size=2),
    st.data(),
)
def test_json_lines_give_the_same_both_ways(
    tmp_path_factory: pytest.TempPathFactory,
    records: list[dict[str, Any]],
    escaped: bool,
    nulls: bool,
    marks: tuple[str, str],
    odd: dict[int, str],
    data: st.DataObject,
) -> None:
    for record in records:
        for key in record.keys() & _VALUES.keys():
            if data.draw(st.booleans()):
                record[key] = data.draw(_VALUES[key])
    lines = [
        json.dumps(
            {k: v or None for k, v in record.items() if nulls or v},
            ensure_ascii=escaped,
            separators=marks,
        )
        for record in records
    ]
    for at, line in odd.items():
        lines.insert(at, line)

    def write(facts: Path) -> None:
        text = "".join(f"{line}\n" for line in lines)
        (facts / "facts.jsonl").write_bytes(text.encode("utf-8", "surrogatepass"))

    same(_dossier(tmp_path_factory.mktemp("jsonl"), write))


@_MANY
@given(tables(), st.data())
def test_parquet_gives_the_same_both_ways(
    tmp_path_factory: pytest.TempPathFactory, records: list[dict[str, Any]], data: st.DataObject
) -> None:
    typed = {
        "value": st.sampled_from([1.5, 380e9, 1e22, float("nan"), None, 0.1]),
        "decimals": st.sampled_from([-9, 2, None]),
        "tags": st.sampled_from([["a"], ["b, c", "\\"], [], None, ["a", None]]),
    }
    kinds = {"value": "DOUBLE", "decimals": "TINYINT", "tags": "VARCHAR[]"}
    heads = list(records[0])
    rows = [[data.draw(typed[h]) if h in typed else r[h] for h in heads] for r in records]

    def write(facts: Path) -> None:
        with duckdb.connect() as connection:
            columns = ", ".join(f'"{head}" {kinds.get(head, "VARCHAR")}' for head in heads)
            connection.execute(f"create table t ({columns})")
            connection.executemany(f"insert into t values ({', '.join('?' * len(heads))})", rows)
            connection.execute(f"copy t to '{facts / 'facts.parquet'}' (format parquet)")

    same(_dossier(tmp_path_factory.mktemp("parquet"), write))


def _write(records: list[dict[str, Any]]) -> Callable[[Path], None]:
    def write(facts: Path) -> None:
        text = "".join(json.dumps(record) + "\n" for record in records)
        (facts / "facts.jsonl").write_text(text, encoding="utf-8", newline="")

    return write


def test_every_value_of_a_fault_is_told_in_a_large_file(tmp_path: Path) -> None:
    good = {"id": "a", "value": 1, "unit": "USD"} | _FACT
    bad = [good | {"id": f"b{n}", "kind": "hearsay", "value": f"1.{n:012}"} for n in range(3)]
    found = same(_dossier(tmp_path, _write([good, *bad])))["told"]
    assert [one.code for one in found if one.code.startswith("SCH")].count("SCH003") == 3


def test_a_blank_annotator_is_the_dossiers(tmp_path: Path) -> None:
    root = _dossier(tmp_path, _write([{"id": "a", "value": 1} | _FACT]))
    (root / "factpack.toml").write_text('title = "T"\nannotator = "anna"\n', encoding="utf-8")
    opened = open_dossier(root)
    opened.staged_from = 0
    assert opened.sql("select annotator from facts").rows == [("anna",)]
    same(root)


def test_a_file_alone_is_the_same_both_ways(tmp_path: Path) -> None:
    same(_dossier(tmp_path, _write([{"id": "a", "value": 1} | _FACT])), "facts/facts.jsonl")


def test_what_was_known_on_a_day_is_the_same_both_ways(tmp_path: Path) -> None:
    later = SOURCE | {"id": "t", "published": "2025-09-01"}
    facts = [{"id": "a", "value": 1} | _FACT, {"id": "b", "value": 2} | _FACT | {"source": "t"}]
    tables = {"facts": facts, "sources": [SOURCE, later], "entities": [ENTITY]}
    found = []
    for least in (0, NEVER):
        opened = OpenDossier(
            open_dossier(make_dossier(tmp_path, tables)).dossier,
            as_of=date(2025, 1, 1),
        )
        opened.staged_from = least
        found.append((opened.findings(), opened.sql("from facts").rows))
    assert found[0] == found[1] and len(found[0][1]) == 1


def test_lines_that_changed_before_they_were_looked_at_again_are_all_read_with_care(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = _dossier(tmp_path, _write([{"id": f"f{n}", "value": n} | _FACT for n in range(3)]))
    with (root / "facts" / "facts.jsonl").open("a", encoding="utf-8") as facts:
        facts.write('{"id" : "odd", "value": 1}\n')
    slow = checked(root, NEVER)
    asked: list[object] = []  # of each file: once the query ran, and once odd lines were read
    filled: list[object] = []
    monkeypatch.setattr(
        "toolkit.readers.jsonl.same_file", lambda *two: asked.append(two) or len(asked) != 2
    )
    monkeypatch.setattr(
        "toolkit.readers.rowfilling.fill", lambda *given: filled.append(given) or fill(*given)
    )
    assert checked(root, 0)["told"] == slow["told"]
    assert len(filled) == 1 and len(asked) == 2 * len(list((root / "facts").iterdir()))


def test_a_database_on_disk_holds_what_large_files_held(tmp_path: Path) -> None:
    root = _dossier(tmp_path / "d", _write([{"id": "a", "value": 1, "tags": ["x"]} | _FACT]))
    opened = open_dossier(root)
    opened.staged_from = 0
    opened.write_database(tmp_path / "out.duckdb")
    with duckdb.connect(str(tmp_path / "out.duckdb"), read_only=True) as connection:
        assert connection.sql("select id, tags from facts").fetchall() == [("a", ["x"])]
        assert connection.sql("select count(*) from cells where type = 'facts'").fetchall() == [
            (8,)
        ]


def test_nobody_is_told_of_the_tables_behind_a_large_file(tmp_path: Path) -> None:
    root = _dossier(tmp_path, _write([{"id": "a", "value": 1} | _FACT]))
    swift, slow = open_dossier(root), open_dossier(root)
    swift.staged_from = 0
    assert swift.database.tables() == slow.database.tables()


@example("facts [1].csv")
@settings(
    max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.sampled_from(["facts-*.csv", "facts 'x'.csv", "facts-[a-b].csv", "facts-ü.csv"]))
def test_a_file_may_be_called_as_it_likes(
    tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    text = _as_csv([{"id": "a", "value": "1"} | _FACT], "\n", always=False)

    def write(facts: Path) -> None:
        (facts / name).write_text(text, encoding="utf-8", newline="")

    found = same(_dossier(tmp_path_factory.mktemp("named"), write))
    assert len(found["facts"]) == 1


def test_a_long_sheet_of_a_workbook_gives_the_same_both_ways(tmp_path: Path) -> None:
    import openpyxl

    def write(facts: Path) -> None:
        book = openpyxl.Workbook(write_only=True)
        sheet = book.create_sheet("Facts")
        sheet.append(["A note above"])
        sheet.append([*_FACT, "id", "value", "period_end", "quote", "mine"])
        for n in range(300):
            fact = _FACT | {"kind": ["actual", "Actual", "hearsay"][n % 3]}
            value = [n * 1.5, f"{n} bn", "1.234", None][n % 4]
            row = [*fact.values(), n if n % 5 == 0 else f"f{n}", value, date(2025, 1, 1 + n % 28)]
            sheet.append([*row, " x" if n % 7 == 0 else None, None, "stray" if n == 9 else None])
            sheet.append([])
        book.save(facts / "facts.xlsx")

    found = same(_dossier(tmp_path, write))
    assert len(found["facts"]) == 300


def test_the_total_row_of_a_long_table_is_no_record_either_way(tmp_path: Path) -> None:
    import xlsxwriter

    def write(facts: Path) -> None:
        book = xlsxwriter.Workbook(str(facts / "facts.xlsx"))
        sheet = book.add_worksheet("Facts")
        headings = [*_FACT, "id", "value"]
        for n in range(150):
            sheet.write_row(n + 1, 0, [*map(str, _FACT.values()), f"f{n}", n])
        columns: list[dict[str, Any]] = [{"header": heading} for heading in headings]
        columns[0]["total_string"] = "All of them"
        columns[-1]["total_function"] = "sum"
        size = [0, 0, 151, len(headings) - 1]
        sheet.add_table(*size, {"columns": columns, "total_row": True})
        book.close()

    assert len(same(_dossier(tmp_path, write))["facts"]) == 150
