"""Answering, moderating and filtering contributions."""

import uuid
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from participation.contributions import actions
from participation.contributions.models import Answer, Contribution, Moderation
from smartregion.core.forms import TOO_LONG
from smartregion.county.models import Municipality


class WordsForm(forms.Form):
    """What a person says in their own words, and where they come from if they want to say so.

    The one-time number makes sending twice the same as sending once.
    """

    text = forms.CharField(
        label=_("Ihr Beitrag"),
        help_text=_("Ihr Beitrag ist sofort öffentlich. Bitte nennen Sie keine Namen Dritter."),
        max_length=Contribution.MAX_LENGTH,
        error_messages={"required": _("Bitte schreiben Sie einen Text."), "max_length": TOO_LONG},
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    municipality = forms.ModelChoiceField(
        Municipality.objects.all(),
        label=_("Ihre Gemeinde"),
        required=False,
        to_field_name="slug",
        empty_label=_("keine Angabe"),
    )
    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"token": uuid.uuid4(), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)


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


class ExplanationForm(forms.Form):
    """Why a hidden text is shown again."""

    explanation = forms.CharField(
        label=_("Erläuterung"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def save(self, *, contribution: Contribution, by: Any, at: datetime) -> Moderation:
        return actions.unhide_contribution(
            contribution=contribution, by=by, at=at, **self.cleaned_data
        )


class HideForm(ExplanationForm):
    """Why a text is hidden."""

    reason = forms.ChoiceField(
        label=_("Grund"),
        choices=[c for c in Moderation.Reason.choices if c[0] != Moderation.Reason.REVIEWED],
        widget=forms.RadioSelect,
    )
    field_order = ["reason", "explanation"]

    def save(self, *, contribution: Contribution, by: Any, at: datetime) -> Moderation:
        return actions.hide_contribution(
            contribution=contribution, by=by, at=at, **self.cleaned_data
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
