"""Names and texts as SQL writes them."""

from __future__ import annotations

import re
from pathlib import Path


def quoted(name: str) -> str:
    """An identifier."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A string."""
    return "'" + text.replace("'", "''") + "'"


def file_literal(path: Path) -> str:
    """A file's path, of which DuckDB takes every character as it is."""
    return literal(re.sub(r"[*?\[]", r"[\g<0>]", str(path)))


def parquet_source(path: Path) -> str:
    """A table function of a Parquet file's own columns: DuckDB would add one for each folder above
    it that is called as `year=2025` is, or put that in the place of a column of the file."""
    return f"read_parquet({file_literal(path)}, hive_partitioning = false)"
