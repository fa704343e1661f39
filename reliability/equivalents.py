"""Changes that alter nothing anybody could see, as they were judged by hand, and why."""

EQUIVALENT: dict[str, str] = {
    "toolkit/merge/folders.py: changed = [path for path in new if hash_of(new[path]) !="
    " before.get(path, \"\")]: '' → 'XX'": "neither is ever the hash of a file",
    "toolkit/merge/conflicts.py: _CHUNK = 30_000  # a cell holds 32,767: 30000 → 30001": (
        "any length will do that a cell holds"
    ),
    'toolkit/merge/workbook.py: edits.append(spans.attribute(data, each, "count",'
    " str(len(ids) + 1))): 'count' → 'XXcountXX'": "the attribute is optional and read by nobody",
    'toolkit/records/values.py: return text.rstrip("0").rstrip(".") if "." in text else text:'
    " '0' → 'XX0XX'": "rstrip takes characters, and no number holds an X",
}
