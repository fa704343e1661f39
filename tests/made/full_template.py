# ruff: noqa: E501
"""A template that holds all that Excel can put into a workbook, with every part by hand that no
library writes: pivot, slicers, timeline, threaded comment, control, custom XML, connection."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from made.templates import png, rich, with_named_styles
from ooxml.build import ARROWS, OFFICE

KEEP = (
    'keep = ["comments", "connections", "custom_properties", "custom_xml", "macros", '
    '"printer_settings"]\n'
)
MS = "http://schemas.microsoft.com/office"
X14 = f"{MS}/spreadsheetml/2009/9/main"
X15 = f"{MS}/spreadsheetml/2010/11/main"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SS = "application/vnd.openxmlformats-officedocument.spreadsheetml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NS = f'xmlns="{MAIN}" xmlns:r="{OFFICE}"'
FIELDS = ("Fact", "Value", "Unit", "Day", "Said")


def full(path: Path, *, macros: bool = False) -> Path:
    """The rich template with two more sheets: Still, which nothing fills, and Pivot."""

    def more(book: Any, sheet: Any, _: Any) -> None:
        sheet.conditional_format("C5", {"type": "data_bar", "data_bar_2010": True})
        sheet.conditional_format("C5", {"type": "icon_set", "icon_style": "3_arrows"})
        sheet.write_comment("B4", "What it is", {"author": "Anna"})
        still = book.add_worksheet("Still")
        still.write("A1", "A sheet that nothing fills")
        still.write_column("B2", [1, 2, 3])
        still.conditional_format("B2:B4", {"type": "data_bar", "data_bar_2010": True})
        still.add_sparkline("C2", {"range": "Still!B2:B4"})
        still.embed_image("E2", "dot.png", {"image_data": io.BytesIO(png())})
        still.insert_textbox("E5", "A box without words")
        still.insert_image("H5", "dot.png", {"image_data": io.BytesIO(png()), "description": "dot"})
        still.set_header("&L&G", {"image_left": "dot.png", "image_data_left": io.BytesIO(png())})
        still.insert_checkbox("D9", True)
        still.write_comment("B2", "[Threaded comment]\n\nWhy one?", {"author": "tc={1}"})
        still.insert_button("H9", {"caption": "Press"})
        still.data_validation("B2:B4", {"validate": "whole", "criteria": ">", "value": 0})
        chart = book.add_chart({"type": "scatter"})
        chart.add_series({"categories": "=Still!$B$2:$B$4", "values": "=Still!$B$2:$B$4"})
        chart.set_title({"name": "Still"})
        still.insert_chart("H12", chart)
        said = book.add_worksheet("Said")
        said.insert_textbox("B2", "As of {{date}}: {{title}}")
        said.set_footer("&C{{title}}")
        pivot = book.add_worksheet("Pivot")
        pivot.write_row("A3", ["Unit", "Sum of Value"])
        pivot.write_row("A4", ["USD", 1])
        pivot.write_row("A5", ["Grand Total", 1])
        pivot.insert_textbox("D1", "beside the pivot")
        book.set_custom_property("Desk", "Rates")

    with_named_styles(rich(path, more=more))
    parts = _Parts(path)
    _pivot(parts)
    _slicer_of_a_table(parts)
    _threaded(parts)
    _custom_xml(parts)
    _connection(parts)
    _printer(parts)
    _control(parts)
    if macros:
        _macros(parts)
    parts.write(path)
    return path


class _Parts:
    """A package to add parts, relationships and content types to."""

    def __init__(self, path: Path) -> None:
        with zipfile.ZipFile(path) as file:
            self.data = {name: file.read(name) for name in file.namelist()}
        self.sheets = {
            name: f"xl/worksheets/sheet{n}.xml"
            for n, name in enumerate(("It's here", "Other", "Still", "Said", "Pivot"), 1)
        }

    def put(self, name: str, data: str | bytes, kind: str = "") -> None:
        self.data[name] = data if isinstance(data, bytes) else (HEAD + data).encode()
        if kind:
            override = f'<Override PartName="/{name}" ContentType="{kind}"/>'
            self.before("[Content_Types].xml", "</Types>", override)

    def default(self, extension: str, kind: str) -> None:
        if f'Extension="{extension}"'.encode() not in self.data["[Content_Types].xml"]:
            one = f'<Default Extension="{extension}" ContentType="{kind}"/>'
            self.before("[Content_Types].xml", "<Override", one)

    def arrow(self, owner: str, kind: str, target: str) -> str:
        """A relationship of `owner`, with kind in full or Office's; gives its id."""
        folder, _, base = owner.rpartition("/")
        name = f"{folder}/_rels/{base}.rels".removeprefix("/")
        if name not in self.data:
            self.data[name] = (HEAD + f'<Relationships xmlns="{ARROWS}"></Relationships>').encode()
        id = f"rId{self.data[name].count(b'<Relationship ') + 101}"
        kind = kind if kind.startswith("http") else f"{OFFICE}/{kind}"
        self.before(
            name,
            "</Relationships>",
            f'<Relationship Id="{id}" Type="{kind}" Target="{target}"/>',
        )
        return id

    def before(self, name: str, mark: str, new: str) -> None:
        data = self.data[name]
        at = data.index(mark.encode())
        self.data[name] = data[:at] + new.encode() + data[at:]

    def extension(self, name: str, root: str, uri: str, inner: str) -> None:
        """An <ext> in the part's <extLst>, made where there is none."""
        one = f'<ext xmlns:x14="{X14}" xmlns:x15="{X15}" uri="{uri}">{inner}</ext>'
        if b"</extLst>" in self.data[name]:
            self.before(name, "</extLst>", one)
        else:
            self.before(name, f"</{root}>", f"<extLst>{one}</extLst>")

    def write(self, path: Path) -> None:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
            for name, data in self.data.items():
                file.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)


