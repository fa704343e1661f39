"""A quote is found where it stands, by its strictest tier, and never with another number."""

from __future__ import annotations

import hashlib
import re
import time
import unicodedata
from dataclasses import fields
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from toolkit.anchors import (
    COLUMNS,
    LARGEST,
    TIERS,
    Anchor,
    AnchorRow,
    Searchable,
    anchor,
    anchor_all,
    elsewhere,
    read_source,
    sentence_around,
    text_fragment,
)

PLAN = (
    "Alibaba teilte am Montag mit, dass man mindestens 380 Milliarden Yuan (53 Milliarden "
    "US-Dollar) investieren wird. Für Wu ist das eine „einmalige Chance“."
)

# -- tiers: the source's text, the quote, the tier, the source's own words -------------------------

FOUND = [
    ("mindestens 380 Milliarden", "380 Milliarden", "exact", "380 Milliarden"),
    ("投资3800亿元，未来三年。", "3800亿元，未来三年", "exact", "3800亿元，未来三年"),
    ("🚀🚀 +84 % 👨‍👩‍👧 heute", "+84 % 👨‍👩‍👧", "exact", "+84 % 👨‍👩‍👧"),
    ("un\u00a0rally del\u202f15%", "un rally del 15%", "whitespace", "un\u00a0rally del\u202f15%"),
    ("drei\r\nMilliarden Euro", "drei Milliarden Euro", "whitespace", "drei\r\nMilliarden Euro"),
    ("a\u2003\u2009 \t\nb c", "a b c", "whitespace", "a\u2003\u2009 \t\nb c"),
    ("Infra\u00adstruk\u200btur", "Infrastruktur", "whitespace", "Infra\u00adstruk\u200btur"),
    ("Infra\u00ad\nstruktur neu", "Infrastruktur", "whitespace", "Infra\u00ad\nstruktur"),
    ("in Infra-\nstruktur", "Infra- struktur", "whitespace", "Infra-\nstruktur"),
    ("in Infra-\nstruktur", "Infrastruktur", "typography", "Infra-\nstruktur"),
    ("die KI-\nModelle", "KI-Modelle", "typography", "KI-\nModelle"),
    ("阿里\n巴巴 投资", "阿里巴巴投资", "whitespace", "阿里\n巴巴 投资"),
    ("x „einmalige Chance“ y", '"einmalige Chance"', "typography", "„einmalige Chance“"),
    ("x »ja« und y", "'ja' und", "typography", "»ja« und"),
    ("dit « sacré Graal » ici", "«sacré Graal»", "typography", "« sacré Graal »"),
    ("dell’e-commerce", "dell'e-commerce", "typography", "dell’e-commerce"),
    ("heute – und morgen", "heute - und morgen", "typography", "heute – und morgen"),
    ("um −2,02 Prozent", "-2,02 Prozent", "typography", "−2,02 Prozent"),
    ("heute -- und morgen", "heute – und morgen", "typography", "heute -- und morgen"),
    ("Das war… alles", "Das war... alles", "typography", "Das war… alles"),
    ("die ﬁnanzielle Lage", "finanzielle", "typography", "ﬁnanzielle"),
    ("das Cafe\u0301 dort", "Café", "typography", "Cafe\u0301"),
    ("das Café dort", "Cafe\u0301", "typography", "Café"),
    ("投资（３亿）元", "投资(３亿)元", "typography", "投资（３亿）元"),
    ("MASSNAHMEN BIS 2025", "Maßnahmen bis 2025", "case", "MASSNAHMEN BIS 2025"),
    ("Die Maßnahme", "die massnahme", "case", "Die Maßnahme"),
    ("Im Jahr:\n3,2 MRD. USD", "3,2 Mrd. USD", "case", "3,2 MRD. USD"),
    ("um 380 Mrd. Euro", " 380 Mrd. ", "exact", " 380 Mrd. "),
    ("um 380, dann 80", "80", "exact", "80"),
    ("der Typ XXX neu", "Typ XX", "exact", "Typ XX"),
    ("der Typ 3X neu", "Typ 3", "exact", "Typ 3"),
    ("上涨！好", "上涨!好", "typography", "上涨！好"),
    ("die ｀ja＂ da", "'ja' da", "typography", "｀ja＂ da"),
    ("5 \u2126 und 1 \u212b", "5 Ω und 1 Å", "typography", "5 \u2126 und 1 \u212b"),
    ("Das war . . . alles", "war ... alles", "typography", "war . . . alles"),
    ("die Stoﬀe", "Stoffe", "typography", "Stoﬀe"),
    ("„alles“… und", '"alles"', "typography", "„alles“"),
    ('das "ja" hier', "'ja'", "typography", '"ja"'),
]


