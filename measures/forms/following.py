"""Following a measure without an account."""

from datetime import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from measures.actions.following import ask_to_follow
from measures.models import FollowRequest, Measure
from participation.contributions.spam import Limit, UnhurriedMixin


class GuestFollowForm(UnhurriedMixin, forms.Form):
    """An address to which a code is sent first."""

    limits = (Limit("measure-followers", times=10, seconds=3600),)

    email = forms.EmailField(
        label=_("E-Mail-Adresse"),
        help_text=_(
            "Dorthin senden wir einen Code, und danach Neues zu dieser Maßnahme. Die Adresse wird "
            "nicht veröffentlicht und gelöscht, sobald die Maßnahme beendet ist oder Sie die E-Mails "
            "abbestellen."
        ),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def ask(self, measure: Measure, *, at: datetime) -> FollowRequest:
        return ask_to_follow(measure=measure, at=at, **self.cleaned_data)
