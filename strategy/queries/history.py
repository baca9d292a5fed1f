"""What became of a version: who led it from state to state, when, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from smartregion.core.models import AuditEntry
from strategy.models import StrategyVersion

State = StrategyVersion.State

BEGINNINGS = {
    "create_strategy": gettext_lazy("Mit der Strategie angelegt"),
    "open_revision": gettext_lazy("Als Entwurf angelegt"),
    "import_version": gettext_lazy("Aus einer Datei eingespielt"),
}
STEPS = {
    State.CONSULTATION: gettext_lazy("In die Beteiligung gegeben"),
    State.REWORKING: gettext_lazy("In die Einarbeitung genommen"),
    State.SUBMITTED: gettext_lazy("In den Gremienlauf gegeben"),
    State.ADOPTED: gettext_lazy("Beschluss eingetragen"),
    State.SUPERSEDED: gettext_lazy("Abgelöst"),
    State.WITHDRAWN: gettext_lazy("Zurückgezogen"),
}


@dataclass(frozen=True)
class Event:
    """One step in the life of a version."""

    what: str
    by: str
    at: datetime
    details: str
    reason: str


def history_of(version: StrategyVersion) -> list[Event]:
    """The newest first, as the audit trail has them."""
    entries = AuditEntry.objects.filter(
        object_type=version._meta.label_lower,
        object_id=str(version.pk),
        verb__in=(*BEGINNINGS, "move_version"),
    )
    return [_event(entry) for entry in entries.select_related("actor")]


def _event(entry: AuditEntry) -> Event:
    changes = entry.changes
    return Event(
        what=str(_what(entry)),
        by=str(entry.actor) if entry.actor else "",
        at=entry.at,
        details=_details(changes),
        reason=changes.get("reason", ""),
    )


def _what(entry: AuditEntry) -> object:
    if entry.verb in BEGINNINGS:
        return BEGINNINGS[entry.verb]
    old, new = entry.changes["from"], entry.changes["to"]
    if (old, new) == (State.SUBMITTED, State.REWORKING):
        return _("Aus dem Gremienlauf zurückgekommen")
    return STEPS[new]


def _details(changes: Mapping[str, str]) -> str:
    if decision := changes.get("decision"):
        return decision
    if successor := changes.get("successor"):
        return _("durch Fassung %(label)s") % {"label": successor}
    if "window_from" in changes:
        days = (date.fromisoformat(changes[name]) for name in ("window_from", "window_until"))
        return _("vom %(start)s bis %(end)s") % {
            name: date_format(day) for name, day in zip(("start", "end"), days, strict=True)
        }
    return ""
