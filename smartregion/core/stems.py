"""Stems of German words: what "Förderung", "fördern" and "Foerderung" have in common."""

import re
from functools import cache, lru_cache
from typing import Any

WORD = re.compile(r"[^\W_]+")
# Words that stand in every German text; rarity alone would not remove them from a few short ones.
FUNCTION_WORDS = """
    aber alle allem allen aller alles als also am an ander andere anderen auch auf aus bei beim
    bin bis bisher bist bitte bleibt da dabei dadurch dafür damit dann daran das dass dazu dein dem
    den denen denn der deren des deshalb die dies diese diesem diesen dieser dieses doch dort du
    durch eben ein eine einem einen einer eines einfach einmal er es etwas euch euer finde für gab
    ganz geben geht gerade gern gerne gibt gut habe haben hat hatte hatten hier hin ich ihm ihn
    ihnen ihr ihre ihrem ihren ihrer im immer in ins ist ja jede jedem jeden jeder jedes kann kein
    keine keinem keinen keiner können könnte könnten leider lässt machen macht man mal manche mehr
    mein meine meinem meinen meiner mich mir mit muss müssen müsste nach natürlich nein nicht nichts
    noch nun nur nämlich ob oder oft ohne schon sehr sei sein seine seinem seinen seiner seit selbst
    sich sie sind so soll sollen sollte sollten sondern sonst sowie statt um und uns unser unsere
    unserem unseren unter viel viele vielen vom von vor wann war waren warum was weder weil welche
    wenn wer werden wie wieder will wir wird wirklich wo wollen worden wurde wurden wäre wären
    während würde würden zu zum zur zwar zwischen über"""
COMMON = frozenset(FUNCTION_WORDS.split())


def stems_of(text: str) -> list[str]:
    """The words of a text by their stems, each once and in order, without those that every text has."""
    found = (word.casefold() for word in WORD.findall(text))
    return list(dict.fromkeys(stem_of(word) for word in found if word not in COMMON))


@lru_cache(maxsize=50_000)
def stem_of(word: str) -> str:
    """The stem of a word in small letters."""
    return str(_stemmer().stemWord(word))


@cache
def _stemmer() -> Any:
    # Loaded by the few who look for words.
    import snowballstemmer  # type: ignore[import-untyped]  # noqa: PLC0415

    return snowballstemmer.stemmer("german")
