"""The agenda of an event."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from participation.events.models import AgendaItem, Event
from smartregion.core import audit


@transaction.atomic
def set_agenda(*, event: Event, items: Iterable[Mapping[str, Any]], by: Any) -> None:
    """Write the whole agenda anew; nothing hangs on a single item."""
    event.agenda.all().delete()
    AgendaItem.objects.bulk_create([AgendaItem(event=event, **item) for item in items])
    audit.record(by=by, verb="set_agenda", subject=event)
