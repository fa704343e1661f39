"""Words by which a sentence leaves out what a number is of: the fields a language tells them in."""

from __future__ import annotations

from toolkit.figures.languages.tables import table

Words = str

OTHER_WORDS = frozenset(("won", "mark", "real"))
"""Names of currencies that are other words too: "it won 4 million users"."""


@table
class Leaving:
    """One language's words around a bare number that repeats the unit or noun of another.

    Each is a list parted by `|`; a field that says beginnings holds beginnings of words, short
    ones and those with a "!" at the end being whole words.
    """

    money_nouns: Words = ""
    """Beginnings of nouns that are money wherever a sum of it is: savings, Schulden, ricavi."""
    money_endings: Words = ""
    """Endings of such nouns, in compounding languages: -umsatz."""
    large_money_nouns: Words = ""
    """Beginnings of nouns that are money by the billion, maybe counted by the million: orders."""
    givers: Words = ""
    """Beginnings of words for those money comes from: "320 millions de ses actionnaires"."""
    recalling: Words = ""
    """Words near a number that compare it with the one before: previously, contro, zuvor."""
    only: Words = ""
    """Adverbs between "and" and the second of two numbers: only, seulement."""
    purposes: Words = ""
    """Prepositions after both numbers of a pair: for the leader, for the runner-up."""
    others_before: Words = ""
    """Directly before a number of more of the same: another, weitere, altri."""
    amounting: Words = ""
    """Adjectives that lead a noun to how much it is: "un aumento pari a 1,5 miliardi"."""
    whole_things: Words = ""
    """Nouns of which no part is meant before `out_of`: "une option sur 20 autres"."""
    others_after: Words = ""
    """Directly after one: more, autres, más."""
    wholes: Words = ""
    """Before a count of which a later bare number is a part: "of the 740 stores, 62 will close"."""
    parts: Words = ""
    """Before such a part: of which, dont, davon."""
    contributing: Words = ""
    """Beginnings of verbs of adding and taking away points: contributed, abgezogen."""
    rising_by: Words = ""
    """Openers of a range after a verb of change: "progresser de 1 à 2 %"."""
    traded: Words = ""
    """Beginnings of words for what a share costs, which is no sum of millions: trades, notiert."""
    targets: Words = ""
    """Beginnings of words for a price to come: target, Kursziel."""
    pronouns: Words = ""
    """What stands for the subject before, with another owner: "y la del IRPF", quella di."""
    copulas: Words = ""
    """Words of being beside a number of what was counted just before: "it was 1.9 million"."""
    holding: Words = ""
    """Verbs of keeping what was counted before: owns, detiene."""
    forecasts: Words = ""
    """Beginnings of nouns for what is expected: forecast, previsión; they are moved from A to B."""
    rate_endings: Words = ""
    """Endings of words for what is measured in percent, in compounding languages: -quote."""
    remaining: Words = ""
    """Beside a number that makes a hundred of the percent before it: the remaining 60."""
    now: Words = ""
    """Beside the first number of a change: "von derzeit 37 auf 65", "dagli attuali 37"."""
    parts_after: Words = ""
    """Directly after a number that is a part of the count before it: "eight of which"."""
    borders: Words = ""
    """Words that open another clause: while, as, mientras."""
    unnaming: Words = ""
    """Verbs and adverbs beside a number compared with another: they name no subject."""
    owners: Words = ""
    """Between "of" and a noun where the noun owns or gives the money: his, their, the."""
