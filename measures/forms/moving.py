"""What is asked when a measure takes a step: only what this step needs."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from measures.actions import merge_measure, move_measure
from measures.models import Measure
from smartregion.core.forms import DateField
from strategy.actions import Ruling
from strategy.models import Resolution

State = Measure.State


class Reason(forms.CharField):
    """Why a measure takes a step."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=_("Begründung"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
            help_text=_("Steht öffentlich bei der Maßnahme, auch in ihrem Verlauf."), **kwargs,
        )  # fmt: skip


class StepForm(forms.Form):
    """A step with its reason; giving up, deferring and reopening are always explained."""

    reason = Reason()

    def __init__(self, *args: Any, measure: Measure, to: str, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.measure, self.to, self.on = measure, to, on
        is_reopened = measure.state == State.COMPLETED
        self.fields["reason"].required = to in Measure.NEEDS_REASON or is_reopened
        self.order_fields([name for name in self.fields if name != "reason"])

    def take(self, *, by: Any, at: datetime) -> None:
        """Take the step with what was said."""
        move_measure(measure=self.measure, to=self.to, by=by, at=at, **self.said())

    def said(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class ApprovalForm(StepForm):
    """Who decided: a body, whose resolution may be known already, or the head of the county alone."""

    class How(TextChoices):
        KNOWN = "known", _("ein Beschluss, der schon eingetragen ist")
        NEW = "new", _("ein Beschluss, den ich jetzt eintrage")
        HEAD = "head", _("die Landrätin oder der Landrat")

    NEEDED = {
        How.KNOWN: ("resolution",),
        How.NEW: ("body", "decided_on", "paper_number", "result"),
        How.HEAD: ("head_decided_on",),
    }

    how = forms.ChoiceField(
        label=_("Wer hat entschieden?"), choices=How.choices, widget=forms.RadioSelect
    )
    resolution = forms.ModelChoiceField(
        label=_("Beschluss"), required=False,
        queryset=Resolution.objects.filter(result__in=Resolution.ADOPTING).order_by(
            "-decided_on", "pk"
        ),
    )  # fmt: skip
    body = forms.CharField(label=_("Gremium"), max_length=120, required=False)
    decided_on = DateField(label=_("Datum des Beschlusses"), required=False)
    paper_number = forms.CharField(label=_("Vorlagennummer"), max_length=60, required=False)
    result = forms.ChoiceField(
        label=_("Ergebnis"), required=False, initial=Resolution.Result.ADOPTED,
        choices=[(result.value, result.label) for result in Resolution.ADOPTING],
    )  # fmt: skip
    link = forms.URLField(
        label=_("Link zur Vorlage"), required=False, assume_scheme="https", max_length=200
    )
    head_decided_on = DateField(label=_("Datum der Entscheidung"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        resolution: Any = self.fields["resolution"]
        if not resolution.queryset.exists():
            how: Any = self.fields["how"]
            how.choices = [choice for choice in self.How.choices if choice[0] != self.How.KNOWN]
            del self.fields["resolution"]
        # Each is needed on its own way only; the page says so, the check looks at the chosen one.
        chosen = self.NEEDED.get(self.data.get("how", ""), ())
        for name in self._needed():
            self.fields[name].required = not self.is_bound or name in chosen

    def _needed(self) -> list[str]:
        names = [name for needed in self.NEEDED.values() for name in needed]
        return [name for name in names if name in self.fields]

    def full_clean(self) -> None:
        super().full_clean()
        for name in self._needed():
            self.fields[name].required = True

    @property
    def parts(self) -> list[tuple[str, str, list[forms.BoundField]]]:
        """What belongs to each of the three ways, under its name."""
        further = {self.How.NEW: ("link",)}
        return [
            (
                how.value,
                str(how.label),
                [self[name] for name in (*names, *further.get(how, ())) if name in self.fields],
            )
            for how, names in self.NEEDED.items()
            if names[0] in self.fields
        ]

    def said(self) -> dict[str, Any]:
        given = self.cleaned_data
        decision: dict[str, Any] = {"head_decided_on": given["head_decided_on"]}
        if given["how"] == self.How.KNOWN:
            decision = {"resolution": given["resolution"]}
        if given["how"] == self.How.NEW:
            names = (*self.NEEDED[self.How.NEW], "link")
            decision = {"ruling": Ruling(**{name: given[name] for name in names})}
        return {"reason": given["reason"], **decision}


class StartForm(StepForm):
    started_on = DateField(label=_("tatsächlicher Beginn"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("started_on", self.measure.started_on or self.on)


class EndForm(StepForm):
    ended_on = DateField(label=_("tatsächliches Ende"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("ended_on", self.measure.ended_on or self.on)


class DeferralForm(StepForm):
    review_on = DateField(
        label=_("Wiedervorlage"),
        help_text=_("An diesem Tag steht die Maßnahme wieder auf dem Arbeitsplatz."),
    )


FORMS: dict[State, type[StepForm]] = {
    State.APPROVED: ApprovalForm,
    State.RUNNING: StartForm,
    State.COMPLETED: EndForm,
    State.CANCELLED: EndForm,
    State.DEFERRED: DeferralForm,
}


def step_form(measure: Measure, to: str) -> type[StepForm]:
    """The form of a step; who comes back from a stop is asked for nothing new."""
    comes_back = measure.state in {State.DEFERRED, State.COMPLETED}
    return StepForm if comes_back else FORMS.get(State(to), StepForm)


class MergeForm(forms.Form):
    """Why two measures are one."""

    reason = Reason()

    def take(self, *, measure: Measure, into: Measure, by: Any, at: datetime) -> None:
        merge_measure(measure=measure, into=into, by=by, at=at, reason=self.cleaned_data["reason"])
