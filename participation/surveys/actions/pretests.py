"""Trying the draft out with people, and clearing up afterwards."""

import uuid
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from participation.surveys.document.questionnaire import to_json
from participation.surveys.document.way import way_through
from participation.surveys.drafts.compiler import Draft
from participation.surveys.drafts.drafting import tried_draft
from participation.surveys.models import Pretest, PretestAnswers, PretestComment, Survey
from participation.surveys.privacy.retention import ANSWERS_AFTER_MONTHS, months_later
from smartregion.core import audit, snapshots
from smartregion.core.errors import WrongState

LONGEST_COMMENT = PretestComment._meta.get_field("text").max_length


class PretestOver(WrongState):
    """The answers came after its last day."""


@transaction.atomic
def start_pretest(*, survey: Survey, ends_on: date, by: Any, at: datetime) -> Pretest:
    """Freeze the draft as it is, with its gaps, for people who try it out."""
    survey = Survey.objects.select_for_update().get(pk=survey.pk)
    questionnaire = tried_draft(Draft.of(survey))
    if way_through(questionnaire, {}).after(-1) is None:
        raise ValidationError(
            _("Der Entwurf hat noch keine Frage, die jemand ausprobieren könnte."), code="empty"
        )
    document = to_json(questionnaire)
    number = (survey.pretests.aggregate(last=Max("number"))["last"] or 0) + 1
    pretest = Pretest.objects.create(
        survey=survey,
        number=number,
        schema=document,
        snapshot=snapshots.freeze(
            kind="survey_pretest", subject=str(survey), content=document, by=by, at=at
        ),
        started_at=at,
        started_by=by,
        ends_on=ends_on,
    )
    _name_last_day(survey, ends_on)
    changes = {"number": number, "ends_on": ends_on.isoformat()}
    audit.record(by=by, verb="start_pretest", subject=survey, changes=changes)
    return pretest


def _name_last_day(survey: Survey, ends_on: date) -> None:
    """Answers of a pretest go on a known day, also where the survey is never published, and not sooner."""
    day = survey.answers_until
    if survey.state != Survey.State.DRAFT or (day and day > ends_on):
        return
    last = max(timezone.localdate(survey.closes_at), ends_on)
    survey.answers_until = months_later(last, ANSWERS_AFTER_MONTHS)
    survey.save(update_fields=["answers_until"])


@sensitive_variables("answers", "comments")
@transaction.atomic
def submit_pretest(
    *,
    pretest: Pretest,
    nonce: uuid.UUID,
    answers: Mapping[str, Any],
    comments: Mapping[str, str],
    language: str,
    on: date,
) -> bool:
    """Keep what somebody answered and noticed; False when it was kept before.

    ``comments`` are by code of the question; without a code: about the whole.
    """
    if not pretest.takes_answers(on):
        raise PretestOver(_("Dieser Pretest ist beendet."))
    about = {"pretest": pretest, "language": language}
    _kept, is_new = PretestAnswers.objects.get_or_create(
        pk=nonce, defaults={**about, "answers": dict(answers), "submitted_on": on}
    )
    if is_new:
        PretestComment.objects.bulk_create(
            PretestComment(question=code, text=text[:LONGEST_COMMENT], created_on=on, **about)
            for code, text in comments.items()
        )
    return is_new


@transaction.atomic
def end_pretest(*, pretest: Pretest, by: Any, on: date) -> None:
    """Take no more answers; yesterday was the last day."""
    going_on = Pretest.objects.filter(pk=pretest.pk, ends_on__gte=on)
    if not going_on.update(ends_on=on - timedelta(days=1)):
        raise WrongState(_("Dieser Pretest ist schon beendet."))
    changes = {"number": pretest.number}
    audit.record(by=by, verb="end_pretest", subject=pretest.survey, changes=changes)


@transaction.atomic
def delete_pretest(*, pretest: Pretest, by: Any) -> None:
    """Remove a pretest with all that was answered and noticed in it."""
    survey, number = pretest.survey, pretest.number
    pretest.delete()
    audit.record(by=by, verb="delete_pretest", subject=survey, changes={"number": number})
