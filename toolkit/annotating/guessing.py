"""Which language a text is written in: a guess by its signs or its commonest words, or none."""

from __future__ import annotations

import re
from collections import Counter

# The commonest words of each language that none of the others has.
_WORDS = {
    "de": "der die das und ist nicht mit sich auf für von dem des auch werden wird bei nach zum zur"
    " über aus hat sind dass wie wurde um im ein eine einen",
    "en": "the of and to is that for was with are this has have been will from which by its were"
    " would their after said more than",
    "es": "el los las del que por para una con su se como más pero sus según este esta fue han años"
    " desde entre también muy hasta y",
    "fr": "le les des et du est dans pour qui sur par au une pas plus ce avec sont aux cette ses"
    " été selon mais ont leur",
    "it": "il di che è per della gli nel con del dei alla sono anche più si dal nella questo delle"
    " ha lo ed degli stato tra",
}
_KANA = re.compile(r"[\u3041-\u30ff]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_FEWEST_HAN = 40
_SIGNS = 0.2  # of all letters: so many are Chinese or Japanese, in a text that is written in it
_MOST = 200_000  # characters looked at
_FEWEST = 8  # such words in all
_ALONE = 4  # the same where no other language has any: of a note of two sentences
_AHEAD = 2  # how many times as often as those of the next language


def guess(text: str) -> str | None:
    """The language whose commonest words stand there clearly most often; None where none does."""
    text = text[:_MOST]
    kana, han = len(_KANA.findall(text)), len(_HAN.findall(text))
    if kana + han >= _SIGNS * len(re.findall(r"[^\W\d_]", text)):
        if kana >= _ALONE and 10 * kana >= han:
            return "ja"
        if han >= _FEWEST_HAN:  # a headline without kana may be Japanese all the same
            return "zh"
    words = Counter(re.findall(r"[^\W\d_]+", text.casefold()))
    found = {
        language: sum(words[word] for word in listed.split()) for language, listed in _WORDS.items()
    }
    (best, most), (_, second) = sorted(found.items(), key=lambda one: (-one[1], one[0]))[:2]
    fewest = _FEWEST if second else _ALONE
    return best if most >= fewest and most >= _AHEAD * second else None
