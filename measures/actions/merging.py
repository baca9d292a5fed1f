"""Two measures that are one: the first goes into the second, with all that shows where it came from.

What goes along is what other people said or counted: origins with their contributions, indicators
with their values, figures of surveys, files, followers, and what depends on it. What stays is the plan
that is given up: milestones, cost, grants, risks; the office reads it on the old profile. Where the
target already has the same contribution, finding or figure, the old row stays as it is: nothing is
written twice and nothing deleted.
"""

from collections.abc import Callable, Hashable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from measures.actions.dependencies import inherit_dependencies
from measures.actions.history import note
from measures.actions.merged_reports import hold_running_cycles, settle_reports
from measures.actions.moving import Step, take_step
from measures.actions.refusals import required
from measures.actions.telling import tell_of_move
from measures.models import Indicator, Measure, MeasureStateChange, Origin
from measures.queries.merging import may_be_merged, targets_of
from smartregion.core.audit import record
from smartregion.core.errors import WrongState

State = Measure.State
LONGEST_NAME = Indicator._meta.get_field("name").max_length or 160


@transaction.atomic
def merge_measure(
    *, measure: Measure, into: Measure, by: Any, at: datetime, reason: str
) -> MeasureStateChange:
    """Let a measure go into another one, for good; whoever has its address is led there."""
    cycles = hold_running_cycles(measure)
    _hold(measure, into)
    _refuse_impossible(measure, into)
    step = Step(to=State.MERGED, on=timezone.localdate(at), reason=reason.strip())
    if not step.reason:
        raise required("reason", _("Bitte begründen Sie diesen Schritt; alle können das lesen."))
    change = take_step(measure, step, by=by, at=at, merged_into=into)
    # As long as the contributions still hang here: their authors hear what became of it.
    tell_of_move(change)
    _hand_over(measure, into)
    settle_reports(cycles, measure=measure, into=into, by=by, at=at)
    note(measure=into, by=by, at=at, field="merged_from", old="", new=str(measure))
    record(by=by, verb="merge_measure", subject=into, changes={"merged": measure.number})
    return change


def _hold(*both: Measure) -> None:
    """Keep both still, in one order for all: of two that shall go into each other the second waits."""
    held = Measure.objects.select_for_update().filter(pk__in=[each.pk for each in both])
    list(held.order_by("pk"))


def _refuse_impossible(measure: Measure, into: Measure) -> None:
    if not may_be_merged(measure):
        raise WrongState(
            _(
                "Diese Maßnahme kann nicht in eine andere aufgehen: Sie ist schon beschlossen oder "
                "beendet, oder in sie ist selbst eine aufgegangen."
            )
        )
    if not targets_of(measure).filter(pk=into.pk).exists():
        raise WrongState(_("In diese Maßnahme kann keine andere aufgehen."))


def _hand_over(measure: Measure, into: Measure) -> None:
    _hand_over_new("origins", measure, into, same=_source)
    _hand_over_new("evidence", measure, into, same=lambda row: (row.publication_id, row.question))
    _hand_over_new("follows", measure, into, same=lambda row: row.recipient_id)
    _hand_over_indicators(measure, into)
    measure.files.update(measure=into)
    inherit_dependencies(source=measure, target=into)


def _hand_over_new(
    relation: str, measure: Measure, into: Measure, *, same: Callable[[Any], Hashable]
) -> None:
    """Those that the target does not have yet; ``same`` tells by what one knows that."""
    known = {same(row) for row in getattr(into, relation).all()}
    rows = getattr(measure, relation)
    fresh = [row.pk for row in rows.all() if same(row) not in known]
    rows.filter(pk__in=fresh).update(measure=into)


def _source(origin: Origin) -> Hashable:
    """What an origin names; one that names nothing that is kept here is known by its words."""
    named = origin.contribution_id or origin.finding_id
    return named or (origin.kind, origin.municipality_id, origin.note)


def _hand_over_indicators(measure: Measure, into: Measure) -> None:
    """One of the same name is told apart by the number from which it comes."""
    names = set(into.indicators.values_list("name", flat=True))
    for indicator in measure.indicators.all():
        name = indicator.name
        if name in names:
            sign = f" ({measure.number})"
            name = f"{name[: LONGEST_NAME - len(sign)]}{sign}"
        measure.indicators.filter(pk=indicator.pk).update(measure=into, name=name)
