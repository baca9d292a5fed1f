"""What stands in the links of whole pages: addresses of ours, or ones that lead to a page; whatever people wrote."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from lxml import html

from measures.models import Measure
from participation.events.models import Event
from participation.forums.models import Post
from smartregion.accounts.models import User
from tests.factories.county import CountyFactory
from tests.factories.events import EventFactory
from tests.factories.forums import PostFactory
from tests.factories.measures import MeasureFactory
from tests.security.test_schemes import SCHEMES

pytestmark = [
    pytest.mark.django_db, pytest.mark.slow, pytest.mark.usefixtures("noon"), pytest.mark.behaviour("P25"),
]  # fmt: skip
# Attributes that lead somewhere, load something or send something.
LEADING = ("href", "src", "action", "formaction", "hx-get", "hx-post", "data-address")
HARMLESS = {"", "http", "https", "mailto", "tel"}
# As if it had come into the database past the cleaning: read from a file, or stored by an earlier release.
LINKS = "".join(f'<p><a href="{scheme}">x</a></p>' for scheme in SCHEMES)
HONEST = '<p><a href="https://example.org/plan">Plan</a></p>'
WORDS = " ".join(["Mehr Busse, siehe", "[hier](javascript:alert(1))", *SCHEMES])


def leading(page: bytes) -> Iterator[str]:
    for node in html.fromstring(page).iter():
        yield from (str(node.get(name)) for name in LEADING if node.get(name) is not None)


def acting(page: bytes) -> list[str]:
    """Links that a browser would follow anywhere else but to a page; it leaves out blanks and control signs."""
    return [link for link in leading(page) if not harmless(link)]


def harmless(link: str) -> bool:
    plain = "".join(sign for sign in link if sign > " ")
    return urlsplit(plain).scheme.lower() in HARMLESS


def post() -> Post:
    return PostFactory(text=WORDS, author_name='<a href="javascript:alert(1)">Mika</a>')


def measure() -> Measure:
    return past_the_cleaning(MeasureFactory(summary=WORDS[:250]), "body")


def event() -> Event:
    return past_the_cleaning(EventFactory(summary=WORDS[:250]), "description")


def past_the_cleaning(thing: Any, column: str) -> Any:
    """Every way of Django's cleans what it writes, so the database is told itself."""
    table = connection.ops.quote_name(thing._meta.db_table)
    key = thing._meta.pk.get_db_prep_value(thing.pk, connection)
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {column} = %s WHERE id = %s", [LINKS + HONEST, key])
    thing.refresh_from_db()
    return thing


def address(thing: Post | Measure | Event) -> str:
    return thing.topic.get_absolute_url() if isinstance(thing, Post) else thing.get_absolute_url()


@pytest.mark.parametrize("made", [post, measure, event])
def test_no_page_links_to_what_somebody_wrote_as_a_script(made, client: Client) -> None:
    CountyFactory()
    page = client.get(address(made()))
    assert page.status_code == 200
    assert acting(page.content) == []
    # Citizens' words are words: what they look like, no page makes a link of it.
    assert ("https://example.org/plan" in list(leading(page.content))) == (made is not post)


# Where people enter an address of their own, under which name.
FORMS = {
    "files of a measure": lambda: (reverse("measures:files", args=[MeasureFactory().number]), "link"),
    "materials of an event": lambda: (reverse("events:materials", args=[EventFactory().slug]), "link"),
    "way into a meeting": lambda: (reverse("events:event_edit", args=[EventFactory().slug]), "join_link"),
}  # fmt: skip


@pytest.mark.parametrize("name", FORMS)
def test_no_form_gives_a_script_back_as_a_link(name: str, client: Client, office: User) -> None:
    url, field = FORMS[name]()
    client.force_login(office)
    for scheme in SCHEMES:
        page = client.post(url, {"title": "Plan", field: scheme}, follow=True)
        assert page.status_code == 200
        assert acting(page.content) == [], scheme
        assert harmless(scheme) or field in page.context["form"].errors, scheme
    # The same form takes an honest one.
    page = client.post(url, {"title": "Plan", field: "https://example.org/plan"}, follow=True)
    form = page.context["form"]
    assert not form.is_bound or field not in form.errors
    assert field == "join_link" or "https://example.org/plan" in list(leading(page.content))
