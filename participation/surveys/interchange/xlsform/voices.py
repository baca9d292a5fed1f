"""The texts of a form: languages by their many names, light formatting, quoted answers."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from html import unescape

from django.utils.translation import gettext as _

from participation.surveys.interchange.losses import Report
from participation.surveys.interchange.xlsform.own import APART
from participation.surveys.interchange.xlsform.sheets import UNNAMED, Sheet
from participation.surveys.texts import LANGUAGES, MAIN_LANGUAGE, in_order, language_of

CODE_BEHIND = re.compile(r"\(([a-zA-Z]{2,3}(?:-[a-zA-Z]+)?)\)\s*$")
ENGLISH_NAMES = {
    "german": "de", "english": "en", "arabic": "ar", "bulgarian": "bg", "czech": "cs",
    "spanish": "es", "persian": "fa", "farsi": "fa", "french": "fr", "italian": "it", "polish": "pl",
    "romanian": "ro", "russian": "ru", "turkish": "tr", "ukrainian": "uk", "vietnamese": "vi",
}  # fmt: skip
QUOTED = re.compile(r"\$\{\s*([^{}\s]+)\s*\}")
LINK = re.compile(r"\[([^\[\]\n]+)\]\((\S+?)\)")
BOLD = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
HEADING = re.compile(r"^#{1,6} +", re.MULTILINE)
TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
BREAK = re.compile(r"<br\s*/?>|</p>", re.IGNORECASE)


def language_named(name: str) -> str | None:
    """Our code of a language: "Deutsch (de)", "de", "German"; None for one that is not offered."""
    behind = CODE_BEHIND.search(name)
    wanted = (behind[1] if behind else name).strip().lower()
    for code, language in LANGUAGES.items():
        if wanted in (code, language.own_name.lower(), str(language.name).lower()):
            return code
    found = ENGLISH_NAMES.get(wanted, wanted.split("-")[0])
    return found if found in LANGUAGES else None


def column_for(code: str) -> str:
    """How a column names a language."""
    return f"{language_of(code).own_name} ({code})"


class Voices:
    """The languages of a form and its texts in them.

    German is always there: where a file has none, the words of its first language stand in its place.
    """

    def __init__(self, names: Sequence[str], default: str, report: Report, *, is_own: bool) -> None:
        self._report, self._is_own = report, is_own
        self._gaps = self._formatted = 0
        # From the names of earlier questions to our codes, for texts that quote them.
        self._codes: dict[str, str] = {}
        self._names = list(names)
        self._default = language_named(default)
        self._ours = self._understood()
        self.languages = tuple(in_order(self._ours.values()))
        self._base = self._first()

    def _understood(self) -> dict[str, str]:
        """From the names of the columns to our codes; what has no name is the default language."""
        ours: dict[str, str] = {}
        for name in sorted(self._names, key=lambda name: name == UNNAMED):
            code = language_named(name) if name else self._default or MAIN_LANGUAGE
            if code and (name or code not in ours.values()):
                ours[name] = code
        return ours

    def _first(self) -> str:
        """The column whose words stand where German ones are missing."""
        default = (name for name, code in self._ours.items() if code == self._default)
        return next(default, next(iter(self._ours), UNNAMED))

    # -- texts -------------------------------------------------------------------------------------
    def know(self, name: str, code: str) -> None:
        """From now on a text may quote this question."""
        self._codes[name] = code

    def plain(self, said: Mapping[str, str], place: str) -> dict[str, str]:
        """A text in our languages, as plain words."""
        ours = {self._ours[name]: text for name, text in said.items() if name in self._ours}
        if not ours.get(MAIN_LANGUAGE):
            base = said.get(self._base) or next(iter(said.values()), "")
            self._gaps += bool(base)
            ours |= {MAIN_LANGUAGE: base} if base else {}
        return {
            language: self._quoting(self._unformatted(ours[language]), place)
            for language in self.languages
            if ours.get(language)
        }

    def rich(self, said: Mapping[str, str]) -> dict[str, str]:
        """A text that is formatted as HTML."""
        return {self._ours[name]: text for name, text in said.items() if name in self._ours}

    def fixed(self, texts: Mapping[str, str]) -> dict[str, str]:
        """Words of our own, in the languages of this form."""
        return {language: texts[language] for language in self.languages if language in texts}

    def _unformatted(self, text: str) -> str:
        if self._is_own:
            return text
        bare = BREAK.sub("\n", text)
        bare = LINK.sub(lambda found: f"{found[1]} ({found[2]})", TAG.sub("", bare))
        bare = HEADING.sub("", BOLD.sub(lambda found: found[2], bare))
        bare = unescape(bare).strip()
        self._formatted += bare != text
        return bare

    def _quoting(self, text: str, place: str) -> str:
        text = QUOTED.sub(lambda found: self._quote(found, place), text)
        return text.replace(APART, "${") if self._is_own else text

    def _quote(self, found: re.Match[str], place: str) -> str:
        if code := self._codes.get(found[1]):
            return f"{{{{{code}}}}}"
        self._report.note(
            place,
            _("Eingesetzte Antwort"),
            _("Eine solche frühere Frage gibt es hier nicht; im Text steht „…“."),
            source=found[0],
            is_serious=True,
        )
        return "…"

    # -- what is told ------------------------------------------------------------------------------
    def tell(self, sheets: Iterable[Sheet]) -> None:
        """Tell once what was done to languages and texts in general."""
        place = _("Umfrage")
        lost = [name for name in self._names if name not in self._ours]
        counts = Counter(
            name
            for sheet in sheets
            for line in sheet.lines
            for said in line.texts.values()
            for name in said
        )
        for name in lost:
            self._report.note(
                place,
                _("Sprache „%s“") % (name or _("ohne Namen")),
                _("Diese Sprache wird nicht angeboten; %d Texte kommen nicht mit.") % counts[name],
                is_serious=True,
            )
        self._tell_german(place)
        if self._formatted:
            self._report.note(
                place,
                _("Formatierung"),
                _(
                    "In %d Texten entfallen fett, Farben und Überschriften: Fragen und Antworten sind hier reiner Text."
                )
                % self._formatted,
            )

    def _tell_german(self, place: str) -> None:
        what, is_serious = _("Deutsch"), False
        if MAIN_LANGUAGE not in self._ours.values():
            why = _(
                "Die Datei enthält keine deutschen Texte. An ihrer Stelle steht die erste Sprache (%s); bitte übersetzen Sie sie."
            ) % language_of(self._ours.get(self._base, self._base))
            is_serious = True
        elif self._ours.get(UNNAMED) == MAIN_LANGUAGE and not self._default:
            why = _("Die Datei nennt keine Sprache; ihre Texte gelten als deutsche.")
        elif self._gaps:
            why = _("%d deutsche Texte sind leer; dort steht eine andere Sprache.") % self._gaps
        else:
            return
        self._report.note(place, what, why, is_serious=is_serious)
