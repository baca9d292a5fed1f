"""Numbers: the next one, and all of them anew."""

import pytest
from django.urls import reverse

from smartregion.core.errors import WrongState
from strategy import actions
from strategy.models import Element, ElementText, StrategyVersion
from strategy.queries import next_number, renumbering
from tests.factories.strategy import ElementTextFactory, VersionFactory, whole_version

Kind = Element.Kind
pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def text(version: StrategyVersion, kind: str, number: str = "", **values) -> ElementText:
    return ElementTextFactory(version=version, kind=kind, number=number, **values)


@pytest.mark.parametrize(
    ("kind", "taken", "number"),
    [
        (Kind.VISION, [], "V"),
        (Kind.VISION, ["V"], "V2"),
        (Kind.GUIDELINE, [], "L1"),
        (Kind.GUIDELINE, ["L1", "L9", "L10"], "L11"),
        (Kind.FIELD, ["HF1", "HF2.7", "HF1-Z8"], "HF2"),
        (Kind.SECTION, ["1", "2", "HF9"], "3"),
    ],
)
def test_next_number_follows_the_highest_of_its_row(kind, taken, number) -> None:
    version = VersionFactory()
    for each in taken:
        text(version, kind, each)
    assert next_number(version, kind) == number


def test_next_number_below_something_carries_its_number() -> None:
    version = VersionFactory()
    field = text(version, Kind.FIELD, "HF3")
    text(version, Kind.OBJECTIVE, "HF3-Z2", parent=field)
    assert next_number(version, Kind.OBJECTIVE, parent=field) == "HF3-Z3"
    sub = text(version, Kind.FIELD, next_number(version, Kind.FIELD, parent=field), parent=field)
    assert sub.number == "HF3.1"
    assert next_number(version, Kind.OBJECTIVE, parent=sub) == "HF3.1-Z1"


def test_number_that_would_not_fit_is_not_suggested() -> None:
    field = text(VersionFactory(), Kind.FIELD, "HANDLUNG-007")
    assert next_number(field.version, Kind.OBJECTIVE, parent=field) == ""


def test_new_numbers_follow_the_order_of_the_page(office) -> None:
    version = VersionFactory()
    second, first = text(version, Kind.FIELD, "HF1"), text(version, Kind.FIELD, "HF2")
    goal = text(version, Kind.OBJECTIVE, "HF2-Z1", parent=first)
    sub = text(version, Kind.FIELD, "X", parent=first)
    actions.move_text(text=first, up=True, by=office)
    changes = {new.text: new.number for new in renumbering(version)}
    assert changes == {first: "HF1", goal: "HF1-Z1", sub: "HF1.1", second: "HF2"}
    # The two fields change places: on the way no number may stand twice.
    assert actions.renumber(version=version, by=office) == 4
    first.refresh_from_db()
    assert (first.number, first.lock_version) == ("HF1", 2)
    assert Element.objects.get(pk=first.element_id).number == "HF1"
    assert renumbering(version) == []


def test_sections_without_a_number_stay_without_one() -> None:
    version = VersionFactory()
    text(version, Kind.SECTION)
    counted = text(version, Kind.SECTION, "7")
    part = text(version, Kind.SECTION, "7.1", parent=counted)
    changes = {new.text: new.number for new in renumbering(version)}
    assert changes == {counted: "1", part: "1.1"}


def test_one_vision_is_not_counted() -> None:
    version = VersionFactory()
    vision = text(version, Kind.VISION)
    assert [new.number for new in renumbering(version)] == ["V"]
    text(version, Kind.VISION)
    assert [new.number for new in renumbering(version)] == ["V1", "V2"]
    assert vision.number == ""


def test_numbers_of_a_locked_version_stay(office) -> None:
    with pytest.raises(WrongState):
        actions.renumber(version=whole_version(adopted=True), by=office)


def test_office_sees_the_new_numbers_before_they_are_given(client_as, office) -> None:
    version = VersionFactory()
    field = text(version, Kind.FIELD, "HF7")
    url = reverse("strategy:renumber", args=[version.strategy.slug, version.label])
    client = client_as(office)
    page = client.get(url).content.decode()
    assert "1 Nummer ändert sich" in page
    assert "HF7" in page
    client.post(url)
    field.refresh_from_db()
    assert field.number == "HF1"
    assert "Alle Nummern stimmen" in client.get(url).content.decode()


@pytest.mark.parametrize(
    ("kind", "below", "suggested"),
    [("field", "", "HF2"), ("field", "field", "HF1.1"), ("objective", "field", "HF1-Z1")],
)
def test_form_of_a_new_text_suggests_its_number(client_as, office, kind, below, suggested) -> None:
    version = VersionFactory()
    field = text(version, Kind.FIELD, "HF1")
    url = reverse("strategy:text_create", args=[version.strategy.slug, version.label, kind])
    query = {"unter": field.element_id} if below else {}
    form = client_as(office).get(url, query).context["form"]
    assert form["number"].value() == suggested
    assert form["parent"].value() == (field.pk if below else None)


def test_new_objective_without_a_number_gets_the_next_one_of_its_field(client_as, office) -> None:
    version = VersionFactory()
    field = text(version, Kind.FIELD, "HF1")
    url = reverse("strategy:text_create", args=[version.strategy.slug, version.label, "objective"])
    client_as(office).post(url, {"title": "Bus", "parent": field.pk, "number": ""})
    assert version.texts.get(title="Bus").number == "HF1-Z1"


@pytest.mark.parametrize("unter", ["x", "00000000-0000-0000-0000-000000000000"])
def test_unknown_place_of_a_new_text_is_left_out(client_as, office, unter) -> None:
    version = VersionFactory()
    url = reverse("strategy:text_create", args=[version.strategy.slug, version.label, "field"])
    assert client_as(office).get(url, {"unter": unter}).status_code == 200