def _pivot(parts: _Parts) -> None:
    items = {
        "Unit": '<sharedItems count="1"><s v="USD"/></sharedItems>',
        "Value": '<sharedItems containsSemiMixedTypes="0" containsString="0" containsNumber="1" containsInteger="1" minValue="1" maxValue="1"/>',
        "Day": '<sharedItems containsSemiMixedTypes="0" containsNonDate="0" containsDate="1" containsString="0" minDate="2023-03-15T00:00:00" maxDate="2023-03-16T00:00:00"/>',
    }
    fields = "".join(
        f'<cacheField name="{name}" numFmtId="0">{items.get(name, "<sharedItems/>")}</cacheField>'
        for name in FIELDS
    )
    cache = "xl/pivotCache/pivotCacheDefinition1.xml"
    parts.put(
        cache,
        f'<pivotCacheDefinition {NS} r:id="rId101" refreshedBy="Anna" refreshedDate="45000" createdVersion="6" refreshedVersion="6" minRefreshableVersion="3" recordCount="1">'
        f'<cacheSource type="worksheet"><worksheetSource name="figures"/></cacheSource><cacheFields count="5">{fields}</cacheFields></pivotCacheDefinition>',
        f"{SS}.pivotCacheDefinition+xml",
    )
    parts.put(
        "xl/pivotCache/pivotCacheRecords1.xml",
        f'<pivotCacheRecords {NS} count="1"><r><s v="sample"/><n v="1"/><x v="0"/><d v="2023-03-15T00:00:00"/><m/></r></pivotCacheRecords>',
        f"{SS}.pivotCacheRecords+xml",
    )
    parts.arrow(cache, "pivotCacheRecords", "pivotCacheRecords1.xml")
    table = "xl/pivotTables/pivotTable1.xml"
    parts.put(
        table,
        f'<pivotTableDefinition {NS} name="Units" cacheId="7" dataCaption="Values" updatedVersion="6" minRefreshableVersion="3" createdVersion="6" indent="0" outline="1" outlineData="1">'
        '<location ref="A3:B5" firstHeaderRow="1" firstDataRow="1" firstDataCol="1"/><pivotFields count="5"><pivotField showAll="0"/><pivotField dataField="1" showAll="0"/>'
        '<pivotField axis="axisRow" showAll="0"><items count="2"><item x="0"/><item t="default"/></items></pivotField><pivotField showAll="0"/><pivotField showAll="0"/></pivotFields>'
        '<rowFields count="1"><field x="2"/></rowFields><rowItems count="2"><i><x/></i><i t="grand"><x/></i></rowItems><colItems count="1"><i/></colItems>'
        '<dataFields count="1"><dataField name="Sum of Value" fld="1" baseField="0" baseItem="0"/></dataFields></pivotTableDefinition>',
        f"{SS}.pivotTable+xml",
    )
    parts.arrow(table, "pivotCacheDefinition", "../pivotCache/pivotCacheDefinition1.xml")
    parts.arrow(parts.sheets["Pivot"], "pivotTable", "../pivotTables/pivotTable1.xml")
    id = parts.arrow(
        "xl/workbook.xml", "pivotCacheDefinition", "pivotCache/pivotCacheDefinition1.xml"
    )
    caches = f'<pivotCaches><pivotCache cacheId="7" r:id="{id}"/></pivotCaches>'
    parts.before("xl/workbook.xml", "</workbook>", caches)
    _slicer(
        parts, "Pivot", 1, "Slicer_Unit",
        '<pivotTables><pivotTable tabId="5" name="Units"/></pivotTables><data><tabular pivotCacheId="7"><items count="1"><i x="0" s="1"/></items></tabular></data>',
        "{BBE1A952-AA13-448e-AADC-164F8A28A991}", "x14",
    )  # fmt: skip
    _timeline(parts)


