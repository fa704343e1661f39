"""The process that answers anybody's SQL: opens a database read-only, locks it, answers SELECTs.

The lock (DuckDB's "Securing DuckDB", and what it leaves open): a file that is only read; no other
files, network, extensions, settings or Python objects; exactly one SELECT in a read-only
transaction, for a WITH may hold an INSERT; limits of the system on top. The process that started
this one watches the time, and ends it where a query takes longer.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import threading
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from typing import Any, BinaryIO

from toolkit.locked import bars, frames, permitted
from toolkit.sqltext import quoted

_STACK = 64 << 20  # bytes: a query may be nested deep before it is refused
_DEPTH = 20_000
_NESTED = 24  # beyond it, reading Arrow's IPC takes time without end
_MADE_OF_OTHERS = ("list", "array", "struct", "tuple", "map", "union")
_DAYS = ("date", "timestamp", "timestamp_s", "timestamp_ms", "timestamp_ns")
_INFINITE = "'a day of the answer is no day; cast it with ::varchar to see it: '"
_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "python_enable_replacements": False,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_community_extensions": False,
    "enable_external_access": False,
    "arrow_lossless_conversion": True,
    "temp_directory": "",
}


def main() -> None:
    """Answers what is asked on standard input until nobody is there any more."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    pipe_in, pipe_out = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # the pipe is for messages alone
    threading.stack_size(_STACK)
    sys.setrecursionlimit(_DEPTH)
    asked: SimpleQueue[frames.Frame] = SimpleQueue()
    answering = _Answering(pipe_out)
    threading.Thread(target=answering.serve, args=(asked,), daemon=True).start()
    while frame := frames.receive(pipe_in):
        asked.put(frame)
    answering.leave()


class _Answering:
    """The database that is open, and the pipe that answers go to."""

    def __init__(self, pipe: BinaryIO) -> None:
        self._pipe = pipe
        self._folder: Path | None = None
        self._connection: Any = None
        self._memory, self._threads = "", 1
        self._looked: dict[str, Any] = {}  # SELECTs that may be answered, once each
        self._busy = False

    def serve(self, asked: SimpleQueue[frames.Frame]) -> None:
        """Answers one message after the other; an error that nobody foresaw ends the process."""
        try:
            self._prepare()
            while True:
                frame = asked.get()
                self._busy = True
                told = frames.unpacked(frame.body)
                if frame.kind == frames.LOOK:
                    self._look(told)
                elif frame.kind == frames.OPEN:
                    self._told(self._open, told)
                else:
                    self._told(self._answer, told)
                self._busy = False
        finally:
            os._exit(70)  # EX_SOFTWARE of sysexits.h

    def leave(self) -> None:
        """Whoever asked is gone: so is what was lent, and this process."""
        if self._folder is not None:
            os.chdir(self._folder.parent.parent)  # Windows removes no folder that one stands in
            if not self._busy:
                self._connection.close()  # nor a file that is open
            shutil.rmtree(self._folder.parent, ignore_errors=True)
        os._exit(0)

    @staticmethod
    def _prepare() -> None:
        """Everything that a query may need is loaded before the doors are closed."""
        import duckdb  # noqa: F401
        import nanoarrow.ipc  # noqa: F401

        bars.close()

    def _told(self, do: Any, told: dict[str, Any]) -> None:
        """Does what is asked, and says so or why not."""
        import duckdb

        try:
            do(told)
        except permitted.NotPermitted as fault:
            self._refuse("not permitted", fault.what, fault.hint)
        except (duckdb.OutOfMemoryException, MemoryError):
            self._refuse("memory")
        except (duckdb.FatalException, duckdb.InternalException):
            os._exit(70)  # what is broken inside answers nothing any more
        except duckdb.Error as fault:
            self._refuse("faulty", str(fault))
        except RuntimeError as fault:  # DuckDB's errors, as Arrow's stream passes them on
            self._refuse("memory" if "Out of Memory" in str(fault) else "faulty", str(fault))
        else:
            frames.send(self._pipe, frames.DONE)

    def _refuse(self, kind: str, what: str = "", hint: str = "") -> None:
        bars.release()
        said = {"kind": kind, "what": what[:4000], "hint": hint}
        frames.send(self._pipe, frames.FAULT, frames.packed(said))

    def _look(self, told: dict[str, Any]) -> None:
        """Looks through SELECTs that will be asked. What is wrong with one is said when it is."""
        import duckdb

        bars.hold(told["memory"], 1, told["seconds"], space=told["space"])
        with suppress(duckdb.Error, MemoryError), duckdb.connect(config=_SETTINGS) as nothing:
            for sql in told["queries"]:
                with suppress(permitted.NotPermitted, duckdb.Error):
                    permitted.check_text(sql)
                    self._looked[sql] = permitted.check(nothing, sql)
        bars.release()

    def _open(self, told: dict[str, Any]) -> None:
        import duckdb

        if self._connection is not None:
            self._connection.close()
        self._folder = Path(told["folder"])
        os.chdir(self._folder)  # so that no query is told where it lies
        config = _SETTINGS | {"threads": told["threads"]} if told["threads"] else dict(_SETTINGS)
        connection = duckdb.connect(told["file"], read_only=True, config=config)
        try:
            connection.execute("set memory_limit = $memory", {"memory": told["memory"]})
        except duckdb.Error as fault:
            raise permitted.NotPermitted(
                f"{told['memory']!r} is no amount of memory", "write it as 2GB or 500MB"
            ) from fault
        connection.execute("set lock_configuration = true")
        asked = "select current_setting('memory_limit'), current_setting('threads')"
        ((self._memory, self._threads),) = connection.execute(asked).fetchall()
        self._connection = connection

    def _answer(self, told: dict[str, Any]) -> None:
        from nanoarrow.ipc import StreamWriter

        cursor = self._connection.cursor()
        try:
            bars.hold(self._memory, self._threads, told["seconds"], space=told["space"])
            permitted.check_text(told["sql"], *(told["parameters"] or {}).values())
            statement = self._looked.pop(told["sql"], None) or permitted.check(cursor, told["sql"])
            cursor.execute("begin transaction read only")
            relation = cursor.sql(statement, params=told["parameters"] or None)
            if relation is None:
                raise permitted.NotPermitted("the query gives no rows", "write a SELECT")
            relation = _as_handed_over(relation)
            if not told["rows"]:
                relation = relation.limit(0)
            with StreamWriter.from_writable(_Pieces(self._pipe)) as writer:
                writer.write_stream(relation)
            bars.release()
        finally:
            cursor.close()


