"""Fractions, multiples, collective numerals and vague amounts."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction

from toolkit.figures.calendar import year_tail
from toolkit.figures.draft import Draft, label
from toolkit.figures.lexicon import Lexicon
from toolkit.figures.numbers import read_number, scale_at, shift, value_of
from toolkit.figures.tokens import Passage
from toolkit.figures.units import unit_after


def _fraction(p: Passage, first: int, end: int, top: int, bottom: int) -> Draft | None:
    if not 0 < top < bottom:
        return None
    part = Fraction(top, bottom)
    draft = label(p, first, end, "quantity")
    draft.value = (
        (Decimal(part.numerator) / Decimal(part.denominator))
        .quantize(Decimal("0.0001"), ROUND_HALF_EVEN)
        .normalize()
    )
    draft.fraction, draft.unit = f"{top}/{bottom}", "multiple"
    return draft


def _of_a_scale(
    p: Passage, first: int, end: int, top: int, bottom: int, lex: Lexicon
) -> Draft | None:
    """ "a quarter of a million", "drei Viertel einer Milliarde Euro": one amount."""
    linked = p.folded(end) in lex.of_the_one
    k = end + linked
    if p.folded(k) in lex.one:
        k += 1
    elif not (linked and p.folded(k) in lex.singular_scales and lex.table.definite_scales):
        return None
    scale = scale_at(p, k, lex) if k < p.size and bottom in (2, 4, 5, 10) else None
    if scale is None or p.low[k] not in lex.table.scales or scale[1] < 6:
        return None
    unit = unit_after(p, scale[0], lex, linked=True)
    last = unit.end if unit and unit.kind == "currency" else scale[0]
    draft = label(p, first, last, "quantity")
    part = Decimal(top) / Decimal(bottom)
    draft.value, draft.power = shift(part, scale[1]), scale[1]
    draft.decimals = -int(part.as_tuple().exponent) - scale[1]
    if unit and last > scale[0]:
        draft.unit, draft.candidates = unit.unit, unit.candidates
    return draft


_COMMON = frozenset(map(Decimal, (2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 30, 50, 100)))


def fraction_at(p: Passage, i: int, lex: Lexicon) -> Draft | None:
    """ "ein Drittel", "two-thirds", "a quarter of", "half", "three in ten", "jeder fünfte"."""
    low = p.low[i]
    table = lex.table
    if low in lex.halves and not p.hyphen(i + 1) and not p.hyphen(i):
        return _half(p, i, lex)
    every = lex.every.at(p, i)
    if every and not (p.low[i] not in lex.one and p.folded(i - 1) in lex.ratio_words):
        j = every[0]
        n = table.ordinals.get(p.folded(j))
        if n is None and table.every_number:
            number = (
                read_number(p, j, lex)
                if j < p.size and (p.is_number(j) or lex.number_ops(p.low[j]))
                else None
            )
            n = int(number.value) if number and number.value < 10**6 else None
            j = number.end - 1 if number else j
        if n and n > 1:
            return _fraction(p, i, j + 1, 1, n)
    top: int | None = None
    j = i + 1
    if low in lex.one:
        top = 1
    elif p.is_number(i) or lex.number_ops(low):
        number = read_number(p, i, lex, joined=False)
        if number and not number.power and number.decimals == 0 and number.value < 1000:
            top, j = int(number.value), number.end
    bare = lex.parts.at(p, i) if top is None else None
    named = bare is not None and p.folded(i - 1) in lex.definite and bare[1] in (3, 4, 5, 10)
    if bare and named and lex.part_noun & set(p.low[i : bare[0]]):
        return _fraction(p, i, bare[0], 1, bare[1])
    if top is None:
        return None
    k = j + 1 if p.hyphen(j) else j
    part = lex.parts.at(p, k)
    if part and part[1] > top:
        end = part[0]
        following = p.folded(end)
        plural = top > 1
        sure = (
            table.parts_are_sure
            or (part[1] == 3 and plural)
            or following in lex.of_words
            or following in lex.after_part
            or (part[1] == 3 and lex.table.third_is_part)
            or end >= p.size
            or end > k + 1
        )
        if part[1] == 4 and plural and lex.part_stops and following != "of" and not p.hyphen(j):
            sure = following in lex.of_words - lex.part_stops
        if p.hyphen(end) and table.part_modifies:
            sure = False
        if not plural and p.low[k] in lex.doubtful_parts:
            sure = following in lex.of_words | lex.after_part
        if part[1] == 4 and p.folded(end) in lex.not_parts:
            sure = False
        if sure and following not in lex.half_point_words():
            return _of_a_scale(p, i, end, top, part[1], lex) or _fraction(p, i, end, top, part[1])
        return None
    if (
        (top == 1 or p.is_word(j))
        and lex.table.part_of_noun
        and (p.is_word(j) or p.is_sign(j, "'’"))
        and not lex.out_of.at(p, j)
    ):
        noun = j + 1 if p.is_sign(j, "'’") else j
        counts = lex.units.at(p, noun) is None and p.low[noun] not in lex.point_words
        if lex.out_of.at(p, noun + 1) and counts:
            j = noun + 1
    out = lex.out_of.at(p, j)
    if out and out[0] < p.size and (p.is_number(out[0]) or lex.number_ops(p.low[out[0]])):
        if low in lex.one and lex.one_in and low not in lex.one_in:
            return None
        bottom = read_number(p, out[0], lex, joined=False)
        if bottom and not bottom.power and bottom.decimals == 0 and top < bottom.value <= 1000:
            if p.is_number(i) and (len(p.word[i]) == 4 or bottom.value > 100):
                return None
            following = p.folded(bottom.end)
            if not table.part_of_rate and (
                lex.time_units.at(p, bottom.end)
                or unit_after(p, bottom.end, lex)
                or scale_at(p, bottom.end, lex)
            ):
                return None
            if p.low[j] in lex.round_out_of and bottom.value not in _COMMON:
                return None
            if p.low[j] in lex.span_out_of and (
                lex.months.get(following) or following in ("bis", "auf")
            ):
                return None
            return _fraction(p, i, bottom.end, top, int(bottom.value))
    return None


def _half(p: Passage, i: int, lex: Lexicon) -> Draft | None:
    """Hälfte, metà; English "half" unless it is an adjective or a time."""
    before = p.folded(i - 1)
    if year_tail(p, i + 1, lex) > i + 1:
        return None
    following, later = p.folded(i + 1), p.folded(i + 2)
    if before in lex.half_not_after or following in lex.half_times or following in lex.months:
        return None
    if lex.table.half_modifies:
        if before == "and" and following != "of" or (before in lex.one and following == "a"):
            return None
        whole = following in lex.of_words | lex.half_whole
        return _fraction(p, i, i + 1, 1, 2) if whole or i + 1 >= p.size else None
    if later in lex.half_of_times:
        return None
    if lex.half_led:
        dated = before in lex.half_led and following not in ("di", "del", "della", "dei")
        if dated or p.is_number(i + 1) or later in lex.months:
            return None
    return _fraction(p, i, i + 1, 1, 2)


def vulgar_fraction(p: Passage, i: int, lex: Lexicon) -> Draft | None:
    """A printed ½ or 2/3 that stands alone."""
    from toolkit.figures.numbers import VULGAR_VALUES

    if p.word[i] in VULGAR_VALUES:
        top, bottom = VULGAR_VALUES[p.word[i]][2].split("/")
        return _fraction(p, i, i + 1, int(top), int(bottom))
    if p.is_sign(i + 1, "/") and p.glued(i + 1) and p.glued(i + 2) and p.is_number(i + 2):
        one, two = p.word[i], p.word[i + 2]
        if (
            one.isdigit()
            and two.isdigit()
            and len(one) == 1
            and len(two) <= 2
            and 0 < int(one) < int(two) <= 20
        ):
            return _fraction(p, i, i + 3, int(one), int(two))
    return None


def multiple_at(p: Passage, i: int, lex: Lexicon) -> Draft | None:
    """doubled, halbiert, "redujo a la mitad", dreimal, zehnfach, tenfold."""
    found = lex.multiples.at(p, i)
    if found:
        end, (value, direction) = found
        first = i
        if p.low[i] == "to":
            first = i + 1
        noun = i + 2 if p.hyphen(i + 1) else i + 1
        if lex.vague_digits.at(p, i) or p.folded(noun) in lex.multiple_nouns or p.hyphen(i):
            return None
        if lex.table.titles_are_capital and p.capital(i) and p.capital(i - 1):
            return None
        beside = p.folded(i - 1) in lex.multiplying or p.folded(end) in lex.multiplied
        if not direction and p.low[i] in lex.multiple_adjectives and not beside:
            return None
        draft = label(p, first, end, "quantity")
        draft.value, draft.unit, draft.direction = Decimal(value), "multiple", direction or None
        draft.decimals = len(value.partition(".")[2])
        return draft
    if lex.times_suffix and p.low[i].endswith(lex.times_suffix) and len(p.low[i]) > 6:
        ops = lex.number_ops(p.low[i].removesuffix(lex.times_suffix))
        read = value_of(ops) if ops else None
        if read:
            return _times(p, i, i + 1, read[0], 0)
    compound = lex.ending_of(p.low[i])
    if compound and compound[1] == "times":
        if compound[0] == (("special", 0),):
            return None
        read = value_of(compound[0])
        if read and read[0] > 1:
            return _times(p, i, i + 1, read[0], read[1])
    return None


def _times(p: Passage, first: int, end: int, value: Decimal, decimals: int) -> Draft:
    draft = label(p, first, end, "quantity")
    draft.value, draft.decimals, draft.unit = value, decimals, "multiple"
    return draft


def collective_at(p: Passage, i: int, lex: Lexicon) -> Draft | None:
    """ "a dozen", "two dozen", "una decina", "un centinaio di milioni di euro"."""
    table = lex.table
    j, top, about = i, Decimal(1), True
    if p.folded(j) in lex.half and p.folded(j + 1) in lex.one | set(table.collectives):
        top, j = Decimal("0.5"), j + 1
        if p.folded(j) in lex.one:
            j += 1
    elif p.low[j] in lex.one:
        j += 1
        if p.folded(j) in ("halbes", "gutes", "knappes", "good", "bonne", "buena"):
            if p.low[j] == "halbes":
                top = Decimal("0.5")
            j += 1
    elif p.is_number(i) or lex.number_ops(p.low[i]):
        number = read_number(p, i, lex, joined=False)
        if number is None or number.power or number.decimals:
            return None
        top, j, about = number.value, number.end, False
    word = p.folded(j)
    if word not in table.collectives:
        if not about and word in lex.collectives_exact and word not in table.collectives:
            return _collective(p, i, j + 1, top * 12, 0, False, lex)
        return None
    value, decimals = table.collectives[word]
    if word in ("score", "quinzaine", "quincena", "quindicina") and (
        (about and j == i) or (word == "score" and about)
    ):
        return None
    return _collective(p, i, j + 1, top * value, decimals, about, lex)


def _collective(
    p: Passage, first: int, end: int, value: Decimal, decimals: int, about: bool, lex: Lexicon
) -> Draft:
    power = 0
    k = end
    if p.folded(k) in lex.linkers:
        k += 1
        if p.is_sign(k, "'’"):
            k += 1
    scale = scale_at(p, k, lex) if k < p.size else None
    if scale:
        end, power = scale[0], scale[1]
        value, decimals = shift(value, power), decimals - power
    unit = unit_after(p, end, lex, linked=True)
    draft = label(
        p,
        first,
        unit.end if unit and unit.kind in ("currency", "cent", "percent") else end,
        "quantity",
    )
    draft.value, draft.decimals, draft.power = value, decimals, power
    if unit and unit.kind in ("currency", "percent"):
        draft.unit, draft.candidates = unit.unit, unit.candidates
    if about and value < 10**5:
        draft.qualifier = "about"
    return draft


def vague_at(p: Passage, i: int, lex: Lexicon) -> Draft | None:
    """ "several hundred million dollars", "Hunderte Millionen", "mid-single-digit"."""
    draft = _vague_digits(p, i, lex)
    if draft:
        return draft
    if lex.sized and lex.sized.match(p.low[i]) and p.capital(i):
        return _sized(p, i, i + 1)
    few = lex.vague_few.at(p, i)
    j = few[0] if few else i
    first_many = j
    seen = False
    while j < p.size:
        low = p.low[j]
        linker = low in lex.linkers and seen
        k = j
        if linker:
            k += 1
            if p.is_sign(k, "'’"):
                k += 1
        word = p.folded(k)
        ops = lex.number_ops(word) if few and not linker else None
        small = ops is not None and ops in ((("hundred", 0),), (("add", 10),), (("add", 100),))
        plural = word in lex.vague_many
        scale = scale_at(p, k, lex) if k < p.size and p.is_word(k) and len(p.word[k]) > 1 else None
        collective = word in lex.table.collectives and few is not None
        if not (
            small
            or plural
            or collective
            or (scale and (seen or few))
            or (word in lex.lone_scales and few)
        ):
            break
        if not few and not seen and not plural:
            break
        j = scale[0] if scale else k + 1
        seen = True
    if not seen or (few is None and j == first_many):
        return None
    if not few and p.hyphen(j):
        if lex.table.nouns_are_capital and lex.units.at(p, j + 1) is None:
            return _sized(p, i, j)
        return None
    unit = unit_after(p, j, lex, linked=True)
    end = unit.end if unit and unit.kind in ("currency", "cent", "percent") else j
    if unit and not few and p.is_number(end):
        return None
    draft = label(p, i, end, "quantity")
    draft.vague = True
    if unit and end > j:
        draft.unit, draft.candidates = unit.unit, unit.candidates
    return draft


def _sized(p: Passage, first: int, end: int) -> Draft:
    """ "Milliarden-Loch", "Milliardenloch": only the size is said."""
    draft = label(p, first, end, "quantity")
    draft.vague, draft.after = True, end
    return draft


def _vague_digits(p: Passage, i: int, lex: Lexicon) -> Draft | None:
    j = i
    while p.folded(j) in lex.vague_shades and j < i + 3:
        j += 1
        if p.hyphen(j) or (p.folded(j) in ("to", "bis") and p.folded(j + 1) in lex.vague_shades):
            j += 1
    if j >= p.size:
        return None
    end: int | None = None
    if lex.table.compounds_nouns:
        compound = lex.ending_of(p.low[j])
        if compound and compound[1] == "vague":
            end = j + 1
            if p.folded(end) in ("bis",):
                later = lex.ending_of(p.folded(end + 1))
                if later and later[1] == "vague":
                    end += 2
    else:
        phrase = lex.vague_digits.at(p, j)
        end = phrase[0] if phrase else None
    if end is None:
        return None
    draft = label(p, i, end, "quantity")
    draft.vague = True
    noun = lex.vague_scales.at(p, end + 1 if p.hyphen(end) else end)
    if noun is None and lex.table.compounds_nouns and p.folded(end) in lex.vague_shades:
        noun = lex.vague_scales.at(p, end + 1)
    if noun:
        draft.unit = noun[1] or None
        draft.end = noun[0]
        if (
            p.hyphen(noun[0])
            and p.capital(noun[0] + 1)
            and p.low[noun[0] + 1] in ("betrag", "bereich", "höhe", "summe")
        ):
            draft.end = noun[0] + 2
    scale = scale_at(p, draft.end, lex)
    if scale is None and draft.end > end and lex.table.compounds_nouns:
        scale = scale_at(p, draft.end - 1, lex)
    if scale and len(p.word[scale[0] - 1]) > 1:
        draft.end = scale[0]
    unit = unit_after(p, draft.end, lex, linked=True)
    if unit and unit.kind in ("currency", "percent"):
        draft.unit, draft.candidates, draft.end = unit.unit, unit.candidates, unit.end
    draft.stop, draft.after = p.end[draft.end - 1], draft.end
    return draft


def half_of_a_point(p: Passage, i: int, lex: Lexicon) -> Draft | None:
    """ "half a point", "a quarter point", "mezzo punto", "ein halbes Prozent"."""
    j, article = i, False
    if p.low[j] in lex.one:
        j, article = j + 1, True
        if p.hyphen(j):
            return None
    whole = lex.table.parts_of_point.get(p.folded(j))
    if whole:
        draft = label(p, i, j + 1, "quantity")
        draft.value, draft.decimals = Decimal(whole), len(whole) - 2
        draft.unit = "percentage_point"
        return draft
    value: str | None = None
    if p.folded(j) in lex.half:
        value = "0.5"
    elif p.folded(j) in ("quarter", "quarto", "quart", "cuarto", "viertel") or p.folded(j) in (
        "viertelprozentpunkt",
    ):
        value = "0.25"
    if value is None:
        return None
    k = j + 1
    if p.hyphen(k):
        k += 1
    if p.folded(k) in lex.one:
        k += 1
    if p.folded(k) in ("of", "di", "de") and p.folded(k + 1) in lex.one:
        k += 2
    elif p.folded(k) in ("di", "de"):
        k += 1
    unit = unit_after(p, k, lex) if k < p.size and not p.hyphen(k) else None
    end: int | None = None
    code = "percentage_point"
    if (unit and unit.kind in ("percent", "points")) or (
        unit and unit.kind == "currency" and value == "0.5"
    ):
        end, code = unit.end, unit.code
    else:
        point = lex.points.at(p, k)
        if point:
            end = point[0]
    if end is None:
        return None
    first = (
        j
        if article and value == "0.25" and end == k + 1 and k <= j + 2 and lex.table.article_apart
        else i
    )
    draft = label(p, first, end, "quantity")
    draft.value, draft.decimals = Decimal(value), len(value) - 2
    draft.unit = None if "/" in code else code
    return draft
