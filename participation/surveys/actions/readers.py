"""Inviting people from outside to evaluate a survey, and ending that."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from participation.surveys.models import Survey, SurveyReader
from smartregion.accounts.models import Role, RoleAssignment
from smartregion.core import audit


@transaction.atomic
def invite_reader(*, survey: Survey, user: Any, until: date, by: Any, on: date) -> SurveyReader:
    """Let a consultant see the answers to this survey until a day; inviting again moves the day."""
    if until < on:
        raise ValidationError({"until": _("Dieser Tag ist schon vorbei.")}, code="in_the_past")
    if not RoleAssignment.objects.filter(user=user, role=Role.CONSULTANT).valid(on=on).exists():
        raise ValidationError(
            {"user": _("Diese Person hat die Rolle Beratung nicht.")}, code="role"
        )
    reader, _new = SurveyReader.objects.update_or_create(
        survey=survey, user=user, defaults={"until": until}
    )
    changes = {"user": str(user.public_id), "until": until.isoformat()}
    audit.record(by=by, verb="invite_reader", subject=survey, changes=changes)
    return reader


@transaction.atomic
def remove_reader(*, reader: SurveyReader, by: Any) -> None:
    """From the next click on they see nothing any more."""
    changes = {"user": str(reader.user.public_id)}
    audit.record(by=by, verb="remove_reader", subject=reader.survey, changes=changes)
    reader.delete()
