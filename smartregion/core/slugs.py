"""Readable addresses from German words."""

from collections.abc import Iterable
from itertools import count

from django.utils.text import slugify

UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def german_slug(words: str, *, length: int = 60) -> str:
    """ "Mobilität & Straße" becomes "mobilitaet-strasse"."""
    return slugify(words.lower().translate(UMLAUTS))[:length].strip("-")


def free_slug(words: str, *, taken: Iterable[str], otherwise: str, length: int = 60) -> str:
    """The slug of these words, or the first of slug-2, slug-3 … that is not taken.

    ``otherwise`` is what words without a single letter or digit become.
    """
    slug, used = german_slug(words, length=length) or otherwise, set(taken)
    if slug not in used:
        return slug
    return next(free for number in count(2) if (free := f"{slug}-{number}") not in used)
