"""What may go wrong with measures: written, read by those who may, and drawn."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils.translation import override

from measures.actions.risks import RiskRow, set_risks
from measures.charts.risks import risk_counts, risk_matrix
from measures.models import FieldChange, Measure
from measures.queries.risks import risks_among, risks_of
from smartregion.accounts.models import User
from tests.cast import ClientAs
from tests.factories.dates import NOON
from tests.factories.measure_hazards import RiskFactory
from tests.factories.measures import MeasureFactory
from tests.pages import page_of, queries_of

pytestmark = pytest.mark.django_db
EVERYBODY = AnonymousUser()


def test_set_risks_adds_changes_and_removes(office: User) -> None:
    measure = MeasureFactory()
    kept, gone = RiskFactory(measure=measure), RiskFactory(measure=measure)
    rows = [
        RiskRow("Personal fehlt", 3, 3, "Ausbilden", is_internal=True),
        RiskRow("Strom fällt aus", 1, 2, pk=kept.pk),
    ]
    set_risks(measure=measure, by=office, at=NOON, lock_version=1, rows=rows)
    stored = {risk.title: risk for risk in measure.risks.all()}
    assert set(stored) == {"Personal fehlt", "Strom fällt aus"}
    assert stored["Strom fällt aus"].pk == kept.pk
    assert stored["Personal fehlt"].is_internal
    assert not measure.risks.filter(pk=gone.pk).exists()


def test_set_risks_leaves_its_trace(office: User) -> None:
    measure = MeasureFactory()
    rows = [RiskRow("Personal fehlt", 3, 1, "Ausbilden", is_internal=True)]
    set_risks(measure=measure, by=office, at=NOON, lock_version=1, rows=rows)
    change = FieldChange.objects.get(field="risks")
    assert change.new == (
        "Personal fehlt; Wahrscheinlichkeit hoch, Auswirkung gering; Ausbilden; nur intern"
    )


def test_heaviest_risk_stands_first() -> None:
    measure = MeasureFactory()
    for probability, impact in ((1, 1), (3, 3), (2, 3)):
        RiskFactory(measure=measure, probability=probability, impact=impact)
    lines = risks_of([measure.pk], internal=False)[measure.pk]
    assert [line.weight for line in lines] == [9, 6, 1]


@pytest.mark.behaviour("M20")
def test_internal_risks_are_for_the_office_only(
    office: User, anonymous_client: Any, client_as: ClientAs
) -> None:
    risk = RiskFactory(title="Streit mit der Nachbargemeinde", is_internal=True)
    assert risks_of([risk.measure_id], internal=False) == {}
    for url in (risk.measure.get_absolute_url(), "/massnahmen/risiken/"):
        assert risk.title not in page_of(anonymous_client, url)
        assert risk.title in page_of(client_as(office), url)


@pytest.mark.behaviour("M20")
def test_risks_of_hidden_measures_are_hidden_with_them(anonymous_client: Any) -> None:
    risk = RiskFactory(measure__is_public=False)
    assert risk.title not in page_of(anonymous_client, "/massnahmen/risiken/")


def test_risks_of_what_is_over_are_over() -> None:
    RiskFactory(measure__state="completed")
    RiskFactory(measure__state="cancelled", measure__state_reason="Zu teuer.")
    open_risk = RiskFactory()
    found = risks_among(Measure.objects.all(), visible_to=EVERYBODY)
    assert [each.risk.title for each in found] == [open_risk.title]


def test_list_of_many_asks_as_often_as_of_few(anonymous_client: Any) -> None:
    RiskFactory()
    few = queries_of(lambda: page_of(anonymous_client, "/massnahmen/risiken/"))
    RiskFactory.create_batch(3)
    assert queries_of(lambda: page_of(anonymous_client, "/massnahmen/risiken/")) == few


def test_list_takes_the_filter_of_the_address(anonymous_client: Any) -> None:
    inside = RiskFactory(measure__is_key_project=True)
    outside = RiskFactory()
    page = page_of(anonymous_client, "/massnahmen/risiken/?key=on")
    assert inside.title in page
    assert outside.title not in page


def test_matrix_shows_where_each_risk_lies() -> None:
    measure = MeasureFactory()
    RiskFactory(measure=measure, probability=3, impact=1, title="Oft und leicht")
    RiskFactory(measure=measure, probability=3, impact=3, title="Oft und schwer")
    with override("de"):
        chart = risk_matrix(risks_of([measure.pk], internal=False)[measure.pk])
    cells = {label.text: label for label in chart.wide.labels if label.bold}
    assert cells["1"].y == cells["2"].y
    assert cells["1"].x > cells["2"].x
    assert chart.table.rows == (
        ("1. Oft und schwer", "hoch", "hoch", "9"),
        ("2. Oft und leicht", "hoch", "gering", "3"),
    )
    assert "2 Risiken, davon 1 hohe" in chart.summary


def test_counts_of_many_measures() -> None:
    RiskFactory.create_batch(3, probability=1, impact=3)
    with override("de"):
        chart = risk_counts(risks_among(Measure.objects.all(), visible_to=EVERYBODY))
    assert "3" in [label.text for label in chart.narrow.labels]
    assert len(chart.table.rows) == 3


def test_rows_form_writes_risks(office: User, client_as: ClientAs) -> None:
    measure = MeasureFactory()
    data = {
        "form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 0, "lock_version": 1,
        "form-0-title": "Personal fehlt", "form-0-probability": "3", "form-0-impact": "2",
    }  # fmt: skip
    answer = client_as(office).post(f"{measure.get_absolute_url()}risiken/", data)
    assert answer.status_code == 302
    assert measure.risks.get().weight == 6


@pytest.mark.parametrize("degree", ["", "0", "4", "hoch"])
def test_rows_form_refuses_what_is_no_degree(
    degree: str, office: User, client_as: ClientAs
) -> None:
    measure = MeasureFactory()
    data = {
        "form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 0, "lock_version": 1,
        "form-0-title": "Personal fehlt", "form-0-probability": degree, "form-0-impact": "2",
    }  # fmt: skip
    answer = client_as(office).post(f"{measure.get_absolute_url()}risiken/", data)
    assert answer.status_code == 200
    assert "Personal fehlt" in answer.content.decode()
    assert not measure.risks.exists()
