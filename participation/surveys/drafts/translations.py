"""What is to be translated of a draft: phrase by phrase, each with its place.

German is written first. A translation belongs to the German words from which it was made; where
these have changed since, the old ones are kept (``Survey.translated_from``), so that whoever
translates sees what is different. Nothing is kept for a translation that is up to date.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from participation.surveys.checks.findings import Finding, Severity
from participation.surveys.document.piping import PLACE
from participation.surveys.drafts.compiler import Draft
from participation.surveys.models import Page, Question, Quota, Survey
from participation.surveys.texts import MAIN_LANGUAGE, in_order, language_of
from smartregion.core.richtext import plain_text

# By language and by the key of the phrase: the German of which the translation was made.
Sources = dict[str, dict[str, str]]


# What has words of its own.
Thing = Survey | Page | Question | Quota


@dataclass(frozen=True)
class Phrase:
    """One text of a draft. ``texts`` is the draft's own: what is written into it, is in the draft."""

    key: str
    label: str
    owner: Thing
    texts: dict[str, str]
    longest: int
    is_rich: bool = False

    @property
    def name(self) -> str:
        """Label with its question, so that it says enough on its own."""
        if isinstance(self.owner, Question):
            return _("%(label)s (Frage %(code)s)") % {"label": self.label, "code": self.owner.code}
        return self.label

    @property
    def german(self) -> str:
        return self.texts.get(MAIN_LANGUAGE, "")

    def has(self, language: str) -> bool:
        """Whether it says something in this language; formatted texts may be empty paragraphs."""
        text = self.texts.get(language, "")
        return bool(plain_text(text) if self.is_rich else text.strip())

    def mark(self, language: str) -> str:
        """A short sign of the German text and its translation, to see whether they have changed."""
        both = f"{self.german}\0{self.texts.get(language, '')}"
        return hashlib.sha256(both.encode()).hexdigest()[:16]

    def fault_of(self, text: str) -> str:
        """Why these words cannot be the translation; empty when they can."""
        if len(text) > self.longest:
            return _("Der Text ist zu lang: höchstens %(most)d Zeichen, jetzt sind es %(now)d.") % {
                "most": self.longest,
                "now": len(text),
            }
        wanted, found = set(PLACE.findall(self.german)), set(PLACE.findall(text))
        if text and wanted != found:
            codes = ", ".join("{{" + code + "}}" for code in sorted(wanted ^ found))
            return (
                _("Der deutsche Text und die Übersetzung nennen nicht dieselben Antworten: %s")
                % codes
            )
        return ""


@dataclass(frozen=True)
class Group:
    """Phrases that belong together on the page: the survey as a whole, a page, a question."""

    title: str
    phrases: list[Phrase]
    level: int = 2


@dataclass(frozen=True)
class Progress:
    """How far a language has come."""

    language: str
    total: int
    missing: int
    outdated: int

    @property
    def done(self) -> int:
        return self.total - self.missing - self.outdated

    @property
    def is_complete(self) -> bool:
        return self.done == self.total


@dataclass(frozen=True)
class Script:
    """All phrases of a draft that say something in German, in their order."""

    survey: Survey
    groups: list[Group] = field(default_factory=list)

    @classmethod
    def of(cls, draft: Draft) -> "Script":
        groups = [Group(_("Die Umfrage"), _said(phrases_of(draft.survey)))]
        for page in draft.pages:
            title = _("Seite %(number)d: %(title)s") % {"number": page.position, "title": page}
            groups.append(Group(title, _said(phrases_of(page))))
            groups += [
                Group(str(question.code), _said(phrases_of(question)), level=3)
                for question in page.questions.all()
            ]
        quotas = [phrase for quota in draft.quotas for phrase in phrases_of(quota)]
        groups.append(Group(_("Hinweise, wenn genug geantwortet haben"), _said(quotas)))
        return cls(draft.survey, [group for group in groups if group.phrases])

    @property
    def phrases(self) -> Iterator[Phrase]:
        return (phrase for group in self.groups for phrase in group.phrases)

    @property
    def by_key(self) -> Mapping[str, Phrase]:
        return {phrase.key: phrase for phrase in self.phrases}

    def source_of(self, phrase: Phrase, language: str) -> str:
        """The German words of which the translation was made, where they are others today."""
        sources: Sources = self.survey.translated_from
        source = sources.get(language, {}).get(phrase.key, phrase.german)
        return source if phrase.has(language) and source != phrase.german else ""

    def is_open(self, phrase: Phrase, language: str) -> bool:
        """Whether somebody has to look at it."""
        return not phrase.has(language) or bool(self.source_of(phrase, language))

    def progress(self, language: str) -> Progress:
        phrases = list(self.phrases)
        missing = sum(not phrase.has(language) for phrase in phrases)
        outdated = sum(bool(self.source_of(phrase, language)) for phrase in phrases)
        return Progress(language, len(phrases), missing, outdated)

    @property
    def all_progress(self) -> list[Progress]:
        """How far each language is that the survey offers besides German."""
        others = in_order(self.survey.languages)[1:]
        return [self.progress(language) for language in others]


