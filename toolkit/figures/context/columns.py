"""Where tokens stand in a table whose cells are parted by bars, and what a head of one column holds
for.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from toolkit.figures.words.tokens import Passage, is_year


class Cell(NamedTuple):
    """A cell of a table: the tokens that its table and its row begin with; the cells before it."""

    table: int
    row: int
    column: int


class Columns:
    """The tables of one passage: lines after each other that begin with a bar."""

    def __init__(self, p: Passage) -> None:
        self._p = p
        self._cells: list[Cell | None] = [None] * p.size
        self._own: set[Cell] = set()  # cells of which a word or sign says more than a year
        self._worded: set[Cell] = set()
        column: int | None = None
        for i in range(p.size):
            bar = p.is_sign(i, "|")
            if i == 0 or "\n" in p.gap(i):
                if column is None:
                    table = i
                row = i
                column = 0 if bar else None
            elif bar and column is not None:
                column += 1
            if column is None:
                continue
            cell = self._cells[i] = Cell(table, row, column)
            if not bar and not is_year(p, i):
                self._own.add(cell)
            if p.is_word(i):
                self._worded.add(cell)

    def heads(self, i: int) -> bool:
        """Whether token i stands in a row of headings: no number follows it there but years, or in
        a table's first row such as stand with words, as in "1. Halbjahr 2024"."""
        cell, p = self._cells[i], self._p
        return cell is not None and not any(
            p.is_number(k)
            and not is_year(p, k)
            and (at := self._cells[k]) is not None
            and at.row == cell.row
            and (at.row > at.table or at not in self._worded)
            for k in range(i, p.size)
        )

    def beside(self, head: int, i: int) -> bool:
        """Whether token i stands in the row of a table that token `head` stands in."""
        there, cell = self._cells[head], self._cells[i]
        return there is not None and cell is not None and there.row == cell.row

    def label(self, i: int) -> list[int]:
        """The first cell of the row of a table that token i stands in; nothing outside of one."""
        cell = self._cells[i]
        row = range(cell.row, i) if cell else range(0)
        return [k for k in row if (at := self._cells[k]) is not None and at.column == 0]

    def below(self, head: int, i: int) -> bool:
        """Whether token i stands in a later row of the table that token `head` stands in."""
        above, cell = self._cells[head], self._cells[i]
        if above is None or cell is None:
            return False
        return above.table == cell.table and above.row < cell.row

    def holds(self, head: int, i: int, heads: Collection[int]) -> bool:
        """Whether what token `head` heads holds for token i; `heads` are all that head something.

        A head in the first cell of its row holds for the rows below it, one further right for its
        column; each as far as the next head, and one further right only where the columns beside
        it are headed by no more than a year.
        """
        above, cell = self._cells[head], self._cells[i]
        if above is None or cell is None or not self.below(head, i):
            return False
        nearer = range(above.column + 1, cell.column + 1)
        if above.column > cell.column or any(
            (at := self._cells[each]) is not None and at.row == above.row and at.column in nearer
            for each in heads
        ):
            return False
        alike = above._replace(column=cell.column) not in self._own
        return alike or above.column in (0, cell.column)
