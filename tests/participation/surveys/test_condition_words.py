"""Conditions told in words, and what can be asked about an answer."""

from typing import Any

import pytest

from participation.surveys.document.condition_words import (
    in_words,
    subjects_in,
    subjects_of,
    tell_conditions,
    told,
)
from participation.surveys.document.conditions import Comparison, parse
from participation.surveys.document.questionnaire import questionnaire_of
from participation.surveys.drafts.compiler import Draft
from participation.surveys.models import Question, Survey
from tests.factories.county import MunicipalityFactory
from tests.factories.surveys import both, lines, published, question, survey_with

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def survey() -> Survey:
    return survey_with(
        [
            question("single", "way", text=both("Wie kommen Sie zur Arbeit?")),
            question("number", "age", text=both("Wie alt sind Sie?")),
            question("matrix", "grid", text=both("Wie zufrieden?")),
            question("date", "since", text=both("Seit wann?")),
            question("yes_no", "car", text=both("Auto?")),
        ],
        question("long_text", "why"),
    )


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ({"question": "way", "op": "is", "value": "a"}, "„Wie kommen Sie zur Arbeit?“: Text a"),
        ({"question": "age", "op": "at_least", "value": "18"}, "„Wie alt sind Sie?“: mindestens 18"),
        ({"question": "age", "op": "less", "value": 17.5}, "„Wie alt sind Sie?“: weniger als 17,5"),
        ({"question": "age", "op": "empty"}, "„Wie alt sind Sie?“: nicht beantwortet"),
        ({"question": "since", "op": "at_least", "value": "2026-03-31"}, "„Seit wann?“: frühestens am 31.03.2026"),
        ({"question": "since", "op": "at_least", "value": "bald"}, "„Seit wann?“: frühestens am bald"),
        ({"question": "car", "op": "is", "value": "unsure"}, "„Auto?“: Weiß nicht"),
        ({"question": "why", "op": "contains", "value": "Bus"}, "„Frage why?“: enthält Bus"),
        ({"question": "gone", "op": "is", "value": "a"}, "gone: ist a"),
        ({"question": "way", "op": "is", "value": "gone"}, "„Wie kommen Sie zur Arbeit?“: gone"),
        (
            {"question": "grid", "row": "r2", "op": "is", "value": "c"},
            "„Wie zufrieden?“: Text r2: Text c",
        ),
        (
            {"any": [{"not": {"question": "way", "op": "is", "value": "b"}}, {"question": "age", "op": "answered"}]},
            "nicht („Wie kommen Sie zur Arbeit?“: Text b) oder „Wie alt sind Sie?“: beantwortet",
        ),
        (
            {"all": [{"any": [{"question": "age", "op": "empty"}, {"question": "car", "op": "empty"}]},
                     {"question": "way", "op": "answered"}]},
            "(„Wie alt sind Sie?“: nicht beantwortet oder „Auto?“: nicht beantwortet) und „Wie kommen Sie zur Arbeit?“: beantwortet",
        ),
    ],
)  # fmt: skip
def test_conditions_are_told_in_words(survey: Survey, document: Any, words: str) -> None:
    assert in_words(parse(document), subjects_of(list(survey.questions.all()))) == words


def test_what_cannot_be_read_is_not_told(survey: Survey) -> None:
    assert told({"all": []}, {}) == told(None, {}) == ""


VALUES = {"option": "a", "day": "31.03.2026", "count": "2", "number": "3,5", "text": "Bus", "": "x"}


@pytest.mark.parametrize("kind", Question.Type.values)
def test_every_comparison_a_type_offers_can_be_stored_and_read_back(kind: str) -> None:
    MunicipalityFactory(ags="12069000")
    survey = survey_with(question(kind, "q", options=lines("a", "b")))
    for subject in subjects_of(list(survey.questions.all())).values():
        for op in subject.operators:
            typed = VALUES[subject.compares_with(op)]
            typed = subject.options[0][0] if subject.compares_with(op) == "option" else typed
            value = subject.read_value(op, typed) if subject.compares_with(op) else None
            row = "r1" if subject.rows else ""
            comparison = Comparison("q", op, value, row)
            assert parse(comparison.to_json()) == comparison


def test_municipalities_can_be_asked_about() -> None:
    place = MunicipalityFactory()
    survey = survey_with(question("municipality", "place", options=lines("outside")))
    subject = subjects_of(list(survey.questions.all()))["place"]
    assert subject.options == [(place.ags, place.name), ("outside", "Text outside")]


def test_a_published_document_is_told_in_the_same_words() -> None:
    version = published(question("single", "q"), question("single", "r"))
    subjects = subjects_in(questionnaire_of(version))
    assert told({"question": "q", "op": "is", "value": "a"}, subjects) == "„Frage q?“: Text a"


def test_the_outline_gets_the_words_of_options_and_rows_too(survey: Survey) -> None:
    condition = {"question": "age", "op": "answered"}
    survey.questions.filter(code="grid").update(
        options=lines("a", "b", b={"condition": condition}),
        rows=lines("r1", r1={"condition": condition}),
    )
    draft = Draft.of(survey)
    tell_conditions(draft)
    grid = next(each for each in draft.questions if each.code == "grid")
    words = "„Wie alt sind Sie?“: beantwortet"
    assert list(grid.line_conditions) == [("Text r1", words), ("Text b", words)]