class _Pieces:
    """What Arrow writes to: each piece is a message."""

    def __init__(self, pipe: BinaryIO) -> None:
        self._pipe = pipe

    def write(self, data: bytes | memoryview) -> int:
        size = memoryview(data).nbytes
        if size:
            frames.send(self._pipe, frames.DATA, data)
        return size


def _as_handed_over(relation: Any) -> Any:
    """The rows with VARCHAR for what IPC or Python has no plain way to hold: an ENUM, and an
    INTERVAL, whose months would be taken for 30 days. A day that is infinity would be taken for
    the last of the calendar: it is refused.
    """
    if max(map(_depth, relation.types)) > _NESTED:
        raise permitted.NotPermitted(
            f"the answer nests lists more than {_NESTED} deep", "take them apart with unnest()"
        )
    columns = []
    for number, kind in enumerate(relation.types, 1):
        plain = _plain(kind)
        if plain != str(kind):
            columns.append(f"#{number}::{plain}")
        elif kind.id in _DAYS:
            columns.append(f"if(isinf(#{number}), error({_INFINITE} || #{number}), #{number})")
        else:
            columns.append(f"#{number}")
    if columns == [f"#{number}" for number in range(1, len(columns) + 1)]:
        return relation
    named = zip(columns, relation.columns, strict=True)
    return relation.project(", ".join(f"{column} as {quoted(name)}" for column, name in named))


def _plain(type_: Any) -> str:
    """The type with VARCHAR in place of each ENUM and INTERVAL."""
    if type_.id in ("enum", "interval"):
        return "VARCHAR"
    if type_.id not in _MADE_OF_OTHERS:
        return str(type_)
    children = type_.children
    made = [_plain(each) if _is_type(each) else "" for _, each in children]
    if all(new == str(each) for new, (_, each) in zip(made, children, strict=True) if new):
        return str(type_)
    if type_.id in ("list", "array"):
        size = next((each for _, each in children if not _is_type(each)), "")
        return f"{made[0]}[{size}]"
    if type_.id in ("map", "tuple"):
        return f"{type_.id.upper()}({', '.join(made)})"
    named = zip(children, made, strict=True)
    members = ", ".join(f"{quoted(name)} {new}" for (name, _), new in named if name)
    return f"{type_.id.upper()}({members})"


def _depth(type_: Any) -> int:
    """How many lists, structs and maps stand within one another."""
    deepest, waiting = 0, [(type_, 0)]
    while waiting:
        part, depth = waiting.pop()
        deepest = max(deepest, depth)
        if part.id in _MADE_OF_OTHERS:
            waiting += [(each, depth + 1) for _, each in part.children if _is_type(each)]
    return deepest


def _is_type(child: object) -> bool:
    """An array's size stands among what it is made of."""
    return not isinstance(child, int)


if __name__ == "__main__":
    main()
