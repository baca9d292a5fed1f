"""Grants: entering one, correcting it, and what a new state asks for."""

from datetime import date, datetime
from functools import partial
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from measures.actions.grants import DAY_OF, DAYS, KNOWN_DAYS, add_grant, change_grant, move_grant
from measures.forms.conflicts import Difference, differences
from measures.models import Grant, Measure
from smartregion.core.fields import EuroField, PercentField
from smartregion.core.forms import DateField

State = Grant.State
# What a step usually brings: a decision names amount and deadlines, the final account the amount.
ASKED = {
    State.APPLIED: ("amount_eur", "rate"),
    State.APPROVED: ("amount_eur", "rate", "draw_by", "proof_by", "bound_until"),
    State.REFUSED: (),
    State.SETTLED: ("amount_eur", "bound_until"),
}


# How the fields stand together on the page.
SECTIONS = (
    (_("Förderung"), ("programme", "authority", "amount_eur", "rate")),
    (_("Stand"), ("state", *DAYS)),
    (_("Fristen"), ("apply_by", "draw_by", "proof_by", "bound_until")),
    (_("Nur für die Verwaltung"), ("note",)),
)


class GrantFields(forms.ModelForm):  # type: ignore[type-arg]
    """The fields of a grant as people type them, under the lock of its measure."""

    amount_eur = EuroField(label=_("Betrag in Euro"))
    rate = PercentField(
        label=_("Förderquote in Prozent"), required=False,
        help_text=_("Anteil an den förderfähigen Kosten, zum Beispiel 80."),
    )  # fmt: skip
    apply_by = DateField(label=_("Antragsfrist"), required=False)
    draw_by = DateField(
        label=_("Abruf der Mittel bis"), required=False,
        help_text=_("Was bis dahin nicht abgerufen ist, verfällt."),
    )  # fmt: skip
    proof_by = DateField(label=_("Verwendungsnachweis bis"), required=False)
    bound_until = DateField(
        label=_("Zweckbindung bis"), required=False,
        help_text=_("Bis dahin muss bleiben, was gefördert wurde."),
    )  # fmt: skip
    applied_on = DateField(label=_("beantragt am"), required=False)
    decided_on = DateField(label=_("Bescheid vom"), required=False)
    drawn_on = DateField(
        label=_("vollständig abgerufen am"), required=False,
        help_text=_("Dann erinnern wir nicht mehr an den Abruf."),
    )  # fmt: skip
    settled_on = DateField(label=_("abgerechnet am"), required=False)
    lock_version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Grant
        fields = [
            "programme", "authority", "amount_eur", "rate", "state", "applied_on", "decided_on",
            "drawn_on", "settled_on", "apply_by", "draw_by", "proof_by", "bound_until", "note",
        ]  # fmt: skip
        help_texts = {
            "state": _("Wie weit es schon ist. Dazu gehören die Tage darunter."),
            "programme": _("Wie es öffentlich heißt, zum Beispiel LEADER."),
            "authority": _("Wer das Geld gibt, zum Beispiel das Land oder der Bund."),
            "note": _("Wird nicht veröffentlicht."),
        }

    def __init__(self, *args: Any, measure: Measure, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.measure = measure
        self.initial["lock_version"] = measure.lock_version

    @property
    def sections(self) -> list[tuple[str, list[BoundField]]]:
        """The fields by what they belong to; a heading without fields is left out."""
        found = [
            (str(head), [self[n] for n in names if n in self.fields]) for head, names in SECTIONS
        ]
        return [(head, fields) for head, fields in found if fields]

    @property
    def values(self) -> dict[str, Any]:
        """What was typed, by the names of the model."""
        return {name: self.cleaned_data[name] for name in self.fields if name != "lock_version"}

    def save(self, *, by: Any, at: datetime) -> Grant:  # type: ignore[override]
        """One call of the action that the form is for."""
        raise NotImplementedError

    def differences_to(self, stored: Grant) -> list[Difference]:
        """Where what was typed differs from what somebody else has stored in the meantime."""
        return differences(self, partial(getattr, stored))


class GrantForm(GrantFields):
    """A new grant in any state; one that is there already keeps its state and changes the rest."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_new = self.instance._state.adding
        if not self.is_new:
            known = KNOWN_DAYS[State(self.instance.state)]
            for name in ("state", *(day for day in DAYS if day not in known)):
                del self.fields[name]

    def save(self, *, by: Any, at: datetime) -> Grant:  # type: ignore[override]
        lock = self.cleaned_data["lock_version"]
        if self.is_new:
            return add_grant(measure=self.measure, by=by, at=at, lock_version=lock, **self.values)
        return change_grant(grant=self.instance, by=by, at=at, lock_version=lock, **self.values)


class MoveGrantForm(GrantFields):
    """The day of a step, and what the step brings."""

    def __init__(self, *args: Any, to: str, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The form writes on its instance while it checks; the action needs the state as it is.
        self.to, self.grant = State(to), Grant.objects.get(pk=self.instance.pk)
        self.day = DAY_OF[self.to]
        for name in set(self._meta.fields or ()) - {self.day, *ASKED[self.to]}:
            del self.fields[name]
        self.fields[self.day].required = True
        self.initial[self.day] = on

    def save(self, *, by: Any, at: datetime) -> Grant:  # type: ignore[override]
        values = self.values
        return move_grant(
            grant=self.grant, to=self.to, on=values.pop(self.day), by=by, at=at,
            lock_version=self.cleaned_data["lock_version"], **values,
        )  # fmt: skip
