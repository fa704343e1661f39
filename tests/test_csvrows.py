"""What is written as CSV is cut into the same cells by every reader."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from toolkit.csvrows import row_writer
from toolkit.readers.delimited import read_csv

FIELDS = ["a\rb", "a\nb", "a\r\nb", "a,b", 'a"b', "a;b", "", "x", "\r", "\n"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_a_line_end_of_any_sort_in_a_field_ends_no_record(
    end: str, separator: str, tmp_path: Path
) -> None:
    out = io.StringIO(newline="")
    write = row_writer(out, separator=separator, end=end)
    write([f"h{n}" for n in range(len(FIELDS))])
    write(FIELDS)
    path = tmp_path / "x.csv"
    path.write_bytes(out.getvalue().encode())
    _, row = read_csv(path, "x.csv").rows
    cells = [row.cells[at].raw if at in row.cells else "" for at in range(1, len(FIELDS) + 1)]
    assert cells == [field if field.strip() else "" for field in FIELDS]
    rows = list(csv.reader(io.StringIO(out.getvalue(), newline=""), delimiter=separator))
    assert rows[1] == FIELDS


def test_what_needs_no_quotes_has_none() -> None:
    out = io.StringIO(newline="")
    write = row_writer(out)
    write(["a", "1.5", "b c"])
    write(["a\rb", "1"])
    assert out.getvalue() == 'a,1.5,b c\n"a\rb","1"\n'
