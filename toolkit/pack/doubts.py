"""Whether a formula's result is the one that Excel gives: doubt is raised, never a wrong number."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from typing import Any, Protocol

from toolkit.pack.areas import Broken, Cells, Known, Spot, fold, is_numeric
from toolkit.pack.trusted import FUNCTIONS, SUBTOTALS, SUMMING

_ARITHMETIC, _COMPARED = ("+", "-", "*", "/", "^"), ("=", "<>", "<", ">", "<=", ">=")
_SURE_ERRORS = ("#DIV/0!", "#N/A")  # others may be the engine's own failure
_NOT_FOUND = "#VALUE!"  # of FIND, the one failure that templates count on
_NUMBER_FORMAT = re.compile(r"(?:#,##)?0(?:\.(0+))?(%)?")
_DAY_FORMAT = re.compile(r"(?:yyyy|mmmm|mmm|mm|m|dd|d)(?:[-. ](?:yyyy|mmmm|mmm|mm|m|dd|d))*")
_CRITERION = re.compile(r"(<=|>=|<>|=|<|>)?(.*)", re.DOTALL)
# To these a truth in an area is one, or counts as any cell; to others Excel's are no numbers.
_OF_TRUTHS = ("AND", "OR", "COUNTA", "COUNTBLANK", "ROWS", "COLUMNS", "INDEX", "XLOOKUP")
_NEAR, LAST_DIGIT = 1e-9, 5e-16
_LONGEST = 32_767
_MOST_DEPTH = 60
_FIRST_DAY, _LAST_DAY = 61.0, 2_958_465.0


class Doubt(Exception):
    """Why a formula is left to Excel."""


class Node(Protocol):
    """A piece of a parsed formula, as formualizer gives it."""

    def node_type(self) -> str: ...
    def children(self) -> list[Any]: ...
    def get_operator(self) -> str | None: ...
    def get_function_name(self) -> str | None: ...
    def get_reference_string(self) -> str | None: ...
    def get_literal_value(self) -> Any: ...
    def to_formula(self) -> str: ...


def pieces(node: Node, depth: int = 0) -> list[Node]:
    """The single-valued pieces of a formula, whose values the doubts are about.

    Raises Doubt for what is not trusted whatever its values are.
    """
    if depth > _MOST_DEPTH:
        raise Doubt("it is nested very deep")
    kind, children = node.node_type(), node.children()
    if kind == "Function":
        name = (node.get_function_name() or "").upper()
        takes = FUNCTIONS.get(name)
        if takes is None:
            raise Doubt(f"{name} is not among the functions that factpack computes")
        kinds = takes.kinds(len(children))
        if kinds is None:
            raise Doubt(f"{name} has {len(children)} arguments")
        found = [node]
        for letter, child in zip(kinds, children, strict=True):
            if letter in "rm" or (letter in "vx" and child.node_type() == "Reference"):
                continue
            if letter in "lf" and not _is_literal(child):
                raise Doubt(f"{name} is told by another cell how to go about it")
            found += pieces(child, depth + 1)
        return found
    if kind in ("BinaryOp", "UnaryOp"):
        if node.get_operator() not in (*_ARITHMETIC, *_COMPARED, "&", "%"):
            raise Doubt(f"it uses {node.get_operator()!r}")
        return [node, *(each for child in children for each in pieces(child, depth + 1))]
    if kind == "Reference":
        if not _spot(node).single:
            raise Doubt("it takes one value of several cells, which depends on where it stands")
        return []
    if kind not in ("Literal", "Omitted"):
        raise Doubt("it gives more than one value")
    return []


class Doubts:
    """Walks formulas with their values at hand; branches that are not taken are not looked at."""

    def __init__(
        self,
        cells: Cells,
        values: Callable[[Node], Known],
        hidden: dict[str, list[int]],
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
            self._number(self.check(node.children()[0], slack))
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
            return self.cells.at(_spot(node))
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
        if sign in _COMPARED:
            a, b = self.value(left), self.value(right)
            self.check(left, _size(b) * 1e-3)
            self.check(right, _size(a) * 1e-3)
            self._compared(a, b, sign)
            return
        passed = slack if sign in "+-" else 0.0
        a, b = self.check(left, passed), self.check(right, passed)
        if sign == "&":
            self._text(a)
            self._text(b)
            return
        a, b = self._number(a), self._number(b)
        if a is None or b is None:
            return
        if sign in "+-" and isinstance(value, float):
            self._not_cancelled(value, max(abs(a), abs(b)), slack)
        if sign == "^":
            self._power(a, b)

    def _not_cancelled(self, value: float, size: float, slack: float) -> None:
        if value and abs(value) < _NEAR * size and not abs(value) < slack:
            raise Doubt("what is left of large numbers may be their rounding only")

    def _power(self, a: float, b: float) -> None:
        large = a and b and abs(b * math.log(abs(a))) > 600
        if (a == 0 and b <= 0) or (a < 0 and not b.is_integer()) or large:
            raise Doubt("it takes a power that programs do not agree on")

    def _compared(self, a: Known, b: Known, sign: str) -> None:
        if isinstance(a, Broken) or isinstance(b, Broken):
            return
        if isinstance(a, bool) != isinstance(b, bool):
            raise Doubt("it compares a truth with something else")
        if isinstance(a, str) and isinstance(b, str):
            if sign not in ("=", "<>") or (a.lower() != b.lower() and fold(a) == fold(b)):
                raise Doubt("how texts are sorted depends on the language")
        elif (
            isinstance(a, float)
            and isinstance(b, float)
            and a != b
            and abs(a - b) <= _NEAR * max(abs(a), abs(b))
        ):
            raise Doubt("it compares numbers that differ in their last digits only")

    # -- kinds of arguments ---------------------------------------------------------------------

    def _number(self, value: Known) -> float | None:
        """As arithmetic takes it; None for an error."""
        if isinstance(value, str):
            raise Doubt("it calculates with a text")
        return None if isinstance(value, Broken) else float(value or 0)

    def _text(self, value: Known) -> None:
        """A number among texts must look the same everywhere."""
        if isinstance(value, bool):
            raise Doubt("a truth becomes a text, in each language its own")
        if isinstance(value, float) and (not _short(value) or str(value) == "-0.0"):
            raise Doubt("a number with many digits becomes a text")
        if isinstance(value, str) and any(sign > "\uffff" for sign in value):
            raise Doubt("it counts characters that programs count differently")

    def _day(self, value: Known) -> None:
        number = self._number(value)
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
        if facts.numeric_texts or facts.near(number) or not _short(number):
            raise Doubt("its criterion is a number, and numbers are not exact there")

    def _key(self, value: Known, area: Spot) -> None:
        if value is None or isinstance(value, bool | Broken):
            raise Doubt("it looks up an empty cell, a truth or an error")
        if isinstance(value, str):
            if any(sign in value for sign in "*?~") or not value or len(value) > 255:
                raise Doubt("it looks up a text with signs of its own")
            self._spelled_alike(value, area)
        elif self.cells.of(area).near(value) or not _short(value):
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
            _spot(each)
            for letter, each in zip(kinds, given, strict=True)
            if letter in "rvx" and each.node_type() == "Reference"
        ]
        if name not in _OF_TRUTHS and any(self.cells.of(area).truths for area in areas):
            raise Doubt("it takes truths together with numbers")
        if name in SUMMING and isinstance(value, float):
            self._summed(node, value, slack)
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
            self.array(child)
            return None
        if letter == "r":
            self._reference(child)
            return None
        if letter in "vx" and child.node_type() == "Reference":
            if letter == "x":
                for each, _ in self.cells.of(_spot(child)).cells:
                    self._text(each)
            return None
        value = self.check(child, slack)
        if letter in "nv":
            self._number(value)
            if letter == "v" and isinstance(value, Broken) and name in ("COUNT", "COUNTA"):
                raise Doubt(f"{name} counts an error")
        elif letter in "tx":
            self._text(value)
        elif letter == "d":
            self._day(value)
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
        return _spot(node)

    def _summed(self, node: Node, value: float, slack: float) -> None:
        for area in _added(node):
            facts = self.cells.of(area)
            if facts.may_cancel and abs(value) < _NEAR * facts.largest and not (
                value and abs(value) < slack
            ):  # fmt: skip
                raise Doubt("what is left of large numbers may be their rounding only")

    def _if(self, given: Sequence[Node], slack: float) -> None:
        chosen = self._number(self.check(given[0]))
        if chosen is not None and (chosen or len(given) > 2):
            self.check(given[1 if chosen else 2], slack)

    def _iferror(self, given: Sequence[Node], slack: float) -> None:
        if isinstance(self.check(given[0], slack), Broken):
            self.check(given[1], slack)

    def _ifna(self, given: Sequence[Node], slack: float) -> None:
        self._iferror(given, slack)

    def _ifs(self, given: Sequence[Node], slack: float) -> None:
        for test, value in zip(given[::2], given[1::2], strict=True):
            chosen = self._number(self.check(test))
            if chosen is None:
                return
            if chosen:
                self.check(value, slack)
                return

    def _choose(self, given: Sequence[Node], slack: float) -> None:
        number = self._number(self.check(given[0]))
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

    # -- arrays ---------------------------------------------------------------------------------

    def array(self, node: Node) -> None:
        """An argument that is worked out cell by cell, as SUMPRODUCT's are."""
        shapes = {area.shape for area in _areas(node)}
        if len(shapes - {(1, 1)}) > 1:
            raise Doubt("it takes areas of several sizes together")
        if not shapes:
            raise Doubt("it takes an array of its own")
        self._array(node)

    def _array(self, node: Node) -> None:
        kind, children = node.node_type(), node.children()
        sign = node.get_operator() or ""
        if kind == "Literal":
            return
        if kind == "Reference":
            here = self.cells.of(_spot(node))
            if here.broken or here.truths or here.numeric_texts:
                raise Doubt("it takes errors, truths or texts together with numbers")
            return
        if kind not in ("BinaryOp", "UnaryOp") or sign not in (*_ARITHMETIC[:4], *_COMPARED):
            raise Doubt("it works cell by cell in a way that factpack does not compute")
        for child in children:
            self._array(child)
            leaf = child.node_type() in ("Reference", "Literal")
            facts = [self.cells.of(area) for area in _areas(child)]
            texts = {text for each in facts for text in each.texts}
            if sign in _COMPARED:
                foreign = any(map(_foreign, texts))
                sorts = sign not in ("=", "<>") and texts
                if not leaf or any(each.inexact for each in facts) or foreign or sorts:
                    raise Doubt("it compares numbers that are not exact, or foreign texts")
            elif leaf and (texts or isinstance(self._leaf(child), str)):
                raise Doubt("it calculates with texts")

    def _leaf(self, node: Node) -> Known:
        return self.value(node) if node.node_type() == "Literal" else None


