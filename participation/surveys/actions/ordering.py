"""The order of pages and questions. Two people who move at once both get what they meant.

Every move holds the survey and reads the order anew, so nobody writes down an order that is no longer
the one on the screen of somebody else.
"""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from participation.surveys.models import Page, Question, Survey
from smartregion.core import audit
from smartregion.core.errors import WrongState
from smartregion.core.rows import moved, write_places


@transaction.atomic
def move_page(*, page: Page, step: int, by: Any) -> None:
    """One place up (-1) or down (+1); at the ends nothing happens."""
    pages = _pages_of(page)
    _take_page(pages, page, pages.index(page) + step, by)


@transaction.atomic
def place_page(*, page: Page, place: int, by: Any) -> None:
    """Put a page at a place, counted from 0; behind the last one it comes last."""
    pages = _pages_of(page)
    _take_page(pages, page, min(place, len(pages) - 1), by)


@transaction.atomic
def move_question(*, question: Question, step: int, by: Any) -> None:
    """One place up (-1) or down (+1); over the edge of a page into the neighbouring page."""
    pages, question = _pages_and(question)
    here = pages.index(question.page)
    place = _row_of(question.page).index(question) + step
    if 0 <= place < question.page.questions.count():
        _take_question(question, question.page, place, by)
    elif 0 <= here + step < len(pages):
        there = pages[here + step]
        _take_question(question, there, 0 if step > 0 else there.questions.count(), by)


@transaction.atomic
def place_question(*, question: Question, page: Page, place: int, by: Any) -> None:
    """Put a question at a place of a page of the same survey, counted from 0."""
    pages, question = _pages_and(question)
    if page not in pages:
        raise WrongState(_("Diese Seite gibt es nicht mehr. Die Frage bleibt, wo sie war."))
    _take_question(question, page, place, by)


def hold(survey: Survey) -> None:
    """Whoever changes the outline waits for the one who does so now."""
    Survey.objects.select_for_update().get(pk=survey.pk)


def number_from_one(things: Iterable[Any]) -> None:
    """Write down the order in which these pages, or the questions of one page, stand."""
    write_places(things, first=1)


def _pages_of(page: Page) -> list[Page]:
    hold(page.survey)
    pages = list(page.survey.pages.all())
    if page not in pages:
        raise WrongState(_("Diese Seite wurde inzwischen gelöscht."))
    return pages


def _pages_and(question: Question) -> tuple[list[Page], Question]:
    """The pages of its survey, and the question as it stands now."""
    hold(question.survey)
    found = Question.objects.select_related("page", "survey").filter(pk=question.pk).first()
    if found is None:
        raise WrongState(_("Diese Frage wurde inzwischen gelöscht."))
    return list(found.survey.pages.all()), found


def _row_of(page: Page) -> list[Question]:
    return list(page.questions.order_by("position", "pk"))


def _take_page(pages: list[Page], page: Page, there: int, by: Any) -> None:
    here = pages.index(page)
    if moved(pages, here, there):
        number_from_one(pages)
        changes = {"page": str(page), "from": here + 1, "to": there + 1}
        audit.record(by=by, verb="move_page", subject=page.survey, changes=changes)


def _take_question(question: Question, there: Page, place: int, by: Any) -> None:
    left = question.page
    if left != there:
        question.page = there
        question.save(update_fields=["page"])
        number_from_one(_row_of(left))
    row = [each for each in _row_of(there) if each != question]
    row.insert(place, question)
    number_from_one(row)
    changes = {"fields": [question.code], "page": str(there), "to": row.index(question) + 1}
    audit.record(by=by, verb="move_question", subject=question.survey, changes=changes)
