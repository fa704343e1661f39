"""A quote's place in its source's frozen text: reading sources, finding quotes, showing context.

Places are code points of the decoded text, from 0, the end not included: the units of the W3C Web
Annotation Data Model's TextPositionSelector (section 4.2.5).
"""

from toolkit.anchors.find import Anchor, Place, Searchable, anchor, elsewhere
from toolkit.anchors.fragment import text_fragment
from toolkit.anchors.nearest import Nearest, nearest
from toolkit.anchors.sentences import sentence_around
from toolkit.anchors.source import LARGEST, SourceProblem, SourceText, read_source
from toolkit.anchors.table import COLUMNS, AnchorRow, anchor_all
from toolkit.anchors.tiers import TIERS, Tier

__all__ = [
    "COLUMNS",
    "LARGEST",
    "TIERS",
    "Anchor",
    "AnchorRow",
    "Nearest",
    "Place",
    "Searchable",
    "SourceProblem",
    "SourceText",
    "Tier",
    "anchor",
    "anchor_all",
    "elsewhere",
    "nearest",
    "read_source",
    "sentence_around",
    "text_fragment",
]
