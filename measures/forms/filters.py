"""The filters of the public list; the address holds them all."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from measures.models import Assessment, Measure, MeasureQuerySet
from measures.queries import showing
from smartregion.county.models import Municipality
from strategy.models import Element

ANY = ("", _("alle"))


class FieldChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.number} {obj.name}".strip()


class MeasureFilter(forms.Form):
    """What a reader wants to see; a value that makes no sense is said and left out."""

    q = forms.CharField(
        label=_("Suche"), required=False, max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )  # fmt: skip
    field = FieldChoice(
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

    def __init__(self, *args: Any, measures: MeasureQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Only of measures that may be seen: a draft must not give away its fields here.
        fields = Element.objects.fields_of_action().filter(measures__in=measures)
        self.fields["field"].queryset = fields.distinct()  # type: ignore[attr-defined]

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
