"""A phase of the process."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from smartregion.core.forms import DateField
from strategy import actions
from strategy.models import (
    ProcessPhase,
)


class PhaseForm(forms.ModelForm[ProcessPhase]):
    """A phase of the process in German and English."""

    starts_on = DateField(label=_("Beginn"))
    ends_on = DateField(
        label=_("Ende"), help_text=_("Leer, solange das Ende offen ist"), required=False
    )
    title_en = forms.CharField(label=_("Titel auf Englisch"), max_length=120, required=False)
    format_en = forms.CharField(label=_("Format auf Englisch"), max_length=160, required=False)
    result_en = forms.CharField(
        label=_("Ergebnis auf Englisch"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    class Meta:
        model = ProcessPhase
        fields = ["title", "format", "starts_on", "ends_on", "result"]
        widgets = {"result": forms.Textarea(attrs={"rows": 3})}

    ENGLISH = ("title", "format", "result")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, words in self.instance.translations.get("en", {}).items():
            self.initial[f"{name}_en"] = words

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        start, end = cleaned.get("starts_on"), cleaned.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", _("Das Ende liegt vor dem Beginn."))
        return cleaned

    def store(self, *, by: Any) -> None:
        english = {name: self.cleaned_data[f"{name}_en"] for name in self.ENGLISH}
        actions.save_phase(phase=self.instance, english=english, by=by)
