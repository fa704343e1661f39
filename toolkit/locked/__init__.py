"""Anybody's SQL, answered behind a lock: in a process of its own, over a file it can only read."""
