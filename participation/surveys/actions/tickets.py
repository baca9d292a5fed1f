"""The right of accounts to answer once: tickets, which are deleted when they are used.

A ticket is an ``AccessCode`` without a batch. Its hash follows from the numbers of survey and account
under a key of its own, so no row says whose it is, and none is ever written because somebody answers
(docs/decisions/0007).
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from participation.surveys.codes import ticket_hash
from participation.surveys.models import AccessCode, Survey
from participation.surveys.queries import forget_published_versions
from smartregion.accounts.models import User

# An account is dated before it is stored. Whoever joined this long ago is stored by now, so nobody is
# passed over for good when the date up to which all have tickets moves on.
SETTLED = timedelta(seconds=10)


@transaction.atomic
def issue_tickets(*, survey: Survey, at: datetime) -> int:
    """Give everybody a ticket who joined since the last time; nobody gets a second one.

    All at once and sorted by hash, so the rows tell nothing about who will answer or when. There is
    no entry in the audit trail: its moment would say that a new account has just begun.
    """
    survey = Survey.objects.select_for_update().get(pk=survey.pk)
    joined = User.objects.filter(joined_at__lte=at - SETTLED)
    if survey.tickets_until:
        joined = joined.filter(joined_at__gt=survey.tickets_until)
    people = dict(joined.values_list("pk", "joined_at"))
    if not people:
        return 0
    _store(survey, people, timezone.localdate(at))
    # The day on which the last of them joined, which is no secret, and not the moment of this.
    survey.tickets_until = max(people.values())
    survey.save(update_fields=["tickets_until"])
    forget_published_versions(survey.slug)
    return len(people)


def _store(survey: Survey, people: Iterable[int], on: date) -> None:
    hashes = sorted(ticket_hash(survey=survey.pk, account=account) for account in people)
    AccessCode.objects.bulk_create(
        (AccessCode(survey=survey, created_on=on, code_hash=each) for each in hashes),
        batch_size=1000,
    )


def refuse_other_mode(survey: Survey, values: Mapping[str, Any]) -> None:
    """Who may answer is part of what the result is worth, so it stays as it was published."""
    if survey.state != Survey.State.DRAFT and values.get("mode", survey.mode) != survey.mode:
        message = _(
            "Wer teilnehmen kann, lässt sich nach der Veröffentlichung nicht mehr ändern. "
            "Legen Sie dafür eine Kopie der Umfrage an."
        )
        raise ValidationError({"mode": ValidationError(message, code="mode_is_final")})
