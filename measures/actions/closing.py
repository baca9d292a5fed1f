"""The last two steps of an evaluation cycle: its review, and closing it for good."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from measures.actions.running import hold_running
from measures.actions.steps import note_many
from measures.actions.telling import tell_of_assessments
from measures.documents import SCHEMA_VERSION, content_of_document
from measures.models import Assessment, AssessmentQuerySet, Cycle
from measures.queries.collecting import collected
from smartregion.core.audit import record
from smartregion.core.days import short_day
from smartregion.core.errors import WrongState
from smartregion.core.models import Snapshot
from smartregion.core.snapshots import freeze

State = Assessment.State
# So many numbers of measures stand in a sentence; the page lists all of them.
MOST_NAMED = 8


@transaction.atomic
def begin_review(*, cycle: Cycle, by: Any, at: datetime) -> Cycle:
    """Look at what is there: what was not handed in counts as not reported, but may still come.

    Not before the day on which the reports are due is over, unless all of them are in.
    """
    held = hold_running(cycle.pk)
    if held.state != Cycle.State.OPEN:
        raise WrongState(_("Die Prüfung dieses Zyklus hat bereits begonnen."))
    awaited = held.assessments.awaiting()
    if awaited.exists() and timezone.localdate(at) <= held.due_on:
        raise ValidationError(
            _(
                "Bis zum %(day)s dürfen Meldungen kommen, und es fehlen noch welche: %(numbers)s. Danach "
                "kann die Prüfung beginnen."
            ),
            code="too_early",
            params={
                "day": short_day(held.due_on),
                "numbers": _named(awaited),
            },
        )
    missing = _give_up(awaited, by, at)
    held.state, held.lock_version = Cycle.State.REVIEW, held.lock_version + 1
    held.save(update_fields=["state", "lock_version"])
    record(by=by, verb="begin_review", subject=held, changes={"missing": missing})
    cycle.refresh_from_db()
    return cycle


@transaction.atomic
def close_cycle(*, cycle: Cycle, by: Any, at: datetime, force: bool = False) -> Snapshot:
    """Freeze the cycle for good, and tell those who follow its measures.

    Each report has to be accepted, waived or missing. What is handed in must be decided upon first;
    what is still being written is refused, or with ``force`` recorded as not reported.
    """
    held = hold_running(cycle.pk)
    if held.state != Cycle.State.REVIEW:
        raise WrongState(_("Vor dem Schließen werden die Meldungen geprüft."))
    _refuse_undecided(held)
    _settle(held.assessments.awaiting(), by, at, force=force)
    snapshot = _freeze(held, by, at)
    held.state, held.closed_at, held.snapshot = Cycle.State.CLOSED, at, snapshot
    held.save(update_fields=["state", "closed_at", "snapshot"])
    record(by=by, verb="close_cycle", subject=held, changes={"sha256": snapshot.sha256})
    tell_of_assessments(held, at=at)
    return snapshot


def _refuse_undecided(cycle: Cycle) -> None:
    undecided = cycle.assessments.filter(state=State.SUBMITTED)
    if undecided.exists():
        raise ValidationError(
            _(
                "Diese Meldungen sind abgegeben, aber noch nicht entschieden: %(numbers)s. Bitte "
                "nehmen Sie sie ab oder geben Sie sie zurück."
            ),
            code="undecided",
            params={"numbers": _named(undecided)},
        )


def _settle(awaited: AssessmentQuerySet, by: Any, at: datetime, *, force: bool) -> None:
    if awaited.exists() and not force:
        raise ValidationError(
            _(
                "Diese Meldungen fehlen noch: %(numbers)s. Bitte bestätigen Sie, dass sie als "
                "„nicht gemeldet“ geführt werden."
            ),
            code="awaiting",
            params={"numbers": _named(awaited)},
        )
    _give_up(awaited, by, at)


def _give_up(awaited: AssessmentQuerySet, by: Any, at: datetime) -> int:
    """Record as not reported; what somebody had written stays among the steps."""
    reports = list(awaited)
    note_many(assessments=reports, state=State.MISSING, by=by, at=at)
    return awaited.filter(pk__in=[each.pk for each in reports]).update(state=State.MISSING)


def _named(assessments: AssessmentQuerySet) -> str:
    """The measures by their numbers; of many the first ones."""
    numbers = list(
        assessments.order_by("measure__number").values_list("measure__number", flat=True)
    )
    named, rest = ", ".join(numbers[:MOST_NAMED]), len(numbers) - MOST_NAMED
    if rest <= 0:
        return named
    further = ngettext("%(named)s und eine weitere", "%(named)s und %(rest)d weitere", rest)
    return further % {"named": named, "rest": rest}


def _freeze(cycle: Cycle, by: Any, at: datetime) -> Snapshot:
    # Whatever is said in a snapshot is German, whichever language the person who closes it reads.
    with translation.override(settings.LANGUAGE_CODE):
        content = content_of_document(collected(cycle))
        return freeze(
            kind="cycle", subject=str(cycle), content=content, by=by, at=at,
            schema_version=SCHEMA_VERSION,
        )  # fmt: skip
