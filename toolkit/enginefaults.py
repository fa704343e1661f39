"""What DuckDB says when it fails, in one line with its next step; nothing of it is loaded here."""

from __future__ import annotations

import os
import re
import sys
from errno import errorcode

from toolkit.errors import next_step

_MESSAGE = re.compile(r'"exception_message":"((?:[^"\\]|\\.)*)"')


def in_a_line(error: Exception) -> str:
    """What DuckDB says, without the query and without the stack of what broke inside it."""
    said = str(error)
    inside = _MESSAGE.search(said)
    first = inside[1] if inside else said.partition("\n")[0]
    return first.replace("INTERNAL Error", "DuckDB failed inside")


def advice(error: Exception) -> str:
    """The next step, where it is the system's error that DuckDB passes on."""
    said = str(error)
    number = next((each for each in errorcode if os.strerror(each) in said), 0)
    return next_step(OSError(number, said))


def of_the_system(error: BaseException) -> bool:
    """Whether DuckDB failed at the disk or inside, and not at what it was asked."""
    if "toolkit.engine" not in sys.modules:
        return False
    from toolkit.engine import OF_THE_SYSTEM

    return isinstance(error, OF_THE_SYSTEM)
