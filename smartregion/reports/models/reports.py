"""Reports: what was ordered, from which snapshot, and the files that were built from it."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from measures.models import Cycle
from smartregion.core.models import Job, Snapshot
from smartregion.core.retention import NO_PERSONAL_DATA, office_record
from strategy.models import StrategyVersion


class Kind(models.TextChoices):
    """What a report is; what belongs into each kind stands in outlines.py."""

    FINAL = "final", _("Abschlussbericht")
    CYCLE = "cycle", _("Umsetzungsbericht")
    SURVEY = "survey", _("Umfragebericht")
    FORUM = "forum", _("Forumsdokumentation")
    PROFILE = "profile", _("Steckbrief")
    CATALOGUE = "catalogue", _("Maßnahmenkatalog")
    COUNCIL = "council", _("Kreistagsvorlage")
    SYNOPSIS = "synopsis", _("Synopse")


class Format(models.TextChoices):
    PDF = "pdf", _("PDF, barrierefrei")
    DOCX = "docx", _("Word-Dokument")
    HTML = "html", _("Webseite")
    ZIP = "zip", _("Datenpaket")


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, user: Any) -> "ReportQuerySet":
        return self if user.has_perm("reports.view_all") else self.released()

    def released(self) -> "ReportQuerySet":
        """What everybody may read; also what was withdrawn later, because its address stays."""
        return self.filter(released_at__isnull=False)

    def in_force(self) -> "ReportQuerySet":
        """What everybody may read and what still holds."""
        return self.released().filter(withdrawn_at__isnull=True)


class Report(models.Model):
    """One report: built from its snapshot only, so it can be built again unchanged."""

    retention = office_record("ordered_by", "released_by")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.FINAL)
    title = models.CharField(_("Titel"), max_length=200)
    # Composed by somebody, or ordered without a manuscript (by a script, from the page of a measure).
    manuscript = models.ForeignKey(
        "reports.Manuscript",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="reports",
    )
    # To find reports by; what they say is in the snapshot.
    version = models.ForeignKey(
        StrategyVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="reports"
    )
    # What a synopsis puts beside it; a draft among the two keeps the report from being released.
    earlier_version = models.ForeignKey(
        StrategyVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    cycle = models.ForeignKey(
        Cycle, null=True, blank=True, on_delete=models.PROTECT, related_name="reports"
    )
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="+")
    # The newest piece of work at it: building the draft, a further format, or what is released.
    job = models.ForeignKey(Job, null=True, on_delete=models.PROTECT, related_name="+")
    ordered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reports"
    )
    ordered_at = models.DateTimeField()
    # The lasting part of its public address, given with the release.
    slug = models.SlugField(max_length=100, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    # A released report does not vanish: it says that and why it no longer holds.
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=500, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-ordered_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(released_at__isnull=True) | ~Q(slug=""),
                name="report_released_with_address",
            ),
            models.UniqueConstraint(
                fields=["slug"], condition=~Q(slug=""), name="report_address_once"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True)
                | (Q(released_at__isnull=False) & ~Q(withdrawn_reason="")),
                name="report_withdrawn_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its lasting address in the archive; before the release the page where it is made."""
        return (
            reverse("reports:edition", args=[self.slug]) if self.released_at else self.workshop_url
        )

    @property
    def workshop_url(self) -> str:
        """Where those who make reports look after it, before and after the release."""
        return reverse("reports:report_detail", args=[self.pk])

    @property
    def percent_text(self) -> str:
        return f"{self.job.percent if self.job else 0}\N{NO-BREAK SPACE}%"


class ReportFileQuerySet(models.QuerySet["ReportFile"]):
    def final(self) -> "ReportFileQuerySet":
        return self.filter(is_draft=False)


class ReportFile(models.Model):
    """One built file. Drafts carry a watermark; only final files ever leave the office."""

    retention = NO_PERSONAL_DATA

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="files")
    format = models.CharField(max_length=4, choices=Format)
    is_draft = models.BooleanField()
    file = models.FileField(upload_to="reports/")
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField()
    # Of PDFs only.
    pages = models.PositiveIntegerField(null=True)
    built_at = models.DateTimeField()

    objects = ReportFileQuerySet.as_manager()

    class Meta:
        ordering = ["format"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "format", "is_draft"], name="report_file_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.report} ({self.format})"
