"""What a reader looks for, and in which version."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from smartregion.core.forms import TOO_LONG
from strategy.models import StrategyVersion

LONGEST_QUESTION = 200


class SearchForm(forms.Form):
    """A question that makes no sense is said at its field and finds nothing."""

    q = forms.CharField(
        label=_("Suchwörter"), required=False, max_length=LONGEST_QUESTION,
        error_messages={"max_length": TOO_LONG},
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )  # fmt: skip
    fassung = forms.ChoiceField(label=_("Fassung"), required=False)

    strategie = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, versions: Sequence[StrategyVersion], **kwargs: Any) -> None:
        """``versions`` are those the reader may see, first the one that is searched if none is named."""
        super().__init__(*args, **kwargs)
        self.versions = {version.label: version for version in self._of_one_strategy(versions)}
        self.fields["fassung"].choices = [  # type: ignore[attr-defined]
            (label, f"{label} ({version.get_state_display()})")
            for label, version in self.versions.items()
        ]
        # What is too long is answered with a sentence, not cut off by the browser.
        self.fields["q"].widget.attrs.pop("maxlength", None)

    def _of_one_strategy(self, versions: Sequence[StrategyVersion]) -> list[StrategyVersion]:
        slugs = [version.strategy.slug for version in versions]
        wanted = self.data.get("strategie")
        slug = wanted if wanted in slugs else next(iter(slugs), "")
        return [version for version in versions if version.strategy.slug == slug]

    @property
    def words(self) -> str:
        return str(self._wanted.get("q", ""))

    @property
    def version(self) -> StrategyVersion | None:
        """The version asked for, or the one that comes first: that in force."""
        first = next(iter(self.versions.values()), None)
        return self.versions.get(self._wanted.get("fassung", ""), first)

    @property
    def _wanted(self) -> dict[str, Any]:
        self.is_valid()
        return self.cleaned_data
