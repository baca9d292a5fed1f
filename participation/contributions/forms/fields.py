"""Fields that stand wherever somebody's own words are taken."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from participation.contributions.models import Contribution
from smartregion.core.forms import TOO_LONG
from smartregion.county.models import Municipality


class WordsField(forms.CharField):
    """The words themselves, as long as a contribution may be."""

    def __init__(self, *, rows: int, **kwargs: Any) -> None:
        super().__init__(
            max_length=Contribution.MAX_LENGTH,
            error_messages={
                "required": _("Bitte schreiben Sie einen Text."),
                "max_length": TOO_LONG,
            },
            widget=forms.Textarea(attrs={"rows": rows}),
            **kwargs,
        )


class MunicipalityField(forms.ModelChoiceField[Municipality]):
    """Where somebody comes from, if they want to say so."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("empty_label", _("keine Angabe"))
        super().__init__(Municipality.objects.all(), required=False, to_field_name="slug", **kwargs)
