"""A large JSON-lines file cut by DuckDB, line by line, each line proved by writing it out again.

What a program writes has one shape: the same keys in one order, a column's values of one kind. A
line that is, byte for byte, what its values make when they are written in that shape, was read
rightly: no key stands twice, no number was rounded, nothing was left out. Any other line, and
whatever is no record at all, is looked at by the careful reader.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from toolkit.sqltext import literal, quoted

Shape = Literal["text", "number", "list"]

_NUMBER = "'-?[0-9]+([.][0-9]+)?'"
_FIRST_PAIR = re.compile(r'\{"[^"\\]*"(\s*:\s*)(?:"[^"\\]*"|[0-9.-]+|null)(\s*,\s*)"')
_SHORTEST = re.compile(r"-?(?:0|[1-9][0-9]{0,14})|-?(?=[0-9.]{3,16}$)[0-9]+\.[0-9]*[1-9]")


class Style(NamedTuple):
    """How a file's lines are written: the keys in their order, and what stands between."""

    keys: tuple[str, ...]
    shapes: Mapping[str, Shape]
    colon: str
    comma: str
    blanks: bool  # whether a blank value is a null, or its key is left out
    printed: frozenset[str]  # keys whose numbers are not in their shortest form
    always: frozenset[str]  # keys that had a value in every line of the sample

    def query(self, path: str, numbers: Mapping[str, int], piece: int) -> str:
        """SELECT of `c<n>` for the number of each key, and of `odd`, whether nothing is sure.

        `piece` are the bytes of which DuckDB is to make one batch.
        """
        kinds = {
            key: ["VARCHAR"] if shape == "list" else "VARCHAR" for key, shape in self.shapes.items()
        }
        cells = [f"{self._cell(key)} as c{number}" for key, number in numbers.items()]
        sure = [f"_line = {self._written()}"]
        for key, shape in self.shapes.items():
            if shape == "number":
                sure.append(f"regexp_full_match({self._number(key)}, {_NUMBER}) is not false")
        return (
            f"(select {', '.join(cells)}, ({' and '.join(sure)}) is not true as odd from ("
            f"select json as _line, json_transform(json, {literal(json.dumps(kinds))}) as _r"
            f" from read_ndjson_objects({path}, format = 'newline_delimited',"
            f" ignore_errors = true, maximum_object_size = {piece // 2})))"
        )

    def _cell(self, key: str) -> str:
        """The raw text of a key's value, as `jsonl._cell` gives it; a blank one is none."""
        value = _of(key)
        match self.shapes[key]:
            case "list":
                return f"'[\"' || array_to_string({value}, '\", \"') || '\"]'"
            case "number":
                return self._number(key)
        return f"nullif({value}, '')"

    def _number(self, key: str) -> str:
        if key not in self.printed:
            return _of(key)
        begins = re.escape(f"{_json(key)}{self.colon}")
        return f"regexp_extract(_line, {literal(begins + '(-?[0-9.]+)')}, 1)"

    def _written(self) -> str:
        """SQL that writes a record as a line of this style, in one go: texts and values by turns.

        A null where the sample had none makes another line than this, which is read with care.
        """
        pieces: list[str] = []
        fixed = ""  # what stands between values
        for place, key in enumerate(self.keys):
            before = f"{self.comma if place else '{'}{_json(key)}{self.colon}"
            opens, value, closes = self._parts(key)
            if key in self.always:
                pieces += [literal(fixed + before + opens), value]
                fixed = closes
            else:
                blank = literal(before + "null" if self.blanks else "")
                written = f"{literal(before + opens)} || {value} || {literal(closes)}"
                pieces += [literal(fixed), f"coalesce({written}, {blank})"]
                fixed = ""
        return f"concat({', '.join([*pieces, literal(fixed + '}')])})"

    def _parts(self, key: str) -> tuple[str, str, str]:
        """What stands before a value, SQL of the value as it is written, and what stands after."""
        match self.shapes[key]:
            case "number":
                return "", f"nullif({self._number(key)}, '')", ""
            case "list":
                apart = literal(f'"{self.comma}"')
                return '["', f"array_to_string({_of(key)}, {apart})", '"]'
        return '"', _of(key), '"'


def style_of(lines: Sequence[tuple[str, Mapping[str, object]]]) -> Style | None:
    """The style of lines, given with what the careful reader makes of each; None where there is
    none: numbers are str subclasses there, told from texts by their type."""
    order: list[str] = []
    shapes: dict[str, Shape] = {}
    nulls, printed = False, set()
    filled: Counter[str] = Counter()
    for _, record in lines:
        before = 0
        for key, value in record.items():
            if key not in order:
                order.insert(before, key)
            before = order.index(key) + 1
            nulls = nulls or value is None
            shape = _shape(value)
            filled[key] += shape is not None
            if shape is not None and shapes.setdefault(key, shape) != shape:
                return None
            if shape == "number" and not _SHORTEST.fullmatch(str(value)):
                printed.add(key)
    colon, comma = _between(text for text, _ in lines)
    for key in order:
        shapes.setdefault(key, "text")
    if len({key.casefold() for key in order}) < len(order):  # alike to DuckDB
        return None
    always = frozenset(key for key, count in filled.items() if count == len(lines))
    return Style(tuple(order), shapes, colon, comma, nulls, frozenset(printed), always)


def _shape(value: object) -> Shape | None:
    if value is None or value == "":
        return None
    if isinstance(value, list):
        return "list"
    return "text" if type(value) is str else "number"


def _between(texts: Iterable[str]) -> tuple[str, str]:
    """What stands after a key and after a value."""
    for text in texts:
        if found := _FIRST_PAIR.match(text):
            return found[1], found[2]
    return ":", ","


def _json(key: str) -> str:
    return json.dumps(key, ensure_ascii=False)


def _of(key: str) -> str:
    return f"_r.{quoted(key)}"
