"""What somebody takes along about themselves: everything that leads to them, for them alone."""

import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from measures.models import CalendarKey
from participation.contributions.actions.following import follow_contribution
from participation.contributions.models import Contribution
from smartregion.accounts.actions import close_account
from smartregion.accounts.models import User
from smartregion.core.audit import record
from smartregion.core.jobs import _handlers
from smartregion.core.models import AuditEntry, Job
from smartregion.core.retention import OnClosing, Rule, rule_of
from smartregion.home.verbs import JOBS, LABELS
from smartregion.notices.actions import recipient_of
from smartregion.privacy import actions
from smartregion.privacy.exports import as_paper
from smartregion.privacy.models import AccountExport
from smartregion.privacy.paper import Paper, Part
from smartregion.privacy.queries import TITLES, stored_about
from smartregion.privacy.queries.people import ABOUT_THEMSELVES, Way, ways
from tests.cast import ClientAs
from tests.factories.accounts import PASSWORD, InvitationFactory, RoleAssignmentFactory, UserFactory
from tests.factories.contributions import AnswerFactory
from tests.factories.county import MunicipalityFactory
from tests.factories.dates import NOON
from tests.factories.events import RegistrationFactory
from tests.factories.forums import PostFactory, TopicFactory
from tests.factories.notices import NoticeFactory
from tests.pages import page_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def mika() -> User:
    """Wrote, follows, registered, was answered, and signs in with a second factor."""
    user = UserFactory(email="mika@example.org", display_name="Mika Muster")
    EmailAddress.objects.get_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )
    own = PostFactory(author=user, text="Mein Wort zum Bus").contribution
    AnswerFactory(contribution=own, reason="Der Bus kommt.")
    NoticeFactory(recipient=recipient_of(user), headline="Es gibt Neues für Mika")
    follow_contribution(contribution=PostFactory().contribution, user=user, at=NOON)
    RegistrationFactory(email=user.email, name="Mika M.", needs="Gebärdensprache")
    Authenticator.objects.create(user=user, type="totp", data={"secret": "geheimer-schluessel"})
    return user


@pytest.fixture
def stranger() -> User:
    """Somebody else of whom nothing may be in the file of the first."""
    user = UserFactory(email="robin@example.org", display_name="Robin")
    PostFactory(author=user, text="Robins Worte")
    RegistrationFactory(email="robin@example.org", needs="Robins Wunsch")
    return user


def ordered(user: User) -> AccountExport:
    export = actions.order_account_export(by=user, language="de", at=NOON)
    actions.write_account_export(export=export, language="de", at=NOON)
    export.refresh_from_db()
    return export


def unpacked(export: AccountExport) -> tuple[dict[str, Any], bytes]:
    with export.file.open("rb") as file, zipfile.ZipFile(file) as archive:
        return json.loads(archive.read("auskunft.json")), archive.read("auskunft.pdf")


# -- what is in it -----------------------------------------------------------------------------
@pytest.mark.behaviour("D4")
def test_everything_that_leads_to_somebody_is_told(mika: User, stranger: User) -> None:
    told = str(stored_about(mika))
    for words in (
        "mika@example.org", "Mika Muster", "Mein Wort zum Bus", "Der Bus kommt.",
        "Es gibt Neues für Mika", "Gebärdensprache", "Authenticator",
    ):  # fmt: skip
        assert words in told, words
    for words in ("Robin", "geheimer-schluessel"):
        assert words not in told, words


def test_every_way_is_gone_and_every_column_has_a_name_for_people() -> None:
    found = list(ways())
    assert len(found) > 40
    shown = {name for way in found for name in way.link.shows} | set(ABOUT_THEMSELVES)
    assert shown <= set(TITLES)


def test_a_column_that_nobody_has_named_stops_the_walk(monkeypatch: pytest.MonkeyPatch) -> None:
    from participation.contributions.models import Support

    assert rule_of(Support)
    monkeypatch.setattr(Support, "retention", Rule())
    with pytest.raises(KeyError):
        list(ways())


@pytest.mark.behaviour("D4")
def test_an_address_is_the_same_in_capitals(mika: User) -> None:
    RegistrationFactory(email="Mika@Example.ORG", needs="Rampe")
    assert "Rampe" in str(stored_about(mika))


