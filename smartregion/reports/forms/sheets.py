"""Ordering a report as its kind usually is: about what, and in which formats."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from smartregion.reports.actions import order_report
from smartregion.reports.briefs import Brief
from smartregion.reports.forms.manuscripts import SubjectsForm
from smartregion.reports.models import Format, Report
from smartregion.reports.rendering import WRITERS

# What only a manuscript has.
WRITTEN = ("subtitle", "design", "lock_version")


class SheetForm(SubjectsForm):
    """A report in its usual chapters, without words of anybody; ``brief`` is what is filled in already."""

    formats = forms.MultipleChoiceField(
        label=_("Formate des Entwurfs"),
        choices=Format.choices,
        initial=[Format.PDF],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Weitere Formate können Sie auch später aus demselben Stand bestellen."),
    )

    def __init__(self, *args: Any, kind: str, person: Any, brief: Brief, **kwargs: Any) -> None:
        super().__init__(*args, kind=kind, person=person, brief=brief, **kwargs)
        for name in WRITTEN:
            del self.fields[name]
        available = [choice for choice in Format.choices if choice[0] in WRITERS]
        self.fields["formats"].choices = available  # type: ignore[attr-defined]

    def order(self, *, by: Any, at: datetime) -> Report:
        formats = self.cleaned_data["formats"]
        return order_report(brief=self._brief(at), by=by, at=at, formats=formats)
