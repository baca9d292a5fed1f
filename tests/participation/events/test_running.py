"""Preparing an event, moving it and calling it off, and what calendars make of it."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from icalendar import Calendar

from participation.events import actions
from participation.events.models import Event, Registration
from smartregion.accounts.models import User
from smartregion.core.errors import WrongState
from smartregion.notices.models import Mail
from tests.factories.dates import NOON
from tests.factories.events import EventFactory, RegistrationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def entry_of(mail: Mail) -> Any:
    calendar = Calendar.from_ical(mail.calendar)
    return calendar["method"], calendar.walk("VEVENT")[0]


def test_an_event_gets_an_address_that_is_free(office: User) -> None:
    details = {"starts_at": NOON, "ends_at": NOON + timedelta(hours=1), "by": office}
    made = [actions.create_event(title="Verwaltung", **details).slug for _n in range(2)]
    assert made == ["verwaltung-2", "verwaltung-3"]


def test_a_name_of_our_own_pages_is_never_an_address(office: User) -> None:
    made = actions.create_event(
        title="Kalender", starts_at=NOON, ends_at=NOON + timedelta(hours=1), by=office
    )
    assert made.slug == "kalender-2"


@pytest.mark.behaviour("F8")
def test_inviting_names_what_is_missing(office: User) -> None:
    draft = EventFactory(draft=True, summary="", place="")
    with pytest.raises(ValidationError) as refusal:
        actions.publish_event(event=draft, by=office)
    assert refusal.value.messages == ["Zum Veröffentlichen fehlt noch: Worum es geht, Ort."]


def test_a_virtual_event_needs_no_place(office: User) -> None:
    draft = EventFactory(draft=True, virtual=True)
    assert actions.publish_event(event=draft, by=office).is_public
    with pytest.raises(WrongState):
        actions.publish_event(event=draft, by=office)


@pytest.mark.behaviour("F8")
def test_a_new_time_is_told_once_and_wins_in_every_calendar(office: User) -> None:
    event = EventFactory()
    guest = actions.register(event=event, name="Mika", email="mika@example.org", at=NOON)
    later = event.starts_at + timedelta(hours=1)
    for _twice in range(2):
        actions.change_event(event=event, starts_at=later, by=office, at=NOON)
    first, second = Mail.objects.order_by("pk")
    (method, before), (_same, after) = entry_of(first), entry_of(second)
    assert method == "REQUEST"
    assert before["uid"] == after["uid"] == str(event.uid)
    assert (before["sequence"], after["sequence"]) == (0, 1)
    assert after["dtstart"].dt == later
    assert second.to == guest.email


def test_what_calendars_do_not_hold_is_told_nobody(office: User) -> None:
    event = RegistrationFactory().event
    actions.change_event(event=event, summary="Neu", by=office, at=NOON)
    assert (event.sequence, Mail.objects.count()) == (0, 0)


def test_a_larger_room_lets_people_move_up(office: User) -> None:
    event = EventFactory(capacity=0)
    waiting = RegistrationFactory(event=event, state=Registration.State.WAITING)
    actions.change_event(event=event, capacity=1, by=office, at=NOON)
    waiting.refresh_from_db()
    assert waiting.state == Registration.State.CONFIRMED


def test_nobody_loses_a_seat_to_a_smaller_number(office: User) -> None:
    event = RegistrationFactory(event__capacity=1).event
    with pytest.raises(ValidationError):
        actions.change_event(event=event, capacity=0, by=office, at=NOON)


def test_what_is_public_stays_complete_and_in_order(office: User) -> None:
    event = EventFactory()
    with pytest.raises(ValidationError):
        actions.change_event(event=event, place="", by=office, at=NOON)
    with pytest.raises(ValidationError):
        actions.change_event(event=event, ends_at=event.starts_at, by=office, at=NOON)


@pytest.mark.behaviour("F8")
def test_calling_off_is_told_to_everybody_with_the_reason(office: User) -> None:
    event = EventFactory()
    seat = RegistrationFactory(event=event)
    waiting = RegistrationFactory(event=event, state=Registration.State.WAITING)
    RegistrationFactory(event=event, state=Registration.State.CANCELLED)
    actions.call_off_event(event=event, reason="Sturmwarnung", by=office, at=NOON)
    letters = {mail.to: mail for mail in Mail.objects.all()}
    assert set(letters) == {seat.email, waiting.email}
    assert all("Sturmwarnung" in mail.text for mail in letters.values())
    method, entry = entry_of(letters[seat.email])
    assert (method, entry["status"], entry["sequence"]) == ("CANCEL", "CANCELLED", 1)
    assert not letters[waiting.email].calendar


def test_an_event_is_called_off_once_and_before_it_is_over(office: User) -> None:
    for event in (EventFactory(past=True), EventFactory(draft=True), EventFactory(cancelled=True)):
        with pytest.raises(WrongState):
            actions.call_off_event(event=event, reason="Grund", by=office, at=NOON)
    with pytest.raises(WrongState):
        actions.change_event(event=event, title="Neu", by=office, at=NOON)


def test_only_drafts_are_thrown_away(office: User) -> None:
    actions.delete_draft(event=EventFactory(draft=True), by=office)
    with pytest.raises(WrongState):
        actions.delete_draft(event=EventFactory(), by=office)
    assert Event.objects.get().is_public


def test_a_line_break_in_a_title_breaks_no_letter(office: User) -> None:
    event = EventFactory(title="Werkstatt\r\nBcc: all@example.org")
    actions.register(event=event, name="Mika", email="mika@example.org", at=NOON)
    mail = Mail.objects.get()
    assert "\n" not in mail.subject
    assert entry_of(mail)[1]["summary"].startswith("Werkstatt")