# -- functions with doubts of their own ------------------------------------------------------------


def _rounded(doubts: Doubts, name: str, given: list[Known], _: list[Spot], value: Known) -> None:
    """A computed number just beside a half, or just beside a whole, may fall either way."""
    number = given[0]
    places = given[1] if len(given) > 1 else 0.0
    if name in ("CEILING", "FLOOR", "MOD", "QUOTIENT"):
        places, step = 0.0, given[1]
        if not isinstance(number, float) or not isinstance(step, float) or step <= 0:
            raise Doubt("it rounds in a way that programs do not agree on")
        if name in ("CEILING", "FLOOR", "QUOTIENT") and number < 0:
            raise Doubt("it rounds in a way that programs do not agree on")
        if not (number.is_integer() and step.is_integer()):
            if name == "MOD" and isinstance(value, float) and abs(value) < 1e-3 * abs(number):
                raise Doubt("what is left of large numbers may be their rounding only")
            number = number / step
            if abs(number - round(number)) < 1e-6:
                raise Doubt("it rounds a number that is nearly whole")
        return
    if isinstance(number, Broken) or isinstance(places, Broken):
        return
    number, places = float(number or 0), float(places or 0)
    if not places.is_integer() or abs(places) > 15:
        raise Doubt("it rounds to an odd number of places")
    _round_is_sure(number, int(places), half=name == "ROUND")
    if name == "ROUND" and _short(number) and isinstance(value, float):
        unit = Decimal(1).scaleb(-int(places))
        exact = (Decimal(repr(number)) / unit).quantize(Decimal(1), ROUND_HALF_UP) * unit
        if not math.isclose(float(exact), value, rel_tol=1e-14, abs_tol=1e-300):
            raise Doubt("programs do not round it alike")


