"""A table of fields is made of those it has, by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from toolkit.figures.languages.tables import NONE, table


@table
class Sample:
    code: str
    names: Mapping[str, str] = NONE
    signs: str = "+"


def test_what_is_left_out_is_as_the_class_says() -> None:
    made = Sample(code="de", signs="-")
    assert (made.code, made.names, made.signs) == ("de", {}, "-")


@pytest.mark.parametrize("given", [{}, {"code": "de", "sings": "-"}])
def test_a_field_that_is_missing_or_unknown_is_refused(given: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match=r"Sample: missing or unknown: (code|sings)"):
        Sample(**given)
