"""Publishing, closing, answering, editing."""

import uuid
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError

from participation.surveys import actions
from participation.surveys.document.questionnaire import questionnaire_of
from participation.surveys.document.way import way_through
from participation.surveys.models import GRACE, Page, Response, Survey, SurveyVersion
from smartregion.accounts.models import User
from smartregion.core.errors import WrongState
from smartregion.core.models import AuditEntry
from smartregion.core.snapshots import content_of
from tests.factories.county import MunicipalityFactory
from tests.factories.dates import DAY, NOON
from tests.factories.surveys import both, lines, published, question, survey_with

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def submit(version: SurveyVersion, answers: dict, nonce: uuid.UUID | None = None, at=NOON) -> bool:
    return actions.submit_response(
        version=version, nonce=nonce or uuid.uuid4(), answers=answers, language="de", at=at
    )


# -- publishing --------------------------------------------------------------------------------
def test_publishing_freezes_a_version_and_opens(office: User) -> None:
    survey = survey_with(question("single", "q"))
    version = actions.publish_survey(survey=survey, by=office, at=NOON)
    survey.refresh_from_db()
    assert (version.number, survey.state) == (1, Survey.State.OPEN)
    assert content_of(version.snapshot) == version.schema
    assert AuditEntry.objects.get(verb="publish_survey").actor == office


@pytest.mark.behaviour("Q11")
def test_publishing_again_makes_the_next_version_and_old_answers_keep_theirs(office: User) -> None:
    first = published(question("single", "q"))
    submit(first, {"q": "a"})
    actions.change_question(
        question=first.survey.questions.get(), by=office, text=both("Anders gefragt?")
    )
    second = actions.publish_survey(survey=first.survey, by=office, at=NOON)
    first.refresh_from_db()
    assert second.number == 2
    assert Response.objects.get().version == first
    assert next(questionnaire_of(first).questions).text == both("Frage q?")
    assert AuditEntry.objects.filter(verb="change_question").exists()


def test_publishing_without_a_change_is_refused() -> None:
    version = published(question("single"))
    with pytest.raises(ValidationError) as refusal:
        actions.publish_survey(survey=version.survey, by=None, at=NOON)
    assert refusal.value.code == "unchanged"


def test_publishing_an_incomplete_draft_changes_nothing() -> None:
    survey = survey_with(question("single"), privacy={})
    with pytest.raises(ValidationError, match="Datenschutzhinweis fehlt"):
        actions.publish_survey(survey=survey, by=None, at=NOON)
    survey.refresh_from_db()
    assert survey.state == Survey.State.DRAFT
    assert not survey.versions.exists()


def test_municipalities_are_written_into_the_version() -> None:
    place = MunicipalityFactory(name="Musterdorf")
    version = published(question("municipality", "ort", options=lines("outside")))
    place.name = "Neudorf"
    place.save()
    options = next(questionnaire_of(version).questions).options
    assert [option.label["de"] for option in options] == ["Musterdorf", "Text outside"]


# -- opening and closing -----------------------------------------------------------------------
def test_closing_ends_now_and_leaves_the_time_of_grace(office: User) -> None:
    version = published(question("single", "q"))
    actions.close_survey(survey=version.survey, by=office, at=NOON)
    version.survey.refresh_from_db()
    assert not version.survey.takes_answers(NOON)
    assert submit(version, {"q": "a"}, at=NOON + GRACE - timedelta(seconds=1))
    with pytest.raises(WrongState):
        submit(version, {"q": "a"}, at=NOON + GRACE)


def test_closing_twice_is_the_wrong_state() -> None:
    survey = published(question("single")).survey
    actions.close_survey(survey=survey, by=None, at=NOON)
    with pytest.raises(WrongState):
        actions.close_survey(survey=survey, by=None, at=NOON)


def test_a_draft_can_be_neither_closed_nor_reopened() -> None:
    survey = survey_with(question("single"))
    with pytest.raises(WrongState):
        actions.close_survey(survey=survey, by=None, at=NOON)
    with pytest.raises(WrongState):
        actions.reopen_survey(survey=survey, closes_at=NOON + GRACE, by=None, at=NOON)


def test_withdrawing_before_the_opening_keeps_the_window() -> None:
    survey = published(question("single"), opens_at=NOON + timedelta(days=1)).survey
    actions.close_survey(survey=survey, by=None, at=NOON)
    survey.refresh_from_db()
    assert survey.phase(NOON) == Survey.Phase.CLOSED
    assert survey.closes_at == NOON + timedelta(days=7)


def test_reopening_needs_an_end_in_the_future() -> None:
    survey = published(question("single")).survey
    actions.close_survey(survey=survey, by=None, at=NOON)
    with pytest.raises(ValidationError):
        actions.reopen_survey(survey=survey, closes_at=NOON, by=None, at=NOON)
    actions.reopen_survey(survey=survey, closes_at=NOON + timedelta(days=1), by=None, at=NOON)
    survey.refresh_from_db()
    assert survey.takes_answers(NOON)


@pytest.mark.behaviour("Q9")
def test_the_window_holds_to_the_minute_through_the_clock_change_of_october() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    # At 3:00 the clock goes back to 2:00, so 2:30 happens twice that night.
    version = published(
        question("single", "q"),
        opens_at=datetime(2026, 10, 24, 8, tzinfo=berlin),
        closes_at=datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=berlin),
    )
    survey = version.survey
    survey.refresh_from_db()
    assert not survey.takes_answers(datetime(2026, 10, 24, 7, 59, 59, tzinfo=berlin))
    assert survey.takes_answers(datetime(2026, 10, 24, 8, tzinfo=berlin))
    assert survey.takes_answers(datetime(2026, 10, 25, 2, 45, tzinfo=berlin))
    assert survey.takes_answers(datetime(2026, 10, 25, 2, 29, 59, fold=1, tzinfo=berlin))
    assert not survey.takes_answers(datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=berlin))
    assert survey.takes_begun_answers(datetime(2026, 10, 25, 2, 59, 59, fold=1, tzinfo=berlin))
    assert not survey.takes_begun_answers(datetime(2026, 10, 25, 3, tzinfo=berlin))