def _round_is_sure(number: float, places: int, *, half: bool) -> None:
    scaled = abs(number) * 10.0**places
    edge = scaled - math.floor(scaled) - (0.5 if half else round(scaled - math.floor(scaled)))
    if abs(edge) < 1e-6 * max(1.0, scaled * 1e-6) and not _short(number):
        raise Doubt("it rounds a number just beside where rounding turns")
    if scaled > 1e15:
        raise Doubt("it rounds digits that no number has")
    if not half and abs(edge) < 1e-6 and not number.is_integer() and places > 0:
        exact = Decimal(repr(number)).scaleb(places)
        if exact == exact.to_integral_value() and math.floor(scaled) != int(abs(exact)):
            raise Doubt("programs do not round it alike")


def _formatted(doubts: Doubts, _n: str, given: list[Known], _a: list[Spot], _v: Known) -> None:
    number, said = given
    if isinstance(number, Broken):
        return
    if not isinstance(number, float) or not isinstance(said, str):
        raise Doubt("TEXT is given no number")
    if (found := _NUMBER_FORMAT.fullmatch(said)) is not None:
        places = len(found[1] or "") + (2 if found[2] else 0)
        _round_is_sure(number, places, half=True)
        if number < 0 and abs(number) * 10.0**places < 0.5:
            raise Doubt("TEXT shows less than nothing as nothing")
    elif _DAY_FORMAT.fullmatch(said) is not None and number.is_integer():
        doubts._day(number)
    else:
        raise Doubt(f"TEXT with the format {said!r}")


