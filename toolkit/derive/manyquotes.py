"""Many quotes read on every processor: the work is dealt out to processes of their own.

They begin while this one does something else, and it joins them afterwards. Each is Python with
this module: it takes pieces of the work from its standard input and gives back what they say.
Whatever becomes of a process, its piece is read here instead.
"""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from toolkit.derive.figurecells import Words, words_of
from toolkit.progress import Progress

_PIECE = 250  # quotes that are dealt out at a time: some tenths of a second
_WORTH = 2_000  # quotes for which a process is worth its start

Asked = Sequence[Any]  # the fields of `readings.Asked`


@contextlib.contextmanager
def begun(
    asked: Sequence[Asked], progress: Progress | None = None
) -> Iterator[Callable[[], list[Words]]]:
    """Has the quotes read, from now on; the function given waits for what `words_of` gives of
    each, in their order."""
    progress = progress or Progress()
    pieces = [asked[start : start + _PIECE] for start in range(0, len(asked), _PIECE)]
    left = deque(range(len(pieces)))
    found: dict[int, list[Words]] = {}

    def helped(process: subprocess.Popen[bytes]) -> None:
        assert process.stdin is not None and process.stdout is not None
        # Until there is nothing left; a process that fails leaves its piece to be read below.
        with contextlib.suppress(IndexError, OSError, EOFError, pickle.UnpicklingError):
            while True:
                number = left.popleft()
                pickle.dump(pieces[number], process.stdin)
                process.stdin.flush()
                found[number] = [Words(*each) for each in pickle.load(process.stdout)]

    def finished() -> list[Words]:
        with contextlib.suppress(IndexError):
            while True:
                number = left.popleft()
                found[number] = list(map(words_of, pieces[number]))
                progress.through(len(found) / len(pieces))
        for thread in threads:
            thread.join()
        for number, piece in enumerate(pieces):
            if number not in found:
                found[number] = list(map(words_of, piece))
        return [words for number in range(len(pieces)) for words in found[number]]

    with _helpers(min(_processors(), len(asked) // _WORTH) - 1) as processes:
        threads = [threading.Thread(target=helped, args=(p,), daemon=True) for p in processes]
        for thread in threads:
            thread.start()
        yield finished


def _processors() -> int:
    """As many as this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextlib.contextmanager
def _helpers(count: int) -> Iterator[list[subprocess.Popen[bytes]]]:
    """So many processes, or as many as start, ended whatever comes."""
    path = [str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH", "")]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, path))}
    started: list[subprocess.Popen[bytes]] = []
    try:
        with contextlib.suppress(OSError):
            for _ in range(count):
                command = [sys.executable, "-P", "-m", __name__]
                started.append(
                    subprocess.Popen(
                        command,
                        stdin=subprocess.PIPE,
                        stdout=subprocess.PIPE,
                        stderr=subprocess.DEVNULL,
                        env=environment,
                    )
                )
        yield started
    finally:
        for process in started:
            with contextlib.suppress(OSError):
                process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                with contextlib.suppress(OSError):
                    assert pipe is not None
                    pipe.close()


def _serve(source: BinaryIO, target: BinaryIO) -> None:
    """Reads pieces until there are no more, and answers each."""
    gc.disable()  # what is made here forms no cycles
    with contextlib.suppress(EOFError, KeyboardInterrupt):
        while True:
            piece = pickle.load(source)
            pickle.dump([tuple(words_of(asked)) for asked in piece], target)
            target.flush()


if __name__ == "__main__":
    answers = sys.stdout.buffer
    sys.stdout = sys.stderr  # nothing else may stand among the answers
    _serve(sys.stdin.buffer, answers)
