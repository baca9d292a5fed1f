"""Who somebody is and where they live: all that is asked before the strategy says what it does for them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from measures.models import Audience
from measures.queries.serving import TOWN, VILLAGE, Asked
from smartregion.county.models import Municipality

# For those who would rather not name their municipality.
KINDS_OF_PLACE = {VILLAGE: _("in einem Dorf"), TOWN: _("in einer Stadt")}


class ServingForm(forms.Form):
    """Situation and place; both stand in the address, so that the answer can be kept and sent on."""

    fuer = forms.MultipleChoiceField(
        label=_("Was trifft auf Sie zu?"), required=False, choices=Audience.Situation.choices,
        widget=forms.CheckboxSelectMultiple, help_text=_("Sie können mehreres wählen."),
    )  # fmt: skip
    ort = forms.ChoiceField(
        label=_("Wo leben oder arbeiten Sie?"), required=False,
        help_text=_("Wir speichern nichts davon. Ihre Auswahl steht nur in der Adresse der Seite."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        towns = list(Municipality.objects.values_list("slug", "name"))
        self.fields["ort"].choices = [  # type: ignore[attr-defined]
            ("", _("überall im Landkreis")),
            *KINDS_OF_PLACE.items(),
            (_("In dieser Gemeinde"), towns),
        ]
        self.towns = dict(towns)

    @property
    def asked(self) -> Asked:
        """What was understood; anything else is said above the form."""
        self.is_valid()
        place = self.cleaned_data.get("ort", "")
        return Asked(
            situations=tuple(self.cleaned_data.get("fuer", ())),
            place=place,
            town=self.towns.get(place, ""),
        )

    @property
    def chosen(self) -> list[str]:
        """The choice in words."""
        asked, named = self.asked, dict(Audience.Situation.choices)
        place = asked.town or KINDS_OF_PLACE.get(asked.place, "")
        return [*(str(named[one]) for one in asked.situations), *([str(place)] if place else [])]
