"""A sheet's rows made anew: a Table's data put in, and all beneath it moved, cell by cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from toolkit.errors import UnusableTemplate
from toolkit.ooxml.container import spans
from toolkit.ooxml.container.streamed import Streamed
from toolkit.ooxml.filling.slots import SheetPart, Slot, holds_something
from toolkit.ooxml.sheets.address import MAX_ROW, letters_of, place
from toolkit.ooxml.sheets.moves import Moves

_ROW = re.compile(rb'(<row r="(\d+)"[^>]*>)(.*?)(</row>)', re.DOTALL)
_HEIGHT = re.compile(rb' ht="([0-9.]+)"')
# What changes within one cell: its place in the template, the cell, its new row.
CellEdits = Callable[[int, int, spans.Element, int], Iterable[spans.Edit]]


class Filling(NamedTuple):
    """The rows for one Table: where it stood, where it stands now, and its rows as XML."""

    before: Slot
    after: Slot  # its first row and columns as they are in the pack
    rows: int
    chunks: Sequence[bytes] | Streamed


class _Row(NamedTuple):
    """A row of the pack in the making: its start tag, and cells by column."""

    tag: bytes
    cells: dict[int, bytes]


def filled_rows(
    part: SheetPart, fillings: Sequence[Filling], moves: Moves, cell_edits: CellEdits
) -> Iterator[spans.Edit]:
    """Edits of the sheet from its first filled row on.

    Rows and cells above stay as they are, but for what `cell_edits` says of them.
    """
    start = min(each.before.first for each in fillings)
    holder = part.sheet_data
    above = part.rows.get(max((row for row in part.rows if row < start), default=0))
    if holder is None or above is None:
        slot = fillings[0].before
        raise UnusableTemplate(
            f"the Table '{slot.name}' has no heading cells on sheet '{slot.sheet.name}'",
            hint="open the template in Excel and save it anew",
        )
    for (row, column), cell in part.cells.items():
        if row < start:
            yield from cell_edits(row, column, cell, row)
    rows = _moved(part, fillings, moves, cell_edits, start)
    if spans.prefix(part.data, part.root):
        # The rows come without a prefix; their namespace is the one of the sheet.
        yield spans.attribute(part.data, holder, "xmlns", part.root.tag.rpartition(" ")[0])
    written: list[bytes] = []
    firsts, others = _bands(fillings)
    for filling in others:
        _put_beside(part, filling, rows)
    left = sorted(rows)
    for filling in firsts:
        slot = filling.after
        while left and left[0] < slot.first:
            written.append(_written(part, rows[left.pop(0)]))
        bottom = slot.bottom(filling.rows)
        among = {number: rows[number] for number in left if number <= bottom}
        left = left[len(among) :]
        chunks = _chunks(filling)
        if isinstance(chunks, Streamed) and not any(row.cells for row in among.values()):
            written.append(chunks.mark)
        else:
            written += (_joined(chunk, among, slot.area[0]) for chunk in chunks)
    written += (_written(part, rows[number]) for number in left)
    end = max((row.end for number, row in part.rows.items() if number >= start), default=above.end)
    yield above.end, end, b"".join(written)


def _bands(fillings: Sequence[Filling]) -> tuple[list[Filling], list[Filling]]:
    """Of Tables side by side the one that begins first, and the others, which stand beside it."""
    firsts: list[Filling] = []
    others: list[Filling] = []
    bottom = 0
    for filling in sorted(fillings, key=lambda each: each.after.first):
        (others if filling.after.first <= bottom else firsts).append(filling)
        bottom = max(bottom, filling.after.bottom(filling.rows))
    return firsts, others


def _chunks(filling: Filling) -> Sequence[bytes] | Streamed:
    return filling.chunks if filling.rows else [_blank(filling.after)]


def _put_beside(part: SheetPart, filling: Filling, rows: dict[int, _Row]) -> None:
    """A Table's rows as cells that stand beside another Table: those of a row in one piece."""
    for chunk in _chunks(filling):
        for found in _ROW.finditer(chunk):
            number = int(found[2])
            cells = rows[number].cells if number in rows else {}
            rows[number] = _Row(found[1], {**cells, filling.after.area[0]: found[3]})


