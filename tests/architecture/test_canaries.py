"""Whatever is not for somebody stands at no address they can read: page, fragment, list, feed, search, file, API."""

from collections.abc import Iterator
from itertools import product

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from smartregion.accounts.models import User
from tests.architecture.access import ACCESS
from tests.architecture.access.table import STRANGER
from tests.architecture.matrix.addresses import addresses
from tests.architecture.matrix.asking import browser_of
from tests.architecture.matrix.canaries import CANARIES, Canary, told
from tests.architecture.matrix.places import address, place
from tests.architecture.matrix.reading import words_at
from tests.journeys.pages import NOT_PAGES

pytestmark = [
    pytest.mark.slow, pytest.mark.django_db, pytest.mark.xdist_group("demo county"),
]  # fmt: skip
READ = sorted(name for name, row in ACCESS.items() if not row.post)
PUBLIC = [name for name in READ if STRANGER in ACCESS[name].allowed]
ABOUT_ONE = {found.name for found in addresses() if found.arguments}
# Lists, searches, feeds, interfaces, pieces of pages and files: where things stand that nobody asked for by name.
SLOW = {"measures:timeline_pdf"}
GATHERING = [
    name for name in PUBLIC if name not in ABOUT_ONE or name in NOT_PAGES if name not in SLOW
]
ALONE = [name for name in PUBLIC if name not in GATHERING]
GUESTS = ("participant", "representative")
OFFICES = ("moderator", "data_protection", "measure_owner", "analyst")
SIGNED_IN = [
    (role, name) for role, name in product(GUESTS + OFFICES, READ) if role in ACCESS[name].allowed
]
# Where the office reads canaries.
ALIVE = (
    "strategy:manage", "measures:measure_list", "measures:measure_detail", "measures:remarks", "measures:cycle_list",
    "measures:cycle_review", "surveys:manage_list", "surveys:texts", "surveys:coding_list", "surveys:coding_one",
    "forums:manage_list", "contributions:moderation", "contributions:queue", "events:manage_list", "events:participants",
    "reports:report_list", "reports:manuscript_list", "measures:workbook_internal",
)  # fmt: skip
# The trail names what was done by its title, also what is not released yet.
NAMED_IN_THE_TRAIL = {"home:trail": {"zqkanarireportq"}}
SEARCHES = ("strategy:search", "measures:measure_list", "api:measures", "surveys:survey_list")


@pytest.fixture(scope="module")
def planted(
    people: dict[str, User | None], django_db_blocker: pytest.FixtureRequest
) -> Iterator[dict[str, Client]]:
    """The canaries in the demo county, and browsers of those who look for them."""
    with django_db_blocker.unblock(), transaction.atomic():
        for canary in CANARIES:
            canary.plant(canary.word, timezone.now())
        yield {role: browser_of(user) for role, user in people.items()}
        transaction.set_rollback(True)


def told_at(name: str, browser: Client) -> set[str]:
    with place(name) as (row, given):
        return told(words_at(browser, address(name, row, given)))


def not_for(role: str) -> set[str]:
    return {canary.word.lower() for canary in CANARIES if role not in canary.read_by}


@pytest.mark.behaviour("P1", "P10")
@pytest.mark.parametrize("name", GATHERING)
def test_no_list_feed_or_file_tells_a_stranger(name: str, planted: dict[str, Client]) -> None:
    assert told_at(name, planted[STRANGER]) & not_for(STRANGER) == set()


@pytest.mark.long
@pytest.mark.parametrize("name", ALONE)
def test_no_page_about_one_thing_tells_a_stranger(name: str, planted: dict[str, Client]) -> None:
    assert told_at(name, planted[STRANGER]) & not_for(STRANGER) == set()


@pytest.mark.long
@pytest.mark.parametrize(("role", "name"), SIGNED_IN)
def test_nobody_reads_what_is_for_another_office(
    role: str, name: str, planted: dict[str, Client]
) -> None:
    read = told_at(name, planted[role]) & not_for(role)
    assert read - NAMED_IN_THE_TRAIL.get(name, set()) == set()


@pytest.mark.behaviour("P10")
@pytest.mark.parametrize("name", SEARCHES)
def test_nobody_finds_a_canary_by_the_beginning_of_its_word(
    name: str, planted: dict[str, Client]
) -> None:
    """A search gives back what was typed; what it must not give is the rest of it."""
    with place(name) as (row, given):
        for canary in CANARIES:
            url = address(name, row, given).partition("?")[0]
            typed = f"?q={canary.word[:-2]}"
            assert canary.word.lower() not in words_at(planted[STRANGER], url + typed)


@pytest.fixture(scope="module")
def read_inside(planted: dict[str, Client], django_db_blocker: pytest.FixtureRequest) -> set[str]:
    with django_db_blocker.unblock():
        found = {word for name in ALIVE for word in told_at(name, planted["strategy_office"])}
        # People and texts are many: who and what is looked for is found.
        people = words_at(
            planted["administration"], reverse("accounts:people") + "?role=all&words=zqkanari"
        )
        with place("surveys:texts") as (row, given):
            searched = address("surveys:texts", row, given) + "?q=zqkanari"
        return found | told(people) | told(words_at(planted["strategy_office"], searched))


@pytest.mark.behaviour("P1")
@pytest.mark.parametrize("canary", CANARIES, ids=lambda canary: canary.name)
def test_every_canary_can_be_read_by_somebody(canary: Canary, read_inside: set[str]) -> None:
    """Otherwise the tests above would say nothing: data that could not leak prove no wall."""
    assert canary.word.lower() in read_inside
