"""Texts in several languages: {"de": "…", "en": "…"}; German is always there."""

from collections.abc import Mapping

Texts = Mapping[str, str]
MAIN_LANGUAGE = "de"


def say(texts: Texts, language: str | None = None) -> str:
    """The text in this language, or in German where it is missing."""
    return texts.get(language or MAIN_LANGUAGE) or texts.get(MAIN_LANGUAGE, "")
