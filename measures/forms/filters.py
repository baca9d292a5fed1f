"""The filters of the public list; the address holds them all."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from measures.models import Assessment, Measure, MeasureQuerySet
from measures.queries import showing
from smartregion.county.models import Municipality
from strategy.models import Element
from strategy.models.elements import ElementQuerySet

ANY = ("", _("alle"))


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
    key = forms.BooleanField(label=_("nur Schlüsselprojekte"), required=False)

    def __init__(
        self, *args: Any, measures: MeasureQuerySet, visible_to: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        fields = _fields_of(measures).known_to(visible_to)
        self.fields["field"].queryset = fields  # type: ignore[attr-defined]

    @property
    def is_active(self) -> bool:
        """Whether anything is left out."""
        return any(self.wanted.values())

    @property
    def wanted(self) -> dict[str, Any]:
        self.is_valid()
        return self.cleaned_data

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
