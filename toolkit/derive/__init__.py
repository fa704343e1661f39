"""What SQL cannot say exactly, as tables: figures, anchors, readings, dates, agreement."""
