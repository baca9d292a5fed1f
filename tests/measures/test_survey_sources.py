"""A repeated survey feeds an indicator: chosen once, taken in by reference, never changed afterwards."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from measures.actions.indicator_values import enter_value
from measures.actions.survey_sources import name_source, remove_source, take_in_value
from measures.models import Indicator, IndicatorValue, SurveySource
from measures.queries.indicators import indicator_line
from measures.queries.survey_sources import (
    Standing,
    askable_questions,
    releases_for,
    with_news,
)
from measures.queries.traces import uses_of
from participation.models import Publication, Survey, SurveyVersion
from participation.surveys.actions.releasing import withdraw_publication
from smartregion.accounts.models import User
from smartregion.core.editing import EditConflict
from smartregion.core.errors import WrongState
from tests.cast import ClientAs
from tests.factories.dates import NOON
from tests.factories.measure_indicators import IndicatorFactory, yes_or_no
from tests.factories.releases import released
from tests.factories.surveys import published, question, respond

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

LATER = NOON + timedelta(days=90)
LAST_DAY = timezone.localdate(NOON)


def wave(number: int = 60, *, good: int = 20) -> SurveyVersion:
    """One survey of the series: of so many people, so many find the bus good."""
    version = published(question("single", "bus"), question("matrix", "orte"))
    answer(version, number, good)
    return version


def answer(version: SurveyVersion, number: int, good: int) -> None:
    for n in range(number):
        respond(version, {"bus": "a" if n < good else "b", "orte": {"r1": "a", "r2": "b"}})


def asked(*versions: SurveyVersion, indicator: Indicator | None = None) -> SurveySource:
    return name_source(
        indicator=indicator or share_of_people(), surveys=[each.survey for each in versions],
        question="bus", options=["a"], statistic="share", by=None,
    )  # fmt: skip


def share_of_people() -> Indicator:
    return IndicatorFactory(kind="percent", unit="", target=60, name="Zufriedene")


def take(source: SurveySource, publication: Publication) -> IndicatorValue:
    return take_in_value(source=source, publication=publication, by=None, at=LATER)


# -- taking in -----------------------------------------------------------------------------------
@pytest.mark.behaviour("M9")
def test_a_value_is_taken_in_by_reference() -> None:
    version = wave()
    publication = released(version, "bus")
    entry = take(asked(version), publication)
    assert (entry.value, entry.base_n, entry.publication) == (Decimal("33.3"), 60, publication)
    assert entry.margin == Decimal("11.7")
    line = indicator_line(entry.indicator).values[0]
    assert line.rests_on == "n = 60, ±\N{NO-BREAK SPACE}11,7 Prozentpunkte"
    assert "Veröffentlichung 1" in line.source


def test_a_value_stays_when_people_go_on_answering() -> None:
    version = wave()
    entry = take(asked(version), released(version, "bus"))
    answer(version, 30, 30)
    released(version, "bus")
    entry.refresh_from_db()
    assert entry.value == Decimal("33.300")


def test_the_next_release_of_the_same_survey_takes_the_place_of_the_first() -> None:
    version = wave()
    source = asked(version)
    first = take(source, released(version, "bus"))
    answer(version, 30, 30)
    second = take(source, released(version, "bus"))
    assert list(source.indicator.entries.current()) == [second]
    assert (second.corrects, second.value) == (first, Decimal("55.6"))


def test_a_later_wave_of_the_same_survey_leaves_no_second_point() -> None:
    """The last answer came on another day: the earlier day is taken back, and says why."""
    version = wave()
    source = asked(version)
    take(source, released(version, "bus"))
    for n in range(30):
        respond(version, {"bus": "a", "orte": None}, submitted_on=LAST_DAY + timedelta(days=n))
    second = take(source, released(version, "bus"))
    assert list(source.indicator.entries.current()) == [second]
    gone = source.indicator.entries.get(on=LAST_DAY, value=None)
    assert gone.note == "Ersetzt durch Veröffentlichung 2 derselben Umfrage."


def test_two_surveys_of_one_day_are_not_mixed() -> None:
    first, second = wave(good=20), wave(good=40)
    source = asked(first, second)
    take(source, released(first, "bus"))
    with pytest.raises(ValidationError, match="schon ein Wert"):
        take(source, released(second, "bus"))


@pytest.mark.behaviour("M9")
def test_what_somebody_typed_is_not_written_over() -> None:
    version = wave()
    source, publication = asked(version), released(version, "bus")
    enter_value(indicator=source.indicator, by=None, at=LATER, on=LAST_DAY, value=Decimal(30))
    with pytest.raises(ValidationError, match="schon ein Wert"):
        take(source, publication)


def test_only_the_newest_release_of_a_named_survey_is_taken_in_once() -> None:
    version, other = wave(), wave()
    source = asked(version)
    publication = released(version, "bus")
    with pytest.raises(WrongState, match="gehört nicht"):
        take(source, released(other, "bus"))
    take(source, publication)
    with pytest.raises(WrongState, match="schon übernommen"):
        take(source, publication)
    answer(version, 30, 30)
    released(version, "bus")
    with pytest.raises(WrongState, match="nicht mehr die neueste"):
        take(source, publication)


@pytest.mark.parametrize(("good", "trend"), [(22, "unclear"), (45, "better")])
def test_what_chance_alone_may_have_made_is_no_change(good: int, trend: str) -> None:
    first, second = wave(), wave(good=good)
    for response in second.responses.all():
        response.submitted_on = LAST_DAY + timedelta(days=1)
        response.save()
    source = asked(first, second)
    for version in (first, second):
        take(source, released(version, "bus"))
    assert indicator_line(source.indicator).trend == trend


# -- naming a source ------------------------------------------------------------------------------
def test_the_kind_of_the_indicator_decides_what_is_counted() -> None:
    survey = wave().survey
    refused = [
        (yes_or_no(), "share", ["a"], "Anteile und Mittelwerte"),
        (IndicatorFactory(), "share", ["a"], "Prozent"),
        (share_of_people(), "mean", [], "Zahl"),
        (share_of_people(), "share", [], "welche Antworten"),
    ]
    for indicator, statistic, options, sentence in refused:
        with pytest.raises(ValidationError, match=sentence):
            name_source(
                indicator=indicator, surveys=[survey], question="bus", options=options,
                statistic=statistic, by=None,
            )  # fmt: skip
    assert not SurveySource.objects.exists()


def test_of_two_people_the_second_is_told() -> None:
    version = wave()
    source = asked(version)
    name_source(
        indicator=source.indicator, surveys=[version.survey], question="bus", options=["b"],
        statistic="share", by=None, lock_version=1,
    )  # fmt: skip
    with pytest.raises(EditConflict):
        asked(version, indicator=source.indicator)


def test_values_stay_when_the_source_goes() -> None:
    version = wave()
    source = asked(version)
    entry = take(source, released(version, "bus"))
    remove_source(source=source, by=None)
    assert list(IndicatorValue.objects.current()) == [entry]


# -- what is new -------------------------------------------------------------------------------
def test_a_new_release_is_news_until_it_is_taken_in() -> None:
    version = wave()
    source = asked(version)
    assert with_news([source.indicator_id]) == set()
    publication = released(version, "bus")
    assert with_news([source.indicator_id]) == {source.indicator_id}
    take(source, publication)
    assert with_news([source.indicator_id]) == set()
    assert releases_for(source, [version.survey])[0].standing == Standing.TAKEN


def test_news_of_many_cost_as_much_as_of_one(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    sources = [asked(wave(30)) for _ in range(3)]
    for count in (1, 3):
        with django_assert_num_queries(4):
            with_news([each.indicator_id for each in sources[:count]])


def test_questions_of_several_surveys_are_one() -> None:
    for version in (wave(), wave()):
        released(version, "bus", "orte")
    found = askable_questions("de")
    assert set(found) == {"bus", "orte.r1", "orte.r2"}
    assert len(found["bus"].surveys) == 2
    assert [code for code, _label in found["bus"].options] == ["a", "b", "c"]


def test_a_survey_without_a_release_says_nothing() -> None:
    version = wave()
    line = releases_for(asked(version), [version.survey])[0]
    assert (line.standing, line.said, line.refusal) == (Standing.SILENT, "", "")
    released(version, "orte")
    assert "nicht enthalten" in releases_for(asked(version), [version.survey])[0].refusal


# -- pages ---------------------------------------------------------------------------------------
@pytest.mark.slow
def test_a_question_is_chosen_looked_at_and_stored(
    client_as: ClientAs, office: User, indicator_page: str
) -> None:
    client = client_as(office)
    version = wave()
    assert "Noch nichts veröffentlicht" in client.get(indicator_page).content.decode()
    publication = released(version, "bus")
    assert "Frage wählen" in client.get(indicator_page).content.decode()
    assert "Frage bus?" in client.get(f"{indicator_page}frage/").content.decode()
    form = f"{indicator_page}frage/?frage=bus"
    data = {"surveys": [version.survey_id], "options": ["a"], "lock_version": 0}
    preview = client.post(form, data | {"preview": "1"}).content.decode()
    assert "33,3" in preview
    assert "Noch ist nichts gespeichert" in preview
    assert not SurveySource.objects.exists()
    assert client.post(form, data).status_code == 302
    page = client.get(indicator_page).content.decode()
    assert "Wert übernehmen" in page
    assert "11,7" in page
    asked_first = client.get(f"{indicator_page}{publication.pk}/").content.decode()
    assert "Antworten auf die Frage: 60" in asked_first
    assert client.post(f"{indicator_page}{publication.pk}/").status_code == 302
    assert IndicatorValue.objects.get().base_n == 60
    assert "übernommen" in client.get(indicator_page).content.decode()


@pytest.fixture
def indicator_page() -> str:
    return f"{share_of_people().get_absolute_url()}umfrage/"


def test_a_form_without_answers_is_refused_in_words(
    client_as: ClientAs, office: User, indicator_page: str
) -> None:
    released(wave(), "bus")
    response = client_as(office).post(f"{indicator_page}frage/?frage=bus", {"lock_version": 0})
    page = response.content.decode()
    assert "welche Antworten zählen" in page
    assert "mindestens eine Umfrage" in page


def test_the_second_of_two_people_sees_both_texts(client_as: ClientAs, office: User) -> None:
    version = wave()
    released(version, "bus")
    source = asked(version)
    address = f"{source.indicator.get_absolute_url()}umfrage/frage/"
    data = {"surveys": [version.survey_id], "options": ["b"], "lock_version": 7}
    response = client_as(office).post(address, data)
    assert response.status_code == 409
    assert "Zwei Fassungen" in response.content.decode()


def test_everybody_reads_what_a_value_rests_on(client: Client) -> None:
    version = wave()
    publication = released(version, "bus")
    entry = take(asked(version), publication)
    page = client.get(entry.indicator.get_absolute_url()).content.decode()
    assert "n = 60" in page
    assert "Ergebnisse der Umfrage" in page
    assert "Fehlerspanne" in page
    assert "Umfrage, die sie füllt" not in page
    withdraw_publication(publication=publication, by=None, at=LATER)
    page = client.get(entry.indicator.get_absolute_url()).content.decode()
    assert "Veröffentlichung zurückgezogen" in page
    assert "zurückgezogen wurde" in page


def test_a_released_question_says_which_indicator_it_feeds(client: Client) -> None:
    version = wave()
    publication = released(version, "bus", "orte")
    bus = asked(version)
    row = name_source(
        indicator=share_of_people(), surveys=[version.survey], question="orte.r1", options=["a"],
        statistic="share", by=None,
    )  # fmt: skip
    uses = uses_of([publication.pk], AnonymousUser())[publication.pk]
    assert [(use.question, use.url) for use in uses] == [
        ("bus", bus.indicator.get_absolute_url()),
        ("orte", row.indicator.get_absolute_url()),
    ]
    page = client.get(f"/umfragen/{version.survey.slug}/ergebnisse/").content.decode()
    assert "Kennzahl: Zufriedene" in page


def test_the_table_has_base_and_margin(client: Client) -> None:
    version = wave()
    entry = take(asked(version), released(version, "bus"))
    table = client.get("/massnahmen/kennzahlen/werte/").content.decode("utf-8-sig")
    assert f"{Survey.objects.get(pk=version.survey_id)};60;11,7" in table
    assert entry.on == date.fromisoformat(str(LAST_DAY))


def test_the_office_is_told_of_a_new_release(client_as: ClientAs, office: User) -> None:
    version = wave()
    source = asked(version)
    page = client_as(office).get(source.indicator.get_absolute_url())
    assert "neue Veröffentlichung" not in page.content.decode()
    released(version, "bus")
    page = client_as(office).get(source.indicator.get_absolute_url())
    assert "neue Veröffentlichung" in page.content.decode()
