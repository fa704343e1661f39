"""Rules as people read them: a list, a page for each, and docs/rules.md, all from the rules."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Callable, Iterable, Mapping
from itertools import groupby

from toolkit.codes import Rule
from toolkit.rules.yardsticks import THRESHOLDS

GROUPS: Mapping[str, str] = {
    "AGR": "Agreement between sources",
    "CEL": "Cells",
    "CLA": "Claims",
    "CSV": "CSV files",
    "DEC": "Accuracy",
    "FIL": "Files",
    "ID": "Ids and names",
    "JSL": "JSON lines",
    "KIN": "Kind",
    "KEY": "Key figures",
    "LAN": "Languages",
    "OPN": "Open figures",
    "PER": "Periods",
    "QUA": "Qualifiers",
    "QUO": "Quotes",
    "REF": "References",
    "RUL": "A dossier's own rules",
    "SCH": "What a record may be",
    "SCO": "Scope",
    "SET": "Settings",
    "SHT": "Sheets and columns",
    "SRC": "Sources",
    "STA": "Stale and superseded",
    "UNI": "Units",
    "VAL": "Values",
    "WAI": "Waivers",
    "WHO": "Who says so, who checked",
}
_PREFACE = """\
# What factpack finds

Every finding has a code. `factpack explain CODE` shows its entry here; a record of the sheet
Waivers accepts a finding, with the name of who accepts it and the reason.

An **error** means that the pack would say something wrong or that something was not read, a
**warning** that a person should look, a **note** that a person should know. Words in braces stand
for the values of the finding.

A dossier may add rules of its own: each a file `rules/NAME.sql` that opens like this and goes on
with one SELECT of `_row`, `field` and every column that the message names. `factpack sql DOSSIER
--tables` lists what it can read. It runs behind the same lock as `factpack sql`.

```sql
-- code: OWN001
-- name: bond-without-coupon
-- severity: warning
-- says: {id} is a bond issue, and no fact of {entity} gives a coupon
-- fix: look for the coupon in the source
select f._row, 'concept' as field, f.id, f.entity
from live_facts f
where f.concept = 'bond_issue'
  and not exists (from live_facts c where c.concept = 'coupon' and c.entity = f.entity)
```

Thresholds are set in `factpack.toml` under `[thresholds]`:
"""


def group(rule: Rule) -> str:
    """What the letters of a rule's code stand for."""
    letters = rule.code.rstrip("0123456789")
    return GROUPS.get(letters, letters)


def as_text(rules: Iterable[Rule]) -> str:
    """A line a rule: code, severity, name."""
    return "".join(f"{rule.code}  {rule.severity:<7}  {rule.name}\n" for rule in rules)


def as_json(rules: Iterable[Rule]) -> str:
    keys = ("code", "name", "severity", "says", "fix", "why", "bad", "good")
    listed = [{key: _shown(getattr(rule, key)) for key in keys} for rule in rules]
    return json.dumps({"rules": listed}, ensure_ascii=False, indent=2) + "\n"


def as_markdown(rules: Iterable[Rule]) -> str:
    """The page docs/rules.md."""
    parts = [_PREFACE]
    for name, (_, default, says) in THRESHOLDS.items():
        parts.append(_told(f"- `{name} = {json.dumps(default)}`: {says}", rest="  "))
    parts.append("")
    for title, members in groupby(sorted(rules, key=lambda r: (group(r), r.code)), key=group):
        parts.append(f"## {title}\n")
        for rule in members:
            parts.append(f"### {rule.code} {rule.name} ({rule.severity})\n")
            parts += [f"{line}\n" for line in _paragraphs(rule)]
    return "\n".join(parts)


def _paragraphs(rule: Rule) -> Iterable[str]:
    yield _told(f"`{_shown(rule.says)}`")
    if rule.why:
        yield _told(rule.why)
    yield _told(f"Mend: {_sentence(_shown(rule.fix))}")
    if rule.bad and rule.good:
        yield _told(f"Found: {_sentence(rule.bad)} Not found: {_sentence(rule.good)}")


def explained(rule: Rule) -> str:
    """One rule's page for a terminal."""
    rows = [("says", _shown(rule.says)), ("why", rule.why), ("mend", _shown(rule.fix))]
    rows += [("found", rule.bad), ("not found", rule.good)]
    lines = [f"{rule.code} {rule.name} ({rule.severity}): {group(rule)}", ""]
    for name, text in rows:
        if text:
            indent = " " * 11
            lines.append(_told(text, first=f"{name:<11}", rest=indent))
    return "\n".join(lines) + "\n"


def _told(text: str, *, first: str = "", rest: str = "") -> str:
    return textwrap.fill(
        text,
        100,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _shown(text: str) -> str:
    """A text with its {placeholders}, and what it says in braces as a person reads it."""
    return text.replace("{{", "{").replace("}}", "}")


def _sentence(text: str) -> str:
    return text if text.endswith((".", "}", "?", "”")) else f"{text}."


FORMATS: Mapping[str, Callable[[Iterable[Rule]], str]] = {
    "text": as_text,
    "json": as_json,
    "markdown": as_markdown,
}
