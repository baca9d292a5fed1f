"""Groups, and how they took part: many at once for one event, or one entry corrected."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from smartregion.core.forms import DateField
from smartregion.county.models import Organisation
from strategy import actions
from strategy.forms.parts import AlsoInEnglish
from strategy.models import ActorGroup, Involvement, ProcessPhase, Strategy

Level = Involvement.Level
FORMAT_HINT = _("Zum Beispiel: Themenwerkstatt Mobilität, Anhörung, Rundschreiben")
PEOPLE_HINT = _("Leer, wenn niemand gezählt hat")
# More than live in any county: a slip of the finger.
MOST_PEOPLE = 1_000_000


class GroupForm(AlsoInEnglish, forms.ModelForm[ActorGroup]):
    """A group in German and English, with the organisations that speak for it."""

    organisations = forms.ModelMultipleChoiceField(
        queryset=Organisation.objects.filter(ended_on__isnull=True),
        label=_("Organisationen"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    name_en = forms.CharField(label=_("Name auf Englisch"), max_length=120, required=False)
    description_en = forms.CharField(
        label=_("Wer dazu gehört, auf Englisch"), max_length=300, required=False
    )

    class Meta:
        model = ActorGroup
        fields = ["name", "description", "position", "organisations"]
        help_texts = {
            "position": _("Kleine Zahlen stehen oben."),
            "description": _("Ein Satz, zum Beispiel: Menschen zwischen 14 und 27 Jahren"),
        }

    ENGLISH = ("name", "description")

    def store(self, *, by: Any) -> ActorGroup:
        organisations = self.cleaned_data["organisations"]
        return actions.save_group(
            group=self.instance, organisations=organisations, english=self.english, by=by
        )


@dataclass(frozen=True)
class GroupRow:
    """The two fields of one group in the form of an event."""

    group: ActorGroup
    level: BoundField
    people: BoundField


class EventForm(forms.Form):
    """One date of one format, and for every group how it took part."""

    format = forms.CharField(label=_("Format"), max_length=160, help_text=FORMAT_HINT)
    on = DateField(label=_("Datum"))
    phase = forms.ModelChoiceField(
        queryset=ProcessPhase.objects.none(),
        label=_("Schritt des Prozesses"),
        required=False,
        empty_label=_("keinem Schritt zugeordnet"),
    )
    note = forms.CharField(label=_("Ergebnis oder Bemerkung"), max_length=300, required=False)

    def __init__(
        self, *args: Any, strategy: Strategy, groups: Iterable[ActorGroup], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.strategy, self.groups = strategy, list(groups)
        phases = strategy.phases.order_by("starts_on", "pk")
        self.fields["phase"].queryset = phases  # type: ignore[attr-defined]
        for group in self.groups:
            self.fields[f"level_{group.pk}"] = forms.ChoiceField(
                label=_("Art der Beteiligung"),
                required=False,
                choices=[("", _("nicht dabei")), *Level.choices],
            )
            self.fields[f"people_{group.pk}"] = forms.IntegerField(
                label=_("Zahl der Personen"), required=False, min_value=1, max_value=MOST_PEOPLE
            )

    @property
    def rows(self) -> Iterator[GroupRow]:
        for group in self.groups:
            yield GroupRow(group, self[f"level_{group.pk}"], self[f"people_{group.pk}"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for group in self.groups:
            if cleaned.get(f"people_{group.pk}") and not cleaned.get(f"level_{group.pk}"):
                self.add_error(
                    f"level_{group.pk}", _("Bitte wählen Sie, wie die Gruppe beteiligt war.")
                )
        return cleaned

    def record(self, *, by: Any, on: date) -> list[Involvement]:
        given = self.cleaned_data
        event = actions.Event(given["format"], given["on"], given["phase"], given["note"])
        attendances = [
            actions.Attendance(group, level, given[f"people_{group.pk}"])
            for group in self.groups
            if (level := given[f"level_{group.pk}"])
        ]
        return actions.record_event(
            strategy=self.strategy, event=event, attendances=attendances, by=by, on=on
        )


class InvolvementForm(forms.ModelForm[Involvement]):
    """One entry, to correct it or to say which organisation spoke for the group."""

    on = DateField(label=_("Datum"))
    people = forms.IntegerField(
        label=_("Zahl der Personen"),
        help_text=PEOPLE_HINT,
        required=False,
        min_value=1,
        max_value=MOST_PEOPLE,
    )

    class Meta:
        model = Involvement
        fields = ["group", "organisation", "format", "on", "phase", "level", "people", "note"]
        help_texts = {"format": FORMAT_HINT}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        phases = self.instance.strategy.phases.order_by("starts_on", "pk")
        self.fields["phase"].queryset = phases  # type: ignore[attr-defined]
        # An organisation that has ended since may stay named where it took part.
        speakers = Organisation.objects.filter(actor_groups__isnull=False).distinct()
        self.fields["organisation"].queryset = speakers  # type: ignore[attr-defined]

    def store(self, *, by: Any, on: date) -> None:
        actions.save_involvement(involvement=self.instance, by=by, on=on)
