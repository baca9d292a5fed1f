"""Findings: several of one kind and source at once, or one to correct."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from smartregion.core.forms import DateField
from strategy.actions.situation_findings import add_findings, save_finding
from strategy.forms.parts import FieldChoice
from strategy.models import Element, Finding, Strategy
from strategy.queries.situation_findings import visible_fields

LONGEST = 500
KIND_HELP = _(
    "Stärken und Schwächen liegen im Landkreis, Chancen und Risiken kommen von außen auf ihn zu."
)


def refuse_future(as_of: date, *, on: date) -> date:
    """A finding tells what somebody found, so its day is over."""
    if as_of > on:
        raise ValidationError(_("Dieser Tag liegt in der Zukunft."))
    return as_of


class _PlaceForm(forms.Form):
    """What findings have in common: where they belong, what kind they are, where they come from."""

    field_of_action = FieldChoice(
        label=_("Handlungsfeld"),
        required=False,
        queryset=Element.objects.none(),
        empty_label=_("ganzer Landkreis"),
    )
    kind = forms.ChoiceField(
        label=_("Art"), choices=Finding.Kind.choices, widget=forms.RadioSelect, help_text=KIND_HELP
    )

    def __init__(self, *args: Any, strategy: Strategy, by: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.strategy = strategy
        fields = visible_fields(by).filter(strategy=strategy)
        self.fields["field_of_action"].queryset = fields  # type: ignore[attr-defined]


class FindingsForm(_PlaceForm):
    """Several findings in a row: one on each line."""

    texts = forms.CharField(
        label=_("Feststellungen"),
        help_text=_("Eine Zeile je Feststellung, höchstens 500 Zeichen"),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    source = forms.CharField(label=_("Quelle"), max_length=300)
    link = forms.URLField(
        label=_("Link zur Quelle"), required=False, assume_scheme="https", max_length=200
    )
    as_of = DateField(label=_("Stand"))

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on

    def clean_as_of(self) -> date:
        return refuse_future(self.cleaned_data["as_of"], on=self.on)

    def clean_texts(self) -> list[str]:
        texts = [" ".join(line.split()) for line in self.cleaned_data["texts"].splitlines()]
        faults = [
            _("Zeile %(n)d hat %(length)d Zeichen, höchstens %(most)d sind möglich.")
            % {"n": number, "length": len(text), "most": LONGEST}
            for number, text in enumerate(texts, start=1)
            if len(text) > LONGEST
        ]
        if faults:
            raise ValidationError(faults, code="too_long")
        return [text for text in texts if text]

    def store(self, *, by: Any) -> list[Finding]:
        return add_findings(strategy=self.strategy, by=by, **self.cleaned_data)


class FindingForm(forms.ModelForm[Finding]):
    """One finding, corrected."""

    field_of_action = FieldChoice(
        label=_("Handlungsfeld"),
        required=False,
        queryset=Element.objects.none(),
        empty_label=_("ganzer Landkreis"),
    )
    link = forms.URLField(
        label=_("Link zur Quelle"), required=False, assume_scheme="https", max_length=200
    )
    as_of = DateField(label=_("Stand"))

    class Meta:
        model = Finding
        fields = ["field_of_action", "kind", "text", "source", "link", "as_of"]
        widgets = {"text": forms.Textarea(attrs={"rows": 3}), "kind": forms.RadioSelect}
        help_texts = {"kind": KIND_HELP}

    def __init__(self, *args: Any, by: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        fields = visible_fields(by).filter(strategy=self.instance.strategy)
        if self.instance.field_of_action_id:
            fields |= Element.objects.filter(pk=self.instance.field_of_action_id)
        self.fields["field_of_action"].queryset = fields.distinct()  # type: ignore[attr-defined]
        self.fields["kind"].choices = Finding.Kind.choices  # type: ignore[attr-defined]

    def clean_as_of(self) -> date:
        return refuse_future(self.cleaned_data["as_of"], on=self.on)

    def store(self, *, by: Any) -> None:
        save_finding(finding=self.instance, changed=self.changed_data, by=by)
