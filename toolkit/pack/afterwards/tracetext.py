"""A trace as people read it and as machines take it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from toolkit.decimals import grouped, in_full
from toolkit.ooxml.sheets.address import sheet_named
from toolkit.pack.afterwards.behind import Behind
from toolkit.pack.afterwards.trace import Step, Trace, Traced
from toolkit.pack.changes import says
from toolkit.pack.lineage import Line

_MOST_FACTS = 12  # told in full
_JOINED = {"within bound": " of", "converted": " to or from"}


# -- text ------------------------------------------------------------------------------------------


def as_text(trace: Trace, traced: Traced) -> str:
    """The cell, how it was made, and every fact behind it with its sentence."""
    lines = [f"{traced.place}  {_held(traced.line)}"]
    lines += _now(traced)
    lines += ["", *_made(trace, traced, "")]
    facts = trace.behind(traced.facts)
    if facts:
        lines += ["", f"facts behind it: {len(traced.facts):,}"]
        for each in facts[:_MOST_FACTS]:
            lines += ["", *_fact(each)]
        if len(facts) > _MOST_FACTS:
            rest = ", ".join(each.id for each in facts[_MOST_FACTS:])
            lines += ["", f"and, each to be seen with --fact: {rest}"]
    for name, record in trace.records(traced.line):
        lines += ["", f"no fact, but {name}"]
        lines += [f"  {key}: {_shown(v)}" for key, v in record.items() if _tells(key, v)]
    if not traced.answered:
        lines += ["", f"not known to the end: {traced.why_not}"]
    if traced.query is not None:
        lines += ["", f"{traced.query['name']}.sql", *_indented(str(traced.query["sql"]).strip())]
    return "\n".join(lines) + "\n"


def _held(line: Line) -> str:
    if line.kind == "blank":
        return "(computed when the workbook is opened)"
    value = line.value or ""
    if line.kind == "text":
        return value
    if line.shown is not None:
        return f"{line.shown} (the cell holds {value})"
    amount = grouped(Decimal(value)) if line.kind == "number" else value
    return f"{amount} {line.unit}" if line.unit else amount


def _now(traced: Traced) -> Iterator[str]:
    if not traced.differs:
        return
    now = traced.now
    if now is None:
        yield "! the cell is blank now: somebody cleared it"
    elif now.formula is None and traced.line.formula is not None:
        yield f"! the workbook holds {now.value} there now, typed over the formula"
    else:
        yield f"! the workbook holds {now.value} there now, not what was written"


def _made(trace: Trace, traced: Traced, indent: str) -> Iterator[str]:
    line = traced.line
    if line.origin == "query":
        yield f"{indent}made by {line.query}.sql, row {line.query_row}, column “{line.heading}”"
        for heading, value in traced.row.items():
            if heading != "facts" and value is not None and not isinstance(value, list):
                yield f"{indent}  {heading}: {_short(_shown(value))}"
    elif line.origin == "word":
        for name in line.words:
            value, meaning = trace.word(name)
            yield f"{indent}made by the word {{{{{name}}}}}: {_short(_shown(value))}, {meaning}"
    elif line.origin == "formula":
        yield f"{indent}made by the formula ={line.formula}"
        for step in traced.steps:
            yield from _step(trace, step, indent + "  ")
        for unknown in line.unknown:
            yield f"{indent}  {unknown}"
        if not traced.steps and not line.unknown:
            yield f"{indent}  it looks at no cell: the template's own"
    else:
        yield f"{indent}the template's own"


def _step(trace: Trace, step: Step, indent: str) -> Iterator[str]:
    single = len(step.lines) == 1 and step.cells == 1
    if single and step.lines[0].formula is None:
        line = step.lines[0]
        yield f"{indent}{step.place}  {_short(_held(line))}, {_origin(line)}"
        return
    if not single:
        many = f"{step.cells:,} cells, {step.numbers:,} numbers" if step.cells else "nothing"
        yield f"{indent}{step.place}  {many}"
        if step.cells <= 3 and not step.formulas:
            for line in step.lines:
                place = f"{sheet_named(line.sheet)}!{line.cell}"
                yield f"{indent}  {place}  {_short(_held(line))}, {_origin(line)}"
    for each in step.formulas:
        yield f"{indent}{each.place}  {_held(each.line)}"
        yield from (f"{indent}{text}" for text in _now(each))
        yield from _made(trace, each, indent + "  ")
    if step.more:
        yield f"{indent}and more formulas: trace them by their cells"


def _origin(line: Line) -> str:
    if line.origin == "query":
        facts = ", ".join(line.facts or ()) or "no fact"
        return f"{line.query}.sql row {line.query_row}: {_short(facts)}"
    if line.origin == "word":
        return " ".join(f"{{{{{word}}}}}" for word in line.words)
    return "the template's own"


def _fact(each: Behind) -> Iterator[str]:
    fact, source = each.fact, each.source
    yield f"  {each.id}  {says(fact)}"
    about = [fact.get("entity"), fact.get("concept"), fact.get("scope"), fact.get("event")]
    days = [day.isoformat() for day in (fact.get("period_start"), fact.get("period_end")) if day]
    yield f"    {', '.join(str(part) for part in [*about, ' to '.join(days)] if part)}"
    context = each.context
    if context is None:
        yield "    the source lets nobody pass its words on"
    else:
        before, after = context.get("before") or "", context.get("after") or ""
        yield f"    {_one_line(before)}“{_one_line(context['quote'])}”{_one_line(after)}"
        if context.get("link"):
            yield f"    {context['link']}"
    where = [source.get("title"), source.get("publisher"), source.get("published")]
    told = ", ".join(str(part) for part in [fact["source"], *where] if part)
    yield f"    {told}"
    speaker = ", via ".join(str(x) for x in (fact.get("attributed_to"), fact.get("via")) if x)
    status = [fact.get("kind"), f"says {speaker}" if speaker else None, fact.get("status")]
    people = [
        f"marked by {fact['annotator']}" if fact.get("annotator") else None,
        f"checked by {fact['reviewer']}" if fact.get("reviewer") else None,
    ]
    yield f"    {', '.join(str(part) for part in [*status, *people] if part)}"
    for why in each.conversions:
        yield f"    converted: {why}"
    for relation, ids in each.pairs.items():
        yield f"    {relation}{_JOINED.get(relation, ' with')} {', '.join(ids)}"
    for one in each.sets:
        if one["decision"]:
            ruled = f"ruled: {one['decision'].replace('_', ' ')} {one['ruled'] or ''}".rstrip()
            yield f"    {ruled} by {one['by']}: {one['why']}"
    for one in each.findings:
        accepted = f" (accepted by {one['accepted']})" if one["accepted"] else ""
        yield f"    {one['severity']} {one['code']}: {_short(one['message'], 200)}{accepted}"


def _indented(text: str) -> list[str]:
    return [f"  {line}".rstrip() for line in text.splitlines()]


def _one_line(text: str) -> str:
    return text.replace("\r", "").replace("\n", " ")


def _short(text: str, most: int = 100) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1] + "…"


def _tells(key: str, value: Any) -> bool:
    return value not in (None, [], "") and not key.startswith("_")


def _shown(value: Any) -> str:
    if isinstance(value, Decimal):
        return grouped(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "; ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def all_as_text(trace: Trace) -> str:
    """How many numeric cells answer, and which do not."""
    numeric, open_ = trace.written.numeric(), trace.written.unanswered()
    answered = len(numeric) - len(open_)
    share = f" ({answered / len(numeric):.1%})" if numeric else ""
    lines = [f"{answered:,} of {len(numeric):,} numeric cells answer{share}"]
    counted: dict[str, int] = {}
    for line in numeric:
        counted[line.origin] = counted.get(line.origin, 0) + 1
    lines += [f"  {counted[origin]:>6,} {says}" for origin, says in _ORIGINS if origin in counted]
    lines += [f"{sheet_named(line.sheet)}!{line.cell}  {why}" for line, why in open_]
    return "\n".join(lines) + "\n"


_ORIGINS = (
    ("query", "by a query's row"),
    ("formula", "by a formula and what it looks at"),
    ("word", "by a word"),
    ("template", "the template's own"),
)


# -- JSON ------------------------------------------------------------------------------------------


def as_json(trace: Trace, traced: Traced) -> dict[str, Any]:
    """All that is known of a cell; decimals as text in full, dates in ISO."""
    return _cell(trace, traced) | {
        "facts": [_fact_json(each) for each in trace.behind(traced.facts)],
        "records": [{"record": n} | _plain(r) for n, r in trace.records(traced.line)],
        "query": None
        if traced.query is None
        else {"name": traced.query["name"], "sql": traced.query["sql"]},
    }


def _cell(trace: Trace, traced: Traced) -> dict[str, Any]:
    line, now = traced.line, traced.now
    return {
        "cell": traced.place,
        "kind": line.kind,
        "value": line.value,
        "shown": line.shown,
        "unit": line.unit,
        "origin": line.origin,
        "differs": traced.differs,
        "now": None
        if not traced.differs
        else {"value": now and now.value, "formula": now and now.formula},
        "query_row": line.query_row,
        "heading": line.heading,
        "row": _plain(traced.row),
        "words": [
            dict(zip(("value", "means"), trace.word(w), strict=True), word=w) for w in line.words
        ],
        "formula": line.formula,
        "precedents": [
            {
                "place": step.place,
                "cells": step.cells,
                "numbers": step.numbers,
                "formulas": [_cell(trace, each) for each in step.formulas],
            }
            for step in traced.steps
        ],
        "unknown": list(line.unknown),
        "answered": traced.answered,
        "why_not": traced.why_not or None,
        "fact_ids": list(traced.facts),
    }


def _fact_json(each: Behind) -> dict[str, Any]:
    context = each.context or {}
    return {
        "id": each.id,
        "says": says(each.fact),
        "fact": _plain(each.fact),
        "source": _plain(each.source),
        "context": {key: context.get(key) for key in ("before", "quote", "after", "link")}
        if context
        else None,
        "findings": [_plain(one) for one in each.findings],
        "pairs": {relation: list(ids) for relation, ids in each.pairs.items()},
        "sets": [_plain(one) for one in each.sets],
        "conversions": list(each.conversions),
    }


def _plain(record: Mapping[str, Any]) -> dict[str, Any]:
    return {key: _value(value) for key, value in record.items() if not key.startswith("_")}


def _value(value: Any) -> Any:
    if isinstance(value, Decimal):
        return in_full(value)
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def all_as_json(trace: Trace) -> dict[str, Any]:
    """The counts, and the cells that do not answer."""
    numeric, open_ = trace.written.numeric(), trace.written.unanswered()
    return {
        "numeric": len(numeric),
        "answered": len(numeric) - len(open_),
        "unanswered": [
            {"cell": f"{sheet_named(line.sheet)}!{line.cell}", "why": why} for line, why in open_
        ],
    }
