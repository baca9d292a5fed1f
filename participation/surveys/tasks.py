"""Celery's doors to the surveys: what happens by itself, at night."""

from celery import shared_task
from django.utils import timezone

from participation.surveys import actions


@shared_task(name="participation.surveys.tasks.remove_expired")
def remove_expired() -> None:
    """Remove what is kept no longer; a second run finds nothing left to do."""
    actions.remove_expired(at=timezone.now())


@shared_task(name="participation.surveys.tasks.forget_arrival")
def forget_arrival() -> None:
    """Let nobody see any more in which order answers came."""
    actions.forget_arrival(on=timezone.localdate())


@shared_task(name="participation.surveys.tasks.pack_answers")
def pack_answers() -> None:
    """Write answers into their columns where many stand beside them."""
    actions.pack_where_it_pays()
