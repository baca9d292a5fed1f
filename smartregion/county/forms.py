"""Forms about the county itself."""

from datetime import date
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from smartregion.core.forms import DateField, RichTextField
from smartregion.county import actions
from smartregion.county.boundaries import Reading, fingerprint_of, read_boundaries
from smartregion.county.boundaries.matching import MAX_BYTES
from smartregion.county.logos import as_png
from smartregion.county.models import County, LegalText, Organisation
from smartregion.county.tables import Town, towns_in


class ProfileForm(forms.ModelForm[County]):
    ags = forms.CharField(
        label=_("Kreisschlüssel"),
        help_text=_("Fünf Ziffern, zum Beispiel 12069"),
        validators=[RegexValidator(r"^\d{5}$", _("Der Kreisschlüssel hat fünf Ziffern."))],
    )
    population_on = DateField(label=_("Stand der Einwohnerzahl"), required=False)
    logo = forms.FileField(
        label=_("Neues Logo"),
        help_text=_("PNG, JPEG, WebP oder GIF, höchstens 2 MB"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp,image/gif"}),
    )
    without_logo = forms.BooleanField(label=_("Vorhandenes Logo entfernen"), required=False)

    class Meta:
        model = County
        fields = [
            "name",
            "ags",
            "state_name",
            "seat",
            "area_km2",
            "population",
            "population_on",
            "contact_office",
            "contact_email",
            "contact_address",
            "data_protection_contact",
        ]
        localized_fields = ["area_km2", "population"]
        widgets = {
            "contact_address": forms.Textarea(attrs={"rows": 3}),
            "data_protection_contact": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.logo:
            del self.fields["without_logo"]

    def clean_logo(self) -> ContentFile[bytes] | None:
        upload = self.cleaned_data["logo"]
        return as_png(upload) if upload else None

    def store(self, *, by: Any) -> County:
        return actions.save_profile(
            county=self.instance,
            changed=self.changed_data,
            logo=self.cleaned_data["logo"],
            without_logo=self.cleaned_data.get("without_logo", False),
            by=by,
        )


class LegalTextForm(forms.Form):
    body = RichTextField(label=_("Text"))

    def store(self, *, kind: LegalText.Kind, by: Any, on: date) -> LegalText:
        return actions.save_legal_text(kind=kind, body=self.cleaned_data["body"], by=by, on=on)


class ImportForm(forms.Form):
    table = forms.CharField(
        label=_("Tabelle"),
        help_text=_(
            "Eine Zeile je Gemeinde, aus der Tabellenkalkulation hierher kopiert. Spalten: Gemeindeschlüssel, "
            "Name, Stadt (ja oder nein), Amt, Lage (Umland oder Land), Einwohnerzahl, Fläche in km²."
        ),
        # The last cell of the last row may be empty: its tab belongs to the table.
        strip=False,
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 14, "spellcheck": "false"}),
    )

    def clean_table(self) -> list[Town]:
        return towns_in(self.cleaned_data["table"])

    def store(self, *, by: Any) -> int:
        return actions.import_municipalities(towns=self.cleaned_data["table"], by=by)


class OrganisationForm(forms.ModelForm[Organisation]):
    ended_on = DateField(
        label=_("Beendet am"),
        help_text=_(
            "Eine beendete Organisation bleibt stehen, wo sie genannt ist. Neu auswählen kann man sie nicht mehr."
        ),
        required=False,
    )

    class Meta:
        model = Organisation
        fields = ["name", "kind", "municipality", "contact_email", "ended_on"]
        labels = {"municipality": _("Stadt oder Gemeinde")}
        help_texts = {
            "municipality": _("Nur wenn die Organisation zu einer einzigen gehört"),
            "contact_email": _("Das Postfach der Stelle, keine Adresse einer einzelnen Person"),
        }

    def store(self, *, by: Any, on: date) -> Organisation:
        if self.instance.pk is None:
            return actions.create_organisation(organisation=self.instance, by=by, on=on)
        return actions.change_organisation(
            organisation=self.instance, changed=self.changed_data, by=by, on=on
        )


class BoundariesForm(forms.Form):
    file = forms.FileField(
        label=_("GeoJSON-Datei"),
        help_text=_("Höchstens 30 MB, Koordinaten in WGS 84 (EPSG:4326)"),
        widget=forms.FileInput(
            attrs={"accept": ".geojson,.json,application/geo+json,application/json"}
        ),
    )

    def read(self) -> Reading:
        # One byte more than allowed is enough to be refused, however large the file is.
        return read_boundaries(self.cleaned_data["file"].read(MAX_BYTES + 1))


DAMAGED = _("Die geprüften Grenzen sind nicht unverändert angekommen. Gespeichert ist nichts.")


class BoundariesAcceptanceForm(forms.Form):
    """The word that what the preview showed may be stored.

    Nothing is stored in between: the simplified boundaries travel through the browser, signed for one
    person, with the fingerprint of what the preview saw in the database.
    """

    checked = forms.CharField(widget=forms.HiddenInput, error_messages={"required": DAMAGED})

    def __init__(self, *args: Any, by: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by

    @classmethod
    def carrying(cls, reading: Reading, *, by: Any) -> "BoundariesAcceptanceForm":
        """The form on the page that shows this reading."""
        parcel = {
            "geometries": {one.municipality.ags: one.geometry for one in reading.found},
            "expected": fingerprint_of(one.municipality for one in reading.found),
        }
        signed = signing.dumps(parcel, salt=_salt(by), compress=True)
        return cls(by=by, initial={"checked": signed})

    def clean_checked(self) -> dict[str, Any]:
        try:
            parcel: dict[str, Any] = signing.loads(
                self.cleaned_data["checked"], salt=_salt(self.by)
            )
        except signing.BadSignature:
            raise ValidationError(DAMAGED, code="damaged") from None
        return parcel

    def store(self) -> int:
        return actions.import_boundaries(by=self.by, **self.cleaned_data["checked"])


def _salt(by: Any) -> str:
    return f"county.boundaries.{by.pk}"
