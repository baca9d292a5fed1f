"""Describing an indicator: what is observed, from where, to where."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from measures.actions import add_indicator, change_indicator
from measures.forms.conflicts import Difference, differences
from measures.models import Indicator, Measure
from measures.spoken import understood, written
from smartregion.core.fields import DecimalField
from smartregion.core.forms import DateField
from strategy.models import Element

Kind = Indicator.Kind
MOST_STEPS = 10
# Which numbers the columns of values can hold.
STORED = DecimalField(max_digits=14, decimal_places=3)


class StepsField(forms.CharField):
    """The steps of an ordinal scale, one a line, the lowest first."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 4}), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        lines = (" ".join(line.split()) for line in str(super().clean(value)).splitlines())
        steps = list(dict.fromkeys(filter(None, lines)))
        if len(steps) > MOST_STEPS:
            raise forms.ValidationError(
                _("Höchstens %(most)s Stufen, damit sie sich unterscheiden."),
                code="many", params={"most": MOST_STEPS},
            )  # fmt: skip
        return steps


class IndicatorForm(forms.ModelForm):  # type: ignore[type-arg]
    """Values are typed as people say them: a number, ja or nein, the name of a step."""

    scale = StepsField(
        label=_("Stufen"), required=False, max_length=800,
        help_text=_("Nur bei einer Kennzahl in Stufen: eine je Zeile, die niedrigste zuerst."),
    )  # fmt: skip
    baseline = forms.CharField(
        label=_("Ausgangswert"), required=False, max_length=40,
        help_text=_("Ohne ihn lässt sich kein Anteil am Weg zum Ziel nennen. Beginnt eine Zählung neu: 0."),
    )  # fmt: skip
    baseline_on = DateField(label=_("Stand des Ausgangswerts"), required=False)
    target = forms.CharField(label=_("Zielwert"), required=False, max_length=40)
    target_on = DateField(label=_("zu erreichen bis"), required=False)
    lock_version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Indicator
        fields = ["name", "level", "kind", "unit", "direction", "source", "interval"]
        help_texts = {
            "name": _("Was gezählt oder beobachtet wird, zum Beispiel „Besuchte Standorte“."),
            "level": _("Leistungen zeigen, was getan wurde; Wirkungen, was sich dadurch ändert."),
            "unit": _("Zum Beispiel Standorte, Tage oder t CO₂ im Jahr; bei Prozent bleibt sie leer."),
            "source": _("Woher die Werte kommen, zum Beispiel „Buchungskalender“."),
        }  # fmt: skip
        widgets = {"kind": forms.RadioSelect, "direction": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.update(_as_typed(self.instance))

    def clean(self) -> dict[str, Any]:
        values = self.cleaned_data
        kind = values.get("kind", "")
        if kind == Kind.PERCENT:
            values["unit"] = ""
        for name in ("baseline", "target"):
            if name in values and kind:
                values[name] = self._understood(name, values[name])
        if values.get("baseline_on") and values.get("baseline") is None:
            self.add_error("baseline", _("Zu diesem Tag fehlt der Wert."))
        if values.get("target_on") and values.get("target") is None:
            self.add_error("target", _("Zu diesem Tag fehlt der Wert."))
        return values

    def _understood(self, name: str, text: str) -> Decimal | None:
        values = self.cleaned_data
        if not text.strip():
            return None
        try:
            value = understood(
                text, kind=values["kind"], unit=values.get("unit", ""),
                scale=values.get("scale", []),
            )  # fmt: skip
            return Decimal(STORED.clean(value))
        except forms.ValidationError as refusal:
            self.add_error(name, refusal)
        except ValueError as refusal:
            self.add_error(name, str(refusal))
        return None

    def _post_clean(self) -> None:
        """The action checks the whole; the instance stays as it is stored."""

    @property
    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "lock_version"}

    def add(
        self, *, by: Any, at: datetime, measure: Measure | None = None,
        objective: Element | None = None,
    ) -> Indicator:  # fmt: skip
        return add_indicator(by=by, at=at, measure=measure, objective=objective, **self.values)

    def change(self, *, by: Any, at: datetime) -> Indicator:
        lock_version = self.cleaned_data["lock_version"]
        return change_indicator(
            indicator=self.instance, by=by, at=at, lock_version=lock_version, **self.values
        )

    def differences_to(self, stored: Indicator) -> list[Difference]:
        """Where what was typed differs from what somebody else has stored in the meantime."""
        read: Callable[[str], Any] = partial(getattr, stored)
        return differences(self, read)


def _as_typed(indicator: Indicator) -> dict[str, Any]:
    kind, scale = indicator.kind, indicator.scale
    return {
        "scale": scale,
        "baseline": written(indicator.baseline, kind=kind, scale=scale),
        "baseline_on": indicator.baseline_on,
        "target": written(indicator.target, kind=kind, scale=scale),
        "target_on": indicator.target_on,
        "lock_version": indicator.lock_version,
    }
