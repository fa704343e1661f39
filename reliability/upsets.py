"""What else ends a command early: Ctrl-C, nobody who listens, a full disk, a power cut."""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from faults import Call, fresh
from trials import Trial, looked_at


def interrupted(trial: Trial, times: int, draw: random.Random) -> Iterator[str]:
    """Ctrl-C at a random moment."""
    began = time.monotonic()
    trial.once()
    took = time.monotonic() - began
    for _ in range(times):
        fresh(trial.made, trial.run)
        child = trial.warm.start(trial.args, trial.run)
        time.sleep(draw.uniform(0.02, took))
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGINT)
        ended = trial.warm.ended(child, trial.run, until=trial.command.until)
        if ended.code == -2 or "in main" in ended.err[-200:]:  # before the command had begun
            continue
        yield trial.judged(ended, stopped=True)


def unheard(trial: Trial) -> Iterator[str]:
    """Standard output that takes nothing: a reader that has gone, as of `| head`, a full disk."""
    for out, what in (("|", "a closed pipe"), ("/dev/full", "a full disk as standard output")):
        ended = trial.once(out)
        state, left = looked_at(trial.run)
        if "Traceback" in ended.err or ended.code not in (0, 1, 2, 130):
            yield f"{what}: a traceback, or exit code {ended.code}: {ended.err[-200:]}"
        elif trial.command.until and state in (trial.old, trial.new) and not left:
            yield ""  # whoever watches may end where nobody listens
        elif state != trial.new or left:
            yield f"{what}: not everything was written"
        elif out == "/dev/full" and trial.clean.out and ended.code != 2:
            yield f"{what}: exit code {ended.code}, and nothing was heard"
        else:
            yield ""


def crowded(trial: Trial, times: int) -> Iterator[str]:
    """A disk that has room for what stands there, and for a part of what comes."""
    there = sum((path.stat().st_size + 8191) // 4096 * 4 for path in trial.made.rglob("*"))
    own = trial.run
    for at in range(times):
        shutil.rmtree(own, ignore_errors=True)
        with _small_disk(own, there + 16 + 12 * at) as made:
            if not made:
                return
            try:
                shutil.copytree(trial.made, own, dirs_exist_ok=True, symlinks=True)
                ended = trial.warm.plain(trial.args, own, until=trial.command.until)
            except (OSError, shutil.Error):  # it has no room even for what was there
                continue
            subprocess.run(["mount", "-o", "remount,size=1g", str(own)], check=True)
            yield trial.judged(ended)


@contextmanager
def _small_disk(folder: Path, kilobytes: int) -> Iterator[bool]:
    """A disk of that size at `folder`; False where none can be had."""
    folder.mkdir(parents=True, exist_ok=True)
    asked = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(folder)]
    made = subprocess.run(asked, capture_output=True, check=False).returncode == 0
    try:
        yield made
    finally:
        if made:
            subprocess.run(["umount", "-l", str(folder)], check=False)


def too_late(calls: Iterable[Call]) -> list[str]:
    """What would not survive a power cut: files that take a name before they are on the disk."""
    dirty: set[str] = set()
    told = []
    for call in calls:
        fd = re.match(r"\d+<([^>]*)>", call.said)
        names = re.findall(r'"([^"]*)"', call.said)
        if call.name in ("write", "pwrite64", "writev", "ftruncate", "sendfile") and fd:
            dirty |= {fd[1]} if not fd[1].endswith(".lock") else set()
        elif call.name in ("fsync", "fdatasync") and fd:
            dirty.discard(fd[1])
        elif call.name in ("sync", "syncfs"):
            dirty.clear()
        elif call.name.startswith(("rename", "link")) and len(names) == 2:
            for name in sorted(dirty):
                if name == names[0] or name.startswith(f"{names[0]}/"):
                    told.append(f"{name} is renamed before it is on the disk")
    return told
