"""A worksheet: its cells, texts, numbers, formats, Tables and references, read and written."""
