"""A phase of the process."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from smartregion.core.forms import DateField
from strategy import actions
from strategy.forms.parts import AlsoInEnglish, refuse_end_before_start
from strategy.models import ProcessPhase


class PhaseForm(AlsoInEnglish, forms.ModelForm[ProcessPhase]):
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

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        refuse_end_before_start(self, "starts_on", "ends_on")
        return cleaned

    def store(self, *, by: Any) -> None:
        actions.save_phase(phase=self.instance, english=self.english, by=by)
