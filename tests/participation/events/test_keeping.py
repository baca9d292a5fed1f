"""What happens by itself: one reminder for each date, and forgetting people in the end."""

from datetime import timedelta

import pytest

from participation.events import actions
from participation.events.models import Registration
from participation.events.models.registrations import KEEP_PERSONS
from smartregion.accounts.models import User
from smartregion.notices.models import Mail
from tests.factories.county import MunicipalityFactory
from tests.factories.dates import NOON
from tests.factories.events import EventFactory, RegistrationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
HOUR = timedelta(hours=1)


def reminders() -> list[str]:
    found = Mail.objects.filter(subject__startswith="Zur Erinnerung")
    return list(found.values_list("to", flat=True))


@pytest.mark.behaviour("F8")
@pytest.mark.slow
def test_everybody_with_a_seat_is_reminded_once_over_a_month_of_hours() -> None:
    seat = RegistrationFactory()
    RegistrationFactory(event=seat.event, state=Registration.State.WAITING)
    RegistrationFactory(event=seat.event, state=Registration.State.CANCELLED)
    RegistrationFactory(event=EventFactory(cancelled=True))
    for hour in range(30 * 24):
        actions.remind_registered(at=NOON + hour * HOUR)
    assert reminders() == [seat.email]


def test_whoever_registered_shortly_before_needs_no_reminder() -> None:
    event = EventFactory(starts_at=NOON + 40 * HOUR, ends_at=NOON + 42 * HOUR)
    RegistrationFactory(event=event, registered_at=NOON)
    assert actions.remind_registered(at=NOON + HOUR) == 0


def test_an_event_that_was_moved_is_reminded_of_anew(office: User) -> None:
    seat = RegistrationFactory()
    event, soon = seat.event, seat.event.starts_at - HOUR
    assert actions.remind_registered(at=soon) == 1
    moved = event.starts_at + timedelta(days=14)
    actions.change_event(event=event, starts_at=moved, ends_at=moved + HOUR, by=office, at=soon)
    assert actions.remind_registered(at=soon) == 0
    assert actions.remind_registered(at=moved - HOUR) == 1


def test_persons_go_and_the_figures_stay() -> None:
    event, town = EventFactory(past=True), MunicipalityFactory()
    for state in Registration.State:
        RegistrationFactory(event=event, municipality=town, state=state, came=True, needs="Rampe")
    last = event.ends_at + KEEP_PERSONS
    assert actions.forget_registered(at=last) == 0
    assert actions.forget_registered(at=last + HOUR) == 3
    assert actions.forget_registered(at=last + HOUR) == 0
    for row in Registration.objects.all():
        assert (row.name, row.email, row.organisation, row.needs) == ("", "", "", "")
        assert (row.municipality, row.came) == (town, True)


def test_attendance_is_noted_for_those_who_had_a_seat(office: User) -> None:
    event = EventFactory(running=True)
    here, away = RegistrationFactory(event=event), RegistrationFactory(event=event)
    waiting = RegistrationFactory(event=event, state=Registration.State.WAITING)
    actions.note_attendance(event=event, came=[here.pk, waiting.pk], by=office, at=NOON)
    came = dict(Registration.objects.values_list("pk", "came"))
    assert came == {here.pk: True, away.pk: False, waiting.pk: None}
