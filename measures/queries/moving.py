"""Where a measure may go from here, and what still stands in the way."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from measures.models import Measure, MeasureStateChange
from measures.queries.completeness import missing_of
from measures.queries.scoring import raters_of

State = Measure.State
# Fewer than two people are an opinion, not a prioritisation.
RATERS_NEEDED = 2


@dataclass(frozen=True)
class Hindrance:
    """Something a step waits for, in a few words, and the page on which it can be put right."""

    text: str
    url: str


@dataclass(frozen=True)
class Way:
    """One step that may be taken now."""

    state: Measure.State
    url: str
    hindrances: list[Hindrance]
    # From being deferred back to where the measure stood before.
    is_return: bool

    @property
    def is_final(self) -> bool:
        return not Measure.TRANSITIONS[self.state]


def ways_from(measure: Measure) -> list[Way]:
    """The next steps of a measure, each with what it still waits for."""
    is_deferred = measure.state == State.DEFERRED
    return [
        Way(
            state=state,
            url=reverse("measures:measure_step", args=[measure.number, state.value]),
            hindrances=[] if is_deferred else hindrances(measure, state),
            is_return=is_deferred and state != State.REJECTED,
        )
        for state in next_states(measure)
    ]


def next_states(measure: Measure) -> list[State]:
    """What may follow now, in the order of a measure's life; merging is a deed of its own."""
    return next_states_of([measure])[measure.pk]


def next_states_of(measures: Iterable[Measure]) -> dict[UUID, list[State]]:
    """The same for many measures, in one query."""
    rows = list(measures)
    before = _states_before([row.pk for row in rows if row.state == State.DEFERRED])
    return {
        row.pk: [
            state
            for state in row.next_states
            if state != State.MERGED and _leads_back(before.get(row.pk), state)
        ]
        for row in rows
    }


def _leads_back(before: str | None, state: State) -> bool:
    """A deferred measure returns to where it was, or is given up; others are free."""
    return before is None or state in (before, State.REJECTED)


def _states_before(deferred: Iterable[UUID]) -> dict[UUID, str]:
    """Where each of these measures stood when it was deferred; without a recorded step: unknown."""
    steps = MeasureStateChange.objects.filter(measure__in=deferred, new_state=State.DEFERRED)
    return dict(steps.order_by("at", "pk").values_list("measure", "old_state"))


# -- what stands in the way --------------------------------------------------------------------
def hindrances(measure: Measure, to: str) -> list[Hindrance]:
    """What the measure itself lacks for a step; what has to be said with the step is asked there."""
    asked = {
        State.QUALIFIED: _gaps,
        State.PRIORITISED: _too_few_raters,
        State.COMPLETED: _open_milestones,
    }.get(State(to))
    return asked(measure) if asked else []


def _gaps(measure: Measure) -> list[Hindrance]:
    needed = [gap for gap in missing_of([measure])[measure.pk] if gap.is_needed]
    return [Hindrance(gap.label, gap.url) for gap in needed]


def _too_few_raters(measure: Measure) -> list[Hindrance]:
    raters = raters_of(measure)
    if raters >= RATERS_NEEDED:
        return []
    text = ngettext(
        "Bewertungen von mindestens %(needed)s Personen; bisher hat %(n)s Person bewertet",
        "Bewertungen von mindestens %(needed)s Personen; bisher haben %(n)s Personen bewertet",
        raters,
    )
    values = {"needed": RATERS_NEEDED, "n": raters}
    return [Hindrance(text % values, reverse("measures:prioritisation_list"))]


def _open_milestones(measure: Measure) -> list[Hindrance]:
    url = reverse("measures:milestones", args=[measure.number])
    text = _("Meilenstein „%(title)s“: erreicht, oder eine Begründung, warum er entfällt")
    return [Hindrance(text % {"title": step.title}, url) for step in measure.milestones.open()]
