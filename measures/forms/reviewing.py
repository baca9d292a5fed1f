"""What the strategy office says when it gives a report back or does without it, and when it closes a cycle."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from measures.actions import close_cycle, return_assessment, waive_assessment
from measures.models import Assessment, Cycle


class ReturnForm(forms.Form):
    """What is missing in a report."""

    comment = forms.CharField(
        label=_("Was noch fehlt"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_(
            "Steht über dem Formular, wenn die Person die Meldung wieder öffnet, und in der E-Mail an sie."
        ),
    )  # fmt: skip

    def take(self, *, assessment: Assessment, by: Any, at: datetime) -> None:
        return_assessment(assessment=assessment, by=by, at=at, comment=self.cleaned_data["comment"])


class WaiveForm(forms.Form):
    """Why no report is needed."""

    reason = forms.CharField(
        label=_("Begründung"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Ein Satz; er steht im geschlossenen Zyklus, und alle können ihn lesen."),
    )  # fmt: skip

    def take(self, *, assessment: Assessment, by: Any, at: datetime) -> None:
        waive_assessment(assessment=assessment, by=by, at=at, reason=self.cleaned_data["reason"])


class CloseCycleForm(forms.Form):
    """The second look before a cycle closes for good."""

    force = forms.BooleanField(
        label=_("Ja, diese Maßnahmen werden als „nicht gemeldet“ geführt."), required=False
    )

    def __init__(self, *args: Any, has_gaps: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_gaps:
            del self.fields["force"]

    def save(self, *, cycle: Cycle, by: Any, at: datetime) -> None:
        close_cycle(cycle=cycle, by=by, at=at, force=self.cleaned_data.get("force", False))
