"""What visitors tell the county about the site itself, and what the office looks for in the audit trail."""

import uuid
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from participation.contributions.spam import Limit, UnhurriedMixin
from smartregion.core.forms import TOO_LONG, DateField
from smartregion.core.slugs import german_slug
from smartregion.county.models import County
from smartregion.home import actions
from smartregion.home.verbs import GROUPS, ROOMS


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


class TrailFilter(forms.Form):
    """Which entries of the audit trail somebody wants to see; all of it stands in the address."""

    who = forms.CharField(
        label=_("Person"), required=False, max_length=100,
        help_text=_("Teil des Namens oder ganze E-Mail-Adresse"),
    )  # fmt: skip
    room = forms.ChoiceField(
        label=_("Bereich"), required=False, choices=[("", _("alle")), *ROOMS.items()]
    )
    verb = forms.ChoiceField(label=_("Was"), required=False)
    thing = forms.CharField(label=_("Woran (Teil der Bezeichnung)"), required=False, max_length=100)
    first = DateField(label=pgettext_lazy("range", "Von"), required=False)
    last = DateField(label=_("Bis"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["verb"].choices = [("", _("alles")), *_verbs_by_room()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        first, last = self.cleaned_data.get("first"), self.cleaned_data.get("last")
        if first and last and first > last:
            self.add_error("last", _("„Bis“ liegt vor „Von“."))
        return self.cleaned_data

    @property
    def wish(self) -> dict[str, Any]:
        """What was chosen; a part that cannot be read is left out, and the form says so."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


def _verbs_by_room() -> list[tuple[str, list[tuple[str, str]]]]:
    """Two hundred and more of them: under headings, and there by their words as German sorts them."""
    return [
        (
            str(heading),
            sorted(((verb, str(words)) for verb, words in labels.items()), key=_alphabetically),
        )
        for heading, labels in GROUPS
    ]


def _alphabetically(choice: tuple[str, str]) -> str:
    return german_slug(choice[1], length=200)
