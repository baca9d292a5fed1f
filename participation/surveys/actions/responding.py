"""Taking answers: one insert, no trace of who or when beyond the day."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from participation.surveys.answers import check_all
from participation.surveys.models import Response, SurveyVersion
from participation.surveys.questionnaire import questionnaire_of
from smartregion.core import audit
from smartregion.core.errors import WrongState


class SurveyClosed(WrongState):
    """The answers came too late."""


@sensitive_variables("answers")
def submit_response(
    *,
    version: SurveyVersion,
    nonce: uuid.UUID,
    answers: Mapping[str, Any],
    language: str,
    at: datetime,
) -> bool:
    """Store the answers of one person once; False when they were stored before."""
    if not version.survey.takes_begun_answers(at):
        raise SurveyClosed(_("Diese Umfrage nimmt keine Antworten mehr an."))
    check_all(questionnaire_of(version), answers)
    response = Response(
        pk=nonce,
        version=version,
        answers=dict(answers),
        language=language,
        submitted_on=timezone.localdate(at),
    )
    try:
        with transaction.atomic():
            response.save(force_insert=True)
    except IntegrityError:
        return False
    return True


@dataclass(frozen=True)
class FilledIn:
    """A questionnaire that was filled in elsewhere: on paper, or made up as an example."""

    answers: Mapping[str, Any]
    language: str
    submitted_on: date
    id: uuid.UUID = field(default_factory=uuid.uuid4)


@transaction.atomic
def add_responses(
    *, version: SurveyVersion, filled_in: Iterable[FilledIn], origin: Response.Origin, by: Any
) -> int:
    """Store many responses at once, all or none; each is judged like an answer on the page."""
    questionnaire = questionnaire_of(version)
    rows = []
    for each in filled_in:
        check_all(questionnaire, each.answers)
        rows.append(
            Response(
                pk=each.id,
                version=version,
                answers=dict(each.answers),
                language=each.language,
                origin=origin,
                submitted_on=each.submitted_on,
            )
        )
    Response.objects.bulk_create(rows, batch_size=500)
    audit.record(
        by=by,
        verb="add_responses",
        subject=version.survey,
        changes={"count": len(rows), "origin": str(origin), "version": version.number},
    )
    return len(rows)
