"""The process in which formulas are worked out: started ahead, asked once, ended whatever comes."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

_FAILED = "the formulas could not be worked out here"


class Apart:
    """The engine in a process of its own. Should it crash or hang, the pack is made without."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Apart:
        return self

    def __exit__(self, *_: object) -> None:
        if self._process is not None:
            with contextlib.suppress(OSError):
                self._process.kill()
            self._process.communicate()

    def start(self) -> None:
        """Starts it, so that it is ready when it is asked. What goes wrong is told by `asked`."""
        if self._process is not None:
            return
        path = [str(Path(__file__).parents[3]), *sys.path]
        with contextlib.suppress(OSError):
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-S", "-m", "toolkit.pack.formulas.engine"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, path))},
            )

    def asked(self, job: dict[str, Any], seconds: float) -> list[dict[str, Any]]:
        """Its answers to `engine`'s job, one a formula; doubts where it gives none in time."""
        failed = [{"doubt": each.get("doubt", _FAILED)} for each in job["formulas"]]
        if all("doubt" in each for each in job["formulas"]):
            return failed
        self.start()
        process, self._process = self._process, None  # it answers once
        if process is None:
            return failed
        try:
            said, _ = process.communicate(json.dumps(job).encode(), timeout=seconds)
            answers: list[dict[str, Any]] = json.loads(said) if process.returncode == 0 else []
        except (OSError, subprocess.SubprocessError, ValueError):
            return failed
        finally:
            if process.poll() is None:
                process.kill()
                process.communicate()
        return answers if len(answers) == len(failed) else failed
