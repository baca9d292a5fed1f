"""Retention over a calendar that moves: what is due goes, what was counted stays."""

import re
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import models
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from participation.models import AccessCode, FrozenResults, Response, SavedAnswers, Survey
from participation.surveys import actions
from participation.surveys import models as surveys_models
from participation.surveys.actions import pack_answers, rebuild_columns, remove_expired
from participation.surveys.actions.pretests import start_pretest
from participation.surveys.codes import receipt_code, receipt_hash
from participation.surveys.models import (
    CodedText,
    CodingDecision,
    CodingStep,
    PaperBatch,
    PaperSheet,
    Pretest,
    PretestAnswers,
    PretestComment,
    SurveyExport,
    SurveyVersion,
)
from participation.surveys.privacy.retention import KEPT, RULES, months_later
from participation.surveys.queries import survey_results
from participation.surveys.queries.filters import Filter
from participation.surveys.results import SurveyResults
from smartregion.accounts.models import User
from smartregion.core.errors import WrongState
from smartregion.core.models import AuditEntry
from tests.cast import ClientAs
from tests.factories.accounts import UserFactory
from tests.factories.dates import DAY, NOON
from tests.factories.surveys import lines, published, question, respond

pytestmark = pytest.mark.django_db
# The survey of the factories closes seven days after NOON.
CLOSES = DAY + timedelta(days=7)


def days_later(number: int) -> datetime:
    return NOON + timedelta(days=number)


@pytest.fixture
def version() -> SurveyVersion:
    """A survey with rows of every kind that is kept for a time."""
    version = published(
        question("single", "one"),
        question("matrix", "grid", options=lines("1", "2", x={"value": None})),
        question("number", "num"),
        question("long_text", "txt"),
    )
    survey = version.survey
    for number in range(40):
        said = {
            "one": "abc"[number % 3],
            "grid": {"r1": "12x"[number % 3], "r2": None},
            "num": number,
            "txt": f"Was Person {number} schrieb",
        }
        respond(version, said, receipt_hash=receipt_hash(f"code {number}"))
    AccessCode.objects.create(survey=survey, batch="Brief", created_on=DAY, code_hash="a" * 64)
    SavedAnswers.objects.create(
        code_hash="b" * 64, version=version, sealed=b"sealed", expires_on=DAY + timedelta(days=7)
    )
    batch = PaperBatch.objects.create(version=version, number=1, title="Rathaus", received_on=DAY)
    PaperSheet.objects.create(batch=batch, number=1, first={"one": "a"})
    pretest = Pretest.objects.create(
        survey=survey, number=1, schema={}, snapshot=version.snapshot, started_at=NOON, ends_on=DAY
    )
    PretestAnswers.objects.create(pretest=pretest, answers={}, language="de", submitted_on=DAY)
    PretestComment.objects.create(pretest=pretest, text="Unklar", language="de", created_on=DAY)
    pack_answers(survey=survey)
    coder, read = UserFactory(), {"response": version.responses.first(), "question": "txt"}
    CodedText.objects.create(**read, coder=coder)
    CodingDecision.objects.create(**read, settled_by=coder)
    CodingStep.objects.create(**read, coder=coder, after=[])
    SurveyExport.objects.create(
        survey=survey, format="csv", ordered_by=coder, ordered_at=NOON,
        expires_on=DAY + timedelta(days=7),
    )  # fmt: skip
    assert all(left().values())
    return version


def overdue(at: datetime) -> int:
    """Rows that should be gone, counted without the rules: by the days on the survey."""
    today = timezone.localdate(at)
    saved = SavedAnswers.objects.filter(expires_on__lt=today)
    codes = AccessCode.objects.filter(survey__codes_until__lt=today)
    answers = Survey.objects.filter(answers_until__lt=today)
    single: list[models.QuerySet[Any]] = [
        Response.objects.filter(version__survey__in=answers),
        PaperSheet.objects.filter(batch__version__survey__in=answers),
        PretestAnswers.objects.filter(pretest__survey__in=answers),
        PretestComment.objects.filter(pretest__survey__in=answers),
    ]
    return sum(rows.count() for rows in (saved, codes, *single))


