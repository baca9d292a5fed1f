"""Registering for an event, without an account."""

from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from participation.contributions.forms.fields import MunicipalityField
from participation.contributions.spam import Limit, UnhurriedMixin
from participation.events import actions
from participation.events.models import Event, Registration
from strategy.models import ActorGroup


class PersonForm(forms.Form):
    """What somebody tells about themselves; only their name is needed."""

    name = forms.CharField(
        label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    organisation = forms.CharField(
        label=_("Organisation"),
        help_text=_("Wenn Sie für einen Verein, eine Firma oder ein Amt kommen."),
        max_length=160,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    municipality = MunicipalityField(
        label=_("Ihre Gemeinde"),
        help_text=_("So sehen wir, ob alle Teile des Landkreises vertreten sind."),
        empty_label=_("keine Angabe, oder von außerhalb"),
    )
    actor_group = forms.ModelChoiceField(
        ActorGroup.objects.all(),
        label=_("Ich komme als"),
        required=False,
        to_field_name="slug",
        empty_label=_("keine Angabe"),
    )
    way = forms.ChoiceField(
        label=_("Wie möchten Sie teilnehmen?"),
        choices=Registration.Way.choices,
        widget=forms.RadioSelect,
    )
    needs = forms.CharField(
        label=_("Was sollen wir für Sie vorbereiten?"),
        help_text=_(
            "Zum Beispiel Gebärdensprache, ein Platz für den Rollstuhl, Betreuung von Kindern."
        ),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event = event
        if len(event.ways) == 1:
            # Nothing to choose: the action knows the only way.
            del self.fields["way"]


class RegistrationForm(UnhurriedMixin, PersonForm):
    """Somebody registers themselves, with an address for the confirmation."""

    # A hall of people may share one network, and each of them registers once.
    limits: ClassVar[tuple[Limit, ...]] = (Limit("event-registration", times=60, seconds=3600),)

    email = forms.EmailField(
        label=_("E-Mail-Adresse"),
        help_text=_(
            "Dorthin schicken wir die Bestätigung und, wenn sich etwas ändert, eine Nachricht."
        ),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    field_order = ["name", "email"]

    def register(self, *, at: datetime) -> Registration:
        return actions.register(event=self.event, at=at, **self.cleaned_data)


class ChangeForm(PersonForm):
    """Somebody changes what they told."""

    def __init__(self, *args: Any, registration: Registration, **kwargs: Any) -> None:
        self.registration = registration
        names = ("name", "organisation", "way", "needs")
        initial: dict[str, Any] = {name: getattr(registration, name) for name in names}
        town, group = registration.municipality, registration.actor_group
        initial |= {"municipality": town and town.slug, "actor_group": group and group.slug}
        super().__init__(*args, event=registration.event, initial=initial, **kwargs)

    def change(self, *, at: datetime) -> Registration:
        fields = {"way": self.registration.way, **self.cleaned_data}
        return actions.change_registration(registration=self.registration, at=at, **fields)


class EntryForm(PersonForm):
    """The office writes down somebody who called, or who stands at the door."""

    email = forms.EmailField(
        label=_("E-Mail-Adresse"),
        required=False,
        help_text=_(
            "Ohne Adresse gibt es keine Bestätigung: Bitte sagen Sie der Person, ob sie einen Platz hat."
        ),
    )
    field_order = ["name", "email"]

    def enter(self, *, by: Any, at: datetime) -> Registration:
        return actions.enter_registration(event=self.event, by=by, at=at, **self.cleaned_data)
