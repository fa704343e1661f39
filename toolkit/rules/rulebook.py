"""The rules that are SQL: read from their files, run over the tables, told as findings.

A rule's file opens with `-- key: text` lines (`--   text` goes on with the one before) and is one
SELECT of `_row`, `field` and what its message names. Keys: code, name, severity, says, fix; and
where they help: why, bad and good (a record each), needs (record types without which it makes no
sense), rows (tables: while one of them is empty it finds nothing, and is not asked; a test holds
it against the SELECT), after (waivers: it runs once they are applied). It may select `related`
records. factpack's own may select besides: `shown` in place of the cell's value, a `file` where
there is no record, and `at_source`, `at_start`, `at_end`, the span that a waiver can name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any, NamedTuple

from toolkit.codes import READING, SCHEMA, Rule
from toolkit.database import Database
from toolkit.decimals import grouped
from toolkit.disk.inside import check as check_file
from toolkit.disk.inside import problem_of
from toolkit.errors import FactpackError, QueryRefused
from toolkit.findings import Finding, finding
from toolkit.sqltext import literal, quoted

_HEADER = re.compile(r"--\s?(\w+):\s*(.*)")
_MORE = re.compile(r"--\s{2,}(\S.*)")
_KEYS = ("code", "name", "severity", "says", "fix")
_TRUSTED = ("file", "shown", "at_source", "at_start", "at_end")  # columns of factpack's rules alone
_MOST = 10_000  # findings of one of a dossier's own rules


class Span(NamedTuple):
    """Where in a source's text something stands."""

    source: str
    start: int
    end: int


class Found(NamedTuple):
    """A finding, and the span that it is about where it is about one."""

    finding: Finding
    span: Span | None = None


@cache
def own_rules() -> Mapping[str, Rule]:
    """factpack's own rules by code."""
    paths = sorted(Path(__file__).parent.glob("*.sql"))
    return {rule.code: rule for rule in map(read_rule, paths)}


def all_rules() -> Mapping[str, Rule]:
    """Everything that factpack itself can find, by code."""
    return dict(sorted([*READING.items(), *SCHEMA.items(), *own_rules().items()]))


def read_rule(path: Path) -> Rule:
    """The rule in one SQL file; FactpackError where its head is not whole."""
    check_file(path, FactpackError)
    text = path.read_text(encoding="utf-8")
    head: dict[str, str] = {}
    key = ""
    for line in text.splitlines():
        if more := _MORE.fullmatch(line.strip()):
            head[key] = f"{head.get(key, '')} {more[1].strip()}"
        elif match := _HEADER.fullmatch(line.strip()):
            key = match[1]
            head[key] = match[2].strip()
        else:
            break
    missing = [key for key in _KEYS if not head.get(key)]
    if missing:
        raise FactpackError(
            f"the rule {path.name} does not say its {', '.join(missing)}",
            hint="open the file with lines as '-- code: ABC001'",
        )
    if head["severity"] not in ("error", "warning", "note"):
        raise FactpackError(
            f"the rule {path.name} has the severity {head['severity']!r}",
            hint="use error, warning or note",
        )
    if not re.fullmatch(r"[A-Z]{2,3}[0-9]{3}", head["code"]):
        raise FactpackError(
            f"the rule {path.name} has the code {head['code']!r}",
            hint="use letters and three digits, as ABC001",
        )
    for key in ("says", "fix"):
        _check_braces(path.name, key, head[key])
    return Rule(
        code=head["code"],
        name=head["name"],
        severity=head["severity"],  # type: ignore[arg-type]
        says=head["says"],
        fix=head["fix"],
        why=head.get("why", ""),
        needs=tuple(re.findall(r"\w+", head.get("needs", ""))),
        rows=tuple(re.findall(r"\w+", head.get("rows", ""))),
        sql=text,
        after=head.get("after", ""),
        bad=head.get("bad", ""),
        good=head.get("good", ""),
    )