@pytest.mark.parametrize(("text", "quote", "tier", "found"), FOUND)
def test_a_quote_is_found_by_the_strictest_tier_that_holds(
    text: str, quote: str, tier: str, found: str
) -> None:
    answer = anchor(quote, text)
    assert (answer.state, answer.tier, answer.found) == ("found", tier, found)
    assert answer.start is not None
    assert text[answer.start : answer.end] == found


# -- what is never forgiven: the text, the quote, how the nearest passage differs ------------------

MISSING = [
    ("mindestens 380 Milliarden", "mindestens 38", "the quote says '38', the source says '380'"),
    ("rund 380 Mrd. Euro", "80 Mrd. Euro", "the quote says '80', the source says '380'"),
    ("um 3,25 Mrd. Euro", "um 3,2", "the quote says '3,2', the source says '3,25'"),
    ("um 1.380 Mrd. Euro", "380 Mrd.", "the quote says '380', the source says '1.380'"),
    ("1\u202f234 Mio. Euro", "234 Mio.", "the quote says '234', the source says '1 234'"),
    ("Gewinn: −12 % mehr", "12 % mehr", "the quote says '12', the source says '−12'"),
    ("投资3800亿元", "投资3800", "the quote says '3800', the source says '3800亿'"),
    ("投资3800亿元", "投资380亿元", "the quote says '380亿', the source says '3800亿'"),
    ("um 3800亿元", "3800", "the quote says '3800', the source says '3800亿'"),
    ("阿里投资三\n八", "阿里投资三八", "the quote says '三八', the source says '三'"),
    ("im ﬁx", "ix", "the quote says 'ix', the source says 'ﬁx'"),
    ("das war… alles", "das war.", "the quote says '.', the source says '…'"),
    ("etwa 10² Watt", "etwa 102 Watt", "the quote says '102', the source says '10²'"),
    ("um 1½ Punkte", "um 1 Punkte", "the quote says '1', the source says '1½'"),
    ("38\n0 Mrd. Euro", "380 Mrd. Euro", "the quote says '380', the source says '0'"),
    ("um 1.234 Euro", "um 1,234 Euro", "the quote says '1,234', the source says '1.234'"),
    ("kostet 5 M heute", "kostet 5 m heute", "the quote says '5 m', the source says '5 M'"),
    ("das Cafe\u0301 dort", "das Cafe", "the quote says 'Cafe', the source says 'Cafe\u0301'"),
    ("um 84 % gestiegen", "um 84% gestiegen", "the quote says '84%', the source says '84 %'"),
    ("−12 % mehr", "12 % mehr", "the quote says '12', the source says '−12'"),
    ("das Modell X X neu", "Modell XX neu", "the quote says 'XX', the source says 'X X'"),
    ("das Modell X5 neu", "Modell '5 neu", "the quote says ''', the source says 'X'"),
    ("Die Umsätze stiegen.", "Umsaetze", "the quote says 'Umsaetze', the source says 'Umsätze'"),
    ("Ein Großkonzem.", "Grosskonzern", "the quote says 'Grosskonzern', the source"),
    (PLAN, "rund 380 Milliarden", "the quote says 'rund', the source says 'mindestens'"),
    (PLAN, "380 Milliarden (53", "the source says 'Yuan', the quote does not"),
    (PLAN, "380 Milliarden chinesische Yuan (53", "the quote says 'chinesische', the source does"),
]


@pytest.mark.parametrize(("text", "quote", "differs"), MISSING)
def test_a_quote_that_is_not_there_is_missing_and_the_difference_is_told(
    text: str, quote: str, differs: str
) -> None:
    answer = anchor(quote, text)
    assert (answer.state, answer.start, answer.tier) == ("missing", None, None)
    assert answer.nearest is not None
    assert answer.nearest.differs.startswith(differs)
    assert text[answer.nearest.start : answer.nearest.end] == answer.nearest.text
    assert 50 <= answer.nearest.score <= 100


def test_what_nobody_sees_stands_in_a_number_and_after_it() -> None:
    assert anchor("rund 38", "rund 38\u200b0 Mrd.").state == "missing"
    assert anchor("rund 38", "rund 38\u200b Mrd.").state == "found"


def test_differences_in_numbers_are_told_first_and_only_some_of_many() -> None:
    text = "Der Konzern will laut Wu in drei Jahren mindestens 380 Milliarden Yuan ausgeben."
    quote = "Die Gruppe will laut Tsai in vier Jahren rund 38 Milliarden Dollar ausgeben."
    near = anchor(quote, text).nearest
    assert near is not None
    assert near.text == text
    assert near.differs == (
        "the quote says 'rund 38', the source says 'mindestens 380'; the quote says 'Die Gruppe', "
        "the source says 'Der Konzern'; the quote says 'Tsai', the source says 'Wu'; and 2 more"
    )


