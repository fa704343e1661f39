"""The number grammar: every figure in a text, with its value, unit and span."""

from toolkit.figures.figure import Figure
from toolkit.figures.reading import LANGUAGES, read_figures

__all__ = ["LANGUAGES", "Figure", "read_figures"]
