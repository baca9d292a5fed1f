"""Celery's doors to notices: letters are written when they are due, sent, and forgotten."""

from celery import shared_task
from django.utils import timezone

from smartregion.notices import actions


@shared_task(name="smartregion.notices.tasks.deliver")
def deliver() -> None:
    """Every minute: write what is due, and send what waits."""
    actions.write_letters(at=timezone.now())
    actions.send_mails(at=timezone.now())


@shared_task(name="smartregion.notices.tasks.send_mails")
def send_mails() -> None:
    """Send what was just laid into the outbox, for example a code somebody waits for."""
    actions.send_mails(at=timezone.now())
