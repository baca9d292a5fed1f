"""Correcting what a closed cycle says about one measure: its light, its words and its figures."""

import dataclasses
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from measures.actions.correcting import correct_cycle
from measures.correcting import PARTS
from measures.documents import IndicatorFact, MilestoneFact, Row, YearCost
from measures.forms.conflicts import Difference
from measures.forms.indicator_values import value_field
from measures.forms.steps import few_enough
from measures.models import Assessment, Correction, Cycle, Indicator
from smartregion.core.days import short_day
from smartregion.core.fields import DecimalField
from smartregion.core.forms import DateField

WORDS = ("done_since", "next_steps", "obstacles", "decision_needed")
LONGEST = 3000
AFTER_CUTOFF = gettext_noop(
    "Der Zyklus sagt, was bis zum Stichtag %(day)s galt. Bitte nennen Sie keinen späteren Tag."
)


class CorrectionForm(forms.Form):
    """Everything as the cycle says it now; whatever is changed here is what it says from then on."""

    # The number of the last correction of this measure that the person knew.
    seen = forms.IntegerField(widget=forms.HiddenInput)
    light = forms.ChoiceField(
        label=PARTS["light"], required=False, widget=forms.RadioSelect,
        choices=[*Assessment.Light.choices, ("", Assessment.State.MISSING.label)],
    )  # fmt: skip
    light_reason = forms.CharField(
        label=PARTS["light_reason"], required=False, max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    decision_by = forms.ChoiceField(
        label=PARTS["decision_by"], required=False,
        choices=[("", _("niemand")), *Assessment.DecisionBy.choices],
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Warum berichtigt wird"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Steht öffentlich neben der Angabe: „berichtigt am … weil …“."),
    )  # fmt: skip

    def __init__(self, *args: Any, row: Row, cutoff_on: date, seen: int, **kwargs: Any) -> None:
        self.row, self.cutoff_on = row, cutoff_on
        kwargs["initial"] = _initial(row) | {"seen": seen}
        super().__init__(*args, **kwargs)
        for name in WORDS:
            self.fields[name] = forms.CharField(
                label=PARTS[name], required=False, max_length=LONGEST,
                widget=forms.Textarea(attrs={"rows": 4}),
            )  # fmt: skip
        self.fields["next_steps"].help_text = _("Ein Schritt je Zeile.")
        self.fields["next_steps"].validators.append(few_enough)
        self.fields.update(self._figures())
        self.order_fields(["seen", "light", "light_reason", *WORDS, "decision_by", *self._names()])

    # -- the figures that this cycle knows ------------------------------------------------------
    def _figures(self) -> dict[str, forms.Field]:
        found: dict[str, forms.Field] = {}
        for step in self.row.milestones or []:
            label = _("„%(title)s“ erreicht am") % {"title": step.title}
            found[f"milestone-{step.id}"] = DateField(label=label, required=False)
        for fact in self.row.indicators or []:
            found |= _indicator_fields(fact)
        for cost in self.row.costs or []:
            label = _("Tatsächliche Kosten %(year)s in Euro") % {"year": cost.year}
            found[f"cost-{cost.year}"] = DecimalField(
                label=label, required=False, min_value=0, max_digits=12, decimal_places=2
            )
        return found

    def _names(self) -> list[str]:
        return [*self._figures(), "reason"]

    @property
    def words(self) -> Iterator[forms.BoundField]:
        """What the report says; the figures stand in a section of their own."""
        return (self[name] for name in ("light_reason", *WORDS, "decision_by"))

    @property
    def figures(self) -> list[forms.BoundField]:
        return [self[name] for name in self._figures()]

    # -- checking -------------------------------------------------------------------------------
    def clean(self) -> dict[str, Any]:
        """Nothing later than the cut-off day; a value and its day belong together."""
        given = super().clean() or self.cleaned_data
        day = short_day(self.cutoff_on)
        for name, value in list(given.items()):
            if isinstance(value, date) and value > self.cutoff_on:
                self.add_error(name, _(AFTER_CUTOFF) % {"day": day})
        for fact in self.row.indicators or []:
            self._check_pair(f"value-{fact.id}", f"on-{fact.id}")
        return given

    def _check_pair(self, value: str, on: str) -> None:
        if self.errors.get(value) or self.errors.get(on):
            return
        has_value, has_day = (self.cleaned_data.get(name) not in (None, "") for name in (value, on))
        if has_value and not has_day:
            self.add_error(on, _("Bitte nennen Sie den Tag, für den der Wert gilt."))
        if has_day and not has_value:
            self.add_error(value, _("Bitte nennen Sie den Wert, oder leeren Sie auch den Tag."))

    # -- saving ---------------------------------------------------------------------------------
    def save(self, *, cycle: Cycle, by: Any, at: datetime) -> Correction:
        given = self.cleaned_data
        return correct_cycle(
            cycle=cycle, row=self._corrected(), seen=given["seen"], by=by, at=at,
            reason=given["reason"],
        )  # fmt: skip

    def differences_to(self, stored: Row) -> list[Difference]:
        """Where what was typed differs from what the cycle says since somebody else corrected it."""
        now = CorrectionForm(row=stored, cutoff_on=self.cutoff_on, seen=0).initial
        return [
            Difference(str(field.label), _shown(mine), _shown(now.get(name)))
            for name, field in self.fields.items()
            if name not in {"seen", "reason"}
            and _shown(mine := self.cleaned_data.get(name)) != _shown(now.get(name))
        ]

    def _corrected(self) -> Row:
        given, row = self.cleaned_data, self.row
        return dataclasses.replace(
            row,
            light=given["light"],
            light_reason=given["light_reason"],
            done_since=_one_line_end(given["done_since"]),
            next_steps=[line.strip() for line in given["next_steps"].splitlines() if line.strip()],
            obstacles=_one_line_end(given["obstacles"]),
            decision_needed=_one_line_end(given["decision_needed"]),
            decision_by=given["decision_by"],
            milestones=_each(row.milestones, self._milestone),
            indicators=_each(row.indicators, self._indicator),
            costs=_each(row.costs, self._cost),
        )

    def _milestone(self, step: MilestoneFact) -> MilestoneFact:
        return dataclasses.replace(step, done_on=self.cleaned_data[f"milestone-{step.id}"])

    def _indicator(self, fact: IndicatorFact) -> IndicatorFact:
        value, on = (self.cleaned_data[f"{part}-{fact.id}"] for part in ("value", "on"))
        if value in (None, ""):
            return dataclasses.replace(fact, value=None, value_on=None, base_n=None, margin=None)
        if (value, on) == (fact.value, fact.value_on):
            return fact
        # What a survey had told of it no longer belongs to this value.
        return dataclasses.replace(fact, value=value, value_on=on, base_n=None, margin=None)

    def _cost(self, cost: YearCost) -> YearCost:
        return dataclasses.replace(cost, actual_eur=self.cleaned_data[f"cost-{cost.year}"])