def _slicer(parts: _Parts, sheet: str, n: int, name: str, inner: str, uri: str, x: str) -> None:
    parts.put(
        f"xl/slicerCaches/slicerCache{n}.xml",
        f'<slicerCacheDefinition xmlns="{X14}" xmlns:x="{MAIN}" name="{name}" sourceName="Unit">{inner}</slicerCacheDefinition>',
        "application/vnd.ms-excel.slicerCache+xml",
    )
    parts.put(
        f"xl/slicers/slicer{n}.xml",
        f'<slicers xmlns="{X14}"><slicer name="Unit {n}" cache="{name}" caption="Unit" rowHeight="241300"/></slicers>',
        "application/vnd.ms-excel.slicer+xml",
    )
    cache = parts.arrow("xl/workbook.xml", f"{MS}/2007/relationships/slicerCache", f"slicerCaches/slicerCache{n}.xml")  # fmt: skip
    part = parts.sheets[sheet]
    own = parts.arrow(part, f"{MS}/2007/relationships/slicer", f"../slicers/slicer{n}.xml")
    r = f'xmlns:r="{OFFICE}"'
    parts.extension("xl/workbook.xml", "workbook", uri, f'<{x}:slicerCaches><x14:slicerCache {r} r:id="{cache}"/></{x}:slicerCaches>')  # fmt: skip
    own_uri = "{A8765BA9-456A-4dab-B4F3-ACF838C121DE}" if x == "x14" else "{3A4CF648-6AED-40f4-86FF-DC5316D8AED3}"  # fmt: skip
    parts.extension(part, "worksheet", own_uri, f'<x14:slicerList {r}><x14:slicer r:id="{own}"/></x14:slicerList>')  # fmt: skip


def _timeline(parts: _Parts) -> None:
    parts.put(
        "xl/timelineCaches/timelineCache1.xml",
        f'<timelineCacheDefinition xmlns="{X15}" name="NativeTimeline_Day" sourceName="Day"><pivotTables><pivotTable tabId="5" name="Units"/></pivotTables>'
        '<state minimalRefreshVersion="6" lastRefreshVersion="6" pivotCacheId="7" filterType="unknown"><bounds startDate="2023-01-01T00:00:00" endDate="2024-01-01T00:00:00"/></state></timelineCacheDefinition>',
        "application/vnd.ms-excel.timelineCache+xml",
    )
    parts.put(
        "xl/timelines/timeline1.xml",
        f'<timelines xmlns="{X15}"><timeline name="Day" cache="NativeTimeline_Day" caption="Day" level="2" selectionLevel="2" scrollPosition="2023-01-01T00:00:00"/></timelines>',
        "application/vnd.ms-excel.timeline+xml",
    )
    cache = parts.arrow("xl/workbook.xml", f"{MS}/2011/relationships/timelineCache", "timelineCaches/timelineCache1.xml")  # fmt: skip
    own = parts.arrow(parts.sheets["Pivot"], f"{MS}/2011/relationships/timeline", "../timelines/timeline1.xml")  # fmt: skip
    r = f'xmlns:r="{OFFICE}"'
    parts.extension("xl/workbook.xml", "workbook", "{D0CA8CA8-9F24-4464-BF8E-62219DCF47F9}", f'<x15:timelineCacheRefs><x15:timelineCacheRef {r} r:id="{cache}"/></x15:timelineCacheRefs>')  # fmt: skip
    parts.extension(parts.sheets["Pivot"], "worksheet", "{7E03D99C-DC04-49d9-9315-930204A7B6E9}", f'<x15:timelineRefs {r}><x15:timelineRef r:id="{own}"/></x15:timelineRefs>')  # fmt: skip


