"""Celery's doors to the events: what happens by itself."""

from celery import shared_task
from django.utils import timezone

from participation.events import actions


@shared_task(name="participation.events.tasks.remind_registered")
def remind_registered() -> None:
    """Remind those who registered; a second run finds nobody left to remind."""
    actions.remind_registered(at=timezone.now())
