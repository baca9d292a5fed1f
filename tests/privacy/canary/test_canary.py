"""A canary in every field and header, faults at every turn: afterwards it sings nowhere."""

import logging
import tempfile
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from smartregion.accounts.models import User
from smartregion.core import audit, jobs
from smartregion.core.models import Job
from smartregion.notices.actions import send_mails
from smartregion.notices.models import Mail
from smartregion.privacy import actions
from tests.factories.accounts import PASSWORD, UserFactory
from tests.factories.contributions import ContributionFactory
from tests.factories.county import CountyFactory
from tests.factories.dates import NOON
from tests.factories.events import EventFactory
from tests.factories.forums import PostFactory, TopicFactory
from tests.factories.measures import MeasureFactory
from tests.factories.surveys import published, question
from tests.plugins.figures import Say
from tests.privacy.canary import faults
from tests.privacy.canary.forms import canary, filled
from tests.privacy.canary.places import everywhere, hits, logged

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
]
LATER = timedelta(seconds=60)


@dataclass
class Aviary:
    """Everything that was let fly, and the pages on which the product admitted a fault."""

    folder: Path
    marks: list[str] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    points: int = 0
    # What people call themselves: entries about their account bear it until they close it.
    names: set[str] = field(default_factory=set)

    def headers(self) -> dict[str, str]:
        browser, page = canary(), canary()
        self.marks += [browser, page, "203.0.113.177", "198.51.100.66"]
        return {
            "HTTP_USER_AGENT": f"Browser/{browser}",
            "HTTP_REFERER": f"https://vorher.example/{page}",
            "HTTP_X_FORWARDED_FOR": "198.51.100.66",
            "REMOTE_ADDR": "203.0.113.177",
        }

    def sung(self) -> set[tuple[str, str]]:
        found = hits(set(self.marks), everywhere(self.folder, self.pages))
        return found - {(name, "core_auditentry.object_label") for name in self.names}


@pytest.fixture
def aviary(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Aviary]:
    settings.MEDIA_ROOT = tmp_path / "media"
    # A place of its own for what is written for a moment only: there every file is looked into.
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    cache.clear()
    with time_machine.travel(NOON, tick=False), logged(tmp_path / "product.log"):
        CountyFactory()
        yield Aviary(tmp_path)


@dataclass(frozen=True)
class Form:
    """A page, the name of a field of its form, and what must be right for it to get anywhere."""

    url: str
    among: str
    by: User | None = None
    keep: dict[str, str] = field(default_factory=dict)


def send(aviary: Aviary, form: Form, fault: Callable[[], Any]) -> None:
    """Open the form, fill it in, wait as people do, and send it into the fault."""
    client = Client(raise_request_exception=False)
    cache.clear()
    if form.by:
        # Addresses are changed only after a fresh login, and one of the forms changes the password.
        form.by.set_password(PASSWORD)
        form.by.save(update_fields=["password"])
        client.post(reverse("account_login"), {"login": form.by.email, "password": PASSWORD})
    page = client.get(form.url, **aviary.headers())
    assert page.status_code == 200, (form.url, page.status_code)
    sent = filled(page.content.decode(), among=form.among, keep=form.keep)
    assert sent.marks, form.url
    aviary.marks += sent.marks
    aviary.names.add(sent.typed.get("display_name", ""))
    with time_machine.travel(timezone.now() + LATER, tick=False), fault():
        answer = client.post(sent.action or form.url, sent.typed, **aviary.headers())
    if answer.status_code >= 400:
        aviary.pages.append(answer.content.decode())
    aviary.points += fault is not nullcontext


def public_forms() -> Iterator[Form]:
    topic = TopicFactory(has_guests=True)
    yield Form(reverse("forums:guest", args=[topic.forum.slug, topic.slug]), "text")
    report = reverse("contributions:report", args=[PostFactory(topic=topic).contribution.pk])
    yield Form(report, "text")
    yield Form(reverse("events:register", args=[EventFactory().slug]), "email")
    yield Form(reverse("measures:follow_as_guest", args=[MeasureFactory(is_public=True).number]), "email")  # fmt: skip
    yield Form(reverse("home:barrier"), "text")
    yield Form(reverse("contributions:receipt"), "code")
    yield Form(reverse("surveys:resume"), "code")
    yield Form(reverse("account_signup"), "email")
    yield Form(reverse("account_login"), "login")
    yield Form(reverse("account_request_login_code"), "email")
    yield Form(reverse("account_reset_password"), "email")


def account_forms() -> Iterator[Form]:
    user = UserFactory(joined_at=NOON - timedelta(days=100))
    topic = TopicFactory()
    yield Form(reverse("forums:topic", args=[topic.forum.slug, topic.slug]), "text", user)
    yield Form(reverse("accounts:profile"), "display_name", user)
    yield Form(reverse("account_email"), "email", user, {"action_add": ""})
    yield Form(reverse("account_change_password"), "password1", user, {"oldpassword": PASSWORD})
    yield Form(reverse("account_reauthenticate"), "password", user)


