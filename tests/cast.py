"""The people of all tests: one for each role, somebody without an account, and the hour."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from smartregion.accounts.models import Role, User
from tests.factories.accounts import RoleAssignmentFactory, UserFactory
from tests.factories.county import MunicipalityFactory, OrganisationFactory
from tests.factories.dates import NOON

ClientAs = Callable[[User], Client]


@pytest.fixture
def noon() -> Iterator[None]:
    """The clock stands still at the moment around which the factories build."""
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def anonymous_client() -> Client:
    return Client()


@pytest.fixture
def client_as() -> ClientAs:
    """``client_as(office).get(url)``: a browser in which this person is signed in."""

    def signed_in(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return signed_in


def person(name: str, *roles: Role) -> User:
    return UserFactory(email=f"{name}@example.org", display_name=name.capitalize(), roles=roles)


@pytest.fixture
def participant(db: None) -> User:
    """A citizen with an account and no role."""
    return person("participant")


@pytest.fixture
def representative(db: None) -> User:
    """Speaks for one municipality."""
    user = person("representative", Role.REPRESENTATIVE)
    municipality = MunicipalityFactory()
    user.organisation = OrganisationFactory(kind="municipality", municipality=municipality)
    user.save()
    return user


@pytest.fixture
def office(db: None) -> User:
    return person("office", Role.STRATEGY_OFFICE)


@pytest.fixture
def editor(db: None) -> User:
    return person("editor", Role.EDITOR)


@pytest.fixture
def moderator(db: None) -> User:
    return person("moderator", Role.MODERATOR)


@pytest.fixture
def analyst(db: None) -> User:
    return person("analyst", Role.ANALYST)


@pytest.fixture
def owner(db: None) -> User:
    """Answers for measures, but only for those that name this person as responsible."""
    return person("owner", Role.MEASURE_OWNER)


@pytest.fixture
def consultant(db: None) -> User:
    return person("consultant", Role.CONSULTANT)


@pytest.fixture
def expired_consultant(db: None) -> User:
    """A consultant whose last day was yesterday."""
    user = person("expired")
    yesterday = timezone.localdate() - timedelta(days=1)
    RoleAssignmentFactory(user=user, role=Role.CONSULTANT, valid_until=yesterday)
    return user


@pytest.fixture
def administration(db: None) -> User:
    return person("administration", Role.ADMINISTRATION)
