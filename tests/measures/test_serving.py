"""„Was habe ich davon?“: measures by situation and place."""

from datetime import date

import pytest
from django.test import Client

from measures.models import Audience, Measure
from measures.queries.serving import TOWN, VILLAGE, Asked, served
from tests.factories.county import MunicipalityFactory
from tests.factories.measures import MeasureFactory
from tests.factories.strategy import ElementFactory
from tests.pages import page_of, queries_of

pytestmark = pytest.mark.django_db
PAGE = "/massnahmen/was-habe-ich-davon/"


def made_for(*situations: str, **values: object) -> Measure:
    measure = MeasureFactory(**values)
    for situation in situations:
        Audience.objects.create(measure=measure, situation=situation)
    return measure


def told(*situations: str, place: str = "") -> dict[str, list[str]]:
    """The numbers of the measures under each heading."""
    stages = served(Asked(situations, place)).stages
    return {stage.title: [one.number for one in stage.benefits] for stage in stages}


def test_measures_for_a_situation_stand_by_how_far_they_are() -> None:
    made_for("family", "old", number="A1", state="running")
    made_for("family", number="B1", state="completed", ended_on=date(2026, 3, 1))
    made_for("family", number="C1", state="proposed")
    made_for("old", number="D1")
    assert told("family") == {
        "Das gibt es schon": ["B1"],
        "Daran arbeiten wir gerade": ["A1"],
        "Das wird noch geprüft": ["C1"],
    }
    assert told("family", "old")["Daran arbeiten wir gerade"] == ["A1", "D1"]


def test_what_is_given_up_or_internal_is_not_promised() -> None:
    made_for("family", state="rejected", state_reason="Zu teuer.")
    made_for("family", is_public=False)
    assert told("family") == {}


def test_measures_for_nobody_in_particular_are_for_everybody() -> None:
    made_for("family", number="A1")
    made_for(number="B1")
    made_for(number="C1", state="proposed")
    answer = served(Asked(("family",)))
    assert [one.number for one in answer.for_all] == ["B1"]
    assert answer.count == 1
    assert served(Asked((), "ziesar")).for_all == []


def test_place_leaves_what_is_made_there_or_for_the_whole_county() -> None:
    village, town = (
        MunicipalityFactory(slug="dorf"),
        MunicipalityFactory(slug="stadt", is_town=True),
    )
    made_for("old", number="A1")
    made_for("old", number="B1").municipalities.add(village)
    made_for("old", number="C1").municipalities.add(town)
    made_for("old", number="D1").municipalities.set([village, town])
    running = "Daran arbeiten wir gerade"
    assert told("old", place="dorf") == {running: ["A1", "B1", "D1"]}
    assert told("old", place=VILLAGE) == {running: ["A1", "B1", "D1"]}
    assert told("old", place=TOWN) == {running: ["A1", "C1", "D1"]}
    # A place alone is a question, too.
    assert told(place="stadt") == {running: ["A1", "C1", "D1"]}


def test_card_says_where_and_when() -> None:
    town, other = MunicipalityFactory(slug="ziesar", name="Ziesar"), MunicipalityFactory()
    MunicipalityFactory()
    made_for("old", number="A1", ends_on=date(2027, 6, 30)).municipalities.set([town, other])
    made_for("old", number="B1", state="approved", starts_on=date(2027, 2, 1))
    benefits = [
        (one.where, one.when)
        for stage in served(Asked(("old",), "ziesar", "Ziesar")).stages
        for one in stage.benefits
    ]
    assert benefits == [
        ("auch in Ziesar", "geplant bis Juni 2027"),
        ("im ganzen Landkreis", "Beginn geplant: Februar 2027"),
    ]
    assert served(Asked(("old",))).stages[0].benefits[0].where == "in 2 Gemeinden"


# -- the page ----------------------------------------------------------------------------------
def test_page_asks_and_answers_without_a_cookie(anonymous_client: Client) -> None:
    MunicipalityFactory(slug="ziesar", name="Ziesar")
    made_for("club", title="Vereinsportal")
    answer = anonymous_client.get(f"{PAGE}?fuer=club&fuer=old&ort=ziesar")
    page = answer.content.decode()
    for text in ("1 Maßnahme ist für Sie", "Vereinsportal", "Ziesar", "Vereine und Ehrenamt"):
        assert text in page, text
    assert not answer.cookies
    assert "Maßnahme ist für Sie" not in page_of(anonymous_client, PAGE)


def test_page_says_what_to_do_when_nothing_is_chosen(anonymous_client: Client) -> None:
    assert "Wählen Sie mindestens" in page_of(anonymous_client, f"{PAGE}?ort=")


@pytest.mark.parametrize("query", ["fuer=quatsch", "ort=nirgendwo", "fuer=old&ort=%00"])
def test_page_says_what_it_does_not_understand(query: str, anonymous_client: Client) -> None:
    assert "kern-error" in page_of(anonymous_client, f"{PAGE}?{query}")


def test_page_says_honestly_that_there_is_nothing(anonymous_client: Client) -> None:
    assert "noch keine Maßnahme" in page_of(anonymous_client, f"{PAGE}?fuer=newcomer")


def test_page_costs_the_same_for_one_and_many(anonymous_client: Client) -> None:
    field = ElementFactory(kind="field")
    costs = []
    for more in (1, 2, 10):
        for _ in range(more):
            made_for("old", field=field).municipalities.add(MunicipalityFactory())
        costs.append(queries_of(lambda: page_of(anonymous_client, f"{PAGE}?fuer=old")))
    assert len(set(costs)) == 1
