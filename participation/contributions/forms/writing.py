"""What a person says in their own words."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from participation.contributions.models import Contribution
from smartregion.core.forms import TOO_LONG
from smartregion.county.models import Municipality


class WordsForm(forms.Form):
    """What a person says in their own words, and where they come from if they want to say so.

    The one-time number makes sending twice the same as sending once.
    """

    text = forms.CharField(
        label=_("Ihr Beitrag"),
        help_text=_("Ihr Beitrag ist sofort öffentlich. Bitte nennen Sie keine Namen Dritter."),
        max_length=Contribution.MAX_LENGTH,
        error_messages={"required": _("Bitte schreiben Sie einen Text."), "max_length": TOO_LONG},
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    municipality = forms.ModelChoiceField(
        Municipality.objects.all(),
        label=_("Ihre Gemeinde"),
        required=False,
        to_field_name="slug",
        empty_label=_("keine Angabe"),
    )
    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"token": uuid.uuid4(), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
