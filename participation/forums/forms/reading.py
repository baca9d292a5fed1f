"""What readers of a topic want to see."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from participation.forums.queries import Order
from smartregion.county.models import Municipality


class ThreadFilter(forms.Form):
    """Order and municipality; both stand in the URL."""

    sort = forms.ChoiceField(
        label=_("Reihenfolge"),
        required=False,
        choices=[
            (Order.NEW.value, _("Neueste zuerst")),
            (Order.OLD.value, _("Älteste zuerst")),
            (Order.UNANSWERED.value, _("Unbeantwortete zuerst")),
        ],
    )
    municipality = forms.ModelChoiceField(
        Municipality.objects.none(),
        label=_("Gemeinde"),
        required=False,
        to_field_name="slug",
        empty_label=_("alle Gemeinden"),
    )

    def __init__(self, *args: Any, municipalities: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["municipality"].queryset = municipalities  # type: ignore[attr-defined]

    @property
    def order(self) -> Order:
        """What was asked for; nonsense in the URL gives the usual order."""
        return Order(self._valid("sort") or Order.NEW)

    @property
    def home(self) -> Municipality | None:
        """The municipality whose voices are wanted, if any."""
        return self._valid("municipality") or None

    def _valid(self, name: str) -> Any:
        self.is_valid()
        return self.cleaned_data.get(name)
