"""Title and period of a strategy."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from strategy import actions
from strategy.forms.parts import refuse_end_before_start
from strategy.models import Strategy


class StrategyDetailsForm(forms.ModelForm[Strategy]):
    """Title in both languages, and the period; what a resolution has fixed cannot be typed."""

    title_en = forms.CharField(
        label=_("Titel auf Englisch"),
        max_length=200,
        required=False,
        help_text=_("Die Übersetzung ist nicht Teil des Beschlusses und bleibt änderbar."),
    )

    class Meta:
        model = Strategy
        fields = ["title", "period_start", "period_end"]

    def __init__(self, *args: Any, is_fixed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["title_en"] = self.instance.translations.get("en", {}).get("title", "")
        for name in self.Meta.fields:
            self.fields[name].disabled = is_fixed

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        refuse_end_before_start(self, "period_start", "period_end")
        return cleaned

    def store(self, *, by: Any) -> None:
        actions.save_strategy(strategy=self.instance, title_en=self.cleaned_data["title_en"], by=by)
