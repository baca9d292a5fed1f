"""The life of a measure: what may follow what, and what each step needs."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from measures.actions import move_measure
from measures.models import Measure, MeasureStateChange
from measures.queries.moving import next_states, ways_from
from smartregion.accounts.models import User
from smartregion.core.errors import WrongState
from smartregion.core.models import AuditEntry
from strategy.actions import Ruling
from strategy.models import Resolution
from tests.cast import ClientAs
from tests.factories.dates import DAY, NOON
from tests.factories.measure_rounds import rated
from tests.factories.measures import MeasureFactory, MilestoneFactory, complete
from tests.factories.strategy import ResolutionFactory

pytestmark = pytest.mark.django_db
State = Measure.State
# Merging is a deed of its own: tests/measures/test_merging.py.
MOVES = [
    (old, new)
    for old, new in product(State, State)
    if new in Measure.TRANSITIONS[old] and new != State.MERGED
]
FORBIDDEN = [
    (old, new)
    for old, new in product(State, State)
    if (old, new) not in MOVES and old != State.MERGED
]
LATER = DAY + timedelta(days=90)


def measure_in(state: str, **values: Any) -> Measure:
    """A measure that has all it needs, so that only the state machine decides."""
    reason = "Weil es so ist." if state in Measure.NEEDS_REASON else ""
    review_on = DAY if state == State.DEFERRED else None
    measure = complete(
        MeasureFactory(state=state, state_reason=reason, review_on=review_on, **values)
    )
    rated(measure)
    return measure


def said_with(to: str) -> dict[str, Any]:
    """What a step needs to be told."""
    said: dict[str, Any] = {"reason": "Darum."}
    if to == State.APPROVED:
        said["resolution"] = ResolutionFactory(decided_on=DAY)
    if to == State.DEFERRED:
        said["review_on"] = LATER
    return said


@pytest.mark.parametrize(("old", "new"), MOVES)
def test_move_measure_goes_where_the_table_allows(old: str, new: str, office: User) -> None:
    measure = measure_in(old)
    move_measure(measure=measure, to=new, by=office, at=NOON, **said_with(new))
    stored = Measure.objects.get()
    assert (stored.state, stored.state_reason) == (new, "Darum.")
    assert stored.review_on == (LATER if new == State.DEFERRED else None)
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


# -- reasons -----------------------------------------------------------------------------------
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
    said = said_with(new) | {"reason": reason}
    with pytest.raises(ValidationError) as refusal:
        move_measure(measure=measure, to=new, by=office, at=NOON, **said)
    assert "reason" in refusal.value.error_dict
    assert Measure.objects.get().state == old


@pytest.mark.behaviour("M6")
@pytest.mark.parametrize("review_on", [None, DAY])
def test_move_measure_defers_only_to_a_coming_day(review_on: date | None, office: User) -> None:
    measure = measure_in(State.RUNNING)
    said = {"reason": "Erst die Busse.", "review_on": review_on}
    with pytest.raises(ValidationError) as refusal:
        move_measure(measure=measure, to=State.DEFERRED, by=office, at=NOON, **said)
    assert "review_on" in refusal.value.error_dict


@pytest.mark.behaviour("M6")
def test_reason_of_a_rejection_is_public(office: User, anonymous_client: Client) -> None:
    measure = measure_in(State.PRIORITISED)
    reason = "Die Betriebskosten trägt niemand."
    move_measure(measure=measure, to=State.REJECTED, by=office, at=NOON, reason=reason)
    page = anonymous_client.get(measure.get_absolute_url()).content.decode()
    assert reason in page
    assert "verworfen" in page


# -- guards ------------------------------------------------------------------------------------
@pytest.mark.behaviour("M1")
def test_worked_out_is_only_what_has_a_profile(office: User) -> None:
    measure = MeasureFactory(state=State.PROPOSED, lead=None, starts_on=None, ends_on=None)
    with pytest.raises(ValidationError) as refusal:
        move_measure(measure=measure, to=State.QUALIFIED, by=office, at=NOON)
    [message] = refusal.value.messages
    for part in ("Federführung", "Verantwortliche Person", "Beschreibung", "geplanter Beginn",
                 "geplantes Ende", "Kostenrahmen", "Beitrag zu den Leitlinien"):  # fmt: skip
        assert part in message


@pytest.mark.parametrize("raters", [0, 1])
def test_one_rater_prioritises_nothing(raters: int, office: User) -> None:
    measure = complete(MeasureFactory(state=State.QUALIFIED))
    rated(measure, raters=raters)
    with pytest.raises(ValidationError, match="mindestens 2 Personen"):
        move_measure(measure=measure, to=State.PRIORITISED, by=office, at=NOON)
    assert Measure.objects.get().state == State.QUALIFIED


def test_approval_needs_somebody_who_decided(office: User) -> None:
    measure = measure_in(State.PRIORITISED)
    with pytest.raises(ValidationError, match="Beschluss oder die Entscheidung"):
        move_measure(measure=measure, to=State.APPROVED, by=office, at=NOON)
    assert Measure.objects.get().state == State.PRIORITISED


@pytest.mark.parametrize(
    ("said", "field"),
    [
        (lambda: {"resolution": ResolutionFactory(decided_on=LATER)}, "resolution"),
        (
            lambda: {"resolution": ResolutionFactory(decided_on=DAY, result="referred_back")},
            "resolution",
        ),
        (lambda: {"ruling": ruling(decided_on=LATER)}, "decided_on"),
        (lambda: {"head_decided_on": LATER}, "head_decided_on"),
    ],
)
def test_approval_by_what_is_no_decision_is_refused(
    said: Callable[[], dict[str, Any]], field: str, office: User
) -> None:
    measure = measure_in(State.PRIORITISED)
    with pytest.raises(ValidationError) as refusal:
        move_measure(measure=measure, to=State.APPROVED, by=office, at=NOON, **said())
    assert field in refusal.value.error_dict


def ruling(**changes: Any) -> Ruling:
    values = {
        "body": "Kreistag", "decided_on": DAY, "paper_number": "2026/7", "result": "adopted",
        **changes,
    }  # fmt: skip
    return Ruling(**values)


def test_approval_keeps_who_decided(office: User) -> None:
    measure = measure_in(State.PRIORITISED)
    move_measure(measure=measure, to=State.APPROVED, by=office, at=NOON, ruling=ruling())
    step = MeasureStateChange.objects.get()
    assert step.resolution == Resolution.objects.get(paper_number="2026/7")
    assert step.head_decided_on is None


def test_start_in_the_future_is_refused(office: User) -> None:
    measure = measure_in(State.APPROVED)
    with pytest.raises(ValidationError) as refusal:
        move_measure(measure=measure, to=State.RUNNING, by=office, at=NOON, started_on=LATER)
    assert "started_on" in refusal.value.error_dict


@pytest.mark.parametrize(("said", "stored"), [(None, DAY), (DAY - timedelta(days=9),) * 2])
def test_running_notes_the_actual_start(said: date | None, stored: date, office: User) -> None:
    measure = measure_in(State.APPROVED)
    move_measure(measure=measure, to=State.RUNNING, by=office, at=NOON, started_on=said)
    assert Measure.objects.get().started_on == stored


def test_completed_is_only_what_has_no_open_milestone(office: User) -> None:
    measure = measure_in(State.RUNNING)
    step = MilestoneFactory(measure=measure, title="Halt eröffnet")
    with pytest.raises(ValidationError, match="Halt eröffnet"):
        move_measure(measure=measure, to=State.COMPLETED, by=office, at=NOON, reason="Entfällt.")
    step.waived_reason = "Der Halt liegt an der Baustelle."
    step.save()
    MilestoneFactory(measure=measure, done_on=DAY)
    move_measure(measure=measure, to=State.COMPLETED, by=office, at=NOON)
    assert Measure.objects.get().ended_on == DAY


@pytest.mark.parametrize("ended_on", [LATER, DAY - timedelta(days=30)])
def test_end_lies_between_start_and_today(ended_on: date, office: User) -> None:
    measure = measure_in(State.RUNNING, started_on=DAY - timedelta(days=10))
    with pytest.raises(ValidationError) as refusal:
        move_measure(measure=measure, to=State.COMPLETED, by=office, at=NOON, ended_on=ended_on)
    assert "ended_on" in refusal.value.error_dict


def test_deferred_returns_only_to_where_it_was(office: User) -> None:
    measure = measure_in(State.APPROVED)
    move_measure(measure=measure, to=State.DEFERRED, by=office, at=NOON, **said_with("deferred"))
    assert next_states(measure) == [State.APPROVED, State.REJECTED]
    with pytest.raises(WrongState):
        move_measure(measure=measure, to=State.RUNNING, by=office, at=NOON)
    # What it needed then was there then; it is not asked again.
    move_measure(measure=measure, to=State.APPROVED, by=office, at=NOON)
    assert Measure.objects.get().state == State.APPROVED


def test_reopened_measure_has_no_end_any_more(office: User) -> None:
    begun = DAY - timedelta(days=300)
    measure = measure_in(State.COMPLETED, started_on=begun, ended_on=DAY)
    move_measure(measure=measure, to=State.RUNNING, by=office, at=NOON, reason="Es fehlt etwas.")
    stored = Measure.objects.get()
    assert (stored.started_on, stored.ended_on) == (begun, None)


def test_of_two_people_who_move_the_second_is_told(office: User) -> None:
    first = measure_in(State.RUNNING)
    second = Measure.objects.get(pk=first.pk)
    move_measure(measure=first, to=State.COMPLETED, by=office, at=NOON)
    with pytest.raises(WrongState):
        move_measure(measure=second, to=State.CANCELLED, by=office, at=NOON, reason="Zu teuer.")
    assert Measure.objects.get().state == State.COMPLETED
    assert MeasureStateChange.objects.count() == 1


def test_ways_name_what_is_still_in_the_way(office: User) -> None:
    measure = complete(MeasureFactory(state=State.QUALIFIED))
    ways = {way.state: way for way in ways_from(measure)}
    assert list(ways) == [State.PRIORITISED, State.DEFERRED, State.REJECTED]
    [hindrance] = ways[State.PRIORITISED].hindrances
    assert "mindestens 2 Personen" in hindrance.text
    assert ways[State.REJECTED].is_final


# -- pages -------------------------------------------------------------------------------------
def step_url(measure: Measure, to: str) -> str:
    return f"{measure.get_absolute_url()}stand/{to}/"


def test_step_page_puts_the_refusal_on_its_field(office: User, client_as: ClientAs) -> None:
    measure = measure_in(State.RUNNING)
    answer = client_as(office).post(step_url(measure, State.CANCELLED), {"reason": ""})
    assert answer.status_code == 200
    assert answer.context["form"].errors["reason"]
    assert "#id_reason" in answer.content.decode()


def test_step_page_moves_and_returns_to_the_profile(office: User, client_as: ClientAs) -> None:
    measure = measure_in(State.APPROVED)
    answer = client_as(office).post(step_url(measure, State.RUNNING), {"started_on": "2026-06-01"})
    assert answer["Location"] == measure.get_absolute_url()
    stored = Measure.objects.get()
    assert (stored.state, stored.started_on) == (State.RUNNING, date(2026, 6, 1))


@pytest.mark.parametrize(
    ("data", "missing"),
    [
        ({}, "how"),
        ({"how": "known"}, "resolution"),
        ({"how": "new", "body": "Kreistag"}, "paper_number"),
        ({"how": "head"}, "head_decided_on"),
    ],
)
def test_approval_page_asks_for_what_belongs_to_the_decision(
    data: dict[str, str], missing: str, office: User, client_as: ClientAs
) -> None:
    measure = measure_in(State.PRIORITISED)
    ResolutionFactory()
    answer = client_as(office).post(step_url(measure, State.APPROVED), data)
    assert missing in answer.context["form"].errors


def test_approval_page_writes_the_resolution_down(
    office: User, client_as: ClientAs, anonymous_client: Client
) -> None:
    measure = measure_in(State.PRIORITISED)
    data = {
        "how": "new", "body": "Kreisausschuss", "decided_on": "2026-06-01",
        "paper_number": "2026/12", "result": "adopted", "reason": "",
    }  # fmt: skip
    assert client_as(office).post(step_url(measure, State.APPROVED), data).status_code == 302
    assert MeasureStateChange.objects.get().resolution.paper_number == "2026/12"
    page = anonymous_client.get(measure.get_absolute_url()).content.decode()
    assert "Kreisausschuss, 01.06.2026, 2026/12" in page


def test_step_that_cannot_follow_is_refused_with_words(office: User, client_as: ClientAs) -> None:
    measure = measure_in(State.PROPOSED)
    client = client_as(office)
    answer = client.get(step_url(measure, State.COMPLETED))
    assert answer.status_code == 409
    assert "abgeschlossen" in answer.content.decode()
    assert client.get(step_url(measure, "fliegend")).status_code == 404


def test_move_page_of_an_end_state_offers_nothing(office: User, client_as: ClientAs) -> None:
    measure = measure_in(State.REJECTED)
    page = client_as(office).get(f"{measure.get_absolute_url()}stand/").content.decode()
    assert "Endstand" in page
