"""Formulas worked out by formualizer in a process of its own, which may fail without harm."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

import formualizer

from toolkit.pack.formulas.areas import Broken, Cells, Known, Spot
from toolkit.pack.formulas.doubts import LAST_DIGIT, Doubts
from toolkit.pack.formulas.nodes import Doubt, Node, pieces

# What comes in: the workbook in plain lists. Sheets are named by their order.
# {"sheets": {name: [[row, column, value], …]}, "hidden": {name: [row, …]}, "days": bool,
#  "formulas": [{"at": [sheet, row, column], "text": …, "array": bool, "areas": […]}, …],
#  "unsure": [[sheet, row, column], …]}; what goes out: for each formula its value or a doubt.
_ASIDE = "Pieces"
_WIDE = 100
_ERRORS = {"Div": "#DIV/0!", "Na": "#N/A", "Value": "#VALUE!"}
_ROUNDS = 6
_SECONDS = 30
_Key = tuple[str, int, int]


def worked_out(job: dict[str, Any]) -> list[dict[str, Any]]:
    """Of each formula, in their order, {"value": …}, {"error": name} or {"doubt": why}."""
    return _Run(job).results()


class _Formula:
    def __init__(self, told: dict[str, Any]) -> None:
        sheet, row, column = told["at"]
        self.key: _Key = (sheet, row, column)
        self.text: str = told["text"]
        self.array: bool = told["array"]
        self.areas = [spot for each in told["areas"] if (spot := Spot.named(each)) is not None]
        self.doubt: str | None = told.get("doubt")
        self.node: Node | None = None
        self.pieces: list[Node] = []

    def parse(self) -> None:
        """Raises Doubt where the formula is not trusted whatever its values are."""
        try:
            self.node = formualizer.parse(f"={self.text}")
        except BaseException as fault:
            raise Doubt("its text cannot be read") from fault
        if self.array:  # Excel works a sum's array out cell by cell, as SUMPRODUCT always does
            (name, given) = self.node.get_function_name(), self.node.children()
            if name == "SUM" and len(given) == 1 and given[0].node_type() == "BinaryOp":
                self.text = f"SUMPRODUCT({given[0].to_formula()[1:]})"
                self.node = formualizer.parse(f"={self.text}")
        self.pieces = pieces(self.node)


class _Run:
    def __init__(self, job: dict[str, Any]) -> None:
        self.formulas = [_Formula(each) for each in job["formulas"]]
        self.unsure: set[_Key] = {(s, r, c) for s, r, c in job["unsure"]}
        self.job = job
        values: dict[str, dict[tuple[int, int], Known]] = {}
        for sheet, given in job["sheets"].items():
            values[sheet] = {
                (row, column): float(value) if _is_number(value) else value
                for row, column, value in given
            }
        self.cells = Cells(values)
        self.places: dict[str, int] = {}  # of a piece's text: its number on the sheet aside
        self.snapped: set[_Key] = set()

    def results(self) -> list[dict[str, Any]]:
        for each in self.formulas:
            if each.doubt is None:
                self._try(each, each.parse)
        for each in self.formulas:
            for piece in each.pieces if each.doubt is None else ():
                self.places.setdefault(piece.to_formula(), len(self.places))
        for _ in range(_ROUNDS):
            self._evaluate()
            if not self._snap():
                break
        else:
            for each in self.formulas:
                each.doubt = each.doubt or "it is part of a long chain of differences"
        doubts = self._doubts()
        for each in self.formulas:
            if each.doubt is None:
                self._try(each, partial(self._check, doubts, each))
        self._spread()
        return [self._told(each) for each in self.formulas]

    @staticmethod
    def _try(each: _Formula, what: Callable[[], object]) -> None:
        try:
            what()
        except Doubt as doubt:
            each.doubt = str(doubt)

    # -- evaluation -----------------------------------------------------------------------------

    def _evaluate(self) -> None:
        """Every formula and every piece, in one go."""
        config = formualizer.EvaluationConfig()
        config.enable_parallel = False  # the same sums in the same order on any machine
        config.max_eval_time_ms = _SECONDS * 1000
        book = formualizer.Workbook(config=formualizer.WorkbookConfig(eval_config=config))
        book.set_temporal_egress("serial")
        live = [each for each in self.formulas if each.doubt is None]
        written = {each.key for each in live} - self.snapped
        for sheet, values in self.cells.values.items():
            book.add_sheet(sheet)
            for row, first, run in _runs(values, sheet, written):
                book.set_values_batch(sheet, row, first, [run])
        book.add_sheet(_ASIDE)
        for each in live:
            if each.key not in self.snapped:
                self._set(book, each)
        for text, number in self.places.items():
            book.set_formula(_ASIDE, *_place(number), text)
        book.evaluate_all()
        self.book = book
        for each in live:
            sheet, row, column = each.key
            if each.key not in self.snapped:
                value = _known(book.get_value(*each.key))
                self.cells.values.setdefault(sheet, {})[row, column] = value
            self.cells.computed.add(each.key)
        self.cells.changed()

    @staticmethod
    def _set(book: formualizer.Workbook, each: _Formula) -> None:
        try:
            book.set_formula(*each.key, f"={each.text}")
        except BaseException as fault:  # a panic of the engine is no Exception
            each.doubt = f"the engine does not take it: {type(fault).__name__}"

    def _piece(self, node: Node) -> Known:
        number = self.places[node.to_formula()]
        return _known(self.book.get_value(_ASIDE, *_place(number)))

    def _snap(self) -> bool:
        """Differences that are nothing but rounding become 0, as Excel and LibreOffice show them.

        Both do so where a subtraction is a formula's last step. Whether there were any.
        """
        found = False
        for each in self.formulas:
            node = each.node
            if each.doubt is not None or each.key in self.snapped or node is None:
                continue
            if node.node_type() != "BinaryOp" or node.get_operator() not in ("+", "-"):
                continue
            sheet, row, column = each.key
            value = self.cells.values[sheet][row, column]
            sizes = [self._size(child) for child in node.children()]
            if isinstance(value, float) and value and abs(value) <= LAST_DIGIT * max(sizes):
                self.cells.values[sheet][row, column] = 0.0
                self.snapped.add(each.key)
                found = True
        return found

    def _size(self, node: Node) -> float:
        kind = node.node_type()
        if kind == "Literal":
            value = node.get_literal_value()
            return abs(float(value)) if _is_number(value) else 0.0
        if kind == "Reference":
            spot = Spot.named(node.get_reference_string() or "")
            known = self.cells.at(spot) if spot is not None else None
        else:
            known = self._piece(node)
        return abs(known) if isinstance(known, float) else 0.0

    # -- doubts ---------------------------------------------------------------------------------

    def _doubts(self) -> Doubts:
        subtotals = {each.key for each in self.formulas if "SUBTOTAL(" in each.text}
        top = {id(each.node): each for each in self.formulas}

        def value(node: Node) -> Known:
            each = top.get(id(node))
            if each is None:
                return self._piece(node)
            sheet, row, column = each.key
            return self.cells.values[sheet][row, column]

        return Doubts(self.cells, value, self.job["hidden"], subtotals, self.job["days"])

    def _check(self, doubts: Doubts, each: _Formula) -> None:
        assert each.node is not None  # parsed, or there is a doubt
        doubts.check(each.node, slack=float("inf") if each.key in self.snapped else 0.0)
        sheet, row, column = each.key
        value = self.cells.values[sheet][row, column]
        if isinstance(value, Broken) and not value.name.startswith("#"):
            raise Doubt(f"it gives {value.name}")

    def _spread(self) -> None:
        """What rests on a doubtful cell is as doubtful."""
        fresh = self.unsure | {each.key for each in self.formulas if each.doubt is not None}
        while fresh:
            now: dict[str, list[tuple[int, int]]] = {}
            for sheet, row, column in sorted(fresh):
                now.setdefault(sheet, []).append((row, column))
            fresh = set()
            for each in self.formulas:
                if each.doubt is None and any(_holds(area, now) for area in each.areas):
                    each.doubt = "it rests on a cell whose value is not known"
                    fresh.add(each.key)

    def _told(self, each: _Formula) -> dict[str, Any]:
        if each.doubt is not None:
            return {"doubt": each.doubt}
        sheet, row, column = each.key
        value = self.cells.values[sheet][row, column]
        if isinstance(value, Broken):
            return {"error": value.name}
        return {"value": 0.0 if value is None else value}


def _holds(area: Spot, cells: dict[str, list[tuple[int, int]]]) -> bool:
    return any(
        area.top <= row <= area.bottom and area.left <= column <= area.right
        for row, column in cells.get(area.sheet, ())
    )


def _runs(
    values: dict[tuple[int, int], Known], sheet: str, written: set[_Key]
) -> Iterable[tuple[int, int, list[Any]]]:
    """Values as they stand side by side: row, first column, values."""
    run: list[Any] = []
    row = first = 0
    for at in sorted(values):
        if isinstance(values[at], Broken) or (sheet, *at) in written or values[at] is None:
            continue
        if run and (at[0] != row or at[1] != first + len(run)):
            yield row, first, run
            run = []
        if not run:
            row, first = at
        run.append(values[at])
    if run:
        yield row, first, run


def _place(number: int) -> tuple[int, int]:
    return number // _WIDE + 1, number % _WIDE + 1


def _known(value: Any) -> Known:
    if isinstance(value, dict):
        kind = str(value.get("kind"))
        return Broken(_ERRORS.get(kind, f"an error ({kind})"))
    if _is_number(value):
        return float(value)
    return value if value is None or isinstance(value, str | bool) else Broken("several values")


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def main() -> None:
    job = json.load(sys.stdin.buffer)
    json.dump(worked_out(job), sys.stdout)


if __name__ == "__main__":
    main()
