"""Access codes: brought by people, handed out by the office."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from participation.surveys import actions
from participation.surveys.actions.codes import MOST_AT_ONCE
from participation.surveys.models import Survey


class AccessForm(forms.Form):
    """The code from the letter. It comes with the address behind a "#", which no server ever sees."""

    code = forms.CharField(
        label=_("Zugangscode"),
        max_length=40,
        help_text=_(
            "Er steht in Ihrem Schreiben und hat 13 Zeichen, zum Beispiel K7QM-9XTR-2F4WP."
        ),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "spellcheck": "false", "data-from-fragment": ""}
        ),
        error_messages={"required": _("Bitte geben Sie Ihren Zugangscode ein.")},
    )


class HandOutForm(forms.Form):
    """A new batch of codes."""

    batch = forms.CharField(
        label=_("Wofür"), max_length=80, help_text=_("Zum Beispiel: Brief an alle Haushalte")
    )
    number = forms.IntegerField(
        label=_("Wie viele Codes"),
        min_value=1,
        max_value=MOST_AT_ONCE,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )

    def save(self, *, survey: Survey, by: Any, on: date) -> list[str]:
        return actions.hand_out_codes(survey=survey, by=by, on=on, **self.cleaned_data)
