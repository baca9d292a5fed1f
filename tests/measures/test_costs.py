"""Cost lines: what may stand in them, and that grants stay below them."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from measures.actions import change_measure
from measures.actions.costs import CostRow, set_cost_lines
from measures.forms.costs import CostRows
from measures.models import FieldChange, Measure
from smartregion.accounts.models import User
from smartregion.core.models import AuditEntry
from tests.factories.dates import DAY, NOON
from tests.factories.measure_money import CostLineFactory, GrantFactory
from tests.factories.measures import MeasureFactory

pytestmark = [pytest.mark.django_db, pytest.mark.behaviour("M5"), pytest.mark.slow]


def row(
    year: int = 2026, label: str = "Fahrzeug", planned: str = "1000", **more: object
) -> CostRow:
    return CostRow(year, "investment", label, Decimal(planned), **more)  # type: ignore[arg-type]


def set_to(measure: Measure, by: User, *rows: CostRow) -> None:
    measure.refresh_from_db()
    set_cost_lines(measure=measure, by=by, at=NOON, lock_version=measure.lock_version, rows=rows)


def rows_sent(measure: Measure, *rows: dict[str, str]) -> CostRows:
    """The rows of the page as a browser sends them."""
    data = {"form-TOTAL_FORMS": str(len(rows)), "form-INITIAL_FORMS": "0"}
    for place, row in enumerate(rows):
        data |= {f"form-{place}-{name}": value for name, value in row.items()}
    return CostRows(data, measure=measure, on=DAY)


def typed(**changes: str) -> dict[str, str]:
    return {
        "year": "2026", "kind": "staff", "label": "Stelle", "planned_eur": "1.234,50", **changes,
    }  # fmt: skip


# -- what is kept ------------------------------------------------------------------------------
def test_lines_are_replaced_and_what_they_said_stays_in_the_history(office: User) -> None:
    measure = MeasureFactory()
    set_to(measure, office, row(label="Bus"))
    set_to(measure, office, row(label="Bahn", actual_eur=Decimal("12.50"), budget_line="54700"))
    line = measure.cost_lines.get()
    assert (line.label, line.actual_eur) == ("Bahn", Decimal("12.50"))
    change = FieldChange.objects.filter(field="cost_lines").latest("pk")
    assert change.old == "2026, Investition, Bus, geplant 1.000 €".replace(
        " €", "\N{NO-BREAK SPACE}€"
    )
    assert "Produktkonto 54700" in change.new
    assert AuditEntry.objects.filter(verb="set_cost_lines").count() == 2


def test_two_lines_may_change_places(office: User) -> None:
    measure = MeasureFactory()
    set_to(measure, office, row(label="A"), row(label="B", planned="2000"))
    set_to(measure, office, row(label="B"), row(label="A", planned="2000"))
    assert dict(measure.cost_lines.values_list("label", "planned_eur")) == {"A": 2000, "B": 1000}


# -- what is refused ---------------------------------------------------------------------------
def test_the_same_thing_twice_in_a_year_is_refused(office: User) -> None:
    measure = MeasureFactory()
    with pytest.raises(ValidationError, match="zweimal"):
        set_to(measure, office, row(label="Bus"), row(label="BUS"))
    assert not measure.cost_lines.exists()


def test_cost_never_falls_below_the_grants(office: User) -> None:
    measure = MeasureFactory()
    set_to(measure, office, row())
    GrantFactory(measure=measure, amount_eur=Decimal(900))
    with pytest.raises(ValidationError, match="höher als die geplanten Kosten"):
        set_to(measure, office, row(planned="899.99"))
    assert measure.cost_lines.get().planned_eur == 1000


def test_frame_never_falls_below_the_grants_where_it_is_all_there_is(office: User) -> None:
    measure = MeasureFactory(cost_eur=Decimal(1000))
    GrantFactory(measure=measure, amount_eur=Decimal(900))
    with pytest.raises(ValidationError, match="höher als die geplanten Kosten"):
        change_measure(measure=measure, by=office, at=NOON, lock_version=1, cost_eur=Decimal(800))
    CostLineFactory(measure=measure)
    change_measure(measure=measure, by=office, at=NOON, lock_version=1, cost_eur=Decimal(800))


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("planned_eur", "-1", "nie negativ"),
        ("planned_eur", "1,234", "auf den Cent"),
        ("actual_eur", "viel", "Betrag in Euro"),
        ("year", "26", "prüfen Sie das Jahr"),
        ("year", "demnächst", "vier Ziffern"),
    ],
)
def test_bad_cell_gets_its_sentence(field: str, value: str, sentence: str) -> None:
    rows = rows_sent(MeasureFactory(), typed(**{field: value}))
    assert not rows.is_valid()
    assert sentence in rows.forms[0].errors[field][0]


def test_same_line_twice_is_said_above_the_rows() -> None:
    rows = rows_sent(MeasureFactory(), typed(), typed())
    assert not rows.is_valid()
    assert "zweimal" in rows.non_form_errors()[0]


# -- what is warned of -------------------------------------------------------------------------
def test_year_outside_of_the_period_is_kept_and_warned_of(office: User) -> None:
    """The factory plans from June 2025 to June 2027."""
    measure = MeasureFactory(cost_eur=Decimal(9))
    rows = rows_sent(measure, typed(year="2030"), typed(year="2024"), typed(year="2027"))
    assert rows.is_valid()
    rows.save(by=office, at=NOON, lock_version=1)
    assert measure.cost_lines.count() == 3
    outside, frame = rows.warnings()
    assert "2024, 2030." in outside
    assert "3.703,50" in frame


def test_nothing_is_warned_of_where_all_fits(office: User) -> None:
    measure = MeasureFactory(ends_on=None)
    rows = rows_sent(measure, typed(year="2099"))
    assert rows.is_valid()
    rows.save(by=office, at=NOON, lock_version=1)
    assert rows.warnings() == []
