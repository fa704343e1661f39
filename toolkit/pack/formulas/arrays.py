"""Areas that are worked out cell by cell, as SUMPRODUCT's arguments are: what is doubtful there."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.pack.formulas.areas import Cells
from toolkit.pack.formulas.nodes import (
    ARITHMETIC,
    COMPARED,
    Doubt,
    Node,
    areas_of,
    foreign,
    spot_of,
)

_SIZES = "it takes areas of several sizes together"


def cell_by_cell(cells: Cells, node: Node) -> None:
    """Raises Doubt."""
    shapes = _shapes(node)
    if len(shapes - {(1, 1)}) > 1:
        raise Doubt(_SIZES)
    if not shapes:
        raise Doubt("it takes an array of its own")
    _walk(cells, node)


def of_one_size(given: Sequence[Node]) -> None:
    """Whether arguments are of one size; a single cell is spread within its argument alone."""
    if len({max(_shapes(each)) for each in given}) > 1:
        raise Doubt(_SIZES)


def _shapes(node: Node) -> set[tuple[int, int]]:
    return {area.shape for area in areas_of(node)}


def _walk(cells: Cells, node: Node) -> None:
    kind, children = node.node_type(), node.children()
    sign = node.get_operator() or ""
    if kind == "Literal":
        return
    if kind == "Reference":
        here = cells.of(spot_of(node))
        if here.broken or here.truths or here.numeric_texts:
            raise Doubt("it takes errors, truths or texts together with numbers")
        return
    if kind not in ("BinaryOp", "UnaryOp") or sign not in (*ARITHMETIC[:4], *COMPARED):
        raise Doubt("it works cell by cell in a way that factpack does not compute")
    for child in children:
        _walk(cells, child)
        leaf = child.node_type() in ("Reference", "Literal")
        facts = [cells.of(area) for area in areas_of(child)]
        texts = {text for each in facts for text in each.texts}
        if sign in COMPARED:
            strange = any(map(foreign, texts))
            sorts = sign not in ("=", "<>") and texts
            if not leaf or any(each.inexact for each in facts) or strange or sorts:
                raise Doubt("it compares numbers that are not exact, or foreign texts")
        elif leaf and (texts or isinstance(_literal(child), str)):
            raise Doubt("it calculates with texts")


def _literal(node: Node) -> object:
    return node.get_literal_value() if node.node_type() == "Literal" else None
