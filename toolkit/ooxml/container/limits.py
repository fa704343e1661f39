"""How large a workbook's package may be before it is taken for an attack."""

from __future__ import annotations

from typing import NamedTuple

KIB, MIB, GIB = 1 << 10, 1 << 20, 1 << 30


class Limits(NamedTuple):
    """Bounds on one package; the message of a refusal names the one that was broken."""

    file_bytes: int = 1 * GIB  # the file as it lies on the disk
    parts: int = 20_000
    directory_bytes: int = 16 * MIB  # the zip's own list of its parts
    part_bytes: int = 2 * GIB  # one part, inflated
    total_bytes: int = 4 * GIB  # all parts, inflated
    ratio: int = 100  # inflated over deflated size, as Apache POI has it; deflate can reach 1032
    ratio_free_bytes: int = 100 * KIB  # parts no larger than this may have any ratio
    small_part_bytes: int = 64 * MIB  # parts that are held whole: relationships, tables, styles
    text_characters: int = 2 * MIB  # of one text; Excel itself keeps 32,767 a cell
    cells: int = 25_000_000  # cells of one workbook that hold something


FILLED = Limits(ratio=1_100)  # of a pack's own workbook, where one text may stand in every row
