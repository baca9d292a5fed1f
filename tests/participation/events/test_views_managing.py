"""The office's pages: preparing, publishing, calling off."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from participation.events.models import Event, EventMaterial
from smartregion.accounts.models import User
from smartregion.notices.models import Mail
from tests.cast import ClientAs
from tests.factories.dates import NOON
from tests.factories.events import AgendaItemFactory, EventFactory, RegistrationFactory
from tests.factories.forums import TopicFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


@pytest.fixture
def desk_client(client_as: ClientAs, office: User) -> Client:
    return client_as(office)


def at(name: str, event: Event, *args: object) -> str:
    return reverse(f"events:{name}", args=[event.slug, *args])


def details(**changed: str) -> dict[str, str]:
    given = {
        "title": "Werkstatt", "kind": "workshop", "summary": "Worum es geht", "form": "on_site",
        "starts_at": "2026-06-22T16:00", "ends_at": "2026-06-22T19:00", "place": "Kreishaus",
    }  # fmt: skip
    return given | changed


def test_from_an_empty_list_to_an_invitation(desk_client: Client) -> None:
    assert "Noch keine Veranstaltung" in desk_client.get(reverse("events:manage_list")).text
    desk_client.post(reverse("events:event_create"), details())
    event = Event.objects.get()
    assert not event.is_public
    desk_client.post(at("publish", event))
    event.refresh_from_db()
    assert event.is_public


def test_what_is_missing_is_named_on_the_page(desk_client: Client) -> None:
    draft = EventFactory(draft=True, summary="")
    page = desk_client.post(at("publish", draft))
    assert "Zum Veröffentlichen fehlt noch: Worum es geht." in page.text


def test_an_end_before_the_beginning_stands_at_its_field(desk_client: Client) -> None:
    page = desk_client.post(reverse("events:event_create"), details(ends_at="2026-06-22T15:00"))
    assert "ends_at" in page.context["form"].errors


def test_moving_an_event_says_that_people_are_told(desk_client: Client) -> None:
    event = RegistrationFactory().event
    page = desk_client.post(at("event_edit", event), details(), follow=True)
    assert "Alle Angemeldeten bekommen eine Nachricht" in page.text
    assert Mail.objects.get().calendar


def test_the_agenda_is_written_in_one_form(desk_client: Client) -> None:
    old, topic = AgendaItemFactory(), TopicFactory()
    rows = {
        "form-TOTAL_FORMS": "4", "form-INITIAL_FORMS": "1", "form-0-DELETE": "on",
        "form-0-starts_at": "18:00", "form-0-minutes": "20", "form-0-title": old.title,
        "form-1-starts_at": "17:00", "form-1-minutes": "15", "form-1-title": "Impuls",
        "form-1-topic": topic.pk,
    }  # fmt: skip
    desk_client.post(at("agenda", old.event), rows)
    item = old.event.agenda.get()
    assert (item.title, item.topic) == ("Impuls", topic)
    page = desk_client.get(old.event.get_absolute_url()).text
    assert topic.get_absolute_url() in page


def test_a_topic_that_is_no_longer_public_is_not_linked(anonymous_client: Client) -> None:
    item = AgendaItemFactory(topic=TopicFactory(draft=True))
    page = anonymous_client.get(item.event.get_absolute_url()).text
    assert item.title in page
    assert item.topic.get_absolute_url() not in page


def test_calling_off_shows_the_reason_to_everybody(
    desk_client: Client, anonymous_client: Client
) -> None:
    event = RegistrationFactory().event
    assert "Eine angemeldete Person bekommt" in desk_client.get(at("call_off", event)).text
    desk_client.post(at("call_off", event), {"reason": "Sturmwarnung"})
    assert "Sturmwarnung" in anonymous_client.get(event.get_absolute_url()).text
    assert desk_client.post(at("event_edit", event), details()).status_code == 409


def test_deeds_are_done_by_post_only(desk_client: Client) -> None:
    draft, event = EventFactory(draft=True), EventFactory()
    for url in (at("publish", draft), at("event_delete", draft), at("call_off", event)):
        desk_client.get(url)
    draft.refresh_from_db()
    event.refresh_from_db()
    assert not draft.is_public
    assert not event.is_cancelled


def test_material_is_laid_out_and_taken_away(desk_client: Client, anonymous_client: Client) -> None:
    event = EventFactory()
    desk_client.post(at("materials", event), {"title": "Folien", "link": "https://a.example/f"})
    assert "https://a.example/f" in anonymous_client.get(event.get_absolute_url()).text
    desk_client.post(at("material_remove", event, EventMaterial.objects.get().pk))
    assert not EventMaterial.objects.exists()


def test_material_of_another_event_is_not_here(desk_client: Client) -> None:
    event, other = EventFactory(), EventFactory()
    found = EventMaterial.objects.create(event=event, title="Folien", link="https://a.example/")
    for name in ("material", "material_remove"):
        assert desk_client.get(at(name, other, found.pk)).status_code == 404


def test_the_list_costs_the_same_for_one_and_for_three(
    desk_client: Client, django_assert_max_num_queries
) -> None:
    url, asked = reverse("events:manage_list"), []
    for _round in range(2):
        event = EventFactory()
        RegistrationFactory.create_batch(2, event=event)
        with django_assert_max_num_queries(20) as queries:
            desk_client.get(url)
        asked.append(len(queries))
        EventFactory(starts_at=NOON + timedelta(days=1), ends_at=NOON + timedelta(days=2))
    assert asked[0] == asked[1]
