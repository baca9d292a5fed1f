"""An id belongs to its place: under the address of another forum or event it does not exist."""

import pytest
from django.db import transaction

from tests.architecture.access import ACCESS
from tests.architecture.access.table import PEOPLE
from tests.factories.events import EventFactory
from tests.factories.forums import ForumFactory
from tests.participation.attacks.addresses import NAMES, asked, url_of

pytestmark = [
    pytest.mark.slow, pytest.mark.django_db, pytest.mark.behaviour("F27"), pytest.mark.xdist_group("demo county"),
]  # fmt: skip
NESTED = [name for name in NAMES if name.startswith(("forums:", "events:"))]


def other_place(name: str) -> dict[str, str]:
    """The same address below another forum or event; nothing where it names only one thing."""
    given = ACCESS[name].where()
    if len(given) < 2:
        return {}
    parent = "forum" if name.startswith("forums:") else "slug"
    other = ForumFactory() if parent == "forum" else EventFactory()
    return {parent: other.slug} if parent in given else {}


@pytest.mark.parametrize("name", NESTED)
@pytest.mark.parametrize("method", ["get", "post"])
def test_nothing_is_reached_through_another_place(name: str, method: str, county: None) -> None:
    with transaction.atomic():
        other = other_place(name)
        if other:
            url = url_of(name, **other)
            for role in ("strategy_office", "participant"):
                response, _body = asked(PEOPLE[role], url, method)
                assert response.status_code in (403, 404, 405), f"{role} {url}"
        transaction.set_rollback(True)


def test_the_walk_meets_both_kinds_of_places(county: None) -> None:
    """Otherwise the test above would say nothing."""
    with transaction.atomic():
        tried = [name for name in NESTED if other_place(name)]
        assert sum(name.startswith("forums:") for name in tried) > 10
        assert sum(name.startswith("events:") for name in tried) > 5
        transaction.set_rollback(True)
