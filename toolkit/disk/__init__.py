"""What is written to disk: whole files or none, one writer at a time, names that stay inside."""