def left() -> dict[str, int]:
    return {rule.kind: rule.model._default_manager.count() for rule in RULES}


# -- the rules ---------------------------------------------------------------------------------
@pytest.mark.behaviour("Q20")
def test_every_model_of_the_surveys_has_a_rule_or_a_reason_to_stay() -> None:
    held = {
        model
        for name in surveys_models.__all__
        if isinstance(model := getattr(surveys_models, name), type)
        and issubclass(model, models.Model)
    }
    ruled = {rule.model for rule in RULES}
    assert ruled | set(KEPT) == held
    assert not ruled & set(KEPT)


@pytest.mark.parametrize("model", KEPT)
def test_what_stays_for_good_holds_no_answers_and_no_codes(model: type[models.Model]) -> None:
    names = {field.name for field in model._meta.concrete_fields}
    assert not names & {"answers", "sealed", "first", "second", "code_hash", "receipt_hash"}


# -- the calendar ------------------------------------------------------------------------------
@pytest.mark.behaviour("Q20")
def test_nothing_is_overdue_on_any_night_of_three_years(version: SurveyVersion) -> None:
    survey = Survey.objects.get(pk=version.survey_id)
    assert (survey.codes_until, survey.answers_until) == (
        CLOSES + timedelta(days=30),
        months_later(CLOSES, 24),
    )
    gone: dict[str, int] = {}
    for day in (0, 1, 7, 8, 36, 37, 38, 400, 737, 738, 739, 1095):
        remove_expired(at=days_later(day))
        assert overdue(days_later(day)) == 0, day
        for kind, number in left().items():
            if not number:
                gone.setdefault(kind, day)
    # Not a day before its time, either: the last day named is still a day on which it is there.
    assert gone == {
        "saved_answers": 8,
        "survey_exports": 8,
        "access_codes": 38,
        "responses": 739,
        "answer_blocks": 739,
        "coded_texts": 739,
        "coding_decisions": 739,
        "coding_steps": 739,
        "paper_sheets": 739,
        "pretest_answers": 739,
        "pretest_comments": 739,
    }


@pytest.mark.behaviour("Q20")
def test_running_again_changes_nothing(version: SurveyVersion) -> None:
    remove_expired(at=days_later(1095))
    before = (left(), AuditEntry.objects.count(), FrozenResults.objects.get().snapshot_id)
    assert remove_expired(at=days_later(1095)) == []
    assert (left(), AuditEntry.objects.count(), FrozenResults.objects.get().snapshot_id) == before


def test_the_journal_names_kind_and_number_and_nothing_that_was_said(
    version: SurveyVersion,
) -> None:
    remove_expired(at=days_later(1095))
    entries = AuditEntry.objects.filter(verb="remove_expired")
    noted = {entry.changes["kind"]: entry.changes["number"] for entry in entries}
    assert noted == {
        "saved_answers": 1, "access_codes": 1, "survey_exports": 1, "responses": 40,
        "paper_sheets": 1, "pretest_answers": 1, "pretest_comments": 1,
        # Four questions, and six things that are known of each response.
        "answer_blocks": 10, "coded_texts": 1, "coding_decisions": 1, "coding_steps": 1,
    }  # fmt: skip
    assert all(entry.actor is None for entry in entries)
    assert "Person" not in str([entry.changes for entry in entries])


def test_while_a_survey_takes_answers_nothing_it_needs_is_removed(version: SurveyVersion) -> None:
    Survey.objects.update(codes_until=DAY - timedelta(days=1), answers_until=date(2026, 1, 1))
    assert remove_expired(at=NOON) == []
    assert Response.objects.count() == 40