def test_an_address_that_is_not_confirmed_finds_nothing(mika: User) -> None:
    EmailAddress.objects.filter(user=mika).update(verified=False)
    assert "Gebärdensprache" not in str(stored_about(mika))


@pytest.mark.slow
@pytest.mark.behaviour("D4")
def test_the_file_is_json_and_a_paper_that_reads_well(mika: User, stranger: User) -> None:
    document, pdf = unpacked(ordered(mika))
    tables = {section["table"] for section in document["sections"]}
    assert {"accounts.User", "participation.Contribution", "notices.Notice"} <= tables
    assert all(section["number"] == len(section["rows"]) for section in document["sections"] if section["columns"])  # fmt: skip
    with pikepdf.open(io.BytesIO(pdf)) as paper:
        assert paper.Root.MarkInfo.Marked
        assert str(paper.Root.Lang) == "de"
        assert paper.open_metadata()["pdfuaid:part"] == "1"
        assert paper.docinfo["/Title"] == "Auskunft über Ihr Konto"


# -- how it reads --------------------------------------------------------------------------------
def paper_about(user: User) -> Paper:
    return as_paper(user, stored_about(user), at=NOON)


def part_of(paper: Paper, title: str) -> Part:
    [part] = [part for part in paper.parts if part.title == title]
    return part


@pytest.mark.behaviour("D4")
def test_the_place_of_a_contribution_is_told(mika: User) -> None:
    town = MunicipalityFactory(name="Werder (Havel)")
    Contribution.objects.filter(author=mika).update(
        municipality=town, latitude=52.38, longitude=12.93
    )
    told = str(stored_about(mika))
    for words in ("Werder (Havel)", "52.38", "12.93"):
        assert words in told


# What is stored with a contribution and not told to whoever wrote it.
NOT_TOLD = {
    "id": "a key",
    "receipt_hash": "a hash; the code itself is known to them only",
    "author": "they themselves",
    "guest": "they themselves; their address stands in a section of its own",
    "reply_to": "words of somebody else",
    "supports": "a count of what others did; each of them is told their own",
    "is_held": "told as hidden, until moderation has looked",
    "is_example": "whether the county made it up for a try",
}


def test_every_column_of_a_contribution_is_told_or_there_is_a_reason() -> None:
    stored = {column.name for column in Contribution._meta.concrete_fields}
    rule = rule_of(Contribution)
    assert rule
    for way in ("author", "guest"):
        assert stored - set(rule.links[way].shows) == set(NOT_TOLD)


def test_a_long_text_takes_the_whole_width_and_short_rows_are_a_table(mika: User) -> None:
    Contribution.objects.filter(author=mika).update(text="Ein Satz über den Bus. " * 165)
    paper = paper_about(mika)
    [entry] = part_of(paper, "Beiträge").entries
    [(title, text)] = entry.texts
    assert (title, len(text) > 3700) == ("Wortlaut", True)
    assert ("Stand", "neu") in entry.facts
    assert "–" not in dict(entry.facts).values()
    assert part_of(paper, "Bestätigte E-Mail-Adressen").table


@pytest.mark.behaviour("D4")
def test_the_paper_names_no_table_and_no_verb_of_the_code(mika: User) -> None:
    """In another language than German, too; programs find both in the JSON."""
    follow_contribution(contribution=PostFactory().contribution, user=mika, at=NOON)
    for verb, subject in (("rename_person", mika), ("order_account_export", mika)):
        record(by=mika, verb=verb, subject=subject)
    actions.order_account_export(by=mika, language="de", at=NOON)
    record(by=mika, verb="record_contribution", subject=Contribution.objects.get(author=mika))
    for language in ("de", "en"):
        with override(language):
            told = str(paper_about(mika))
        found = re.findall(r"\b[a-z]+_[a-z_]+\b|\b[A-Za-z]+\.[A-Za-z_]+[a-z]\b", told)
        assert set(found) <= {"example.org"}
    assert "participation.contribution" in str(stored_about(mika))


def test_what_was_done_in_office_is_counted_once_for_each_kind() -> None:
    office = UserFactory(roles=["strategy_office"])
    AnswerFactory(by=office)
    AnswerFactory(by=office)
    PostFactory(topic=TopicFactory(responsible=office))
    assert "Anzahl: 3." in part_of(paper_about(office), "Vorgänge der Verwaltung").paragraphs


