"""What the nightly run did, and what people ordered to know what is stored about them."""

from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from smartregion.core.ordered_files import OrderedFile, OwnFilesQuerySet
from smartregion.core.retention import (
    ACCOUNT_HOLDERS,
    ACCOUNTABILITY,
    NO_PERSONAL_DATA,
    Retention,
    goes,
)

# So long a night can be looked up.
RUNS_KEPT_FOR = timedelta(days=365)


class RetentionRun(models.Model):
    """One night: which kinds were due, how many rows went; never what stood in them."""

    retention = NO_PERSONAL_DATA

    at = models.DateTimeField()
    # By model: {"removed": 3, "left": 0}.
    lines = models.JSONField(default=dict)
    # Names of removers that failed, with the kind of their fault.
    failures = models.JSONField(default=dict)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"

    @property
    def removed(self) -> int:
        return sum(line["removed"] for line in self.lines.values())


class AccountExport(OrderedFile):
    """Everything that is stored about one account, as a table for programs and as a paper to read."""

    FOLDER = "account_exports"
    # The last day is so many days after the order.
    KEPT_FOR = timedelta(days=7)

    retention = Retention(
        label=_("Auskünfte über das eigene Konto"),
        whose=ACCOUNT_HOLDERS,
        ground=ACCOUNTABILITY,
        period=_("7 Tage nach der Bestellung"),
        due=lambda rows, at: rows.filter(expires_on__lt=timezone.localdate(at)),
        removed_by="account_exports",
        since="ordered_at",
        links={"ordered_by": goes("ordered_at", "expires_on")},
    )

    # A ZIP archive with both.
    file = models.FileField(upload_to=f"{FOLDER}/", blank=True)

    objects = OwnFilesQuerySet.as_manager()

    def __str__(self) -> str:
        # Never the name: this label may stand in the audit trail.
        return f"{self.ordered_at:%Y-%m-%d}"
