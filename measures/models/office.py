"""What lies beside a measure: notes among colleagues, files; and who follows it."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from measures.models.measures import Measure
from participation.contributions.models import AwaitsCode, Material
from smartregion.core.retention import (
    CITIZENS,
    CONSENT,
    NO_PERSONAL_DATA,
    Retention,
    goes,
    office_record,
)
from smartregion.notices.models import Recipient


class Remark(models.Model):
    """A note among colleagues; it never leaves the office."""

    retention = office_record("by")

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="remarks")
    text = models.TextField(_("Notiz"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    # Whoever wrote it may take it back; the words are gone then, the place stays.
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.text[:80]


class MeasureFile(Material):
    """A paper, plan or picture of a measure, or a link to one; public only where that was chosen."""

    retention = NO_PERSONAL_DATA

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="files")
    is_public = models.BooleanField(_("öffentlich"), default=False)

    def get_absolute_url(self) -> str:
        """The link itself, or where the file is handed out; needs the measure."""
        return self.link or reverse("measures:file", args=[self.measure.number, self.pk])


class MeasureFollow(models.Model):
    """Somebody wants to hear how a measure goes on."""

    retention = Retention(
        label=_("Was jemand verfolgt"),
        whose=CITIZENS,
        ground=CONSENT,
        period=_("Bis es beendet wird, oder mit der Adresse"),
        links={"recipient": goes("measure", "since")},
    )

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="follows")
    recipient = models.ForeignKey(Recipient, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["measure", "recipient"], name="measure_followed_once")
        ]

    def __str__(self) -> str:
        return f"{self.measure} <- {self.recipient}"


class FollowRequest(AwaitsCode):
    """Somebody without an account wants to follow; the code from a mail makes it so."""

    retention = Retention(
        label=_("Was jemand verfolgt"),
        whose=CITIZENS,
        ground=CONSENT,
        period=_("24 Stunden, wenn der Code aus der E-Mail nicht eingegeben wird"),
        due=lambda rows, at: rows.filter(expires_at__lte=at),
        removed_by="follow_requests",
        since="expires_at",
        address="email",
        address_shows=("measure",),
    )

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="+")
    # Then the address is gone from here; sending the code twice shows the same page.
    confirmed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"Follow request {str(self.pk)[:8]}"
