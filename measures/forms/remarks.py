"""A remark among colleagues."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from measures.actions.remarks import write_remark
from measures.models import Measure, Remark


class RemarkForm(forms.Form):
    """A few sentences for those who work on the measure."""

    text = forms.CharField(
        label=_("Ihre Notiz"),
        help_text=_(
            "Nur Mitarbeitende lesen sie. Wer für die Maßnahme verantwortlich ist, erhält einen Hinweis."
        ),
        max_length=4000,
        error_messages={"required": _("Bitte schreiben Sie etwas.")},
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def save(self, *, measure: Measure, by: Any, at: datetime) -> Remark:
        return write_remark(measure=measure, by=by, at=at, **self.cleaned_data)
