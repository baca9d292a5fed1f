"""What people type or read: numbers (N), words (S T U), days (D), texts to read (X), results (*)."""

import re
from dataclasses import replace

from django.utils.translation import gettext as _

from participation.surveys.document.questionnaire import LONGEST_TEXT, Limits, QQuestion, Type
from participation.surveys.interchange.limesurvey.cells import Cell
from participation.surveys.interchange.limesurvey.making import Making
from participation.surveys.texts import Texts, say

DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)( .*)?\Z")
YEAR = re.compile(r"\d{4}\Z")
# LimeSurvey keeps ten decimals; our forms offer four.
MOST_DECIMALS = 4


# -- numbers ---------------------------------------------------------------------------------------
def number(making: Making) -> list[QQuestion]:
    """N: a number."""
    return [_number(making)]


def _number(making: Making) -> QQuestion:
    making.cell(making.names.whole(), Cell(making.code))
    return making.question(Type.NUMBER, limits=number_limits(making))


def number_limits(making: Making) -> Limits:
    """Bounds, decimals and unit of a number. What stands before a number cannot stand there here."""
    is_whole = making.is_set("num_value_int_only")
    making.drop(
        "prefix",
        _("Vor einer Zahl steht hier nichts; die Einheit steht dahinter."),
        is_serious=False,
    )
    # A smallest value of "0" that nobody typed is a bound like any other: LimeSurvey checks it.
    return Limits(
        min=making.number("min_num_value_n"),
        max=making.number("max_num_value_n"),
        decimals=0 if is_whole else MOST_DECIMALS,
        unit=making.texts("suffix"),
    )


# -- words -----------------------------------------------------------------------------------------
def short_text(making: Making) -> list[QQuestion]:
    """S: a line of words; or only numbers, or a place on a map."""
    making.drop("location_mapservice", _("Ein Ort auf der Karte wird hier nicht gefragt."))
    return _text(making, Type.SHORT_TEXT)


def long_text(making: Making) -> list[QQuestion]:
    """T and U: several lines of words."""
    return _text(making, Type.LONG_TEXT)


def _text(making: Making, kind: Type) -> list[QQuestion]:
    if making.is_set("numbers_only"):
        return [_number(making)]
    making.cell(making.names.whole(), Cell(making.code))
    return [making.question(kind, limits=Limits(max_length=longest(making)))]


def text_of_line(making: Making, code: str, text: Texts) -> QQuestion:
    """One line of several fields for words, or for numbers only."""
    if making.is_set("numbers_only"):
        return making.question(Type.NUMBER, code=code, text=text, limits=number_limits(making))
    limits = Limits(max_length=longest(making))
    return making.question(Type.SHORT_TEXT, code=code, text=text, limits=limits)


def longest(making: Making) -> int | None:
    """How many characters a text may have."""
    most = making.number("maximum_chars")
    if most is None or most < 1:
        return None
    return min(int(most), LONGEST_TEXT)


# -- days ------------------------------------------------------------------------------------------
def day(making: Making) -> list[QQuestion]:
    """D: a day. The time of day is not asked for here."""
    asked_as = making.setting("date_format")
    if re.search(r"[HhMi]:|:[Mi]", asked_as):
        making.drop("date_format", _("Nach der Uhrzeit wird hier nicht gefragt, nur nach dem Tag."))
    making.cell(making.names.whole(), Cell(making.code))
    limits = Limits(
        earliest=_day(making, "date_min", "01-01"), latest=_day(making, "date_max", "12-31")
    )
    return [making.question(Type.DATE, limits=limits)]


def _day(making: Making, name: str, rest_of_year: str) -> str:
    text = making.setting(name).strip()
    if YEAR.match(text):
        return f"{text}-{rest_of_year}"
    if found := DAY.match(text):
        return "-".join(found.groups()[:3])
    making.drop(name, _("Die Grenze wird in LimeSurvey berechnet; hier gilt sie nicht."))
    return ""


# -- without an answer -----------------------------------------------------------------------------
def display(making: Making) -> list[QQuestion]:
    """X: a text to read."""
    text = making.text()
    asked = making.question(Type.DISPLAY, text=text, is_required=False)
    if making.hints:
        return [asked]
    heading, rest = heading_and_rest(text)
    below = {
        language: "\n\n".join(filter(None, (rest.get(language), asked.help.get(language))))
        for language in text
        if rest.get(language) or asked.help.get(language)
    }
    return [replace(asked, text=heading, help=below)]


def heading_and_rest(texts: Texts) -> tuple[dict[str, str], dict[str, str]]:
    """A longer text as its first line and what follows; German decides whether it has several."""
    if "\n" not in say(texts):
        return dict(texts), {}
    parted = {language: text.partition("\n") for language, text in texts.items()}
    heading = {language: parts[0].strip() for language, parts in parted.items()}
    rest = {language: parts[2].strip() for language, parts in parted.items()}
    return heading, {language: text for language, text in rest.items() if text}


def language(making: Making) -> list[QQuestion]:
    """I: which language. Everybody chooses it before the first page, at any time."""
    making.note(
        _("Frage nach der Sprache"),
        _(
            "Sie entfällt: Die Sprache wählen alle auf der ersten Seite; sie steht bei jeder Antwort."
        ),
    )
    return []


def upload(making: Making) -> list[QQuestion]:
    """|: files of people."""
    making.note(
        _("Frage nach einer Datei"),
        _("Dateien werden in Umfragen nicht angenommen; die Frage kommt nicht mit."),
        is_serious=True,
    )
    return []


def unknown(making: Making) -> list[QQuestion]:
    """A type that no version known to us writes."""
    making.note(
        _("Fragetyp"),
        _("Diesen Fragetyp gibt es hier nicht; die Frage kommt nicht mit."),
        source=making.source.type,
        is_serious=True,
    )
    return []
