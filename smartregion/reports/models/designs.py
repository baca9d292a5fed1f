"""How reports of the county look."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from smartregion.core.retention import NO_PERSONAL_DATA

# Colours of the product; both are readable on white and carry white text.
COLOUR, ACCENT = "#1d3a80", "#23479b"

is_colour = RegexValidator(r"^#[0-9a-f]{6}$", _("Bitte eine Farbe als #RRGGBB angeben."))


class Design(models.Model):
    """Colours, font and logos of printed reports. One design is the usual one."""

    retention = NO_PERSONAL_DATA

    class Font(models.TextChoices):
        SANS = "sans", _("Fira Sans (serifenlos)")
        SERIF = "serif", _("Source Serif (mit Serifen)")

    name = models.CharField(_("Name"), max_length=80, unique=True)
    # Headings, cover and heads of tables; text in it and white text on it must be readable.
    colour = models.CharField(_("Hauptfarbe"), max_length=7, default=COLOUR, validators=[is_colour])
    # Leads, numbers of headings and links.
    accent = models.CharField(
        _("Akzentfarbe"), max_length=7, default=ACCENT, validators=[is_colour]
    )
    font = models.CharField(_("Schrift"), max_length=5, choices=Font, default=Font.SANS)
    # Beside the logo of the county: of the programme that pays, say. PNG, redrawn when uploaded.
    partner_logo = models.FileField(_("Zweites Logo"), upload_to="designs/", blank=True)
    partner_name = models.CharField(_("Wessen Logo das ist"), max_length=120, blank=True)
    is_usual = models.BooleanField(_("für neue Berichte"), default=False)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_usual"], condition=Q(is_usual=True), name="design_one_usual"
            ),
            models.CheckConstraint(
                condition=Q(partner_logo="") | ~Q(partner_name=""), name="design_logo_is_named"
            ),
        ]

    def __str__(self) -> str:
        return self.name