def test_a_copy_does_not_take_over_days_that_have_passed(version: SurveyVersion) -> None:
    """Who tries the copy out would find the pretest empty the next morning."""
    Survey.objects.update(
        opens_at=NOON - timedelta(days=900), closes_at=NOON - timedelta(days=800),
        codes_until=date(2025, 1, 1), answers_until=date(2025, 1, 1),
    )  # fmt: skip
    survey = actions.copy_survey(survey=Survey.objects.get(), by=None)
    assert (survey.codes_until, survey.answers_until) == (None, None)
    pretest = start_pretest(survey=survey, ends_on=DAY + timedelta(days=7), by=None, at=NOON)
    PretestAnswers.objects.create(pretest=pretest, answers={}, language="de", submitted_on=DAY)
    remove_expired(at=NOON)
    assert pretest.answers.count() == 1
    # Never published, they go all the same.
    last_day = Survey.objects.get(pk=survey.pk).answers_until
    assert last_day == months_later(pretest.ends_on, 24)
    remove_expired(at=NOON + timedelta(days=(last_day - DAY).days + 1))
    assert not pretest.answers.exists()


def test_a_pretest_leaves_the_days_of_the_office_as_they_are(version: SurveyVersion) -> None:
    survey = actions.copy_survey(survey=version.survey, by=None)
    Survey.objects.filter(pk=survey.pk).update(answers_until=DAY + timedelta(days=60))
    start_pretest(survey=survey, ends_on=DAY + timedelta(days=7), by=None, at=NOON)
    assert Survey.objects.get(pk=survey.pk).answers_until == DAY + timedelta(days=60)


# -- what stays --------------------------------------------------------------------------------
@pytest.fixture
def office(client_as: ClientAs, editor: User) -> Client:
    return client_as(editor)


def page_of_results(client: Client, version: SurveyVersion, prefix: str, query: str) -> str:
    # Not reversed: the language of the last page would come before it.
    address = f"{prefix}/umfragen/verwaltung/{version.survey.slug}/ergebnisse/{query}"
    page = client.get(address)
    assert page.status_code == 200
    return page.content.decode()


@pytest.mark.behaviour("Q20")
@pytest.mark.parametrize("query", ["", "?version=1"])
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_figures_and_charts_are_the_same_when_the_answers_are_gone(
    version: SurveyVersion, office: Client, prefix: str, query: str
) -> None:
    before = page_of_results(office, version, prefix, query)
    remove_expired(at=days_later(1095))
    after = page_of_results(office, version, prefix, query)
    assert not Response.objects.exists()
    assert figures_in(before) == figures_in(after)
    assert len(figures_in(after)) > 1000


def figures_in(page: str) -> str:
    """All sections of questions, without the links to single texts that are gone."""
    content = page[page.index('<h2 id="one"') : page.index('aria-labelledby="data"')]
    lines = (line.strip() for line in content.splitlines() if "/freitexte/txt/" not in line)
    # Frozen figures are those of the day on which they were frozen.
    counted_on = re.compile(r"\d{1,2}\.? \w+ 20\d\d")
    return "\n".join(counted_on.sub("", line) for line in lines if line)


@pytest.mark.behaviour("Q20")
@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("unsuspicious", [False, True])
def test_frozen_results_equal_those_counted_before(
    version: SurveyVersion, language: str, unsuspicious: bool
) -> None:
    Response.objects.filter(answers__one="a").update(suspicions=["fast"])
    rebuild_columns(survey=version.survey)

    def figures() -> list[SurveyResults]:
        fresh = SurveyVersion.objects.select_related("survey").get(pk=version.pk)
        with override(language):
            return [
                survey_results(of, language=language, chosen=Filter(unsuspicious=unsuspicious))
                for of in (fresh.survey, fresh)
            ]

    counted = figures()
    assert counted[0].responses == (26 if unsuspicious else 40)
    remove_expired(at=days_later(1095))
    assert figures() == counted


