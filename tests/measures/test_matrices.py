"""Guidelines × measures, and municipalities × fields of action."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from measures.charts.guidelines import guidelines_by_field
from measures.charts.municipalities import coverage_by_maturity, measures_by_place
from measures.models import Measure
from measures.queries.guideline_matrix import GuidelineMatrix, guideline_matrix
from measures.queries.municipality_matrix import MunicipalityMatrix, municipality_matrix
from strategy.models import Element
from tests.factories.county import MunicipalityFactory
from tests.factories.dates import DAY
from tests.factories.measures import GuidelineFactory, MeasureFactory
from tests.factories.strategy import (
    ElementFactory,
    ElementTextFactory,
    ResolutionFactory,
    VersionFactory,
)
from tests.factories.strategy_maturity import DimensionFactory, closed
from tests.pages import page_of, queries_of

pytestmark = pytest.mark.django_db
NOBODY = AnonymousUser()
GUIDELINES, MUNICIPALITIES = "/massnahmen/leitlinien/", "/massnahmen/gemeinden/"


def by_guideline() -> GuidelineMatrix:
    return guideline_matrix(Measure.objects.public().order_by("number"), visible_to=NOBODY)


def by_place() -> MunicipalityMatrix:
    return municipality_matrix(Measure.objects.public(), visible_to=NOBODY)


# -- guidelines --------------------------------------------------------------------------------
def test_matrix_tells_levels_and_both_kinds_of_gaps() -> None:
    strong = GuidelineFactory(
        level=3, measure__number="A1", guideline__name="Offen", guideline__position=1
    )
    strategy = strong.measure.strategy
    ElementFactory(kind="guideline", strategy=strategy, name="Niemand dient mir", position=2)
    none = GuidelineFactory(
        level=0,
        guideline=strong.guideline,
        measure__number="B1",
        measure__field=strong.measure.field,
    )
    MeasureFactory(number="C1", field=strong.measure.field)
    matrix = by_guideline()
    assert [row.levels for row in matrix.rows] == [(3, None), (0, None), (None, None)]
    assert [column.name for column in matrix.unserved] == ["Niemand dient mir"]
    gaps = {row.number: row.is_unrated for row in matrix.serving_none}
    assert gaps == {none.measure.number: False, "C1": True}
    assert (matrix.columns[0].served_by, matrix.columns[0].strongly_by) == (1, 1)


def test_matrix_keeps_what_was_said_of_a_guideline_before_it_was_reworded() -> None:
    heir = ElementFactory(kind="guideline", name="Heute")
    given = GuidelineFactory(level=2, guideline__strategy=heir.strategy)
    old = given.guideline
    old.retired_in, old.successor = VersionFactory(strategy=heir.strategy), heir
    old.save()
    GuidelineFactory(level=1, guideline=heir, measure=given.measure)
    matrix = by_guideline()
    assert [column.name for column in matrix.columns] == ["Heute"]
    assert matrix.rows[0].levels == (2,)


def test_matrix_leaves_out_what_was_given_up(anonymous_client: Client) -> None:
    given = GuidelineFactory(measure__state="rejected", measure__state_reason="Zu teuer.")
    page = page_of(anonymous_client, GUIDELINES)
    assert given.measure.title not in page
    assert given.measure.title in page_of(anonymous_client, f"{GUIDELINES}?state=rejected")


def test_matrix_keeps_internal_measures_to_itself(anonymous_client: Client) -> None:
    hidden = GuidelineFactory(measure__is_public=False, measure__title="Verborgen").measure
    hidden.municipalities.add(MunicipalityFactory())
    assert "Verborgen" not in page_of(anonymous_client, GUIDELINES)
    assert by_guideline().columns[0].served_by == 0
    assert by_place().towns[0].total == 0


def test_picture_counts_per_field_and_frames_what_is_empty() -> None:
    first = GuidelineFactory(level=1, measure__field__name="Verkehr", guideline__position=1)
    ElementFactory(kind="guideline", strategy=first.measure.strategy, name="Leer", position=9)
    chart = guidelines_by_field(by_guideline())
    assert chart.table.rows[0][0] == "Verkehr"
    assert chart.table.rows[0][-2:] == ("1", "0")
    assert "Leer: 0 Maßnahmen" in chart.summary


def test_guideline_page_says_what_is_missing(anonymous_client: Client) -> None:
    given = GuidelineFactory(level=2, reason="Es hilft.")
    MeasureFactory(title="Ohne Beitrag", field=given.measure.field)
    page = page_of(anonymous_client, GUIDELINES)
    for text in ("1 Maßnahme ohne Beitrag", "nicht bewertet", "●●○", given.guideline.name):
        assert text in page, text


@pytest.mark.parametrize("url", [GUIDELINES, MUNICIPALITIES])
def test_pages_cost_the_same_for_one_and_many(url: str, anonymous_client: Client) -> None:
    field = ElementFactory(kind="field")
    costs = []
    for more in (1, 2, 10):
        for _ in range(more):
            given = GuidelineFactory(measure__field=field)
            given.measure.municipalities.add(MunicipalityFactory())
        costs.append(queries_of(lambda: page_of(anonymous_client, url)))
    assert len(set(costs)) == 1


@pytest.mark.parametrize("url", [GUIDELINES, MUNICIPALITIES, f"{GUIDELINES}?q=nirgends"])
def test_pages_of_an_empty_county_say_so(url: str, anonymous_client: Client) -> None:
    assert "empty-state" in page_of(anonymous_client, url)
    assert not anonymous_client.get(url).cookies


# -- municipalities ----------------------------------------------------------------------------
def test_places_have_what_names_them_and_the_county_what_names_none_or_all() -> None:
    here = MunicipalityFactory(slug="a", name="Hier", population=2000)
    there = MunicipalityFactory(slug="b", name="Dort", population=4000)
    for_all, everyone, only_here = MeasureFactory.create_batch(3, field=_field())
    everyone.municipalities.set([here, there])
    only_here.municipalities.add(here)
    matrix = by_place()
    assert matrix.everywhere_total == 2
    assert [(town.name, town.counts, town.total) for town in matrix.towns] == [
        ("Hier", (1,), 1), ("Dort", (0,), 0),
    ]  # fmt: skip
    assert matrix.towns[0].per_thousand == 0.5
    assert [town.name for town in matrix.gaps] == ["Dort"]
    assert for_all.field.name in measures_by_place(matrix).table.head


def test_measure_counts_in_each_of_its_fields_and_once_in_the_total() -> None:
    town, _other = MunicipalityFactory(), MunicipalityFactory()
    field = _field()
    measure = MeasureFactory(field=field)
    measure.further_fields.add(ElementFactory(kind="field", strategy=field.strategy, position=9))
    measure.municipalities.add(town)
    found = next(one for one in by_place().towns if one.slug == town.slug)
    assert (found.counts, found.total) == ((1, 1), 1)


def test_places_stand_beside_their_middle_level_and_those_behind_in_both_are_named() -> None:
    far, near = (
        MunicipalityFactory(slug="a", name="Weit"),
        MunicipalityFactory(slug="b", name="Nah"),
    )
    silent = MunicipalityFactory(slug="c", name="Still")
    one, two = DimensionFactory.create_batch(2)
    closed((far, one, 0), (far, two, 1), (near, one, 3), (near, two, 3))
    MeasureFactory().municipalities.add(near)
    MeasureFactory().municipalities.set([near, silent])
    matrix = by_place()
    assert [str(town.maturity) for town in matrix.towns] == ["0–1", "3", "None"]
    assert [town.name for town in matrix.behind] == ["Weit"]
    bars = coverage_by_maturity(matrix).table.rows
    assert [row[0] for row in bars] == ["Stufe 0–1 (1 Gemeinde)", "Stufe 3 (1 Gemeinde)"]


def test_part_of_a_field_stands_there_only_with_measures() -> None:
    MunicipalityFactory()
    whole, part = _field(), ElementFactory(kind="field", position=2)
    version = VersionFactory(strategy=whole.strategy, state="consultation")
    above = ElementTextFactory(version=version, element=whole)
    ElementTextFactory(version=version, element=part, parent=above)
    assert [one.pk for one in by_place().fields] == [whole.pk]
    MeasureFactory(field=part)
    assert [one.pk for one in by_place().fields] == [whole.pk, part.pk]


def test_field_that_only_a_draft_has_waits_for_its_first_measure() -> None:
    MunicipalityFactory()
    today, coming = _field(), ElementFactory(kind="field", position=2)
    coming.strategy = today.strategy
    coming.save()
    adopted = ElementTextFactory(version__strategy=today.strategy, element=today).version
    adopted.state, adopted.resolution, adopted.effective_from = "adopted", ResolutionFactory(), DAY
    adopted.save()
    draft = VersionFactory(strategy=today.strategy, state="consultation")
    ElementTextFactory(version=draft, element=coming)
    assert [one.pk for one in by_place().fields] == [today.pk]
    MeasureFactory(field=coming)
    assert [one.pk for one in by_place().fields] == [today.pk, coming.pk]


def test_municipality_page_leads_to_the_measures_of_a_place(anonymous_client: Client) -> None:
    town = MunicipalityFactory(slug="ziesar", name="Ziesar", population=2600)
    MunicipalityFactory()
    MeasureFactory().municipalities.add(town)
    page = page_of(anonymous_client, MUNICIPALITIES)
    assert "/massnahmen/?municipality=ziesar" in page
    assert "2.600" in page
    assert "noch keine Gemeinde etwas gemeldet" in page


def _field() -> Element:
    return ElementFactory(kind="field", position=1)
