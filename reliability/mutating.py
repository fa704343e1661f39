"""Every small change that could be made to a module: what mutation testing breaks on purpose."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
_OPERATORS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
}
_PROSE = re.compile(r"[^\W\d]{2,},? [^\W\d]")  # words in a row: a message, or SQL
_TYPING = {"cast", "TypeVar", "NewType", "Literal"}


class Mutant(NamedTuple):
    """One change: the function it is in ("" at the module's top), and what became of what."""

    module: str  # "toolkit/records/validate.py"
    line: str  # as it stands there
    at: int  # that line's number
    function: str  # "Likeness.weight", as Python calls it; "" where the module's import runs it
    before: str
    after: str
    number: int  # its place among the mutants of the module

    def __str__(self) -> str:
        said = f"{self.module}: {self.line}"
        return said if self.before == self.after else f"{said}: {self.before} → {self.after}"


def mutants(module: str) -> Iterator[Mutant]:
    """All of a module's mutants, in the order of its text."""
    text = (ROOT / module).read_text(encoding="utf-8")
    lines = text.splitlines()
    for number, (node, scope, change) in enumerate(_places(ast.parse(text))):
        before = _shown(node)
        undo = change()
        after = _shown(node)
        undo()
        at = getattr(node, "lineno", 1)
        yield Mutant(module, lines[at - 1].strip(), at, _called(scope), before, after, number)


def _called(scope: _Scope) -> str:
    """The qualified name of the innermost function, "" outside of any."""
    name, known = "", ""
    for each in scope:
        name += each.name
        if isinstance(each, ast.ClassDef):
            name += "."
        else:
            known = name
            name += ".<locals>."
    return known


def beginnings(node: ast.AST, *, inside: bool = False) -> Iterator[tuple[list[ast.stmt], int]]:
    """Where in functions a stretch of code begins that may be run without the one before it.

    A body and a place in it: its first statement, and each that follows one with a body of its own.
    """
    inside = inside or isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    for name in ("body", "orelse", "finalbody") if inside else ():
        body = getattr(node, name, None)
        if not isinstance(body, list):
            continue
        for at, statement in enumerate(body):
            before = body[at - 1] if at else None
            if not _is_text(statement) and (
                before is None
                or _is_text(before)
                or hasattr(before, "body")
                or hasattr(before, "cases")
            ):
                yield body, at
    for child in ast.iter_child_nodes(node):
        yield from beginnings(child, inside=inside)


def _is_text(statement: ast.AST) -> bool:
    """Whether it does nothing: a docstring, or what stands below that which it explains."""
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def mutated(mutant: Mutant) -> ast.Module:
    """The module's tree with that one change in it."""
    tree = ast.parse((ROOT / mutant.module).read_text(encoding="utf-8"))
    for number, (_, _, change) in enumerate(_places(tree)):
        if number == mutant.number:
            change()
            return ast.fix_missing_locations(tree)
    raise LookupError(mutant)


_Undo = Callable[[], None]
_Scope = tuple[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef, ...]
_Place = tuple[ast.AST, _Scope, Callable[[], _Undo]]


def _shown(node: ast.AST) -> str:
    """A node as text, a statement without its body."""
    return ast.unparse(node.test if isinstance(node, (ast.If, ast.While)) else node)


def _set(node: ast.AST, field: str, value: object) -> Callable[[], _Undo]:
    def change() -> _Undo:
        old = getattr(node, field)
        setattr(node, field, value)
        return lambda: setattr(node, field, old)

    return change


def _put(items: list[ast.AST], at: int, *values: ast.AST) -> Callable[[], _Undo]:
    def change() -> _Undo:
        old = items[at]
        items[at : at + 1] = values

        def undo() -> None:
            items[at : at + len(values)] = [old]

        return undo

    return change


def _places(tree: ast.Module) -> Iterator[_Place]:
    yield from _of_body(tree, ())


def _of_body(node: ast.AST, scope: _Scope) -> Iterator[_Place]:
    for child in _looked_at(node):
        if isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            if isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef)):
                for default in (*child.args.defaults, *child.args.kw_defaults):
                    if default is not None:
                        yield from _with(default, scope)
            yield from _of_body(child, (*scope, child))
        else:
            yield from _with(child, scope)


def _with(node: ast.AST, scope: _Scope) -> Iterator[_Place]:
    for change in _changes(node):
        yield node, scope, change
    yield from _of_body(node, scope)


def _looked_at(node: ast.AST) -> Iterator[ast.AST]:
    """The children that can be mutated: no types, messages, docstrings, nor what only asserts."""
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Module)):
        body = node.body
        yield from body[1:] if ast.get_docstring(node) is not None else body
        return
    if isinstance(node, (ast.Raise, ast.Assert, ast.Import, ast.ImportFrom, ast.JoinedStr)):
        return
    if isinstance(node, ast.AnnAssign):
        if node.value is not None:
            yield node.value
        return
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _TYPING:
        yield from node.args[1:] if node.func.id == "cast" else ()
        return
    if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
        return
    if isinstance(node, ast.Subscript) and ast.unparse(node.value) in _TYPING:
        return
    if _is_text(node):
        return
    if isinstance(node, ast.keyword) and node.arg == "strict":
        return
    yield from ast.iter_child_nodes(node)


