"""Registering, changing, signing off, and moving up; and the letters about it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from participation.events import actions
from participation.events.models import Event, Registration
from smartregion.accounts.models import User
from smartregion.core.errors import WrongState
from smartregion.core.models import AuditEntry
from smartregion.notices.models import Mail
from tests.factories.dates import NOON
from tests.factories.events import EventFactory, RegistrationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
State, Way = Registration.State, Registration.Way


def register(
    event: Event, name: str = "Mika", at: datetime = NOON, **kwargs: object
) -> Registration:
    return actions.register(event=event, name=name, email=f"{name}@Example.org", at=at, **kwargs)


def change(registration: Registration, **fields: object) -> Registration:
    told = {
        name: getattr(registration, name)
        for name in ("name", "organisation", "municipality", "actor_group", "way", "needs")
    }
    return actions.change_registration(registration=registration, at=NOON, **told | fields)


def subjects() -> list[str]:
    return [mail.subject.partition(":")[0] for mail in Mail.objects.order_by("pk")]


@pytest.mark.behaviour("F8")
def test_seats_are_given_in_turn_and_then_the_list_waits() -> None:
    event = EventFactory(capacity=2)
    states = [
        register(event, name, at=NOON + timedelta(minutes=n)).state for n, name in enumerate("abc")
    ]
    assert states == [State.CONFIRMED, State.CONFIRMED, State.WAITING]
    assert subjects() == ["Ihre Anmeldung", "Ihre Anmeldung", "Sie stehen auf der Warteliste"]


@pytest.mark.behaviour("F8")
def test_a_seat_that_becomes_free_goes_to_whoever_waited_longest() -> None:
    event = EventFactory(capacity=1)
    first, second, third = (
        register(event, name, at=NOON + timedelta(minutes=n)) for n, name in enumerate("abc")
    )
    actions.cancel_registration(registration=first, at=NOON)
    second.refresh_from_db()
    third.refresh_from_db()
    assert (second.state, third.state) == (State.CONFIRMED, State.WAITING)
    letter = Mail.objects.get(subject__startswith="Sie haben jetzt einen Platz")
    assert letter.to == "b@example.org"
    assert "METHOD:REQUEST" in letter.calendar


def test_nobody_moves_up_when_the_event_has_begun() -> None:
    event = EventFactory(capacity=1, running=True)
    seat = RegistrationFactory(event=event)
    waiting = RegistrationFactory(event=event, state=State.WAITING)
    actions.cancel_registration(registration=seat, at=NOON)
    waiting.refresh_from_db()
    assert waiting.state == State.WAITING


def test_taking_part_at_the_screen_needs_no_seat() -> None:
    event = EventFactory(form="both", capacity=0, join_link="https://video.example/raum")
    assert register(event, way=Way.VIRTUAL).state == State.CONFIRMED
    letter = Mail.objects.get()
    assert "https://video.example/raum" in letter.text
    assert "https://video.example/raum" in letter.calendar


def test_whoever_waits_is_not_told_how_to_join() -> None:
    event = EventFactory(capacity=0, join_link="https://video.example/raum")
    assert register(event).state == State.WAITING
    assert "video.example" not in Mail.objects.get().text


def test_registering_twice_writes_again_and_tells_nobody() -> None:
    event = EventFactory()
    assert register(event, "mika") == register(event, "Mika", at=NOON + timedelta(days=1))
    assert event.registrations.count() == 1
    assert subjects() == ["Ihre Anmeldung", "Ihre Anmeldung"]


def test_a_mailbox_is_not_filled_by_registering_it_many_times() -> None:
    event = EventFactory()
    for minute in range(5):
        register(event, at=NOON + timedelta(minutes=minute))
    assert Mail.objects.count() == 2


def test_the_first_letter_says_nothing_that_a_stranger_typed() -> None:
    register(EventFactory(), "KAUFEN-SIE", organisation="http://spam.example")
    letter = Mail.objects.get()
    for words in (letter.subject, letter.text.replace(letter.to, "")):
        assert "KAUFEN" not in words
        assert "spam.example" not in words


@pytest.mark.parametrize("trait", ["draft", "past", "running", "cancelled"])
def test_there_is_a_time_for_registering(trait: str) -> None:
    with pytest.raises(WrongState):
        register(EventFactory(**{trait: True}))


def test_registering_ends_when_the_office_says_so() -> None:
    event = EventFactory(registration_until=NOON)
    with pytest.raises(WrongState):
        register(event)


def test_a_way_that_is_not_offered_is_refused() -> None:
    with pytest.raises(ValidationError):
        register(EventFactory(), way=Way.VIRTUAL)


def test_changing_to_the_screen_gives_the_seat_to_somebody_else() -> None:
    event = EventFactory(form="both", capacity=1)
    seat, waiting = register(event, "a"), register(event, "b")
    change(seat, way=Way.VIRTUAL)
    waiting.refresh_from_db()
    assert waiting.state == State.CONFIRMED


def test_changing_to_a_full_room_keeps_what_one_has() -> None:
    event = EventFactory(form="both", capacity=0)
    guest = register(event, way=Way.VIRTUAL)
    with pytest.raises(ValidationError):
        change(guest, way=Way.ON_SITE)
    assert Registration.objects.get(pk=guest.pk).way == Way.VIRTUAL


def test_signing_off_takes_the_entry_out_of_the_calendar() -> None:
    guest = register(EventFactory())
    actions.cancel_registration(registration=guest, at=NOON)
    assert "METHOD:CANCEL" in Mail.objects.latest("pk").calendar
    with pytest.raises(WrongState):
        actions.cancel_registration(registration=guest, at=NOON)


def test_whoever_signed_off_may_come_after_all() -> None:
    event = EventFactory()
    actions.cancel_registration(registration=register(event), at=NOON)
    assert register(event).state == State.CONFIRMED


def test_the_office_enters_callers_without_address_and_names_a_double(office: User) -> None:
    event = EventFactory()
    caller = actions.enter_registration(event=event, name="Anruf", by=office, at=NOON)
    assert (caller.email, Mail.objects.count()) == ("", 0)
    register(event)
    with pytest.raises(ValidationError):
        actions.enter_registration(
            event=event, name="Mika", email="mika@example.org", by=office, at=NOON
        )


def test_the_audit_trail_knows_no_names() -> None:
    register(EventFactory(title="Werkstatt"))
    entry = AuditEntry.objects.get(verb="register")
    assert entry.actor is None
    assert "Mika" not in f"{entry.object_label}{entry.changes}"


@pytest.mark.behaviour("F8")
@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_people_who_send_at_once_never_take_the_last_seat() -> None:
    event, start = EventFactory(capacity=1), Barrier(2)

    def send(name: str) -> str:
        start.wait()
        try:
            return register(event, name).state
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        states = sorted(pool.map(send, "ab"))
    assert states == [State.CONFIRMED, State.WAITING]


def test_what_changed_meanwhile_is_not_written_over() -> None:
    guest = register(EventFactory())
    same = Registration.objects.get(pk=guest.pk)
    actions.cancel_registration(registration=guest, at=NOON)
    with pytest.raises(WrongState):
        change(same, name="Neu")
    with pytest.raises(WrongState):
        actions.cancel_registration(registration=same, at=NOON)
