"""What people say about a passage: written by themselves, or put down by the office."""

import uuid
from datetime import date, datetime, time
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from participation.consultations.drafts import Spot
from participation.consultations.models import Comment
from participation.consultations.queries import Window, window_of
from participation.contributions.actions import (
    public_name,
    record_contribution,
    refuse_links,
    said_once,
)
from participation.contributions.codes import receipt_code
from participation.contributions.models import Contribution
from smartregion.core import audit
from smartregion.core.errors import WrongState
from smartregion.county.models import Municipality, Organisation
from strategy.models import Element, StrategyVersion

State = StrategyVersion.State
# How a statement reaches the office other than through the page.
BY_HAND = (Contribution.Channel.LETTER, Contribution.Channel.PHONE, Contribution.Channel.EVENT)
NAME_LENGTH = Contribution._meta.get_field("author_name").max_length


def write_comment(
    *,
    version: StrategyVersion,
    spot: Spot,
    text: str,
    at: datetime,
    author: Any = None,
    author_name: str = "",
    municipality: Municipality | None = None,
    on_behalf_of: Organisation | None = None,
    token: uuid.UUID | None = None,
    is_suspicious: bool = False,
    is_example: bool = False,
) -> Comment:
    """Comment on a passage while the window is open; sent twice with one token it is one comment.

    What comes in a burst (``is_suspicious``) waits until moderation has looked at it.
    """
    spoken = {
        "channel": Contribution.Channel.COMMENT,
        "text": text,
        "author": author,
        "author_name": _signed(author_name or public_name(author), on_behalf_of),
        "municipality": municipality,
        "is_held": is_suspicious,
        "is_example": is_example,
        "at": at,
    }
    token = token or uuid.uuid4()

    def write() -> Comment:
        refuse_unless_open(version, on=timezone.localdate(at))
        if author and not on_behalf_of:
            refuse_links(text, person=author, at=at)
        return _written(version, spot, spoken, on_behalf_of, token)

    return said_once(write=write, earlier=lambda: _sent_before(token, author))


def record_statement(
    *,
    version: StrategyVersion,
    spot: Spot,
    channel: str,
    text: str,
    received_on: date,
    author_name: str,
    by: Any,
    on: date,
    municipality: Municipality | None = None,
    on_behalf_of: Organisation | None = None,
    token: uuid.UUID | None = None,
    is_example: bool = False,
) -> Comment:
    """Put down what came by letter, by telephone or at an event, within the announced days."""
    refuse_unless_recordable(version, on=on)
    _check_received(version, received_on, on)
    if not (author_name.strip() or on_behalf_of):
        raise ValidationError(
            {"author_name": _("Von wem kommt die Stellungnahme?")}, code="nobody_named"
        )
    spoken = {
        "channel": channel,
        "text": text,
        "author_name": _signed(author_name.strip(), on_behalf_of),
        "municipality": municipality,
        "is_example": is_example,
        "at": timezone.make_aware(datetime.combine(received_on, time(12))),
    }
    token = token or uuid.uuid4()

    def write() -> Comment:
        comment = _written(version, spot, spoken, on_behalf_of, token)
        audit.record(
            by=by, verb="record_statement", subject=comment, changes={"channel": str(channel)}
        )
        return comment

    return said_once(write=write, earlier=lambda: _sent_before(token, None))


def _written(
    version: StrategyVersion,
    spot: Spot,
    spoken: dict[str, Any],
    on_behalf_of: Organisation | None,
    token: uuid.UUID,
) -> Comment:
    element, paragraph = spot.key
    assert version.snapshot  # noqa: S101 - frozen when the consultation began
    about = Element.objects.filter(pk__in=[element] if element else [])
    return Comment.objects.create(
        contribution=record_contribution(
            elements=about, receipt_code=receipt_code(token), **spoken
        ),
        version=version,
        snapshot=version.snapshot,
        element_id=element,
        paragraph=paragraph,
        quote=spot.quote,
        on_behalf_of=on_behalf_of,
        token=token,
    )


def _sent_before(token: uuid.UUID, author: Any) -> Comment | None:
    comments = Comment.objects.select_related("version__strategy", "contribution")
    return comments.filter(token=token, contribution__author=author).first()


def _signed(person: str, organisation: Organisation | None) -> str:
    """Whoever speaks for an organisation is not named: it is the organisation that speaks."""
    return (organisation.name if organisation else person)[:NAME_LENGTH]


# -- when ----------------------------------------------------------------------------------------
def refuse_unless_open(version: StrategyVersion, *, on: date) -> None:
    """Say why nobody can comment on this draft now."""
    window = window_of(version, on=on)
    if window == Window.PLANNED:
        raise WrongState(
            _("Die Beteiligung beginnt am %(day)s. Vorher sind keine Kommentare möglich.")
            % {"day": _day(version.consultation_from)}
        )
    if window == Window.OVER:
        raise WrongState(
            _("Die Beteiligung an diesem Entwurf ist beendet. Kommentare sind nicht mehr möglich.")
        )


def refuse_unless_recordable(version: StrategyVersion, *, on: date) -> None:
    """A letter that came in time may still be put down while the comments are being weighed."""
    if version.state not in (State.CONSULTATION, State.REWORKING):
        raise WrongState(
            _("Die Fassung %(label)s ist „%(state)s“. Stellungnahmen werden nicht mehr erfasst.")
            % {"label": version.label, "state": version.get_state_display()}
        )
    if window_of(version, on=on) == Window.PLANNED:
        refuse_unless_open(version, on=on)


def _check_received(version: StrategyVersion, received_on: date, on: date) -> None:
    start, end = version.consultation_from, version.consultation_until
    if received_on > on:
        sentence = _("Dieser Tag liegt in der Zukunft.")
    elif start and end and not start <= received_on <= end:
        sentence = _("Die Stellungnahme muss zwischen %(start)s und %(end)s eingegangen sein.") % {
            "start": _day(start),
            "end": _day(end),
        }
    else:
        return
    raise ValidationError({"received_on": sentence}, code="outside_window")


def _day(day: date | None) -> str:
    return date_format(day, "DATE_FORMAT") if day else ""
