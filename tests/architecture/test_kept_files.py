"""Files that are not for everybody, and lists that are: what an address alone opens, and what an argument alone changes."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from smartregion.accounts.models import RoleAssignment, User
from tests.architecture.access import ACCESS
from tests.architecture.access.table import PEOPLE, STRANGER
from tests.architecture.matrix.asking import asked, browser_of
from tests.architecture.matrix.places import address, place
from tests.journeys.pages import NOT_PAGES

pytestmark = [
    pytest.mark.slow, pytest.mark.django_db, pytest.mark.xdist_group("demo county"),
]  # fmt: skip
KEPT_FILES = sorted(name for name in NOT_PAGES if STRANGER not in ACCESS[name].allowed)
LISTS = sorted(
    name
    for name, row in ACCESS.items()
    if STRANGER in row.allowed and not row.post and name.endswith("_list")
)
# What a library that takes every attribute of every relation would count by.
LOOKUPS = (
    "responsible__password__startswith", "author__email__contains", "created_by__email", "pk__gt", "is_public", "ordering",
)  # fmt: skip
TAG = re.compile(r"<[^>]*>")


@pytest.mark.behaviour("P9")
@pytest.mark.parametrize("name", KEPT_FILES)
def test_file_asks_for_session_and_right_each_time(
    name: str, people: dict[str, User | None]
) -> None:
    with place(name) as (row, given):
        url = address(name, row, given)
        person = people[next(role for role in PEOPLE if role in row.allowed)]
        browser = browser_of(person)
        assert not asked(browser, "GET", url).is_refusal
        browser.logout()
        assert asked(browser, "GET", url).to_login
        if "participant" not in row.allowed:
            again = browser_of(person)
            yesterday = timezone.localdate() - timedelta(days=1)
            RoleAssignment.objects.filter(user=person).update(valid_until=yesterday)
            assert asked(again, "GET", url).is_refusal


@pytest.mark.behaviour("P5")
@pytest.mark.parametrize("name", LISTS)
def test_an_argument_that_no_list_knows_changes_no_list(
    name: str, people: dict[str, User | None]
) -> None:
    with place(name) as (_row, given):
        url = reverse(name, kwargs=given)
        as_it_is = words_of(url)
        for lookup in LOOKUPS:
            assert words_of(f"{url}?{lookup}=zq0zq") == as_it_is, lookup


def words_of(url: str) -> str:
    """What stands on the page; its links may carry along what was typed."""
    response = Client().get(url)
    assert response.status_code == 200
    return TAG.sub("", response.content.decode())
