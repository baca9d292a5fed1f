"""Taking answers: one insert, no trace of who or when beyond the day."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from participation.surveys.actions.forgetting import forget_written
from participation.surveys.actions.keeping import refuse_erased
from participation.surveys.actions.packing import lock_columns, take_out
from participation.surveys.actions.quotas import count_anyway, take_places
from participation.surveys.actions.quotes import withdraw_quotes
from participation.surveys.codes import receipt_code, receipt_hash
from participation.surveys.document.questionnaire import QQuota, questionnaire_of
from participation.surveys.document.quotas import groups_of
from participation.surveys.document.way import Judged, check_all
from participation.surveys.models import GRACE, AccessCode, Response, Survey, SurveyVersion
from participation.surveys.queries import quotas_of
from smartregion.core import audit
from smartregion.core.errors import WrongState


class SurveyClosed(WrongState):
    """The answers came too late."""


class CodeUsed(WrongState):
    """Somebody has answered with this code or this account before, or the code was taken back."""


@sensitive_variables("answers", "values")
def submit_response(
    *,
    version: SurveyVersion,
    nonce: uuid.UUID,
    answers: Mapping[str, Any],
    language: str,
    at: datetime,
    access: str = "",
    suspicions: Sequence[str] = (),
) -> bool:
    """Store the answers of one person once; False when they were stored before.

    Where not everybody may answer, ``access`` is the hash of a code or a ticket: it is used up in
    the same transaction, or nothing is stored (``CodeUsed``). Who belongs to a group with a quota
    takes a place in it in that transaction, or nothing is stored (``QuotaFull``).

    For everybody else one statement asks whether the survey still takes answers, and stores them:
    nothing can come in between, and a lost answer to a stored response is repeated without harm.
    """
    if not isinstance(answers, Judged):
        check_all(questionnaire_of(version), answers)
    values = _values(version, nonce, answers, language, at, suspicions)
    groups = groups_of(quotas_of(version.survey), answers)
    try:
        if groups or version.survey.mode != Survey.Mode.OPEN:
            _store_together(values, version.survey, access, groups, are_trusted=not suspicions)
        else:
            _insert(values)
    except WrongState:
        # Perhaps the second of two clicks, which has waited until the first was done.
        if Response.objects.filter(pk=nonce).exists():
            return False
        raise
    return True


@transaction.atomic
def _store_together(
    values: list[Any], survey: Survey, access: str, groups: list[QQuota], *, are_trusted: bool
) -> None:
    """Use the code up, take the places and store the answers: all of it or nothing."""
    if survey.mode != Survey.Mode.OPEN:
        _use_up(survey, access)
    take_places(survey=survey, groups=groups, are_trusted=are_trusted)
    _insert(values)


def _use_up(survey: Survey, access: str) -> None:
    used, _kinds = AccessCode.objects.filter(survey=survey, code_hash=access).delete()
    if not used:
        raise CodeUsed(_used(survey))


def _used(survey: Survey) -> str:
    if survey.mode == Survey.Mode.ACCOUNT:
        return _("Mit Ihrem Konto wurde schon geantwortet.")
    return _("Mit diesem Zugangscode wurde schon geantwortet.")


def _insert(values: list[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(INSERT, values)
        if not cursor.rowcount:
            raise SurveyClosed(_("Diese Umfrage nimmt keine Antworten mehr an."))


def _for_database(model: type[Model], name: str, value: object) -> Any:
    """The value as each database stores it: SQLite keeps moments and ids as text."""
    field: Any = model._meta.get_field(name)
    return field.get_db_prep_save(value, connection)


# Two clicks in the same moment may meet at the id or at the receipt, so no key is named.
INSERT = """
    INSERT INTO participation_response
        (id, version_id, answers, language, origin, submitted_on, receipt_hash, suspicions)
    SELECT %s, %s, %s, %s, %s, %s, %s, %s FROM participation_survey
    WHERE id = %s AND state <> 'draft' AND opens_at <= %s AND closes_at > %s
    ON CONFLICT DO NOTHING
"""


def _values(
    version: SurveyVersion,
    nonce: uuid.UUID,
    answers: Mapping[str, Any],
    language: str,
    at: datetime,
    suspicions: Sequence[str],
) -> list[Any]:
    """What ``INSERT`` asks for, in its order."""
    return [
        _for_database(Response, "id", nonce),
        version.pk,
        _for_database(Response, "answers", dict(answers)),
        language,
        Response.Origin.ONLINE,
        _for_database(Response, "submitted_on", timezone.localdate(at)),
        receipt_hash(receipt_code(nonce)),
        _for_database(Response, "suspicions", list(suspicions)),
        version.survey_id,
        _for_database(Survey, "opens_at", at),
        _for_database(Survey, "closes_at", at - GRACE),
    ]


@transaction.atomic
def withdraw_response(*, response: Response, at: datetime) -> None:
    """Take one's own answers back, for good; until the survey closes. Twice is like once."""
    survey = response.version.survey
    if not survey.takes_begun_answers(at):
        raise SurveyClosed(
            _("Die Umfrage ist beendet. Die Antworten sind ausgewertet und bleiben bestehen.")
        )
    store = lock_columns(survey)
    count_anyway(survey=survey, responses=[response], by=-1)
    withdraw_quotes(response=response, at=at)
    packed = Response.objects.filter(pk=response.pk, packed=True).exists()
    deleted, _kinds = Response.objects.filter(pk=response.pk).delete()
    if not deleted:
        # Another click was faster, and has given the places back. (Counting comes first because
        # whoever sends answers locks in this order, too.)
        transaction.set_rollback(True)
        return
    take_out(store=store, packed=[response.pk] if packed else [], removed=1)
    forget_written(survey)
    # Who did it is nobody's business; that it was done explains why a number went down.
    audit.record(by=None, verb="withdraw_response", subject=survey)


@dataclass(frozen=True)
class FilledIn:
    """A questionnaire that was filled in elsewhere: on paper, or made up as an example."""

    answers: Mapping[str, Any]
    language: str
    submitted_on: date
    id: uuid.UUID = field(default_factory=uuid.uuid4)
    suspicions: Sequence[str] = ()


@transaction.atomic
def add_responses(
    *, version: SurveyVersion, filled_in: Iterable[FilledIn], origin: Response.Origin, by: Any
) -> int:
    """Store many responses at once, all or none; each is judged like an answer on the page.

    Only that nobody can be asked again on paper: what was left open there stays open.
    """
    refuse_erased(version.survey)
    questionnaire = questionnaire_of(version)
    if origin == Response.Origin.PAPER:
        questionnaire = questionnaire.voluntary
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
                suspicions=list(each.suspicions),
            )
        )
    Response.objects.bulk_create(rows, batch_size=500)
    count_anyway(survey=version.survey, responses=rows, by=1)
    audit.record(
        by=by,
        verb="add_responses",
        subject=version.survey,
        changes={"count": len(rows), "origin": str(origin), "version": version.number},
    )
    return len(rows)
