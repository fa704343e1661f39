"""The namespaces and relationship kinds of SpreadsheetML, transitional and strict."""

from __future__ import annotations

# ECMA-376 Part 1, Annex A (strict) and Part 4 (transitional).
TRANSITIONAL = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
MAIN = (TRANSITIONAL, STRICT)

_RELATIONSHIP = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
    "http://schemas.microsoft.com/office/2006/relationships",  # macro sheets
)
ID_ATTRIBUTES = tuple(f"{namespace} id" for namespace in _RELATIONSHIP[:2])


def kind(relationship_type: str) -> str:
    """ "worksheet" for either namespace's worksheet relationship; "" for what is not Office's."""
    namespace, _, last = relationship_type.rpartition("/")
    return last if namespace in _RELATIONSHIP else ""


def relationship(kind: str, *, strict: bool) -> str:
    """The type of Office's relationship of that kind."""
    return f"{_RELATIONSHIP[strict]}/{kind}"


def local(tag: str) -> str:
    """A SpreadsheetML element's local name; "" for an element of any other namespace."""
    namespace, _, name = tag.rpartition(" ")
    return name if namespace in MAIN else ""


def yes(value: str | None) -> bool:
    """An attribute of type xsd:boolean; some programs write True, or TRUE."""
    return value is not None and value.strip().casefold() in ("1", "true", "on")


def whole(value: str | None) -> int | None:
    """An attribute of type xsd:unsignedInt, or None where it is none."""
    text = "" if value is None else value.strip()
    return int(text) if len(text) < 11 and text.isascii() and text.isdecimal() else None
