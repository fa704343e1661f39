"""The committee's pack: a template's queries answered, its workbook filled, CSVs beside it."""
