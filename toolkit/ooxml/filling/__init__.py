"""A template filled: its Tables grow, all that points at them follows, its words are said."""
