"""Rows of queries as they stand in workbooks and CSVs: few by Python, many by SQL."""
