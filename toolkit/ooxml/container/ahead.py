"""Bytes inflated in a thread of their own, while what came before them is looked at."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from queue import Empty, Full, Queue
from threading import Event, Thread

_ROOM = 8  # pieces that may wait
_PATIENCE = 0.05  # seconds after which a thread looks whether it is still wanted


def ahead(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The same pieces in the same order, and the same fault where they end in one."""
    queue: Queue[bytes | BaseException | None] = Queue(_ROOM)
    unwanted = Event()

    def put(each: bytes | BaseException | None) -> None:
        while not unwanted.is_set():
            with suppress(Full):
                queue.put(each, timeout=_PATIENCE)
                return

    def read() -> None:
        try:
            for piece in pieces:
                put(piece)
                if unwanted.is_set():
                    break
            put(None)
        except BaseException as fault:  # raised again where the pieces are taken
            put(fault)
        finally:
            pieces.close()  # type: ignore[attr-defined]  # a generator: its file is closed here

    thread = Thread(target=read, daemon=True)
    thread.start()
    try:
        while (taken := queue.get()) is not None:
            if isinstance(taken, BaseException):
                raise taken
            yield taken
    finally:
        unwanted.set()
        with suppress(Empty):
            while True:
                queue.get_nowait()
        thread.join()
