"""What moderation had to do: reports, a text that waits, a decision and the objection to it."""

import uuid
from datetime import date, datetime, timedelta

from django.contrib.auth.models import AnonymousUser

from participation.contributions.actions import (
    hide_contribution,
    make_objection,
    record_contribution,
    reject_reports,
    report_contribution,
)
from participation.contributions.models import Contribution
from participation.forums.models import Post, Topic
from smartregion.accounts.models import User
from smartregion.county.models import Municipality
from smartregion.demo import reader
from smartregion.demo.loaders.moments import at_ten
from smartregion.demo.reader import Record


def load_moderation(*, by: User, on: date) -> None:
    """Fill the list of moderation and its log."""
    for record in reader.read("moderation")["text"]:
        contribution = _write(record, on)
        _report(record, contribution, on)
        _decide(record, contribution, by, on)


def _write(record: Record, on: date) -> Contribution:
    topic = Topic.objects.get(slug=record["topic"])
    contribution = record_contribution(
        channel=Contribution.Channel.FORUM,
        text=record["text"],
        author_name=record["author"],
        municipality=Municipality.objects.get(slug=record["municipality"]),
        elements=topic.elements.all(),
        is_held=record.get("is_held", False),
        is_example=True,
        at=_moment(record, on),
    )
    Post.objects.create(contribution=contribution, topic=topic)
    return contribution


def _report(record: Record, contribution: Contribution, on: date) -> None:
    for one in record.get("report", []):
        report_contribution(
            contribution=contribution,
            category=one["category"],
            text=one["text"],
            token=uuid.uuid4(),
            by=AnonymousUser(),
            at=_moment(one, on),
        )


def _decide(record: Record, contribution: Contribution, by: User, on: date) -> None:
    if kept := record.get("kept"):
        decision, at = kept["explanation"], _moment(kept, on)
        reject_reports(contribution=contribution, decision=decision, by=by, at=at)
    if hidden := record.get("hidden"):
        step = hide_contribution(
            contribution=contribution,
            reason=hidden["reason"],
            explanation=hidden["explanation"],
            by=by,
            at=_moment(hidden, on),
        )
        objection = record["objection"]
        make_objection(moderation=step, text=objection["text"], at=_moment(objection, on))


def _moment(record: Record, on: date) -> datetime:
    return at_ten(on - timedelta(days=record["days_ago"]))
