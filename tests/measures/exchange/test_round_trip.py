"""What leaves as a workbook comes back as it was, whatever people have written."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from measures.actions.indicator_values import enter_value
from measures.actions.indicators import add_indicator
from measures.exchange.stock import whole_measures
from measures.exchange.writing import workbook
from measures.forms.measures import LONGEST_BODY, MeasureForm
from measures.models import CostLine, Grant, Measure, Risk
from smartregion.accounts.models import User
from smartregion.core.xmltext import NOT_XML
from tests.factories.county import MunicipalityFactory, OrganisationFactory
from tests.factories.dates import DAY, NOON
from tests.factories.measures import (
    GuidelineFactory,
    MeasureFactory,
    MilestoneFactory,
    PartyFactory,
)
from tests.factories.strategy import ElementFactory
from tests.measures.exchange.books import book, imported, looked_at

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
FEW = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
# What a form lets through: no half characters, no NUL.
words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60)
euros = st.decimals(0, Decimal("9999999999.99"), places=2)
days = st.dates(date(2000, 1, 1), date(2100, 1, 1))


def exported(*, internal: bool = True) -> bytes:
    measures = whole_measures(Measure.objects.order_by("number"))
    return workbook(measures, internal=internal, on=DAY)


def written(title: str, body: str, cost: Decimal, day: date) -> Measure:
    """A measure with something on every sheet."""
    measure = MeasureFactory(
        title=title or "x", body=body, summary=title, appraisal=body, cost_eur=cost, fte=Decimal("1.25"),
        starts_on=day, ends_on=day, contact_point=title, duty="mandatory", priority="high",
    )  # fmt: skip
    measure.municipalities.set([MunicipalityFactory(), MunicipalityFactory()])
    measure.audiences.create(situation="family")
    MilestoneFactory(measure=measure, title=title or "x", waived_reason=body[:300])
    PartyFactory(measure=measure)
    GuidelineFactory(measure=measure, reason=title)
    CostLine.objects.create(measure=measure, year=day.year, kind="staff", label=title or "x", planned_eur=cost, budget_line=title[:40])  # fmt: skip
    Grant.objects.create(measure=measure, programme=title or "x", amount_eur=cost, rate=Decimal("33.33"), note=body)  # fmt: skip
    Risk.objects.create(measure=measure, title=title or "x", probability=1, impact=3, is_internal=True)  # fmt: skip
    return measure


@pytest.mark.slow
@pytest.mark.behaviour("M18")
@FEW
@given(title=words, body=words, cost=euros, day=days)
def test_export_comes_back_unchanged(
    office: User, title: str, body: str, cost: Decimal, day: date
) -> None:
    with transaction.atomic():
        written(title, body, cost, day)
        for internal in (True, False):
            plan = looked_at(exported(internal=internal), office)
            changed = [row for each in plan.changed for row in each.rows]
            assert (plan.faults, changed, plan.new) == ([], [], [])
        transaction.set_rollback(True)


@pytest.mark.slow
@FEW
@given(title=words.filter(str.strip), body=words, cost=euros, day=days)
def test_what_a_file_brought_it_brings_no_second_time(
    office: User, title: str, body: str, cost: Decimal, day: date
) -> None:
    """What the forms straighten is stored as the same file then says it."""
    with transaction.atomic():
        field = ElementFactory(kind="field")
        row = {"Titel": title, "Beschreibung": body, "Zielgruppen": body, "Kostenrahmen in Euro": cost, "geplanter Beginn": day}  # fmt: skip
        row |= {"Nummer": "HF1-M07", "Kurzbeschreibung": "Kurz.", "Handlungsfeld": field.name}
        file = book(Maßnahmen=[{name: fit_for_excel(value) for name, value in row.items()}])
        if not looked_at(file, office).faults:
            imported(file, office)
            assert looked_at(file, office).brings_nothing
        transaction.set_rollback(True)


def fit_for_excel(value: Any) -> Any:
    """Nobody can put control characters into a cell."""
    return NOT_XML.sub("", value) if isinstance(value, str) else value


def test_indicators_of_every_kind_come_back_unchanged(office: User) -> None:
    measure = MeasureFactory()
    described: list[dict[str, Any]] = [
        {"name": "Zahl", "kind": "number", "unit": "Busse", "baseline": Decimal("1.5"), "target": Decimal("1234.567")},
        {"name": "Prozent", "kind": "percent", "baseline": Decimal(0), "target": Decimal("45.5")},
        {"name": "Ja", "kind": "yes_no", "baseline": Decimal(0), "target": Decimal(1)},
        {"name": "Stufen", "kind": "ordinal", "scale": ["Idee", "Plan; fast", "Betrieb"], "baseline": Decimal(1), "target": Decimal(3)},
    ]  # fmt: skip
    for values in described:
        indicator = add_indicator(by=office, at=NOON, measure=measure, source="Zählung", **values)
        enter_value(indicator=indicator, by=office, at=NOON, on=DAY, value=indicator.target)
    plan = looked_at(exported(), office)
    assert (plan.faults, plan.changed) == ([], [])


@pytest.mark.behaviour("M18")
@pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", "+49 30", "-1+1", "@SUM(A1)", "#REF!"])
def test_cells_run_nothing_and_come_back(text: str, office: User) -> None:
    MeasureFactory(title=text, lead=OrganisationFactory(name=text))
    data = exported()
    page = load_workbook(BytesIO(data))["Maßnahmen"]
    cell = next(cell for cell in page[2] if cell.value == text)
    assert (cell.data_type, cell.quotePrefix) == ("s", True)
    plan = looked_at(data, office)
    assert (plan.faults, plan.changed) == ([], [])


@pytest.mark.behaviour("M18")
def test_the_longest_description_fits_into_its_cell(office: User) -> None:
    field = MeasureForm.base_fields["body"]
    longest = f"<p><strong>{'x' * (LONGEST_BODY - 34)}</strong></p>"
    with pytest.raises(ValidationError):
        field.clean(longest.replace("x", "xx", 20))
    MeasureFactory(body=field.clean(longest))
    plan = looked_at(exported(), office)
    assert (plan.faults, plan.changed) == ([], [])


def test_empty_template_brings_nothing_but_says_what_belongs_where(office: User) -> None:
    data = workbook([], internal=True, on=DAY)
    book = load_workbook(BytesIO(data))
    assert book.sheetnames[0] == "Maßnahmen"
    assert {"Listen", "Hinweise"} <= set(book.sheetnames)
    assert "Beschreibung" in {row[1].value for row in book["Hinweise"].iter_rows()}
    assert [fault.reason for fault in looked_at(data, office).faults] == [
        "In der Datei steht keine einzige Maßnahme."
    ]
