"""What visitors tell the county about the site itself."""

import uuid
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from participation.contributions.spam import Limit, UnhurriedMixin
from smartregion.core.forms import TOO_LONG
from smartregion.county.models import County
from smartregion.home import actions


class BarrierForm(UnhurriedMixin, forms.Form):
    """Something on a page keeps a person from getting on."""

    limits = (Limit("barrier", times=10, seconds=3600),)

    text = forms.CharField(
        label=_("Was hindert Sie?"),
        help_text=_(
            "Zum Beispiel: Ein Knopf ist mit der Tastatur nicht erreichbar, oder ein Text wird "
            "nicht vorgelesen."
        ),
        max_length=4000,
        error_messages={
            "required": _("Bitte beschreiben Sie, was Sie hindert."),
            "max_length": TOO_LONG,
        },
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    page = forms.CharField(
        label=_("Auf welcher Seite?"),
        required=False,
        max_length=300,
        help_text=_("Die Adresse der Seite; wenn Sie es nicht wissen, lassen Sie das Feld leer."),
    )
    reply_to = forms.EmailField(
        label=_("Ihre E-Mail-Adresse, wenn Sie eine Antwort möchten"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, page: str, **kwargs: Any) -> None:
        kwargs["initial"] = {"token": uuid.uuid4(), "page": page}
        super().__init__(*args, **kwargs)

    def send(self, *, county: County, at: datetime) -> bool:
        return actions.report_barrier(county=county, at=at, **self.cleaned_data)
