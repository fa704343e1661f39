"""Where the sentence around a figure or a quote begins and ends, in the languages factpack reads.

A full stop that could be an abbreviation's ends no sentence: a context that is a sentence too long
does less harm than half a sentence.
"""

from __future__ import annotations

import re

_REACH = 4_000  # characters that a sentence is looked for on either side
_LINE = 400  # characters of a line that are looked at


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# abbreviations that are never the last word of a sentence
_GOES_ON = _words(
    """
    abs anm ca chr dr evtl frhr ggf hr inkl mind mr mrs nr prof rd sog sr st tab tel vgl vs zzgl
    bzgl bzw exkl geb gem jr
    avv cfr dott ing num pag par rag sig sigg sigra spett tav
    gov nos rep rev sen sgt approx mme mlle mgr vol env av bd boul
    sra srta dña ud uds pág ej núm dpto lic
    jan feb mär apr jun jul aug sep sept okt oct nov dez dec giu lug ago ott dic janv févr avr juil
    déc ene abr
    """
)
# those, and words like them, that may be the last: then the next begins like a sentence
_MAY_END = _words(
    """
    mrd mio mia bio tsd mill mld mln bn mn tn md co corp inc ltd plc llc cie bros usw etc ecc al
    uhr jh jhd std mt ag sa spa nv se gmbh kg
    no me so do est mag set art on gen hon max min ms mm fig mo di mi fr
    """
)
_BEGINS = _words(
    """
    der die das ein eine es er sie wir ich im in am an auf aus bei mit nach für auch damit dies
    diese dieser dieses zudem zuletzt doch und aber insgesamt dabei laut allerdings außerdem seit
    während wegen zum zur wie wer was hinzu denn so da dazu davon dagegen bis
    il lo la i gli le un uno una si è ma e anche nel nella per con da dal dalla questo questa quest
    secondo inoltre tuttavia intanto così ora oggi ieri
    the a an it he she they we you this that these those but and or at on of for from with as by
    if while when after before meanwhile however its his their there
    les des du au aux ce cette ces ils elle elles nous mais et dans pour avec selon
    el los las del al en y pero con para por según este esta estos estas además
    """
)
_STOP = re.compile(r"([.!?…]+|[。！？｡]+)([\"'”“’»«›)\]」』）]*)")
_EDGE = re.compile(r"[\s(\[\"'„“«»–—]")
_LINE_END = re.compile(r"\n")
_NEXT = re.compile(r"\s+([\"'„“”«»‹›‘’(\[¿¡*_–—-]*\s?)([^\W_]+|.)", re.DOTALL)
_MARKER = re.compile(r"[ \t]*(?:[#>*•·–—-]+|\d{1,2}[.)])[ \t]+")
_CLOSED = re.compile(r"[.!?…:。！？][\"'”“’»«)\]]*\s*\Z")


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """From where to where the sentence or sentences reach that `text[start:end]` stands in.

    A list mark or a heading's # before the sentence is left out.
    """
    low, high = _paragraph(text, start, end)
    first, last = low, high
    for cut, begins in _ends(text, low, high):
        if begins <= start:
            first = begins
        if cut >= end:
            last = cut
            break
    first = start - len(text[first:start].lstrip())
    marker = _MARKER.match(text, first)
    if marker and marker.end() <= start and not text[low:first].strip():
        first = marker.end()
    return first, end + len(text[end:last].rstrip())


def _paragraph(text: str, start: int, end: int) -> tuple[int, int]:
    """The lines that run on through the span, or as much of them as is near."""
    least, most = max(0, start - _REACH), min(len(text), end + _REACH)
    above = [found.end() for found in _LINE_END.finditer(text, least, start)]
    below = (found.start() for found in _LINE_END.finditer(text, end, most))
    low = next((at for at in reversed(above) if _parts(text, at - 1)), least)
    return low, next((at for at in below if _parts(text, at)), most)


def _parts(text: str, at: int) -> bool:
    """Whether the line end at `at` ends a paragraph and does not merely wrap it."""
    line = text[max(0, at - _LINE) : at].rpartition("\n")[2].rstrip()
    after = text[at + 1 : at + 1 + _LINE].partition("\n")[0]
    if not line or not after.strip():
        return True
    if line.lstrip().startswith("#") or _MARKER.match(after) or "|" in line[:2] + after[:2]:
        return True
    if after.lstrip()[0].islower():
        return False
    filled = 45 <= len(line) <= 120 and len(after) <= 120
    return not filled or _CLOSED.search(line) is not None


def _ends(text: str, low: int, high: int) -> list[tuple[int, int]]:
    """Every (end of a sentence, begin of the next) between `low` and `high`."""
    ends = []
    for match in _STOP.finditer(text, low, high):
        if match[1][0] in "。！？｡":
            ends.append((match.end(), match.end()))
            continue
        following = _NEXT.match(text, match.end())
        if following and _is_end(text[low : match.start()], match[1], *following.groups()):
            ends.append((match.end(), match.end() + len(following[0]) - len(following[0].lstrip())))
    return ends


def _is_end(before: str, stop: str, opening: str, word: str) -> bool:
    if word[0].islower():
        return False
    if stop != ".":
        return True
    ended = _EDGE.split(before[-40:])[-1]
    bare = ended.replace(".", "").casefold()
    begins = word.casefold() in _BEGINS or any(sign in opening for sign in "¿¡")
    if "." in ended and len(bare) <= 4:  # z.B., U.S., S.p.A.
        return begins
    if len(ended) == 1 and ended.isalpha():  # J. Ma; z. B.
        return begins and ended.islower()
    if bare in _GOES_ON:
        return False
    if bare in _MAY_END:
        return begins
    if ended.isdigit() and len(ended) <= 2:  # 24. Februar, 3. Quartal
        return begins
    return True
