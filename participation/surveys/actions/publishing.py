"""Freezing the questionnaire, opening and closing."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from participation.surveys.actions.keeping import refuse_erased
from participation.surveys.actions.quotas import settle_quotas
from participation.surveys.actions.tickets import issue_tickets
from participation.surveys.checks import findings_of
from participation.surveys.compiler import Draft, compile_draft
from participation.surveys.findings import errors
from participation.surveys.models import Survey, SurveyVersion
from participation.surveys.queries import forget_published_versions
from participation.surveys.questionnaire import questionnaire_of, to_json
from participation.surveys.retention import settled
from smartregion.core import audit, snapshots
from smartregion.core.errors import WrongState


@transaction.atomic
def publish_survey(*, survey: Survey, by: Any, at: datetime) -> SurveyVersion:
    """Freeze the draft as the next version; from now on people answer this one.

    Who has begun with an earlier version finishes that one.
    """
    survey = Survey.objects.select_for_update().get(pk=survey.pk)
    document = _compiled(survey)
    number = (survey.versions.aggregate(last=Max("number"))["last"] or 0) + 1
    version = SurveyVersion.objects.create(
        survey=survey,
        number=number,
        schema=document,
        published_at=at,
        snapshot=snapshots.freeze(
            kind="survey_version", subject=str(survey), content=document, by=by, at=at
        ),
    )
    if survey.state == Survey.State.DRAFT:
        survey.state = Survey.State.OPEN
        kept = settled(survey, survey.closes_at)
        survey.codes_until, survey.answers_until = kept["codes_until"], kept["answers_until"]
        survey.save(update_fields=["state", *kept])
    if survey.mode == Survey.Mode.ACCOUNT:
        issue_tickets(survey=survey, at=at)
    settle_quotas(survey=survey, questionnaire=questionnaire_of(version))
    forget_published_versions(survey.slug)
    audit.record(by=by, verb="publish_survey", subject=survey, changes={"version": number})
    return version


def _compiled(survey: Survey) -> dict[str, Any]:
    """The document to publish; refused while something is missing or nothing has changed."""
    draft = Draft.of(survey)
    if hindrances := errors(findings_of(draft)):
        raise ValidationError([each.text for each in hindrances], code="incomplete")
    document = to_json(compile_draft(draft))
    latest = survey.versions.first()
    if latest and latest.schema == document:
        raise ValidationError(
            _("Seit Fassung %d wurde nichts geändert.") % latest.number, code="unchanged"
        )
    return document


@transaction.atomic
def close_survey(*, survey: Survey, by: Any, at: datetime) -> None:
    """Take no new answers from now on; who has begun may finish within the time of grace."""
    survey = Survey.objects.select_for_update().get(pk=survey.pk)
    if survey.phase(at) not in (Survey.Phase.OPEN, Survey.Phase.PLANNED):
        raise WrongState(_("Die Umfrage ist nicht geöffnet und kann nicht geschlossen werden."))
    changes: dict[str, Any] = {"state": Survey.State.CLOSED}
    if survey.opens_at < at:
        changes["closes_at"] = at
    _move(survey, changes)
    audit.record(by=by, verb="close_survey", subject=survey)


@transaction.atomic
def reopen_survey(*, survey: Survey, closes_at: datetime, by: Any, at: datetime) -> None:
    """Take answers again, until a new moment."""
    survey = Survey.objects.select_for_update().get(pk=survey.pk)
    if survey.phase(at) != Survey.Phase.CLOSED:
        raise WrongState(_("Die Umfrage ist nicht geschlossen."))
    refuse_erased(survey)
    if closes_at <= max(at, survey.opens_at):
        raise ValidationError(
            _("Das neue Ende muss in der Zukunft liegen."), code="closing_in_past"
        )
    if min(settled(survey, closes_at).values()) <= timezone.localdate(closes_at):
        raise ValidationError(
            _(
                "Bis dahin wären Codes oder Antworten schon entfernt. Ändern Sie zuerst die Tage der Aufbewahrung."
            ),
            code="kept_too_short",
        )
    _move(survey, {"state": Survey.State.OPEN, "closes_at": closes_at})
    changes = {"closes_at": closes_at.isoformat()}
    audit.record(by=by, verb="reopen_survey", subject=survey, changes=changes)


def _move(survey: Survey, changes: dict[str, Any]) -> None:
    """Claim the step: only from the state and the end that were read."""
    if "closes_at" in changes:
        changes |= settled(survey, changes["closes_at"])
    unmoved = Survey.objects.filter(pk=survey.pk, state=survey.state, closes_at=survey.closes_at)
    if not unmoved.update(**changes):
        raise WrongState(_("Die Umfrage wurde inzwischen von jemand anderem geändert."))
    forget_published_versions(survey.slug)
