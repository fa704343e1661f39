"""Changes that change nothing anybody could see, as they were judged by hand, and why."""

EQUIVALENT: dict[str, str] = {}
