"""The start page: where the process stands, what is open, what came out of it."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from tests.factories.consultations import CommentFactory, consulted_version
from tests.factories.county import CountyFactory
from tests.factories.strategy import PhaseFactory, TranslationFactory, whole_version
from tests.pages import page_of

pytestmark = pytest.mark.django_db


def test_start_page_works_for_a_county_with_nothing(anonymous_client) -> None:
    page = page_of(anonymous_client, "/")
    assert "Noch ist nichts veröffentlicht" in page
    assert "Erste Schritte" not in page


def test_start_page_leads_staff_of_an_empty_county_to_the_first_steps(
    client_as, administration
) -> None:
    assert 'href="/erste-schritte/"' in page_of(client_as(administration), "/")


def test_start_page_promises_the_vision(anonymous_client) -> None:
    version = whole_version(adopted=True)
    vision = version.texts.get(element__kind="vision")
    assert f"<h1>{vision.title}</h1>" in page_of(anonymous_client, "/")


def test_start_page_promises_in_english(anonymous_client) -> None:
    version = whole_version(state="consultation")
    TranslationFactory(text=version.texts.get(element__kind="vision"), title="For everybody")
    assert "<h1>For everybody</h1>" in page_of(anonymous_client, "/en/")


def test_start_page_shows_no_draft(anonymous_client) -> None:
    draft = whole_version()
    assert draft.texts.get(element__kind="vision").title not in page_of(anonymous_client, "/")


def test_start_page_shows_where_the_process_stands(anonymous_client) -> None:
    version = whole_version(adopted=True)
    PhaseFactory(strategy=version.strategy, title="Umsetzung", ends_on=None)
    page = page_of(anonymous_client, "/")
    assert "Umsetzung" in page
    assert 'aria-current="step"' in page


def test_start_page_sets_no_cookie_and_hides_no_county(anonymous_client) -> None:
    CountyFactory(name="Landkreis Musterland")
    response = anonymous_client.get("/")
    assert not response.cookies
    assert "Landkreis Musterland" in response.content.decode()


@pytest.mark.slow
@pytest.mark.xdist_group("demo county")
def test_start_page_of_the_demo_county_shows_every_room(
    anonymous_client, django_assert_max_num_queries
) -> None:
    call_command("load_demo", verbosity=0)
    with django_assert_max_num_queries(22):
        response = anonymous_client.get("/")
    page = response.context["page"]
    assert page.surveys
    assert page.topics
    assert page.teaser
    assert page.cycle
    assert page.numbers.fields == 8
    assert page.numbers.key_projects == 14
    assert 0 < page.numbers.answered < page.numbers.contributions
    assert 3 <= len(page.steps) <= 5


@pytest.mark.usefixtures("noon")
def test_start_page_invites_to_comment_on_an_open_draft(anonymous_client) -> None:
    version = consulted_version(label="1.1")
    CommentFactory(version=version)
    page = page_of(anonymous_client, "/")
    assert "Fassung 1.1 kommentieren" in page
    assert "1 Kommentar<" in page
    assert "bis 22. Juni 2026" in page
    version.state = "reworking"
    version.save()
    assert "kommentieren" not in page_of(anonymous_client, "/")


def test_what_was_just_done_is_said_above_the_hero(client_as, participant) -> None:
    client = client_as(participant)
    client.post(reverse("account_logout"))
    page = client.get("/").content.decode()
    said = page.index("Sie sind abgemeldet.")
    assert said < page.index('class="hero"')
    assert page.count('id="messages"') == 1
    # Its width only: without a message it takes no room.
    assert '<div class="above-hero">' in page
