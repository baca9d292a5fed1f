"""How text becomes values."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from measures.forms.conflicts import as_text
from measures.forms.measures import EuroField, MeasureForm
from tests.factories.dates import DAY
from tests.factories.measures import MeasureFactory
from tests.factories.strategy import ElementFactory, VersionFactory


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1.234,50", "1234.50"), ("1234.50", "1234.50"), ("1234,5", "1234.5"),
        ("1,234.50", "1234.50"), ("285.000", "285000"), ("285000", "285000"),
        ("1.250.000 €", "1250000"), ("0", "0"), ("12.50", "12.50"),
    ],
)  # fmt: skip
def test_euro_field_reads_german_and_english_amounts(typed: str, amount: str) -> None:
    assert EuroField().clean(typed) == Decimal(amount)


@pytest.mark.parametrize("typed", ["-5", "1,234", "1.234,567", "viel", "12,34,5", "NaN", "1e999"])
def test_euro_field_refuses_what_is_no_amount(typed: str) -> None:
    with pytest.raises(ValidationError):
        EuroField().clean(typed)


def test_euro_field_shows_amounts_as_it_reads_them() -> None:
    shown = EuroField().prepare_value(Decimal("1234567.50"))
    assert shown == "1.234.567,50"
    assert EuroField().clean(shown) == Decimal("1234567.50")


@pytest.mark.parametrize(
    ("value", "text"),
    [(True, "ja"), (None, ""), (DAY, "15.06.2026"), ("<p>Gut so</p>", "Gut so"), (["a", "b"], "a, b")],
)  # fmt: skip
def test_conflicts_show_values_as_one_reads_them(value: object, text: str) -> None:
    assert as_text(value) == text


@pytest.mark.django_db
@pytest.mark.behaviour("S7")
def test_measure_may_stay_with_a_field_that_was_merged_but_none_is_put_there(office) -> None:
    field = ElementFactory()
    adopted = VersionFactory(strategy=field.strategy, adopted=True)
    old = ElementFactory(strategy=field.strategy, retired_in=adopted, successor=field)
    here, there = MeasureFactory(field=old), MeasureFactory(field=field)
    assert set(MeasureForm(instance=here, by=office).fields["field"].queryset) == {field, old}
    assert set(MeasureForm(instance=there, by=office).fields["field"].queryset) == {field}
    assert set(MeasureForm(by=office).fields["field"].queryset) == {field}
