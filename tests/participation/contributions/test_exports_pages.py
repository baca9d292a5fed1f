"""The pages for files: whose they are, and a password at every download of personal data."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from participation.contributions.models import ContributionExport
from smartregion.accounts.models import User
from smartregion.core.models import AuditEntry, Job
from tests.factories.accounts import PASSWORD
from tests.factories.contributions import ContributionFactory
from tests.factories.dates import DAY, NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
PAGE = "/beitraege/mitnehmen/"
AGAIN = "/konto/reauthenticate/"


@pytest.fixture(autouse=True)
def _media(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def written(by: User, *, personal: bool = False) -> ContributionExport:
    export = ContributionExport.objects.create(
        format="csv", with_personal_data=personal, ordered_by=by, ordered_at=NOON, rows=1,
        expires_on=DAY + timedelta(days=1),
    )  # fmt: skip
    export.file.save("x.zip", ContentFile(b"PK alles"))
    return export


def address(export: ContributionExport) -> str:
    return reverse("contributions:export_file", args=[export.pk])


def sign_in_again(client: Client, to: str) -> Any:
    return client.post(AGAIN, {"password": PASSWORD, "next": to})


# -- ordering --------------------------------------------------------------------------------------
def test_the_page_takes_over_the_filter_of_the_list(client_as, office) -> None:
    ContributionFactory()
    ContributionFactory(channel="phone", state="taken_up")
    client = client_as(office)
    assert "2 Beiträge sind ausgewählt" in client.get(PAGE).content.decode()
    chosen = f"{PAGE}?state=taken_up&channel=phone"
    assert "1 Beitrag ist ausgewählt" in client.get(chosen).content.decode()
    assert client.post(chosen, {"format": "xlsx"}).status_code == 302
    export = ContributionExport.objects.get()
    assert (export.filter, export.format) == ("channel=phone&state=taken_up", "xlsx")
    assert Job.objects.get().kind == "contributions.export"


def test_only_the_office_is_offered_personal_data(client_as, office, consultant) -> None:
    ContributionFactory()
    assert "with_personal_data" in client_as(office).get(PAGE).content.decode()
    client = client_as(consultant)
    assert "with_personal_data" not in client.get(PAGE).content.decode()
    client.post(PAGE, {"format": "csv", "with_personal_data": "on"})
    assert not ContributionExport.objects.get().with_personal_data


def test_all_columns_are_explained(client_as, analyst) -> None:
    page = client_as(analyst).get(reverse("contributions:export_columns")).content.decode()
    assert "unterstuetzungen" in page
    assert "E-Mail-Adresse des Kontos" not in page


# -- downloading -----------------------------------------------------------------------------------
@pytest.mark.behaviour("F15")
def test_personal_data_need_the_password_at_every_download(client_as, office) -> None:
    client, url = client_as(office), address(written(office, personal=True))
    for minute in (1, 2):
        with time_machine.travel(NOON + timedelta(minutes=minute), tick=False):
            asked = client.get(url)
            assert asked["Location"].startswith(AGAIN)
            assert sign_in_again(client, url)["Location"] == url
            file = client.get(url)
        assert b"".join(file.streaming_content) == b"PK alles"
        assert "no-store" in file["Cache-Control"]
    assert AuditEntry.objects.filter(verb="download_contribution_export").count() == 2


@pytest.mark.behaviour("F15")
def test_a_password_from_a_while_ago_does_not_count(client_as, office) -> None:
    client, url = client_as(office), address(written(office, personal=True))
    with time_machine.travel(NOON, tick=False) as clock:
        sign_in_again(client, url)
        clock.shift(timedelta(minutes=10))
        assert client.get(url).status_code == 302


@pytest.mark.behaviour("F15")
def test_a_wrong_password_opens_nothing(client_as, office) -> None:
    client, url = client_as(office), address(written(office, personal=True))
    assert client.post(AGAIN, {"password": "geraten", "next": url}).status_code == 200
    assert client.get(url).status_code == 302


@pytest.mark.behaviour("F27")
def test_a_link_to_a_file_is_worth_nothing_to_others(
    client_as, office, moderator, consultant, participant, anonymous_client
) -> None:
    for export in (written(office), written(office, personal=True)):
        url = address(export)
        assert anonymous_client.get(url)["Location"].startswith("/konto/login/")
        assert client_as(participant).get(url).status_code == 403
        for other in (moderator, consultant):
            assert client_as(other).get(url).status_code == 404
            assert (
                client_as(other)
                .post(reverse("contributions:export_delete", args=[export.pk]))
                .status_code
                == 404
            )
    assert ContributionExport.objects.count() == 2


@pytest.mark.behaviour("F27")
def test_who_lost_the_right_since_ordering_gets_nothing(client_as, office) -> None:
    url = address(written(office, personal=True))
    office.role_assignments.all().delete()
    assert client_as(User.objects.get(pk=office.pk)).get(url).status_code == 403


@pytest.mark.behaviour("F15")
def test_a_file_is_gone_after_its_last_day_even_if_nobody_cleaned_up(client_as, office) -> None:
    url = address(written(office))
    with time_machine.travel(NOON + timedelta(days=2), tick=False):
        assert client_as(office).get(url).status_code == 404


def test_one_removes_ones_own_file_after_a_question(client_as, office) -> None:
    export, client = written(office), client_as(office)
    url = reverse("contributions:export_delete", args=[export.pk])
    assert client.get(url).status_code == 200
    assert ContributionExport.objects.exists()
    client.post(url)
    assert not ContributionExport.objects.exists()
