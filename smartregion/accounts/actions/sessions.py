"""Who is signed in where: rows that hold the address of whoever signed in."""

from datetime import datetime

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session

from smartregion.accounts.models import User


def end_sessions(*, user: User, but: str | None = None) -> int:
    """Sign somebody out everywhere, or everywhere else than in the session with this key.

    Only the session itself knows whose it is, so each is opened.
    """
    theirs = [
        session.pk
        for session in Session.objects.exclude(pk=but).iterator()
        if session.get_decoded().get(SESSION_KEY) == str(user.pk)
    ]
    gone, _rows = Session.objects.filter(pk__in=theirs).delete()
    return gone


def forget_sessions(*, at: datetime) -> int:
    """Remove sessions that have run out; browsers forget theirs, but nothing else removes the rows."""
    gone, _rows = Session.objects.filter(expire_date__lt=at).delete()
    return gone