def _changes(node: ast.AST) -> Iterator[Callable[[], _Undo]]:
    """The ways to spoil one node."""
    if isinstance(node, ast.Compare):
        for at, op in enumerate(node.ops):
            if other := _OPERATORS.get(type(op)):
                yield _put(node.ops, at, other())  # type: ignore[arg-type]
    elif isinstance(node, (ast.BoolOp, ast.BinOp, ast.AugAssign)):
        if not _is_type(node) and (other := _OPERATORS.get(type(node.op))):
            yield _set(node, "op", other())
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        asked = {"func": ast.Name("bool", ast.Load()), "args": [node.operand], "keywords": []}
        yield _becomes(node, ast.Call, **asked)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        yield _set(node, "op", ast.UAdd())
    elif isinstance(node, (ast.If, ast.While, ast.IfExp)):
        if not isinstance(node.test, (ast.Compare, ast.UnaryOp, ast.BoolOp, ast.Constant)):
            yield _set(node, "test", ast.UnaryOp(ast.Not(), node.test))
    elif isinstance(node, ast.Constant):
        yield from (_set(node, "value", value) for value in _other_constants(node.value))
    elif isinstance(node, (ast.Return, ast.Yield)):
        if not _is_nothing(node.value) and not _is_false(node.value):
            yield _set(node, "value", ast.Constant(None))
    elif isinstance(node, ast.Break):
        yield _becomes(node, ast.Continue)
    elif isinstance(node, ast.Continue):
        yield _becomes(node, ast.Break)
    elif isinstance(node, ast.Call):
        yield from _of_call(node)
    elif isinstance(node, ast.Assign) and not _means_nothing_more(node.value):
        yield _set(node, "value", ast.Constant(None))
    if isinstance(node, (ast.Raise, ast.AugAssign)) or _does_something(node):
        yield _becomes(node, ast.Pass)


def _of_call(node: ast.Call) -> Iterator[Callable[[], _Undo]]:
    if isinstance(node.func, ast.Name) and node.func.id in (*_TYPING, "super"):
        return
    for at, given in enumerate(node.args):
        if not isinstance(given, (ast.Starred, ast.Constant, ast.JoinedStr)):
            yield _put(node.args, at, ast.Constant(None))  # type: ignore[arg-type]
    for at, named in enumerate(node.keywords):
        if named.arg not in (None, "strict"):
            yield _put(node.keywords, at)  # type: ignore[arg-type]


def _becomes(node: ast.AST, other: type[ast.AST], **fields: object) -> Callable[[], _Undo]:
    """Another kind of node in its place, put back with all it held."""

    def change() -> _Undo:
        kind, held = type(node), dict(node.__dict__)
        node.__class__ = other
        node.__dict__.update(fields)

        def undo() -> None:
            node.__class__ = kind
            node.__dict__.update(held)

        return undo

    return change


def _other_constants(value: object) -> Iterator[object]:
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, (int, float)):
        yield value + 1
    elif isinstance(value, str) and not _PROSE.search(value):
        worded = any(map(str.isalnum, value))  # signs are a set to be in, and would stay in it
        yield f"XX{value}XX" if worded else "XX"


def _does_something(node: ast.AST) -> bool:
    """Whether it is a statement on its own, and no text."""
    return isinstance(node, ast.Expr) and not _is_text(node)


def _is_nothing(node: ast.AST | None) -> bool:
    return node is None or (isinstance(node, ast.Constant) and node.value is None)


def _is_false(node: ast.AST | None) -> bool:
    return isinstance(node, ast.Constant) and node.value is False


def _means_nothing_more(value: ast.AST) -> bool:
    """Whether an assigned value is a constant, which is changed itself, or a type's other name."""
    alias = isinstance(value, ast.Subscript) and _names_a_type(value)
    return isinstance(value, ast.Constant) or alias or _is_type(value)


def _is_type(node: ast.AST) -> bool:
    """Whether `A | B` is a type: an alias, or what isinstance asks for."""
    if not isinstance(node, ast.BinOp) or not isinstance(node.op, ast.BitOr):
        return False
    return _names_a_type(node.left) or _names_a_type(node.right)


def _names_a_type(node: ast.AST) -> bool:
    node = node.value if isinstance(node, ast.Subscript) else node
    if isinstance(node, ast.Name):
        return node.id in _BUILTIN or (node.id[0].isupper() and not node.id.isupper())
    return _is_nothing(node)


_BUILTIN = {"str", "int", "float", "bool", "bytes", "list", "dict", "tuple", "set", "object"}