def _check_braces(name: str, key: str, text: str) -> None:
    """Braces name columns and nothing else: no format, no attribute of an object."""
    try:
        parts = list(Formatter().parse(text))
    except ValueError:
        parts = [("", "?", "?", None)]
    for _, field, form, conversion in parts:
        if field is not None and (not field.isidentifier() or form or conversion):
            raise FactpackError(
                f"the rule {name} has braces in its '{key}' that name no column",
                hint="write {column}, and {{ for a brace itself",
            )


# -- running ---------------------------------------------------------------------------------------


def check(database: Database, present: Collection[str], *, after: str = "") -> list[Found]:
    """What factpack's own rules find where records of the types `present` are at hand."""
    of_use = [
        rule
        for rule in own_rules().values()
        if rule.after == after and set(rule.needs) <= set(present)
    ]
    empty = _empty(database, {table for rule in of_use for table in rule.rows})
    asked = [rule for rule in of_use if empty.isdisjoint(rule.rows)]
    answers = database.fetch_each([rule.sql for rule in asked])
    return list(_placed(database, list(map(_Hits, asked, *zip(*answers, strict=True)))))


def _empty(database: Database, tables: Collection[str]) -> set[str]:
    if not tables:
        return set()
    counted = (f"select {literal(each)}, count(*) from {quoted(each)}" for each in sorted(tables))
    return {name for name, rows in database.fetch(" union all ".join(counted))[1] if not rows}


def check_dossiers_own(database: Database, files: Mapping[str, Path]) -> list[Found]:
    """What a dossier's own rules find, by the shown name of each file; run behind the lock.

    A rule that cannot be read or run is a finding itself.
    """
    taken = dict.fromkeys(all_rules(), "one of factpack's own")
    found: list[Found] = []
    hits: list[_Hits] = []
    database.expect([_text_of(path) for path in files.values()])
    for shown, path in files.items():
        try:
            rule = read_rule(path)
            if rule.code in taken:
                says = {"rule": rule.name, "code": rule.code, "whose": taken[rule.code]}
                found.append(Found(finding(READING["RUL002"], says, file=shown)))
                continue
            taken[rule.code] = f"that of {shown}"
            hits.append(_behind_the_lock(database, rule))
        except UnicodeDecodeError:
            found.append(_faulty(shown, path, "it is not UTF-8", "save it as UTF-8"))
        except OSError as fault:
            reason = fault.strerror or type(fault).__name__
            found.append(_faulty(shown, path, reason, "check that you may read it"))
        except FactpackError as fault:
            problem = fault.what.removeprefix("DuckDB refuses the query: ")
            found.append(_faulty(shown, path, problem, fault.hint or "mend its SQL"))
    return [*found, *_placed(database, hits)]


def _text_of(path: Path) -> str:
    try:
        return "" if problem_of(path) else path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):  # told where the rule is read
        return ""


def besides(found: Sequence[Finding], by_rules: Sequence[Found]) -> list[Found]:
    """Both, without what rules find in a cell of which its schema has said already that it is
    no language, no unit, no date at all; an odd character in it is told all the same.

    What is about a source's text comes in the order of the text."""
    at_fault = {_cell(one) for one in found if one.code in SCHEMA}
    new = [
        one
        for one in by_rules
        if one.finding.code[:2] == "ID" or _cell(one.finding) not in at_fault
    ]
    new.sort(key=lambda one: (one.span.start if one.span else 0, one.finding.message))
    return [*map(Found, found), *new]


def _cell(finding: Finding) -> tuple[Any, ...]:
    return (finding.file, finding.sheet, finding.cell, finding.line, finding.field)


def _behind_the_lock(database: Database, rule: Rule) -> _Hits:
    """The rows of a rule that nobody vouches for; QueryRefused where they are of no use."""
    answer = database.query(rule.sql)
    named = {field for text in (rule.says, rule.fix) for _, field, *_ in Formatter().parse(text)}
    if missing := sorted({"_row", "field", *filter(None, named)} - set(answer.columns)):
        raise QueryRefused(
            f"it does not select {', '.join(missing)}",
            hint="select _row, field and every {column} that its message names",
        )
    rows = answer.rows
    if len(rows) > _MOST:
        raise QueryRefused(
            f"it finds {len(rows):,} faults, and at most {_MOST:,} are taken",
            hint="let it ask for less",
        )
    columns = tuple(name for name in answer.columns if name not in _TRUSTED)
    plain = [_plainly(dict(zip(answer.columns, row, strict=True))) for row in rows]
    if "related" not in columns:
        columns += ("related",)
    return _Hits(rule, columns, [tuple(row[name] for name in columns) for row in plain])


