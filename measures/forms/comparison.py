"""Which two closed cycles to put beside each other; everything stands in the address."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from measures.models import Cycle, CycleQuerySet


class ComparisonForm(forms.Form):
    """Two closed cycles of one strategy, in any order; without a choice the newest two."""

    von = forms.ModelChoiceField(
        Cycle.objects.none(),
        to_field_name="slug",
        label=gettext_lazy("Früherer Zyklus"),
        empty_label=None,
    )
    bis = forms.ModelChoiceField(
        Cycle.objects.none(),
        to_field_name="slug",
        label=gettext_lazy("Späterer Zyklus"),
        empty_label=None,
    )

    def __init__(self, data: Any, *, cycles: CycleQuerySet) -> None:
        newest = _newest_two(cycles)
        chosen = {"von": newest[0].slug, "bis": newest[-1].slug} if newest else {}
        super().__init__(
            {**chosen, **{name: data[name] for name in ("von", "bis") if name in data}}
        )
        for field in self.fields.values():
            field.queryset = cycles  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        chosen = super().clean() or {}
        before, after = chosen.get("von"), chosen.get("bis")
        if before and after and before == after:
            raise ValidationError(_("Bitte wählen Sie zwei verschiedene Zyklen."))
        if before and after and before.strategy_id != after.strategy_id:
            raise ValidationError(
                _(
                    "Diese Zyklen gehören zu verschiedenen Strategien und lassen sich nicht vergleichen."
                )
            )
        return chosen

    @property
    def pair(self) -> tuple[Cycle, Cycle] | None:
        """The older and the newer one; None where the choice cannot be compared."""
        if not self.is_valid():
            return None
        both = self.cleaned_data["von"], self.cleaned_data["bis"]
        before, after = sorted(both, key=lambda cycle: cycle.cutoff_on)
        return before, after

    @property
    def query(self) -> str:
        """The choice as it stands in the address."""
        return f"von={self['von'].value()}&bis={self['bis'].value()}"


def _newest_two(cycles: CycleQuerySet) -> list[Cycle]:
    """The newest closed cycle and the one before it, the older first."""
    newest = cycles.order_by("-cutoff_on").first()
    if newest is None:
        return []
    return list(cycles.filter(strategy=newest.strategy_id).order_by("-cutoff_on")[:2])[::-1]
