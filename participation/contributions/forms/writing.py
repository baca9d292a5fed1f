"""What a person says in their own words."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from participation.contributions.forms.fields import MunicipalityField, WordsField


class WordsForm(forms.Form):
    """What a person says in their own words, and where they come from if they want to say so.

    The one-time number makes sending twice the same as sending once.
    """

    text: forms.CharField = WordsField(
        label=_("Ihr Beitrag"),
        help_text=_("Ihr Beitrag ist sofort öffentlich. Bitte nennen Sie keine Namen Dritter."),
        rows=6,
    )
    municipality = MunicipalityField(label=_("Ihre Gemeinde"))
    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"token": uuid.uuid4(), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
