"""Columns of Python values handed to DuckDB as an Arrow stream: much faster than as parameters.

Layout: "The Arrow C data interface" and "The Arrow C stream interface", format version 1; no
pyarrow, for it takes longer to load than most dossiers to check.
"""

from __future__ import annotations

import ctypes
from array import array
from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate
from typing import Any, NamedTuple

_AT_ONCE = 122_880  # rows of a batch: what DuckDB stores as one row group
_NULLABLE = 2  # ARROW_FLAG_NULLABLE


class _Schema(ctypes.Structure):
    pass


class _Array(ctypes.Structure):
    pass


class _Stream(ctypes.Structure):
    pass


_FREE_SCHEMA = ctypes.CFUNCTYPE(None, ctypes.POINTER(_Schema))
_FREE_ARRAY = ctypes.CFUNCTYPE(None, ctypes.POINTER(_Array))
_FREE_STREAM = ctypes.CFUNCTYPE(None, ctypes.POINTER(_Stream))
_GET_SCHEMA = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.POINTER(_Schema))
_GET_NEXT = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.POINTER(_Array))
_GET_ERROR = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p)

_Schema._fields_ = [
    ("format", ctypes.c_char_p),
    ("name", ctypes.c_char_p),
    ("metadata", ctypes.c_char_p),
    ("flags", ctypes.c_int64),
    ("n_children", ctypes.c_int64),
    ("children", ctypes.POINTER(ctypes.POINTER(_Schema))),
    ("dictionary", ctypes.c_void_p),
    ("release", _FREE_SCHEMA),
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
    ("dictionary", ctypes.c_void_p),
    ("release", _FREE_ARRAY),
    ("private_data", ctypes.c_void_p),
]
_Stream._fields_ = [
    ("get_schema", _GET_SCHEMA),
    ("get_next", _GET_NEXT),
    ("get_last_error", _GET_ERROR),
    ("release", _FREE_STREAM),
    ("private_data", ctypes.c_void_p),
]

_capsule = ctypes.pythonapi.PyCapsule_New
_capsule.restype = ctypes.py_object
_capsule.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p]
_STREAM = b"arrow_array_stream"  # a capsule keeps no copy of its name


class _Part(NamedTuple):
    """A column of one batch, or what its lists hold: buffers are bytes, arrays or None."""

    length: int
    nulls: int
    buffers: tuple[Any, ...]
    children: tuple[_Part, ...] = ()


class Columns:
    """Columns of one length, given as {name: (SQL type, values)}, as one Arrow stream.

    BIGINT and VARCHAR go over as they are, lists as lists of text, all else as text that `select`
    casts. Keep it until DuckDB has read the stream, for it owns the memory; then `close` it.
    """

    def __init__(self, columns: Mapping[str, tuple[str, Sequence[Any]]]) -> None:
        self._columns = columns
        self._length = len(next(iter(columns.values()))[1])
        self._next = 0
        self._held: dict[int, list[Any]] = {}  # what a batch points to, until DuckDB frees it
        self._free_batch: Any = _FREE_ARRAY(self._let_go)
        self._kept: list[Any] = []  # what the schema points to
        self._stream: Any = _Stream(
            _GET_SCHEMA(self._give_schema), _GET_NEXT(self._give_batch), _GET_ERROR(_no_error)
        )
        self._stream.release = _free_stream

    @property
    def select(self) -> str:
        """The SELECT list that gives every column its type."""
        chosen = []
        for name, (kind, _) in self._columns.items():
            cast = "" if kind in _AS_IT_IS else f"::{kind} as {_quoted(name)}"
            chosen.append(_quoted(name) + cast)
        return ", ".join(chosen)

    def stream(self) -> object:
        """The stream as a capsule, which is read once."""
        return _capsule(ctypes.addressof(self._stream), _STREAM, None)

    def close(self) -> None:
        """Lets go of the values and of its own callbacks, which hold on to it in turn."""
        self._columns = {}
        self._held.clear()
        self._stream = self._free_batch = None

    def _give_schema(self, _: int, given: Any) -> int:
        children = []
        for name, (kind, _values) in self._columns.items():
            inner = [self._schema("item", b"u", [])] if kind.endswith("[]") else []
            form = b"+l" if inner else b"l" if kind == "BIGINT" else b"u"
            children.append(self._schema(name, form, inner))
        self._fill_schema(given.contents, "", b"+s", children)
        return 0

    def _schema(self, name: str, form: bytes, children: list[Any]) -> Any:
        made = _Schema()
        self._fill_schema(made, name, form, children)
        return made

    def _fill_schema(self, made: Any, name: str, form: bytes, children: list[Any]) -> None:
        encoded = name.encode()
        pointers = (ctypes.POINTER(_Schema) * max(len(children), 1))(*map(ctypes.pointer, children))
        self._kept += [encoded, form, pointers, children]
        made.format, made.name, made.metadata = form, encoded, None
        made.flags, made.n_children = _NULLABLE, len(children)
        made.children, made.dictionary, made.private_data = pointers, None, None
        made.release = _free_schema

    def _give_batch(self, _: int, given: Any) -> int:
        start, end = self._next, min(self._next + _AT_ONCE, self._length)
        if start >= end:
            given.contents.release = _FREE_ARRAY()
            return 0
        parts = [_part(kind, values[start:end]) for kind, values in self._columns.values()]
        self._next = end
        held: list[Any] = []
        _fill_array(given.contents, _Part(end - start, 0, (None,), tuple(parts)), held)
        self._held[end] = held
        given.contents.private_data = end
        given.contents.release = self._free_batch
        return 0

    def _let_go(self, given: Any) -> None:
        self._held.pop(given.contents.private_data, None)
        given.contents.release = _FREE_ARRAY()


