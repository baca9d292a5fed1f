"""The office keeps dimensions, leads rounds and reminds those who are missing."""

from datetime import timedelta
from urllib.parse import unquote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from smartregion.accounts.models import Role
from strategy.models import MaturityDimension, MaturityRound
from strategy.queries.maturity_sheets import following_of, reminder_for
from tests.factories.accounts import UserFactory
from tests.factories.county import MunicipalityFactory, OrganisationFactory
from tests.factories.dates import DAY
from tests.factories.strategy_maturity import DimensionFactory, RoundFactory, ScoreFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
MANAGE = "/strategie/pflege/reifegrad/"
WORDS = {"title": "Netze", "short_title": "Netze", "question": "Wie gut?"} | {
    f"level_{level}": f"Stufe {level}" for level in range(5)
}


def of(name: str, *args: object) -> str:
    return reverse(f"strategy:maturity_{name}", args=args)


# -- dimensions --------------------------------------------------------------------------------
def test_empty_county_begins_with_the_suggestion(client_as, editor) -> None:
    client = client_as(editor)
    assert "Mit dem Vorschlag beginnen" in client.get(MANAGE).content.decode()
    client.post(of("suggest"))
    assert MaturityDimension.objects.count() == 7
    page = client.get(MANAGE).content.decode()
    assert "Mit dem Vorschlag beginnen" not in page
    assert "Runde eröffnen" in page


def test_suggestion_over_existing_dimensions_is_refused(client_as, office) -> None:
    DimensionFactory()
    assert client_as(office).post(of("suggest")).status_code == 409


def test_consultant_looks_but_changes_nothing(client_as, consultant) -> None:
    client = client_as(consultant)
    page = client.get(MANAGE).content.decode()
    assert "Mit dem Vorschlag beginnen" not in page
    assert client.post(of("suggest")).status_code == 403
    assert client.post(of("dimension_create"), WORDS).status_code == 403


def test_dimension_is_written_in_two_languages(client_as, office) -> None:
    english = {f"{name}_en": f"{words} en" for name, words in WORDS.items()}
    client_as(office).post(of("dimension_create"), WORDS | english)
    dimension = MaturityDimension.objects.get()
    assert dimension.levels == [f"Stufe {level}" for level in range(5)]
    assert dimension.in_language("en").levels[4] == "Stufe 4 en"


def test_english_is_complete_or_absent(client_as, office) -> None:
    response = client_as(office).post(of("dimension_create"), {**WORDS, "title_en": "Networks"})
    errors = response.context["form"].errors
    assert "question_en" in errors
    assert "level_0_en" in errors
    assert "title_en" not in errors
    assert not MaturityDimension.objects.exists()


def test_level_without_description_is_refused(client_as, office) -> None:
    response = client_as(office).post(of("dimension_create"), {**WORDS, "level_3": " "})
    assert list(response.context["form"].errors) == ["level_3"]


def test_form_shows_what_is_stored_and_warns_after_the_first_answers(client_as, office) -> None:
    words = {"title": "Nets", "short_title": "Nets", "question": "How?", "levels": list("vwxyz")}
    dimension = DimensionFactory(translations={"en": words})
    url = of("dimension_edit", dimension.slug)
    response = client_as(office).get(url)
    assert response.context["form"].initial["level_4_en"] == "z"
    assert "schon in" not in response.content.decode()
    ScoreFactory(dimension=dimension)
    assert "schon in 1 Runde beantwortet" in client_as(office).get(url).content.decode()


def test_dimensions_are_moved_and_retired_by_buttons(client_as, office) -> None:
    first, second = DimensionFactory(position=0), DimensionFactory(position=1)
    client = client_as(office)
    client.post(of("dimension_move", second.slug), {"direction": "up"})
    assert list(MaturityDimension.objects.all()) == [second, first]
    client.post(of("dimension_retire", first.slug), {"retired": "1"})
    assert "wird nicht mehr abgefragt" in client.get(MANAGE).content.decode()
    client.post(of("dimension_retire", first.slug), {"retired": "0"})
    assert not MaturityDimension.objects.filter(is_retired=True).exists()


# -- rounds ------------------------------------------------------------------------------------
def test_round_is_opened_and_followed(client_as, office) -> None:
    DimensionFactory()
    MunicipalityFactory(name="Wartedorf")
    data = {"title": "Reifegrad 2027", "opens_on": "2026-06-15", "due_on": "31.08.2026"}
    response = client_as(office).post(of("round_create"), data, follow=True)
    page = response.content.decode()
    assert "Die Runde ist eröffnet." in page
    assert "Wartedorf" in page
    assert "Erinnern: 1 Gemeinde fehlt noch" in page


