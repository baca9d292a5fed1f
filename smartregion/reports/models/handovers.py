"""To whom a report was handed over."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from smartregion.core.models import AppendOnly, Immutable
from smartregion.core.retention import office_record
from smartregion.reports.models.reports import Report, ReportFile


class Handover(Immutable):
    """One handover of one file, as the protocol says it; written once."""

    retention = office_record("handed_over_by", "recorded_by")

    class Way(models.TextChoices):
        MEETING = "meeting", _("in einer Sitzung oder einem Termin")
        PORTAL = "portal", _("über diese Seite")
        MAIL = "mail", _("per E-Mail")
        PAPER = "paper", _("gedruckt")

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="handovers")
    file = models.ForeignKey(ReportFile, on_delete=models.PROTECT, related_name="handovers")
    # Kept beside the file, so that the protocol stays true whatever becomes of the file.
    file_sha256 = models.CharField(max_length=64)
    # An office or a body, never a person.
    recipient = models.CharField(_("Empfangende Stelle"), max_length=200)
    handed_over_by = models.CharField(_("Übergebende Stelle"), max_length=200)
    handed_over_on = models.DateField(_("Tag der Übergabe"))
    way = models.CharField(_("Weg"), max_length=8, choices=Way, default=Way.MEETING)
    note = models.CharField(_("Anmerkung"), max_length=1000, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()

    objects = AppendOnly.as_manager()

    class Meta:
        ordering = ["-handed_over_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.report}: {self.recipient}"
