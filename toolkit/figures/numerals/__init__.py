"""One number as it is written, in digits or in words, and its exact value."""
