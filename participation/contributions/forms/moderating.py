"""Hiding texts and showing them again."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from participation.contributions import actions
from participation.contributions.house_rules import REASONS
from participation.contributions.models import Contribution, Moderation


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
        choices=REASONS,
        widget=forms.RadioSelect,
    )
    field_order = ["reason", "explanation"]

    def save(self, *, contribution: Contribution, by: Any, at: datetime) -> Moderation:
        return actions.hide_contribution(
            contribution=contribution, by=by, at=at, **self.cleaned_data
        )
