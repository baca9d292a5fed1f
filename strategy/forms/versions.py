"""A new strategy and its next version."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from strategy import actions
from strategy.forms.parts import refuse_end_before_start
from strategy.models import Strategy, StrategyVersion

LABEL = RegexValidator(r"^[0-9][0-9A-Za-z.-]*\Z", _("Beginnen Sie mit einer Ziffer: 1.1, 2.0"))


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
        refuse_end_before_start(self, "period_start", "period_end")
        return cleaned

    def create(self, *, by: Any) -> StrategyVersion:
        return actions.create_strategy(**self.cleaned_data, by=by)


class RevisionForm(forms.Form):
    """The name of the next version."""

    label = forms.CharField(
        label=_("Bezeichnung der neuen Fassung"),
        max_length=20,
        help_text=_("Zum Beispiel 1.1 oder 2.0"),
        validators=[LABEL],
    )

    def create(self, *, strategy: Strategy, by: Any) -> StrategyVersion:
        return actions.open_revision(strategy=strategy, label=self.cleaned_data["label"], by=by)
