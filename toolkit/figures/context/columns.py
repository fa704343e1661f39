"""Where tokens stand in a table whose cells are parted by bars, and what a head of one column holds
for.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from toolkit.figures.words.tokens import Passage, is_year


class Cell(NamedTuple):
    """A cell of a table, each counted from 0: the table, its row, the cell in that row."""

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
        table = row = -1
        column: int | None = None
        for i in range(p.size):
            if i == 0 or "\n" in p.gap(i):
                follows = column is not None
                column = -1 if p.is_sign(i, "|") else None
                if column is not None:
                    table, row = (table, row + 1) if follows else (table + 1, 0)
            if column is None:
                continue
            column += p.is_sign(i, "|")
            cell = self._cells[i] = Cell(table, row, column)
            if not p.is_sign(i, "|") and not is_year(p, i):
                self._own.add(cell)
            if p.is_word(i):
                self._worded.add(cell)

    def heads(self, i: int) -> bool:
        """Whether token i stands in a row of headings: no number follows it there but years, or in
        a table's first row such as stand with words, as in "1. Halbjahr 2024"."""
        cell = self._cells[i]
        if cell is None:
            return False
        for k in range(i, self._p.size):
            at = self._cells[k]
            if at is None or at[:2] != cell[:2]:
                break
            bare = at.row or at not in self._worded
            if bare and self._p.is_number(k) and not is_year(self._p, k):
                return False
        return True

    def beside(self, head: int, i: int) -> bool:
        """Whether token i stands in the row of a table that token `head` stands in."""
        there, cell = self._cells[head], self._cells[i]
        return there is not None and cell is not None and there[:2] == cell[:2]

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
        rivals = [at.column for each in heads
                  if (at := self._cells[each]) is not None and at[:2] == above[:2]]  # fmt: skip
        if above.column != max((at for at in rivals if at <= cell.column), default=-1):
            return False
        alike = above._replace(column=cell.column) not in self._own
        return alike or above.column in (0, cell.column)
