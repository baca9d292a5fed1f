"""Changing several measures at once: which ones, what, and a look at what would become of each."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from measures.actions.history import field_in_words
from measures.actions.many import Change
from measures.models import Measure, MeasureQuerySet
from measures.queries.owners import possible_owners
from measures.words import as_text
from smartregion.accounts.models import User
from smartregion.county.models import Organisation
from strategy.models import Element

UNCHANGED = _("unverändert")
# Fields that take one value for all chosen measures.
PLAIN = ("responsible", "lead", "field", "priority", "is_public")
IS_PUBLIC = {"yes": True, "no": False}


@dataclass(frozen=True)
class Line:
    """One field of one measure before and after."""

    label: str
    old: str
    new: str


@dataclass(frozen=True)
class Plan:
    """What would become of one measure."""

    measure: Measure
    values: dict[str, Any] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)


class ManyForm(forms.Form):
    """What changes for all chosen measures; what is left alone stays as it is."""

    measures = forms.ModelMultipleChoiceField(
        Measure.objects.none(), to_field_name="number", required=False,
        widget=forms.CheckboxSelectMultiple, label=_("Maßnahmen"),
    )  # fmt: skip
    every = forms.BooleanField(label=_("alle gezeigten Maßnahmen"), required=False)
    responsible = forms.ModelChoiceField(
        User.objects.none(), required=False, label=_("Verantwortliche Person"),
        empty_label=UNCHANGED,
    )  # fmt: skip
    lead = forms.ModelChoiceField(
        Organisation.objects.filter(ended_on__isnull=True), required=False,
        label=_("Federführung"), empty_label=UNCHANGED,
    )  # fmt: skip
    priority = forms.ChoiceField(
        choices=[("", UNCHANGED), *Measure.Priority.choices], required=False, label=_("Priorität")
    )
    is_public = forms.ChoiceField(
        choices=[("", UNCHANGED), ("yes", _("öffentlich")), ("no", _("nicht öffentlich"))],
        required=False, label=_("Sichtbarkeit"),
    )  # fmt: skip
    field = forms.ModelChoiceField(
        Element.objects.none(), required=False, label=_("Handlungsfeld"), empty_label=UNCHANGED
    )
    also = forms.ModelChoiceField(
        Element.objects.none(), required=False, empty_label=UNCHANGED,
        label=_("Weiteres Handlungsfeld hinzufügen"),
    )  # fmt: skip
    no_longer = forms.ModelChoiceField(
        Element.objects.none(), required=False, empty_label=UNCHANGED,
        label=_("Weiteres Handlungsfeld wegnehmen"),
    )  # fmt: skip

    def __init__(self, *args: Any, shown: MeasureQuerySet, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shown = shown
        fields = Element.objects.fields_of_action().filter(retired_in__isnull=True)
        choices: dict[str, Any] = {
            "measures": shown,
            "responsible": possible_owners(on=on),
            "field": fields,
            "also": fields,
            # A field that was given up may still be taken away.
            "no_longer": Element.objects.fields_of_action(),
        }
        for name, queryset in choices.items():
            self.fields[name].queryset = queryset  # type: ignore[attr-defined]

    @property
    def changing(self) -> list[forms.BoundField]:
        """The fields that say what changes."""
        return [bound for bound in self if bound.name not in ("measures", "every")]

    @property
    def chosen(self) -> set[str]:
        """The numbers that are ticked, for the page on which they are."""
        return set(self.data.getlist("measures")) if isinstance(self.data, QueryDict) else set()

    def clean(self) -> dict[str, Any]:
        values = self.cleaned_data
        if not values.get("every") and not values.get("measures"):
            self.add_error("measures", _("Bitte wählen Sie mindestens eine Maßnahme."))
        if not any(values.get(bound.name) for bound in self.changing):
            raise ValidationError(_("Bitte sagen Sie, was sich ändern soll."), code="no_change")
        self._refuse_foreign_fields()
        return values

    def _refuse_foreign_fields(self) -> None:
        strategies = {measure.strategy_id for measure in self._measures()}
        for name in ("field", "also"):
            element = self.cleaned_data.get(name)
            if element and strategies - {element.strategy_id}:
                self.add_error(name, _("Nicht alle Maßnahmen gehören zu dieser Strategie."))

    def plans(self) -> list[Plan]:
        """For each chosen measure what would change, those that stay as they are included."""
        return [self._plan(measure) for measure in self._measures()]

    def _measures(self) -> list[Measure]:
        given = self.cleaned_data
        chosen = (
            self.shown if given.get("every") else given.get("measures") or Measure.objects.none()
        )
        parts = chosen.select_related("field", "lead", "responsible")
        return list(parts.prefetch_related("further_fields").order_by("number"))

    def _plan(self, measure: Measure) -> Plan:
        values = dict(self._changed(measure))
        lines = [
            Line(
                label=str(Measure._meta.get_field(name).verbose_name),  # type: ignore[union-attr]
                old=field_in_words(measure, name),
                new=_in_words(name, value),
            )
            for name, value in values.items()
        ]
        return Plan(measure, values, lines)

    def _changed(self, measure: Measure) -> Iterator[tuple[str, Any]]:
        given = self.cleaned_data
        for name in PLAIN:
            value = IS_PUBLIC.get(given[name]) if name == "is_public" else given[name]
            if value not in (None, "") and getattr(measure, name) != value:
                yield name, value
        now = set(measure.further_fields.all())
        wanted = (now | {given["also"]}) - {given["no_longer"], None}
        # The main field is never named a second time.
        wanted -= {given["field"] or measure.field}
        if wanted != now:
            yield "further_fields", sorted(wanted, key=lambda each: (each.position, str(each.pk)))


def changes_of(plans: list[Plan], versions: QueryDict) -> list[Change]:
    """The plans as they were looked at, with the versions that the page carried."""
    return [
        Change(plan.measure, _version(versions, plan.measure.number), plan.values) for plan in plans
    ]


def _version(versions: QueryDict, number: str) -> int:
    """Zero, which no measure has, where the page carried none: nothing is written unseen."""
    text = versions.get(f"version-{number}", "")
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def _in_words(name: str, value: Any) -> str:
    if name == "priority":
        return str(Measure.Priority(value).label)
    return as_text(value)
