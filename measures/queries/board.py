"""All measures on one board, by state: for those who lead them through their life."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse

from measures.models import Measure, MeasureQuerySet, Milestone
from measures.queries.cards import MeasureCard, measure_cards
from measures.queries.completeness import missing_of
from measures.queries.moving import next_states_of

State = Measure.State
# What ended without being done stands together at the end.
ENDED = (State.REJECTED, State.CANCELLED, State.MERGED)


@dataclass(frozen=True)
class BoardStep:
    """A step that may be taken, with the address of its form."""

    state: str
    label: str
    url: str


@dataclass(frozen=True)
class BoardCard:
    """A measure on the board, with what its next step may wait for."""

    card: MeasureCard
    responsible: str
    steps: list[BoardStep]
    # What the profile of a proposal must still say, and milestones whose day has passed.
    gaps: int
    overdue: int
    review_on: date | None
    is_review_due: bool

    @property
    def may_go_to(self) -> str:
        """The states of the next steps, for the script that lets cards be dragged."""
        return " ".join(step.state for step in self.steps)


@dataclass(frozen=True)
class Column:
    """One state, or all those of which nothing comes any more."""

    # Where a card that is dropped here goes; several for the last column.
    states: tuple[str, ...]
    label: str
    cards: list[BoardCard]


def board_of(measures: MeasureQuerySet, *, on: date, may_move: bool) -> list[Column]:
    """The measures in columns, in the order of a measure's life and in a fixed number of queries."""
    cards = _cards(measures, on=on, may_move=may_move)
    alive = [state for state in State if state not in ENDED]
    columns = [Column((state.value,), str(state.label), cards[state]) for state in alive]
    over = [card for state in ENDED for card in cards[state]]
    return [*columns, Column(tuple(state.value for state in ENDED), "", over)]


def _cards(
    measures: MeasureQuerySet, *, on: date, may_move: bool
) -> defaultdict[str, list[BoardCard]]:
    rows = {row.pk: row for row in measures.select_related("responsible")}
    steps = next_states_of(rows.values()) if may_move else {}
    late = _overdue(measures, on)
    gaps = missing_of([row for row in rows.values() if row.state == State.PROPOSED])
    found: defaultdict[str, list[BoardCard]] = defaultdict(list)
    for card in measure_cards(measures):
        row = rows[card.id]
        found[row.state].append(
            BoardCard(
                card=card,
                responsible=str(row.responsible or ""),
                steps=[_step(row, state) for state in steps.get(row.pk, [])],
                gaps=sum(gap.is_needed for gap in gaps.get(row.pk, [])),
                overdue=late.get(row.pk, 0),
                review_on=row.review_on,
                is_review_due=bool(row.review_on and row.review_on <= on),
            )
        )
    return found


def _step(row: Measure, state: State) -> BoardStep:
    url = reverse("measures:measure_step", args=[row.number, state.value])
    return BoardStep(state.value, str(state.label), url)


def _overdue(measures: MeasureQuerySet, on: date) -> dict[UUID, int]:
    """Only where work goes on does a day that has passed mean anything."""
    running = measures.filter(state__in=(State.APPROVED, State.RUNNING)).values("pk")
    late = Milestone.objects.overdue(on).filter(measure__in=running)
    found: dict[UUID, int] = defaultdict(int)
    for measure in late.values_list("measure", flat=True):
        found[measure] += 1
    return found
