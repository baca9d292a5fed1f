"""Writing the profile of a measure."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from measures.actions import change_measure, create_measure, propose_from_seed
from measures.actions.measures import MANY
from measures.forms.conflicts import Difference, differences
from measures.models import Audience, Measure
from measures.periods import begin_of, end_of
from measures.queries.completeness import MANAGED_ANSWERS
from measures.queries.fields import fields_of_objectives
from measures.queries.owners import possible_owners
from measures.queries.seeds import Seed
from smartregion.accounts.models import Role, User
from smartregion.core.fields import DecimalField, EuroField
from smartregion.core.forms import DateField, RichTextField
from smartregion.county.models import Municipality, Organisation
from strategy.models import Element

# What only those may change who manage all measures, not the person responsible for one.
MANAGED = ("number", "kind", "is_key_project", "is_public", *MANAGED_ANSWERS)
# Where a measure lies (scopes.around_measure): whoever holds a role for one thing would move it in or out.
DECIDES_SCOPE = ("field", "lead", "municipalities")
OBJECTIVE = Element.Kind.OBJECTIVE
IN_FORCE = Q(retired_in__isnull=True)
MAY_BE_OPEN = {
    "approach": Measure.Approach,
    "duty": Measure.Duty,
    "priority": Measure.Priority,
}
# With its markup it has to fit into one cell of the workbook (``core.workbook.LONGEST``), uncut.
LONGEST_BODY = 30_000
PLANNED, ACTUAL = ("starts_on", "ends_on"), ("started_on", "ended_on")


class LockForm(forms.Form):
    """The version of the measure that was on the screen when the form was opened."""

    lock_version = forms.IntegerField(widget=forms.HiddenInput)


class ObjectiveChoice(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Objectives by number and name: the number tells to which field each belongs."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name_with_number)


class MeasureForm(forms.ModelForm):  # type: ignore[type-arg]
    """The profile of a measure; people who do not manage all measures see fewer fields."""

    body = RichTextField(
        label=_("Beschreibung"), required=False, max_length=LONGEST_BODY,
        help_text=_("Was geschieht, in welchen Schritten, und was danach besser ist."),
    )  # fmt: skip
    appraisal = forms.CharField(
        label=_("Potenzialabwägung"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "Was wird durch Technik besser, was bleibt ohne sie besser? Digitalisierung ist kein "
            "Selbstzweck; das Ergebnis steht öffentlich bei der Maßnahme."
        ),
    )  # fmt: skip
    objectives = ObjectiveChoice(
        Element.objects.none(), label=_("Strategische Ziele"), required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Ziele der Handlungsfelder, zu denen die Maßnahme gehört."),
    )  # fmt: skip
    audiences = forms.MultipleChoiceField(
        label=_("Lebenslagen"), required=False, choices=Audience.Situation.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Unter diesen finden Besucherinnen und Besucher die Maßnahme."),
    )  # fmt: skip
    starts_on = DateField(label=_("geplanter Beginn"), required=False)
    ends_on = DateField(label=_("geplantes Ende"), required=False)
    started_on = DateField(label=_("tatsächlicher Beginn"), required=False)
    ended_on = DateField(label=_("tatsächliches Ende"), required=False)
    cost_eur = EuroField(
        label=_("Kostenrahmen in Euro"), required=False, help_text=_("Zum Beispiel 285.000")
    )
    fte = DecimalField(
        label=_("Personal in Vollzeitstellen"), required=False, min_value=0, max_digits=5,
        decimal_places=2, help_text=_("Alle Beteiligten zusammen, zum Beispiel 1,5"),
    )  # fmt: skip
    lock_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Measure
        fields = [
            "number", "kind", "title", "summary", "body", "is_key_project", "is_public",
            "approach", "appraisal", "field", "further_fields", "objectives",
            "target_groups", "municipalities", "lead", "responsible", "contact_point",
            "contact_email", "duty", "priority", "planned_precision", "starts_on", "ends_on",
            "actual_precision", "started_on", "ended_on", "cost_eur", "fte",
            "no_indicator_reason",
        ]  # fmt: skip
        labels = {"further_fields": _("Weitere Handlungsfelder"), "municipalities": _("Gemeinden")}
        help_texts = {
            "number": _("Zum Beispiel HF3-M07"),
            "summary": _("Ein Satz, den alle verstehen; er steht in Listen und Berichten."),
            "is_public": _("Nur öffentliche Maßnahmen erscheinen auf der Website."),
            "target_groups": _("In eigenen Worten, zum Beispiel: Fahrgäste, Schulsekretariate"),
            "responsible": _("Wird intern um Sachstände gebeten und nirgends öffentlich genannt."),
            "contact_point": _(
                "Eine Stelle, keine Person. Ohne Angabe gilt das Postfach der Federführung."
            ),
            "municipalities": _("Ohne Auswahl gilt die Maßnahme für den ganzen Landkreis."),
            "planned_precision": _(
                "Ist nur das Quartal oder das Jahr bekannt, genügt ein beliebiger Tag darin."
            ),
            "no_indicator_reason": _(
                "Nur nötig, wenn sich der Erfolg nicht mit einer Kennzahl zeigen lässt."
            ),
        }
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 3}),
            "no_indicator_reason": forms.Textarea(attrs={"rows": 2}),
            "approach": forms.RadioSelect,
            "further_fields": forms.CheckboxSelectMultiple,
            "municipalities": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args: Any, by: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by, self.on = by, on
        self.is_new = self.instance._state.adding
        self.fields["lock_version"].required = not self.is_new
        self.initial["lock_version"] = self.instance.lock_version
        if not self.is_new:
            situations = self.instance.audiences.order_by("pk").values_list("situation", flat=True)
            self.initial["audiences"] = list(situations)
        self._set_choices()
        if not by.has_perm("measures.manage"):
            for name in MANAGED:
                del self.fields[name]
        elif not self.is_new and self.instance.state not in Measure.RENUMBERABLE:
            self.fields["number"].disabled = True
        if not self.is_new and _writes_a_part_only(by, self.instance):
            # As with the texts of a strategy: what it says, not where it stands.
            for name in DECIDES_SCOPE:
                self.fields[name].disabled = True
                self.fields[name].help_text = _(
                    "Ändert die Stabsstelle: Davon hängt ab, wessen Rolle für diese Maßnahme gilt."
                )

    def _set_choices(self) -> None:
        fields, objectives = Element.objects.fields_of_action(), Element.objects.of_kind(OBJECTIVE)
        # An organisation that has ended stays where it already leads.
        leads = Q(ended_on__isnull=True) | Q(pk=self.instance.lead_id)
        if self.is_new:
            fields, objectives = (each.filter(IN_FORCE) for each in (fields, objectives))
        else:
            # A measure stays with its strategy, and may stay with a field of an earlier version.
            here = self.instance
            chosen = Q(pk=here.field_id) | Q(pk__in=here.further_fields.all())
            fields = fields.filter(IN_FORCE | chosen, strategy=here.strategy_id)
            kept = Q(pk__in=here.objectives.all())
            objectives = objectives.filter(IN_FORCE | kept, strategy=here.strategy_id)
        choices = {
            "field": fields,
            "further_fields": fields,
            "objectives": objectives.order_by("number", "name"),
            "lead": Organisation.objects.filter(leads),
            "responsible": possible_owners(on=self.on, also=[self.instance.responsible_id]),
            "municipalities": Municipality.objects.all(),
        }
        for name, queryset in choices.items():
            self.fields[name].queryset = queryset  # type: ignore[attr-defined]
        for name, answers in MAY_BE_OPEN.items():
            self.fields[name].choices = [("", _("noch offen")), *answers.choices]  # type: ignore[attr-defined]

    # -- what belongs together ---------------------------------------------------------------------
    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        self._to_periods(PLANNED, values.get("planned_precision"))
        self._to_periods(ACTUAL, values.get("actual_precision"))
        self._refuse_future(ACTUAL)
        if values.get("ended_on") and not values.get("started_on"):
            self.add_error("started_on", _("Bitte nennen Sie auch den tatsächlichen Beginn."))
        if values.get("field") and "further_fields" in values:
            # The main field is no further one.
            values["further_fields"] = values["further_fields"].exclude(pk=values["field"].pk)
        self._refuse_stray_milestones()
        self._refuse_foreign_objectives()
        return values

    def _to_periods(self, names: tuple[str, str], precision: str | None) -> None:
        """A day that stands for a quarter is stored as the first or the last one of it."""
        values = self.cleaned_data
        for name, edge in zip(names, (begin_of, end_of), strict=True):
            if precision and values.get(name):
                values[name] = edge(values[name], precision)

    def _refuse_future(self, names: Iterable[str]) -> None:
        precision = self.cleaned_data.get("actual_precision")
        for name in names:
            day = self.cleaned_data.get(name)
            # The last day of this month may still lie ahead where only the month is known.
            if day and precision and begin_of(day, precision) > self.on:
                self.add_error(name, _("Dieser Tag liegt in der Zukunft."))

    def _refuse_stray_milestones(self) -> None:
        """Whoever moves the period moves the milestones first, or the period around them."""
        if self.is_new or not set(PLANNED) & set(self.changed_data):
            return
        starts, ends = (self.cleaned_data.get(name) for name in PLANNED)
        steps = self.instance.milestones.open()
        for name, stray in (
            ("starts_on", steps.filter(due_on__lt=starts) if starts else steps.none()),
            ("ends_on", steps.filter(due_on__gt=ends) if ends else steps.none()),
        ):
            if titles := [f"„{step}“" for step in stray]:
                message = _("Außerhalb der Laufzeit lägen dann diese Meilensteine: %(titles)s")
                self.add_error(name, message % {"titles": ", ".join(titles)})

    def _refuse_foreign_objectives(self) -> None:
        values = self.cleaned_data
        objectives, field = values.get("objectives"), values.get("field")
        if not objectives or not field or "further_fields" not in values:
            return
        chosen = {each.today for each in (field, *values["further_fields"])}
        for objective, fields in fields_of_objectives(objectives).items():
            if not chosen & {each.today for each in fields}:
                message = _(
                    "„%(objective)s“ gehört zum Handlungsfeld „%(field)s“. Bitte wählen Sie auch "
                    "dieses Feld, oder nehmen Sie das Ziel weg."
                )
                said = {"objective": objective.name_with_number, "field": fields[-1].today.name}
                self.add_error("objectives", ValidationError(message % said, code="foreign"))

    # -- writing -----------------------------------------------------------------------------------
    def save(self, *, at: datetime) -> Measure:  # type: ignore[override]
        values = dict(self.cleaned_data)
        lock_version = values.pop("lock_version")
        if self.is_new:
            return create_measure(by=self.by, **values)
        return change_measure(
            measure=self.instance, by=self.by, at=at, lock_version=lock_version, **values
        )

    def save_from(self, seed: Seed, *, at: datetime) -> Measure:
        """A new measure that begins with its origin."""
        values = dict(self.cleaned_data)
        values.pop("lock_version")
        return propose_from_seed(seed=seed, by=self.by, at=at, **values)

    def differences_to(self, stored: Measure) -> list[Difference]:
        """Where what was typed differs from what somebody else has stored in the meantime."""
        return differences(self, partial(_stored, stored))


def _writes_a_part_only(by: User, measure: Measure) -> bool:
    """Whether somebody may change this measure only by a role held for one thing (rules.change_measure)."""
    whole = {Role.STRATEGY_OFFICE, Role.EDITOR, Role.ADMINISTRATION, Role.CONSULTANT}
    answers = Role.MEASURE_OWNER in by.current_roles and measure.responsible_id == by.pk
    return not answers and by.current_roles.isdisjoint(whole)


def _stored(measure: Measure, name: str) -> Any:
    if name == "audiences":
        return list(measure.audiences.order_by("pk").values_list("situation", flat=True))
    value = getattr(measure, name)
    return value.all() if name in MANY else value
