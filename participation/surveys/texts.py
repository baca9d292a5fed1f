"""Texts in several languages: {"de": "…", "de-easy": "…", "uk": "…"}; German is always there.

The questions of a survey come in more languages than the pages around them: the product itself
speaks German and English. Leichte Sprache is a variant of its own with the same codes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

Texts = Mapping[str, str]
MAIN_LANGUAGE = "de"
EASY = "de-easy"
# The languages of buttons, hints and errors.
SPOKEN_BY_US = ("de", "en")


@dataclass(frozen=True)
class Language:
    """A language in which questions can be asked."""

    code: str
    # As people look for it, whatever they read otherwise.
    own_name: str
    name: Any
    is_rtl: bool = False

    @property
    def tag(self) -> str:
        """What browsers and screen readers are told: Leichte Sprache is read out as German."""
        return MAIN_LANGUAGE if self.code == EASY else self.code

    @property
    def attributes(self) -> SafeString:
        """For the element around words in this language."""
        return format_html(' lang="{}" dir="{}"', self.tag, "rtl" if self.is_rtl else "ltr")

    @property
    def surroundings(self) -> str:
        """The language of the page around the words: ours if we speak it, else the reader's."""
        return self.tag if self.tag in SPOKEN_BY_US else get_language() or MAIN_LANGUAGE

    def __str__(self) -> str:
        return str(self.name)


LANGUAGES: Mapping[str, Language] = {
    each.code: each
    for each in (
        Language(MAIN_LANGUAGE, "Deutsch", _("Deutsch")),
        Language(EASY, "Leichte Sprache", _("Leichte Sprache")),
        Language("en", "English", _("Englisch")),
        Language("ar", "العربية", _("Arabisch"), is_rtl=True),
        Language("bg", "Български", _("Bulgarisch")),
        Language("cs", "Čeština", _("Tschechisch")),
        Language("es", "Español", _("Spanisch")),
        Language("fa", "فارسی", _("Persisch"), is_rtl=True),
        Language("fr", "Français", _("Französisch")),
        Language("it", "Italiano", _("Italienisch")),
        Language("pl", "Polski", _("Polnisch")),
        Language("ro", "Română", _("Rumänisch")),
        Language("ru", "Русский", _("Russisch")),
        Language("tr", "Türkçe", _("Türkisch")),
        Language("uk", "Українська", _("Ukrainisch")),
        Language("vi", "Tiếng Việt", _("Vietnamesisch")),
    )
}

# The answers that nobody writes anew for each survey, in every language that can be offered.
YES: Texts = {
    "de": "Ja", "de-easy": "Ja", "en": "Yes", "ar": "نعم", "bg": "Да", "cs": "Ano", "es": "Sí",
    "fa": "بله", "fr": "Oui", "it": "Sì", "pl": "Tak", "ro": "Da", "ru": "Да", "tr": "Evet",
    "uk": "Так", "vi": "Có",
}  # fmt: skip
NO: Texts = {
    "de": "Nein", "de-easy": "Nein", "en": "No", "ar": "لا", "bg": "Не", "cs": "Ne", "es": "No",
    "fa": "خیر", "fr": "Non", "it": "No", "pl": "Nie", "ro": "Nu", "ru": "Нет", "tr": "Hayır",
    "uk": "Ні", "vi": "Không",
}  # fmt: skip
UNSURE: Texts = {
    "de": "Weiß nicht", "de-easy": "Ich weiß es nicht", "en": "Don’t know", "ar": "لا أعرف",
    "bg": "Не знам", "cs": "Nevím", "es": "No lo sé", "fa": "نمی‌دانم", "fr": "Je ne sais pas",
    "it": "Non lo so", "pl": "Nie wiem", "ro": "Nu știu", "ru": "Не знаю", "tr": "Bilmiyorum",
    "uk": "Не знаю", "vi": "Tôi không biết",
}  # fmt: skip
OTHER: Texts = {
    "de": "Sonstiges", "de-easy": "Etwas anderes", "en": "Other", "ar": "أخرى", "bg": "Друго",
    "cs": "Jiné", "es": "Otro", "fa": "سایر", "fr": "Autre", "it": "Altro", "pl": "Inne",
    "ro": "Altele", "ru": "Другое", "tr": "Diğer", "uk": "Інше", "vi": "Khác",
}  # fmt: skip


def say(texts: Texts, language: str | None = None) -> str:
    """The text in this language, or in German where it is missing."""
    return texts.get(language or MAIN_LANGUAGE) or texts.get(MAIN_LANGUAGE, "")


def language_of(code: str) -> Language:
    """A language by its code; what is no longer offered keeps its code as a name."""
    return LANGUAGES.get(code) or Language(code, code, code)


def speaking(code: str) -> SafeString:
    """The attributes for words in this language; none where the page speaks it itself."""
    language = language_of(code)
    return SafeString("") if language.tag == get_language() else language.attributes


def in_order(codes: Iterable[str]) -> list[str]:
    """Languages as they are shown everywhere: German first, then in the order of our list."""
    wanted = {MAIN_LANGUAGE, *codes}
    return [code for code in LANGUAGES if code in wanted]
