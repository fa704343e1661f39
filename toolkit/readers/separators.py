"""What separates the cells of a CSV: what its first line says, or what its headings have."""

from __future__ import annotations

import csv
import io
import re
from itertools import islice

_SEPARATORS = ",;\t|"
HEAD = 64 << 10  # bytes that it is decided from
OPENING = 50  # records among which the headings stand
QUOTED = re.compile(r'"(?:[^"]++|"")*+"')
SEPARATOR_LINE = re.compile(r'"?sep=([^"\r\n\w])"?(?:\r\n|\r|\n|\Z)', re.IGNORECASE)
_RECORD = re.compile(r'(?:[^"\r\n]++|"[^"]*+"|")++')


def separator_of(head: str) -> str:
    """The separator that the headings have outside quotes; of several, the one the rows keep to."""
    for record in islice(_RECORD.finditer(head), OPENING):
        bare = QUOTED.sub("", record[0])
        counts = {separator: bare.count(separator) for separator in _SEPARATORS}
        seen = [separator for separator in _SEPARATORS if counts[separator]]
        if len(seen) > 1:
            text = head[record.start() :]
            return max(seen, key=lambda one: (_rows_alike(text, one), counts[one]))
        if seen:
            return seen[0]
    return ","


def _rows_alike(text: str, separator: str) -> int:
    """How many of the first rows have as many cells as the headings."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    widths = [len(record) for record in islice(reader, OPENING) if record]
    return sum(width == widths[0] for width in widths[1:])