def test_every_job_has_a_name_for_people() -> None:
    kinds = {kind for kind in _handlers if not kind.startswith("test.")}
    assert len(kinds) > 4
    assert kinds <= {*JOBS, *LABELS}


# -- ordering and fetching ---------------------------------------------------------------------
@pytest.mark.slow
@pytest.mark.page
def test_it_is_ordered_on_ones_own_page(mika: User, client_as: ClientAs) -> None:
    client = client_as(mika)
    assert client.post(reverse("privacy:my_data")).status_code == 302
    client.post(reverse("privacy:my_data"))
    assert AccountExport.objects.count() == Job.objects.filter(kind=actions.EXPORT).count() == 1
    page = page_of(client, reverse("privacy:my_data"))
    assert "wartet" in str(page)


@pytest.mark.slow
def test_nobody_keeps_the_workers_of_the_reports_busy(
    mika: User, client_as: ClientAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.clear()
    monkeypatch.setattr("smartregion.privacy.views.mine.ORDERS", 2)
    client = client_as(mika)
    said = []
    for _time in range(3):
        said.append(client.post(reverse("privacy:my_data")).status_code)
        # Taken back, so that the next one is a new order.
        AccountExport.objects.all().delete()
        Job.objects.all().delete()
    assert said == [302, 302, 409]


@pytest.mark.slow
@pytest.mark.behaviour("D4")
def test_only_the_owner_gets_it_and_only_after_signing_in_again(
    mika: User, stranger: User, client_as: ClientAs
) -> None:
    url = reverse("privacy:my_data_file", args=[ordered(mika).pk])
    assert client_as(stranger).get(url).status_code == 404
    assert Client().get(url).status_code == 302
    # An open browser is not enough.
    asked = client_as(mika).get(url)
    assert (asked.status_code, "reauthenticate" in asked["Location"]) == (302, True)
    client = Client()
    login = {"login": mika.email, "password": PASSWORD}
    Authenticator.objects.all().delete()
    client.post(reverse("account_login"), login)
    got = client.get(url)
    assert (got.status_code, got["Content-Type"]) == (200, "application/zip")
    # Read to its end it is closed; by hand, the connection would be closed, too.
    assert b"".join(got.streaming_content)
    assert got["Cache-Control"] == "private, no-store"
    assert AuditEntry.objects.filter(verb="download_account_export", actor=mika).count() == 1


@pytest.mark.slow
def test_it_goes_with_the_account(
    mika: User, media: Path, django_capture_on_commit_callbacks: Any
) -> None:
    export = ordered(mika)
    assert list(media.rglob("*.zip"))
    with django_capture_on_commit_callbacks(execute=True):
        close_account(user=mika, with_texts=False, at=NOON)
    assert not AccountExport.objects.filter(pk=export.pk).exists()
    assert not list(media.rglob("*.zip"))


@pytest.mark.behaviour("D7")
def test_closing_does_what_the_rules_say(mika: User) -> None:
    """What is said to go has gone, what is said to stay leads to somebody without a name."""
    RoleAssignmentFactory(user=mika, role="participant")
    SocialAccount.objects.create(user=mika, provider="kreis", uid="4711")
    CalendarKey.objects.create(user=mika, key="x" * 32, since=NOON)
    InvitationFactory(email=mika.email, accepted_by=mika, accepted_at=NOON)
    before = {f"{way.model._meta.label}.{way.path}": count(way, mika) for way in ways()}
    close_account(user=mika, with_texts=False, at=NOON)
    for way in ways():
        name = f"{way.model._meta.label}.{way.path}"
        if way.link.on_closing == OnClosing.GOES:
            assert count(way, mika) == 0, name
        elif way.link.on_closing == OnClosing.NAMELESS:
            assert count(way, mika) == before[name], name
    assert sum(before.values()) > 10
    mika.refresh_from_db()
    assert "Mika" not in f"{mika} {mika.email}"
    assert Contribution.objects.get(author=mika).author_name == "Ehemaliges Konto"


def count(way: Way, user: User) -> int:
    return way.model._default_manager.filter(**{way.path: user.pk}).count()