def _plainly(row: dict[str, Any]) -> dict[str, Any]:
    """A row of an own rule, its field and its fellows as texts."""
    if not isinstance(row["_row"], int | None):
        raise QueryRefused("its _row is no number", hint="select _row of the record it is about")
    related = row.get("related")
    row["related"] = [str(one) for one in related] if isinstance(related, list) else []
    row["field"] = None if row["field"] is None else str(row["field"])
    return row


def _faulty(shown: str, path: Path, problem: str, hint: str) -> Found:
    says = {"rule": path.name, "problem": problem, "hint": hint}
    return Found(finding(READING["RUL001"], says, file=shown))


# -- telling ---------------------------------------------------------------------------------------


class _Hits(NamedTuple):
    """The rows of one rule."""

    rule: Rule
    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]

    def column(self, name: str) -> list[Any]:
        at = self.columns.index(name)
        return [row[at] for row in self.rows]


def _placed(database: Database, hits: Sequence[_Hits]) -> Iterator[Found]:
    """Each row of each rule as a finding, with its record's place."""
    count = sum(len(each.rows) for each in hits)
    if not count:
        return
    fields = [field for each in hits for field in each.column("field")]
    asked: dict[str, tuple[str, Sequence[Any]]] = {
        "n": ("BIGINT", range(count)),
        "_row": ("BIGINT", [row for each in hits for row in each.column("_row")]),
        "field": ("VARCHAR", fields),
    }
    database.load("_hits", asked)
    named = ", ".join(literal(str(field)) for field in sorted(set(fields) - {None}))
    places = _each_once(database.each(_PLACES.format(fields=named or "null")))
    for each in hits:
        tell = _teller(each.rule, each.columns)
        each.rows.reverse()
        while each.rows:  # a row that is told is let go: there may be a great many
            yield tell(each.rows.pop(), next(places))
    database.execute("drop table _hits")


# The fields are written out, so that no other column of `cells` is looked through.
_PLACES = """
select r.n, w.type, w.id, w.file, w.sheet, w.line, p.letter || w.line, c.raw
from _hits r
left join rows w using (_row)
left join places p on p._sheet = w._sheet and p.field = r.field
left join (from cells where field in ({fields})) c on c.row = r._row and c.field = r.field
order by r.n, c.raw
"""


def _each_once(places: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """The first place of each hit: a field may stand in several columns."""
    last = -1
    for number, *place in places:
        if number != last:
            yield tuple(place)
        last = number


def _teller(
    rule: Rule, columns: Sequence[str]
) -> Callable[[tuple[Any, ...], tuple[Any, ...]], Found]:
    """What makes a finding of a row of the rule and its place."""
    at = {name: number for number, name in enumerate(columns)}
    named = {name for text in (rule.says, rule.fix) for _, name, *_ in Formatter().parse(text)}
    said = [(name, at[name]) for name in sorted(filter(None, named))]

    def of(row: tuple[Any, ...], name: str, default: Any = None) -> Any:
        return row[at[name]] if name in at else default

    def tell(row: tuple[Any, ...], place: tuple[Any, ...]) -> Found:
        type_, record, file, sheet, line, cell, raw = place
        span = None
        if of(row, "at_source") is not None:
            span = Span(of(row, "at_source"), of(row, "at_start"), of(row, "at_end"))
        one = finding(
            rule,
            {name: told(row[number]) for name, number in said},
            type=type_,
            record=record,
            field=of(row, "field"),
            file=file or of(row, "file"),
            sheet=sheet,
            cell=cell,
            line=line,
            value=of(row, "shown", raw),
            related=of(row, "related") or (),
        )
        return Found(one, span)

    return tell


def told(value: Any) -> Any:
    """A value as a message says it: 53,000,000,000 and not 53000000000.000000000."""
    if isinstance(value, Decimal):
        return grouped(value)
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else value
