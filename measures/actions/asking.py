"""Asking for reports: each request once, and at most one letter to a person on one day.

What is asked follows from the calendar and from how the reports stand (queries/requests.py). What somebody
was told already stands in their notices. So a run may come late, twice, or die half way: the next one asks
what is left. Letters about single steps (a report that came back, the last one that came in) go out at once.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from measures.actions.request_letters import letter, news_of
from measures.models import Assessment, Cycle
from measures.queries.requests import (
    CycleRequest,
    Matter,
    Request,
    Requests,
    all_in,
    by_person,
    office_on,
    report_requests,
    requests_on,
)
from measures.reminders import Mark, Stage
from smartregion.accounts.models import User
from smartregion.core.audit import record
from smartregion.notices.actions import ask, asked_before, recipient_of


def ask_for_reports(*, at: datetime) -> int:
    """Write to everybody of whom something new is asked; returns how many letters that made."""
    today = timezone.localdate(at)
    new = _not_asked_yet(requests_on(today))
    return sum(_write_of_today(person, requests, at=at) for person, requests in new.items())


@transaction.atomic
def remind_now(*, cycle: Cycle, by: Any, at: datetime) -> int:
    """Write once more to all who still have to report, except those who had a letter today already."""
    today = timezone.localdate(at)
    mark = Mark(Stage.EXTRA, today)
    reports = report_requests(cycle.assessments.all(), on=today)
    wanted = by_person([replace(one, mark=mark) for one in reports], office_on(today))
    letters = sum(_write_of_today(person, wanted[person], at=at) for person in wanted)
    if not letters:
        raise ValidationError(
            _("Heute haben schon alle eine E-Mail bekommen, von denen noch ein Sachstand fehlt."),
            code="reminded_today",
        )
    record(by=by, verb="remind_now", subject=cycle, changes={"letters": letters})
    return letters


@transaction.atomic
def tell_of_return(*, assessment: Assessment, at: datetime) -> int:
    """Write at once that a report was given back: to whoever is asked for it now, and to its author."""
    today = timezone.localdate(at)
    (request,) = report_requests(Assessment.objects.filter(pk=assessment.pk), on=today)
    asked, author = request.asked.person, assessment.submitted_by
    people = [asked] if asked else office_on(today)
    if author and author.is_active:
        people.append(author)
    key = f"returned:{assessment.pk}:{assessment.lock_version}"
    return sum(_write(one, [request], key=key, at=at) for one in dict.fromkeys(people))


@transaction.atomic
def tell_when_all_in(*, cycle: Cycle, at: datetime) -> int:
    """Write to the office at once when the last report has come; 0 while others are awaited."""
    if not all_in().filter(pk=cycle.pk).exists():
        return 0
    request = CycleRequest(cycle, Matter.ALL_IN)
    office = office_on(timezone.localdate(at))
    new = _not_asked_yet({person: [request] for person in office})
    return sum(_write(person, [request], key=request.key, at=at) for person in new)


def _not_asked_yet(wanted: Requests) -> Requests:
    """What is left of it for whom."""
    keys = {request.key for requests in wanted.values() for request in requests}
    before = asked_before(keys)
    left = {
        person: [request for request in requests if (person.pk, request.key) not in before]
        for person, requests in wanted.items()
    }
    return {person: requests for person, requests in left.items() if requests}


def _write_of_today(person: User, requests: Sequence[Request], *, at: datetime) -> bool:
    """The one letter that somebody may get on a day; False where they have it already."""
    return _write(person, requests, key=f"day:{timezone.localdate(at):%Y-%m-%d}", at=at)


def _write(person: User, requests: Sequence[Request], *, key: str, at: datetime) -> bool:
    subject, text = letter(person, requests, on=timezone.localdate(at))
    return ask(
        recipient=recipient_of(person),
        requests=[news_of(request) for request in requests],
        key=f"request:{person.pk}:{key}",
        subject=subject,
        text=text,
        at=at,
    )
