"""Saying where a measure comes from: each kind of origin asks for what it needs."""

import re
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from measures.actions.origins import add_origin
from measures.models import Measure, Origin
from participation.contributions.models import Contribution
from smartregion.county.models import Municipality
from strategy.models import Finding

UUID_IN_TEXT = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
Kind = Origin.Kind
# Which field names the source; what has none is told in a sentence.
SOURCES = {
    Kind.CONTRIBUTION: "contribution",
    Kind.FINDING: "finding",
    Kind.MUNICIPALITY: "municipality",
}
# These say by themselves where the measure comes from.
SPEAKING = (Kind.CONTRIBUTION, Kind.FINDING)
EXAMPLES = {
    Kind.SURVEY: _("Welche Umfrage, welche Frage? Zum Beispiel: Bürgerbefragung 2022, Frage 7"),
    Kind.WORKSHOP: _("Zum Beispiel: Themenwerkstatt 2.0, Arbeitsgruppe Jugend"),
    Kind.OFFICE: _("Zum Beispiel: Vorschlag des Fachdienstes Verkehr und Mobilität"),
    Kind.LAW: _("Gesetz und Stelle darin, zum Beispiel: Onlinezugangsgesetz, § 1a"),
    Kind.MUNICIPALITY: _("Was kam aus der Gemeinde? Zum Beispiel: Antrag der Gemeindevertretung"),
}


class FindingChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Findings of the analysis, each with the field of action that it is about."""

    def label_from_instance(self, obj: Any) -> str:
        about = obj.field_of_action.today.name if obj.field_of_action else _("ganzer Landkreis")
        return f"{about} – {obj}"


class OriginForm(forms.Form):
    """One origin of one kind; a contribution is named by the address of its page."""

    kind = forms.ChoiceField(choices=Kind.choices, widget=forms.HiddenInput)
    contribution = forms.CharField(
        label=_("Adresse des Beitrags"),
        max_length=300,
        help_text=_("Kopieren Sie die Adresse aus der Seite des Beitrags."),
    )
    finding = FindingChoice(
        Finding.objects.none(), label=_("Feststellung"), empty_label=_("Bitte wählen")
    )
    municipality = forms.ModelChoiceField(
        Municipality.objects.all(), label=_("Gemeinde"), empty_label=_("Bitte wählen")
    )
    note = forms.CharField(label=_("Hinweis"), required=False, max_length=300)

    def __init__(self, data: Any = None, *, measure: Measure, by: Any, kind: str) -> None:
        super().__init__(data, initial={"kind": kind})
        self.measure, self.by = measure, by
        findings = Finding.objects.visible_to(by).filter(strategy=measure.strategy_id)
        self.fields["finding"].queryset = findings.select_related(  # type: ignore[attr-defined]
            "field_of_action__successor"
        ).order_by("field_of_action__position", "kind", "position", "pk")
        for wanted, name in SOURCES.items():
            if wanted != kind:
                del self.fields[name]
        if kind not in SPEAKING:
            self.fields["note"].required = True
            self.fields["note"].label = _("In einem Satz")
        self.fields["note"].help_text = EXAMPLES.get(Kind(kind), "")

    def clean_contribution(self) -> Contribution:
        named = UUID_IN_TEXT.search(self.cleaned_data["contribution"])
        readable = Contribution.objects.visible_to(self.by)
        found = readable.filter(pk=UUID(named.group())).first() if named else None
        if found is None:
            raise ValidationError(_("Unter dieser Adresse gibt es keinen Beitrag."))
        return found

    def save(self, *, at: datetime) -> Origin:
        return add_origin(measure=self.measure, by=self.by, at=at, **self.cleaned_data)
