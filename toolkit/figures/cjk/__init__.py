"""Chinese and Japanese figures, which print no spaces."""
