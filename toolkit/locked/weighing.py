"""What memory another process takes, and a watch that ends one past its limits.

Where the system holds a process to its address space (Linux), that is surer; macOS ignores such a
limit and Windows has none, so there whoever asked looks every few milliseconds.
"""

from __future__ import annotations

import ctypes
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from subprocess import Popen
from types import TracebackType
from typing import Any, Literal

_EACH = 0.02  # seconds from one look to the next: memory grows by some megabytes in that time


class Watch:
    """Ends the process once `seconds` are over, or it takes `room` bytes more than at first.

    `stopped` says why it was ended. Without `room` memory is not looked at.
    """

    def __init__(self, process: Popen[bytes], seconds: float, room: int | None) -> None:
        self.stopped: Literal["", "time", "memory"] = ""
        self._process, self._seconds, self._room = process, seconds, room
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Watch:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        until = time.monotonic() + self._seconds
        first = taken(self._process) if self._room is not None else None
        while (left := until - time.monotonic()) > 0:
            if self._over.wait(left if first is None else min(left, _EACH)):
                return
            now = taken(self._process) if first is not None else None
            if first is not None and now is not None and now - first > (self._room or 0):
                self._end("memory")
                return
        self._end("time")

    def _end(self, why: Literal["time", "memory"]) -> None:
        self.stopped = why
        self._process.kill()


def taken(process: Popen[bytes]) -> int | None:
    """The memory that a child of ours takes, in bytes; None where the system does not tell."""
    with suppress(OSError, AttributeError, ValueError, IndexError):
        if sys.platform == "win32":
            return _on_windows(process)
        if sys.platform == "darwin":
            return _on_macos(process.pid)
        return _on_linux(process.pid)
    return None


def _on_linux(pid: int) -> int:
    """Its resident pages (proc(5), statm)."""
    import resource

    pages = Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * resource.getpagesize()


def _on_macos(pid: int) -> int | None:
    """Its footprint, packed pages too (proc_pid_rusage; resource.h, rusage_info_v2)."""
    told = (ctypes.c_uint64 * 64)()  # 16 bytes of a UUID, then numbers; room for later versions
    failed = ctypes.CDLL("libproc.dylib").proc_pid_rusage(pid, 2, ctypes.byref(told))
    return None if failed else int(told[2 + 7])


def _on_windows(process: Popen[bytes]) -> int | None:
    """What is committed to it (psapi.h, PROCESS_MEMORY_COUNTERS, PagefileUsage)."""
    size = ctypes.sizeof(ctypes.c_size_t)
    told = ctypes.create_string_buffer(8 + 8 * size)  # two DWORDs, then eight SIZE_Ts
    ctypes.c_uint32.from_buffer(told).value = len(told)
    ask: Any = ctypes.WinDLL("kernel32").K32GetProcessMemoryInfo  # type: ignore[attr-defined,unused-ignore]
    ask.argtypes = (ctypes.c_void_p, ctypes.c_void_p, ctypes.c_uint32)
    handle = int(process._handle)  # type: ignore[attr-defined,unused-ignore]
    if not ask(handle, told, len(told)):
        return None
    return int.from_bytes(told.raw[8 + 6 * size : 8 + 7 * size], "little")
