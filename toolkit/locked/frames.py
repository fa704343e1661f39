"""Messages between factpack and the process that answers SQL: a kind, a length, the bytes."""

from __future__ import annotations

import json
import struct
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple, Protocol

LOOK = b"L"  # to the process: SELECTs that will be asked, to be looked through meanwhile
OPEN, ASK = b"O", b"A"  # and a database to open, a SELECT to answer
DATA, DONE, FAULT = b"D", b"E", b"F"  # from it: Arrow's IPC stream piece by piece, its end, a no
_HEAD = struct.Struct("!cQ")
_KINDS = {"date": date, "datetime": datetime, "decimal": Decimal}


class Frame(NamedTuple):
    kind: bytes
    body: bytes


class Reads(Protocol):
    def read(self, size: int, /) -> bytes: ...


class Writes(Protocol):
    def write(self, data: bytes | memoryview, /) -> object: ...
    def flush(self) -> None: ...


def receive(pipe: Reads) -> Frame | None:
    """The next message; None where the other side is gone."""
    head = pipe.read(_HEAD.size)
    if len(head) < _HEAD.size:
        return None
    kind, size = _HEAD.unpack(head)
    body = pipe.read(size)
    return Frame(kind, body) if len(body) == size else None


def send(pipe: Writes, kind: bytes, body: bytes | memoryview = b"") -> None:
    """Raises OSError where the other side is gone."""
    pipe.write(_HEAD.pack(kind, memoryview(body).nbytes))
    pipe.write(body)
    pipe.flush()


def packed(said: dict[str, Any]) -> bytes:
    """Plain values, days and decimals as JSON. Raises TypeError for any other."""
    return json.dumps(said, default=_named).encode()


def unpacked(body: bytes) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(body, object_hook=_valued)
    return told


def _named(value: object) -> dict[str, str]:
    for name, kind in _KINDS.items():
        if type(value) is kind:
            return {f"<{name}>": str(value)}
    raise TypeError(f"a parameter is {type(value).__name__}")


def _valued(pairs: dict[str, Any]) -> Any:
    if len(pairs) == 1:
        ((name, text),) = pairs.items()
        if name == "<decimal>":
            return Decimal(text)
        if name in ("<date>", "<datetime>"):
            return (date if name == "<date>" else datetime).fromisoformat(text)
    return pairs
