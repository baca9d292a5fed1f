"""Deleting pages and questions of a draft, and bringing them back.

What was deleted is handed to the caller as plain JSON; only with it can it be brought back.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from participation.surveys.actions.copying import CONTENT, FreeCodes
from participation.surveys.actions.ordering import hold, number_from_one
from participation.surveys.models import Page, Question, Survey
from smartregion.core import audit
from smartregion.core.errors import WrongState

Deleted = Mapping[str, Any]
KEPT = (*CONTENT, "code", "position", "is_required", "condition", "formula")


@transaction.atomic
def delete_question(*, question: Question, by: Any) -> Deleted:
    """Remove a question from the draft; answers to published versions stay."""
    page = question.page
    hold(page.survey)
    deleted = {"name": question.name, "page": page.pk, "questions": [_kept(question)]}
    question.delete()
    number_from_one(page.questions.all())
    changes = {"fields": [question.code]}
    audit.record(by=by, verb="delete_question", subject=page.survey, changes=changes)
    return deleted


@transaction.atomic
def delete_page(*, page: Page, by: Any) -> Deleted:
    """Remove a page with its questions from the draft; published versions keep theirs."""
    survey, name = page.survey, str(page)
    hold(survey)
    own = {"title": page.title, "condition": page.condition, "position": page.position}
    questions = [_kept(question) for question in page.questions.all()]
    page.delete()
    number_from_one(survey.pages.all())
    audit.record(by=by, verb="delete_page", subject=survey, changes={"page": name})
    return {"name": name, "restored": own, "questions": questions}


@transaction.atomic
def restore_deleted(*, survey: Survey, deleted: Deleted, by: Any) -> None:
    """Bring a page or a question back to where it stood, whatever happened there since."""
    hold(survey)
    page = _page_again(survey, deleted)
    row = list(page.questions.all())
    codes = FreeCodes(survey)
    for kept in deleted["questions"]:
        own = {**kept, "code": codes.for_(kept["code"])}
        row.insert(kept["position"] - 1, Question.objects.create(survey=survey, page=page, **own))
    number_from_one(row)
    changes = {"name": deleted["name"]}
    audit.record(by=by, verb="restore_deleted", subject=survey, changes=changes)


def _page_again(survey: Survey, deleted: Deleted) -> Page:
    if "restored" in deleted:
        page = Page.objects.create(survey=survey, **deleted["restored"])
        _insert(survey.pages.exclude(pk=page.pk), page)
        return page
    found = survey.pages.filter(pk=deleted["page"]).first() or survey.pages.last()
    if found is None:
        raise WrongState(_("Die Umfrage hat keine Seite mehr, auf der die Frage stehen könnte."))
    return found


def _insert(others: Iterable[Page], page: Page) -> None:
    row = list(others)
    row.insert(page.position - 1, page)
    number_from_one(row)


def _kept(question: Question) -> dict[str, Any]:
    return {name: getattr(question, name) for name in KEPT}
