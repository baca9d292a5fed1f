"""Planning an evaluation cycle: its days and its scope; later more time; and giving it up."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from measures.actions.planning import cancel_cycle, change_plan, change_running_cycle, plan_cycle
from measures.forms.conflicts import Difference, differences
from measures.models import Cycle, Measure
from measures.queries.planning import proposed_plan
from measures.queries.scope import Scope, scope_of
from smartregion.core.forms import DateField
from strategy.models import Element, Strategy

Ticks = forms.CheckboxSelectMultiple
STATES = [(state.value, state.label) for state in Measure.EVALUATED]


class FieldChoices(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Fields of action with their numbers, and their strategy where there are several."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name_with_number)


class CyclePlanForm(forms.Form):
    """When a cycle asks and which measures; ``scope`` tells what is chosen so far."""

    title = forms.CharField(
        label=_("Titel"), max_length=120, help_text=_("Zum Beispiel: Evaluation 2026")
    )
    strategy = forms.ModelChoiceField(
        Strategy.objects.order_by("-period_start", "-pk"), label=_("Strategie"), empty_label=None
    )
    cutoff_on = DateField(
        label=_("Stichtag"), help_text=_("Auf diesen Tag bezieht sich, was gemeldet wird.")
    )
    opens_on = DateField(
        label=_("Beginn der Abfrage"),
        required=False,
        help_text=_("Wir erinnern die Stabsstelle daran; von selbst öffnet sich nichts."),
    )
    due_on = DateField(
        label=_("Rückmeldung bis"),
        help_text=_(
            "Erinnert wird 14 Tage vorher, an diesem Tag, am Tag danach und nach einer Woche."
        ),
    )
    fields_of_action = FieldChoices(
        Element.objects.none(), label=_("Handlungsfelder"), required=False, widget=Ticks,
        help_text=_("Ohne Auswahl: alle."),
    )  # fmt: skip
    states = forms.MultipleChoiceField(
        label=_("Stand der Maßnahmen"), choices=STATES, required=False, widget=Ticks,
        help_text=_("Ohne Auswahl: alle drei."),
    )  # fmt: skip
    kinds = forms.MultipleChoiceField(
        label=_("Art der Maßnahmen"), choices=Measure.Kind.choices, required=False, widget=Ticks,
        help_text=_("Ohne Auswahl: alle."),
    )  # fmt: skip
    only_key_projects = forms.BooleanField(label=_("nur Schlüsselprojekte"), required=False)
    lock_version = forms.IntegerField(widget=forms.HiddenInput)

    DAYS = ("title", "strategy", "cutoff_on", "opens_on", "due_on")
    SCOPE = ("fields_of_action", "states", "kinds", "only_key_projects")

    def __init__(self, *args: Any, on: date, cycle: Cycle | None = None, **kwargs: Any) -> None:
        self.cycle = cycle
        kwargs["initial"] = _stored(cycle) if cycle else _proposed(on)
        super().__init__(*args, **kwargs)
        offered: Any = self.fields["fields_of_action"]
        offered.queryset = self._offered_fields()
        if cycle:
            del self.fields["strategy"]
        else:
            del self.fields["lock_version"]
            self._hide_only_strategy()

    @property
    def days(self) -> list[forms.BoundField]:
        return [self[name] for name in self.DAYS if name in self.fields]

    @property
    def ticks(self) -> list[forms.BoundField]:
        return [self[name] for name in self.SCOPE]

    @property
    def scope(self) -> Scope | None:
        """What is chosen, also while something else is not filled in yet; None where it makes no sense."""
        if not self.is_bound:
            return self._first_scope()
        self.is_valid()
        if any(name in self.errors for name in ("strategy", *self.SCOPE)):
            return None
        return self._scope_from(self.cleaned_data)

    def save(self, *, by: Any) -> Cycle:
        values = {name: self.cleaned_data[name] for name in self.DAYS if name != "strategy"}
        scope = self._scope_from(self.cleaned_data)
        if not self.cycle:
            return plan_cycle(scope=scope, by=by, **values)
        version = self.cleaned_data["lock_version"]
        return change_plan(cycle=self.cycle, scope=scope, by=by, lock_version=version, **values)

    def differences_to(self, stored: Cycle) -> list[Difference]:
        """Where what was typed differs from what somebody else has stored in the meantime."""
        return differences(self, _stored(stored).__getitem__)

    def _offered_fields(self) -> Any:
        """Those in force, and those of the plan that have gone into others since."""
        offered = Element.objects.in_force().fields_of_action()
        if self.cycle:
            offered = offered.filter(strategy=self.cycle.strategy_id)
            chosen = self.cycle.fields.values("pk")
            offered = Element.objects.filter(pk__in=offered) | Element.objects.filter(pk__in=chosen)
        return offered.order_by("strategy", "position", "name")

    def _hide_only_strategy(self) -> None:
        choice: Any = self.fields["strategy"]
        if choice.queryset.count() == 1:
            choice.widget = forms.HiddenInput()
            choice.initial = choice.queryset.get()

    def _first_scope(self) -> Scope | None:
        if self.cycle:
            return scope_of(self.cycle)
        strategy = self.get_initial_for_field(self.fields["strategy"], "strategy")
        return self._scope_from({**self.initial, "strategy": strategy}) if strategy else None

    def _scope_from(self, values: dict[str, Any]) -> Scope:
        return Scope(
            self.cycle.strategy if self.cycle else values["strategy"],
            list(values.get("fields_of_action", ())),
            values.get("states", []),
            values.get("kinds", []),
            values.get("only_key_projects", False),
        )


class RunningCycleForm(forms.Form):
    """What may still change once people were asked: the title, and how long they have."""

    title = forms.CharField(label=_("Titel"), max_length=120)
    due_on = DateField(
        label=_("Rückmeldung bis"),
        help_text=_("Die nächsten Erinnerungen richten sich nach dem neuen Tag."),
    )
    lock_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, cycle: Cycle, **kwargs: Any) -> None:
        self.cycle = cycle
        kwargs["initial"] = {name: getattr(cycle, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)

    def save(self, *, by: Any) -> Cycle:
        return change_running_cycle(cycle=self.cycle, by=by, **self.cleaned_data)

    def differences_to(self, stored: Cycle) -> list[Difference]:
        return differences(self, lambda name: getattr(stored, name))


class CancelCycleForm(forms.Form):
    """Why a cycle is given up."""

    reason = forms.CharField(
        label=_("Begründung"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Wer gefragt wurde, bekommt sie mitgeteilt; sie bleibt bei dem Zyklus stehen."),
    )

    def save(self, *, cycle: Cycle, by: Any, at: datetime) -> Cycle:
        return cancel_cycle(cycle=cycle, by=by, at=at, **self.cleaned_data)


def _stored(cycle: Cycle) -> dict[str, Any]:
    plain = ("title", "cutoff_on", "opens_on", "due_on", "states", "kinds", "only_key_projects")
    values = {name: getattr(cycle, name) for name in (*plain, "lock_version")}
    return values | {"fields_of_action": list(cycle.fields.all())}


def _proposed(on: date) -> dict[str, Any]:
    """The days of the next cycle, and the scope of the last one."""
    plan = proposed_plan(on=on)
    days = {name: getattr(plan, name) for name in ("title", "opens_on", "cutoff_on", "due_on")}
    if not plan.scope:
        return days
    narrowed = ("strategy", "states", "kinds", "only_key_projects")
    scope = {name: getattr(plan.scope, name) for name in narrowed}
    return days | scope | {"fields_of_action": list(plan.scope.fields)}
