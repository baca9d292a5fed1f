"""Taking in a version from a file: first looked at, then stored."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from smartregion.core.forms import refusals_on
from strategy import actions
from strategy.forms.versions import LABEL
from strategy.interchange import MAX_BYTES, Given, read
from strategy.models import Strategy, StrategyVersion
from strategy.queries import contradictions

NEW = "new"


@dataclass(frozen=True)
class Target:
    """The strategy that gets the version, or the title of the new one that begins with it."""

    strategy: Strategy | None
    label: str
    title: str


class TargetForm(forms.Form):
    """Where a version goes, and under which name."""

    target = forms.ChoiceField(label=_("Wohin gehört die Fassung?"), widget=forms.RadioSelect)
    label = forms.CharField(
        label=_("Bezeichnung der Fassung"),
        max_length=20,
        required=False,
        validators=[LABEL],
        help_text=_("Leer: die Bezeichnung aus der Datei"),
    )
    title = forms.CharField(
        label=_("Titel der neuen Strategie"),
        max_length=200,
        required=False,
        help_text=_("Nur für eine neue Strategie. Leer: der Titel aus der Datei"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        newest = Strategy.objects.order_by("-period_start", "-pk")
        self.strategies = {str(strategy.pk): strategy for strategy in newest}
        known = [
            (key, _now("Nächste Fassung von „%(title)s“") % {"title": strategy.title})
            for key, strategy in self.strategies.items()
        ]
        choices = [*known, (NEW, _now("Neue Strategie"))]
        self.fields["target"].choices = choices  # type: ignore[attr-defined]
        self.initial.setdefault("target", choices[0][0])

    def target_of(self, given: Given) -> Target:
        """What was typed, completed by what the file says."""
        typed = self.cleaned_data
        return Target(
            strategy=self.strategies.get(typed.get("target", NEW)),
            label=typed.get("label") or given.label,
            title=typed.get("title") or given.title,
        )


class ImportForm(TargetForm):
    """The file itself; what is wrong with it is told at its field, all at once."""

    file = forms.FileField(
        label=_("Datei"), widget=forms.FileInput(attrs={"accept": ".json,application/json"})
    )
    field_order = ["file", "target", "label", "title"]

    given: Given
    raw: bytes

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise ValidationError(
                _("Die Datei ist größer als %(most)d Megabyte."),
                params={"most": MAX_BYTES // 1024**2},
            )
        self.raw = file.read()
        self.given = read(self.raw)
        return file

    def clean(self) -> dict[str, Any]:
        """What would stand in the way of storing it is told before anything is stored."""
        cleaned = super().clean() or {}
        if not self.errors:
            self._refuse_impossible_target()
        return cleaned

    def _refuse_impossible_target(self) -> None:
        target = self.target_of(self.given)
        if target.strategy is None:
            with refusals_on(self):
                actions.free_strategy_slug(target.title)
            return
        for sentence in contradictions(self.given, target.strategy):
            self.add_error("file", sentence)
        if target.strategy.versions.filter(state__in=StrategyVersion.OPEN).exists():
            self.add_error("target", _("Hier ist schon eine Fassung in Arbeit."))
        if target.strategy.versions.filter(label=target.label).exists():
            self.add_error("label", _("Eine Fassung mit dieser Bezeichnung gibt es schon."))


class ConfirmedImportForm(TargetForm):
    """The second look is over: the file that was checked is stored."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget = forms.HiddenInput()

    def store(self, given: Given, *, by: Any) -> StrategyVersion:
        target = self.target_of(given)
        return actions.import_version(given=given, by=by, **target.__dict__)
