"""How fast records are checked: by their schema, beside peers, and by every rule.

    python benchmarks/checking.py [--rows N …] [--runs N]

Every job is given the same facts, one in a hundred of them faulty, and must find which. Each starts
anew and reads one file of facts, no dossier around it: imports and reading are a part of checking.
check-jsonschema and jsonschema get 100,000 records at most, of which their start is a hundredth;
they are compared by their rate. Bars are what the project asks of itself.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import facts
import measure

ROOT = Path(__file__).parent.parent
SCHEMAS = ROOT / "schemas"

# Facts that say what their quotes say. A quote stands in twenty, two of which speak of one thing;
# of ten such pairs one has one witness, which a note tells. One fact in a hundred is faulty.
_AGREEING = """
select * replace (
  ['alibaba', 'tencent', 'baidu', 'nvidia', 'meituan', 'jd'][1 + q % 6] as entity,
  'capex_plan' as concept, (1 + q) * 1000000000 as value, null::decimal(38,9) as value_high,
  'at_least' as qualifier, 'CNY' as unit, -9 as decimals,
  (1 + q) || ' billion yuan' as as_printed, date '2025-01-01' as period_start,
  date '2027-12-31' as period_end,
  'project ' || q || ', part ' || (n // {quotes}) // 2 as scope, null as event,
  if(kind = 'hearsay', kind, 'plan') as kind, 'draft' as status,
  if(q % 10 > 0 and (n // {quotes}) % 2 = 1, 'head of finance', attributed_to) as attributed_to,
  'The group said on Monday that it will invest at least ' || (1 + q)
    || ' billion yuan over three years, more than it spent in the ten years before.' as quote,
  null::bigint as char_start, null::bigint as char_end
) from (select *, n % {quotes} as q from (select *, row_number() over () - 1 as n from facts))
"""
_AT_MOST = 100_000  # records of the slow peers
_TOML = 'title = "Benchmark"\ndate = 2025-09-30\nbase_currency = "CNY"\n'


def dossier(folder: Path, rows: int) -> Path:
    """The folder of a dossier with so many facts in a JSON-lines file."""
    return folder / f"dossier-{rows}"


def bare(folder: Path, rows: int) -> Path:
    """The folder of the same facts as files by themselves."""
    return folder / f"bare-{rows}"


def prepare(folder: Path, rows: int) -> None:
    import duckdb

    made = dossier(folder, rows)
    if made.exists():
        return
    new = made.with_suffix(".new")
    shutil.rmtree(new, ignore_errors=True)
    (new / "facts").mkdir(parents=True)
    (new / "sources").mkdir()
    (new / "factpack.toml").write_text(_TOML, encoding="utf-8")
    with duckdb.connect(str(facts.database(folder, rows)), read_only=True) as connection:
        query = _AGREEING.format(quotes=max(rows // 20, 1))
        columns = f"* exclude (q, n) replace (value::bigint as value) from ({query})"
        for name, chosen in {
            "facts": columns,
            "sources": "distinct source as id, 'A wire of the day' as title, 'en' as language,"
            " 'wire' as type, 'Agency ' || source as publisher, date '2025-02-24' as published,"
            " 'printed' as published_basis from facts",
            "entities": "distinct entity as id, upper(entity) as name from facts",
            "concepts": "'capex_plan' as id, 'Planned investment' as label,"
            " 'currency' as unit_kind, 'duration' as period_kind",
        }.items():
            path = new / "facts" / f"{name}.jsonl"
            connection.execute(f"copy (select {chosen}) to '{path}' (format json)")
        connection.execute(f"copy (select {columns}) to '{new / 'facts.csv'}' (format csv)")
        connection.execute(f"copy (select {columns}) to '{new / 'facts.parquet'}' (format parquet)")
    for ending in ("csv", "parquet"):
        other = new / ending / "facts"
        other.mkdir(parents=True)
        (new / ending / "sources").mkdir()
        shutil.copy(new / "factpack.toml", new / ending)
        for name in ("sources", "entities", "concepts"):
            shutil.copy(new / "facts" / f"{name}.jsonl", other)
        (new / f"facts.{ending}").rename(other / f"facts.{ending}")
    alone = bare(folder, rows)
    shutil.rmtree(alone, ignore_errors=True)
    alone.mkdir()
    shutil.copy(new / "facts" / "facts.jsonl", alone)
    for ending in ("csv", "parquet"):
        shutil.copy(new / ending / "facts" / f"facts.{ending}", alone)
    if rows <= _AT_MOST:
        (new / "facts.json").write_text(json.dumps(list(_records(new))), encoding="utf-8")
    whole = _whole_schema()
    of_each = {key: said for key, said in whole.items() if key not in ("$id", "$schema", "$defs")}
    schema = {"$schema": whole["$schema"], "$defs": whole["$defs"], "items": of_each}
    (new / "array.schema.json").write_text(json.dumps(schema), encoding="utf-8")
    new.rename(made)


def _records(made: Path) -> Iterator[dict[str, Any]]:
    """The facts without what is blank, as JSON Schema wants them."""
    with (made / "facts" / "facts.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            yield {key: value for key, value in json.loads(line).items() if value is not None}


def _whole_schema() -> dict[str, Any]:
    """The schema of a fact with the shared definitions within it, for peers that open one file."""
    text = (SCHEMAS / "facts.schema.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text.replace("shared.schema.json#", "#"))
    shared = json.loads((SCHEMAS / "shared.schema.json").read_text(encoding="utf-8"))
    return {**schema, "$defs": shared["$defs"]}


def _expect(found: int, rows: int) -> None:
    if found != rows // 100:
        raise SystemExit(f"{found} faulty records found, and {rows // 100} were made")


# -- factpack --------------------------------------------------------------------------------------


def whole_check(folder: Path, rows: int) -> None:
    from toolkit import open_dossier

    found = open_dossier(dossier(folder, rows) / "csv").findings()
    _expect(sum(one.code == "SCH003" for one in found), rows)


def _schema_check(ending: str) -> measure.Job:
    """The schema part of one file of facts: file to findings."""

    def check(folder: Path, rows: int) -> None:
        from toolkit import open_dossier

        typed = open_dossier(bare(folder, rows) / f"facts.{ending}").typed
        _expect(sum(each.code == "SCH003" for one in typed for each in one.findings), rows)

    return check


def predicate_alone(folder: Path, rows: int) -> None:
    """The predicate over a file of JSON lines that DuckDB reads: the floor of what SQL can do."""
    import duckdb

    from toolkit.records.predicate import predicate
    from toolkit.schemas import load_schemas

    schemas = load_schemas(SCHEMAS)
    fact = schemas.types["facts"]
    kinds: Any = {field.key: field.type for field in fact.fields}
    given = ", ".join(
        f"'{key}': '{'VARCHAR[]' if kind == 'array' else 'VARCHAR'}'" for key, kind in kinds.items()
    )
    path = dossier(folder, rows) / "facts" / "facts.jsonl"
    passes = predicate(fact.schema, kinds, schemas.documents)
    ((held,),) = duckdb.sql(
        f"select count(*) from read_json('{path}', format = 'newline_delimited',"
        f" columns = {{{given}}}) where ({passes}) is not true"
    ).fetchall()
    _expect(held, rows)


# -- peers -----------------------------------------------------------------------------------------


def jsonschema_rs_peer(folder: Path, rows: int) -> None:
    import jsonschema_rs

    validator = jsonschema_rs.Draft202012Validator(_whole_schema(), validate_formats=True)
    made = dossier(folder, rows)
    _expect(sum(any(True for _ in validator.iter_errors(one)) for one in _records(made)), rows)


def jsonschema_peer(folder: Path, rows: int) -> None:
    from jsonschema import Draft202012Validator, FormatChecker

    validator = Draft202012Validator(_whole_schema(), format_checker=FormatChecker(("date",)))
    made = dossier(folder, rows)
    _expect(sum(any(True for _ in validator.iter_errors(one)) for one in _records(made)), rows)


def check_jsonschema_peer(folder: Path, rows: int) -> None:
    import subprocess
    import sys

    import check_jsonschema

    assert check_jsonschema
    made = dossier(folder, rows)
    schema, data = str(made / "array.schema.json"), str(made / "facts.json")
    command = [sys.executable, "-m", "check_jsonschema", "--schemafile", schema, data, "-o", "json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    _expect(len({each["path"] for each in json.loads(done.stdout)["errors"]}), rows)


def frictionless_peer(folder: Path, rows: int) -> None:
    import frictionless

    fact = _whole_schema()
    fields = []
    for key, own in fact["properties"].items():
        said = {**fact["$defs"].get(own.get("$ref", "").rpartition("/")[2], {}), **own}
        limits = {
            name: said[name]
            for name in ("enum", "minLength", "maxLength", "pattern")
            if name in said and not (name == "pattern" and "?!" in said[name])
        }
        limits |= {"required": True} if key in fact["required"] else {}
        kind = "date" if said.get("format") == "date" else said["type"]
        fields.append({"name": key, "type": kind, "constraints": limits})
    known = set(facts.COLUMNS)
    descriptor = {"fields": [field for field in fields if field["name"] in known]}
    descriptor["fields"].sort(key=lambda field: facts.COLUMNS.index(field["name"]))
    resource = frictionless.Resource(
        path=str(dossier(folder, rows) / "csv" / "facts" / "facts.csv"),
        schema=frictionless.Schema.from_descriptor(descriptor),
    )
    with frictionless.system.use_context(trusted=True):
        report = resource.validate(limit_errors=rows)
    found = {row[0] for row in report.flatten(["rowNumber"])}
    _expect(len(found), rows)


SCHEMA = "factpack, schema, CSV"
WHOLE = "factpack, schema and every rule, CSV"
JOBS = {
    SCHEMA: _schema_check("csv"),
    "factpack, schema, JSON lines": _schema_check("jsonl"),
    "factpack, schema, Parquet": _schema_check("parquet"),
    WHOLE: whole_check,
    "the predicate alone, read by DuckDB": predicate_alone,
    "jsonschema-rs, all errors": jsonschema_rs_peer,
    "frictionless": frictionless_peer,
    "jsonschema": jsonschema_peer,
    "check-jsonschema": check_jsonschema_peer,
}
BARS = (
    measure.Bar(SCHEMA, "check-jsonschema", 80),
    measure.Bar("factpack, schema, JSON lines", "check-jsonschema", 80),
    measure.Bar(SCHEMA, "frictionless", 15),
    measure.Bar(WHOLE, SCHEMA, 1 / 3),
)

if __name__ == "__main__":
    measure.main(
        "Checking facts",
        JOBS,
        prepare,
        sizes=(10_000,),
        slow=("jsonschema", "check-jsonschema"),
        slowly=lambda rows: min(rows, _AT_MOST),
        bars=BARS,
    )
