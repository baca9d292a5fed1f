"""Who is signed in where: rows that hold the address of whoever signed in."""

from importlib import import_module

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session

from smartregion.accounts.models import User


def end_sessions(*, user: User) -> int:
    """Sign somebody out everywhere; only the session itself knows whose it is, so each is opened."""
    theirs = [
        session.pk
        for session in Session.objects.iterator()
        if session.get_decoded().get(SESSION_KEY) == str(user.pk)
    ]
    gone, _rows = Session.objects.filter(pk__in=theirs).delete()
    return gone


def forget_sessions() -> None:
    """Remove sessions that have run out; browsers forget theirs, but nothing removes the rows."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
