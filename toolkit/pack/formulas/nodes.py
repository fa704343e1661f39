"""Pieces of a parsed formula: what is trusted whatever its values are, and where each looks."""

from __future__ import annotations

from typing import Any, Protocol

from toolkit.pack.formulas.areas import Known, Spot
from toolkit.pack.formulas.trusted import FUNCTIONS

ARITHMETIC, COMPARED = ("+", "-", "*", "/", "^"), ("=", "<>", "<", ">", "<=", ">=")
_MOST_DEPTH = 60


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
            if letter in "lf" and not is_literal(child):
                raise Doubt(f"{name} is told by another cell how to go about it")
            found += pieces(child, depth + 1)
        return found
    if kind in ("BinaryOp", "UnaryOp"):
        if node.get_operator() not in (*ARITHMETIC, *COMPARED, "&", "%"):
            raise Doubt(f"it uses {node.get_operator()!r}")
        return [node, *(each for child in children for each in pieces(child, depth + 1))]
    if kind == "Reference":
        if not spot_of(node).single:
            raise Doubt("it takes one value of several cells, which depends on where it stands")
        return []
    if kind not in ("Literal", "Omitted"):
        raise Doubt("it gives more than one value")
    return []


def short(value: float) -> bool:
    """A number that every program writes alike: at most 15 digits, and no exponent."""
    if value.is_integer():
        return abs(value) < 1e15
    text = repr(value)
    return "e" not in text and abs(value) >= 1e-4 and len(text.lstrip("-0.").replace(".", "")) <= 15


def foreign(text: str) -> bool:
    """Whether it has letters with two cases that languages may treat differently."""
    return any(not each.isascii() and each.lower() != each.upper() for each in text)


def size_of(value: Known) -> float:
    return abs(value) if isinstance(value, float) else 0.0


def spot_of(node: Node) -> Spot:
    """Where a reference points. Raises Doubt where that is no place."""
    spot = Spot.named(node.get_reference_string() or "")
    if spot is None:
        raise Doubt("it looks at a place that is none")
    return spot


def areas_of(node: Node) -> list[Spot]:
    """Every place that a formula, or a part of it, names."""
    if node.node_type() == "Reference":
        return [spot_of(node)]
    return [area for child in node.children() for area in areas_of(child)]


def added(node: Node) -> list[Spot]:
    """The areas whose numbers are added up, not those that choose which."""
    given = node.children()
    name = (node.get_function_name() or "").upper()
    if name in ("SUMIFS", "AVERAGEIFS"):
        given = given[:1]
    elif name in ("SUMIF", "AVERAGEIF"):
        given = given[2:] or given[:1]
    elif node.get_operator() in COMPARED:
        given = []
    return [area for each in given for area in (added(each) or _areas_of_one(each))]


def _areas_of_one(node: Node) -> list[Spot]:
    return [spot_of(node)] if node.node_type() == "Reference" else []


def is_literal(node: Node) -> bool:
    return node.node_type() == "Literal"
