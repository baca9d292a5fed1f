"""Reports: what was ordered, from which snapshot, and the file that was built."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from measures.models import Cycle
from smartregion.core.models import Job, Snapshot
from strategy.models import StrategyVersion


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, user: Any) -> "ReportQuerySet":
        if user.has_perm("reports.view_all"):
            return self
        return self.filter(released_at__isnull=False)


class Report(models.Model):
    """One report: rendered from its snapshot only, so it can be built again unchanged."""

    class Kind(models.TextChoices):
        FINAL = "final", _("Abschlussbericht")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.FINAL)
    title = models.CharField(_("Titel"), max_length=200)
    version = models.ForeignKey(StrategyVersion, on_delete=models.PROTECT, related_name="reports")
    cycle = models.ForeignKey(
        Cycle, null=True, blank=True, on_delete=models.PROTECT, related_name="reports"
    )
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="+")
    job = models.OneToOneField(Job, null=True, on_delete=models.PROTECT, related_name="+")
    file = models.FileField(upload_to="reports/", blank=True)
    file_sha256 = models.CharField(max_length=64, blank=True)
    pages = models.PositiveIntegerField(null=True)
    ordered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reports"
    )
    ordered_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-ordered_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(released_at__isnull=True) | ~Q(file=""),
                name="report_released_with_file",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("reports:report_detail", args=[self.pk])

    @property
    def percent_text(self) -> str:
        return f"{self.job.percent if self.job else 0}\N{NO-BREAK SPACE}%"

    @property
    def is_ready(self) -> bool:
        return bool(self.file)
