"""Building the draft. A published survey stays editable: changes count from the next version."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NoReturn

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import override

from participation.surveys.actions.keeping import refuse_erased
from participation.surveys.actions.renaming import rewrite_references
from participation.surveys.actions.tickets import refuse_other_mode
from participation.surveys.actions.translating import translations_kept
from participation.surveys.drafts.renaming import Renaming
from participation.surveys.drafts.retyping import Retyping
from participation.surveys.models import Page, Question, Quota, Survey
from participation.surveys.queries import forget_published_versions
from participation.surveys.texts import say
from smartregion.core import audit
from smartregion.core.errors import WrongState
from smartregion.core.richtext import clean
from smartregion.core.slugs import free_slug

# What a copy of a survey takes along besides its title and its window. Not the days until which
# something is kept: they have passed, or are too early, and are proposed anew.
COPIED = (
    "intro",
    "privacy",
    "closing",
    "languages",
    "minutes",
    "mode",
    "asks_proof",
    "return_address",
    "saved_days",
)
RICH = ("intro", "privacy", "closing")
# Words that stand in addresses of this wing, for everybody or for those who manage.
RESERVED = {
    "verwaltung", "beleg", "neu", "fragensammlung", "aufbewahrung", "weiter", "pretest",
    "ausfuellen", "einlesen",
}  # fmt: skip


# -- survey ------------------------------------------------------------------------------------
@transaction.atomic
def create_survey(
    *,
    title: Mapping[str, str],
    opens_at: datetime,
    closes_at: datetime,
    by: Any,
    slug: str = "",
    **texts: Any,
) -> Survey:
    """Begin a draft."""
    survey = Survey(
        slug=slug or free_survey_slug(say(title)),
        title=title,
        opens_at=opens_at,
        closes_at=closes_at,
    )
    _set(survey, texts)
    survey.save()
    audit.record(by=by, verb="create_survey", subject=survey)
    return survey


@transaction.atomic
def copy_survey(*, survey: Survey, by: Any) -> Survey:
    """Begin a new draft with the texts, pages, questions and quotas of this one, published or not."""
    title = {language: _copy_of(text, language) for language, text in survey.title.items()}
    copy = Survey.objects.create(
        slug=free_survey_slug(say(title)),
        title=title,
        opens_at=survey.opens_at,
        closes_at=survey.closes_at,
        **{name: getattr(survey, name) for name in COPIED},
    )
    for page in survey.pages.prefetch_related("questions"):
        questions = list(page.questions.all())
        page.pk, page.survey = None, copy
        page._state.adding = True
        page.save()
        for question in questions:
            question.pk, question.survey, question.page = None, copy, page
        Question.objects.bulk_create(questions)
    quotas = list(survey.quotas.all())
    for quota in quotas:
        quota.pk, quota.survey = None, copy
    Quota.objects.bulk_create(quotas)
    audit.record(by=by, verb="copy_survey", subject=copy, changes={"from": survey.slug})
    return copy


def _copy_of(text: str, language: str) -> str:
    with override(language):
        return _("%(title)s (Kopie)") % {"title": text[:150]} if text else text


@transaction.atomic
def change_survey(*, survey: Survey, by: Any, **values: Any) -> None:
    """Change texts, languages and the window of time."""
    refuse_other_mode(survey, values)
    _refuse_later_end(survey, values)
    with translations_kept(survey):
        changed = _set(survey, values)
        survey.save(update_fields=changed)
    forget_published_versions(survey.slug)
    _note(by, "change_survey", survey, changed)


def _refuse_later_end(survey: Survey, values: Mapping[str, Any]) -> None:
    """Opening again is a step of its own, with conditions of its own (``reopen_survey``)."""
    if values.get("closes_at", survey.closes_at) <= survey.closes_at:
        return
    refuse_erased(survey)
    if survey.state == Survey.State.CLOSED:
        raise WrongState(
            _(
                "Die Umfrage ist geschlossen. Ein neues Ende bestimmen Sie, indem Sie sie wieder öffnen."
            )
        )


def free_survey_slug(title: str) -> str:
    """An address from these words that no survey and no page of this wing has."""
    taken = RESERVED.union(Survey.objects.values_list("slug", flat=True))
    return free_slug(title, taken=taken, otherwise="umfrage")


# -- pages -------------------------------------------------------------------------------------
@transaction.atomic
def add_page(*, survey: Survey, title: Mapping[str, str], by: Any) -> Page:
    """Put an empty page behind the last one."""
    page = Page.objects.create(survey=survey, title=title, position=survey.pages.count() + 1)
    audit.record(by=by, verb="add_page", subject=survey, changes={"page": str(page)})
    return page


@transaction.atomic
def change_page(*, page: Page, title: Mapping[str, str], by: Any) -> None:
    """Give a page another title."""
    with translations_kept(page):
        page.title = dict(title)
        page.save(update_fields=["title"])
    audit.record(by=by, verb="change_page", subject=page.survey, changes={"page": str(page)})


# -- questions ---------------------------------------------------------------------------------
@transaction.atomic
def add_question(*, page: Page, by: Any, **values: Any) -> Question:
    """Put a question behind the last one of its page."""
    question = Question(survey=page.survey, page=page, position=page.questions.count() + 1)
    _set(question, values)
    _save_question(question)
    _note(by, "add_question", page.survey, [question.code])
    return question


@transaction.atomic
def change_question(
    *,
    question: Question,
    by: Any,
    renamed: Mapping[str, Mapping[str, str]] | None = None,
    **values: Any,
) -> None:
    """Set what is named in ``values`` and leave the rest as it is.

    Whatever refers to the question goes along with its new code; ``renamed`` tells the new codes
    of its ``options`` and ``rows``, by the old ones.
    """
    was = question.code
    with translations_kept(question):
        _set(question, values)
        _save_question(question)
    rewrite_references(question.survey, Renaming(was, question.code, **renamed or {}))
    _note(by, "change_question", question.survey, [question.code])


@transaction.atomic
def retype_question(*, question: Question, retyping: Retyping, by: Any) -> None:
    """Ask the same in another way; what the new type does not know is dropped."""
    renaming = retyping.renaming
    _set(question, retyping.values)
    question.save()
    rewrite_references(question.survey, renaming)
    _note(by, "retype_question", question.survey, [question.code, "type"])


def _save_question(question: Question) -> None:
    others = question.survey.questions.exclude(pk=question.pk)
    if others.filter(code__iexact=question.code).exists():
        _refuse_code()
    try:
        with transaction.atomic():
            question.save()
    except IntegrityError:
        _refuse_code()


def _refuse_code() -> NoReturn:
    message = _("Dieses Kürzel gibt es in der Umfrage schon.")
    raise ValidationError({"code": ValidationError(message, code="duplicate")})


# -- conditions --------------------------------------------------------------------------------
@transaction.atomic
def set_condition(*, thing: Page | Question, condition: dict[str, Any] | None, by: Any) -> None:
    """Say when a page or a question is shown; None: always."""
    thing.condition = condition
    thing.save(update_fields=["condition"])
    _note(by, "set_condition", thing.survey, ["condition"])


@transaction.atomic
def set_line_condition(
    *, question: Question, kind: str, code: str, condition: dict[str, Any] | None, by: Any
) -> None:
    """Say when one of the ``options`` or ``rows`` of a question is shown; None: always."""
    lines = [dict(line) for line in getattr(question, kind)]
    for line in lines:
        if line["code"] == code:
            line.pop("condition", None)
            line |= {"condition": condition} if condition else {}
    setattr(question, kind, lines)
    question.save(update_fields=[kind])
    _note(by, "set_line_condition", question.survey, [f"{question.code}.{kind}.{code}"])


# -- setting and noting ------------------------------------------------------------------------
def _set(thing: Model, values: Mapping[str, Any]) -> list[str]:
    """Set the values that differ; formatted texts are cleaned on the way in."""
    changed = []
    for name, value in values.items():
        new = {key: clean(text) for key, text in value.items()} if name in RICH else value
        if getattr(thing, name) != new:
            setattr(thing, name, new)
            changed.append(name)
    return changed


def _note(by: Any, verb: str, survey: Survey, names: list[str]) -> None:
    audit.record(by=by, verb=verb, subject=survey, changes={"fields": names})
