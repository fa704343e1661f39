"""Whether a package is digitally signed, which any change to it would void."""

from __future__ import annotations

from toolkit.ooxml.container.package import Package

_SIGNS = ("_xmlsignatures/", "digital-signature")  # of parts' names, and of their content types


def is_signed(package: Package) -> bool:
    """Whether it has a part of a signature (ECMA-376 Part 2, 10), wherever that stands."""
    return any(
        sign in said
        for name in package.names
        for said in (name.casefold(), package.content_types.of(name).casefold())
        for sign in _SIGNS
    )
