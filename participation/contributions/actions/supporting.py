"""Agreeing with what somebody else said, and taking that back."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from participation.contributions.guards import may_support
from participation.contributions.models import Contribution, Support
from smartregion.core.errors import WrongState


@transaction.atomic
def support_contribution(*, contribution: Contribution, by: Any, at: datetime) -> bool:
    """Agree, once; False where this person already did.

    There is no entry in the audit trail: who agrees with what is an opinion, and shown nowhere.
    """
    _refuse_unless_supportable(contribution, by, at)
    _support, is_new = Support.objects.get_or_create(contribution=contribution, user=by)
    if is_new:
        _count(contribution, 1)
    return is_new


@transaction.atomic
def unsupport_contribution(*, contribution: Contribution, by: Any, at: datetime) -> bool:
    """Agree no longer; False where this person did not."""
    _refuse_unless_supportable(contribution, by, at)
    gone, _rows = Support.objects.filter(contribution=contribution, user=by).delete()
    if gone:
        _count(contribution, -1)
    return bool(gone)


def _refuse_unless_supportable(contribution: Contribution, by: Any, at: datetime) -> None:
    may_support.refuse_against(contribution, at)
    if contribution.is_hidden:
        raise WrongState(_("Dieser Beitrag ist nicht öffentlich."))
    if contribution.author_id == by.pk:
        raise WrongState(_("Den eigenen Beitrag können Sie nicht unterstützen."))


def _count(contribution: Contribution, change: int) -> None:
    Contribution.objects.filter(pk=contribution.pk).update(supports=F("supports") + change)
    contribution.refresh_from_db(fields=["supports"])
