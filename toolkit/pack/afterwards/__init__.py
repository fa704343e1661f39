"""What became of a pack since it was made: its cells traced, its files verified, itself remade."""
