"""Files as people get and hand them in."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from measures.models import Measure
from smartregion.accounts.models import User
from tests.cast import ClientAs
from tests.factories.measures import MeasureFactory
from tests.factories.strategy import ElementFactory, ElementTextFactory, VersionFactory
from tests.measures.exchange.books import book, cells

pytestmark = pytest.mark.django_db
IMPORT, ACCEPT = "/massnahmen/einlesen/", "/massnahmen/einlesen/uebernehmen/"
RENAMED = {"Nummer": "HF1-M07", "Titel": "Neuer Titel"}


def handed_in(client: Client, content: bytes) -> Any:
    return client.post(IMPORT, {"file": SimpleUploadedFile("massnahmen.xlsx", content)})


def parcel_in(answer: Any) -> str:
    found = re.search(r'name="parcel" value="([^"]+)"', answer.content.decode())
    assert found
    return found[1]


def test_file_is_shown_first_and_stored_after(office: User, client_as: ClientAs) -> None:
    MeasureFactory(number="HF1-M07", title="Alter Titel")
    client = client_as(office)
    shown = handed_in(client, book(Maßnahmen=[RENAMED]))
    page = shown.content.decode()
    assert "Alter Titel" in page
    assert "Neuer Titel" in page
    assert Measure.objects.get().title == "Alter Titel"
    answer = client.post(ACCEPT, {"parcel": parcel_in(shown)}, follow=True)
    assert "Die Datei ist eingelesen: 0 Maßnahmen sind neu, 1 ist geändert." in answer.content.decode()  # fmt: skip
    assert Measure.objects.get().title == "Neuer Titel"


def test_faults_are_shown_and_nothing_is_stored(office: User, client_as: ClientAs) -> None:
    answer = handed_in(client_as(office), book(Maßnahmen=[RENAMED]))
    page = answer.content.decode()
    assert "<title>Fehler:" in page
    assert "gespeichert ist nichts" in page
    assert not Measure.objects.exists()


@pytest.mark.parametrize(
    "content", [b"", b"keine Tabelle", b"PK\x03\x04kaputt", b"Nummer;Titel\n1;2"]
)
def test_what_is_no_workbook_is_told_in_one_sentence(
    content: bytes, office: User, client_as: ClientAs
) -> None:
    answer = handed_in(client_as(office), content)
    assert answer.status_code == 200
    assert "1 Fehler in der Datei" in answer.content.decode()


def test_somebody_who_was_faster_wins_and_the_plan_is_shown_anew(
    office: User, client_as: ClientAs
) -> None:
    measure = MeasureFactory(number="HF1-M07", title="Alter Titel")
    client = client_as(office)
    parcel = parcel_in(handed_in(client, book(Maßnahmen=[RENAMED])))
    Measure.objects.filter(pk=measure.pk).update(title="Ihr Titel", lock_version=2)
    answer = client.post(ACCEPT, {"parcel": parcel})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Seit der Vorschau" in page
    assert "Ihr Titel" in page
    again = client.post(ACCEPT, {"parcel": parcel_in(answer)})
    assert again.status_code == 302
    assert Measure.objects.get().title == "Neuer Titel"


def test_parcel_of_somebody_else_or_a_changed_one_is_refused(
    office: User, editor: User, client_as: ClientAs
) -> None:
    MeasureFactory(number="HF1-M07", title="Alter Titel")
    parcel = parcel_in(handed_in(client_as(editor), book(Maßnahmen=[RENAMED])))
    for sent in (parcel, parcel[:-3], "", "unsinn"):
        answer = client_as(office).post(ACCEPT, {"parcel": sent})
        assert "Gespeichert ist nichts." in answer.content.decode()
    assert Measure.objects.get().title == "Alter Titel"


@pytest.mark.behaviour("M20")
def test_public_files_hold_public_measures_and_columns(office: User, client_as: ClientAs) -> None:
    MeasureFactory(number="HF1-M01", responsible=office)
    MeasureFactory(number="HF1-M02", is_public=False)
    # Also for somebody who may see more: the file is to be passed on.
    for client in (Client(), client_as(office)):
        sheets = cells(client.get("/massnahmen/daten/massnahmen.xlsx").content)
        assert [row[0] for row in sheets["Maßnahmen"]] == ["Nummer", "HF1-M01"]
        assert not [head for rows in sheets.values() for head in rows[0] if head and "intern" in head]  # fmt: skip
        table = client.get("/massnahmen/daten/massnahmen.csv").content.decode()
        assert "HF1-M02" not in table
        assert office.email not in table


def test_internal_file_holds_all_and_is_only_for_the_office(
    office: User, participant: User, client_as: ClientAs
) -> None:
    MeasureFactory(number="HF1-M01", responsible=office)
    MeasureFactory(number="HF1-M02", is_public=False)
    url = "/massnahmen/daten/intern.xlsx"
    sheets = cells(client_as(office).get(url).content)
    assert [row[0] for row in sheets["Maßnahmen"]] == ["Nummer", "HF1-M01", "HF1-M02"]
    assert office.email in sheets["Maßnahmen"][1]
    assert client_as(participant).get(url).status_code == 403


def test_internal_file_names_nobody_who_cannot_answer_for_a_measure(
    office: User, participant: User, client_as: ClientAs
) -> None:
    """Its lists offer addresses to choose from; those of citizens are no business of the staff."""
    MeasureFactory(number="HF1-M01")
    sheets = cells(client_as(office).get("/massnahmen/daten/intern.xlsx").content)
    words = {cell for rows in sheets.values() for row in rows for cell in row}
    assert office.email in words
    assert participant.email not in words


def test_files_follow_the_filters_of_the_list() -> None:
    MeasureFactory(number="HF1-M01", state="completed")
    MeasureFactory(number="HF1-M02")
    table = Client().get("/massnahmen/daten/massnahmen.csv?state=completed").content.decode()
    assert "HF1-M01" in table
    assert "HF1-M02" not in table


@pytest.mark.behaviour("M20")
def test_public_files_name_nothing_that_only_a_draft_has() -> None:
    measure = MeasureFactory()
    drafted = ElementFactory(kind="field", strategy=measure.strategy, name="Geheimes Feld")
    ElementTextFactory(element=drafted, version=VersionFactory(strategy=measure.strategy))
    measure.further_fields.add(drafted)
    for name in ("massnahmen.csv", "massnahmen.xlsx"):
        content = Client().get(f"/massnahmen/daten/{name}").content
        said = str(cells(content)) if name.endswith("xlsx") else content.decode()
        assert measure.title in said
        assert "Geheimes Feld" not in said
