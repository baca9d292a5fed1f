"""What the office has to do about a cycle next."""

from datetime import timedelta

import pytest

from measures.models import Assessment, Cycle
from measures.queries.next_steps import counts_of, cycle_cards, next_steps, office_steps
from tests.factories.dates import DAY
from tests.factories.measures import AssessmentFactory, CycleFactory, MeasureFactory, closed
from tests.pages import queries_of

pytestmark = pytest.mark.django_db
YESTERDAY, TOMORROW = DAY - timedelta(days=1), DAY + timedelta(days=1)


def cycle_with(*states: str, **values: object) -> Cycle:
    first = MeasureFactory()
    cycle = CycleFactory(for_measure=first, **values)
    for state in states:
        light = "green" if state in Assessment.REPORTED else ""
        AssessmentFactory(
            cycle=cycle, measure=MeasureFactory(field=first.field), state=state, light=light,
            waived_reason="Aufgegangen" if state == "waived" else "",
        )  # fmt: skip
    return cycle


def steps_of(cycle: Cycle) -> list[tuple[str, str, bool]]:
    steps = next_steps(cycle, counts_of([cycle])[cycle.pk], on=DAY)
    return [(step.label, step.note, step.is_late) for step in steps]


@pytest.mark.parametrize(
    ("opens_on", "expected"),
    [
        (TOMORROW, []),
        (None, []),
        (DAY, [("Zyklus öffnen", "geplant für den 15.06.2026", False)]),
        (YESTERDAY, [("Zyklus öffnen", "geplant für den 14.06.2026", True)]),
    ],
)
def test_planned_cycle_waits_for_its_day(opens_on: object, expected: list[object]) -> None:
    assert steps_of(cycle_with(state="planned", opens_on=opens_on)) == expected


def test_planned_cycle_whose_time_is_over_wants_new_days() -> None:
    [step] = steps_of(cycle_with(state="planned", opens_on=None, due_on=YESTERDAY))
    assert step == ("Termine verlegen", "Rückmeldung war bis 14.06.2026 geplant", True)


@pytest.mark.parametrize(
    ("states", "due_on", "expected"),
    [
        ((), TOMORROW, []),
        (("requested", "accepted"), TOMORROW, []),
        (("requested",), DAY, []),
        (("draft", "submitted"), TOMORROW, [("1 Meldung abnehmen", "", False)]),
        (("accepted", "waived"), TOMORROW, [("Prüfung beginnen", "alle Meldungen sind da", False)]),
        (
            ("returned", "requested", "submitted"),
            YESTERDAY,
            [("1 Meldung abnehmen", "", False), ("Prüfung beginnen", "2 Meldungen fehlen", True)],
        ),
    ],
)
def test_open_cycle_goes_on_when_all_is_in_or_its_day_has_passed(
    states: tuple[str, ...], due_on: object, expected: list[object]
) -> None:
    assert steps_of(cycle_with(*states, due_on=due_on)) == expected


def test_reviewed_cycle_closes_when_everything_is_settled() -> None:
    assert steps_of(cycle_with("submitted", "missing", state="review")) == [
        ("1 Meldung abnehmen", "", False)
    ]
    assert steps_of(cycle_with("accepted", "missing", "waived", state="review")) == [
        ("Zyklus schließen", "alles ist entschieden", False)
    ]


def test_cancelled_cycle_wants_nothing() -> None:
    assert steps_of(cycle_with("submitted", state="cancelled", cancelled_reason="Wahl")) == []


def test_desk_of_the_office_names_cycles_that_could_go_on() -> None:
    to_open = cycle_with(state="planned", opens_on=DAY, due_on=TOMORROW)
    all_in = cycle_with("accepted", due_on=DAY)
    cycle_with("requested", due_on=TOMORROW)
    cycle_with("submitted", state="review")
    found = [(cycle, [step.label for step in steps]) for cycle, steps in office_steps(on=DAY)]
    assert found == [(all_in, ["Prüfung beginnen"]), (to_open, ["Zyklus öffnen"])]


def test_planned_cycle_is_not_offered_while_another_of_its_strategy_runs() -> None:
    running = cycle_with("requested", due_on=TOMORROW)
    measure = running.assessments.get().measure
    planned = CycleFactory(
        for_measure=measure,
        strategy=running.strategy,
        state="planned",
        opens_on=DAY,
        due_on=TOMORROW,
    )
    assert office_steps(on=DAY) == []
    assert [card.steps for card in cycle_cards([running, planned], on=DAY)] == [[], []]


def test_desk_costs_the_same_for_one_and_three_cycles() -> None:
    costs = []
    for more in (1, 2):
        for _ in range(more):
            cycle_with("accepted")
        costs.append(queries_of(lambda: office_steps(on=DAY)))
    assert costs[0] == costs[1]


def test_card_does_not_wait_for_what_was_waived() -> None:
    [card] = cycle_cards([cycle_with("accepted", "submitted", "requested", "waived")], on=DAY)
    assert (card.asked, card.reported) == (3, 2)


def test_card_of_a_closed_cycle_speaks_of_public_measures_only() -> None:
    shown = MeasureFactory()
    hidden = MeasureFactory(field=shown.field, is_public=False)
    cycle = closed((shown, "green"), (hidden, "red"))
    [card] = cycle_cards([cycle], on=DAY)
    assert (card.asked, card.reported, card.steps) == (1, 1, [])
