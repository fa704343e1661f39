"""The example dossier: exactly what a careful analyst expects to be found, and nothing besides."""

from __future__ import annotations

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
AGREEMENT = ("AGR", "SET", "DUP", "FXR", "SUM")  # codes of sets between sources, told elsewhere


@pytest.fixture(scope="module")
def example() -> OpenDossier:
    return open_dossier(EXAMPLE)


def test_exactly_the_expected_is_found(example: OpenDossier) -> None:
    found = [
        (one.code, one.record, one.field)
        for one in example.findings()
        if not one.code.startswith(AGREEMENT)
    ]
    assert sorted(found) == sorted(EXPECTED)


def test_nothing_in_it_is_an_error(example: OpenDossier) -> None:
    found = [one for one in example.findings() if not one.code.startswith(AGREEMENT)]
    assert not [one.message for one in found if one.severity == "error"]


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
