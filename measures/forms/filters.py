"""The filters of the public list; the address holds them all."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from measures.models import Assessment, Audience, Measure, MeasureQuerySet
from measures.queries import showing
from smartregion.county.models import Municipality
from strategy.models import Element
from strategy.models.elements import ElementQuerySet

ANY = ("", _("alle"))


@dataclass(frozen=True)
class Chip:
    """One choice of a filter; ``without`` is the query string of the same page without it."""

    label: str
    value: str
    without: str


class FieldTodayOrBefore(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One field of action; those that no version contains any more are marked."""

    def label_from_instance(self, obj: Any) -> str:
        name = str(obj.name_with_number)
        return str(_("%(name)s (früher)") % {"name": name}) if obj.retired_in_id else name


class MeasureFilter(forms.Form):
    """What a reader wants to see; a value that makes no sense is said and left out."""

    q = forms.CharField(
        label=_("Suche"), required=False, max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )  # fmt: skip
    field = FieldTodayOrBefore(
        label=_("Handlungsfeld"), required=False, to_field_name="slug", empty_label=_("alle"),
        queryset=Element.objects.none(),
    )  # fmt: skip
    state = forms.ChoiceField(
        label=_("Stand"), required=False, choices=[ANY, *Measure.State.choices]
    )
    light = forms.ChoiceField(
        label=_("Ampel"), required=False,
        choices=[ANY, *Assessment.Light.choices, Assessment.State.choices[-1]],
    )  # fmt: skip
    municipality = forms.ModelChoiceField(
        label=_("Gemeinde"), required=False, to_field_name="slug", empty_label=_("alle"),
        queryset=Municipality.objects.all(),
    )  # fmt: skip
    situation = forms.ChoiceField(
        label=_("Für wen"), required=False, choices=[ANY, *Audience.Situation.choices]
    )
    guideline = forms.ModelChoiceField(
        label=_("Leitlinie"), required=False, to_field_name="slug", empty_label=_("alle"),
        queryset=Element.objects.none(),
    )  # fmt: skip
    key = forms.BooleanField(label=_("nur Schlüsselprojekte"), required=False)

    def __init__(
        self, *args: Any, measures: MeasureQuerySet, visible_to: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        fields = _fields_of(measures).known_to(visible_to)
        self.fields["field"].queryset = fields  # type: ignore[attr-defined]
        guidelines = Element.objects.guidelines().known_to(visible_to)
        self.fields["guideline"].queryset = guidelines  # type: ignore[attr-defined]

    @property
    def is_active(self) -> bool:
        """Whether anything is left out."""
        return any(self.wanted.values())

    @property
    def wanted(self) -> dict[str, Any]:
        self.is_valid()
        return self.cleaned_data

    @property
    def query(self) -> str:
        """What is chosen, as it stands in an address; other pictures of the same measures take it."""
        return self._query(self._chosen)

    @property
    def chips(self) -> list[Chip]:
        """Each choice in words, with the address that takes it back."""
        chosen = self._chosen
        return [
            Chip(
                label=str(self.fields[name].label),
                value=self._words(name),
                without=self._query([other for other in chosen if other != name]),
            )
            for name in chosen
        ]

    @property
    def _chosen(self) -> list[str]:
        return [name for name, value in self.wanted.items() if value]

    def _query(self, names: list[str]) -> str:
        return urlencode({name: self.data[name] for name in names})

    def _words(self, name: str) -> str:
        value, field = self.wanted[name], self.fields[name]
        if isinstance(field, forms.ModelChoiceField):
            return str(field.label_from_instance(value))
        if isinstance(field, forms.ChoiceField):
            return str(dict(field.choices)[value])  # type: ignore[arg-type]
        return str(_("ja")) if value is True else str(value)

    def apply(self, measures: MeasureQuerySet) -> MeasureQuerySet:
        """The measures that are wanted, by number."""
        wanted = self.wanted
        if field := wanted.get("field"):
            measures = measures.in_field(field)
        if state := wanted.get("state"):
            measures = measures.filter(state=state)
        if light := wanted.get("light"):
            measures = showing(measures, light)
        if municipality := wanted.get("municipality"):
            measures = measures.serving(municipality)
        if situation := wanted.get("situation"):
            measures = measures.for_people_in(situation)
        if guideline := wanted.get("guideline"):
            measures = measures.working_for(guideline)
        if wanted.get("key"):
            measures = measures.key_projects()
        return measures.mentioning(wanted.get("q", "")).order_by("number")


def _fields_of(measures: MeasureQuerySet) -> ElementQuerySet:
    """Fields of measures that may be seen, and what became of them."""
    further = Measure.further_fields.through.objects.filter(measure__in=measures)
    named = Q(pk__in=measures.values("field")) | Q(pk__in=further.values("element"))
    fields = Element.objects.fields_of_action()
    there = fields.filter(named)
    return fields.filter(Q(pk__in=there) | Q(predecessors__in=there)).distinct()
