"""What a measure costs: one row for each budget year and thing."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from measures.actions.costs import CostRow, check_once, cost_line_in_words, set_cost_lines
from measures.forms.rows import RowForm, rows_of
from measures.models import CostLine, Measure
from measures.models.money import FIRST_YEAR, LAST_YEAR
from smartregion.core.fields import EuroField
from smartregion.core.numbers import exact_euros


class CostForm(RowForm):
    year = forms.IntegerField(
        label=gettext_lazy("Haushaltsjahr"), min_value=FIRST_YEAR, max_value=LAST_YEAR,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": gettext_lazy("Bitte nennen Sie das Haushaltsjahr."),
            "invalid": gettext_lazy("Bitte nennen Sie das Jahr mit vier Ziffern, zum Beispiel 2027."),
            "min_value": gettext_lazy("Bitte prüfen Sie das Jahr."),
            "max_value": gettext_lazy("Bitte prüfen Sie das Jahr."),
        },
    )  # fmt: skip
    kind = forms.ChoiceField(
        label=gettext_lazy("Kostenart"), choices=CostLine.Kind.choices,
        initial=CostLine.Kind.EXPENSE,
    )  # fmt: skip
    label = forms.CharField(label=gettext_lazy("Wofür"), max_length=120)
    planned_eur = EuroField(label=gettext_lazy("geplant in Euro"))
    actual_eur = EuroField(
        label=gettext_lazy("ausgegeben in Euro"), required=False
    )  # fmt: skip
    budget_line = forms.CharField(
        label=gettext_lazy("Produktkonto"), max_length=40, required=False
    )  # fmt: skip


class CostRows(rows_of(CostForm)):  # type: ignore[misc]
    relation, heading = "cost_lines", gettext_lazy("Kosten")
    lead = gettext_lazy(
        "Je Haushaltsjahr, was geplant ist und was ausgegeben wurde: leer, solange es nicht feststeht; "
        "0, wenn es nichts war. Das Produktkonto bleibt in der Verwaltung."
    )
    columns = ("year", "kind", "label", "planned_eur", "actual_eur", "budget_line")
    words = staticmethod(cost_line_in_words)

    def clean(self) -> None:
        super().clean()
        if not any(self.errors):
            check_once(self._rows())

    def save(self, *, by: Any, at: datetime, lock_version: int) -> None:
        set_cost_lines(
            measure=self.measure, by=by, at=at, lock_version=lock_version, rows=self._rows()
        )

    def warnings(self) -> list[str]:
        return [*_years_outside(self.measure, self._rows()), *_other_frame(self.measure)]

    def _rows(self) -> list[CostRow]:
        return [CostRow(**{name: row[name] for name in self.columns}) for row in self.filled()]


def _years_outside(measure: Measure, rows: list[CostRow]) -> Iterator[str]:
    """One sentence that names all years before or after the planned time."""
    first = measure.starts_on.year if measure.starts_on else FIRST_YEAR
    last = measure.ends_on.year if measure.ends_on else LAST_YEAR
    outside = sorted({row.year for row in rows if not first <= row.year <= last})
    if outside:
        text = _("Außerhalb der geplanten Laufzeit der Maßnahme liegen Kosten für: %(years)s.")
        yield text % {"years": ", ".join(map(str, outside))}


def _other_frame(measure: Measure) -> Iterator[str]:
    """The frame of the profile and the sum of the lines are both shown, so they should agree."""
    lines = list(measure.cost_lines.values_list("planned_eur", flat=True))
    planned = sum(lines, Decimal(0))
    if lines and measure.cost_eur is not None and planned != measure.cost_eur:
        text = _("Geplant sind zusammen %(sum)s, der Kostenrahmen im Steckbrief nennt %(frame)s.")
        yield text % {"sum": exact_euros(planned), "frame": exact_euros(measure.cost_eur)}
