"""Who was there."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from participation.events.models import Event
from smartregion.core import audit
from smartregion.core.errors import WrongState


@transaction.atomic
def note_attendance(*, event: Event, came: Collection[int], by: Any, at: datetime) -> None:
    """Note for all who had a seat whether they came; who is not named stayed away."""
    if at < event.starts_at:
        raise WrongState(_("Wer da war, lässt sich erst eintragen, wenn es begonnen hat."))
    expected = event.registrations.confirmed()
    expected.filter(pk__in=came).update(came=True)
    expected.exclude(pk__in=came).update(came=False)
    audit.record(by=by, verb="note_attendance", subject=event)


@transaction.atomic
def note_export(*, event: Event, by: Any) -> None:
    """Note who took the list of participants out of the house."""
    audit.record(by=by, verb="note_export", subject=event)
