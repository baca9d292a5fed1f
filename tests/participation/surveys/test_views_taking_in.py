"""The page on which a table of responses is looked at and stored."""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from participation.surveys.forms import taking_in
from participation.surveys.models import Response, Survey
from smartregion.accounts.models import User
from tests.cast import ClientAs
from tests.factories.surveys import question, survey_with

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
FILE = "id,submitdate,ipaddr,q1,Farbe\n17,2022-03-14 10:22:31,SPUR,a,rot\n18,2022-04-02 08:00:00,SPUR,z,\n"


@pytest.fixture
def survey() -> Survey:
    return survey_with([question("single", "q1"), question("number", "q2")], slug="fremd")


@pytest.fixture
def staff(client_as: ClientAs, editor: User) -> Client:
    return client_as(editor)


def send(client: Client, text: str = FILE, **fields: str) -> str:
    data = {"file": SimpleUploadedFile("antworten.csv", text.encode()), **fields}
    answer = client.post(reverse("surveys:responses_import", args=["fremd"]), data, follow=True)
    return answer.content.decode()


@pytest.mark.behaviour("Q30")
def test_looking_tells_everything_and_stores_nothing(survey: Survey, staff: Client) -> None:
    page = send(staff, step="check")
    assert "2 Antworten einlesen" in page
    assert "Zeile 3: „z“" in page
    assert "Farbe" in page
    assert "q2" in page
    assert "SPUR" not in page
    assert not Response.objects.exists()
    assert Survey.objects.get().state == "draft"


@pytest.mark.behaviour("Q30")
def test_storing_leads_to_the_results(survey: Survey, staff: Client) -> None:
    sha256 = hashlib.sha256(FILE.encode()).hexdigest()
    page = send(staff, step="store", sha256=sha256)
    assert "2 Antworten sind eingelesen." in page
    assert "1 Wert fehlt." in page
    assert Response.objects.count() == 2
    again = send(staff, step="store", sha256=sha256)
    assert "schon in diese Umfrage eingelesen" in again
    assert "Diese Datei kennen wir" in send(staff, step="check")
    send(staff, step="store", sha256=sha256, again="on")
    assert Response.objects.count() == 4


def test_another_file_is_looked_at_first(survey: Survey, staff: Client) -> None:
    assert "andere Datei" in send(staff, step="store", sha256="0" * 64)
    assert not Response.objects.exists()


@pytest.mark.parametrize(
    ("text", "words"),
    [("", "Die Datei ist leer."), ("Farbe;Form\nrot;rund\n", "Keine Spalte"), ("q1;q2\na\n", "Zeile 2 hat 1 Zellen")],
)  # fmt: skip
def test_a_broken_file_is_told_in_one_sentence(
    survey: Survey, staff: Client, text: str, words: str
) -> None:
    assert words in send(staff, text, step="check")


def test_a_file_that_is_too_large_for_a_page_is_told_so(
    survey: Survey, staff: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking_in, "LARGEST_TABLE", 10)
    assert "größer als 10 MB" in send(staff, step="check")


def test_a_forged_form_stores_nothing(survey: Survey, staff: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = staff.cookies
    data = {"file": SimpleUploadedFile("a.csv", FILE.encode()), "step": "store"}
    answer = strict.post(reverse("surveys:responses_import", args=["fremd"]), data)
    assert answer.status_code == 403
    assert not Response.objects.exists()
