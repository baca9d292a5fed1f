"""How text becomes values."""

import pytest

from measures.forms.measures import MeasureForm
from measures.words import as_text
from tests.factories.dates import DAY
from tests.factories.measures import MeasureFactory
from tests.factories.strategy import ElementFactory, VersionFactory


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
    assert set(MeasureForm(instance=here, by=office, on=DAY).fields["field"].queryset) == {
        field,
        old,
    }
    assert set(MeasureForm(instance=there, by=office, on=DAY).fields["field"].queryset) == {field}
    assert set(MeasureForm(by=office, on=DAY).fields["field"].queryset) == {field}
