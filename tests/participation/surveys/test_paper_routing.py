"""Conditions as routing notes, with the numbers of the paper."""

from typing import Any

import pytest

from participation.surveys.document.conditions import parse
from participation.surveys.document.questionnaire import Questionnaire, questionnaire_of
from participation.surveys.paper.form import numbers_of, paper_pages
from participation.surveys.paper.routing import Routing
from tests.factories.county import MunicipalityFactory
from tests.factories.paper import everything

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


@pytest.fixture
def document() -> Questionnaire:
    MunicipalityFactory(name="Beelitz", ags="12069018")
    return questionnaire_of(everything())


def on(question: str, op: str, value: Any = "", row: str = "") -> dict[str, Any]:
    return {"question": question, "op": op, "value": value, "row": row}


CLAUSES = [
    (on("auto", "is", "yes"), "wenn Sie bei Frage 1 „Ja“ angekreuzt haben"),
    ({"not": on("auto", "is", "yes")}, "wenn Sie bei Frage 1 nicht „Ja“ angekreuzt haben"),
    (on("auto", "empty"), "wenn Sie bei Frage 1 nichts angekreuzt haben"),
    ({"not": on("auto", "empty")}, "wenn Sie bei Frage 1 etwas angekreuzt haben"),
    (on("jahr", "at_least", "1990"), "wenn Sie bei Frage 2 eine Zahl ab 1990 eingetragen haben"),
    ({"not": on("jahr", "less", 2)}, "wenn Sie bei Frage 2 keine Zahl unter 2 eingetragen haben"),
    (on("marke", "contains", "VW"), "wenn in Ihrer Antwort auf Frage 3 „VW“ vorkommt"),
    (on("marke", "answered"), "wenn Sie bei Frage 3 etwas eingetragen haben"),
    (on("themen", "contains", "a"), "wenn Sie bei Frage 5 „Bus“ angekreuzt haben"),
    (
        on("themen", "count_at_least", 2),
        "wenn Sie bei Frage 5 mindestens 2 Antworten angekreuzt haben",
    ),
    (
        {"not": on("themen", "count_at_least", 2)},
        "wenn Sie bei Frage 5 höchstens 1 Antwort angekreuzt haben",
    ),
    (on("note", "at_least", "4"), "wenn Sie bei Frage 7 „4“ oder „5“ angekreuzt haben"),
    (on("anteil", "at_most", 50), "wenn Sie bei Frage 8 eine Zahl bis 50 eingetragen haben"),
    (
        on("rang", "contains", "b"),
        "wenn Sie bei Frage 9 für „Radweg“ einen Platz eingetragen haben",
    ),
    (
        on("orte", "at_most", "2", "r1"),
        "wenn Sie bei Frage 10 in der Zeile „Text r1“ „1“ oder „2“ angekreuzt haben",
    ),
    (
        on("mittel", "contains", "c", "r2"),
        "wenn Sie bei Frage 11 in der Zeile „Text r2“ „Bus“ angekreuzt haben",
    ),
    (
        on("fahrten", "more", 3, "r1"),
        "wenn Sie bei Frage 12 in der Zeile „Text r1“ eine Zahl über 3 eingetragen haben",
    ),
    (on("summe", "more", "10"), "wenn die Summe Ihrer Zahlen bei Frage 12 größer als 10 ist"),
    (
        {"not": on("summe", "more", "10")},
        "wenn die Summe Ihrer Zahlen bei Frage 12 höchstens 10 ist",
    ),
    (
        on("tag", "at_least", "2020-03-31"),
        "wenn Sie bei Frage 13 einen Tag ab dem 31.03.2020 eingetragen haben",
    ),
    (on("ort", "is", "12069018"), "wenn Sie bei Frage 15 „Beelitz“ eingetragen haben"),
    (on("ja", "answered"), "wenn Sie bei Frage 16 zugestimmt haben"),
    (
        {"any": [on("auto", "is", "yes"), on("jahr", "answered")]},
        "wenn Sie bei Frage 1 „Ja“ angekreuzt haben oder wenn Sie bei Frage 2 etwas eingetragen haben",
    ),
    (
        {"not": {"any": [on("auto", "is", "yes"), {"not": on("jahr", "answered")}]}},
        (
            "wenn Sie bei Frage 1 nicht „Ja“ angekreuzt haben und wenn Sie bei Frage 2 etwas "
            "eingetragen haben"
        ),
    ),
    (
        {
            "all": [
                on("jahr", "answered"),
                {"any": [on("auto", "is", "yes"), on("auto", "is", "no")]},
            ]
        },
        (
            "wenn Sie bei Frage 2 etwas eingetragen haben und (wenn Sie bei Frage 1 „Ja“ angekreuzt "
            "haben oder wenn Sie bei Frage 1 „Nein“ angekreuzt haben)"
        ),
    ),
]


@pytest.mark.behaviour("Q33")
def test_every_condition_has_plain_words_with_the_numbers_of_the_paper(
    document: Questionnaire,
) -> None:
    routing = Routing(document, numbers_of(document), "de")
    said = [routing.when(parse(condition)) for condition, _words in CLAUSES]
    assert said == [words for _condition, words in CLAUSES]


@pytest.mark.behaviour("Q33")
def test_questions_say_when_they_are_skipped_and_where_it_goes_on(document: Questionnaire) -> None:
    questions = {
        item.question.code: item for page in paper_pages(document, "de") for item in page.questions
    }
    assert questions["jahr"].note == (
        "Bitte beantworten Sie die Fragen 2 bis 3 nur, wenn Sie bei Frage 1 „Ja“ angekreuzt haben. "
        "Sonst geht es weiter mit Frage 4."
    )
    assert questions["marke"].note == ""
    assert questions["idee"].note.endswith("Sonst geht es weiter mit Frage 15.")
    assert "(Ihre Antwort auf Frage 4)" in questions["idee"].text
    assert questions["weg"].options[0].note == "nur, wenn Sie bei Frage 1 „Ja“ angekreuzt haben"
    assert questions["orte"].rows[2].note == "nur, wenn Sie bei Frage 1 „Ja“ angekreuzt haben"
    assert "summe" not in questions
    assert questions["hinweis"].number is None
