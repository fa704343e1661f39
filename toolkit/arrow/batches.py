"""Buffers handed to DuckDB batch by batch, as an Arrow stream: much faster than parameters.

Layout: "The Arrow C data interface" and "The Arrow C stream interface", format version 1; no
pyarrow, for it takes longer to load than most dossiers to check.
"""

from __future__ import annotations

import ctypes
from array import array
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from toolkit.arrow.cdata import (
    FREE_ARRAY,
    FREE_SCHEMA,
    FREE_STREAM,
    GET_ERROR,
    GET_NEXT,
    GET_SCHEMA,
    NAME,
    Array,
    Schema,
    Stream,
)

_NULLABLE = 2  # ARROW_FLAG_NULLABLE


_capsule = ctypes.pythonapi.PyCapsule_New
_capsule.restype = ctypes.py_object
_capsule.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p]


TEXT, VIEWS, WHOLE, LISTS = b"u", b"vu", b"l", b"+l"  # what a column's buffers hold


class Part(NamedTuple):
    """A column of one batch, or what its lists hold: buffers are bytes, arrays or None."""

    length: int
    nulls: int
    buffers: tuple[Any, ...]
    children: tuple[Part, ...] = ()


class Batches:
    """Batches of the same columns, given by name and format, as one Arrow stream.

    Keep it until DuckDB has read the stream, for it owns the memory; then `close` it.
    """

    def __init__(
        self, columns: Sequence[tuple[str, bytes]], batches: Iterator[Sequence[Part]]
    ) -> None:
        self._columns = columns
        self._batches = batches
        self._count = 0
        self._held: dict[int, list[Any]] = {}  # what a batch points to, until DuckDB frees it
        self._free_batch: Any = FREE_ARRAY(self._let_go)
        self._kept: list[Any] = []  # what the schema points to
        self._stream: Any = Stream(
            GET_SCHEMA(self._give_schema), GET_NEXT(self._give_batch), GET_ERROR(_no_error)
        )
        self._stream.release = _free_stream

    def stream(self) -> object:
        """The stream as a capsule, which is read once."""
        return _capsule(ctypes.addressof(self._stream), NAME, None)

    def close(self) -> None:
        """Lets go of the values and of its own callbacks, which hold on to it in turn."""
        self._batches = iter(())
        self._held.clear()
        self._stream = self._free_batch = None

    def _give_schema(self, _: int, given: Any) -> int:
        children = []
        for name, form in self._columns:
            inner = [self._schema("item", TEXT, [])] if form == LISTS else []
            children.append(self._schema(name, form, inner))
        self._fill_schema(given.contents, "", b"+s", children)
        return 0

    def _schema(self, name: str, form: bytes, children: list[Any]) -> Any:
        made = Schema()
        self._fill_schema(made, name, form, children)
        return made

    def _fill_schema(self, made: Any, name: str, form: bytes, children: list[Any]) -> None:
        encoded = name.encode()
        pointers = (ctypes.POINTER(Schema) * max(len(children), 1))(*map(ctypes.pointer, children))
        self._kept += [encoded, form, pointers, children]
        made.format, made.name, made.metadata = form, encoded, None
        made.flags, made.n_children = _NULLABLE, len(children)
        made.children, made.dictionary, made.private_data = pointers, None, None
        made.release = _free_schema

    def _give_batch(self, _: int, given: Any) -> int:
        parts = next(self._batches, None)
        if parts is None:
            given.contents.release = FREE_ARRAY()
            return 0
        self._count += 1
        held: list[Any] = []
        _fill_array(given.contents, Part(parts[0].length, 0, (None,), tuple(parts)), held)
        self._held[self._count] = held
        given.contents.private_data = self._count
        given.contents.release = self._free_batch
        return 0

    def _let_go(self, given: Any) -> None:
        self._held.pop(given.contents.private_data, None)
        given.contents.release = FREE_ARRAY()


def _fill_array(made: Any, part: Part, held: list[Any]) -> None:
    """Writes `part` into an ArrowArray; what must stay in memory for it goes to `held`."""
    children = []
    for inner in part.children:
        child = Array()
        _fill_array(child, inner, held)
        children.append(child)
    pointers = (ctypes.POINTER(Array) * max(len(children), 1))(*map(ctypes.pointer, children))
    buffers = (ctypes.c_void_p * len(part.buffers))(*map(_address, part.buffers))
    held += [part, children, pointers, buffers]
    made.length, made.null_count, made.offset = part.length, part.nulls, 0
    made.n_buffers, made.n_children = len(buffers), len(children)
    made.buffers, made.children = buffers, pointers
    made.dictionary, made.private_data = None, None
    made.release = _free_array


def _let_be(given: Any) -> None:
    """Frees nothing, for Python does, and says that it is freed."""
    given.contents.release = type(given.contents.release)()


_free_schema = FREE_SCHEMA(_let_be)
_free_array = FREE_ARRAY(_let_be)
_free_stream = FREE_STREAM(_let_be)


def _no_error(_: int) -> None:
    return None


def _address(buffer: Any) -> int | None:
    if buffer is None:
        return None
    if isinstance(buffer, array):
        return buffer.buffer_info()[0]
    if isinstance(buffer, bytes):
        return ctypes.cast(ctypes.c_char_p(buffer), ctypes.c_void_p).value
    return int(buffer.ctypes.data)  # of numpy