@pytest.mark.behaviour("D6")
def test_no_canary_sings_from_any_form(aviary: Aviary, say: Say) -> None:
    forms = [*public_forms(), *account_forms()]
    for form in forms:
        for fault in (nullcontext, *faults.IN_FORMS.values()):
            send(aviary, form, fault)
    assert aviary.points >= 20
    # Nine forms write, and two faults hit who writes.
    assert len(aviary.pages) == 18
    places, sung = everywhere(aviary.folder, aviary.pages), aviary.sung()
    say(
        f"Canaries: {len(set(aviary.marks))} in {len(forms)} forms, {aviary.points} faults, "
        f"{len(places)} places looked at, {len(sung)} found"
    )
    assert sung == set()


@pytest.mark.behaviour("D6")
def test_no_canary_sings_from_a_survey(aviary: Aviary) -> None:
    version = published(
        question("long_text", "txt"),
        opens_at=NOON - timedelta(days=1), closes_at=NOON + timedelta(days=1),
    )  # fmt: skip
    url = reverse("surveys:answer", args=[version.survey.slug])
    for fault in (nullcontext, *faults.IN_FORMS.values()):
        client, mark = Client(raise_request_exception=False), canary()
        aviary.marks.append(mark)
        page = client.post(url, {"step": "start", "version": "1"}, **aviary.headers())
        sent = filled(page.content.decode(), among="state", keep={"q-txt": mark, "step": "next"})  # fmt: skip
        with fault():
            answer = client.post(url, sent.typed, **aviary.headers())
        aviary.points += fault is not nullcontext
        if answer.status_code >= 400:
            aviary.pages.append(answer.content.decode())
    # Two faults hit who writes.
    assert len(aviary.pages) == 2
    assert aviary.sung() == set()


@pytest.mark.behaviour("D6")
@pytest.mark.parametrize("fault", [faults.disk, faults.serialising, faults.database])
def test_no_canary_sings_from_a_worker(aviary: Aviary, fault: Callable[[], Any]) -> None:
    mark = canary()
    aviary.marks.append(mark)
    user = UserFactory(display_name=mark)
    ContributionFactory(author=user, author_name=mark, text=mark)
    export = actions.order_account_export(by=user, language="de", at=NOON)
    attempt = jobs.claim(str(export.job.pk), NOON)  # type: ignore[union-attr]
    assert attempt
    Job.objects.update(state=Job.State.QUEUED, claim=None)
    handler, _queue = jobs._handlers[actions.EXPORT]
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(jobs._handlers, actions.EXPORT, (lambda run: _under(fault, handler, run), ""))
        jobs.run(str(export.job.pk))  # type: ignore[union-attr]
    assert Job.objects.get(pk=export.job.pk).state == Job.State.FAILED  # type: ignore[union-attr]
    assert aviary.sung() == set()


def _under(fault: Callable[[], Any], handler: Callable[..., None], run: Any) -> None:
    with fault():
        handler(run)


@pytest.mark.behaviour("D6")
def test_no_canary_sings_from_a_letter_that_is_refused(aviary: Aviary, settings: Any) -> None:
    settings.EMAIL_BACKEND = "tests.privacy.canary.faults.RefusingBackend"
    mark = canary()
    aviary.marks.append(mark)
    Mail.objects.create(
        key="one", to=f"{mark}@example.org", subject=mark, text=mark, written_at=NOON, not_before=NOON
    )  # fmt: skip
    send_mails(at=NOON)
    assert Mail.objects.get().state != Mail.State.SENT
    assert aviary.sung() == set()


# -- the controls ------------------------------------------------------------------------------
LEAKS: dict[str, Callable[[str, Path], object]] = {
    "product.log": lambda mark, _folder: logging.getLogger("smartregion").warning("said %s", mark),
    "redis:": lambda mark, _folder: cache.set("last-visitor", mark),
    "core_auditentry.": lambda mark, _folder: audit.record(
        by=None, verb="seen", subject=UserFactory(), changes={"said": mark}
    ),
    "core_job.": lambda mark, _folder: Job.objects.create(
        kind="x", key="x", error=mark, ordered_at=NOON, published_at=NOON
    ),
    "halb.part": lambda mark, folder: (folder / "halb.part").write_text(mark),
    "temporary/": lambda mark, _folder: _forgotten(mark),
}


def _forgotten(mark: str) -> None:
    with tempfile.NamedTemporaryFile("w", delete=False) as file:
        file.write(mark)


@pytest.mark.behaviour("D6")
@pytest.mark.parametrize("place", LEAKS)
def test_a_planted_leak_is_found(place: str, aviary: Aviary) -> None:
    mark = canary()
    LEAKS[place](mark, aviary.folder)
    found = hits([mark], everywhere(aviary.folder, []))
    assert found
    assert all(place in where for _mark, where in found)


def test_a_fault_quotes_what_was_typed(aviary: Aviary) -> None:
    """The control of the faults: the words are there to be lost."""
    mark = canary()
    with pytest.raises(RuntimeError, match=mark) as raised, faults.program():
        ContributionFactory(text=mark)
    logging.getLogger("smartregion").error("failed", exc_info=raised.value)
    assert "RuntimeError (words left out)" in (aviary.folder / "product.log").read_text()
    assert hits([mark], everywhere(aviary.folder, [])) == set()