NEAREST = [
    (
        "Ein Plan ist seit langem bekannt. |Der Konzern will 380 Mrd.| ausgeben.",
        "Ein Konzern will 38 Mrd.",
    ),
    (
        "|Der Konzern will 380 Mrd. ausgeben|, und das nicht in Jahren, er sagt: sofort.",
        "Der Konzern will 38 Mrd. sofort",
    ),
    (
        "Plan A nennt 100 Mrd. Euro. Umsatz stieg auf 3 Mrd. |Plan B nennt 100 Mrd. Yen.| Ende.",
        "Plan B nennt 10 Mrd. Yen.",
    ),
]


@pytest.mark.parametrize(("marked", "quote"), NEAREST)
def test_the_nearest_passage_has_no_word_from_far_off(marked: str, quote: str) -> None:
    before, passage, _ = marked.split("|")
    near = anchor(quote, marked.replace("|", "")).nearest
    assert near is not None
    assert (near.start, near.text) == (len(before), passage)


@pytest.mark.parametrize("quote", ["", "  \n", "\u200b", "Wetterbericht aus Grönland", "xqz"])
def test_nothing_is_shown_for_a_quote_that_nothing_is_like(quote: str) -> None:
    assert anchor(quote, PLAN) == Anchor("missing")


@pytest.mark.parametrize("text", ["", "\n\n", "\u200b"])
def test_a_text_without_words_has_no_quote(text: str) -> None:
    assert anchor("380 Milliarden", text) == Anchor("missing")


# -- offsets, contexts, repeated quotes ------------------------------------------------------------

TWICE = "Plan: 380 Mrd. Yuan, dann 380 Mrd. Yuan."  # at 6 and at 26
GIVEN: list[tuple[dict[str, int | str], str, int | None]] = [
    ({}, "ambiguous", None),
    ({"start": 26, "end": 39}, "found", 26),
    ({"start": 26}, "found", 26),
    ({"end": 19}, "found", 6),
    ({"start": 27, "end": 40}, "ambiguous", None),
    ({"prefix": "Plan: "}, "found", 6),
    ({"prefix": "dann"}, "found", 26),
    ({"suffix": ",\u00a0DANN"}, "found", 6),
    ({"suffix": "."}, "found", 26),
    ({"prefix": "nirgends"}, "ambiguous", None),
    ({"start": 0, "end": 13, "suffix": ", dann"}, "shifted", 6),
]


@pytest.mark.parametrize(("settles", "state", "start"), GIVEN)
def test_offsets_or_context_settle_which_of_several_places_is_meant(
    settles: dict[str, int | str], state: str, start: int | None
) -> None:
    answer = anchor("380 Mrd. Yuan", TWICE, **settles)  # type: ignore[arg-type]
    assert (answer.state, answer.start) == (state, start)
    assert answer.tier == "exact"
    if state == "ambiguous":
        assert [place.start for place in answer.places] == [6, 26]


def test_places_may_overlap_and_the_first_thousand_are_listed() -> None:
    assert [place.start for place in anchor("ana", "banana").places] == [1, 3]
    assert len(anchor("ja", "ja " * 1_001).places) == 1_000


@pytest.mark.parametrize(
    ("start", "end"),
    [(44, 58), (49, 64), (51, 64), (50, 63), (-1, 5), (64, 50), (0, 10**9), (50, None)],
)
def test_offsets_that_are_wrong_are_shifted_to_the_only_place(start: int, end: int | None) -> None:
    assert PLAN[50:64] == "380 Milliarden"
    answer = anchor("380 Milliarden", PLAN, start=start, end=end)
    assert (answer.start, answer.end) == (50, 64)
    assert answer.state == ("found" if (start, end) == (50, None) else "shifted")


def test_offsets_that_are_right_hold_at_a_laxer_tier_than_another_place() -> None:
    text = "ALIBABA STEIGT. Alibaba steigt."
    assert anchor("Alibaba steigt", text).start == 16
    headline = anchor("Alibaba steigt", text, start=0, end=14)
    assert (headline.state, headline.tier, headline.start) == ("found", "case", 0)


def test_the_strictest_tier_wins_over_more_places_at_a_laxer_one() -> None:
    assert anchor("der plan", "Der Plan, DER PLAN, der plan").start == 20


def test_an_inserted_paragraph_shifts_an_anchor_and_a_changed_number_orphans_it() -> None:
    quote, start = "380 Milliarden Yuan", PLAN.index("380")
    moved = anchor(quote, "Neu.\n\n" + PLAN, start=start, end=start + len(quote))
    assert (moved.state, moved.start) == ("shifted", start + 6)
    changed = PLAN.replace("380", "38")
    assert anchor(quote, changed, start=start, end=start + len(quote)).state == "missing"


