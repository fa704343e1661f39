"""The analysts' workbook: made from the schemas, carrying over what there is, known by a stamp."""

from toolkit.authoring.layout import SHEETS

__all__ = ["SHEETS"]
