"""How often somebody may try codes that are wrong: enough for a person who misreads a slip of paper.

A good code opens however many wrong ones have come before it: thousands of households may share the
address of their mobile network, and nobody shall lock them out. A code has 65 bits (codes.py): of
50,000 codes a program that guesses a million a second finds one in twenty years.
"""

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from smartregion.core.limits import may_try

TRIES, WINDOW = 20, 3600
TOO_OFTEN = _("Das waren zu viele Versuche. Bitte warten Sie eine Stunde.")


def may_guess(request: HttpRequest, what: str) -> bool:
    """Count a wrong code of this kind; False when there were too many from this network."""
    return may_try(request, what=what, times=TRIES, seconds=WINDOW, at=timezone.now())