def test_other_sources_that_have_the_quote_are_named_in_order() -> None:
    texts = {"b": "x „380 Mrd.“ y", "a": '"380\nMRD."', "c": "„38 Mrd.“", "d": ""}
    searchable = {name: Searchable(text) for name, text in texts.items()}
    assert elsewhere('"380 Mrd."', searchable) == ("a", "b")
    assert elsewhere("380 Mrd.", {"below": Searchable("um −380 Mrd.")}) == ()


# -- properties ------------------------------------------------------------------------------------

EDGY = re.compile(r"[\d.,'’·٫٬\-−–¼-¾⅐-⅞\u00a0\u2009\u202f\u0300-\u036f\u00ad\u200b]")
TEXTS = st.text(st.sampled_from("ab cdE fß. ,\n\r\t„“'\"–-…é\u0301阿里。🚀😀\u00a0\u00ad380125"))


@settings(deadline=None)
@given(st.text() | TEXTS, st.data())
def test_any_part_of_any_text_is_found_exactly_where_it_stands(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    quote = text[start:end]
    assume(quote.strip())
    for at in (start, end):  # no number and no letter with its mark may be cut
        around = text[max(0, at - 1) : at + 1]
        assume(not (0 < at < len(text) and (EDGY.search(around) or _odd(around))))
    answer = anchor(quote, text, start=start, end=end)
    assert (answer.state, answer.tier) == ("found", "exact")
    assert (answer.start, answer.end, answer.found) == (start, end, quote)
    unaided = anchor(quote, text)
    assert (start, end) in unaided.places
    assert unaided.tier == "exact"


def _odd(around: str) -> bool:
    kept = range(0x1AB0, 0x1B00)  # for marks, also those that this Python does not know yet
    return any(
        char.isnumeric() or unicodedata.category(char)[0] == "M" or ord(char) in kept
        for char in around
    )


_WORDS = (
    'Umsatz stieg um 84 % auf 3,2 Mrd. US-Dollar „einmalige Chance“ l’azione "sì" – über (53) '
    "Ende… ﬁx Straße élan 阿里巴巴 3800亿元 🚀 −2,02 1.234,5 +15%"
)
WORDS = st.sampled_from(_WORDS.split())
CHANGES: dict[str, list[tuple[str, list[str]]]] = {
    "whitespace": [(" ", ["\u00a0", "\n", "  ", "\u202f\u00a0", "\r\n", " \u200b"])],
    "typography": [
        (" ", ["\u2009", "\n"]),
        ("„", ["“", '"', "»"]),
        ("“", ["”", '"', "«"]),
        ("’", ["'"]),
        ("–", ["-", "—"]),
        ("…", ["..."]),
        ("ﬁ", ["fi"]),
        ("é", ["e\u0301"]),
        ("ü", ["u\u0308"]),
        ("−", ["-"]),
        ("S-D", ["S\u2011D", "S-\nD"]),
    ],
    "case": [("S", ["s"]), ("ß", ["ss", "ẞ"]), ("m", ["M"]), ("é", ["É"])],
}


@settings(deadline=None)
@given(st.lists(WORDS, min_size=3), st.sampled_from(TIERS[1:]), st.booleans(), st.data())
def test_what_a_tier_forgives_leads_back_to_the_same_place(
    words: list[str], tier: str, in_source: bool, data: st.DataObject
) -> None:
    first = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(first + 1, len(words)))
    before, quote, after = (" ".join(part) for part in _parts(words, first, end))
    changed = "".join(_changed(quote, tier, data))
    here, quote = (changed, quote) if in_source else (quote, changed)
    text = " ".join(filter(None, (before, here, after)))
    start = len(before) + 1 if before else 0
    settled = anchor(quote, text, start=start, end=start + len(here))
    assert (settled.state, settled.start, settled.found) == ("found", start, here)
    assert TIERS.index(settled.tier or "case") <= TIERS.index(tier)
    answer = anchor(quote, text)
    assert TIERS.index(answer.tier or "case") <= TIERS.index(settled.tier or "case")
    assert answer.tier != settled.tier or (start, start + len(here)) in answer.places


def _parts(words: list[str], first: int, end: int) -> tuple[list[str], ...]:
    return words[:first], words[first:end], words[end:]


def _changed(quote: str, tier: str, data: st.DataObject) -> list[str]:
    """The quote with some of what the tier forgives."""
    changes = dict(CHANGES[tier])
    pattern = "|".join(map(re.escape, sorted(changes, key=len, reverse=True)))
    pieces = re.split(f"({pattern})", quote)
    return [
        data.draw(st.sampled_from([piece, *changes[piece]])) if piece in changes else piece
        for piece in pieces
    ]


NUMBERS = st.text(st.sampled_from("0123 .,-−'’\u202f\u00a0\n亿三十½²"), max_size=8)
PROSE = st.sampled_from(["um ", " Mrd. ", "rund", " (", ") ", "„", "“", "…", "\u200b", "m", "M"])


