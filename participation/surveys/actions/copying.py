"""Copies within a survey and from other surveys: whatever is copied gets a code of its own."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction

from participation.surveys.actions.ordering import hold, number_from_one
from participation.surveys.models import BankQuestion, Page, Question, Survey
from smartregion.core import audit

# What a question says and how it is answered, wherever it stands.
CONTENT = ("type", "text", "help", "options", "rows", "limits", "is_shuffled")


@transaction.atomic
def copy_question(*, question: Question, by: Any) -> Question:
    """The same question once more, right behind it, under a code of its own."""
    hold(question.survey)
    siblings = list(question.page.questions.all())
    place = siblings.index(question) + 1
    copy = _copied(question, question.page, FreeCodes(question.survey).for_(question.code))
    copy.condition, copy.position = question.condition, place + 1
    copy.save()
    number_from_one([*siblings[:place], copy, *siblings[place:]])
    audit.record(
        by=by, verb="copy_question", subject=question.survey, changes={"fields": [copy.code]}
    )
    return copy


@transaction.atomic
def copy_page(*, page: Page, by: Any) -> Page:
    """The page once more with all its questions, right behind it."""
    hold(page.survey)
    pages, codes = list(page.survey.pages.all()), FreeCodes(page.survey)
    place = pages.index(page) + 1
    copy = Page.objects.create(
        survey=page.survey, title=page.title, condition=page.condition, position=place + 1
    )
    copies = []
    for question in page.questions.all():
        made = _copied(question, copy, codes.for_(question.code))
        made.condition, made.position = question.condition, question.position
        copies.append(made)
    Question.objects.bulk_create(copies)
    number_from_one([*pages[:place], copy, *pages[place:]])
    audit.record(by=by, verb="copy_page", subject=page.survey, changes={"page": str(copy)})
    return copy


@transaction.atomic
def take_questions(*, page: Page, questions: Sequence[Question], by: Any) -> list[Question]:
    """Copy questions of another survey to the end of a page, without their conditions."""
    return _append(page, questions, "take_questions", by)


@transaction.atomic
def take_from_bank(*, page: Page, questions: Sequence[BankQuestion], by: Any) -> list[Question]:
    """Copy questions of the question bank to the end of a page."""
    return _append(page, questions, "take_from_bank", by)


def _append(
    page: Page, sources: Iterable[Question | BankQuestion], verb: str, by: Any
) -> list[Question]:
    hold(page.survey)
    codes, first = FreeCodes(page.survey), page.questions.count() + 1
    made = []
    for position, source in enumerate(sources, first):
        copy = _copied(source, page, codes.for_(source.code))
        copy.position = position
        made.append(copy)
    made = Question.objects.bulk_create(made)
    audit.record(
        by=by, verb=verb, subject=page.survey, changes={"fields": [each.code for each in made]}
    )
    return made


def _copied(source: Question | BankQuestion, page: Page, code: str) -> Question:
    content = {name: getattr(source, name) for name in CONTENT}
    if page.survey_id != getattr(source, "survey_id", None):
        content |= {name: without_conditions(content[name]) for name in ("options", "rows")}
    own = {
        name: getattr(source, name) for name in ("is_required", "formula") if hasattr(source, name)
    }
    return Question(survey=page.survey, page=page, code=code, **content, **own)


def without_conditions(lines: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Options or rows without conditions, which would speak of questions that are not there."""
    return [{name: line[name] for name in line if name != "condition"} for line in lines]


class FreeCodes:
    """Codes that nobody in a survey has yet; each is given out once."""

    def __init__(self, survey: Survey) -> None:
        self.taken = {code.lower() for code in survey.questions.values_list("code", flat=True)}

    def for_(self, wanted: str) -> str:
        numbered = (f"{wanted[:16]}_{number}" for number in range(2, 1000))
        free = next(each for each in (wanted, *numbered) if each.lower() not in self.taken)
        self.taken.add(free.lower())
        return free