def test_what_was_removed_is_said_where_people_look_for_it(
    version: SurveyVersion, office: Client
) -> None:
    remove_expired(at=days_later(1095))
    page = page_of_results(office, version, "", "")
    assert "Die einzelnen Antworten wurden am 14. Juni 2029 entfernt" in page
    assert "Texte lesen" not in page
    address = reverse("surveys:texts", args=[version.survey.slug, "txt"])
    assert "wurden am 14. Juni 2029 entfernt" in office.get(address).content.decode()


def test_a_receipt_finds_nothing_any_more(version: SurveyVersion, anonymous_client: Client) -> None:
    response = Response.objects.first()
    assert response
    code = receipt_code(response.pk)
    Response.objects.filter(pk=response.pk).update(receipt_hash=receipt_hash(code))
    address = reverse("surveys:receipt")
    assert "Abgegeben am" in anonymous_client.post(address, {"code": code}).content.decode()
    remove_expired(at=days_later(1095))
    page = anonymous_client.post(address, {"code": code}).content.decode()
    assert "Zu diesem Code gibt es keine Antworten" in page


def test_a_survey_without_answers_any_more_is_not_opened_again(version: SurveyVersion) -> None:
    remove_expired(at=days_later(1095))
    survey = Survey.objects.get(pk=version.survey_id)
    with pytest.raises(WrongState, match="entfernt"):
        actions.reopen_survey(
            survey=survey, closes_at=days_later(1200), by=None, at=days_later(1096)
        )


@pytest.mark.behaviour("Q20")
def test_a_later_end_does_not_open_it_by_the_back_door(version: SurveyVersion) -> None:
    """What came in then would be counted nowhere, and removed the next night."""
    remove_expired(at=days_later(1095))
    survey = Survey.objects.get(pk=version.survey_id)
    with pytest.raises(WrongState, match="entfernt"):
        actions.change_survey(survey=survey, closes_at=days_later(1200), by=None)
    survey = Survey.objects.get(pk=version.survey_id)
    actions.change_survey(survey=survey, minutes=9, closes_at=survey.closes_at, by=None)
    assert not survey.takes_answers(days_later(1096))


def test_a_closed_survey_gets_a_later_end_only_by_opening_it(version: SurveyVersion) -> None:
    """Begun answers would be taken, and answers taken back, from a survey that says it is closed."""
    survey = Survey.objects.get(pk=version.survey_id)
    actions.close_survey(survey=survey, by=None, at=NOON)
    survey = Survey.objects.get(pk=version.survey_id)
    with pytest.raises(WrongState, match="wieder öffnen"):
        actions.change_survey(survey=survey, closes_at=days_later(9), by=None)
    actions.reopen_survey(survey=survey, closes_at=days_later(9), by=None, at=days_later(1))
    assert Survey.objects.get(pk=version.survey_id).takes_answers(days_later(2))


def test_nothing_is_added_to_frozen_results(version: SurveyVersion) -> None:
    remove_expired(at=days_later(1095))
    late = SurveyVersion.objects.select_related("survey").get(pk=version.pk)
    sheet = actions.FilledIn({"one": "a"}, "de", DAY)
    with pytest.raises(WrongState, match="entfernt"):
        actions.add_responses(
            version=late, filled_in=[sheet], origin=Response.Origin.PAPER, by=None
        )


def test_a_survey_is_not_opened_for_longer_than_its_answers_are_kept(
    version: SurveyVersion,
) -> None:
    Survey.objects.update(answers_until=CLOSES + timedelta(days=10))
    survey = Survey.objects.get(pk=version.survey_id)
    with pytest.raises(ValidationError, match="Aufbewahrung"):
        actions.reopen_survey(survey=survey, closes_at=days_later(30), by=None, at=days_later(8))


def test_proposed_days_move_when_a_survey_is_closed_early(version: SurveyVersion) -> None:
    survey = Survey.objects.get(pk=version.survey_id)
    actions.close_survey(survey=survey, by=None, at=NOON)
    survey.refresh_from_db()
    assert survey.codes_until == DAY + timedelta(days=30)
