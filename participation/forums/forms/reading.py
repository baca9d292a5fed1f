"""What readers of a topic want to see."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from participation.forums.queries.threads import PER_PAGE, Order, Wish
from smartregion.county.models import Municipality
from strategy.models import Element


class ThreadFilter(forms.Form):
    """Order and filters of a topic; all of them stand in the URL, and nonsense there is ignored."""

    sort = forms.ChoiceField(
        label=_("Reihenfolge"),
        required=False,
        choices=[
            (Order.NEW.value, _("Neueste zuerst")),
            (Order.OLD.value, _("Älteste zuerst")),
            (Order.SUPPORTED.value, _("Am meisten unterstützte zuerst")),
            (Order.UNANSWERED.value, _("Unbeantwortete zuerst")),
        ],
    )
    answered = forms.ChoiceField(
        label=_("Antwort des Landkreises"),
        required=False,
        choices=[
            ("", _("mit und ohne")),
            ("yes", _("beantwortet")),
            ("no", _("noch nicht beantwortet")),
        ],
    )
    municipality = forms.ModelChoiceField(
        Municipality.objects.none(),
        label=_("Gemeinde"),
        required=False,
        to_field_name="slug",
        empty_label=_("alle Gemeinden"),
    )
    field = forms.ModelChoiceField(
        Element.objects.none(),
        label=_("Handlungsfeld"),
        required=False,
        to_field_name="slug",
        empty_label=_("alle Handlungsfelder"),
    )
    show = forms.ChoiceField(
        label=_("Beiträge je Seite"),
        required=False,
        choices=[(str(number), str(number)) for number in (PER_PAGE, 50, 100)],
    )

    def __init__(self, data: QueryDict, *, municipalities: Any, elements: Any) -> None:
        super().__init__(data)
        fields: Any = self.fields
        fields["municipality"].queryset = municipalities
        fields["field"].queryset = elements
        # One field of action is no choice.
        if len(elements) < 2:
            del fields["field"]

    @property
    def wish(self) -> Wish:
        return Wish(
            order=Order(self._valid("sort") or Order.NEW),
            municipality=self._valid("municipality") or None,
            element=self._valid("field") or None,
            is_answered={"yes": True, "no": False}.get(self._valid("answered") or ""),
        )

    @property
    def per_page(self) -> int:
        return int(self._valid("show") or PER_PAGE)

    @property
    def is_usual(self) -> bool:
        """Whether this is the page as it stands under its plain address."""
        return self.wish == Wish() and self.per_page == PER_PAGE

    def _valid(self, name: str) -> Any:
        self.is_valid()
        return self.cleaned_data.get(name)