def test_round_with_its_end_before_its_beginning_is_refused(client_as, office) -> None:
    DimensionFactory()
    MunicipalityFactory()
    data = {"title": "Reifegrad 2027", "opens_on": "2026-06-15", "due_on": "2026-06-14"}
    response = client_as(office).post(of("round_create"), data)
    assert list(response.context["form"].errors) == ["due_on"]
    assert not MaturityRound.objects.exists()


def test_deadline_is_moved(client_as, office) -> None:
    opened = RoundFactory()
    data = {"title": opened.title, "due_on": "2026-12-01"}
    client_as(office).post(of("round_edit", opened.pk), data)
    opened.refresh_from_db()
    assert f"{opened.due_on}" == "2026-12-01"


def test_closing_with_gaps_wants_an_extra_yes(client_as, office) -> None:
    opened = ScoreFactory().round
    MunicipalityFactory(name="Lückendorf")
    url, client = of("round_close", opened.pk), client_as(office)
    assert "Lückendorf" in client.get(url).content.decode()
    assert list(client.post(url).context["form"].errors) == ["accept_gaps"]
    response = client.post(url, {"accept_gaps": "on"})
    assert response["Location"] == of("round", opened.pk)
    assert MaturityRound.objects.get().closed_on == DAY
    assert client.post(url, {"accept_gaps": "on"}).status_code == 409


def test_closing_a_complete_round_asks_nothing_more(client_as, office) -> None:
    opened = ScoreFactory().round
    client_as(office).post(of("round_close", opened.pk))
    assert not MaturityRound.objects.get().is_open


def test_empty_round_says_why_it_is_not_closed(client_as, office) -> None:
    DimensionFactory()
    MunicipalityFactory()
    url = of("round_close", RoundFactory().pk)
    response = client_as(office).post(url, {"accept_gaps": "on"})
    assert "Noch hat keine Gemeinde gemeldet." in response.content.decode()
    assert MaturityRound.objects.get().is_open


def test_editor_closes_no_round(client_as, editor) -> None:
    assert client_as(editor).post(of("round_close", ScoreFactory().round.pk)).status_code == 403


def test_round_opened_by_mistake_is_removed_after_a_second_look(client_as, office) -> None:
    url = of("round_remove", RoundFactory().pk)
    assert "löschen?" in client_as(office).get(url).content.decode()
    client_as(office).post(url)
    assert not MaturityRound.objects.exists()


# -- following and reminding -------------------------------------------------------------------
def test_following_tells_complete_begun_and_missing_apart() -> None:
    score = ScoreFactory()
    begun, missing = score.municipality, MunicipalityFactory()
    done = MunicipalityFactory()
    other = DimensionFactory()
    for dimension in (score.dimension, other):
        ScoreFactory(round=score.round, municipality=done, dimension=dimension)
    following = following_of(score.round, on=DAY)
    assert [one.municipality for one in following.complete] == [done]
    assert {one.municipality for one in following.awaited} == {begun, missing}
    assert [one.municipality for one in following.awaited if one.has_begun] == [begun]


def test_reminder_goes_to_those_who_are_awaited_and_to_nobody_else() -> None:
    score = ScoreFactory()
    office = {"kind": "municipality"}
    awaited = OrganisationFactory(
        municipality=MunicipalityFactory(), contact_email="rathaus@example.org", **office
    )
    OrganisationFactory(
        municipality=score.municipality, contact_email="fertig@example.org", **office
    )
    UserFactory(email="vertretung@example.org", organisation=awaited, roles=[Role.REPRESENTATIVE])
    UserFactory(email="buerger@example.org", organisation=awaited)
    unreachable = MunicipalityFactory()
    following = following_of(score.round, on=DAY)
    assert following.addresses == ["rathaus@example.org", "vertretung@example.org"]
    assert [one.municipality for one in following.unreachable] == [unreachable]
    reminder = reminder_for(following, sheet_url="https://example.org/melden/")
    assert "https://example.org/melden/" in reminder.text
    assert reminder.mailto.startswith("mailto:?bcc=rathaus@example.org,vertretung@example.org&")
    assert "fertig" not in reminder.mailto
    assert reminder.text in unquote(reminder.mailto).replace("\r\n", "\n")


def test_page_tells_who_filled_in_and_that_the_time_is_over(
    client_as, office, representative
) -> None:
    late = RoundFactory(opens_on=DAY - timedelta(days=60), due_on=DAY - timedelta(days=1))
    ScoreFactory(round=late, given_by=representative)
    DimensionFactory()
    page = client_as(office).get(of("round_follow", late.pk)).content.decode()
    assert "Die Frist ist vorbei." in page
    assert "Representative" in page
    assert "1 von 2" in page


def test_following_asks_the_same_number_of_questions_for_any_county() -> None:
    opened = RoundFactory()

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            following_of(opened, on=DAY)
        return len(queries)

    ScoreFactory(round=opened)
    few = asked()
    for _ in range(3):
        ScoreFactory(round=opened)
    assert asked() == few
