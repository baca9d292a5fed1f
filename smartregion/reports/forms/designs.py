"""Choosing colours, font and the second logo of reports."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from smartregion.core.numbers import number
from smartregion.core.palette import WHITE, contrast
from smartregion.county.logos import as_png
from smartregion.reports.actions.designs import save_design
from smartregion.reports.models import Design
from smartregion.reports.models.designs import is_colour

# WCAG 2.2, 1.4.3 (AA) for text of any size.
ENOUGH = 4.5


class DesignForm(forms.ModelForm[Design]):
    logo = forms.FileField(
        label=gettext_lazy("Zweites Logo"),
        help_text=gettext_lazy(
            "Etwa des Förderprogramms; es steht auf dem Umschlag neben dem Logo des Landkreises. "
            "PNG, JPEG, WebP oder GIF, höchstens 2 MB."
        ),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp,image/gif"}),
    )
    without_logo = forms.BooleanField(
        label=gettext_lazy("Vorhandenes zweites Logo entfernen"), required=False
    )

    class Meta:
        model = Design
        fields = ["name", "colour", "accent", "font", "partner_name", "is_usual"]
        widgets = {
            "colour": forms.TextInput(attrs={"type": "color"}),
            "accent": forms.TextInput(attrs={"type": "color"}),
        }
        help_texts = {
            "colour": gettext_lazy("Umschlag, Überschriften und Tabellenköpfe."),
            "accent": gettext_lazy("Leitsätze, Nummern und Verweise."),
            "font": gettext_lazy(
                "Für den Fließtext. Überschriften und Tabellen bleiben serifenlos."
            ),
            "partner_name": gettext_lazy("Wird vorgelesen, wo das zweite Logo steht."),
            "is_usual": gettext_lazy("Neue Manuskripte und Berichte bekommen diese Gestaltung."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.partner_logo:
            del self.fields["without_logo"]

    def clean_colour(self) -> str:
        return _readable(self.cleaned_data["colour"])

    def clean_accent(self) -> str:
        return _readable(self.cleaned_data["accent"])

    def clean_logo(self) -> ContentFile[bytes] | None:
        upload = self.cleaned_data["logo"]
        return as_png(upload) if upload else None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        stays = self.instance.partner_logo and not cleaned.get("without_logo")
        if (cleaned.get("logo") or stays) and not cleaned.get("partner_name"):
            message = _("Bitte sagen Sie, wessen Logo das ist: Es wird Blinden vorgelesen.")
            self.add_error("partner_name", ValidationError(message, code="nameless"))
        return cleaned

    def store(self, *, by: Any) -> Design:
        return save_design(
            design=self.instance,
            changed=self.changed_data,
            logo=self.cleaned_data["logo"],
            without_logo=self.cleaned_data.get("without_logo", False),
            by=by,
        )


def _readable(colour: str) -> str:
    """A colour in which text on white, and white text on it, can be read."""
    colour = colour.lower()
    is_colour(colour)
    found = contrast(colour, WHITE)
    if found < ENOUGH:
        message = _(
            "Diese Farbe ist zu hell: Ihr Kontrast zu Weiß ist %(found)s zu 1, nötig sind %(enough)s zu 1."
        )
        told = {"found": number(found, 1), "enough": number(ENOUGH, 1)}
        raise ValidationError(message % told, code="contrast")
    return colour
