"""Minutes of an event: written point by point, published as contributions of the event."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from participation.contributions.actions import record_contribution
from participation.contributions.actions.telling import tell_about
from participation.contributions.models import Contribution
from participation.events.actions.letters import Occasion, write_to_many
from participation.events.models import Event, MinutePoint, Minutes
from participation.events.queries.minutes import news_key
from smartregion.core import audit
from smartregion.core.editing import write_if_unchanged
from smartregion.core.errors import WrongState
from smartregion.notices.actions import News
from strategy.models import Element

MINUTES = Occasion("minutes", gettext_lazy("Das Protokoll ist da: %(title)s"))
NAME_LENGTH = 80


def begin_minutes(*, event: Event) -> Minutes:
    """The minutes of an event, begun when somebody first writes in them."""
    return Minutes.objects.get_or_create(event=event)[0]


@transaction.atomic
def change_intro(*, minutes: Minutes, intro: str, lock_version: int, by: Any) -> None:
    """Write what stands above the points, unless somebody else was faster (``EditConflict``)."""
    rows = Minutes.objects.filter(pk=minutes.pk)
    write_if_unchanged(rows, lock_version=lock_version, intro=intro)
    audit.record(by=by, verb="change_intro", subject=minutes, changes={"fields": ["intro"]})


@transaction.atomic
def add_point(
    *,
    minutes: Minutes,
    text: str,
    by: Any,
    elements: Iterable[Element] = (),
    about: Iterable[Contribution] = (),
) -> MinutePoint:
    """Write down a further point; it comes last."""
    # The lock of the minutes: two people who add a point at once get two numbers.
    Minutes.objects.select_for_update().get(pk=minutes.pk)
    last = minutes.points.aggregate(last=Max("number"))["last"] or 0
    point = MinutePoint.objects.create(minutes=minutes, number=last + 1, text=text)
    point.elements.set(elements)
    point.about.set(about)
    audit.record(by=by, verb="add_point", subject=point)
    return point


@transaction.atomic
def change_point(
    *,
    point: MinutePoint,
    text: str,
    lock_version: int,
    by: Any,
    elements: Iterable[Element] = (),
    about: Iterable[Contribution] = (),
) -> None:
    """Write a point anew while it is a draft, unless somebody else was faster (``EditConflict``)."""
    _refuse_published(point)
    rows = MinutePoint.objects.filter(pk=point.pk, contribution=None)
    write_if_unchanged(rows, lock_version=lock_version, text=text)
    point.elements.set(elements)
    point.about.set(about)
    audit.record(by=by, verb="change_point", subject=point)


@transaction.atomic
def move_point(*, point: MinutePoint, up: bool, by: Any) -> None:
    """Change places with the neighbour; what is published keeps its number."""
    _refuse_published(point)
    drafts = point.minutes.points.filter(contribution=None)
    found = (
        drafts.filter(number__lt=point.number).order_by("-number")
        if up
        else drafts.filter(number__gt=point.number).order_by("number")
    )
    if neighbour := found.first():
        _renumber(point, neighbour.number)
        _renumber(neighbour, point.number)
        audit.record(by=by, verb="move_point", subject=point)


def _renumber(point: MinutePoint, number: int) -> None:
    MinutePoint.objects.filter(pk=point.pk).update(number=number)


@transaction.atomic
def remove_point(*, point: MinutePoint, by: Any) -> None:
    """Take a draft of a point out; those after it move up."""
    _refuse_published(point)
    audit.record(by=by, verb="remove_point", subject=point)
    later = point.minutes.points.filter(number__gt=point.number)
    later.update(number=F("number") - 1)
    point.delete()


def _refuse_published(point: MinutePoint) -> None:
    if point.is_published:
        raise WrongState(
            _(
                "Dieser Punkt ist veröffentlicht und bleibt, wie er ist. Ergänzen Sie einen weiteren."
            )
        )


@transaction.atomic
def publish_minutes(*, minutes: Minutes, by: Any, at: datetime) -> list[MinutePoint]:
    """Make each point a contribution of the event, and tell those who were registered.

    Points that are added later are published the same way; those who were told are not told again.
    """
    event = Event.objects.select_for_update().get(pk=minutes.event_id)
    points = list(minutes.points.filter(contribution=None))
    _refuse_unready(event, points, at)
    for point in points:
        _publish(point, event, at)
    if Minutes.objects.filter(pk=minutes.pk, published_at=None).update(published_at=at):
        minutes.published_at = at
        expected = event.registrations.expected().select_related("event")
        write_to_many(expected, MINUTES, at=at, mark_of=lambda _one: "")
    changes = {"points": [point.number for point in points]}
    audit.record(by=by, verb="publish_minutes", subject=minutes, changes=changes)
    return points


def _refuse_unready(event: Event, points: list[MinutePoint], at: datetime) -> None:
    if not event.is_public:
        raise WrongState(_("Veröffentlichen Sie zuerst die Veranstaltung."))
    if at < event.starts_at:
        raise WrongState(_("Ein Protokoll erscheint erst, wenn die Veranstaltung begonnen hat."))
    if not points:
        raise ValidationError(
            _("Es gibt keinen Punkt, der noch nicht veröffentlicht ist."), code="no_points"
        )


def _publish(point: MinutePoint, event: Event, at: datetime) -> None:
    point.contribution = record_contribution(
        channel=Contribution.Channel.EVENT,
        text=point.text,
        author_name=event.title[:NAME_LENGTH],
        elements=point.elements.all(),
        is_example=event.is_example,
        at=at,
    )
    point.save(update_fields=["contribution"])
    for contribution in point.about.filter(is_hidden=False):
        tell_about(contribution, news=_news(point, event, contribution), at=at)


def _news(point: MinutePoint, event: Event, contribution: Contribution) -> News:
    with override(settings.LANGUAGE_CODE):
        return News(
            key=news_key(point.pk, contribution.pk),
            group=event.title,
            group_url=event.get_absolute_url(),
            headline=_("Ihr Beitrag steht im Protokoll: „%(title)s“, Punkt %(n)d")
            % {"title": event.title, "n": point.number},
            url=point.get_absolute_url(),
            text=point.text,
        )
