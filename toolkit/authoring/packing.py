"""A workbook as openpyxl saves it, made final: no clock in it, every formula with its result."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from toolkit.ooxml.container.archive import archive, deflated

EPOCH = datetime(2000, 1, 1)
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
_FORMULA = re.compile(
    r'<c r="([A-Z]+[0-9]+)"((?: s="[0-9]+")?)(?: t="[a-z]+")?><f>([^<]*)</f><v ?/></c>'
)


def packed(data: bytes, sheets: Sequence[str], results: Mapping[str, Mapping[str, Any]]) -> bytes:
    """The same package, its bytes decided by what it holds alone.

    `sheets` are its sheets in order; `results` are formulas' first results by sheet and cell.
    """
    parts = []
    titles = {f"xl/worksheets/sheet{number}.xml": name for number, name in enumerate(sheets, 1)}
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            content = package.read(name)
            if name == "docProps/core.xml":
                content = _MODIFIED.sub(rb"\g<1>" + f"{EPOCH.isoformat()}Z".encode(), content)
            elif found := results.get(titles.get(name, "")):
                content = _with_results(content.decode(), found).encode()
            parts.append(deflated(name, content))
    return archive(parts)


def _with_results(xml: str, results: Mapping[str, Any]) -> str:
    def filled(found: re.Match[str]) -> str:
        cell, style, formula = found.groups()
        result = results[cell]
        if isinstance(result, str):
            text = result.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
            return f'<c r="{cell}"{style} t="str"><f>{formula}</f><v>{text}</v></c>'
        return f'<c r="{cell}"{style}><f>{formula}</f><v>{float(result):.17g}</v></c>'

    return _FORMULA.sub(filled, xml)
