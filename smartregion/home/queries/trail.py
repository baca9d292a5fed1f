"""The audit trail as people read it: who, what in words, on which thing, when."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import Model, Q, QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from smartregion.core.days import day_begins
from smartregion.core.models import AuditEntry
from smartregion.home.queries.trail_details import details
from smartregion.home.verbs import ROOMS, label_of

# Things without a page of their own that are shown on another one. Whoever has the address of a registration or of a
# working group may act for those people: nobody gets it from here.
PAGES: dict[str, Callable[[Any], str]] = {
    "participation.registration": lambda one: str(one.event.get_absolute_url()),
    "participation.workinggroup": lambda group: str(group.event.get_absolute_url()),
    "accounts.user": lambda user: reverse("accounts:person", args=[user.public_id]),
    "county.county": lambda _county: reverse("county:profile_edit"),
    "county.organisation": lambda one: reverse("county:organisation_edit", args=[one.slug]),
}


@dataclass(frozen=True)
class Line:
    """One entry; ``link`` is the number under which its thing may be asked for, if it may have a page."""

    at: datetime
    who: str
    what: str
    thing: str
    room: str
    details: str
    link: int | None


def entries(
    *,
    who: str = "",
    room: str = "",
    verb: str = "",
    thing: str = "",
    first: date | None = None,
    last: date | None = None,
) -> QuerySet[AuditEntry]:
    """Newest first; both days are included, as days of the county."""
    found = AuditEntry.objects.select_related("actor")
    if who:
        found = found.filter(Q(actor__display_name__icontains=who) | Q(actor__email__iexact=who))
    if room:
        found = found.filter(object_type__startswith=f"{room}.")
    if verb:
        found = found.filter(verb=verb)
    if thing:
        found = found.filter(Q(object_label__icontains=thing) | Q(object_id=thing))
    if first:
        found = found.filter(at__gte=day_begins(first))
    if last:
        found = found.filter(at__lt=day_begins(last + timedelta(days=1)))
    return found


def lines(found: Iterable[AuditEntry]) -> Iterator[Line]:
    """Entries in words; asks the database for nothing."""
    for entry in found:
        model = model_of(entry.object_type)
        yield Line(
            at=entry.at,
            who=str(entry.actor) if entry.actor else _("das System oder ein Gast"),
            what=label_of(entry.verb),
            thing=entry.object_label,
            room=str(ROOMS.get(entry.object_type.partition(".")[0], "")),
            details=details(model, entry.changes),
            link=entry.pk if model and _may_have_page(model) else None,
        )


@cache
def model_of(object_type: str) -> type[Model] | None:
    """The model of an entry; one of an earlier release may be gone."""
    try:
        return apps.get_model(object_type)
    except (LookupError, ValueError):
        return None


def _may_have_page(model: type[Model]) -> bool:
    return model._meta.label_lower in PAGES or hasattr(model, "get_absolute_url")


def page_of(entry: AuditEntry) -> str | None:
    """Where the thing of an entry is shown today; None when it is gone or has no page."""
    model = model_of(entry.object_type)
    if model is None or not _may_have_page(model):
        return None
    thing: Any = model._base_manager.filter(pk=entry.object_id).first()
    if thing is None:
        return None
    way = PAGES.get(model._meta.label_lower, lambda one: str(one.get_absolute_url()))
    try:
        return way(thing)
    except (NoReverseMatch, AttributeError):
        # Half of the thing is gone, such as the version in which a text stood.
        return None
