"""Starting a pretest."""

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from participation.surveys.actions.pretests import start_pretest
from participation.surveys.models import Pretest, Survey
from smartregion.core.forms import DateField

USUAL, LONGEST = timedelta(days=14), timedelta(days=92)


class PretestForm(forms.Form):
    """Until when people may try the draft out."""

    ends_on = DateField(
        label=_("Letzter Tag"),
        help_text=_("Bis dahin ist der Link gültig. Sie können den Pretest jederzeit beenden."),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["ends_on"].initial = today + USUAL

    def clean_ends_on(self) -> date:
        day: date = self.cleaned_data["ends_on"]
        if not self.today <= day <= self.today + LONGEST:
            raise ValidationError(
                _now("Bitte wählen Sie einen Tag von heute an, höchstens drei Monate voraus."),
                code="day",
            )
        return day

    def save(self, *, survey: Survey, by: Any, at: datetime) -> Pretest:
        return start_pretest(survey=survey, by=by, at=at, **self.cleaned_data)
