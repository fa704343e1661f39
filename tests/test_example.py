"""The example dossier: exactly what a careful analyst expects to be found, and nothing besides."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from toolkit import OpenDossier, open_dossier

EXAMPLE = Path(__file__).parent.parent / "examples" / "alibaba-ai"

# (code, record, field): why it is right that it is found
EXPECTED = {
    ("VAL006", "class-editori-024", "value"): "trilione is 10^18 by the dictionary; 10^12 is meant",
    ("WHO004", "aktionaer-maerz-006", "attributed_to"): "'kolportiert': nobody is named",
    ("WHO004", "abmedia-033", "attributed_to"): "'reportedly': nobody is named",
    ("SRC006", "aktionaer-maerz", "declared_interest"): "author and publisher earn from the share",
    ("CLA003", "A-01", "facts"): "the bubble is told by that source alone",
    ("KEY002", "4/abmedia-003", "fact"): "the disputed increase is reviewed, not approved",
    ("CLA002", "F-03", "facts"): "abmedia-027 is not approved",
    ("CLA002", "F-05", "facts"): "class-editori-014 is not approved",
    ("CLA002", "A-05", "facts"): "abmedia-042 is not approved",
    ("CLA002", "Q-01", "facts"): "abmedia-003 and -021 are not approved",
    ("CLA002", "Q-02", "facts"): "class-editori-014 and -015 are not approved",
    ("CLA002", "R-01", "facts"): "abmedia-003 is not approved",
    **{
        ("KEY001", f"{order}/{fact}", "fact"): "no source of the dossier is a filing or a release"
        for order, fact in enumerate(
            (
                "ki-plan-februar-005",
                "ki-plan-februar-006",
                "hk-kurs-015",
                "abmedia-003",
                "class-editori-011",
                "hk-kurs-008",
                "hk-kurs-012",
                "ki-plan-februar-015",
                "class-editori-026",
                "hk-kurs-002",
                "hk-kurs-001",
                "class-editori-007",
                "abmedia-011",
                "abmedia-035",
            ),
            1,
        )
    },
}
PLAN = ("aktionaer-maerz-015", "hk-kurs-015", "ki-plan-februar-006")  # 53 billion dollars
HIGHS = ("hk-kurs-003", "abmedia-005", "abmedia-010")

# (code, record, field): the other facts that it names, why it is right that it is found
DISAGREEMENTS = {
    ("AGR002", "abmedia-021", "value"): (PLAN, "5.3 billion dollars, and the plan is 53 billion"),
    ("AGR002", "abmedia-003", "value"): (
        ("abmedia-016", "abmedia-018", *PLAN),
        "the increase is 5.3 billion three times over, the plan that it adds to 53 billion",
    ),
    ("AGR001", "hk-kurs-022", "value"): (
        ("class-editori-008",),
        "Baidu rose nearly 13 % or 8.5 % on 12 September",
    ),
    ("AGR003", "abmedia-012", "value_text"): (HIGHS, "a high since November or December 2021"),
    ("AGR007", "hk-kurs-015", "period_end"): (
        ("ki-plan-februar-005", "ki-plan-februar-006", "aktionaer-maerz-015"),
        "'the next three years' in February, March and September",
    ),
    ("AGR012", "ki-plan-februar-006", "value"): (
        ("ki-plan-februar-005",),
        "53 billion dollars are 380 billion yuan converted, and there is no rate beside",
    ),
    ("AGR008", "abmedia-021", "attributed_to"): (
        ("ki-plan-februar-005", *PLAN),
        "four articles, and Alibaba says so in all",
    ),
    ("AGR008", "class-editori-014", "attributed_to"): (
        ("hk-kurs-019",),
        "two articles, one rumour: The Information on Alibaba's chips",
    ),
    ("AGR008", "class-editori-015", "attributed_to"): (
        ("hk-kurs-020",),
        "two articles, one rumour: The Information on Baidu's chips",
    ),
}

# set: class, witnesses, facts
SETS = {
    "alibaba / ai_infrastructure_plan / Capex plan, February 2025 / CNY": (
        "inconsistent",
        1,
        ("abmedia-021", "aktionaer-maerz-015", "hk-kurs-015", "ki-plan-februar-005", PLAN[2]),
    ),
    "alibaba / ai_plan_increase / AI budget increase, September 2025 / USD": (
        "within_bound",
        1,
        ("abmedia-001", "abmedia-003", "abmedia-016", "abmedia-018", "abmedia-051"),
    ),
    "alibaba / bond_issue / Convertible bond, September 2025 / USD": (
        "complete",
        2,
        ("class-editori-003", "class-editori-011", "hk-kurs-006"),
    ),
    "alibaba / own_chips / Own-chip report, September 2025": (
        "complete",
        1,
        ("class-editori-014", "hk-kurs-019"),
    ),
    "alibaba / price_change / 2025-01-01..2025-09-12 / Hong Kong / percent": (
        "complete",
        1,
        ("class-editori-002", "class-editori-007"),
    ),
    "alibaba / price_change / Share price move, 12 September 2025 / Hong Kong / percent": (
        "within_bound",
        2,
        ("class-editori-005", "hk-kurs-001"),
    ),
    "alibaba / price_change / Share price move, 24 September 2025 / Hong Kong / percent": (
        "complete",
        1,
        ("abmedia-002", "abmedia-004", "abmedia-011", "abmedia-017", "abmedia-052"),
    ),
    "alibaba / price_level / Multi-year share price high, September 2025 / Hong Kong": (
        "differs",
        2,
        ("abmedia-005", "abmedia-010", "abmedia-012", "hk-kurs-003"),
    ),
    "alibaba / use_of_proceeds / Convertible bond, September 2025 / purpose": (
        "complete",
        1,
        ("class-editori-004", "class-editori-012"),
    ),
    "alibaba-cloud / revenue_growth / Cloud revenue growth, June quarter 2025 / percent": (
        "complete",
        2,
        ("abmedia-028", "hk-kurs-012"),
    ),
    "baidu / own_chips / Own-chip report, September 2025": (
        "complete",
        1,
        ("class-editori-015", "hk-kurs-020"),
    ),
    "baidu / price_change / Baidu share price move, 12 September 2025 / Hong Kong / percent": (
        "inconsistent",
        2,
        ("class-editori-008", "hk-kurs-022"),
    ),
    "four-chinese-companies / ai_capex / AI capex of the four companies, 2025 / USD": (
        "within_bound",
        1,
        ("abmedia-032", "abmedia-035"),
    ),
}


@pytest.fixture(scope="module")
def example() -> OpenDossier:
    return open_dossier(EXAMPLE)


def test_exactly_the_expected_is_found(example: OpenDossier) -> None:
    found = [
        (one.code, one.record, one.field)
        for one in example.findings()
        if not one.code.startswith("AGR")
    ]
    assert sorted(found) == sorted(EXPECTED)


def test_exactly_the_expected_disagreements_are_found(example: OpenDossier) -> None:
    found = [
        ((one.code, one.record, one.field), set(one.related))
        for one in example.findings()
        if one.code.startswith("AGR")
    ]
    expected = [(key, set(others)) for key, (others, _) in DISAGREEMENTS.items()]
    assert sorted(found, key=str) == sorted(expected, key=str)


@pytest.mark.parametrize(
    ("code", "record", "said"),
    [
        (
            "AGR001",
            "hk-kurs-022",
            "class-editori-008 says nearly 13 %, hk-kurs-022 says 8.5 %: both cannot be: 12.5 to"
            " 13 % against 8.45 to 8.55 %; 1.53 times (class-editori, hk-kurs)",
        ),
        (
            "AGR002",
            "abmedia-021",
            "aktionaer-maerz-015 says 53,000,000,000 USD, abmedia-021 says about 5,300,000,000"
            " USD: exactly 10 times, probably a slip of scale",
        ),
        (
            "AGR007",
            "hk-kurs-015",
            "3 periods of one length: 2025-02-24 to 2028-02-23 (ki-plan-februar-005,"
            " ki-plan-februar-006); 2025-03-27 to 2028-03-26 (aktionaer-maerz-015);"
            " 2025-09-12 to 2028-09-11 (hk-kurs-015)",
        ),
        (
            "AGR008",
            "class-editori-014",
            "own_chips of alibaba: 2 sources, and all have it from The Information, as a rumour:"
            " one witness",
        ),
        (
            "AGR012",
            "ki-plan-februar-006",
            "53,000,000,000 USD, converted from at least 380,000,000,000 CNY: 7.1698 CNY per USD"
            " (from 7.0935 to 7.2476), with no other rate to hold it against",
        ),
    ],
)
def test_a_disagreement_tells_what_each_says(
    example: OpenDossier, code: str, record: str, said: str
) -> None:
    (one,) = [one for one in example.findings() if (one.code, one.record) == (code, record)]
    assert said in one.message


def test_the_duplicate_sets_have_their_class_and_witnesses(example: OpenDossier) -> None:
    rows = example.sql("select name, class, witnesses, facts from duplicate_sets").rows
    assert {name: (found, heard, tuple(facts)) for name, found, heard, facts in rows} == SETS


def test_the_plan_in_dollars_is_the_plan_in_yuan_converted(example: OpenDossier) -> None:
    query = """
        select class from duplicate_pairs
        where a = 'ki-plan-februar-005' and b = 'ki-plan-februar-006'
    """
    assert example.sql(query).rows == [("conversion",)]
    held = "select holds, round(implied_rate, 2)::varchar from conversions"
    assert example.sql(held).rows == [(None, "7.17")]


def test_what_a_price_and_its_change_imply_contradicts_nothing(example: OpenDossier) -> None:
    assert len(example.sql("from level_changes").rows) == 5
    assert example.sql("from level_contradictions").rows == []


def test_sets_that_do_not_plainly_agree_are_shown_with_what_each_source_says(
    example: OpenDossier,
) -> None:
    names = [row[0] for row in example.sql("select name from disagreements").rows]
    unlike = {"inconsistent", "differs", "within_bound"}
    assert names == sorted(name for name, (found, *_) in SETS.items() if found in unlike)
    query = """
        select relation, ratio, [r.source || ': ' || r.says for r in readings], ruling
        from disagreements where entity = 'baidu'
    """
    ((relation, ratio, readings, ruling),) = example.sql(query).rows
    assert (relation, round(ratio, 2), ruling) == ("conflicts", Decimal("1.53"), None)
    assert readings == [
        "class-editori: nearly 13 % (class-editori-008)",
        "hk-kurs: 8.5 % (hk-kurs-022)",
    ]


def test_nothing_in_it_is_an_error(example: OpenDossier) -> None:
    assert not [one.message for one in example.findings() if one.severity == "error"]


def test_the_interest_is_told_with_the_claims_that_rest_on_it(example: OpenDossier) -> None:
    (one,) = [one for one in example.findings() if one.code == "SRC006"]
    assert "20 facts are taken from it; claims that rest on them: A-01, A-05, Q-01" in one.message
    assert one.related == ("A-01", "A-05", "Q-01")


def test_both_readings_of_the_false_friend_are_told(example: OpenDossier) -> None:
    (one,) = [one for one in example.findings() if one.code == "VAL006"]
    assert "1,000,000,000,000 or 1,000,000,000,000,000,000" in one.message


def test_every_quote_stands_where_its_fact_says(example: OpenDossier) -> None:
    query = "select count(*), count(*) filter (state = 'found' and tier = 'exact') from anchors"
    assert example.sql(query).rows == [(145, 145)]


def test_every_value_is_read_in_its_quote(example: OpenDossier) -> None:
    query = """
        select f.id from facts f left join readings r using (_row)
        where f.value is not null and (r.chosen_by is distinct from 'printed'
          or r.kind not in ('quantity', 'ambiguous'))
    """
    assert example.sql(query).rows == []


def test_every_figure_is_annotated_or_waived(example: OpenDossier) -> None:
    query = """
        select source, printed, waived from figures
        where kind in ('quantity', 'ambiguous') and covered_by = []
    """
    assert example.sql(query).rows == [("abmedia", "four", True)]
    waived = 'select code, record, value, "by" from waived_findings'
    assert example.sql(waived).rows == [("OPN001", "abmedia", "four", "bruno")]


def test_one_figure_may_stand_in_two_facts_and_two_figures_in_one_quote(
    example: OpenDossier,
) -> None:
    query = """
        select printed, covered_by from figures
        where source = 'ki-plan-februar' and unit in ('CNY', 'USD') and not vague order by n
    """
    assert example.sql(query).rows == [
        ("380 Milliarden Yuan", ["ki-plan-februar-005"]),
        ("53 Milliarden US-Dollar", ["ki-plan-februar-006"]),
    ]
