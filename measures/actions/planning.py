"""Planning an evaluation cycle: when it asks, about which day, and which measures; and giving it up."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from measures.actions.refusals import refused, required
from measures.models import Cycle, Measure
from measures.queries.askees import askees_of
from measures.queries.scope import Scope
from smartregion.accounts.models import User
from smartregion.core.audit import record
from smartregion.core.days import short_day
from smartregion.core.editing import write_if_unchanged
from smartregion.core.errors import WrongState
from smartregion.core.slugs import free_slug
from smartregion.notices.actions import News, recipient_of, tell

State = Cycle.State
# Addresses below zyklen/ that are no cycle.
RESERVED = ("neu", "vergleich", "handlungsfelder")


@transaction.atomic
def plan_cycle(
    *,
    scope: Scope,
    title: str,
    cutoff_on: date,
    due_on: date,
    by: Any,
    opens_on: date | None = None,
) -> Cycle:
    """Plan a cycle; nobody is asked before it is opened."""
    taken = [*RESERVED, *Cycle.objects.values_list("slug", flat=True)]
    cycle = Cycle(
        strategy=scope.strategy,
        title=title,
        slug=free_slug(title, taken=taken, otherwise="zyklus", length=50),
        opens_on=opens_on,
        cutoff_on=cutoff_on,
        due_on=due_on,
        **_chosen(scope),
    )
    _check(cycle, scope)
    cycle.save()
    cycle.fields.set(scope.fields)
    record(by=by, verb="plan_cycle", subject=cycle)
    return cycle


@transaction.atomic
def change_plan(*, cycle: Cycle, scope: Scope, by: Any, lock_version: int, **values: Any) -> Cycle:
    """Change what was planned: title, days and scope, until the cycle opens."""
    locked = _held(cycle)
    if locked.state != State.PLANNED:
        raise WrongState(_("Dieser Zyklus ist nicht mehr in Planung."))
    changes = _chosen(scope) | values
    for name, value in changes.items():
        setattr(locked, name, value)
    _check(locked, scope)
    write_if_unchanged(_row(cycle), lock_version=lock_version, **changes)
    locked.fields.set(scope.fields)
    record(by=by, verb="change_plan", subject=locked, changes={"names": sorted(values)})
    return locked


@transaction.atomic
def change_running_cycle(
    *, cycle: Cycle, by: Any, lock_version: int, title: str, due_on: date
) -> Cycle:
    """Another title, or more time to answer; what is asked, and about which day, stays."""
    locked = _held(cycle)
    if not locked.is_running:
        raise WrongState(_("Dieser Zyklus läuft nicht."))
    was, locked.title, locked.due_on = locked.due_on, title, due_on
    _check_days(locked)
    write_if_unchanged(_row(cycle), lock_version=lock_version, title=title, due_on=due_on)
    changes = {"due_on": [was.isoformat(), due_on.isoformat()]} if was != due_on else {}
    record(by=by, verb="change_running_cycle", subject=locked, changes=changes)
    return locked


@transaction.atomic
def cancel_cycle(*, cycle: Cycle, reason: str, by: Any, at: datetime) -> Cycle:
    """Give a cycle up: what was reported stays in the house, and whoever was asked hears of it."""
    locked = _held(cycle)
    if not locked.can_move_to(State.CANCELLED):
        raise WrongState(
            _("Nur ein geplanter oder offener Zyklus kann abgebrochen werden."),
        )
    if not reason.strip():
        message = _("Bitte nennen Sie den Grund.")
        raise required("reason", message)
    involved = _involved(locked, on=timezone.localdate(at))
    _row(cycle).update(
        state=State.CANCELLED,
        cancelled_reason=reason.strip(),
        lock_version=F("lock_version") + 1,
    )
    locked.refresh_from_db()
    record(by=by, verb="cancel_cycle", subject=locked, changes={"reason": reason.strip()})
    _tell_of_cancelling(locked, involved - {by}, at=at)
    return locked


def _involved(cycle: Cycle, *, on: date) -> set[User]:
    """Whoever was asked for a report, or has given one."""
    asked = {askee.person for askee in askees_of(cycle, on=on) if askee.person}
    return asked | set(User.objects.filter(pk__in=cycle.assessments.values("submitted_by")))


def _tell_of_cancelling(cycle: Cycle, people: Iterable[User], *, at: datetime) -> None:
    with override(settings.LANGUAGE_CODE):
        news = News(
            key=f"cycle-cancelled:{cycle.pk}",
            group=_("Evaluationszyklen"),
            group_url=reverse("measures:cycle_list"),
            headline=_("„%(cycle)s“ ist abgebrochen") % {"cycle": cycle.title},
            url=reverse("measures:cycle_list"),
            text=_("Sie müssen nichts mehr melden. Der Grund: %(reason)s")
            % {"reason": cycle.cancelled_reason},
        )
    tell(recipients=[recipient_of(person) for person in people], news=news, at=at)


def _chosen(scope: Scope) -> dict[str, Any]:
    """What of the scope stands in the row of a cycle itself."""
    return {
        "states": list(scope.states),
        "kinds": list(scope.kinds),
        "only_key_projects": scope.only_key_projects,
    }


def _row(cycle: Cycle) -> Any:
    return Cycle.objects.filter(pk=cycle.pk)


def _held(cycle: Cycle) -> Cycle:
    """The cycle as it stands now; whoever else wants to change it waits."""
    return Cycle.objects.select_for_update().get(pk=cycle.pk)


def _check(cycle: Cycle, scope: Scope) -> None:
    _check_days(cycle)
    _check_order(cycle)
    cycle.validate_constraints()
    if any(field.strategy_id != cycle.strategy_id for field in scope.fields):
        raise refused("fields", _("Ein Handlungsfeld gehört zu einer anderen Strategie."))
    if set(scope.states) - set(Measure.EVALUATED):
        raise refused("states", _("In diesem Stand wird eine Maßnahme nicht evaluiert."))


def _check_days(cycle: Cycle) -> None:
    if cycle.due_on < cycle.cutoff_on:
        raise refused("due_on", _("Gemeldet wird frühestens am Stichtag."))
    if cycle.opens_on and cycle.opens_on > cycle.due_on:
        raise refused("opens_on", _("Die Abfrage beginnt vor dem Tag der Rückmeldung."))


def _check_order(cycle: Cycle) -> None:
    """Cycles tell how things went on, so none is put before one that is closed already."""
    closed = Cycle.objects.closed().filter(strategy=cycle.strategy_id)
    last = closed.order_by("-cutoff_on").first()
    if last and cycle.cutoff_on < last.cutoff_on:
        words = {"cycle": last.title, "day": short_day(last.cutoff_on)}
        message = _("Der Stichtag liegt vor dem des geschlossenen Zyklus „%(cycle)s“ (%(day)s).")
        raise refused("cutoff_on", message % words)
