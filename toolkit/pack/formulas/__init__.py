"""A template's formulas: where they look, what they come to, and what of it is believed."""
