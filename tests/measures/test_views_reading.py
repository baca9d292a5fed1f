"""The public list of measures and their profiles."""

from datetime import timedelta
from functools import partial

import pytest
from django.test import Client

from measures.models import Measure
from smartregion.accounts.models import User
from tests.cast import ClientAs
from tests.factories.contributions import ContributionFactory
from tests.factories.county import MunicipalityFactory, OrganisationFactory
from tests.factories.dates import DAY
from tests.factories.measures import (
    GuidelineFactory,
    MeasureFactory,
    MilestoneFactory,
    OriginFactory,
    PartyFactory,
    closed,
    reported,
)
from tests.factories.strategy import ElementFactory
from tests.pages import page_of, queries_of

pytestmark = pytest.mark.django_db
LIST = "/massnahmen/"


def shown(client: Client, query: str) -> set[str]:
    cards = client.get(f"{LIST}?{query}").context["cards"]
    return {card.number for card in cards}


# -- the public list ---------------------------------------------------------------------------
def test_filter_names_no_field_whose_measures_are_internal(
    anonymous_client: Client, client_as: ClientAs, office: User
) -> None:
    hidden = MeasureFactory(is_public=False, field__name="Noch geheimes Feld").field
    assert hidden.name not in page_of(anonymous_client, LIST)
    assert hidden.name in page_of(client_as(office), LIST)


@pytest.mark.behaviour("M19")
def test_list_filters_by_each_quality(anonymous_client: Client) -> None:
    town = MunicipalityFactory(slug="ziesar")
    wanted = MeasureFactory(number="A1", is_key_project=True, state="completed", title="Bus rufen")
    wanted.municipalities.add(town)
    other = MeasureFactory(number="B1", field__strategy=wanted.strategy)
    other.municipalities.add(MunicipalityFactory())
    closed((wanted, "red"), (other, "green"))
    for query in (
        f"field={wanted.field.slug}", "state=completed", "light=red", "municipality=ziesar",
        "key=on", "q=bus+rufen", f"field={wanted.field.slug}&light=red&key=on",
    ):  # fmt: skip
        assert shown(anonymous_client, query) == {"A1"}, query
    assert shown(anonymous_client, "light=red&state=running") == set()
    assert shown(anonymous_client, "") == {"A1", "B1"}


@pytest.mark.behaviour("M19")
def test_list_of_five_hundred_needs_few_queries(anonymous_client: Client) -> None:
    field, lead = ElementFactory(kind="field"), OrganisationFactory()
    town = MunicipalityFactory(slug="ziesar")
    made = Measure.objects.bulk_create(
        MeasureFactory.build(field=field, strategy=field.strategy, lead=lead, number=f"M{n}")
        for n in range(500)
    )
    made[0].municipalities.add(town)
    closed(*[(measure, "green") for measure in made[:20]])
    query = f"field={field.slug}&state=running&light=green&municipality=ziesar"
    for url in (LIST, f"{LIST}?{query}"):
        assert queries_of(partial(page_of, anonymous_client, url)) < 15


def test_list_costs_the_same_for_one_three_and_many(anonymous_client: Client) -> None:
    field = ElementFactory(kind="field")
    costs = []
    for more in (1, 2, 297):
        for _ in range(more):
            MilestoneFactory(measure=MeasureFactory(field=field, lead__name="Amt"))
        costs.append(queries_of(lambda: page_of(anonymous_client, LIST)))
    assert len(set(costs)) == 1


def test_list_says_so_when_nothing_fits(anonymous_client: Client) -> None:
    MeasureFactory()
    assert "Keine Maßnahme passt" in page_of(anonymous_client, f"{LIST}?q=nirgends")


def test_list_of_an_empty_county_says_so(anonymous_client: Client) -> None:
    assert "Noch keine Maßnahmen" in page_of(anonymous_client, LIST)


@pytest.mark.parametrize("query", ["state=quatsch", "field=gibtsnicht", "page=999", "page=x"])
def test_list_survives_nonsense_in_the_address(query: str, anonymous_client: Client) -> None:
    MeasureFactory(number="A1")
    assert shown(anonymous_client, query) == {"A1"}


def test_list_pages_keep_the_filters(anonymous_client: Client) -> None:
    field = ElementFactory(kind="field")
    MeasureFactory.create_batch(30, field=field)
    page = page_of(anonymous_client, f"{LIST}?state=running")
    assert "state=running&amp;page=2" in page
    assert "30 Maßnahmen" in page


def test_list_serves_the_fragment_alone(anonymous_client: Client) -> None:
    MeasureFactory(title="Rufbus")
    headers = {"HX-Request": "true", "HX-Target": "measure-results"}
    fragment = anonymous_client.get(LIST, headers=headers).content.decode()
    assert "Rufbus" in fragment
    assert "<html" not in fragment


@pytest.mark.parametrize("url", [LIST, "/massnahmen/zyklen/", "/massnahmen/HF1-M1/"])
def test_public_pages_set_no_cookie(url: str, anonymous_client: Client) -> None:
    MeasureFactory(number="HF1-M1")
    assert not anonymous_client.get(url).cookies


# -- the profile -------------------------------------------------------------------------------
def test_detail_shows_the_whole_profile(anonymous_client: Client) -> None:
    measure = MeasureFactory(
        body="<p>Das Auto kommt auf Zuruf.</p>", cost_eur=285_000, target_groups="Pendelnde"
    )
    milestone = MilestoneFactory(measure=measure, done_on=DAY)
    MilestoneFactory(measure=measure, due_on=DAY - timedelta(days=1000), title="Verspätetes")
    guideline = GuidelineFactory(measure=measure, level=3)
    party = PartyFactory(measure=measure)
    said = ContributionFactory()
    OriginFactory(measure=measure, kind="contribution", contribution=said, note="")
    closed((measure, "yellow"))
    page = page_of(anonymous_client, measure.get_absolute_url())
    for text in (
        "Das Auto kommt auf Zuruf.", "285.000", "Pendelnde", milestone.title, "1 von 2", "überfällig",
        guideline.guideline.name, "3 von 3", party.organisation.name, said.get_absolute_url(),
        measure.lead.name, "mit Abweichungen", "in Umsetzung", "im ganzen Landkreis",
    ):  # fmt: skip
        assert text in page, text


def test_detail_says_not_reported_honestly(anonymous_client: Client) -> None:
    measure = MeasureFactory()
    closed((measure, ""))
    page = page_of(anonymous_client, measure.get_absolute_url())
    assert "Nicht gemeldet" in page
    assert "wurde zu dieser Maßnahme nichts gemeldet" in page


def test_detail_keeps_an_open_report_to_itself(anonymous_client: Client) -> None:
    measure = MeasureFactory()
    reported(measure, "red", done_since="Noch nicht öffentlich")
    assert "Noch nicht öffentlich" not in page_of(anonymous_client, measure.get_absolute_url())


def test_names_of_people_and_internal_measures_stay_inside(
    owner: User, anonymous_client: Client
) -> None:
    measure = MeasureFactory(responsible=owner, title="Offen")
    hidden = MeasureFactory(field=measure.field, is_public=False, title="Verborgen")
    cycle = closed((measure, "green"), (hidden, "red"))
    search = f"{LIST}?q=Verborgen"
    for url in (LIST, search, measure.get_absolute_url(), cycle.get_absolute_url()):
        page = page_of(anonymous_client, url)
        assert owner.display_name not in page.replace("Verborgen", "")
        assert hidden.get_absolute_url() not in page
    assert anonymous_client.get(hidden.get_absolute_url()).status_code == 404
