"""Which two versions stand side by side, and what of them is shown."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from strategy.models import StrategyVersion
from strategy.queries.synopsis import EVERYTHING, Change, Synopsis


class VersionLabel(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A version to choose, told with its state."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.label} ({obj.get_state_display()})"


class SynopsisChoice(forms.Form):
    """Two versions of one strategy, in any order."""

    old = VersionLabel(
        label=_("Fassung"), queryset=StrategyVersion.objects.none(),
        to_field_name="label", empty_label=None,
    )  # fmt: skip
    new = VersionLabel(
        label=_("verglichen mit Fassung"), queryset=StrategyVersion.objects.none(),
        to_field_name="label", empty_label=None,
    )  # fmt: skip

    def __init__(self, *args: Any, versions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.fields:
            self.fields[name].queryset = versions  # type: ignore[attr-defined]


class SynopsisFilter(forms.Form):
    """What a reader wants to see; the address holds it."""

    change = forms.ChoiceField(
        label=_("Was geschah"),
        required=False,
        choices=[("", ""), (EVERYTHING, ""), *Change.choices],
    )
    part = forms.CharField(
        label=_("Teil der Strategie"), required=False, max_length=100, widget=forms.Select
    )
    full = forms.BooleanField(label=_("ganzer Wortlaut"), required=False)

    @property
    def wanted(self) -> dict[str, Any]:
        """What to show; a value that makes no sense is said and left out."""
        self.is_valid()
        chosen = self.cleaned_data
        return {
            "change": chosen.get("change", ""),
            "part": chosen.get("part", ""),
            "in_full": chosen["full"],
        }

    def offer(self, synopsis: Synopsis) -> None:
        """Let people choose only from what there is, and tell how much there is of it."""
        counted = [
            (each.change.value, f"{each.change.label} ({each.count})") for each in synopsis.tallies
        ]
        changes = [("", _("alle Änderungen")), *counted, (EVERYTHING, _("auch Unverändertes"))]
        self.fields["change"].choices = changes  # type: ignore[attr-defined]
        self._offer_parts(synopsis.parts)

    def _offer_parts(self, parts: Iterable[tuple[str, str]]) -> None:
        self.fields["part"].widget.choices = [("", _("alle Teile")), *parts]
