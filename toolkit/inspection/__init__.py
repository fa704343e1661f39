"""What a workbook carries besides the values it shows: hidden things, code, links, people."""