def translation_findings(draft: Draft) -> Iterator[Finding]:
    """A language that is offered is complete; a translation of other words is looked at again."""
    for progress in Script.of(draft).all_progress:
        names = {"language": language_of(progress.language), "total": progress.total}
        if progress.missing:
            text = ngettext(
                "%(language)s: 1 von %(total)d Texten ist noch nicht übersetzt.",
                "%(language)s: %(n)d von %(total)d Texten sind noch nicht übersetzt.",
                progress.missing,
            )
            text %= {**names, "n": progress.missing}
            yield Finding(Severity.ERROR, text, "untranslated", address=ADDRESS)
        if progress.outdated:
            text = ngettext(
                "%(language)s: Bei 1 Text hat sich das Deutsche geändert. Passt die Übersetzung noch?",
                "%(language)s: Bei %(n)d Texten hat sich das Deutsche geändert. Passen die Übersetzungen noch?",
                progress.outdated,
            )
            text %= {**names, "n": progress.outdated}
            yield Finding(Severity.WARNING, text, "outdated", address=ADDRESS)


ADDRESS = "surveys:languages"


def _said(phrases: Iterable[Phrase]) -> list[Phrase]:
    return [phrase for phrase in phrases if phrase.has(MAIN_LANGUAGE)]


# -- the phrases of a thing --------------------------------------------------------------------
def phrases_of(thing: Thing) -> Iterator[Phrase]:
    """Everything in a part of the draft that has words; codes and numbers have none."""
    match thing:
        case Survey():
            yield Phrase("umfrage-titel", _("Titel"), thing, thing.title, 160)
            labels = {
                "intro": ("einleitung", _("Einleitung")),
                "privacy": ("datenschutz", _("Datenschutzhinweis")),
                "closing": ("schluss", _("Schlusstext")),
            }
            for name, (key, label) in labels.items():
                yield Phrase(f"umfrage-{key}", label, thing, getattr(thing, name), 20_000, True)
        case Page():
            yield Phrase(f"seite-{thing.pk}-titel", _("Titel der Seite"), thing, thing.title, 120)
        case Question():
            yield from _of_question(thing)
        case Quota():
            yield Phrase(f"quote-{thing.code}-hinweis", thing.title, thing, thing.text, 1000)


def _of_question(question: Question) -> Iterator[Phrase]:
    place = f"frage-{question.code}"
    yield Phrase(f"{place}-text", _("Fragetext"), question, question.text, 300)
    yield Phrase(f"{place}-hilfe", _("Hilfetext"), question, question.help, 300)
    for line in question.rows:
        label = _("Zeile %s") % line["code"]
        yield Phrase(f"{place}-zeile-{line['code']}", label, question, line["label"], 200)
    for line in question.options:
        label = _("Antwort %s") % line["code"]
        yield Phrase(f"{place}-antwort-{line['code']}", label, question, line["label"], 200)
    if unit := question.limits.get("unit"):
        yield Phrase(f"{place}-einheit", _("Einheit"), question, unit, 30)


# -- when German changes -----------------------------------------------------------------------
def wordings_of(thing: Thing) -> dict[str, dict[str, str]]:
    """The texts of a thing as they are now, by key: a copy to compare with later."""
    return {phrase.key: dict(phrase.texts) for phrase in phrases_of(thing)}


def settle(sources: Sources, before: Mapping[str, Mapping[str, str]], thing: Thing) -> bool:
    """Keep the German of which translations were made that stayed as they were; True if that is new.

    A translation that was written anew belongs to the German of today.
    """
    told = {language: dict(known) for language, known in sources.items()}
    for phrase in phrases_of(thing):
        old = before.get(phrase.key)
        if old is None:
            continue
        for language in set(old) | set(phrase.texts):
            if language != MAIN_LANGUAGE:
                _settle_one(sources.setdefault(language, {}), phrase, old, language)
    for language in [each for each, known in sources.items() if not known]:
        del sources[language]
    return sources != told


def _settle_one(
    known: dict[str, str], phrase: Phrase, old: Mapping[str, str], language: str
) -> None:
    was_german = old.get(MAIN_LANGUAGE, "")
    if old.get(language, "") != phrase.texts.get(language, ""):
        known.pop(phrase.key, None)
    elif phrase.has(language) and was_german != phrase.german:
        known.setdefault(phrase.key, was_german)
    if known.get(phrase.key) == phrase.german:
        del known[phrase.key]
