"""What a spreadsheet does not keep whole of a pack: links past its most, digits past the 15th."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from toolkit.ooxml.filling.links import MOST
from toolkit.ooxml.sheets.address import place
from toolkit.ooxml.sheets.rows import Column

DIGITS = 15  # that a spreadsheet keeps and shows (Microsoft KB269370)


def too_many_links(links: Mapping[str, int]) -> Iterator[str]:
    """A note for each sheet that would have more links than Excel opens; `links` by sheet."""
    for sheet, count in links.items():
        if count > MOST:
            yield (
                f"the last {count - MOST:,} links of sheet '{sheet}' are left out: Excel keeps "
                f"{MOST:,} a sheet"
            )


def too_many_digits(
    query: str, columns: Sequence[Column], rows: Iterable[Sequence[Any]], sheet: str, first: int
) -> Iterator[str]:
    """A note for each column with numbers of more digits; `rows` stand from row `first` on."""
    numbers = [column for column in columns if column.kind == "number" and column.value >= 0]
    found: dict[int, tuple[str, int]] = {}
    for number, row in enumerate(rows, first):
        for column in numbers:
            if _digits(row[column.value]) > DIGITS:
                where, count = found.get(column.number, (place(sheet, column.number, number), 0))
                found[column.number] = where, count + 1
    headings = {column.number: column.heading for column in numbers}
    for at, (where, count) in sorted(found.items()):
        many = f"{count:,} numbers" if count > 1 else "1 number"
        yield (
            f"{many} of {query}, {headings[at]}, with more than {DIGITS} digits, of which a "
            f"spreadsheet keeps {DIGITS}: {where}{' and below' if count > 1 else ''}; the CSV has "
            "every digit"
        )


def _digits(value: Any) -> int:
    """Significant digits; 15 hold every whole number below 10^15."""
    if isinstance(value, int):
        return len(str(abs(value)).rstrip("0")) if abs(value) >= 10**DIGITS else 0
    if not isinstance(value, Decimal) or not value.is_finite():
        return 0
    digits = "".join(map(str, value.as_tuple().digits))
    return len(digits.strip("0"))
