"""Figures of surveys beside measures: frozen as they were released, marked when they are old."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from measures.actions import add_evidence, remove_evidence, renew_evidence
from measures.models import Evidence, Measure
from measures.queries import evidence_of, profile_of, released_questions
from participation.models import SurveyVersion
from participation.surveys.actions import withdraw_response
from participation.surveys.actions.releasing import withdraw_publication
from smartregion.accounts.models import User
from smartregion.core.errors import WrongState
from tests.cast import ClientAs
from tests.factories.dates import NOON
from tests.factories.measures import MeasureFactory
from tests.factories.releases import released
from tests.factories.surveys import published, question, respond

pytestmark = pytest.mark.django_db


@pytest.fixture
def version() -> SurveyVersion:
    version = published(question("single", "bus"), question("long_text", "why"))
    answer_all(version, 60)
    return version


def answer_all(version: SurveyVersion, number: int) -> None:
    for n in range(number):
        respond(version, {"bus": "abc"[n % 3], "why": "Weil"})


@pytest.fixture
def evidence(version: SurveyVersion) -> Evidence:
    return add_evidence(
        measure=MeasureFactory(), publication=released(version, "bus"), question="bus",
        note="Ein Drittel fährt Bus.", by=None, at=NOON,
    )  # fmt: skip


def line_of(measure: Measure):  # type: ignore[no-untyped-def]
    return evidence_of([measure], "de")[measure.pk][0][0]


@pytest.mark.behaviour("Q29")
def test_a_figure_keeps_what_it_rests_on(evidence: Evidence) -> None:
    line = line_of(evidence.measure)
    assert (line.question, line.answered, line.note) == ("Frage bus?", 60, "Ein Drittel fährt Bus.")
    assert line.published_on == timezone.localdate(evidence.publication.published_at)
    assert [round(share) for _label, share in line.answers] == [33, 33, 33]
    assert line.outdated == ""


@pytest.mark.behaviour("Q29")
def test_after_new_answers_a_figure_is_marked_and_does_not_change(
    evidence: Evidence, version: SurveyVersion
) -> None:
    before = line_of(evidence.measure)
    respond(version, {"bus": "a", "why": None})
    after = line_of(evidence.measure)
    assert after.outdated
    assert (after.answers, after.answered) == (before.answers, before.answered)


@pytest.mark.behaviour("Q29")
def test_after_somebody_took_answers_back_a_figure_is_marked(
    evidence: Evidence, version: SurveyVersion
) -> None:
    response = version.responses.first()
    assert response is not None
    withdraw_response(response=response, at=NOON)
    assert line_of(evidence.measure).outdated


@pytest.mark.behaviour("Q29")
def test_a_figure_is_brought_up_to_date_by_a_person(
    evidence: Evidence, version: SurveyVersion
) -> None:
    with pytest.raises(WrongState):
        renew_evidence(evidence=evidence, by=None, at=NOON)
    answer_all(version, 30)
    newest = released(version, "bus")
    assert "neuere" in line_of(evidence.measure).outdated
    renew_evidence(evidence=evidence, by=None, at=NOON)
    line = line_of(evidence.measure)
    assert (line.answered, line.outdated) == (90, "")
    assert Evidence.objects.get().publication == newest


def test_a_withdrawn_release_marks_its_figures(evidence: Evidence) -> None:
    withdraw_publication(publication=evidence.publication, by=None, at=NOON)
    line = line_of(evidence.measure)
    assert "zurückgezogen" in line.outdated
    assert (line.answers, line.answered) == ((), 0)


def test_only_what_was_released_can_be_placed_and_only_once(evidence: Evidence) -> None:
    measure, publication = evidence.measure, evidence.publication
    for code in ("bus", "why", "gibtsnicht"):
        with pytest.raises(ValidationError):
            add_evidence(
                measure=measure, publication=publication, question=code, note="", by=None, at=NOON
            )
    assert [each.code for each in released_questions("de")] == ["bus"]
    remove_evidence(evidence=evidence, by=None, at=NOON)
    assert not evidence_of([measure], "de")


def test_many_figures_ask_as_often_as_one(
    evidence: Evidence, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    measures = [evidence.measure, MeasureFactory(), MeasureFactory()]
    for measure in measures[1:]:
        add_evidence(
            measure=measure,
            publication=evidence.publication,
            question="bus",
            note="",
            by=None,
            at=NOON,
        )
    with django_assert_num_queries(4):
        evidence_of(measures[:1], "de")
    with django_assert_num_queries(4):
        evidence_of(measures, "de")


# -- pages -------------------------------------------------------------------------------------
@pytest.mark.behaviour("Q29")
def test_everybody_reads_the_figure_with_its_day_and_base(
    client: Client, evidence: Evidence, version: SurveyVersion
) -> None:
    page = client.get(evidence.measure.get_absolute_url()).content.decode()
    assert "Zahlen aus Umfragen" in page
    assert "60 von 60 Personen haben geantwortet." in page
    assert "Nicht mehr der neueste Stand" not in page
    respond(version, {"bus": "a", "why": None})
    assert (
        "Nicht mehr der neueste Stand"
        in client.get(evidence.measure.get_absolute_url()).content.decode()
    )


def test_the_office_places_renews_and_removes_a_figure(
    client_as: ClientAs, editor: User, version: SurveyVersion
) -> None:
    measure, publication = MeasureFactory(), released(version, "bus")
    client = client_as(editor)
    add = reverse("measures:evidence_add", args=[measure.number])
    assert "Frage bus?" in client.get(add).content.decode()
    assert client.post(add, {"figure": "1:weg"}).status_code == 200
    client.post(add, {"figure": f"{publication.pk}:bus", "note": "Gut so"})
    evidence = measure.evidence.get()
    answer_all(version, 30)
    released(version, "bus")
    here = [measure.number, evidence.pk]
    client.post(reverse("measures:evidence_renew", args=here))
    assert profile_of(measure, visible_to=editor).evidence[0].answered == 90
    remove = reverse("measures:evidence_remove", args=here)
    assert "Zahl wegnehmen" in client.get(remove).content.decode()
    client.post(remove)
    assert not measure.evidence.exists()
