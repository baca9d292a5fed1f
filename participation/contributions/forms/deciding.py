"""Deciding about what waits for moderation: one form for all kinds of cases."""

from datetime import datetime
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participation.contributions import actions
from participation.contributions.house_rules import REASONS, USUAL_REASON, usual_words
from participation.contributions.models import Objection
from participation.contributions.queries.moderation import Case, Kind

HIDE, KEEP = "hide", "keep"
REFUSE, RELEASE = "refuse", "release"
REJECT, GRANT = "reject", "grant"

# What may be decided about each kind, the milder decision last.
DECISIONS = {
    Kind.REPORTED: (HIDE, KEEP),
    Kind.HELD: (REFUSE, RELEASE),
    Kind.OBJECTED: (REJECT, GRANT),
}
AGAINST = (HIDE, REFUSE)


class DecisionForm(forms.Form):
    """A decision is a button; reason and words are needed only where it goes against somebody."""

    decision = forms.CharField(
        error_messages={
            "required": gettext_lazy("Bitte entscheiden Sie mit einer der Schaltflächen.")
        },
        widget=forms.HiddenInput,
    )
    reason = forms.ChoiceField(
        label=gettext_lazy("Grund, falls der Text nicht öffentlich bleibt"),
        choices=[("", gettext_lazy("bitte wählen")), *REASONS],
        required=False,
    )
    explanation = forms.CharField(
        label=gettext_lazy("Erläuterung"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", f"id_{case.contribution.pk}_%s")
        kwargs["initial"] = {"reason": _usual(case)}
        super().__init__(*args, **kwargs)
        self.case = case
        self.fields["explanation"].help_text = HINTS[case.kind]
        if case.kind == Kind.OBJECTED:
            del self.fields["reason"]

    def clean_decision(self) -> str:
        decision: str = self.cleaned_data["decision"]
        if decision not in DECISIONS[self.case.kind]:
            raise forms.ValidationError(_("Bitte entscheiden Sie mit einer der Schaltflächen."))
        return decision

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        decision, words = cleaned.get("decision"), cleaned.get("explanation", "").strip()
        if decision in AGAINST and not cleaned.get("reason"):
            self.add_error("reason", _("Bitte wählen Sie einen Grund."))
        if decision == REJECT and not words:
            self.add_error("explanation", _("Bitte erläutern Sie die Entscheidung."))
        return cleaned

    def save(self, *, by: Any, at: datetime) -> str:
        """Decide, and return the sentence that says what has happened."""
        DEEDS[self.cleaned_data["decision"]](self, {"by": by, "at": at})
        return str(DONE[self.cleaned_data["decision"]])

    @property
    def words(self) -> str:
        """The explanation, or what the house rules say where the person adds nothing."""
        given: str = self.cleaned_data["explanation"].strip()
        if given or self.cleaned_data["decision"] not in AGAINST:
            return given
        return usual_words(self.cleaned_data["reason"])


def _usual(case: Case) -> str:
    category = case.abuse_reports[0].category if case.abuse_reports else ""
    return USUAL_REASON.get(category, "")  # type: ignore[call-overload, no-any-return]


def _hide(form: DecisionForm, deed: dict[str, Any]) -> None:
    given = {"reason": form.cleaned_data["reason"], "explanation": form.words}
    actions.hide_contribution(contribution=form.case.contribution, **given, **deed)


def _keep(form: DecisionForm, deed: dict[str, Any]) -> None:
    decision = form.words or _("Der Beitrag verstößt nicht gegen die Regeln für Beiträge.")
    actions.reject_reports(contribution=form.case.contribution, decision=decision, **deed)


def _refuse(form: DecisionForm, deed: dict[str, Any]) -> None:
    given = {"reason": form.cleaned_data["reason"], "explanation": form.words}
    actions.refuse_contribution(contribution=form.case.contribution, **given, **deed)


def _release(form: DecisionForm, deed: dict[str, Any]) -> None:
    contribution = form.case.contribution
    actions.release_contribution(contribution=contribution, explanation=form.words, **deed)


def _objection(form: DecisionForm) -> Objection:
    """There is one, or the case would be of another kind."""
    return cast("Objection", form.case.objection)


def _reject(form: DecisionForm, deed: dict[str, Any]) -> None:
    actions.reject_objection(objection=_objection(form), decision=form.words, **deed)


def _grant(form: DecisionForm, deed: dict[str, Any]) -> None:
    decision = form.words or _("Ihr Einspruch war berechtigt.")
    actions.grant_objection(objection=_objection(form), decision=decision, **deed)


DEEDS = {
    HIDE: _hide,
    KEEP: _keep,
    REFUSE: _refuse,
    RELEASE: _release,
    REJECT: _reject,
    GRANT: _grant,
}

DONE = {
    HIDE: gettext_lazy("Der Beitrag ist ausgeblendet."),
    KEEP: gettext_lazy("Der Beitrag bleibt stehen."),
    REFUSE: gettext_lazy("Der Beitrag erscheint nicht."),
    RELEASE: gettext_lazy("Der Beitrag ist erschienen."),
    REJECT: gettext_lazy("Der Einspruch ist zurückgewiesen."),
    GRANT: gettext_lazy("Dem Einspruch ist stattgegeben, der Beitrag ist wieder sichtbar."),
}

HINTS = {
    Kind.REPORTED: gettext_lazy(
        "Lesen alle, die gemeldet haben, und beim Ausblenden auch, wer geschrieben hat. Bleibt "
        "das Feld leer, steht dort der Satz aus den Regeln."
    ),
    Kind.HELD: gettext_lazy(
        "Liest, wer geschrieben hat. Bleibt das Feld leer, steht dort der Satz aus den Regeln."
    ),
    Kind.OBJECTED: gettext_lazy("Liest, wer Einspruch eingelegt hat."),
}


class KindFilter(forms.Form):
    """Which cases moderation wants to see."""

    kind = forms.ChoiceField(required=False, choices=[("", gettext_lazy("alle")), *Kind.choices])

    @property
    def wanted(self) -> str:
        return self.cleaned_data["kind"] if self.is_valid() else ""
