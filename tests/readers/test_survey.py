"""What numpy sees in the bytes of a text is what Python sees in its characters."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from toolkit.readers import survey
from toolkit.readers.survey import is_plain, quotes, tally

QUICK = settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
BODIES = st.lists(st.sampled_from(['"', '"', ",", "a", " ", "END"])).map("".join)


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(survey, "_BLOCK", 3)


def cut(text: str) -> list[list[str]] | None:
    """The records as the careful reader cuts them; None where it refuses them."""
    try:
        return list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error:
        return None


@QUICK
@given(BODIES, st.sampled_from(["\n", "\r\n", "\r"]))
@example('a,"b,c"END"d"', "\n")
@example('"a" ,b', "\n")
@example('"a""b"', "\n")
@example('a"b"', "\n")
@example('"a', "\n")
def test_quotes_stand_apart_exactly_where_no_cell_holds_one(body: str, end: str) -> None:
    head, body = f"x,y{end}", body.replace("END", end)
    found = quotes((head + body).encode(), len(head), end.encode(), b",")
    records = cut(body)
    held = records is None or any('"' in cell for record in records for cell in record)
    assert found.total == body.count('"')
    assert found.apart is not held


@QUICK
@given(st.text("ab ,\n\r\t\x1f\x7f\xa0é", max_size=12))
def test_a_plain_text_has_no_blanks_but_spaces_and_line_ends(text: str) -> None:
    bare = text.replace("\n", "").replace("\r", "").replace("\x7f", "")
    line_ends = text.count("\n") + text.count("\r")
    assert is_plain(text.encode(), line_ends) is (
        bare.isascii() and (bare.isprintable() or not bare)
    )
    assert tally(text.encode(), b"a") == text.encode().count(b"a")
