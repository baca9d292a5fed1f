"""Answering contributions, and finding those that wait."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from participation.contributions import actions
from participation.contributions.models import Answer, Contribution


class AnswerForm(forms.Form):
    """The next step of a contribution, in words that its author can read."""

    state = forms.ChoiceField(label=_("Neuer Stand"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Öffentliche Begründung"),
        help_text=_(
            "Diesen Text lesen alle. Nötig, wenn der Beitrag aufgegriffen oder nicht aufgegriffen "
            "wird oder der Landkreis nicht zuständig ist."
        ),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    office = forms.CharField(label=_("Antwortende Stelle"), max_length=120)

    def __init__(self, *args: Any, contribution: Contribution, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.contribution = contribution
        states = contribution.next_states
        self.fields["state"].choices = [(s.value, s.label) for s in states]  # type: ignore[attr-defined]

    def save(self, *, by: Any, at: datetime) -> Answer:
        return actions.answer_contribution(
            contribution=self.contribution, by=by, at=at, **self.cleaned_data
        )


class QueueFilter(forms.Form):
    """Which contributions the office wants to see."""

    state = forms.ChoiceField(
        label=_("Stand"),
        required=False,
        choices=[
            ("", _("wartet auf Antwort")),
            *Contribution.State.choices,
            ("all", _("alle")),
        ],
    )
    channel = forms.ChoiceField(
        label=_("Weg"),
        required=False,
        choices=[("", _("alle")), *Contribution.Channel.choices],
    )
