"""Numbered texts out of Arrow's C stream interface, without pyarrow and without a copy.

Layout: "The Arrow C data interface" and "The Arrow C stream interface", format version 1.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, Protocol

from toolkit.arrow.cdata import NAME, Array, Schema, Stream

_pointer_of = ctypes.pythonapi.PyCapsule_GetPointer
_pointer_of.restype = ctypes.c_void_p
_pointer_of.argtypes = [ctypes.py_object, ctypes.c_char_p]
_WIDTHS = {b"u": 4, b"U": 8}  # of an offset: utf8 and large utf8


class Texts(NamedTuple):
    """Texts end to end in UTF-8, each with its number; text n is data[offsets[n]:offsets[n + 1]].

    It lies in DuckDB's memory, which is freed once the next batch is asked for.
    """

    numbers: memoryview
    data: memoryview
    offsets: Sequence[int]


class Streamed(Protocol):
    """What hands an Arrow stream over."""

    def __arrow_c_stream__(self, requested_schema: object = None) -> object: ...


def numbered_texts(stream: Streamed) -> Iterator[Texts]:
    """The stream's two columns, BIGINT and utf8, both without nulls, batch by batch."""
    capsule = stream.__arrow_c_stream__()  # it owns the stream, and frees it when it goes
    at = _pointer_of(capsule, NAME)
    opened = Stream.from_address(at)
    schema = Schema()
    if opened.get_schema(at, ctypes.byref(schema)):
        raise RuntimeError(_said(opened, at))
    width = _WIDTHS[schema.children[1].contents.format]
    schema.release(ctypes.byref(schema))
    while True:
        array = Array()
        if opened.get_next(at, ctypes.byref(array)):
            raise RuntimeError(_said(opened, at))
        if not array.release:
            return
        try:
            numbers, column = array.children[0].contents, array.children[1].contents
            if column.length:
                yield _seen(numbers, column, width)
        finally:
            array.release(ctypes.byref(array))


def _seen(numbers: Any, column: Any, width: int) -> Texts:
    counted = _view(numbers.buffers[1], 8 * numbers.offset, 8 * column.length).cast("q")
    ends = _view(column.buffers[1], width * column.offset, width * (column.length + 1))
    ends = ends.cast("i") if width == 4 else ends.cast("q")
    start = ends[0]
    data = _view(column.buffers[2], start, ends[-1] - start)
    return Texts(counted, data, [each - start for each in ends] if start else ends)


def _view(buffer: int | None, start: int, size: int) -> memoryview:
    if not buffer or not size:
        return memoryview(b"")
    return memoryview((ctypes.c_char * size).from_address(buffer + start)).cast("B")


def _said(opened: Any, at: int) -> str:
    said = opened.get_last_error(at)
    told = ctypes.string_at(said) if said else b"the stream broke off"
    return told.decode("utf-8", "replace")
