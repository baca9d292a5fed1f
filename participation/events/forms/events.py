"""Preparing an event."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from participation.events import actions
from participation.events.models import Event
from smartregion.accounts.models import RoleAssignment, User
from smartregion.accounts.queries import people_with
from smartregion.core.forms import MomentField, RichTextField
from smartregion.county.models import Municipality, Organisation
from strategy.models import Element


class EventForm(forms.ModelForm[Event]):
    description = RichTextField(
        label=_("Einladung"),
        required=False,
        help_text=_("Warum laden Sie ein, wer soll kommen, was wird besprochen?"),
    )
    starts_at = MomentField(label=_("Beginn"))
    ends_at = MomentField(label=_("Ende"))
    join_link = forms.URLField(
        label=_("Einwahl-Link"),
        max_length=500,
        required=False,
        assume_scheme="https",
        validators=[URLValidator(schemes=["http", "https"])],
        help_text=_("Nur wer angemeldet ist, bekommt ihn: in der Bestätigung."),
    )
    registration_until = MomentField(
        label=_("Anmeldung möglich bis"),
        required=False,
        help_text=_("Ohne Angabe bis zum Beginn."),
    )
    municipalities = forms.ModelMultipleChoiceField(
        Municipality.objects.all(),
        label=_("Eingeladene Gemeinden"),
        help_text=_("Ohne Auswahl sind alle eingeladen."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    organisations = forms.ModelMultipleChoiceField(
        Organisation.objects.none(),
        label=_("Eingeladene Organisationen"),
        help_text=_("Sie stehen mit Namen auf der Seite der Veranstaltung."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    elements = forms.ModelMultipleChoiceField(
        Element.objects.none(),
        label=_("Handlungsfelder"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    responsible = forms.ModelChoiceField(
        User.objects.none(), label=_("Verantwortliche Person"), required=False
    )

    class Meta:
        model = Event
        fields = [
            "title", "kind", "summary", "description", "starts_at", "ends_at", "form", "place",
            "join_link", "capacity", "registration_until", "elements", "municipalities",
            "organisations", "responsible",
        ]  # fmt: skip
        help_texts = {
            "summary": _("Ein bis zwei Sätze für die Übersicht und den Kalender."),
            "place": _("Mit Anschrift, zum Beispiel: Kreishaus, Großer Saal, Niemöllerstraße 1."),
            "capacity": _(
                "Ohne Angabe können alle kommen. Wer keinen Platz mehr bekommt, steht auf der Warteliste."
            ),
        }
        widgets = {"summary": forms.Textarea(attrs={"rows": 2}), "form": forms.RadioSelect}

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["elements"].queryset = Element.objects.fields_of_action()
        invited = Organisation.objects.filter(ended_on__isnull=True)
        fields["organisations"].queryset = invited.exclude(kind=Organisation.Kind.MUNICIPALITY)
        staff = RoleAssignment.objects.of_staff()
        fields["responsible"].queryset = people_with(
            staff, on=on, also=[self.instance.responsible_id]
        )

    def clean(self) -> dict[str, Any]:
        """Said at the field, before the row's own rule says it above the form."""
        cleaned = super().clean() or {}
        begin, end = cleaned.get("starts_at"), cleaned.get("ends_at")
        if begin and end and end <= begin:
            self.add_error("ends_at", _("Die Veranstaltung muss nach ihrem Beginn enden."))
        return cleaned

    def create(self, *, by: Any) -> Event:
        return actions.create_event(by=by, **self.cleaned_data)

    def change(self, *, by: Any, at: datetime) -> list[str]:
        """Returns the names of those fields of whose change people were told."""
        event = Event.objects.get(pk=self.instance.pk)
        return actions.change_event(event=event, by=by, at=at, **self.cleaned_data)


class CallOffForm(forms.Form):
    reason = forms.CharField(
        label=_("Grund"),
        max_length=300,
        help_text=_(
            "Er steht auf der Seite der Veranstaltung und in der Nachricht an alle Angemeldeten."
        ),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def call_off(self, event: Event, *, by: Any, at: datetime) -> Event:
        return actions.call_off_event(event=event, reason=self.cleaned_data["reason"], by=by, at=at)
