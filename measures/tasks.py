"""Celery's doors to measures: what happens by itself."""

from celery import shared_task
from django.core.exceptions import ValidationError
from django.utils import timezone

from measures.actions.asking import ask_for_reports as ask
from measures.actions.asking_values import ask_for_values as ask_values
from measures.actions.following import forget_follow_requests as forget
from measures.actions.opening import OPENING, open_cycle
from measures.actions.reminding import remind_of_deadlines as remind
from measures.models import Cycle
from smartregion.core.errors import WrongState
from smartregion.core.jobs import JobFailed, JobRun, handles


@shared_task(name="measures.tasks.remind_of_deadlines")
def remind_of_deadlines() -> None:
    """Every morning: what must not be missed; a second run finds nothing left to tell."""
    remind(at=timezone.now())


@shared_task(name="measures.tasks.ask_for_values")
def ask_for_values() -> None:
    """Every morning: values of indicators that are wanted; a second run finds nothing left to ask."""
    ask_values(at=timezone.now())


@shared_task(name="measures.tasks.ask_for_reports")
def ask_for_reports() -> None:
    """Every hour of a working day: what is asked of whom, at most one letter a day to each person."""
    ask(at=timezone.now())


@shared_task(name="measures.tasks.forget_follow_requests")
def forget_follow_requests() -> None:
    """Every hour: addresses that nobody confirmed within a day."""
    forget(at=timezone.now())


@handles(OPENING)
def open_planned_cycle(attempt: JobRun) -> None:
    """Open a cycle and ask about its measures; taken up again, it asks nobody twice."""
    cycle = Cycle.objects.get(pk=attempt.job.payload["cycle"])
    try:
        open_cycle(cycle=cycle, by=attempt.job.ordered_by, at=timezone.now(), say=attempt.progress)
    except ValidationError as refusal:
        raise JobFailed(" ".join(refusal.messages)) from refusal
    except WrongState as refusal:
        raise JobFailed(str(refusal)) from refusal
    ask(at=timezone.now())
