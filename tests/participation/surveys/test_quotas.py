"""Quotas: in the document, filled one after the other, and as those see them who are too late."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from participation.surveys import actions
from participation.surveys.checks.findings import Severity
from participation.surveys.checks.opening import findings_of
from participation.surveys.document.conditions import parse
from participation.surveys.document.questionnaire import (
    QQuota,
    from_json,
    questionnaire_of,
    to_json,
)
from participation.surveys.document.quotas import known_groups
from participation.surveys.drafts.compiler import Draft, problems_of
from participation.surveys.models import Quota, QuotaCount, Response, Survey, SurveyVersion
from participation.surveys.queries import quota_progress
from smartregion.core.models import AuditEntry
from smartregion.core.shelf import Shelf
from tests.factories.dates import DAY, NOON
from tests.factories.surveys import both, question, survey_with
from tests.participation.surveys.test_views_answering import Browser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
YOUNG = {"question": "age", "op": "is", "value": "young"}
FROM_A = {"question": "town", "op": "is", "value": "a"}


def quota(survey: Survey, code: str, condition: Any, limit: int, **values: Any) -> Quota:
    text = both("Aus Ihrer Gruppe haben schon genug geantwortet.")
    usual = {"title": f"Quote {code}", "text": text, **values}
    return Quota.objects.create(survey=survey, code=code, condition=condition, limit=limit, **usual)


def draft() -> Survey:
    age = [{"code": code, "label": both(code)} for code in ("young", "old")]
    return survey_with(
        question("single", "age", options=age), question("single", "town"), question("number", "n")
    )


def publish(survey: Survey) -> SurveyVersion:
    return actions.publish_survey(survey=survey, by=None, at=NOON)


def with_two_places() -> SurveyVersion:
    survey = draft()
    quota(survey, "young", YOUNG, 2)
    return publish(survey)


@pytest.fixture
def version() -> SurveyVersion:
    return with_two_places()


def submit(
    version: SurveyVersion,
    age: str | None = "young",
    *,
    nonce: uuid.UUID | None = None,
    **extra: Any,
) -> bool:
    answers = {"age": age, "town": extra.pop("town", "b"), "n": None}
    return actions.submit_response(
        version=version, nonce=nonce or uuid.uuid4(), answers=answers, language="de", at=NOON,
        **extra,
    )  # fmt: skip


def taken(code: str = "young") -> int:
    return QuotaCount.objects.get(code=code).taken


# -- in the document -------------------------------------------------------------------------------
def test_quotas_stand_in_the_document_and_come_back_from_it(version: SurveyVersion) -> None:
    (found,) = questionnaire_of(version).quotas
    assert (found.code, found.limit, found.condition) == ("young", 2, parse(YOUNG))
    assert from_json(to_json(questionnaire_of(version))) == questionnaire_of(version)


def test_a_document_without_quotas_does_not_speak_of_them() -> None:
    assert "quotas" not in publish(draft()).schema


@pytest.mark.behaviour("Q5")
@pytest.mark.parametrize(
    ("condition", "sentence"),
    [
        ({"question": "gone", "op": "answered"}, "Die Frage „gone“ gibt es nicht."),
        (
            {"question": "age", "op": "is", "value": "x"},
            "Die Frage „age“ hat keine Antwort „x“.",
        ),
        ({}, "Es fehlt, wer dazugehört."),
    ],
)
def test_a_quota_about_something_unknown_stands_against_publishing(
    condition: Any, sentence: str
) -> None:
    survey = draft()
    quota(survey, "q", condition, 2)
    texts = [problem.text for problem in problems_of(Draft.of(survey))]
    assert texts == [f"Quote „Quote q“: {sentence}"]


def test_the_closed_text_of_a_quota_is_there_in_every_language() -> None:
    survey = draft()
    quota(survey, "q", YOUNG, 2, text={"de": "Genug."})
    found = findings_of(Draft.of(survey))
    assert [each.code for each in found if each.severity == Severity.ERROR] == ["untranslated"]
    quota(survey, "r", YOUNG, 2, text={"en": "Enough."})
    assert "Quote „Quote r“: Der Hinweis fehlt." in [
        problem.text for problem in problems_of(Draft.of(survey))
    ]


# -- one after the other ---------------------------------------------------------------------------
@pytest.mark.behaviour("Q5")
def test_who_comes_when_a_group_is_full_is_refused_and_everybody_else_is_not(
    version: SurveyVersion,
) -> None:
    assert submit(version)
    assert submit(version)
    with pytest.raises(actions.QuotaFull) as refused:
        submit(version)
    assert refused.value.quota.code == "young"
    assert submit(version, "old")
    assert submit(version, None)
    assert (taken(), Response.objects.count()) == (2, 4)


def test_sending_twice_takes_one_place_also_when_it_was_the_last(version: SurveyVersion) -> None:
    nonces = [uuid.uuid4(), uuid.uuid4()]
    for nonce in nonces:
        assert [submit(version, nonce=nonce), submit(version, nonce=nonce)] == [True, False]
    assert (taken(), Response.objects.count()) == (2, 2)


def test_who_belongs_to_two_groups_takes_a_place_in_both_or_in_none() -> None:
    survey = draft()
    quota(survey, "young", YOUNG, 5)
    quota(survey, "a", FROM_A, 1)
    version = publish(survey)
    submit(version, town="a")
    with pytest.raises(actions.QuotaFull):
        submit(version, town="a")
    assert (taken("young"), taken("a")) == (1, 1)


def test_suspicious_answers_are_kept_and_take_no_place(version: SurveyVersion) -> None:
    for _each in range(4):
        assert submit(version, suspicions=["fast"])
    assert (taken(), Response.objects.count()) == (0, 4)


@pytest.mark.behaviour("Q5")
def test_answers_that_are_taken_back_give_their_place_back(version: SurveyVersion) -> None:
    submit(version)
    submit(version, suspicions=["many"])
    for response in Response.objects.all():
        actions.withdraw_response(response=response, at=NOON)
    assert taken() == 0


@pytest.mark.behaviour("Q5")
def test_taking_back_twice_at_once_gives_one_place_back(version: SurveyVersion) -> None:
    submit(version)
    submit(version)
    # Two requests have read the same response before either of them took it back.
    first, second = (Response.objects.all()[0] for _request in range(2))
    actions.withdraw_response(response=first, at=NOON)
    actions.withdraw_response(response=second, at=NOON)
    assert taken() == 1
    assert AuditEntry.objects.filter(verb="withdraw_response").count() == 1


@pytest.mark.behaviour("Q5")
def test_paper_counts_and_is_never_refused(version: SurveyVersion) -> None:
    young = {"age": "young", "town": None, "n": None}
    filled_in = [actions.FilledIn(young, "de", DAY) for _sheet in range(3)]
    actions.add_responses(
        version=version, filled_in=filled_in, origin=Response.Origin.PAPER, by=None
    )
    assert taken() == 3
    with pytest.raises(actions.QuotaFull):
        submit(version)


def test_a_new_version_counts_who_answered_before(version: SurveyVersion) -> None:
    submit(version, town="a")
    submit(version, suspicions=["fast"], town="a")
    Quota.objects.update(limit=3)
    quota(version.survey, "a", FROM_A, 1)
    second = publish(version.survey)
    assert (taken("young"), taken("a")) == (1, 1)
    # The quotas of the newest version hold for everybody, with whatever version they began.
    for each in (version, second):
        with pytest.raises(actions.QuotaFull):
            submit(each, town="a")
    Quota.objects.filter(code="young").delete()
    publish(version.survey)
    assert set(QuotaCount.objects.values_list("code", flat=True)) == {"a"}


def test_a_survey_without_quotas_is_stored_with_one_statement(
    django_assert_num_queries: Callable[..., Any],
) -> None:
    version = publish(draft())
    submit(version)
    with django_assert_num_queries(1):
        submit(version)


# -- as soon as it can be known --------------------------------------------------------------------
@pytest.mark.parametrize(
    ("condition", "page", "expected"),
    [
        (YOUNG, 0, True),
        ({"all": [YOUNG, {"question": "town", "op": "empty"}]}, 0, False),
        ({"all": [YOUNG, {"question": "town", "op": "empty"}]}, 1, True),
        ({"not": YOUNG}, 0, False),
    ],
)
def test_a_group_is_known_after_the_page_that_decides_it(
    version: SurveyVersion, condition: Any, page: int, expected: bool
) -> None:
    one = QQuota("q", "Quote", parse(condition), 1, {})
    found = known_groups((one,), questionnaire_of(version), page, {"age": "young", "town": None})
    assert bool(list(found)) is expected


def test_progress_tells_what_is_in_force_and_what_only_the_draft_says(
    version: SurveyVersion, django_assert_num_queries: Callable[..., Any]
) -> None:
    submit(version)
    Quota.objects.update(limit=1)
    quota(version.survey, "new", FROM_A, 7)
    quotas = list(version.survey.quotas.all())
    new, young = quota_progress(version.survey, quotas)
    assert (young.taken, young.limit, young.is_full, young.is_settled) == (1, 2, False, False)
    assert not new.is_in_force
    Shelf.clear_all()
    with django_assert_num_queries(3):
        quota_progress(version.survey, quotas)


# -- on the pages ----------------------------------------------------------------------------------
@pytest.mark.behaviour("Q5")
def test_who_is_too_late_reads_so_after_the_page_that_tells_and_nothing_is_stored(
    version: SurveyVersion,
) -> None:
    submit(version)
    submit(version)
    page = Browser(version).send("start", version=1).send("next", age="young")
    assert page.response.status_code == 409
    assert "Aus Ihrer Gruppe haben schon genug geantwortet." in page.text
    assert "wurden nicht gespeichert" in page.text
    assert Browser(version).send("start", version=1).send("next", age="old").page == 2
    assert Response.objects.count() == 2


@pytest.mark.behaviour("Q5")
def test_who_was_overtaken_on_the_last_page_reads_so_too(version: SurveyVersion) -> None:
    page = Browser(version).send("start", version=1).send("next", age="young").send("next")
    assert page.page == 3
    submit(version)
    submit(version)
    assert page.send("next").response.status_code == 409
    assert "Aus Ihrer Gruppe haben schon genug geantwortet." in page.text
    assert Response.objects.count() == 2


def test_who_took_the_last_place_sees_the_receipt_again(version: SurveyVersion) -> None:
    submit(version)
    page = Browser(version).send("start", version=1).send("next", age="young").send("next")
    twin = page.second_tab()
    # Nobody types that fast, and suspicious answers would take no place.
    with time_machine.travel(NOON + timedelta(minutes=1)):
        assert page.send("next").is_thanked
        assert twin.send("next").is_thanked
    assert taken() == 2


def test_the_text_is_read_in_the_language_of_the_questions(version: SurveyVersion) -> None:
    submit(version)
    submit(version)
    page = Browser(version, "/en").send("start", version=1, language="en").send("next", age="young")
    assert "haben schon genug geantwortet. (English)" in page.text
