"""Choosing a released figure for a measure."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from measures.actions import add_evidence
from measures.models import Evidence, Measure
from measures.queries import released_questions


class EvidenceForm(forms.Form):
    """A question out of what was released, and what it means for the measure."""

    figure = forms.ChoiceField(label=_("Frage einer veröffentlichten Umfrage"))
    note = forms.CharField(
        label=_("Was die Zahl für die Maßnahme bedeutet"),
        required=False,
        max_length=300,
        help_text=_("Ein Satz, der neben der Zahl steht, zum Beispiel im Bericht."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.released = {each.key: each for each in released_questions(get_language() or "de")}
        choices = [(key, each.label) for key, each in self.released.items()]
        self.fields["figure"].choices = [("", _("Bitte wählen")), *choices]  # type: ignore[attr-defined]

    def save(self, *, measure: Measure, by: Any, at: datetime) -> Evidence:
        chosen = self.released[self.cleaned_data["figure"]]
        return add_evidence(
            measure=measure, publication=chosen.publication, question=chosen.code,
            note=self.cleaned_data["note"], by=by, at=at,
        )  # fmt: skip
