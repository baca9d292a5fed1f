"""The steps of a version on its way to the resolution."""

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from smartregion.core.forms import DateField
from strategy import actions, guards
from strategy.models import Resolution, StrategyVersion

State = StrategyVersion.State
Result = Resolution.Result
USUAL_WINDOW = timedelta(weeks=4)


class StepForm(forms.Form):
    """One step on the way to the resolution: the version takes it on this day."""

    def __init__(self, *args: Any, version: StrategyVersion, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.version, self.on = version, on

    def take(self, *, by: Any, at: datetime) -> None:
        raise NotImplementedError


class Reason(forms.CharField):
    """Some sentences that go into the history of the version."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Begründung"))
        super().__init__(widget=forms.Textarea(attrs={"rows": 3}), max_length=500, **kwargs)


class ConsultationForm(StepForm):
    """Give the draft to the people, for some announced days."""

    starts_on = DateField(label=_("Beteiligung von"))
    ends_on = DateField(label=_("Beteiligung bis"), help_text=_("Dieser Tag gehört noch dazu."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"starts_on": self.on, "ends_on": self.on + USUAL_WINDOW}

    def take(self, *, by: Any, at: datetime) -> None:
        actions.start_consultation(version=self.version, **self.cleaned_data, by=by, at=at)


class ClosingForm(StepForm):
    """Out of the consultation."""

    reason = Reason(
        required=False,
        help_text=_("Nur nötig, wenn die Beteiligung vor ihrem angekündigten Ende schließt."),
    )

    def take(self, *, by: Any, at: datetime) -> None:  # noqa: ARG002
        actions.close_consultation(version=self.version, by=by, on=self.on, **self.cleaned_data)


class SubmissionForm(StepForm):
    """Give the reworked draft to the council; objections are told first."""

    @cached_property
    def objections(self) -> list[guards.Objection]:
        """What still stands against it, told before anybody presses the button."""
        return guards.may_submit.objections(self.version)

    def take(self, *, by: Any, at: datetime) -> None:
        try:
            actions.submit_version(version=self.version, by=by, at=at)
        except guards.Guarded as refusal:
            raise ValidationError([_linked(one) for one in refusal.objections]) from refusal


def _linked(objection: guards.Objection) -> str:
    if not objection.url:
        return objection.sentence
    return format_html('<a href="{}">{}</a>', objection.url, objection.sentence)


class ReturnForm(StepForm):
    """Back from the council, by a resolution or because the office recalls it."""

    class Occasion(models.TextChoices):
        REFERRED_BACK = Result.REFERRED_BACK.value, _("Ein Gremium hat sie zurückverwiesen.")
        CHANGES = (
            Result.ADOPTED_WITH_CHANGES.value,
            _("Ein Gremium hat Änderungen beschlossen. Sie werden jetzt eingearbeitet."),
        )
        RECALLED = "recalled", _("Die Verwaltung nimmt die Vorlage ohne Beschluss zurück.")

    occasion = forms.ChoiceField(
        label=_("Warum kommt die Fassung zurück?"),
        choices=Occasion.choices,
        widget=forms.RadioSelect,
    )
    reason = Reason(help_text=_("Was ist zu ändern? Der Text steht im Verlauf der Fassung."))
    body = forms.CharField(
        label=_("Gremium"),
        max_length=120,
        required=False,
        help_text=_("Gremium, Datum und Vorlagennummer nur, wenn es einen Beschluss gibt."),
    )
    decided_on = DateField(label=_("Datum des Beschlusses"), required=False)
    paper_number = forms.CharField(label=_("Vorlagennummer"), max_length=60, required=False)
    link = forms.URLField(
        label=_("Link zur Vorlage"), required=False, assume_scheme="https", max_length=200
    )

    NEEDED = ("body", "decided_on", "paper_number")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.data.get("occasion") in actions.RETURNING:
            for name in self.NEEDED:
                self.fields[name].required = True

    def take(self, *, by: Any, at: datetime) -> None:  # noqa: ARG002
        actions.return_version(
            version=self.version,
            reason=self.cleaned_data["reason"],
            ruling=self._ruling(),
            by=by,
            on=self.on,
        )

    def _ruling(self) -> actions.Ruling | None:
        given = self.cleaned_data
        if given["occasion"] == self.Occasion.RECALLED:
            return None
        named = {name: given[name] for name in (*self.NEEDED, "link")}
        return actions.Ruling(result=given["occasion"], **named)


class AdoptionForm(StepForm):
    """The resolution of the council, as its minutes have it."""

    body = forms.CharField(label=_("Gremium"), max_length=120, initial=_("Kreistag"))
    decided_on = DateField(label=_("Datum des Beschlusses"))
    paper_number = forms.CharField(label=_("Vorlagennummer"), max_length=60)
    result = forms.ChoiceField(
        label=_("Ergebnis"),
        choices=[(result.value, result.label) for result in Resolution.ADOPTING],
        widget=forms.RadioSelect,
        help_text=_(
            "Hat das Gremium Änderungen beschlossen, gehören sie vorher in den Text: Nehmen Sie die "
            "Fassung zurück in die Einarbeitung, schreiben Sie die Änderungen hinein und geben Sie "
            "sie wieder in den Gremienlauf. Erst dann tragen Sie den Beschluss hier ein."
        ),
    )
    effective_from = DateField(label=_("Die Fassung gilt ab"))
    link = forms.URLField(
        label=_("Link zur Vorlage"), required=False, assume_scheme="https", max_length=200
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The body that wanted changes has decided already; once they are in the text, that holds.
        changes = self.version.referrals.filter(result=Result.ADOPTED_WITH_CHANGES).last()
        for name in ("body", "decided_on", "paper_number", "result", "link"):
            if changes:
                self.initial[name] = getattr(changes, name)

    def take(self, *, by: Any, at: datetime) -> None:
        decision = actions.Decision(**self.cleaned_data)
        actions.adopt_version(version=self.version, decision=decision, by=by, on=self.on, at=at)


class WithdrawalForm(StepForm):
    """Give the version up, with a reason."""

    reason = Reason()

    def take(self, *, by: Any, at: datetime) -> None:  # noqa: ARG002
        actions.withdraw_version(version=self.version, by=by, **self.cleaned_data)


STEPS: dict[str, type[StepForm]] = {
    State.CONSULTATION: ConsultationForm,
    State.REWORKING: ClosingForm,
    State.SUBMITTED: SubmissionForm,
    State.ADOPTED: AdoptionForm,
    State.WITHDRAWN: WithdrawalForm,
}


def step_form(version: StrategyVersion, to: str) -> type[StepForm]:
    """The form of a step; into the reworking two ways lead."""
    comes_back = to == State.REWORKING and version.state == State.SUBMITTED
    return ReturnForm if comes_back else STEPS[to]
