"""Opening and closing evaluation cycles."""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from measures.actions.telling import tell_of_assessments
from measures.models import Assessment, Cycle, Measure
from measures.queries import cycle_content
from smartregion.core.audit import record
from smartregion.core.errors import WrongState
from smartregion.core.models import Snapshot
from smartregion.core.slugs import german_slug
from smartregion.core.snapshots import freeze
from strategy.models import Strategy


@transaction.atomic
def open_cycle(*, strategy: Strategy, title: str, cutoff_on: date, due_on: date, by: Any) -> Cycle:
    """Ask about every measure in progress, once; only one cycle is open at a time."""
    cycle = Cycle(
        strategy=strategy,
        title=title,
        slug=_free_slug(title, cutoff_on),
        cutoff_on=cutoff_on,
        due_on=due_on,
        state=Cycle.State.OPEN,
    )
    cycle.validate_constraints()
    cycle.save()
    asked = request_assessments(cycle=cycle)
    record(by=by, verb="open_cycle", subject=cycle, changes={"asked": asked})
    return cycle


@transaction.atomic
def request_assessments(*, cycle: Cycle) -> int:
    """Ask about the measures that were not asked about yet; how many these were."""
    measures = Measure.objects.filter(strategy=cycle.strategy).in_progress()
    unasked = measures.exclude(assessments__cycle=cycle)
    requests = [Assessment(cycle=cycle, measure=measure) for measure in unasked]
    return len(Assessment.objects.bulk_create(requests, ignore_conflicts=True))


@transaction.atomic
def close_cycle(*, cycle: Cycle, by: Any, at: datetime, force: bool = False) -> Snapshot:
    """Freeze the cycle for good.

    What was handed in counts as accepted, and those who follow the measure are told. What was not
    is refused, or with ``force`` recorded as not reported.
    """
    cycle = Cycle.objects.select_for_update().get(pk=cycle.pk)
    if not cycle.is_running:
        raise WrongState(_("Dieser Evaluationszyklus ist bereits geschlossen."))
    awaited = cycle.assessments.awaiting()
    if awaited.exists() and not force:
        raise ValidationError(
            _("%(count)s Meldungen fehlen noch. Bitte bestätigen Sie, dass sie entfallen."),
            code="awaiting",
            params={"count": awaited.count()},
        )
    awaited.update(state=Assessment.State.MISSING)
    cycle.assessments.reported().update(state=Assessment.State.ACCEPTED)
    snapshot = _freeze(cycle, by, at)
    cycle.state, cycle.closed_at, cycle.snapshot = Cycle.State.CLOSED, at, snapshot
    cycle.save(update_fields=["state", "closed_at", "snapshot"])
    record(by=by, verb="close_cycle", subject=cycle, changes={"sha256": snapshot.sha256})
    tell_of_assessments(cycle, at=at)
    return snapshot


def _freeze(cycle: Cycle, by: Any, at: datetime) -> Snapshot:
    # The labels of a snapshot are German, whichever language the person who closes it reads.
    with translation.override(settings.LANGUAGE_CODE):
        content = cycle_content(cycle)
        return freeze(kind="cycle", subject=str(cycle), content=content, by=by, at=at)


def _free_slug(title: str, cutoff_on: date) -> str:
    slug = german_slug(title, length=48) or "zyklus"
    # "neu" is the address of the form that opens a cycle.
    taken = slug == "neu" or Cycle.objects.filter(slug=slug).exists()
    return f"{slug}-{cutoff_on:%Y%m%d}" if taken else slug
