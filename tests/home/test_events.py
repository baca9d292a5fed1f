"""Events where people look first: on the start page, and at the desk of those who prepare them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from smartregion.accounts.models import User
from smartregion.home.queries import desk_of
from smartregion.home.queries.start import start_page
from tests.factories.dates import NOON
from tests.factories.events import EventFactory, RegistrationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_the_start_page_invites_to_what_comes_next() -> None:
    later, sooner = EventFactory(), EventFactory(running=True)
    for trait in ("draft", "past", "cancelled"):
        EventFactory(**{trait: True})
    page = start_page(at=NOON, language="de")
    assert [card.event for card in page.events] == [sooner, later]
    assert page.is_anything_open


def test_whoever_runs_events_sees_how_many_come(office: User, analyst: User) -> None:
    now = timezone.now()
    soon = {"starts_at": now + timedelta(days=3), "ends_at": now + timedelta(days=3, hours=2)}
    RegistrationFactory.create_batch(2, event=EventFactory(**soon))
    [group] = [one for one in desk_of(office, at=now) if one.title.startswith("Veranstaltungen")]
    assert "2 angemeldet" in group.items[0].note
    assert not [one for one in desk_of(analyst, at=now) if one.title.startswith("Veranstaltungen")]
