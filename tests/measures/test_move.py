"""The life of a measure: what may follow what, and what it needs."""

from datetime import timedelta
from itertools import product

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from measures.actions import move_measure
from measures.models import Measure, MeasureStateChange
from smartregion.accounts.models import User
from smartregion.core.errors import WrongState
from smartregion.core.models import AuditEntry
from tests.cast import ClientAs
from tests.factories.dates import DAY, NOON
from tests.factories.measures import GuidelineFactory, MeasureFactory, MilestoneFactory

pytestmark = pytest.mark.django_db
State = Measure.State
STEPS = [(old, new) for old, new in product(State, State) if new in Measure.TRANSITIONS[old]]
FORBIDDEN = [
    (old, new) for old, new in product(State, State) if new not in Measure.TRANSITIONS[old]
]


def measure_in(state: str) -> Measure:
    """A measure with a complete profile, so that only the state machine decides."""
    reason = "Weil es so ist." if state in Measure.NEEDS_REASON else ""
    measure = MeasureFactory(
        state=state,
        state_reason=reason,
        review_on=DAY if state == State.DEFERRED else None,
        body="<p>Ausführlich.</p>",
        cost_eur=1000,
        responsible=None,
    )
    GuidelineFactory(measure=measure)
    return measure


@pytest.mark.parametrize(("old", "new"), STEPS)
def test_move_measure_goes_where_the_table_allows(old: str, new: str, office: User) -> None:
    measure = measure_in(old)
    Measure.objects.filter(pk=measure.pk).update(responsible=office)
    measure.refresh_from_db()
    later = DAY + timedelta(days=90)
    move_measure(measure=measure, to=new, by=office, at=NOON, reason="Darum.", review_on=later)
    stored = Measure.objects.get()
    assert (stored.state, stored.state_reason) == (new, "Darum.")
    assert stored.review_on == (later if new == State.DEFERRED else None)
    step = MeasureStateChange.objects.get()
    assert (step.old_state, step.new_state, step.reason) == (old, new, "Darum.")
    assert AuditEntry.objects.filter(verb="move_measure", actor=office).count() == 1


@pytest.mark.parametrize(("old", "new"), FORBIDDEN)
def test_move_measure_refuses_every_other_step(old: str, new: str, office: User) -> None:
    measure = measure_in(old)
    with pytest.raises(WrongState):
        move_measure(measure=measure, to=new, by=office, at=NOON, reason="Darum.")
    assert Measure.objects.get().state == old
    assert not MeasureStateChange.objects.exists()


@pytest.mark.behaviour("M6")
@pytest.mark.parametrize(
    ("old", "new"),
    [
        (State.RUNNING, State.DEFERRED),
        (State.RUNNING, State.CANCELLED),
        (State.PRIORITISED, State.REJECTED),
        (State.COMPLETED, State.RUNNING),
    ],
)
@pytest.mark.parametrize("reason", ["", "   "])
def test_move_measure_wants_a_reason(old: str, new: str, reason: str, office: User) -> None:
    measure = measure_in(old)
    review_on = DAY + timedelta(days=90)
    with pytest.raises(ValidationError) as refusal:
        move_measure(
            measure=measure, to=new, by=office, at=NOON, reason=reason, review_on=review_on
        )
    assert "reason" in refusal.value.error_dict
    assert Measure.objects.get().state == old


@pytest.mark.behaviour("M6")
@pytest.mark.parametrize("review_on", [None, DAY])
def test_move_measure_defers_only_to_a_coming_day(review_on: object, office: User) -> None:
    with pytest.raises(ValidationError) as refusal:
        move_measure(
            measure=measure_in(State.RUNNING),
            to=State.DEFERRED,
            by=office,
            at=NOON,
            reason="Erst die Busse.",
            review_on=review_on,  # type: ignore[arg-type]
        )
    assert "review_on" in refusal.value.error_dict


@pytest.mark.behaviour("M6")
def test_reason_of_a_rejection_is_public(office: User, anonymous_client: Client) -> None:
    measure = measure_in(State.PRIORITISED)
    reason = "Die Betriebskosten trägt niemand."
    move_measure(measure=measure, to=State.REJECTED, by=office, at=NOON, reason=reason)
    page = anonymous_client.get(measure.get_absolute_url()).content.decode()
    assert reason in page
    assert "verworfen" in page


def test_move_measure_lists_everything_the_profile_lacks(office: User) -> None:
    measure = MeasureFactory(
        state=State.PROPOSED, lead=None, starts_on=None, ends_on=None, body="", cost_eur=None
    )
    with pytest.raises(ValidationError) as refusal:
        move_measure(measure=measure, to=State.QUALIFIED, by=office, at=NOON)
    [message] = refusal.value.messages
    for part in ("Federführung", "Verantwortliche Person", "Beschreibung", "geplanter Beginn",
                 "geplantes Ende", "Kostenrahmen", "Beitrag zu den Leitlinien"):  # fmt: skip
        assert part in message


def test_move_measure_completes_open_milestones_only_with_a_reason(office: User) -> None:
    measure = measure_in(State.RUNNING)
    MilestoneFactory(measure=measure)
    with pytest.raises(ValidationError):
        move_measure(measure=measure, to=State.COMPLETED, by=office, at=NOON)
    move_measure(measure=measure, to=State.COMPLETED, by=office, at=NOON, reason="Entfällt.")
    assert Measure.objects.get().ended_on == DAY


def test_move_measure_notes_the_actual_start(office: User) -> None:
    measure = measure_in(State.APPROVED)
    move_measure(measure=measure, to=State.RUNNING, by=office, at=NOON)
    assert Measure.objects.get().started_on == DAY


def test_of_two_people_who_move_the_second_is_told(office: User) -> None:
    first = measure_in(State.RUNNING)
    second = Measure.objects.get(pk=first.pk)
    move_measure(measure=first, to=State.COMPLETED, by=office, at=NOON)
    with pytest.raises(WrongState):
        move_measure(measure=second, to=State.CANCELLED, by=office, at=NOON, reason="Zu teuer.")
    assert Measure.objects.get().state == State.COMPLETED
    assert MeasureStateChange.objects.count() == 1


def test_move_page_puts_the_refusal_on_its_field(office: User, client_as: ClientAs) -> None:
    measure = measure_in(State.RUNNING)
    answer = client_as(office).post(
        f"{measure.get_absolute_url()}stand/", {"to": State.CANCELLED, "reason": ""}
    )
    assert answer.status_code == 200
    assert answer.context["form"].errors["reason"]
    assert "#id_reason" in answer.content.decode()


def test_move_page_moves_and_returns_to_the_profile(office: User, client_as: ClientAs) -> None:
    measure = measure_in(State.APPROVED)
    answer = client_as(office).post(f"{measure.get_absolute_url()}stand/", {"to": State.RUNNING})
    assert answer["Location"] == measure.get_absolute_url()
    assert Measure.objects.get().state == State.RUNNING


def test_move_page_of_an_end_state_offers_nothing(office: User, client_as: ClientAs) -> None:
    measure = measure_in(State.REJECTED)
    page = client_as(office).get(f"{measure.get_absolute_url()}stand/").content.decode()
    assert "Endstand" in page
