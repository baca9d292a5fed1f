"""Translating a draft side by side, by hand and by file."""

import json
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from participation.surveys import actions
from participation.surveys.drafts.compiler import Draft
from participation.surveys.drafts.translation_files import translation_rows
from participation.surveys.drafts.translations import Script
from participation.surveys.models import Survey
from smartregion.accounts.models import User
from smartregion.core.csvfile import write_table
from smartregion.core.editing import EditConflict
from tests.cast import ClientAs
from tests.factories.surveys import question, survey_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def survey() -> Survey:
    """German and English are there; French is offered and not begun."""
    return survey_with(
        question("single", "fahrt"),
        question("matrix", "orte", help={"de": "Bitte ankreuzen."}),
        languages=["de", "en", "fr"],
    )


@pytest.fixture
def editing(client_as: ClientAs, editor: User) -> Client:
    return client_as(editor)


def script_of(survey: Survey) -> Script:
    return Script.of(Draft.of(Survey.objects.get(pk=survey.pk)))


def address(name: str, survey: Survey, language: str = "fr") -> str:
    return reverse(f"surveys:{name}", args=[survey.slug, language])


def marks(survey: Survey, *keys: str, language: str = "fr") -> dict[str, str]:
    return {key: script_of(survey).by_key[key].mark(language) for key in keys}


def write(survey: Survey, language: str = "fr", **texts: str) -> int:
    named = {key.replace("_", "-"): text for key, text in texts.items()}
    seen = marks(survey, *named, language=language)
    return actions.translate_survey(
        survey=survey, language=language, texts=named, marks=seen, by=None
    )


# -- what there is to translate ----------------------------------------------------------------
def test_every_text_that_says_something_in_german_is_there_once(survey: Survey) -> None:
    keys = [phrase.key for phrase in script_of(survey).phrases]
    page = survey.pages.first()
    assert page is not None
    assert keys[:6] == [
        "umfrage-titel", "umfrage-einleitung", "umfrage-datenschutz", "umfrage-schluss",
        f"seite-{page.pk}-titel", "frage-fahrt-text",
    ]  # fmt: skip
    assert "frage-orte-hilfe" in keys
    assert "frage-fahrt-hilfe" not in keys
    assert len(keys) == len(set(keys))


def test_progress_counts_what_is_missing_and_what_has_to_be_looked_at(survey: Survey) -> None:
    progress = script_of(survey).progress("en")
    assert (progress.missing, progress.outdated) == (1, 0)
    assert script_of(survey).progress("fr").done == 0
    write(survey, frage_fahrt_text="Comment ?")
    assert script_of(survey).progress("fr").done == 1


@pytest.mark.behaviour("Q10")
def test_a_missing_translation_blocks_publishing(editing: Client, survey: Survey) -> None:
    text = editing.post(reverse("surveys:publish", args=[survey.slug])).content.decode()
    assert not survey.versions.exists()
    assert re.search(r"Französisch: \d+ von \d+ Texten sind noch nicht übersetzt.", text)
    assert f'href="{reverse("surveys:languages", args=[survey.slug])}"' in text


# -- writing -----------------------------------------------------------------------------------
def test_the_page_writes_texts_of_survey_page_question_option_row_and_unit(
    editing: Client,
) -> None:
    survey = survey_with(
        [
            question("matrix", "m"),
            question("number", "n", limits={"unit": {"de": "km"}}),
        ],
        languages=["de", "fr"],
    )
    page = survey.pages.get()
    texts = {
        "umfrage-titel": "Titre", "umfrage-einleitung": "<p>Texte<script>x</script></p>",
        f"seite-{page.pk}-titel": "Page", "frage-m-text": "Question", "frage-m-antwort-a": "A",
        "frage-m-zeile-r1": "R", "frage-n-einheit": "km",
    }  # fmt: skip
    sent = {**texts, "marks": json.dumps(marks(survey, *texts))}
    response = editing.post(address("translate", survey), sent)
    assert response.status_code == 302
    found = script_of(survey).by_key
    assert {key: found[key].texts["fr"] for key in texts} == {
        **texts,
        "umfrage-einleitung": "<p>Texte</p>",
    }
    assert found["frage-m-text"].texts["de"] == "Frage m?"


def test_the_page_can_show_only_what_is_open(editing: Client, survey: Survey) -> None:
    write(survey, frage_fahrt_text="Comment ?")
    everything = editing.get(address("translate", survey)).content.decode()
    open_ones = editing.get(address("translate", survey) + "?zeigen=offene").content.decode()
    assert 'name="frage-fahrt-text"' in everything
    assert 'name="frage-fahrt-text"' not in open_ones
    assert 'name="frage-orte-text"' in open_ones


