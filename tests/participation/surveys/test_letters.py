"""Letters: from a list that is never stored to a page for each address; reminders; saying no to them."""

import csv
import io
import logging
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from participation.surveys import actions
from participation.surveys.codes import access_hash
from participation.surveys.letters.addresses import MOST_LETTERS, Address, read_addresses
from participation.surveys.letters.printing import Letter, filled_in, print_letters
from participation.surveys.models import AccessCode, Survey, SurveyVersion
from smartregion.accounts.models import User
from smartregion.core.csvfile import Delimiter, Encoding
from smartregion.core.models import AuditEntry
from tests.cast import ClientAs
from tests.factories.county import CountyFactory
from tests.factories.dates import DAY
from tests.factories.surveys import published, question

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
# Stands in no other file of this product, so whoever finds it has found a leak.
CANARY = "Kanarienvogel-Zimtstern"
LIST = f"""Name;Straße;PLZ;Ort
Erika {CANARY};Straße der Einheit 7;14797;Kloster Lehnin
Dr. Şükran Łoś;Am Äußeren Weg 3 a;14806;Bad Belzig
"""


@pytest.fixture(autouse=True)
def _county() -> None:
    cache.clear()
    CountyFactory(name="Landkreis Musterland", contact_office="Stabsstelle Beispiel")


@pytest.fixture
def version() -> SurveyVersion:
    return published(question("number", "n"), mode=Survey.Mode.CODE)


@pytest.fixture
def survey(version: SurveyVersion) -> Survey:
    return version.survey


@pytest.fixture
def client(client_as: ClientAs, office: User) -> Client:
    return client_as(office)


def read(text: str, **kinds: object) -> list[tuple[int, str, str]]:
    """What is wrong with a list."""
    found = read_addresses(
        text.encode(), encoding=Encoding.UTF8, delimiter=Delimiter.SEMICOLON, **kinds
    )
    return [(fault.line, fault.column, fault.reason) for fault in found.faults]


def send(client: Client, url: str, text: str, /, **values: str) -> HttpResponse:
    form = client.get(url).context["form"]
    fields = {name: form[name].value() or "" for name in form.fields if name != "file"}
    file = io.BytesIO(text.encode())
    file.name = "liste.csv"
    return client.post(url, {**fields, "file": file, **values})


def printed(client: Client, survey: Survey, text: str = LIST, **values: str) -> HttpResponse:
    """The letters, after the page on which they were checked."""
    url = reverse("surveys:letters", args=[survey.slug])
    page = send(client, url, text, **{"batch": "Brief an alle", **values})
    return client.post(url, {"checked": page.context["form"]["checked"].value()})


