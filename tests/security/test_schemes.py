"""Links that people give: only what leads to a page, wherever it comes in and wherever it is shown."""

from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import get_resolver

from smartregion.core.richtext import clean

pytestmark = pytest.mark.behaviour("P25")
SCHEMES = (
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\tscript:alert(1)", "java\nscript:alert(1)",
    "\x01javascript:alert(1)", "javascript://example.org/%0aalert(1)", "javascript:https://example.org/", "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD4=", "DATA:text/html,x", "vbscript:msgbox(1)", "file:///etc/hostname", "blob:https://example.org/x",
    "view-source:https://example.org/", "about:blank", "feed:javascript:alert(1)", "jar:https://example.org/x!/", "ws://example.org/",
    "intent://example.org/#Intent;end", "ms-word:ofe|u|https://example.org/x", "//example.org", "https:javascript:alert(1)",
)  # fmt: skip
# What a person may type without a scheme becomes https; these then are no host.
ROOMS = (
    "accounts",
    "core",
    "county",
    "notices",
    "strategy",
    "participation",
    "measures",
    "reports",
)


def every(kind: type[Any]) -> Iterator[type[Any]]:
    for each in kind.__subclasses__():
        yield each
        yield from every(each)


def stored_links() -> list[models.URLField[Any, Any]]:
    fields = [field for model in apps.get_models() for field in model._meta.concrete_fields]
    return [
        field
        for field in fields
        if isinstance(field, models.URLField) and field.model._meta.app_label in ROOMS
    ]


def asked_links() -> list[forms.URLField]:
    # Loads every room's views and with them every form.
    assert get_resolver().url_patterns
    fields = [field for form in every(forms.BaseForm) for field in getattr(form, "base_fields", {}).values()]  # fmt: skip
    return [field for field in fields if isinstance(field, forms.URLField)]


def leads(field: Any, link: str) -> str | None:
    try:
        cleaned = field.clean(link, None) if isinstance(field, models.Field) else field.clean(link)
    except ValidationError:
        return None
    return str(cleaned)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_no_field_takes_a_link_that_acts(scheme: str) -> None:
    """Those of the forms, and those of the models for whatever is read from a file."""
    stored, asked = stored_links(), asked_links()
    assert len(stored) >= 8
    assert len(asked) >= 8
    taken = {leads(field, scheme) for field in [*stored, *asked]} - {None}
    assert [link for link in taken if not str(link).startswith(("https://", "http://"))] == []


def test_an_ordinary_link_is_taken_by_all_of_them() -> None:
    link = "https://example.org/vorlage?nr=7"
    assert {leads(field, link) for field in [*stored_links(), *asked_links()]} == {link}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_no_link_in_a_text_acts(scheme: str) -> None:
    """Protocols, minutes, measures, passages: all go through the same cleaning."""
    cleaned = clean(f'<p><a href="{scheme}">x</a></p>').lower()
    assert not any(word in cleaned for word in ("javascript:", "data:", "vbscript:", "file:", "blob:"))  # fmt: skip


def test_every_link_that_is_stored_is_checked_as_one() -> None:
    """A link in an ordinary text field would be checked by nobody."""
    unchecked = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if model._meta.app_label in ROOMS
        and field.name
        in ("link", "url", "website", "homepage", "proof", "join_link", "address_url")
        and not isinstance(field, models.URLField)
    ]
    # A path of ours, written by our own code.
    assert unchecked == ["notices.Notice.url"]


def test_there_is_no_second_office_behind_admin() -> None:
    assert not apps.is_installed("django.contrib.admin")
    assert not apps.is_installed("django.contrib.admindocs")
