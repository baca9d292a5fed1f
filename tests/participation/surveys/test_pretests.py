"""Trying a questionnaire out: as in earnest, marked everywhere, counted nowhere."""

import csv
import html
import io
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.core.exceptions import ValidationError
from django.test import Client

from participation.surveys import actions, queries
from participation.surveys.actions.pretests import delete_pretest, end_pretest, start_pretest
from participation.surveys.codes import pretest_code
from participation.surveys.models import (
    Pretest,
    PretestAnswers,
    PretestComment,
    QuotaCount,
    Response,
    SavedAnswers,
    Survey,
)
from smartregion.core.errors import WrongState
from smartregion.core.models import AuditEntry
from tests.factories.accounts import UserFactory
from tests.factories.dates import DAY, NOON
from tests.factories.surveys import both, published, question, survey_with
from tests.participation.surveys.test_views_answering import STATE, Browser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
MARK = "Pretest – diese Antworten zählen nicht"
FORMULA = '=HYPERLINK("http://example.org")'


@pytest.fixture
def survey() -> Survey:
    """A draft: two pages, the second only for those who chose "a"."""
    return survey_with(
        question("single", "one", is_required=True),
        [
            question("number", "num"),
            question("long_text", "txt", condition={"question": "one", "op": "is", "value": "a"}),
        ],
    )


@pytest.fixture
def pretest(survey: Survey) -> Pretest:
    return start_pretest(survey=survey, ends_on=DAY + timedelta(days=14), by=None, at=NOON)


class Trying(Browser):
    """Somebody who got the link."""

    def __init__(self, pretest: Pretest) -> None:
        super().__init__(pretest)  # type: ignore[arg-type]
        self.url = f"/umfragen/pretest/{pretest.pk}/{pretest_code(pretest.pk)}/"

    def note(self, step: str, notes: dict[str, str], **answers: str) -> "Trying":
        named = {f"note-{code}": text for code, text in notes.items()}
        named |= {f"q-{name}": said for name, said in answers.items()}
        self.response = self.client.post(self.url, {"step": step, "state": self.state, **named})
        found = STATE.search(self.text)
        self.state = html.unescape(found[1]) if found else self.state
        return self


def run(pretest: Pretest, **notes: str) -> Trying:
    """One whole run."""
    tester = Trying(pretest)
    tester.send("start")
    tester.note("next", {"one": notes.get("one", "")}, one="a")
    return tester.note("next", {"": notes.get("whole", "")}, num="3", txt="")


# -- the way through ---------------------------------------------------------------------------
@pytest.mark.behaviour("Q12")
def test_every_page_of_a_pretest_is_marked(pretest: Pretest) -> None:
    tester = Trying(pretest)
    tester.response = tester.client.get(tester.url)
    pages = [tester.text, tester.send("start").text, tester.send("next", one="").text]
    pages += [tester.send("next", one="a").text, tester.send("next").text]
    assert "Danke fürs Ausprobieren" in pages[-1]
    for page in pages:
        assert MARK in page
        assert "<title>Pretest" in page or "<title>Fehler: Pretest" in page
    assert not tester.client.cookies


def test_it_judges_and_branches_as_in_earnest(pretest: Pretest) -> None:
    tester = Trying(pretest)
    assert "error" in tester.send("start").send("next").text
    assert "Frage txt?" not in tester.send("next", one="b").text
    assert "Frage txt?" in tester.send("back").send("next", one="a").text
    assert "Beleg-Code" not in tester.send("next", num="3", txt="Gut").text
    assert PretestAnswers.objects.get().answers == {"one": "a", "num": 3, "txt": "Gut"}


