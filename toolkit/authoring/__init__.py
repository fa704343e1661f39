"""The analysts' workbook: made from the schemas, carrying over what there is, known by a stamp."""