# -- answering ---------------------------------------------------------------------------------
def test_a_response_is_stored_once_per_nonce() -> None:
    version, nonce = published(question("single", "q")), uuid.uuid4()
    assert submit(version, {"q": "a"}, nonce)
    assert not submit(version, {"q": "b"}, nonce)
    assert Response.objects.get().answers == {"q": "a"}


def test_a_response_keeps_the_local_day_and_no_moment() -> None:
    version = published(question("single", "q"))
    submit(version, {"q": "a"}, at=datetime(2026, 6, 15, 22, 30, tzinfo=ZoneInfo("UTC")))
    response = Response.objects.get()
    assert response.submitted_on == DAY + timedelta(days=1)
    fields = {field.name for field in Response._meta.concrete_fields}
    assert fields == {
        "id", "version", "answers", "language", "origin", "submitted_on", "receipt_hash", "suspicions",
        "packed",
    }  # fmt: skip


@pytest.mark.parametrize("answers", [{}, {"q": None}, {"q": "z"}, {"q": "a", "extra": 1}])
def test_a_response_that_does_not_fit_is_refused(answers: dict) -> None:
    version = published(question("single", "q", is_required=True))
    with pytest.raises(ValidationError):
        submit(version, answers)
    assert not Response.objects.exists()


def test_many_responses_are_stored_all_or_none() -> None:
    version = published(question("single", "q"))
    good = actions.FilledIn({"q": "a"}, "de", DAY)
    bad = actions.FilledIn({"q": "z"}, "de", DAY)
    origin = Response.Origin.EXAMPLE
    with pytest.raises(ValidationError):
        actions.add_responses(version=version, filled_in=[good, bad], origin=origin, by=None)
    assert not Response.objects.exists()
    actions.add_responses(version=version, filled_in=[good, good_again()], origin=origin, by=None)
    assert Response.objects.filter(origin="example").count() == 2


def good_again() -> actions.FilledIn:
    return actions.FilledIn({"q": None}, "en", DAY)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_fifty_senders_at_once_leave_one_response() -> None:
    from concurrent.futures import ThreadPoolExecutor

    from django.db import connection

    version, nonce = published(question("single", "q")), uuid.uuid4()

    def send(_number: int) -> bool:
        try:
            return submit(version, {"q": "a"}, nonce)
        finally:
            connection.close()

    with ThreadPoolExecutor(50) as pool:
        stored = list(pool.map(send, range(50)))
    assert sum(stored) == 1
    assert Response.objects.count() == 1


# -- editing -----------------------------------------------------------------------------------
def test_a_new_survey_gets_a_free_readable_address(office: User) -> None:
    def create() -> Survey:
        return actions.create_survey(
            title={"de": "Wie groß ist Ihr Dorf?"},
            opens_at=NOON,
            closes_at=NOON + GRACE,
            by=office,
            intro={"de": "<p onclick='x'>Text</p><script>böse</script>"},
        )

    first, second = create(), create()
    assert (first.slug, second.slug) == ("wie-gross-ist-ihr-dorf", "wie-gross-ist-ihr-dorf-2")
    assert first.intro == {"de": "<p>Text</p>"}


def test_a_survey_never_takes_the_address_of_the_office(office: User) -> None:
    survey = actions.create_survey(
        title={"de": "Verwaltung"}, opens_at=NOON, closes_at=NOON + GRACE, by=office
    )
    assert survey.slug == "verwaltung-2"


def test_questions_move_within_and_between_pages(office: User) -> None:
    survey = survey_with(
        [question("single", "a1"), question("single", "a2")], question("single", "b1")
    )

    def order() -> list[list[str]]:
        pages = survey.pages.prefetch_related("questions")
        return [[q.code for q in page.questions.all()] for page in pages]

    def move(code: str, step: int) -> None:
        actions.move_question(question=survey.questions.get(code=code), step=step, by=office)

    move("a2", -1)
    assert order() == [["a2", "a1"], ["b1"]]
    move("a1", 1)
    assert order() == [["a2"], ["a1", "b1"]]
    move("a1", -1)
    assert order() == [["a2", "a1"], ["b1"]]
    move("a2", -1)
    assert order() == [["a2", "a1"], ["b1"]]


def test_pages_move_and_close_the_gap_when_deleted(office: User) -> None:
    survey = survey_with(*(question("single") for _ in range(3)))
    first, second, third = survey.pages.all()
    actions.move_page(page=third, step=-1, by=office)
    actions.delete_page(page=first, by=office)
    assert [(page.pk, page.position) for page in survey.pages.all()] == [
        (third.pk, 1),
        (second.pk, 2),
    ]


def test_a_code_is_given_once_per_survey(office: User) -> None:
    survey = survey_with(question("single", "q"))
    page = Page.objects.get()
    with pytest.raises(ValidationError) as refusal:
        actions.add_question(page=page, by=office, **question("number", "q"))
    assert "code" in refusal.value.message_dict
    assert survey.questions.count() == 1


def test_only_a_way_without_a_fault_gives_answers_that_nobody_judges_again() -> None:
    questionnaire = questionnaire_of(published(question("number", "n", is_required=True)))
    assert way_through(questionnaire, {"q-n": ["3"]}).judged == {"n": 3}
    with pytest.raises(ValueError, match="wrong"):
        _ = way_through(questionnaire, {"q-n": ["drei"]}).judged
