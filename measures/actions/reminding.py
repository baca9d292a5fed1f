"""Reminding of deadlines of grants, before they pass and after: each stage once."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from measures.deadlines import PASSED
from measures.queries.deadlines import Deadline, deadlines_of
from smartregion.accounts.models import Role, User
from smartregion.accounts.queries import holders_of
from smartregion.core.days import short_day
from smartregion.core.numbers import exact_euros
from smartregion.notices.actions import News, recipient_of, tell
from smartregion.notices.models import Recipient

# What was missed longer ago than this is known by now; a new person is not told of it any more.
LATEST = timedelta(days=30)


def remind_of_deadlines(*, at: datetime) -> int:
    """Tell the responsible person and the strategy office of each day that is near or was missed.

    A deadline is told by the stage it has reached, not by the day of the run: a night on which
    nothing ran is made up for, no stage is told twice, and a day that was moved begins anew.
    Returns how many notices were new.
    """
    today = timezone.localdate(at)
    with override(settings.LANGUAGE_CODE):
        due = [each for each in deadlines_of(None, on=today) if _is_due(each, today)]
        office = holders_of(Role.STRATEGY_OFFICE, on=today)
        people = _responsible(due)
        return sum(
            tell(
                recipients=_recipients([*office, *people.get(each.responsible_id, [])]),
                news=_news(each),
                at=at,
            )
            for each in due
        )


def _is_due(deadline: Deadline, today: date) -> bool:
    return deadline.is_near and deadline.day >= today - LATEST


def _responsible(deadlines: Iterable[Deadline]) -> dict[int | None, list[User]]:
    """Who answers for the measures, as long as their account is in use."""
    wanted = {each.responsible_id for each in deadlines if each.responsible_id is not None}
    people = User.objects.filter(pk__in=wanted, is_active=True)
    return {person.pk: [person] for person in people}


def _recipients(people: Iterable[User]) -> list[Recipient]:
    """Each person once, though they may be responsible and of the office."""
    return [recipient_of(person) for person in dict.fromkeys(people)]


def _news(deadline: Deadline) -> News:
    day = short_day(deadline.day)
    if deadline.stage == PASSED:
        headline = _("%(deadline)s: die Frist ist am %(day)s abgelaufen")
    else:
        headline = _("%(deadline)s %(day)s: %(left)s")
    amount = exact_euros(deadline.amount_eur)
    return News(
        key=f"grant:{deadline.grant_id}:{deadline.name}:{deadline.day:%Y-%m-%d}:{deadline.stage}",
        group=_("Maßnahme %(measure)s") % {"measure": deadline.measure},
        group_url=deadline.measure_url,
        headline=headline % {"deadline": deadline.label, "day": day, "left": deadline.left},
        url=deadline.url,
        text=_("Es geht um „%(programme)s“ mit %(amount)s.")
        % {"programme": deadline.programme, "amount": amount},
    )
