"""404 for what is not there for this person, 403 for what they see but may not touch."""

import pytest
import rules
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.test import RequestFactory

from smartregion.accounts.models import User
from smartregion.core.access import get_for, require
from smartregion.core.audit import record
from smartregion.core.models import AuditEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> User:
    return User.objects.create_user("jemand@example.org", display_name="Jemand")


@pytest.fixture
def request_of(rf: RequestFactory, person: User) -> HttpRequest:
    request = rf.get("/")
    request.user = person
    return request


@pytest.fixture(autouse=True)
def permissions() -> object:
    rules.add_perm("test.may", rules.always_true)
    rules.add_perm("test.may_not", rules.always_false)
    yield
    rules.remove_perm("test.may")
    rules.remove_perm("test.may_not")


def test_get_for_gives_the_object_to_who_may(request_of: HttpRequest, person: User) -> None:
    assert get_for(request_of, "test.may", User.objects.all(), pk=person.pk) == person


def test_get_for_hides_what_is_not_in_the_visible_set(
    request_of: HttpRequest, person: User
) -> None:
    with pytest.raises(Http404):
        get_for(request_of, "test.may", User.objects.none(), pk=person.pk)


def test_get_for_finds_nothing_at_an_address_no_database_can_hold(request_of: HttpRequest) -> None:
    with pytest.raises(Http404):
        get_for(request_of, None, User.objects.all(), email="a\0b")


def test_get_for_refuses_what_is_seen_but_not_allowed(
    request_of: HttpRequest, person: User
) -> None:
    with pytest.raises(PermissionDenied):
        get_for(request_of, "test.may_not", User.objects.all(), pk=person.pk)


def test_permission_nobody_declared_is_denied(request_of: HttpRequest) -> None:
    with pytest.raises(PermissionDenied):
        require(request_of, "test.never_declared")


def test_inactive_person_may_nothing(request_of: HttpRequest, person: User) -> None:
    person.is_active = False
    with pytest.raises(PermissionDenied):
        require(request_of, "test.may")


def test_record_notes_who_did_what(person: User) -> None:
    record(by=person, verb="geändert", subject=person, changes={"fields": ["display_name"]})
    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.object_type, entry.object_label) == (
        person,
        "accounts.user",
        "Jemand",
    )
