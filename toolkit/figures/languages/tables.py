"""Tables of a great many named fields, made as quickly as plain objects."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")

NONE: Mapping[str, Any] = MappingProxyType({})
"""The default of a field that maps."""


@dataclass_transform(kw_only_default=True, frozen_default=True, eq_default=False)
def table(cls: type[T]) -> type[T]:
    """Lets the class be made of its fields by name, as `dataclass` does; that would take longer to
    write its code than a small check takes to read all quotes. One table is no other."""
    asked = {name for name in cls.__annotations__ if not hasattr(cls, name)}

    def made(self: T, **given: Any) -> None:
        if wrong := (asked - given.keys()) | (given.keys() - cls.__annotations__.keys()):
            raise TypeError(f"{cls.__name__}: missing or unknown: {', '.join(sorted(wrong))}")
        vars(self).update(given)

    cls.__init__ = made  # type: ignore[method-assign, assignment]
    return cls
