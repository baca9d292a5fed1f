"""A weighting: its name and limits, and the numbers of the population as a file."""

from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from participation.surveys.actions import weighting as actions
from participation.surveys.blocks.table import ResponseTable
from participation.surveys.crosstabs.axes import Dividing
from participation.surveys.models import Weighting
from participation.surveys.weighting.files import Checked, read_margins
from participation.surveys.weighting.margins import PeopleMargin, margins_from, margins_to_json
from smartregion.core.csvforms import CsvForm
from smartregion.core.slugs import free_slug

# Further apart, single people would decide what the figures say.
SMALLEST, LARGEST = 0.01, 100.0


class WeightingForm(forms.Form):
    """Name and limits."""

    title = forms.CharField(
        label=_("Bezeichnung"),
        max_length=120,
        help_text=_("So steht sie neben jeder gewichteten Zahl, zum Beispiel: Alter und Wohnlage"),
    )
    lower = forms.FloatField(
        label=_("Kleinstes Gewicht"),
        min_value=SMALLEST,
        max_value=1,
        localize=True,
        help_text=_("Üblich ist 0,2: Eine Antwort zählt dann mindestens ein Fünftel."),
    )
    upper = forms.FloatField(
        label=_("Größtes Gewicht"),
        min_value=1,
        max_value=LARGEST,
        localize=True,
        help_text=_("Üblich ist 5: Eine Antwort zählt dann höchstens fünffach."),
    )

    def __init__(self, data: Any = None, *, weighting: Weighting) -> None:
        initial = {name: getattr(weighting, name) for name in ("title", "lower", "upper")}
        super().__init__(data, initial=initial)
        self.weighting = weighting

    def save(self, *, table: ResponseTable, by: Any) -> Weighting:
        code = self.weighting.code or self._new_code(table)
        return actions.save_weighting(
            weighting=self.weighting, code=code, by=by, **self.cleaned_data
        )

    def _new_code(self, table: ResponseTable) -> str:
        """No question has it, so that a weight asked for by its code is never another one."""
        others = Weighting.objects.filter(survey=self.weighting.survey)
        codes = [*others.values_list("code", flat=True), *(code for code, _kind in table.asked)]
        taken = [code.replace("_", "-") for code in (*codes, "neu")]
        words = self.cleaned_data["title"]
        return free_slug(words, taken=taken, otherwise="gewicht", length=16).replace("-", "_")


class MarginsFileForm(CsvForm):
    """A file with the numbers of the population, and how it was saved."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = _(
            "Höchstens 2 MB. Die Spalten heißen wie in der Vorlage: frage, antwort, personen; bezeichnung und quelle können fehlen."
        )

    def check_file(self, people: Dividing) -> Checked:
        return read_margins(**self.upload(), people=people)


DAMAGED = _("Die geprüften Zahlen sind nicht unverändert angekommen. Gespeichert ist nichts.")


class AcceptanceForm(forms.Form):
    """The word that checked margins may be stored; they travel through the browser, signed for one person."""

    checked = forms.CharField(widget=forms.HiddenInput, error_messages={"required": DAMAGED})

    def __init__(self, *args: Any, weighting: Weighting, by: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.weighting, self.by = weighting, by

    @classmethod
    def carrying(
        cls, margins: tuple[PeopleMargin, ...], *, weighting: Weighting, by: Any
    ) -> "AcceptanceForm":
        """The form on the page that shows these margins."""
        parcel = {
            "margins": margins_to_json(margins),
            "expected": actions.fingerprint(weighting),
        }
        packed = signing.dumps(parcel, salt=_salt(weighting, by), compress=True)
        return cls(weighting=weighting, by=by, initial={"checked": packed})

    def clean_checked(self) -> dict[str, Any]:
        try:
            parcel = signing.loads(
                self.cleaned_data["checked"], salt=_salt(self.weighting, self.by)
            )
        except signing.BadSignature:
            raise ValidationError(DAMAGED, code="damaged") from None
        return {"margins": margins_from(parcel["margins"]), "expected": parcel["expected"]}

    @property
    def margins(self) -> tuple[PeopleMargin, ...]:
        found: tuple[PeopleMargin, ...] = self.cleaned_data["checked"]["margins"]
        return found

    def store(self) -> Weighting:
        return actions.store_margins(
            weighting=self.weighting, by=self.by, **self.cleaned_data["checked"]
        )


def _salt(weighting: Weighting, by: Any) -> str:
    return f"surveys.margins.{weighting.pk}.{by.pk}"
