"""Entering a value on a phone: as few fields as possible, each for the kind of the indicator."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from measures.actions import correct_value, enter_value, take_back_value
from measures.models import Indicator, IndicatorValue
from smartregion.core.fields import DecimalField
from smartregion.core.forms import DateField

Kind = Indicator.Kind


class AmountField(DecimalField):
    """A number or a share; whoever types its unit along is understood, too."""

    def __init__(self, *, unit: str, **kwargs: Any) -> None:
        super().__init__(max_digits=14, decimal_places=3, **kwargs)
        self.unit = unit

    def bare(self, text: str) -> str:
        return text.strip().removesuffix(self.unit).strip()


def value_field(indicator: Indicator) -> forms.Field:
    """The question for one value: a number, ja or nein, or one of the steps."""
    if indicator.kind == Kind.YES_NO:
        return _choice([("1", _("ja")), ("0", _("nein"))])
    if indicator.kind == Kind.ORDINAL:
        return _choice([(str(place), name) for place, name in enumerate(indicator.scale, 1)])
    is_share = indicator.kind == Kind.PERCENT
    unit = "%" if is_share else indicator.unit
    label = _("Wert in Prozent") if is_share else _("Wert (%(unit)s)") % {"unit": unit}
    limits = {"min_value": 0, "max_value": 100} if is_share else {}
    return AmountField(unit=unit, label=label if unit else _("Wert"), **limits)


def _choice(choices: list[tuple[str, Any]]) -> forms.Field:
    return forms.TypedChoiceField(
        label=_("Wert"), choices=choices, coerce=Decimal, widget=forms.RadioSelect
    )


class ValueForm(forms.Form):
    """What was observed on a day."""

    on = DateField(label=_("Stand vom"), help_text=_("Der Tag, für den der Wert gilt."))
    source = forms.CharField(label=_("Quelle"), required=False, max_length=200)
    note = forms.CharField(
        label=_("Anmerkung"), required=False, max_length=300,
        help_text=_("Was man wissen muss, um den Wert zu verstehen; alle können es lesen."),
    )  # fmt: skip
    field_order = ("value", "on", "source", "note")

    def __init__(self, *args: Any, indicator: Indicator, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.indicator = indicator
        self.fields["value"] = value_field(indicator)
        self.fields["source"].help_text = _("Leer heißt wie immer: %(source)s.") % {
            "source": indicator.source
        }
        self.initial.setdefault("on", today)
        self.order_fields(self.field_order)

    def save(self, *, by: Any, at: datetime) -> IndicatorValue:
        return enter_value(indicator=self.indicator, by=by, at=at, **self.cleaned_data)


class CorrectionForm(forms.Form):
    """What the value of that day really was, and what was wrong."""

    note = forms.CharField(
        label=_("Was war falsch?"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Ein Satz; alle können ihn neben dem berichtigten Wert lesen."),
    )  # fmt: skip
    source = forms.CharField(label=_("Quelle"), required=False, max_length=200)
    field_order = ("value", "note", "source")

    def __init__(self, *args: Any, entry: IndicatorValue, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.entry = entry
        self.fields["value"] = value_field(entry.indicator)
        self.initial.update(source=entry.source)
        self.order_fields(self.field_order)

    def save(self, *, by: Any, at: datetime) -> IndicatorValue:
        return correct_value(entry=self.entry, by=by, at=at, **self.cleaned_data)


class TakeBackForm(forms.Form):
    """Why an entry should not be there."""

    note = forms.CharField(
        label=_("Was war falsch?"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Zum Beispiel: Der Wert gehört zu einer anderen Kennzahl."),
    )  # fmt: skip

    def save(self, *, entry: IndicatorValue, by: Any, at: datetime) -> IndicatorValue:
        return take_back_value(entry=entry, by=by, at=at, **self.cleaned_data)
