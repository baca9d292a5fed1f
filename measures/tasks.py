"""Celery's doors to measures: what happens by itself."""

from celery import shared_task
from django.utils import timezone

from measures.actions.asking_values import ask_for_values as ask
from measures.actions.following import forget_follow_requests as forget
from measures.actions.reminding import remind_of_deadlines as remind


@shared_task(name="measures.tasks.remind_of_deadlines")
def remind_of_deadlines() -> None:
    """Every morning: what must not be missed; a second run finds nothing left to tell."""
    remind(at=timezone.now())


@shared_task(name="measures.tasks.ask_for_values")
def ask_for_values() -> None:
    """Every morning: values of indicators that are wanted; a second run finds nothing left to ask."""
    ask(at=timezone.now())


@shared_task(name="measures.tasks.forget_follow_requests")
def forget_follow_requests() -> None:
    """Every hour: addresses that nobody confirmed within a day."""
    forget(at=timezone.now())
