"""How often somebody may try codes: enough for a person who misreads their slip of paper.

A code has 65 bits (codes.py), so guessing is hopeless anyway; this keeps programs from trying it here.
"""

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from smartregion.core.limits import forget_try, may_try

TRIES, WINDOW = 20, 3600
TOO_OFTEN = _("Das waren zu viele Versuche. Bitte warten Sie eine Stunde.")


def may_guess(request: HttpRequest, what: str) -> bool:
    """Count one try of a code of this kind; False when there were too many from this network."""
    return may_try(request, what=what, times=TRIES, seconds=WINDOW, at=timezone.now())


def guessed_right(request: HttpRequest, what: str) -> None:
    """The code was good: the try does not count for the others behind the same address."""
    forget_try(request, what=what, seconds=WINDOW, at=timezone.now())
