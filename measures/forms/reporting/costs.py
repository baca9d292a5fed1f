"""Actual costs in a report."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from measures.forms.reporting.parts import Question, ReportPart, given_in
from measures.models import CostLine
from smartregion.core.fields import EuroField
from smartregion.core.numbers import exact_euros


class Costs(ReportPart):
    """What was really spent in the years up to the cut-off day."""

    def _lines(self) -> list[CostLine]:
        """The year of the cut-off day; older ones only while nobody has said what they cost."""
        year, said = self.sheet.assessment.cycle.cutoff_on.year, self.sheet.figures.costs
        return [
            line
            for line in self.sheet.cost_lines
            if str(line.pk) in said
            or (line.year <= year and (line.actual_eur is None or line.year == year))
        ]

    def fields(self) -> Iterator[tuple[str, forms.Field]]:
        for line in self._lines():
            label = _("%(year)s, %(label)s: ausgegeben in Euro")
            said = {"year": str(line.year), "label": line.label}
            yield f"cost_{line.pk}", EuroField(label=label % said, required=False)

    def initial(self) -> dict[str, Any]:
        said = self.sheet.figures.costs
        return {
            f"cost_{line.pk}": said.get(str(line.pk), line.actual_eur) for line in self._lines()
        }

    def check(self, form: forms.Form) -> None:
        """The fields themselves refuse what is no amount."""

    def said(self, form: forms.Form) -> dict[str, Decimal]:
        """Only what the profile does not say already."""
        found = {}
        for line in self._lines():
            key, given = str(line.pk), given_in(form, f"cost_{line.pk}")
            if given is None and key in self.sheet.figures.costs:
                found[key] = self.sheet.figures.costs[key]
            elif given and given[0] is not None and given[0] != line.actual_eur:
                found[key] = given[0]
        return found

    def questions(self, form: forms.Form) -> list[Question]:
        planned = _("geplant %(amount)s")
        return [
            Question(
                line,
                [form[f"cost_{line.pk}"]],
                planned % {"amount": exact_euros(line.planned_eur)},
            )
            for line in self._lines()
        ]