@pytest.mark.behaviour("Q12")
def test_remarks_travel_along_and_are_kept_with_their_question(pretest: Pretest) -> None:
    tester = Trying(pretest)
    tester.send("start")
    tester.note("next", {"one": "Was heißt das?"}, one="a")
    tester.note("back", {"num": "Fehlt"}, num="")
    assert "Was heißt das?" in tester.text
    tester.note("next", {"one": "Was heißt das?"}, one="a")
    assert "Fehlt" in tester.text
    tester.note("next", {"num": "Fehlt\nganz", "txt": " \u200b ", "": "Zu lang"})
    assert set(PretestComment.objects.values_list("question", "text")) == {
        ("one", "Was heißt das?"), ("num", "Fehlt\nganz"), ("", "Zu lang"),
    }  # fmt: skip


def test_a_remark_that_is_too_long_is_cut_where_the_field_ends(pretest: Pretest) -> None:
    run(pretest, one="ä" * 3000)
    assert PretestComment.objects.get().text == "ä" * 1000


def test_sending_twice_counts_once(pretest: Pretest) -> None:
    tester = Trying(pretest)
    tester.send("start").send("next", one="a")
    state = tester.state
    for _click in range(2):
        tester.state = state
        assert "Danke fürs Ausprobieren" in tester.note("next", {"": "Nur einmal"}).text
    assert (PretestAnswers.objects.count(), PretestComment.objects.count()) == (1, 1)


def test_the_field_for_remarks_takes_as_much_as_is_kept(pretest: Pretest) -> None:
    assert 'maxlength="1000"' in Trying(pretest).send("start").text


def test_remarks_are_escaped(pretest: Pretest) -> None:
    evil = "</textarea><script>alert(1)</script>"
    tester = Trying(pretest)
    tester.send("start")
    assert "<script>alert" not in tester.note("next", {"one": evil}, one="").text


# -- counting nowhere --------------------------------------------------------------------------
@pytest.mark.behaviour("Q12")
def test_a_pretest_never_counts(client: Client) -> None:
    version = published(question("single", "one"), question("long_text", "txt"), teaser_code="one")
    survey = version.survey
    Browser(version).send("start", version=1).send("next", one="a").send("next", txt="Echt")
    pretest = start_pretest(survey=survey, ends_on=DAY, by=None, at=NOON)
    before = everything_counted(survey)
    for _run in range(40):
        run(pretest, one="Anmerkung", whole="Anmerkung")
    assert PretestAnswers.objects.count() == 40
    assert everything_counted(survey) == before


def everything_counted(survey: Survey) -> list[object]:
    """All that anybody is shown about answers, and all tables in which they count."""
    tables = [model.objects.count() for model in (Response, SavedAnswers, QuotaCount)]
    office = Client()
    office.force_login(UserFactory(roles=["strategy_office"]))
    results = office.get(f"/umfragen/verwaltung/{survey.slug}/ergebnisse/").content.decode()
    listed = queries.managed_surveys(Survey.objects.all(), at=NOON, language="de")
    return [
        *tables,
        results.count("Pretest"),
        [each.responses for each in listed],
        queries.survey_results(survey, language="de"),
        queries.corpus_of(survey, "txt"),
        queries.latest_result_teaser(),
    ]


@pytest.mark.behaviour("Q12")
def test_a_page_of_a_pretest_cannot_be_sent_to_the_survey(survey: Survey) -> None:
    actions.publish_survey(survey=survey, by=None, at=NOON)
    pretest = start_pretest(survey=survey, ends_on=DAY, by=None, at=NOON)
    version = survey.versions.get()
    Pretest.objects.filter(pk=pretest.pk).update(id=version.pk)
    tester, earnest = Trying(Pretest.objects.get()), Browser(version)
    earnest.state = tester.send("start").state
    assert earnest.send("next", one="a").response.status_code == 400
    tester.state = Browser(version).send("start", version=1).state
    assert tester.send("next", one="a").response.status_code == 400


def test_no_mode_stands_in_the_way_and_no_code_is_used() -> None:
    version = published(question("single", "one"), mode=Survey.Mode.CODE)
    actions.hand_out_codes(survey=version.survey, batch="Brief", number=1, by=None, on=DAY)
    pretest = start_pretest(survey=version.survey, ends_on=DAY, by=None, at=NOON)
    tester = Trying(pretest)
    tester.send("start").send("next", one="a")
    assert PretestAnswers.objects.count() == 1
    assert version.survey.access_codes.count() == 1


