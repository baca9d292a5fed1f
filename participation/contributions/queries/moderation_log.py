"""What moderation has done: as a log for those who must account for it, and in numbers for all."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from participation.contributions.models import Contribution, Moderation, Objection, Report


@dataclass(frozen=True)
class Entry:
    """One line of the log; of what people wrote it holds nothing."""

    at: datetime
    contribution: Contribution
    what: str
    reason: str = ""
    explanation: str = ""
    # The account that decided: the page shows its name, a file only its number.
    by: Any = None


def moderation_log(year: int) -> list[Entry]:
    """Everything of one year, newest first."""
    entries = [*_steps(year), *_reports(year), *_objections(year)]
    return sorted(
        (one for one in entries if localtime(one.at).year == year), key=_moment, reverse=True
    )


def log_years() -> list[int]:
    """Years in which something was reported or moderated, newest first."""
    days = [*Moderation.objects.dates("at", "year"), *Report.objects.dates("reported_at", "year")]
    return sorted({day.year for day in days}, reverse=True)


def _moment(entry: Entry) -> datetime:
    return entry.at


def _steps(year: int) -> list[Entry]:
    found = Moderation.objects.filter(at__year=year).select_related("contribution", "by")
    return [
        Entry(
            one.at,
            one.contribution,
            one.get_step_display(),
            one.get_reason_display(),
            one.explanation,
            one.by,
        )
        for one in found
    ]


def _reports(year: int) -> list[Entry]:
    in_year = Q(reported_at__year=year) | Q(handled_at__year=year)
    found = Report.objects.filter(in_year).select_related("contribution", "handled_by")
    entries = []
    for one in found:
        category = one.get_category_display()
        entries.append(Entry(one.reported_at, one.contribution, _("gemeldet"), category))
        if one.handled_at:
            what = _("Meldung entschieden: %(state)s") % {"state": one.get_state_display()}
            entries.append(
                Entry(
                    one.handled_at, one.contribution, what, category, one.decision, one.handled_by
                )
            )
    return entries


def _objections(year: int) -> list[Entry]:
    in_year = Q(made_at__year=year) | Q(decided_at__year=year)
    related = Objection.objects.select_related("moderation__contribution", "decided_by")
    entries = []
    for one in related.filter(in_year):
        contribution = one.moderation.contribution
        reason = one.moderation.get_reason_display()
        entries.append(Entry(one.made_at, contribution, _("Einspruch eingelegt"), reason))
        if one.decided_at:
            what = _("Einspruch entschieden: %(state)s") % {"state": one.get_state_display()}
            entries.append(
                Entry(one.decided_at, contribution, what, reason, one.decision, one.decided_by)
            )
    return entries


@dataclass(frozen=True)
class Transparency:
    """What was reported and moderated since a day, for everybody to read."""

    reported: int
    upheld: int
    rejected: int
    hidden: int
    refused: int
    objections: int
    granted: int


def transparency(since: datetime) -> Transparency:
    """Moderation in numbers, in three queries."""
    step, state = Moderation.Step, Report.State
    by_people = Moderation.objects.filter(at__gte=since, by__isnull=False)
    steps = by_people.aggregate(
        hidden=Count("pk", filter=Q(step=step.HIDDEN)),
        refused=Count("pk", filter=Q(step=step.REFUSED)),
    )
    reports = Report.objects.filter(reported_at__gte=since).aggregate(
        reported=Count("pk"),
        upheld=Count("pk", filter=Q(state=state.UPHELD)),
        rejected=Count("pk", filter=Q(state=state.REJECTED)),
    )
    objections = Objection.objects.filter(made_at__gte=since).aggregate(
        objections=Count("pk"), granted=Count("pk", filter=Q(state=Objection.State.GRANTED))
    )
    return Transparency(**steps, **reports, **objections)
