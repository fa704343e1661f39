"""Python's collector of cycles held off while a great many values are made that form none.

Left on, it goes through all of them again and again: a third of the time of reading many records.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_MANY = 100_000  # values made; going through fewer is not felt


@contextmanager
def held_off() -> Iterator[None]:
    """Within it nothing is looked through for cycles; within another it changes nothing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            if gc.get_count()[0] > _MANY:
                gc.freeze()  # else all of them are gone through at once, now
            gc.enable()
