"""A command tried again and again in one folder, and what of it is right after each time."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

from commands import Command
from faults import Call, Ended, Warm, fresh

from toolkit.marking.listing import HEAD

MUTATING = {  # call: the errors it may meet; at each the process is killed as well
    "write": ("ENOSPC", "EIO"),
    "pwrite64": ("ENOSPC", "EIO"),
    "writev": ("ENOSPC",),
    "sendfile": ("ENOSPC", "EIO"),
    "copy_file_range": ("ENOSPC", "EIO"),
    "rename": ("EIO", "ENOSPC", "EACCES"),
    "renameat2": ("EINVAL", "EIO"),
    "link": ("EPERM", "ENOSPC"),
    "linkat": ("EPERM", "ENOSPC"),
    "unlink": ("EIO", "EACCES"),
    "unlinkat": ("EIO",),
    "mkdir": ("ENOSPC", "EACCES"),
    "rmdir": ("EIO",),
    "fsync": ("EIO", "ENOSPC"),
    "fdatasync": ("EIO",),
    "syncfs": ("EIO",),
    "ftruncate": ("EIO", "ENOSPC"),
    "flock": ("ENOLCK",),
    "chmod": ("EPERM",),
}
MADE = ("ENOSPC", "EMFILE", "EACCES", "EIO")  # of a file that is made
READ = {"openat": ("EMFILE", "EACCES"), "read": ("EIO",), "pread64": ("EIO",)}
# Names by which the next run knows what a dead one left.
LEAVING = re.compile(r"\..+\.(lock|new|old|[0-9a-f]{8}\.tmp(\..+)?)|\.?factpack-.+", re.DOTALL)
OF_PYTHON = re.compile(r"tmp/[a-z0-9_]{8}")  # its own trial whether it can write to a folder
ASIDE = " (new)"  # behind the name of a pack that could not take its place
NOT_READ = "is missing from this answer"
HINTED = r"→|left as it was: .+; "  # what to do is told behind it
ROUGH = ("Traceback", "Exception ignored", "panicked", "[Errno", "Error(", "INTERNAL")

State = Mapping[str, str]


def looked_at(run: Path) -> tuple[State, list[str]]:
    """Every file by its hash, and the names that a dead run left."""
    state: dict[str, str] = {}
    left: list[str] = []
    for top, folders, names in os.walk(run):
        here = Path(top)
        left += [f"{here.relative_to(run)}/{n}" for n in [*folders, *names] if LEAVING.fullmatch(n)]
        folders[:] = [n for n in folders if not LEAVING.fullmatch(n)]
        if here == run:
            folders[:] = [n for n in folders if n not in ("home", "bin")]
        for name in names:
            shown = (here / name).relative_to(run).as_posix()
            if not LEAVING.fullmatch(name) and not _of_python(here / name, shown):
                state[shown] = _content(here / name)
    return state, left


def _of_python(path: Path, shown: str) -> bool:
    return bool(OF_PYTHON.fullmatch(shown)) and path.read_bytes() in (b"", b"blat")


def _content(path: Path) -> str:
    """The file's hash; of a database, which is never the same twice, its tables and their rows."""
    if path.suffix == ".duckdb":
        import duckdb

        try:
            with duckdb.connect(str(path), read_only=True) as there:
                tables = [name for (name,) in there.execute("show tables").fetchall()]
                rows = [there.execute(f'select count(*) from "{n}"').fetchall() for n in tables]
                return str(sorted(zip(tables, rows, strict=True)))
        except duckdb.Error as error:
            return f"torn: {error}"
    return sha256(path.read_bytes()).hexdigest()


def _opens(path: Path) -> bool:
    """Whether it is whole: a workbook, or a database."""
    if path.suffix == ".duckdb":
        return not _content(path).startswith("torn")
    with ZipFile(path) as book:
        return book.testzip() is None


def below(state: State, folder: str) -> State:
    """The files of one folder, by their names in it."""
    return {n.removeprefix(f"{folder}/"): c for n, c in state.items() if n.startswith(f"{folder}/")}


def amiss(state: State, old: State, new: State, wholes: Sequence[str]) -> str:
    """What is neither as it was nor as it should become; "" where all is."""
    for name in sorted(set(state) | (set(old) & set(new))):
        if state.get(name) not in (old.get(name), new.get(name)):
            return f"{name} is neither the old nor the new one"
    for whole in wholes:
        if below(state, whole) not in (below(old, whole), below(new, whole)):
            return f"{whole} is half the old and half the new"
    return ""


