"""Registering in the browser: no account, nothing given away, nothing lost."""

from collections.abc import Mapping

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from participation.events.models import Event, Registration
from smartregion.notices.models import Mail
from tests.factories.county import MunicipalityFactory
from tests.factories.events import EventFactory, RegistrationFactory
from tests.factories.unhurried import unhurried

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
MIKA = {"name": "Mika", "email": "mika@example.org"}


def send(client: Client, event: Event, sent: Mapping[str, str] = MIKA, **waited: float):
    url = reverse("events:register", args=[event.slug])
    return client.post(url, {**unhurried(**waited), **sent})


def own(name: str, registration: Registration) -> str:
    return reverse(f"events:{name}", args=[registration.key])


@pytest.mark.behaviour("F8")
def test_name_and_address_are_enough(anonymous_client: Client) -> None:
    event = EventFactory()
    page = send(anonymous_client, event)
    assert page["Location"] == reverse("events:registered", args=[event.slug])
    assert Registration.objects.get().name == "Mika"
    assert own("registration", Registration.objects.get()) in Mail.objects.get().text


def test_more_may_be_told(anonymous_client: Client) -> None:
    event, town = EventFactory(form="both"), MunicipalityFactory()
    more = {"organisation": "Verein", "municipality": town.slug, "way": "virtual", "needs": "DGS"}
    send(anonymous_client, event, MIKA | more)
    found = Registration.objects.get()
    assert (found.municipality, found.way, found.needs) == (town, "virtual", "DGS")


def test_nobody_learns_who_is_registered(anonymous_client: Client) -> None:
    event = EventFactory(capacity=1)
    RegistrationFactory(event=event, email=MIKA["email"])
    known, fresh = (
        send(anonymous_client, event, MIKA | {"email": email})
        for email in (MIKA["email"], "new@example.org")
    )
    assert known["Location"] == fresh["Location"]
    assert known.status_code == fresh.status_code == 302


def test_a_form_that_came_too_fast_keeps_what_was_typed(anonymous_client: Client) -> None:
    page = send(anonymous_client, EventFactory(), seconds=1)
    assert "Das ging sehr schnell" in page.text
    assert "mika@example.org" in page.text
    assert not Registration.objects.exists()


def test_a_full_event_says_so_before_and_takes_people_on_the_list(anonymous_client: Client) -> None:
    event = EventFactory(capacity=0)
    assert "Auf die Warteliste" in anonymous_client.get(event.get_absolute_url()).text
    form = anonymous_client.get(reverse("events:register", args=[event.slug]))
    assert "Alle Plätze sind vergeben" in form.text
    send(anonymous_client, event)
    assert Registration.objects.get().state == Registration.State.WAITING


@pytest.mark.parametrize("trait", ["past", "running", "cancelled"])
def test_when_it_is_too_late_the_form_is_gone(anonymous_client: Client, trait: str) -> None:
    event = EventFactory(**{trait: True})
    assert anonymous_client.get(reverse("events:register", args=[event.slug])).status_code == 409
    assert send(anonymous_client, event).status_code == 409
    assert "anmelden/" not in anonymous_client.get(event.get_absolute_url()).text


@pytest.mark.behaviour("F8")
def test_signing_off_needs_no_login_but_a_second_look(anonymous_client: Client) -> None:
    guest = RegistrationFactory()
    url = own("registration_cancel", guest)
    # Programs that look through mail open every link.
    assert anonymous_client.get(url).status_code == 200
    guest.refresh_from_db()
    assert guest.state == Registration.State.CONFIRMED
    assert anonymous_client.post(url)["Location"] == guest.get_absolute_url()
    guest.refresh_from_db()
    assert guest.is_cancelled
    assert anonymous_client.post(url).status_code == 409


def test_ones_own_details_can_be_changed(anonymous_client: Client) -> None:
    guest = RegistrationFactory(event__form="both")
    details = {"name": "Neu", "way": "virtual"}
    anonymous_client.post(own("registration_change", guest), details)
    guest.refresh_from_db()
    assert (guest.name, guest.way) == ("Neu", "virtual")
    assert "Neu" in anonymous_client.get(guest.get_absolute_url()).text


@pytest.mark.behaviour("F8")
def test_the_way_in_is_for_those_who_have_a_seat(anonymous_client: Client) -> None:
    event = EventFactory(virtual=True)
    seat = RegistrationFactory(event=event, way="virtual")
    gone = RegistrationFactory(event=event, way="virtual", state=Registration.State.CANCELLED)
    secret = "video.example"
    assert secret in anonymous_client.get(seat.get_absolute_url()).text
    assert secret in anonymous_client.get(own("registration_calendar", seat)).text
    public = (event.get_absolute_url(), reverse("events:event_calendar", args=[event.slug]))
    for url in (*public, reverse("events:calendar"), gone.get_absolute_url()):
        assert secret not in anonymous_client.get(url).text


def test_who_was_forgotten_has_no_page_any_more(anonymous_client: Client) -> None:
    guest = RegistrationFactory(name="", email="")
    for name in ("registration", "registration_change", "registration_cancel"):
        assert anonymous_client.get(own(name, guest)).status_code == 404


def test_ones_own_page_is_kept_nowhere(anonymous_client: Client) -> None:
    page = anonymous_client.get(RegistrationFactory().get_absolute_url())
    assert "no-store" in page["Cache-Control"]
    assert 'content="noindex"' in page.text


def test_the_calendar_to_subscribe_to_holds_what_is_public(anonymous_client: Client) -> None:
    EventFactory(draft=True)
    shown, off = EventFactory(), EventFactory(cancelled=True)
    answer = anonymous_client.get(reverse("events:calendar"))
    calendar = Calendar.from_ical(answer.text)
    entries = {entry["uid"]: entry["status"] for entry in calendar.walk("VEVENT")}
    assert entries == {str(shown.uid): "CONFIRMED", str(off.uid): "CANCELLED"}
    assert calendar["method"] == "PUBLISH"
    assert not answer.cookies


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>'])
def test_hostile_words_stay_words(anonymous_client: Client, client_as, office, words: str) -> None:
    guest = RegistrationFactory(name=words, organisation=words, needs=words)
    pages = (
        anonymous_client.get(guest.get_absolute_url()),
        client_as(office).get(reverse("events:participants", args=[guest.event.slug])),
    )
    for page in pages:
        assert words not in page.text
        assert page.status_code == 200
