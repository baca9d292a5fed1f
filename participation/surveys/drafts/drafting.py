"""A draft as it can be shown while it is written: with gaps, and with conditions that make no sense yet."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from participation.surveys.document.questionnaire import QQuestion, Questionnaire, Type
from participation.surveys.drafts.compiler import Draft, Writer, compile_draft, places_of_county
from participation.surveys.models import BankQuestion, Question
from participation.surveys.texts import MAIN_LANGUAGE, Texts


def shown_draft(draft: Draft) -> Questionnaire:
    """The whole draft as a document: every part is shown, and what has no words yet says so."""
    for page in draft.pages:
        page.condition = None
        page.title = _said(page.title, _("Seite ohne Titel"))
        for question in page.questions.all():
            _make_showable(question)
    return compile_draft(draft)


def tried_draft(draft: Draft) -> Questionnaire:
    """The draft as people try it out: with its conditions, and with words where some are missing."""
    for page in draft.pages:
        page.title = _said(page.title, _("Seite ohne Titel"))
        for question in page.questions.all():
            question.text = _said(question.text, _("Noch ohne Fragetext"))
            for lines in (question.options, question.rows):
                lines[:] = [{**line, "label": _said(line["label"], line["code"])} for line in lines]
    return compile_draft(draft)


def _make_showable(question: Question) -> None:
    question.condition = None
    question.text = _said(question.text, _("Noch ohne Fragetext"))
    question.options = [_line(line) for line in question.options]
    question.rows = [_line(line) for line in question.rows]


def _line(line: dict[str, Any]) -> dict[str, Any]:
    own = {name: value for name, value in line.items() if name != "condition"}
    return {**own, "label": _said(line.get("label", {}), line["code"])}


def _said(texts: Texts, otherwise: str) -> Texts:
    """A text that says something in German at least; other languages fall back to it."""
    return texts if texts.get(MAIN_LANGUAGE) else {**texts, MAIN_LANGUAGE: otherwise}


def shown_questions(kept: Sequence[Question] | Sequence[BankQuestion]) -> list[QQuestion]:
    """Questions outside of their survey, in German, as people would see them."""
    asks_place = any(each.type == Type.MUNICIPALITY for each in kept)
    write = Writer((MAIN_LANGUAGE,), places_of_county() if asks_place else ())
    return [write.question(_showable(each)) for each in kept]


def _showable(kept: Question | BankQuestion) -> Question:
    names = ("code", "type", "text", "help", "options", "rows", "limits", "is_shuffled")
    question = Question(**{name: getattr(kept, name) for name in names})
    _make_showable(question)
    return question
