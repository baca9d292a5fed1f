"""From the draft that people edit to the document that people answer, and what is missing for it."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from participation.surveys.document.conditions import Condition, parse
from participation.surveys.document.questionnaire import (
    Limits,
    Option,
    QPage,
    QQuestion,
    QQuota,
    Questionnaire,
    Row,
    Type,
)
from participation.surveys.document.references import (
    Known,
    page_sentences,
    question_sentences,
    quota_sentences,
)
from participation.surveys.kinds import KINDS
from participation.surveys.models import Page, Question, Quota, Survey
from participation.surveys.texts import (
    MAIN_LANGUAGE,
    NO,
    UNSURE,
    YES,
    Texts,
    in_order,
    say,
)
from smartregion.core.richtext import plain_text
from smartregion.county.models import Municipality

CODE = re.compile(r"[a-zA-Z][a-zA-Z0-9_]{0,19}\Z")
SCALES = (Type.SCALE, Type.MATRIX)
# Their options come from elsewhere.
GIVEN = (Type.YES_NO, Type.CONSENT, Type.MUNICIPALITY)
YES_NO: dict[str, Texts] = {"yes": YES, "no": NO, "unsure": UNSURE}
LINE_CODE = re.compile(r"[a-zA-Z0-9_]{1,20}\Z")


@dataclass(frozen=True)
class Problem:
    """Why this draft cannot be published, with the place to mend it."""

    text: str
    question: Question | None = None
    page: Page | None = None
    quota: Quota | None = None


@dataclass(frozen=True)
class Draft:
    """A survey with its pages, questions and quotas, read once."""

    survey: Survey
    pages: list[Page]
    questions: list[Question] = field(default_factory=list)
    quotas: list[Quota] = field(default_factory=list)

    @classmethod
    def of(cls, survey: Survey) -> "Draft":
        pages = list(survey.pages.prefetch_related("questions"))
        questions = [each for page in pages for each in page.questions.all()]
        return cls(survey, pages, questions, list(survey.quotas.all()))

    def known_at(self, place: int) -> Known:
        """What a question may refer to that stands at this place, counted from 0."""
        before = {question.code: question for question in self.questions[:place]}
        return Known(before, frozenset(question.code for question in self.questions[place:]))

    def known_before(self, page: Page) -> Known:
        """What the condition of a page may refer to."""
        first = (n for n, question in enumerate(self.questions) if question.page_id == page.pk)
        return self.known_at(next(first, len(self.questions)))


# -- compiling ---------------------------------------------------------------------------------
def compile_draft(draft: Draft) -> Questionnaire:
    """The document of a draft; municipalities are written into it as they are today."""
    survey, write = draft.survey, Writer.of(draft)
    return Questionnaire(
        slug=survey.slug,
        title=write.texts(survey.title),
        intro=write.texts(survey.intro),
        privacy=write.texts(survey.privacy),
        closing=write.texts(survey.closing),
        languages=write.languages,
        minutes=survey.minutes,
        pages=tuple(
            QPage(
                write.texts(page.title),
                tuple(write.question(each) for each in page.questions.all()),
                _condition(page.condition),
            )
            for page in draft.pages
        ),
        quotas=tuple(write.quota(each) for each in draft.quotas),
    )


@dataclass(frozen=True)
class Writer:
    """Writes the parts of a draft into a document, in the languages that are offered."""

    languages: tuple[str, ...]
    places: tuple[Option, ...]

    @classmethod
    def of(cls, draft: Draft) -> "Writer":
        asks_place = any(each.type == Type.MUNICIPALITY for each in draft.questions)
        return cls(
            tuple(in_order(draft.survey.languages)), places_of_county() if asks_place else ()
        )

    def texts(self, texts: Texts) -> Texts:
        """Without languages that were begun and are not offered."""
        return {language: texts[language] for language in self.languages if language in texts}

    def question(self, draft: Question) -> QQuestion:
        limits = dict(draft.limits)
        if "unit" in limits:
            limits["unit"] = self.texts(limits["unit"])
        return QQuestion(
            code=draft.code,
            type=Type(draft.type),
            text=self.texts(draft.text),
            help=self.texts(draft.help),
            is_required=draft.is_required,
            options=self.options(draft),
            rows=tuple(self.row(line) for line in draft.rows),
            limits=Limits(**limits),
            condition=_condition(draft.condition),
            is_shuffled=draft.is_shuffled,
            formula=draft.formula,
        )

    def options(self, draft: Question) -> tuple[Option, ...]:
        given = [Option(code, self.texts(label)) for code, label in YES_NO.items()]
        own = [self.option(draft, place, line) for place, line in enumerate(draft.options, 1)]
        match Type(draft.type):
            case Type.MUNICIPALITY:
                # Options of a municipality question stand below the list: "outside the county".
                return (*self.places, *own)
            case Type.YES_NO:
                return tuple(given)
            case Type.CONSENT:
                return tuple(given[:1])
        return tuple(own)

    def option(self, draft: Question, position: int, line: dict[str, Any]) -> Option:
        on_scale = draft.type in SCALES
        return Option(
            code=line["code"],
            label=self.texts(line["label"]),
            value=line.get("value", float(position)) if on_scale else None,
            exclusive=bool(line.get("exclusive")),
            with_text=bool(line.get("with_text")),
            condition=_condition(line.get("condition")),
        )

    def row(self, line: dict[str, Any]) -> Row:
        return Row(line["code"], self.texts(line["label"]), _condition(line.get("condition")))

    def quota(self, draft: Quota) -> QQuota:
        return QQuota(
            code=draft.code,
            title=draft.title,
            condition=parse(draft.condition),
            limit=draft.limit,
            text=self.texts(draft.text),
        )


def places_of_county() -> tuple[Option, ...]:
    """The municipalities as they are today, as options."""
    return tuple(
        Option(code=place.ags, label={MAIN_LANGUAGE: place.name})
        for place in Municipality.objects.all()
    )


def _condition(document: Any) -> Condition | None:
    return parse(document) if document else None


# -- what is missing ---------------------------------------------------------------------------
def problems_of(draft: Draft) -> list[Problem]:
    """All that stands against publishing, in the order of the editor."""
    return [
        *_survey_problems(draft),
        *(problem for page in draft.pages for problem in _page_problems(draft, page)),
        *(
            problem
            for place, question in enumerate(draft.questions)
            for problem in _question_problems(draft, question, draft.known_at(place))
        ),
        *(problem for quota in draft.quotas for problem in _quota_problems(draft, quota)),
    ]


def _survey_problems(draft: Draft) -> Iterator[Problem]:
    survey = draft.survey
    names = {"title": _("Titel"), "intro": _("Einleitung"), "privacy": _("Datenschutzhinweis")}
    if any(survey.closing.values()):
        names["closing"] = _("Schlusstext")
    for name, label in names.items():
        text = say(getattr(survey, name))
        # Formatted texts may be empty paragraphs; the title is plain, whatever signs it holds.
        if not (text.strip() if name == "title" else plain_text(text)):
            yield Problem(_("Angaben: %s fehlt.") % label)
    if not draft.questions:
        yield Problem(_("Die Umfrage hat noch keine Fragen."))


def _page_problems(draft: Draft, page: Page) -> Iterator[Problem]:
    place = _("Seite %(number)s") % {"number": page.position}
    if not page.questions.all():
        yield Problem(_("%(place)s: Es gibt noch keine Frage.") % {"place": place}, page=page)
    for sentence in page_sentences(page, draft.known_before(page)):
        yield Problem(f"{place}: {sentence}", page=page)
    if not say(page.title).strip():
        yield Problem(_("%(place)s: Der Titel fehlt.") % {"place": place}, page=page)


def _question_problems(draft: Draft, question: Question, known: Known) -> Iterator[Problem]:
    for sentence in (
        *question_sentences(question, known),
        *_code_sentences(draft, question),
        *_line_sentences(question),
        *_german_sentences(question),
    ):
        text = _("Frage „%(code)s“: %(sentence)s") % {"code": question.name, "sentence": sentence}
        yield Problem(text, question=question)


def _quota_problems(draft: Draft, quota: Quota) -> Iterator[Problem]:
    sentences = list(quota_sentences(quota, draft.known_at(len(draft.questions))))
    if not say(quota.text).strip():
        sentences.append(_("Der Hinweis fehlt."))
    for sentence in sentences:
        text = _("Quote „%(title)s“: %(sentence)s") % {"title": quota.title, "sentence": sentence}
        yield Problem(text, quota=quota)


def _code_sentences(draft: Draft, question: Question) -> Iterator[str]:
    if not CODE.match(question.code):
        yield _("Das Kürzel darf nur Buchstaben, Ziffern und Unterstriche enthalten.")
    if sum(other.code.lower() == question.code.lower() for other in draft.questions) > 1:
        yield _("Das Kürzel ist doppelt vergeben.")


def _line_sentences(question: Question) -> Iterator[str]:
    kind = KINDS[Type(question.type)]
    if question.type not in GIVEN and kind.has_options and len(question.options) < 2:
        yield _("Es braucht mindestens zwei Antwortmöglichkeiten.")
    if kind.has_rows and not question.rows:
        yield _("Es braucht mindestens eine Zeile.")
    for lines in (question.options, question.rows):
        codes = [line["code"] for line in lines]
        for code in codes:
            if not LINE_CODE.match(code):
                yield _("Das Kürzel „%(code)s“ ist ungültig.") % {"code": code}
        for code, times in Counter(codes).items():
            if times > 1:
                yield _("Das Kürzel „%(code)s“ ist doppelt vergeben.") % {"code": code}


def _german_sentences(question: Question) -> Iterator[str]:
    """What is missing in German; other languages are looked at in drafts/translations.py."""
    if not say(question.text).strip():
        yield _("Der Fragetext fehlt.")
    optional = [question.help, question.limits.get("unit", {})]
    lines = [line["label"] for line in (*question.options, *question.rows)]
    for texts in [*lines, *(texts for texts in optional if any(texts.values()))]:
        if not say(texts).strip():
            said = next(filter(None, texts.values()), "…")
            yield _("Zu „%s“ fehlt der deutsche Text.") % said
