"""Changes that alter nothing anybody could see, as they were judged by hand, and why."""

EQUIVALENT: dict[str, str] = {
    "toolkit/merge/folders.py: changed = [path for path in new if hash_of(new[path]) !="
    " before.get(path, \"\")]: '' → 'XX'": "neither is ever the hash of a file",
    "toolkit/merge/conflicts.py: _CHUNK = 30_000  # a cell holds 32,767: 30000 → 30001": (
        "any length will do that a cell holds"
    ),
    'toolkit/merge/outcome.py: return "unchanged" if ours == base else "same":'
    " 'unchanged' → 'XXunchangedXX'": "nobody tells it from the same change on both sides",
    'toolkit/merge/workbook.py: edits.append(spans.attribute(data, each, "count",'
    " str(len(ids) + 1))): 'count' → 'XXcountXX'": "the attribute is optional and read by nobody",
    'toolkit/records/values.py: return text.rstrip("0").rstrip(".") if "." in text else text:'
    " '0' → 'XX0XX'": "rstrip takes characters, and no number holds an X",
    "toolkit/records/validate.py: "
    "close = get_close_matches(value.casefold(), enum, n=1, cutoff=0.6):"
    " 1 → 2": "the first is taken",
    'toolkit/merge/outcome.py: return "unchanged" if ours == base else "same":'
    " 'same' → 'XXsameXX'": "nobody tells it from what is unchanged",
}
