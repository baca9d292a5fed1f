"""Freezing the questionnaire, opening and closing."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from participation.surveys.actions.keeping import refuse_erased
from participation.surveys.actions.quotas import settle_quotas
from participation.surveys.actions.tickets import issue_tickets
from participation.surveys.checks.findings import errors
from participation.surveys.checks.opening import findings_of
from participation.surveys.document.changes import changes_between
from participation.surveys.document.changes import to_json as changes_to_json
from participation.surveys.document.questionnaire import Questionnaire, questionnaire_of, to_json
from participation.surveys.drafts.compiler import Draft, compile_draft
from participation.surveys.models import Survey, SurveyVersion
from participation.surveys.privacy.retention import settled
from participation.surveys.queries import forget_published_versions
from smartregion.core import audit, snapshots
from smartregion.core.errors import WrongState


@transaction.atomic
def publish_survey(*, survey: Survey, by: Any, at: datetime) -> SurveyVersion:
    """Freeze the draft as the next version; from now on people answer this one.

    Who has begun with an earlier version finishes that one.
    """
    survey = Survey.objects.select_for_update().get(pk=survey.pk)
    _refuse_taken_in(survey)
    questionnaire, latest = _compiled(survey), survey.versions.first()
    document, number = to_json(questionnaire), latest.number + 1 if latest else 1
    changes = changes_between(questionnaire_of(latest), questionnaire) if latest else []
    version = SurveyVersion.objects.create(
        survey=survey,
        number=number,
        schema=document,
        published_at=at,
        changes=changes_to_json(changes),
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
    counts = {
        "version": number,
        "wordings": sum(each.is_wording for each in changes),
        "structure": sum(each.is_structure for each in changes),
    }
    audit.record(by=by, verb="publish_survey", subject=survey, changes=counts)
    return version


def _compiled(survey: Survey) -> Questionnaire:
    """The document to publish; refused while something is missing or nothing has changed."""
    draft = Draft.of(survey)
    if hindrances := errors(findings_of(draft)):
        raise ValidationError([each.text for each in hindrances], code="incomplete")
    questionnaire = compile_draft(draft)
    latest = survey.versions.first()
    if latest and latest.schema == to_json(questionnaire):
        raise ValidationError(
            _("Seit Fassung %d wurde nichts geändert.") % latest.number, code="unchanged"
        )
    return questionnaire


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
    _refuse_taken_in(survey)
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


def _refuse_taken_in(survey: Survey) -> None:
    """What was asked elsewhere was frozen without the checks before opening: nobody answers it here."""
    if survey.is_taken_in:
        raise WrongState(
            _(
                "Diese Umfrage wurde anderswo beantwortet; hier liegen nur ihre Antworten. Um sie noch einmal zu stellen, kopieren Sie sie."
            )
        )


def _move(survey: Survey, changes: dict[str, Any]) -> None:
    """Claim the step: only from the state and the end that were read."""
    if "closes_at" in changes:
        changes |= settled(survey, changes["closes_at"])
    unmoved = Survey.objects.filter(pk=survey.pk, state=survey.state, closes_at=survey.closes_at)
    if not unmoved.update(**changes):
        raise WrongState(_("Die Umfrage wurde inzwischen von jemand anderem geändert."))
    forget_published_versions(survey.slug)
