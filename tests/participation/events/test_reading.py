"""What everybody reads about events."""

import pytest
from django.test import Client
from django.urls import reverse

from participation.events.models import Event
from smartregion.accounts.models import User
from tests.cast import ClientAs
from tests.factories.events import EventFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


def test_the_list_tells_what_comes_from_what_was(anonymous_client: Client) -> None:
    later, sooner = EventFactory(), EventFactory(running=True)
    past = EventFactory(past=True)
    context = anonymous_client.get(reverse("events:event_list")).context
    assert [card.event for card in context["coming"]] == [sooner, later]
    assert [card.event for card in context["past"]] == [past]
    assert context["coming"][0].moment == Event.Moment.RUNNING


def test_a_draft_is_for_those_who_prepare_it(
    anonymous_client: Client, client_as: ClientAs, office: User, participant: User
) -> None:
    draft = EventFactory(draft=True)
    assert anonymous_client.get(draft.get_absolute_url()).status_code == 404
    assert client_as(participant).get(draft.get_absolute_url()).status_code == 404
    assert "ist ein Entwurf" in client_as(office).get(draft.get_absolute_url()).text


def test_the_public_pages_need_no_cookie(anonymous_client: Client) -> None:
    page = anonymous_client.get(EventFactory().get_absolute_url())
    assert page.status_code == 200
    assert not page.cookies
