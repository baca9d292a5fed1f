"""A questionnaire from a file: looked at, then a draft, with its report beside it."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from participation.surveys.actions import import_survey
from participation.surveys.document.questionnaire import Questionnaire, to_json
from participation.surveys.drafts.compiler import Draft, compile_draft
from participation.surveys.interchange import lss
from participation.surveys.interchange.files import format_of, read_file
from participation.surveys.interchange.losses import Imported, Loss
from participation.surveys.models import Survey, SurveyImport
from participation.surveys.queries.imports import brought
from smartregion.accounts.models import User
from smartregion.core.models import AuditEntry
from smartregion.core.untrusted import NotReadable
from tests.cast import ClientAs
from tests.factories.dates import NOON
from tests.factories.every_kind import QUESTIONS
from tests.factories.limesurvey import Lss, asked
from tests.factories.surveys import published

pytestmark = pytest.mark.django_db
Format = SurveyImport.Format


def survey_file() -> bytes:
    survey = Lss(datestamp="Y")
    survey.texts["surveyls_title"] = "Mobilität"
    survey.group(
        "Wege",
        asked("L", "Q1", answers={"A1": "Bus", "A2": "Rad"}),
        asked("S", "Q2", relevance='Q1.NAOK == "A1"', preg="/^a/"),
        asked("N", "Q3", relevance="Q1 > Q2"),
    )
    survey.row("quota", id="1", name="Busse", qlimit="9", active="1")
    survey.row("quota_members", quota_id="1", qid="100", code="A1")
    return survey.new()


def stored(imported: Imported, **values: Any) -> Survey:
    usual: dict[str, Any] = {"file_name": "kreis.lss", "format": Format.LSS, "by": None}
    window = {"opens_at": NOON, "closes_at": NOON.replace(year=NOON.year + 1)}
    return import_survey(imported=imported, at=NOON, **{**usual, **window, **values})


@pytest.fixture
def editing(client_as: ClientAs, editor: User) -> Client:
    return client_as(editor)


# -- the action --------------------------------------------------------------------------------------
@pytest.mark.behaviour("Q30")
def test_a_file_becomes_a_draft_with_everything_in_it() -> None:
    survey = stored(lss.read(survey_file()))
    assert (survey.slug, survey.state, survey.title) == ("mobilitaet", "draft", {"de": "Mobilität"})
    assert [str(page) for page in survey.pages.all()] == ["Wege"]
    assert list(survey.questions.values_list("code", flat=True)) == ["Q1", "Q2", "Q3"]
    second = survey.questions.get(code="Q2")
    assert second.condition == {"question": "Q1", "op": "is", "value": "A1"}
    assert survey.quotas.get().limit == 9
    assert [loss["place"] for loss in survey.imported.report][:2] == ["Frage Q2", "Frage Q3"]
    assert survey.imported.columns["Q1"] == "Q1"
    (entry,) = AuditEntry.objects.all()
    assert (entry.verb, entry.changes["file"]) == ("import_survey", "kreis.lss")


def test_the_address_is_free_and_none_of_our_own() -> None:
    survey = Lss().group("Seite", asked("S", "q"))
    survey.texts["surveyls_title"] = "Einlesen"
    imported = lss.read(survey.new())
    assert [stored(imported).slug for _n in range(2)] == ["einlesen-2", "einlesen-3"]


@pytest.mark.behaviour("Q31")
def test_what_is_compiled_from_the_draft_is_what_was_in_the_file() -> None:
    version = published(QUESTIONS)
    before: Questionnaire = compile_draft(Draft.of(version.survey))
    after = compile_draft(Draft.of(stored(lss.read(lss.write(before)))))
    without_slug = [{**to_json(each), "slug": ""} for each in (before, after)]
    assert without_slug[0] == without_slug[1]


def test_an_import_that_fails_leaves_nothing_behind() -> None:
    broken = Loss("x", "y", "z", source=object())
    questionnaire = lss.read(survey_file()).questionnaire
    with pytest.raises(TypeError):
        stored(Imported(questionnaire, (broken,)))
    assert not Survey.objects.exists()


# -- which file it is ----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"<?xml version='1.0'?><document/>", Format.LSS),
        (b"\xef\xbb\xbf \n<document/>", Format.LSS),
        (b'{"format": 2}', Format.JSON),
        (b"PK\x03\x04rest", Format.XLSFORM),
        (b"id\trelated_id\tclass\ttype/scale\n", Format.TSV),
        ('\ufeff"class"\tname'.encode("utf-16"), Format.TSV),
    ],
)
def test_a_file_is_known_by_what_stands_in_it(data: bytes, found: Format) -> None:
    assert format_of("irgendwas", data) == found


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", b"Hallo Welt"),
        ("a.lss", b"\x89PNG\r\n\x1a\n\x00\x00"),
        ("a.lsa", b"PK\x03\x04"),
        ("a.csv", "ä;ö".encode() * 5000),
    ],
)
def test_what_is_no_questionnaire_is_refused(name: str, data: bytes) -> None:
    with pytest.raises(NotReadable):
        read_file(name, data)


# -- the command -----------------------------------------------------------------------------------------
def run(path: Path, *options: str) -> str:
    out = StringIO()
    call_command("import_survey", str(path), *options, stdout=out)
    return out.getvalue()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "kreis.lss"
    path.write_bytes(survey_file())
    return path


def test_the_command_tells_what_came_and_what_did_not(path: Path) -> None:
    said = run(path)
    assert said.startswith(
        "mobilitaet: 1 pages, 3 questions, 1 conditions, 1 quotas (de)\n3 losses\n"
    )
    assert "! Bedingung: Zwei Antworten werden miteinander verglichen." in said
    assert Survey.objects.get().imported.file_name == "kreis.lss"


def test_the_command_speaks_json(path: Path) -> None:
    said = json.loads(run(path, "--json"))
    assert {
        name: said[name] for name in ("survey", "title", "languages", "pages", "questions")
    } == {
        "survey": "mobilitaet",
        "title": {"de": "Mobilität"},
        "languages": ["de"],
        "pages": 1,
        "questions": 3,
    }
    assert [loss["is_serious"] for loss in said["losses"]] == [True, True, False]


@pytest.mark.parametrize("content", [b"", b"<document>", b"Hallo"])
def test_the_command_fails_with_one_sentence(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(CommandError, match=r"^Die|^Diese"):
        run(path)
    assert not Survey.objects.exists()


def test_the_command_tells_when_there_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Die Datei lässt sich nicht lesen"):
        run(tmp_path / "keine.lss")


# -- the pages ---------------------------------------------------------------------------------------------
def upload(client: Client, data: bytes, name: str = "kreis.lss") -> Any:
    return client.post(reverse("surveys:import_file"), {"file": SimpleUploadedFile(name, data)})


def test_what_is_only_read_is_no_question() -> None:
    survey = Lss()
    survey.group("Wege", asked("X", "intro"), asked("N", "km"))
    found = brought(lss.read(survey.new()).questionnaire)
    assert (found.questions, sum(number for _kind, number in found.kinds)) == (1, 2)


def test_first_it_is_only_looked_at_then_stored(editing: Client) -> None:
    page = upload(editing, survey_file())
    text = page.content.decode()
    assert "Bisher ist nichts gespeichert." in text
    assert text.index("Zwei Antworten werden") < text.index("Zeitstempel")
    assert not Survey.objects.exists()
    token = page.context["token"]
    answer = editing.post(reverse("surveys:import_file"), {"token": token}, follow=True)
    survey = Survey.objects.get()
    assert answer.redirect_chain == [(reverse("surveys:edit", args=[survey.slug]), 302)]
    report = reverse("surveys:import_report", args=[survey.slug])
    assert report in answer.content.decode()
    assert "Zwei Antworten werden" in editing.get(report).content.decode()
    assert survey.imported.imported_by is not None


def test_a_broken_file_is_told_at_its_field(editing: Client) -> None:
    for data in (b"<document>", b"Hallo", b""):
        page = upload(editing, data)
        assert page.status_code == 200
        assert page.context["form"].errors["file"]
    assert not Survey.objects.exists()


def test_a_file_that_nobody_looked_at_is_not_stored(editing: Client) -> None:
    address = reverse("surveys:import_file")
    for token in ("0" * 64, "../x", ""):
        assert editing.post(address, {"token": token}).status_code == 302
    assert not Survey.objects.exists()


def test_what_stood_in_a_file_is_shown_as_text(editing: Client) -> None:
    survey = Lss().group("Seite", asked("S", "q", preg="<script>alert(1)</script>"))
    assert "<script>alert(1)" not in upload(editing, survey.new()).content.decode()


def test_a_survey_that_was_made_here_has_no_report(editing: Client) -> None:
    survey = published(QUESTIONS).survey
    assert editing.get(reverse("surveys:import_report", args=[survey.slug])).status_code == 404
