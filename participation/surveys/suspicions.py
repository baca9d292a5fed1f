"""What makes answers to an open survey look as if a program had given them, or one person often.

Nothing is refused for it: the answers are kept with the names of what was noticed, and results are
shown with and without them. Nothing else is kept: no address, no moment, no duration. What people
sent is not compared either ("ten times the same answers from one network"): for that, the cache
would have to hold what was said beside where it came from.

Surveys with access codes or accounts are not looked at; there each person answers once anyway.
"""

import logging
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from participation.surveys.document.questionnaire import QQuestion
from participation.surveys.models import Survey
from smartregion.core.limits import times_lately

logger = logging.getLogger(__name__)

# A program needs no time at all; OWASP ASVS 5.0 (2.4.2) asks for a pace that people can keep.
LEAST_SECONDS = 3
# Who answers faster than one thing a second has not read it: Wood, Harms, Lowman and DeSimone
# (2017, Social Psychological and Personality Science 8, 454-464) found answers below that to be
# inconsistent. Others cut at two seconds (Huang et al. 2012); here nobody shall be suspected who
# reads quickly.
SECONDS_PER_ITEM = 1
# So many answers an hour from one network are nothing special: a family, a shared flat, an office.
USUAL_PER_HOUR = 10
HOUR = 3600
# The field that no person sees (templates/surveys/_trap.html). Programs like to fill in such names;
# browsers have nothing to suggest for it.
TRAP = "website"


class Suspicion(models.TextChoices):
    """Why answers may not come from a person who answers once."""

    FAST = "fast", _("schneller ausgefüllt, als man lesen kann")
    TRAP = "trap", _("ein Feld ausgefüllt, das Menschen nicht sehen")
    MANY = "many", _("mehr als zehn Antworten in einer Stunde aus demselben Netz")
    UNPROVED = "unproved", _("Rechenaufgabe nicht gelöst")


def noticed(
    *, items: int, began: int, at: datetime, trap: str, lately: float, is_proved: bool
) -> list[Suspicion]:
    """What there is to notice about answers, from what is known while they are being sent.

    ``items`` is how much was answered (leaving something out takes no time), ``began`` when, in
    seconds since 1970; ``lately`` how often this network has answered within the last hour.
    """
    is_fast = at.timestamp() - began < max(LEAST_SECONDS, items * SECONDS_PER_ITEM)
    found = {
        Suspicion.FAST: is_fast,
        Suspicion.TRAP: bool(trap),
        Suspicion.MANY: lately > USUAL_PER_HOUR,
        Suspicion.UNPROVED: not is_proved,
    }
    return [suspicion for suspicion, holds in found.items() if holds]


def items_in(pages: Iterable[Iterable[QQuestion]], answers: Mapping[str, Any]) -> int:
    """How many things were answered; each row of a matrix is one."""
    return sum(_items(answers.get(question.code)) for page in pages for question in page)


def _items(answer: Any) -> int:
    if isinstance(answer, Mapping):
        return sum(given is not None for given in answer.values())
    return answer is not None


def answers_lately(request: HttpRequest, survey: Survey, *, at: datetime) -> float:
    """How often this network has answered within the last hour, this time included."""
    try:
        return times_lately(request, what=f"answers:{survey.pk}", seconds=HOUR, at=at)
    except Exception:  # whatever ails the cache: nobody's answers are lost for it
        logger.warning("Answers from one network cannot be counted.", exc_info=True)
        return 0
