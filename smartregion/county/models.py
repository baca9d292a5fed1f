"""The county itself: its profile, its municipalities, and the organisations in its reach."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from smartregion.core.retention import NO_PERSONAL_DATA


class County(models.Model):
    """The one county this deployment belongs to."""

    retention = NO_PERSONAL_DATA

    name = models.CharField(_("Name"), max_length=120)
    slug = models.SlugField(max_length=60)
    ags = models.CharField(_("Kreisschlüssel"), max_length=5)
    state_name = models.CharField(_("Bundesland"), max_length=60)
    seat = models.CharField(_("Kreissitz"), max_length=80)
    area_km2 = models.DecimalField(_("Fläche in km²"), max_digits=8, decimal_places=2)
    population = models.PositiveIntegerField(_("Einwohnerzahl"))
    population_on = models.DateField(_("Stand der Einwohnerzahl"), null=True, blank=True)
    logo = models.FileField(_("Logo"), upload_to="county/", blank=True)
    contact_office = models.CharField(_("Ansprechstelle"), max_length=120)
    contact_email = models.EmailField(_("E-Mail der Ansprechstelle"))
    contact_address = models.TextField(_("Anschrift"), blank=True)
    data_protection_contact = models.TextField(
        _("Kontakt der oder des Datenschutzbeauftragten"),
        blank=True,
        help_text=_(
            "Am besten eine Stelle und ein Funktionspostfach. Steht im Datenschutzhinweis und im Verzeichnis der "
            "Verarbeitungstätigkeiten."
        ),
    )
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="county_only_one")]

    def __str__(self) -> str:
        return self.name


class LegalText(models.Model):
    """A text that the law demands on every page of a public body."""

    retention = NO_PERSONAL_DATA

    class Kind(models.TextChoices):
        IMPRINT = "impressum", _("Impressum")
        PRIVACY = "datenschutz", _("Datenschutz")
        ACCESSIBILITY = "barrierefreiheit", _("Erklärung zur Barrierefreiheit")

    kind = models.CharField(max_length=20, choices=Kind, unique=True)
    body = models.TextField(_("Text"))
    updated_on = models.DateField(_("Stand"))

    def __str__(self) -> str:
        return self.get_kind_display()

    def get_absolute_url(self) -> str:
        return reverse("county:legal_text", args=[self.kind])


class Municipality(models.Model):
    """A member municipality (kreisangehörige Gemeinde)."""

    retention = NO_PERSONAL_DATA

    class Zone(models.TextChoices):
        BELT = "belt", _("Berliner Umland")
        RURAL = "rural", _("ländlicher Raum")

    ags = models.CharField(_("Gemeindeschlüssel"), max_length=8, unique=True)
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(_("Name"), max_length=80)
    is_town = models.BooleanField(_("Stadt"), default=False)
    amt = models.CharField(_("Amt"), max_length=60, blank=True)
    zone = models.CharField(_("Lage"), max_length=5, choices=Zone)
    population = models.PositiveIntegerField(_("Einwohnerzahl"))
    area_km2 = models.DecimalField(_("Fläche in km²"), max_digits=7, decimal_places=2, null=True)

    class Meta:
        # By slug, so that every database puts Görzke beside Golzow, as a telephone book does.
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.name


class Boundary(models.Model):
    """The area of a municipality; beside it and not in it, because it is long and only maps ask for it."""

    retention = NO_PERSONAL_DATA

    municipality = models.OneToOneField(
        Municipality, primary_key=True, on_delete=models.CASCADE, related_name="boundary"
    )
    # Geometry of a GeoJSON feature (RFC 7946): Polygon or MultiPolygon, degrees in WGS 84.
    geometry = models.JSONField()

    def __str__(self) -> str:
        return str(self.municipality)


class Organisation(models.Model):
    """An office, municipality, company or association; ended but never deleted."""

    retention = NO_PERSONAL_DATA

    class Kind(models.TextChoices):
        COUNTY = "county", _("Landkreis")
        OFFICE = "office", _("Amt oder Fachdienst")
        MUNICIPALITY = "municipality", _("Gemeinde")
        COMPANY = "company", _("Unternehmen")
        ASSOCIATION = "association", _("Verein oder Verband")
        AUTHORITY = "authority", _("Behörde des Landes oder Bundes")
        EDUCATION = "education", _("Bildung und Wissenschaft")

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(_("Name"), max_length=160)
    kind = models.CharField(_("Art"), max_length=12, choices=Kind)
    municipality = models.ForeignKey(
        Municipality, null=True, blank=True, on_delete=models.PROTECT, related_name="organisations"
    )
    contact_email = models.EmailField(_("Funktionspostfach"), blank=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        # By slug, as municipalities are.
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.name

    @property
    def town_id(self) -> int | None:
        """The municipality whose administration this is; a company that sits there is not."""
        return self.municipality_id if self.kind == self.Kind.MUNICIPALITY else None