class Trial:
    """A command in a folder of its own, tried again and again."""

    def __init__(self, command: Command, warm: Warm, folder: Path) -> None:
        self.command, self.warm = command, warm
        self.made, self.run = folder / "made", folder / "run"
        shutil.rmtree(folder, ignore_errors=True)
        self.run.mkdir(parents=True)
        command.prepare(self.run, warm)
        shutil.copytree(self.run, self.made)  # in its place already, so that paths are the same
        self.args = [each.replace("{run}", str(self.run)) for each in command.args]
        self.old, _ = looked_at(self.made)
        self.clean = self.once()
        self.new, left = looked_at(self.run)
        assert (self.new == self.old) == command.reads, (command.name, self.clean)
        assert self.clean.code in (0, 1) or command.until, (command.name, self.clean)
        assert not left, (command.name, left)

    def once(self, out: str | None = None, *, anew: bool = True) -> Ended:
        """The command run, where things stand as at first or as they stand now."""
        if anew:
            fresh(self.made, self.run)
        return self.warm.plain(self.args, self.run, out, self.command.until)

    def points(self) -> list[tuple[Call, str]]:
        """Each call to a file of the folder, with each fault that it may meet."""
        fresh(self.made, self.run)
        asked = self.command
        calls = self.warm.calls(self.args, self.run, asked.always, asked.until)
        points = []
        for call in calls:
            if not re.search(asked.only, call.said) or call.name == asked.always.split(":")[0]:
                continue
            made = call.name == "openat" and "O_CREAT" in call.said
            errors = MADE if made else MUTATING.get(call.name, READ.get(call.name, ()))
            points += [(call, fault) for fault in ["KILL"] * changes(call) + list(errors)]
        return points

    def survived(self, call: Call, fault: str) -> str | None:
        """What went wrong where the fault came; "" for nothing, None where it did not come."""
        fresh(self.made, self.run)
        asked = self.command
        ended, came = self.warm.with_fault(
            self.args, self.run, call, fault, asked.always, asked.until
        )
        return self.judged(ended, killed=fault == "KILL" and ended.code == -9) if came else None

    def judged(self, ended: Ended, *, killed: bool = False, stopped: bool = False) -> str:
        """What is wrong after a run: `killed` outright, or `stopped` by Ctrl-C."""
        if self.command.looks:
            asked = [each.replace("{run}", str(self.run)) for each in self.command.looks]
            self.warm.plain(asked, self.run)
        state, left = looked_at(self.run)
        if wrong := self._files_amiss(state, ended) or self._words_amiss(ended, killed=killed):
            return wrong
        if not killed and not (stopped and ended.code == 130):
            if ended.code not in self._codes(ended):
                return f"exit code {ended.code}: {ended.err[-200:]}"
            if ended.code == self.clean.code and state != self.new and not self._told(ended):
                return f"exit code {ended.code}, and not everything was written"
            if ended.code == self.clean.code and self._answered(ended) != self._answered(
                self.clean
            ):
                return f"exit code {ended.code}, and another answer: {ended.out[:200]}"
        if state in (self.old, self.new) and not left:
            return ""
        return self._mended()

    def _codes(self, ended: Ended) -> set[int]:
        """Who cannot read one of the files says so, and ends with 1."""
        told = self.command.args[0] in ("check", "doctor", "verify", "watch")
        return {self.clean.code, 2, *([1] if told or NOT_READ in ended.err else [])}

    def _told(self, ended: Ended) -> bool:
        """Whether it said what was not written, where it goes on all the same, or not read."""
        going_on = self.command.until and "not written: " in ended.err
        return bool(going_on or (self.command.finds and self._could_not_read(ended)))

    def _could_not_read(self, ended: Ended) -> bool:
        return "cannot be read" in ended.out or NOT_READ in ended.err

    def _answered(self, ended: Ended) -> str:
        """What it answers, where that is the same each time; doctor tells of free memory."""
        return ended.out if self.command.reads and self.command.args[0] != "doctor" else ""

    def _files_amiss(self, state: State, ended: Ended) -> str:
        there = dict(state)
        for whole in self.command.wholes:
            if kept := below(state, f"{whole}{ASIDE}"):
                if f"{whole}{ASIDE}" not in ended.err or kept != below(self.new, whole):
                    return f"{whole}{ASIDE} is not the new one, or nobody was told of it"
                there = {n: c for n, c in there.items() if not n.startswith(f"{whole}{ASIDE}/")}
        if (tells := self.command.tells) in there and ended.code == 2:
            data = (self.run / tells).read_bytes()
            if not data.startswith(HEAD) or not data.endswith(b"\r\n"):
                return f"{tells} is not whole"
            del there[tells]
        if (finds := self.command.finds) in there and self._could_not_read(ended):
            if not _opens(self.run / finds):
                return f"{finds} is not whole"
            del there[finds]
        return amiss(there, self.old, self.new, self.command.wholes)

    def _words_amiss(self, ended: Ended, *, killed: bool) -> str:
        said = ended.out + ended.err
        if rough := next((each for each in ROUGH if each in said), ""):
            return f"it says {rough}: {said.strip()[-300:]}"
        if not killed and ended.code == 2 and self.clean.code != 2 and not re.search(HINTED, said):
            return f"it failed without a word of what to do: {said.strip()[-300:]}"
        return ""

    def _mended(self) -> str:
        """What the next run does not make good, or leaves; "" where all becomes as it should."""
        again = self.once(anew=False)
        state, left = looked_at(self.run)
        if left and again.code == 2:  # for all is done: whoever writes in that folder next
            state, left = after_another_run(self.run, left)
        names = {_asked_first(name, self.command): content for name, content in state.items()}
        aside = {f"{whole}{ASIDE}/" for whole in self.command.wholes}
        names = {n: c for n, c in names.items() if not n.startswith(tuple(aside))}
        if names != self.new:
            wrong = sorted(n for n in {*names, *self.new} if names.get(n) != self.new.get(n))
            return f"the next run does not make it good: {', '.join(wrong)}; {again.err[-200:]}"
        return f"the next run leaves {left[0]}" if left else ""


def changes(call: Call) -> bool:
    """Whether it makes or changes a file, a folder or a lock."""
    return call.name in MUTATING or (call.name == "openat" and "O_CREAT" in call.said)


def _asked_first(name: str, command: Command) -> str:
    """A merge that is asked for once more puts its result beside the first: NAME-2."""
    return re.sub(r"-2(\.\w+)$", r"\1", name) if command.args[0] == "merge" else name


def after_another_run(run: Path, left: Sequence[str]) -> tuple[State, list[str]]:
    """What is there once another run has written beside each thing that a dead run left."""
    from toolkit.disk.holding import held

    for each in left:
        with held((run / each).with_name("another")):
            pass
    return looked_at(run)
