"""Days of measures in calendar programs: public ones for all, the rest behind a secret address."""

from datetime import timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist
from icalendar import Calendar

from measures.actions.calendars import renew_calendar_key
from measures.models import CalendarKey, Grant, Measure
from measures.queries.calendar import days_of, measures_behind
from smartregion.accounts.actions import close_account
from smartregion.accounts.models import User
from tests.cast import ClientAs
from tests.factories.dates import DAY, NOON
from tests.factories.measure_money import GrantFactory
from tests.factories.measures import MeasureFactory, MilestoneFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def summaries(text: bytes) -> list[str]:
    return [str(entry["SUMMARY"]) for entry in Calendar.from_ical(text).walk("VEVENT")]


@pytest.fixture
def measure(owner: User) -> Measure:
    """Deferred, with a step that is open, one that is done, and a grant to apply for."""
    measure = MeasureFactory(
        title="Rufbus", state="deferred", state_reason="Kein Geld.", review_on=DAY + timedelta(days=3),
        responsible=owner,
    )  # fmt: skip
    MilestoneFactory(measure=measure, title="Probefahrt")
    MilestoneFactory(measure=measure, title="Fertig", done_on=DAY)
    GrantFactory(measure=measure, programme="LEADER", apply_by=DAY + timedelta(days=1))
    return measure


def test_everything_that_is_ahead_stands_in_the_order_of_the_calendar(measure: Measure) -> None:
    found = days_of(Measure.objects.all(), on=DAY)
    assert [each.summary for each in found] == [
        "Meilenstein: Probefahrt", "Antragsfrist: LEADER", "Wiedervorlage: Rufbus",
    ]  # fmt: skip


def test_steps_of_what_was_given_up_stay_out_and_its_grants_do_not(measure: Measure) -> None:
    Measure.objects.update(state="cancelled")
    found = days_of(Measure.objects.all(), on=DAY)
    assert [each.summary for each in found] == ["Antragsfrist: LEADER"]


def test_what_is_long_past_stays_out(measure: Measure) -> None:
    assert days_of(Measure.objects.all(), on=DAY + timedelta(days=369)) == []


def test_day_keeps_its_identity_when_it_moves(measure: Measure) -> None:
    before = {each.key for each in days_of(Measure.objects.all(), on=DAY)}
    Grant.objects.update(apply_by=DAY + timedelta(days=40))
    assert {each.key for each in days_of(Measure.objects.all(), on=DAY)} == before


def test_calendar_of_a_person_holds_their_own_measures_or_all(
    measure: Measure, owner: User
) -> None:
    other = MeasureFactory(is_public=False)
    key = renew_calendar_key(by=owner, at=NOON)
    assert list(measures_behind(key, only_own=True)) == [measure]
    assert set(measures_behind(key, only_own=False)) == {measure, other}


def test_address_of_somebody_without_a_role_reads_nothing(measure: Measure, owner: User) -> None:
    key = renew_calendar_key(by=owner, at=NOON)
    owner.role_assignments.all().delete()
    key = CalendarKey.objects.select_related("user").get(pk=key.pk)
    assert not measures_behind(key, only_own=False).exists()


def test_new_address_ends_the_old_one(owner: User) -> None:
    old = renew_calendar_key(by=owner, at=NOON).key
    new = renew_calendar_key(by=owner, at=NOON).key
    assert new != old
    with pytest.raises(ObjectDoesNotExist):
        CalendarKey.objects.get(key=old)


def test_closing_an_account_takes_its_address(owner: User) -> None:
    renew_calendar_key(by=owner, at=NOON)
    owner.role_assignments.all().delete()
    close_account(user=owner, with_texts=False, at=NOON)
    assert not CalendarKey.objects.exists()


# -- pages -------------------------------------------------------------------------------------
@pytest.mark.usefixtures("noon")
def test_public_calendar_shows_public_measures_whoever_asks(
    measure: Measure, office: User, client_as: ClientAs
) -> None:
    Measure.objects.update(is_public=False)
    assert summaries(client_as(office).get("/massnahmen/termine.ics").content) == []
    Measure.objects.update(is_public=True)
    answer = client_as(office).get("/massnahmen/termine.ics")
    assert answer["Content-Type"].startswith("text/calendar")
    assert len(summaries(answer.content)) == 3
    assert b"owner" not in answer.content


@pytest.mark.usefixtures("noon")
def test_secret_calendar_needs_no_cookie_and_an_unknown_one_is_nothing(
    measure: Measure, owner: User, anonymous_client
) -> None:
    Measure.objects.update(is_public=False)
    key = renew_calendar_key(by=owner, at=NOON).key
    answer = anonymous_client.get(f"/massnahmen/kalender/{key}/meine.ics")
    assert len(summaries(answer.content)) == 3
    assert "private" in answer["Cache-Control"]
    assert not answer.cookies
    assert anonymous_client.get(f"/massnahmen/kalender/{'x' * 32}/meine.ics").status_code == 404


def test_address_is_made_renewed_and_ended_on_its_page(owner: User, client_as: ClientAs) -> None:
    client = client_as(owner)
    assert "Noch keine eigene Adresse" in client.get("/massnahmen/kalender/").text
    client.post("/massnahmen/kalender/neu/")
    key = CalendarKey.objects.get().key
    assert f"/massnahmen/kalender/{key}/meine.ics" in client.get("/massnahmen/kalender/").text
    client.post("/massnahmen/kalender/neu/")
    assert CalendarKey.objects.get().key != key
    client.post("/massnahmen/kalender/abschalten/")
    assert not CalendarKey.objects.exists()
