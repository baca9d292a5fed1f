"""Opening a survey to people from outside who evaluate it, and ending that.

An invitation is the role of consultants, held for one survey: it stands on the page of the person, too.
"""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from participation.surveys.models import Survey
from participation.surveys.queries.readers import consulting
from smartregion.accounts.actions import grant_role, take_back_role
from smartregion.accounts.models import Role, RoleAssignment, ScopeKind
from smartregion.core import audit


@transaction.atomic
def invite_reader(*, survey: Survey, user: Any, until: date, by: Any, on: date) -> RoleAssignment:
    """Let a consultant see the answers to this survey until a day; inviting again moves the day."""
    if until < on:
        raise ValidationError({"until": _("Dieser Tag ist schon vorbei.")}, code="in_the_past")
    held = consulting(survey).filter(user=user).valid(on=on)
    last = max((each.valid_until for each in held if each.valid_until), default=None)
    if last is None:
        raise ValidationError(
            {"user": _("Diese Person hat die Rolle Beratung nicht.")}, code="role"
        )
    if until > last:
        # How long somebody from outside is here at all, the administration decides.
        ends = _("Die Rolle Beratung dieser Person endet am %(day)s.")
        raise ValidationError({"until": ends % {"day": date_format(last)}}, code="role_ends")
    reader = grant_role(
        user=user, role=Role.CONSULTANT, scope=(ScopeKind.SURVEY, str(survey.pk)),
        valid_until=until, by=by, on=on,
    )  # fmt: skip
    changes = {"user": str(user.public_id), "until": until.isoformat()}
    audit.record(by=by, verb="invite_reader", subject=survey, changes=changes)
    return reader


@transaction.atomic
def remove_reader(*, survey: Survey, reader: RoleAssignment, by: Any, on: date) -> None:
    """From the next click on they see nothing any more."""
    changes = {"user": str(reader.user.public_id)}
    audit.record(by=by, verb="remove_reader", subject=survey, changes=changes)
    take_back_role(held=reader, by=by, on=on)