def test_an_open_question_stands_below_the_name_of_its_page(editing: Client) -> None:
    survey = survey_with(question("single", "eins"), question("single", "zwei"))
    asked = survey.questions.get(code="zwei")
    actions.change_question(question=asked, text={**asked.text, "de": "Anders?"}, by=None)
    text = editing.get(address("translate", survey, "en") + "?zeigen=offene").content.decode()
    headings = re.findall(r'<h([23]) id="gruppe-\d+">(.*?)</h', text)
    assert headings == [("2", "Seite 2: Seite 2"), ("3", "Frage zwei")]


def test_nobody_writes_over_the_work_of_somebody_else(editing: Client, survey: Survey) -> None:
    seen = json.dumps(marks(survey, "frage-fahrt-text", "frage-orte-text"))
    write(survey, frage_fahrt_text="De l’autre")
    typed = {"frage-fahrt-text": "De moi", "frage-orte-text": "Où ?", "marks": seen}
    response = editing.post(address("translate", survey), typed)
    text = response.content.decode()
    assert response.status_code == 409
    assert "De l’autre" in text
    assert 'value="De moi"' in text or ">De moi</textarea>" in text.replace("\r\n", "").replace(
        "\n", ""
    )
    assert script_of(survey).by_key["frage-fahrt-text"].texts["fr"] == "De l’autre"
    assert "fr" not in script_of(survey).by_key["frage-orte-text"].texts

    again = {**typed, "marks": response.context["form"].data["marks"]}
    assert editing.post(address("translate", survey), again).status_code == 302
    assert script_of(survey).by_key["frage-fahrt-text"].texts["fr"] == "De moi"


def test_a_change_of_german_in_between_is_a_conflict_too(survey: Survey) -> None:
    seen = marks(survey, "frage-fahrt-text")
    asked = survey.questions.get(code="fahrt")
    actions.change_question(question=asked, text={**asked.text, "de": "Ganz anders?"}, by=None)
    with pytest.raises(EditConflict):
        actions.translate_survey(
            survey=survey, language="fr", texts={"frage-fahrt-text": "x"}, marks=seen, by=None
        )


def test_a_translation_quotes_the_same_answers(editing: Client) -> None:
    survey = survey_with(
        [question("single", "a"), question("single", "b", text={"de": "Sie sagten {{a}}. Warum?"})],
        languages=["de", "fr"],
    )
    seen = json.dumps(marks(survey, "frage-b-text"))
    sent = {"frage-b-text": "Pourquoi ?", "marks": seen}
    response = editing.post(address("translate", survey), sent)
    assert "nennen nicht dieselben Antworten: {{a}}" in response.content.decode()
    assert "fr" not in script_of(survey).by_key["frage-b-text"].texts


def test_a_language_that_is_not_offered_has_no_page(editing: Client, survey: Survey) -> None:
    for language in ("de", "pl", "tlh"):
        assert editing.get(address("translate", survey, language)).status_code == 404


def test_marks_that_nobody_made_write_nothing(editing: Client, survey: Survey) -> None:
    for bad in ("", "[]", "{", '{"frage-fahrt-text": "x"}', '{"gibt-es-nicht": "x"}', "null", "1"):
        sent = {"frage-fahrt-text": "Hm", "marks": bad}
        assert editing.post(address("translate", survey), sent).status_code in (200, 302, 409)
    assert "fr" not in script_of(survey).by_key["frage-fahrt-text"].texts


# -- when German changes -----------------------------------------------------------------------
def test_a_translation_is_marked_when_its_german_changes(editing: Client, survey: Survey) -> None:
    asked = survey.questions.get(code="fahrt")
    actions.change_question(question=asked, text={**asked.text, "de": "Frage Fahrt?"}, by=None)
    assert script_of(survey).progress("en").outdated == 1
    text = editing.get(address("translate", survey, "en")).content.decode()
    assert "Deutsch wurde geändert, bitte prüfen" in text
    assert re.search(r"<ins[^>]*>Fahrt</ins>", text)


def test_the_mark_goes_when_somebody_translates_or_confirms_or_german_returns(
    survey: Survey,
) -> None:
    asked = survey.questions.get(code="fahrt")
    old = dict(asked.text)

    def change(**texts: str) -> int:
        actions.change_question(question=asked, text={**asked.text, **texts}, by=None)
        return script_of(survey).progress("en").outdated

    assert change(de="Neu?") == 1
    assert change(de="Noch neuer?") == 1
    assert change(de=old["de"]) == 0
    assert change(de="Neu?") == 1
    assert change(en="New?") == 0
    assert change(de="Wieder neu?") == 1
    actions.translate_survey(
        survey=survey,
        language="en",
        texts={},
        marks=marks(survey, "frage-fahrt-text", language="en"),
        confirmed=["frage-fahrt-text"],
        by=None,
    )
    assert script_of(survey).progress("en").outdated == 0