def _subtotalled(doubts: Doubts, _n: str, given: list[Known], areas: list[Spot], _v: Known) -> None:
    if given[0] not in SUBTOTALS:
        raise Doubt(f"SUBTOTAL({given[0]})")
    for area in areas:
        if any(area.top <= row <= area.bottom for row in doubts.hidden.get(area.sheet, ())):
            raise Doubt("rows are hidden in what SUBTOTAL adds up")
        if any(
            sheet == area.sheet and area.top <= row <= area.bottom and area.left <= c <= area.right
            for sheet, row, c in doubts.subtotals
        ):
            raise Doubt("SUBTOTAL leaves out other subtotals")


def _same_sizes(_d: Doubts, _n: str, _g: list[Known], areas: list[Spot], _v: Known) -> None:
    if any(one.shape != other.shape for one, other in pairwise(areas)):
        raise Doubt("it takes areas of several sizes together")


def _picked(doubts: Doubts, _n: str, given: list[Known], areas: list[Spot], _v: Known) -> None:
    """INDEX of whole rows and columns gives many values; a column alone counts along itself."""
    rows, columns = areas[0].shape
    numbers = [each for each in given[1:] if isinstance(each, float)]
    if len(numbers) != len(given) - 1:
        if any(isinstance(each, Broken) for each in given[1:]):
            return
        raise Doubt("INDEX takes an empty cell for a number")
    if any(not each.is_integer() or each < 1 for each in numbers):
        raise Doubt("INDEX takes more than one cell")
    if len(numbers) == 1 and 1 not in (rows, columns):
        raise Doubt("INDEX takes more than one cell")


def _exactly(_d: Doubts, name: str, given: list[Known], _a: list[Spot], _v: Known) -> None:
    if name == "MATCH" and given[-1] is False:  # formualizer takes it for 1
        raise Doubt("MATCH is told FALSE; write 0")
    if given[-1] not in (0.0, False):
        raise Doubt(f"{name} looks for the nearest, not the same")


def _cased(_d: Doubts, _n: str, given: list[Known], _a: list[Spot], _v: Known) -> None:
    text = given[0]
    if isinstance(text, str) and _foreign(text):
        raise Doubt("it changes the case of letters that languages treat differently")


def _counted(_d: Doubts, name: str, given: list[Known], _a: list[Spot], _v: Known) -> None:
    for each in given[1:]:
        if isinstance(each, float) and (not each.is_integer() or not 0 <= each < 32768):
            raise Doubt(f"{name} counts with a number that is not whole")


def _counted_last(d: Doubts, name: str, given: list[Known], a: list[Spot], v: Known) -> None:
    _counted(d, name, [None, *given[3:]], a, v)
    if len(given) > 3 and given[3] in (None, 0.0, False):
        raise Doubt(f"{name} counts from nothing")


def _whole(_d: Doubts, name: str, given: list[Known], _a: list[Spot], _v: Known) -> None:
    for each in given[:3]:
        if isinstance(each, float) and not each.is_integer():
            raise Doubt(f"{name} takes a number that is not whole")


def _dated(doubts: Doubts, name: str, given: list[Known], areas: list[Spot], value: Known) -> None:
    _whole(doubts, name, given, areas, value)
    if name == "DATE" and not isinstance(given[0], Broken) and float(given[0] or 0) < 1900:
        raise Doubt("DATE is given a year of the first century")
    if isinstance(value, float):
        doubts._day(value)


def _week(_d: Doubts, _n: str, given: list[Known], _a: list[Spot], _v: Known) -> None:
    if len(given) > 1 and given[1] not in (1.0, 2.0, 3.0):
        raise Doubt("WEEKDAY counts its days in a rare way")


def _bounded(doubts: Doubts, _n: str, _g: list[Known], areas: list[Spot], _v: Known) -> None:
    if any(area.bottom - area.top > 1_000_000 for area in areas):
        raise Doubt("it counts the empty cells of a whole column")


def _xlooked(doubts: Doubts, name: str, given: list[Known], areas: list[Spot], v: Known) -> None:
    _same_sizes(doubts, name, given, areas, v)
    if len(given) > 4:
        _exactly(doubts, name, given, areas, v)


