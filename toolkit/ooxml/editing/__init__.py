"""An analyst's workbook changed: rows, cells, notes and sheets, every other byte kept."""
