"""LimeSurvey's .lss: texts without their markup, and files that are none or would cost too much."""

import pytest

from participation.surveys.document.questionnaire import Questionnaire, to_json
from participation.surveys.interchange import lss
from smartregion.core.untrusted import NotReadable
from tests.factories.limesurvey import Asked, Lss, asked, document
from tests.growth import assert_growth
from tests.participation.surveys.test_lss_reading import AB, read

pytestmark = pytest.mark.slow


# -- texts ---------------------------------------------------------------------------------------------
def test_texts_lose_their_markup_and_keep_their_words() -> None:
    html = (
        'Zeile <b>eins</b><br>zwei&nbsp;&amp; <a href="https://x.de/a">mehr</a><script>x{}</script>'
    )
    imported = read(asked("S", "q", html))
    assert imported.questionnaire.by_code["q"].text["de"] == (
        "Zeile eins\nzwei & mehr (https://x.de/a)"
    )
    assert {loss.what for loss in imported.losses} == {"Skript", "Formatierung"}


def test_scripts_in_any_text_never_arrive() -> None:
    evil = '<script>alert(1)</script><img src=x onerror="alert(2)">'
    survey = Lss().group(
        f"Seite{evil}", asked("L", "q", f"Frage{evil}", answers={"A1": f"a{evil}"})
    )
    survey.texts |= {"surveyls_title": evil, "surveyls_welcometext": f"<p>{evil}</p>"}
    document_ = str(to_json(lss.read(survey.new()).questionnaire))
    assert "<script" not in document_
    assert "onerror" not in document_


def test_earlier_answers_are_quoted_and_other_placeholders_are_told() -> None:
    imported = read(
        asked("S", "name"),
        asked("S", "q", "Hallo {name.shown}, {if(is_empty(name), 1, 2)}! Muster {2,10} { so }"),
        asked("L", "r", "{INSERTANS:282267X1X100} {TOKEN:FIRSTNAME}", answers={"A1": "{name}"}),
    )
    questions = imported.questionnaire.by_code
    assert questions["q"].text["de"] == "Hallo {{name}}, …! Muster {2,10} { so }"
    assert questions["r"].text["de"] == "{{name}} …"
    assert questions["r"].options[0].label["de"] == "…"
    assert [loss.place for loss in imported.losses if loss.what == "Platzhalter"] == [
        "Frage q",
        "Frage r",
    ]


def test_without_german_the_base_language_stands_there_and_is_told_once() -> None:
    imported = read(
        asked("L", "q", {"nl": "Waar?", "en": "Where?"}, answers={"A1": {"nl": "hier", "en": "x"}}),
        languages=("nl", "en"),
    )
    question = imported.questionnaire.by_code["q"]
    assert imported.questionnaire.languages == ("de", "en")
    assert question.text == {"de": "Waar?", "en": "Where?"}
    assert [loss.what for loss in imported.losses if loss.is_serious] == ["Deutsch"]


def test_a_language_that_is_not_offered_is_told_with_its_number_of_texts() -> None:
    imported = read(asked("S", "q", {"de": "Wo?", "pt": "Onde?"}), languages=("de", "pt"))
    (loss,) = [loss for loss in imported.losses if loss.is_serious]
    assert loss.what == "Sprache „pt“"
    assert "3 Texte" in loss.why


# -- files that are none ---------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "leer"),
        (b"<html/>", "keine Datei von LimeSurvey"),
        (document("177", ["de"], {}), "keine Fragen"),
        (b"<document><LimeSurveyDocType>Label set</LimeSurveyDocType></document>", "Label set"),
        (b"<document><LimeSurveyDocType>Survey</LimeSur", "kein g"),
        (b'<!DOCTYPE d [<!ENTITY a "x">]><document>&a;</document>', "DOCTYPE"),
        (b"<document>" + b"<a>" * 200_000, "verschachtelt"),
    ],
)
def test_what_is_no_survey_is_refused_with_one_sentence(data: bytes, words: str) -> None:
    with pytest.raises(NotReadable, match=words) as refusal:
        lss.read(data)
    assert len(refusal.value.messages) == 1


def test_rows_that_belong_nowhere_do_no_harm() -> None:
    survey = Lss().group("Seite", asked("L", "q", answers=AB)).row("answers", qid="99", code="x")
    survey.row("subquestions", qid="7", parent_qid="98").row("conditions", qid="100", cqid="5")
    survey.row("question_attributes", qid="97", attribute="x", value="y").row("quota", id="1")
    survey.row("questions", qid="900", gid="77", type="S", title="verwaist")
    questionnaire: Questionnaire = lss.read(survey.new()).questionnaire
    assert [q.code for q in questionnaire.questions] == ["q", "verwaist"]


# -- files that would cost too much ----------------------------------------------------------------------
@pytest.mark.behaviour("Q30")
@pytest.mark.parametrize(
    "question",
    [
        asked(";", "q", rows=map(str, range(400)), columns=map(str, range(400))),
        asked("L", "q", answers=map(str, range(20_000))),
    ],
)
@pytest.mark.slow
def test_a_few_lines_that_become_a_million_questions_are_refused(question: Asked) -> None:
    with pytest.raises(NotReadable, match="zu viele Fragen"):
        read(question)


@pytest.mark.slow
@pytest.mark.behaviour("Q30")
def test_codes_that_are_all_the_same_and_endless_conditions_cost_no_time() -> None:
    endless = " or ".join(["n>1"] * 1_200)

    def costly(size: int) -> bytes:
        many = [asked("L", "q", relevance=endless, answers=["x"] * 9) for _n in range(size)]
        survey = Lss().group("Seite", asked("N", "n"), *many)
        for _n in range(3 * size):
            survey.row(
                "conditions", qid="100", cqid="100", cfieldname="1X1X1", method="==", value="1"
            )
        return survey.new()

    assert_growth(lss.read, costly, 600)
    imported = lss.read(costly(600))
    assert len({q.code.lower() for q in imported.questionnaire.questions}) == 601
    assert all(q.condition is None for q in imported.questionnaire.questions)
    assert any(loss.what == "Bedingung" for loss in imported.losses)


@pytest.mark.behaviour("Q30")
@pytest.mark.parametrize(
    "text",
    ["<a href='", "<!--", "<script", "{a}<b", "<"],
)
def test_markup_that_never_closes_is_read_once(text: str) -> None:
    def endless(size: int) -> bytes:
        return Lss().group("Seite", asked("X", "q", (text * size)[:size])).new()

    assert_growth(lss.read, endless, 160_000)