def _fill_array(made: Any, part: _Part, held: list[Any]) -> None:
    """Writes `part` into an ArrowArray; what must stay in memory for it goes to `held`."""
    children = []
    for inner in part.children:
        child = _Array()
        _fill_array(child, inner, held)
        children.append(child)
    pointers = (ctypes.POINTER(_Array) * max(len(children), 1))(*map(ctypes.pointer, children))
    buffers = (ctypes.c_void_p * len(part.buffers))(*map(_address, part.buffers))
    held += [part, children, pointers, buffers]
    made.length, made.null_count, made.offset = part.length, part.nulls, 0
    made.n_buffers, made.n_children = len(buffers), len(children)
    made.buffers, made.children = buffers, pointers
    made.dictionary, made.private_data = None, None
    made.release = _free_array


_AS_IT_IS = ("BIGINT", "VARCHAR", "VARCHAR[]")


def _let_be(given: Any) -> None:
    """Frees nothing, for Python does, and says that it is freed."""
    given.contents.release = type(given.contents.release)()


_free_schema = _FREE_SCHEMA(_let_be)
_free_array = _FREE_ARRAY(_let_be)
_free_stream = _FREE_STREAM(_let_be)


def _no_error(_: int) -> None:
    return None


def _address(buffer: Any) -> int | None:
    if buffer is None:
        return None
    if isinstance(buffer, array):
        return buffer.buffer_info()[0]
    return ctypes.cast(ctypes.c_char_p(buffer), ctypes.c_void_p).value


def _part(kind: str, values: Sequence[Any]) -> _Part:
    if kind.endswith("[]"):
        nulls, valid = _validity(values)
        lists = [one or () for one in values] if nulls else values
        offsets = array("i", accumulate(map(len, lists), initial=0))
        inner = _texts([item for one in lists for item in one])
        return _Part(len(values), nulls, (valid, offsets), (inner,))
    if kind == "BIGINT":
        nulls, valid = _validity(values)
        numbers = [0 if one is None else one for one in values] if nulls else values
        return _Part(len(values), nulls, (valid, array("q", numbers)))
    return _texts(values)


def _texts(values: Sequence[Any]) -> _Part:
    nulls, valid = _validity(values)
    texts = ["" if one is None else one for one in values] if nulls else values
    try:
        joined = "".join(texts)
    except TypeError:  # dates, decimals, truth values: as text
        texts = list(map(_as_text, texts))
        joined = "".join(texts)
    data = joined.encode()
    # as many bytes as characters: all is ASCII
    sizes: Callable[[str], int] = len if len(data) == len(joined) else _bytes
    offsets = array("i", accumulate(map(sizes, texts), initial=0))
    return _Part(len(values), nulls, (valid, offsets, data))


def _as_text(value: Any) -> str:
    return format(value, "f") if type(value).__name__ == "Decimal" else str(value)


def _bytes(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode())


def _validity(values: Sequence[Any]) -> tuple[int, bytes | None]:
    """How many are None, and the bitmap of those that are not, least significant bit first."""
    nulls = values.count(None)
    if not nulls:
        return 0, None
    bits = "".join(["0" if one is None else "1" for one in values])
    return nulls, int(bits[::-1], 2).to_bytes((len(values) + 7) // 8, "little")


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
