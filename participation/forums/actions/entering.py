"""What reached the office by letter or by phone, entered in the topic it belongs to."""

import uuid
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from participation.contributions.actions import record_contribution, said_once
from participation.contributions.actions.announcing import announce
from participation.contributions.codes import receipt_code
from participation.contributions.models import Contribution
from participation.forums.actions.gates import refuse_what_is_over
from participation.forums.models import Post, Topic
from smartregion.core import audit
from smartregion.county.models import Municipality

CHANNELS = (Contribution.Channel.LETTER, Contribution.Channel.PHONE)


def enter_in_topic(
    *,
    topic: Topic,
    channel: str,
    received_on: date,
    text: str,
    author_name: str,
    token: uuid.UUID,
    by: Any,
    at: datetime,
    municipality: Municipality | None = None,
    is_example: bool = False,
) -> tuple[Post, str]:
    """Enter a letter or a call and return its post with the receipt code for whoever said it.

    It counts as said on the day it was received, so the topic must have taken posts on that day;
    entering it may happen later, until the topic is concluded. Nobody in the office is its author:
    who entered it is known to the audit trail alone.
    """
    refuse_what_is_over(topic, at)
    said_at = _moment(topic, received_on, at)
    code = receipt_code(token)

    def write() -> Post:
        contribution = record_contribution(
            channel=channel,
            text=text,
            author_name=author_name or _("ohne Namen"),
            municipality=municipality,
            elements=topic.elements.all(),
            receipt_code=code,
            is_example=is_example,
            at=said_at,
        )
        audit.record(by=by, verb="enter_in_topic", subject=contribution)
        post = Post.objects.create(contribution=contribution, topic=topic, token=token)
        announce(contribution, at=at)
        return post

    return said_once(write=write, earlier=lambda: _entered_before(topic, token)), code


def _entered_before(topic: Topic, token: uuid.UUID) -> Post | None:
    posts = Post.objects.select_related("topic__forum", "contribution")
    return posts.filter(token=token, topic=topic, contribution__channel__in=CHANNELS).first()


def _moment(topic: Topic, day: date, now: datetime) -> datetime:
    """A moment of that day at which the topic took posts: noon, or what is nearest to it."""
    noon = timezone.make_aware(datetime.combine(day, time(12)))
    opened = max(noon, topic.opens_at) if topic.opens_at else noon
    latest = min(now, topic.closes_at - timedelta(seconds=1)) if topic.closes_at else now
    moment = min(opened, latest)
    if timezone.localdate(moment) != day or not topic.allows(Topic.Act.POST, moment):
        raise ValidationError({"received_on": _not_on(topic, day)}, code="outside_window")
    return moment


def _not_on(topic: Topic, day: date) -> str:
    return _(
        "Am %(day)s nahm dieses Thema keine Beiträge an. Sein Zeitraum: %(opens)s bis %(closes)s."
    ) % {
        "day": date_format(day, "DATE_FORMAT"),
        "opens": date_format(timezone.localtime(topic.opens_at), "DATE_FORMAT"),
        "closes": date_format(timezone.localtime(topic.closes_at), "DATE_FORMAT"),
    }
