"""Every fault of every record is found, in the words of its field; no record is invalid unsaid."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made.dossiers import CLEAN, CONCEPT, ENTITY, FACT, SOURCE, make_dossier

from toolkit import open_dossier
from toolkit.dossier import data_folder
from toolkit.findings import Finding
from toolkit.readers.grid import Cell
from toolkit.records.judging import Judge
from toolkit.records.sheets import Column, Sheet
from toolkit.records.validate import validate
from toolkit.schemas import load_schemas

SCHEMAS = load_schemas(data_folder("schemas"))
JUDGES = {name: Judge(kind, SCHEMAS) for name, kind in SCHEMAS.types.items()}

REVIEWED = {"status": "reviewed", "annotator": "anna", "reviewer": "bruno"}


def findings(root: Path, **tables: Any) -> list[Finding]:
    return open_dossier(make_dossier(root, {**CLEAN, **tables})).findings()


def test_a_clean_dossier_has_no_findings(tmp_path: Path) -> None:
    assert findings(tmp_path) == []


@pytest.mark.parametrize(
    ("change", "code", "field", "message"),
    [
        ({"kind": "rumor"}, "SCH003", "kind", "Kind is 'rumor', which is not one of actual, plan"),
        ({"value": "x"}, "SCH002", "value", "Value is 'x', which is not a number"),
        ({"value": Decimal("1e30")}, "SCH004", "value", "which is not less than 1e+29"),
        ({"value": Decimal("0.123456789012")}, "SCH004", "value", "finer than 9 decimals"),
        ({"period_end": "2025-02-30"}, "SCH005", "period_end", "which does not read as a date"),
        ({"char_start": -1}, "SCH004", "char_start", "Starts at is -1, which is less than 0"),
        ({"decimals": 12}, "SCH004", "decimals", "Known to nearest is 12, which is more than 9"),
        ({"language": "german!"}, "SCH005", "language", "does not read as Language"),
        ({"unit": "USX"}, "SCH005", "unit", "does not read as Unit (for example USD or percent)"),
        ({"unit": "%"}, "SCH005", "unit", "Unit is '%', which does not read as Unit"),
        (REVIEWED | {"id": None}, "SCH001", "id", "Fact is missing"),
        ({"entity": None}, "SHT007", "entity", "there is no column 'Entity', which every record"),
        ({"value": None}, "SCH007", "value", "the record has none of Value or Statement"),
        ({"value": None, "value_text": "t", "value_high": 2}, "SCH001", "value", "Value is miss"),
        ({"value": True}, "SCH002", "value", "Value is 'true', which is not a number"),
        ({"tags": ["a" * 32768]}, "SCH004", "tags", "longer than 32,767 characters"),
    ],
)
def test_a_fault_is_said_in_the_words_of_its_field(
    change: dict[str, Any], code: str, field: str, message: str, tmp_path: Path
) -> None:
    fact = {k: v for k, v in ({**CLEAN["facts"][0], **change}).items() if v is not None}
    found = findings(tmp_path, facts=[fact])
    assert [(one.code, one.field) for one in found] == [(code, field)]
    assert message in found[0].message
    assert found[0].fix


@pytest.mark.parametrize(
    ("unit", "advice"),
    [
        ("GWh", "type it in small letters: gwh"),
        ("Employees", "type it in small letters: employees"),
        ("USX", "type it as USD or percent or companies"),
        ("%", "type it as USD or percent or companies"),
    ],
)
def test_a_unit_that_is_none_is_told_what_could_be_meant(
    tmp_path: Path, unit: str, advice: str
) -> None:
    (one,) = findings(tmp_path, facts=[CLEAN["facts"][0] | {"unit": unit}])
    assert (one.code, one.fix) == ("SCH005", advice)


def test_a_proposal_that_is_rejected_need_not_be_filled_in(tmp_path: Path) -> None:
    whole = CLEAN["facts"][0]
    bare = {"id": "f9", "source": whole["source"], "status": "rejected"}
    assert findings(tmp_path / "a", facts=[whole, bare]) == []
    found = findings(tmp_path / "b", facts=[whole, bare | {"status": "proposed"}])
    assert {(one.code, one.field) for one in found} >= {("SCH009", "entity"), ("SCH007", "value")}
    (wrong,) = findings(tmp_path / "c", facts=[whole, bare | {"value": "x"}])
    assert wrong.code == "SCH002"


@pytest.mark.parametrize(
    ("change", "field"),
    [({"url": "ftp://x"}, "url"), ({"url": "https://"}, "url"), ({"file": "../a"}, "file")],
)
def test_a_source_stays_on_the_web_and_below_its_folder(
    change: dict[str, Any], field: str, tmp_path: Path
) -> None:
    found = findings(tmp_path, sources=[SOURCE | change])
    assert [(one.code, one.field) for one in found] == [("SCH005", field)]


def test_all_faults_come_in_one_pass(tmp_path: Path) -> None:
    fact = FACT | {"id": "f1", "kind": "x", "status": "y", "value": "z", "period_end": "w"}
    found = findings(tmp_path, facts=[fact, FACT | {"id": "f2"}])
    assert sorted((one.record, one.field) for one in found) == [
        ("f1", "kind"),
        ("f1", "period_end"),
        ("f1", "status"),
        ("f1", "value"),
        ("f2", "value"),
    ]


def test_what_does_not_convert_is_null_in_its_table_and_kept_as_typed(tmp_path: Path) -> None:
    fact = FACT | {"id": "f1", "value": "1e400", "decimals": 99, "period_end": "2025-02-30"}
    opened = open_dossier(make_dossier(tmp_path, {**CLEAN, "facts": [fact]}))
    assert opened.sql("select value, decimals, period_end from facts").rows == [(None, None, None)]
    raw = opened.sql("select field, raw from cells where type = 'facts'").rows
    assert {("value", "1e400"), ("decimals", "99"), ("period_end", "2025-02-30")} <= set(raw)


texts = st.one_of(
    st.text(max_size=20),
    st.sampled_from(["actual", "draft", "e", "USD", "percent", "2025-09-12", "1", "-9", "billion"]),
)
kinds = st.sampled_from(["text", "number", "percent", "date", "boolean", "error", "uncached"])


@st.composite
def cells(draw: st.DrawFn) -> Cell | None:
    kind = draw(kinds)
    raw = draw(texts)
    if kind in ("number", "percent"):
        raw = str(draw(st.decimals(allow_nan=False, allow_infinity=False, places=3)))
    return draw(st.sampled_from([None, Cell(kind, raw)]))


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.sampled_from(sorted(SCHEMAS.types)), st.data())
def test_no_record_is_invalid_without_a_finding(name: str, data: st.DataObject) -> None:
    record_type = SCHEMAS.types[name]
    fields = data.draw(st.lists(st.sampled_from(record_type.fields), unique_by=id, min_size=1))
    columns = tuple(
        Column(number, field.title, field, (data.draw(cells()),))
        for number, field in enumerate(fields, 1)
    )
    sheet = Sheet(record_type, "facts.xlsx", record_type.title, 1, (2,), columns, (), False)
    typed = validate(sheet, SCHEMAS)
    record = {
        key: value.isoformat() if hasattr(value, "isoformat") else value
        for key, (value,) in typed.values.items()
        if value is not None
    }
    judge = Judge(record_type, SCHEMAS)
    if judge.errors(record):
        assert not judge.passes(record)
        assert typed.findings
    for one in typed.findings:
        assert one.code and one.severity and one.cell and one.message and one.fix


def test_a_reference_is_looked_up_in_the_house_lists_too(tmp_path: Path) -> None:
    fact = CLEAN["facts"][0] | {"concept": "revenue"}
    assert findings(tmp_path, facts=[fact]) == []


def test_a_record_of_the_dossier_goes_before_the_house_s_of_the_same_id(tmp_path: Path) -> None:
    concepts = [CONCEPT, {"id": "revenue", "label": "Our revenue", "unit_kind": "currency"}]
    opened = open_dossier(make_dossier(tmp_path, {**CLEAN, "concepts": concepts}))
    assert opened.findings() == []
    assert opened.sql("select label from concepts where id = 'revenue'").rows == [("Our revenue",)]


def test_the_house_lists_can_be_the_house_s_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = tmp_path / "house"
    house.mkdir()
    (house / "entities.csv").write_text("id,name\nhouse-name,A name\n", encoding="utf-8")
    monkeypatch.setenv("FACTPACK_HOUSE", str(house))
    fact = CLEAN["facts"][0] | {"entity": "house-name"}
    assert findings(tmp_path / "d", facts=[fact], entities=[ENTITY]) == []


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.sampled_from(sorted(SCHEMAS.types)), st.data())
def test_the_sieve_passes_exactly_what_jsonschema_does(name: str, data: st.DataObject) -> None:
    record_type = SCHEMAS.types[name]
    judge, places = JUDGES[name], st.integers(0, 12)
    record = {}
    for field in record_type.fields:
        values = st.one_of(
            st.sampled_from([*field.examples, *field.enum[:3], None]),
            st.text(max_size=8),
            st.integers(-(10**31), 10**31),
            st.decimals(allow_nan=False, allow_infinity=False, places=data.draw(places)),
            st.sampled_from(
                ["2025-02-30", "https://", "http://a b", "https://e.com/x", "../a", "a/b"]
            ),
            st.lists(st.text(max_size=3), max_size=2),
            st.booleans(),
        )
        if data.draw(st.booleans()):
            value = data.draw(values)
            if value is not None:
                record[field.key] = Decimal(str(value)) if isinstance(value, float) else value
    assert judge.passes(record) == (not judge.errors(record))