@settings(deadline=None)
@given(st.lists(PROSE | NUMBERS, max_size=12), st.lists(PROSE | NUMBERS, max_size=5), st.data())
def test_no_anchor_ever_has_other_digits_than_its_quote(
    text_parts: list[str], quote_parts: list[str], data: st.DataObject
) -> None:
    text = "".join(text_parts)
    start = data.draw(st.integers(0, len(text)))
    cut = text[start : start + data.draw(st.integers(0, 12))]
    for quote in ("".join(quote_parts), cut):
        answer = anchor(quote, text)
        if near := answer.nearest:
            assert text[near.start : near.end] == near.text
            assert near.differs
        for place in answer.places:
            found = text[place.start : place.end]
            assert _numerals(found) == _numerals(quote)
            for at in place:  # and the digit outside its edge does not go on
                around = text[max(0, at - 1) : at + 1]
                assert not (0 < at < len(text) and around.isdecimal())


def _numerals(text: str) -> list[str]:
    return [char for char in text if char.isnumeric()]


# -- sources ---------------------------------------------------------------------------------------


def test_a_source_is_read_as_it_is_with_the_hash_of_its_bytes(tmp_path: Path) -> None:
    data = "\ufeffErste Zeile\r\nzweite: 亿 🚀\n".encode()
    (tmp_path / "a.md").write_bytes(data)
    source = read_source(tmp_path / "a.md", folder=tmp_path)
    assert source.problem is None
    assert source.text == "Erste Zeile\r\nzweite: 亿 🚀\n"
    assert (source.sha256, source.size) == (hashlib.sha256(data).hexdigest(), len(data))


UNREADABLE = [
    (b"", "empty", "it is empty"),
    (b"\xef\xbb\xbf \r\n", "empty", "it is empty"),
    ("Zeile\nzwölf".encode("cp1252"), "not_utf8", "it is not UTF-8: byte 0xF6 at 8 (line 2)"),
    ("zwölf".encode("utf-16"), "not_utf8", "it is not UTF-8: byte 0xFF at 0 (line 1)"),
    (b"PK\x03\x04\x00\x00", "binary", "it is no plain text: character 4 is a NUL"),
    (b"a" * (LARGEST + 1), "too_large", "it has more than 10,000,000 bytes"),
]


@pytest.mark.parametrize(
    ("data", "kind", "what"), UNREADABLE, ids=[f"{k}-{n}" for n, (_, k, _) in enumerate(UNREADABLE)]
)
def test_a_source_that_cannot_be_read_says_why(
    tmp_path: Path, data: bytes, kind: str, what: str
) -> None:
    (tmp_path / "a.md").write_bytes(data)
    source = read_source(tmp_path / "a.md")
    assert source.problem is not None
    assert source.problem.kind == kind
    assert source.problem.what.startswith(what)
    assert source.problem.hint
    assert source.text == ""


def test_a_source_is_read_only_from_its_folder_and_never_through_a_link(tmp_path: Path) -> None:
    folder = tmp_path / "sources"
    (folder / "sub").mkdir(parents=True)
    (tmp_path / "secret.md").write_text("geheim", encoding="utf-8")
    (folder / "real.md").write_text("offen", encoding="utf-8")
    try:
        (folder / "link.md").symlink_to(folder / "real.md")
    except OSError:
        pytest.skip("links cannot be made here")
    (folder / "out.md").symlink_to(tmp_path / "secret.md")
    (folder / "linked").symlink_to(folder / "sub", target_is_directory=True)
    (folder / "sub" / "deep.md").write_text("tief", encoding="utf-8")
    expected = {
        "real.md": None,
        "sub/deep.md": None,
        "link.md": "link",
        "linked/deep.md": "link",
        "out.md": "outside",
        "../secret.md": "outside",
        "none.md": "missing",
        "sub": "no_file",
        "nul\0.md": "unreadable",
    }
    for name, kind in expected.items():
        problem = read_source(folder / name, folder=folder).problem
        assert (problem.kind if problem else None) == kind, name


# -- sentences: the sentence that holds the part in [[ ]] stands between | and | -------------------

