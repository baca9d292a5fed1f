"""Opening an evaluation cycle: every measure in its scope is asked once, in the background."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from measures.actions.prefilling import request_assessments
from measures.models import Cycle
from measures.queries.scope import in_scope
from smartregion.core import jobs
from smartregion.core.audit import record
from smartregion.core.days import short_day
from smartregion.core.errors import WrongState
from smartregion.core.models import Job

State = Cycle.State
# The kind of job, and the name of the action.
OPENING = "open_cycle"
ASKING = gettext_noop("Die Maßnahmen werden angefragt.")

Say = Callable[[int, int, str], None]


@transaction.atomic
def order_opening(*, cycle: Cycle, by: Any, at: datetime) -> Job:
    """Order that a cycle is opened; a second order while the first is at work is the same."""
    _refuse_unopenable(cycle, on=timezone.localdate(at))
    return jobs.order(kind=OPENING, key=str(cycle.pk), payload={"cycle": cycle.pk}, by=by, at=at)


def open_cycle(*, cycle: Cycle, by: Any, at: datetime, say: Say = lambda *_said: None) -> int:
    """Ask about every measure in scope, all of them or none; how many these were.

    A cycle that is open already is left as it is, so a job that is taken up again asks nobody twice.
    """
    total = in_scope(cycle).count()
    say(0, total, ASKING)
    with transaction.atomic():
        asked = _open(cycle, by=by, at=at)
    say(total, total, "")
    return asked


@transaction.atomic
def ask_further_measures(*, cycle: Cycle, by: Any) -> int:
    """Ask about measures that have come into the scope since the cycle was opened; how many these were."""
    locked = Cycle.objects.select_for_update().get(pk=cycle.pk)
    if locked.state != State.OPEN:
        raise WrongState(_("Nur ein offener Zyklus fragt weitere Maßnahmen an."))
    asked = request_assessments(cycle=locked)
    record(by=by, verb="ask_further_measures", subject=locked, changes={"asked": asked})
    return asked


def _open(cycle: Cycle, *, by: Any, at: datetime) -> int:
    locked = Cycle.objects.select_for_update().get(pk=cycle.pk)
    if locked.is_running:
        return 0
    _refuse_unopenable(locked, on=timezone.localdate(at))
    moved = Cycle.objects.filter(pk=cycle.pk, state=State.PLANNED)
    moved.update(state=State.OPEN, opened_at=at, lock_version=F("lock_version") + 1)
    cycle.refresh_from_db()
    asked = request_assessments(cycle=cycle)
    record(by=by, verb=OPENING, subject=cycle, changes={"asked": asked})
    return asked


def _refuse_unopenable(cycle: Cycle, *, on: date) -> None:
    if cycle.state != State.PLANNED:
        raise WrongState(_("Nur ein geplanter Zyklus kann geöffnet werden."))
    running = Cycle.objects.running().filter(strategy=cycle.strategy_id).first()
    if running:
        sentence = _("Es läuft bereits ein Evaluationszyklus: „%(cycle)s“.")
        raise ValidationError(sentence, code="running", params={"cycle": running.title})
    if cycle.due_on < on:
        sentence = _("Der Tag der Rückmeldung (%(day)s) ist schon vorbei. Bitte verlegen Sie ihn.")
        day = short_day(cycle.due_on)
        raise ValidationError(sentence, code="due_passed", params={"day": day})
    if not in_scope(cycle).exists():
        raise ValidationError(
            _("Zurzeit gehört keine Maßnahme zum Umfang dieses Zyklus."), code="nobody_asked"
        )
