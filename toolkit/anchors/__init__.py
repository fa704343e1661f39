"""A quote's place in its source's frozen text: reading sources, finding quotes, showing context.

Places are code points of the decoded text, from 0, the end not included: the units of the W3C Web
Annotation Data Model's TextPositionSelector (section 4.2.5).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from toolkit.anchors.find import Anchor, anchor, elsewhere
from toolkit.anchors.searchable import Place, Searchable
from toolkit.anchors.sentences import sentence_around
from toolkit.anchors.source import LARGEST, SourceProblem, SourceText, read_again, read_source
from toolkit.anchors.table import COLUMNS, AnchorRow, anchor_all
from toolkit.anchors.tiers import TIERS, Tier

if TYPE_CHECKING:  # packs alone need it, and checking should start soon
    from toolkit.anchors.fragment import text_fragment

__all__ = [
    "COLUMNS",
    "LARGEST",
    "TIERS",
    "Anchor",
    "AnchorRow",
    "Place",
    "Searchable",
    "SourceProblem",
    "SourceText",
    "Tier",
    "anchor",
    "anchor_all",
    "elsewhere",
    "read_again",
    "read_source",
    "sentence_around",
    "text_fragment",
]


def __getattr__(name: str) -> Any:
    if name == "text_fragment":
        from toolkit.anchors.fragment import text_fragment

        return text_fragment
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
