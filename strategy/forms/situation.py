"""Structure data: the characteristics, the file with figures, and the word that they may be stored."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from smartregion.core.csvforms import CsvForm
from smartregion.core.forms import DateField
from smartregion.county.models import Municipality
from strategy.actions.situation import Imported, import_figures, save_characteristic
from strategy.forms.parts import AlsoInEnglish
from strategy.models import Characteristic
from strategy.queries.situation_import import Checked, NewFigure, Plan, check_figures, plan_of


class CharacteristicForm(AlsoInEnglish, forms.ModelForm[Characteristic]):
    """A characteristic in German and English."""

    title_en = forms.CharField(label=_("Bezeichnung auf Englisch"), max_length=120, required=False)
    unit_en = forms.CharField(label=_("Einheit auf Englisch"), max_length=30, required=False)

    ENGLISH = ("title", "unit")

    class Meta:
        model = Characteristic
        fields = ["title", "code", "kind", "unit", "decimals"]
        widgets = {"kind": forms.RadioSelect}
        help_texts = {
            "code": _("Kurz, ohne Leerzeichen und Umlaute, zum Beispiel einwohner"),
            "kind": _("Nur Anzahlen werden für den Landkreis zusammengezählt."),
            "unit": _("Zum Beispiel km² oder je 10.000 Einwohner"),
            "decimals": _("Höchstens vier"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = Characteristic.Kind.choices  # type: ignore[attr-defined]
        self.fields["decimals"].max_value = 4  # type: ignore[attr-defined]

    def clean_code(self) -> str:
        return str(self.cleaned_data["code"]).lower()

    def clean_decimals(self) -> int:
        decimals: int = self.cleaned_data["decimals"]
        if decimals > 4:
            raise ValidationError(_("Mehr als vier Nachkommastellen sind nicht möglich."))
        return decimals

    def store(self, *, by: Any) -> Characteristic:
        return save_characteristic(characteristic=self.instance, english=self.english, by=by)


class FiguresFileForm(CsvForm):
    """A file with figures, how it was saved, and where its figures come from."""

    field_order = ("file", "as_of", "source", "encoding", "delimiter")

    as_of = DateField(label=_("Stand der Zahlen"))
    source = forms.CharField(
        label=_("Quelle"),
        max_length=200,
        help_text=_("So steht sie neben jeder Zahl, zum Beispiel: Statistischer Bericht A I 2"),
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        self.fields["file"].help_text = _(
            "Höchstens 2 MB. In der ersten Zeile stehen die Namen der Spalten."
        )

    def clean_as_of(self) -> date:
        as_of: date = self.cleaned_data["as_of"]
        if as_of > self.on:
            raise ValidationError(_("Dieser Tag liegt in der Zukunft."))
        return as_of

    def check_file(self) -> Checked:
        return check_figures(**self.upload())

    def plan(self, checked: Checked) -> Plan:
        given = self.cleaned_data
        return plan_of(checked.figures, as_of=given["as_of"], source=given["source"])


DAMAGED = _("Die geprüften Zahlen sind nicht unverändert angekommen. Gespeichert ist nichts.")


class AcceptanceForm(forms.Form):
    """The word that a plan may be carried out.

    Nothing is stored between preview and this: the checked figures travel through the browser,
    signed for one person, with the fingerprint of what the preview saw in the database.
    """

    checked = forms.CharField(widget=forms.HiddenInput, error_messages={"required": DAMAGED})

    def __init__(self, *args: Any, by: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by

    @classmethod
    def carrying(cls, plan: Plan, *, by: Any) -> "AcceptanceForm":
        """The form on the page that shows this plan."""
        figures = [
            (new.line, new.municipality.pk, new.characteristic.pk, f"{new.value:f}")
            for new in (change.new for change in plan.changes)
        ]
        parcel = {
            "as_of": plan.as_of.isoformat(),
            "source": plan.source,
            "expected": plan.fingerprint,
            "figures": figures,
        }
        return cls(by=by, initial={"checked": signing.dumps(parcel, salt=_salt(by), compress=True)})

    def clean_checked(self) -> dict[str, Any]:
        try:
            parcel = signing.loads(self.cleaned_data["checked"], salt=_salt(self.by))
        except signing.BadSignature:
            raise ValidationError(DAMAGED, code="damaged") from None
        return {
            "as_of": date.fromisoformat(parcel["as_of"]),
            "source": parcel["source"],
            "expected": parcel["expected"],
            "figures": _unpacked(parcel["figures"]),
        }

    def store(self) -> Imported:
        return import_figures(by=self.by, **self.cleaned_data["checked"])

    def plan_anew(self) -> Plan:
        """What storing would do now, after somebody else has written."""
        parcel = self.cleaned_data["checked"]
        return plan_of(parcel["figures"], as_of=parcel["as_of"], source=parcel["source"])


def _salt(by: Any) -> str:
    return f"strategy.figures.{by.pk}"


def _unpacked(figures: list[tuple[int, int, int, str]]) -> list[NewFigure]:
    towns = Municipality.objects.in_bulk()
    characteristics = Characteristic.objects.in_bulk()
    try:
        return [
            NewFigure(line, towns[town], characteristics[characteristic], Decimal(value))
            for line, town, characteristic, value in figures
        ]
    except KeyError:
        raise ValidationError(
            _("Ein Merkmal oder eine Gemeinde gibt es nicht mehr. Gespeichert ist nichts.")
        ) from None
