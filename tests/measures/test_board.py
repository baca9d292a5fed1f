"""The board: each measure in the column of its state, with what may follow."""

from datetime import timedelta

import pytest

from measures.models import Measure
from measures.queries.board import board_of
from smartregion.accounts.models import User
from tests.cast import ClientAs
from tests.factories.dates import DAY
from tests.factories.measures import MeasureFactory, MilestoneFactory
from tests.pages import queries_of

pytestmark = pytest.mark.django_db
State = Measure.State


def test_each_measure_stands_in_the_column_of_its_state() -> None:
    running = MeasureFactory(state=State.RUNNING)
    gone = MeasureFactory(state=State.REJECTED, state_reason="Zu teuer.")
    columns = board_of(Measure.objects.order_by("number"), on=DAY, may_move=True)
    where = {entry.card.id: column.states for column in columns for entry in column.cards}
    assert where == {running.pk: ("running",), gone.pk: ("rejected", "cancelled", "merged")}


def test_a_card_says_what_its_next_step_waits_for() -> None:
    proposal = MeasureFactory(state=State.PROPOSED, lead=None)
    running = MeasureFactory(state=State.RUNNING)
    MilestoneFactory(measure=running, due_on=DAY - timedelta(days=1))
    MilestoneFactory(measure=running, due_on=DAY - timedelta(days=1), waived_reason="Entfällt.")
    resting = MeasureFactory(state=State.DEFERRED, state_reason="Später.", review_on=DAY)
    columns = board_of(Measure.objects.order_by("number"), on=DAY, may_move=True)
    cards = {entry.card.id: entry for column in columns for entry in column.cards}
    assert cards[proposal.pk].gaps > 0
    assert cards[running.pk].overdue == 1
    assert cards[running.pk].may_go_to == "completed deferred cancelled"
    assert cards[resting.pk].is_review_due


def test_who_may_not_move_sees_no_steps(editor: User, client_as: ClientAs) -> None:
    MeasureFactory(state=State.RUNNING, title="Rufbus")
    page = client_as(editor).get("/massnahmen/tafel/").content.decode()
    assert "Rufbus" in page
    assert "/stand/" not in page.replace("/massnahmen/stand/", "")
    assert "board.js" not in page


def test_steps_are_links_to_their_forms(office: User, client_as: ClientAs) -> None:
    measure = MeasureFactory(state=State.RUNNING)
    page = client_as(office).get("/massnahmen/tafel/").content.decode()
    assert f'href="{measure.get_absolute_url()}stand/completed/"' in page


def test_board_keeps_the_filter_of_the_list(office: User, client_as: ClientAs) -> None:
    MeasureFactory(title="Rufbus", is_key_project=True)
    MeasureFactory(title="Solarkataster")
    page = client_as(office).get("/massnahmen/tafel/?key=on").content.decode()
    assert "Rufbus" in page
    assert "Solarkataster" not in page


def test_board_costs_the_same_for_one_and_three() -> None:
    costs = []
    for more in (1, 2):
        for _each in range(more):
            for state in (State.PROPOSED, State.RUNNING, State.DEFERRED):
                reason, review_on = ("Später.", DAY) if state == State.DEFERRED else ("", None)
                measure = MeasureFactory(state=state, state_reason=reason, review_on=review_on)
                MilestoneFactory(measure=measure, due_on=DAY - timedelta(days=1))
        costs.append(
            queries_of(lambda: board_of(Measure.objects.order_by("number"), on=DAY, may_move=True))
        )
    assert costs[0] == costs[1] <= 8
