"""Records added at the end of CSV and JSON lines, every byte before them kept."""

from __future__ import annotations

import codecs
import io
import json
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from toolkit.csvrows import row_writer
from toolkit.errors import FactpackError
from toolkit.readers.encodings import encoding_of
from toolkit.readers.separators import HEAD, SEPARATOR_LINE, separator_of

Value = Decimal | int | str
_ENDS = re.compile(r"\r\n|\r|\n")


def with_csv_rows(
    data: bytes, shown: str, width: int, rows: Sequence[Mapping[int, Value]]
) -> bytes:
    """A CSV with `rows`, each {column from 1: value}, of `width` fields, at its end.

    Encoding, separator and line ends are those of the file. A number has the decimal mark that
    goes with the separator, and never exactly three decimals, which could be thousands.
    """
    encoding = encoding_of(data, shown)
    mark, text = data[: encoding.skip], data[encoding.skip :].decode(encoding.codec)
    head = text[:HEAD]
    declared = SEPARATOR_LINE.match(head)
    separator = declared[1] if declared else separator_of(head)
    end = found[0] if (found := _ENDS.search(text)) else "\r\n"
    out = io.StringIO(newline="")
    write = row_writer(out, separator=separator, end=end)
    for row in rows:
        fields = [row.get(number) for number in range(1, width + 1)]
        write(["" if one is None else _written(one, separator) for one in fields])
    last = "" if not text or text.endswith(("\n", "\r")) else end
    try:
        return mark + (text + last + out.getvalue()).encode(encoding.codec)
    except UnicodeEncodeError as fault:
        raise FactpackError(
            f"{shown} is written in {encoding.codec.upper()}, which has no "
            f"{fault.object[fault.start]!r}",
            hint="save it as UTF-8 (Excel: 'CSV UTF-8')",
        ) from fault


def _written(value: Value, separator: str) -> str:
    if isinstance(value, str):
        return value
    text = format(Decimal(value), "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
        text += "0" if len(text.rpartition(".")[2]) == 3 and "." in text else ""
    return text.replace(".", ",") if separator == ";" else text


def with_jsonl_records(data: bytes, records: Sequence[Mapping[str, object]]) -> bytes:
    """JSON lines with `records` at the end, one a line; a Decimal keeps its digits."""
    text = data.removeprefix(codecs.BOM_UTF8)
    end = b"\r\n" if b"\r\n" in text[:100_000] else b"\n"
    lines = [_json(record).encode() + end for record in records]
    return data + (end if text and not text.endswith(b"\n") else b"") + b"".join(lines)


def _json(value: object) -> str:
    if isinstance(value, Mapping):
        members = (f"{json.dumps(key)}: {_json(one)}" for key, one in value.items())
        return "{" + ", ".join(members) + "}"
    if isinstance(value, Decimal):
        return format(value, "f")
    return json.dumps(value, ensure_ascii=False)
