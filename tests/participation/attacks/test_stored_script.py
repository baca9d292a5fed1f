"""Script in every text of every model: whoever reads it, no page runs it and no file holds a formula."""

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from django.apps import apps
from django.db import models, transaction

from smartregion.accounts.models import User
from smartregion.notices.models import Mail, Notice
from tests.participation.attacks.addresses import ACCESS, NAMES, asked, url_of, visitor

pytestmark = [
    pytest.mark.slow, pytest.mark.django_db, pytest.mark.behaviour("F27"), pytest.mark.xdist_group("demo county"),
]  # fmt: skip
HOSTILE = (
    "\"'><script>alert(27)</script><img src=x onerror=alert(27)><svg onload=alert(27)>"
    '<a href="javascript:alert(27)">x</a></textarea></title><iframe src=//evil.example></iframe>{{ 7|add:20 }}'
)
WINGS = ("contributions", "forums", "events", "consultations")
# Checked where they come in, and printed as addresses only.
NOT_TEXT = (models.SlugField, models.EmailField, models.URLField, models.FileField)
MACHINE = {
    "code_hash",
    "receipt_hash",
    "content_type",
    "filter",
    "voice",
    "calendar",
    "unsubscribe_url",
    "key",
    "group_url",
    "url",
}
DATA = ("application/json", "application/ld+json")


class Reader(HTMLParser):
    """What of a page would act: script of its own, handlers, addresses that are script, foreign frames."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.found += [f"<{tag} {name}>" for name in given if name.startswith("on")]
        addresses = (given.get(name, "") for name in ("href", "src", "action", "formaction"))
        self.found += [f"<{tag} {each}>" for each in addresses if _acts(each)]
        if tag == "script" and "src" not in given and given.get("type") not in DATA:
            self.found.append("<script>")


def _acts(address: str) -> bool:
    return (
        address.strip().lower().startswith(("javascript:", "vbscript:", "data:text"))
        or "evil.example" in address
    )


def texts_of(model: type[models.Model]) -> list[str]:
    return [
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
        and not (
            isinstance(field, NOT_TEXT) or field.choices or field.unique or field.name in MACHINE
        )
    ]


def poison() -> int:
    """Past all forms and rules, as a restored backup might bring it; how many columns it reached."""
    wings = apps.get_app_config("participation").get_models()
    ours = [m for m in wings if m.__module__.split(".")[1] in WINGS]
    columns = 0
    for model in (*ours, Notice, Mail):
        names = texts_of(model)
        if names:
            # Rows that are never changed again know no update by their usual manager.
            rows = models.QuerySet(model)
            poisoned = {name: HOSTILE[: model._meta.get_field(name).max_length] for name in names}
            columns += len(names) if rows.update(**poisoned) else 0
    return columns


@pytest.fixture(scope="module")
def poisoned(county: None, django_db_blocker: Any) -> Iterator[int]:
    with django_db_blocker.unblock(), transaction.atomic():
        User.objects.update(display_name=HOSTILE[:80])
        yield poison()
        transaction.set_rollback(True)


@pytest.mark.parametrize("name", [name for name in NAMES if not ACCESS[name].post])
def test_no_page_runs_what_people_wrote(name: str, poisoned: int) -> None:
    with transaction.atomic():
        url = url_of(name)
        for email in {visitor(name), None}:
            response, body = asked(email, url)
            assert response.status_code < 500
            assert response["X-Content-Type-Options"] == "nosniff"
            if response["Content-Type"].startswith("text/html"):
                reader = Reader()
                reader.feed(body)
                assert reader.found == []
        transaction.set_rollback(True)


def test_the_script_reached_nearly_every_text(poisoned: int) -> None:
    """Otherwise the test above would say nothing."""
    assert poisoned > 40


@pytest.mark.parametrize(
    "text", [HOSTILE, "<p onclick=alert(27)>x", "<form action=javascript:alert(27)>"]
)
def test_the_reader_of_these_tests_sees_script(text: str) -> None:
    reader = Reader()
    reader.feed(text)
    assert reader.found
