"""Choosing who from outside may evaluate a survey."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from participation.surveys import actions
from participation.surveys.models import Survey
from participation.surveys.queries.readers import consulting
from smartregion.accounts.models import User
from smartregion.accounts.queries import people_with


class ReaderForm(forms.Form):
    """A consultant, and until when."""

    user = forms.ModelChoiceField(
        User.objects.none(), label=_("Person mit der Rolle Beratung"), empty_label=_("Bitte wählen")
    )
    until = forms.DateField(
        label=_("bis einschließlich"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Danach endet der Zugang von selbst."),
    )

    def __init__(self, *args: Any, survey: Survey, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.survey, self.on = survey, on
        self.fields["user"].queryset = people_with(consulting(survey), on=on)  # type: ignore[attr-defined]

    def save(self, *, by: Any) -> None:
        actions.invite_reader(survey=self.survey, by=by, on=self.on, **self.cleaned_data)
