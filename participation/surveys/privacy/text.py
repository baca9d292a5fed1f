"""A privacy text made of how the survey is really set up, for the office to take over and edit.

What is stored is read off the columns of the database: each has its words here, and a test fails
for a column without. The frame around them stands in templates/surveys/privacy_text/.
"""

from datetime import date
from typing import Any

from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.translation import override

from participation.surveys.document.questionnaire import Type
from participation.surveys.models import Survey
from participation.surveys.privacy.findings import kept_until
from participation.surveys.privacy.promises import READ_LANGUAGES
from participation.surveys.texts import Texts, in_order, language_of
from smartregion.core.richtext import clean
from smartregion.county.models import County

# What a response holds, column by column, as it is said to those who give it.
STORED: dict[str, Texts] = {
    "answers": {
        "de": "Ihre Antworten",
        "de-easy": "Ihre Antworten",
        "en": "your answers",
    },
    # The columns that answers are counted from are the same answers once more.
    "packed": {
        "de": "dieselben Antworten noch einmal in Spalten, um schneller zu zählen",
        "de-easy": "Ihre Antworten noch einmal in einer Liste zum Zählen",
        "en": "the same answers once more in columns, to count them faster",
    },
    "id": {
        "de": "eine zufällige Nummer, die zu niemandem führt",
        "de-easy": "eine Nummer aus dem Zufall",
        "en": "a random number that leads to nobody",
    },
    "version": {
        "de": "welche Fassung des Fragebogens Sie beantwortet haben",
        "de-easy": "welchen Frage-Bogen Sie hatten",
        "en": "which version of the questionnaire you answered",
    },
    "language": {
        "de": "in welcher Sprache Sie geantwortet haben",
        "de-easy": "in welcher Sprache Sie geantwortet haben",
        "en": "the language in which you answered",
    },
    "origin": {
        "de": "ob Sie online oder auf Papier geantwortet haben",
        "de-easy": "ob Sie am Computer oder auf Papier geantwortet haben",
        "en": "whether you answered online or on paper",
    },
    "submitted_on": {
        "de": "den Tag der Abgabe, aber keine Uhrzeit",
        "de-easy": "den Tag. Aber keine Uhr-Zeit",
        "en": "the day of submission, but no time of day",
    },
    "suspicions": {
        "de": "ob etwas darauf hindeutet, dass ein Programm geantwortet hat",
        "de-easy": "ob vielleicht ein Computer-Programm geantwortet hat",
        "en": "whether anything suggests that a program answered",
    },
    "receipt_hash": {
        "de": "eine Prüfsumme Ihres Beleg-Codes; den Code selbst speichern wir nicht",
        "de-easy": "eine geheime Zahl zu Ihrem Beleg-Code. Den Code selbst speichern wir nicht",
        "en": "a checksum of your receipt code; the code itself is not stored",
    },
}


def privacy_text(survey: Survey, language: str) -> str:
    """The text in one of the languages that the product can write itself."""
    tag = language_of(language).tag
    with override(tag):
        context = {
            "survey": survey,
            "county": County.objects.first(),
            "stored": [words[language] for words in STORED.values()],
            **{name: _day(day) for name, day in kept_until(survey).items()},
            "closes_on": _day(survey.closes_at),
            "has_free_text": survey.questions.filter(type=Type.LONG_TEXT).exists(),
        }
        return clean(render_to_string(f"surveys/privacy_text/{language}.html", context)).strip()


def privacy_texts(survey: Survey) -> dict[str, str]:
    """In those languages of the survey in which the product can write it."""
    languages = [each for each in in_order(survey.languages) if each in READ_LANGUAGES]
    return {language: privacy_text(survey, language) for language in languages}


def _day(day: date | Any) -> str:
    return date_format(day, "DATE_FORMAT")
