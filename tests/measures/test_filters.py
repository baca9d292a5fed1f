"""The filter that every picture of measures takes from its address."""

from typing import Any
from uuid import UUID

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict

from measures.forms import MeasureFilter
from measures.models import Audience, Measure
from tests.factories.county import MunicipalityFactory
from tests.factories.measures import GuidelineFactory, MeasureFactory, closed
from tests.factories.strategy import ElementFactory, VersionFactory
from tests.pages import queries_of

pytestmark = pytest.mark.django_db


def chosen(address: str) -> MeasureFilter:
    measures = Measure.objects.public()
    return MeasureFilter(QueryDict(address), measures=measures, visible_to=AnonymousUser())


def numbers(address: str) -> list[str]:
    wanted = chosen(address).apply(Measure.objects.public())
    return list(wanted.values_list("number", flat=True))


def offered(wanted: MeasureFilter, name: str) -> dict[str, str]:
    return dict(wanted.fields[name].choices)  # type: ignore[attr-defined]


@pytest.fixture
def two() -> tuple[Measure, Measure]:
    """One measure with every quality, and one with none of them."""
    town = MunicipalityFactory(slug="ziesar", name="Ziesar")
    full = MeasureFactory(number="A1", state="completed", is_key_project=True, title="Rufbus")
    full.municipalities.add(town)
    Audience.objects.create(measure=full, situation="old")
    GuidelineFactory(measure=full, level=1, guideline__slug="offen", guideline__name="Offen")
    other = MeasureFactory(number="B1", field__strategy=full.strategy)
    other.municipalities.add(MunicipalityFactory(slug="teltow"))
    GuidelineFactory(measure=other, level=0, guideline__slug="rest")
    closed((full, "red"), (other, "green"))
    return full, other


@pytest.mark.behaviour("M19")
def test_each_filter_leaves_what_has_the_quality(two: tuple[Measure, Measure]) -> None:
    field = two[0].field.slug
    for address in (
        f"field={field}", "state=completed", "light=red", "municipality=ziesar", "situation=old",
        "guideline=offen", "key=on", "q=bus", "situation=old&guideline=offen&key=on&q=rufbus",
    ):  # fmt: skip
        assert numbers(address) == ["A1"], address
    assert numbers("situation=old&state=running") == []
    assert numbers("") == ["A1", "B1"]


@pytest.mark.behaviour("M19")
def test_each_choice_says_what_it_would_leave_with_the_others_as_they_are() -> None:
    field = ElementFactory(kind="field", name="Verkehr", number="2")
    for state in ("running", "running", "completed"):
        MeasureFactory(field=field, state=state)
    MeasureFactory(field__strategy=field.strategy, state="running", is_key_project=True)
    wanted = chosen("state=running")
    assert offered(wanted, "field")[field.slug] == "2 Verkehr (2)"
    # A filter does not narrow its own choices.
    assert offered(wanted, "state")["completed"] == "abgeschlossen (1)"
    assert "(1)" in str(wanted.fields["key"].label)


@pytest.mark.behaviour("M19")
def test_counts_are_what_the_filter_then_finds(two: tuple[Measure, Measure]) -> None:
    wanted = chosen("state=completed")
    for name in ("field", "light", "municipality", "situation", "guideline"):
        for value, label in offered(wanted, name).items():
            if value:
                found = numbers(f"state=completed&{name}={value}")
                assert label.endswith(f"({len(found)})"), (name, value)


def test_measure_without_municipality_is_for_each_of_them(two: tuple[Measure, Measure]) -> None:
    MeasureFactory(number="C1", field=two[0].field)
    assert numbers("municipality=ziesar") == ["A1", "C1"]


def test_field_has_what_went_into_it_before() -> None:
    heir = ElementFactory(kind="field", slug="heute")
    old = ElementFactory(kind="field", slug="frueher", name="Verkehr", strategy=heir.strategy)
    old.retired_in, old.successor = VersionFactory(strategy=heir.strategy), heir
    old.save()
    MeasureFactory(number="A1", field=old)
    also = MeasureFactory(number="B1", field__strategy=heir.strategy)
    also.further_fields.add(heir)
    assert numbers("field=heute") == ["A1", "B1"]
    assert numbers("field=frueher") == ["A1"]
    assert offered(chosen(""), "field")["frueher"] == "Verkehr (früher) (1)"


def test_guidelines_of_one_name_in_two_strategies_are_one_choice() -> None:
    for number in ("A1", "B1"):
        GuidelineFactory(measure=MeasureFactory(number=number), guideline__slug="offen")
    assert numbers("guideline=offen") == ["A1", "B1"]


@pytest.mark.parametrize(
    "address", ["state=quatsch", "field=weg", "municipality=%00", "q=%25", "light=x&situation=y"]
)
def test_nonsense_is_left_out(address: str, two: tuple[Measure, Measure]) -> None:
    assert numbers(address) == ["A1", "B1"]
    assert not chosen(address).is_active


def test_chips_take_back_one_choice_each_and_keep_the_rest(two: tuple[Measure, Measure]) -> None:
    wanted = chosen("q=bus&state=completed&key=on&page=3&ansicht=tabelle&light=")
    assert [(chip.label, chip.value) for chip in wanted.chips] == [
        ("Suche", "bus"), ("Stand", "abgeschlossen"), ("nur Schlüsselprojekte", "ja"),
    ]  # fmt: skip
    assert wanted.chips[1].without == "q=bus&key=on&ansicht=tabelle"
    assert wanted.query == "q=bus&state=completed&key=on"


def test_filter_costs_the_same_for_one_and_many() -> None:
    field = ElementFactory(kind="field")
    costs = []
    for more in (1, 2):
        for _ in range(more):
            measure = MeasureFactory(field=field)
            Audience.objects.create(measure=measure, situation="old")
            GuidelineFactory(measure=measure)
            measure.municipalities.add(MunicipalityFactory())
        costs.append(queries_of(lambda: _all_of(chosen("q=Vorhaben&state=running"))))
    assert costs[0] == costs[1]


def _all_of(wanted: MeasureFilter) -> list[UUID]:
    return [measure.pk for measure in wanted.apply(Measure.objects.public())]


def test_plain_dictionary_will_do(two: tuple[Measure, Measure]) -> None:
    data: dict[str, Any] = {"state": "completed"}
    wanted = MeasureFilter(data, measures=Measure.objects.all(), visible_to=AnonymousUser())
    assert wanted.query == "state=completed"
    assert wanted.chips[0].without == ""
