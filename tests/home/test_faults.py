"""What people see when a request makes no sense, or two of them meet."""

import pytest
from django.db import DataError, IntegrityError
from django.http import HttpResponse
from django.test import Client, RequestFactory

from smartregion.core.errors import RefusalMiddleware
from smartregion.home.views import bad_request

pytestmark = pytest.mark.django_db


@pytest.fixture
def strict_client() -> Client:
    """A browser that has a form open, and gets error pages as everybody does."""
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.get("/konto/login/")
    return client


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"a=" + b"x" * 6_000_000, "application/x-www-form-urlencoded"),
        (b"a=b", "application/x-www-form-urlencoded; charset=utf-16"),
        (b"a=b", "multipart/form-data"),
    ],
)
def test_unreadable_form_is_the_fault_of_the_request(strict_client, body, kind) -> None:
    response = strict_client.post("/konto/login/", body, content_type=kind)
    assert response.status_code == 400
    assert "Diese Anfrage haben wir nicht verstanden" in response.content.decode()


def answered(fault: Exception, rf: RequestFactory, user: object) -> HttpResponse | None:
    request = rf.post("/")
    request.user = user
    return RefusalMiddleware(bad_request).process_exception(request, fault)


def test_second_of_two_equal_orders_is_told_so(rf, office) -> None:
    response = answered(IntegrityError("duplicate key"), rf, office)
    assert response.status_code == 409
    assert "gerade schon gespeichert" in response.content.decode()


@pytest.mark.parametrize("fault", [DataError("out of range"), OverflowError("too large")])
def test_value_that_fits_in_no_column_is_the_fault_of_the_request(rf, office, fault) -> None:
    assert answered(fault, rf, office).status_code == 400


def test_other_faults_are_ours(rf, office) -> None:
    assert answered(ZeroDivisionError(), rf, office) is None
