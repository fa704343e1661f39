"""A command of factpack run in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys


def run(*words: object, stdin: str | None = None, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "toolkit", *map(str, words)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        input=stdin,
        env=os.environ | env,
        timeout=120,
    )
