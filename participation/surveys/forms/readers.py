"""Choosing who from outside may evaluate a survey."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from participation.surveys import actions
from participation.surveys.models import Survey
from smartregion.accounts.models import Role, RoleAssignment, User


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

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        valid = RoleAssignment.objects.filter(role=Role.CONSULTANT).valid(on=on)
        people = User.objects.filter(pk__in=valid.values("user"), is_active=True)
        self.fields["user"].queryset = people.order_by("display_name")  # type: ignore[attr-defined]

    def save(self, *, survey: Survey, by: Any) -> None:
        actions.invite_reader(survey=survey, by=by, on=self.on, **self.cleaned_data)
