"""Changes that alter nothing anybody could see, as they were judged by hand, and why."""

EQUIVALENT: dict[str, str] = {
    "toolkit/merge/folders.py: changed = [path for path in new if hash_of(new[path]) !="
    " before.get(path, \"\")]: '' → 'XX'": "neither is ever the hash of a file",
    "toolkit/merge/conflicts.py: _CHUNK = 30_000  # a cell holds 32,767: 30000 → 30001": (
        "any length will do that a cell holds"
    ),
}
