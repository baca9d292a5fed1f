"""Who answers the example survey is made up, plausible, and always the same."""

from collections import Counter

import pytest

from smartregion.demo import reader
from smartregion.demo.respondents import example_responses

pytestmark = pytest.mark.slow

QUESTIONS = {question["code"]: question for question in reader.questions()}


@pytest.fixture(scope="module")
def responses():
    return list(example_responses())


def shares(responses, code, of):
    """How often each answer was given among those who meet a condition, in per cent."""
    chosen = [r["answers"][code] for r in responses if of(r["answers"]) and r["answers"][code]]
    return {answer: 100 * n / len(chosen) for answer, n in Counter(chosen).items()}


def test_responses_are_the_same_every_time(responses):
    assert list(example_responses()) == responses
    assert len(responses) == len({r["id"] for r in responses}) == 600


def test_responses_answer_every_question(responses):
    assert all(set(r["answers"]) == set(QUESTIONS) for r in responses)


def test_responses_respect_required_questions_and_limits(responses):
    required = [code for code, question in QUESTIONS.items() if question["required"]]
    for answers in (r["answers"] for r in responses):
        assert all(answers[code] is not None for code in required)
        assert 1 <= len(answers["schwerpunkte"]) <= 3


def test_exclusive_answers_stand_alone(responses):
    for r in responses:
        for code in ("geraete", "dienste_genutzt", "hindernisse", "unterstuetzung"):
            exclusive = {o["code"] for o in QUESTIONS[code]["options"] if o.get("exclusive")}
            answer = r["answers"][code] or []
            assert not exclusive & set(answer) or len(answer) == 1


def test_long_texts_are_said_once_each(responses):
    for code in ("idee", "wunsch_verwaltung"):
        said = [r["answers"][code] for r in responses if r["answers"][code]]
        assert len(said) == len(set(said)) == len(QUESTIONS[code]["texts"])


def test_rural_and_belt_answers_differ(responses):
    belt = {town["ags"] for town in reader.municipalities() if town["zone"] == "belt"}
    in_belt = shares(responses, "internet_zuhause", lambda a: a["gemeinde"] in belt)
    rural = shares(responses, "internet_zuhause", lambda a: a["gemeinde"] not in belt)
    assert in_belt["gut"] > rural["gut"] + 10
    assert rural["langsam"] > in_belt["langsam"] + 5


def test_old_people_go_to_the_office_more_often(responses):
    old = shares(responses, "kontaktweg", lambda a: a["alter"] == "80plus")
    young = shares(responses, "kontaktweg", lambda a: a["alter"] == "18_29")
    assert old["vor_ort"] > young.get("vor_ort", 0) + 10


def test_all_parts_of_the_county_answer(responses):
    answered = Counter(r["answers"]["gemeinde"] for r in responses)
    assert len(answered) > 30
    assert answered["ausserhalb"] > 0
