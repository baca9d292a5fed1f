"""Search in texts, the same on every database: without regard to case, umlauts and accents.

"fähre", "FAEHRE" and "Fahre" all find "Fähre". Databases differ here (SQLite folds only the letters
of ASCII), so it is done in Python.
"""

import unicodedata

SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "æ": "ae"})


def folded(text: str) -> tuple[str, str]:
    """Two readings of a text: umlauts as their bare letter, and spelt out."""
    # Composed first, so that an umlaut typed as letter and sign is spelt out, too.
    small = " ".join(unicodedata.normalize("NFC", text).casefold().split())
    return _bare(small), _bare(small.translate(SPELT_OUT))


def _bare(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


class Search:
    """Words that all have to stand in a text; in quotation marks they have to stand together."""

    def __init__(self, words: str) -> None:
        self._wanted = [folded(each) for each in _phrases(words)]

    def __bool__(self) -> bool:
        return bool(self._wanted)

    def finds(self, text: tuple[str, str]) -> bool:
        """Whether a folded text holds every word, in the same reading as it was typed."""
        return all(bare in text[0] or spelt in text[1] for bare, spelt in self._wanted)


def _phrases(words: str) -> list[str]:
    for mark in "„“”«»":
        words = words.replace(mark, '"')
    found: list[str] = []
    for place, part in enumerate(words.split('"')):
        # Every second part stood in quotation marks.
        found += [part] if place % 2 else part.split()
    return [each for each in found if each.strip()]