def _slicer_of_a_table(parts: _Parts) -> None:
    inner = f'<extLst><x:ext uri="{{2F2917AC-EB37-4324-AD4E-5DD8C200BD13}}" xmlns:x15="{X15}"><x15:tableSlicerCache tableId="1" column="3"/></x:ext></extLst>'
    _slicer(parts, "It's here", 2, "Slicer_Unit1", inner, "{46BE6895-7355-4a93-B00E-2C351335B9C9}", "x15")  # fmt: skip


def _threaded(parts: _Parts) -> None:
    person = "{11111111-1111-1111-1111-111111111111}"
    comment = "{22222222-2222-2222-2222-222222222222}"
    threads = f"{MS}/spreadsheetml/2018/threadedcomments"
    parts.put(
        "xl/persons/person.xml",
        f'<personList xmlns="{threads}"><person displayName="Anna" id="{person}" userId="anna" providerId="None"/></personList>',
        "application/vnd.ms-excel.person+xml",
    )
    parts.arrow("xl/workbook.xml", f"{MS}/2017/10/relationships/person", "persons/person.xml")
    parts.put(
        "xl/threadedComments/threadedComment1.xml",
        f'<ThreadedComments xmlns="{threads}"><threadedComment ref="B2" dT="2025-01-01T00:00:00.00" personId="{person}" id="{comment}"><text>Why one?</text></threadedComment></ThreadedComments>',
        "application/vnd.ms-excel.threadedcomments+xml",
    )
    parts.arrow(parts.sheets["Still"], f"{MS}/2017/10/relationships/threadedComment", "../threadedComments/threadedComment1.xml")  # fmt: skip


def _custom_xml(parts: _Parts) -> None:
    parts.put("customXml/item1.xml", '<desk xmlns="urn:desk">Rates</desk>')
    parts.put(
        "customXml/itemProps1.xml",
        '<ds:datastoreItem ds:itemID="{33333333-3333-3333-3333-333333333333}" xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"><ds:schemaRefs/></ds:datastoreItem>',
        "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
    )
    parts.arrow("customXml/item1.xml", "customXmlProps", "itemProps1.xml")
    parts.arrow("xl/workbook.xml", "customXml", "../customXml/item1.xml")


def _connection(parts: _Parts) -> None:
    parts.put(
        "xl/connections.xml",
        f'<connections xmlns="{MAIN}"><connection id="1" name="Prices" type="5" refreshedVersion="6"><dbPr connection="Provider=None" command="select 1"/></connection></connections>',
        f"{SS}.connections+xml",
    )
    parts.arrow("xl/workbook.xml", "connections", "connections.xml")


def _printer(parts: _Parts) -> None:
    parts.default("bin", f"{SS}.printerSettings")
    parts.put("xl/printerSettings/printerSettings1.bin", b"\x00P\x00r\x00i\x00n\x00t" * 9)
    still = parts.sheets["Still"]
    id = parts.arrow(still, "printerSettings", "../printerSettings/printerSettings1.bin")
    parts.before(still, "<headerFooter", f'<pageSetup orientation="landscape" r:id="{id}"/>')


def _control(parts: _Parts) -> None:
    still = parts.sheets["Still"]
    parts.put(
        "xl/ctrlProps/ctrlProp1.xml",
        f'<formControlPr xmlns="{X14}" objectType="CheckBox" checked="Checked" fmlaLink="\'It\'\'s here\'!$C$5" lockText="1"/>',
        "application/vnd.ms-excel.controlproperties+xml",
    )
    parts.arrow(still, "ctrlProp", "../ctrlProps/ctrlProp1.xml")


def _macros(parts: _Parts) -> None:
    types = parts.data["[Content_Types].xml"]
    parts.data["[Content_Types].xml"] = types.replace(
        f"{SS}.sheet.main+xml".encode(), b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    )
    parts.put(
        "xl/vbaProject.bin", b"\xd0\xcf\x11\xe0 macros", "application/vnd.ms-office.vbaProject"
    )
    parts.arrow("xl/workbook.xml", f"{MS}/2006/relationships/vbaProject", "vbaProject.bin")


Builder = Callable[[Path], Path]
