"""The _xHHHH_ codec gives back what it was given, and refuses what no workbook can hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import FactpackError
from toolkit.ooxml.container.text import decode, encode

PAIRS = {
    "plain": "plain",
    "_x0041_": "_x005F_x0041_",
    "_x005F_": "_x005F_x005F_",
    "_x0041\x01": "_x005F_x0041_x0001_",  # the escape behind would lend it the last underscore
    "a\r\nb\tc": "a_x000D_\nb\tc",
    "\x00\x1f": "_x0000__x001F_",
    "_x004": "_x004",
    "__x0041_": "__x005F_x0041_",
    "_x0041_x0042_": "_x005F_x0041_x005F_x0042_",
    " two  spaces ": " two  spaces ",
}
DECODED = {
    "_x0041_": "A",
    "_x000d_": "\r",
    "_x005F_x0041_": "_x0041_",
    "_xD83D__xDE00_": "\U0001f600",
    "_xD83D_": "_xD83D_",
    "_xDE00_": "_xDE00_",
    "_xD83D_ _xDE00_": "_xD83D_ _xDE00_",
    "_xD83D__xD83D__xDE00_": "_xD83D_\U0001f600",
    "_xFFFE_": "_xFFFE_",
    "_x12G4_": "_x12G4_",
}
awkward = st.text(
    st.one_of(
        st.sampled_from("_xX0049AFdD \r\n\t\x00\x0b\U0001f600ß"),
        st.characters(exclude_categories=("Cs",), exclude_characters="\ufffe\uffff"),
    )
)


@pytest.mark.parametrize("text", PAIRS)
def test_text_is_stored_as_the_standard_says(text: str) -> None:
    assert encode(text) == PAIRS[text]
    assert decode(encode(text)) == text


@pytest.mark.parametrize("stored", DECODED)
def test_stored_escapes_are_read(stored: str) -> None:
    assert decode(stored) == DECODED[stored]


@given(awkward)
def test_every_text_comes_back(text: str) -> None:
    assert decode(encode(text)) == text
    assert not any(ord(c) < 32 and c not in "\t\n" for c in encode(text))


@given(awkward)
def test_what_is_read_can_be_written(stored: str) -> None:
    assert decode(encode(decode(stored))) == decode(stored)


@pytest.mark.parametrize("broken", ["\ufffe", "\uffff", "\ud83d", "\ude00"])
def test_what_no_workbook_can_hold_is_refused(broken: str) -> None:
    with pytest.raises(FactpackError, match=f"U\\+{ord(broken):04X}, which no workbook can"):
        encode(f"a{broken}")