SENTENCES = [
    "Es geht los. |Alibaba sammelte [[3,2 Mrd.]] USD ein.| Das war viel.",
    "|Es sind [[3,2 Mrd.]]| Das Geld fließt.",
    "|Am 24. Februar nannte Dr. J. Wu [[380]] Mrd. Yuan, z. B. für KI.| Mehr nicht.",
    "Nein. |Seit dem 3. Quartal [[2025]].| Dann kam es.",
    "|Das ist „[[eine]] Blase.“| Wu widersprach.",
    "|„Was [[nun]]?“ fragte er.| Niemand wusste es.",
    "|Il fatturato è di [[4.000]] miliardi, pari al 3,5%.| Poi è sceso.",
    "|La S.p.A. ha raccolto 3 mld. di euro per il sig. [[Ma]] e p. es. altri.| Fine.",
    "|The U.S. market fell [[2.5]]% vs. Mr. Tsai's view.| It rose.",
    "It fell in the U.S. |The [[rest]] rose to $1.5 bn. in all.| It did.",
    "|Elle a levé [[3,2]] Md€ avec M. Ma.| L’action monte.",
    "|¿Cuánto [[vale]]?| ¡Mucho! El precio sube.",
    "¿Cuánto vale? |¡[[Mucho]]!| El precio sube.",
    "阿里巴巴上涨。|公司将投资[[3800]]亿元！|未来三年。",
    "Überschrift ohne Punkt\n|Der Text [[beginnt]] hier.| Er endet.",
    "# Titel\n\n- |Umsatz: [[84]] Mio.|\n- Gewinn: 2 Mio.",
    "|Diese Zeile ist umbrochen, wie es in einer Mitteilung üblich ist,\n"
    "und nennt [[380]] Milliarden.| Dann folgt mehr.",
    "|Diese Zeile ist umbrochen, und am Anfang der folgenden steht ein\n"
    "Hauptwort: [[380]] Milliarden.| Dann folgt mehr.",
    "|Es gilt z.B. Wu als [[Urheber]].| Mehr nicht.",
    "|Kurze Zeile, die\nnach unten [[geht]].| Ende.",
    "Null. |Eins [[endet. Zwei]] beginnt.| Drei.",
    "|La divisione sale, «i margini [[bassi]]».|\u00a0Nell’anno è sceso.",
    "|[[ganz]]|",
    "Es geht los. |[[Alibaba]] sammelte Geld ein.| Das war viel.",
    "Titel.\n\n  |Der [[Plan]] gilt|  \n\nEnde.",
    "- |[[84]] Mio. Umsatz|\n- 2 Mio. Gewinn",
    "  - |Umsatz von [[84]] Mio.|\n  - Gewinn",
    "\n|Der [[Plan]] gilt|",
    "Der Plan gilt\n\n|seit [[gestern]]|\n\nund morgen",
    "|Der Plan [[gilt]]|\r\n\r\nund morgen",
    "# Ein Titel\n|und der [[Text]] dazu.|",
    "|Ein [[Titel]]|\n* und der Text dazu.",
    "|Der Konzern nannte am Montag in Hangzhou diese [[Zahlen]]:|\nUmsatz 84 Mio. und mehr.",
    "Pagó 3 mln. |¿[[Cuánto]] vale?|",
    "Es blieb beim Plan b. |Der [[Rest]] folgt.|",
    "Es sind nun 84. |Der [[Rest]] folgt.|",
    "|Es sind nun 84. Quartale und [[mehr]].|",
    "Es waren 384. |Wu [[sagt]] mehr.|",
    "|Die G.m.b.H. Wu [[zahlt]].|",
    "Er kauft auf qq.com. |Niemand [[weiß]] es.|",
    "|Nach Angaben von J. Wu [[zahlt]] er.|",
]


@pytest.mark.parametrize("marked", SENTENCES)
def test_the_sentence_around_a_part_is_found(marked: str) -> None:
    text = re.sub(r"\||\[\[|\]\]", "", marked)
    bars = marked.replace("[[", "").replace("]]", "")
    first, last = bars.index("|"), bars.rindex("|") - 1
    brackets = marked.replace("|", "")
    start, end = brackets.index("[["), brackets.index("]]") - 2
    found = sentence_around(text, start, end)
    assert text[slice(*found)] == text[first:last]


@pytest.mark.parametrize(
    ("length", "following", "wraps"),
    [(44, 20, False), (45, 20, True), (120, 120, True), (121, 20, False), (60, 121, False)],
)
def test_a_line_as_long_as_those_of_a_paragraph_runs_on(
    length: int, following: int, wraps: bool
) -> None:
    above, below = "Wort ".ljust(length, "x"), "Hauptwort ".ljust(following, "x")
    text = f"{above}\n{below}"
    start = length + 1
    assert sentence_around(text, start + 3, start + 5) == (0 if wraps else start, len(text))
    assert sentence_around(text, 1, 3) == (0, len(text) if wraps else length)


def test_the_rows_of_a_table_are_no_sentence() -> None:
    text = "| Umsatz | 84 |\n| gewinn | 2 |\n| schulden | 3 |"
    assert sentence_around(text, 18, 24) == (16, 30)


def test_a_sentence_is_looked_for_in_four_thousand_characters() -> None:
    text = "wort " * 2_000
    assert sentence_around(text, 5_000, 5_004) == (1_000, 9_004)


