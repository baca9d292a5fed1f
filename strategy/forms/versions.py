"""A new strategy, its next version, and the steps of a version to the resolution."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from smartregion.core.forms import DateField
from strategy import actions
from strategy.models import (
    Resolution,
    Strategy,
    StrategyVersion,
)

State = StrategyVersion.State


class StrategyForm(forms.ModelForm[Strategy]):
    """A new strategy with the draft of its first version."""

    title_en = forms.CharField(label=_("Titel auf Englisch"), max_length=200, required=False)
    with_guidelines = forms.BooleanField(
        label=_("Mit den acht Leitlinien beginnen"),
        help_text=_("Sie können jede Leitlinie danach umschreiben oder löschen."),
        required=False,
        initial=True,
    )

    class Meta:
        model = Strategy
        fields = ["title", "period_start", "period_end"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        start, end = cleaned.get("period_start"), cleaned.get("period_end")
        if start and end and end < start:
            self.add_error("period_end", _("Das Ende liegt vor dem Beginn."))
        return cleaned

    def create(self, *, by: Any) -> StrategyVersion:
        return actions.create_strategy(**self.cleaned_data, by=by)


class RevisionForm(forms.Form):
    label = forms.CharField(
        label=_("Bezeichnung der neuen Fassung"),
        max_length=20,
        help_text=_("Zum Beispiel 1.1 oder 2.0"),
        validators=[
            RegexValidator(r"^[0-9][0-9A-Za-z.-]*$", _("Beginnen Sie mit einer Ziffer: 1.1, 2.0"))
        ],
    )

    def create(self, *, strategy: Strategy, by: Any) -> StrategyVersion:
        return actions.open_revision(strategy=strategy, label=self.cleaned_data["label"], by=by)


class StepForm(forms.Form):
    """One step on the way to the resolution. ``version`` is the version that takes it."""

    def __init__(self, *args: Any, version: StrategyVersion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.version = version

    def take(self, *, by: Any, on: date, at: datetime) -> None:
        raise NotImplementedError


class ConsultationForm(StepForm):
    starts_on = DateField(label=_("Beteiligung von"))
    ends_on = DateField(label=_("Beteiligung bis"))

    def take(self, *, by: Any, on: date, at: datetime) -> None:  # noqa: ARG002
        actions.start_consultation(version=self.version, **self.cleaned_data, by=by, at=at)


class ReworkingForm(StepForm):
    """Out of the consultation, or back from the council."""

    reason = forms.CharField(
        label=_("Begründung"), widget=forms.Textarea(attrs={"rows": 3}), max_length=500
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.comes_back = self.version.state == State.SUBMITTED
        self.fields["reason"].required = self.comes_back
        if not self.comes_back:
            self.fields["reason"].help_text = _(
                "Nur nötig, wenn die Beteiligung vor ihrem angekündigten Ende schließt."
            )

    def take(self, *, by: Any, on: date, at: datetime) -> None:  # noqa: ARG002
        if self.comes_back:
            actions.return_version(version=self.version, by=by, **self.cleaned_data)
        else:
            actions.close_consultation(version=self.version, by=by, on=on, **self.cleaned_data)


class SubmissionForm(StepForm):
    def take(self, *, by: Any, on: date, at: datetime) -> None:  # noqa: ARG002
        actions.submit_version(version=self.version, by=by)


class AdoptionForm(StepForm):
    body = forms.CharField(label=_("Gremium"), max_length=120, initial=_("Kreistag"))
    decided_on = DateField(label=_("Datum des Beschlusses"))
    paper_number = forms.CharField(label=_("Vorlagennummer"), max_length=60)
    result = forms.ChoiceField(
        label=_("Ergebnis"),
        choices=[(result.value, result.label) for result in Resolution.ADOPTING],
        widget=forms.RadioSelect,
    )
    effective_from = DateField(label=_("Die Fassung gilt ab"))
    link = forms.URLField(
        label=_("Link zur Vorlage"), required=False, assume_scheme="https", max_length=200
    )

    def take(self, *, by: Any, on: date, at: datetime) -> None:
        decision = actions.Decision(**self.cleaned_data)
        actions.adopt_version(version=self.version, decision=decision, by=by, on=on, at=at)


class WithdrawalForm(StepForm):
    reason = forms.CharField(
        label=_("Begründung"), widget=forms.Textarea(attrs={"rows": 3}), max_length=500
    )

    def take(self, *, by: Any, on: date, at: datetime) -> None:  # noqa: ARG002
        actions.withdraw_version(version=self.version, by=by, **self.cleaned_data)


STEPS: dict[str, type[StepForm]] = {
    State.CONSULTATION: ConsultationForm,
    State.REWORKING: ReworkingForm,
    State.SUBMITTED: SubmissionForm,
    State.ADOPTED: AdoptionForm,
    State.WITHDRAWN: WithdrawalForm,
}
