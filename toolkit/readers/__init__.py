"""Readers: one file in, grids of cells as typed out."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from toolkit.readers.grid import Grid
from toolkit.readers.staged import Staging

Kind = Literal["workbook", "csv", "jsonl", "parquet"]


def kind_of(path: Path) -> Kind:
    """What a file is by the ending of its name; what is nothing else is taken for a workbook."""
    match path.suffix.casefold():
        case ".csv":
            return "csv"
        case ".jsonl":
            return "jsonl"
        case ".parquet":
            return "parquet"
        case _:
            return "workbook"


def read(
    path: Path, shown: str, staging: Staging | None = None, *, kind: Kind | None = None
) -> tuple[Grid, ...]:
    """Every sheet of the file at `path`; `shown` is how the file is called in findings.

    With `staging`, the records of a large sheet are put there. `kind` is given of a file whose name
    does not say it. Raises UnreadableFile where nothing can be read of it.
    """
    match kind or kind_of(path):
        case "csv":
            from toolkit.readers.delimited import read_csv

            return (read_csv(path, shown, staging=staging),)
        case "jsonl":
            from toolkit.readers.jsonl import read_jsonl

            return (read_jsonl(path, shown, staging=staging),)
        case "parquet":
            from toolkit.readers.parquet import read_parquet

            return (read_parquet(path, shown, staging=staging),)
        case _:
            from toolkit.readers.xlsx import read_workbook

            return read_workbook(path, shown, staging=staging)