# -- its bounds --------------------------------------------------------------------------------
def test_nobody_guesses_the_address(pretest: Pretest) -> None:
    client = Client()
    for code in ("", "x", pretest_code(pretest.pk + 1), pretest_code(pretest.pk).lower(), "ä"):
        assert client.get(f"/umfragen/pretest/{pretest.pk}/{code}/").status_code == 404


def test_it_goes_to_its_last_day(pretest: Pretest) -> None:
    tester = Trying(pretest)
    tester.send("start")
    with time_machine.travel(NOON + timedelta(days=14), tick=False):
        assert tester.send("next", one="a").page == 2
    with time_machine.travel(NOON + timedelta(days=15), tick=False):
        assert tester.send("next").response.status_code == 409
    assert "Dieser Pretest ist beendet" in tester.text
    assert not PretestAnswers.objects.exists()


def test_changes_of_the_draft_do_not_reach_a_running_pretest(pretest: Pretest) -> None:
    actions.change_question(
        question=pretest.survey.questions.get(code="one"), by=None, text=both("Ganz anders?")
    )
    assert "Frage one?" in Trying(pretest).send("start").text


@pytest.mark.behaviour("Q12")
def test_a_draft_with_gaps_is_tried_out_as_far_as_it_goes() -> None:
    gaps = survey_with(
        question("single", "one", text={}, options=[{"code": "a", "label": {}}]),
        question("number", "num", condition={"question": "nowhere", "op": "is", "value": "1"}),
    )
    pretest = start_pretest(survey=gaps, ends_on=DAY, by=None, at=NOON)
    tester = Trying(pretest)
    assert "Noch ohne Fragetext" in tester.send("start").text
    assert "Danke fürs Ausprobieren" in tester.send("next", one="a").text


@pytest.mark.parametrize("pages", [[], [question("single", "one", options=[])]])
def test_where_nothing_can_be_shown_no_pretest_begins(pages: list[dict[str, object]]) -> None:
    with pytest.raises(ValidationError, match="noch keine Frage"):
        start_pretest(survey=survey_with(*pages), ends_on=DAY, by=None, at=NOON)


# -- the office --------------------------------------------------------------------------------
@pytest.fixture
def office(client: Client) -> Client:
    client.force_login(UserFactory(roles=["strategy_office"]))
    return client


def test_the_office_starts_one_and_gets_a_link(office: Client, survey: Survey) -> None:
    url = f"/umfragen/verwaltung/{survey.slug}/pretests/"
    assert "Noch kein Pretest" in office.get(url).content.decode()
    assert 'value="2026-06-29"' in office.get(url).content.decode()
    page = office.post(url, {"ends_on": "2026-06-30"}, follow=True).content.decode()
    made = Pretest.objects.get()
    assert f"{settings.PUBLIC_URL}{Trying(made).url}" in page
    assert "<svg" in page
    assert AuditEntry.objects.filter(verb="start_pretest").exists()


@pytest.mark.parametrize("day", ["2026-06-14", "2027-01-01", "bald", ""])
def test_a_last_day_that_makes_no_sense_is_refused(
    office: Client, survey: Survey, day: str
) -> None:
    office.post(f"/umfragen/verwaltung/{survey.slug}/pretests/", {"ends_on": day})
    assert not Pretest.objects.exists()


def test_what_is_missing_is_listed_with_links(office: Client) -> None:
    gaps = survey_with(question("single", "one", options=[]))
    page = office.get(f"/umfragen/verwaltung/{gaps.slug}/pretests/").content.decode()
    assert "noch nicht vollständig" in page
    assert f"/umfragen/verwaltung/{gaps.slug}/fragen/{gaps.questions.get().pk}/" in page


