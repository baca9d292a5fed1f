"""Deadlines of grants: warned of in stages, told of once."""

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from measures.actions.reminding import remind_of_deadlines
from measures.deadlines import stage_of, time_left
from measures.models import Grant
from measures.queries.deadlines import deadlines_by_measure, deadlines_of, missed_or_near
from smartregion.accounts.models import User
from smartregion.notices.models import Notice
from tests.factories.dates import DAY, NOON
from tests.factories.measure_money import GrantFactory
from tests.factories.measures import MeasureFactory

pytestmark = pytest.mark.slow

State = Grant.State


def days(number: int) -> date:
    return DAY + timedelta(days=number)


# -- how near ----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("left", "stage"),
    [(91, ""), (90, "90"), (31, "90"), (30, "30"), (8, "30"), (7, "7"), (0, "7"), (-1, "passed")],
)
def test_stage_is_the_last_one_that_has_come(left: int, stage: str) -> None:
    assert stage_of(days(left), on=DAY) == stage


@pytest.mark.parametrize(
    ("left", "words"),
    [(0, "heute"), (1, "morgen"), (2, "noch 2 Tage"), (-1, "seit 1 Tag vorbei"), (-9, "seit 9 Tagen vorbei"),
     (90, "noch 90 Tage"), (91, "noch 3 Monate"), (400, "noch 13 Monate"), (3700, "noch gut 10 Jahre")],
)  # fmt: skip
def test_time_left_is_said_in_words(left: int, words: str) -> None:
    assert time_left(days(left), on=DAY) == words


# -- which days matter -------------------------------------------------------------------------
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("state", "names"),
    [
        (State.PLANNED, ["apply_by"]),
        (State.APPLIED, []),
        (State.APPROVED, ["draw_by", "proof_by", "bound_until"]),
        (State.REFUSED, []),
        (State.SETTLED, ["bound_until"]),
    ],
)
def test_each_state_has_its_deadlines(state: str, names: list[str]) -> None:
    GrantFactory(
        state=state, apply_by=days(1), draw_by=days(2), proof_by=days(3), bound_until=days(4)
    )
    assert [each.name for each in deadlines_of(None, on=DAY)] == names


@pytest.mark.django_db
def test_what_was_drawn_cannot_lapse_any_more() -> None:
    GrantFactory(state=State.APPROVED, draw_by=days(5), drawn_on=DAY, proof_by=days(9))
    assert [each.name for each in deadlines_of(None, on=DAY)] == ["proof_by"]


@pytest.mark.django_db
def test_missed_deadline_stays_and_a_commitment_that_ended_does_not() -> None:
    GrantFactory(state=State.APPROVED, proof_by=days(-400), bound_until=days(-1))
    (missed,) = deadlines_of(None, on=DAY)
    assert (missed.name, missed.stage, missed.tone) == ("proof_by", "passed", "danger")


@pytest.mark.django_db
def test_near_ones_are_told_apart_and_grouped_by_measure() -> None:
    near = GrantFactory(apply_by=days(20))
    far = GrantFactory(apply_by=days(200), measure=near.measure)
    GrantFactory(apply_by=days(5))
    found = deadlines_by_measure([near.measure_id], on=DAY)[near.measure_id]
    assert [each.grant_id for each in found] == [near.pk, far.pk]
    assert [each.grant_id for each in missed_or_near(found)] == [near.pk]


@pytest.mark.django_db
def test_many_deadlines_are_one_query() -> None:
    for _each in range(3):
        GrantFactory(apply_by=days(3))
    with CaptureQueriesContext(connection) as asked:
        assert len(deadlines_of(None, on=DAY)) == 3
    assert len(asked) == 1


# -- reminders ---------------------------------------------------------------------------------
def run(first: int, last: int, step: int = 1) -> None:
    """The mornings from one day to another, some of them left out."""
    for number in range(first, last + 1, step):
        remind_of_deadlines(at=NOON + timedelta(days=number))


def told(user: User) -> Counter[str]:
    return Counter(notice.key.rsplit(":", 1)[1] for notice in Notice.objects.of(user))


@pytest.mark.slow
@pytest.mark.django_db
def test_each_stage_is_told_once_to_the_responsible_person_and_the_office(
    office: User, owner: User, editor: User
) -> None:
    GrantFactory(measure=MeasureFactory(responsible=owner), apply_by=days(100))
    run(0, 150)
    once = Counter(["90", "30", "7", "passed"])
    assert told(owner) == once
    assert told(office) == once
    assert told(editor) == Counter()


@pytest.mark.django_db
def test_nights_on_which_nothing_ran_are_made_up_for(office: User) -> None:
    GrantFactory(apply_by=days(100))
    run(0, 150, step=26)
    assert told(office) == Counter(["90", "30", "passed"])


@pytest.mark.django_db
def test_office_that_answers_itself_hears_it_once(office: User) -> None:
    GrantFactory(measure=MeasureFactory(responsible=office), apply_by=days(3))
    assert remind_of_deadlines(at=NOON) == 1


@pytest.mark.slow
@pytest.mark.django_db
def test_day_that_was_moved_begins_anew_and_a_settled_grant_is_quiet(office: User) -> None:
    grant = GrantFactory(state=State.APPROVED, proof_by=days(5))
    run(0, 2)
    Grant.objects.update(proof_by=days(80))
    run(3, 4)
    Grant.objects.update(state=State.SETTLED, settled_on=DAY)
    run(5, 120)
    assert told(office) == Counter(["7", "90"])
    assert all(f"grant:{grant.pk}:proof_by" in each.key for each in Notice.objects.all())


@pytest.mark.django_db
def test_who_left_hears_nothing_and_old_misses_are_history(office: User, owner: User) -> None:
    owner.is_active = False
    owner.save()
    GrantFactory(measure=MeasureFactory(responsible=owner), apply_by=days(2))
    GrantFactory(apply_by=days(-31))
    assert remind_of_deadlines(at=NOON) == 1
    assert told(owner) == Counter()


@pytest.mark.django_db
def test_notice_says_what_it_is_about(office: User) -> None:
    GrantFactory(
        programme="LEADER", amount_eur=Decimal("1250.50"), state=State.APPROVED, proof_by=days(30)
    )
    remind_of_deadlines(at=NOON)
    notice = Notice.objects.of(office).get()
    assert notice.headline == "Verwendungsnachweis bis 15.07.2026: noch 30 Tage"
    assert "LEADER" in notice.text
    assert "1.250,50" in notice.text
    assert notice.url.endswith("#geld")
