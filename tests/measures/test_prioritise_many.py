"""Prioritising several measures at once: those that were rated, all or none, with one reason."""

import pytest

from measures.models import Measure, MeasureStateChange
from measures.queries.candidates import candidates
from smartregion.accounts.models import User
from tests.cast import ClientAs
from tests.factories.measure_rounds import rated
from tests.factories.measures import MeasureFactory
from tests.pages import page_of, queries_of

pytestmark = pytest.mark.django_db
URL = "/massnahmen/gemeinsam/priorisieren/"
State = Measure.State


def worked_out(*, raters: int = 2, **values: object) -> Measure:
    measure = MeasureFactory(state=State.QUALIFIED, **values)
    rated(measure, raters=raters)
    return measure


def said(*measures: Measure, **more: str) -> dict[str, object]:
    return {"measures": [each.number for each in measures], "reason": "Zuerst der Bus.", **more}


def states() -> set[str]:
    return set(Measure.objects.values_list("state", flat=True))


def test_page_offers_what_enough_people_have_rated(office: User, client_as: ClientAs) -> None:
    ready, waiting = worked_out(title="Bereit"), worked_out(raters=1, title="Wartet")
    MeasureFactory(state=State.PROPOSED, title="Nur eine Idee")
    page = page_of(client_as(office), URL)
    assert f'name="measures" value="{ready.number}"' in page
    assert f'value="{waiting.number}"' not in page
    assert "Wartet" in page
    assert "Nur eine Idee" not in page


def test_choice_is_seen_before_it_is_made(office: User, client_as: ClientAs) -> None:
    one, other = worked_out(), worked_out()
    page = client_as(office).post(URL, said(one, other)).content.decode()
    assert "2 Maßnahmen werden priorisiert" in page
    assert "Zuerst der Bus." in page
    assert states() == {State.QUALIFIED}


def test_way_back_keeps_choice_and_reason(office: User, client_as: ClientAs) -> None:
    measure = worked_out()
    page = client_as(office).post(URL, said(measure, back="1")).content.decode()
    assert f'value="{measure.number}" checked' in page
    assert "Zuerst der Bus." in page


def test_all_are_moved_with_one_reason(office: User, client_as: ClientAs) -> None:
    chosen, left = [worked_out(), worked_out()], worked_out()
    answer = client_as(office).post(URL, said(*chosen, apply="1"))
    assert answer.status_code == 302
    moved = MeasureStateChange.objects.filter(new_state=State.PRIORITISED)
    assert {step.measure for step in moved} == set(chosen)
    assert {step.reason for step in moved} == {"Zuerst der Bus."}
    left.refresh_from_db()
    assert left.state == State.QUALIFIED


@pytest.mark.parametrize("state", [State.QUALIFIED, State.PRIORITISED])
def test_all_or_none_where_one_is_not_to_be_moved(
    state: str, office: User, client_as: ClientAs
) -> None:
    ready, other = worked_out(), MeasureFactory(state=state)
    answer = client_as(office).post(URL, said(ready, other, apply="1"))
    assert "measures" in answer.context["form"].errors
    ready.refresh_from_db()
    assert ready.state == State.QUALIFIED


def test_nothing_chosen_is_said(office: User, client_as: ClientAs) -> None:
    worked_out()
    page = client_as(office).post(URL, {"reason": "So."}).content.decode()
    assert "mindestens eine Maßnahme" in page


def test_only_who_may_move_measures_finds_the_way(
    office: User, editor: User, client_as: ClientAs
) -> None:
    assert URL in page_of(client_as(office), "/massnahmen/tafel/")
    assert URL not in page_of(client_as(editor), "/massnahmen/tafel/")
    assert client_as(editor).get(URL).status_code == 403


def test_candidates_cost_the_same_for_one_and_three(office: User) -> None:
    worked_out()
    assert office.has_perm("measures.view_internal")  # Their roles are looked up once.
    few = queries_of(lambda: candidates(visible_to=office))
    for _each in range(2):
        worked_out()
    assert queries_of(lambda: candidates(visible_to=office)) == few
