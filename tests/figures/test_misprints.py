"""Sentences with a token left out, or a space too many or too few: what is read otherwise then.

python tests/figures/test_misprints.py     writes anew what is read, for a look at what a change did

The sentences are those of in_full and some of elided. Beneath each stand its misprints that change
a reading: the token at fault behind `−` (left out), `␣` (set apart) or `+` (run on), then what is
read that was not read before, and behind `/` what is read no more. Nobody has judged each: the
lists are there to show, in a diff, how far a change of the grammar reaches.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from toolkit.figures import Figure, read_figures
from toolkit.figures.tokens import Passage

SENTENCES = Path(__file__).parent / "in_full"
LEANING, EACH = Path(__file__).parent / "elided", 8
FOLDER = Path(__file__).parent / "misprints"
LANGUAGES = sorted(path.stem for path in SENTENCES.glob("*.txt"))


def told(figure: Figure) -> str:
    """A figure and all that is known of it, but for where it stands."""
    said = figure.as_json()
    named = {name: said[name] for name in said if name not in ("start", "end", "printed", "kind")}
    kind = "" if figure.kind == "quantity" else f" {figure.kind}"
    return f"{figure.printed}{kind} {' '.join(f'{k}={v}' for k, v in named.items())}".strip()


def misprints(text: str) -> Iterator[tuple[str, str]]:
    """What is at fault, and the text with it."""
    p = Passage(text, 0)
    for i in range(p.size):
        before, after = text[: p.start[i]], text[p.end[i] :]
        yield f"−{p.word[i]}", before + after
        if p.glued(i):
            yield f"␣{p.word[i]}", f"{before} {p.word[i]}{after}"
        elif i:
            yield f"+{p.word[i]}", before.rstrip() + p.word[i] + after


def sentences(language: str) -> Iterator[str]:
    for line in (SENTENCES / f"{language}.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("  "):
            yield line
    for line in (LEANING / f"{language}.txt").read_text(encoding="utf-8").splitlines()[::EACH]:
        yield line.partition(" ||")[0]


def listed(language: str) -> str:
    """Every sentence of a language with its misprints beneath it."""
    lines = []
    for sentence in sentences(language):
        lines.append(sentence)
        sound = sentence.replace("⏎", "\n")
        right = [told(figure) for figure in read_figures(sound, language)]
        for fault, text in misprints(sound):
            read = [told(figure) for figure in read_figures(text, language)]
            if read != right:
                fresh = "; ".join(each for each in read if each not in right)
                gone = "; ".join(each.split(" ")[0] for each in right if each not in read)
                lines.append(f"  {fault} | {fresh}{' / ' * bool(gone)}{gone}")
    return "".join(f"{line}\n" for line in lines)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_misprint_changes_what_is_listed(language: str) -> None:
    known = (FOLDER / f"{language}.txt").read_text(encoding="utf-8")
    assert listed(language) == known


if __name__ == "__main__":
    for each in LANGUAGES:
        (FOLDER / f"{each}.txt").write_text(listed(each), encoding="utf-8")
