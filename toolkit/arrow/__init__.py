"""Columns handed to DuckDB and texts taken out of it as Arrow, without pyarrow."""
