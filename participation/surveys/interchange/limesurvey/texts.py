"""Texts of LimeSurvey: other names for languages, HTML for everything, placeholders in braces.

Titles, questions and answers are plain text here; introduction, privacy note and closing keep the
formatting that core/richtext allows. What an expression in braces stands for is only known when all
questions are: until then it is kept between two signs that no text holds (``OPEN``, ``CLOSE``).
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from html import unescape
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from participation.surveys.interchange.limesurvey.source import Raw
from participation.surveys.interchange.losses import Report
from participation.surveys.texts import LANGUAGES, MAIN_LANGUAGE, in_order, language_of
from smartregion.core.richtext import clean

OPEN, CLOSE = "\ue000", "\ue001"
MARKED = re.compile(f"{OPEN}(.*?){CLOSE}", re.DOTALL)
# LimeSurvey's own rule: a brace before a space is only a brace. One level of braces may lie inside.
EXPRESSION = re.compile(r"\{(?!\s)((?:[^{}]|\{[^{}]*\})*)\}")
SILENT = re.compile(r"<(script|style)\b.*?(</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
# No pattern looks beyond the next "<": what never closes must not be read again and again.
LINK = re.compile(r"<a\b([^<>]*)>((?:(?!<a\b).)*?)</a>", re.DOTALL | re.IGNORECASE)
ADDRESS = re.compile(r"\bhref\s*=\s*[\"']((?:https?:|mailto:)[^\"']*)[\"']", re.IGNORECASE)
BREAK = re.compile(r"<br\s*/?>|</(?:p|div|h\d|li|tr|table|ul|ol|blockquote)\s*>", re.IGNORECASE)
TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--.*?(?:-->|\Z)", re.DOTALL)
MEDIA: Mapping[str, Any] = {
    "img": gettext_lazy("Bild"),
    "script": gettext_lazy("Skript"),
    "style": gettext_lazy("Gestaltung (CSS)"),
    "video": gettext_lazy("Video"),
    "audio": gettext_lazy("Ton"),
    "iframe": gettext_lazy("eingebettete Seite"),
    "input": gettext_lazy("Eingabefeld"),
    "table": gettext_lazy("Tabelle"),
}
NAMED_TAG = re.compile(r"<([a-zA-Z]+)\b[^<>]*>")
STYLED = {"b", "strong", "i", "em", "u", "span", "font", "h1", "h2", "h3", "h4", "h5", "h6", "li"}


def plain(html: str) -> str:
    """The words of a text, a line for each paragraph; the address of a link behind its words."""
    text = LINK.sub(_with_address, SILENT.sub("", html))
    text = BREAK.sub("\n", re.sub(r"[ \t\r\n\f\v]+", " ", text))
    text = unescape(TAG.sub("", text)).replace("\xa0", " ")
    lines = (re.sub(r" {2,}", " ", line).strip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _with_address(found: re.Match[str]) -> str:
    words, address_of = TAG.sub("", found[2]).strip(), ADDRESS.search(found[1])
    if address_of is None:
        return words
    address = address_of[1]
    bare = address.removeprefix("mailto:")
    return words if unescape(bare) in unescape(words) else f"{words} ({bare})"


def marked(text: str) -> str:
    """The text with its expressions between ``OPEN`` and ``CLOSE``, out of the way of HTML."""
    text = SILENT.sub("", text.replace(OPEN, "").replace(CLOSE, ""))
    return EXPRESSION.sub(lambda found: OPEN + _inner(found[1]) + CLOSE, text)


def _inner(expression: str) -> str:
    """An expression as people typed it, safe from being taken for markup."""
    words = unescape(TAG.sub("", expression)).replace("\xa0", " ")
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


class Speech:
    """The languages of a survey and its texts in them.

    German is always there: where a file has none, the words of its base language stand in its place.
    """

    def __init__(self, languages: Iterable[str], report: Report) -> None:
        self._report = report
        # Texts by what they say, because a question that becomes several has its words several times.
        self._gaps: set[Any] = set()
        self._styled: set[Any] = set()
        self.theirs = tuple(languages)
        self.base = self.theirs[0]
        self._ours = self._known()
        self.languages = tuple(in_order(self._ours.values()))
        self._has_german = MAIN_LANGUAGE in self._ours.values()

    def _known(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for theirs in self.theirs:
            ours = _our_language(theirs)
            if ours in LANGUAGES and ours not in found.values():
                found[theirs] = ours
        return found

    def lost_texts(self, texts: Iterable[Raw]) -> None:
        """Tell which languages could not come along, with the number of their texts."""
        counts = Counter(
            language for each in texts for language, text in each.items() if text.strip()
        )
        for theirs in self.theirs:
            if theirs not in self._ours and (theirs != self.base or self._has_german):
                self._report.note(
                    _("Umfrage"),
                    _("Sprache „%s“") % theirs,
                    _("Diese Sprache wird nicht angeboten; %d Texte kommen nicht mit.")
                    % counts[theirs],
                    is_serious=True,
                )

    def tell(self) -> None:
        """Tell once what was done to texts in general."""
        name = language_of(self._ours.get(self.base, self.base))
        if not self._has_german:
            self._report.note(
                _("Umfrage"),
                _("Deutsch"),
                _(
                    "Die Datei enthält keine deutschen Texte. An ihrer Stelle steht die Basissprache (%s); bitte übersetzen Sie sie."
                )
                % name,
                is_serious=True,
            )
        elif self._gaps:
            self._report.note(
                _("Umfrage"),
                _("Deutsch"),
                ngettext(
                    "%(n)d deutscher Text ist leer; dort steht die Basissprache (%(name)s).",
                    "%(n)d deutsche Texte sind leer; dort steht die Basissprache (%(name)s).",
                    len(self._gaps),
                )
                % {"n": len(self._gaps), "name": name},
            )
        if self._styled:
            self._report.note(
                _("Umfrage"),
                _("Formatierung"),
                ngettext(
                    "In %d Text entfallen Schriftarten, Farben, fett und kursiv: Fragen und Antworten sind hier reiner Text.",
                    "In %d Texten entfallen Schriftarten, Farben, fett und kursiv: Fragen und Antworten sind hier reiner Text.",
                    len(self._styled),
                )
                % len(self._styled),
            )

    def plain(self, raw: Raw, place: str) -> dict[str, str]:
        """A text for a title, a question, an answer."""
        self._report_markup(raw, place, MEDIA)
        if any(STYLED & _tags(text) for text in raw.values()):
            self._styled.add(tuple(raw.items()))
        return self._said(raw, plain)

    def rich(self, raw: Raw, place: str) -> dict[str, str]:
        """A text that keeps its paragraphs, lists, links and tables."""
        self._report_markup(raw, place, {name: MEDIA[name] for name in MEDIA if name != "table"})
        return self._said(raw, lambda text: clean(_paragraphs(text)))

    def _said(self, raw: Raw, convert: Callable[[str], str]) -> dict[str, str]:
        said = {
            ours: convert(marked(raw[theirs]))
            for theirs, ours in self._ours.items()
            if theirs in raw
        }
        said = {language: text for language, text in said.items() if text}
        if MAIN_LANGUAGE not in said:
            base = convert(marked(raw.get(self.base, ""))) or next(iter(said.values()), "")
            if base:
                self._gaps.add(tuple(raw.items()))
                said[MAIN_LANGUAGE] = base
        return {language: said[language] for language in self.languages if language in said}

    def fixed(self, texts: Mapping[str, str]) -> dict[str, str]:
        """Words that LimeSurvey shows by itself, in the languages of this survey."""
        return {language: texts[language] for language in self.languages if language in texts}

    def _report_markup(self, raw: Raw, place: str, names: Mapping[str, Any]) -> None:
        found = {name for theirs in self._ours for name in _tags(raw.get(theirs, ""))}
        found |= _tags(raw.get(self.base, ""))
        for name in names:
            if name in found:
                why = _("Die Wörter sind übernommen, ohne Spalten und Linien.")
                gone = _("Das lässt sich hier nicht zeigen; bitte ersetzen Sie es durch Worte.")
                source = next(_first(name, text) for text in raw.values() if name in _tags(text))
                self._report.note(
                    place, str(names[name]), why if name == "table" else gone, source=source
                )


def _our_language(theirs: str) -> str:
    """LimeSurvey tells apart how people are addressed, and regions: "de-informal", "es-MX"."""
    return theirs if theirs in LANGUAGES else theirs.split("-")[0].lower()


def _tags(text: str) -> set[str]:
    return {name.lower() for name in NAMED_TAG.findall(text)}


def _first(name: str, text: str) -> str:
    found = re.search(rf"<{name}\b[^<>]*>", text, re.IGNORECASE)
    return found[0][:200] if found else ""


def _paragraphs(text: str) -> str:
    """Line breaks that people typed into a text without any markup are paragraphs here."""
    if TAG.search(text) or "\n" not in text.strip():
        return text
    return "".join(f"<p>{line.strip()}</p>" for line in text.splitlines() if line.strip())
