"""Parquet files of facts: every value as it was stored, and what cannot be one."""

from __future__ import annotations

import base64
import zlib
from pathlib import Path

import duckdb
import pytest

from toolkit.errors import UnreadableFile
from toolkit.readers.grid import Cell
from toolkit.readers.parquet import read_parquet


def _made(path: Path, select: str) -> Path:
    with duckdb.connect() as connection:
        connection.execute(f"copy ({select}) to '{path}' (format parquet)")
    return path


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("'a b'", Cell("text", "a b")),
        ("' '", None),
        ("null::varchar", None),
        ("12.500::decimal(18,3)", Cell("number", "12.5")),
        ("1000::decimal(18,0)", Cell("number", "1000")),
        ("7::utinyint", Cell("number", "7")),
        ("0.1::double", Cell("number", "0.1")),
        ("3200000000.0::double", Cell("number", "3200000000")),
        ("1e22::double", Cell("number", "1" + "0" * 22)),
        ("1.5e-9::double", Cell("number", "0.0000000015")),
        ("0.1::float", Cell("number", "0.1")),
        ("'nan'::double", Cell("error", "nan")),
        ("true", Cell("boolean", "true")),
        ("date '2025-02-24'", Cell("date", "2025-02-24")),
        ("timestamp '2025-02-24 00:00:00'", Cell("date", "2025-02-24")),
        ("timestamp '2025-02-24 13:17:00'", Cell("date", "2025-02-24T13:17:00")),
        ("['a, b', 'c']", Cell("list", '["a, b", "c"]')),
        ("['a', null]", Cell("other", '["a", null]')),
        ("null", None),
    ],
)
def test_a_value_is_a_cell_with_its_exact_text(
    tmp_path: Path, value: str, cell: Cell | None
) -> None:
    path = _made(tmp_path / "facts.parquet", f"select 'x' as id, {value} as value")
    grid = read_parquet(path, "facts.parquet")
    header, row = grid.rows
    assert header.cells == {1: Cell("text", "id"), 2: Cell("text", "value")}
    assert row.cells.get(2) == cell


@pytest.mark.parametrize("value", ["{'a': 1}", "[[1]]", "[1]", "'\\x00'::blob", "map {'a': 1}"])
def test_what_no_cell_can_hold_is_said(tmp_path: Path, value: str) -> None:
    path = _made(tmp_path / "facts.parquet", f"select {value} as odd")
    with pytest.raises(UnreadableFile, match="its column 'odd' holds"):
        read_parquet(path, "facts.parquet")


@pytest.mark.parametrize("cut", [0, 4, 40, 200])
def test_a_torn_file_is_said(tmp_path: Path, cut: int) -> None:
    path = _made(tmp_path / "facts.parquet", "select range as id from range(1000)")
    data = path.read_bytes()
    path.write_bytes(data[: len(data) - cut - 1])
    with pytest.raises(UnreadableFile, match="it is no whole Parquet file"):
        read_parquet(path, "facts.parquet")


def test_few_bytes_that_stand_for_very_many_rows_are_refused(tmp_path: Path) -> None:
    path = _made(tmp_path / "facts.parquet", "select 1 as id, 'x' as quote from range(30000000)")
    with pytest.raises(UnreadableFile, match="60,000,000 cells"):
        read_parquet(path, "facts.parquet")


def test_a_folder_called_as_a_partition_adds_no_column_and_takes_none(tmp_path: Path) -> None:
    folder = tmp_path / "id=2020" / "year=2025"
    folder.mkdir(parents=True)
    path = _made(folder / "facts.parquet", "select 'a' as id")
    assert [row.cells for row in read_parquet(path, "facts.parquet").rows] == [
        {1: Cell("text", "id")},
        {1: Cell("text", "a")},
    ]


def test_names_of_columns_are_those_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "facts.parquet"
    path.write_bytes(_unpacked(_NAMES_TWICE))
    header, row = read_parquet(path, "facts.parquet").rows
    names = ["id", "value", "tags", "value", "Value"]
    assert [cell.raw for cell in header.cells.values()] == names
    assert [cell.raw for cell in row.cells.values()] == ["a", "1", '["x"]', "2", "3", "4"]


def test_a_decimal_too_long_for_the_database_is_refused_not_rounded(tmp_path: Path) -> None:
    path = tmp_path / "facts.parquet"
    path.write_bytes(_unpacked(_LONG_DECIMAL))
    with pytest.raises(UnreadableFile, match="its column 'v' holds numbers of 50 digits"):
        read_parquet(path, "facts.parquet")


def test_a_refusal_names_the_file_as_people_know_it(tmp_path: Path) -> None:
    path = tmp_path / "facts.parquet"
    path.write_bytes(b"PAR1")
    with pytest.raises(UnreadableFile) as refused:
        read_parquet(path, "facts/facts.parquet")
    assert str(tmp_path) not in str(refused.value)
    path.unlink()
    path.mkdir()
    with pytest.raises(UnreadableFile, match="not an ordinary file"):
        read_parquet(path, "facts/facts.parquet")


# What DuckDB writes no such file of: written by Arrow 26, deflated. The first has a row of the
# columns id, value, tags, value, Value and one without a name; the other a DECIMAL(50,2).
_NAMES_TWICE = (
    "eNqFksFKw0AQhiebuPbQ6yxZ2EModFGwxQoRD7lYRCr0UDz0HuqihbSNSVp9Ak8e+gA+kwdfwtdwklhjtdGQ7E5mvv"
    "nnZ9nR+XUPAQWKI2QUcOQKAFj+WRatISUVqppq/lC+ha3fQLnaOfZYK8Iqkd2A/R/gbABHvvjg8nRyZ2YhNgGbbeay"
    "6U0bhqqo0+/eKoyWBnzmOll4m5IaHwZU9B3XiaZphqxs2zeRmZl5tqO3jMdVDCCYVDLSoLAp2xxkPhUpKwIR6MaVwt"
    "w9g4A4LnXhO4edEi51C74v+vqi4g+/06X0WeG78LrxWHQOxEA/WVujNAN5+XlM9eNerZp5G3y8ha/Z3zh8kW+7SPFs"
    "C6YbtMGBF4fJ/dJknUkcd8IkWTx4K5Ok08XcOzntHnd7MqKz//HCO92nEV3aD+NkU6Q="
)
_LONG_DECIMAL = (
    "eNoLcAwyFGUQNRM10xFlAjLYRNlkGBgYmECYkYHxk63PbT1nMe8FXQ3VO+cUHpcp3CPKIqljyiDBVpyckZqbKMrEIM"
    "onqiXKJMFYpsolyiKaohMDIoH6xZgkZSRl1BhkRPkkVdkYJIEqRIGCYjFiMWocnjJAyxiAum002STVwPYBJZjUOMRi"
    "GDQUChKLCktTS3STCwp0E4uK8ssVylKLijPz8xSMzPQM9AwlZUCO7ALiAKD7AZQ+JKk="
)


def _unpacked(text: str) -> bytes:
    return zlib.decompress(base64.b64decode(text))
