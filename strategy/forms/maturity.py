"""Forms of the maturity survey for the office: dimensions and rounds."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from smartregion.core.forms import DateField
from strategy.actions import maturity as actions
from strategy.models import LEVELS, DimensionWords, MaturityDimension, MaturityRound

PARTS = ("title", "short_title", "question", *(f"level_{level}" for level in LEVELS))


def _level_fields(suffix: str) -> dict[str, forms.Field]:
    return {
        f"level_{level}{suffix}": forms.CharField(
            label=_("Stufe %(level)d") % {"level": level},
            max_length=300,
            required=not suffix,
            widget=forms.Textarea(attrs={"rows": 2}),
        )
        for level in LEVELS
    }


class DimensionForm(forms.Form):
    """A dimension with its five levels, in German and, all or nothing, in English."""

    def __init__(self, *args: Any, dimension: MaturityDimension, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dimension = dimension
        for suffix in ("", "_en"):
            self.fields |= self._fields(suffix)
        self._fill("", dimension.in_language("de") if dimension.pk else None)
        english = dimension.in_language("en")
        self._fill("_en", english if english.language == "en" else None)

    def _fields(self, suffix: str) -> dict[str, forms.Field]:
        is_german = not suffix
        return {
            f"title{suffix}": forms.CharField(
                label=_("Dimension"), max_length=80, required=is_german
            ),
            f"short_title{suffix}": forms.CharField(
                label=_("Kurzname für Diagramme"),
                max_length=24,
                required=is_german,
                help_text=_("Höchstens 24 Zeichen"),
            ),
            f"question{suffix}": forms.CharField(
                label=_("Leitfrage"),
                max_length=300,
                required=is_german,
                widget=forms.Textarea(attrs={"rows": 2}),
            ),
            **_level_fields(suffix),
        }

    def _fill(self, suffix: str, words: DimensionWords | None) -> None:
        if words is None:
            return
        values = (words.title, words.short_title, words.question, *words.levels)
        for name, value in zip(PARTS, values, strict=True):
            self.initial[f"{name}{suffix}"] = value

    @property
    def german_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in PARTS]

    @property
    def english_fields(self) -> list[forms.BoundField]:
        return [self[f"{name}_en"] for name in PARTS]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        given = [cleaned.get(f"{name}_en") for name in PARTS]
        if any(given):
            for name, value in zip(PARTS, given, strict=True):
                if not value and f"{name}_en" not in self.errors:
                    self.add_error(
                        f"{name}_en", _("Füllen Sie die englische Fassung ganz aus oder gar nicht.")
                    )
        return cleaned

    def store(self, *, by: Any) -> None:
        actions.save_dimension(
            dimension=self.dimension,
            german=self._words("", "de"),
            english=self._words("_en", "en") if self.cleaned_data["title_en"] else None,
            by=by,
        )

    def _words(self, suffix: str, language: str) -> DimensionWords:
        title, short_title, question, *levels = (
            self.cleaned_data[f"{name}{suffix}"] for name in PARTS
        )
        return DimensionWords(title, short_title, question, tuple(levels), language)


class RoundForm(forms.Form):
    """A new round."""

    title = forms.CharField(
        label=_("Titel"), max_length=80, help_text=_("Zum Beispiel „Reifegrad 2027“")
    )
    opens_on = DateField(label=_("Beginn"))
    due_on = DateField(label=_("Rückmeldung bis"))

    def create(self, *, by: Any) -> MaturityRound:
        return actions.open_round(**self.cleaned_data, by=by)


class RoundChangeForm(forms.Form):
    """Name and deadline of the round that is open; its beginning has been told to all."""

    title = forms.CharField(label=_("Titel"), max_length=80)
    due_on = DateField(label=_("Rückmeldung bis"))

    def store(self, *, opened: MaturityRound, by: Any) -> None:
        actions.change_round(opened=opened, **self.cleaned_data, by=by)


class CloseRoundForm(forms.Form):
    """The last look before a round becomes final; with gaps it wants an extra yes."""

    accept_gaps = forms.BooleanField(
        label=_("Ja, mit diesen Lücken abschließen"),
        help_text=_("Was fehlt, steht für immer als „nicht gemeldet“ in den Ergebnissen."),
    )

    def __init__(self, *args: Any, has_gaps: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_gaps:
            del self.fields["accept_gaps"]

    def close(self, *, opened: MaturityRound, by: Any, on: date, at: datetime) -> None:
        actions.close_round(opened=opened, by=by, on=on, at=at)
