"""What may go wrong with a measure, how likely it is and how much it would hurt."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from measures.actions.risks import RiskRow, risk_in_words, set_risks
from measures.forms.rows import RowForm, StoredKey, rows_of
from measures.models import Risk


def _degree(label: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label, choices=Risk.Degree.choices, coerce=int, initial=Risk.Degree.MEDIUM
    )


class RiskForm(RowForm):
    pk = StoredKey()
    title = forms.CharField(label=_("Risiko"), max_length=200)
    probability = _degree(_("Wahrscheinlichkeit"))
    impact = _degree(_("Auswirkung"))
    response = forms.CharField(label=_("Was wir dagegen tun"), max_length=300, required=False)
    is_internal = forms.BooleanField(
        label=_("nur intern"), required=False,
        help_text=_("Steht nicht auf der öffentlichen Seite."),
    )  # fmt: skip


class RiskRows(rows_of(RiskForm)):  # type: ignore[misc]
    relation, heading = "risks", _("Risiken")
    lead = _(
        "Was schiefgehen kann, und was Sie dagegen tun. Das Gewicht eines Risikos ergibt sich aus "
        "Wahrscheinlichkeit und Auswirkung."
    )
    columns = ("pk", "title", "probability", "impact", "response", "is_internal")
    words = staticmethod(risk_in_words)

    def save(self, *, by: Any, at: datetime, lock_version: int) -> None:
        rows = [RiskRow(**{name: row[name] for name in self.columns}) for row in self.filled()]
        set_risks(measure=self.measure, by=by, at=at, lock_version=lock_version, rows=rows)