def pages(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


# -- the list ----------------------------------------------------------------------------------
def test_a_list_of_an_office_is_read() -> None:
    assert read(LIST) == []
    excel = read_addresses(
        "Empfänger;Anschrift;Postleitzahl;Wohnort\r\nÄnne Groß;Weg 1;01067;Dresden\r\n".encode(
            "cp1252"
        ),
        encoding=Encoding.WINDOWS,
        delimiter=Delimiter.SEMICOLON,
    )
    assert excel.addresses == [Address("Änne Groß", "Weg 1", "01067", "Dresden")]


@pytest.mark.parametrize(
    ("line", "column", "reason"),
    [
        (";Weg 1;14806;Bad Belzig", "Name", "Diese Zelle ist leer."),
        ("A;Weg 1;1480;Bad Belzig", "PLZ", "fünf Ziffern"),
        ("A;Weg 1;1480²;Bad Belzig", "PLZ", "fünf Ziffern"),
        ("A;Weg 1;14806;" + "x" * 61, "Ort", "mehr als 60 Zeichen"),
        ("مريم;Weg 1;14806;Bad Belzig", "Name", "nicht drucken"),
        ("A\u202e;Weg 1;14806;Bad Belzig", "Name", "nicht drucken"),
        ("A;Weg 1;14806", "", "Die Zeile hat 3 Zellen"),
    ],
)
def test_a_fault_is_named_with_its_place(line: str, column: str, reason: str) -> None:
    first = "Name;Straße;PLZ;Ort\nB;Weg 2;14806;Bad Belzig\n"
    found = read(first + line)
    assert found
    assert found[0][:2] == (3, column)
    assert reason in found[0][2]


def test_more_about_people_than_a_letter_needs_is_refused() -> None:
    found = read("Name;Straße;PLZ;Ort;Alter\nA;Weg 1;14806;Belzig;34\n")
    assert (1, "Alter", "Diese Spalte ist unbekannt.") in found


def test_the_same_address_twice_is_refused() -> None:
    found = read("Name;Straße;PLZ;Ort\nA;Weg 1;14806;Belzig\na;weg 1;14806;belzig\n")
    assert found == [(3, "", "Diese Adresse steht schon in Zeile 2.")]


def test_a_list_that_is_too_long_says_how_long_it_may_be() -> None:
    lines = [f"A {n};Weg 1;14806;Belzig" for n in range(MOST_LETTERS + 1)]
    found = read("\n".join(["Name;Straße;PLZ;Ort", *lines]))
    assert "5.001" in found[0][2] or "5001" in found[0][2]


# -- the text ----------------------------------------------------------------------------------
def test_placeholders_become_words_and_others_are_refused(client: Client, survey: Survey) -> None:
    assert filled_in("{umfrage}: {minuten}, {landkreis}", survey) == (
        f"{survey.title['de']}: 5, Landkreis Musterland"
    )
    url = reverse("surveys:letters", args=[survey.slug])
    page = send(client, url, LIST, batch="B", text="Liebe {name}").content.decode()
    assert "Den Platzhalter {name} gibt es nicht." in page
    assert "{umfrage}" in page


# -- letters -----------------------------------------------------------------------------------
@pytest.mark.slow
@pytest.mark.behaviour("Q13")
def test_each_address_gets_a_letter_with_a_code_of_its_own(client: Client, survey: Survey) -> None:
    url = reverse("surveys:letters", args=[survey.slug])
    page = send(client, url, LIST, batch="Brief an alle").content.decode()
    assert f"Erika {CANARY}" in page
    assert not AccessCode.objects.exists()
    response = printed(client, survey)
    assert response["Content-Type"] == "application/pdf"
    assert "no-store" in response["Cache-Control"]
    first, second = pages(response.content)
    for line in (f"Erika {CANARY}", "Straße der Einheit 7", "14797 Kloster Lehnin"):
        assert line in first
        assert line not in second
    assert "Dr. Şükran Łoś" in second
    codes = [word for text in (first, second) for word in text.split() if word.count("-") == 2]
    assert {access_hash(code) for code in codes if len(code) == 15} == set(
        AccessCode.objects.values_list("code_hash", flat=True)
    )
    assert f"/umfragen/{survey.slug}/keine-erinnerung/" in first.replace("\n", "")


@pytest.mark.slow
def test_a_letter_in_leichte_sprache_has_a_second_page(survey: Survey) -> None:
    letter = Letter(survey, "Betreff", "Text", "Leichter Text.", DAY)
    addresses = [Address("A", "Weg 1", "14806", "Belzig"), Address("B", "Weg 2", "14806", "Belzig")]
    found = pages(print_letters(letter, addresses, ["K7QM-9XTR-2F4WP", "77QM-9XTR-2F4WP"]))
    assert len(found) == 4
    assert "K7QM-9XTR-2F4WP" in found[0]
    assert "K7QM-9XTR-2F4WP" in found[1]
    assert "Leichter Text." in found[3]
    assert "Weg" not in found[1]


@pytest.mark.slow
def test_a_text_that_takes_two_pages_is_refused_before_codes_are_made(
    client: Client, survey: Survey
) -> None:
    url = reverse("surveys:letters", args=[survey.slug])
    page = send(client, url, LIST, batch="B", text="Sehr lang. " * 250).content.decode()
    assert "Jeder Brief soll auf eine Seite passen." in page
    assert not AccessCode.objects.exists()


@pytest.mark.slow
def test_a_sample_makes_no_code(client: Client, survey: Survey) -> None:
    url = reverse("surveys:letters", args=[survey.slug])
    response = send(client, url, LIST, batch="B", sample="1")
    assert "XXXX-XXXX-XXXXX" in pages(response.content)[0]
    assert not AccessCode.objects.exists()


@pytest.mark.slow
def test_what_was_checked_is_printed_only_for_who_checked_it(
    client: Client, survey: Survey, client_as: ClientAs, editor: User
) -> None:
    url = reverse("surveys:letters", args=[survey.slug])
    page = send(client, url, LIST, batch="B")
    checked = page.context["form"]["checked"].value()
    assert client_as(editor).post(url, {"checked": checked}).status_code == 400
    assert client.post(url, {"checked": checked[:-2]}).status_code == 400
    assert not AccessCode.objects.exists()


@pytest.mark.slow
def test_a_click_too_many_gives_nobody_a_second_code(client: Client, survey: Survey) -> None:
    url = reverse("surveys:letters", args=[survey.slug])
    page = send(client, url, LIST, batch="Brief an alle")
    checked = page.context["form"]["checked"].value()
    assert client.post(url, {"checked": checked})["Content-Type"] == "application/pdf"
    again = client.post(url, {"checked": checked})
    assert again.status_code == 409
    assert "Diese Ausgabe gibt es schon." in again.content.decode()
    assert AccessCode.objects.count() == 2


def test_a_foreign_page_cannot_print_letters(survey: Survey, office: User) -> None:
    """The check stands after the upload was turned away from the disk; it must stand all the same."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(office, backend="allauth.account.auth_backends.AuthenticationBackend")
    for name in ("letters", "reminders"):
        url = reverse(f"surveys:{name}", args=[survey.slug])
        assert client.post(url, {"checked": "x"}).status_code == 403


def test_letters_need_a_survey_with_codes(client: Client) -> None:
    version = published(question("number", "n"))
    url = reverse("surveys:letters", args=[version.survey.slug])
    assert client.get(url).status_code == 409


# -- nothing is stored -------------------------------------------------------------------------
class Everything(logging.Handler):
    """All that any logger says."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(f"{record.getMessage()} {record.exc_text}")


@pytest.fixture
def logs() -> Iterator[list[str]]:
    handler, root = Everything(), logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield handler.said
    root.removeHandler(handler)
    root.setLevel(level)


def _on_disk(*_args: object, **_kwargs: object) -> None:
    pytest.fail("The upload was written into a temporary file.")


def in_database(words: str) -> list[str]:
    """Tables of which any column holds these words."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            if any(words in str(row) for row in cursor.fetchall()):
                found.append(table)
    return found


@pytest.mark.slow
@pytest.mark.behaviour("Q15")
def test_addresses_leave_no_trace(
    client: Client, survey: Survey, logs: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A marked address goes all ways, also those that fail, and is looked for afterwards."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(TemporaryFileUploadHandler, "new_file", _on_disk)
    url = reverse("surveys:letters", args=[survey.slug])
    send(client, url, LIST, batch="")
    send(client, url, LIST + f"{CANARY};;;\n", batch="B")
    # Larger than what Django keeps in memory: the rest would go to a file.
    send(client, url, LIST + f"{CANARY};W;14806;B\n" * 90_000, batch="B")
    client.post(url, {"checked": CANARY})
    assert printed(client, survey, keeps_list="on").status_code == 200
    assert in_database(CANARY) == []
    assert [line for line in logs if CANARY in line] == []
    files = [*tmp_path.rglob("*"), *Path(settings.VAR_DIR).rglob("*")]
    held = [file for file in files if file.is_file() and CANARY.encode() in file.read_bytes()]
    assert held == []
    assert mail.outbox == []
    entry = AuditEntry.objects.get(verb="hand_out_codes")
    assert entry.changes == {"batch": "Brief an alle", "number": 2}


# -- reminders ---------------------------------------------------------------------------------
def kept_list(client: Client, survey: Survey) -> list[list[str]]:
    """The list that comes with the letters, as the office keeps it."""
    package = zipfile.ZipFile(io.BytesIO(printed(client, survey, keeps_list="on").content))
    assert package.namelist() == ["briefe.pdf", "liste-verschlossen-aufbewahren.csv"]
    text = package.read("liste-verschlossen-aufbewahren.csv").decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))


def as_text(rows: list[list[str]]) -> str:
    return "\n".join(";".join(row) for row in rows)


@pytest.mark.slow
@pytest.mark.behaviour("Q15")
def test_reminders_go_only_to_unused_codes_whose_people_have_not_refused(
    client: Client, survey: Survey
) -> None:
    text = LIST + "Cem Drei;Weg 3;14806;Belzig\nDana Vier;Weg 4;14806;Belzig\n"
    url = reverse("surveys:letters", args=[survey.slug])
    page = send(client, url, text, batch="Brief", keeps_list="on")
    package = client.post(url, {"checked": page.context["form"]["checked"].value()})
    inside = zipfile.ZipFile(io.BytesIO(package.content))
    name = "liste-verschlossen-aufbewahren.csv"
    rows = list(csv.reader(io.StringIO(inside.read(name).decode("utf-8-sig")), delimiter=";"))
    used, refuses = rows[1][0], rows[2][0]
    survey.access_codes.filter(code_hash=access_hash(used)).delete()
    assert actions.stop_reminders(survey=survey, code=refuses)
    rows[4][0] = "K7QM-9XTR-2F4WP"

    url = reverse("surveys:reminders", args=[survey.slug])
    page = send(client, url, as_text(rows))
    found = page.context["found"]
    assert (len(found.codes), found.gone, found.refused) == (1, 2, 1)
    # Who looks which codes of a list are gone is told, also if nothing is printed then.
    assert AuditEntry.objects.get(verb="check_reminders").changes == {"rows": 4}
    response = client.post(url, {"checked": page.context["form"]["checked"].value()})
    (letter,) = pages(response.content)
    assert "Cem Drei" in letter
    assert rows[3][0] in letter
    assert AuditEntry.objects.get(verb="note_reminders").changes == {
        "printed": 1, "gone": 2, "refused": 1,
    }  # fmt: skip
    assert in_database("Cem Drei") == []


@pytest.mark.slow
def test_the_list_that_comes_with_the_letters_is_the_one_that_reminders_take(
    client: Client, survey: Survey
) -> None:
    rows = kept_list(client, survey)
    assert rows[0] == ["Zugangscode", "Name", "Straße", "PLZ", "Ort"]
    assert read(as_text(rows), with_codes=True) == []


@pytest.mark.slow
def test_nobody_left_to_remind_is_said(client: Client, survey: Survey) -> None:
    rows = kept_list(client, survey)
    AccessCode.objects.all().delete()
    page = send(client, reverse("surveys:reminders", args=[survey.slug]), as_text(rows))
    assert "Niemand ist zu erinnern" in page.content.decode()


# -- saying no ---------------------------------------------------------------------------------
@pytest.mark.behaviour("Q15")
def test_one_click_stops_reminders_and_the_answer_tells_nothing(survey: Survey) -> None:
    (code,) = actions.hand_out_codes(survey=survey, batch="B", number=1, by=None, on=DAY)
    client, url = Client(), f"/umfragen/{survey.slug}/keine-erinnerung/"
    good = client.post(url, {"code": code})
    unknown = client.post(url, {"code": "K7QM-9XTR-2F4WP"})
    assert good.content == unknown.content
    assert "Wir erinnern Sie nicht" in good.content.decode()
    assert not good.cookies
    assert AccessCode.objects.get().wants_no_reminder
    assert mail.outbox == []
    assert not AuditEntry.objects.filter(verb="stop_reminders").exists()


def test_guessing_codes_is_stopped_here_too(survey: Survey) -> None:
    (code,) = actions.hand_out_codes(survey=survey, batch="B", number=1, by=None, on=DAY)
    client, url = Client(), f"/umfragen/{survey.slug}/keine-erinnerung/"
    wrong = {"code": "K7QM-9XTR-2F4WP"}
    pages = [client.post(url, wrong).content.decode() for _try in range(21)]
    assert ["zu viele Versuche" in page for page in pages] == [False] * 20 + [True]
    client.post(url, {"code": code})
    assert AccessCode.objects.get().wants_no_reminder


def test_only_surveys_with_codes_have_reminders_to_refuse() -> None:
    version = published(question("number", "n"))
    assert Client().get(f"/umfragen/{version.survey.slug}/keine-erinnerung/").status_code == 404
