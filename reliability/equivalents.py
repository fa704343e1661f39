"""Changes that alter nothing anybody could see, as they were judged by hand, and why."""

EQUIVALENT: dict[str, str] = {
    "toolkit/merge/folders.py: changed = [path for path in new if hash_of(new[path]) !="
    " before.get(path, \"\")]: '' → 'XX'": "neither is ever the hash of a file",
    "toolkit/merge/conflicts.py: _CHUNK = 30_000  # a cell holds 32,767: 30000 → 30001": (
        "any length will do that a cell holds"
    ),
    'toolkit/merge/workbook.py: edits.append(spans.attribute(data, each, "count",'
    " str(len(ids) + 1))): 'count' → 'XXcountXX'": "the attribute is optional and read by nobody",
    'toolkit/records/values.py: return text.rstrip("0").removesuffix(".") if "." in text else text:'
    " '0' → 'XX0XX'": "rstrip takes characters, and no number holds an X",
    'toolkit/records/keywords.py: return SURELY if (said < 0) == (sign[0] == ">") else HELD:'
    " said < 0 → said <= 0": "a number so far from 0 is asked about alone",
    'toolkit/records/keywords.py: within = (said < 0) == (sign[0] == ">")  # every number that is'
    " held exactly is: said < 0 → said <= 0": "a number so far from 0 is asked about alone",
    "toolkit/merge/beside.py: return False: False → True": (
        "a sheet without formulas is looked through in vain, and none is found"
    ),
    "toolkit/merge/resolving.py: made.data = _without_conflicts(made.data, shown, opens):"
    " _without_conflicts(made.data, shown, opens) → _without_conflicts(made.data, None, opens)": (
        "only a refusal tells the name, and what was just written is not refused"
    ),
    "toolkit/records/heldback.py: return json.dumps(value, ensure_ascii=False) if"
    " isinstance(value, list) else value: False → True": "the same list, once the JSON is read",
    "toolkit/merge/match.py: close = pair.score - other.score < _CLEARLY: pair.score - other.score"
    " < _CLEARLY → pair.score - other.score <= _CLEARLY": (
        "floats of 0.5 and more are never 0.1 apart: that has digits finer than theirs"
    ),
}
