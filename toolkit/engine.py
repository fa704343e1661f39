"""DuckDB's engine alone, as `import duckdb` gives it on: its relations, which are Python and take
longer to load than fifty facts to check, are loaded where one is made or Arrow is read."""

from __future__ import annotations

try:
    from _duckdb import (
        DuckDBPyConnection,
        Error,
        FatalException,
        IOException,
        TransactionException,
        connect,
    )
except ImportError:  # a DuckDB that keeps its engine elsewhere
    from duckdb import (
        DuckDBPyConnection,
        Error,
        FatalException,
        IOException,
        TransactionException,
        connect,
    )

__all__ = [
    "DuckDBPyConnection",
    "Error",
    "FatalException",
    "IOException",
    "TransactionException",
    "connect",
]
