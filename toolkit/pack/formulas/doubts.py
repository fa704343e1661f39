"""Whether a formula's result is the one that Excel gives: doubt is raised, never a wrong number."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from toolkit.pack.formulas.areas import AreaFacts, Broken, Cells, Known, Spot, fold, is_numeric
from toolkit.pack.formulas.arrays import cell_by_cell, of_one_size
from toolkit.pack.formulas.functiondoubts import SPECIAL
from toolkit.pack.formulas.nodes import (
    COMPARED,
    Doubt,
    Node,
    added,
    short,
    size_of,
    spot_of,
)
from toolkit.pack.formulas.trusted import FUNCTIONS, SUMMING

_SURE_ERRORS = ("#DIV/0!", "#N/A")  # others may be the engine's own failure
_NOT_FOUND = "#VALUE!"  # of FIND, the one failure that templates count on
_CRITERION = re.compile(r"(<=|>=|<>|=|<|>)?(.*)", re.DOTALL)
# To these a truth in an area is one, or counts as any cell; to others Excel's are no numbers.
_OF_TRUTHS = ("AND", "OR", "COUNTA", "COUNTBLANK", "ROWS", "COLUMNS", "INDEX", "XLOOKUP")
_NEAR, LAST_DIGIT = 1e-9, 5e-16
_LONGEST = 32_767
_FIRST_DAY, _LAST_DAY = 61.0, 2_958_465.0


class Doubts:
    """Walks formulas with their values at hand; branches that are not taken are not looked at."""

    def __init__(
        self,
        cells: Cells,
        values: Callable[[Node], Known],
        hidden: Mapping[str, list[int]],
        subtotals: set[tuple[str, int, int]],
        days: bool,
    ) -> None:
        self.cells, self.piece = cells, values
        self.hidden, self.subtotals, self.days = hidden, subtotals, days

    def check(self, node: Node, slack: float = 0.0) -> Known:
        """The value of a single-valued piece. Raises Doubt.

        What is smaller than `slack` makes no difference to what it is used for.
        """
        value = self.value(node)
        kind = node.node_type()
        if kind == "Function":
            self._function(node, value, slack)
        elif kind == "BinaryOp":
            self._binary(node, value, slack)
        elif kind == "UnaryOp":
            self.number(self.check(node.children()[0], slack))
        return value

    def value(self, node: Node) -> Known:
        kind = node.node_type()
        if kind == "Omitted":
            return None
        if kind == "Literal":
            said = node.get_literal_value()
            if isinstance(said, str) and node.to_formula().startswith("=#"):
                return Broken(said) if said in _SURE_ERRORS else self._unsure(said)
            return float(said) if isinstance(said, int | float) and not isinstance(said, bool) \
                else said  # fmt: skip
        if kind == "Reference":
            return self.cells.at(spot_of(node))
        value = self.piece(node)
        sought = node.node_type() == "Function" and node.get_function_name() == "FIND"
        if isinstance(value, Broken) and sought and value.name == _NOT_FOUND:
            return value
        if isinstance(value, Broken) and value.name not in _SURE_ERRORS:
            raise Doubt(f"it gives {value.name}")
        if isinstance(value, str) and len(value) > _LONGEST // 2:
            raise Doubt("it gives a very long text")
        if isinstance(value, float) and value and not 1e-290 < abs(value) < 1e290:
            raise Doubt(f"it gives {value}")
        return value

    def _unsure(self, name: str) -> Known:
        raise Doubt(f"it gives {name}")

    # -- operators ------------------------------------------------------------------------------

    def _binary(self, node: Node, value: Known, slack: float) -> None:
        left, right = node.children()
        sign = node.get_operator() or ""
        if sign in COMPARED:
            a, b = self.value(left), self.value(right)
            self.check(left, size_of(b) * 1e-3)
            self.check(right, size_of(a) * 1e-3)
            self._compared(a, b, sign)
            return
        passed = slack if sign in "+-" else 0.0
        a, b = self.check(left, passed), self.check(right, passed)
        if sign == "&":
            self._text(a)
            self._text(b)
            return
        a, b = self.number(a), self.number(b)
        if a is None or b is None:
            return
        if sign in "+-" and isinstance(value, float):
            self._not_cancelled(value, max(abs(a), abs(b)), slack)
        if sign == "^":
            self.power(a, b)

    def _not_cancelled(self, value: float, size: float, slack: float) -> None:
        if value and abs(value) < _NEAR * size and not abs(value) < slack:
            raise Doubt("what is left of large numbers may be their rounding only")

    def power(self, a: float, b: float) -> None:
        large = a and b and abs(b * math.log(abs(a))) > 600
        if (a == 0 and b <= 0) or (a < 0 and not b.is_integer()) or large:
            raise Doubt("it takes a power that programs do not agree on")

    def _compared(self, a: Known, b: Known, sign: str) -> None:
        if isinstance(a, Broken) or isinstance(b, Broken):
            return
        if isinstance(a, bool) != isinstance(b, bool):
            raise Doubt("it compares a truth with something else")
        if isinstance(a, str) and isinstance(b, str):
            alike = a.encode().lower() == b.encode().lower()  # the engine's: a to z in either case
            if sign not in ("=", "<>") or (not alike and fold(a) == fold(b)):
                raise Doubt("how texts are sorted depends on the language")
        elif (
            isinstance(a, float)
            and isinstance(b, float)
            and a != b
            and abs(a - b) <= _NEAR * max(abs(a), abs(b))
        ):
            raise Doubt("it compares numbers that differ in their last digits only")

    # -- kinds of arguments ---------------------------------------------------------------------

    def number(self, value: Known) -> float | None:
        """As arithmetic takes it; None for an error."""
        if isinstance(value, str):
            raise Doubt("it calculates with a text")
        return None if isinstance(value, Broken) else float(value or 0)

    def _text(self, value: Known) -> None:
        """A number among texts must look the same everywhere."""
        if isinstance(value, bool):
            raise Doubt("a truth becomes a text, in each language its own")
        if isinstance(value, float) and (not short(value) or str(value) == "-0.0"):
            raise Doubt("a number with many digits becomes a text")
        if isinstance(value, str) and any(sign > "\uffff" for sign in value):
            raise Doubt("it counts characters that programs count differently")

    def day(self, value: Known) -> None:
        number = self.number(value)
        if not self.days:
            raise Doubt("the workbook counts its days from 1904")
        if number is not None and not _FIRST_DAY <= number <= _LAST_DAY:
            raise Doubt("it takes a number for a day that is none")

    def _criterion(self, value: Known, area: Spot, counts: bool) -> None:
        if value is None or isinstance(value, bool):
            raise Doubt("its criterion is an empty cell or a truth")
        if isinstance(value, Broken):
            raise Doubt("its criterion is an error")
        facts = self.cells.of(area)
        if isinstance(value, str):
            found = _CRITERION.fullmatch(value)
            sign, rest = (found[1] or "", found[2]) if found else ("", value)
            if counts and area.bottom - area.top > 1_000_000 and (sign == "<>" or not rest):
                raise Doubt("it counts the empty cells of a whole column")
            if len(value) > 255 or (rest and not rest.strip()):
                raise Doubt("its criterion is very long or blank")
            if not is_numeric(rest):
                if sign in ("<", ">", "<=", ">="):
                    raise Doubt("how texts are sorted depends on the language")
                self._spelled_alike(rest, area)
                return
            if not re.fullmatch(r"-?\d+(\.\d+)?", rest):
                raise Doubt("its criterion may be a number or a text")
        number = value if isinstance(value, float) else float(rest)
        if facts.numeric_texts or facts.near(number) or not short(number):
            raise Doubt("its criterion is a number, and numbers are not exact there")

    def _key(self, value: Known, area: Spot) -> None:
        if value is None or isinstance(value, bool | Broken):
            raise Doubt("it looks up an empty cell, a truth or an error")
        if isinstance(value, str):
            if any(sign in value for sign in "*?~") or not value or len(value) > 255:
                raise Doubt("it looks up a text with signs of its own")
            self._spelled_alike(value, area)
        elif self.cells.of(area).near(value) or not short(value):
            raise Doubt("it looks up a number, and numbers are not exact there")

    def _spelled_alike(self, text: str, area: Spot) -> None:
        spellings = self.cells.of(area).folded.get(fold(text), frozenset())
        if spellings - {text.lower()}:
            raise Doubt("it looks up a text that stands there in other letters")

    # -- functions ------------------------------------------------------------------------------

    def _function(self, node: Node, value: Known, slack: float) -> None:
        name = (node.get_function_name() or "").upper()
        given = node.children()
        if name in ("IF", "IFERROR", "IFNA", "IFS", "CHOOSE", "SWITCH"):
            getattr(self, f"_{name.lower()}")(given, slack)
            return
        kinds = FUNCTIONS[name].kinds(len(given)) or ""
        found: list[Known] = []
        passed = slack if name == "ABS" else self._slack_of(name, given)
        for n, (letter, child) in enumerate(zip(kinds, given, strict=True)):
            found.append(self._argument(name, letter, child, given, n, passed))
        areas = [
            spot_of(each)
            for letter, each in zip(kinds, given, strict=True)
            if letter in "rvx" and each.node_type() == "Reference"
        ]
        if name == "SUMPRODUCT":
            of_one_size(given)
        if name not in _OF_TRUTHS and any(self.cells.of(area).truths for area in areas):
            raise Doubt("it takes truths together with numbers")
        if name in SUMMING and isinstance(value, float):
            singles = [(v, False) for letter, v in zip(kinds, found, strict=True) if letter == "v"]
            self._summed(node, singles, value, slack)
        if name in SPECIAL:
            SPECIAL[name](self, name, found, areas, value)

    def _slack_of(self, name: str, given: Sequence[Node]) -> float:
        if name != "ROUND" or len(given) != 2:
            return 0.0
        places = self.value(given[1])
        return 0.1 * 10.0**-places if isinstance(places, float) and abs(places) < 20 else 0.0

    def _argument(
        self, name: str, letter: str, child: Node, given: Sequence[Node], n: int, slack: float
    ) -> Known:
        if letter == "m":
            cell_by_cell(self.cells, child)
            return None
        if letter == "r":
            self._reference(child)
            return None
        if letter in "vx" and child.node_type() == "Reference":
            if letter == "x":
                for each, _ in self.cells.of(spot_of(child)).cells:
                    self._text(each)
            return None
        value = self.check(child, slack)
        if letter in "nv":
            self.number(value)
            if letter == "v" and isinstance(value, Broken) and name in ("COUNT", "COUNTA"):
                raise Doubt(f"{name} counts an error")
        elif letter in "tx":
            self._text(value)
        elif letter == "d":
            self.day(value)
        elif letter == "c":
            area = self._reference(given[0 if name in ("SUMIF", "AVERAGEIF") else n - 1])
            self._criterion(value, area, name.startswith("COUNT"))
        elif letter == "k":
            self._key(value, self._keys(name, self._reference(given[1])))
        return value

    def _keys(self, name: str, area: Spot) -> Spot:
        """Where a key is looked for."""
        if name == "VLOOKUP":
            return Spot(area.sheet, area.left, area.top, area.left, area.bottom)
        if 1 not in area.shape:
            raise Doubt(f"{name} looks in several columns")
        return area

    def _reference(self, node: Node) -> Spot:
        if node.node_type() != "Reference":
            raise Doubt("it works out where it looks")
        return spot_of(node)

    def _summed(
        self, node: Node, singles: Iterable[tuple[Known, bool]], value: float, slack: float
    ) -> None:
        facts = [AreaFacts(tuple(singles)), *map(self.cells.of, added(node))]
        largest = max(each.largest for each in facts)
        exact = all(each.whole for each in facts)
        both = any(each.positive for each in facts) and any(each.negative for each in facts)
        nothing = abs(value) < _NEAR * largest and not (value and abs(value) < slack)
        if both and not exact and nothing:
            raise Doubt("what is left of large numbers may be their rounding only")

    def _if(self, given: Sequence[Node], slack: float) -> None:
        chosen = self.number(self.check(given[0]))
        if chosen is not None and (chosen or len(given) > 2):
            self.check(given[1 if chosen else 2], slack)

    def _iferror(self, given: Sequence[Node], slack: float) -> None:
        if isinstance(self.check(given[0], slack), Broken):
            self.check(given[1], slack)

    def _ifna(self, given: Sequence[Node], slack: float) -> None:
        self._iferror(given, slack)

    def _ifs(self, given: Sequence[Node], slack: float) -> None:
        for test, value in zip(given[::2], given[1::2], strict=True):
            chosen = self.number(self.check(test))
            if chosen is None:
                return
            if chosen:
                self.check(value, slack)
                return

    def _choose(self, given: Sequence[Node], slack: float) -> None:
        number = self.number(self.check(given[0]))
        if number is None:
            return
        if not number.is_integer() or not 1 <= number < len(given):
            raise Doubt("it chooses by a number that is not whole")
        self.check(given[int(number)], slack)

    def _switch(self, given: Sequence[Node], slack: float) -> None:
        value = self.check(given[0])
        rest = list(given[1:])
        while len(rest) > 1:
            case, chosen = self.check(rest[0]), rest[1]
            if value is None or case is None or isinstance(value, Broken):
                raise Doubt("it chooses by an empty cell or an error")
            if type(value) is not type(case):
                raise Doubt("it chooses between values of several kinds")
            self._compared(value, case, "=")
            texts = isinstance(value, str) and isinstance(case, str)
            same = str(value).lower() == str(case).lower() if texts else value == case
            if same:
                self.check(chosen, slack)
                return
            rest = rest[2:]
        if rest:
            self.check(rest[0], slack)
