"""How strongly a measure serves each guideline, in a sentence and a number from 0 to 3."""

from datetime import date, datetime
from functools import cached_property
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from measures.actions import set_guidelines
from measures.actions.guidelines import guideline_in_words
from measures.forms.rows import RowForm, rows_of
from measures.models import Measure
from strategy.models import Element

LEVELS = [
    ("", _("nicht bewertet")),
    (0, _("0 – kein Beitrag")),
    (1, _("1 – geringer Beitrag")),
    (2, _("2 – deutlicher Beitrag")),
    (3, _("3 – zentraler Beitrag")),
]


def asked_of(measure: Measure) -> QuerySet[Element]:
    """The guidelines of its strategy that hold, and those on which something is said already.

    What only a draft has is asked about once it is adopted; who works on measures may not read it.
    """
    guidelines = Element.objects.guidelines().filter(strategy=measure.strategy_id)
    judged = guidelines.filter(pk__in=measure.guidelines.values("guideline"))
    return guidelines.in_force() | judged


class GuidelineForm(RowForm):
    guideline = forms.ModelChoiceField(Element.objects.none(), widget=forms.HiddenInput)
    level = forms.TypedChoiceField(
        label=_("Beitrag"), choices=LEVELS, required=False, coerce=int, empty_value=None
    )
    reason = forms.CharField(label=_("Begründung"), max_length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["guideline"].queryset = asked_of(self.measure)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values = self.cleaned_data
        if values.get("level") and not values.get("reason"):
            self.add_error("reason", _("Bitte begründen Sie den Beitrag in einem Satz."))
        return values


class GuidelineRows(rows_of(GuidelineForm, extra=0, can_delete=False)):  # type: ignore[misc]
    """One row for each guideline of the strategy."""

    relation, heading = "guidelines", _("Beitrag zu den Leitlinien")
    words = staticmethod(guideline_in_words)

    def __init__(self, *args: Any, measure: Measure, on: date, **kwargs: Any) -> None:
        super().__init__(*args, measure=measure, on=on, **kwargs)
        for form, guideline in zip(self.forms, self._asked, strict=False):
            form.heading = guideline.name_with_number

    @cached_property
    def _asked(self) -> list[Element]:
        return list(asked_of(self.measure))

    def stored(self) -> list[dict[str, Any]]:
        judged = {served.guideline_id: served for served in self.measure.guidelines.all()}
        return [
            {
                "guideline": guideline.pk,
                "level": judged[guideline.pk].level if guideline.pk in judged else "",
                "reason": judged[guideline.pk].reason if guideline.pk in judged else "",
            }
            for guideline in self._asked
        ]

    def save(self, *, by: Any, at: datetime, lock_version: int) -> None:
        levels = {
            row["guideline"]: (row["level"], row["reason"])
            for row in self.filled()
            if row.get("level") is not None
        }
        set_guidelines(measure=self.measure, by=by, at=at, lock_version=lock_version, levels=levels)
