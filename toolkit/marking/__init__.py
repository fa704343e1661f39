"""Findings written into a copy of the analyst's own workbook, and taken out of it again."""
