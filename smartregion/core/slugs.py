"""Readable addresses from German words."""

from django.utils.text import slugify

UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def german_slug(words: str, *, length: int = 60) -> str:
    """ "Mobilität & Straße" becomes "mobilitaet-strasse"."""
    return slugify(words.lower().translate(UMLAUTS))[:length].strip("-")