def _sought(_d: Doubts, _n: str, given: list[Known], _a: list[Spot], _v: Known) -> None:
    if given[0] in (None, "") or given[1] in (None, ""):
        raise Doubt("FIND is given an empty text")
    if len(given) > 2 and given[2] != 1.0:
        raise Doubt("FIND begins in the midst of a text")


def _is_number(_d: Doubts, name: str, given: list[Known], _a: list[Spot], _v: Known) -> None:
    if isinstance(given[0], bool):
        raise Doubt(f"{name} is asked about a truth")


def _paid(_d: Doubts, _n: str, given: list[Known], _a: list[Spot], _v: Known) -> None:
    if isinstance(given[0], float) and given[0] <= -0.5:
        raise Doubt("it takes an odd rate of interest")


def _powered(doubts: Doubts, _n: str, given: list[Known], _a: list[Spot], _v: Known) -> None:
    a, b = (doubts._number(each) for each in given)
    if a is not None and b is not None:
        doubts._power(a, b)


def _logical(_d: Doubts, name: str, _g: list[Known], areas: list[Spot], _v: Known) -> None:
    for area in areas:
        if _d.cells.of(area).texts:
            raise Doubt(f"{name} takes texts")


_Special = Callable[[Doubts, str, list[Known], list[Spot], Known], None]
SPECIAL: dict[str, _Special] = {
    **dict.fromkeys(("ROUND", "ROUNDUP", "ROUNDDOWN", "INT", "TRUNC"), _rounded),
    **dict.fromkeys(("MOD", "CEILING", "FLOOR", "QUOTIENT"), _rounded),
    "TEXT": _formatted,
    "SUBTOTAL": _subtotalled,
    **dict.fromkeys(("SUMIFS", "COUNTIFS", "AVERAGEIFS", "MAXIFS", "MINIFS"), _same_sizes),
    **dict.fromkeys(("SUMIF", "AVERAGEIF"), _same_sizes),
    "INDEX": _picked,
    **dict.fromkeys(("MATCH", "VLOOKUP"), _exactly),
    "XLOOKUP": _xlooked,
    **dict.fromkeys(("UPPER", "LOWER"), _cased),
    **dict.fromkeys(("LEFT", "RIGHT", "MID", "REPT"), _counted),
    **dict.fromkeys(("YEAR", "MONTH", "DAY"), _whole),
    **dict.fromkeys(("DATE", "EDATE", "EOMONTH"), _dated),
    "DAYS": _whole,
    "WEEKDAY": _week,
    "COUNTBLANK": _bounded,
    "POWER": _powered,
    **dict.fromkeys(("ISNUMBER", "ISLOGICAL"), _is_number),
    **dict.fromkeys(("PMT", "NPV"), _paid),
    "SUBSTITUTE": _counted_last,
    "FIND": _sought,
    **dict.fromkeys(("AND", "OR"), _logical),
}


def _short(value: float) -> bool:
    """A number that every program writes alike: at most 15 digits, and no exponent."""
    if value.is_integer():
        return abs(value) < 1e15
    text = repr(value)
    return "e" not in text and abs(value) >= 1e-4 and len(text.lstrip("-0.").replace(".", "")) <= 15


def _foreign(text: str) -> bool:
    """Whether it has letters with two cases that languages may treat differently."""
    return any(not each.isascii() and each.lower() != each.upper() for each in text)


def _size(value: Known) -> float:
    return abs(value) if isinstance(value, float) else 0.0


def _spot(node: Node) -> Spot:
    spot = Spot.named(node.get_reference_string() or "")
    if spot is None:
        raise Doubt("it looks at a place that is none")
    return spot


def _areas(node: Node) -> list[Spot]:
    if node.node_type() == "Reference":
        return [_spot(node)]
    return [area for child in node.children() for area in _areas(child)]


def _added(node: Node) -> list[Spot]:
    """The areas whose numbers are added up, not those that choose which."""
    given = node.children()
    name = (node.get_function_name() or "").upper()
    if name in ("SUMIFS", "AVERAGEIFS"):
        given = given[:1]
    elif name in ("SUMIF", "AVERAGEIF"):
        given = given[2:] or given[:1]
    elif node.get_operator() in _COMPARED:
        given = []
    return [area for each in given for area in (_added(each) or _areas_of_one(each))]


def _areas_of_one(node: Node) -> list[Spot]:
    return [_spot(node)] if node.node_type() == "Reference" else []


def _is_literal(node: Node) -> bool:
    return node.node_type() == "Literal"
