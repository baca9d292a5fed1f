"""Celery's door to accounts."""

from celery import shared_task

from smartregion.accounts import actions


@shared_task(name="smartregion.accounts.tasks.forget_sessions")
def forget_sessions() -> None:
    """At night: sessions that have run out; a second run finds nothing left to do."""
    actions.forget_sessions()
