"""Records: which a grid holds, what a cell means, and each held against its JSON Schema."""
