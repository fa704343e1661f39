"""Merging two people's edits of one file, by record and field, without losing a keystroke."""
