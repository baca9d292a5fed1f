"""What is asked of whom on a day: reports of running cycles, and what the office has to do about the cycles."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db.models import Exists, OuterRef
from django.utils import timezone

from measures.models import (
    Assessment,
    AssessmentQuerySet,
    AssessmentStep,
    Cycle,
    CycleQuerySet,
)
from measures.queries.askees import Asked, asked_for
from measures.reminders import Mark, mark_of
from smartregion.accounts.models import Role, User
from smartregion.accounts.queries import holders_of
from smartregion.notices.queries import refused


@dataclass(frozen=True)
class ReportRequest:
    """A report that is asked of somebody, and at which stage; with the comment if it was given back."""

    asked: Asked
    mark: Mark
    comment: str = ""

    @property
    def report(self) -> Assessment:
        return self.asked.assessment

    @property
    def key(self) -> str:
        """The same stage of the same report is asked of nobody twice."""
        return f"report:{self.report.pk}:{self.mark}"


class Matter(StrEnum):
    """What the office has to do about a cycle."""

    OPENS = "opens"
    ALL_IN = "all-in"


@dataclass(frozen=True)
class CycleRequest:
    """The office is asked to go on with a cycle."""

    cycle: Cycle
    matter: Matter

    @property
    def key(self) -> str:
        day = self.cycle.opens_on if self.matter == Matter.OPENS else self.cycle.due_on
        return f"cycle:{self.cycle.pk}:{self.matter}:{day}"


Request = ReportRequest | CycleRequest
Requests = dict[User, list[Request]]


def requests_on(on: date) -> Requests:
    """Everything that is asked on this day, by person; whether they know it already is not looked at."""
    reports = report_requests(Assessment.objects.all(), on=on)
    return by_person([*cycle_requests(on), *reports], office_on(on))


def by_person(requests: Iterable[Request], office: Iterable[User]) -> Requests:
    """Each of them with whom it is asked of; what is asked of the office, with everybody there."""
    found: Requests = defaultdict(list)
    for request in requests:
        asked = request.asked.person if isinstance(request, ReportRequest) else None
        for person in [asked] if asked else office:
            found[person].append(request)
    return dict(found)


def report_requests(assessments: AssessmentQuerySet, *, on: date) -> list[ReportRequest]:
    """The reports among these that are still awaited, each with the stage it has reached."""
    asked = asked_for(assessments, on=on)
    returns = _returns(each.assessment.pk for each in asked)
    return [_report_request(each, returns.get(each.assessment.pk), on) for each in asked]


def cycle_requests(on: date) -> list[CycleRequest]:
    """Cycles whose opening day has come, and open ones in which nothing is awaited any more."""
    planned = Cycle.objects.filter(state=Cycle.State.PLANNED, opens_on__lte=on).order_by("pk")
    opens = [CycleRequest(cycle, Matter.OPENS) for cycle in planned]
    return opens + [CycleRequest(cycle, Matter.ALL_IN) for cycle in all_in()]


def all_in() -> CycleQuerySet:
    """Open cycles in which every report has come."""
    reports = Assessment.objects.filter(cycle=OuterRef("pk"))
    opened = Cycle.objects.filter(state=Cycle.State.OPEN).order_by("pk")
    return opened.filter(Exists(reports), ~Exists(reports.awaiting()))


def office_on(on: date) -> list[User]:
    """The people of the office whom letters reach; all of them where they reach none."""
    people = holders_of(Role.STRATEGY_OFFICE, on=on)
    unreached = refused(people)
    return [person for person in people if person.pk not in unreached] or people


def _report_request(asked: Asked, back: tuple[datetime, str] | None, on: date) -> ReportRequest:
    due_on = asked.assessment.cycle.due_on
    if back is None:
        return ReportRequest(asked, mark_of(due_on, on=on))
    returned_at, comment = back
    mark = mark_of(due_on, on=on, returned_on=timezone.localdate(returned_at))
    return ReportRequest(asked, mark, comment)


def _returns(reports: Iterable[int]) -> dict[int, tuple[datetime, str]]:
    """When those were given back that were not handed in again since, and why."""
    steps = AssessmentStep.objects.filter(assessment__in=list(reports)).order_by("at", "pk")
    rows = steps.values_list("assessment", "state", "at", "comment")
    last = {report: (state, at, comment) for report, state, at, comment in rows}
    returned = Assessment.State.RETURNED
    return {
        report: (at, comment) for report, (state, at, comment) in last.items() if state == returned
    }