def _moved(
    part: SheetPart,
    fillings: Sequence[Filling],
    moves: Moves,
    cell_edits: CellEdits,
    start: int,
) -> dict[int, _Row]:
    """The template's rows from `start` on at their new numbers, without the Tables' sample rows."""
    name = part.sheet.name
    rows: dict[int, _Row] = {}
    by_row: dict[int, list[tuple[int, spans.Element]]] = {}
    for (number, column), cell in part.cells.items():
        if number >= start:
            by_row.setdefault(number, []).append((column, cell))
    sample = {n for each in fillings for n in range(each.before.first, each.before.last + 1)}
    for number in sorted(row for row in part.rows if row >= start and row not in sample):
        new = moves.whole_row(name, number)
        if new <= MAX_ROW:
            rows[new] = _Row(_tag(part, part.rows[number], new), {})
    for number in sorted(by_row):
        for column, cell in by_row[number]:
            if any(_inside(each.before, number, column) for each in fillings):
                continue
            new = moves.row(name, column, number)
            if new > MAX_ROW:
                if not holds_something(cell):
                    continue
                raise UnusableTemplate(
                    f"{place(name, column, number)} would move to row {new:,}; a sheet has "
                    f"{MAX_ROW:,}",
                    hint="narrow the query, or move that cell above the Table",
                )
            row = rows.setdefault(new, _Row(_plain_tag(part, new), {}))
            edits = [
                spans.attribute(part.data, cell, "r", f"{letters_of(column)}{new}"),
                *cell_edits(number, column, cell, new),
            ]
            shifted = [(s - cell.start, e - cell.start, text) for s, e, text in edits]
            row.cells[column] = spans.splice(part.data[cell.start : cell.end], shifted)
    return rows


def _inside(slot: Slot, row: int, column: int) -> bool:
    return slot.first <= row <= slot.last and slot.area[0] <= column <= slot.area[2]


def _tag(part: SheetPart, row: spans.Element, number: int) -> bytes:
    """A row's start tag at a new number; `spans`, a mere hint (18.3.1.73), is left out."""
    edits = [
        spans.attribute(part.data, row, "r", str(number)),
        *([spans.attribute(part.data, row, "spans", None)] if "spans" in row.attributes else []),
    ]
    shifted = [(s - row.start, e - row.start, text) for s, e, text in edits]
    tag = spans.splice(part.data[row.start : row.inner], shifted)
    return tag[:-2] + b">" if tag.endswith(b"/>") else tag


def _plain_tag(part: SheetPart, number: int) -> bytes:
    name = spans.prefix(part.data, part.root) + b"row"
    return b"<" + name + f' r="{number}">'.encode()


def _written(part: SheetPart, row: _Row) -> bytes:
    name = spans.prefix(part.data, part.root) + b"row"
    cells = b"".join(row.cells[column] for column in sorted(row.cells))
    return row.tag + cells + b"</" + name + b">"


def _joined(chunk: bytes, beside: dict[int, _Row], left: int) -> bytes:
    """Rows of data with the cells that stand beside them."""
    if not any(row.cells for row in beside.values()):
        return chunk

    def joined(found: re.Match[bytes]) -> bytes:
        row = beside.get(int(found[2]))
        if row is None:
            return found[0]
        before = b"".join(row.cells[each] for each in sorted(row.cells) if each < left)
        after = b"".join(row.cells[each] for each in sorted(row.cells) if each > left)
        return _taller(found[1], row.tag) + before + found[3] + after + found[4]

    return _ROW.sub(joined, chunk)


def _taller(tag: bytes, other: bytes) -> bytes:
    """The start tag of the two that asks for the higher row; the first, where neither does."""
    return max((tag, other), key=_height) if _height(other) > _height(tag) > 0 else tag


def _height(tag: bytes) -> float:
    said = _HEIGHT.search(tag)
    return float(said[1]) if said is not None else 0.0


def _blank(slot: Slot) -> bytes:
    """The one empty row that a Table keeps where a query gives none (18.5.1.2)."""
    cells = "".join(
        f'<c r="{letters_of(each.number)}{slot.first}" s="{each.style}"/>' for each in slot.columns
    )
    return f'<row r="{slot.first}"{slot.row_attributes}>{cells}</row>'.encode()
