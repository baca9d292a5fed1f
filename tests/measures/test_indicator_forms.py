"""Describing indicators and entering values, as the office and those responsible do it."""

import pytest
from django.utils import timezone

from measures.models import Indicator, Measure
from smartregion.accounts.models import User
from tests.cast import ClientAs
from tests.factories.measure_indicators import IndicatorFactory, observed, steps, yes_or_no
from tests.factories.measures import MeasureFactory
from tests.factories.strategy import ElementFactory

pytestmark = pytest.mark.django_db


def described(**values: object) -> dict[str, object]:
    return {
        "name": "Orte", "level": "output", "kind": "number", "direction": "rising",
        "source": "Plan", "interval": "yearly", "lock_version": 1, **values,
    }  # fmt: skip


def add_url(measure: Measure) -> str:
    return f"{measure.get_absolute_url()}kennzahlen/neu/"


# -- describing --------------------------------------------------------------------------------
def test_a_new_indicator_is_typed_as_one_says_it(office: User, client_as: ClientAs) -> None:
    measure = MeasureFactory()
    data = described(
        kind="ordinal", scale="Idee\n\n  Probe  betrieb\nRegelbetrieb\n", baseline="idee",
        target="3", target_on="31.12.2027",
    )  # fmt: skip
    answer = client_as(office).post(add_url(measure), data)
    indicator = measure.indicators.get()
    assert answer["Location"] == indicator.get_absolute_url()
    assert indicator.scale == ["Idee", "Probe betrieb", "Regelbetrieb"]
    assert (indicator.baseline, indicator.target) == (1, 3)
    page = client_as(office).get(f"{indicator.get_absolute_url()}bearbeiten/").content.decode()
    assert 'value="Idee"' in page
    assert "Idee\nProbe betrieb\nRegelbetrieb" in page