def _each(facts: Any, change: Any) -> Any:
    """None stays None: documents of the first shape know no figures."""
    return None if facts is None else [change(fact) for fact in facts]


def _indicator_fields(fact: IndicatorFact) -> dict[str, forms.Field]:
    kind = Indicator(kind=fact.kind, unit=fact.unit, scale=fact.scale)
    value = value_field(kind)
    value.required = False
    value.label = fact.name if not fact.unit else f"{fact.name} ({fact.unit})"
    if isinstance(value, forms.TypedChoiceField):
        value.empty_value = None
        value.choices = [*value.choices, ("", _("keine Daten"))]  # type: ignore[misc]
    on = DateField(label=_("Stand von „%(name)s“") % {"name": fact.name}, required=False)
    return {f"value-{fact.id}": value, f"on-{fact.id}": on}


def _initial(row: Row) -> dict[str, Any]:
    values: dict[str, Any] = {
        "light": row.light, "light_reason": row.light_reason, "decision_by": row.decision_by,
        "done_since": row.done_since, "obstacles": row.obstacles,
        "decision_needed": row.decision_needed, "next_steps": "\n".join(row.next_steps),
    }  # fmt: skip
    values |= {f"milestone-{step.id}": step.done_on for step in row.milestones or []}
    for fact in row.indicators or []:
        values |= {f"value-{fact.id}": _bare(fact), f"on-{fact.id}": fact.value_on}
    return values | {f"cost-{cost.year}": cost.actual_eur for cost in row.costs or []}


def _bare(fact: IndicatorFact) -> Any:
    """A choice is known by its number; an amount is shown without the zeros of its column."""
    if fact.value is None:
        return None
    if fact.kind in {Indicator.Kind.YES_NO, Indicator.Kind.ORDINAL}:
        return str(int(fact.value))
    return fact.value.normalize()


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return short_day(value)
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return " ".join(str(value).split())


def _one_line_end(text: str) -> str:
    """A browser ends lines in its own way; a text that nobody touched is still the same."""
    return text.replace("\r\n", "\n")