def test_german_and_translation_changed_together_need_no_look(survey: Survey) -> None:
    new = {"de": "Neuer Titel", "en": "New title"}
    actions.change_survey(survey=survey, title=new, by=None)
    assert script_of(survey).progress("en").outdated == 0


# -- files -------------------------------------------------------------------------------------
def upload(content: bytes, **changes: Any) -> dict[str, Any]:
    file = SimpleUploadedFile("t.csv", content, content_type="text/csv")
    return {"file": file, "encoding": "utf-8", "delimiter": "semicolon", **changes}


def test_a_file_goes_out_comes_back_and_is_looked_at_before_it_is_stored(
    editing: Client, survey: Survey
) -> None:
    actions.change_question(
        question=survey.questions.get(code="fahrt"), text={"de": "-ohne Auto?"}, by=None
    )
    sheet = editing.get(address("translation_file", survey)).content
    assert sheet == write_table(translation_rows(script_of(survey), "fr"))
    rows = [[*row[:3], f"FR {row[2]}"] for row in translation_rows(script_of(survey), "fr")]
    rows[0][3] = "Übersetzung"
    response = editing.post(address("translation_import", survey), upload(write_table(rows)))
    form = response.context["form"]
    assert script_of(survey).progress("fr").done == 0
    typed = {name: field.initial for name, field in form.fields.items() if name != "marks"}
    sent = {**typed, "marks": form.initial["marks"]}
    assert editing.post(address("translate", survey), sent).status_code == 302
    assert script_of(survey).progress("fr").is_complete
    assert script_of(survey).by_key["frage-fahrt-text"].texts["fr"] == "FR -ohne Auto?"


def test_every_fault_of_a_file_is_named_with_its_line(editing: Client, survey: Survey) -> None:
    sheet = write_table(
        [
            ("Schlüssel", "Übersetzung"),
            ("frage-fahrt-text", "Comment ?"),
            ("frage-fahrt-text", "Encore ?"),
            ("frage-weg-text", "Quoi ?"),
            ("", "Sans"),
            ("frage-fahrt-antwort-a", "x" * 201),
        ]
    )
    response = editing.post(address("translation_import", survey), upload(sheet))
    faults = [(fault.line, fault.reason.split(" ")[0]) for fault in response.context["faults"]]
    assert faults == [(3, "Dieser"), (4, "Diesen"), (5, "Der"), (6, "Der")]
    assert script_of(survey).progress("fr").done == 0


def test_a_file_made_before_german_changed_is_marked(editing: Client, survey: Survey) -> None:
    sheet = write_table(
        [
            ("Schlüssel", "Deutsch", "Übersetzung"),
            ("frage-fahrt-text", "Altes Deutsch?", "Vieux ?"),
        ]
    )
    response = editing.post(address("translation_import", survey), upload(sheet))
    assert "Deutsch wurde inzwischen geändert" in response.content.decode()


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"PK\x03\x04", b"a;b\n1;2", b"\x00"])
def test_files_that_are_no_translation_are_refused(
    editing: Client, survey: Survey, content: bytes
) -> None:
    response = editing.post(address("translation_import", survey), upload(content))
    assert response.context["faults"] or response.context["form"].errors


def test_a_file_that_brings_nothing_says_so(editing: Client, survey: Survey) -> None:
    sheet = write_table(translation_rows(script_of(survey), "fr"))
    response = editing.post(address("translation_import", survey), upload(sheet))
    assert "Die Datei enthält nichts Neues" in response.content.decode()


# -- the overview ------------------------------------------------------------------------------
def test_the_overview_names_each_language_with_its_state(editing: Client, survey: Survey) -> None:
    text = editing.get(reverse("surveys:languages", args=[survey.slug])).content.decode()
    assert "Französisch" in text
    assert "Français" in text
    assert address("translate", survey, "en") in text


def test_the_page_asks_as_many_questions_of_the_database_for_one_page_as_for_three(
    editing: Client,
) -> None:
    counts = []
    for pages in (1, 3):
        survey = survey_with(*[question("single") for _page in range(pages)], languages=["fr"])
        with CaptureQueriesContext(
            connection,
        ) as queries:
            editing.get(address("translate", survey))
        counts.append(len(queries))
    assert counts[0] == counts[1]
