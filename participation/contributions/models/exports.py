"""Files with contributions that were ordered to be taken along."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from smartregion.core.ordered_files import OrderedFile, OwnFilesQuerySet
from smartregion.core.retention import ACCOUNTABILITY, STAFF, Retention, nameless


class ContributionExport(OrderedFile):
    """A file with contributions, for the person who said what they need it for."""

    FOLDER = "contribution_exports"

    retention = Retention(
        label=_("Dateien mit Beiträgen"),
        whose=STAFF,
        ground=ACCOUNTABILITY,
        period=_("7 Tage nach der Bestellung, mit Angaben zu Personen 1 Tag"),
        due=lambda rows, at: rows.filter(expires_on__lt=timezone.localdate(at)),
        removed_by="contribution_exports",
        since="ordered_at",
        links={"ordered_by": nameless("format", "ordered_at", "expires_on")},
    )

    class Format(models.TextChoices):
        CSV = "csv", _("CSV-Tabellen mit Erläuterung (.zip)")
        XLSX = "xlsx", _("Excel-Arbeitsmappe (.xlsx)")

    format = models.CharField(max_length=4, choices=Format)
    # The filter of the list as it stands in an address.
    filter = models.CharField(max_length=2000, blank=True)
    # With what points to persons; asked for anew at every download.
    with_personal_data = models.BooleanField(default=False)
    file = models.FileField(upload_to=f"{FOLDER}/", blank=True)
    rows = models.PositiveIntegerField(null=True)

    objects = OwnFilesQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.ordered_at:%Y-%m-%d} {self.format}"
