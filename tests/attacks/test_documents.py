"""Hostile documents: their text is read, or they are refused by name; none is a traceback."""

from __future__ import annotations

import re

import pytest
from attacks.documents import DOCUMENTS

from toolkit.errors import UnreadableFile
from toolkit.extract import extract


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_hostile_document_is_read_or_refused(name: str) -> None:
    one = DOCUMENTS[name]()
    if one.text:
        assert one.text in extract(one.data, one.file).text
        return
    with pytest.raises(UnreadableFile) as refusal:
        extract(one.data, one.file)
    assert one.file in refusal.value.what and refusal.value.hint
    assert re.search(one.refused, refusal.value.what)