@settings(deadline=None)
@given(st.text() | TEXTS, st.data())
def test_a_sentence_holds_what_it_was_asked_around(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    first, last = sentence_around(text, start, end)
    assert 0 <= first <= start <= end <= last <= len(text)


# -- links -----------------------------------------------------------------------------------------

LINKS = [
    ("Es sind 53 Mrd. Dollar, kurz.", "53 Mrd. Dollar", "#:~:text=53%20Mrd.%20Dollar"),
    ("die US-Dollar & Co, AG", "US-Dollar & Co", "#:~:text=US%2DDollar%20%26%20Co"),
    ("um 84% und mehr um 84% heute", "84% heute", "#:~:text=84%25%20heute"),
    ("Plan ist neu.\n Der plan ist", "plan ist", "#:~:text=Der-,plan%20ist"),
    ("über Wasser", "ber", "#:~:text=%C3%BCber"),
    ("   ", " ", ""),
]


@pytest.mark.parametrize(("text", "passage", "link"), LINKS)
def test_a_link_names_the_passage_and_no_more_than_it_takes(
    text: str, passage: str, link: str
) -> None:
    start = text.index(passage)
    assert text_fragment(text, start, start + len(passage)) == link


LINKED = st.sampled_from(["der", "plan", "Plan,", "(53)", "US-Dollar", "&", "a\nb", "84%\n\n"])


@settings(deadline=None)
@given(st.lists(LINKED))
def test_a_link_opens_at_its_passage_where_the_words_around_tell_it_apart(words: list[str]) -> None:
    text = "Anfang " + " ".join(words) + " ganz eindeutiger Satz & mehr, so-so. " + " ".join(words)
    for start, end in [(m.start(), m.end()) for m in re.finditer(r"ganz.*?so\.", text)]:
        link = text_fragment(text, start, end)
        assert _opens(link, text) == (start, end)


def test_a_long_or_broken_passage_is_named_by_its_ends() -> None:
    line = " ".join(f"Wort{n}" for n in range(80))
    for text in (f"Vor. {line} Nach.", f"Vor. {line}\n\n{line} Ende. Nach."):
        start, end = text.index("Wort0"), text.index(" Nach")
        link = text_fragment(text, start, end)
        assert len(link) < 200
        assert _opens(link, text) == (start, end)


def test_a_long_passage_with_repeated_ends_is_still_told_apart() -> None:
    long = "der Plan ist gut und " * 20
    text = f"Alt: {long}Schluss.\n\nNeu: {long}und der Plan ist gut und ganz am Ende. Danach mehr."
    start, end = text.index("Neu") + 5, text.index(" Danach")
    assert _opens(text_fragment(text, start, end), text) == (start, end)
    text = f"Anfang: {long}nun eins zwei drei vier. {long}dann eins zwei drei vier."
    link = text_fragment(text, 0, len(text))
    assert _opens(link, text) == (0, len(text))


def test_a_repeated_passage_gets_the_words_around_it() -> None:
    text = "Plan A: 380 Mrd. Yuan sofort. Plan B: 380 Mrd. Yuan später."
    start = text.rindex("380")
    link = text_fragment(text, start, start + 13)
    assert _opens(link, text) == (start, start + 13)


def _opens(link: str, text: str) -> tuple[int, int] | None:
    """What a browser would show: the first match, whatever the case and the spaces."""
    parts = link.removeprefix("#:~:text=").split(",")
    prefix = parts.pop(0)[:-1] if parts[0].endswith("-") else ""
    suffix = parts.pop()[1:] if parts[-1].startswith("-") else ""
    start, end = parts[0], parts[1] if len(parts) > 1 else ""
    pattern = rf"(?<!\w){_pattern(start)}" + (rf".*?{_pattern(end)}" if end else "") + r"(?!\w)"
    pattern = (rf"(?<!\w){_pattern(prefix)}\s*" if prefix else "") + f"({pattern})"
    pattern += rf"\s*{_pattern(suffix)}" if suffix else ""
    match = re.search(pattern, text, re.IGNORECASE | re.DOTALL)
    return match.span(1) if match else None


def _pattern(words: str) -> str:
    return r"\s+".join(map(re.escape, unquote(words).split()))


# -- the table -------------------------------------------------------------------------------------

SOURCES = {
    "de": "Plan: mindestens 380 Mrd. Yuan (53 Mrd. US-Dollar). Kurs −2,02 %. Noch 84 und 84.",
    "it": "Il piano vale «380 miliardi» di yuan.",
    "leer": "",
}
ROWS = [
    (
        {"source": "de", "quote": "mindestens 380 Mrd. Yuan", "as_printed": "380\u00a0Mrd. Yuan"},
        {"state": "found", "tier": "exact", "found_start": 6, "found_end": 30, "places": 1}
        | {"printed_places": 1, "printed_tier": "whitespace"}
        | {"printed_start": 17, "printed_end": 30},
    ),
    (
        {"source": "de", "quote": "Kurs -2,02 %", "as_printed": "2,02"},
        {"state": "found", "tier": "typography", "found_text": "Kurs −2,02 %"}
        | {"printed_places": 1, "printed_start": 58, "printed_end": 62},
    ),
    (
        {"source": "de", "quote": "Noch 84 und 84", "as_printed": "84"},
        {"state": "found", "printed_places": 2, "printed_tier": "exact", "printed_start": None},
    ),
    (
        {"source": "de", "quote": "mindestens 380 Mrd.", "as_printed": "38"},
        {"state": "found", "printed_places": 0, "printed_tier": None, "printed_start": None},
    ),
    (
        {"source": "de", "quote": "84", "char_start": 5, "char_end": 7},
        {"state": "ambiguous", "places": 2, "place_starts": (71, 78), "found_start": None}
        | {"given_start": 5, "given_end": 7},
    ),
    (
        {"source": "de", "quote": "53 Mrd.", "char_start": 30, "char_end": 37},
        {"state": "shifted", "found_start": 32, "given_start": 30},
    ),
    (
        {"source": "de", "quote": '"380 miliardi" di yuan', "as_printed": "380 miliardi"},
        {"state": "elsewhere", "elsewhere": ("it",), "printed_places": 1, "printed_start": None},
    ),
    (
        {"source": "de", "quote": "mindestens 38 Mrd. Yuan"},
        {"state": "missing", "nearest": "mindestens 380 Mrd. Yuan", "nearest_start": 6}
        | {"differs": "the quote says '38', the source says '380'", "elsewhere": ()},
    ),
    (
        {"source": "nirgends", "quote": "Il piano vale", "as_printed": "piano"}
        | {"char_start": 3, "char_end": 9},
        {"source": "nirgends", "state": "no_source", "elsewhere": ("it",), "places": 0}
        | {"printed_places": 1, "printed_tier": "exact", "given_start": 3, "given_end": 9},
    ),
    ({"source": "de", "quote": "84", "char_start": 78}, {"state": "found", "found_start": 78}),
    (
        {"source": "de", "quote": "84", "char_end": 73},
        {"source": "de", "state": "found", "found_start": 71, "given_start": None, "given_end": 73},
    ),
    ({"source": None, "quote": "Il piano vale"}, {"state": "no_source", "source": None}),
    ({"source": "leer", "quote": "irgendwas"}, {"state": "missing", "nearest": None}),
]


@pytest.mark.parametrize(("fact", "expected"), ROWS)
def test_the_row_of_a_fact_says_where_its_quote_and_its_number_stand(
    fact: dict[str, object], expected: dict[str, object]
) -> None:
    searchable = {name: Searchable(text) for name, text in SOURCES.items()}
    (row,) = anchor_all([{"_row": 7} | fact], searchable)
    assert row._row == 7
    assert {name: getattr(row, name) for name in expected} == expected


def test_facts_without_a_quote_have_no_row_and_the_others_keep_their_order() -> None:
    facts = [{"_row": n, "source": "it", "quote": q} for n, q in enumerate(["x", None, "y", ""])]
    facts += [{"_row": n, "source": name, "quote": "y"} for n, name in enumerate(["de", "it"], 4)]
    rows = list(anchor_all(facts, {"it": Searchable("y")}))
    assert [(row._row, row.state) for row in rows] == [
        *((0, "missing"), (2, "found"), (4, "no_source"), (5, "found")),
    ]


def test_every_column_is_told_and_in_the_order_of_the_row() -> None:
    assert [field.name for field in fields(AnchorRow)] == list(COLUMNS)
    assert len(AnchorRow(1, "a", "missing").values()) == len(COLUMNS)


# -- speed -----------------------------------------------------------------------------------------


def test_a_quote_of_5000_characters_is_looked_for_in_ten_megabytes_within_seconds() -> None:
    line = "Im Jahr 2025 sind es {} Milliarden Yuan für die Cloud-\nInfrastruktur „und mehr“.\n"
    text = Searchable("".join(line.format(n) for n in range(110_000)))
    assert len(text.text) > 9_000_000
    start = text.text.index("sind es 100000 ")
    quote = " ".join(text.text[start : start + 5_000].split())
    began = time.process_time()
    assert anchor(quote, text).start == start
    wrong = anchor(quote.replace("100007", "10007"), text)
    assert wrong.nearest is not None
    assert wrong.nearest.differs == "the quote says '10007', the source says '100007'"
    assert time.process_time() - began < 30


@pytest.mark.parametrize(
    "text", ["a" * 2_000_000, "a " * 1_000_000, "\n" * 2_000_000, "1" * 3 * 10**6]
)
def test_a_text_made_to_be_slow_is_not(text: str) -> None:
    searchable = Searchable(text)
    began = time.process_time()
    for quote in ("a", "a a", "b" * 5_000, "11", "a a b a", "a " * 2_000 + "c"):
        anchor(quote, searchable)
    assert time.process_time() - began < 15