@pytest.mark.behaviour("Q12")
def test_the_office_reads_counts_and_remarks_question_by_question(
    pretest: Pretest, office: Client
) -> None:
    run(pretest, one="Was heißt das?", whole="Insgesamt gut")
    tester = Trying(pretest)
    tester.send("start").send("next", one="b").send("next", num="")
    one, num, txt = queries.tried_out(pretest, language="de").questions
    assert (one.shown, one.answered, one.empty) == (2, 2, 0)
    assert (num.shown, num.answered, num.empty) == (2, 1, 1)
    assert (txt.shown, txt.answered, txt.empty) == (1, 0, 1)
    page = office.get(f"/umfragen/verwaltung/{pretest.survey.slug}/pretests/1/").content.decode()
    assert "Was heißt das?" in page
    assert "Insgesamt gut" in page
    assert f"/fragen/{pretest.survey.questions.get(code='one').pk}/" in page


@pytest.mark.behaviour("Q12")
def test_remarks_are_taken_along_as_a_harmless_table(pretest: Pretest, office: Client) -> None:
    run(pretest, one=FORMULA, whole="Gut; wirklich\nsehr")
    file = office.get(f"/umfragen/verwaltung/{pretest.survey.slug}/pretests/1/anmerkungen.csv")
    rows = list(csv.reader(io.StringIO(file.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[1:] == [
        ["1", "one", "Frage one?", f"'{FORMULA}", "de", "15.06.2026"],
        ["", "", "Zum ganzen Fragebogen", "Gut; wirklich\nsehr", "de", "15.06.2026"],
    ]


@pytest.mark.behaviour("A5")
def test_who_reads_remarks_leaves_an_entry_and_nobody_where_there_are_none(
    pretest: Pretest, office: Client
) -> None:
    page = f"/umfragen/verwaltung/{pretest.survey.slug}/pretests/1/"
    noted = AuditEntry.objects.filter(verb="note_raw_access")
    assert office.get(page).status_code == 200
    assert not noted.exists()
    run(pretest, one="Was heißt das?")
    # Remarks are kept by a rule of their own, also when all answers are gone.
    Survey.objects.update(erased_on=DAY)
    assert office.get(page).status_code == 200
    assert noted.get().changes == {"what": "comments pretest 1"}


def test_a_question_that_is_gone_from_the_draft_keeps_its_remarks(pretest: Pretest) -> None:
    run(pretest, one="Brauchen wir das?")
    pretest.survey.questions.get(code="one").delete()
    first = queries.tried_out(pretest, language="de").questions[0]
    assert (first.draft, len(first.comments)) == (None, 1)


def test_ending_stops_it_at_once_and_only_once(pretest: Pretest) -> None:
    end_pretest(pretest=pretest, by=None, on=DAY)
    assert Trying(pretest).send("start").response.status_code == 409
    with pytest.raises(WrongState):
        end_pretest(pretest=pretest, by=None, on=DAY)


def test_deleting_leaves_nothing_of_it_and_touches_nothing_else(
    pretest: Pretest, office: Client
) -> None:
    other = start_pretest(survey=pretest.survey, ends_on=DAY, by=None, at=NOON)
    for each in (pretest, other):
        run(each, one="Anmerkung")
    url = f"/umfragen/verwaltung/{pretest.survey.slug}/pretests/1/loeschen/"
    assert office.get(url).status_code == 200
    assert Pretest.objects.count() == 2
    office.post(url)
    assert (PretestAnswers.objects.count(), PretestComment.objects.count()) == (1, 1)
    assert pretest.survey.questions.count() == 3
    delete_pretest(pretest=other, by=None)
    assert not PretestComment.objects.exists()


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_as_often_for_many_as_for_one(
    survey: Survey, number: int, django_assert_num_queries: object
) -> None:
    for _each in range(number):
        run(start_pretest(survey=survey, ends_on=DAY, by=None, at=NOON), one="x", whole="y")
    with django_assert_num_queries(1):  # type: ignore[operator]
        found = queries.pretests_of(survey, on=DAY)
    assert [(each.runs, each.comments, each.is_running) for each in found] == [
        (1, 2, True)
    ] * number
