"""Putting answers aside for those who want to go on later, and only for them.

None of this is noted in the audit trail: that somebody stopped, went on or gave up is theirs.
"""

import uuid
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from participation.surveys.actions.responding import submit_response
from participation.surveys.answering import Answering
from participation.surveys.codes import saved_code, saved_hash
from participation.surveys.models import GRACE, SavedAnswers, Survey, SurveyVersion
from participation.surveys.sealing import seal


@sensitive_variables()
@transaction.atomic
def save_answers(*, version: SurveyVersion, state: Answering, at: datetime) -> date:
    """Put the answers aside under their code; returns the last day on which they are there."""
    code, until = saved_code(state.nonce), _last_day(version.survey, at)
    SavedAnswers.objects.update_or_create(
        pk=saved_hash(code),
        defaults={"version": version, "sealed": seal(code, state.pack()), "expires_on": until},
    )
    return until


@sensitive_variables()
def keep_saved(*, version: SurveyVersion, state: Answering, at: datetime) -> date | None:
    """Bring answers that were put aside up to date; None when they are no longer there.

    What was deleted, or sent from another window, does not come back.
    """
    code, until = saved_code(state.nonce), _last_day(version.survey, at)
    there = SavedAnswers.objects.filter(pk=saved_hash(code))
    changed = there.update(sealed=seal(code, state.pack()), expires_on=until)
    return until if changed else None


def _last_day(survey: Survey, at: datetime) -> date:
    """Some days from now, but not after the survey takes its last answer."""
    wanted = timezone.localdate(at) + timedelta(days=survey.saved_days)
    return min(wanted, timezone.localdate(survey.closes_at + GRACE))


def delete_saved(*, code: str) -> bool:
    """Throw away what was put aside; the code opens nothing any more."""
    number, _kinds = SavedAnswers.objects.filter(pk=saved_hash(code)).delete()
    return bool(number)


@sensitive_variables()
@transaction.atomic
def submit_saved(*, nonce: uuid.UUID, **response: Any) -> bool:
    """Store the response of somebody who had put answers aside, and clear these away with it."""
    is_new = submit_response(nonce=nonce, **response)
    delete_saved(code=saved_code(nonce))
    return is_new
