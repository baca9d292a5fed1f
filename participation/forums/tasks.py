"""Celery's doors to forums."""

from celery import shared_task
from django.utils import timezone

from participation.forums import actions


@shared_task(name="participation.forums.tasks.remind_of_answers")
def remind_of_answers() -> None:
    """Remind those responsible of promised answers; of each day once, however often this runs."""
    actions.remind_of_answers(at=timezone.now())


@shared_task(name="participation.forums.tasks.forget_guest_posts")
def forget_guest_posts() -> None:
    """Remove what nobody confirmed within a day; a second run finds nothing left to do."""
    actions.forget_guest_posts(at=timezone.now())
