"""Python's collector of cycles held off while a great many values are made that form none.

Left on, it goes through all of them again and again: a third of the time of reading many records.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def held_off() -> Iterator[None]:
    """Within it nothing is looked through for cycles; within another it changes nothing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
