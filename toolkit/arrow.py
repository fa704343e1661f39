"""A column of texts out of Arrow's C stream interface, without pyarrow.

Layout: "The Arrow C data interface" and "The Arrow C stream interface", format version 1.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, Protocol


class _Schema(ctypes.Structure):
    pass


class _Array(ctypes.Structure):
    pass


class _Stream(ctypes.Structure):
    pass


_Schema._fields_ = [
    ("format", ctypes.c_char_p),
    ("name", ctypes.c_char_p),
    ("metadata", ctypes.c_char_p),
    ("flags", ctypes.c_int64),
    ("n_children", ctypes.c_int64),
    ("children", ctypes.POINTER(ctypes.POINTER(_Schema))),
    ("dictionary", ctypes.POINTER(_Schema)),
    ("release", ctypes.CFUNCTYPE(None, ctypes.POINTER(_Schema))),
    ("private_data", ctypes.c_void_p),
]
_Array._fields_ = [
    ("length", ctypes.c_int64),
    ("null_count", ctypes.c_int64),
    ("offset", ctypes.c_int64),
    ("n_buffers", ctypes.c_int64),
    ("n_children", ctypes.c_int64),
    ("buffers", ctypes.POINTER(ctypes.c_void_p)),
    ("children", ctypes.POINTER(ctypes.POINTER(_Array))),
    ("dictionary", ctypes.POINTER(_Array)),
    ("release", ctypes.CFUNCTYPE(None, ctypes.POINTER(_Array))),
    ("private_data", ctypes.c_void_p),
]
_Stream._fields_ = [
    ("get_schema", ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.POINTER(_Schema))),
    ("get_next", ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.POINTER(_Array))),
    ("get_last_error", ctypes.CFUNCTYPE(ctypes.c_char_p, ctypes.c_void_p)),
    ("release", ctypes.CFUNCTYPE(None, ctypes.c_void_p)),
    ("private_data", ctypes.c_void_p),
]
_pointer_of = ctypes.pythonapi.PyCapsule_GetPointer
_pointer_of.restype = ctypes.c_void_p
_pointer_of.argtypes = [ctypes.py_object, ctypes.c_char_p]
_OFFSETS = {b"u": ctypes.c_int32, b"U": ctypes.c_int64}  # utf8 and large utf8


class Texts(NamedTuple):
    """Texts end to end in UTF-8; text n is data[offsets[n]:offsets[n + 1]]."""

    data: bytes
    offsets: Sequence[int]


class Streamed(Protocol):
    """What hands an Arrow stream over."""

    def __arrow_c_stream__(self, requested_schema: object = None) -> object: ...


def texts(stream: Streamed) -> Iterator[Texts]:
    """The stream's only column, utf8 and without nulls, batch by batch."""
    capsule = stream.__arrow_c_stream__()  # it owns the stream, and frees it when it goes
    at = _pointer_of(capsule, b"arrow_array_stream")
    opened = _Stream.from_address(at)
    schema = _Schema()
    if opened.get_schema(at, ctypes.byref(schema)):
        raise RuntimeError(_said(opened, at))
    kind = _OFFSETS[schema.children[0].contents.format]
    schema.release(ctypes.byref(schema))
    while True:
        array = _Array()
        if opened.get_next(at, ctypes.byref(array)):
            raise RuntimeError(_said(opened, at))
        if not array.release:
            return
        try:
            yield _copied(array.children[0].contents, kind)
        finally:
            array.release(ctypes.byref(array))


def _copied(column: Any, kind: Any) -> Texts:
    length, skipped = column.length, column.offset
    offsets = (kind * (skipped + length + 1)).from_address(column.buffers[1])[skipped:]
    start = offsets[0]
    data = ctypes.string_at((column.buffers[2] or 0) + start, offsets[-1] - start)
    return Texts(data, [each - start for each in offsets] if start else offsets)


def _said(opened: Any, at: int) -> str:
    return (opened.get_last_error(at) or b"the stream broke off").decode("utf-8", "replace")
