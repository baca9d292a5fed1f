"""The questionnaire as a PDF, read back by machine; and who may have it."""

import io
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

import page
import pikepdf
import pypdf
import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse

from participation.surveys.document.questionnaire import Questionnaire, questionnaire_of
from participation.surveys.models import Survey
from participation.surveys.paper import printing as paper_printing
from participation.surveys.paper.printing import Form, print_form
from smartregion.accounts.models import User
from smartregion.core.pdf.cell.mending import elements
from tests.cast import ClientAs
from tests.factories.county import CountyFactory, MunicipalityFactory
from tests.factories.paper import everything
from tests.factories.surveys import published, question

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


class Paper:
    """A printed questionnaire, opened for text and structure."""

    def __init__(self, data: bytes, file: Path) -> None:
        file.write_bytes(data)
        self.file = file
        self.pdf = pikepdf.open(io.BytesIO(data))
        self.reader = pypdf.PdfReader(io.BytesIO(data))

    @cached_property
    def text(self) -> str:
        text = " ".join(each.extract_text() for each in self.reader.pages)
        return " ".join(text.replace("\N{SOFT HYPHEN}", "").split())

    def elements(self, kind: str) -> list[Any]:
        return [each for each, _in_head in elements(self.pdf) if str(each.S) == f"/{kind}"]


def form_of(language: str = "de", number: int = 1, **values: Any) -> Form:
    CountyFactory(name="Landkreis Musterland")
    MunicipalityFactory(name="Beelitz")
    version = everything(**values)
    return Form(version.survey, questionnaire_of(version), language, number)


@pytest.mark.slow
@pytest.mark.behaviour("Q33")
@pytest.mark.parametrize(("language", "number"), [("de", 1), ("en", 0)])
def test_the_printed_form_is_accessible_and_shows_every_kind(
    language: str, number: int, tmp_path: Path
) -> None:
    form = form_of(language, number, return_address="Kreishaus\nPostfach 1\n14800 Musterstadt")
    paper = Paper(print_form(form), tmp_path / "form.pdf")
    report = page.validate_pdf(str(paper.file), profile="ua1")
    assert {failure.rule_id for failure in report.failures} == set()
    assert str(paper.pdf.Root.Lang) == language
    title = form.questionnaire.title[language]
    assert title in str(paper.pdf.docinfo.Title)
    asked = [each for each in form.questionnaire.questions if each.type != "calculated"]
    for number_, each in enumerate((q for q in asked if q.type != "display"), 1):
        words = each.text[language].replace("{{weg}}", "")[:24]
        assert f"{number_}. {words}" in paper.text, each.type
    assert len({each.type for each in asked}) == 17
    assert "Kreishaus" in paper.text
    assert form.address in paper.text.replace(" ", "")
    (qr,) = paper.elements("Figure")
    assert form.address in str(qr.Alt)
    assert {str(each.A.Scope) for each in paper.elements("TH")} == {"/Column", "/Row"}
    assert paper.reader.outline


def test_paper_says_what_sending_it_back_means_and_promises_no_receipt() -> None:
    html = form_of().html
    assert "Mit dem Zurücksenden stimmen Sie zu" in html
    assert "Einen Beleg-Code gibt es auf Papier nicht" in html


@pytest.mark.behaviour("Q33")
def test_the_form_says_when_to_skip_and_where_to_send_it() -> None:
    html = form_of(return_address="Kreishaus\nPostfach 1").html
    assert "Sonst geht es weiter mit Frage 4." in html
    assert "Kreishaus<br>Postfach 1" in html
    assert "Bogennummer" in html
    assert "Alle Fahrten" not in html


@pytest.mark.parametrize(
    ("mode", "sentence"),
    [
        ("open", "auf Papier oder im Internet."),
        ("code", "benutzen Sie Ihren Zugangscode bitte nicht mehr"),
        ("account", "auf Papier oder mit Ihrem Konto."),
    ],
)
def test_nobody_is_asked_to_answer_twice(mode: str, sentence: str) -> None:
    form = form_of()
    form.survey.mode = mode
    assert sentence in form.html


@pytest.fixture
def presses(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> list[str]:
    """Every run of the printing press, which itself stands still."""
    settings.MEDIA_ROOT = tmp_path
    runs: list[str] = []

    def made(html: str) -> bytes:
        runs.append(html)
        return b"%PDF"

    monkeypatch.setattr(paper_printing, "_made", made)
    return runs


@pytest.mark.behaviour("Q33")
def test_a_form_is_made_once_and_anew_when_a_date_changes(presses: list[str]) -> None:
    form = form_of()
    print_form(form)
    print_form(form)
    assert len(presses) == 1
    form.survey.return_address = "Neues Kreishaus"
    print_form(form)
    assert len(presses) == 2
    _folders, files = default_storage.listdir(f"surveys/paper/{form.survey.pk}")
    assert len([name for name in files if name.endswith(".pdf")]) == 1


def test_a_new_german_form_leaves_that_in_leichte_sprache(presses: list[str]) -> None:
    german = form_of()
    easy = replace(german, language="de-easy")
    for form in (easy, german, easy):
        print_form(form)
    assert len(presses) == 2


@pytest.mark.usefixtures("presses")
@pytest.mark.parametrize(
    ("mode", "state", "status"),
    [
        ("open", "open", 200),
        ("open", "closed", 404),
        ("code", "open", 404),
        ("account", "open", 404),
    ],
)
def test_everybody_gets_the_form_where_everybody_may_answer(
    mode: str, state: str, status: int, client: Client, client_as: ClientAs, editor: User
) -> None:
    survey = published(question("single")).survey
    Survey.objects.update(mode=mode, state=state)
    address = reverse("surveys:paper_form", args=[survey.slug, "de"])
    assert client.get(address).status_code == status
    assert client_as(editor).get(address).status_code == 200
    intro = client.get(survey.get_absolute_url()).content.decode()
    assert (address in intro) == (status == 200)


@pytest.mark.usefixtures("presses")
def test_a_language_that_does_not_exist_is_not_printed(client: Client) -> None:
    survey = published(question("single"), languages=["de"]).survey
    assert client.get(reverse("surveys:paper_form", args=[survey.slug, "uk"])).status_code == 404


def test_paper_leaves_the_published_document_as_it_is() -> None:
    document: Questionnaire = questionnaire_of(published(question("single", is_required=True)))
    assert not any(each.is_required for each in document.voluntary.questions)
    assert any(each.is_required for each in document.questions)


@pytest.mark.parametrize(
    ("number", "words"), [(0, "Entwurf, nicht zum Ausfüllen"), (3, "Fassung 3")]
)
def test_every_page_says_which_version_it_is(number: int, words: str) -> None:
    assert f"· {words}</p>" in form_of(number=number).html
