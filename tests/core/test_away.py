"""The page while the database is away: what was sent can be sent once more, and nothing else comes of it."""

from typing import Any

import pytest
from django import forms
from django.http import HttpRequest
from django.test import RequestFactory

from smartregion.core.errors import SECRET_FIELDS, away

BROKEN = "multipart/form-data"
SAID = {"text": "Der Bus soll öfter fahren.", "token": "4711"}


def page(request: HttpRequest) -> str:
    answer = away(request)
    assert (answer.status_code, answer["Cache-Control"]) == (503, "no-store")
    return answer.content.decode()


def posted(path: str, sent: Any, **more: Any) -> str:
    return page(RequestFactory().post(path, sent, **more))


def test_form_is_kept_in_the_page_with_all_its_words() -> None:
    kept = posted("/foren/a/?seite=2", SAID)
    assert 'action="/foren/a/?seite=2"' in kept
    assert 'name="text" value="Der Bus soll öfter fahren."' in kept
    assert 'name="token" value="4711"' in kept


def test_page_that_was_only_asked_for_offers_nothing_to_send() -> None:
    assert "<form" not in page(RequestFactory().get("/foren/a/"))


@pytest.mark.parametrize("path", ["/konto/login/", "/konto/2fa/authenticate/", "/en/konto/login/"])
def test_nothing_that_is_typed_to_sign_in_comes_back(path: str) -> None:
    kept = posted(path, {"code": "nur-einmal-123456"})
    assert "<form" not in kept
    assert "123456" not in kept


@pytest.mark.parametrize(
    "name", ["password", "oldpassword", "Passwort", "kennwort", "client_secret", "credential"]
)
def test_no_secret_comes_back_from_any_page(name: str) -> None:
    kept = posted("/personen/einladung/x/", {name: "nur-fuer-mich", "display_name": "Erika"})
    assert "<form" not in kept
    assert "nur-fuer-mich" not in kept


def _forms(kind: type[forms.BaseForm] = forms.BaseForm) -> set[type[forms.BaseForm]]:
    return {kind}.union(*map(_forms, kind.__subclasses__()))


def test_every_password_of_every_form_is_known_by_its_name() -> None:
    from smartregion import urls  # noqa: F401 - loads the views, and with them their forms

    secret = {
        name
        for form in _forms()
        for name, field in getattr(form, "base_fields", {}).items()
        if isinstance(field.widget, forms.PasswordInput)
    }
    assert len(secret) >= 3
    assert {name for name in secret if not any(part in name for part in SECRET_FIELDS)} == set()


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"text=abc", BROKEN),
        (b"\x00", f"{BROKEN}; boundary=\xff"),
        (b"text=%FF", "application/x-www-form-urlencoded; charset=latin-1"),
    ],
)
def test_broken_bodies_have_nothing_to_be_sent_once_more(body: bytes, kind: str) -> None:
    assert "<form" not in posted("/foren/a/", body, content_type=kind)


def test_address_never_leads_to_another_host() -> None:
    # The client of the tests would swallow the first slash.
    request = RequestFactory().post("/x/", SAID)
    request.path = request.path_info = "//example.org/foren/"
    assert 'action="/%2Fexample.org/foren/"' in page(request)
