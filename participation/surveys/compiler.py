"""From the draft that people edit to the document that people answer, and what is missing for it."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from participation.surveys.models import Page, Question, Survey
from participation.surveys.questionnaire import (
    Limits,
    Option,
    QPage,
    QQuestion,
    Questionnaire,
    Row,
    Type,
)
from participation.surveys.texts import MAIN_LANGUAGE, Texts
from smartregion.core.richtext import plain_text
from smartregion.county.models import Municipality

CODE = re.compile(r"[a-zA-Z][a-zA-Z0-9_]{0,19}\Z")
LINE_CODE = re.compile(r"[a-zA-Z0-9_]{1,20}\Z")
CHOICES = (Type.SINGLE, Type.MULTIPLE, Type.MATRIX)


@dataclass(frozen=True)
class Problem:
    """Why this draft cannot be published, with the place to mend it."""

    text: str
    question: Question | None = None
    page: Page | None = None


@dataclass(frozen=True)
class Draft:
    """A survey with its pages and questions, read once."""

    survey: Survey
    pages: list[Page]
    questions: list[Question] = field(default_factory=list)

    @classmethod
    def of(cls, survey: Survey) -> "Draft":
        pages = list(survey.pages.prefetch_related("questions"))
        return cls(survey, pages, [each for page in pages for each in page.questions.all()])


# -- compiling ---------------------------------------------------------------------------------
def compile_draft(draft: Draft) -> Questionnaire:
    """The document of a draft; municipalities are written into it as they are today."""
    survey = draft.survey
    places = _places() if any(q.type == Type.MUNICIPALITY for q in draft.questions) else ()
    return Questionnaire(
        slug=survey.slug,
        title=survey.title,
        intro=survey.intro,
        privacy=survey.privacy,
        closing=survey.closing,
        languages=tuple(languages_of(survey)),
        minutes=survey.minutes,
        pages=tuple(
            QPage(page.title, tuple(_question(each, places) for each in page.questions.all()))
            for page in draft.pages
        ),
    )


def languages_of(survey: Survey) -> list[str]:
    """German first, whatever else is offered after it."""
    others = [language for language in survey.languages if language != MAIN_LANGUAGE]
    return [MAIN_LANGUAGE, *others]


def _places() -> tuple[Option, ...]:
    return tuple(
        Option(code=place.ags, label={MAIN_LANGUAGE: place.name})
        for place in Municipality.objects.order_by("name")
    )


def _question(draft: Question, places: tuple[Option, ...]) -> QQuestion:
    own = tuple(_option(draft, position, line) for position, line in enumerate(draft.options, 1))
    return QQuestion(
        code=draft.code,
        type=Type(draft.type),
        text=draft.text,
        help=draft.help,
        is_required=draft.is_required,
        # Options of a municipality question stand below the list: "outside the county".
        options=places + own if draft.type == Type.MUNICIPALITY else own,
        rows=tuple(Row(line["code"], line["label"]) for line in draft.rows),
        limits=Limits(**draft.limits),
    )


def _option(draft: Question, position: int, line: dict[str, Any]) -> Option:
    on_scale = draft.type == Type.MATRIX
    return Option(
        code=line["code"],
        label=line["label"],
        value=line.get("value", float(position)) if on_scale else None,
        exclusive=bool(line.get("exclusive")),
    )


# -- what is missing ---------------------------------------------------------------------------
def problems_of(draft: Draft) -> list[Problem]:
    """All that stands against publishing, in the order of the editor."""
    return [
        *_survey_problems(draft),
        *(problem for page in draft.pages for problem in _page_problems(draft, page)),
        *(
            problem
            for question in draft.questions
            for problem in _question_problems(draft, question)
        ),
    ]


def _survey_problems(draft: Draft) -> Iterator[Problem]:
    survey = draft.survey
    names = {"title": _("Titel"), "intro": _("Einleitung"), "privacy": _("Datenschutzhinweis")}
    for name, label in names.items():
        for language in _missing(getattr(survey, name), survey):
            yield Problem(
                _("Angaben: %(field)s fehlt (%(language)s).")
                % {"field": label, "language": language}
            )
    if any(survey.closing.values()):
        for language in _missing(survey.closing, survey):
            yield Problem(_("Angaben: Schlusstext fehlt (%(language)s).") % {"language": language})
    if not draft.questions:
        yield Problem(_("Die Umfrage hat noch keine Fragen."))


def _page_problems(draft: Draft, page: Page) -> Iterator[Problem]:
    place = _("Seite %(number)s") % {"number": page.position}
    if not page.questions.all():
        yield Problem(_("%(place)s: Es gibt noch keine Frage.") % {"place": place}, page=page)
    for language in _missing(page.title, draft.survey):
        text = _("%(place)s: Der Titel fehlt (%(language)s).")
        yield Problem(text % {"place": place, "language": language}, page=page)


def _question_problems(draft: Draft, question: Question) -> Iterator[Problem]:
    for sentence in (
        *_code_sentences(draft, question),
        *_line_sentences(question),
        *_translation_sentences(draft.survey, question),
    ):
        text = _("Frage „%(code)s“: %(sentence)s") % {"code": question.code, "sentence": sentence}
        yield Problem(text, question=question)


def _code_sentences(draft: Draft, question: Question) -> Iterator[str]:
    if not CODE.match(question.code):
        yield _("Das Kürzel darf nur Buchstaben, Ziffern und Unterstriche enthalten.")
    if sum(other.code.lower() == question.code.lower() for other in draft.questions) > 1:
        yield _("Das Kürzel ist doppelt vergeben.")


def _line_sentences(question: Question) -> Iterator[str]:
    if question.type in CHOICES and len(question.options) < 2:
        yield _("Es braucht mindestens zwei Antwortmöglichkeiten.")
    if question.type == Type.MATRIX and not question.rows:
        yield _("Es braucht mindestens eine Zeile.")
    for lines in (question.options, question.rows):
        codes = [line["code"] for line in lines]
        for code in codes:
            if not LINE_CODE.match(code):
                yield _("Das Kürzel „%(code)s“ ist ungültig.") % {"code": code}
        for code, times in Counter(codes).items():
            if times > 1:
                yield _("Das Kürzel „%(code)s“ ist doppelt vergeben.") % {"code": code}


def _translation_sentences(survey: Survey, question: Question) -> Iterator[str]:
    for language in _missing(question.text, survey):
        yield _("Der Fragetext fehlt (%(language)s).") % {"language": language}
    optional = [question.help, question.limits.get("unit", {})]
    lines = [line["label"] for line in (*question.options, *question.rows)]
    for texts in [*lines, *(texts for texts in optional if any(texts.values()))]:
        for language in _missing(texts, survey):
            yield _("Zu „%(text)s“ fehlt die Fassung in %(language)s.") % {
                "text": next(filter(None, texts.values()), "…"),
                "language": language,
            }


def _missing(texts: Texts, survey: Survey) -> list[str]:
    names = {"de": _("Deutsch"), "en": _("Englisch")}
    return [
        names.get(language, language)
        for language in languages_of(survey)
        if not plain_text(texts.get(language, ""))
    ]