@pytest.mark.behaviour("M9")
@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"baseline": "viele"}, "baseline"), ({"target": "1,2345"}, "target"),
        ({"target": "999999999999"}, "target"), ({"kind": "yes_no", "target": "2"}, "target"),
        ({"kind": "ordinal", "scale": "a\nb", "target": "c"}, "target"),
        ({"kind": "ordinal", "scale": "a"}, "scale"), ({"baseline_on": "2025-01-01"}, "baseline"),
        ({"target_on": "2025-01-01"}, "target"), ({"kind": "percent", "target": "101"}, "target"),
        ({"baseline": "60", "target": "20"}, "target"), ({"kind": "quatsch"}, "kind"),
        ({"baseline": "1", "baseline_on": "2190-01-01"}, "baseline_on"),
        ({"scale": "\n".join("abcdefghijklm"), "kind": "ordinal"}, "scale"), ({"name": ""}, "name"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_comes_back_with_all_that_was_typed(
    values: dict[str, object], field: str, office: User, client_as: ClientAs
) -> None:
    measure = MeasureFactory()
    answer = client_as(office).post(add_url(measure), described(source="Mein Plan", **values))
    assert answer.status_code == 200
    assert field in answer.context["form"].errors
    assert "Mein Plan" in answer.content.decode()
    assert not Indicator.objects.exists()


def test_the_same_name_twice_is_said(office: User, client_as: ClientAs) -> None:
    there = IndicatorFactory(name="Orte")
    answer = client_as(office).post(add_url(there.measure), described())
    assert "gibt es hier schon" in answer.content.decode()


def test_the_second_editor_sees_both(office: User, client_as: ClientAs) -> None:
    indicator = IndicatorFactory(name="Orte", target=60)
    url, client = f"{indicator.get_absolute_url()}bearbeiten/", client_as(office)
    assert client.post(url, described(target="70", baseline="0")).status_code == 302
    answer = client.post(url, described(target="80", baseline="0"))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert 'value="80"' in page
    assert "70" in page
    again = described(target="80", baseline="0", lock_version=2)
    assert client.post(url, again).status_code == 302
    assert Indicator.objects.get().target == 80


def test_an_objective_gets_its_indicator_from_those_who_manage(
    office: User, owner: User, client_as: ClientAs
) -> None:
    objective = ElementFactory(kind="objective")
    url = f"/massnahmen/ziele/{objective.pk}/kennzahlen/neu/"
    assert client_as(owner).post(url, described()).status_code == 403
    assert client_as(office).post(url, described()).status_code == 404


def test_only_without_values_an_indicator_is_removed(office: User, client_as: ClientAs) -> None:
    empty, used = IndicatorFactory(), IndicatorFactory()
    observed(used, 3)
    client = client_as(office)
    assert client.post(f"{used.get_absolute_url()}entfernen/").status_code == 409
    assert "entfernen?" in client.get(f"{empty.get_absolute_url()}entfernen/").content.decode()
    answer = client.post(f"{empty.get_absolute_url()}entfernen/")
    assert answer["Location"] == empty.measure.get_absolute_url()
    assert list(Indicator.objects.all()) == [used]


# -- values ------------------------------------------------------------------------------------
def value_url(indicator: Indicator) -> str:
    return f"{indicator.get_absolute_url()}wert/"


def mine(owner: User, **values: object) -> Indicator:
    return IndicatorFactory(measure=MeasureFactory(responsible=owner), **values)


@pytest.mark.parametrize(("typed", "stored"), [("1.250,5", "1250.500"), ("27 Orte", "27.000")])
def test_who_is_responsible_enters_a_value_on_the_way(
    typed: str, stored: str, owner: User, client_as: ClientAs
) -> None:
    indicator = mine(owner)
    answer = client_as(owner).post(
        f"{value_url(indicator)}?zurueck=meine", {"value": typed, "on": "2025-12-31"}
    )
    assert answer["Location"] == "/massnahmen/kennzahlen/meine/"
    entry = indicator.entries.get()
    assert (str(entry.value), entry.entered_by) == (stored, owner)


def test_the_form_of_each_kind_asks_its_question(office: User, client_as: ClientAs) -> None:
    client = client_as(office)
    share = IndicatorFactory(kind="percent", unit="")
    for indicator, words in (
        (IndicatorFactory(unit="Orte"), "Wert (Orte)"), (share, "Wert in Prozent"),
        (steps(), "Probebetrieb"), (yes_or_no(), "nein"),
    ):  # fmt: skip
        assert words in client.get(value_url(indicator)).content.decode()
    client.post(value_url(share), {"value": "45,5 %", "on": "2025-12-31"})
    assert share.entries.get().value == 45.5


@pytest.mark.behaviour("M9")
@pytest.mark.parametrize(
    ("make", "typed"),
    [
        (IndicatorFactory, "viele"), (IndicatorFactory, ""), (IndicatorFactory, "1,2345"), (IndicatorFactory, "1e9"),
        (steps, "5"), (steps, "Fertig"), (yes_or_no, "2"),
    ],
)  # fmt: skip
def test_what_is_no_value_is_refused_and_kept_in_the_form(
    make: object, typed: str, office: User, client_as: ClientAs
) -> None:
    indicator = make()  # type: ignore[operator]
    data = {"value": typed, "on": "2025-12-31", "note": "Mein Satz"}
    answer = client_as(office).post(value_url(indicator), data)
    assert "value" in answer.context["form"].errors
    assert "Mein Satz" in answer.content.decode()
    assert not indicator.entries.exists()


@pytest.mark.behaviour("M9")
def test_a_second_value_of_a_day_is_refused_at_the_day(office: User, client_as: ClientAs) -> None:
    entry = observed(IndicatorFactory(), 27)
    answer = client_as(office).post(value_url(entry.indicator), {"value": "3", "on": "2025-12-31"})
    assert "schon ein Wert eingetragen" in answer.context["form"].errors["on"][0]


def test_others_than_those_responsible_enter_nothing(
    owner: User, participant: User, client_as: ClientAs
) -> None:
    indicator = IndicatorFactory()
    for person in (owner, participant):
        assert client_as(person).get(value_url(indicator)).status_code == 403


def test_my_indicators_are_those_of_my_measures(owner: User, client_as: ClientAs) -> None:
    late, fresh = mine(owner, name="Fällig"), mine(owner, name="Frisch")
    fresh.entries.create(on=timezone.localdate(), value=3, entered_at=timezone.now())
    IndicatorFactory(name="Fremd")
    context = client_as(owner).get("/massnahmen/kennzahlen/meine/").context
    assert [line.pk for line in context["wanted"]] == [late.pk]
    assert [line.pk for line in context["others"]] == [fresh.pk]


def test_a_value_is_corrected_and_taken_back_with_a_reason(
    owner: User, client_as: ClientAs
) -> None:
    wrong = observed(mine(owner), 72)
    client, base = client_as(owner), f"{wrong.indicator.get_absolute_url()}werte/{wrong.pk}/"
    assert client.post(f"{base}berichtigen/", {"value": "27"}).status_code == 200
    client.post(f"{base}berichtigen/", {"value": "27", "note": "Zahlendreher"})
    # The page was still open in another tab.
    late = client.post(f"{base}berichtigen/", {"value": "28", "note": "Nein"})
    assert late.status_code == 409
    right = wrong.indicator.entries.current().get()
    base = f"{wrong.indicator.get_absolute_url()}werte/{right.pk}/"
    assert "zurücknehmen?" in client.get(f"{base}zuruecknehmen/").content.decode()
    assert client.post(f"{base}zuruecknehmen/", {}).status_code == 200
    client.post(f"{base}zuruecknehmen/", {"note": "Falsche Kennzahl"})
    assert not wrong.indicator.entries.current().exists()


def test_an_entry_of_another_indicator_is_not_found(office: User, client_as: ClientAs) -> None:
    one, other = observed(IndicatorFactory(), 1), IndicatorFactory()
    url = f"{other.get_absolute_url()}werte/{one.pk}/berichtigen/"
    assert client_as(office).get(url).status_code == 404
